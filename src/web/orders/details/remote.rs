//! What DigiCert has of the order, when it was read, and the button that reads it again.

use jiff::Timestamp;
use leptos::prelude::*;

use super::Shown;
use crate::domain::order::{OrderRecord, RemoteOrder};
use crate::web::orders::approval::age;
use crate::web::ui::{Button, ButtonKind, DataList, DataRow, Section};

/// The section; nothing of an order that DigiCert does not have.
pub(in crate::web::orders) fn section(shown: &Shown) -> Option<AnyView> {
    let remote = shown.order.remote.as_ref()?;
    let words = shown.words;
    let certificate = remote
        .certificate_id
        .map_or_else(|| words.text("order-no-certificate"), |id| id.to_string());
    let mut rows = vec![
        (words.text("order-remote-id"), remote.id.to_string()),
        (words.text("order-certificate-id"), certificate),
    ];
    let optional = |key: &str, value: Option<String>| value.map(|value| (words.text(key), value));
    rows.extend(optional("order-remote-reference", remote.reference.clone()));
    rows.extend(optional("order-price", remote.price.as_ref().map(ToString::to_string)));
    rows.extend(shown.record().into_iter().flat_map(|record| of_record(shown, record)));
    let rows = rows
        .into_iter()
        .map(|(term, value)| view! { <DataRow term=term>{value}</DataRow> })
        .collect_view();
    let freshness = freshness(shown, remote);
    let view = view! {
        <Section id="s-remote" heading=words.text("order-remote")>
            {freshness}
            <DataList>{rows}</DataList>
        </Section>
    };
    Some(view.into_any())
}

/// What is known only from reading the order itself.
fn of_record(shown: &Shown, record: &OrderRecord) -> Vec<(String, String)> {
    let words = shown.words;
    let certificate = &record.certificate;
    let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let pairs = [
        ("order-serial-number", certificate.serial_number.clone()),
        ("order-thumbprint", certificate.thumbprint.clone()),
        ("order-valid-from", certificate.valid_from.map(|day| day.to_string())),
        ("order-valid-till", certificate.valid_till.map(|day| day.to_string())),
        (
            "order-order-valid-till",
            record
                .valid_till
                .filter(|day| Some(*day) != certificate.valid_till)
                .map(|day| day.to_string()),
        ),
        ("order-placed-by", text(&record.placed_by)),
        ("order-placed", record.created.map(|at| words.moment(at))),
        ("order-container", text(&record.container_name)),
        ("order-payment", record.payment_method.clone()),
        (
            "order-reissues",
            (record.reissues > 0).then(|| record.reissues.to_string()),
        ),
        ("order-renewed", record.is_renewed.then(|| words.text("change-yes"))),
    ];
    let told = pairs
        .into_iter()
        .filter_map(|(key, value)| value.map(|value| (words.text(key), value)));
    told.collect()
}

/// When it was read, and how long ago that is: what stands here is as old as that.
fn freshness(shown: &Shown, remote: &RemoteOrder) -> AnyView {
    let words = shown.words;
    let read = |key: &str, at: Timestamp| {
        let age = age(words, at, shown.now);
        words.with(key, [("when", words.moment(at).into()), ("age", age.into())])
    };
    let status = match remote.status_read_at {
        Some(at) => read("order-read-at", at),
        None => words.text("order-never-read"),
    };
    let known = shown.known.as_ref();
    let detailed = match known.and_then(|known| known.detailed_at) {
        Some(at) => read("order-detailed-at", at),
        None => words.text("order-never-detailed"),
    };
    let validation = known.and_then(|known| known.validation.as_ref());
    let validation = validation.map(|(_, at)| read("order-validation-read-at", *at));
    view! {
        <form class="freshness" method="post" action="/actions/refresh-order">
            <input type="hidden" name="order" value=shown.order.id.to_string()/>
            <p>{status}" "{detailed}" "{validation}</p>
            <Button kind=ButtonKind::Quiet compact=true>{words.text("list-read-again")}</Button>
        </form>
    }
    .into_any()
}
