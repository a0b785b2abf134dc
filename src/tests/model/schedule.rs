//! A schedule: how the world is set up, and what happens in it. It prints as one line, which reads back.

use std::fmt;
use std::str::FromStr;

/// What happens, step by step, in a world.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Schedule {
    pub(super) world: World,
    pub(super) steps: Vec<Step>,
}

/// What DigiCert is like and what the desk asks of its people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct World {
    /// Every order needs a second person.
    pub(super) approval: bool,
    /// DigiCert takes our reference and forgets it.
    pub(super) ignore_reference: bool,
    /// DigiCert does not show the CSR of an order.
    pub(super) without_csr: bool,
    /// A look-up of an unknown reference answers an empty list instead of 404.
    pub(super) empty_alternate: bool,
    /// By so many seconds DigiCert's clock is ahead of ours.
    pub(super) skew: i64,
    /// The orders that are there from the beginning, by what they are made with.
    pub(super) keys: Vec<Key>,
}

/// What an order is made with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    /// The first key.
    First,
    /// Another one.
    Second,
    /// One that only others have.
    Strange,
    /// None: the CSR follows later.
    None,
}

/// The places where a desk is cut off while it places an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    /// After so many turns of its task.
    Turns(u32),
    /// As soon as DigiCert has one order more.
    Taken,
}

/// Something that happens. People, orders and desks are numbered; a number beyond the last begins again at the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// A person changes an order.
    Edit {
        who: usize,
        order: usize,
    },
    Ask {
        who: usize,
        order: usize,
    },
    Approve {
        who: usize,
        order: usize,
    },
    Reject {
        who: usize,
        order: usize,
    },
    Withdraw {
        who: usize,
        order: usize,
    },
    /// A person places an order and waits for the answer.
    Click {
        who: usize,
        order: usize,
        desk: usize,
    },
    /// A person places an order from a page that is out of date.
    Stale {
        who: usize,
        order: usize,
    },
    /// Two people place an order at once.
    Twice {
        order: usize,
        desk: usize,
    },
    /// One person places an order while another one changes it.
    EditAndClick {
        order: usize,
        desk: usize,
    },
    /// A person places an order and does not wait.
    Start {
        who: usize,
        order: usize,
        desk: usize,
    },
    /// The desk is cut off while it places an order, and starts anew.
    Crash {
        order: usize,
        desk: usize,
        at: Moment,
    },
    /// The desk is cut off and starts anew.
    Restart {
        desk: usize,
    },
    /// The next order at DigiCert meets this fault of [`super::ground::FAULTS`].
    Fault {
        number: usize,
    },
    /// The next so many readings meet this fault.
    Unread {
        number: usize,
        times: u32,
    },
    /// What DigiCert holds goes on.
    LetGo,
    /// Nobody can connect to DigiCert any more.
    Shut,
    /// Who connects is let in again.
    Open,
    /// Time passes.
    Wait {
        seconds: i64,
    },
    /// What the desk does every minute.
    KeepHouse {
        desk: usize,
    },
    Look {
        who: usize,
        order: usize,
    },
    LookTwice {
        order: usize,
        desk: usize,
    },
    Reconcile {
        desk: usize,
    },
    /// A person who knows the truth chooses among candidates, or says that none is it.
    Choose {
        who: usize,
        order: usize,
    },
    GiveUp {
        who: usize,
        order: usize,
    },
    Discard {
        who: usize,
        order: usize,
    },
    Again {
        who: usize,
        order: usize,
    },
    /// Somebody orders for the same name, without our desk, with another key or none.
    Foreign {
        order: usize,
        key: Key,
    },
    /// A person takes an order into care that was seen there; it may turn out to be one of ours.
    Adopt {
        who: usize,
    },
}

impl Step {
    /// Whether it does nothing to the desk by itself.
    pub(super) fn is_about_the_world(self) -> bool {
        matches!(
            self,
            Self::Fault { .. } | Self::Unread { .. } | Self::Wait { .. } | Self::Shut | Self::Open
        )
    }
}

