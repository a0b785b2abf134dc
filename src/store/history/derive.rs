//! What the history says of an order, derived from its rows: the order, what DigiCert had of it, its certificate, and what
//! its journal tells of a renewal.

use jiff::civil::Date;

use crate::domain::csr;
use crate::domain::directory::PersonDetails;
use crate::domain::names;
use crate::domain::oin;
use crate::domain::order::{Attempt, OrderForm, OrderRecord, OrderStatus, RemoteStatus, State};
use crate::domain::product::PRIVATE_SERVICES_SERVER;
use crate::store::encoding::{millis, storable};
use crate::store::entity::{history, orders};
use crate::store::orders::listed;
use crate::store::search_text::{fold, search_text};

/// Prices are sorted to this many decimals.
const DECIMALS: usize = 4;

/// What is known of an order's certificate: what it holds, or what was asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::store) struct Certificate {
    pub(in crate::store) serial_number: String,
    pub(in crate::store) spki_sha256: String,
    pub(in crate::store) oin: String,
    /// All names of it, the common name first.
    pub(in crate::store) names: Vec<String>,
}

/// An order's rows, read.
pub(super) struct Sources<'a> {
    pub(super) order: &'a orders::Model,
    pub(super) form: OrderForm,
    pub(super) attempt: Option<Attempt>,
    pub(super) record: Option<OrderRecord>,
    /// What its certificate holds, where it was downloaded and read.
    pub(super) certificate: Option<Certificate>,
    /// Whether the certificate that came is held.
    pub(super) is_held: bool,
    /// DigiCert's number of the order that this one was begun to renew, from its page.
    pub(super) begun_to_renew: Option<i64>,
}

impl<'a> Sources<'a> {
    /// What cannot be read tells nothing: the history must not keep an order from being written.
    pub(super) fn read(order: &'a orders::Model, record: Option<&str>) -> Self {
        let attempt = order.attempt.as_deref();
        Self {
            order,
            form: serde_json::from_str(&order.form).unwrap_or_default(),
            attempt: attempt.and_then(|attempt| serde_json::from_str(attempt).ok()),
            record: record.and_then(|record| serde_json::from_str(record).ok()),
            certificate: None,
            is_held: false,
            begun_to_renew: None,
        }
    }

    fn told(&self, told: impl FnOnce(&OrderRecord) -> Option<String>) -> Option<String> {
        self.record.as_ref().and_then(told).filter(|text| !text.is_empty())
    }

    /// What is known of the certificate: first what it holds, then what DigiCert tells of it, then what was asked for.
    fn known_certificate(&self) -> Certificate {
        let held = self.certificate.clone().unwrap_or_default();
        let first = |held: String, otherwise: &dyn Fn() -> String| if held.is_empty() { otherwise() } else { held };
        Certificate {
            serial_number: first(held.serial_number, &|| {
                self.told(|record| record.certificate.serial_number.clone())
                    .unwrap_or_default()
            }),
            spki_sha256: first(held.spki_sha256, &|| self.key_asked_for()),
            oin: first(held.oin, &|| self.oin_asked_for()),
            names: if held.names.is_empty() {
                self.names_asked_for()
            } else {
                held.names
            },
        }
    }

    fn key_asked_for(&self) -> String {
        if let Some(key) = &self.order.spki_sha256 {
            return key.clone();
        }
        let told = self.told(|record| record.certificate.csr.clone());
        let csr = told.as_deref().unwrap_or(&self.form.csr);
        csr::read(csr).map(|csr| csr.spki_sha256()).unwrap_or_default()
    }

    fn oin_asked_for(&self) -> String {
        let form = &self.form;
        let asked = match form.oin_choice.trim() {
            "own" => Some(oin::tidy(&form.oin)),
            "kvk" => oin::of_kvk(&form.kvk_number),
            "rsin" => oin::of_rsin(&form.rsin),
            _ => None,
        };
        asked.unwrap_or_default()
    }

    fn names_asked_for(&self) -> Vec<String> {
        let told = self.record.as_ref().map(|record| &record.certificate);
        let (common_name, names) = match told {
            Some(told) if !told.common_name.is_empty() || !told.dns_names.is_empty() => {
                (told.common_name.clone(), told.dns_names.clone())
            }
            _ => (
                names::tidy(&self.form.common_name),
                names::tidy_list(&self.form.dns_names),
            ),
        };
        let common_name = Some(common_name.as_str()).filter(|name| !name.is_empty());
        let used = names::as_used(common_name, &names);
        used.into_iter().map(storable).collect()
    }

