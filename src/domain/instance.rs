//! Which CertCentral the desk talks to. Live money and play money must not be confused, so every page names it.

/// The instance behind a base address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Instance {
    /// The bundled sandbox, or one on this machine: nothing is paid.
    Sandbox,
    /// CertCentral Europe, the only instance that sells PKIo products: real money.
    Europe,
    /// CertCentral US: real money, and no PKIo products.
    UnitedStates,
    /// Another address; treated as real money.
    Other,
}

impl Instance {
    /// Tells the instance from the host of its base address.
    #[must_use]
    pub fn of_host(host: &str) -> Self {
        match host.trim_matches(['[', ']']).to_ascii_lowercase().as_str() {
            "certcentral.digicert.eu" | "www.certcentral.digicert.eu" => Self::Europe,
            "www.digicert.com" | "digicert.com" => Self::UnitedStates,
            "localhost" | "127.0.0.1" | "::1" => Self::Sandbox,
            _ => Self::Other,
        }
    }

    /// Whether an order placed there costs money, as far as the desk can know.
    #[must_use]
    pub fn costs_money(&self) -> bool {
        !matches!(self, Self::Sandbox)
    }

    /// The word used in message keys and for the colour of the banner.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Sandbox => "sandbox",
            Self::Europe => "europe",
            Self::UnitedStates => "united-states",
            Self::Other => "other",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_machine_is_play_money() {
        for (host, instance) in [
            ("certcentral.digicert.eu", Instance::Europe),
            ("CERTCENTRAL.DigiCert.eu", Instance::Europe),
            ("www.digicert.com", Instance::UnitedStates),
            ("127.0.0.1", Instance::Sandbox),
            ("[::1]", Instance::Sandbox),
            ("localhost", Instance::Sandbox),
            ("127.0.0.1.example.com", Instance::Other),
            ("certcentral.digicert.eu.example.com", Instance::Other),
        ] {
            assert_eq!(Instance::of_host(host), instance, "{host}");
        }
        assert!(Instance::Other.costs_money());
    }
}
