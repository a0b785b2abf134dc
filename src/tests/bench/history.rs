//! The history with a thousand orders and with a quarter of a million, in both databases: how long each way to look at it
//! takes where it has just as much to show.

use std::fmt::Write;
use std::time::{Duration, Instant};

use jiff::civil::date;
use jiff::{Span, Timestamp};
use pkio_desk::domain::ids::{ContainerId, OrganizationId, RemoteOrderId};
use pkio_desk::domain::order::{
    CertificateRecord, OrderForm, OrderRecord, OrderStatus, Price, RemoteOrder, RemoteStatus,
};
use pkio_desk::store::{HistoryQuery, HistorySort, ListCursor, Seen, Store};

use super::settle;
use crate::store::Fresh;

const FEW: i64 = 1_000;
const MANY: i64 = 250_000;
/// So many orders are what is looked for, however many others there are.
const WANTED: i64 = 200;
/// As many as a list of DigiCert's has on a page.
const TOLD_AT_ONCE: i64 = 1_000;
/// Each question is asked so often.
const TIMES: usize = 400;
const ROWS: u64 = 50;

/// A year before the orders of today.
fn moment(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + seconds).unwrap()
}

/// The order of that number among so many, as a list of DigiCert's tells of it; every so many is one that is looked for.
fn told(number: i64, of: i64) -> OrderRecord {
    let is_wanted = number % (of / WANTED) == 0;
    let either = |wanted: &str, other: String| if is_wanted { wanted.to_owned() } else { other };
    let name = format!("server-{number}.dienst-{}.voorbeeld.example", number % 977);
    // What is looked for lies within a few days; the others lie years apart.
    let day = if is_wanted { number % 5 } else { 30 + number % 1_000 };
    OrderRecord {
        status: Some(if is_wanted {
            RemoteStatus::NeedsCsr
        } else {
            RemoteStatus::Issued
        }),
        certificate: CertificateRecord {
            common_name: name.clone(),
            dns_names: vec![
                name,
                either(
                    &format!("kwartaalcijfers-{number}.balans.example"),
                    format!("api-{number}.voorbeeld.example"),
                ),
            ],
            serial_number: Some(format!("{:032x}", i128::from(number) * 7_919_000_003_331)),
            issued: Some(moment(number * 60 + 400_000)),
            valid_till: Some(date(2027, 1, 1).saturating_add(Span::new().days(day))),
            ..CertificateRecord::default()
        },
        created: Some(moment(if is_wanted { number % 1_000 } else { 10_000 + number })),
        organization: Some(OrganizationId(if is_wanted { 9 } else { 1_000 + number % 5_000 })),
        organization_name: either("Waterschap De Balans", format!("Gemeente {:05}", number % 5_000)),
        container: Some(ContainerId(if is_wanted { 9 } else { 100 + number % 50 })),
        container_name: either("Uitvoering", format!("Afdeling {}", number % 50)),
        product: Some(either("ssl_multi_domain", "pkio_private_services_server".to_owned())),
        reference: Some(format!("inkoop-{number:06}")),
        placed_by: either("Zus Zelden", format!("Beheerder {}", number % 40)),
        price: Price::read(&format!("{}.{:02}", 200 + number % 900, number % 100), Some("EUR")),
        ..serde_json::from_value(serde_json::json!({ "id": 600_000_000 + number })).unwrap()
    }
}

fn seen(record: &OrderRecord) -> Seen {
    Seen {
        remote: RemoteOrder {
            id: record.id,
            certificate_id: None,
            status: record.status.clone(),
            status_read_at: Some(moment(0)),
            domains: Vec::new(),
            price: record.price.clone(),
            vanished_at: None,
            reference: record.reference.clone(),
        },
        product: record.product.clone(),
        form: OrderForm {
            common_name: record.certificate.common_name.clone(),
            dns_names: record.certificate.dns_names.join("\n"),
            organization: record.organization.map(|id| id.to_string()).unwrap_or_default(),
            ..OrderForm::blank()
        },
        organization_name: Some(record.organization_name.clone()),
        placed_by: Some(record.placed_by.clone()),
        created_at: record.created.unwrap(),
    }
}

