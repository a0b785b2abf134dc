//! Changes of what DigiCert has stored: each is sent once.

use pkio_desk::domain::change::{
    Change, ChangeAttempt, ChangeForm, ChangeState, NewOrganizationForm, Snapshot, Subject,
};
use pkio_desk::domain::directory::OrganizationDetails;
use pkio_desk::domain::ids::{ChangeId, OrganizationId};
use pkio_desk::domain::order::RemoteError;
use pkio_desk::domain::order::event::{Doubt, NotSent};
use pkio_desk::store::{ChangeClaim, ChangeDiscarded, ChangeExchange, ChangeRecorded, ChangeSaved, Store};

use super::directory::organization;
use super::{Fresh, anna, bram, contract, lease, minute};

contract!(
    a_change_is_remembered_as_it_was_typed,
    a_change_from_an_old_version_is_a_conflict,
    a_change_goes_on_from_what_digicert_has_now,
    a_change_is_claimed_once,
    of_two_claims_at_once_one_sends,
    of_two_changes_of_one_subject_one_is_under_way,
    an_answer_counts_for_its_attempt_only,
    what_was_refused_may_be_changed_and_sent_anew,
    what_did_not_leave_may_be_sent_again,
    changes_are_found_by_subject_and_owner,
    only_what_never_left_is_discarded,
    exchanges_are_kept_with_the_change,
);

const SUBJECT: Subject = Subject::Organization(OrganizationId(7));

pub(super) fn renamed(name: &str) -> ChangeForm {
    ChangeForm::ChangeOrganization(OrganizationDetails {
        name: name.to_owned(),
        ..OrganizationDetails::default()
    })
}

fn created(name: &str) -> ChangeForm {
    let details = OrganizationDetails {
        name: name.to_owned(),
        ..OrganizationDetails::default()
    };
    ChangeForm::CreateOrganization(Box::new(NewOrganizationForm {
        details,
        ..NewOrganizationForm::default()
    }))
}

fn base(name: &str) -> Snapshot {
    Snapshot::Organization(Box::new(organization(7, name, "Utrecht")))
}

pub(super) fn mark(mark: &str) -> ChangeAttempt {
    ChangeAttempt {
        mark: mark.to_owned(),
        request_sha256: "b0d1".to_owned(),
        before: base("Oud"),
        actor: bram(),
        at: minute(1),
        looks: 0,
    }
}

pub(super) async fn start(store: &Store) -> Change {
    let change = store
        .changes()
        .start(SUBJECT, &renamed("Nieuw"), Some(&base("Oud")), &anna(), minute(0))
        .await;
    change.unwrap()
}

async fn claim(store: &Store, change: &Change, attempt: &str) -> ChangeClaim {
    let claim = store
        .changes()
        .claim(change.id, change.version, &mark(attempt), &lease(), false)
        .await;
    claim.unwrap()
}

pub(super) async fn sending(store: &Store, attempt: &str) -> Change {
    let change = start(store).await;
    match claim(store, &change, attempt).await {
        ChangeClaim::Claimed(change) => change,
        other => panic!("{other:?}"),
    }
}

pub(super) async fn in_doubt(store: &Store, attempt: &str) -> Change {
    let change = sending(store, attempt).await;
    let doubt = store
        .changes()
        .record_in_doubt(change.id, attempt, Doubt::TimedOut, minute(2))
        .await;
    recorded(doubt.unwrap())
}

pub(super) fn recorded(outcome: ChangeRecorded) -> Change {
    match outcome {
        ChangeRecorded::Recorded(change) => change,
        other => panic!("{other:?}"),
    }
}

pub(super) async fn journal(store: &Store, change: &Change) -> Vec<&'static str> {
    let events = store.changes().events(change.id).await.unwrap();
    events.iter().rev().map(|event| event.kind.word()).collect()
}

