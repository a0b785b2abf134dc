//! Orders that were placed elsewhere, whose row an id at DigiCert belongs to, what differs and vanishes there; and the
//! leases and runs of whoever compares.

use jiff::SignedDuration;
use pkio_desk::domain::ids::{OrderId, RemoteOrderId};
use pkio_desk::domain::order::event::Doubt;
use pkio_desk::domain::order::search::{Candidate, Evidence};
use pkio_desk::domain::order::{EventKind, Order, Search, State};
use pkio_desk::store::{Claim, Reconciliation, Recorded, Seen, Stepped};

use super::{
    Fresh, anna, assert_untouched, attempt, bram, contract, draft, form, given_up, journal, last_event, lease,
    left_in_doubt, minute, placed, recorded, remote,
};

contract!(
    an_order_placed_elsewhere_is_remembered_once,
    an_order_placed_elsewhere_is_adopted_once,
    what_was_seen_before_we_knew_that_it_is_ours_becomes_ours,
    an_id_of_another_order_is_not_taken_from_it,
    an_order_vanishes_and_reappears_once,
    a_difference_is_written_down_once,
    only_what_was_shown_is_dismissed,
    an_order_is_not_sent_in_the_place_of_one_that_may_have_turned_up,
    a_lease_has_one_holder,
    the_latest_runs_are_kept,
);

pub(super) fn seen(remote_id: i64) -> Seen {
    Seen {
        remote: remote(remote_id),
        product: Some("pkio_private_services_server".to_owned()),
        form: form("elders.voorbeeld.nl"),
        organization_name: Some("Balans".to_owned()),
        placed_by: Some("Wil Portaal".to_owned()),
        created_at: minute(-90),
    }
}

/// The order here that has that id at DigiCert.
async fn with_id(fresh: &Fresh, remote_id: i64) -> Order {
    let found = fresh.store.orders().find_by_remote_id(RemoteOrderId(remote_id)).await;
    found.unwrap().unwrap()
}

pub(super) async fn elsewhere(fresh: &Fresh, remote_id: i64) -> Order {
    let orders = fresh.store.orders();
    assert_eq!(orders.see_elsewhere(&[seen(remote_id)], minute(3)).await.unwrap(), 1);
    with_id(fresh, remote_id).await
}

async fn doubted(fresh: &Fresh, mark: &str) -> Order {
    let draft = Box::pin(draft(&fresh.store)).await;
    Box::pin(left_in_doubt(&fresh.store, &draft, mark)).await
}

fn candidate(id: i64) -> Candidate {
    Candidate {
        id: RemoteOrderId(id),
        certificate_id: None,
        status: None,
        reference: None,
        spki_sha256: None,
        created_at: None,
        common_name: None,
        organization: None,
        linked_to: None,
    }
}

async fn an_order_placed_elsewhere_is_remembered_once(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let ours = placed(&fresh.store, 8).await;
    assert_eq!(orders.see_elsewhere(&[seen(8), seen(9)], minute(3)).await.unwrap(), 1);
    assert_eq!(orders.see_elsewhere(&[seen(9), seen(8)], minute(4)).await.unwrap(), 0);
    let order = with_id(fresh, 9).await;
    assert_eq!((order.state, order.version), (State::Elsewhere, 1));
    assert_eq!((order.created_at, order.updated_at), (minute(-90), minute(3)));
    assert_eq!((order.owner.id, order.owner.name.as_str()), (None, "Wil Portaal"));
    assert_eq!(order.remote.as_ref(), Some(&remote(9)));
    assert_eq!(order.form, form("elders.voorbeeld.nl"));
    assert_eq!(order.organization_name.as_deref(), Some("Balans"));
    assert_eq!(journal(&fresh.store, &order).await, ["seen-elsewhere"]);
    assert_eq!(last_event(&fresh.store, &order).await.actor.id, None);
    assert_untouched(&fresh.store, &ours, &["drafted", "sending", "placed"]).await;
}

