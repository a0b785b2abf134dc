//! The answers of an order on its check page: each question, its answer in words, and the way back to its field.

use leptos::prelude::*;

use super::fields::field_address;
use crate::connection::{Choice, Choices};
use crate::domain::contact::Contact;
use crate::domain::ids::OrderId;
use crate::domain::names::as_used;
use crate::domain::order::OrderRequest;
use crate::domain::order::request::{DomainChoice, OinChoice};
use crate::domain::validity::Validity;
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
}

impl Answers<'_> {
    /// All answers, in the order of the form.
    pub(super) fn view(&self) -> AnyView {
        let (words, request, choices) = (self.words, self.request, self.choices);
        let platform = self.named(&choices.platforms, request.server_platform.as_ref());
        let container = self.named(&choices.containers, request.container.as_ref());
        let organization = self.named(&choices.organizations, Some(&request.organization));
        let common_name = request
            .common_name
            .clone()
            .unwrap_or_else(|| words.text("check-name-by-digicert"));
        let rows = [
            self.row("check-key", "csr", code(request.csr.spki_sha256())),
            self.row(
                "field-signature-hash",
                "signature_hash",
                request.signature_hash.to_uppercase(),
            ),
            self.row("field-server-platform", "server_platform", platform),
            self.row("field-domain-choice", "domain_choice", self.domain()),
            self.row("field-common-name", "common_name", common_name),
            self.row("check-names-used", "dns_names", self.names()),
            self.row("check-organization", "organization", organization),
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
            self.row("field-validity", "validity", self.validity()),
            self.row("field-payment-method", "payment_method", words.text("payment-balance")),
            self.row("check-agreement", "csa_agreed", words.text("check-agreed")),
        ];
        view! { <DataList>{rows}</DataList> }.into_any()
    }

    fn row(&self, key: &str, field: &str, value: impl IntoAny + Send + 'static) -> AnyView {
        let term = self.words.text(key);
        let address = field_address(self.order, field);
        let change = Link::new(address, self.words.text("check-change")).with_context(term.clone());
        let value = value.into_any();
        view! { <DataRow term=term change=change>{value}</DataRow> }.into_any()
    }

    fn left_out(&self) -> String {
        self.words.text("choice-left-out")
    }

    /// A number with the name people know it by.
    fn named(&self, choices: &[Choice], id: Option<&String>) -> String {
        let Some(id) = id else { return self.left_out() };
        match choices.iter().find(|choice| choice.id == *id) {
            Some(choice) if !choice.name.is_empty() => format!("{} ({id})", choice.name),
            _ => id.clone(),
        }
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
            OinChoice::Own(oin) => code(oin.clone()),
            OinChoice::DigiCert => self.words.text("oin-digicert").into_any(),
            OinChoice::Exclude => self.words.text("oin-exclude").into_any(),
        }
    }

    fn validity(&self) -> String {
        match self.request.validity {
            Validity::Default => self.words.text("validity-default"),
            Validity::Years(years) => self.words.with("years-option", [("years", years.into())]),
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
        let kind = self
            .words
            .text(&format!("contact-type-{}", contact.contact_type.word()));
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

fn code(text: String) -> AnyView {
    view! { <code class="fingerprint">{text}</code> }.into_any()
}

fn list(lines: impl Iterator<Item = String>) -> AnyView {
    let lines = lines.map(|line| view! { <li>{line}</li> }).collect_view();
    view! { <ul class="plain-list">{lines}</ul> }.into_any()
}
