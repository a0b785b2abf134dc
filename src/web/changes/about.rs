//! What a check page says of the order that a change is about: whoever decides need not look elsewhere.

use leptos::prelude::*;

use crate::domain::change::{Change, Snapshot};
use crate::web::ui::{DataList, DataRow, Link, Section, breakable};
use crate::words::Words;

/// The order as it was read when the change was begun; nothing where the change is about something else.
pub(super) fn order(words: Words, change: &Change, home: &Link) -> Option<AnyView> {
    let Some(Snapshot::Order(order)) = &change.base else {
        return None;
    };
    let (record, certificate) = (&order.record, &order.record.certificate);
    let names = certificate.names().join(", ");
    let until = certificate.valid_till.map(|day| day.to_string());
    let rows = [
        ("order-remote-id", record.id.to_string()),
        ("certificate-names", names),
        ("certificate-organization", record.organization_name.clone()),
        (
            "certificate-serial",
            certificate.serial_number.clone().unwrap_or_default(),
        ),
        ("certificate-until", until.unwrap_or_default()),
    ];
    let rows = rows
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| {
            let value = breakable(&value);
            view! { <DataRow term=words.text(key)>{value}</DataRow> }
        })
        .collect_view();
    let (href, text) = (home.href.clone(), home.text.clone());
    let view = view! {
        <Section id="s-about" heading=words.text("change-about")>
            <p><a href=href>{text}</a></p>
            <DataList>{rows}</DataList>
        </Section>
    };
    Some(view.into_any())
}
