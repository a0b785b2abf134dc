//! Changes whose answer did not come.

use pkio_desk::domain::change::form::CsrTyped;
use pkio_desk::domain::change::{ChangeForm, ChangeState, Effect, Subject};
use pkio_desk::domain::ids::{ChangeId, RemoteOrderId};
use pkio_desk::domain::order::event::Doubt;
use pkio_desk::store::{Lease, Stepped, Store};

use super::changes::{assert_is, in_doubt, journal, mark, recorded, sending, start};
use super::{Fresh, anna, contract, lease, minute};

contract!(
    a_late_yes_counts,
    what_nobody_awaits_any_more_is_in_doubt,
    what_was_read_back_is_counted_and_noted_once,
    a_person_settles_a_doubt_or_takes_the_change_back,
    what_was_sent_for_a_certificate_is_found,
);

async fn a_late_yes_counts(fresh: &Fresh) {
    let (changes, change) = (fresh.store.changes(), in_doubt(&fresh.store, "m").await);
    assert_eq!(changes.in_doubt(9).await.unwrap(), std::slice::from_ref(&change));
    let done = recorded(
        changes
            .record_done(change.id, "m", Some(3), None, minute(4))
            .await
            .unwrap(),
    );
    assert_is(&fresh.store, &done, &["drafted", "sending", "in-doubt", "done"]).await;
    assert_eq!(changes.in_doubt(9).await.unwrap(), []);
}

async fn what_nobody_awaits_any_more_is_in_doubt(fresh: &Fresh) {
    let (store, changes) = (&fresh.store, fresh.store.changes());
    let change = sending(store, "m").await;
    assert_eq!(changes.release_lapsed(minute(5)).await.unwrap(), []);
    assert_eq!(
        changes
            .release_all_of_other_holders("this desk", minute(5))
            .await
            .unwrap(),
        []
    );
    assert_eq!(changes.release_lapsed(minute(6)).await.unwrap(), [change.id]);
    assert_eq!(changes.release_lapsed(minute(7)).await.unwrap(), []);
    let found = changes
        .record_found(change.id, "m", None, None, minute(8))
        .await
        .unwrap();
    assert_eq!(recorded(found).state, ChangeState::Done);
    let next = start(store).await;
    let lease = Lease {
        holder: "another desk".to_owned(),
        ..lease()
    };
    changes.claim(next.id, 1, &mark("n"), &lease, false).await.unwrap();
    assert_eq!(
        changes
            .release_all_of_other_holders("this desk", minute(5))
            .await
            .unwrap(),
        [next.id]
    );
    let not_there = changes
        .record_not_there(next.id, "n", Some(&anna()), minute(9))
        .await
        .unwrap();
    assert_eq!(recorded(not_there).state, ChangeState::Draft);
    assert_eq!(
        journal(store, &next).await,
        ["drafted", "sending", "in-doubt", "not-there"]
    );
}

async fn what_was_read_back_is_counted_and_noted_once(fresh: &Fresh) {
    let (changes, change) = (fresh.store.changes(), in_doubt(&fresh.store, "m").await);
    let look = async |looks: u32, effect: Effect, actor: Option<_>| {
        let looked = changes
            .read_back(change.id, "m", looks, effect, actor.as_ref(), minute(4))
            .await;
        looked.unwrap()
    };
    assert!(matches!(look(0, Effect::NotMade, None).await, Stepped::Done(_)));
    assert!(matches!(look(0, Effect::NotMade, None).await, Stepped::Conflict(_)));
    assert!(matches!(look(1, Effect::NotMade, None).await, Stepped::Done(_)));
    assert!(matches!(look(2, Effect::Unclear, None).await, Stepped::Done(_)));
    let Stepped::Done(now) = look(3, Effect::Unclear, Some(anna())).await else {
        panic!()
    };
    assert_eq!(
        (now.attempt.as_ref().unwrap().looks, now.state),
        (4, ChangeState::InDoubt)
    );
    let events = ["drafted", "sending", "in-doubt", "read-back", "read-back", "read-back"];
    assert_is(&fresh.store, &now, &events).await;
}

async fn a_person_settles_a_doubt_or_takes_the_change_back(fresh: &Fresh) {
    let (store, changes) = (&fresh.store, fresh.store.changes());
    let change = in_doubt(store, "m").await;
    let early = changes
        .settle(change.id, 1, ("seen", None), &anna(), minute(4))
        .await
        .unwrap();
    assert_eq!(early, Stepped::Conflict(change.clone()));
    let settled = changes
        .settle(change.id, change.version, ("seen", Some(7)), &anna(), minute(4))
        .await
        .unwrap();
    let Stepped::Done(settled) = settled else {
        panic!("{settled:?}")
    };
    assert_eq!(settled.created, Some(7));
    assert_is(store, &settled, &["drafted", "sending", "in-doubt", "settled"]).await;
    let again = changes
        .take_back(change.id, settled.version, "no", &anna(), minute(5))
        .await
        .unwrap();
    assert_eq!(again, Stepped::NotNow(settled));
    let other = in_doubt(store, "n").await;
    let back = changes
        .take_back(other.id, other.version, "not there", &anna(), minute(5))
        .await
        .unwrap();
    let Stepped::Done(back) = back else { panic!("{back:?}") };
    assert_eq!(back.state, ChangeState::Draft);
    let nobody = changes
        .settle(ChangeId(404), 1, ("", None), &anna(), minute(5))
        .await
        .unwrap();
    assert_eq!(nobody, Stepped::Missing);
}

/// A change of an order that was sent, in doubt.
async fn sent(store: &Store, order: i64, form: ChangeForm, attempt: &str) -> ChangeId {
    let (changes, subject) = (store.changes(), Subject::Order(RemoteOrderId(order)));
    let change = changes.start(subject, &form, None, &anna(), minute(0)).await.unwrap();
    changes
        .claim(change.id, 1, &mark(attempt), &lease(), false)
        .await
        .unwrap();
    let doubt = changes.record_in_doubt(change.id, attempt, Doubt::TimedOut, minute(2));
    recorded(doubt.await.unwrap()).id
}

async fn what_was_sent_for_a_certificate_is_found(fresh: &Fresh) {
    let (store, changes) = (&fresh.store, fresh.store.changes());
    let csr = || ChangeForm::AddCsr(CsrTyped::pasted("csr"));
    let reissue = || ChangeForm::ReissueOrder(Box::default());
    let note = ChangeForm::AddOrderNote {
        text: "Gebeld".to_owned(),
    };
    let found = async |order| {
        let found = changes.sent_for_certificate(RemoteOrderId(order)).await.unwrap();
        found
            .into_iter()
            .map(|change| (change.id, change.state))
            .collect::<Vec<_>>()
    };
    let first = sent(store, 7, csr(), "a").await;
    sent(store, 8, reissue(), "b").await;
    assert_eq!(found(7).await, [(first, ChangeState::InDoubt)]);
    changes.record_done(first, "a", None, None, minute(3)).await.unwrap();
    // What was taken back, what never left, and what is about something else do not count.
    let taken_back = sent(store, 7, reissue(), "c").await;
    changes
        .record_not_there(taken_back, "c", None, minute(4))
        .await
        .unwrap();
    let other = sent(store, 7, note, "d").await;
    changes.record_done(other, "d", None, None, minute(4)).await.unwrap();
    let second = sent(store, 7, reissue(), "e").await;
    let expected = [(first, ChangeState::Done), (second, ChangeState::InDoubt)];
    assert_eq!(found(7).await, expected);
    assert_eq!(found(9).await, []);
}
