//! The few historic orders that are always there, and how a historic order is made.

use jiff::Timestamp;

use crate::sandbox::{
    clock::days_later,
    lifecycle::validity,
    money::Money,
    pki::random_serial,
    store::{ApprovalRequest, CertificatePlan, DcvScope, Gate, Issued, Lifetime, Order, OrderStatus, RequestStatus},
};

/// What is between the id of an order and that of its certificate.
const CERTIFICATE_OFFSET: u64 = 1_532_636;

/// The highest id of an invented order; those that are always there and the API's own come after it.
pub(super) const LAST: u64 = 681_520_000;

/// One historic order.
pub(super) struct Row {
    pub(super) id: u64,
    /// The first is the common name.
    pub(super) dns_names: Vec<String>,
    pub(super) oin: Option<String>,
    /// Organization and division.
    pub(super) buyer: Buyer,
    pub(super) user: u64,
    pub(super) created: Timestamp,
    /// The last change of status, and with it the issuance.
    pub(super) changed: Timestamp,
    pub(super) status: OrderStatus,
    pub(super) lifetime: Lifetime,
    pub(super) serial_number: String,
}

/// An organization with orders in the past, and its division.
type Buyer = (u64, u64);

const ZANDERMEER: Buyer = (2_042_710, 679_394);
const LAGE_GOUWE: Buyer = (2_042_711, 679_394);
const DE_BALANS: Buyer = (2_042_712, 679_393);
const HAVENLOGISTIEK: Buyer = (2_042_713, 679_395);
const LOONSERVICE: Buyer = (2_042_714, 679_395);
const SCHOLEN: Buyer = (2_042_715, 679_393);
const ZORGGROEP: Buyer = (2_042_716, 679_393);

/// The few orders that are always there.
pub(crate) fn few(now: Timestamp) -> Vec<Order> {
    use OrderStatus::{Canceled, Issued, NeedsApproval, NeedsCsr, Rejected, Revoked};
    // Common name, buyer, age in days, status, and years of validity.
    let rows: [(&str, Buyer, i64, OrderStatus, i16); 10] = [
        ("digipoort.zandermeer.example", ZANDERMEER, 1_200, Issued, 1),
        ("koppelvlak.lagegouwe.example", LAGE_GOUWE, 620, Issued, 1),
        ("aangifte.debalans.example", DE_BALANS, 345, Issued, 1),
        ("digipoort.zandermeer.example", ZANDERMEER, 190, Issued, 3),
        ("berichten.havenlogistiek.example", HAVENLOGISTIEK, 140, Issued, 1),
        ("oud.debalans.example", DE_BALANS, 120, Revoked, 1),
        ("loon.loonservice.example", LOONSERVICE, 30, Rejected, 1),
        ("test.scholenaanzee.example", SCHOLEN, 12, Canceled, 1),
        ("zorg.zorggroepmaasland.example", ZORGGROEP, 4, NeedsCsr, 1),
        ("post.lagegouwe.example", LAGE_GOUWE, 2, NeedsApproval, 1),
    ];
    let ids = LAST + 101..;
    let read = |(id, (name, buyer, days_ago, status, years)): (u64, (&str, Buyer, i64, OrderStatus, i16))| {
        let created = days_later(now, -days_ago);
        order(Row {
            id,
            dns_names: vec![name.to_owned()],
            oin: None,
            buyer,
            user: 2_812_401,
            created,
            changed: days_later(created, 1).min(now),
            status,
            lifetime: Lifetime::Years(years),
            serial_number: random_serial().iter().map(|byte| format!("{byte:02X}")).collect(),
        })
    };
    ids.zip(rows).map(read).collect()
}

/// Makes a historic order.
pub(super) fn order(row: Row) -> Order {
    let request_status = match row.status {
        OrderStatus::Rejected => RequestStatus::Rejected,
        OrderStatus::NeedsApproval => RequestStatus::Pending,
        _ => RequestStatus::Approved,
    };
    let further = i64::try_from(row.dns_names.len().saturating_sub(1)).unwrap_or(0);
    let price = Money::from_cents(23_800 + 4_900 * further).times(i64::from(row.lifetime.years()));
    let has_certificate = row.status.has_certificate();
    let issued =
        has_certificate.then(|| Issued::new(row.changed, row.serial_number, validity(row.lifetime, row.changed)));
    Order {
        id: row.id,
        certificate: plan(row.id + CERTIFICATE_OFFSET, row.dns_names, row.oin, row.lifetime),
        status: row.status,
        created: row.created,
        changed: row.changed,
        gate: match row.status {
            OrderStatus::NeedsApproval => Gate::Approval,
            OrderStatus::NeedsCsr => Gate::Csr,
            _ => Gate::Organization,
        },
        ready: None,
        organization: row.buyer.0,
        container: row.buyer.1,
        user: row.user,
        key: None,
        alternative_order_id: None,
        ignored_reference: None,
        payment_method: "balance".to_owned(),
        price,
        dcv_method: "email".to_owned(),
        dcv_scope: DcvScope::BaseDomain,
        uses_qvtl: false,
        request: ApprovalRequest {
            id: row.id - 679_600_000,
            status: request_status,
            processed: (request_status != RequestStatus::Pending).then_some(row.changed),
            processor_comment: None,
        },
        organization_contact: None,
        technical_contact: None,
        verified_contacts: Vec::new(),
        notes: Vec::new(),
        additional_emails: Vec::new(),
        custom_fields: Vec::new(),
        comments: None,
        renewal_of: None,
        disable_renewal_notifications: false,
        issued,
        earlier: Vec::new(),
        reissue: None,
        later: Vec::new(),
        is_invented: false,
    }
}

/// What a certificate without a signing request contains.
pub(super) fn plan(id: u64, dns_names: Vec<String>, oin: Option<String>, lifetime: Lifetime) -> CertificatePlan {
    CertificatePlan {
        id,
        common_name: dns_names.first().cloned().unwrap_or_default(),
        dns_names,
        csr: None,
        spki_sha256: None,
        key_size: 2048,
        server_platform: -1,
        oin,
        exclude_oin: false,
        lifetime,
    }
}
