//! All orders of the account, page by page; and those that DigiCert does not know any more.

use std::collections::BTreeSet;

use super::sighting::{Sighting, see};
use super::{CutOff, Run};
use crate::digicert::{OrderQuery, ReadError};
use crate::domain::ids::RemoteOrderId;

/// So many ids of ours are read at a time.
const CHUNK: u64 = 1_000;

/// Compares everything.
pub(super) async fn compare(run: &mut Run) -> Result<(), CutOff> {
    let mut there = BTreeSet::new();
    pages(run, OrderQuery::default(), |id| {
        there.insert(id);
    })
    .await?;
    let mut after = RemoteOrderId(0);
    loop {
        let ours = run.orders.store.orders().remote_ids_after(after, CHUNK).await?;
        let Some((_, last, _)) = ours.last() else { return Ok(()) };
        after = *last;
        run.go_on().await?;
        for (id, remote_id, was_gone) in ours {
            let is_gone = !there.contains(&remote_id) && is_unknown_there(run, remote_id).await?;
            if is_gone != was_gone && run.orders.store.orders().record_vanished(id, is_gone, run.at).await? {
                run.differ();
            }
        }
    }
}

/// Reads all pages of a question and sees to each order on them.
pub(super) async fn pages(run: &mut Run, first: OrderQuery, mut note: impl FnMut(RemoteOrderId)) -> Result<(), CutOff> {
    let mut next = Some(first);
    while let Some(query) = next {
        let page = run.orders.digicert.orders(&query).await?;
        page.orders.iter().for_each(|order| note(order.id));
        let sightings: Vec<Sighting> = page.orders.iter().map(Sighting::from).collect();
        see(run, &sightings).await?;
        run.go_on().await?;
        next = query.after(&page);
    }
    Ok(())
}

/// Asked for by its own number: a list may miss one that was placed or changed while it was read.
async fn is_unknown_there(run: &Run, id: RemoteOrderId) -> Result<bool, CutOff> {
    match run.orders.digicert.order(id).await {
        Ok(_) => Ok(false),
        // One that was moved to where the key does not reach is as good as gone; it must not stop the comparison.
        Err(ReadError::NotFound | ReadError::Denied(_)) => Ok(true),
        Err(error) => Err(error.into()),
    }
}
