//! Approvals: bound to one request, given by a second person, used in time or not at all.

use pkio_desk::domain::approval::{Approval, Given, MayNotApprove};
use pkio_desk::domain::ids::{OperatorId, OrderId};
use pkio_desk::domain::operator::{Actor, Operator, Role};
use pkio_desk::domain::order::event::NotSent;
use pkio_desk::domain::order::{Attempt, EventKind, Order, SentFrom, State};
use pkio_desk::store::{Approving, Changed, Claim, Stepped, Store};

use super::{
    DIGEST, Fresh, anna, assert_untouched, attempt, bram, contract, draft, form, journal, last_event, lease, minute,
    recorded, wish,
};

contract!(
    an_approval_is_asked_for_given_and_used,
    without_an_approval_of_just_this_request_nothing_is_sent,
    a_change_takes_the_wish_and_the_approval_away,
    what_is_approved_is_what_was_asked_for,
    nobody_approves_an_order_of_their_own,
    of_two_approvers_at_once_one_gives_it,
    a_change_and_an_approval_at_once_never_approve_the_change,
    a_rejected_order_is_a_draft_again,
    an_order_is_taken_back_from_approval,
    an_approval_that_is_not_used_ends,
    the_longest_waiting_comes_first,
    an_approval_outlives_a_request_that_never_left,
    an_order_that_is_not_there_is_missing,
);

fn cor() -> Operator {
    operator(3, Role::Approver)
}

fn operator(id: i64, role: Role) -> Operator {
    Operator {
        id: OperatorId(id),
        username: format!("p{id}"),
        name: format!("P{id}"),
        role,
        locale: None,
        time_zone: "Europe/Amsterdam".to_owned(),
    }
}

/// Bram asks, at that minute, for what Anna wrote.
fn asked(at: i64) -> Approval {
    Approval {
        written_by: [OperatorId(1)].into(),
        ..wish(bram(), at)
    }
}

fn given(operator: &Operator) -> Given {
    Given {
        by: Actor::from(operator),
        at: minute(2),
        until: minute(10),
    }
}

fn attempt_at(at: i64) -> Attempt {
    Attempt {
        at: minute(at),
        sent_from: SentFrom::Approved,
        ..attempt("mark")
    }
}

fn done(stepped: Stepped<Order>) -> Order {
    match stepped {
        Stepped::Done(order) => order,
        other => panic!("{other:?}"),
    }
}

async fn waiting(store: &Store) -> Order {
    let order = draft(store).await;
    let stepped = store.orders().ask_approval(order.id, order.version, &asked(1)).await;
    done(stepped.unwrap())
}

async fn approve(store: &Store, order: &Order, operator: &Operator) -> Approving<Order> {
    let orders = store.orders();
    let given = given(operator);
    let approving = orders.approve(order.id, order.version, DIGEST, "Akkoord", operator, &given);
    approving.await.unwrap()
}

async fn approved(store: &Store) -> Order {
    let order = waiting(store).await;
    match approve(store, &order, &cor()).await {
        Approving::Given(order) => order,
        other => panic!("{other:?}"),
    }
}

async fn claim(store: &Store, order: &Order, at: i64, digest: Option<&str>) -> Claim {
    let orders = store.orders();
    let (attempt, lease) = (attempt_at(at), lease());
    let claim = orders.claim(order.id, order.version, &attempt, &lease, digest);
    claim.await.unwrap()
}

