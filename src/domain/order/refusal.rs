//! What DigiCert's refusal says about the form: the field each of its errors concerns, where code or message tell it.
//!
//! It is no check and never forbids sending again: DigiCert may have changed its mind.

use super::form::{OrderForm, contact_field_name};
use super::{ContactForm, RemoteError};
use crate::domain::contact::ContactRole;
use crate::domain::findings::Findings;
use crate::domain::rules::REFUSED_BY_DIGICERT;

/// Codes with words of our own, and the field they concern; empty where they concern none (CertCentral: Errors). A code
/// may be followed by a bar and a detail.
pub const CODES: &[(&str, &str)] = &[
    ("access_denied", ""),
    ("ambiguous_product", ""),
    ("bad_request_format", ""),
    ("caa_check_failed", "common_name"),
    ("caa_not_found", "common_name"),
    ("cert_transparency_turned_off_for_account", ""),
    ("cert_validity_exceeds_order_validity", "validity"),
    ("contact_type_duplicate", "contacts"),
    ("csr_invalid_cannot_parse", "csr"),
    ("file_random_value_not_found", "dcv_method"),
    ("invalid_access_role", ""),
    ("invalid_custom_field_value", "custom_fields"),
    ("invalid_dns_txt", "dcv_method"),
    ("not_found|product", ""),
    ("order_not_eligible_for_renewal", "renewal_of_order_id"),
    ("order_renewed_already", "renewal_of_order_id"),
];

/// Fields that answer one question together: a change of any of them may answer what DigiCert said of another.
const QUESTIONS: &[&[&str]] = &[
    &["common_name", "dns_names"],
    &["oin_choice", "oin", "kvk_number", "rsin"],
    &["validity", "years", "days", "until"],
];

/// Members of the request and the fields they are made from (CertCentral: Order PKIo Private Services Server). Contacts
/// are found by their place.
const MEMBERS: &[(&str, &str)] = &[
    ("additional_emails", "additional_emails"),
    ("billing_address", "billing_address"),
    ("billing_address.address", "billing_address"),
    ("billing_address.address2", "billing_address2"),
    ("billing_address.city", "billing_city"),
    ("billing_address.country", "billing_country"),
    ("billing_address.state", "billing_state"),
    ("billing_address.zip", "billing_zip"),
    ("certificate.common_name", "common_name"),
    ("certificate.csr", "csr"),
    ("certificate.dns_names", "dns_names"),
    ("certificate.exclude_oin", "oin_choice"),
    ("certificate.oin", "oin"),
    ("certificate.server_platform", "server_platform"),
    ("certificate.signature_hash", "signature_hash"),
    ("certificate_dcv_scope", "dcv_scope"),
    ("common_name", "common_name"),
    ("container.id", "container"),
    ("credit_card", "payment_method"),
    ("csa_agreed_to", "csa_agreed"),
    ("custom_fields", "custom_fields"),
    ("dcv_method", "dcv_method"),
    ("disable_generate_in_browser_email", "csr_choice"),
    ("dns_names", "dns_names"),
    ("exclude_oin", "oin_choice"),
    ("order_validity", "validity"),
    ("order_validity.custom_expiration_date", "until"),
    ("order_validity.days", "days"),
    ("order_validity.years", "years"),
    ("organization.address", "organization_address"),
    ("organization.address2", "organization_address2"),
    ("organization.assumed_name", "organization_assumed_name"),
    ("organization.city", "organization_city"),
    ("organization.contacts", "contacts"),
    ("organization.country", "organization_country"),
    ("organization.id", "organization"),
    ("organization.name", "organization_name"),
    ("organization.skip_duplicate_org_check", "skip_duplicate_org_check"),
    ("organization.state", "organization_state"),
    ("organization.telephone", "organization_telephone"),
    ("organization.zip", "organization_zip"),
    ("payment_method", "payment_method"),
    ("payment_profile", "payment_profile"),
    ("renewal_of_order_id", "renewal_of_order_id"),
    ("server_platform", "server_platform"),
    ("signature_hash", "signature_hash"),
    ("use_qvtl_domain", "domain_choice"),
    ("verified_contact", "contacts"),
];

/// Each of DigiCert's errors as a finding at its field; at no field where neither its code nor its message names one.
#[must_use]
pub fn findings(form: &OrderForm, errors: &[RemoteError]) -> Findings {
    let mut findings = Findings::default();
    for error in errors {
        let said = if error.message.trim().is_empty() {
            &error.code
        } else {
            &error.message
        };
        let args = vec![("code", error.code.clone()), ("said", said.clone())];
        findings.add_with(&REFUSED_BY_DIGICERT, field_of(form, error), args);
    }
    findings
}

