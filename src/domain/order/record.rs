//! An order as DigiCert has it, in full: what the desk mirrors of each, so that its page works while DigiCert is down.
//!
//! [`OrderRecord`] is Order info, [`OrderValidation`] the state of its validation. Both are DigiCert's word; what the desk
//! itself did with the order is [`super::Order`].

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Price, RemoteStatus};
use crate::domain::directory::{PersonDetails, Validation};
use crate::domain::ids::{CertificateId, ContainerId, OrganizationId, RemoteDomainId, RemoteOrderId};
use crate::domain::names::as_used;

/// An order at DigiCert (CertCentral: Order info). All but the id may be missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderRecord {
    /// Its id.
    pub id: RemoteOrderId,
    /// Its status.
    #[serde(default)]
    pub status: Option<RemoteStatus>,
    /// When it was placed.
    #[serde(default)]
    pub created: Option<Timestamp>,
    /// Its primary certificate.
    #[serde(default)]
    pub certificate: CertificateRecord,
    /// The last day of the order, which with Multi-year Plans is not the certificate's.
    #[serde(default)]
    pub valid_till: Option<Date>,
    /// Whom it is for.
    #[serde(default)]
    pub organization: Option<OrganizationId>,
    /// That organization's name.
    #[serde(default)]
    pub organization_name: String,
    /// Where it is filed and billed.
    #[serde(default)]
    pub container: Option<ContainerId>,
    /// That container's name.
    #[serde(default)]
    pub container_name: String,
    /// What was ordered, in DigiCert's name for addresses.
    #[serde(default)]
    pub product: Option<String>,
    /// The reference it carries (`alternative_order_id`).
    #[serde(default)]
    pub reference: Option<String>,
    /// Who placed it.
    #[serde(default)]
    pub placed_by: String,
    /// The requests within it, in the order of the answer.
    #[serde(default)]
    pub requests: Vec<RequestRecord>,
    /// How control of its domains is proven, in DigiCert's word.
    #[serde(default)]
    pub dcv_method: Option<String>,
    /// How it is paid.
    #[serde(default)]
    pub payment_method: Option<String>,
    /// What it costs.
    #[serde(default)]
    pub price: Option<Price>,
    /// Who gets mail and calls about it.
    #[serde(default)]
    pub organization_contact: Option<PersonDetails>,
    /// Who gets mail about the technical side.
    #[serde(default)]
    pub technical_contact: Option<PersonDetails>,
    /// Who may approve it for the organization.
    #[serde(default)]
    pub verified_contacts: Vec<PersonDetails>,
    /// The notes on it.
    #[serde(default)]
    pub notes: Vec<RemoteNote>,
    /// How often it was reissued.
    #[serde(default)]
    pub reissues: u64,
    /// Whether another order renewed it.
    #[serde(default)]
    pub is_renewed: bool,
}

/// The primary certificate of an order. What comes with issuance is absent before it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CertificateRecord {
    /// Its id.
    pub id: Option<CertificateId>,
    /// Its common name.
    pub common_name: String,
    /// All its names, as DigiCert lists them.
    pub dns_names: Vec<String>,
    /// The CSR, as PEM.
    pub csr: Option<String>,
    /// Its serial number, in hexadecimal.
    pub serial_number: Option<String>,
    /// Its thumbprint, in hexadecimal.
    pub thumbprint: Option<String>,
    /// When it was issued.
    pub issued: Option<Timestamp>,
    /// Its first day.
    pub valid_from: Option<Date>,
    /// Its last day.
    pub valid_till: Option<Date>,
    /// The name of the authority that issues it (`ca_cert`).
    pub issuer_name: Option<String>,
}

/// A request within an order: for the order itself, a reissue or a revocation (CertCentral: Glossary, request status).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RequestRecord {
    /// Its id.
    pub id: String,
    /// When it was made.
    pub at: Option<Timestamp>,
    /// `new_request`, `reissue`, `duplicate`, `revoke` or another word.
    pub kind: String,
    /// `pending`, `submitted`, `approved`, `rejected` or another word.
    pub status: String,
    /// What was said with it.
    pub comments: String,
}

impl RequestRecord {
    /// Whether somebody at DigiCert's side of the account has to approve it.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        matches!(self.status.as_str(), "pending" | "submitted")
    }

    /// Whether it is for another certificate in the place of the present one.
    #[must_use]
    pub fn is_reissue(&self) -> bool {
        self.kind == "reissue"
    }
}