async fn an_approval_is_asked_for_given_and_used(fresh: &Fresh) {
    let store = &fresh.store;
    let order = waiting(store).await;
    assert_eq!((order.state, order.version), (State::AwaitingApproval, 2));
    assert_eq!(
        (order.approval.as_ref(), order.updated_at),
        (Some(&asked(1)), minute(1))
    );
    let event = last_event(store, &order).await;
    let expected = EventKind::ApprovalAsked {
        request_sha256: DIGEST.to_owned(),
        remark: "Graag snel".to_owned(),
    };
    assert_eq!((event.kind, event.actor, event.at), (expected, bram(), minute(1)));

    let Approving::Given(order) = approve(store, &order, &cor()).await else {
        panic!("not given")
    };
    let approval = Approval {
        given: Some(given(&cor())),
        ..asked(1)
    };
    assert_eq!(
        (order.state, order.approval.as_ref()),
        (State::Approved, Some(&approval))
    );
    let event = last_event(store, &order).await;
    let expected = EventKind::Approved {
        request_sha256: DIGEST.to_owned(),
        remark: "Akkoord".to_owned(),
    };
    assert_eq!((event.kind, event.actor), (expected, Actor::from(&cor())));

    let Claim::Claimed(order) = claim(store, &order, 9, Some(DIGEST)).await else {
        panic!("not claimed")
    };
    assert_eq!(
        journal(store, &order).await,
        ["drafted", "approval-asked", "approved", "sending"]
    );
}

async fn without_an_approval_of_just_this_request_nothing_is_sent(fresh: &Fresh) {
    let store = &fresh.store;
    let drafted = draft(store).await;
    let waits = waiting(store).await;
    let approved = approved(store).await;
    for (order, at, digest) in [
        (&drafted, 1, Some(DIGEST)),
        (&waits, 1, Some(DIGEST)),
        // It waits, though another process on this database asks for no approvals.
        (&waits, 1, None),
        (&approved, 9, Some("b2")),
        (&approved, 10, Some(DIGEST)),
    ] {
        let claim = claim(store, order, at, digest).await;
        assert!(matches!(claim, Claim::NotApproved(_)), "{at} {digest:?} {claim:?}");
    }
    assert_untouched(store, &drafted, &["drafted"]).await;
    assert_untouched(store, &waits, &["drafted", "approval-asked"]).await;
    assert_untouched(store, &approved, &["drafted", "approval-asked", "approved"]).await;
    // Where no approval is necessary any more, one that has ended does not stand in the way.
    let claim = claim(store, &approved, 10, None).await;
    assert!(matches!(claim, Claim::Claimed(_)), "{claim:?}");
}

async fn a_change_takes_the_wish_and_the_approval_away(fresh: &Fresh) {
    let store = &fresh.store;
    for order in [waiting(store).await, approved(store).await] {
        let orders = store.orders();
        let same = orders
            .change(order.id, order.version, &order.form, &anna(), minute(3))
            .await;
        assert!(
            matches!(same.unwrap(), Changed::Saved(same) if same == order),
            "nothing changed"
        );
        let other = form("ander.voorbeeld.nl");
        let changed = orders.change(order.id, order.version, &other, &anna(), minute(3)).await;
        let Changed::Saved(changed) = changed.unwrap() else {
            panic!("not saved")
        };
        assert_eq!((changed.state, changed.approval.as_ref()), (State::Draft, None));
        let late = approve(store, &order, &cor()).await;
        assert!(matches!(late, Approving::NotAsked(_)), "{late:?}");
        let claim = claim(store, &changed, 4, Some(DIGEST)).await;
        assert!(matches!(claim, Claim::NotApproved(_)), "{claim:?}");
        assert_eq!(journal(store, &changed).await.last(), Some(&"changed"));
    }
}

async fn what_is_approved_is_what_was_asked_for(fresh: &Fresh) {
    let store = &fresh.store;
    let order = waiting(store).await;
    let orders = store.orders();
    for (version, digest) in [(1, DIGEST), (3, DIGEST), (2, "b2"), (2, "")] {
        let (operator, given) = (cor(), given(&cor()));
        let approving = orders.approve(order.id, version, digest, "", &operator, &given);
        let approving = approving.await.unwrap();
        assert!(
            matches!(approving, Approving::Conflict(_)),
            "{version} {digest} {approving:?}"
        );
    }
    assert_untouched(store, &order, &["drafted", "approval-asked"]).await;
    let again = orders.ask_approval(order.id, order.version, &asked(5)).await.unwrap();
    assert!(matches!(again, Stepped::NotNow(_)), "{again:?}");
    let fresh_draft = draft(store).await;
    let old = orders.ask_approval(fresh_draft.id, 7, &asked(5)).await.unwrap();
    assert!(matches!(old, Stepped::Conflict(_)), "{old:?}");
    assert_untouched(store, &fresh_draft, &["drafted"]).await;
}

