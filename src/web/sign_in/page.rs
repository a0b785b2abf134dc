//! The page on which people sign in.

use leptos::prelude::*;

use super::next;
use super::submit::Refusal;
use crate::domain::operator::Operator;
use crate::web::context;
use crate::web::page::PageTitle;
use crate::web::ui::{
    Button, ButtonKind, ButtonLink, ErrorSummary, Field, Notice, PageHeader, SummaryItem, TextInput, Tone, Width,
};
use crate::words::Words;

/// Name and password; for those who are signed in, who they are and the way on.
#[component]
pub fn SignInPage() -> impl IntoView {
    let words = context::words();
    let refusal = use_context::<Refusal>();
    let asked = refusal
        .as_ref()
        .map(|refusal| refusal.next.clone())
        .or_else(|| context::query("next"));
    let next = next::local(asked.as_deref().unwrap_or_default()).to_owned();
    let demo = context::state().is_demo().then(|| demo_notice(&words));
    let content = match (context::operator(), refusal) {
        (Ok(operator), None) => already(&words, &operator, next),
        (_, refusal) => form(&words, refusal, next),
    };
    view! { <div class="sign-in">{content}{demo}</div> }
}

fn already(words: &Words, operator: &Operator, next: String) -> AnyView {
    let said = words.with("sign-in-already", [("name", operator.name.clone().into())]);
    let go_on = words.text("sign-in-go-on");
    view! {
        <PageTitle text=words.text("sign-in-title")/>
        <PageHeader heading=words.text("sign-in-title")/>
        <p>{said}</p>
        <p><ButtonLink href=next kind=ButtonKind::Primary>{go_on}</ButtonLink></p>
    }
    .into_any()
}

fn form(words: &Words, refusal: Option<Refusal>, next: String) -> AnyView {
    let is_refused = refusal.is_some();
    let items = refusal
        .as_ref()
        .map(|refusal| reason(words, refusal))
        .into_iter()
        .collect();
    let typed = refusal.map(|refusal| refusal.username).unwrap_or_default();
    let username = Field::new("username", words.text("sign-in-username")).value(typed);
    let password = Field::new("password", words.text("sign-in-password"));
    let submit = words.text("sign-in-submit");
    view! {
        <PageTitle text=words.text("sign-in-title") refused=is_refused/>
        <PageHeader heading=words.text("sign-in-title")/>
        <ErrorSummary heading=words.text("remark-heading") items/>
        <form class="form" method="post" action="/login">
            <input type="hidden" name="next" value=next/>
            <TextInput field=username autocomplete="username" monospace=true width=Width::Wide autofocus=!is_refused/>
            <TextInput field=password kind="password" autocomplete="current-password" width=Width::Wide/>
            <div class="form-actions"><Button>{submit}</Button></div>
        </form>
    }
    .into_any()
}

/// One sentence for every wrong pair, tied to no field: which half was wrong is nobody's business.
fn reason(words: &Words, refusal: &Refusal) -> SummaryItem {
    let text = if refusal.is_throttled {
        words.text("sign-in-throttled")
    } else {
        words.text("sign-in-refused")
    };
    SummaryItem {
        text,
        ..SummaryItem::default()
    }
}

fn demo_notice(words: &Words) -> AnyView {
    let passwords = words.text("sign-in-demo-passwords");
    view! {
        <Notice tone=Tone::Info heading=words.text("sign-in-demo")>
            <p>{passwords}</p>
        </Notice>
    }
    .into_any()
}
