//! Where on the way of an order the desk is killed, and by what that is known.

/// Where on the way of an order the desk is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The attempt is being written down; its commit cannot happen.
    BeforeWriteAhead,
    /// The attempt was committed just now. The request may or may not have left.
    WrittenAhead,
    /// The request is in the network, and nothing of it was read.
    Leaving,
    /// The request was read on its way, and DigiCert has nothing of it.
    OnItsWay,
    /// DigiCert took the order, and its answer is on its way.
    Taken,
    /// The same; and the next start is killed while it looks for the order.
    Looking,
    /// The answer is here; the commit of its record cannot happen.
    Answered,
    /// DigiCert's no is here; the commit of its record cannot happen.
    Refused,
    /// The answer was recorded; the browser may not know.
    Recorded,
    /// At any moment.
    Anywhere,
}

impl Step {
    pub(super) const ALL: [Self; 10] = [
        Self::BeforeWriteAhead,
        Self::WrittenAhead,
        Self::Leaving,
        Self::OnItsWay,
        Self::Taken,
        Self::Looking,
        Self::Answered,
        Self::Refused,
        Self::Recorded,
        Self::Anywhere,
    ];

    pub(super) fn may_be_delivered_late(self) -> bool {
        matches!(self, Self::Leaving | Self::OnItsWay)
    }
}

/// When a request that was on its way reaches DigiCert.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Delivery {
    Never,
    BeforeTheDeskIsBack,
    AfterTheDeskIsBack,
}

impl Delivery {
    pub(super) fn of_round(number: usize) -> Self {
        match number % 3 {
            0 => Self::Never,
            1 => Self::BeforeTheDeskIsBack,
            _ => Self::AfterTheDeskIsBack,
        }
    }
}

/// Lines of the desk's log that tell how far it is.
pub(super) const WRITING_AHEAD: &str = "an order is being written down as sent";
pub(super) const TAKEN: &str = "DigiCert took an order";
pub(super) const REFUSED: &str = "DigiCert refused an order";
pub(super) const COMPARED: &str = "orders were compared with DigiCert's";
