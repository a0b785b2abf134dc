//! The choice of what a person is trusted with.

use leptos::prelude::*;

use super::remarks::Remarks;
use crate::domain::operator::Role;
use crate::web::context;
use crate::web::ui::{Field, RadioOption, Radios};

/// The name of the field.
pub(super) const ROLE: &str = "role";

/// All roles, each with what it may do.
#[component]
pub fn Roles(
    /// The word of the chosen one.
    chosen: String,
    /// What is wrong with the choice.
    remarks: Remarks,
) -> impl IntoView {
    let words = context::words();
    let field = remarks.on(&words, Field::new(ROLE, words.text("person-role")).value(chosen));
    let options = Role::ALL
        .into_iter()
        .map(|role| {
            let hint = words.text(&format!("role-{}-hint", role.word()));
            RadioOption::new(role.word(), words.text(&format!("role-{}", role.word()))).hint(hint)
        })
        .collect();
    view! { <Radios field options/> }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Words;

    #[test]
    fn every_role_says_what_it_may_do() {
        let words = Words::choose(None, None, None);
        for role in Role::ALL {
            for key in [format!("role-{}", role.word()), format!("role-{}-hint", role.word())] {
                assert!(words.text_if_any(&key).is_some(), "{key}");
            }
        }
    }
}
