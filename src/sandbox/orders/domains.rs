//! The domains an order needs to have validated.

use jiff::Timestamp;

use super::{
    check::{Names, Terms},
    dcv::invite_all,
};
use crate::sandbox::{
    domains::{give_token, is_by_token, new_token},
    lifecycle::parents,
    store::{DcvScope, DcvToken, Domain, Order, Organization, Record, Tables},
};

/// One entry of `domains` in the answer to an order.
#[derive(Clone, Debug)]
pub(crate) struct DomainEntry {
    pub(crate) id: u64,
    pub(crate) name: String,
    pub(crate) dns_name: String,
    pub(crate) is_validated: bool,
}

/// The domain to be validated for a host name in small letters; the shared `qvtl.nl` names stand for themselves.
fn scope_of(scope: DcvScope, name: &str) -> &str {
    match scope {
        DcvScope::BaseDomain if !name.ends_with(".qvtl.nl") => base_domain(name),
        _ => name,
    }
}

/// The domains to be validated for the certificate that comes next, each with the host names it is for.
pub(super) fn scopes(order: &Order) -> Vec<(String, Vec<&str>)> {
    let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
    for dns_name in &order.wanted().dns_names {
        let lower = dns_name.to_ascii_lowercase();
        let scope = scope_of(order.dcv_scope, &lower).to_owned();
        match groups.iter_mut().find(|(name, _)| *name == scope) {
            Some((_, names)) => names.push(dns_name),
            None => groups.push((scope, vec![dns_name])),
        }
    }
    groups
}

/// Whether control over a name in small letters, or over one above it, is proven.
pub(super) fn is_proven(tables: &Tables, name: &str, now: Timestamp) -> bool {
    let mut covering = parents(name).filter_map(|parent| tables.domain_named(parent));
    covering.any(|domain| domain.is_validated_at(now))
}

/// The domains of an order, and those among them that are new to the account.
#[derive(Clone, Debug, Default)]
pub(crate) struct DomainPlan {
    pub(crate) entries: Vec<DomainEntry>,
    domains: Vec<Domain>,
    /// The random value they wait for.
    pub(crate) token: Option<DcvToken>,
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
            _ if names.uses_qvtl => lower.clone(),
            scope => scope_of(scope, &lower).to_owned(),
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
            plan.domains
                .push(Domain::new(id, name.clone(), owner, now, terms.dcv_method.clone()));
            (id, false)
        });
        plan.entries.push(DomainEntry {
            id,
            name,
            dns_name: dns_name.clone(),
            is_validated,
        });
    }
    plan.prepare(tables, terms, now);
    plan
}

impl DomainPlan {
    /// Gives each domain that is still to be validated what the method needs: one random value for all, or mails.
    fn prepare(&mut self, tables: &Tables, terms: &Terms, now: Timestamp) {
        if is_by_token(&terms.dcv_method) {
            let known = self.entries.iter().filter(|entry| !entry.is_validated);
            let known = known.filter_map(|entry| tables.domains.get(&entry.id));
            for domain in known {
                if !self.domains.iter().any(|listed| listed.id == domain.id) {
                    self.domains.push(domain.clone());
                }
            }
            let token = new_token(now);
            for domain in &mut self.domains {
                give_token(domain, &terms.dcv_method, &token);
            }
            self.token = (!self.domains.is_empty()).then_some(token);
        } else {
            invite_all(self.domains.iter_mut(), tables, now);
        }
    }

    /// The records of the domains that are new or changed.
    pub(crate) fn records(&self) -> impl Iterator<Item = Record> {
        let domains = self.domains.iter().cloned();
        domains.map(|domain| Record::Domain(Box::new(domain)))
    }

    /// Whether something is still to be validated.
    pub(crate) fn is_open(&self) -> bool {
        self.entries.iter().any(|entry| !entry.is_validated)
    }
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
