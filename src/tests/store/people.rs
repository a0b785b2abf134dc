//! The address book.

use pkio_desk::domain::directory::{Part, PersonDetails, User};
use pkio_desk::domain::ids::{OrganizationId, PersonId, UserId};
use pkio_desk::domain::order::{ContactForm, OrderForm};
use pkio_desk::store::{Changed, Discarded, PeopleQuery, PersonKept, PersonRow, PersonSort, Store, UseSource};

use super::directory::{organization, person, with_contact};
use super::{Fresh, anna, contract, form, minute};

contract!(
    one_person_is_there_once_with_all_uses,
    who_is_named_no_more_vanishes,
    a_draft_names_people_until_it_is_discarded,
    people_are_found_filtered_and_sorted,
    doubles_are_shown_and_not_merged,
);

pub(super) fn ordered(common_name: &str, people: &[PersonDetails]) -> OrderForm {
    let contact = |person: &PersonDetails| ContactForm {
        contact_type: "verified_contact".to_owned(),
        first_name: person.first_name.clone(),
        last_name: person.last_name.clone(),
        email: person.email.clone(),
        ..ContactForm::default()
    };
    OrderForm {
        contacts: people.iter().map(contact).collect(),
        ..form(common_name)
    }
}

pub(super) fn user(id: i64, person: PersonDetails) -> User {
    User {
        id: UserId(id),
        username: format!("user-{id}"),
        person,
        roles: Vec::new(),
        container: None,
        status: "active".to_owned(),
    }
}

pub(super) async fn people(store: &Store, query: &PeopleQuery) -> Vec<PersonRow> {
    store.people().people(query, None, 50).await.unwrap().rows
}

pub(super) async fn names(store: &Store, query: &PeopleQuery) -> Vec<String> {
    let rows = people(store, query).await;
    rows.iter().map(|row| row.details.first_name.clone()).collect()
}

pub(super) async fn all(store: &Store) -> Vec<String> {
    names(store, &PeopleQuery::default()).await
}

pub(super) async fn id_of(store: &Store, first_name: &str) -> PersonId {
    let rows = people(store, &PeopleQuery::default()).await;
    let mut those = rows.iter().filter(|row| row.details.first_name == first_name);
    those.next().unwrap().id
}

pub(super) async fn keep(store: &Store, person: &PersonDetails) -> PersonId {
    match store.people().keep_person(person, &anna(), minute(3)).await.unwrap() {
        PersonKept::Kept(id) => id,
        other => panic!("{other:?}"),
    }
}

async fn one_person_is_there_once_with_all_uses(fresh: &Fresh) {
    let (store, directory) = (&fresh.store, fresh.store.directory());
    let ada = person("Ada", "de Wit");
    let full = with_contact(organization(7, "De Balans", "Utrecht"), ada.clone());
    directory.put_organization(&full, minute(1)).await.unwrap();
    let with_telephone = PersonDetails {
        telephone: "+31 30".to_owned(),
        email: "ADA@voorbeeld.example".to_owned(),
        ..ada.clone()
    };
    directory
        .put_users(&[user(4, with_telephone)], minute(2))
        .await
        .unwrap();
    let order = ordered("dienst.nl", std::slice::from_ref(&ada));
    let order = store.orders().draft(&anna(), &order, minute(3)).await.unwrap();
    let rows = people(store, &PeopleQuery::default()).await;
    assert_eq!((rows.len(), rows[0].is_local, rows[0].has_doubles), (1, false, false));
    assert_eq!((rows[0].details.telephone.as_str(), rows[0].uses.len()), ("+31 30", 3));
    let entry = store.people().person(rows[0].id).await.unwrap().unwrap();
    let uses: Vec<_> = entry
        .uses
        .iter()
        .map(|it| (it.source, it.source_id, it.called.as_str(), it.role.as_str(), it.since))
        .collect();
    assert_eq!(
        uses,
        [
            (UseSource::Order, order.id.0, "dienst.nl", "verified_contact", minute(3)),
            (UseSource::User, 4, "user-4", "user", minute(2)),
            (
                UseSource::Organization,
                7,
                "De Balans",
                "organization_contact",
                minute(1)
            ),
        ]
    );
    assert_eq!((entry.kept, entry.details), (None, rows[0].details.clone()));
    // Read again, the uses are those they were.
    directory.put_organization(&full, minute(5)).await.unwrap();
    let again = store.people().person(rows[0].id).await.unwrap().unwrap();
    assert_eq!(again.uses, entry.uses);
}

