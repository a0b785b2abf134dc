//! The OIN and the `KvK` number of an organization: DigiCert has no field for them, so the desk keeps them, with who entered
//! them, and offers them when ordering.

use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use tower_sessions::Session;

use crate::domain::ids::OrganizationId;
use crate::domain::oin::{self, Register, Shape};
use crate::domain::operator::{Act, Actor, Operator};
use crate::store::{KeptNumbers, NumbersKept, NumbersTyped};
use crate::web::failure::Failure;
use crate::web::people::remarks::{RemarkSummary, Remarks};
use crate::web::session::{self, Notice};
use crate::web::state::AppState;
use crate::web::ui::{Button, ButtonKind, DataList, DataRow, Details, Field, Section, TextInput, Width, or_dash};
use crate::web::visit::Visit;
use crate::web::{posted, render};
use crate::words::Words;

/// What was typed, and why it was not kept.
#[derive(Clone, Debug, Default)]
pub(super) struct Typed {
    oin: String,
    kvk_number: String,
    version: i64,
    remarks: Remarks,
}

/// What is kept, who entered it, and the form for it.
pub(super) fn numbers_view(
    words: Words,
    operator: &Operator,
    id: OrganizationId,
    kept: Option<KeptNumbers>,
    entered: Vec<KeptNumbers>,
    typed: Option<Typed>,
) -> AnyView {
    let known = kept.as_ref().map(|kept| kept.numbers.clone()).unwrap_or_default();
    let by = kept.as_ref().map(|kept| {
        let values = [
            ("who", kept.entered_by.name.as_str().into()),
            ("when", words.moment(kept.entered_at).into()),
        ];
        view! { <p>{words.with("numbers-entered", values)}</p> }
    });
    let register = Register::ALL
        .into_iter()
        .find(|register| register.word() == known.register);
    let register = register
        .map(|it| words.text(&format!("register-{}", it.word())))
        .unwrap_or_default();
    let earlier = (entered.len() > 1).then(|| earlier(words, &entered));
    let form = operator.may(Act::KeepContacts).then(|| {
        let typed = typed.unwrap_or_else(|| Typed {
            oin: known.oin.clone(),
            kvk_number: known.kvk_number.clone(),
            version: kept.as_ref().map_or(0, |kept| kept.version),
            remarks: Remarks::default(),
        });
        form(words, id, typed)
    });
    view! {
        <Section id="s-numbers" heading=words.text("numbers-heading") intro=words.text("numbers-intro")>
            <DataList>
                <DataRow term=words.text("field-oin")>{or_dash(&known.oin)}</DataRow>
                <DataRow term=words.text("numbers-register")>{or_dash(&register)}</DataRow>
                <DataRow term=words.text("field-kvk-number")>{or_dash(&known.kvk_number)}</DataRow>
            </DataList>
            {by}
            {earlier}
            {form}
        </Section>
    }
    .into_any()
}

fn earlier(words: Words, entered: &[KeptNumbers]) -> AnyView {
    let items = entered
        .iter()
        .map(|entry| {
            let values = [
                ("oin", or_dash(&entry.numbers.oin).into()),
                ("kvk", or_dash(&entry.numbers.kvk_number).into()),
                ("who", entry.entered_by.name.as_str().into()),
                ("when", words.moment(entry.entered_at).into()),
            ];
            view! { <li>{words.with("numbers-entry", values)}</li> }
        })
        .collect_view();
    view! { <Details summary=words.text("numbers-earlier")><ul>{items}</ul></Details> }.into_any()
}

fn form(words: Words, id: OrganizationId, typed: Typed) -> AnyView {
    let Typed {
        oin,
        kvk_number,
        version,
        remarks,
    } = typed;
    let oin = Field::new("oin", words.text("field-oin"))
        .hint(words.text("field-oin-hint"))
        .value(oin);
    let kvk = Field::new("kvk_number", words.text("field-kvk-number"))
        .hint(words.text("numbers-kvk-hint"))
        .value(kvk_number);
    let is_refused = !remarks.is_empty();
    view! {
        <RemarkSummary remarks=remarks.clone()/>
        <Details summary=words.text("numbers-change") open=is_refused>
            <form class="form" method="post" action=format!("/organizations/{id}/numbers") novalidate>
                <input type="hidden" name="version" value=version/>
                <TextInput field=remarks.on(&words, oin) inputmode="numeric" width=Width::Medium monospace=true/>
                <TextInput field=remarks.on(&words, kvk) inputmode="numeric" width=Width::Narrow monospace=true/>
                <div class="form-actions"><Button kind=ButtonKind::Secondary>{words.text("numbers-keep")}</Button></div>
            </form>
        </Details>
    }
    .into_any()
}

/// `POST /organizations/{id}/numbers`: keeps the numbers, or shows the page again.
///
/// # Errors
/// The store failed, or too much was submitted.
pub async fn keep_numbers(
    State(state): State<AppState>,
    Path(id): Path<String>,
    visit: Visit,
    session: Session,
    request: Request,
) -> Result<Response, Failure> {
    let id: OrganizationId = id.parse().map_err(|_| Failure::NotFound)?;
    let (asked, values) = posted::fields(request).await?;
    let directory = state.mirror().store().directory();
    if directory.organization(id).await?.is_none() {
        return Err(Failure::NotFound);
    }
    let words = visit.words;
    let mut typed = Typed {
        oin: posted::value(&values, "oin"),
        kvk_number: posted::value(&values, "kvk_number"),
        version: posted::version(&values).unwrap_or_default(),
        remarks: Remarks::default(),
    };
    let numbers = checked(words, &mut typed);
    if typed.remarks.is_empty() {
        let actor = Actor::from(visit.operator()?);
        let now = state.clock().now();
        match directory.keep_numbers(id, typed.version, &numbers, &actor, now).await? {
            NumbersKept::Kept(_) => {
                session::leave_notice(&session, Notice::NumbersKept).await?;
                return Ok(Redirect::to(&format!("/organizations/{id}#s-numbers")).into_response());
            }
            NumbersKept::Conflict(newer) => {
                typed.version = newer.version;
                typed.remarks.add("oin", words.text("numbers-conflict"));
            }
        }
    }
    let asked = posted::at(asked, &format!("/organizations/{id}"))?;
    Ok(render::refused(&state, asked, move || provide_context(typed.clone())).await)
}

/// The numbers as they are kept: an OIN may be made of the `KvK` number. What cannot be one is remarked.
fn checked(words: Words, typed: &mut Typed) -> NumbersTyped {
    let (mut number, kvk) = (oin::tidy(&typed.oin), oin::tidy(&typed.kvk_number));
    let of_kvk = oin::of_kvk(&kvk);
    if !kvk.is_empty() && of_kvk.is_none() {
        typed.remarks.add("kvk_number", words.text("numbers-kvk-wrong"));
    }
    if number.is_empty() {
        number = of_kvk.unwrap_or_default();
    }
    let shape = oin::shape(&number);
    let register = match shape {
        Shape::Regular(register) | Shape::OddSuffix(register) => register.word(),
        Shape::UnknownPrefix => "",
        _ if number.is_empty() => "",
        _ => {
            typed.remarks.add("oin", words.text("numbers-oin-wrong"));
            ""
        }
    };
    NumbersTyped {
        oin: number,
        kvk_number: kvk,
        register: register.to_owned(),
    }
}
