//! What the components promise about the HTML they render.
#![expect(clippy::unwrap_used, reason = "a failed assumption should fail the test")]

use leptos::prelude::*;
use scraper::{Html, Selector};

use super::*;
use crate::domain::findings::Severity;

fn render(view: impl Fn() -> AnyView) -> Html {
    Html::parse_fragment(&Owner::new().with(|| view().to_html()))
}

fn count(html: &Html, selector: &str) -> usize {
    html.select(&Selector::parse(selector).unwrap()).count()
}

fn error(text: &str) -> Vec<Message> {
    vec![Message::new(Severity::Error, "Error:", text)]
}

#[test]
fn a_wrong_input_says_so_and_points_to_hint_and_error() {
    let html = render(|| {
        let field = Field::new("contacts[0][email]", "E-mail")
            .hint("Work address")
            .value("x")
            .messages(error("No @"));
        view! { <TextInput field=field kind="email" /> }.into_any()
    });
    assert_eq!(count(&html, "label[for=f-contacts-0-email]"), 1);
    assert_eq!(
        count(
            &html,
            "input#f-contacts-0-email[name='contacts[0][email]'][value=x][aria-invalid=true]"
        ),
        1
    );
    assert_eq!(
        count(
            &html,
            "[aria-describedby='f-contacts-0-email-hint f-contacts-0-email-error']"
        ),
        1
    );
    assert_eq!(count(&html, "#f-contacts-0-email-hint, #f-contacts-0-email-error"), 2);
}

#[test]
fn a_password_is_never_written_back() {
    let html = render(|| view! { <TextInput field=Field::new("p", "P").value("secret") kind="password" /> }.into_any());
    assert_eq!(count(&html, "input[type=password]"), 1);
    assert!(!html.html().contains("secret"));
}

#[test]
fn an_empty_text_area_is_empty_and_a_full_one_keeps_every_character() {
    for typed in ["", "\nfirst line empty", "</textarea><b>&amp;", "two\nlines\n"] {
        let html = render(move || view! { <TextArea field=Field::new("csr", "CSR").value(typed) /> }.into_any());
        let area = html.select(&Selector::parse("textarea").unwrap()).next().unwrap();
        assert_eq!(area.text().collect::<String>(), typed);
    }
}

#[test]
fn the_error_summary_leads_to_the_first_choice_of_radios() {
    let html = render(|| {
        let options = vec![RadioOption::new("own", "Own"), RadioOption::new("qvtl", "Other")];
        let items = vec![SummaryItem {
            field: "domain_choice".into(),
            label: Some("Domain".into()),
            text: "Choose".into(),
        }];
        view! {
            <ErrorSummary heading="There is a problem" items=items />
            <Radios field=Field::new("domain_choice", "Domain").value("qvtl").messages(error("Choose")) options=options />
        }
        .into_any()
    });
    assert_eq!(
        count(
            &html,
            "[role=alert][tabindex='-1'][autofocus] a[href='#f-domain-choice']"
        ),
        1
    );
    assert_eq!(
        count(
            &html,
            "fieldset[role=radiogroup][aria-invalid=true][aria-describedby=f-domain-choice-error]"
        ),
        1
    );
    assert_eq!(count(&html, "input#f-domain-choice[value=own]:not([checked])"), 1);
    assert_eq!(count(&html, "input#f-domain-choice-2[value=qvtl][checked]"), 1);
}

#[test]
fn a_choice_that_is_no_longer_offered_is_kept() {
    let html = render(|| {
        let options = vec![SelectOption::new("45", "nginx")];
        view! { <Select field=Field::new("server_platform", "Platform").value("99") options=options /> }.into_any()
    });
    assert_eq!(count(&html, "option"), 2);
    assert_eq!(count(&html, "option[value='99'][selected]"), 1);
}

#[test]
fn a_table_has_a_caption_heads_with_scope_and_a_body() {
    let html = render(|| {
        let columns = vec![
            Column::new("Name").sorted_by("?", Some(Direction::Descending)),
            Column::numeric("Number"),
        ];
        view! {
            <Table caption="Orders" columns=columns>
                <tr>
                    <RowHead>"a.example.nl"</RowHead>
                    <Cell label="Number" numeric=true>"1"</Cell>
                </tr>
            </Table>
        }
        .into_any()
    });
    assert_eq!(count(&html, "table > caption"), 1);
    assert_eq!(count(&html, "thead th[scope=col][aria-sort=descending] a"), 1);
    assert_eq!(count(&html, "tbody > tr > th[scope=row] + td[data-label=Number]"), 1);
}

#[test]
fn without_reasons_there_is_no_error_summary() {
    let html = render(|| view! { <ErrorSummary heading="There is a problem" items=Vec::new() /> }.into_any());
    assert_eq!(count(&html, "[role=alert]"), 0);
}
