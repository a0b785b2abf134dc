//! The words of gates: which there are, where they stand, who has to act, what to do next.

/// Which gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GateKind {
    /// The approval of a second person here.
    Approval,
    /// Sending the order to DigiCert.
    Sending,
    /// The approval of the request in CertCentral.
    RemoteApproval,
    /// The validation of the organization.
    Organization,
    /// The answers of its verified contacts.
    VerifiedContact,
    /// Control of one domain.
    Domain,
    /// The CSR, where it follows the order.
    Csr,
    /// The certificate's issuance.
    Issuance,
    /// A reissue.
    Reissue,
    /// A revocation.
    Revocation,
    /// The certificate at this desk.
    Certificate,
}

impl GateKind {
    /// All of them, in the order of an order's life.
    pub const ALL: [Self; 11] = [
        Self::Approval,
        Self::Sending,
        Self::RemoteApproval,
        Self::Organization,
        Self::VerifiedContact,
        Self::Domain,
        Self::Csr,
        Self::Issuance,
        Self::Certificate,
        Self::Reissue,
        Self::Revocation,
    ];

    /// The word in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Approval => "approval",
            Self::Sending => "sending",
            Self::RemoteApproval => "remote-approval",
            Self::Organization => "organization",
            Self::VerifiedContact => "verified-contact",
            Self::Domain => "domain",
            Self::Csr => "csr",
            Self::Issuance => "issuance",
            Self::Reissue => "reissue",
            Self::Revocation => "revocation",
            Self::Certificate => "certificate",
        }
    }
}

/// Where a gate stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stand {
    /// Passed.
    Done,
    /// Somebody has to act.
    Waiting,
    /// Not reached yet.
    Ahead,
    /// The order ended there.
    Stopped,
    /// Not read from DigiCert yet.
    Unknown,
}

impl Stand {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Done, Self::Waiting, Self::Ahead, Self::Stopped, Self::Unknown];

    /// The word in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Waiting => "waiting",
            Self::Ahead => "ahead",
            Self::Stopped => "stopped",
            Self::Unknown => "unknown",
        }
    }
}

/// Who has to act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    /// Somebody here who may send orders.
    Requester,
    /// A second person here.
    Approver,
    /// The desk itself.
    Desk,
    /// Somebody who may approve requests in CertCentral.
    RemoteApprover,
    /// A verified contact of the organization.
    VerifiedContact,
    /// Whoever looks after the domain.
    DomainOwner,
    /// DigiCert.
    DigiCert,
}

impl Owner {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Requester,
        Self::Approver,
        Self::Desk,
        Self::RemoteApprover,
        Self::VerifiedContact,
        Self::DomainOwner,
        Self::DigiCert,
    ];

    /// The word in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Requester => "requester",
            Self::Approver => "approver",
            Self::Desk => "desk",
            Self::RemoteApprover => "remote-approver",
            Self::VerifiedContact => "verified-contact",
            Self::DomainOwner => "domain-owner",
            Self::DigiCert => "digicert",
        }
    }

    /// Whether it is somebody of this desk.
    #[must_use]
    pub fn is_us(self) -> bool {
        matches!(self, Self::Requester | Self::Approver | Self::Desk)
    }
}

macro_rules! advice {
    ($($(#[$doc:meta])* $name:ident => $word:literal,)+) => {
        /// What to do next.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Advice {
            $($(#[$doc])* $name,)+
        }

        impl Advice {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name,)+];

            /// The word in message keys.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)+
                }
            }
        }
    };
}

advice! {
    /// Complete the draft and ask for an approval.
    AskApproval => "ask-approval",
    /// Approve it or send it back.
    Approve => "approve",
    /// Send it.
    Send => "send",
    /// Mend what DigiCert refused, and send it again.
    Mend => "mend",
    /// Wait for the answer.
    AwaitAnswer => "await-answer",
    /// Look for it at DigiCert, or decide.
    Settle => "settle",
    /// Go on with the order that took its place.
    GoOnInItsPlace => "go-on-in-its-place",
    /// Read the status.
    ReadStatus => "read-status",
    /// Approve the request in CertCentral.
    ApproveThere => "approve-there",
    /// Order anew, after what was wrong is mended.
    OrderAnew => "order-anew",
    /// Let DigiCert go on, and be reachable.
    AwaitValidation => "await-validation",
    /// Have the verified contact answer DigiCert.
    AnswerDigiCert => "answer-digicert",
    /// Answer the mail.
    AnswerMail => "answer-mail",
    /// Publish the record.
    PublishRecord => "publish-record",
    /// Publish the file.
    PublishFile => "publish-file",
    /// Look at the domain's page, where the method stands.
    SeeDomain => "see-domain",
    /// Hand the CSR in.
    HandInCsr => "hand-in-csr",
    /// Let DigiCert issue.
    AwaitIssuance => "await-issuance",
    /// Ask DigiCert what its word means.
    AskDigiCert => "ask-digicert",
    /// Look for it in CertCentral.
    LookInCertCentral => "look-in-certcentral",
    /// Let DigiCert reissue.
    AwaitReissue => "await-reissue",
    /// The desk fetches it.
    AwaitFetching => "await-fetching",
    /// See why the certificate is held.
    SeeCertificate => "see-certificate",
}