pub(super) async fn assert_is(store: &Store, change: &Change, events: &[&str]) {
    assert_eq!(store.changes().find(change.id).await.unwrap().as_ref(), Some(change));
    assert_eq!(journal(store, change).await, events);
}

async fn a_change_is_remembered_as_it_was_typed(fresh: &Fresh) {
    let form = renamed("Één\u{0} \n");
    let change = fresh
        .store
        .changes()
        .start(SUBJECT, &form, Some(&base("Oud")), &anna(), minute(0))
        .await
        .unwrap();
    assert_eq!(
        (change.version, change.state, &change.owner),
        (1, ChangeState::Draft, &anna())
    );
    assert_eq!(
        (&change.form, change.base.as_ref(), change.subject),
        (&form, Some(&base("Oud")), SUBJECT)
    );
    assert_eq!(
        (change.created_at, &change.attempt, change.created),
        (minute(0), &None, None)
    );
    assert_is(&fresh.store, &change, &["drafted"]).await;
}

async fn a_change_from_an_old_version_is_a_conflict(fresh: &Fresh) {
    let (changes, change) = (fresh.store.changes(), start(&fresh.store).await);
    let saved = changes
        .save(change.id, 1, &renamed("A"), &bram(), minute(1))
        .await
        .unwrap();
    let ChangeSaved::Saved(now) = saved else {
        panic!("{saved:?}")
    };
    assert_eq!((now.version, now.updated_at), (2, minute(1)));
    let again = changes
        .save(change.id, 1, &renamed("A"), &bram(), minute(2))
        .await
        .unwrap();
    assert_eq!(again, ChangeSaved::Saved(now.clone()));
    let late = changes
        .save(change.id, 1, &renamed("B"), &anna(), minute(2))
        .await
        .unwrap();
    assert_eq!(late, ChangeSaved::Conflict(now.clone()));
    assert!(matches!(
        claim(&fresh.store, &change, "m").await,
        ChangeClaim::Conflict(_)
    ));
    assert_is(&fresh.store, &now, &["drafted", "changed"]).await;
    let nobody = changes
        .save(ChangeId(404), 1, &renamed("B"), &anna(), minute(2))
        .await
        .unwrap();
    assert_eq!(nobody, ChangeSaved::Missing);
}

async fn a_change_goes_on_from_what_digicert_has_now(fresh: &Fresh) {
    let (changes, change) = (fresh.store.changes(), start(&fresh.store).await);
    let now = base("Intussen");
    let saved = changes
        .rebase(change.id, 1, &now, &change.form, &anna(), minute(1))
        .await
        .unwrap();
    let ChangeSaved::Saved(saved) = saved else {
        panic!("{saved:?}")
    };
    assert_eq!(saved.base, Some(now));
    assert_is(&fresh.store, &saved, &["drafted", "rebased"]).await;
}

async fn a_change_is_claimed_once(fresh: &Fresh) {
    let store = &fresh.store;
    let change = sending(store, "m").await;
    assert_eq!(
        (change.state, change.attempt.as_ref()),
        (ChangeState::Sending, Some(&mark("m")))
    );
    assert_eq!(
        claim(store, &change, "n").await,
        ChangeClaim::AlreadyUnderWay(change.clone())
    );
    let saved = store
        .changes()
        .save(change.id, 2, &renamed("B"), &anna(), minute(2))
        .await
        .unwrap();
    assert_eq!(saved, ChangeSaved::NotEditable(change.clone()));
    assert_is(store, &change, &["drafted", "sending"]).await;
    let done = recorded(
        store
            .changes()
            .record_done(change.id, "m", None, None, minute(2))
            .await
            .unwrap(),
    );
    assert_eq!(
        claim(store, &done, "n").await,
        ChangeClaim::AlreadyUnderWay(done.clone())
    );
    let gone = Change {
        id: ChangeId(404),
        ..done
    };
    assert_eq!(claim(store, &gone, "n").await, ChangeClaim::Missing);
}