    fn organization(&self) -> String {
        let told = self.record.as_ref().and_then(|record| record.organization);
        told.map_or_else(|| self.order.organization.clone(), |id| id.to_string())
    }

    fn organization_name(&self) -> String {
        let told = self.told(|record| Some(record.organization_name.clone()));
        told.or_else(|| self.order.organization_name.clone())
            .unwrap_or_default()
    }

    fn container(&self) -> i64 {
        let sent = self
            .attempt
            .as_ref()
            .and_then(|attempt| attempt.container_id.as_deref());
        let typed = sent.unwrap_or(&self.form.container).trim().parse().ok();
        let told = self.record.as_ref().and_then(|record| record.container);
        told.map(|id| id.0).or(typed).unwrap_or_default()
    }

    /// What this desk sends is an order for one product.
    fn product(&self) -> String {
        let is_ours = self.attempt.is_some() || self.order.remote_id.is_none();
        let ours = is_ours.then(|| PRIVATE_SERVICES_SERVER.name_id.to_owned());
        let known = self.order.product.clone();
        known
            .or_else(|| self.told(|record| record.product.clone()))
            .or(ours)
            .unwrap_or_default()
    }

    fn placed_at(&self) -> i64 {
        if self.order.remote_id.is_none() {
            return 0;
        }
        if let Some(attempt) = &self.attempt {
            return millis(attempt.at);
        }
        let told = self.record.as_ref().and_then(|record| record.created);
        told.map_or(self.order.created_at, millis)
    }

    fn ends_on(&self) -> Option<Date> {
        self.record.as_ref().and_then(|record| record.certificate.valid_till)
    }

    fn reference(&self) -> String {
        let theirs = self.order.remote_reference.clone();
        theirs
            .or_else(|| self.told(|record| record.reference.clone()))
            .or_else(|| self.order.reference.clone())
            .unwrap_or_default()
    }

    /// The row of the list.
    pub(super) fn row(&self) -> history::Model {
        let (order, certificate) = (self.order, self.known_certificate());
        let status = order.remote_status.as_deref().map(RemoteStatus::of_word);
        let state = State::of_word(&order.state).unwrap_or(State::Elsewhere);
        let standing = OrderStatus::of(state, status.as_ref());
        let (price, currency) = self.price();
        let ends_on = self.ends_on().map(|day| day.to_string()).unwrap_or_default();
        let is_renewed = self.record.as_ref().is_some_and(|record| record.is_renewed);
        let is_live = !is_renewed && is_in_use(&standing);
        let organization_name = self.organization_name();
        let container_name = self.told(|record| Some(record.container_name.clone()));
        let container_name = container_name.unwrap_or_default();
        let common_name = certificate.names.first().cloned();
        let common_name = common_name.unwrap_or_else(|| order.common_name.clone());
        history::Model {
            id: order.id,
            state: order.state.clone(),
            status: order.remote_status.clone().unwrap_or_default(),
            standing: listed(standing.word()),
            remote_id: order.remote_id.unwrap_or_default(),
            name_sort: sorted(&common_name),
            common_name: listed(&common_name),
            organization: listed(&self.organization()),
            organization_sort: sorted(&organization_name),
            organization_name: listed(&organization_name),
            container_id: self.container(),
            container_sort: sorted(&container_name),
            container_name: listed(&container_name),
            product: listed(&self.product()),
            owner_id: order.owner_id,
            owner_sort: sorted(&order.owner_name),
            owner_name: order.owner_name.clone(),
            created_at: order.created_at,
            updated_at: order.updated_at,
            placed_at: self.placed_at(),
            issued_at: self.issued_at(),
            live_until: if is_live { ends_on.clone() } else { String::new() },
            ends_on,
            is_renewed,
            renews: self.renews(),
            vanished_at: order.vanished_at.unwrap_or_default(),
            is_held: self.is_held && !status.as_ref().is_some_and(RemoteStatus::is_over),
            wants_csr: self.wants_csr(status.as_ref(), &certificate),
            is_reissued: self.record.as_ref().is_some_and(OrderRecord::was_reissued),
            price_sort: ten_thousandths(&price),
            price,
            currency,
            reference: listed(&self.reference()),
            serial_number: listed(&certificate.serial_number),
            oin: listed(&certificate.oin),
            spki_sha256: storable(&certificate.spki_sha256),
            names: certificate.names.join("\n"),
        }
    }

