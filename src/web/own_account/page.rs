//! The page of one's own account.

use leptos::prelude::*;

use super::Refusal;
use super::password::PRESENT;
use super::settings::{LANGUAGE, TIME_ZONE, TypedSettings};
use crate::domain::operator::Operator;
use crate::web::context;
use crate::web::page::{self, PageTitle};
use crate::web::people::new_password::NewPasswordFields;
use crate::web::people::remarks::{RemarkSummary, Remarks};
use crate::web::ui::{
    Button, ButtonKind, DataList, DataRow, Field, PageHeader, Section, Select, SelectOption, Suggestion, Suggestions,
    TextInput,
};
use crate::words::Words;

const ZONES_OFFERED: [&str; 3] = ["Europe/Amsterdam", "Europe/Brussels", "UTC"];

/// Who one is, language and time zone, and the password.
#[component]
pub fn OwnAccountPage() -> impl IntoView {
    let words = context::words();
    let operator = context::operator();
    let refusal = use_context::<Refusal>();
    page::loaded(async move { Ok(content(&words, &operator?, refusal)) })
}

fn content(words: &Words, operator: &Operator, refusal: Option<Refusal>) -> AnyView {
    let is_refused = refusal.is_some();
    let Refusal { settings, remarks } = refusal.unwrap_or_default();
    let settings = settings.unwrap_or_else(|| TypedSettings::of(operator));
    let who = who(words, operator);
    let settings = settings_form(words, settings, &remarks);
    let password = password_form(words, operator, remarks.clone());
    view! {
        <PageTitle text=words.text("account-title") refused=is_refused/>
        <PageHeader heading=words.text("account-title")/>
        <RemarkSummary remarks/>
        <Section id="who" heading=words.text("account-who") intro=words.text("account-who-intro")>
            {who}
        </Section>
        <Section id="settings" heading=words.text("account-settings") intro=words.text("account-settings-intro")>
            {settings}
        </Section>
        <Section id="password" heading=words.text("account-password") intro=words.text("account-password-intro")>
            {password}
        </Section>
    }
    .into_any()
}

fn who(words: &Words, operator: &Operator) -> impl IntoView + use<> {
    let role = words.text(&format!("role-{}", operator.role.word()));
    let role_hint = words.text(&format!("role-{}-hint", operator.role.word()));
    let (name, username) = (operator.name.clone(), operator.username.clone());
    let name = view! { <DataRow term=words.text("person-name")>{name}</DataRow> };
    let username = view! { <DataRow term=words.text("person-username")><code>{username}</code></DataRow> };
    let role = view! { <DataRow term=words.text("person-role")>{role}<p class="field-hint">{role_hint}</p></DataRow> };
    view! { <DataList>{name}{username}{role}</DataList> }
}

fn settings_form(words: &Words, typed: TypedSettings, remarks: &Remarks) -> impl IntoView + use<> {
    let language = Field::new(LANGUAGE, words.text("account-language")).value(typed.language);
    let time_zone = Field::new(TIME_ZONE, words.text("account-time-zone"))
        .hint(words.text("account-time-zone-hint"))
        .value(typed.time_zone);
    let submit = words.text("account-settings-submit");
    let zones = ZONES_OFFERED
        .map(|zone| Suggestion {
            value: zone.to_owned(),
            label: None,
        })
        .to_vec();
    view! {
        <form class="form" method="post" action="/account">
            <Select field=remarks.on(words, language) options=languages(words)/>
            <TextInput field=remarks.on(words, time_zone) list="time-zones" autocomplete="off" monospace=true/>
            <Suggestions id="time-zones" options=zones/>
            <div class="form-actions"><Button>{submit}</Button></div>
        </form>
    }
}

/// Every language under its own name, after the choice to leave it to the browser.
fn languages(words: &Words) -> Vec<SelectOption> {
    let named = Words::languages().into_iter().map(|tag| {
        let own_name = Words::choose(Some(&tag), None, None).text("language-name");
        SelectOption::new(tag, own_name)
    });
    std::iter::once(SelectOption::new("", words.text("account-language-browser")))
        .chain(named)
        .collect()
}

fn password_form(words: &Words, operator: &Operator, remarks: Remarks) -> impl IntoView + use<> {
    let submit = words.text("account-password-submit");
    let present = remarks.on(words, Field::new(PRESENT, words.text("account-present-password")));
    view! {
        <form class="form" method="post" action="/account/password">
            // So that a password manager knows whose password it is.
            <input type="text" name="username" autocomplete="username" value=operator.username.clone() hidden readonly/>
            <TextInput field=present kind="password" autocomplete="current-password"/>
            <NewPasswordFields remarks/>
            <div class="form-actions">
                <Button kind=ButtonKind::Secondary>{submit}</Button>
            </div>
        </form>
    }
}
