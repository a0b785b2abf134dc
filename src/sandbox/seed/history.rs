//! Historic orders of a fresh data folder: a few of each status, and as many more as are asked for.

use jiff::Timestamp;

use crate::sandbox::{
    clock::days_later,
    lifecycle::validity,
    money::Money,
    pki::random_serial,
    store::{ApprovalRequest, CertificatePlan, DcvScope, Issued, Lifetime, Order, OrderStatus, RequestStatus},
};

/// What is between the id of an order and that of its certificate.
const CERTIFICATE_OFFSET: u64 = 1_532_636;

/// The highest id of a historic order of [`many`]; the API's own orders come after it.
const LAST: u64 = 681_520_000;

/// One historic order.
struct Row {
    id: u64,
    common_name: String,
    buyer: Buyer,
    days_ago: i64,
    status: OrderStatus,
    lifetime: Lifetime,
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
        let lifetime = Lifetime::Years(years);
        order(
            Row {
                id,
                common_name: name.to_owned(),
                buyer,
                days_ago,
                status,
                lifetime,
            },
            now,
        )
    };
    ids.zip(rows).map(read).collect()
}

/// So many further orders, spread over five years and the organizations.
pub(crate) fn many(now: Timestamp, count: u64) -> impl Iterator<Item = Order> {
    const DOMAINS: [(Buyer, &str); 4] = [
        (ZANDERMEER, "zandermeer.example"),
        (LAGE_GOUWE, "lagegouwe.example"),
        (DE_BALANS, "debalans.example"),
        (HAVENLOGISTIEK, "havenlogistiek.example"),
    ];
    let count = count.min(LAST / 2);
    (0..count)
        .zip(DOMAINS.iter().cycle())
        .map(move |(number, (buyer, domain))| {
            let days_ago = i64::try_from((count - number) * 1_825 / count.max(1)).unwrap_or(0);
            let status = match number % 20 {
                7 => OrderStatus::Rejected,
                11 => OrderStatus::Revoked,
                15 => OrderStatus::Canceled,
                _ => OrderStatus::Issued,
            };
            let row = Row {
                id: LAST - count + number,
                common_name: format!("server-{number:06}.{domain}"),
                buyer: *buyer,
                days_ago,
                status,
                lifetime: Lifetime::Years(if number % 10 == 3 { 3 } else { 1 }),
            };
            order(row, now)
        })
}

fn order(row: Row, now: Timestamp) -> Order {
    let created = days_later(now, -row.days_ago);
    let at = days_later(created, 1);
    let (valid_from, valid_till) = validity(row.lifetime, at);
    let issued = matches!(row.status, OrderStatus::Issued | OrderStatus::Revoked).then(|| Issued {
        at,
        serial_number: random_serial().iter().map(|byte| format!("{byte:02X}")).collect(),
        valid_from,
        valid_till,
        pem: None,
        thumbprint: None,
    });
    let request_status = match row.status {
        OrderStatus::Rejected => RequestStatus::Rejected,
        OrderStatus::NeedsApproval => RequestStatus::Pending,
        _ => RequestStatus::Approved,
    };
    Order {
        id: row.id,
        certificate: plan(row.id, row.common_name, row.lifetime),
        status: row.status,
        created,
        changed: at.min(now),
        ready: None,
        organization: row.buyer.0,
        container: row.buyer.1,
        user: 2_812_401,
        key: None,
        alternative_order_id: None,
        ignored_reference: None,
        payment_method: "balance".to_owned(),
        price: Money::from_cents(23_800).times(i64::from(row.lifetime.years())),
        dcv_method: "email".to_owned(),
        dcv_scope: DcvScope::BaseDomain,
        uses_qvtl: false,
        request: ApprovalRequest {
            id: row.id - 679_600_000,
            status: request_status,
            processed: None,
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
    }
}

fn plan(id: u64, common_name: String, lifetime: Lifetime) -> CertificatePlan {
    CertificatePlan {
        id: id + CERTIFICATE_OFFSET,
        dns_names: vec![common_name.clone()],
        common_name,
        csr: None,
        spki_sha256: None,
        key_size: 2048,
        server_platform: -1,
        oin: None,
        exclude_oin: false,
        lifetime,
    }
}