/// Fills a desk as the first import of an account does, and says how long that took.
async fn import(store: &Store, number: i64) -> Duration {
    let begin = Instant::now();
    for first in (1..=number).step_by(usize::try_from(TOLD_AT_ONCE).unwrap()) {
        let records: Vec<_> = (first..(first + TOLD_AT_ONCE).min(number + 1))
            .map(|it| told(it, number))
            .collect();
        let seen: Vec<_> = records.iter().map(seen).collect();
        assert_eq!(
            store.orders().see_elsewhere(&seen, moment(0)).await.unwrap(),
            records.len()
        );
        let ids: Vec<RemoteOrderId> = records.iter().map(|record| record.id).collect();
        let mut known = store.orders().with_remote_ids(&ids).await.unwrap();
        known.sort_by_key(|order| order.remote.as_ref().map(|remote| remote.id));
        let listed: Vec<_> = known.iter().map(|order| order.id).zip(records).collect();
        store.order_records().keep_listed(&listed, moment(0)).await.unwrap();
    }
    begin.elapsed()
}

/// What is asked: in words, and where the page lies.
struct Question {
    words: String,
    query: HistoryQuery,
    is_deep: bool,
}

fn questions() -> Vec<Question> {
    let all = HistoryQuery::default;
    let ask = |words: &str, query: HistoryQuery| Question {
        words: words.to_owned(),
        query,
        is_deep: false,
    };
    let mut list = vec![
        ask("the first page", all()),
        Question {
            is_deep: true,
            ..ask("a page deep in", all())
        },
        ask(
            "search: kwartaalcijf",
            HistoryQuery {
                text: "kwartaalcijf".to_owned(),
                ..all()
            },
        ),
        ask(
            "search: one name",
            HistoryQuery {
                text: "server-840.dienst".to_owned(),
                ..all()
            },
        ),
        ask(
            "status",
            HistoryQuery {
                statuses: vec![OrderStatus::Remote(RemoteStatus::NeedsCsr)],
                ..all()
            },
        ),
        ask(
            "organization",
            HistoryQuery {
                organization: Some("9".to_owned()),
                ..all()
            },
        ),
        ask(
            "container",
            HistoryQuery {
                container: Some(ContainerId(9)),
                ..all()
            },
        ),
        ask(
            "product",
            HistoryQuery {
                product: Some("ssl_multi_domain".to_owned()),
                ..all()
            },
        ),
        ask(
            "who",
            HistoryQuery {
                who: Some("Zus Zelden".to_owned()),
                ..all()
            },
        ),
        ask(
            "created between",
            HistoryQuery {
                created_from: Some(moment(0)),
                created_before: Some(moment(1_000)),
                ..all()
            },
        ),
        ask(
            "ends between",
            HistoryQuery {
                ends_from: Some(date(2027, 1, 1)),
                ends_until: Some(date(2027, 1, 5)),
                ..all()
            },
        ),
    ];
    for sort in HistorySort::ALL {
        for is_ascending in [true, false] {
            let direction = if is_ascending { "up" } else { "down" };
            list.push(ask(
                &format!("sorted by {sort:?}, {direction}"),
                HistoryQuery {
                    sort,
                    is_ascending,
                    ..all()
                },
            ));
        }
    }
    list
}

/// The place of a page half-way through.
async fn half_way(store: &Store, number: i64) -> ListCursor {
    let first = store.history().page(&HistoryQuery::default(), None, 1).await.unwrap();
    let id = first.rows[0].id.0 - number / 2;
    ListCursor {
        is_after: true,
        value: id.to_string(),
        id,
    }
}

/// The middle one of the times, and the one that a hundredth is above.
fn figures(mut times: Vec<Duration>) -> [f64; 2] {
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
    [at(0.50), at(0.99)]
}

