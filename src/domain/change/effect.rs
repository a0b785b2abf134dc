//! Reading back: what became of a change whose answer was lost, told from what DigiCert has now.

use super::compare::{facts, wanted};
use super::form::{ChangeForm, ValidationForm};
use super::{ChangeAttempt, Snapshot, order};
use crate::domain::directory::Validation;

/// How often nothing must have been found before a change counts as not made: a list may lag behind, and DigiCert may
/// still be at it.
pub const LOOKS_BEFORE_NOT_THERE: u32 = 3;

/// What DigiCert's records tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The change was made; where something was created, it has this id.
    Made(Option<i64>),
    /// The change was not made.
    NotMade,
    /// What DigiCert has tells neither: it is something else, or looks the same either way.
    Unclear,
}

impl Effect {
    /// The word used in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Made(_) => "made",
            Self::NotMade => "not-made",
            Self::Unclear => "unclear",
        }
    }
}

/// What became of an attempt, by what DigiCert has now.
#[must_use]
pub fn effect(form: &ChangeForm, attempt: &ChangeAttempt, now: &Snapshot) -> Effect {
    if let (Snapshot::Absent { alike: before }, Snapshot::Absent { alike: now }) = (&attempt.before, now) {
        let mut new = now.iter().filter(|id| !before.contains(id));
        return match (new.next(), new.next()) {
            (None, _) => Effect::NotMade,
            (Some(id), None) => Effect::Made(Some(*id)),
            (Some(_), Some(_)) => Effect::Unclear,
        };
    }
    let kind = form.kind();
    if let (Snapshot::Order(before), Snapshot::Order(now)) = (&attempt.before, now) {
        return order::effect::effect(form, before, now);
    }
    if let ChangeForm::SubmitOrganization(ValidationForm { kinds, .. }) | ChangeForm::SubmitDomain { kinds, .. } = form
    {
        // What is pending may be submitted once more, and may be validated already when it is read back.
        return if traces(kinds, &attempt.before) == traces(kinds, now) {
            Effect::NotMade
        } else {
            Effect::Made(None)
        };
    }
    let (before, now) = (facts(kind, &attempt.before), facts(kind, now));
    let wanted = wanted(form, &attempt.before);
    // What the call leaves to DigiCert shows by being another: a new random value, a mail sent, a domain proven.
    if wanted.is_empty() {
        // A look that found nothing leaves no trace either: it may be made again, which harms nothing.
        return if before == now {
            Effect::NotMade
        } else {
            Effect::Made(None)
        };
    }
    let is = |facts: &[(String, String)], name: &str, value: &str| {
        facts.iter().any(|(known, found)| known == name && found == value)
    };
    let changing: Vec<_> = wanted
        .iter()
        .filter(|(name, value)| !is(&before, name, value))
        .collect();
    // Where nothing would have become different, whether it was made or not is the same: `all` holds.
    if changing.iter().all(|(name, value)| is(&now, name, value)) {
        return Effect::Made(None);
    }
    let was = |name: &str| before.iter().find(|(known, _)| known == name);
    let has = |name: &str| now.iter().find(|(known, _)| known == name);
    if changing.iter().all(|(name, _)| was(name) == has(name)) {
        Effect::NotMade
    } else {
        Effect::Unclear
    }
}

