//! How control of the domains is proven.

use leptos::prelude::*;

use super::super::fields::Fields;
use crate::domain::product::PRIVATE_SERVICES_SERVER;
use crate::web::ui::{Section, Select, SelectOption};

pub(super) fn validation(fields: Fields) -> AnyView {
    let words = fields.words;
    let method = |word: &&str| SelectOption::new(*word, words.text(&format!("dcv-method-{word}")));
    let scope = |word: &&str| SelectOption::new(*word, words.text(&format!("dcv-scope-{}", word.replace('_', "-"))));
    let left_out = || SelectOption::new("", words.text("choice-left-out"));
    let methods = std::iter::once(left_out())
        .chain(PRIVATE_SERVICES_SERVER.dcv_methods.iter().map(method))
        .collect();
    let scopes = std::iter::once(left_out())
        .chain(PRIVATE_SERVICES_SERVER.dcv_scopes.iter().map(scope))
        .collect();
    view! {
        <Section id="s-validation" heading=words.text("section-validation") intro=words.text("section-validation-intro")>
            <Select field=fields.fill_optional("field-dcv-method", "dcv_method") options=methods/>
            <Select field=fields.fill_optional("field-dcv-scope", "dcv_scope") options=scopes/>
        </Section>
    }
    .into_any()
}