async fn an_order_placed_elsewhere_is_adopted_once(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let order = elsewhere(fresh, 9).await;
    let Stepped::Done(adopted) = orders.adopt(order.id, &anna(), minute(4)).await.unwrap() else {
        panic!("not adopted")
    };
    assert_eq!((adopted.state, &adopted.owner), (State::Placed, &anna()));
    assert_eq!(adopted.remote, order.remote);
    let late = orders.adopt(order.id, &bram(), minute(5)).await.unwrap();
    assert_eq!(late, Stepped::NotNow(adopted.clone()));
    assert_untouched(&fresh.store, &adopted, &["seen-elsewhere", "adopted"]).await;
    let ours = draft(&fresh.store).await;
    let refused = orders.adopt(ours.id, &anna(), minute(5)).await.unwrap();
    assert_eq!(refused, Stepped::NotNow(ours.clone()));
    assert_untouched(&fresh.store, &ours, &["drafted"]).await;
    let missing = orders.adopt(OrderId(99), &anna(), minute(5)).await.unwrap();
    assert_eq!(missing, Stepped::Missing);
}

async fn what_was_seen_before_we_knew_that_it_is_ours_becomes_ours(fresh: &Fresh) {
    let orders = fresh.store.orders();
    // By being found, and by a yes that came late.
    for (remote_id, mark, is_found) in [(8, "found", true), (9, "late", false)] {
        let order = doubted(fresh, mark).await;
        let other = elsewhere(fresh, remote_id).await;
        let answer = if is_found {
            let evidence = Evidence::default();
            orders
                .record_found(order.id, &remote(remote_id), evidence, None, minute(4))
                .await
        } else {
            let reference = attempt(mark).reference;
            orders
                .record_placed(order.id, &reference, &remote(remote_id), minute(4))
                .await
        };
        let order = recorded(answer.unwrap());
        assert_eq!(order.state, State::Placed, "{mark}");
        assert_eq!(with_id(fresh, remote_id).await.id, order.id, "{mark}");
        assert_eq!(orders.find(other.id).await.unwrap(), None, "{mark}");
        let mut events = journal(&fresh.store, &order).await;
        events.sort_unstable();
        let last = if is_found { "found" } else { "placed" };
        let mut expected = ["drafted", "sending", "in-doubt", "seen-elsewhere", last];
        expected.sort_unstable();
        assert_eq!(events, expected, "{mark}");
    }
}

async fn an_id_of_another_order_is_not_taken_from_it(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let first = placed(&fresh.store, 8).await;
    let adopted = elsewhere(fresh, 9).await;
    let Stepped::Done(adopted) = orders.adopt(adopted.id, &anna(), minute(4)).await.unwrap() else {
        panic!("not adopted")
    };
    let order = doubted(fresh, "mark").await;
    let found = async |holder: &Order| {
        let remote = holder.remote.as_ref().unwrap();
        let found = orders.record_found(order.id, remote, Evidence::default(), None, minute(5));
        found.await.unwrap()
    };
    assert_eq!(found(&first).await, Recorded::OfOther(first.clone()));
    assert_untouched(&fresh.store, &order, &["drafted", "sending", "in-doubt"]).await;
    assert_eq!(orders.find(first.id).await.unwrap(), Some(first));
    recorded(found(&adopted).await);
    assert_eq!(orders.find(adopted.id).await.unwrap(), None);
}

async fn an_order_vanishes_and_reappears_once(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let order = placed(&fresh.store, 8).await;
    for (number, is_gone, is_news) in [(3, false, false), (4, true, true), (5, true, false), (6, false, true)] {
        let news = orders.record_vanished(order.id, is_gone, minute(number)).await.unwrap();
        assert_eq!(news, is_news, "{number}");
        let known = orders.find(order.id).await.unwrap().unwrap();
        let expected = is_gone.then_some(minute(4));
        assert_eq!(known.remote.unwrap().vanished_at, expected, "{number}");
    }
    assert_eq!(
        journal(&fresh.store, &order).await,
        ["drafted", "sending", "placed", "vanished", "reappeared"]
    );
    let unsent = draft(&fresh.store).await;
    for id in [unsent.id, OrderId(99)] {
        assert!(!orders.record_vanished(id, true, minute(7)).await.unwrap());
    }
    assert_untouched(&fresh.store, &unsent, &["drafted"]).await;
}