    /// The order at DigiCert that this one renews: the one that it names, or whose page it was begun on. Few requests may
    /// name one.
    fn renews(&self) -> i64 {
        let named = self.form.renewal_of_order_id.trim().parse().ok();
        named.or(self.begun_to_renew).unwrap_or_default()
    }

    /// Whether somebody here is to hand in its CSR: DigiCert says so, or it was sent without one and none came since.
    fn wants_csr(&self, status: Option<&RemoteStatus>, known: &Certificate) -> bool {
        let is_open = match status {
            _ if self.order.vanished_at.is_some() => false,
            Some(RemoteStatus::NeedsCsr) => return true,
            Some(status) => status.is_before_issuance(),
            None => self.order.state == State::Placed.word(),
        };
        is_open && self.attempt.is_some() && known.spki_sha256.is_empty()
    }

    fn issued_at(&self) -> i64 {
        let told = self.record.as_ref().and_then(|record| record.certificate.issued);
        told.map(millis).unwrap_or_default()
    }

    fn price(&self) -> (String, String) {
        if let Some(amount) = &self.order.price {
            return (amount.clone(), self.order.currency.clone().unwrap_or_default());
        }
        let told = self.record.as_ref().and_then(|record| record.price.as_ref());
        let currency = told.and_then(|price| price.currency()).unwrap_or_default();
        let amount = told.map(|price| price.amount()).unwrap_or_default();
        (amount.to_owned(), currency.to_owned())
    }

    /// What the order is found by.
    pub(super) fn search_text(&self, row: &history::Model) -> String {
        let number = |id: i64| (id != 0).then(|| id.to_string());
        let mut texts: Vec<String> = [
            number(row.id),
            number(row.remote_id),
            number(row.renews),
            number(self.order.certificate_id.unwrap_or_default()),
        ]
        .into_iter()
        .flatten()
        .collect();
        let held = [&row.oin, &row.serial_number, &row.spki_sha256];
        let named = [&row.organization, &row.organization_name, &row.container_name];
        texts.extend(held.into_iter().chain(named).cloned());
        texts.extend(row.names.lines().map(str::to_owned));
        texts.extend([row.common_name.clone(), self.oin_asked_for()]);
        let references = [&self.order.reference, &self.order.remote_reference];
        texts.extend(references.into_iter().flatten().cloned());
        texts.extend(self.told(|record| record.reference.clone()));
        texts.extend(self.people());
        let mut seen = std::collections::BTreeSet::new();
        texts.retain(|text| !text.is_empty() && seen.insert(fold(text)));
        search_text(texts.iter().map(String::as_str))
    }

    /// The names and addresses of everybody who is named on the order or had a hand in it.
    fn people(&self) -> Vec<String> {
        let mut texts = vec![self.order.owner_name.clone()];
        texts.extend(self.attempt.as_ref().map(|attempt| attempt.actor.name.clone()));
        for contact in &self.form.contacts {
            let name = format!("{} {}", contact.first_name, contact.last_name);
            texts.extend([name, contact.email.clone()]);
        }
        texts.push(self.form.additional_emails.clone());
        if let Some(record) = &self.record {
            let contacts = record.organization_contact.iter().chain(&record.technical_contact);
            let contacts = contacts.chain(&record.verified_contacts);
            texts.extend(contacts.flat_map(|person: &PersonDetails| [person.full_name(), person.email.clone()]));
            texts.push(record.placed_by.clone());
        }
        texts
    }
}

/// What a text is sorted by.
fn sorted(text: &str) -> String {
    listed(&fold(text))
}

/// Whether there is a certificate that somebody may rely on until it ends.
fn is_in_use(standing: &OrderStatus) -> bool {
    matches!(
        standing,
        OrderStatus::Remote(RemoteStatus::Issued | RemoteStatus::ReissuePending)
    )
}

/// An amount as a number to sort by; -1 for none.
fn ten_thousandths(amount: &str) -> i64 {
    let (whole, fraction) = amount.split_once('.').unwrap_or((amount, ""));
    let decimals: String = fraction.chars().chain("0000".chars()).take(DECIMALS).collect();
    match (whole.is_empty(), format!("{whole}{decimals}").parse()) {
        (true, _) => -1,
        (false, number) => number.unwrap_or(i64::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_sorted_as_numbers() {
        for (amount, expected) in [
            ("", -1),
            ("0", 0),
            ("9.5", 95_000),
            ("238", 2_380_000),
            ("238.00", 2_380_000),
            ("0.12349", 1_234),
            ("99999999999999999999", i64::MAX),
        ] {
            assert_eq!(ten_thousandths(amount), expected, "{amount}");
        }
    }
}