async fn of_two_claims_at_once_one_sends(fresh: &Fresh) {
    let change = start(&fresh.store).await;
    let (one, two) = tokio::join!(claim(&fresh.store, &change, "m"), claim(&fresh.store, &change, "n"));
    let is_claimed = |claim: &ChangeClaim| matches!(claim, ChangeClaim::Claimed(_));
    assert_ne!(is_claimed(&one), is_claimed(&two), "{one:?} {two:?}");
    assert_eq!(journal(&fresh.store, &change).await, ["drafted", "sending"]);
}

async fn of_two_changes_of_one_subject_one_is_under_way(fresh: &Fresh) {
    let store = &fresh.store;
    for round in 0..8 {
        let (one, two) = (start(store).await, start(store).await);
        let (first, second) = (format!("a{round}"), format!("b{round}"));
        let (a, b) = tokio::join!(claim(store, &one, &first), claim(store, &two, &second));
        let (claimed, busy, attempt) = match (a, b) {
            (ChangeClaim::Claimed(claimed), busy) => (claimed, busy, first),
            (busy, ChangeClaim::Claimed(claimed)) => (claimed, busy, second),
            other => panic!("{other:?}"),
        };
        assert_eq!(busy, ChangeClaim::Busy(claimed.clone()));
        recorded(
            store
                .changes()
                .record_done(claimed.id, &attempt, None, None, minute(2))
                .await
                .unwrap(),
        );
    }
    let doubtful = in_doubt(store, "doubt").await;
    assert_eq!(
        claim(store, &start(store).await, "m").await,
        ChangeClaim::Busy(doubtful)
    );
    // What is to be created is told apart by its name.
    let new = async |name: &str| {
        let change = store
            .changes()
            .start(Subject::NewOrganization, &created(name), None, &anna(), minute(0))
            .await;
        change.unwrap()
    };
    let (balans, same, other) = (new("De Balans B.V.").await, new("de balans").await, new("Libra").await);
    assert!(matches!(claim(store, &balans, "n1").await, ChangeClaim::Claimed(_)));
    assert!(matches!(claim(store, &same, "n2").await, ChangeClaim::Busy(_)));
    assert!(matches!(claim(store, &other, "n3").await, ChangeClaim::Claimed(_)));
}

async fn an_answer_counts_for_its_attempt_only(fresh: &Fresh) {
    let (changes, change) = (fresh.store.changes(), sending(&fresh.store, "m").await);
    let other = changes
        .record_done(change.id, "n", None, None, minute(2))
        .await
        .unwrap();
    assert_eq!(other, ChangeRecorded::Ignored(change.clone()));
    let done = recorded(
        changes
            .record_done(change.id, "m", Some(12), None, minute(2))
            .await
            .unwrap(),
    );
    assert_eq!((done.state, done.created), (ChangeState::Done, Some(12)));
    let no = changes.record_refused(change.id, "m", &[], minute(3)).await.unwrap();
    assert_eq!(no, ChangeRecorded::Ignored(done.clone()));
    assert_is(&fresh.store, &done, &["drafted", "sending", "done"]).await;
    let nobody = changes
        .record_done(ChangeId(404), "m", None, None, minute(2))
        .await
        .unwrap();
    assert_eq!(nobody, ChangeRecorded::Missing);
}

async fn what_was_refused_may_be_changed_and_sent_anew(fresh: &Fresh) {
    let (changes, change) = (fresh.store.changes(), sending(&fresh.store, "m").await);
    let errors = [RemoteError {
        code: "invalid_name".to_owned(),
        message: "No".to_owned(),
    }];
    let refused = recorded(
        changes
            .record_refused(change.id, "m", &errors, minute(2))
            .await
            .unwrap(),
    );
    assert_eq!(
        (refused.state, refused.refusal.as_slice()),
        (ChangeState::Refused, &errors[..])
    );
    let saved = changes
        .save(change.id, refused.version, &renamed("B"), &anna(), minute(3))
        .await
        .unwrap();
    let ChangeSaved::Saved(draft) = saved else {
        panic!("{saved:?}")
    };
    assert_eq!((draft.state, draft.refusal.as_slice()), (ChangeState::Draft, &[][..]));
    assert!(matches!(
        claim(&fresh.store, &draft, "n").await,
        ChangeClaim::Claimed(_)
    ));
}

