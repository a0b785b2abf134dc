//! The order history: what orders are found by.

use jiff::civil::date;
use pkio_desk::domain::directory::PersonDetails;
use pkio_desk::domain::ids::{ContainerId, OrderId, OrganizationId};
use pkio_desk::domain::order::{CertificateRecord, ContactForm, OrderForm, OrderRecord, OrderSummary, Price, State};
use pkio_desk::store::{HistoryQuery, HistorySort, ListCursor, ListPage, Seen, Total};

use super::remote::seen;
use super::{Fresh, anna, contract, form, minute, placed, record, remote};

contract!(
    orders_are_found_by_everything_they_are_known_by,
    words_that_almost_every_order_has_find_them_too,
    what_is_not_said_any_more_is_not_found_any_more,
    a_discarded_draft_is_gone_from_the_history,
);

const CSR: &str = include_str!("../../domain/testdata/rsa-2048.csr");

/// The key of that request.
fn key() -> String {
    pkio_desk::domain::csr::read(CSR).unwrap().spki_sha256()
}

fn person(first_name: &str, last_name: &str, email: &str) -> PersonDetails {
    PersonDetails {
        first_name: first_name.to_owned(),
        last_name: last_name.to_owned(),
        email: email.to_owned(),
        ..PersonDetails::default()
    }
}

/// An order placed elsewhere, as DigiCert tells of it.
pub(super) fn told(id: i64) -> OrderRecord {
    OrderRecord {
        certificate: CertificateRecord {
            common_name: format!("Dienst-{id}.Voorbeeld.example"),
            dns_names: vec![
                format!("dienst-{id}.voorbeeld.example"),
                format!("api-{id}.zaken.example"),
            ],
            csr: Some(CSR.to_owned()),
            serial_number: Some(format!("0A1B2C3D4E5F00{id:02}")),
            issued: Some(minute(id)),
            valid_till: Some(date(2027, 1, 1).saturating_add(jiff::Span::new().days(id))),
            ..CertificateRecord::default()
        },
        organization: Some(OrganizationId(2_000 + id)),
        organization_name: format!("Gemeente Zandermeer {id}"),
        container: Some(ContainerId(40 + id)),
        container_name: format!("Ministerie {id}"),
        product: Some("pkio_private_services_server".to_owned()),
        reference: Some(format!("PO-{id}-77")),
        placed_by: "Wil Portaal".to_owned(),
        price: Price::read(&format!("{}.50", 900 + id), Some("EUR")),
        organization_contact: Some(person("Óscar", "de Wit", "oscar@zandermeer.example")),
        technical_contact: Some(person("Tineke", "Vonk", "tineke@zandermeer.example")),
        verified_contacts: vec![person("Vera", "Fied", "vera@zandermeer.example")],
        ..record(id)
    }
}

/// An order placed elsewhere and read in full.
pub(super) async fn known(fresh: &Fresh, record: &OrderRecord) -> OrderId {
    let orders = fresh.store.orders();
    let seen = Seen {
        remote: remote(record.id.0),
        ..seen(record.id.0)
    };
    assert_eq!(orders.see_elsewhere(&[seen], minute(3)).await.unwrap(), 1);
    let order = orders.find_by_remote_id(record.id).await.unwrap().unwrap();
    let kept = fresh.store.order_records().keep(order.id, record, minute(4)).await;
    assert!(kept.unwrap());
    order.id
}

pub(super) fn text(text: &str) -> HistoryQuery {
    HistoryQuery {
        text: text.to_owned(),
        ..HistoryQuery::default()
    }
}

pub(super) async fn page(
    fresh: &Fresh,
    query: &HistoryQuery,
    cursor: Option<&ListCursor>,
    limit: u64,
) -> ListPage<OrderSummary> {
    // As it travels through an address.
    let cursor: Option<ListCursor> = cursor.map(|it| it.to_string().parse().unwrap());
    let page = fresh.store.history().page(query, cursor.as_ref(), limit).await;
    page.unwrap()
}

