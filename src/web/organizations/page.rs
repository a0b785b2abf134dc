//! The page of an organization: everything stored about it, what this desk did with it, and what can be done.

use leptos::prelude::*;

use super::numbers::{self, numbers_view};
use super::views::{domains, people, validations};
use crate::domain::change::Subject;
use crate::domain::change::form::ChangeKind;
use crate::domain::directory::details::Fields;
use crate::domain::directory::{Contacts, Organization, OrganizationDetails};
use crate::domain::ids::OrganizationId;
use crate::domain::operator::{Act, Operator};
use crate::domain::order::OrderSummary;
use crate::store::{HistoryQuery, Mirrored};
use crate::web::changes::{act_of, changes_table, label_key};
use crate::web::contacts::remove_technical;
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::listing::standing_badge;
use crate::web::orders::order_rows;
use crate::web::page::{PageTitle, loaded};
use crate::web::ui::{
    Button, ButtonKind, ButtonLink, DataList, DataRow, Link, Notice, PageHeader, Section, SectionLayout, Tone, or_dash,
};
use crate::words::Words;

/// So many of its orders, domains and changes stand on its page.
const SHOWN: u64 = 20;

/// An organization.
#[component]
pub fn OrganizationPage() -> impl IntoView {
    let id = context::parameter::<OrganizationId>("id");
    let typed = use_context::<numbers::Typed>();
    loaded(async move {
        let words = context::words();
        let (state, operator) = (context::state(), context::operator()?);
        let now = state.clock().now();
        let id = id?;
        let directory = state.mirror().store().directory();
        let known = match directory.organization(id).await? {
            Some(known) => known,
            // Created a moment ago, or elsewhere: it is asked for once.
            None => state.mirror().known_after_reading(id).await?.ok_or(Failure::NotFound)?,
        };
        let its_domains = directory.domains_of(id, SHOWN).await?;
        let query = HistoryQuery {
            organization: Some(id.to_string()),
            ..HistoryQuery::default()
        };
        let orders = state.orders().history(&query, None, SHOWN).await?.rows;
        let changes = state.changes().of_subject(Subject::Organization(id), SHOWN).await?;
        let kept = directory.numbers(id).await?;
        let entered = directory.numbers_entered(id).await?;
        let containers = directory.containers().await?;
        let record = &known.record;
        let container = record
            .container
            .and_then(|id| containers.into_iter().find(|it| it.id == id));
        let container = container.map(|it| it.name).unwrap_or_default();
        let name = record.details.display_name();
        let badge = standing_badge(words, record.standing(now), record.validated_until(), now);
        let contacts = record.contacts.clone().unwrap_or_default();
        let is_refused = typed.is_some();
        let (notices, age, facts) = (
            notices(words, &known),
            age(words, &known),
            facts(words, record, &container),
        );
        let submit = start(words, &operator, id, &[ChangeKind::SubmitOrganization]);
        let contacts_change = contacts_acts(words, &operator, id, &contacts);
        let order = order_for(words, &operator, record);
        let use_kind = if record.is_active {
            ChangeKind::DeactivateOrganization
        } else {
            ChangeKind::ActivateOrganization
        };
        let in_use = start(words, &operator, id, &[use_kind]).map(|button| {
            view! { <Section id="s-rest" heading=words.text("organization-rest") layout=SectionLayout::Stacked>{button}</Section> }
        });
        let (validations, people) = (validations(words, record, now), people(words, &contacts));
        let numbers = numbers_view(words, &operator, id, kept, entered, typed);
        let (domains, add_domain) = (domains(words, &its_domains, now), add_domain(words, &operator, id));
        let (orders, changes) = (
            its_orders(words, orders, id),
            changes_table(words, "organization-changes", &changes),
        );
        Ok(view! {
            <PageTitle text=name.clone() refused=is_refused/>
            <PageHeader heading=name subtitle=words.with("organization-number", [("id", id.to_string().into())])
                status=badge back=Link::new("/organizations", words.text("organizations-title")) actions=order/>
            {notices}
            {age}
            {facts}
            <Section id="s-validations" heading=words.text("organization-validations") layout=SectionLayout::Stacked actions=submit>
                {validations}
            </Section>
            <Section id="s-people" heading=words.text("organization-contacts") layout=SectionLayout::Stacked actions=contacts_change>
                {people}
                <p><a href=format!("/contacts?organization={id}")>{words.text("organization-address-book")}</a></p>
            </Section>
            {numbers}
            <Section id="s-domains" heading=words.text("domains-title") layout=SectionLayout::Stacked actions=add_domain>
                {domains}
            </Section>
            <Section id="s-orders" heading=words.text("organization-orders") layout=SectionLayout::Stacked>{orders}</Section>
            <Section id="s-changes" heading=words.text("organization-changes") intro=words.text("organization-changes-intro") layout=SectionLayout::Stacked>
                {changes}
            </Section>
            {in_use}
        }
        .into_any())
    })
}

