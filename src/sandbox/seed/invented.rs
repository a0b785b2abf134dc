//! As many orders of the past five years as are asked for, the same each time they are made from the same beginning.
//!
//! Only their number and the moment they end at stand in the journal, so that a folder with many of them is small.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::{
    history::{LAST, Row, order, plan},
    organizations, places,
};
use crate::sandbox::{
    clock::{days_later, later},
    lifecycle::validity,
    store::{
        CertificatePlan, Issued, LaterRequest, Lifetime, Note, Order, OrderStatus, Organization, Reissue, Replaced,
        RequestKind,
    },
};

/// The most orders there is room for below the ids of the API's own.
const MOST: u64 = 1_900_000;

/// The first ids of certificates and requests that came by reissues and revocations.
const FIRST_REISSUED: u64 = 750_000_001;
const FIRST_LATER_REQUEST: u64 = 3_000_000;

/// Seconds of a day, and of the span in which orders may still be open.
const DAY: u64 = 86_400;
const RECENT: u64 = 40 * DAY;
const SPAN: u64 = 1_825 * DAY;

/// The seconds after which the same server gets its next certificate.
const RENEWED_AFTER: u64 = 345 * DAY;

const USERS: [u64; 6] = [2_812_401, 2_812_403, 2_812_404, 2_812_405, 2_812_406, 2_812_407];

const ROLES: [&str; 10] = [
    "digipoort",
    "koppelvlak",
    "aangifte",
    "berichten",
    "post",
    "loket",
    "sbr",
    "api",
    "portaal",
    "archief",
];

/// Where the latest orders stand, again and again.
const LATEST: [OrderStatus; 16] = [
    OrderStatus::Pending,
    OrderStatus::Issued,
    OrderStatus::NeedsApproval,
    OrderStatus::Issued,
    OrderStatus::NeedsCsr,
    OrderStatus::Processing,
    OrderStatus::Issued,
    OrderStatus::ReissuePending,
    OrderStatus::WaitingPickup,
    OrderStatus::Issued,
    OrderStatus::Pending,
    OrderStatus::Canceled,
    OrderStatus::Issued,
    OrderStatus::Rejected,
    OrderStatus::Issued,
    OrderStatus::Revoked,
];

/// So many invented orders, the last of them placed shortly before a moment.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub(crate) struct History {
    count: u64,
    until: Timestamp,
}

/// Who may have ordered.
struct Buyer {
    id: u64,
    container: u64,
    domain: String,
    is_dutch: bool,
}