async fn a_difference_is_written_down_once(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let order = placed(&fresh.store, 8).await;
    let drift = |theirs: &str| EventKind::Drifted {
        what: "common_name".to_owned(),
        ours: "dienst.voorbeeld.nl".to_owned(),
        theirs: theirs.to_owned(),
    };
    let (one, other) = (drift("a.voorbeeld.nl"), drift("b.voorbeeld.nl"));
    for (number, drift, is_news) in [(3, &one, true), (4, &one, false), (5, &other, true), (6, &one, false)] {
        let news = orders.record_drift(order.id, drift, minute(number)).await.unwrap();
        assert_eq!(news, is_news, "{number}");
    }
    assert_untouched(
        &fresh.store,
        &order,
        &["drafted", "sending", "placed", "drifted", "drifted"],
    )
    .await;
    assert_eq!(last_event(&fresh.store, &order).await.kind, other);
    assert!(!orders.record_drift(OrderId(99), &one, minute(7)).await.unwrap());
}

async fn only_what_was_shown_is_dismissed(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let order = doubted(fresh, "mark").await;
    let nothing = orders
        .dismiss_candidates(order.id, &[], &anna(), minute(3))
        .await
        .unwrap();
    assert_eq!(nothing, Stepped::NotNow(order.clone()));
    let search = Search::from(minute(2)).answered(vec![candidate(8), candidate(9)], minute(3));
    orders.record_search(order.id, &search, None, minute(3)).await.unwrap();
    let order = orders.find(order.id).await.unwrap().unwrap();
    for shown in [
        vec![],
        vec![RemoteOrderId(8)],
        vec![RemoteOrderId(8), RemoteOrderId(10)],
    ] {
        let refused = orders
            .dismiss_candidates(order.id, &shown, &anna(), minute(4))
            .await
            .unwrap();
        assert_eq!(refused, Stepped::Conflict(order.clone()), "{shown:?}");
    }
    let events = ["drafted", "sending", "in-doubt", "looked-for"];
    assert_untouched(&fresh.store, &order, &events).await;
    let shown = [9, 8, 7].map(RemoteOrderId);
    let done = orders
        .dismiss_candidates(order.id, &shown, &anna(), minute(5))
        .await
        .unwrap();
    let Stepped::Done(order) = done else { panic!("{done:?}") };
    let dismissed = vec![RemoteOrderId(8), RemoteOrderId(9)];
    let left = order.search.as_ref().unwrap();
    assert_eq!(
        (&left.dismissed, left.candidates.as_slice(), left.clean),
        (&dismissed, &[][..], 0)
    );
    let event = last_event(&fresh.store, &order).await;
    assert_eq!((event.kind, event.actor), (EventKind::Dismissed { dismissed }, anna()));
    // Once it is placed there is nothing to dismiss, whatever was found before.
    let search = left.answered(vec![candidate(8), candidate(9)], minute(6));
    let done = orders.record_search(order.id, &search, None, minute(6)).await.unwrap();
    assert!(matches!(done, Stepped::Done(_)), "{done:?}");
    let found = orders
        .record_found(order.id, &remote(8), Evidence::default(), None, minute(7))
        .await;
    let order = recorded(found.unwrap());
    let late = orders
        .dismiss_candidates(order.id, &shown, &anna(), minute(8))
        .await
        .unwrap();
    assert_eq!(late, Stepped::NotNow(order));
}