fn notices(words: Words, known: &Mirrored<Organization>) -> AnyView {
    let inactive = (!known.record.is_active)
        .then(|| view! { <Notice tone=Tone::Warning heading=words.text("organization-is-inactive")/> });
    let gone = known.gone_at.map(|at| {
        let heading = words.with("organization-gone", [("when", words.moment(at).into())]);
        view! { <Notice tone=Tone::Warning heading/> }
    });
    let unread = known
        .record
        .contacts
        .is_none()
        .then(|| view! { <Notice tone=Tone::Info heading=words.text("organization-contacts-unread")/> });
    view! { {inactive}{gone}{unread} }.into_any()
}

/// When it was last read, and the button that reads it again.
fn age(words: Words, known: &Mirrored<Organization>) -> AnyView {
    let when = words.with("list-read-at", [("when", words.moment(known.read_at).into())]);
    view! {
        <form class="freshness" method="post" action="/actions/read-organization">
            <input type="hidden" name="organization" value=known.record.id.to_string()/>
            <p>{when}</p>
            <Button kind=ButtonKind::Quiet compact=true>{words.text("list-read-again")}</Button>
        </form>
    }
    .into_any()
}

fn order_for(words: Words, operator: &Operator, record: &Organization) -> Option<AnyView> {
    (record.is_active && operator.may(Act::Draft)).then(|| {
        let href = format!("/orders/new?organization={}", record.id);
        view! { <ButtonLink href kind=ButtonKind::Primary>{words.text("organization-order")}</ButtonLink> }.into_any()
    })
}

fn facts(words: Words, record: &Organization, container: &str) -> AnyView {
    let row = |term: String, value: &str| {
        let value = or_dash(value);
        view! { <DataRow term>{value}</DataRow> }.into_any()
    };
    let details = OrganizationDetails::NAMES.iter();
    let mut rows: Vec<AnyView> = details
        .map(|name| row(words.text(label_key(name)), record.details.value(name)))
        .collect();
    rows.push(row(words.text("field-change-container"), container));
    let active = words.text(if record.is_active { "active-yes" } else { "active-no" });
    rows.push(row(words.text("organizations-active"), &active));
    let (id, operator) = (record.id, context::operator());
    let change = operator
        .ok()
        .and_then(|operator| start(words, &operator, id, &[ChangeKind::ChangeOrganization]));
    view! {
        <Section id="s-facts" heading=words.text("change-section-details") layout=SectionLayout::Stacked actions=change>
            <DataList>{rows}</DataList>
        </Section>
    }
    .into_any()
}

/// The buttons that begin changes, as far as the person may make them.
fn start(words: Words, operator: &Operator, id: OrganizationId, kinds: &[ChangeKind]) -> Option<AnyView> {
    let buttons: Vec<AnyView> = kinds
        .iter()
        .filter(|kind| operator.may(act_of(**kind)))
        .map(|kind| {
            let label = words.text(&format!("change-start-{}", kind.word()));
            view! {
                <form method="post" action=format!("/organizations/{id}/changes")>
                    <input type="hidden" name="kind" value=kind.word()/>
                    <Button kind=ButtonKind::Secondary compact=true>{label}</Button>
                </form>
            }
            .into_any()
        })
        .collect();
    (!buttons.is_empty()).then(|| view! { {buttons} }.into_any())
}

/// What can be done about the people named at it.
fn contacts_acts(words: Words, operator: &Operator, id: OrganizationId, contacts: &Contacts) -> Option<AnyView> {
    let change = start(words, operator, id, &[ChangeKind::ChangeContacts])?;
    let remove = contacts
        .technical_contact
        .as_ref()
        .map(|_| remove_technical(words, id, ""));
    Some(view! { {change}{remove} }.into_any())
}

fn add_domain(words: Words, operator: &Operator, id: OrganizationId) -> Option<AnyView> {
    operator.may(Act::ChangeOrganizations).then(|| {
        let href = format!("/domains/new?organization={id}");
        view! { <ButtonLink href compact=true>{words.text("domains-new")}</ButtonLink> }.into_any()
    })
}

fn its_orders(words: Words, orders: Vec<OrderSummary>, id: OrganizationId) -> AnyView {
    if orders.is_empty() {
        return view! { <p>{words.text("organization-no-orders")}</p> }.into_any();
    }
    let all = format!("/orders?organization={id}");
    view! {
        {order_rows(words, orders)}
        <p><a href=all>{words.text("organization-all-orders")}</a></p>
    }
    .into_any()
}