/// The errors that a change left unanswered: those about a field that says the same as before. One about no field cannot
/// be told apart from the others, and ends with the first change.
#[must_use]
pub fn unanswered(before: &OrderForm, after: &OrderForm, errors: &[RemoteError]) -> Vec<RemoteError> {
    let value = |form: &OrderForm, field: &str| -> Vec<String> {
        let fields = form.to_fields().into_iter();
        // "contacts" is all of them.
        let of_field =
            fields.filter(|(name, _)| name == field || (field == "contacts" && name.starts_with("contacts[")));
        of_field.map(|(_, value)| value).collect()
    };
    let rows = |form: &OrderForm| -> Vec<(String, bool)> {
        let rows = form.contacts.iter();
        rows.map(|row| (row.contact_type.clone(), row.is_blank())).collect()
    };
    // Where somebody came, went or became something else, the places that DigiCert named are others' now.
    let contacts_moved = rows(before) != rows(after);
    let is_open = |error: &&RemoteError| {
        let field = field_of(before, error);
        if contacts_moved && field.starts_with("contacts") {
            return false;
        }
        let question = QUESTIONS.iter().find(|fields| fields.contains(&field.as_str()));
        let fields = question.copied().unwrap_or(&[]).iter().copied().chain([field.as_str()]);
        let mut values = fields.map(|field| (value(before, field), value(after, field)));
        let is_somewhere = !value(before, &field).is_empty();
        is_somewhere && values.all(|(was, is)| was == is)
    };
    errors.iter().filter(is_open).cloned().collect()
}

/// The code as [`CODES`] has it, where it is there, with or without its detail.
#[must_use]
pub fn documented(code: &str) -> Option<&'static str> {
    known_code(code).map(|(code, _)| *code)
}

fn known_code(code: &str) -> Option<&'static (&'static str, &'static str)> {
    let family = code.split('|').next().unwrap_or_default();
    let find = |wanted: &str| CODES.iter().find(|(known, _)| *known == wanted);
    find(code).or_else(|| find(family))
}

/// The message is more exact than the code: "invalid value" is one code for all members.
fn field_of(form: &OrderForm, error: &RemoteError) -> String {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '[' | ']');
    error
        .message
        .split(|c: char| !is_part(c))
        .map(|word| word.trim_matches('.'))
        // A plain word, such as "organization", may be meant as a word.
        .filter(|word| word.contains(['_', '.', '[']))
        .find_map(|path| field_of_member(form, path))
        .or_else(|| known_code(&error.code).map(|(_, field)| (*field).to_owned()))
        .unwrap_or_default()
}

/// The field that was answered, where a member may come from several.
fn chosen<'a>(form: &OrderForm, field: &'a str) -> &'a str {
    match (field, form.oin_choice.trim()) {
        ("oin", "kvk") => "kvk_number",
        ("oin", "rsin") => "rsin",
        _ => field,
    }
}

/// The field of a member, or of the nearest member around it that has one.
fn field_of_member(form: &OrderForm, path: &str) -> Option<String> {
    if let Some(rest) = path.strip_prefix("organization.contacts[") {
        let (place, detail) = rest.split_once(']')?;
        let is_one = |role| matches!(role, ContactRole::OfOrganization(_));
        return Some(field_of_contact(form, is_one, place.parse().ok()?, detail));
    }
    for (member, role) in [
        ("organization_contact", ContactRole::OrganizationContactOfOrder),
        ("technical_contact", ContactRole::TechnicalContactOfOrder),
    ] {
        if let Some(detail) = path.strip_prefix(member) {
            return Some(field_of_contact(form, |known| known == role, 0, detail));
        }
    }
    let mut path = path;
    loop {
        if let Some((_, field)) = MEMBERS.iter().find(|(member, _)| *member == path) {
            return Some(chosen(form, field).to_owned());
        }
        (path, _) = path.rsplit_once('.')?;
    }
}