/// A note on an order at DigiCert (CertCentral: Add note).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RemoteNote {
    /// Its id.
    pub id: String,
    /// When it was written, where DigiCert tells.
    pub at: Option<Timestamp>,
    /// Who wrote it, where DigiCert tells.
    pub by: String,
    /// What it says.
    pub text: String,
}

/// How far the validation of an order is (CertCentral: Order validation status).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OrderValidation {
    /// The validations of the organization that count for it, with the verified contacts and what is still looked at.
    pub organization: Vec<Validation>,
    /// The names of which control must be proven, by domain.
    pub names: Vec<NameValidation>,
    /// `base_domain` or `fqdn`: what each proof is about.
    pub name_scope: Option<String>,
    /// How control is proven, in DigiCert's word.
    pub dcv_method: Option<String>,
}

/// Control of one domain, and the names on the order that it proves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct NameValidation {
    /// The domain in the account.
    pub domain: Option<RemoteDomainId>,
    /// The name of which control counts.
    pub name_scope: String,
    /// DigiCert's word: `approved`, `pending` or another.
    pub status: String,
    /// How control is proven, in DigiCert's word.
    pub method: Option<String>,
    /// The names on the order.
    pub dns_names: Vec<String>,
}

impl NameValidation {
    /// Whether control is proven.
    #[must_use]
    pub fn is_proven(&self) -> bool {
        matches!(self.status.as_str(), "approved" | "complete" | "active" | "valid")
    }
}

impl CertificateRecord {
    /// Its names as they are used, the common name first, each once.
    #[must_use]
    pub fn names(&self) -> Vec<&str> {
        let common_name = Some(self.common_name.as_str()).filter(|name| !name.is_empty());
        as_used(common_name, &self.dns_names)
    }

    /// The same certificate keeps what the entry leaves out; of another one nothing else is known.
    fn updated_by(self, listed: Self) -> Self {
        if self.id.is_some() && listed.id.is_some() && listed.id != self.id {
            return listed;
        }
        let is_named = !listed.common_name.is_empty();
        let has_names = !listed.dns_names.is_empty();
        Self {
            id: listed.id.or(self.id),
            common_name: if is_named { listed.common_name } else { self.common_name },
            dns_names: if has_names { listed.dns_names } else { self.dns_names },
            csr: self.csr,
            serial_number: listed.serial_number.or(self.serial_number),
            thumbprint: self.thumbprint,
            issued: self.issued,
            valid_from: listed.valid_from.or(self.valid_from),
            valid_till: listed.valid_till.or(self.valid_till),
            issuer_name: listed.issuer_name.or(self.issuer_name),
        }
    }
}

impl OrderRecord {
    /// An order of which nothing but its id is known.
    #[must_use]
    pub fn of_id(id: RemoteOrderId) -> Self {
        Self {
            id,
            status: None,
            created: None,
            certificate: CertificateRecord::default(),
            valid_till: None,
            organization: None,
            organization_name: String::new(),
            container: None,
            container_name: String::new(),
            product: None,
            reference: None,
            placed_by: String::new(),
            requests: Vec::new(),
            dcv_method: None,
            payment_method: None,
            price: None,
            organization_contact: None,
            technical_contact: None,
            verified_contacts: Vec::new(),
            notes: Vec::new(),
            reissues: 0,
            is_renewed: false,
        }
    }

    /// What is known in full, brought up to date by an entry of the list of orders, which leaves people, requests, notes
    /// and the CSR out (CertCentral: List orders).
    #[must_use]
    pub fn updated_by(self, listed: Self) -> Self {
        let told = |new: String, known: String| if new.is_empty() { known } else { new };
        Self {
            status: listed.status.or(self.status),
            created: listed.created.or(self.created),
            certificate: self.certificate.updated_by(listed.certificate),
            valid_till: listed.valid_till.or(self.valid_till),
            organization: listed.organization.or(self.organization),
            organization_name: told(listed.organization_name, self.organization_name),
            container: listed.container.or(self.container),
            container_name: told(listed.container_name, self.container_name),
            product: listed.product.or(self.product),
            // It never becomes less: a list that leaves it out reads as none.
            reissues: listed.reissues.max(self.reissues),
            is_renewed: listed.is_renewed,
            ..self
        }
    }

