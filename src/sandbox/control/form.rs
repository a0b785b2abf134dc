//! Forms of the control page, read into the JSON that the same routes take from programs.

use serde_json::{Map, Value, json};

use crate::sandbox::store::DETAILS;

/// A form as a browser sent it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Form(Vec<(String, String)>);

/// Which form of the page was sent.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum FormName {
    Fault,
    Cut,
    Listener,
    Settings,
    Organization,
    Domain,
    /// A button without anything to fill in.
    Button,
}

/// What is wrong with a form, to stand on the page above what was typed.
#[derive(Debug)]
pub(crate) struct Trouble {
    pub(crate) form: FormName,
    /// The field it is about.
    pub(crate) field: Option<&'static str>,
    pub(crate) message: String,
    pub(crate) typed: Form,
}

/// A field and what is wrong with it.
type Fault = (&'static str, String);

impl Form {
    /// Reads the body of a request.
    pub(crate) fn parse(body: &str) -> Self {
        Self(form_urlencoded::parse(body.as_bytes()).into_owned().collect())
    }

    /// What was typed into a field, without the spaces around it; nothing where it is empty.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(field, _)| field == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// Whether a box is ticked.
    pub(crate) fn is_ticked(&self, name: &str) -> bool {
        self.text(name).is_some()
    }

    /// The method a form stands for: browsers send `GET` and `POST` alone.
    pub(crate) fn method(&self) -> &'static str {
        match self.text("_method") {
            Some("delete") => "DELETE",
            _ => "POST",
        }
    }

    /// Which form it is, by the route it was sent to.
    pub(crate) fn name(&self, route: &[String]) -> FormName {
        match route.first().map(String::as_str) {
            Some("faults") if self.method() == "DELETE" => FormName::Button,
            Some("faults") if self.text("fault") == Some("cut-on-accept") => FormName::Cut,
            Some("faults") => FormName::Fault,
            Some("listener") => FormName::Listener,
            Some("settings") => FormName::Settings,
            Some("organizations") => FormName::Organization,
            Some("domains") => FormName::Domain,
            _ => FormName::Button,
        }
    }

    /// The JSON body that a program would have sent.
    pub(crate) fn to_json(&self, name: FormName) -> Result<Value, Trouble> {
        let outcome = match name {
            FormName::Fault | FormName::Cut => self.fault(),
            FormName::Listener => self.listener(),
            FormName::Settings => self.settings(),
            FormName::Organization => self.party(true),
            FormName::Domain => self.party(false),
            FormName::Button => Ok(Value::Null),
        };
        outcome.map_err(|(field, message)| self.clone().trouble(name, Some(field), message))
    }

    /// The form and what is wrong with it.
    pub(crate) fn trouble(self, form: FormName, field: Option<&'static str>, message: String) -> Trouble {
        Trouble {
            form,
            field,
            message,
            typed: self,
        }
    }

    fn fault(&self) -> Result<Value, Fault> {
        let kind = self
            .text("fault")
            .ok_or_else(|| ("fault", "Choose what is to happen.".to_owned()))?;
        let path = self.text("path").unwrap_or("*");
        if !path.starts_with(['/', '*']) {
            return Err(("path", "A path begins with / or with *.".to_owned()));
        }
        let mut members = Map::new();
        members.insert("fault".to_owned(), json!(kind));
        members.insert("path".to_owned(), json!(path));
        members.insert("method".to_owned(), json!(self.text("method")));
        members.insert("after_taking".to_owned(), json!(self.is_ticked("after_taking")));
        members.insert(
            "times".to_owned(),
            json!(self.number("times", "Times", 1, 100_000)?.unwrap_or(1)),
        );
        members.insert(
            "seconds".to_owned(),
            json!(self.number("seconds", "Seconds", 0, 3_600)?),
        );
        members.insert("status".to_owned(), json!(self.number("status", "Status", 200, 599)?));
        Ok(Value::Object(members))
    }

    fn listener(&self) -> Result<Value, Fault> {
        let seconds = self.number("closed_seconds", "Seconds", 1, 86_400)?;
        let seconds = seconds.ok_or_else(|| ("closed_seconds", "Say for how many seconds.".to_owned()))?;
        Ok(json!({ "closed_seconds": seconds }))
    }

    /// What is to happen to an organization or a domain.
    fn party(&self, is_organization: bool) -> Result<Value, Fault> {
        let id = self.number("id", "Number", 1, u64::MAX)?;
        let id = id.ok_or_else(|| ("id", "Say which, by its number.".to_owned()))?;
        let mut members = Map::new();
        members.insert("id".to_owned(), json!(id));
        members.insert("action".to_owned(), json!(self.text("action").unwrap_or("validate")));
        if is_organization {
            members.insert("type".to_owned(), json!(self.text("type")));
            let is_done = |detail: &str| self.0.iter().any(|(name, value)| name == "done" && value == detail);
            let word = |detail: &str| if is_done(detail) { "complete" } else { "pending" };
            let details = DETAILS.iter().map(|(_, name)| ((*name).to_owned(), json!(word(name))));
            let details: Map<String, Value> = details.collect();
            members.insert("details".to_owned(), Value::Object(details));
        } else {
            members.insert("value".to_owned(), json!(self.text("value")));
        }
        Ok(Value::Object(members))
    }

    fn settings(&self) -> Result<Value, Fault> {
        Ok(json!({
            "issue_after": self.number("issue_after", "Seconds until a certificate", 0, 1_000_000_000)?,
            "step_after": self.number("step_after", "Seconds between steps", 0, 1_000_000_000)?,
            "stop_at": self.text("stop_at"),
            "reissues_need_approval": self.is_ticked("reissues_need_approval"),
            "revocations_need_approval": self.is_ticked("revocations_need_approval"),
            "answer_form": self.text("answer_form"),
            "empty_alternate": self.is_ticked("empty_alternate"),
            "multi_year_plans": self.is_ticked("multi_year_plans"),
            "rate_limits": self.is_ticked("rate_limits"),
            "ignore_reference": self.is_ticked("ignore_reference"),
            "without_csr": self.is_ticked("without_csr"),
            "validate_after": self.number("validate_after", "Seconds until a validation", 0, 1_000_000_000)?,
            "update_wipes": self.is_ticked("update_wipes"),
            "drop_empty_lists": self.is_ticked("drop_empty_lists"),
            "text_booleans": self.is_ticked("text_booleans"),
            "text_ids": self.is_ticked("text_ids"),
            "leave_out_nulls": self.is_ticked("leave_out_nulls"),
            "lists_for_empty_objects": self.is_ticked("lists_for_empty_objects"),
            "upper_case_countries": self.is_ticked("upper_case_countries"),
            "reuse_duplicates": self.is_ticked("reuse_duplicates"),
        }))
    }

    fn number(&self, field: &'static str, label: &str, least: u64, most: u64) -> Result<Option<u64>, Fault> {
        let Some(text) = self.text(field) else { return Ok(None) };
        let number = text.parse().ok().filter(|number| (least..=most).contains(number));
        number
            .map(Some)
            .ok_or_else(|| (field, format!("{label} must be a whole number from {least} to {most}.")))
    }
}
