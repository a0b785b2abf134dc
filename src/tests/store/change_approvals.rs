//! The approval of changes by a second person, and what the journal of an order tells of them.

use jiff::Timestamp;
use pkio_desk::domain::approval::{Given, MayNotApprove};
use pkio_desk::domain::change::form::RevokeForm;
use pkio_desk::domain::change::{
    Answer, Change, ChangeAttempt, ChangeForm, ChangeState, OrderSnapshot, Snapshot, Subject,
};
use pkio_desk::domain::ids::{ChangeId, OperatorId, OrderId, RemoteOrderId};
use pkio_desk::domain::operator::{Actor, DEFAULT_TIME_ZONE, Operator, Role};
use pkio_desk::domain::order::event::NotSent;
use pkio_desk::domain::order::{EventKind, OrderForm, OrderRecord};
use pkio_desk::store::{Approving, ChangeClaim, ChangeRecorded, Seen, Stepped, Store};

use super::{DIGEST, Fresh, anna, bram, contract, lease, minute, wish};

contract!(
    a_revocation_is_sent_only_as_it_was_approved,
    nobody_approves_a_change_they_wrote_or_asked_for,
    an_approval_of_a_change_is_void_once_it_is_changed,
    approvals_of_changes_lapse,
    what_did_not_leave_is_approved_as_before,
    the_journal_of_the_order_tells_its_actions,
    a_key_that_came_late_counts_as_used,
);

const REMOTE: RemoteOrderId = RemoteOrderId(701);

fn form(reason: &str) -> ChangeForm {
    ChangeForm::RevokeOrder(RevokeForm {
        reason: reason.to_owned(),
        comments: String::new(),
    })
}

fn base() -> Snapshot {
    Snapshot::Order(Box::new(OrderSnapshot {
        record: OrderRecord::of_id(REMOTE),
        domains: Vec::new(),
    }))
}

fn attempt(mark: &str, digest: &str, at: Timestamp) -> ChangeAttempt {
    ChangeAttempt {
        mark: mark.to_owned(),
        request_sha256: digest.to_owned(),
        before: base(),
        actor: anna(),
        at,
        looks: 0,
    }
}

fn approver(id: i64) -> Operator {
    Operator {
        id: OperatorId(id),
        username: String::new(),
        name: "Cas".to_owned(),
        role: Role::Approver,
        locale: None,
        time_zone: DEFAULT_TIME_ZONE.to_owned(),
    }
}

fn given(by: &Operator) -> Given {
    Given {
        by: Actor::from(by),
        at: minute(2),
        until: minute(60),
    }
}

async fn start(store: &Store) -> Change {
    let started = store
        .changes()
        .start(
            Subject::Order(REMOTE),
            &form("superseded"),
            Some(&base()),
            &anna(),
            minute(0),
        )
        .await;
    started.unwrap()
}

fn stepped(outcome: Stepped<Change>) -> Change {
    match outcome {
        Stepped::Done(change) => change,
        other => panic!("{other:?}"),
    }
}

async fn asked(store: &Store) -> Change {
    let change = start(store).await;
    stepped(
        store
            .changes()
            .ask_approval(change.id, 1, &wish(anna(), 1))
            .await
            .unwrap(),
    )
}

async fn approved(store: &Store) -> Change {
    let (change, cas) = (asked(store).await, approver(99));
    let approving = store
        .changes()
        .approve(change.id, change.version, DIGEST, "Akkoord", &cas, &given(&cas))
        .await;
    match approving.unwrap() {
        Approving::Given(change) => change,
        other => panic!("{other:?}"),
    }
}

async fn claim(store: &Store, change: &Change, digest: &str, at: Timestamp) -> ChangeClaim {
    let attempt = attempt("m", digest, at);
    let claim = store
        .changes()
        .claim(change.id, change.version, &attempt, &lease(), true)
        .await;
    claim.unwrap()
}

async fn words(store: &Store, id: ChangeId) -> Vec<&'static str> {
    let events = store.changes().events(id).await.unwrap();
    events.iter().rev().map(|event| event.kind.word()).collect()
}

