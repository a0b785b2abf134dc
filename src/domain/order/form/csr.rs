//! What a CSR brings to the form: the text of a file, and names that can be taken over.

use crate::domain::csr::{self, Csr, CsrFault};
use crate::domain::names;

use super::OrderForm;

/// The names in a CSR that the form does not have yet. Only names that can be ordered are offered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NamesOffer {
    /// For the common name; only where none was typed.
    pub common_name: Option<String>,
    /// To be added to the further names.
    pub dns_names: Vec<String>,
}

impl NamesOffer {
    /// What a CSR offers beside what was typed.
    #[must_use]
    pub fn of(csr: &Csr, common_name: &str, dns_names: &str) -> Self {
        let typed = names::tidy(common_name);
        let mut known: Vec<String> = names::tidy_list(dns_names);
        known.push(typed.clone());
        let mut known: Vec<String> = known.iter().map(|name| names::to_ascii(name)).collect();
        let mut offer = Self::default();
        let fitting = |name: &&str| name.len() <= names::COMMON_NAME_MAX;
        if typed.is_empty() {
            let usable = csr.details.common_names().filter(|name| is_usable(name));
            offer.common_name = usable.filter(fitting).map(str::to_owned).next();
            known.extend(offer.common_name.clone());
        }
        let further = csr.details.dns_names.iter().map(String::as_str);
        for name in csr.details.common_names().chain(further).filter(|name| is_usable(name)) {
            if !known.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                known.push(name.to_owned());
                offer.dns_names.push(name.to_owned());
            }
        }
        offer
    }

    /// Whether there is nothing to take over.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.common_name.is_none() && self.dns_names.is_empty()
    }

    /// The further names as they are typed, with those of the offer below.
    #[must_use]
    pub fn added_to(&self, dns_names: &str) -> String {
        let typed = dns_names.trim_end();
        let lines = (!typed.is_empty()).then_some(typed);
        let lines: Vec<_> = lines
            .into_iter()
            .chain(self.dns_names.iter().map(String::as_str))
            .collect();
        lines.join("\n")
    }
}

/// A host name as it would be typed: anything else in a CSR is nobody's to copy.
fn is_usable(name: &str) -> bool {
    names::shape_fault(name).is_none()
}

impl OrderForm {
    /// Takes what is in a chosen file for the CSR, in place of what was typed. Where the file is none, what was typed
    /// stays, and the check says why.
    pub fn take_csr_file(&mut self, bytes: &[u8]) {
        match csr::from_file(bytes) {
            Ok(text) => self.csr = text,
            Err(CsrFault::IsPrivateKey) => self.private_key_removed = true,
            Err(fault) => self.csr_file_fault = Some(fault),
        }
    }

    /// Takes the names of the CSR over. What was typed is never replaced.
    pub fn take_names_of_csr(&mut self) {
        let Ok(csr) = csr::read(&self.csr) else {
            return;
        };
        let offer = NamesOffer::of(&csr, &self.common_name, &self.dns_names);
        if !offer.dns_names.is_empty() {
            self.dns_names = offer.added_to(&self.dns_names);
        }
        if let Some(name) = offer.common_name {
            self.common_name = name;
        }
    }

    /// Whether something chosen or pasted was not taken, so that the person must be told now: it is stored nowhere.
    #[must_use]
    pub fn has_refused_input(&self) -> bool {
        self.private_key_removed || self.csr_file_fault.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMED: &str = include_str!("../../testdata/csr/accepted--openssl-two-names.pem");

    fn taken(csr: &str, common_name: &str, dns_names: &str) -> (String, String) {
        let mut form = OrderForm {
            csr: csr.to_owned(),
            common_name: common_name.to_owned(),
            dns_names: dns_names.to_owned(),
            ..OrderForm::default()
        };
        form.take_names_of_csr();
        (form.common_name, form.dns_names)
    }

    #[test]
    fn names_are_added_and_never_replaced() {
        let (cn, www) = ("dienst.voorbeeld.nl", "www.dienst.voorbeeld.nl");
        for (common_name, dns_names, expected_name, expected_names) in [
            ("", "", cn, www.to_owned()),
            (" ", "a.nl, b.nl\n", cn, format!("a.nl, b.nl\n{www}")),
            ("A.nl", "", "A.nl", format!("{cn}\n{www}")),
            ("WWW.dienst.voorbeeld.nl", cn, "WWW.dienst.voorbeeld.nl", cn.to_owned()),
        ] {
            let expected = (expected_name.to_owned(), expected_names);
            assert_eq!(
                taken(NAMED, common_name, dns_names),
                expected,
                "{common_name} {dns_names}"
            );
        }
        for without in [
            include_str!("../../testdata/csr/common-name-not-ordered--openssl-common-name-wildcard.pem"),
            include_str!("../../testdata/csr/common-name-not-ordered--openssl-common-name-markup.pem"),
            include_str!("../../testdata/csr/public-key-only--public-key-rsa-3072.pem"),
            "hello",
        ] {
            assert_eq!(taken(without, "", "a.nl"), (String::new(), "a.nl".to_owned()));
        }
    }

    #[test]
    fn a_file_takes_the_place_of_what_was_typed_unless_it_is_no_csr() {
        let mut form = OrderForm {
            csr: "typed".to_owned(),
            ..OrderForm::default()
        };
        form.take_csr_file(&[0; 10]);
        assert_eq!(
            (form.csr.as_str(), form.csr_file_fault),
            ("typed", Some(CsrFault::NotPem))
        );
        assert!(form.has_refused_input());
        form.csr_file_fault = None;
        form.take_csr_file(include_bytes!("../../testdata/csr/accepted--pasted-der.der"));
        assert!(form.csr.starts_with("-----BEGIN CERTIFICATE REQUEST-----"));
        assert!(!form.has_refused_input());
        form.take_csr_file(b"-----BEGIN PRIVATE KEY-----");
        assert!(form.private_key_removed && form.has_refused_input());
    }
}
