//! What changed at DigiCert since it was last asked: statuses, and orders that are new there. Asked in small steps, each of
//! which is remembered, so that one that failed is taken again and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::sighting::{compare_with_ours, see, see_listed};
use super::{CutOff, Run};
use crate::causes::causes;
use crate::digicert::{Created, OrderQuery, ReadError, StatusChange};
use crate::domain::ids::RemoteOrderId;
use crate::domain::order::Order;
use crate::store::StatusReading;

/// Steps overlap by so much, for clocks that differ and changes that show late.
const OVERLAP: SignedDuration = SignedDuration::from_mins(15);

/// No step is longer.
const STEP: SignedDuration = SignedDuration::from_hours(6);

/// The longest span DigiCert answers for (CertCentral: Status changes).
const LONGEST: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Whether DigiCert would still tell what changed since then.
pub(super) fn may_be_asked(since: Timestamp, now: Timestamp) -> bool {
    now.duration_since(beginning(since)) <= LONGEST
}

fn beginning(since: Timestamp) -> Timestamp {
    since.saturating_sub(OVERLAP).unwrap_or(Timestamp::MIN)
}

/// Compares what changed since then.
pub(super) async fn compare(run: &mut Run, since: Timestamp) -> Result<(), CutOff> {
    let now = run.orders.clock.now();
    let mut from = beginning(since);
    // A span that DigiCert ends at its now is in no time zone, so that the last step is one.
    while now.duration_since(from) > STEP {
        let until = from.saturating_add(STEP).unwrap_or(now);
        run.asks();
        let changed = match run.orders.digicert.status_changes_between(from, until).await {
            Err(error @ (ReadError::Refused { .. } | ReadError::Unreadable { .. })) => {
                tracing::warn!(
                    error = causes(&error),
                    "changes of a span of time are not told; all are asked for"
                );
                break;
            }
            answer => answer?,
        };
        take(run, &changed).await?;
        run.orders.store.order_reading().polled(until).await?;
        run.go_on().await?;
        from = beginning(until);
    }
    let span = now.duration_since(from).unsigned_abs();
    run.asks();
    let changed = run.orders.digicert.status_changes(span).await?;
    take(run, &changed).await?;
    run.go_on().await?;
    new_ones(run, beginning(since)).await?;
    run.orders.store.order_reading().polled(now).await?;
    Ok(())
}

/// Orders that were placed since then, which need not have changed.
async fn new_ones(run: &mut Run, since: Timestamp) -> Result<(), CutOff> {
    let mut next = Some(OrderQuery {
        created: Some(Created::Since(since.to_zoned(TimeZone::UTC).date())),
        ..OrderQuery::default()
    });
    while let Some(query) = next {
        run.asks();
        let page = run.orders.digicert.orders(&query).await?;
        see_listed(run, &page.orders).await?;
        run.go_on().await?;
        next = query.after(&page);
    }
    Ok(())
}

/// Writes the statuses of the orders that are known here, and has those that changed read in full. Those that are not
/// known are read at once.
async fn take(run: &mut Run, changed: &[StatusChange]) -> Result<(), CutOff> {
    let ids: Vec<RemoteOrderId> = changed.iter().map(|change| change.id).collect();
    let known = run.orders.store.orders().with_remote_ids(&ids).await?;
    let by_id = |order: &Order| order.remote.as_ref().map(|remote| remote.id);
    let known: BTreeMap<_, _> = known.iter().filter_map(|order| Some((by_id(order)?, order))).collect();
    let mut news = BTreeSet::new();
    for change in changed {
        let Some(order) = known.get(&change.id) else {
            read_unknown(run, change.id).await?;
            continue;
        };
        let Some(status) = &change.status else {
            news.insert(order.id);
            continue;
        };
        let reading = StatusReading {
            status: status.clone(),
            certificate_id: change.certificate_id,
            organization_name: None,
            price: None,
            reference: None,
            at: run.read_at,
        };
        if compare_with_ours(run, order, &reading).await? {
            news.insert(order.id);
        }
    }
    let news: Vec<_> = news.into_iter().collect();
    run.want(&news).await
}

/// One that cannot be read is seen in a list, or by the next reading of all orders.
async fn read_unknown(run: &mut Run, id: RemoteOrderId) -> Result<(), CutOff> {
    run.go_on().await?;
    match run.orders.digicert.order_record(id).await {
        Ok(record) => {
            see(run, &[(&record).into()]).await?;
            run.keep_in_full(&record).await
        }
        Err(error) => run.pass_over(id, error),
    }
}
