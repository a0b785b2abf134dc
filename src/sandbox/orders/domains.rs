//! The domains an order needs to have validated.

use jiff::Timestamp;

use super::check::{Names, Terms};
use crate::sandbox::{
    lifecycle::parents,
    store::{DcvScope, Domain, Organization, Record, Tables},
};

/// One entry of `domains` in the answer to an order.
#[derive(Clone, Debug)]
pub(crate) struct DomainEntry {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) dns_name: String,
    pub(crate) is_validated: bool,
}

/// The domains of an order, and those among them that are new to the account.
#[derive(Clone, Debug, Default)]
pub(crate) struct DomainPlan {
    pub(crate) entries: Vec<DomainEntry>,
    pub(crate) records: Vec<Record>,
}

/// Finds or makes the domain behind each name.
///
/// With the shared `qvtl.nl` name only that name is listed, as the reference's own answer does.
pub(crate) fn plan(
    tables: &Tables,
    names: &Names,
    terms: &Terms,
    organization: &Organization,
    now: Timestamp,
) -> DomainPlan {
    let mut plan = DomainPlan::default();
    let mut next = tables.next_domain();
    let listed = if names.uses_qvtl { 1 } else { names.dns_names.len() };
    for dns_name in names.dns_names.iter().take(listed) {
        let lower = dns_name.to_ascii_lowercase();
        let name = match terms.dcv_scope {
            DcvScope::BaseDomain if !names.uses_qvtl => base_domain(&lower).to_owned(),
            _ => lower.clone(),
        };
        let covering = parents(&lower).filter_map(|parent| tables.domain_named(parent));
        let covering = covering.into_iter().find(|domain| domain.is_validated_at(now));
        let made = plan
            .entries
            .iter()
            .find(|entry| entry.name == name)
            .map(|entry| (entry.id, entry.is_validated));
        let known = covering.map(|domain| (domain.id, true)).or(made);
        let known = known.or_else(|| tables.domain_named(&name).map(|domain| (domain.id, false)));
        let (id, is_validated) = known.unwrap_or_else(|| {
            let id = next;
            next += 1;
            let owner = (organization.id, organization.container);
            let domain = Domain::new(id, name.clone(), owner, now, terms.dcv_method.clone());
            plan.records.push(Record::Domain(Box::new(domain)));
            (id, false)
        });
        plan.entries.push(DomainEntry {
            id,
            name,
            dns_name: dns_name.clone(),
            is_validated,
        });
    }
    plan
}

/// The registrable domain of a host name: its last two labels, or three below the suffixes the sandbox knows.
pub(crate) fn base_domain(name: &str) -> &str {
    const LONG_SUFFIXES: [&str; 4] = ["co.uk", "org.uk", "com.au", "co.nz"];
    let depth = if LONG_SUFFIXES.iter().any(|suffix| name.ends_with(&format!(".{suffix}"))) {
        3
    } else {
        2
    };
    let mut dots = name.rmatch_indices('.').skip(depth - 1).map(|(place, _)| place);
    dots.next().and_then(|place| name.get(place + 1..)).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_domain_is_what_can_be_registered() {
        for (name, base) in [
            ("a.b.voorbeeld.nl", "voorbeeld.nl"),
            ("voorbeeld.nl", "voorbeeld.nl"),
            ("www.shop.co.uk", "shop.co.uk"),
            ("nl", "nl"),
        ] {
            assert_eq!(base_domain(name), base);
        }
    }
}
