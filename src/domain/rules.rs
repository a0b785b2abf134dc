//! Every rule the desk checks an order or a change by: its id, its weight, and where it comes from.
//!
//! The sentence of a rule is in the message catalogue under `finding-<id>`; a test holds that each has one. The rules
//! are applied in [`super::order::check`].

use super::findings::Severity;

/// One rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name, stable, part of its message key.
    pub id: &'static str,
    /// What breaking it means.
    pub severity: Severity,
    /// Who says so.
    pub source: &'static str,
}

impl Rule {
    /// Whether it is about something not filled in yet, rather than something filled in wrongly. Its id says so.
    #[must_use]
    pub fn is_gap(&self) -> bool {
        self.id.ends_with("-missing")
    }
}

const REFERENCE: &str = "CertCentral: Order PKIo Private Services Server";
const PRODUCT_PAGE: &str = "DigiCert docs: Order your PKIo Private Services Server certificate";
const CREATE: &str = "CertCentral: Create organization";
const CONTACTS: &str = "CertCentral: Update organization and technical contact";
const SUBMIT: &str = "CertCentral: Submit organization for validation";
const CANCEL: &str = "CertCentral: Update order status";
const REISSUE: &str = "CertCentral: Reissue certificate";
const REVOKE: &str = "CertCentral: Revoke certificate";
const OIN_SYSTEM: &str = "Logius: OIN-Stelsel, chapter 6";
const DESK: &str = "PKIo Desk";