impl fmt::Display for Schedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.world)?;
        self.steps.iter().try_for_each(|step| write!(f, "; {step}"))
    }
}

impl fmt::Display for World {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("keys=")?;
        self.keys.iter().try_for_each(|key| write!(f, "{key}"))?;
        write!(f, " skew={}", self.skew)?;
        for (is_on, word) in [
            (self.approval, "approval"),
            (self.ignore_reference, "ignore-reference"),
            (self.without_csr, "without-csr"),
            (self.empty_alternate, "empty-alternate"),
        ] {
            if is_on {
                write!(f, " {word}")?;
            }
        }
        Ok(())
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::First => "a",
            Self::Second => "b",
            Self::Strange => "c",
            Self::None => "n",
        })
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Edit { who, order } => write!(f, "edit {who} {order}"),
            Self::Ask { who, order } => write!(f, "ask {who} {order}"),
            Self::Approve { who, order } => write!(f, "approve {who} {order}"),
            Self::Reject { who, order } => write!(f, "reject {who} {order}"),
            Self::Withdraw { who, order } => write!(f, "withdraw {who} {order}"),
            Self::Click { who, order, desk } => write!(f, "click {who} {order} {desk}"),
            Self::Stale { who, order } => write!(f, "stale {who} {order}"),
            Self::Twice { order, desk } => write!(f, "twice {order} {desk}"),
            Self::EditAndClick { order, desk } => write!(f, "edit-and-click {order} {desk}"),
            Self::Start { who, order, desk } => write!(f, "start {who} {order} {desk}"),
            Self::Crash {
                order,
                desk,
                at: Moment::Turns(turns),
            } => write!(f, "crash {order} {desk} {turns}"),
            Self::Crash {
                order,
                desk,
                at: Moment::Taken,
            } => write!(f, "crash {order} {desk} taken"),
            Self::Restart { desk } => write!(f, "restart {desk}"),
            Self::Fault { number } => write!(f, "fault {number}"),
            Self::Unread { number, times } => write!(f, "unread {number} {times}"),
            Self::LetGo => f.write_str("let-go"),
            Self::Shut => f.write_str("shut"),
            Self::Open => f.write_str("open"),
            Self::Wait { seconds } => write!(f, "wait {seconds}"),
            Self::KeepHouse { desk } => write!(f, "keep-house {desk}"),
            Self::Look { who, order } => write!(f, "look {who} {order}"),
            Self::LookTwice { order, desk } => write!(f, "look-twice {order} {desk}"),
            Self::Reconcile { desk } => write!(f, "reconcile {desk}"),
            Self::Choose { who, order } => write!(f, "choose {who} {order}"),
            Self::GiveUp { who, order } => write!(f, "give-up {who} {order}"),
            Self::Discard { who, order } => write!(f, "discard {who} {order}"),
            Self::Again { who, order } => write!(f, "again {who} {order}"),
            Self::Foreign { order, key } => write!(f, "foreign {order} {key}"),
            Self::Adopt { who } => write!(f, "adopt {who}"),
        }
    }
}

/// A line that is no schedule.
pub(super) struct NoSchedule(String);

impl fmt::Debug for NoSchedule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "this is no part of a schedule: {}", self.0)
    }
}

impl FromStr for Schedule {
    type Err = NoSchedule;

    fn from_str(line: &str) -> Result<Self, NoSchedule> {
        let mut parts = line.trim().split(';');
        let world = parts.next().unwrap_or_default().parse()?;
        let steps = parts.map(str::parse).collect::<Result<_, _>>()?;
        Ok(Self { world, steps })
    }
}

impl FromStr for World {
    type Err = NoSchedule;

