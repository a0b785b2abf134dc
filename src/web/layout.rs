//! What stands around every page: the banner that names the instance, the navigation, the notice and the footer.

use jiff::{SignedDuration, Timestamp};
use leptos::prelude::*;

use super::context;
use super::render::Kept;
use super::session::Notice as Left;
use super::ui::{Banner, Brand, Button, ButtonKind, Icon, IconName, Notice, SilenceBanner, Tone};
use super::visit::Visit;
use crate::domain::operator::{Act, Operator};
use crate::words::Words;

/// The layout of every page.
#[component]
pub fn Layout(
    /// The page.
    children: Children,
) -> impl IntoView {
    let Some(visit) = context::visit() else {
        return children().into_any();
    };
    let words = visit.words;
    let instance = context::state().connection().instance();
    let address = context::state().connection().address();
    let banner_text = words.with(
        &format!("banner-{}-text", instance.word()),
        [("address", address.into())],
    );
    let banner_name = words.text(&format!("banner-{}", instance.word()));
    view! {
        <a class="skip-link" href="#main">{words.text("layout-skip")}</a>
        <Banner instance name=banner_name text=banner_text/>
        <Header visit=visit.clone()/>
        {visit.operator.is_some().then(|| silence(words, silent_since()))}
        <main id="main" tabindex="-1">
            {visit.notice.map(|left| notice(words, left))}
            {use_context::<Kept>().map(|Kept(typed)| kept(words, typed))}
            {children()}
        </main>
        <footer class="site-footer">
            <div class="site-footer-bar">
                {visit.operator.is_some().then(|| rules(words, &visit.path))}
                <p>{words.with("layout-footer", [("version", env!("CARGO_PKG_VERSION").into())])}</p>
            </div>
        </footer>
    }
    .into_any()
}

/// The head of the page: the brand, where one can go, and who one is.
#[component]
fn Header(
    /// Who asks for which page.
    visit: Visit,
) -> impl IntoView {
    let words = visit.words;
    let menu = visit
        .operator
        .as_ref()
        .map(|operator| navigation(words, operator, &visit.path));
    let account = visit
        .operator
        .as_ref()
        .map(|operator| account(words, operator, &visit.path));
    view! {
        <header class="site-header">
            <div class="site-header-bar">
                <Brand href="/" name=words.text("layout-brand")/>
                {menu}
                {account}
            </div>
        </header>
    }
}

fn navigation(words: Words, operator: &Operator, path: &str) -> AnyView {
    let orders_here = path == "/orders" || (path.starts_with("/orders/") && path != "/orders/new");
    let mut links = vec![
        ("/", words.text("layout-home"), path == "/"),
        ("/orders", words.text("layout-orders"), orders_here),
    ];
    if operator.may(Act::Draft) {
        links.push(("/orders/new", words.text("layout-new-order"), path == "/orders/new"));
        links.push((
            "/templates",
            words.text("layout-templates"),
            path.starts_with("/templates"),
        ));
    }
    let at = |start: &str| path == start || path.starts_with(&format!("{start}/"));
    links.push((
        "/organizations",
        words.text("layout-organizations"),
        at("/organizations"),
    ));
    links.push(("/contacts", words.text("layout-contacts"), at("/contacts")));
    links.push(("/domains", words.text("layout-domains"), at("/domains")));
    links.push(("/settings", words.text("layout-settings"), path == "/settings"));
    if operator.may(Act::ManagePeople) {
        links.push(("/people", words.text("layout-people"), path.starts_with("/people")));
    }
    let items = links
        .into_iter()
        .map(|(href, text, here)| view! { <li><a href=href aria-current=here.then_some("page")>{text}</a></li> })
        .collect_view();
    view! { <nav class="site-nav" aria-label=words.text("layout-navigation")><ul>{items}</ul></nav> }.into_any()
}

/// What anybody may want to look up from any page.
fn rules(words: Words, path: &str) -> AnyView {
    let here = (path == "/rules").then_some("page");
    view! { <ul><li><a href="/rules" aria-current=here>{words.text("layout-rules")}</a></li></ul> }.into_any()
}

fn account(words: Words, operator: &Operator, path: &str) -> AnyView {
    let here = (path == "/account").then_some("page");
    let role = words.text(&format!("role-{}", operator.role.word()));
    view! {
        <div class="account">
            <span class="account-name"><Icon name=IconName::Person/>{operator.name.clone()}</span>
            <ul class="account-links">
                <li><a href="/account" aria-current=here>{words.with("layout-account", [("role", role.into())])}</a></li>
                <li>
                    <form method="post" action="/logout">
                        <Button kind=ButtonKind::Quiet compact=true>{words.text("layout-sign-out")}</Button>
                    </form>
                </li>
            </ul>
        </div>
    }
    .into_any()
}