macro_rules! rules {
    ($(#[$doc:meta])* $list:ident: $($name:ident: $id:literal, $severity:ident, $source:expr;)*) => {
        $(
            #[doc = concat!("The rule `", $id, "`.")]
            pub static $name: Rule = Rule { id: $id, severity: Severity::$severity, source: $source };
        )*
        $(#[$doc])*
        pub static $list: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    /// The rules of orders, in the order of the form.
    ALL:
    CSR_CHOICE_MISSING: "csr-choice-missing", Error, REFERENCE;
    CSR_FOLLOWS: "csr-follows", Note, REFERENCE;
    CSR_NOT_WANTED: "csr-not-wanted", Error, REFERENCE;
    CSR_MISSING: "csr-missing", Error, REFERENCE;
    CSR_NOT_PEM: "csr-not-pem", Error, REFERENCE;
    CSR_TRUNCATED: "csr-truncated", Error, REFERENCE;
    CSR_IS_CERTIFICATE: "csr-is-certificate", Error, REFERENCE;
    CSR_IS_PRIVATE_KEY: "csr-is-private-key", Error, DESK;
    CSR_TOO_LARGE: "csr-too-large", Error, DESK;
    CSR_OTHER_KIND: "csr-other-kind", Error, REFERENCE;
    CSR_KEY_NOT_RSA: "csr-key-not-rsa", Error, PRODUCT_PAGE;
    CSR_KEY_UNSOUND: "csr-key-unsound", Error, "RFC 8017 3.1";
    CSR_KEY_TOO_SHORT: "csr-key-too-short", Error, PRODUCT_PAGE;
    CSR_KEY_ODD_SIZE: "csr-key-odd-size", Warning, PRODUCT_PAGE;
    CSR_KEY_BELOW_ADVICE: "csr-key-below-advice", Warning, "PKIoverheid G4: RSA 3072 and up";
    CSR_PUBLIC_KEY_ONLY: "csr-public-key-only", Warning, REFERENCE;
    CSR_SIGNATURE_WRONG: "csr-signature-wrong", Error, "RFC 2986 3";
    CSR_SIGNATURE_BROKEN: "csr-signature-broken", Error, "RFC 6194, RFC 6151";
    CSR_SIGNATURE_NOT_CHECKED: "csr-signature-not-checked", Warning, DESK;
    CSR_COMMON_NAME_NOT_ORDERED: "csr-common-name-not-ordered", Warning, REFERENCE;
    CSR_HOLDS_EMAIL: "csr-holds-email", Warning, DESK;
    CSR_HOLDS_PASSWORD: "csr-holds-password", Warning, "RFC 2985 5.4.1";
    CSR_KEY_USED_BEFORE: "csr-key-used-before", Warning, DESK;
    SIGNATURE_HASH_UNKNOWN: "signature-hash-unknown", Error, REFERENCE;
    PLATFORM_NOT_A_NUMBER: "platform-not-a-number", Error, REFERENCE;
    DOMAIN_CHOICE_MISSING: "domain-choice-missing", Error, REFERENCE;
    COMMON_NAME_MISSING: "common-name-missing", Error, REFERENCE;
    COMMON_NAME_TOO_LONG: "common-name-too-long", Error, "RFC 5280, ub-common-name";
    NAME_IS_IP: "name-is-ip", Error, REFERENCE;
    NAME_IS_WILDCARD: "name-is-wildcard", Error, PRODUCT_PAGE;
    NAME_SINGLE_LABEL: "name-single-label", Error, REFERENCE;
    NAME_NOT_A_HOST: "name-not-a-host", Error, "RFC 1123 2.1";
    NAME_IS_PUBLIC_SUFFIX: "name-is-public-suffix", Error, "Public Suffix List";
    NAME_IS_SHARED_SUFFIX: "name-is-shared-suffix", Warning, "Public Suffix List";
    NAME_UNKNOWN_ENDING: "name-unknown-ending", Warning, "Public Suffix List";
    NAMES_MAY_COST: "names-may-cost", Note, REFERENCE;
    COMMON_NAME_REPEATED: "common-name-repeated", Note, REFERENCE;
    QVTL_NAME_ELSEWHERE: "qvtl-name-elsewhere", Warning, REFERENCE;
    QVTL_NAME_UNLIKELY: "qvtl-name-unlikely", Warning, REFERENCE;
    QVTL_NEEDS_PERMISSION: "qvtl-needs-permission", Note, REFERENCE;
    ORGANIZATION_CHOICE_MISSING: "organization-choice-missing", Error, REFERENCE;
    ORGANIZATION_MISSING: "organization-missing", Error, REFERENCE;
    ORGANIZATION_NOT_A_NUMBER: "organization-not-a-number", Error, REFERENCE;
    ORGANIZATION_NOT_WANTED: "organization-not-wanted", Error, REFERENCE;
    ORGANIZATION_IS_NEW: "organization-is-new", Note, REFERENCE;
    ORGANIZATION_DETAIL_MISSING: "organization-detail-missing", Error, CREATE;
    ORGANIZATION_NAMES_TOO_LONG: "organization-names-too-long", Error, CREATE;
    ORGANIZATION_MAY_BE_TWICE: "organization-may-be-twice", Warning, REFERENCE;
    TEXT_TOO_LONG: "text-too-long", Error, CREATE;
    COUNTRY_UNKNOWN: "country-unknown", Error, "ISO 3166-1";
    POSTAL_CODE_SHAPE: "postal-code-shape", Warning, DESK;
    CONTAINER_NOT_A_NUMBER: "container-not-a-number", Error, REFERENCE;
    OIN_CHOICE_MISSING: "oin-choice-missing", Error, REFERENCE;
    OIN_MISSING: "oin-missing", Error, REFERENCE;
    KVK_MISSING: "kvk-missing", Error, DESK;
    KVK_SHAPE: "kvk-shape", Error, OIN_SYSTEM;
    KVK_ZERO_ADDED: "kvk-zero-added", Warning, OIN_SYSTEM;
    RSIN_MISSING: "rsin-missing", Error, DESK;
    RSIN_SHAPE: "rsin-shape", Error, OIN_SYSTEM;
    RSIN_FAILS_TEST: "rsin-fails-test", Warning, "Belastingdienst: eleven-test of the RSIN";
    OIN_NOT_WANTED: "oin-not-wanted", Error, REFERENCE;
    OIN_STRANGE_CHARACTERS: "oin-strange-characters", Warning, OIN_SYSTEM;
    OIN_WRONG_LENGTH: "oin-wrong-length", Warning, OIN_SYSTEM;
    OIN_UNKNOWN_PREFIX: "oin-unknown-prefix", Warning, OIN_SYSTEM;
    OIN_ODD_SUFFIX: "oin-odd-suffix", Warning, OIN_SYSTEM;
    OIN_IS_TEST: "oin-is-test", Warning, OIN_SYSTEM;
    CONTACT_TYPE_MISSING: "contact-type-missing", Error, REFERENCE;
    CONTACT_DETAIL_MISSING: "contact-detail-missing", Error, REFERENCE;
    CONTACT_USER_NOT_A_NUMBER: "contact-user-not-a-number", Error, REFERENCE;
    CONTACT_OVERWRITES_USER: "contact-overwrites-user", Warning, REFERENCE;
    CONTACT_REPLACES_STORED: "contact-replaces-stored", Warning, REFERENCE;
    CONTACT_TYPE_TWICE: "contact-type-twice", Error, "CertCentral: Errors, contact_type_duplicate";
    CONTACTS_TOO_MANY: "contacts-too-many", Error, REFERENCE;
    VERIFIED_CONTACT_ABSENT: "verified-contact-absent", Note, REFERENCE;
    VERIFIED_CONTACT_NEEDED: "verified-contact-needed", Warning, REFERENCE;
    VERIFIED_CONTACT_MISSING: "verified-contact-missing", Error, REFERENCE;
    ORGANIZATION_CONTACT_MISSING: "organization-contact-missing", Error, REFERENCE;
    ORGANIZATION_CONTACT_IS_CALLER: "organization-contact-is-caller", Note, REFERENCE;
    EMAIL_SHAPE: "email-shape", Error, "RFC 5321 4.1.2";
    TELEPHONE_SHAPE: "telephone-shape", Warning, "E.164";
    DCV_METHOD_UNKNOWN: "dcv-method-unknown", Error, "CertCentral: Glossary, DCV methods";
    DCV_SCOPE_UNKNOWN: "dcv-scope-unknown", Error, "CertCentral: Order validation status";
    VALIDITY_UNKNOWN: "validity-unknown", Error, REFERENCE;
    YEARS_UNKNOWN: "years-unknown", Error, REFERENCE;
    YEARS_NEED_MULTI_YEAR_PLAN: "years-need-multi-year-plan", Warning, REFERENCE;
    DAYS_UNKNOWN: "days-unknown", Error, REFERENCE;
    DAYS_TOO_MANY: "days-too-many", Error, REFERENCE;
    UNTIL_UNREADABLE: "until-unreadable", Error, REFERENCE;
    UNTIL_PAST: "until-past", Error, REFERENCE;
    UNTIL_TOO_FAR: "until-too-far", Error, REFERENCE;
    VALIDITY_BELOW_A_YEAR: "validity-below-a-year", Warning, REFERENCE;
    VALIDITY_OUTLIVES_HIERARCHY: "validity-outlives-hierarchy", Warning, "Logius: new generation of PKIoverheid certificates";
    PAYMENT_METHOD_UNKNOWN: "payment-method-unknown", Error, REFERENCE;
    PAYMENT_METHOD_SWITCHED_OFF: "payment-method-switched-off", Error, DESK;
    PAYMENT_CARD_APPROVAL: "payment-card-approval", Error, DESK;
    PAYMENT_METHOD_NOT_IN_REFERENCE: "payment-method-not-in-reference", Warning, DESK;
    PAYMENT_PROFILE_MISSING: "payment-profile-missing", Error, DESK;
    PAYMENT_PROFILE_NOT_A_NUMBER: "payment-profile-not-a-number", Error, DESK;
    BILLING_DETAIL_MISSING: "billing-detail-missing", Error, REFERENCE;
    EXTRA_SWITCHED_OFF: "extra-switched-off", Error, DESK;
    EXTRA_NOT_IN_REFERENCE: "extra-not-in-reference", Note, DESK;
    ADDITIONAL_EMAIL_SHAPE: "additional-email-shape", Error, "RFC 5321 4.1.2";
    CUSTOM_FIELD_SHAPE: "custom-field-shape", Error, "CertCentral: Custom fields";
    RENEWAL_NOT_A_NUMBER: "renewal-not-a-number", Error, "CertCentral: Errors, order_not_eligible_for_renewal";
    AGREEMENT_MISSING: "agreement-missing", Error, REFERENCE;
    CARD_NUMBER_MISSING: "card-number-missing", Error, REFERENCE;
    CARD_NUMBER_WRONG: "card-number-wrong", Error, "ISO/IEC 7812-1";
    CARD_EXPIRY_MISSING: "card-expiry-missing", Error, REFERENCE;
    CARD_EXPIRY_SHAPE: "card-expiry-shape", Error, REFERENCE;
    CARD_EXPIRED: "card-expired", Error, REFERENCE;
    CARD_CVV_MISSING: "card-cvv-missing", Error, REFERENCE;
    CARD_CVV_SHAPE: "card-cvv-shape", Error, REFERENCE;
    CARD_HOLDER_MISSING: "card-holder-missing", Error, REFERENCE;
    CARD_HOLDER_TOO_LONG: "card-holder-too-long", Error, DESK;
    CARD_DEFAULT_NOT_KEPT: "card-default-not-kept", Error, DESK;
}

rules! {
    /// The rules of changes of organizations, contacts and domains; those of orders that serve here too are not repeated.
    /// They are applied in [`super::change::check`].
    CHANGES:
    NOTHING_CHANGED: "nothing-changed", Error, DESK;
    ORGANIZATION_LOOKS_ALIKE: "organization-looks-alike", Warning, CREATE;
    STATE_ABBREVIATED: "state-abbreviated", Warning, CREATE;
    NEW_ORGANIZATION_CONTACT_MISSING: "new-organization-contact-missing", Error, CREATE;
    NEW_ORGANIZATION_CONTACT_IS_CALLER: "new-organization-contact-is-caller", Note, CREATE;
    VALIDATION_MAY_FALL: "validation-may-fall", Warning, DESK;
    ORGANIZATION_CONTACT_STAYS: "organization-contact-stays", Error, CONTACTS;
    TECHNICAL_CHOICE_MISSING: "technical-choice-missing", Error, DESK;
    CONTACT_BECOMES_ANOTHER: "contact-becomes-another", Warning, CONTACTS;
    PERSON_DETAIL_MISSING: "person-detail-missing", Error, CONTACTS;
    VALIDATION_KIND_MISSING: "validation-kind-missing", Error, SUBMIT;
    VALIDATION_KIND_UNKNOWN: "validation-kind-unknown", Error, "CertCentral: Glossary, Validation types";
    VALIDATION_NEEDS_PERSON: "validation-needs-person", Error, SUBMIT;
    VALIDATION_RUNS_ALREADY: "validation-runs-already", Warning, DESK;
    VERIFIED_CONTACT_UNKNOWN: "verified-contact-unknown", Error, SUBMIT;
    DOMAIN_NAME_MISSING: "domain-name-missing", Error, "CertCentral: Add domain";
    DCV_METHOD_MISSING: "dcv-method-missing", Error, "CertCentral: Glossary, DCV methods";
}

rules! {
    /// The rules of what is done with placed orders; those of orders and changes that serve here too are not repeated. They
    /// are applied in [`super::change::check`] and [`super::change::order::possible()`].
    ACTIONS:
    ORDER_STATUS_UNKNOWN: "order-status-not-told", Error, DESK;
    ORDER_STATUS_DOES_NOT_ALLOW: "order-status-does-not-allow", Error, CANCEL;
    ORDER_CANCELED_ALREADY: "order-canceled-already", Error, CANCEL;
    ORDER_REVOKED_ALREADY: "order-revoked-already", Error, REVOKE;
    ORDER_REJECTED: "order-rejected", Error, CANCEL;
    ORDER_EXPIRED: "order-expired", Error, CANCEL;
    ORDER_ISSUED_ALREADY: "order-issued-already", Error, CANCEL;
    ORDER_NOT_ISSUED: "order-not-issued", Error, REISSUE;
    ORDER_WAITS_FOR_APPROVAL: "order-waits-for-approval", Error, CANCEL;
    ORDER_WAITS_FOR_CSR: "order-waits-for-csr", Error, CANCEL;
    ORDER_REISSUE_RUNS: "order-reissue-runs", Error, REVOKE;
    ORDER_REVOCATION_WAITS: "order-revocation-waits", Error, DESK;
    ORDER_CERTIFICATE_UNKNOWN: "order-certificate-unknown", Error, REVOKE;
    ORDER_HAS_CSR: "order-has-csr", Error, REFERENCE;
    ORDER_METHOD_IS_MAIL: "order-method-is-mail", Error, "CertCentral: Check DCV";
    ORDER_METHOD_IS_NOT_MAIL: "order-method-is-not-mail", Error, "CertCentral: Glossary, DCV methods";
    CANCEL_NOTE_MISSING: "cancel-note-missing", Error, CANCEL;
    CANCEL_DROPS_REISSUE: "cancel-drops-reissue", Warning, CANCEL;
    NOTE_MISSING: "note-missing", Error, "CertCentral: Add note";
    REISSUE_SAME_KEY: "reissue-same-key", Error, DESK;
    REISSUE_KEEPS_KEY: "reissue-keeps-key", Warning, DESK;
    REVOCATION_REASON_MISSING: "revocation-reason-missing", Error, REVOKE;
    ORDER_TECHNICAL_CONTACT_STAYS: "order-technical-contact-stays", Error, "CertCentral: Update order contacts";
}

/// Not a rule of the desk but what DigiCert answered. It is no part of the check: see [`super::order::refusal`].
pub static REFUSED_BY_DIGICERT: Rule = Rule {
    id: "refused-by-digicert",
    severity: Severity::Error,
    source: "CertCentral: Errors",
};

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn rule_ids_are_unique() {
        let ids: HashSet<_> = ALL.iter().chain(CHANGES).chain(ACTIONS).map(|rule| rule.id).collect();
        assert_eq!(ids.len(), ALL.len() + CHANGES.len() + ACTIONS.len());
        assert!(!ids.contains(REFUSED_BY_DIGICERT.id));
    }
}