    fn from_str(text: &str) -> Result<Self, NoSchedule> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let value = |name: &str| words.iter().find_map(|word| word.strip_prefix(name));
        let has = |word: &str| words.contains(&word);
        let bad = || NoSchedule(text.to_owned());
        let keys = value("keys=").ok_or_else(bad)?;
        Ok(Self {
            approval: has("approval"),
            ignore_reference: has("ignore-reference"),
            without_csr: has("without-csr"),
            empty_alternate: has("empty-alternate"),
            skew: value("skew=").and_then(|skew| skew.parse().ok()).ok_or_else(bad)?,
            keys: keys
                .chars()
                .map(|letter| letter.to_string().parse())
                .collect::<Result<_, _>>()?,
        })
    }
}

impl FromStr for Key {
    type Err = NoSchedule;

    fn from_str(text: &str) -> Result<Self, NoSchedule> {
        match text {
            "a" => Ok(Self::First),
            "b" => Ok(Self::Second),
            "c" => Ok(Self::Strange),
            "n" => Ok(Self::None),
            _ => Err(NoSchedule(text.to_owned())),
        }
    }
}

impl FromStr for Step {
    type Err = NoSchedule;

    fn from_str(text: &str) -> Result<Self, NoSchedule> {
        let bad = || NoSchedule(text.to_owned());
        let words: Vec<&str> = text.split_whitespace().collect();
        let (name, rest) = words.split_first().ok_or_else(bad)?;
        let word = |place: usize| rest.get(place).copied().unwrap_or_default();
        let number = |place: usize| word(place).parse::<usize>().map_err(|_| bad());
        let who_and_order = || Ok((number(0)?, number(1)?));
        Ok(match *name {
            "edit" => who_and_order().map(|(who, order)| Self::Edit { who, order })?,
            "ask" => who_and_order().map(|(who, order)| Self::Ask { who, order })?,
            "approve" => who_and_order().map(|(who, order)| Self::Approve { who, order })?,
            "reject" => who_and_order().map(|(who, order)| Self::Reject { who, order })?,
            "withdraw" => who_and_order().map(|(who, order)| Self::Withdraw { who, order })?,
            "click" => Self::Click {
                who: number(0)?,
                order: number(1)?,
                desk: number(2)?,
            },
            "stale" => who_and_order().map(|(who, order)| Self::Stale { who, order })?,
            "twice" => Self::Twice {
                order: number(0)?,
                desk: number(1)?,
            },
            "edit-and-click" => Self::EditAndClick {
                order: number(0)?,
                desk: number(1)?,
            },
            "start" => Self::Start {
                who: number(0)?,
                order: number(1)?,
                desk: number(2)?,
            },
            "crash" => {
                let at = match word(2) {
                    "taken" => Moment::Taken,
                    turns => Moment::Turns(turns.parse().map_err(|_| bad())?),
                };
                Self::Crash {
                    order: number(0)?,
                    desk: number(1)?,
                    at,
                }
            }
            "restart" => Self::Restart { desk: number(0)? },
            "fault" => Self::Fault { number: number(0)? },
            "unread" => Self::Unread {
                number: number(0)?,
                times: word(1).parse().map_err(|_| bad())?,
            },
            "let-go" => Self::LetGo,
            "shut" => Self::Shut,
            "open" => Self::Open,
            "wait" => Self::Wait {
                seconds: word(0).parse().map_err(|_| bad())?,
            },
            "keep-house" => Self::KeepHouse { desk: number(0)? },
            "look" => who_and_order().map(|(who, order)| Self::Look { who, order })?,
            "look-twice" => Self::LookTwice {
                order: number(0)?,
                desk: number(1)?,
            },
            "reconcile" => Self::Reconcile { desk: number(0)? },
            "choose" => who_and_order().map(|(who, order)| Self::Choose { who, order })?,
            "give-up" => who_and_order().map(|(who, order)| Self::GiveUp { who, order })?,
            "discard" => who_and_order().map(|(who, order)| Self::Discard { who, order })?,
            "again" => who_and_order().map(|(who, order)| Self::Again { who, order })?,
            "adopt" => Self::Adopt { who: number(0)? },
            "foreign" => Self::Foreign {
                order: number(0)?,
                key: word(1).parse()?,
            },
            _ => return Err(bad()),
        })
    }
}