async fn nobody_approves_an_order_of_their_own(fresh: &Fresh) {
    let store = &fresh.store;
    let order = waiting(store).await;
    for (id, role, why) in [
        (1, Role::Administrator, MayNotApprove::Own),
        (2, Role::Administrator, MayNotApprove::Own),
        (3, Role::Requester, MayNotApprove::Role),
    ] {
        let approving = approve(store, &order, &operator(id, role)).await;
        assert_eq!(approving, Approving::MayNot(why), "{id} {role}");
    }
    assert_untouched(store, &order, &["drafted", "approval-asked"]).await;
}

async fn of_two_approvers_at_once_one_gives_it(fresh: &Fresh) {
    let store = &fresh.store;
    let order = waiting(store).await;
    let (one, other) = (cor(), operator(4, Role::Administrator));
    let (first, second) = tokio::join!(approve(store, &order, &one), approve(store, &order, &other));
    let count = |wanted: fn(&Approving<Order>) -> bool| [&first, &second].into_iter().filter(|it| wanted(it)).count();
    assert_eq!(count(|it| matches!(it, Approving::Given(_))), 1, "{first:?} {second:?}");
    assert_eq!(
        count(|it| matches!(it, Approving::NotAsked(_))),
        1,
        "{first:?} {second:?}"
    );
    assert_eq!(journal(store, &order).await, ["drafted", "approval-asked", "approved"]);
}

async fn a_change_and_an_approval_at_once_never_approve_the_change(fresh: &Fresh) {
    let store = &fresh.store;
    for _ in 0..5 {
        let order = waiting(store).await;
        let (other, anna, cor) = (form("ander.voorbeeld.nl"), anna(), cor());
        let orders = store.orders();
        let change = orders.change(order.id, order.version, &other, &anna, minute(3));
        let (changed, approving) = tokio::join!(change, approve(store, &order, &cor));
        let after = orders.find(order.id).await.unwrap().unwrap();
        match (changed.unwrap(), approving) {
            (Changed::Saved(_), Approving::NotAsked(_)) => {
                assert_eq!((after.state, after.approval), (State::Draft, None));
            }
            (Changed::Conflict(_), Approving::Given(_)) => {
                assert_eq!((after.state, after.form), (State::Approved, order.form));
            }
            both => panic!("{both:?}"),
        }
    }
}

async fn a_rejected_order_is_a_draft_again(fresh: &Fresh) {
    let store = &fresh.store;
    let (order, orders) = (waiting(store).await, store.orders());
    let cor = Actor::from(&cor());
    let old = orders.reject(order.id, 1, "Nee", &cor, minute(3)).await.unwrap();
    assert!(matches!(old, Stepped::Conflict(_)), "{old:?}");
    assert_untouched(store, &order, &["drafted", "approval-asked"]).await;
    let rejected = done(
        orders
            .reject(order.id, 2, "Verkeerde naam", &cor, minute(3))
            .await
            .unwrap(),
    );
    assert_eq!((rejected.state, rejected.approval.as_ref()), (State::Draft, None));
    assert_eq!((&rejected.form, &rejected.owner), (&order.form, &anna()));
    let event = last_event(store, &order).await;
    let expected = EventKind::Rejected {
        reason: "Verkeerde naam".to_owned(),
    };
    assert_eq!((event.kind, event.actor), (expected, cor.clone()));
    let again = orders.reject(order.id, 2, "Nee", &cor, minute(3)).await.unwrap();
    assert!(matches!(again, Stepped::NotNow(_)), "{again:?}");
    let asked_anew = orders
        .ask_approval(order.id, rejected.version, &asked(4))
        .await
        .unwrap();
    assert_eq!(done(asked_anew).state, State::AwaitingApproval);
}

