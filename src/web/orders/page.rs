//! One order: where it stands, what to do, what DigiCert has of it, and everything that happened to it.

use leptos::prelude::*;

use super::approval::{advice as approval_advice, decision};
use super::certificate;
use super::checked::check;
use super::doubt::Doubted;
use super::edit::{discard, saved};
use super::elsewhere;
use super::fields::finding_address;
use super::journal::journal;
use super::refusal;
use super::status::badge;
use super::tasks::tasks;
use super::twin;
use crate::domain::findings::Findings;
use crate::domain::ids::OrderId;
use crate::domain::operator::{Act, Operator};
use crate::domain::order::{Order, OrganizationTyped, RemoteOrder, State};
use crate::web::context;
use crate::web::exchanges::exchanges_view;
use crate::web::failure::Failure;
use crate::web::page::{PageTitle, loaded};
use crate::web::ui::{
    Button, ButtonKind, ButtonLink, Cell, Column, DataList, DataRow, Link, Notice, PageHeader, RowHead, Section, Table,
    Tone, or_dash,
};
use crate::words::Words;

/// One order.
#[component]
pub fn OrderPage() -> impl IntoView {
    let id = context::parameter::<OrderId>("id");
    loaded(async move {
        let words = context::words();
        let operator = context::operator()?;
        let state = context::state();
        let id = id?;
        let order = state.orders().find(id).await?.ok_or(Failure::NotFound)?;
        let events = state.orders().events(id).await?;
        let exchanges = if operator.may(Act::SeeRawExchange) {
            state.orders().exchanges(id).await?
        } else {
            Vec::new()
        };
        let approval = approval_advice(words, &operator, &state, &order).await?;
        let headline = Some(order.form.headline()).filter(|name| !name.is_empty());
        let title = words.with("order-title", [("number", order.id.to_string().into())]);
        let name = headline.unwrap_or_else(|| words.text("order-unnamed"));
        let refused = refusal::findings(&order);
        let (subtitle, body) = if order.state.is_editable() {
            let saved = saved(words, &order);
            let subtitle = words.with("order-draft", [("name", name.into()), ("saved", saved.into())]);
            let checked = check(&state, &order.form, Some(id)).await?;
            (subtitle, tasks(words, &operator, &order, &checked, &refused))
        } else {
            (name, facts(words, &order))
        };
        let certificate = certificate::section(words, &state, &order).await?;
        let status = order.remote.as_ref().and_then(|remote| remote.status.as_ref());
        let chain = state.orders().chain(&order).await?;
        let doubted = Doubted {
            words,
            operator: &operator,
            order: &order,
            events: &events,
            chain: &chain,
            rule: state.orders().policy().release,
            now: state.clock().now(),
        };
        Ok(view! {
            <PageTitle text=title.clone()/>
            <PageHeader heading=title subtitle=subtitle back=Link::new("/orders", words.text("order-back"))
                status=badge(words, order.state, status) actions=actions(words, &operator, &order)/>
            {twin::notice(words, &order, &chain)}
            {elsewhere::vanished(words, &order)}
            {elsewhere::notice(words, &operator, &order)}
            {doubted.notice()}
            {advice(words, &operator, &order, &refused)}
            {approval}
            {decision(words, &order, &events)}
            {doubted.sections()}
            {order.remote.as_ref().map(|remote| at_digicert(words, remote))}
            {certificate}
            {body}
            <Section id="s-journal" heading=words.text("order-journal")>{journal(words, &events)}</Section>
            {exchanges_view(words, exchanges)}
        }
        .into_any())
    })
}

fn actions(words: Words, operator: &Operator, order: &Order) -> AnyView {
    let edit = (order.state.is_editable() && operator.may(Act::Draft)).then(|| {
        view! { <ButtonLink href=format!("/orders/{}/edit", order.id)>{words.text("order-edit")}</ButtonLink> }
    });
    let discard = (order.may_be_discarded() && operator.may(Act::Draft)).then(|| discard(words, order));
    let refresh = (order.remote.is_some()).then(|| {
        view! {
            <form method="post" action="/actions/refresh-order">
                <input type="hidden" name="order" value=order.id.to_string()/>
                <Button kind=ButtonKind::Secondary>{words.text("order-refresh")}</Button>
            </form>
        }
    });
    let copies = operator.may(Act::Draft).then(|| {
        let address = format!("/orders/{}", order.id);
        view! {
            <form method="post" action=format!("{address}/again")>
                <Button kind=ButtonKind::Secondary>{words.text("order-again")}</Button>
            </form>
            <ButtonLink href=format!("{address}/template") kind=ButtonKind::Quiet>
                {words.text("order-save-template")}
            </ButtonLink>
        }
    });
    view! { {edit}{refresh}{copies}{discard} }.into_any()
}