/// The field of a contact by its place among those in such a role. Rows without anybody are left out of a request.
fn field_of_contact(form: &OrderForm, is_one: impl Fn(ContactRole) -> bool, place: usize, detail: &str) -> String {
    let sent = form.contacts.iter().enumerate().filter(|(_, row)| {
        let role = ContactRole::of_word(row.contact_type.trim());
        !row.is_blank() && role.is_some_and(&is_one)
    });
    let row = sent.map(|(row, _)| row).nth(place);
    let detail = detail.trim_start_matches('.');
    let detail = if ContactForm::FIELDS.contains(&detail) {
        detail
    } else {
        "contact_type"
    };
    row.map_or_else(|| "contacts".to_owned(), |row| contact_field_name(row, detail))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::order::Section;

    fn error(code: &str, message: &str) -> RemoteError {
        RemoteError {
            code: code.to_owned(),
            message: message.to_owned(),
        }
    }

    fn form() -> OrderForm {
        let somebody = |contact_type: &str| ContactForm {
            contact_type: contact_type.to_owned(),
            email: "a@voorbeeld.nl".to_owned(),
            ..ContactForm::default()
        };
        OrderForm {
            contacts: vec![
                somebody("verified_contact"),
                ContactForm::default(),
                somebody("order_technical_contact"),
                somebody("organization_contact"),
            ],
            ..OrderForm::blank()
        }
    }

    #[test]
    fn errors_find_their_fields() {
        for (code, message, field) in [
            ("csr_invalid_cannot_parse", "The CSR could not be parsed.", "csr"),
            ("caa_check_failed|a.nl", "CAA", "common_name"),
            (
                "contact_type_duplicate",
                "A duplicate contact type was submitted.",
                "contacts",
            ),
            ("access_denied|missing_permission", "No.", ""),
            ("x", "certificate.common_name must not be a wildcard.", "common_name"),
            (
                "x",
                "The value of 'certificate.server_platform.id' is unknown",
                "server_platform",
            ),
            ("x", "order_validity.days: too many", "days"),
            ("x", "order_validity.weeks: unknown", "validity"),
            ("x", "credit_card.number is invalid.", "payment_method"),
            (
                "x",
                "organization.contacts[1].email is no address",
                "contacts[3][email]",
            ),
            (
                "x",
                "organization.contacts[0] needs a user_id",
                "contacts[0][contact_type]",
            ),
            ("x", "organization.contacts[0].shoe_size", "contacts[0][contact_type]"),
            ("x", "organization.contacts[9].email", "contacts"),
            ("x", "organization.contacts[-1].email", ""),
            ("x", "technical_contact.telephone", "contacts[2][telephone]"),
            ("x", "organization_contact is required", "contacts"),
            ("csr_invalid_cannot_parse", "certificate.oin is wrong", "oin"),
            ("x", "The organization is not active.", ""),
            ("x", "certificate.shoe_size is wrong", ""),
            ("", "", ""),
        ] {
            let found = findings(&form(), &[error(code, message)]);
            let fields: Vec<_> = found.iter().map(|finding| finding.field.as_str()).collect();
            assert_eq!(fields, [field], "{code} {message}");
        }
    }

    #[test]
    fn every_field_named_here_is_on_the_form() {
        for (name, field) in CODES.iter().chain(MEMBERS) {
            assert!(
                field.is_empty() || Section::of_field(field).is_some(),
                "{name}: {field}"
            );
        }
    }

    #[test]
    fn a_change_answers_the_errors_of_its_field_only() {
        let errors = [
            error("x", "certificate.common_name must not be a wildcard."),
            error("csr_invalid_cannot_parse", "The CSR could not be parsed."),
            error("contact_type_duplicate", "A duplicate contact type was submitted."),
            error("some_code", "Something."),
        ];
        let before = form();
        let mut after = form();
        after.dns_names.push_str(" b.nl");
        let open = |after: &OrderForm| -> Vec<String> {
            unanswered(&before, after, &errors)
                .into_iter()
                .map(|error| error.code)
                .collect()
        };
        assert_eq!(open(&after), ["csr_invalid_cannot_parse", "contact_type_duplicate"]);
        after.contacts.push(ContactForm::default());
        assert_eq!(open(&after), ["csr_invalid_cannot_parse"]);
    }

    #[test]
    fn an_error_without_a_sentence_says_its_code() {
        let found = findings(&form(), &[error("some_code", " ")]);
        let args: Vec<_> = found.iter().flat_map(|finding| finding.args.clone()).collect();
        assert!(args.contains(&("said", "some_code".to_owned())));
    }

    proptest! {
        #[test]
        fn whatever_digicert_writes_gives_one_finding_at_a_field_there_is(code in ".*", message in "[a-z_.\\[\\]0-9 ]*|.*") {
            let found = findings(&form(), &[error(&code, &message)]);
            prop_assert_eq!(found.iter().count(), 1);
            for finding in found.iter() {
                prop_assert!(finding.field.is_empty() || Section::of_field(&finding.field).is_some());
            }
        }
    }
}
