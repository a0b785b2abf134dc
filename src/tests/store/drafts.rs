//! Writing, changing and discarding drafts.

use pkio_desk::domain::ids::OrderId;
use pkio_desk::domain::order::{EventKind, OrderForm, RemoteError, State};
use pkio_desk::store::{Changed, Discarded, Recorded};

use super::{
    Fresh, anna, assert_untouched, attempt, bram, contract, draft, form, journal, last_event, minute, sending,
};

contract!(
    a_draft_is_remembered_as_it_was_typed,
    text_that_one_of_the_databases_cannot_hold_is_still_a_draft,
    a_private_key_never_reaches_the_database,
    a_change_is_stored_with_who_made_it,
    a_change_from_an_old_version_is_a_conflict,
    saving_twice_what_was_typed_once_is_one_change,
    of_two_changes_at_once_one_is_a_conflict,
    a_refused_order_becomes_a_draft_when_it_is_changed,
    another_organization_takes_the_name_of_the_first_away,
    an_order_that_left_cannot_be_changed_or_discarded,
    a_discarded_draft_is_gone_and_its_number_is_not_given_out_again,
    a_draft_changed_meanwhile_is_not_discarded,
    an_order_that_does_not_exist_is_missing,
);

async fn a_draft_is_remembered_as_it_was_typed(fresh: &Fresh) {
    let typed = OrderForm {
        dns_names: "één.nl, \n twee.nl".to_owned(),
        ..form(" Dienst.Voorbeeld.nl ")
    };
    let order = fresh.store.orders().draft(&anna(), &typed, minute(0)).await.unwrap();
    assert_eq!((order.version, order.state, &order.owner), (1, State::Draft, &anna()));
    assert_eq!((order.created_at, order.updated_at), (minute(0), minute(0)));
    assert_eq!((order.attempt.as_ref(), order.remote.as_ref()), (None, None));
    assert_eq!(order.form, typed);
    assert_untouched(&fresh.store, &order, &["drafted"]).await;
    assert_eq!(last_event(&fresh.store, &order).await.actor, anna());
}

async fn text_that_one_of_the_databases_cannot_hold_is_still_a_draft(fresh: &Fresh) {
    let typed = OrderForm {
        organization: "1\u{0}".repeat(4000),
        ..form(&"a\u{0}😀".repeat(4000))
    };
    let order = fresh.store.orders().draft(&anna(), &typed, minute(0)).await.unwrap();
    assert_eq!(order.form, typed);
    let page = fresh.store.history().page(&Default::default(), None, 10).await.unwrap();
    assert!(page.rows[0].common_name.starts_with("a\u{fffd}😀"));
    assert!(page.rows[0].common_name.len() < 1000);
}

async fn a_private_key_never_reaches_the_database(fresh: &Fresh) {
    let key = "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----".to_owned();
    let typed = OrderForm {
        csr: key,
        ..form("dienst.voorbeeld.nl")
    };
    let order = fresh.store.orders().draft(&anna(), &typed, minute(0)).await.unwrap();
    assert_eq!(order.form.csr, "");
}

async fn a_change_is_stored_with_who_made_it(fresh: &Fresh) {
    let before = draft(&fresh.store).await;
    let changed = fresh
        .store
        .orders()
        .change(before.id, 1, &form("b.nl"), &bram(), minute(3))
        .await
        .unwrap();
    let Changed::Saved(order) = changed else {
        panic!("{changed:?}")
    };
    assert_eq!(
        (order.version, order.updated_at, order.created_at),
        (2, minute(3), minute(0))
    );
    assert_eq!((order.form.common_name.as_str(), &order.owner), ("b.nl", &anna()));
    assert_untouched(&fresh.store, &order, &["drafted", "changed"]).await;
    let event = last_event(&fresh.store, &order).await;
    assert_eq!(
        (event.actor, event.at, event.kind),
        (bram(), minute(3), EventKind::Changed)
    );
}

async fn a_change_from_an_old_version_is_a_conflict(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let order = draft(&fresh.store).await;
    let Changed::Saved(now) = orders
        .change(order.id, 1, &form("b.nl"), &anna(), minute(1))
        .await
        .unwrap()
    else {
        panic!()
    };
    let outcome = orders
        .change(order.id, 1, &form("c.nl"), &bram(), minute(2))
        .await
        .unwrap();
    assert_eq!(outcome, Changed::Conflict(now.clone()));
    assert_untouched(&fresh.store, &now, &["drafted", "changed"]).await;
}

async fn saving_twice_what_was_typed_once_is_one_change(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let order = draft(&fresh.store).await;
    let first = orders
        .change(order.id, 1, &form("b.nl"), &anna(), minute(1))
        .await
        .unwrap();
    let second = orders
        .change(order.id, 1, &form("b.nl"), &anna(), minute(2))
        .await
        .unwrap();
    assert_eq!(first, second);
    assert_eq!(journal(&fresh.store, &order).await, ["drafted", "changed"]);
}

