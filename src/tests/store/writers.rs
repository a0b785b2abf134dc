//! Nobody approves what they wrote, in whole or in part: neither this order nor one whose place it takes.

use pkio_desk::domain::approval::{Given, MayNotApprove};
use pkio_desk::domain::ids::OperatorId;
use pkio_desk::domain::operator::{Actor, Operator, Role};
use pkio_desk::domain::order::Order;
use pkio_desk::store::{Approving, Changed, Stepped};
use sea_orm::ConnectionTrait;

use super::{DIGEST, Fresh, anna, bram, contract, form, given_up, left_in_doubt, minute, wish};

contract!(
    whoever_changed_an_order_does_not_approve_it,
    whoever_had_a_hand_in_the_order_before_does_not_approve_the_one_in_its_place,
);

fn operator(id: i64) -> Operator {
    Operator {
        id: OperatorId(id),
        username: format!("p{id}"),
        name: format!("P{id}"),
        role: Role::Administrator,
        locale: None,
        time_zone: "Europe/Amsterdam".to_owned(),
    }
}

/// Somebody changes the name on an order.
async fn changed(fresh: &Fresh, order: &Order, id: i64, name: &str) -> Order {
    let orders = fresh.store.orders();
    let (form, actor) = (form(name), Actor::from(&operator(id)));
    let change = orders.change(order.id, order.version, &form, &actor, minute(1));
    match change.await.unwrap() {
        Changed::Saved(order) => order,
        other => panic!("{other:?}"),
    }
}

/// Bram asks.
async fn asked(fresh: &Fresh, order: &Order) -> Order {
    let (orders, wish) = (fresh.store.orders(), wish(bram(), 2));
    let asking = orders.ask_approval(order.id, order.version, &wish);
    match asking.await.unwrap() {
        Stepped::Done(order) => order,
        other => panic!("{other:?}"),
    }
}

async fn approve(fresh: &Fresh, order: &Order, id: i64) -> Approving<Order> {
    let operator = operator(id);
    let given = Given {
        by: Actor::from(&operator),
        at: minute(3),
        until: minute(10),
    };
    let orders = fresh.store.orders();
    let approving = orders.approve(order.id, order.version, DIGEST, "", &operator, &given);
    approving.await.unwrap()
}

async fn may_not(fresh: &Fresh, order: &Order, id: i64, why: MayNotApprove) {
    assert_eq!(approve(fresh, order, id).await, Approving::MayNot(why), "{id}");
}

async fn whoever_changed_an_order_does_not_approve_it(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let order = orders.draft(&anna(), &form("a.voorbeeld.nl"), minute(0)).await.unwrap();
    let order = changed(fresh, &order, 4, "b.voorbeeld.nl").await;
    // Undone by somebody else, asked for and taken back: the hand they had in it stays.
    let order = changed(fresh, &order, 5, "a.voorbeeld.nl").await;
    let order = asked(fresh, &order).await;
    let back = orders
        .withdraw(order.id, order.version, &bram(), minute(3))
        .await
        .unwrap();
    let Stepped::Done(order) = back else { panic!("{back:?}") };
    let order = asked(fresh, &order).await;
    let writers = order.approval.as_ref().unwrap().written_by.clone();
    assert_eq!(writers, [1, 4, 5].map(OperatorId).into());
    for (id, why) in [
        (1, MayNotApprove::Own),
        (2, MayNotApprove::Own),
        (4, MayNotApprove::Writer),
        (5, MayNotApprove::Writer),
    ] {
        may_not(fresh, &order, id, why).await;
    }
    // An approval that a version asked for which did not write them down.
    let backdoor = fresh.backdoor().await;
    let forget = "UPDATE orders SET approval = REPLACE(approval, 'written_by', 'unknown')";
    backdoor.execute_unprepared(forget).await.unwrap();
    backdoor.close().await.unwrap();
    let order = orders.find(order.id).await.unwrap().unwrap();
    assert_eq!(order.approval.as_ref().unwrap().written_by, [].into());
    may_not(fresh, &order, 4, MayNotApprove::Writer).await;
    let given = approve(fresh, &order, 6).await;
    assert!(matches!(given, Approving::Given(_)), "{given:?}");
}

async fn whoever_had_a_hand_in_the_order_before_does_not_approve_the_one_in_its_place(fresh: &Fresh) {
    let orders = fresh.store.orders();
    let order = orders.draft(&anna(), &form("a.voorbeeld.nl"), minute(0)).await.unwrap();
    let order = changed(fresh, &order, 4, "b.voorbeeld.nl").await;
    let order = left_in_doubt(&fresh.store, &order, "mark").await;
    let draft = given_up(&fresh.store, &order, &Actor::from(&operator(7))).await;
    let order = asked(fresh, &draft).await;
    for (id, why) in [
        (1, MayNotApprove::Writer),
        (4, MayNotApprove::Writer),
        (7, MayNotApprove::Own),
    ] {
        may_not(fresh, &order, id, why).await;
    }
    let given = approve(fresh, &order, 6).await;
    assert!(matches!(given, Approving::Given(_)), "{given:?}");
}
