//! The answers of an order on its check page: each question, its answer in words, and the way back to its field.

use leptos::prelude::*;

use super::fields::field_address;
use crate::connection::{Choice, Choices};
use crate::domain::contact::Contact;
use crate::domain::ids::OrderId;
use crate::domain::names::as_used;
use crate::domain::oin::{Shape, shape};
use crate::domain::order::request::{DomainChoice, OinChoice};
use crate::domain::order::{Extra, OrderRequest};
use crate::domain::organization::OrganizationChoice;
use crate::domain::payment::Payment;
use crate::domain::validity::{Validity, wire_day};
use crate::web::ui::{DataList, DataRow, Link};
use crate::words::Words;

/// What is answered.
pub(super) struct Answers<'a> {
    /// The texts.
    pub(super) words: Words,
    /// The order the answers belong to.
    pub(super) order: OrderId,
    /// The request they make.
    pub(super) request: &'a OrderRequest,
    /// Names for numbers, where DigiCert gave them.
    pub(super) choices: &'a Choices,
    /// Whether each has a way back to its field.
    pub(super) may_change: bool,
}

impl Answers<'_> {
    /// All answers, in the order of the form.
    pub(super) fn view(&self) -> AnyView {
        let (words, request, choices) = (self.words, self.request, self.choices);
        let platform = self.named(&choices.platforms, request.server_platform.as_ref());
        let container = self.named(&choices.containers, request.container.as_ref());
        let common_name = request
            .common_name
            .clone()
            .unwrap_or_else(|| words.text("check-name-by-digicert"));
        let rows = [
            self.row("check-key", "csr", self.key()),
            self.row(
                "field-signature-hash",
                "signature_hash",
                request.signature_hash.to_uppercase(),
            ),
            self.row("field-server-platform", "server_platform", platform),
            self.row("field-domain-choice", "domain_choice", self.domain()),
            self.row("field-common-name", "common_name", common_name),
            self.row("check-names-used", "dns_names", self.names()),
            self.row("check-organization", "organization_choice", self.organization()),
            self.row("field-oin-choice", "oin_choice", self.oin()),
            self.row("field-container", "container", container),
            self.row("section-contacts", "contacts", self.contacts()),
            self.row(
                "field-dcv-method",
                "dcv_method",
                self.chosen("dcv-method", request.dcv_method.as_ref()),
            ),
            self.row(
                "field-dcv-scope",
                "dcv_scope",
                self.chosen("dcv-scope", request.dcv_scope.as_ref()),
            ),
            self.row("field-validity", "validity", validity(words, request.validity)),
            self.row("field-payment-method", "payment_method", self.payment()),
            self.row("check-agreement", "csa_agreed", words.text("check-agreed")),
        ];
        let extras = self.extras();
        view! { <DataList>{rows}{extras}</DataList> }.into_any()
    }

    fn key(&self) -> AnyView {
        match &self.request.csr {
            Some(csr) => code(csr.spki_sha256()),
            None => self.words.text("csr-later").into_any(),
        }
    }

    fn organization(&self) -> AnyView {
        match &self.request.organization {
            OrganizationChoice::Existing(id) => self.named(&self.choices.organizations, Some(id)).into_any(),
            OrganizationChoice::New(new) => {
                let names = [Some(&new.name), new.assumed_name.as_ref()];
                let place = format!("{} {}", new.zip, new.city);
                let country = new.country.to_owned();
                let address = [Some(&new.address), new.address2.as_ref(), Some(&place)];
                let rest = [Some(&new.state), Some(&country), Some(&new.telephone)];
                let lines = names.into_iter().chain(address).chain(rest).flatten().cloned();
                let new = std::iter::once(self.words.text("organization-new")).chain(lines);
                list(new)
            }
        }
    }

    fn payment(&self) -> AnyView {
        let method = self.request.payment.method().word().replace('_', "-");
        let method = self.words.text(&format!("payment-{method}"));
        match &self.request.payment {
            Payment::Balance | Payment::WireTransfer => method.into_any(),
            Payment::Profile(id) => format!("{method} ({id})").into_any(),
            Payment::Card(billing) => {
                let place = format!("{} {}", billing.zip.as_deref().unwrap_or_default(), billing.city);
                let country = billing.country.to_owned();
                let lines = [
                    Some(&method),
                    Some(&billing.address),
                    billing.address2.as_ref(),
                    Some(&place),
                    billing.state.as_ref(),
                    Some(&country),
                ];
                list(lines.into_iter().flatten().map(|line| line.trim().to_owned()))
            }
        }
    }

    /// The members that are switched on and filled in.
    fn extras(&self) -> Vec<AnyView> {
        let extras = &self.request.extras;
        let custom = extras.custom_fields.iter().map(|(id, value)| format!("{id}: {value}"));
        let values = [
            (Extra::Comments, extras.comments.iter().cloned().collect::<Vec<_>>()),
            (Extra::AdditionalEmails, extras.additional_emails.clone()),
            (Extra::CustomFields, custom.collect()),
            (
                Extra::RenewalOfOrderId,
                extras.renewal_of_order_id.iter().map(ToString::to_string).collect(),
            ),
        ];
        let filled = values.into_iter().filter(|(_, lines)| !lines.is_empty());
        let row = |(extra, lines): (Extra, Vec<String>)| {
            let key = format!("field-{}", extra.word().replace('_', "-"));
            self.row(&key, extra.word(), list(lines.into_iter()))
        };
        filled.map(row).collect()
    }

    fn row(&self, key: &str, field: &str, value: impl IntoAny + Send + 'static) -> AnyView {
        let term = self.words.text(key);
        let change = self.may_change.then(|| {
            let address = field_address(self.order, field);
            Link::new(address, self.words.text("check-change")).with_context(term.clone())
        });
        let value = value.into_any();
        view! { <DataRow term=term change=change>{value}</DataRow> }.into_any()
    }

    fn left_out(&self) -> String {
        self.words.text("choice-left-out")
    }

    /// A number with the name people know it by.
    fn named(&self, choices: &[Choice], id: Option<&String>) -> String {
        let Some(id) = id else { return self.left_out() };
        Choice::named(choices, id)
    }

    /// The words for a choice from a list.
    fn chosen(&self, list: &str, word: Option<&String>) -> String {
        word.map_or_else(
            || self.left_out(),
            |word| self.words.text(&format!("{list}-{}", word.replace('_', "-"))),
        )
    }

    fn domain(&self) -> String {
        match self.request.domain {
            DomainChoice::Own => self.words.text("domain-own"),
            DomainChoice::Qvtl => self.words.text("domain-qvtl"),
        }
    }

    fn oin(&self) -> AnyView {
        match &self.request.oin {
            OinChoice::Own(oin) => {
                let register = match shape(oin) {
                    Shape::Regular(register) | Shape::OddSuffix(register) => Some(register),
                    _ => None,
                };
                let register = register.map(|it| self.words.text(&format!("register-{}", it.word())));
                view! { {code(oin.clone())}" "{register} }.into_any()
            }
            OinChoice::DigiCert => self.words.text("oin-digicert").into_any(),
            OinChoice::Exclude => self.words.text("oin-exclude").into_any(),
        }
    }

    fn names(&self) -> AnyView {
        let names = as_used(self.request.common_name.as_deref(), &self.request.dns_names);
        list(names.into_iter().map(str::to_owned))
    }

    fn contacts(&self) -> AnyView {
        if self.request.contacts.is_empty() {
            return self.words.text("check-no-contacts").into_any();
        }
        list(self.request.contacts.iter().map(|contact| self.contact(contact)))
    }

    /// "Verified contact: John Doe, Engineer, john@example.com, 030-1234567 (user 2812497)".
    fn contact(&self, contact: &Contact) -> String {
        let kind = self.words.text(&format!("contact-kind-{}", contact.role.word()));
        let name = [&contact.first_name, &contact.last_name]
            .into_iter()
            .flatten()
            .cloned()
            .collect::<Vec<_>>()
            .join(" ");
        let rest = [&contact.job_title, &contact.email, &contact.telephone]
            .into_iter()
            .flatten()
            .cloned();
        let details = std::iter::once(name)
            .chain(rest)
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ");
        let user = contact.user_id.as_deref();
        let user = user
            .map(|id| self.words.with("check-contact-user", [("id", id.into())]))
            .unwrap_or_default();
        format!("{kind}: {details} {user}").trim_end().to_owned()
    }
}

/// A validity in words: "1 year", or its last day.
pub(super) fn validity(words: Words, validity: Validity) -> String {
    match validity {
        Validity::Default => words.text("validity-default"),
        Validity::Years(years) => words.with("years-option", [("years", years.into())]),
        Validity::Days(days) => words.with("days-option", [("days", days.into())]),
        Validity::Until(day) => wire_day(day),
    }
}

fn code(text: String) -> AnyView {
    view! { <code class="fingerprint">{text}</code> }.into_any()
}

fn list(lines: impl Iterator<Item = String>) -> AnyView {
    let lines = lines.map(|line| view! { <li>{line}</li> }).collect_view();
    view! { <ul class="plain-list">{lines}</ul> }.into_any()
}
