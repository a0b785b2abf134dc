//! The way in: the listener whose connections can be cut, the keys, the limits, and the hand-over to the routes.

mod gate;
mod gateway;
mod identity;
mod limits;
mod listener;

pub(crate) use gate::Gate;
pub(crate) use gateway::{html, router};
pub(crate) use identity::{Call, Incoming};
pub(crate) use limits::Limits;
pub(crate) use listener::{CuttableListener, Peer};
