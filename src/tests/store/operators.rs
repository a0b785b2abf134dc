//! The people of the desk, and the throttle on signing in.

use jiff::ToSpan;
use pkio_desk::domain::ids::OperatorId;
use pkio_desk::domain::operator::Role;
use pkio_desk::store::{Added, NewOperator, OperatorRecord, PasswordHash, Store};

use super::{Fresh, contract, minute};

contract!(
    a_person_is_found_by_username_in_upper_or_lower_case,
    a_username_is_given_to_one_person,
    of_two_who_take_a_username_at_once_one_gets_it,
    a_new_password_and_being_disabled_end_the_sessions,
    a_role_and_a_profile_change_without_ending_sessions,
    people_are_listed_by_username,
    failures_are_counted_within_a_window_per_key,
    failures_are_forgotten_after_a_success_or_a_day,
);

fn new(username: &str) -> NewOperator {
    NewOperator {
        username: username.to_owned(),
        name: "Zoë de Vries".to_owned(),
        role: Role::Requester,
        password_hash: PasswordHash::new("$argon2id$one"),
        locale: None,
        time_zone: "Europe/Amsterdam".to_owned(),
    }
}

async fn add(store: &Store, username: &str) -> OperatorRecord {
    let added = store.operators().add(&new(username), minute(0)).await.unwrap();
    let Added::Added(record) = added else {
        panic!("{added:?}")
    };
    record
}

async fn a_person_is_found_by_username_in_upper_or_lower_case(fresh: &Fresh) {
    let operators = fresh.store.operators();
    assert_eq!(operators.count().await.unwrap(), 0);
    let record = add(&fresh.store, " Zoë ").await;
    assert_eq!(
        (record.operator.username.as_str(), record.operator.role),
        ("Zoë", Role::Requester)
    );
    assert_eq!(
        (record.disabled, record.sessions_epoch, record.created_at),
        (false, 0, minute(0))
    );
    assert_eq!(record.password_hash.expose(), "$argon2id$one");
    assert!(!format!("{record:?}").contains("argon2id"));
    for typed in ["zoë", "ZOË", "Zoë "] {
        assert_eq!(
            operators.find_by_username(typed).await.unwrap().as_ref(),
            Some(&record),
            "{typed}"
        );
    }
    assert_eq!(operators.find(record.operator.id).await.unwrap(), Some(record));
    assert_eq!(operators.find_by_username("zoe").await.unwrap(), None);
    assert_eq!(operators.count().await.unwrap(), 1);
}

async fn a_username_is_given_to_one_person(fresh: &Fresh) {
    add(&fresh.store, "zoë").await;
    assert_eq!(
        fresh.store.operators().add(&new("ZOË"), minute(1)).await.unwrap(),
        Added::NameTaken
    );
    assert_eq!(fresh.store.operators().count().await.unwrap(), 1);
}

async fn of_two_who_take_a_username_at_once_one_gets_it(fresh: &Fresh) {
    let operators = fresh.store.operators();
    let (first, second) = (new("zoë"), new("Zoë"));
    let (one, two) = tokio::join!(operators.add(&first, minute(0)), operators.add(&second, minute(0)));
    let outcomes = [one.unwrap(), two.unwrap()];
    assert_eq!(
        outcomes.iter().filter(|outcome| **outcome == Added::NameTaken).count(),
        1
    );
}

async fn a_new_password_and_being_disabled_end_the_sessions(fresh: &Fresh) {
    let operators = fresh.store.operators();
    let id = add(&fresh.store, "zoë").await.operator.id;
    let record = operators
        .set_password_hash(id, &PasswordHash::new("$argon2id$two"))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (record.password_hash.expose(), record.sessions_epoch),
        ("$argon2id$two", 1)
    );
    let record = operators.set_disabled(id, true).await.unwrap().unwrap();
    assert_eq!((record.disabled, record.sessions_epoch), (true, 2));
    let record = operators.set_disabled(id, false).await.unwrap().unwrap();
    assert!(!record.disabled);
    assert_eq!(operators.set_disabled(OperatorId(404), true).await.unwrap(), None);
}

async fn a_role_and_a_profile_change_without_ending_sessions(fresh: &Fresh) {
    let operators = fresh.store.operators();
    let id = add(&fresh.store, "zoë").await.operator.id;
    add(&fresh.store, "other").await;
    operators.set_role(id, Role::Administrator).await.unwrap().unwrap();
    let record = operators
        .set_profile(id, "Zoë", Some("nl-NL"), "America/Aruba")
        .await
        .unwrap()
        .unwrap();
    let person = &record.operator;
    assert_eq!(
        (person.role, person.name.as_str(), record.sessions_epoch),
        (Role::Administrator, "Zoë", 0)
    );
    assert_eq!(
        (person.locale.as_deref(), person.time_zone.as_str()),
        (Some("nl-NL"), "America/Aruba")
    );
    assert_eq!(
        operators
            .find_by_username("other")
            .await
            .unwrap()
            .unwrap()
            .operator
            .role,
        Role::Requester
    );
}

async fn people_are_listed_by_username(fresh: &Fresh) {
    for username in ["bram", "Zoë", "Anna"] {
        add(&fresh.store, username).await;
    }
    let people = fresh.store.operators().list().await.unwrap();
    assert_eq!(
        people
            .iter()
            .map(|person| person.operator.username.as_str())
            .collect::<Vec<_>>(),
        ["Anna", "bram", "Zoë"]
    );
}

async fn failures_are_counted_within_a_window_per_key(fresh: &Fresh) {
    let throttle = fresh.store.throttle();
    for number in [0, 5, 10] {
        throttle.record_failure("zoë", minute(number)).await.unwrap();
    }
    throttle.record_failure("192.0.2.1", minute(10)).await.unwrap();
    for (key, since, expected) in [
        ("zoë", 0, 3),
        ("zoë", 1, 2),
        ("zoë", 10, 1),
        ("zoë", 11, 0),
        ("192.0.2.1", 0, 1),
        ("anna", 0, 0),
    ] {
        assert_eq!(
            throttle.failures(key, minute(since)).await.unwrap(),
            expected,
            "{key} {since}"
        );
    }
}

async fn failures_are_forgotten_after_a_success_or_a_day(fresh: &Fresh) {
    let throttle = fresh.store.throttle();
    throttle.record_failure("zoë", minute(0)).await.unwrap();
    throttle.record_failure("anna", minute(0)).await.unwrap();
    throttle.clear("zoë").await.unwrap();
    assert_eq!(throttle.failures("zoë", minute(0)).await.unwrap(), 0);
    assert_eq!(throttle.failures("anna", minute(0)).await.unwrap(), 1);
    throttle.record_failure("bram", minute(0) + 25.hours()).await.unwrap();
    assert_eq!(throttle.failures("anna", minute(0)).await.unwrap(), 0);
}