async fn an_order_is_not_sent_in_the_place_of_one_that_may_have_turned_up(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let first = doubted(fresh, "first").await;
    let second = given_up(&fresh.store, &first, &anna()).await;
    let claim = async |draft: &Order, mark: &str| {
        let claim = orders
            .claim(draft.id, draft.version, &attempt(mark), &lease(), None)
            .await;
        claim.unwrap()
    };
    // Something was found of which nobody said yet whether it is the first.
    let before = orders.find(first.id).await.unwrap().unwrap().search.unwrap();
    let search = before.answered(vec![candidate(8)], minute(21));
    let done = orders.record_search(first.id, &search, None, minute(21)).await.unwrap();
    assert!(matches!(done, Stepped::Done(_)), "{done:?}");
    let refused = claim(&second, "early").await;
    assert!(
        matches!(&refused, Claim::TurnedUp(other) if other.id == first.id),
        "{refused:?}"
    );
    let shown = [RemoteOrderId(8)];
    orders
        .dismiss_candidates(first.id, &shown, &anna(), minute(22))
        .await
        .unwrap();
    let sent = claim(&second, "second").await;
    assert!(matches!(sent, Claim::Claimed(_)), "{sent:?}");
    // Given up twice: the first turns up now, and the third must not be sent either.
    let reference = attempt("second").reference;
    let second = orders
        .record_in_doubt(second.id, &reference, Doubt::TimedOut, minute(23))
        .await;
    let third = given_up(&fresh.store, &recorded(second.unwrap()), &anna()).await;
    let found = orders
        .record_found(first.id, &remote(8), Evidence::default(), None, minute(24))
        .await;
    recorded(found.unwrap());
    let refused = claim(&third, "third").await;
    assert!(
        matches!(&refused, Claim::TurnedUp(other) if other.id == first.id),
        "{refused:?}"
    );
    assert_untouched(&fresh.store, &third, &["drafted-from-released"]).await;
}

async fn a_lease_has_one_holder(fresh: &Fresh) {
    let leases = fresh.store.leases();
    let take = async |holder: &str, until: i64, now: i64| {
        leases
            .take("compare", holder, minute(until), minute(now))
            .await
            .unwrap()
    };
    assert!(take("one", 5, 0).await);
    assert!(!take("two", 9, 1).await);
    assert!(take("one", 7, 2).await, "the holder prolongs it");
    assert!(!take("two", 9, 6).await);
    assert!(take("two", 9, 7).await, "it ran out");
    assert!(!take("one", 20, 8).await);
    leases.give_back("compare", "one").await.unwrap();
    assert!(!take("one", 20, 8).await, "nobody gives back what another has");
    leases.give_back("compare", "two").await.unwrap();
    assert!(take("one", 20, 8).await);
    assert!(leases.take("another", "two", minute(20), minute(8)).await.unwrap());
    // Of many who ask at once, one gets it.
    leases.give_back("compare", "one").await.unwrap();
    let (a, b, c) = tokio::join!(take("a", 20, 9), take("b", 20, 9), take("c", 20, 9));
    assert_eq!([a, b, c].into_iter().filter(|taken| *taken).count(), 1);
}

async fn the_latest_runs_are_kept(fresh: &Fresh) {
    let runs = fresh.store.reconciliations();
    assert_eq!(runs.latest(10).await.unwrap(), []);
    assert_eq!(runs.last_complete(false).await.unwrap(), None);
    let run = |number: i64, is_full: bool, failure: Option<&str>| Reconciliation {
        at: minute(number),
        took: SignedDuration::from_millis(1_234),
        compared: 7,
        differences: 2,
        is_full,
        failure: failure.map(str::to_owned),
    };
    let (full, part) = (run(1, true, None), run(2, false, None));
    let failed = run(3, true, Some("no answer"));
    for run in [&full, &part, &failed] {
        runs.add(run).await.unwrap();
    }
    assert_eq!(runs.latest(2).await.unwrap(), [failed.clone(), part.clone()]);
    assert_eq!(runs.last_complete(false).await.unwrap(), Some(part));
    assert_eq!(runs.last_complete(true).await.unwrap(), Some(full));
    // After two weeks they are forgotten.
    let late = run(14 * 24 * 60 + 3, false, None);
    runs.add(&late).await.unwrap();
    assert_eq!(runs.latest(10).await.unwrap(), [late, failed]);
}
