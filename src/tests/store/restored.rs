//! A restored backup: nothing is sent from it until everything was compared.

use jiff::SignedDuration;
use pkio_desk::store::{Claim, Reconciliation, Restored};

use super::{Fresh, assert_untouched, attempt, contract, draft, lease, minute};

contract!(nothing_is_claimed_from_a_restored_backup_before_everything_was_compared);

fn run(number: i64, is_full: bool, failure: Option<&str>) -> Reconciliation {
    Reconciliation {
        at: minute(number),
        took: SignedDuration::from_millis(1),
        compared: 1,
        differences: 0,
        is_full,
        failure: failure.map(str::to_owned),
    }
}

async fn nothing_is_claimed_from_a_restored_backup_before_everything_was_compared(fresh: &Fresh) {
    let runs = fresh.store.reconciliations();
    // What was compared before says nothing of what is restored.
    runs.add(&run(9, true, None)).await.unwrap();
    let mut file = Vec::new();
    fresh.store.backup(&mut file, minute(0)).await.unwrap();
    assert_eq!(runs.restored().await.unwrap(), None);
    fresh.store.restore(file.as_slice(), minute(10)).await.unwrap();
    let restored = Restored {
        at: minute(10),
        backup_at: minute(0),
    };
    assert_eq!(runs.latest(9).await.unwrap(), []);
    let order = draft(&fresh.store).await;
    let orders = fresh.store.orders();
    let claim = async || {
        orders
            .claim(order.id, order.version, &attempt("mark"), &lease(), None)
            .await
            .unwrap()
    };
    for run in [
        run(11, false, None),
        run(12, true, Some("no answer")),
        run(9, true, None),
    ] {
        assert_eq!(claim().await, Claim::NotCompared(restored), "before {run:?}");
        runs.add(&run).await.unwrap();
        assert_eq!(runs.restored().await.unwrap(), Some(restored), "after {run:?}");
    }
    assert_untouched(&fresh.store, &order, &["drafted"]).await;
    runs.add(&run(13, true, None)).await.unwrap();
    assert_eq!(runs.restored().await.unwrap(), None);
    let claimed = claim().await;
    assert!(matches!(claimed, Claim::Claimed(_)), "{claimed:?}");
}
