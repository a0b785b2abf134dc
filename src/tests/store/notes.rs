//! Notes on orders: never changed, struck out by their author or an administrator.

use pkio_desk::domain::ids::{NoteId, OperatorId, OrderId};
use pkio_desk::domain::operator::{Actor, Operator, Role};
use pkio_desk::store::NoteStruck;

use super::remote::elsewhere;
use super::{Fresh, contract, draft, journal, minute, placed};

contract!(
    notes_are_kept_with_who_wrote_them_the_newest_first,
    a_note_is_struck_out_once_and_stays_readable,
    a_note_of_another_order_or_of_none_is_missing,
    notes_on_an_order_seen_elsewhere_stay_when_it_turns_out_to_be_ours,
    a_bundle_is_written_down_and_changes_nothing,
);

fn person(id: i64, role: Role) -> Operator {
    Operator {
        id: OperatorId(id),
        username: format!("person{id}"),
        name: format!("Person {id}"),
        role,
        locale: None,
        time_zone: "UTC".to_owned(),
    }
}

async fn notes_are_kept_with_who_wrote_them_the_newest_first(fresh: &Fresh) {
    let order = draft(&fresh.store).await;
    let other = draft(&fresh.store).await;
    let notes = fresh.store.order_notes();
    let rik = Actor::from(&person(1, Role::Requester));
    notes
        .add(order.id, &rik, "één\u{0}\n\"twee\"", minute(1))
        .await
        .unwrap();
    notes.add(order.id, &super::bram(), "later", minute(2)).await.unwrap();
    notes.add(other.id, &rik, "elsewhere", minute(3)).await.unwrap();
    let kept = notes.of_order(order.id).await.unwrap();
    let told: Vec<_> = kept
        .iter()
        .map(|note| (note.text.as_str(), &note.author, note.at))
        .collect();
    let (bram, rik) = (super::bram(), rik);
    assert_eq!(
        told,
        [("later", &bram, minute(2)), ("één\u{fffd}\n\"twee\"", &rik, minute(1))]
    );
    assert!(kept.iter().all(|note| note.struck.is_none()));
    assert_eq!(journal(&fresh.store, &order).await, ["drafted"]);
}

async fn a_note_is_struck_out_once_and_stays_readable(fresh: &Fresh) {
    let order = draft(&fresh.store).await;
    let notes = fresh.store.order_notes();
    let (rik, ada) = (person(1, Role::Requester), person(2, Role::Administrator));
    let note = notes
        .add(order.id, &Actor::from(&rik), "text", minute(1))
        .await
        .unwrap()
        .unwrap();
    let other = person(3, Role::Approver);
    assert_eq!(
        notes.strike(order.id, note, &other, minute(2)).await.unwrap(),
        NoteStruck::NotTheirs
    );
    let (one, two) = tokio::join!(
        notes.strike(order.id, note, &ada, minute(3)),
        notes.strike(order.id, note, &ada, minute(3))
    );
    let mut outcomes = [one.unwrap(), two.unwrap()];
    outcomes.sort_by_key(|outcome| *outcome != NoteStruck::Struck);
    assert_eq!(outcomes, [NoteStruck::Struck, NoteStruck::Already]);
    assert_eq!(
        notes.strike(order.id, note, &rik, minute(4)).await.unwrap(),
        NoteStruck::Already
    );
    let kept = notes.of_order(order.id).await.unwrap();
    assert_eq!(kept[0].text, "text");
    assert_eq!(kept[0].struck, Some((Actor::from(&ada), minute(3))));
}

async fn a_note_of_another_order_or_of_none_is_missing(fresh: &Fresh) {
    let (order, other) = (draft(&fresh.store).await, draft(&fresh.store).await);
    let notes = fresh.store.order_notes();
    let rik = person(1, Role::Requester);
    let note = notes
        .add(order.id, &Actor::from(&rik), "text", minute(1))
        .await
        .unwrap()
        .unwrap();
    for (order, note) in [(other.id, note), (order.id, NoteId(999)), (OrderId(999), note)] {
        assert_eq!(
            notes.strike(order, note, &rik, minute(2)).await.unwrap(),
            NoteStruck::Missing
        );
    }
    assert_eq!(
        notes
            .add(OrderId(999), &Actor::from(&rik), "text", minute(1))
            .await
            .unwrap(),
        None
    );
    assert!(notes.of_order(order.id).await.unwrap()[0].struck.is_none());
}

async fn a_bundle_is_written_down_and_changes_nothing(fresh: &Fresh) {
    let order = draft(&fresh.store).await;
    let orders = fresh.store.orders();
    assert!(orders.record_bundle(order.id, &super::bram(), minute(5)).await.unwrap());
    assert!(
        !orders
            .record_bundle(OrderId(999), &super::bram(), minute(5))
            .await
            .unwrap()
    );
    super::assert_untouched(&fresh.store, &order, &["drafted", "bundle-downloaded"]).await;
    assert_eq!(super::last_event(&fresh.store, &order).await.actor, super::bram());
}

async fn notes_on_an_order_seen_elsewhere_stay_when_it_turns_out_to_be_ours(fresh: &Fresh) {
    let (seen, other) = (elsewhere(fresh, 8).await, elsewhere(fresh, 9).await);
    let notes = fresh.store.order_notes();
    let rik = person(1, Role::Requester);
    for (order, text) in [(&seen, "one"), (&other, "of another"), (&seen, "two")] {
        notes.add(order.id, &Actor::from(&rik), text, minute(4)).await.unwrap();
    }
    let before = notes.of_order(seen.id).await.unwrap();
    notes.strike(seen.id, before[1].id, &rik, minute(5)).await.unwrap();
    let before = notes.of_order(seen.id).await.unwrap();
    // The answer to an order of ours names that id: the row that was seen makes room.
    let ours = placed(&fresh.store, 8).await;
    assert_eq!(fresh.store.orders().find(seen.id).await.unwrap(), None);
    assert_eq!(notes.of_order(ours.id).await.unwrap(), before);
    assert_eq!((before.len(), before[1].struck.is_some()), (2, true));
    assert_eq!(notes.of_order(other.id).await.unwrap().len(), 1);
}