/// What this state means and who has to do what.
fn advice(words: Words, operator: &Operator, order: &Order, refused: &Findings) -> AnyView {
    match order.state {
        State::Draft | State::AwaitingApproval | State::Approved | State::Refused => refusal::notice(words, order, refused, |finding| {
            let may_change = operator.may(Act::Draft);
            finding_address(order.id, finding).filter(|_| may_change)
        })
        .into_any(),
        State::Sending => view! {
            <Notice tone=Tone::Info heading=words.text("order-sending")><p>{words.text("order-sending-text")}</p></Notice>
        }
        .into_any(),
        // Said by `doubt` and `elsewhere`.
        State::InDoubt | State::Placed | State::Released | State::Elsewhere => ().into_any(),
    }
}

fn at_digicert(words: Words, remote: &RemoteOrder) -> AnyView {
    let read = match remote.status_read_at {
        Some(at) => words.with("order-read-at", [("when", words.moment(at).into())]),
        None => words.text("order-never-read"),
    };
    let certificate = remote
        .certificate_id
        .map_or_else(|| words.text("order-no-certificate"), |id| id.to_string());
    let id = remote.id.to_string();
    let price = remote.price.as_ref().map(ToString::to_string);
    let price = price.map(|price| view! { <DataRow term=words.text("order-price")>{price}</DataRow> });
    let reference = remote.reference.clone();
    let reference = reference.map(|mark| view! { <DataRow term=words.text("order-remote-reference")>{mark}</DataRow> });
    let domains = (!remote.domains.is_empty()).then(|| domains(words, remote));
    view! {
        <Section id="s-remote" heading=words.text("order-remote") intro=read>
            <DataList>
                <DataRow term=words.text("order-remote-id")>{id}</DataRow>
                <DataRow term=words.text("order-certificate-id")>{certificate}</DataRow>
                {reference}
                {price}
            </DataList>
            {domains}
        </Section>
    }
    .into_any()
}

/// The names and the domains that must be proven for them; several names may share one domain.
fn domains(words: Words, remote: &RemoteOrder) -> AnyView {
    let (domain, id) = (words.text("order-domain"), words.text("order-domain-id"));
    let rows = remote
        .domains
        .iter()
        .cloned()
        .map(|entry| {
            view! {
                <tr>
                    <RowHead>{entry.dns_name}</RowHead>
                    <Cell label=domain.clone()>{entry.name}</Cell>
                    <Cell label=id.clone()>{entry.id.to_string()}</Cell>
                </tr>
            }
        })
        .collect_view();
    let columns = vec![
        Column::new(words.text("order-dns-name")),
        Column::new(domain.clone()),
        Column::new(id.clone()),
    ];
    view! { <Table caption=words.text("order-domains") columns>{rows}</Table> }.into_any()
}

fn facts(words: Words, order: &Order) -> AnyView {
    let form = &order.form;
    let organization = match (form.organization_typed(), &order.organization_name) {
        (OrganizationTyped::Existing(id), Some(name)) => format!("{name} ({id})"),
        (OrganizationTyped::Existing(typed), None) | (OrganizationTyped::New(typed), _) => or_dash(typed),
    };
    let row = |term: String, value: String| view! { <DataRow term=term>{value}</DataRow> }.into_any();
    let (owner, created) = if order.state == State::Elsewhere {
        (words.text("elsewhere-placed-by"), words.text("elsewhere-placed"))
    } else {
        (words.text("order-owner"), words.text("order-created"))
    };
    let mut rows = vec![
        row(words.text("field-common-name"), or_dash(&form.common_name)),
        row(words.text("check-organization"), organization),
        row(owner, or_dash(&order.owner.name)),
        row(created, words.moment(order.created_at)),
        row(words.text("order-updated"), words.moment(order.updated_at)),
    ];
    if let Some(product) = &order.product {
        rows.insert(0, row(words.text("order-product"), product.clone()));
    }
    if !form.dns_names.trim().is_empty() {
        let after_name = usize::from(order.product.is_some()).saturating_add(1);
        rows.insert(after_name, row(words.text("field-dns-names"), form.dns_names.clone()));
    }
    if let Some(attempt) = &order.attempt {
        rows.push(row(words.text("order-reference"), attempt.reference.to_string()));
    }
    view! { <Section id="s-facts" heading=words.text("order-facts")><DataList>{rows}</DataList></Section> }.into_any()
}
