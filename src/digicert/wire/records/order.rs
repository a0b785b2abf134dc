//! Orders in full, and how far their validation is.

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use super::super::account::Named;
use super::super::loose;
use super::super::order_info::{OrderCertificate, OrderInfo};
use super::super::order_list::ListedOrder;
use super::super::organizations::{Person, Validation as WireValidation};
use super::people::details;
use super::{container_id, every, validation};
use crate::domain::directory::PersonDetails;
use crate::domain::ids::{OrganizationId, RemoteDomainId};
use crate::domain::order::{
    CertificateRecord, NameValidation, OrderRecord, OrderValidation, RemoteNote, RequestRecord,
};

/// What Order info tells besides [`OrderInfo`].
#[derive(Deserialize)]
struct Around {
    #[serde(default, deserialize_with = "loose::object")]
    organization_contact: Option<Person>,
    #[serde(default, deserialize_with = "loose::object")]
    technical_contact: Option<Person>,
    #[serde(default, deserialize_with = "loose::list")]
    verified_contacts: Vec<Person>,
    #[serde(default, deserialize_with = "loose::list")]
    requests: Vec<Request>,
    #[serde(default, deserialize_with = "loose::list")]
    notes: Vec<Note>,
    #[serde(default, deserialize_with = "loose::count")]
    reissues_count: Option<u64>,
    #[serde(default, deserialize_with = "loose::flag")]
    is_renewed: Option<bool>,
}

#[derive(Deserialize)]
struct Request {
    #[serde(default, deserialize_with = "loose::text")]
    id: Option<String>,
    #[serde(default, deserialize_with = "loose::moment")]
    date: Option<Timestamp>,
    #[serde(default, rename = "type", deserialize_with = "loose::text")]
    kind: Option<String>,
    #[serde(default, deserialize_with = "loose::text")]
    status: Option<String>,
    #[serde(default, deserialize_with = "loose::text")]
    comments: Option<String>,
}

#[derive(Deserialize)]
struct Note {
    #[serde(default, deserialize_with = "loose::text")]
    id: Option<String>,
    #[serde(default, deserialize_with = "loose::moment")]
    date_created: Option<Timestamp>,
    #[serde(default, deserialize_with = "loose::text")]
    text: Option<String>,
    #[serde(default, deserialize_with = "loose::object")]
    user: Option<Person>,
}

/// An order (CertCentral: Order info).
pub(crate) fn order(answer: Value) -> Result<OrderRecord, serde_json::Error> {
    let around = Around::deserialize(&answer)?;
    let info: OrderInfo = serde_json::from_value(answer)?;
    let person = |person: Option<Person>| person.map(details).filter(|it| !it.is_blank());
    Ok(OrderRecord {
        id: info.id,
        price: info.charged(),
        status: info.status,
        created: info.date_created,
        certificate: info.certificate.map(certificate).unwrap_or_default(),
        valid_till: info.order_valid_till,
        organization: organization_id(info.organization.as_ref()),
        organization_name: name_of(info.organization),
        container: container_id(info.container.as_ref()),
        container_name: name_of(info.container),
        product: info.product.and_then(|product| product.name_id),
        reference: info.alternative_order_id,
        placed_by: person(info.user).map(|it| it.full_name()).unwrap_or_default(),
        requests: around.requests.into_iter().map(request).collect(),
        dcv_method: info.dcv_method,
        payment_method: info.payment_method,
        organization_contact: person(around.organization_contact),
        technical_contact: person(around.technical_contact),
        verified_contacts: people(around.verified_contacts),
        notes: around.notes.into_iter().map(note).collect(),
        reissues: around.reissues_count.unwrap_or_default(),
        is_renewed: around.is_renewed.unwrap_or_default(),
    })
}

/// An entry of the list of orders, which leaves much out: see [`OrderRecord::updated_by`].
impl From<&ListedOrder> for OrderRecord {
    fn from(listed: &ListedOrder) -> Self {
        Self {
            id: listed.id,
            status: listed.status.clone(),
            created: listed.date_created,
            certificate: listed.certificate.clone().map(certificate).unwrap_or_default(),
            valid_till: listed.order_valid_till,
            organization: organization_id(listed.organization.as_ref()),
            organization_name: name_of(listed.organization.clone()),
            container: container_id(listed.container.as_ref()),
            container_name: name_of(listed.container.clone()),
            product: listed.product_name_id().map(str::to_owned),
            reference: None,
            placed_by: String::new(),
            requests: Vec::new(),
            dcv_method: None,
            payment_method: None,
            // The list names no currency; the price is read with the order itself.
            price: None,
            organization_contact: None,
            technical_contact: None,
            verified_contacts: Vec::new(),
            notes: Vec::new(),
            reissues: listed.reissues_count.unwrap_or_default(),
            is_renewed: listed.is_renewed.unwrap_or_default(),
        }
    }
}

/// How far the validation of an order is (CertCentral: Order validation status).
pub(crate) fn order_validation(answer: &Value) -> Result<OrderValidation, serde_json::Error> {
    let organization: Vec<WireValidation> = every(answer, "organization_validations")?;
    let names: Vec<Name> = every(answer, "dns_name_validations")?;
    let scope = Scope::deserialize(answer)?;
    Ok(OrderValidation {
        organization: organization.into_iter().map(validation).collect(),
        names: names.into_iter().map(name_validation).collect(),
        name_scope: scope.order_name_scope,
        dcv_method: scope.order_dcv_method,
    })
}

#[derive(Deserialize)]
struct Scope {
    #[serde(default, deserialize_with = "loose::text")]
    order_name_scope: Option<String>,
    #[serde(default, deserialize_with = "loose::text")]
    order_dcv_method: Option<String>,
}

