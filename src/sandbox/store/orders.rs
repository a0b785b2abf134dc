//! The orders by their id, each in a place of its own so that many of them take no more room than they need.

use std::collections::{BTreeMap, btree_map};

use super::Order;

/// Every order.
#[derive(Debug, Default)]
pub(crate) struct Orders(BTreeMap<u64, Box<Order>>);

/// The orders from one end to the other.
#[derive(Clone)]
pub(crate) struct Values<'a>(btree_map::Values<'a, u64, Box<Order>>);

impl Orders {
    /// The order of an id.
    pub(crate) fn get(&self, id: &u64) -> Option<&Order> {
        self.0.get(id).map(AsRef::as_ref)
    }

    /// The orders, the lowest id first.
    pub(crate) fn values(&self) -> Values<'_> {
        Values(self.0.values())
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// The highest id.
    pub(super) fn highest(&self) -> Option<u64> {
        self.0.last_key_value().map(|(id, _)| *id)
    }

    /// Puts an order in, in the place of the one with its id.
    pub(super) fn put(&mut self, order: Box<Order>) {
        self.0.insert(order.id, order);
    }
}

impl<'a> Iterator for Values<'a> {
    type Item = &'a Order;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(AsRef::as_ref)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl DoubleEndedIterator for Values<'_> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back().map(AsRef::as_ref)
    }
}
