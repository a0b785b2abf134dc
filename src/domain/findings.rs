//! What the checks have to say about a form: findings, each tied to a [`Rule`] and to the field it belongs to.
//!
//! A finding carries a message key and arguments; the sentence is in the message catalogue under `finding-<rule id>`.

use super::rules::Rule;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing to do.
    Note,
    /// Probably a mistake; the order can be sent all the same.
    Warning,
    /// The order cannot be sent like this.
    Error,
}

/// One thing a check found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule that was applied.
    pub rule: &'static Rule,
    /// The name of the form field it belongs to, as in [`super::order::OrderForm`].
    pub field: String,
    /// What the sentence mentions: name and value.
    pub args: Vec<(&'static str, String)>,
}

impl Finding {
    /// How much it weighs.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.rule.severity
    }

    /// The key of its sentence in the message catalogue.
    #[must_use]
    pub fn message_key(&self) -> String {
        format!("finding-{}", self.rule.id)
    }
}

/// All findings about one form, in the order of its fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// Adds a finding without arguments.
    pub fn add(&mut self, rule: &'static Rule, field: impl Into<String>) {
        self.add_with(rule, field, Vec::new());
    }

    /// Adds a finding whose sentence mentions `args`.
    pub fn add_with(&mut self, rule: &'static Rule, field: impl Into<String>, args: Vec<(&'static str, String)>) {
        self.0.push(Finding {
            rule,
            field: field.into(),
            args,
        });
    }

    /// Adds what another check found, after what is there.
    pub fn append(&mut self, mut others: Self) {
        self.0.append(&mut others.0);
    }

    /// Those for which it holds.
    #[must_use]
    pub fn only(&self, holds: impl Fn(&Finding) -> bool) -> Self {
        Self(self.0.iter().filter(|finding| holds(finding)).cloned().collect())
    }

    /// All of them, in the order they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.0.iter()
    }

    /// Those of one field.
    pub fn of(&self, field: &str) -> impl Iterator<Item = &Finding> {
        self.0.iter().filter(move |finding| finding.field == field)
    }

    /// Those of one weight.
    pub fn with_severity(&self, severity: Severity) -> impl Iterator<Item = &Finding> {
        self.0.iter().filter(move |finding| finding.severity() == severity)
    }

    /// Whether at least one of them forbids sending.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.with_severity(Severity::Error).next().is_some()
    }

    /// Whether nothing was found at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this rule was applied to anything.
    #[must_use]
    pub fn names(&self, rule: &Rule) -> bool {
        self.0.iter().any(|finding| finding.rule.id == rule.id)
    }
}
