//! Domains of a fresh data folder, in each state and by each method.

use jiff::Timestamp;

use crate::sandbox::{
    clock::days_later,
    domains::prepare,
    store::{Domain, Tables, ValidationType},
};

/// Id, name, organization, division, days until the validation ends, and method.
type Row = (u64, &'static str, u64, u64, Option<i64>, &'static str);

const ROWS: [Row; 16] = [
    (4_815_001, "zandermeer.example", 2_042_710, 679_394, Some(180), "email"),
    (4_815_002, "lagegouwe.example", 2_042_711, 679_394, Some(90), "email"),
    (4_815_003, "debalans.example", 2_042_712, 679_393, Some(15), "email"),
    (
        4_815_004,
        "havenlogistiek.example",
        2_042_713,
        679_395,
        Some(140),
        "email",
    ),
    (4_815_005, "loonservice.example", 2_042_714, 679_395, None, "email"),
    (
        4_815_006,
        "scholenaanzee.example",
        2_042_715,
        679_393,
        Some(-30),
        "email",
    ),
    (
        4_815_007,
        "zorggroepmaasland.example",
        2_042_716,
        679_393,
        None,
        "email",
    ),
    (
        4_815_008,
        "intervillous.example",
        2_042_709,
        679_393,
        Some(250),
        "email",
    ),
    (
        4_815_009,
        "wijdemeer.example",
        2_042_721,
        679_394,
        Some(220),
        "dns-txt-token",
    ),
    (
        4_815_010,
        "oostervoort.example",
        2_042_722,
        679_394,
        None,
        "dns-txt-token",
    ),
    (
        4_815_011,
        "hollandseveenen.example",
        2_042_723,
        679_394,
        None,
        "dns-cname-token",
    ),
    (4_815_012, "delinde.example", 2_042_726, 679_393, None, "http-token"),
    (
        4_815_013,
        "zonnedak.example",
        2_042_727,
        679_393,
        Some(-8),
        "http-token",
    ),
    (
        4_815_014,
        "scheldemond.example",
        2_042_738,
        679_395,
        Some(9),
        "dns-cname-token",
    ),
    (
        4_815_015,
        "zorgkoepel.example",
        2_042_741,
        679_395,
        None,
        "http-token-dynamic",
    ),
    (4_815_016, "snelwiel.example", 2_042_737, 679_300, Some(60), "email"),
];

/// The domains.
pub(super) fn domains(now: Timestamp) -> Vec<Domain> {
    ROWS.map(|row| read(row, now)).to_vec()
}

fn read((id, name, organization, container, days, method): Row, now: Timestamp) -> Domain {
    let created = days_later(now, days.map_or(-3, |days| days - 397));
    let mut domain = Domain {
        validated_until: days.map(|days| days_later(now, days)),
        is_active: organization != 2_042_737,
        ..Domain::new(
            id,
            name.to_owned(),
            (organization, container),
            created,
            method.to_owned(),
        )
    };
    if organization == 2_042_738 {
        domain.types.push(ValidationType::Ev);
    }
    if days.is_none_or(|days| days < 0) {
        prepare(&mut domain, &Tables::default(), created);
        for invitation in &mut domain.invitations {
            // Each was numbered as if it were the first of all.
            invitation.id += (id - 4_815_000) * 10;
        }
    }
    domain
}
