//! What a form asks for, of an order that was sent: read once more, without a word about what is wrong.

use jiff::civil::Date;

use super::{Circumstances, names, oin, validity};
use crate::domain::findings::Findings;
use crate::domain::order::OrderForm;
use crate::domain::order::needed::Precedent;
use crate::domain::order::request::OinChoice;
use crate::domain::order::switches::Switches;
use crate::domain::product::PRIVATE_SERVICES_SERVER;
use crate::domain::validity::Validity;

/// What a certificate is held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The common name.
    pub common_name: Option<String>,
    /// Further names.
    pub dns_names: Vec<String>,
    /// The OIN question; none where it has no answer.
    pub oin: Option<OinChoice>,
    /// How long; none where that cannot be read.
    pub validity: Option<Validity>,
}

impl OrderForm {
    /// What it asks for.
    #[must_use]
    pub fn asked(&self) -> Asked {
        let mut unheard = Findings::default();
        let (common_name, dns_names) = names::typed(self);
        let circumstances = Circumstances {
            profile: &PRIVATE_SERVICES_SERVER,
            today: Date::ZERO,
            switches: Switches::default(),
            is_service_user: false,
            multi_year_plans: None,
            key_used_by: None,
            precedent: Precedent::Unknown,
        };
        Asked {
            common_name,
            dns_names,
            oin: oin::check(self, &mut unheard),
            validity: validity::check(self, &circumstances, &mut unheard),
        }
    }
}
