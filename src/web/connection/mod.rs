//! The settings page: which CertCentral the desk talks to, what its key may do there, and how what the desk knows compared
//! with it lately.

mod runs;

use leptos::prelude::*;

use crate::digicert::{Me, ReadError};
use crate::web::context;
use crate::web::orders::import_and_known;
use crate::web::page::{PageTitle, loaded};
use crate::web::remote_errors::remote_errors;
use crate::web::ui::{DataList, DataRow, Notice, PageHeader, Section, Tone};
use crate::words::Words;

/// How many runs of the reconciler are shown.
const RUNS: u64 = 10;

/// The connection to DigiCert and the desk's own settings.
#[component]
pub fn SettingsPage() -> impl IntoView {
    loaded(async move {
        let words = context::words();
        let state = context::state();
        let connection = state.connection();
        let title = words.text("settings-title");
        let instance = words.text(&format!("banner-{}", connection.instance().word()));
        let account = match connection.me().await {
            Ok(me) => account(words, me),
            Err(error) => unanswered(words, &error),
        };
        let runs = runs::runs(
            words,
            &state.orders().reconciliations(RUNS).await?,
            import_and_known(words).await?,
        );
        let address = connection.address();
        let reference = words.text(if connection.sends_reference() {
            "settings-yes"
        } else {
            "settings-no"
        });
        Ok(view! {
            <PageTitle text=title.clone()/>
            <PageHeader heading=title subtitle=words.text("settings-subtitle")/>
            <Section id="s-connection" heading=words.text("settings-connection")>
                <DataList>
                    <DataRow term=words.text("settings-instance")>{instance}</DataRow>
                    <DataRow term=words.text("settings-address")><code>{address}</code></DataRow>
                    <DataRow term=words.text("settings-reference")>{reference}</DataRow>
                </DataList>
            </Section>
            <Section id="s-key" heading=words.text("settings-key")>{account}</Section>
            {runs}
        }
        .into_any())
    })
}

fn account(words: Words, me: Me) -> AnyView {
    let roles = me
        .access_roles
        .iter()
        .filter_map(|role| role.name.clone())
        .collect::<Vec<_>>()
        .join(", ");
    let may = if me.is_view_only() {
        words.text("settings-view-only")
    } else {
        words.text("settings-may-order")
    };
    let kind = if me.is_service_user() {
        words.text("settings-service-user")
    } else {
        words.text("settings-person")
    };
    let container = me
        .container
        .as_ref()
        .and_then(|container| container.name.clone())
        .unwrap_or_else(|| "–".to_owned());
    let tone = if me.is_view_only() {
        Tone::Warning
    } else {
        Tone::Positive
    };
    let (name, account) = (me.name(), me.account_id.unwrap_or_else(|| "–".to_owned()));
    view! {
        <Notice tone heading=may/>
        <DataList>
            <DataRow term=words.text("settings-user")>{name}</DataRow>
            <DataRow term=words.text("settings-account")>{account}</DataRow>
            <DataRow term=words.text("settings-kind")>{kind}</DataRow>
            <DataRow term=words.text("settings-roles")>{roles}</DataRow>
            <DataRow term=words.text("settings-container")>{container}</DataRow>
        </DataList>
    }
    .into_any()
}

/// Why DigiCert did not say whose key it is, and what to do about it.
fn unanswered(words: Words, error: &ReadError) -> AnyView {
    let (heading, advice, errors) = match error {
        ReadError::Denied(errors) => (
            words.text("settings-denied"),
            words.text("settings-denied-advice"),
            Some(remote_errors(errors)),
        ),
        ReadError::Unreachable(_) | ReadError::TimedOut | ReadError::LeftAlone(_) => (
            words.text("settings-unreachable"),
            words.text("settings-unreachable-advice"),
            None,
        ),
        ReadError::RateLimited => (
            words.text("settings-rate-limited"),
            words.text("settings-rate-limited-advice"),
            None,
        ),
        _ => (
            words.text("settings-unclear"),
            words.text("settings-unclear-advice"),
            None,
        ),
    };
    view! { <Notice tone=Tone::Danger heading=heading><p>{advice}</p>{errors}</Notice> }.into_any()
}