#[derive(Deserialize)]
struct Name {
    #[serde(default, deserialize_with = "loose::text")]
    domain_id: Option<String>,
    #[serde(default, deserialize_with = "loose::text")]
    name_scope: Option<String>,
    #[serde(default, deserialize_with = "loose::text")]
    status: Option<String>,
    #[serde(default, deserialize_with = "loose::text")]
    method: Option<String>,
    #[serde(default, deserialize_with = "loose::texts")]
    dns_names: Vec<String>,
}

fn name_validation(read: Name) -> NameValidation {
    let scope = read.name_scope.or_else(|| read.dns_names.first().cloned());
    NameValidation {
        domain: read.domain_id.as_deref().and_then(loose::id_in).map(RemoteDomainId),
        name_scope: scope.unwrap_or_default(),
        status: read.status.unwrap_or_default(),
        method: read.method,
        dns_names: read.dns_names,
    }
}

fn certificate(read: OrderCertificate) -> CertificateRecord {
    CertificateRecord {
        id: read.id,
        common_name: read.common_name.unwrap_or_default(),
        dns_names: read.dns_names,
        csr: read.csr,
        serial_number: read.serial_number,
        thumbprint: read.thumbprint,
        issued: read.date_issued,
        valid_from: read.valid_from,
        valid_till: read.valid_till,
        issuer_name: read.ca_cert.and_then(|issuer| issuer.name),
    }
}

fn request(read: Request) -> RequestRecord {
    RequestRecord {
        id: read.id.unwrap_or_default(),
        at: read.date,
        kind: read.kind.unwrap_or_default(),
        status: read.status.unwrap_or_default(),
        comments: read.comments.unwrap_or_default(),
    }
}

fn note(read: Note) -> RemoteNote {
    RemoteNote {
        id: read.id.unwrap_or_default(),
        at: read.date_created,
        by: read.user.map(|it| details(it).full_name()).unwrap_or_default(),
        text: read.text.unwrap_or_default(),
    }
}

fn people(read: Vec<Person>) -> Vec<PersonDetails> {
    read.into_iter().map(details).filter(|it| !it.is_blank()).collect()
}

fn organization_id(named: Option<&Named>) -> Option<OrganizationId> {
    named.and_then(|it| loose::id_in(&it.id)).map(OrganizationId)
}

fn name_of(named: Option<Named>) -> String {
    named.and_then(|it| it.name).unwrap_or_default()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed assumption should fail the test")]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::ids::{ContainerId, RemoteOrderId};

    #[test]
    fn an_order_may_lack_all_but_its_id() {
        let bare = order(json!({"id": "7", "organization": [], "notes": [], "verified_contacts": ""})).unwrap();
        assert_eq!(bare.id, RemoteOrderId(7));
        assert!(bare.organization.is_none() && bare.notes.is_empty() && bare.organization_contact.is_none());
        assert!(order(json!({"status": "issued"})).is_err());
    }

    #[test]
    fn an_order_is_read_with_people_requests_and_notes() {
        let read = order(json!({
            "id": 7, "status": "issued", "container": {"id": "679001", "name": "Noord"}, "is_renewed": "1",
            "certificate": {"ca_cert": {"id": "1E2F", "name": "Issuing CA"}},
            "reissues_count": "2", "organization_contact": {"first_name": "Ada", "last_name": "Voorbeeld"},
            "technical_contact": [], "verified_contacts": [{"id": 1, "first_name": "Bram"}, {}],
            "user": {"first_name": "Cas", "last_name": "Aanvrager"},
            "requests": [{"id": 9, "date": "2026-03-01T09:12:44+00:00", "type": "reissue", "status": "pending"}],
            "notes": [{"id": 2, "text": "Gebeld.", "user": {"first_name": "Cas"}}],
        }))
        .unwrap();
        assert_eq!(
            (read.container, read.container_name.as_str()),
            (Some(ContainerId(679_001)), "Noord")
        );
        assert_eq!(
            (read.placed_by.as_str(), read.reissues, read.is_renewed),
            ("Cas Aanvrager", 2, true)
        );
        assert_eq!(read.certificate.issuer_name.as_deref(), Some("Issuing CA"));
        assert_eq!((read.verified_contacts.len(), read.technical_contact), (1, None));
        let request = read.requests.first().unwrap();
        assert!(request.is_waiting() && request.kind == "reissue" && request.id == "9");
        let note = read.notes.first().unwrap();
        assert_eq!((note.by.as_str(), note.text.as_str()), ("Cas", "Gebeld."));
    }

    #[test]
    fn validation_is_read_with_ids_as_text() {
        let read = order_validation(&json!({
            "order_id": "7", "order_name_scope": "base_domain", "order_dcv_method": "email",
            "organization_validations": [{"type": "ov", "status": "pending", "verified_contacts": [
                {"user_id": "1", "first_name": "Ada", "status": "pending"}],
                "verification_details": {"address_verification": "complete"}}],
            "dns_name_validations": [{"domain_id": "5", "name_scope": "voorbeeld.nl", "status": "approved",
                "dns_names": ["dienst.voorbeeld.nl"]}],
        }))
        .unwrap();
        let organization = read.organization.first().unwrap();
        assert_eq!((organization.people.len(), organization.details.len()), (1, 1));
        let name = read.names.first().unwrap();
        assert!(name.is_proven() && name.domain == Some(RemoteDomainId(5)));
        assert_eq!(order_validation(&json!({})).unwrap(), OrderValidation::default());
        assert!(order_validation(&json!({"dns_name_validations": [7]})).is_err());
    }
}
