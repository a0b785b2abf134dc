//! The looseness of CertCentral's answers about organizations, domains, divisions and users, each to be had or not.
//!
//! The routes answer in full; what of it is left out or written otherwise is decided here, in one place.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Which oddities answers have.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Quirks {
    /// An empty list drops its key.
    pub(crate) drop_empty_lists: bool,
    /// Inside a nested organization a boolean is the text "1" or "0".
    pub(crate) text_booleans: bool,
    /// Ids are text.
    pub(crate) text_ids: bool,
    /// What is unknown is absent rather than null.
    pub(crate) leave_out_nulls: bool,
    /// An object with nothing in it is an empty list.
    pub(crate) lists_for_empty_objects: bool,
    /// Countries are written in capital letters.
    pub(crate) upper_case_countries: bool,
    /// An organization that exists is silently answered in the place of a new one, as it was in former years.
    pub(crate) reuse_duplicates: bool,
}

impl Default for Quirks {
    /// What newer recordings show.
    fn default() -> Self {
        Self {
            drop_empty_lists: true,
            text_booleans: true,
            leave_out_nulls: true,
            ..Self::none()
        }
    }
}

/// Several oddities in one word.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Together {
    All,
    None,
    Default,
}

impl Together {
    /// The oddities the word stands for.
    pub(crate) fn quirks(self) -> Quirks {
        match self {
            Self::All => Quirks::all(),
            Self::None => Quirks::none(),
            Self::Default => Quirks::default(),
        }
    }
}

/// Members that are objects, so that nothing in them may be written as a list.
const OBJECTS: [&str; 6] = [
    "organization",
    "container",
    "organization_contact",
    "technical_contact",
    "dcv",
    "dcv_expiration",
];

impl Quirks {
    /// Every oddity at once.
    fn all() -> Self {
        Self {
            drop_empty_lists: true,
            text_booleans: true,
            text_ids: true,
            leave_out_nulls: true,
            lists_for_empty_objects: true,
            upper_case_countries: true,
            reuse_duplicates: true,
        }
    }

    /// None of them.
    fn none() -> Self {
        Self {
            drop_empty_lists: false,
            text_booleans: false,
            text_ids: false,
            leave_out_nulls: false,
            lists_for_empty_objects: false,
            upper_case_countries: false,
            reuse_duplicates: false,
        }
    }

    /// An answer as it leaves.
    pub(crate) fn apply(self, value: Value) -> Value {
        self.written("", value, false).unwrap_or(Value::Null)
    }

    /// A member as it is written, or nothing when it is left out.
    fn written(self, name: &str, value: Value, is_nested: bool) -> Option<Value> {
        let is_empty_object =
            OBJECTS.contains(&name) && (value.is_null() || value.as_object().is_some_and(Map::is_empty));
        match value {
            _ if is_empty_object && self.lists_for_empty_objects => Some(Value::Array(Vec::new())),
            Value::Null if self.leave_out_nulls => None,
            Value::Array(items) if items.is_empty() && self.drop_empty_lists => None,
            Value::Array(items) => {
                let items = items.into_iter().filter_map(|item| self.written("", item, is_nested));
                Some(Value::Array(items.collect()))
            }
            Value::Object(members) => Some(Value::Object(
                self.members(members, is_nested || name == "organization"),
            )),
            Value::Bool(flag) if is_nested && self.text_booleans => Some(Value::from(if flag { "1" } else { "0" })),
            Value::Number(number) if self.text_ids && (name == "id" || name.ends_with("_id")) => {
                Some(Value::String(number.to_string()))
            }
            Value::String(text) if name == "country" && self.upper_case_countries => {
                Some(Value::String(text.to_ascii_uppercase()))
            }
            other => Some(other),
        }
    }

    fn members(self, members: Map<String, Value>, is_nested: bool) -> Map<String, Value> {
        let members = members.into_iter();
        members
            .filter_map(|(name, value)| self.written(&name, value, is_nested).map(|value| (name, value)))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_answer_has_the_oddities_that_are_asked_for() {
        let answer = json!({
            "id": 7, "container_id": 8, "total": 9, "name": null, "country": "nl", "is_active": true, "list": [],
            "organization": { "id": 1, "is_active": false }, "technical_contact": null, "dcv_expiration": {},
        });
        assert_eq!(Quirks::none().apply(answer.clone()), answer);
        assert_eq!(
            Quirks::default().apply(answer.clone()),
            json!({
                "id": 7, "container_id": 8, "total": 9, "country": "nl", "is_active": true,
                "organization": { "id": 1, "is_active": "0" }, "dcv_expiration": {},
            })
        );
        assert_eq!(
            Quirks::all().apply(answer),
            json!({
                "id": "7", "container_id": "8", "total": 9, "country": "NL", "is_active": true,
                "organization": { "id": "1", "is_active": "0" }, "technical_contact": [], "dcv_expiration": [],
            })
        );
    }
}
