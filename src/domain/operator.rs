//! The people of the desk: their roles and what each role may do.

use std::fmt;
use std::str::FromStr;

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use serde::{Deserialize, Serialize};

use super::ids::OperatorId;

/// The time zone in which times are shown until a person chooses another: where the certificates are used.
pub const DEFAULT_TIME_ZONE: &str = "Europe/Amsterdam";

/// A moment as calendars and clocks tell it there.
#[must_use]
pub fn local(at: Timestamp) -> Zoned {
    at.to_zoned(TimeZone::get(DEFAULT_TIME_ZONE).unwrap_or(TimeZone::UTC))
}

/// What a person is trusted with. Each role includes what the ones before it may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Reads everything but the raw exchange.
    Viewer,
    /// Drafts and places orders, cancels own ones.
    Requester,
    /// Approves and revokes, changes organizations.
    Approver,
    /// Looks after people and settings, sees the raw exchange.
    Administrator,
}

impl Role {
    /// All roles, the least trusted first.
    pub const ALL: [Self; 4] = [Self::Viewer, Self::Requester, Self::Approver, Self::Administrator];

    /// The word used in the store, on the command line and in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Requester => "requester",
            Self::Approver => "approver",
            Self::Administrator => "administrator",
        }
    }

    /// Whether this role may do that.
    #[must_use]
    pub fn may(self, act: Act) -> bool {
        self >= act.least_role()
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A word that names no role.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no such role; choose viewer, requester, approver or administrator")]
pub struct UnknownRole;

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|role| role.word() == word)
            .ok_or(UnknownRole)
    }
}

/// Something a person does at the desk. The policy of every route names one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Look at orders, the history and the connection.
    Read,
    /// Write, change or discard a draft.
    Draft,
    /// Send an order to DigiCert.
    Place,
    /// Decide what became of an order in doubt, and take on one that was placed elsewhere.
    Settle,
    /// Cancel an order of one's own.
    Cancel,
    /// Approve an order of somebody else's.
    Approve,
    /// Cancel an order of somebody else's.
    CancelAny,
    /// Do what brings a placed order to its certificate: a late CSR, its contacts, the proof of control, notes.
    Follow,
    /// Have a certificate issued anew.
    Reissue,
    /// Revoke a certificate.
    Revoke,
    /// Add, change and delete people in the desk's own address book.
    KeepContacts,
    /// Change an organization, its contacts or a domain at DigiCert.
    ChangeOrganizations,
    /// Take an organization or a domain out of use at DigiCert.
    DeactivateAtDigiCert,
    /// Erase a person from the desk.
    ErasePeople,
    /// Add, change and disable people.
    ManagePeople,
    /// Change the desk's settings.
    ManageSettings,
    /// Change and delete templates of others.
    ManageTemplates,
    /// See requests and answers as they went over the wire.
    SeeRawExchange,
}

impl Act {
    /// The least trusted role that may do it.
    #[must_use]
    pub fn least_role(self) -> Role {
        match self {
            Self::Read => Role::Viewer,
            Self::Draft | Self::Place | Self::Settle | Self::Cancel | Self::Follow | Self::KeepContacts => {
                Role::Requester
            }
            Self::Approve | Self::CancelAny | Self::Reissue | Self::Revoke | Self::ChangeOrganizations => {
                Role::Approver
            }
            Self::DeactivateAtDigiCert
            | Self::ErasePeople
            | Self::ManagePeople
            | Self::ManageSettings
            | Self::ManageTemplates
            | Self::SeeRawExchange => Role::Administrator,
        }
    }
}

/// The signed-in person on whose behalf something is done. Service methods that need one take it by reference, so
/// that nothing happens without somebody's name on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operator {
    /// Who it is.
    pub id: OperatorId,
    /// The name they sign in with.
    pub username: String,
    /// The name other people see.
    pub name: String,
    /// What they are trusted with.
    pub role: Role,
    /// The language they chose, if any (BCP 47).
    pub locale: Option<String>,
    /// The time zone in which they read times (IANA name).
    pub time_zone: String,
}

impl Operator {
    /// Whether they may do that.
    #[must_use]
    pub fn may(&self, act: Act) -> bool {
        self.role.may(act)
    }

    /// Whether they may replace, rename or delete a template that was saved by `owner`: their own, and an administrator
    /// everybody's. Everybody who writes drafts may use it.
    #[must_use]
    pub fn may_change_template_of(&self, owner: &Actor) -> bool {
        let is_own = owner.id == Some(self.id);
        self.may(Act::ManageTemplates) || (is_own && self.may(Act::Draft))
    }
}

/// A person as others see them beside what they did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Who it is; nobody when the desk itself acted.
    pub id: Option<OperatorId>,
    /// The name at that time.
    pub name: String,
}

impl From<&Operator> for Actor {
    fn from(operator: &Operator) -> Self {
        Self {
            id: Some(operator.id),
            name: operator.name.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_role_may_what_the_issue_says() {
        let table = [
            (Act::Read, [true, true, true, true]),
            (Act::Draft, [false, true, true, true]),
            (Act::Place, [false, true, true, true]),
            (Act::Settle, [false, true, true, true]),
            (Act::Cancel, [false, true, true, true]),
            (Act::Approve, [false, false, true, true]),
            (Act::CancelAny, [false, false, true, true]),
            (Act::Follow, [false, true, true, true]),
            (Act::Reissue, [false, false, true, true]),
            (Act::Revoke, [false, false, true, true]),
            (Act::KeepContacts, [false, true, true, true]),
            (Act::ChangeOrganizations, [false, false, true, true]),
            (Act::DeactivateAtDigiCert, [false, false, false, true]),
            (Act::ErasePeople, [false, false, false, true]),
            (Act::ManagePeople, [false, false, false, true]),
            (Act::ManageSettings, [false, false, false, true]),
            (Act::ManageTemplates, [false, false, false, true]),
            (Act::SeeRawExchange, [false, false, false, true]),
        ];
        for (act, expected) in table {
            assert_eq!(Role::ALL.map(|role| role.may(act)), expected, "{act:?}");
        }
    }

    #[test]
    fn a_template_is_changed_by_its_owner_and_by_administrators() {
        let operator = |id, role| Operator {
            id: OperatorId(id),
            username: String::new(),
            name: String::new(),
            role,
            locale: None,
            time_zone: String::new(),
        };
        let own = Actor::from(&operator(1, Role::Requester));
        let nobody = Actor {
            id: None,
            ..own.clone()
        };
        for (id, role, owner, may) in [
            (1, Role::Requester, &own, true),
            (1, Role::Viewer, &own, false),
            (2, Role::Requester, &own, false),
            (2, Role::Approver, &own, false),
            (2, Role::Administrator, &own, true),
            (2, Role::Requester, &nobody, false),
            (2, Role::Administrator, &nobody, true),
        ] {
            let operator = operator(id, role);
            assert_eq!(operator.may_change_template_of(owner), may, "{operator:?} {owner:?}");
        }
    }

    #[test]
    fn a_role_survives_its_word() {
        for role in Role::ALL {
            assert_eq!(role.word().parse(), Ok(role));
        }
        assert_eq!("root".parse::<Role>(), Err(UnknownRole));
    }
}
