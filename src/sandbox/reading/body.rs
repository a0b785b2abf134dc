//! A tolerant view of a JSON body: zero values count as absent and numbers may be strings.
//!
//! Clients written in Go send every member, filled or not, so `null`, `""`, `[]` and `{}` mean the same as nothing.

use serde_json::Value;

/// The members of a JSON object, or of nothing.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Members<'a>(Option<&'a Value>);

impl<'a> Members<'a> {
    /// The members of a value; anything but an object has none.
    pub(crate) fn of(value: Option<&'a Value>) -> Self {
        Self(value.filter(|found| found.is_object()))
    }

    fn value(self, name: &str) -> Option<&'a Value> {
        self.0
            .and_then(|object| object.get(name))
            .filter(|found| !is_zero(found))
    }

    /// Whether a member is there at all, be it with anything in it or not.
    pub(crate) fn is_given(self, name: &str) -> bool {
        self.0.is_some_and(|object| object.get(name).is_some())
    }

    /// The object under a name.
    pub(crate) fn at(self, name: &str) -> Self {
        Self::of(self.value(name))
    }

    /// Whether there is no member with anything in it.
    pub(crate) fn is_empty(self) -> bool {
        self.0
            .and_then(Value::as_object)
            .is_none_or(|members| !members.keys().any(|name| self.has(name)))
    }

    /// The text under a name, without the spaces around it; a number is taken as its digits.
    pub(crate) fn text(self, name: &str) -> Option<String> {
        match self.value(name)? {
            Value::String(text) => Some(text.trim().to_owned()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// The whole number under a name, written as a number or as text; zero counts.
    pub(crate) fn number(self, name: &str) -> Option<i64> {
        match self.0?.get(name)? {
            Value::Number(number) => number.as_i64(),
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        }
    }

    /// An id: a whole number above zero.
    pub(crate) fn id(self, name: &str) -> Option<u64> {
        self.number(name)
            .and_then(|number| u64::try_from(number).ok())
            .filter(|id| *id > 0)
    }

    /// Whether a member holds something, be it of the right type or not.
    pub(crate) fn has(self, name: &str) -> bool {
        self.value(name)
            .is_some_and(|value| value.as_i64() != Some(0) && value.as_str() != Some("0"))
    }

    /// Yes or no, written as a boolean, a number or text.
    pub(crate) fn flag(self, name: &str) -> Option<bool> {
        match self.0?.get(name)? {
            Value::Bool(flag) => Some(*flag),
            Value::Number(number) => match number.as_i64() {
                Some(1) => Some(true),
                Some(0) => Some(false),
                _ => None,
            },
            Value::String(text) => match text.trim().to_ascii_lowercase().as_str() {
                "true" | "1" => Some(true),
                "false" | "0" => Some(false),
                _ => None,
            },
            _ => None,
        }
    }

    /// The objects of a list.
    pub(crate) fn items(self, name: &str) -> Vec<Self> {
        let list = self.value(name).and_then(Value::as_array);
        list.into_iter().flatten().map(|item| Self::of(Some(item))).collect()
    }

    /// The values of a list as they are.
    pub(crate) fn values(self, name: &str) -> Vec<Value> {
        self.value(name).and_then(Value::as_array).cloned().unwrap_or_default()
    }

    /// The texts of a list, empty ones left out.
    pub(crate) fn texts(self, name: &str) -> Vec<String> {
        let list = self.value(name).and_then(Value::as_array);
        let texts = list.into_iter().flatten().filter_map(Value::as_str);
        texts
            .map(|text| text.trim().to_owned())
            .filter(|text| !text.is_empty())
            .collect()
    }
}

fn is_zero(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        Value::Bool(_) | Value::Number(_) => false,
    }
}
