//! What DigiCert's refusal of a change says about its form: the field each of its errors concerns, where code or message
//! tell it. It is no check and never forbids sending again.

use super::form::{ChangeForm, ChangeKind, Topic};
use crate::domain::directory::{OrganizationDetails, PersonDetails};
use crate::domain::findings::Findings;
use crate::domain::order::RemoteError;
use crate::domain::rules::REFUSED_BY_DIGICERT;

/// Codes that concern a field whatever the message says (CertCentral: Errors).
const CODES: [(&str, &str); 4] = [
    ("contact_type_duplicate", "technical_choice"),
    ("invalid_dns_txt", "dcv_method"),
    ("file_random_value_not_found", "dcv_method"),
    ("csr_invalid_cannot_parse", "csr"),
];

/// Members of a request beside names and addresses, and the fields they are made from.
const MEMBERS: [(&str, &str); 5] = [
    ("container", "container"),
    ("validations", "kinds"),
    ("verified_users", "people"),
    ("skip_duplicate_org_check", "skip_duplicate_org_check"),
    ("dcv_method", "dcv_method"),
];

/// Each of DigiCert's errors as a finding at its field; at no field where neither its code nor its message names one.
#[must_use]
pub fn findings(form: &ChangeForm, errors: &[RemoteError]) -> Findings {
    let mut findings = Findings::default();
    for error in errors {
        let said = if error.message.trim().is_empty() {
            &error.code
        } else {
            &error.message
        };
        let args = vec![("code", error.code.clone()), ("said", said.clone())];
        findings.add_with(&REFUSED_BY_DIGICERT, field_of(form.kind(), error), args);
    }
    findings
}

/// The field an error is about. A message names a member with its place, as `organization_contact.email`, or bare.
fn field_of(kind: ChangeKind, error: &RemoteError) -> String {
    let code = error.code.split('|').next().unwrap_or_default();
    if let Some((_, field)) = CODES.iter().find(|(known, _)| *known == code) {
        return (*field).to_owned();
    }
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.');
    let paths = error
        .message
        .split(|c: char| !is_part(c))
        .map(|path| path.trim_matches('.'));
    paths
        .filter(|path| path.contains(['.', '_']) || is_told_alone(path))
        .find_map(|path| of_path(kind, path))
        .unwrap_or_default()
}

/// Words of a sentence that are members of a request all the same.
fn is_told_alone(word: &str) -> bool {
    OrganizationDetails::FIELDS.contains(&word)
        || PersonDetails::FIELDS.contains(&word)
        || ["csr", "note"].contains(&word)
}

fn of_path(kind: ChangeKind, path: &str) -> Option<String> {
    let parts: Vec<&str> = path.split('.').collect();
    let (last, places) = parts.split_last()?;
    let people = ["organization_contact", "technical_contact"];
    if PersonDetails::FIELDS.contains(last)
        && let Some(place) = places.iter().find(|place| people.contains(place))
    {
        return Some(format!("{place}[{last}]"));
    }
    if let Some((_, field)) = parts
        .iter()
        .find_map(|part| MEMBERS.iter().find(|(member, _)| member == part))
    {
        return Some((*field).to_owned());
    }
    match kind {
        ChangeKind::CreateOrganization | ChangeKind::ChangeOrganization => {
            OrganizationDetails::FIELDS.contains(last).then(|| (*last).to_owned())
        }
        ChangeKind::ChangeContacts | ChangeKind::ChangeOrderContacts => {
            let is_detail = PersonDetails::FIELDS.contains(last);
            is_detail.then(|| format!("organization_contact[{last}]"))
        }
        ChangeKind::AddDomain if parts.contains(&"organization") => Some("organization".to_owned()),
        ChangeKind::AddDomain if *last == "name" => Some("name".to_owned()),
        kind if kind.topic() == Topic::Order => of_order(kind, last).map(str::to_owned),
        _ => None,
    }
}

/// The field a member of an order's action is made from.
fn of_order(kind: ChangeKind, member: &str) -> Option<&'static str> {
    let fields: &[(&str, &str)] = match kind {
        ChangeKind::CancelOrder => &[("note", "note")],
        ChangeKind::AddCsr => &[("csr", "csr")],
        ChangeKind::ReissueOrder => &[
            ("csr", "csr"),
            ("common_name", "common_name"),
            ("dns_names", "dns_names"),
            ("comments", "comments"),
        ],
        ChangeKind::RevokeCertificate | ChangeKind::RevokeOrder => {
            &[("revocation_reason", "reason"), ("comments", "comments")]
        }
        ChangeKind::AddOrderNote => &[("text", "text")],
        _ => &[],
    };
    let found = fields.iter().find(|(known, _)| *known == member);
    found.map(|(_, field)| *field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_find_their_fields() {
        use ChangeKind::{
            AddCsr, AddDomain, CancelOrder, ChangeContacts, ChangeOrderContacts, ChangeOrganization,
            CreateOrganization, ReissueOrder, RevokeOrder, SubmitOrganization,
        };
        for (kind, code, message, field) in [
            (CreateOrganization, "missing", "organization.zip is required.", "zip"),
            (
                CreateOrganization,
                "missing",
                "organization_contact.email is required.",
                "organization_contact[email]",
            ),
            (CreateOrganization, "duplicate", "The organization exists already.", ""),
            (
                ChangeOrganization,
                "not_allowed",
                "telephone must have at most 32 characters",
                "telephone",
            ),
            (
                ChangeContacts,
                "missing",
                "contacts.first_name is required.",
                "organization_contact[first_name]",
            ),
            (
                ChangeContacts,
                "contact_type_duplicate",
                "A duplicate contact type was submitted.",
                "technical_choice",
            ),
            (SubmitOrganization, "missing", "validations.type is required.", "kinds"),
            (SubmitOrganization, "missing", "verified_users is required", "people"),
            (
                AddDomain,
                "not_allowed",
                "organization.id is not an organization of the account.",
                "organization",
            ),
            (AddDomain, "not_allowed", "name is taken", "name"),
            (AddDomain, "invalid_dns_txt|x", "", "dcv_method"),
            (CancelOrder, "missing", "note is required to cancel an order.", "note"),
            (AddCsr, "csr_invalid_cannot_parse", "It cannot be read.", "csr"),
            (
                ReissueOrder,
                "missing",
                "certificate.common_name is required.",
                "common_name",
            ),
            (
                RevokeOrder,
                "invalid",
                "revocation_reason must be one of these.",
                "reason",
            ),
            (
                RevokeOrder,
                "order_status",
                "An order that is pending cannot be revoked.",
                "",
            ),
            (
                ChangeOrderContacts,
                "missing",
                "contacts.technical_contact.email is required",
                "technical_contact[email]",
            ),
        ] {
            let error = RemoteError {
                code: code.to_owned(),
                message: message.to_owned(),
            };
            assert_eq!(field_of(kind, &error), field, "{message}");
        }
    }
}
