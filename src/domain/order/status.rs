//! What DigiCert says of an order. Open to values nobody here has seen.

use serde::{Deserialize, Serialize};

use super::State;

/// DigiCert's status of an order (CertCentral: Glossary, order status).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum RemoteStatus {
    /// Waiting for validation.
    Pending,
    /// Being worked on.
    Processing,
    /// Waiting for approval in CertCentral.
    NeedsApproval,
    /// Waiting for a CSR.
    NeedsCsr,
    /// A reissue is on its way.
    ReissuePending,
    /// Ready to be fetched.
    WaitingPickup,
    /// The certificate exists.
    Issued,
    /// The certificate has ended.
    Expired,
    /// The certificate was revoked.
    Revoked,
    /// DigiCert rejected the request.
    Rejected,
    /// The order was canceled.
    Canceled,
    /// Something else, as it came.
    Other(String),
}

impl RemoteStatus {
    /// What an order comes to that leaves nobody with a certificate to use.
    pub const LOST: [Self; 3] = [Self::Rejected, Self::Canceled, Self::Revoked];

    /// Those in which an order has a certificate that can be fetched. While a reissue is pending that may be so too; then the
    /// order's record tells (CertCentral: Reissue certificate).
    pub const WITH_CERTIFICATE: [Self; 4] = [Self::Issued, Self::WaitingPickup, Self::Expired, Self::Revoked];

    /// The status of that name; unknown names are kept as they came.
    #[must_use]
    pub fn of_word(word: &str) -> Self {
        match word.to_ascii_lowercase().as_str() {
            "pending" => Self::Pending,
            "processing" => Self::Processing,
            "needs_approval" => Self::NeedsApproval,
            "needs_csr" => Self::NeedsCsr,
            "reissue_pending" => Self::ReissuePending,
            "waiting_pickup" => Self::WaitingPickup,
            "issued" => Self::Issued,
            "expired" => Self::Expired,
            "revoked" => Self::Revoked,
            "rejected" => Self::Rejected,
            "canceled" | "cancelled" => Self::Canceled,
            _ => Self::Other(word.to_owned()),
        }
    }

    /// DigiCert's own term.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Pending => "pending",
            Self::Processing => "processing",
            Self::NeedsApproval => "needs_approval",
            Self::NeedsCsr => "needs_csr",
            Self::ReissuePending => "reissue_pending",
            Self::WaitingPickup => "waiting_pickup",
            Self::Issued => "issued",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
            Self::Rejected => "rejected",
            Self::Canceled => "canceled",
            Self::Other(word) => word,
        }
    }

    /// Whether nothing is under way any more: it ended well or badly, and what changes from here on is news.
    #[must_use]
    pub fn is_final(&self) -> bool {
        match self {
            Self::Issued | Self::Expired | Self::Revoked | Self::Rejected | Self::Canceled => true,
            Self::Pending
            | Self::Processing
            | Self::NeedsApproval
            | Self::NeedsCsr
            | Self::ReissuePending
            | Self::WaitingPickup
            | Self::Other(_) => false,
        }
    }

    /// Whether the order is over: nothing can be done about it any more, at DigiCert or here.
    #[must_use]
    pub fn is_over(&self) -> bool {
        *self == Self::Expired || self.is_lost()
    }

    /// Whether the order is still on its way to its first certificate.
    #[must_use]
    pub fn is_before_issuance(&self) -> bool {
        matches!(
            self,
            Self::Pending | Self::Processing | Self::NeedsApproval | Self::NeedsCsr
        )
    }

    /// Whether it is one of [`Self::LOST`].
    #[must_use]
    pub fn is_lost(&self) -> bool {
        Self::LOST.contains(self)
    }

    /// Whether the order has a certificate that can be fetched.
    #[must_use]
    pub fn has_certificate(&self) -> bool {
        Self::WITH_CERTIFICATE.contains(self)
    }

    /// Whether the desk has words of its own for it.
    #[must_use]
    pub fn is_known(&self) -> bool {
        !matches!(self, Self::Other(_))
    }
}

impl From<String> for RemoteStatus {
    fn from(word: String) -> Self {
        Self::of_word(&word)
    }
}

impl From<RemoteStatus> for String {
    fn from(status: RemoteStatus) -> Self {
        status.word().to_owned()
    }
}

/// What an order's status is in one word: DigiCert's, where it told one, and ours otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum OrderStatus {
    /// Where our own dealing with it stands; DigiCert has said nothing of it yet.
    Ours(State),
    /// What DigiCert says of it.
    Remote(RemoteStatus),
}

impl OrderStatus {
    /// The status of an order in that state, of which DigiCert says that.
    #[must_use]
    pub fn of(state: State, remote: Option<&RemoteStatus>) -> Self {
        match remote {
            Some(status) if matches!(state, State::Placed | State::Elsewhere) => Self::Remote(status.clone()),
            _ => Self::Ours(state),
        }
    }

    /// The word in the store and in addresses.
    #[must_use]
    pub fn word(&self) -> &str {
        match self {
            Self::Ours(state) => state.word(),
            Self::Remote(status) => status.word(),
        }
    }

    /// The status of that word; what is none of our states is one of DigiCert's, known or not.
    #[must_use]
    pub fn of_word(word: &str) -> Self {
        State::of_word(word).map_or_else(|| Self::Remote(RemoteStatus::of_word(word)), Self::Ours)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_status_is_kept_as_it_came() {
        assert_eq!(RemoteStatus::of_word("CANCELED"), RemoteStatus::Canceled);
        assert_eq!(RemoteStatus::of_word("Awaiting_Moon").word(), "Awaiting_Moon");
        assert!(!RemoteStatus::of_word("Awaiting_Moon").is_known());
    }

    #[test]
    fn digicerts_word_counts_where_it_has_one() {
        for (state, remote, word) in [
            (State::Draft, None, "draft"),
            (State::Placed, None, "placed"),
            (State::Placed, Some("needs_csr"), "needs_csr"),
            (State::Elsewhere, Some("Awaiting_Moon"), "Awaiting_Moon"),
            (State::InDoubt, Some("issued"), "in_doubt"),
        ] {
            let status = OrderStatus::of(state, remote.map(RemoteStatus::of_word).as_ref());
            assert_eq!(status.word(), word);
            assert_eq!(OrderStatus::of_word(word), status);
        }
    }
}