    /// Whether its certificate took the place of an earlier one: by the count, or, where that is left out, by a request for
    /// it that was approved and is not under way any more. The request of one that is dropped becomes rejected (CertCentral:
    /// Update order status).
    #[must_use]
    pub fn was_reissued(&self) -> bool {
        let is_approved = |request: &RequestRecord| request.is_reissue() && request.status == "approved";
        let is_under_way = self.status == Some(RemoteStatus::ReissuePending);
        self.reissues > 0 || (!is_under_way && self.requests.iter().any(is_approved))
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed assumption should fail the test")]
mod tests {
    use super::*;

    #[test]
    fn a_record_survives_the_store_and_may_lack_all_but_its_id() {
        let bare: OrderRecord = serde_json::from_str(r#"{"id":7}"#).unwrap();
        assert_eq!(bare.id, RemoteOrderId(7));
        let full = OrderRecord {
            status: Some(RemoteStatus::Other("Awaiting_Moon".to_owned())),
            certificate: CertificateRecord {
                valid_till: Some("2027-03-01".parse().unwrap()),
                ..CertificateRecord::default()
            },
            price: Price::read("238", Some("EUR")),
            ..bare
        };
        let text = serde_json::to_string(&full).unwrap();
        assert_eq!(serde_json::from_str::<OrderRecord>(&text).unwrap(), full);
    }

    #[test]
    fn a_list_brings_a_record_up_to_date_and_takes_nothing_from_it() {
        let bare: OrderRecord = serde_json::from_str(r#"{"id":7}"#).unwrap();
        let with_certificate = |id: Option<i64>, csr: Option<&str>| CertificateRecord {
            id: id.map(CertificateId),
            csr: csr.map(str::to_owned),
            ..CertificateRecord::default()
        };
        let known = OrderRecord {
            status: Some(RemoteStatus::Pending),
            placed_by: "Ada".to_owned(),
            organization_name: "Voorbeeld".to_owned(),
            ..bare.clone()
        };
        let csr = Some("csr");
        for (before, told, after, kept) in [
            (Some(1), Some(1), Some(1), csr),
            (Some(1), None, Some(1), csr),
            (None, Some(1), Some(1), csr),
            (Some(1), Some(2), Some(2), None),
        ] {
            let known = OrderRecord {
                certificate: with_certificate(before, csr),
                ..known.clone()
            };
            let listed = OrderRecord {
                status: Some(RemoteStatus::Issued),
                certificate: with_certificate(told, None),
                ..bare.clone()
            };
            let expected = OrderRecord {
                status: Some(RemoteStatus::Issued),
                certificate: with_certificate(after, kept),
                ..known.clone()
            };
            assert_eq!(known.updated_by(listed), expected, "{before:?} {told:?}");
        }
    }

    #[test]
    fn a_list_that_leaves_the_count_of_reissues_out_leaves_it_as_it_is() {
        let of = |reissues| OrderRecord {
            reissues,
            ..OrderRecord::of_id(RemoteOrderId(7))
        };
        for (known, listed, expected) in [(2, 0, 2), (2, 3, 3), (0, 0, 0), (0, 1, 1)] {
            assert_eq!(of(known).updated_by(of(listed)).reissues, expected, "{known} {listed}");
        }
    }

    #[test]
    fn a_reissue_is_told_by_the_count_or_by_its_request() {
        for (reissues, kind, status, of_order, expected) in [
            (0, "new_request", "approved", "issued", false),
            (1, "new_request", "approved", "issued", true),
            (0, "reissue", "approved", "issued", true),
            (0, "reissue", "approved", "revoked", true),
            (0, "reissue", "approved", "reissue_pending", false),
            (1, "reissue", "pending", "reissue_pending", true),
            (0, "reissue", "pending", "issued", false),
            (0, "reissue", "rejected", "issued", false),
        ] {
            let record = OrderRecord {
                status: Some(RemoteStatus::of_word(of_order)),
                requests: vec![RequestRecord {
                    kind: kind.to_owned(),
                    status: status.to_owned(),
                    ..RequestRecord::default()
                }],
                reissues,
                ..OrderRecord::of_id(RemoteOrderId(7))
            };
            assert_eq!(record.was_reissued(), expected, "{reissues} {kind} {status} {of_order}");
        }
    }
}