/// The numbers of all that match, in the order asked for.
pub(super) async fn found(fresh: &Fresh, query: &HistoryQuery) -> Vec<i64> {
    let page = page(fresh, query, None, 100).await;
    let number = u64::try_from(page.rows.len()).unwrap();
    assert_eq!(page.total, Total::Exactly(number), "{query:?}");
    page.rows.iter().map(|row| row.id.0).collect()
}

async fn orders_are_found_by_everything_they_are_known_by(fresh: &Fresh) {
    let mine = OrderForm {
        dns_names: "balie.balans.example".to_owned(),
        oin_choice: "own".to_owned(),
        oin: "0000 0001 8123.4567.0000".to_owned(),
        csr: CSR.to_owned(),
        contacts: vec![ContactForm {
            contact_type: "verified_contact".to_owned(),
            first_name: "Frits".to_owned(),
            last_name: "van Dam".to_owned(),
            email: "frits@balans.example".to_owned(),
            ..ContactForm::default()
        }],
        ..form("loket.balans.example")
    };
    let orders = fresh.store.orders();
    orders.draft(&anna(), &mine, minute(0)).await.unwrap();
    let kvk = OrderForm {
        oin_choice: "kvk".to_owned(),
        kvk_number: "27124701".to_owned(),
        ..form("kvk.example")
    };
    orders.draft(&anna(), &kvk, minute(0)).await.unwrap();
    placed(&fresh.store, 681_531_554).await;
    assert_eq!(known(fresh, &told(7)).await, OrderId(4));
    for (typed, expected) in [
        // Numbers: ours, and DigiCert's.
        ("4", vec![4]),
        ("7", vec![4]),
        ("681531554", vec![3]),
        ("6815", vec![3]),
        // Names, any part of any of them.
        ("loket.bal", vec![1]),
        ("BALIE", vec![1]),
        ("oket", vec![1]),
        ("zaken.example", vec![4]),
        ("dienst-7", vec![4]),
        // The beginning of the first one is enough.
        ("lo", vec![1]),
        // OIN and key.
        ("00000001812345670000", vec![1]),
        ("0000000181234567", vec![1]),
        ("00000003271247010000", vec![2]),
        (&key()[..16], vec![4, 1]),
        ("5b41", vec![3]),
        // Organization and container.
        ("zandermeer 7", vec![4]),
        ("gemeente", vec![4]),
        ("2007", vec![4]),
        ("ministerie", vec![4]),
        // People: who wrote it, who sent it, contacts typed and told.
        ("anna", vec![3, 2, 1]),
        ("bram", vec![3]),
        ("van dam", vec![1]),
        ("frits@balans", vec![1]),
        ("wil portaal", vec![4]),
        ("ÓSCAR", vec![4]),
        ("tineke@", vec![4]),
        ("fied", vec![4]),
        // References: ours, and theirs.
        ("mark-6815", vec![3]),
        ("po-7-77", vec![4]),
        // The serial number, however it is written.
        ("0a1b2c3d4e5f0007", vec![4]),
        ("0A:1B:2C:3D:4E:5F", vec![4]),
        // Several words; nothing across two texts; nothing that has a meaning to a database.
        ("zandermeer tineke 7", vec![4]),
        ("balans frits", vec![1]),
        ("balans tineke", vec![]),
        ("example balie", vec![1]),
        ("%", vec![]),
        ("a%a", vec![]),
        ("\"OR\" *", vec![]),
        ("bal\0ans", vec![]),
        ("", vec![4, 3, 2, 1]),
    ] {
        assert_eq!(found(fresh, &text(typed)).await, expected, "{typed:?}");
    }
    // An organization by its number, or by how its name begins.
    for (typed, expected) in [
        ("2007", vec![4]),
        (" 2007 ", vec![4]),
        ("gemeente ZAND", vec![4]),
        ("zandermeer", vec![]),
        ("200", vec![]),
    ] {
        let query = HistoryQuery {
            organization: Some(typed.to_owned()),
            ..HistoryQuery::default()
        };
        assert_eq!(found(fresh, &query).await, expected, "{typed:?}");
    }
}