/// A number that looks like chance and is always the same (`SplitMix64`).
fn scatter(number: u64, salt: u64) -> u64 {
    let mut mixed = number.wrapping_add(salt.wrapping_mul(0xD1B5_4A32_D192_ED03));
    mixed = mixed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// One of a list, by a number of any size.
fn of<T>(list: &[T], number: u64) -> Option<&T> {
    let length = u64::try_from(list.len()).ok().filter(|length| *length > 0)?;
    usize::try_from(number % length).ok().and_then(|place| list.get(place))
}

fn seconds(count: u64) -> SignedDuration {
    SignedDuration::from_secs(i64::try_from(count).unwrap_or(i64::MAX))
}

fn serial_number(number: u64, salt: u64) -> String {
    let first = scatter(number, salt) & 0x7FFF_FFFF_FFFF_FFFF | 0x4000_0000_0000_0000;
    format!("{first:016X}{:016X}", scatter(number, salt + 1))
}

impl Buyer {
    fn of(organization: &Organization) -> Self {
        let signs = organization.name.chars().filter(char::is_ascii_alphanumeric);
        let label: String = signs.take(30).collect::<String>().to_ascii_lowercase();
        Self {
            id: organization.id,
            container: organization.container,
            domain: format!("{label}.example"),
            is_dutch: organization.country == "nl",
        }
    }
}

impl History {
    /// So many orders, until a moment.
    pub(super) fn new(count: u64, until: Timestamp) -> Self {
        Self {
            count: count.min(MOST),
            until,
        }
    }

    /// The orders, the oldest first.
    pub(crate) fn orders(self) -> impl Iterator<Item = Order> {
        let stored = organizations::organizations(self.until).into_iter();
        let stored = stored.chain(places::organizations(self.until));
        let buyers: Vec<Buyer> = stored.map(|organization| Buyer::of(&organization)).collect();
        (0..self.count).filter_map(move |number| self.order(number, &buyers))
    }

    /// How many of the latest orders may be open.
    fn recent(self) -> u64 {
        (16 + self.count / 50).min(2_000).min(self.count)
    }

    /// How many seconds before the end an order was placed.
    fn age(self, number: u64) -> u64 {
        let (from_the_end, recent) = (self.count - 1 - number, self.recent());
        if from_the_end < recent {
            return 3_600 + from_the_end * (RECENT - 3_600) / recent;
        }
        RECENT + (from_the_end - recent) * (SPAN - RECENT) / (self.count - recent)
    }

    fn status(self, number: u64) -> OrderStatus {
        let from_the_end = self.count - 1 - number;
        if from_the_end < self.recent() {
            return of(&LATEST, from_the_end).copied().unwrap_or(OrderStatus::Issued);
        }
        match scatter(number, 1) % 20 {
            7 => OrderStatus::Rejected,
            11 => OrderStatus::Revoked,
            15 => OrderStatus::Canceled,
            _ => OrderStatus::Issued,
        }
    }

    /// How many orders lie between two for the same server.
    fn stride(self) -> u64 {
        (self.count * RENEWED_AFTER / SPAN).max(1)
    }

    fn order(self, number: u64, buyers: &[Buyer]) -> Option<Order> {
        let series = number % self.stride();
        let buyer = of(buyers, scatter(series, 2))?;
        let (age, status) = (self.age(number), self.status(number));
        let created = later(self.until, -seconds(age));
        // From a quarter of an hour to six days, but not after the end.
        let took = (900 + scatter(number, 3) % (6 * DAY)).min(age / 2);
        let changed = match status {
            OrderStatus::Pending | OrderStatus::NeedsApproval | OrderStatus::NeedsCsr => created,
            _ => later(created, seconds(took)),
        };
        let is_long = series % 10 == 3;
        let mut order = order(Row {
            id: LAST - self.count + number,
            dns_names: names(series, &buyer.domain),
            oin: buyer
                .is_dutch
                .then(|| format!("00000099{:09}000", scatter(buyer.id, 4) % 1_000_000_000)),
            buyer: (buyer.id, buyer.container),
            user: of(&USERS, scatter(number, 5)).copied()?,
            created,
            changed,
            status,
            lifetime: Lifetime::Years(if is_long { 3 } else { 1 }),
            serial_number: serial_number(number, 6),
        });
        let earlier = number.checked_sub(self.stride()).filter(|_| !is_long);
        let is_done = |earlier: &u64| self.status(*earlier) == OrderStatus::Issued;
        order.renewal_of = earlier.filter(is_done).map(|earlier| LAST - self.count + earlier);
        order.is_invented = true;
        self.go_on(&mut order, number, age - took);
        Some(order)
    }

    /// What came after the first certificate, in the seconds since.
    fn go_on(self, order: &mut Order, number: u64, since: u64) {
        if scatter(number, 8).is_multiple_of(40) {
            order.notes.push(Note {
                id: number + 1,
                created: order.changed,
                text: "Called back, all is in order.".to_owned(),
                user: order.user,
            });
        }
        let at = later(
            order.changed,
            seconds(since / 4 + scatter(number, 9) % (since / 2).max(1)),
        );
        match order.status {
            OrderStatus::Revoked => {
                order.later.push(request(RequestKind::Revoke, order, number, at));
                order.changed = at;
                if let Some(issued) = &mut order.issued {
                    issued.revoked = Some(at);
                }
            }
            OrderStatus::ReissuePending => {
                let plan = with_another_name(order, number);
                let request = request(RequestKind::Reissue, order, number, at);
                order.reissue = Some(Box::new(Reissue {
                    plan,
                    request: request.id,
                }));
                order.later.push(request);
                order.changed = at;
            }
            OrderStatus::Issued if scatter(number, 10).is_multiple_of(25) && since > 30 * DAY => {
                self.replace(order, number, at);
            }
            _ => {}
        }
    }

    /// Reissues an order, with one name more.
    fn replace(self, order: &mut Order, number: u64, at: Timestamp) {
        let at = order
            .issued
            .as_ref()
            .map_or(at, |issued| at.min(days_later(issued.valid_till, -20)));
        let plan = with_another_name(order, number);
        order.later.push(request(RequestKind::Reissue, order, number, at));
        let present = Issued::new(at, serial_number(number, 11), validity(plan.lifetime, at));
        if let Some(replaced) = order.issued.take() {
            let valid_till = replaced.valid_till;
            order.earlier.push(Replaced {
                plan: std::mem::replace(&mut order.certificate, plan),
                issued: replaced,
            });
            order.issued = Some(Issued { valid_till, ..present });
            order.changed = at;
        }
    }
}

/// The names of a server: one to eight.
fn names(series: u64, domain: &str) -> Vec<String> {
    let role = of(&ROLES, series).copied().unwrap_or_default();
    let count = match scatter(series, 7) % 10 {
        0..=5 => 1,
        6..=8 => 2,
        _ => 4 + scatter(series, 12) % 5,
    };
    let name = |place: u64| match place {
        0 => format!("{role}-{series:05}.{domain}"),
        place => format!("{role}-{series:05}-{place}.{domain}"),
    };
    // Hundreds of thousands of them are kept: without room to grow.
    (0..count)
        .map(name)
        .map(|name| name.into_boxed_str().into_string())
        .collect()
}

/// What a reissue of an order is to contain.
fn with_another_name(order: &Order, number: u64) -> CertificatePlan {
    let old = &order.certificate;
    let mut names = old.dns_names.clone();
    names.push(format!("nieuw-{}", old.common_name));
    plan(FIRST_REISSUED + number, names, old.oin.clone(), old.lifetime)
}

fn request(kind: RequestKind, order: &Order, number: u64, at: Timestamp) -> LaterRequest {
    LaterRequest::new(FIRST_LATER_REQUEST + number, kind, order.user, at, false)
}