async fn a_revocation_is_sent_only_as_it_was_approved(fresh: &Fresh) {
    let store = &fresh.store;
    let draft = start(store).await;
    assert!(matches!(
        claim(store, &draft, DIGEST, minute(3)).await,
        ChangeClaim::NotApproved(_)
    ));
    let waiting = stepped(
        store
            .changes()
            .ask_approval(draft.id, 1, &wish(anna(), 1))
            .await
            .unwrap(),
    );
    assert_eq!(waiting.state, ChangeState::AwaitingApproval);
    let listed = store.changes().awaiting_approval(9).await.unwrap();
    assert_eq!(listed, std::slice::from_ref(&waiting));
    // Not even where no approval is necessary: somebody waits for it.
    let unasked = store
        .changes()
        .claim(
            waiting.id,
            waiting.version,
            &attempt("m", DIGEST, minute(3)),
            &lease(),
            false,
        )
        .await;
    assert!(matches!(unasked.unwrap(), ChangeClaim::NotApproved(_)));
    let again = store
        .changes()
        .ask_approval(draft.id, waiting.version, &wish(anna(), 1))
        .await;
    assert!(matches!(again.unwrap(), Stepped::NotNow(_)));
    let cas = approver(99);
    for (version, digest) in [(1, DIGEST), (waiting.version, "b2")] {
        let approving = store
            .changes()
            .approve(draft.id, version, digest, "", &cas, &given(&cas))
            .await;
        assert!(matches!(approving.unwrap(), Approving::Conflict(_)));
    }
    let approving = store
        .changes()
        .approve(draft.id, waiting.version, DIGEST, "Akkoord", &cas, &given(&cas))
        .await;
    let Approving::Given(approved) = approving.unwrap() else {
        panic!("it is given")
    };
    for (digest, at) in [("b2", minute(3)), (DIGEST, minute(60))] {
        assert!(matches!(
            claim(store, &approved, digest, at).await,
            ChangeClaim::NotApproved(_)
        ));
    }
    assert!(matches!(
        claim(store, &approved, DIGEST, minute(3)).await,
        ChangeClaim::Claimed(_)
    ));
    assert_eq!(
        words(store, draft.id).await,
        ["drafted", "approval-asked", "approved", "sending"]
    );
}

async fn nobody_approves_a_change_they_wrote_or_asked_for(fresh: &Fresh) {
    let store = &fresh.store;
    let change = start(store).await;
    let saved = store
        .changes()
        .save(change.id, 1, &form("keyCompromise"), &bram(), minute(1))
        .await;
    saved.unwrap();
    let dirk = Actor {
        id: Some(OperatorId(77)),
        name: "Dirk".to_owned(),
    };
    let waiting = stepped(
        store
            .changes()
            .ask_approval(change.id, 2, &wish(dirk, 1))
            .await
            .unwrap(),
    );
    for (who, expected) in [
        (anna().id, MayNotApprove::Own),
        (bram().id, MayNotApprove::Writer),
        (Some(OperatorId(77)), MayNotApprove::Own),
    ] {
        let operator = approver(who.unwrap().0);
        let approving = store
            .changes()
            .approve(change.id, waiting.version, DIGEST, "", &operator, &given(&operator))
            .await;
        assert_eq!(approving.unwrap(), Approving::MayNot(expected));
    }
    let now = minute(3);
    let rejected = store
        .changes()
        .reject(change.id, waiting.version, "Waarom?", &bram(), now)
        .await;
    let rejected = stepped(rejected.unwrap());
    assert_eq!((rejected.state, rejected.approval), (ChangeState::Draft, None));
}

async fn an_approval_of_a_change_is_void_once_it_is_changed(fresh: &Fresh) {
    let (store, changes) = (&fresh.store, fresh.store.changes());
    let change = approved(store).await;
    changes
        .save(change.id, change.version, &form("keyCompromise"), &anna(), minute(3))
        .await
        .unwrap();
    let now = changes.find(change.id).await.unwrap().unwrap();
    assert_eq!((now.state, &now.approval), (ChangeState::Draft, &None));
    assert!(matches!(
        claim(store, &now, DIGEST, minute(4)).await,
        ChangeClaim::NotApproved(_)
    ));
    let other = approved(store).await;
    let withdrawn = changes
        .withdraw(other.id, other.version, &anna(), minute(4))
        .await
        .unwrap();
    assert_eq!(stepped(withdrawn).state, ChangeState::Draft);
    let twice = changes
        .withdraw(other.id, other.version + 1, &anna(), minute(4))
        .await
        .unwrap();
    assert!(matches!(twice, Stepped::NotNow(_)));
}

