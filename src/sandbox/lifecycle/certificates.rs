//! The bytes of certificates, which are made and kept when somebody first asks for them.

use x509_cert::spki::SubjectPublicKeyInfoOwned;

use crate::sandbox::{
    answer::Refusal,
    pki::{Authority, LeafPlan, SubjectKey},
    store::{CertificatePlan, Defect, Issued, Order, Record, Tables, World},
};

/// A number that is nobody's, for certificates that are to have a wrong one.
const NOBODYS_OIN: &str = "00000099999999999000";

/// A name that nobody ordered.
const NOBODYS_NAME: &str = "wrong-name.example";

/// The order with the bytes of its present certificate, if it has one.
pub(crate) fn with_certificate(world: &mut World, authority: &Authority, id: u64) -> Result<Order, Refusal> {
    let order = world.tables.orders.get(&id).ok_or(Refusal::NotFound("order"))?;
    let certificate = order.certificate.id;
    with_bytes(world, authority, id, certificate)
}

/// The order with the bytes of one of its certificates.
pub(crate) fn with_bytes(
    world: &mut World,
    authority: &Authority,
    id: u64,
    certificate: u64,
) -> Result<Order, Refusal> {
    let mut order = world
        .tables
        .orders
        .get(&id)
        .cloned()
        .ok_or(Refusal::NotFound("order"))?;
    let found = order.issued_as(certificate).filter(|(_, issued)| issued.pem.is_none());
    let Some((plan, issued)) = found else {
        return Ok(order);
    };
    let right = leaf(&world.tables, &order, plan, issued, key_of(authority, plan));
    let made = authority.issue(&spoilt(right, issued.defect, || other_key(authority, plan)))?;
    if let Some(issued) = order.issued_as_mut(certificate) {
        issued.pem = Some(made.pem);
        issued.thumbprint = Some(made.thumbprint);
    }
    world.commit(vec![Record::Order(Box::new(order.clone()))])?;
    Ok(order)
}

/// The key of a signing request; orders without one have the stand-in key.
fn key_of(authority: &Authority, plan: &CertificatePlan) -> SubjectPublicKeyInfoOwned {
    let key = plan.csr.as_deref().and_then(|csr| SubjectKey::read(csr).ok());
    key.map_or_else(|| authority.stand_in_key(), |key| key.spki)
}

/// A key that is not that of the order.
fn other_key(authority: &Authority, plan: &CertificatePlan) -> SubjectPublicKeyInfoOwned {
    match plan.spki_sha256 {
        Some(_) => authority.stand_in_key(),
        None => authority.root().tbs_certificate.subject_public_key_info.clone(),
    }
}

/// What a certificate is made from after a fault made something wrong with it.
fn spoilt(
    mut leaf: LeafPlan,
    defect: Option<Defect>,
    other_key: impl FnOnce() -> SubjectPublicKeyInfoOwned,
) -> LeafPlan {
    match defect {
        None => {}
        Some(Defect::WrongKey) => leaf.spki = other_key(),
        Some(Defect::MissingSan) => drop(leaf.dns_names.pop()),
        Some(Defect::WrongOin) => leaf.oin = Some(NOBODYS_OIN.to_owned()),
        Some(Defect::WrongName) => {
            NOBODYS_NAME.clone_into(&mut leaf.common_name);
            if let Some(first) = leaf.dns_names.first_mut() {
                NOBODYS_NAME.clone_into(first);
            }
        }
    }
    leaf
}

/// What a certificate is made from.
fn leaf(
    tables: &Tables,
    order: &Order,
    plan: &CertificatePlan,
    issued: &Issued,
    spki: SubjectPublicKeyInfoOwned,
) -> LeafPlan {
    let organization = tables.organizations.get(&order.organization);
    let validated = organization.and_then(|organization| organization.oin.clone());
    let oin = plan.oin.clone().or(validated).filter(|_| !plan.exclude_oin);
    LeafPlan {
        serial: bytes_of(&issued.serial_number),
        country: organization.map_or_else(|| "NL".to_owned(), |organization| organization.country.clone()),
        organization: organization.map_or_else(String::new, |organization| organization.name.clone()),
        oin,
        common_name: plan.common_name.clone(),
        dns_names: plan.dns_names.clone(),
        spki,
        valid_from: issued.valid_from,
        valid_till: issued.valid_till,
    }
}

/// The bytes of a certificate that is not the one asked for: an earlier or later one of the same order, that of another
/// order with another key (the latest of those that came in by the API), or one made for a key that nobody holds.
/// Nothing of it is kept with the order.
pub(crate) fn wrong_certificate(
    world: &mut World,
    authority: &Authority,
    order: &Order,
    certificate: u64,
) -> Result<String, Refusal> {
    let own = order.earlier.iter().map(|found| found.plan.id);
    let mut own = own.chain([order.certificate.id]).rev();
    let instead = own.find(|id| *id != certificate).map(|id| (order.id, id));
    let instead = instead.or_else(|| certificate_with_other_key(&world.tables, order));
    if let Some((order, certificate)) = instead {
        let other = with_bytes(world, authority, order, certificate)?;
        return bytes(&other, certificate);
    }
    let (plan, issued) = order.issued_as(certificate).ok_or(Refusal::NotFound("certificate"))?;
    let spki = other_key(authority, plan);
    Ok(authority.issue(&leaf(&world.tables, order, plan, issued, spki))?.pem)
}

/// The latest certificate of another order with another key.
fn certificate_with_other_key(tables: &Tables, order: &Order) -> Option<(u64, u64)> {
    let is_other =
        |other: &&Order| other.issued.is_some() && other.certificate.spki_sha256 != order.certificate.spki_sha256;
    let by_api = tables.orders.values().rev().take_while(|other| other.key.is_some());
    let newest = by_api.clone().find(is_other);
    let other = newest.or_else(|| tables.orders.values().rev().find(is_other))?;
    Some((other.id, other.certificate.id))
}

/// The bytes that were made for a certificate.
pub(crate) fn bytes(order: &Order, certificate: u64) -> Result<String, Refusal> {
    let issued = order.issued_as(certificate).and_then(|(_, issued)| issued.pem.clone());
    issued.ok_or(Refusal::NotFound("certificate"))
}

/// The bytes behind hexadecimal digits.
fn bytes_of(digits: &str) -> Vec<u8> {
    let starts = (0..digits.len()).step_by(2);
    starts
        .filter_map(|start| digits.get(start..start + 2))
        .filter_map(|pair| u8::from_str_radix(pair, 16).ok())
        .collect()
}