/// Asks both desks in turn, so that whatever else the machine does meets both alike.
async fn ask(question: &Question, desks: [(&Store, i64); 2]) -> [[f64; 2]; 2] {
    let mut times = [Vec::new(), Vec::new()];
    let mut cursors = [None, None];
    for (cursor, (store, number)) in cursors.iter_mut().zip(desks) {
        if question.is_deep {
            *cursor = Some(half_way(store, number).await);
        }
    }
    for round in 0..TIMES + TIMES / 10 {
        for ((times, cursor), (store, _)) in times.iter_mut().zip(&cursors).zip(desks) {
            let begin = Instant::now();
            let page = store
                .history()
                .page(&question.query, cursor.as_ref(), ROWS)
                .await
                .unwrap();
            let took = begin.elapsed();
            assert!(!page.rows.is_empty(), "{}", question.words);
            if round >= TIMES / 10 {
                times.push(took);
            }
        }
    }
    times.map(figures)
}

/// One database: its table of figures.
async fn compare(name: &str, few: &Fresh, many: &Fresh) -> String {
    let mut took = Vec::new();
    for (fresh, number) in [(few, FEW), (many, MANY)] {
        took.push(import(&fresh.store, number).await);
        settle(fresh).await;
    }
    let rate = MANY as f64 / took[1].as_secs_f64();
    let mut text = format!(
        "### {name}\n\nThe import wrote {rate:.0} orders a second.\n\n\
         | What | p50 of {FEW} | p50 of {MANY} | p99 of {FEW} | p99 of {MANY} | p99, times |\n\
         | --- | --- | --- | --- | --- | --- |\n"
    );
    for question in questions() {
        let [[few_50, few_99], [many_50, many_99]] = ask(&question, [(&few.store, FEW), (&many.store, MANY)]).await;
        writeln!(
            text,
            "| {} | {few_50:.2} ms | {many_50:.2} ms | {few_99:.2} ms | {many_99:.2} ms | {:.2} |",
            question.words,
            many_99 / few_99
        )
        .unwrap();
    }
    let begin = Instant::now();
    let history = many.store.history();
    let now = moment(80_000_000);
    let attention = history.attention(now, 30).await.unwrap();
    let needing = begin.elapsed();
    history.ending_per_month(date(2027, 1, 1), 24).await.unwrap();
    let months = begin.elapsed() - needing;
    history.lead_times(500).await.unwrap();
    let leads = begin.elapsed() - needing - months;
    writeln!(
        text,
        "\nThe figures of the first page of {MANY} orders, once each: what needs somebody ({} reasons) {:.1} ms, ends by \
         month {:.1} ms, lead times {:.1} ms.",
        attention.len(),
        needing.as_secs_f64() * 1e3,
        months.as_secs_f64() * 1e3,
        leads.as_secs_f64() * 1e3,
    )
    .unwrap();
    print!("\n{text}");
    text
}

/// Puts a section of the figures into the document, in the place of the one that has the same heading.
fn write_down(heading: &str, section: &str) {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/benchmarks.md");
    let document = std::fs::read_to_string(file).unwrap();
    let mut kept = String::new();
    let mut is_old = false;
    for line in document.lines() {
        if line.starts_with("## ") {
            is_old = line.starts_with(heading);
        }
        if !is_old {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    let kept = kept.trim_end();
    std::fs::write(file, format!("{kept}\n\n{heading} {section}")).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "prints figures; make bench runs it"]
async fn the_history_of_a_thousand_orders_and_of_a_quarter_of_a_million() {
    let (few, many) = (Fresh::sqlite().await, Fresh::sqlite().await);
    let mut text = compare("SQLite", &few, &many).await;
    few.remove().await;
    many.remove().await;
    if std::env::var("PKIO_TEST_POSTGRES_URL").is_ok() {
        let (few, many) = (Fresh::postgres().await, Fresh::postgres().await);
        text.push('\n');
        text.push_str(&compare("PostgreSQL", &few, &many).await);
        few.remove().await;
        many.remove().await;
    }
    let today = Timestamp::now().strftime("%Y-%m-%d");
    let heading = format!("## The history with {FEW} and with {MANY} orders");
    write_down(
        &heading,
        &format!(
            "({today})\n\nEach question is asked {TIMES} times of both, in turn: a page of {ROWS} rows, its neighbours and \
             the total. Filters and searches find {WANTED} orders in both, \"one name\" one.\n\n{text}"
        ),
    );
}
