//! How far the reading of the account's orders is, and which of those here were seen.

use pkio_desk::domain::ids::{OrderId, RemoteOrderId};
use pkio_desk::store::{Pass, Sight};

use super::order_records::listed;
use super::remote::elsewhere;
use super::{Fresh, contract, draft, minute, placed};

contract!(
    a_pass_is_remembered_until_it_ends,
    until_when_changes_are_known_is_remembered_beside_it,
    a_restored_backup_begins_anew,
    orders_here_are_gone_through_by_their_id_at_digicert,
);

fn pass(offset: u64) -> Pass {
    Pass {
        at: minute(2),
        offset,
        after: RemoteOrderId(77),
        total: Some(9),
        ..Pass::beginning(minute(1))
    }
}

async fn a_pass_is_remembered_until_it_ends(fresh: &Fresh) {
    let reading = fresh.store.order_reading();
    assert_eq!(reading.pass().await.unwrap(), None);
    let listed = Pass {
        total: None,
        is_listed: true,
        ..pass(9)
    };
    for pass in [Pass::beginning(minute(1)), pass(5), listed] {
        reading.is_at(&pass).await.unwrap();
        assert_eq!(reading.pass().await.unwrap(), Some(pass));
    }
    reading.pass_ended().await.unwrap();
    assert_eq!(reading.pass().await.unwrap(), None);
    assert_eq!(reading.polled_until().await.unwrap(), None);
}

async fn until_when_changes_are_known_is_remembered_beside_it(fresh: &Fresh) {
    let reading = fresh.store.order_reading();
    assert_eq!(reading.polled_until().await.unwrap(), None);
    reading.polled(minute(1)).await.unwrap();
    assert_eq!(reading.pass().await.unwrap(), None);
    reading.is_at(&pass(5)).await.unwrap();
    reading.polled(minute(3)).await.unwrap();
    assert_eq!(reading.pass().await.unwrap(), Some(pass(5)));
    reading.pass_ended().await.unwrap();
    assert_eq!(reading.polled_until().await.unwrap(), Some(minute(3)));
}

async fn a_restored_backup_begins_anew(fresh: &Fresh) {
    let reading = fresh.store.order_reading();
    reading.polled(minute(1)).await.unwrap();
    reading.is_at(&pass(5)).await.unwrap();
    let mut file = Vec::new();
    fresh.store.backup(&mut file, minute(2)).await.unwrap();
    fresh.store.restore(file.as_slice(), minute(3)).await.unwrap();
    assert_eq!(reading.polled_until().await.unwrap(), None);
    assert_eq!(reading.pass().await.unwrap(), None);
}

async fn orders_here_are_gone_through_by_their_id_at_digicert(fresh: &Fresh) {
    let (orders, records) = (fresh.store.orders(), fresh.store.order_records());
    let (nine, seven) = (placed(&fresh.store, 9).await, placed(&fresh.store, 7).await);
    let eight = elsewhere(fresh, 8).await;
    draft(&fresh.store).await;
    orders.record_vanished(seven.id, true, minute(4)).await.unwrap();
    for (order, id, read_at) in [(eight.id, 8, 5), (nine.id, 9, 4)] {
        let record = [(order, listed(id))];
        records.keep_listed(&record, minute(read_at)).await.unwrap();
    }
    let ids = [8, 9, 10].map(RemoteOrderId);
    let here = [(RemoteOrderId(8), eight.id), (RemoteOrderId(9), nine.id)];
    assert_eq!(orders.ids_of(&ids).await.unwrap(), here.into());
    let sight = |id: OrderId, remote_id: i64, is_seen: bool, was_gone: bool| Sight {
        id,
        remote_id: RemoteOrderId(remote_id),
        is_seen,
        was_gone,
    };
    let (seven, eight, nine) = (
        sight(seven.id, 7, false, true),
        sight(eight.id, 8, true, false),
        sight(nine.id, 9, false, false),
    );
    for (after, limit, expected) in [
        (0, 2, vec![seven, eight]),
        (8, 2, vec![nine]),
        (9, 2, vec![]),
        (0, 9, vec![seven, eight, nine]),
    ] {
        let after = RemoteOrderId(after);
        let found = orders.seen_since(minute(5), after, limit).await.unwrap();
        assert_eq!(found, expected, "{after:?} {limit}");
    }
}