/// What a submission for these validations leaves behind: where each stands and since when, and what proves control of a
/// domain.
fn traces(kinds: &[String], snapshot: &Snapshot) -> Vec<String> {
    let of = |validations: &[Validation]| -> Vec<String> {
        let those = validations.iter().filter(|it| kinds.contains(&it.kind.0));
        those
            .map(|it| format!("{} {:?} {:?} {:?}", it.kind.0, it.status, it.since, it.until))
            .collect()
    };
    match snapshot {
        Snapshot::Organization(organization) => of(&organization.validations),
        Snapshot::Domain(domain) => {
            let sent = domain.dcv.emails.iter().filter_map(|email| email.sent_at).max();
            let proof = format!("{:?} {:?} {sent:?}", domain.dcv.method, domain.dcv.token);
            [of(&domain.validations), vec![proof]].concat()
        }
        Snapshot::Order(_) | Snapshot::Absent { .. } => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::change::form::ContactsForm;
    use crate::domain::directory::{Contacts, Organization, OrganizationContact, OrganizationDetails, PersonDetails};
    use crate::domain::ids::OrganizationId;
    use crate::domain::operator::Actor;
    use jiff::Timestamp;

    fn attempt(before: Snapshot) -> ChangeAttempt {
        ChangeAttempt {
            mark: String::new(),
            request_sha256: String::new(),
            before,
            actor: Actor {
                id: None,
                name: String::new(),
            },
            at: Timestamp::UNIX_EPOCH,
            looks: 0,
        }
    }

    fn named(name: &str) -> Organization {
        Organization {
            id: OrganizationId(1),
            details: OrganizationDetails {
                name: name.to_owned(),
                ..OrganizationDetails::default()
            },
            is_active: true,
            container: None,
            validations: Vec::new(),
            contacts: Some(Contacts {
                organization_contact: Some(OrganizationContact {
                    person: PersonDetails {
                        email: format!("ada@{name}.example"),
                        ..PersonDetails::default()
                    },
                    ..OrganizationContact::default()
                }),
                ..Contacts::default()
            }),
        }
    }

    fn snapshot(organization: Organization) -> Snapshot {
        Snapshot::Organization(Box::new(organization))
    }

    #[test]
    fn a_change_of_details_is_read_back() {
        let form = ChangeForm::ChangeOrganization(named("new").details);
        let before = attempt(snapshot(named("old")));
        for (now, expected) in [
            ("new", Effect::Made(None)),
            ("old", Effect::NotMade),
            ("other", Effect::Unclear),
        ] {
            assert_eq!(effect(&form, &before, &snapshot(named(now))), expected, "{now}");
        }
        let nothing = ChangeForm::ChangeOrganization(named("old").details);
        assert_eq!(effect(&nothing, &before, &snapshot(named("old"))), Effect::Made(None));
    }

    #[test]
    fn a_change_of_contacts_is_read_back() {
        let person = |name: &str| named(name).contacts.and_then(|it| it.organization_contact);
        let form = ChangeForm::ChangeContacts(Box::new(ContactsForm {
            organization_contact: person("new").map(|it| it.person).unwrap_or_default(),
            technical_choice: super::super::form::KEEP.to_owned(),
            ..ContactsForm::default()
        }));
        let before = attempt(snapshot(named("old")));
        assert_eq!(effect(&form, &before, &snapshot(named("new"))), Effect::Made(None));
        assert_eq!(effect(&form, &before, &snapshot(named("old"))), Effect::NotMade);
    }

    #[test]
    fn what_was_created_is_what_was_not_there_before() {
        let form = ChangeForm::CreateOrganization(Box::default());
        let absent = |alike: &[i64]| Snapshot::Absent { alike: alike.to_vec() };
        let before = attempt(absent(&[7]));
        for (now, expected) in [
            (&[7][..], Effect::NotMade),
            (&[], Effect::NotMade),
            (&[7, 8], Effect::Made(Some(8))),
            (&[7, 8, 9], Effect::Unclear),
        ] {
            assert_eq!(effect(&form, &before, &absent(now)), expected, "{now:?}");
        }
    }

    #[test]
    fn switches_and_submissions_are_read_back() {
        let mut off = named("x");
        off.is_active = false;
        let before = attempt(snapshot(named("x")));
        let form = ChangeForm::DeactivateOrganization;
        assert_eq!(effect(&form, &before, &snapshot(off)), Effect::Made(None));
        assert_eq!(effect(&form, &before, &snapshot(named("x"))), Effect::NotMade);
        let mut validated = named("x");
        validated.validations.push(crate::domain::directory::Validation {
            kind: crate::domain::directory::ValidationKind("ov".to_owned()),
            description: String::new(),
            status: Some("active".to_owned()),
            since: None,
            until: None,
            people: Vec::new(),
            details: Vec::new(),
        });
        let form = ChangeForm::SubmitOrganization(ValidationForm {
            kinds: vec!["ov".to_owned()],
            ..ValidationForm::default()
        });
        assert_eq!(effect(&form, &before, &snapshot(validated.clone())), Effect::Made(None));
        assert_eq!(effect(&form, &before, &snapshot(named("x"))), Effect::NotMade);
        // What is pending and is submitted once more begins anew; what happens to another kind says nothing.
        let pending = |since: i64| {
            let mut organization = validated.clone();
            for validation in &mut organization.validations {
                validation.status = Some("pending".to_owned());
                validation.since = Some(Timestamp::from_second(since).unwrap_or_default());
            }
            organization
        };
        let before = attempt(snapshot(pending(1)));
        assert_eq!(effect(&form, &before, &snapshot(pending(2))), Effect::Made(None));
        let mut another = pending(1);
        another.validations.extend(validated.validations.clone());
        for validation in another.validations.iter_mut().skip(1) {
            validation.kind = crate::domain::directory::ValidationKind("ev".to_owned());
        }
        assert_eq!(effect(&form, &before, &snapshot(another)), Effect::NotMade);
    }

    #[test]
    fn a_look_that_found_nothing_counts_as_not_made() {
        let before = attempt(snapshot(named("x")));
        assert_eq!(
            effect(&ChangeForm::CheckDcv, &before, &snapshot(named("x"))),
            Effect::NotMade
        );
    }
}