async fn what_did_not_leave_may_be_sent_again(fresh: &Fresh) {
    let (changes, change) = (fresh.store.changes(), sending(&fresh.store, "m").await);
    let not_sent = changes
        .record_not_sent(change.id, "m", NotSent::NoConnection, minute(2))
        .await;
    let draft = recorded(not_sent.unwrap());
    assert_eq!(draft.state, ChangeState::Draft);
    assert!(matches!(
        claim(&fresh.store, &draft, "n").await,
        ChangeClaim::Claimed(_)
    ));
    assert_eq!(
        journal(&fresh.store, &draft).await,
        ["drafted", "sending", "not-sent", "sending"]
    );
}

async fn changes_are_found_by_subject_and_owner(fresh: &Fresh) {
    let (store, changes) = (&fresh.store, fresh.store.changes());
    let new = changes
        .start(Subject::NewOrganization, &created("Libra"), None, &bram(), minute(0))
        .await
        .unwrap();
    let claimed = changes.claim(new.id, 1, &mark("new"), &lease(), false).await.unwrap();
    assert!(matches!(claimed, ChangeClaim::Claimed(_)));
    let new = recorded(
        changes
            .record_done(new.id, "new", Some(7), None, minute(1))
            .await
            .unwrap(),
    );
    let later = start(store).await;
    assert_eq!(
        changes.of_subject(SUBJECT, 9).await.unwrap(),
        [later.clone(), new.clone()]
    );
    assert_eq!(changes.open_of(SUBJECT).await.unwrap(), std::slice::from_ref(&later));
    assert_eq!(changes.of_owner(bram().id.unwrap(), 9).await.unwrap(), [new]);
    let other = Subject::Organization(OrganizationId(8));
    assert_eq!(changes.of_subject(other, 9).await.unwrap(), []);
}

async fn only_what_never_left_is_discarded(fresh: &Fresh) {
    let (store, changes) = (&fresh.store, fresh.store.changes());
    let draft = start(store).await;
    assert_eq!(
        changes.discard(draft.id, 2).await.unwrap(),
        ChangeDiscarded::Conflict(draft.clone())
    );
    assert_eq!(changes.discard(draft.id, 1).await.unwrap(), ChangeDiscarded::Discarded);
    assert_eq!(changes.discard(draft.id, 1).await.unwrap(), ChangeDiscarded::Missing);
    assert_eq!(changes.events(draft.id).await.unwrap(), []);
    let sent = sending(store, "m").await;
    let not_sent = changes
        .record_not_sent(sent.id, "m", NotSent::RateLimited, minute(2))
        .await;
    let back = recorded(not_sent.unwrap());
    let kept = changes.discard(back.id, back.version).await.unwrap();
    assert_eq!(kept, ChangeDiscarded::NotEditable(back));
}

async fn exchanges_are_kept_with_the_change(fresh: &Fresh) {
    let (changes, change) = (fresh.store.changes(), sending(&fresh.store, "m").await);
    let exchange = |status| ChangeExchange {
        at: minute(2),
        method: "PUT".to_owned(),
        path: "/organization/7/contact".to_owned(),
        request_body: "{}".to_owned(),
        status,
        response_body: String::new(),
    };
    for status in [None, Some(204)] {
        changes.add_exchange(change.id, &exchange(status)).await.unwrap();
    }
    let kept = changes.exchanges(change.id).await.unwrap();
    assert_eq!(kept, [exchange(Some(204)), exchange(None)]);
}