/// Since when DigiCert has not answered; nothing while it does.
fn silent_since() -> Option<Timestamp> {
    let state = context::state();
    let silence = SignedDuration::try_from(state.connection().silence()?).unwrap_or(SignedDuration::MAX);
    Some(state.clock().now().saturating_sub(silence).unwrap_or(Timestamp::MIN))
}

/// That DigiCert does not answer, and what works meanwhile.
fn silence(words: Words, since: Option<Timestamp>) -> Option<AnyView> {
    let text = words.with("layout-silence", [("since", words.moment(since?).into())]);
    Some(view! { <SilenceBanner text/> }.into_any())
}

fn notice(words: Words, left: Left) -> AnyView {
    let text = words.text(&format!("notice-{}", left.word()));
    let tone = match left {
        Left::Saved
        | Left::Placed
        | Left::ApprovalAsked
        | Left::Approved
        | Left::Found
        | Left::FoundInstead
        | Left::Linked
        | Left::Adopted
        | Left::SettingsSaved
        | Left::PasswordChanged
        | Left::PersonAdded
        | Left::PersonChanged
        | Left::TemplateSaved
        | Left::ViewSaved
        | Left::ViewDeleted
        | Left::TemplateReplaced
        | Left::TemplateRenamed
        | Left::ChangeDone
        | Left::ChangeRebased
        | Left::ChangeFound
        | Left::ChangeSettled
        | Left::ChangeApprovalAsked
        | Left::ChangeApproved
        | Left::RenewalDrafted
        | Left::NumbersKept
        | Left::CertificateKept
        | Left::ContactKept => Tone::Positive,
        Left::NoConnection
        | Left::RateLimited
        | Left::HeldUp
        | Left::StoreFailed
        | Left::NotReady
        | Left::NotApproved
        | Left::NotAwaiting
        | Left::OwnOrder
        | Left::ChangedByYou
        | Left::NotCompared
        | Left::TurnedUp
        | Left::ChangedMeanwhile
        | Left::KeptAsNewDraft
        | Left::NotRefreshed
        | Left::NotFound
        | Left::FoundSeveral
        | Left::LinkedToOther
        | Left::CandidatesChanged
        | Left::InItsPlace
        | Left::TemplateChangedMeanwhile
        | Left::ChangeRefused
        | Left::ChangeBusy
        | Left::ChangeUnread
        | Left::ChangeSubjectGone
        | Left::ChangeWrittenMeanwhile
        | Left::ChangedElsewhere
        | Left::ChangeNotConfirmed
        | Left::ChangeNotMade
        | Left::ChangeNotApproved
        | Left::ChangeNotAwaiting
        | Left::ChangeIsOwn
        | Left::ActionNotPossible
        | Left::RenewedAlready
        | Left::NotRenewable
        | Left::ChangeUnclear
        | Left::CertificateHeld
        | Left::CertificateUnread
        | Left::CertificateFileUnread
        | Left::CertificateFileOther
        | Left::CertificateNotGiven => Tone::Warning,
        Left::Discarded
        | Left::ChangeRejected
        | Left::ChangeWithdrawn
        | Left::RenewalBegunBefore
        | Left::Dismissed
        | Left::NothingToChoose
        | Left::NotInDoubt
        | Left::AdoptedAlready
        | Left::AlreadySent
        | Left::AlreadyAsked
        | Left::Rejected
        | Left::Withdrawn
        | Left::Refreshed
        | Left::CopiedFromOrder
        | Left::StartedFromTemplate
        | Left::TemplateDeleted
        | Left::ChangeSentMeanwhile
        | Left::ChangeNotThereYet
        | Left::ChangeTakenBack
        | Left::ReadingAsked
        | Left::ContactKnown
        | Left::ContactDeleted
        | Left::ContactErased
        | Left::CertificateNotIssued => Tone::Info,
    };
    view! { <Notice tone heading=text live=true/> }.into_any()
}

/// What was typed and not taken, so that it can be taken along.
fn kept(words: Words, typed: String) -> AnyView {
    view! { <Notice tone=Tone::Info heading=words.text("layout-kept")><p class="said">{typed}</p></Notice> }.into_any()
}