async fn who_is_named_no_more_vanishes(fresh: &Fresh) {
    let (store, directory) = (&fresh.store, fresh.store.directory());
    let full = |name| with_contact(organization(7, "De Balans", "Utrecht"), person(name, "de Wit"));
    directory.put_organization(&full("Ada"), minute(1)).await.unwrap();
    directory.put_organization(&full("Bea"), minute(2)).await.unwrap();
    assert_eq!(all(store).await, ["Bea"]);
    directory
        .put_users(&[user(4, person("Cas", "Bos"))], minute(2))
        .await
        .unwrap();
    directory
        .mark_unseen_gone(Part::Organizations, minute(3), minute(3))
        .await
        .unwrap();
    assert_eq!(all(store).await, ["Cas"]);
    directory
        .mark_unseen_gone(Part::Users, minute(3), minute(3))
        .await
        .unwrap();
    assert_eq!(all(store).await, Vec::<String>::new());
    // Listed again, the contacts that are known count again.
    let listed = organization(7, "De Balans", "Utrecht");
    directory.put_organizations(&[listed], minute(4)).await.unwrap();
    assert_eq!(all(store).await, ["Bea"]);
}

async fn a_draft_names_people_until_it_is_discarded(fresh: &Fresh) {
    let (store, orders) = (&fresh.store, fresh.store.orders());
    let half = PersonDetails {
        first_name: "Ad".to_owned(),
        ..PersonDetails::default()
    };
    let order = orders
        .draft(&anna(), &ordered("a.nl", &[half]), minute(0))
        .await
        .unwrap();
    let typed = ordered("a.nl", &[person("Ada", "de Wit"), PersonDetails::default()]);
    let changed = orders.change(order.id, 1, &typed, &anna(), minute(1)).await.unwrap();
    assert!(matches!(changed, Changed::Saved(_)));
    assert_eq!(all(store).await, ["Ada"]);
    assert_eq!(orders.discard(order.id, 2).await.unwrap(), Discarded::Discarded);
    assert_eq!(all(store).await, Vec::<String>::new());
}

async fn people_are_found_filtered_and_sorted(fresh: &Fresh) {
    let (store, directory) = (&fresh.store, fresh.store.directory());
    for (id, name) in [(1, "Cas"), (2, "Ada")] {
        let full = with_contact(organization(id, "De Balans", "Utrecht"), person(name, "de Wit"));
        directory.put_organization(&full, minute(1)).await.unwrap();
    }
    let bea = PersonDetails {
        email: "zz@voorbeeld.example".to_owned(),
        job_title: "Directeur".to_owned(),
        ..person("Bea", "Bos")
    };
    directory.put_users(&[user(4, bea)], minute(1)).await.unwrap();
    keep(store, &person("Dirk", "Dal")).await;
    let query = PeopleQuery::default;
    let text = |text: &str| PeopleQuery {
        text: text.to_owned(),
        ..PeopleQuery::default()
    };
    for (query, expected) in [
        (query(), vec!["Ada", "Bea", "Cas", "Dirk"]),
        (
            PeopleQuery {
                sort: PersonSort::Email,
                ..query()
            },
            vec!["Ada", "Cas", "Dirk", "Bea"],
        ),
        (
            PeopleQuery {
                is_descending: true,
                ..query()
            },
            vec!["Dirk", "Cas", "Bea", "Ada"],
        ),
        (text("DIRECT"), vec!["Bea"]),
        (text("wit ada"), vec!["Ada"]),
        (text("voorbeeld.example"), vec!["Ada", "Bea", "Cas", "Dirk"]),
        (text("ca"), vec!["Cas"]),
        (text("zz"), vec!["Bea"]),
        (
            PeopleQuery {
                role: Some("organization_contact".to_owned()),
                ..query()
            },
            vec!["Ada", "Cas"],
        ),
        (
            PeopleQuery {
                source: Some(UseSource::User),
                ..query()
            },
            vec!["Bea"],
        ),
        (
            PeopleQuery {
                organization: Some(OrganizationId(1)),
                ..query()
            },
            vec!["Cas"],
        ),
        (
            PeopleQuery {
                is_local: Some(true),
                ..query()
            },
            vec!["Dirk"],
        ),
    ] {
        assert_eq!(names(store, &query).await, expected, "{query:?}");
    }
    let first = store.people().people(&query(), None, 3).await.unwrap();
    let second = store.people().people(&query(), first.next.as_ref(), 3).await.unwrap();
    assert_eq!((first.rows.len(), second.rows.len(), second.next), (3, 1, None));
}

async fn doubles_are_shown_and_not_merged(fresh: &Fresh) {
    let store = &fresh.store;
    let other = PersonDetails {
        email: "ADA@voorbeeld.example".to_owned(),
        ..person("A.", "de Wit")
    };
    let (one, two) = (keep(store, &person("Ada", "de Wit")).await, keep(store, &other).await);
    let third = keep(store, &person("Bea", "Bos")).await;
    let doubles = store.people().doubles_of(one).await.unwrap();
    assert_eq!(doubles.iter().map(|it| it.id).collect::<Vec<_>>(), [two]);
    assert_eq!(store.people().doubles_of(third).await.unwrap(), []);
    let rows = people(store, &PeopleQuery::default()).await;
    let with_doubles: Vec<_> = rows.iter().map(|row| row.has_doubles).collect();
    assert_eq!(with_doubles, [true, true, false]);
}
