//! A product as the account may order it.

use serde::Deserialize;

use super::loose;

/// A product (CertCentral: Product info).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Product {
    /// DigiCert's name for it in addresses.
    #[serde(default, deserialize_with = "loose::text")]
    pub name_id: Option<String>,
    /// Its name for people.
    #[serde(default, deserialize_with = "loose::text")]
    pub name: Option<String>,
    /// Years a certificate may be valid, as they came.
    #[serde(default, deserialize_with = "loose::texts")]
    pub allowed_validity_years: Vec<String>,
    /// Years an order may run, as they came; absent without Multi-year Plans.
    #[serde(default, deserialize_with = "loose::texts")]
    pub allowed_order_validity_years: Vec<String>,
    /// The most years an order may run under a Multi-year Plan, where the answer says so.
    #[serde(default, deserialize_with = "loose::count")]
    pub max_multi_year_order_validity_years: Option<u64>,
    /// The agreement an orderer accepts, as it came.
    #[serde(default, deserialize_with = "loose::text")]
    pub license_agreement: Option<String>,
    /// Whether an order needs a CSR at once.
    #[serde(default, deserialize_with = "loose::flag")]
    pub csr_required: Option<bool>,
    /// Whether names beside the common name are possible.
    #[serde(default, deserialize_with = "loose::flag")]
    pub additional_dns_names_allowed: Option<bool>,
    /// What the certificate may be meant to run on.
    #[serde(default, deserialize_with = "loose::list")]
    pub server_platforms: Vec<ServerPlatform>,
}

impl Product {
    /// Whether orders may run for more than one year. None where the answer says nothing about it: older accounts leave
    /// both members out.
    #[must_use]
    pub fn multi_year_plans(&self) -> Option<bool> {
        let listed = self
            .allowed_order_validity_years
            .iter()
            .filter_map(|years| years.trim().parse::<u64>().ok());
        let most = listed.chain(self.max_multi_year_order_validity_years).max();
        most.map(|years| years > 1)
    }
}

/// Something a certificate may be meant to run on (CertCentral: Glossary, server platforms).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ServerPlatform {
    /// Its id, `-1` for others.
    #[serde(deserialize_with = "loose::required_text")]
    pub id: String,
    /// Its name.
    #[serde(default, deserialize_with = "loose::text")]
    pub name: Option<String>,
}