async fn words_that_almost_every_order_has_find_them_too(fresh: &Fresh) {
    let seen: Vec<Seen> = (1..=10_050).map(seen).collect();
    let orders = fresh.store.orders();
    assert_eq!(orders.see_elsewhere(&seen, minute(3)).await.unwrap(), 10_050);
    let rare = OrderForm {
        dns_names: "zeldzaam.voorbeeld.nl".to_owned(),
        ..form("elders.voorbeeld.nl")
    };
    for _ in 0..2 {
        orders.draft(&anna(), &rare, minute(0)).await.unwrap();
    }
    let everywhere = page(fresh, &text("voorbeeld"), None, 3).await;
    let ids = |page: &ListPage<OrderSummary>| page.rows.iter().map(|row| row.id.0).collect::<Vec<_>>();
    assert_eq!(
        (ids(&everywhere), everywhere.total),
        (vec![10_052, 10_051, 10_050], Total::MoreThan(10_000))
    );
    let next = page(fresh, &text("voorbeeld"), everywhere.next.as_ref(), 3).await;
    assert_eq!(ids(&next), [10_049, 10_048, 10_047]);
    let by_name = HistoryQuery {
        sort: HistorySort::CommonName,
        is_ascending: true,
        ..text("elders nl")
    };
    assert_eq!(ids(&page(fresh, &by_name, None, 2).await), [1, 2]);
    assert_eq!(found(fresh, &text("voorbeeld zeldzaam")).await, [10_052, 10_051]);
    let drafts = HistoryQuery {
        states: vec![State::Draft],
        ..text("voorbeeld")
    };
    assert_eq!(found(fresh, &drafts).await, [10_052, 10_051]);
    let many = HistoryQuery {
        states: vec![State::Elsewhere, State::Draft],
        organization: Some("117483".to_owned()),
        sort: HistorySort::Created,
        is_ascending: true,
        ..text("")
    };
    let many = page(fresh, &many, None, 2).await;
    assert_eq!((ids(&many), many.total), (vec![1, 2], Total::MoreThan(10_000)));
}

async fn what_is_not_said_any_more_is_not_found_any_more(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let order = orders.draft(&anna(), &form("oud.example"), minute(0)).await.unwrap();
    let changed = orders
        .change(order.id, 1, &form("nieuw.example"), &anna(), minute(1))
        .await;
    changed.unwrap();
    assert_eq!(found(fresh, &text("oud.example")).await, Vec::<i64>::new());
    assert_eq!(found(fresh, &text("nieuw.example")).await, [1]);
    let id = known(fresh, &told(7)).await;
    let fewer = OrderRecord {
        technical_contact: None,
        certificate: CertificateRecord {
            dns_names: vec!["dienst-7.voorbeeld.example".to_owned()],
            ..told(7).certificate
        },
        ..told(7)
    };
    let kept = fresh.store.order_records().keep(id, &fewer, minute(9)).await;
    assert!(kept.unwrap());
    for typed in ["tineke", "zaken.example"] {
        assert_eq!(found(fresh, &text(typed)).await, Vec::<i64>::new(), "{typed}");
    }
    assert_eq!(found(fresh, &text("dienst-7")).await, [id.0]);
}

async fn a_discarded_draft_is_gone_from_the_history(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let order = orders.draft(&anna(), &form("weg.example"), minute(0)).await.unwrap();
    orders.draft(&anna(), &form("blijft.example"), minute(0)).await.unwrap();
    orders.discard(order.id, 1).await.unwrap();
    assert_eq!(found(fresh, &text("")).await, [2]);
    assert_eq!(found(fresh, &text("weg.example")).await, Vec::<i64>::new());
    assert_eq!(found(fresh, &text("example")).await, [2]);
}
