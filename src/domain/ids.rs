//! Identifiers. Ours and DigiCert's never share a type, so neither can be passed for the other.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    };
}

id! {
    /// An order in this desk's store, from its first draft on.
    OrderId
}
id! {
    /// An order at DigiCert.
    RemoteOrderId
}
id! {
    /// A certificate at DigiCert.
    CertificateId
}
id! {
    /// A domain in the DigiCert account, of which control must be proven.
    RemoteDomainId
}
id! {
    /// A view of the history that somebody saved.
    SavedViewId
}
id! {
    /// An organization in the DigiCert account.
    OrganizationId
}
id! {
    /// Somebody named at an organization in the DigiCert account. Not the id of the user they may be.
    ContactId
}
id! {
    /// A user of the DigiCert account.
    UserId
}
id! {
    /// A container of the DigiCert account, which people call a division.
    ContainerId
}
id! {
    /// A change of something at DigiCert, in this desk's store.
    ChangeId
}
id! {
    /// A person in this desk's address book.
    PersonId
}
id! {
    /// A template for orders in this desk's store.
    TemplateId
}
id! {
    /// A note on an order, kept at this desk.
    NoteId
}
id! {
    /// A person who may sign in to this desk.
    OperatorId
}

/// The mark this desk puts on an order before it is sent (CertCentral: `alternative_order_id`), by which the order
/// is found again when the answer was lost.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Reference(pub String);

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
