//! Whatever is typed or chosen, the form answers with a page: findings, never a panic or a failure.

use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::{ContactForm, OrderForm};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use super::forms;
use super::harness::desk;

/// How many forms are typed.
const FORMS: usize = 48;

/// Text of all kinds: any characters, and what is nearly right.
fn text() -> impl Strategy<Value = String> {
    let nearly = [
        "now", "later", "own", "qvtl", "new", "existing", "kvk", "until", "days", "card", "yes", "-1", "0", "",
    ];
    prop_oneof![
        any::<String>(),
        proptest::collection::vec(any::<u8>(), 0..2000).prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned()),
        proptest::sample::select(nearly.to_vec()).prop_map(str::to_owned),
        "[0-9]{1,25}",
        "[a-z0-9.*@:/ -]{0,80}",
        (0..forms::CSR.len()).prop_map(|end| forms::CSR.chars().take(end).collect()),
    ]
}

#[test]
fn any_form_is_answered_with_a_page() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let mut runner = TestRunner::deterministic();
        let fields = proptest::collection::vec(text(), OrderForm::FIELDS.len() + 2 * ContactForm::FIELDS.len());
        for _ in 0..FORMS {
            let typed = fields.new_tree(&mut runner).unwrap().current();
            let contacts = (0..2).flat_map(|row| {
                ContactForm::FIELDS
                    .iter()
                    .map(move |field| format!("contacts[{row}][{field}]"))
            });
            let names = OrderForm::FIELDS.iter().map(|name| (*name).to_owned()).chain(contacts);
            let mut form: Vec<(String, String)> = names.zip(typed).collect();
            form.push(("action".to_owned(), "check".to_owned()));
            let answer = rik.post("/orders/new", &form).await;
            assert!(matches!(answer.status, 303 | 422), "{} for {form:?}", answer.status);
        }
    });
}

#[test]
fn any_file_as_a_csr_is_answered_with_a_page() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let mut runner = TestRunner::deterministic();
        let bytes = proptest::collection::vec(any::<u8>(), 0..4000);
        for _ in 0..FORMS {
            let file = bytes.new_tree(&mut runner).unwrap().current();
            let fields = [("action", "check"), ("common_name", "dienst.voorbeeld.nl")]
                .map(|(name, value)| (name.to_owned(), value.to_owned()));
            let answer = rik
                .post_with_files("/orders/new", &fields, &[("csr_file", "key.csr", &file)])
                .await;
            assert_eq!(answer.status, 422, "{}", answer.body);
            assert!(answer.body.contains("dienst.voorbeeld.nl"), "what was typed is kept");
        }
    });
}