async fn an_order_is_taken_back_from_approval(fresh: &Fresh) {
    let store = &fresh.store;
    for order in [waiting(store).await, approved(store).await] {
        let orders = store.orders();
        let old = orders.withdraw(order.id, 1, &anna(), minute(3)).await.unwrap();
        assert!(matches!(old, Stepped::Conflict(_)), "{old:?}");
        let back = orders
            .withdraw(order.id, order.version, &anna(), minute(3))
            .await
            .unwrap();
        let back = done(back);
        assert_eq!((back.state, back.approval.as_ref()), (State::Draft, None));
        assert_eq!(last_event(store, &order).await.kind, EventKind::Withdrawn);
        let again = orders
            .withdraw(order.id, back.version, &anna(), minute(3))
            .await
            .unwrap();
        assert!(matches!(again, Stepped::NotNow(_)), "{again:?}");
    }
}

async fn an_approval_that_is_not_used_ends(fresh: &Fresh) {
    let store = &fresh.store;
    let (waits, order) = (waiting(store).await, approved(store).await);
    let orders = store.orders();
    assert_eq!(orders.lapse_approvals(minute(9)).await.unwrap(), []);
    assert_eq!(orders.lapse_approvals(minute(10)).await.unwrap(), [order.id]);
    assert_eq!(orders.lapse_approvals(minute(11)).await.unwrap(), []);
    let lapsed = orders.find(order.id).await.unwrap().unwrap();
    assert_eq!((lapsed.state, lapsed.approval), (State::Draft, None));
    let event = last_event(store, &order).await;
    assert_eq!((event.kind, event.actor.id), (EventKind::ApprovalLapsed, None));
    assert_untouched(store, &waits, &["drafted", "approval-asked"]).await;
}

async fn the_longest_waiting_comes_first(fresh: &Fresh) {
    let store = &fresh.store;
    let (early, late) = (draft(store).await, draft(store).await);
    approved(store).await;
    let orders = store.orders();
    for (order, at) in [(&late, 4), (&early, 3)] {
        done(orders.ask_approval(order.id, order.version, &asked(at)).await.unwrap());
    }
    let ids = |waiting: Vec<Order>| waiting.into_iter().map(|order| order.id).collect::<Vec<_>>();
    assert_eq!(ids(orders.awaiting_approval(9).await.unwrap()), [early.id, late.id]);
    assert_eq!(ids(orders.awaiting_approval(1).await.unwrap()), [early.id]);
}

async fn an_approval_outlives_a_request_that_never_left(fresh: &Fresh) {
    let store = &fresh.store;
    let (order, orders) = (approved(store).await, store.orders());
    let mark = attempt("mark").reference;
    assert!(matches!(claim(store, &order, 3, Some(DIGEST)).await, Claim::Claimed(_)));
    let back = orders
        .record_not_sent(order.id, &mark, NotSent::NoConnection, minute(4))
        .await;
    let back = recorded(back.unwrap());
    assert_eq!((back.state, &back.approval), (State::Approved, &order.approval));
    assert!(matches!(claim(store, &back, 5, Some(DIGEST)).await, Claim::Claimed(_)));
    // What DigiCert refused is looked at anew.
    let refused = recorded(orders.record_refused(order.id, &mark, &[], minute(6)).await.unwrap());
    assert_eq!((refused.state, refused.approval.as_ref()), (State::Refused, None));
    let asked_anew = orders.ask_approval(order.id, refused.version, &asked(7)).await.unwrap();
    assert_eq!(done(asked_anew).state, State::AwaitingApproval);
}

async fn an_order_that_is_not_there_is_missing(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let (nobody, cor) = (OrderId(99), cor());
    assert_eq!(
        orders.ask_approval(nobody, 1, &asked(1)).await.unwrap(),
        Stepped::Missing
    );
    assert_eq!(
        orders.withdraw(nobody, 1, &anna(), minute(1)).await.unwrap(),
        Stepped::Missing
    );
    assert_eq!(
        orders.reject(nobody, 1, "x", &anna(), minute(1)).await.unwrap(),
        Stepped::Missing
    );
    let approving = orders.approve(nobody, 1, DIGEST, "", &cor, &given(&cor)).await;
    assert_eq!(approving.unwrap(), Approving::Missing);
}
