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
