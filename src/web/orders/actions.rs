//! What can be done with a placed order as it stands now, and why something people look for cannot.

use leptos::prelude::*;

use crate::domain::change::form::ChangeKind;
use crate::domain::change::order::{possible, word_of};
use crate::domain::change::{Change, ChangeState, Subject};
use crate::domain::operator::{Act, Operator};
use crate::domain::order::renew::{NotRenewable, renewable};
use crate::domain::order::{CertificateRecord, Order, OrderRecord, RemoteOrder};
use crate::web::changes::{act_of, changes_table, permitted, status, title, word_of_effect};
use crate::web::failure::Failure;
use crate::web::state::AppState;
use crate::web::ui::{Button, ButtonKind, Notice, Section, SectionLayout, Tone};
use crate::words::Words;

/// In the order of the page.
const KINDS: [ChangeKind; 11] = [
    ChangeKind::AddCsr,
    ChangeKind::CheckOrderDcv,
    ChangeKind::NewOrderToken,
    ChangeKind::ResendOrderEmails,
    ChangeKind::OrderDcvMethod,
    ChangeKind::ReissueOrder,
    ChangeKind::ChangeOrderContacts,
    ChangeKind::AddOrderNote,
    ChangeKind::CancelOrder,
    ChangeKind::RevokeCertificate,
    ChangeKind::RevokeOrder,
];

/// Those of which it is said why they cannot be done: people look for them on this page.
const LOOKED_FOR: [ChangeKind; 4] = [
    ChangeKind::ReissueOrder,
    ChangeKind::CancelOrder,
    ChangeKind::RevokeCertificate,
    ChangeKind::RevokeOrder,
];

/// So many earlier actions are listed.
const SHOWN: u64 = 20;

/// The section of the order's page; nothing before DigiCert has the order.
pub(super) async fn section(
    words: Words,
    operator: &Operator,
    state: &AppState,
    order: &Order,
) -> Result<Option<AnyView>, Failure> {
    let Some(remote) = &order.remote else {
        return Ok(None);
    };
    let subject = Subject::Order(remote.id);
    let changes = state.changes().of_subject(subject, SHOWN).await?;
    let record = record(state, order, remote).await?;
    let mut items = Vec::new();
    for kind in KINDS {
        if permitted(state, operator, kind, subject).await? {
            items.extend(item(words, order, kind, &record));
        } else if LOOKED_FOR.contains(&kind) && possible(kind, &record).is_ok() {
            let word = word_of(kind, record.status.as_ref());
            items.push(explained(words, word, words.text(denied(operator, kind))));
        }
    }
    if operator.may(Act::Draft) {
        items.push(renewal(words, order, &record));
    }
    let earlier = (!changes.is_empty()).then(|| {
        let table = changes_table(words, "actions-earlier", &changes);
        view! { <h3 class="section-heading">{words.text("actions-earlier")}</h3>{table} }
    });
    let view = view! {
        <Section id="s-actions" heading=words.text("actions-heading") intro=words.text("actions-intro") layout=SectionLayout::Stacked>
            <ul class="actions">{items}</ul>
            {earlier}
        </Section>
    };
    Ok(Some(view.into_any()))
}

/// What is being done with the order, for the head of its page: what is on its way, in doubt, or waits for a second person.
pub(super) async fn under_way(words: Words, state: &AppState, order: &Order) -> Result<Option<AnyView>, Failure> {
    let Some(remote) = &order.remote else {
        return Ok(None);
    };
    let changes = state.changes().open_of(Subject::Order(remote.id)).await?;
    let items: Vec<_> = changes
        .iter()
        .filter(|change| is_under_way(change))
        .map(|change| {
            let href = format!("/changes/{}", change.id);
            view! { <li><a href=href>{title(words, change)}</a>" "{status(words, change.state)}</li> }
        })
        .collect();
    if items.is_empty() {
        return Ok(None);
    }
    let view = view! {
        <Notice tone=Tone::Warning heading=words.text("actions-under-way")><ul class="plain-list">{items}</ul></Notice>
    };
    Ok(Some(view.into_any()))
}

