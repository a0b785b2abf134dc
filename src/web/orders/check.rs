//! The check page: every answer with a way back to it, what the checks still say, the request as it will be sent, and
//! the one button that sends it.

use leptos::prelude::*;

use super::fields::{field_address, sentence};
use crate::domain::findings::{Findings, Severity};
use crate::domain::ids::OrderId;
use crate::domain::names::as_used;
use crate::domain::order::request::{DomainChoice, OinChoice};
use crate::domain::order::{Order, OrderRequest};
use crate::domain::validity::Validity;
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::page::{PageTitle, loaded};
use crate::web::ui::{
    Button, ButtonLink, CodeBlock, DataList, DataRow, Details, Link, Notice, PageHeader, Section, Tone,
};
use crate::words::Words;

/// The last look at an order before it is sent.
#[component]
pub fn CheckPage() -> impl IntoView {
    let id = context::parameter::<OrderId>("id");
    loaded(async move {
        let words = context::words();
        let state = context::state();
        let order = state.orders().find(id?).await?.ok_or(Failure::NotFound)?;
        let checked = state.orders().check(&order.form);
        Ok(match checked.request {
            Some(request) if order.state.is_editable() => {
                let preview = state.orders().preview(&request);
                ready(words, &order, &request, &checked.findings, preview)
            }
            _ => not_ready(words, &order),
        })
    })
}

fn not_ready(words: Words, order: &Order) -> AnyView {
    context::set_status(axum::http::StatusCode::CONFLICT);
    let editable = order.state.is_editable();
    let (heading, text) = if editable {
        (words.text("check-not-ready"), words.text("check-not-ready-text"))
    } else {
        (words.text("check-already-sent"), words.text("check-already-sent-text"))
    };
    let (href, link) = if editable {
        (format!("/orders/{}/edit", order.id), words.text("check-to-form"))
    } else {
        (format!("/orders/{}", order.id), words.text("check-to-order"))
    };
    view! {
        <PageTitle text=heading.clone()/>
        <PageHeader heading=heading/>
        <p>{text}</p>
        <p><ButtonLink href=href>{link}</ButtonLink></p>
    }
    .into_any()
}

fn ready(words: Words, order: &Order, request: &OrderRequest, findings: &Findings, preview: String) -> AnyView {
    let title = words.with("check-title", [("number", order.id.to_string().into())]);
    let instance = context::state().connection().instance();
    let may_place = context::operator().is_ok_and(|operator| operator.may(crate::domain::operator::Act::Place));
    let button = if instance.costs_money() {
        "check-place-live"
    } else {
        "check-place-sandbox"
    };
    let (id, version) = (order.id, order.version);
    let place = may_place.then(move || {
        view! {
            <form class="place-order" method="post" action="/actions/place-order">
                <input type="hidden" name="order" value=id.to_string()/>
                <input type="hidden" name="version" value=version/>
                <Button>{words.text(button)}</Button>
            </form>
        }
    });
    let answers = answers(words, order, request);
    let back = Link::new(format!("/orders/{id}/edit"), words.text("check-back"));
    view! {
        <PageTitle text=title.clone()/>
        <PageHeader heading=title subtitle=words.text("check-subtitle") back=back/>
        {findings_view(words, id, findings)}
        <Section id="s-answers" heading=words.text("check-answers")>{answers}</Section>
        <Details summary=words.text("check-wire")>
            <p>{words.text("check-wire-text")}</p>
            <CodeBlock label=words.text("check-wire-label") text=preview/>
        </Details>
        <Section id="s-send" heading=words.text("check-send")>
            <p>{words.text(if instance.costs_money() { "check-send-live" } else { "check-send-sandbox" })}</p>
            <p>{words.text("check-send-agreement")}</p>
            {place}
        </Section>
    }
    .into_any()
}

/// Warnings first, then notes, each with a way to its field.
fn findings_view(words: Words, order: OrderId, findings: &Findings) -> AnyView {
    let list = |severity: Severity| {
        findings
            .with_severity(severity)
            .map(|finding| {
                let href = field_address(order, &finding.field);
                view! { <li>{sentence(words, finding)}" "<a href=href>{words.text("check-change")}</a></li> }.into_any()
            })
            .collect::<Vec<AnyView>>()
    };
    let group = |severity: Severity, tone: Tone, heading: String| {
        let items = list(severity);
        (!items.is_empty()).then(|| view! { <Notice tone heading=heading><ul>{items}</ul></Notice> })
    };
    let warnings = group(Severity::Warning, Tone::Warning, words.text("check-warnings"));
    let notes = group(Severity::Note, Tone::Info, words.text("check-notes"));
    view! { {warnings}{notes} }.into_any()
}

