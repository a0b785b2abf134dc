//! Organizations.

use serde_json::Value;

use super::super::organizations::{Organization as WireOrganization, Person, Validation as WireValidation};
use super::people::contact;
use super::{container_id, every, required_id, validation};
use crate::domain::directory::{Contacts, Organization, OrganizationDetails, Validation};
use crate::domain::ids::OrganizationId;

/// How much of an organization an answer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Depth {
    /// A list leaves the contacts out.
    Listed,
    /// All of it.
    Whole,
}

/// An organization.
pub(crate) fn organization(answer: Value, depth: Depth) -> Result<Organization, serde_json::Error> {
    let validations: Vec<WireValidation> = every(&answer, "validations")?;
    let verified: Vec<Person> = every(&answer, "verified_contacts")?;
    let read: WireOrganization = serde_json::from_value(answer)?;
    let contacts = Contacts {
        organization_contact: read.organization_contact.clone().and_then(contact),
        technical_contact: read.technical_contact.clone().and_then(contact),
        verified_contacts: verified.into_iter().filter_map(contact).collect(),
    };
    Ok(Organization {
        id: required_id(&read.id).map(OrganizationId)?,
        is_active: read.is_usable(),
        container: container_id(read.container.as_ref()),
        details: OrganizationDetails {
            name: read.name.unwrap_or_default(),
            assumed_name: read.assumed_name.unwrap_or_default(),
            address: read.address.unwrap_or_default(),
            address2: read.address2.unwrap_or_default(),
            zip: read.zip.unwrap_or_default(),
            city: read.city.unwrap_or_default(),
            state: read.state.unwrap_or_default(),
            country: read.country.unwrap_or_default().to_uppercase(),
            telephone: read.telephone.unwrap_or_default(),
        },
        validations: validations.into_iter().map(validation).collect(),
        contacts: (depth == Depth::Whole).then_some(contacts),
    })
}

/// The validations of an organization (CertCentral: Validation details).
pub(crate) fn validations(answer: &Value) -> Result<Vec<Validation>, serde_json::Error> {
    let read: Vec<WireValidation> = every(answer, "validations")?;
    Ok(read.into_iter().map(validation).collect())
}

/// What is known of validations, with what their details tell beyond it. Where both tell, the details do: they are read
/// later.
pub(crate) fn merge(mut known: Vec<Validation>, details: Vec<Validation>) -> Vec<Validation> {
    let mut merged = Vec::new();
    for mut told in details {
        if let Some(at) = known.iter().position(|it| it.kind == told.kind) {
            let before = known.remove(at);
            if told.description.is_empty() {
                told.description = before.description;
            }
            if told.people.is_empty() {
                told.people = before.people;
            }
            if told.details.is_empty() {
                told.details = before.details;
            }
            // A validation begun anew has no end: one of the earlier answer would be another's.
            if told.status.is_none() || told.status == before.status {
                told.status = before.status;
                told.until = told.until.or(before.until);
            }
            told.since = told.since.or(before.since);
        }
        merged.push(told);
    }
    merged.extend(known);
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn of(value: &Value) -> Vec<Validation> {
        validations(&json!({ "validations": value })).unwrap_or_default()
    }

    #[test]
    fn details_are_merged_by_kind() {
        let known = of(&json!([
            {"type": "ov", "name": "OV", "status": "pending", "date_created": "2026-01-01T00:00:00+00:00"},
            {"type": "ev", "status": "active", "validated_until": "2027-01-01T00:00:00+00:00"},
            {"type": "cs", "status": "active", "validated_until": "2027-01-01T00:00:00+00:00"},
            {"type": "ds", "status": "expired"},
        ]));
        let merged = merge(
            known,
            of(&json!([
                {"type": "smime", "status": "pending"},
                {"type": "ov", "status": "active", "verified_users": [{"id": "1", "first_name": "Ada"}]},
                {"type": "ov", "status": "expired"},
                {"type": "ev", "verification_details": {"organization_type": "pending"}},
                {"type": "cs", "status": "pending"},
            ])),
        );
        let words: Vec<_> = merged
            .iter()
            .map(|it| {
                let counts = (it.people.len(), it.details.len());
                (
                    it.kind.0.as_str(),
                    it.status.as_deref().unwrap_or_default(),
                    it.until.is_some(),
                    counts,
                )
            })
            .collect();
        assert_eq!(
            words,
            [
                ("smime", "pending", false, (0, 0)),
                ("ov", "active", false, (1, 0)),
                ("ov", "expired", false, (0, 0)),
                ("ev", "active", true, (0, 1)),
                ("cs", "pending", false, (0, 0)),
                ("ds", "expired", false, (0, 0)),
            ]
        );
        assert!(merged.iter().any(|it| it.description == "OV" && it.since.is_some()));
    }
}