fn is_under_way(change: &Change) -> bool {
    !matches!(
        change.state,
        ChangeState::Draft | ChangeState::Refused | ChangeState::Done
    )
}

/// The order as DigiCert had it when it was last read; where it never was read in full, as much as is known of it. It is
/// read again before anything begins.
async fn record(state: &AppState, order: &Order, remote: &RemoteOrder) -> Result<OrderRecord, Failure> {
    let kept = state.orders().store().order_records().find(order.id).await?;
    let status = remote.status.clone();
    let known = match kept {
        Some(kept) => kept.record,
        None => OrderRecord {
            certificate: CertificateRecord {
                id: remote.certificate_id,
                csr: Some(order.form.csr.clone()).filter(|csr| !csr.trim().is_empty()),
                ..CertificateRecord::default()
            },
            dcv_method: Some(order.form.dcv_method.clone()).filter(|method| !method.is_empty()),
            ..OrderRecord::of_id(remote.id)
        },
    };
    Ok(OrderRecord {
        // What was read last, wherever.
        status: status.or(known.status.clone()),
        ..known
    })
}

/// Something a person may do: its button, or why it cannot be done now.
fn item(words: Words, order: &Order, kind: ChangeKind, record: &OrderRecord) -> Option<AnyView> {
    match possible(kind, record) {
        Ok(()) => {
            let button = if kind.is_revocation() || kind == ChangeKind::CancelOrder {
                ButtonKind::Danger
            } else if kind == ChangeKind::AddCsr {
                // The order waits for it.
                ButtonKind::Primary
            } else {
                ButtonKind::Secondary
            };
            let action = format!("/orders/{}/changes", order.id);
            let value = kind.word();
            let status = record.status.as_ref();
            let label = words.text(&format!("change-start-{}", word_of(kind, status)));
            let about = words.text(&format!("action-about-{}", word_of_effect(kind, status)));
            let view = view! {
                <li class="action">
                    <form method="post" action=action>
                        <input type="hidden" name="kind" value=value/>
                        <Button kind=button>{label}</Button>
                    </form>
                    <p>{about}</p>
                </li>
            };
            Some(view.into_any())
        }
        Err(why) if LOOKED_FOR.contains(&kind) => {
            let status = record.status.as_ref().map(|status| status.word().to_owned());
            let values = [("status", status.unwrap_or_default().into())];
            let why = words.with(&format!("finding-{}", why.id), values);
            Some(explained(words, kind.word(), why))
        }
        Err(_) => None,
    }
}

/// Something that cannot be done, and why.
fn explained(words: Words, what: &str, why: String) -> AnyView {
    let label = words.text(&format!("action-{what}"));
    view! { <li class="action" data-possible="no"><p><strong>{label}</strong></p><p>{why}</p></li> }.into_any()
}

fn denied(operator: &Operator, kind: ChangeKind) -> &'static str {
    // A role that may, with an order of somebody else's.
    if operator.may(act_of(kind)) {
        "action-denied-own"
    } else {
        "action-denied-role"
    }
}

fn renewal(words: Words, order: &Order, record: &OrderRecord) -> AnyView {
    let why = match renewable(record.status.as_ref(), Some(record)) {
        Ok(()) => {
            let action = format!("/orders/{}/renew", order.id);
            return view! {
                <li class="action">
                    <form method="post" action=action>
                        <Button kind=ButtonKind::Secondary>{words.text("change-start-renew")}</Button>
                    </form>
                    <p>{words.text("action-about-renew")}</p>
                </li>
            }
            .into_any();
        }
        Err(NotRenewable::RenewedAlready) => words.text("notice-renewed-already"),
        Err(NotRenewable::NoCertificate) => words.text("notice-not-renewable"),
    };
    explained(words, "renew", why)
}