/// One answer: the words for the question, the answer, and the field it can be changed in.
fn answer(words: Words, order: OrderId, key: &str, field: &str, value: AnyView) -> AnyView {
    let term = words.text(key);
    let change = Link::new(field_address(order, field), words.text("check-change")).with_context(term.clone());
    view! { <DataRow term=term change=change>{value}</DataRow> }.into_any()
}

fn answers(words: Words, order: &Order, request: &OrderRequest) -> AnyView {
    let left_out = || words.text("choice-left-out");
    let text = |value: Option<&String>| value.cloned().unwrap_or_else(left_out).into_any();
    let row = |key: &'static str, field: &str, value: AnyView| answer(words, order.id, key, field, value);
    let domain = match request.domain {
        DomainChoice::Own => words.text("domain-own"),
        DomainChoice::Qvtl => words.text("domain-qvtl"),
    };
    let oin = match &request.oin {
        OinChoice::Own(oin) => view! { <code>{oin.clone()}</code> }.into_any(),
        OinChoice::DigiCert => words.text("oin-digicert").into_any(),
        OinChoice::Exclude => words.text("oin-exclude").into_any(),
    };
    let validity = match request.validity {
        Validity::Default => words.text("validity-default"),
        Validity::Years(years) => words.with("years-option", [("years", years.into())]),
    };
    let names = as_used(request.common_name.as_deref(), &request.dns_names)
        .into_iter()
        .map(|name| view! { <li>{name.to_owned()}</li> })
        .collect_view();
    let rows = [
        row(
            "field-csr",
            "csr",
            view! { <code class="fingerprint">{request.csr.spki_sha256()}</code> }.into_any(),
        ),
        row(
            "field-signature-hash",
            "signature_hash",
            request.signature_hash.to_uppercase().into_any(),
        ),
        row(
            "field-server-platform",
            "server_platform",
            text(request.server_platform.as_ref()),
        ),
        row("field-domain-choice", "domain_choice", domain.into_any()),
        row("field-common-name", "common_name", text(request.common_name.as_ref())),
        row(
            "check-names-used",
            "dns_names",
            view! { <ul class="plain-list">{names}</ul> }.into_any(),
        ),
        row(
            "field-organization",
            "organization",
            organization(order, request).into_any(),
        ),
        row("field-oin-choice", "oin_choice", oin),
        row("field-container", "container", text(request.container.as_ref())),
        row("section-contacts", "contacts", contacts(words, request)),
        row("field-dcv-method", "dcv_method", text(request.dcv_method.as_ref())),
        row("field-dcv-scope", "dcv_scope", text(request.dcv_scope.as_ref())),
        row("field-validity", "validity", validity.into_any()),
        row(
            "field-payment-method",
            "payment_method",
            words.text("payment-balance").into_any(),
        ),
        row("field-csa-agreed", "csa_agreed", words.text("check-agreed").into_any()),
    ];
    view! { <DataList>{rows}</DataList> }.into_any()
}

fn organization(order: &Order, request: &OrderRequest) -> String {
    match &order.organization_name {
        Some(name) => format!("{name} ({})", request.organization),
        None => request.organization.clone(),
    }
}

fn contacts(words: Words, request: &OrderRequest) -> AnyView {
    if request.contacts.is_empty() {
        return words.text("check-no-contacts").into_any();
    }
    let rows = request.contacts.iter().map(|contact| {
        let kind = words.text(&format!("contact-type-{}", contact.contact_type.word()));
        let parts = [
            &contact.first_name,
            &contact.last_name,
            &contact.job_title,
            &contact.email,
            &contact.telephone,
        ];
        let details = parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(", ");
        let user = contact
            .user_id
            .as_ref()
            .map(|id| words.with("check-contact-user", [("id", id.as_str().into())]));
        view! { <li>{kind}": "{details}" "{user}</li> }
    });
    view! { <ul class="plain-list">{rows.collect_view()}</ul> }.into_any()
}
