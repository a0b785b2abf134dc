//! What changed at DigiCert since the last run: statuses, and orders that are new there.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::sighting::{compare_with_ours, see};
use super::{CutOff, Run, everything};
use crate::digicert::{Created, OrderQuery, ReadError, StatusChange};
use crate::domain::ids::RemoteOrderId;
use crate::domain::order::Order;
use crate::store::StatusReading;

/// Runs overlap by so much, for clocks that differ and changes that show late.
const OVERLAP: SignedDuration = SignedDuration::from_mins(15);

/// The longest span DigiCert answers for (CertCentral: Status changes).
const LONGEST: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Compares what changed since then. After too long a time, everything.
pub(super) async fn compare(run: &mut Run, since: Timestamp) -> Result<(), CutOff> {
    let since = since.saturating_sub(OVERLAP).unwrap_or(Timestamp::MIN);
    let span = run.at.duration_since(since);
    if span > LONGEST {
        return everything::compare(run).await;
    }
    let changed = run.orders.digicert.status_changes(span.unsigned_abs()).await?;
    read_statuses(run, &changed).await?;
    run.go_on().await?;
    let new = OrderQuery {
        created: Some(Created::Since(since.to_zoned(TimeZone::UTC).date())),
        ..OrderQuery::default()
    };
    everything::pages(run, new, |_| {}).await
}

/// Writes the statuses of the orders that are known here. Those that are not are seen among the new ones, or by the next
/// comparison of everything.
async fn read_statuses(run: &mut Run, changed: &[StatusChange]) -> Result<(), CutOff> {
    let ids: Vec<RemoteOrderId> = changed.iter().map(|change| change.id).collect();
    let known = run.orders.store.orders().with_remote_ids(&ids).await?;
    for change in changed {
        let is_it = |order: &&Order| order.remote.as_ref().is_some_and(|remote| remote.id == change.id);
        match (known.iter().find(is_it), &change.status) {
            (Some(order), Some(status)) => {
                let reading = StatusReading {
                    status: status.clone(),
                    certificate_id: change.certificate_id,
                    organization_name: None,
                    price: None,
                    reference: None,
                    at: run.at,
                };
                compare_with_ours(run, order, &reading).await?;
            }
            (Some(_), None) => {}
            (None, _) => {
                let info = match run.orders.digicert.order(change.id).await {
                    Ok(info) => info,
                    Err(ReadError::NotFound | ReadError::Denied(_)) => continue,
                    Err(error) => return Err(error.into()),
                };
                see(run, &[(&info).into()]).await?;
            }
        }
    }
    Ok(())
}
