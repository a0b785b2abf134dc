//! The page of a domain: where its validation stands, what to publish, and what can be done.

use jiff::Timestamp;
use leptos::prelude::*;

use super::method_in_words;
use super::publish::publish;
use crate::domain::change::Subject;
use crate::domain::change::form::ChangeKind;
use crate::domain::directory::{DcvMethod, Domain, Standing};
use crate::domain::ids::RemoteDomainId;
use crate::domain::operator::Operator;
use crate::store::Mirrored;
use crate::web::changes::{act_of, changes_table};
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::listing::{standing_badge, until_in_words};
use crate::web::page::{PageTitle, loaded};
use crate::web::ui::{Button, ButtonKind, DataList, DataRow, Link, PageHeader, Section, SectionLayout, or_dash};
use crate::words::Words;

const SHOWN: u64 = 20;

/// A domain.
#[component]
pub fn DomainPage() -> impl IntoView {
    let id = context::parameter::<RemoteDomainId>("id");
    loaded(async move {
        let words = context::words();
        let (state, operator) = (context::state(), context::operator()?);
        let (id, now) = (id?, state.clock().now());
        let directory = state.mirror().store().directory();
        let known = match directory.domain(id).await? {
            Some(known) => known,
            None => state
                .mirror()
                .known_domain_after_reading(id)
                .await?
                .ok_or(Failure::NotFound)?,
        };
        let changes = state.changes().of_subject(Subject::Domain(id), SHOWN).await?;
        let domain = &known.record;
        let standing = domain.standing(now);
        let badge = standing_badge(words, standing, domain.dcv_until, now);
        let organization = domain.organization.map(|id| {
            let href = format!("/organizations/{id}");
            view! { <a href=href>{domain.organization_name.clone()}</a> }.into_any()
        });
        let organization = organization.unwrap_or_else(|| or_dash("").into_any());
        let method = method_in_words(words, domain.dcv.method.as_deref());
        let (name, age) = (domain.name.clone(), age(words, &known));
        let until = until_in_words(words, domain.dcv_until, now);
        let in_use = words.text(if domain.is_active { "change-yes" } else { "change-no" });
        let publish = publish(words, domain);
        let ways = start(words, &operator, domain, &ways(domain, now));
        let use_kind = if domain.is_active {
            ChangeKind::DeactivateDomain
        } else {
            ChangeKind::ActivateDomain
        };
        let buttons = start(words, &operator, domain, &[use_kind]);
        let in_use_or_not = (!buttons.is_empty()).then(|| {
            view! { <Section id="s-rest" heading=words.text("organization-rest") layout=SectionLayout::Stacked>{buttons}</Section> }
        });
        let changes = changes_table(words, "organization-changes", &changes);
        Ok(view! {
            <PageTitle text=name.clone()/>
            <PageHeader heading=name subtitle=words.with("domain-number", [("id", id.to_string().into())])
                status=badge back=Link::new("/domains", words.text("domains-title"))/>
            {age}
            <Section id="s-facts" heading=words.text("domain-facts")>
                <DataList>
                    <DataRow term=words.text("history-column-organization")>{organization}</DataRow>
                    <DataRow term=words.text("field-dcv-until")>{until}</DataRow>
                    <DataRow term=words.text("field-dcv-method")>{method}</DataRow>
                    <DataRow term=words.text("field-is-active")>{in_use}</DataRow>
                </DataList>
            </Section>
            <Section id="s-publish" heading=words.text("domain-publish") intro=words.text(intro(standing))>
                {publish}
                <div class="form-actions">{ways}</div>
            </Section>
            <Section id="s-changes" heading=words.text("organization-changes") intro=words.text("organization-changes-intro") layout=SectionLayout::Stacked>
                {changes}
            </Section>
            {in_use_or_not}
        }
        .into_any())
    })
}

fn intro(standing: Standing) -> &'static str {
    match standing {
        Standing::Valid => "domain-publish-valid",
        Standing::Pending => "domain-publish-pending",
        Standing::Expired | Standing::None => "domain-publish-none",
    }
}

/// What may be done next: only what has a meaning where the validation stands.
fn ways(domain: &Domain, now: Timestamp) -> Vec<ChangeKind> {
    let is_mail = domain.dcv.method.as_deref() == Some(DcvMethod::Email.word());
    let again = if is_mail {
        ChangeKind::ResendDcvEmails
    } else {
        ChangeKind::NewDcvToken
    };
    match domain.standing(now) {
        Standing::Valid => vec![ChangeKind::SubmitDomain, ChangeKind::ChangeDcvMethod],
        Standing::Pending if is_mail => vec![again, ChangeKind::ChangeDcvMethod, ChangeKind::SubmitDomain],
        Standing::Pending => vec![
            ChangeKind::CheckDcv,
            again,
            ChangeKind::ChangeDcvMethod,
            ChangeKind::SubmitDomain,
        ],
        Standing::Expired | Standing::None => vec![ChangeKind::SubmitDomain, ChangeKind::ChangeDcvMethod],
    }
}

fn age(words: Words, known: &Mirrored<Domain>) -> AnyView {
    let when = words.with("list-read-at", [("when", words.moment(known.read_at).into())]);
    view! {
        <form class="freshness" method="post" action="/actions/read-domain">
            <input type="hidden" name="domain" value=known.record.id.to_string()/>
            <p>{when}</p>
            <Button kind=ButtonKind::Quiet compact=true>{words.text("list-read-again")}</Button>
        </form>
    }
    .into_any()
}

/// The buttons that begin changes, as far as the person may make them.
fn start(words: Words, operator: &Operator, domain: &Domain, kinds: &[ChangeKind]) -> Vec<AnyView> {
    let may = kinds.iter().filter(|kind| operator.may(act_of(**kind)));
    may.enumerate()
        .map(|(nth, kind)| {
            let label = words.text(&format!("change-start-{}", kind.word()));
            let look = if nth == 0 {
                ButtonKind::Secondary
            } else {
                ButtonKind::Quiet
            };
            view! {
                <form method="post" action=format!("/domains/{}/changes", domain.id)>
                    <input type="hidden" name="kind" value=kind.word()/>
                    <Button kind=look>{label}</Button>
                </form>
            }
            .into_any()
        })
        .collect()
}
