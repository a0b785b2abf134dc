//! The kinds of changes, and what is true of each.

/// What kind of change it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChangeKind {
    /// Create an organization.
    CreateOrganization,
    /// Change an organization's name, address or telephone.
    ChangeOrganization,
    /// Change an organization's contacts.
    ChangeContacts,
    /// Submit an organization for validation.
    SubmitOrganization,
    /// Let orders be placed for an organization again.
    ActivateOrganization,
    /// Let no more orders be placed for an organization.
    DeactivateOrganization,
    /// Add a domain.
    AddDomain,
    /// Submit a domain for validation.
    SubmitDomain,
    /// Prove control of a domain in another way.
    ChangeDcvMethod,
    /// Ask for a new random value.
    NewDcvToken,
    /// Have the mails sent again.
    ResendDcvEmails,
    /// Have DigiCert look now.
    CheckDcv,
    /// Use a domain again.
    ActivateDomain,
    /// Use a domain no more.
    DeactivateDomain,
    /// Cancel an order, or the reissue that is on its way.
    CancelOrder,
    /// Give an order the CSR it was placed without.
    AddCsr,
    /// Have the certificate of an order issued anew.
    ReissueOrder,
    /// Revoke one certificate.
    RevokeCertificate,
    /// Revoke an order: all of its certificates.
    RevokeOrder,
    /// Change the contacts of an order.
    ChangeOrderContacts,
    /// Prove control of an order's domains in another way.
    OrderDcvMethod,
    /// Have the mails of an order sent again.
    ResendOrderEmails,
    /// Have DigiCert look for an order's records or files now.
    CheckOrderDcv,
    /// Ask for a new random value for an order.
    NewOrderToken,
    /// Write a note on an order.
    AddOrderNote,
}

/// What a kind of change is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Topic {
    /// An organization.
    Organization,
    /// A domain.
    Domain,
    /// An order.
    Order,
}

impl ChangeKind {
    /// All kinds.
    pub const ALL: [Self; 25] = [
        Self::CreateOrganization,
        Self::ChangeOrganization,
        Self::ChangeContacts,
        Self::SubmitOrganization,
        Self::ActivateOrganization,
        Self::DeactivateOrganization,
        Self::AddDomain,
        Self::SubmitDomain,
        Self::ChangeDcvMethod,
        Self::NewDcvToken,
        Self::ResendDcvEmails,
        Self::CheckDcv,
        Self::ActivateDomain,
        Self::DeactivateDomain,
        Self::CancelOrder,
        Self::AddCsr,
        Self::ReissueOrder,
        Self::RevokeCertificate,
        Self::RevokeOrder,
        Self::ChangeOrderContacts,
        Self::OrderDcvMethod,
        Self::ResendOrderEmails,
        Self::CheckOrderDcv,
        Self::NewOrderToken,
        Self::AddOrderNote,
    ];

    /// The word in the store, in addresses and in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::CreateOrganization => "create-organization",
            Self::ChangeOrganization => "change-organization",
            Self::ChangeContacts => "change-contacts",
            Self::SubmitOrganization => "submit-organization",
            Self::ActivateOrganization => "activate-organization",
            Self::DeactivateOrganization => "deactivate-organization",
            Self::AddDomain => "add-domain",
            Self::SubmitDomain => "submit-domain",
            Self::ChangeDcvMethod => "change-dcv-method",
            Self::NewDcvToken => "new-dcv-token",
            Self::ResendDcvEmails => "resend-dcv-emails",
            Self::CheckDcv => "check-dcv",
            Self::ActivateDomain => "activate-domain",
            Self::DeactivateDomain => "deactivate-domain",
            Self::CancelOrder => "cancel-order",
            Self::AddCsr => "add-csr",
            Self::ReissueOrder => "reissue-order",
            Self::RevokeCertificate => "revoke-certificate",
            Self::RevokeOrder => "revoke-order",
            Self::ChangeOrderContacts => "change-order-contacts",
            Self::OrderDcvMethod => "order-dcv-method",
            Self::ResendOrderEmails => "resend-order-emails",
            Self::CheckOrderDcv => "check-order-dcv",
            Self::NewOrderToken => "new-order-token",
            Self::AddOrderNote => "add-order-note",
        }
    }

    /// The kind of that word.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// Whether the call is described in a page of DigiCert's reference that could be read. The update of an organization
    /// is not, nor are the addresses of activating, deactivating and the follow-up calls of domains; of orders the late
    /// CSR, the reissue and the mails are known from clients only, and that the same method once more gives a new random
    /// value is inferred.
    #[must_use]
    pub fn is_documented(self) -> bool {
        matches!(
            self,
            Self::CreateOrganization
                | Self::ChangeContacts
                | Self::SubmitOrganization
                | Self::CancelOrder
                | Self::RevokeCertificate
                | Self::RevokeOrder
                | Self::ChangeOrderContacts
                | Self::OrderDcvMethod
                | Self::CheckOrderDcv
                | Self::AddOrderNote
        )
    }

    /// What it is about.
    #[must_use]
    pub fn topic(self) -> Topic {
        match self {
            Self::CreateOrganization
            | Self::ChangeOrganization
            | Self::ChangeContacts
            | Self::SubmitOrganization
            | Self::ActivateOrganization
            | Self::DeactivateOrganization => Topic::Organization,
            Self::AddDomain
            | Self::SubmitDomain
            | Self::ChangeDcvMethod
            | Self::NewDcvToken
            | Self::ResendDcvEmails
            | Self::CheckDcv
            | Self::ActivateDomain
            | Self::DeactivateDomain => Topic::Domain,
            Self::CancelOrder
            | Self::AddCsr
            | Self::ReissueOrder
            | Self::RevokeCertificate
            | Self::RevokeOrder
            | Self::ChangeOrderContacts
            | Self::OrderDcvMethod
            | Self::ResendOrderEmails
            | Self::CheckOrderDcv
            | Self::NewOrderToken
            | Self::AddOrderNote => Topic::Order,
        }
    }

    /// Whether it revokes something: what nobody can undo, and a second person has to approve where approvals are on.
    #[must_use]
    pub fn is_revocation(self) -> bool {
        matches!(self, Self::RevokeCertificate | Self::RevokeOrder)
    }

    /// Whether the name of the subject must be typed before it is sent: those that cannot be undone easily.
    #[must_use]
    pub fn needs_confirmation(self) -> bool {
        self.is_revocation() || matches!(self, Self::DeactivateOrganization | Self::DeactivateDomain)
    }

    /// Whether there is anything to fill in.
    #[must_use]
    pub fn has_form(self) -> bool {
        !self.is_immediate()
            && !matches!(
                self,
                Self::ActivateOrganization
                    | Self::DeactivateOrganization
                    | Self::ActivateDomain
                    | Self::DeactivateDomain
            )
    }

    /// Whether it changes nothing that somebody typed, so that it is sent at once, without a page to check.
    #[must_use]
    pub fn is_immediate(self) -> bool {
        matches!(
            self,
            Self::NewDcvToken
                | Self::ResendDcvEmails
                | Self::CheckDcv
                | Self::ResendOrderEmails
                | Self::CheckOrderDcv
                | Self::NewOrderToken
        )
    }
}