async fn approvals_of_changes_lapse(fresh: &Fresh) {
    let (store, changes) = (&fresh.store, fresh.store.changes());
    let change = approved(store).await;
    assert_eq!(changes.lapse_approvals(minute(59)).await.unwrap(), []);
    assert_eq!(changes.lapse_approvals(minute(60)).await.unwrap(), [change.id]);
    let now = changes.find(change.id).await.unwrap().unwrap();
    assert_eq!((now.state, now.approval), (ChangeState::Draft, None));
}

async fn what_did_not_leave_is_approved_as_before(fresh: &Fresh) {
    let (store, changes) = (&fresh.store, fresh.store.changes());
    let change = approved(store).await;
    claim(store, &change, DIGEST, minute(3)).await;
    let outcome = changes
        .record_not_sent(change.id, "m", NotSent::NoConnection, minute(3))
        .await
        .unwrap();
    let ChangeRecorded::Recorded(now) = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!((now.state, &now.approval), (ChangeState::Approved, &change.approval));
    assert!(matches!(
        claim(store, &now, DIGEST, minute(4)).await,
        ChangeClaim::Claimed(_)
    ));
}

async fn seen(store: &Store, remote: RemoteOrderId) -> OrderId {
    let order = pkio_desk::domain::order::RemoteOrder {
        id: remote,
        certificate_id: None,
        status: None,
        status_read_at: None,
        domains: Vec::new(),
        price: None,
        vanished_at: None,
        reference: None,
    };
    let seen = Seen {
        remote: order,
        product: None,
        form: OrderForm::blank(),
        organization_name: None,
        placed_by: None,
        created_at: minute(0),
    };
    store.orders().see_elsewhere(&[seen], minute(0)).await.unwrap();
    store.orders().find_by_remote_id(remote).await.unwrap().unwrap().id
}

async fn the_journal_of_the_order_tells_its_actions(fresh: &Fresh) {
    let (store, changes) = (&fresh.store, fresh.store.changes());
    let order = seen(store, REMOTE).await;
    let change = approved(store).await;
    claim(store, &change, DIGEST, minute(3)).await;
    let answer = Answer::Request {
        id: "113".to_owned(),
        status: Some("pending".to_owned()),
    };
    changes
        .record_done(change.id, "m", None, Some(answer.clone()), minute(4))
        .await
        .unwrap();
    let events = store.orders().events(order).await.unwrap();
    let told: Vec<_> = events
        .iter()
        .rev()
        .filter_map(|event| match &event.kind {
            EventKind::Action {
                change: about,
                action,
                step,
                answer,
            } => {
                assert_eq!((*about, action.as_str()), (change.id, "revoke-order"));
                Some((step.as_str(), answer.clone()))
            }
            _ => None,
        })
        .collect();
    assert_eq!(
        told,
        [
            ("approval-asked", None),
            ("approved", None),
            ("sending", None),
            ("done", Some(answer))
        ]
    );
    assert_eq!(events[0].actor, anna());
    // A change of an order that is not here is told in its own journal only.
    let elsewhere = Subject::Order(RemoteOrderId(404));
    let lonely = changes
        .start(elsewhere, &form("superseded"), None, &anna(), minute(0))
        .await;
    let asked = changes
        .ask_approval(lonely.unwrap().id, 1, &wish(anna(), 1))
        .await
        .unwrap();
    assert_eq!(stepped(asked).subject, elsewhere);
}

async fn a_key_that_came_late_counts_as_used(fresh: &Fresh) {
    use pkio_desk::domain::change::form::CsrTyped;
    let (store, changes) = (&fresh.store, fresh.store.changes());
    let order = seen(store, REMOTE).await;
    let csr = CsrTyped::pasted(include_str!("../../domain/testdata/csr/accepted--openssl-rsa-3072.pem"));
    let key = csr.key().unwrap();
    let late = ChangeForm::AddCsr(csr);
    let change = changes
        .start(Subject::Order(REMOTE), &late, Some(&base()), &anna(), minute(0))
        .await
        .unwrap();
    // What is only typed uses no key.
    assert_eq!(store.orders().with_key(&key, None).await.unwrap(), None);
    changes
        .claim(change.id, 1, &attempt("m", DIGEST, minute(1)), &lease(), false)
        .await
        .unwrap();
    assert_eq!(store.orders().with_key(&key, None).await.unwrap(), Some(order));
    assert_eq!(store.orders().with_key(&key, Some(order)).await.unwrap(), None);
    changes.record_refused(change.id, "m", &[], minute(2)).await.unwrap();
    assert_eq!(store.orders().with_key(&key, None).await.unwrap(), None);
}
