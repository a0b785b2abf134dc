//! The parts of the order form, as its task list, its pages and its one long page show them.

use super::form::OrderForm;
use crate::domain::findings::{Findings, Severity};

/// A part of the order form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Section {
    /// The CSR, the hash and the platform.
    Certificate,
    /// The common name and the further names.
    Names,
    /// The organization, the OIN and the container.
    Organization,
    /// The people named on the order.
    Contacts,
    /// How control of the domains is proven.
    Validation,
    /// How long it is valid, how it is paid, the agreement.
    Payment,
}

/// Where a section stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Nothing was typed in it yet, and something must be.
    NotStarted,
    /// Something in it is not filled in yet.
    Started,
    /// Something typed in it cannot be sent like this.
    Wrong,
    /// Nothing was typed in it, and nothing must be.
    Optional,
    /// Nothing in it keeps the order from being sent.
    Complete,
}

impl Progress {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::NotStarted,
        Self::Started,
        Self::Wrong,
        Self::Optional,
        Self::Complete,
    ];

    /// The word used in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NotStarted => "not-started",
            Self::Started => "started",
            Self::Wrong => "wrong",
            Self::Optional => "optional",
            Self::Complete => "complete",
        }
    }
}

impl Section {
    /// All sections, in the order of the form.
    pub const ALL: [Self; 6] = [
        Self::Certificate,
        Self::Names,
        Self::Organization,
        Self::Contacts,
        Self::Validation,
        Self::Payment,
    ];

    /// The word used in addresses, ids and message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Certificate => "certificate",
            Self::Names => "names",
            Self::Organization => "organization",
            Self::Contacts => "contacts",
            Self::Validation => "validation",
            Self::Payment => "payment",
        }
    }

    /// The section of that word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.word() == word)
    }

    /// The section a field stands in.
    #[must_use]
    pub fn of_field(field: &str) -> Option<Self> {
        if field == "contacts" || field.starts_with("contacts[") {
            return Some(Self::Contacts);
        }
        OrderForm::SECTIONS
            .iter()
            .find(|(_, fields)| fields.contains(&field))
            .map(|(section, _)| *section)
    }

    /// The plain fields of the section.
    #[must_use]
    pub fn fields(self) -> &'static [&'static str] {
        OrderForm::SECTIONS
            .iter()
            .find(|(section, _)| *section == self)
            .map_or(&[], |(_, fields)| *fields)
    }

    /// The section after this one.
    #[must_use]
    pub fn next(self) -> Option<Self> {
        let place = Self::ALL.iter().position(|section| *section == self)?;
        Self::ALL.get(place.checked_add(1)?).copied()
    }

    /// Where it stands, by what was typed and what the checks found.
    #[must_use]
    pub fn progress(self, form: &OrderForm, findings: &Findings) -> Progress {
        let mut errors = findings
            .with_severity(Severity::Error)
            .filter(|finding| Self::of_field(&finding.field) == Some(self))
            .peekable();
        if errors.peek().is_none() {
            let is_untouched = self.is_untouched(form);
            return if is_untouched {
                Progress::Optional
            } else {
                Progress::Complete
            };
        }
        if !errors.all(|finding| finding.rule.is_gap()) {
            return Progress::Wrong;
        }
        if self.is_untouched(form) {
            Progress::NotStarted
        } else {
            Progress::Started
        }
    }

    fn is_untouched(self, form: &OrderForm) -> bool {
        let blank = OrderForm::blank();
        let same = |name: &&str| form.field(name) == blank.field(name);
        match self {
            Self::Contacts => form.contacts.iter().all(super::ContactForm::is_blank),
            _ => self.fields().iter().all(same),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rules;

    #[test]
    fn every_plain_field_stands_in_one_section() {
        for field in OrderForm::FIELDS {
            let section = Section::of_field(field);
            assert!(
                section.is_some_and(|section| section.fields().contains(field)),
                "{field}"
            );
        }
        assert_eq!(Section::of_field("contacts[3][email]"), Some(Section::Contacts));
        assert_eq!(Section::of_field("version"), None);
    }

    #[test]
    fn a_section_stands_where_its_errors_say() {
        let mut form = OrderForm::blank();
        let mut findings = Findings::default();
        assert_eq!(Section::Names.progress(&form, &findings), Progress::Optional);
        findings.add(&rules::COMMON_NAME_MISSING, "common_name");
        assert_eq!(Section::Names.progress(&form, &findings), Progress::NotStarted);
        form.domain_choice = "own".to_owned();
        assert_eq!(Section::Names.progress(&form, &findings), Progress::Started);
        findings.add(&rules::NAME_IS_IP, "dns_names");
        assert_eq!(Section::Names.progress(&form, &findings), Progress::Wrong);
        form.csa_agreed = "yes".to_owned();
        assert_eq!(Section::Payment.progress(&form, &findings), Progress::Complete);
    }

    #[test]
    fn sections_follow_each_other() {
        let mut walked = vec![Section::Certificate];
        while let Some(next) = walked.last().and_then(|section| section.next()) {
            walked.push(next);
        }
        assert_eq!(walked, Section::ALL);
    }
}