async fn of_two_changes_at_once_one_is_a_conflict(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let order = draft(&fresh.store).await;
    let (b, c) = (form("b.nl"), form("c.nl"));
    let (anna, bram) = (anna(), bram());
    let (one, two) = tokio::join!(
        orders.change(order.id, 1, &b, &anna, minute(1)),
        orders.change(order.id, 1, &c, &bram, minute(1)),
    );
    let outcomes = [one.unwrap(), two.unwrap()];
    assert_eq!(
        outcomes
            .iter()
            .filter(|outcome| matches!(outcome, Changed::Saved(_)))
            .count(),
        1,
        "{outcomes:?}"
    );
    assert_eq!(
        outcomes
            .iter()
            .filter(|outcome| matches!(outcome, Changed::Conflict(_)))
            .count(),
        1
    );
    assert_eq!(journal(&fresh.store, &order).await, ["drafted", "changed"]);
}

async fn a_refused_order_becomes_a_draft_when_it_is_changed(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let order = sending(&fresh.store, "mark").await;
    let errors = [RemoteError {
        code: "csr_invalid".to_owned(),
        message: "No".to_owned(),
    }];
    let refused = orders
        .record_refused(order.id, &attempt("mark").reference, &errors, minute(2))
        .await
        .unwrap();
    let Recorded::Recorded(refused) = refused else {
        panic!("{refused:?}")
    };
    let unchanged = orders
        .change(order.id, 1, &refused.form, &anna(), minute(3))
        .await
        .unwrap();
    assert_eq!(unchanged, Changed::Saved(refused.clone()));
    let changed = orders
        .change(order.id, refused.version, &form("b.nl"), &anna(), minute(4))
        .await
        .unwrap();
    let Changed::Saved(order) = changed else {
        panic!("{changed:?}")
    };
    assert_eq!((order.state, order.refusal.len()), (State::Draft, 0));
    assert_eq!(
        journal(&fresh.store, &order).await,
        ["drafted", "sending", "refused", "changed"]
    );
}

async fn another_organization_takes_the_name_of_the_first_away(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let order = draft(&fresh.store).await;
    assert_eq!(
        orders
            .remember_organization_name(" 117483 ", "Gemeente Voorbeeld")
            .await
            .unwrap(),
        1
    );
    assert_eq!(
        orders
            .remember_organization_name("117483", "Another name")
            .await
            .unwrap(),
        0
    );
    let named = orders.find(order.id).await.unwrap().unwrap();
    assert_eq!(
        (named.organization_name.as_deref(), named.version),
        (Some("Gemeente Voorbeeld"), 1)
    );
    let other = OrderForm {
        organization: "2".to_owned(),
        ..named.form
    };
    let Changed::Saved(other) = orders.change(order.id, 1, &other, &anna(), minute(1)).await.unwrap() else {
        panic!()
    };
    assert_eq!(other.organization_name, None);
}

async fn an_order_that_left_cannot_be_changed_or_discarded(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let order = sending(&fresh.store, "mark").await;
    let outcome = orders
        .change(order.id, order.version, &form("b.nl"), &anna(), minute(3))
        .await
        .unwrap();
    assert_eq!(outcome, Changed::NotEditable(order.clone()));
    assert_eq!(
        orders.discard(order.id, order.version).await.unwrap(),
        Discarded::NotEditable(order.clone())
    );
    assert_untouched(&fresh.store, &order, &["drafted", "sending"]).await;
}

async fn a_discarded_draft_is_gone_and_its_number_is_not_given_out_again(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let order = draft(&fresh.store).await;
    assert_eq!(orders.discard(order.id, 1).await.unwrap(), Discarded::Discarded);
    assert_eq!(orders.find(order.id).await.unwrap(), None);
    assert_eq!(orders.events(order.id).await.unwrap(), []);
    assert!(draft(&fresh.store).await.id > order.id);
}

async fn a_draft_changed_meanwhile_is_not_discarded(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let order = draft(&fresh.store).await;
    let Changed::Saved(now) = orders
        .change(order.id, 1, &form("b.nl"), &anna(), minute(1))
        .await
        .unwrap()
    else {
        panic!()
    };
    assert_eq!(orders.discard(order.id, 1).await.unwrap(), Discarded::Conflict(now));
}

async fn an_order_that_does_not_exist_is_missing(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let nobody = OrderId(404);
    assert_eq!(orders.find(nobody).await.unwrap(), None);
    assert_eq!(
        orders
            .change(nobody, 1, &form("b.nl"), &anna(), minute(0))
            .await
            .unwrap(),
        Changed::Missing
    );
    assert_eq!(orders.discard(nobody, 1).await.unwrap(), Discarded::Missing);
}
