//! People who are kept here, and who are erased.

use pkio_desk::domain::change::{ChangeForm, ContactsForm, Subject};
use pkio_desk::domain::directory::PersonDetails;
use pkio_desk::domain::ids::OrganizationId;
use pkio_desk::domain::order::State;
use pkio_desk::store::{Erased, PersonKept, PersonStepped, TemplateChange};
use sea_orm::ConnectionTrait;

use super::directory::{organization, person, with_contact};
use super::people::{all, id_of, keep, ordered};
use super::{Fresh, anna, attempt, bram, contract, lease, minute};

contract!(
    a_person_is_erased_but_for_what_was_sent,
    the_orders_of_earlier_versions_fill_the_address_book,
    a_person_is_kept_changed_and_let_go,
    what_is_kept_here_stays_as_it_was_typed,
    a_change_of_a_person_who_is_used_elsewhere_leaves_them_there,
);

async fn a_person_is_erased_but_for_what_was_sent(fresh: &Fresh) {
    let (store, orders) = (&fresh.store, fresh.store.orders());
    let (ada, bea) = (person("Ada", "de Wit"), person("Bea", "Bos"));
    keep(store, &ada).await;
    let draft = orders
        .draft(&anna(), &ordered("a.nl", &[ada.clone(), bea.clone()]), minute(0))
        .await
        .unwrap();
    let sent = orders
        .draft(&anna(), &ordered("b.nl", std::slice::from_ref(&ada)), minute(0))
        .await
        .unwrap();
    orders.claim(sent.id, 1, &attempt("m"), &lease(), None).await.unwrap();
    let template = store
        .templates()
        .add(&anna(), "T", &ordered("c.nl", std::slice::from_ref(&ada)), minute(0))
        .await
        .unwrap();
    let TemplateChange::Done(template) = template else {
        panic!("{template:?}")
    };
    let contacts = ChangeForm::ChangeContacts(Box::new(ContactsForm {
        organization_contact: ada.clone(),
        technical_contact: bea.clone(),
        ..ContactsForm::default()
    }));
    let change = store
        .changes()
        .start(
            Subject::Organization(OrganizationId(7)),
            &contacts,
            None,
            &anna(),
            minute(0),
        )
        .await
        .unwrap();
    let id = id_of(store, "Ada").await;
    let erased = store.people().erase_person(id, &bram(), minute(5)).await.unwrap();
    assert_eq!(
        erased,
        Erased::Erased {
            copies: 3,
            is_still_there: false
        }
    );
    assert_eq!(all(store).await, ["Bea"]);
    let now = orders.find(draft.id).await.unwrap().unwrap();
    assert_eq!(
        (now.state, now.form),
        (State::Draft, ordered("a.nl", std::slice::from_ref(&bea)))
    );
    assert_eq!(orders.find(sent.id).await.unwrap().unwrap().form, sent.form);
    let template = store.templates().find(template.id).await.unwrap().unwrap();
    assert_eq!((template.form.contacts.len(), template.version), (0, 2));
    let ChangeForm::ChangeContacts(now) = store.changes().find(change.id).await.unwrap().unwrap().form else {
        panic!()
    };
    assert_eq!(
        (now.organization_contact, now.technical_contact),
        (PersonDetails::default(), bea)
    );
    let line = store.people().erasures(9).await.unwrap().remove(0);
    assert_eq!((line.at, line.actor, line.copies), (minute(5), bram(), 3));
    assert_eq!(
        store.people().erase_person(id, &bram(), minute(6)).await.unwrap(),
        Erased::Missing
    );
    // Whom DigiCert names is still there.
    let full = with_contact(organization(7, "De Balans", "Utrecht"), ada);
    store.directory().put_organization(&full, minute(6)).await.unwrap();
    let id = id_of(store, "Ada").await;
    let erased = store.people().erase_person(id, &bram(), minute(7)).await.unwrap();
    assert_eq!(
        erased,
        Erased::Erased {
            copies: 0,
            is_still_there: true
        }
    );
}

async fn the_orders_of_earlier_versions_fill_the_address_book(fresh: &Fresh) {
    let store = &fresh.store;
    for (number, name) in [(1, "Ada"), (2, "Bea"), (3, "Ada")] {
        let order = ordered("a.nl", &[person(name, "de Wit")]);
        store.orders().draft(&anna(), &order, minute(number)).await.unwrap();
    }
    let backdoor = fresh.backdoor().await;
    for statement in [
        "DROP TABLE person_uses",
        "DROP TABLE people",
        "DROP TABLE erasures",
        if fresh.is_sqlite() {
            "DROP TABLE people_search"
        } else {
            "SELECT 1"
        },
        "DELETE FROM seaql_migrations WHERE version = 'm0013_people'",
    ] {
        backdoor.execute_unprepared(statement).await.unwrap();
    }
    store.migrate().await.unwrap();
    assert_eq!(all(store).await, ["Ada", "Bea"]);
    let ada = store.people().person(id_of(store, "Ada").await).await.unwrap().unwrap();
    assert_eq!(
        ada.uses.iter().map(|it| it.since).collect::<Vec<_>>(),
        [minute(3), minute(1)]
    );
}

async fn a_person_is_kept_changed_and_let_go(fresh: &Fresh) {
    let (store, book) = (&fresh.store, fresh.store.people());
    let ada = person("Ada", "de Wit");
    let id = keep(store, &ada).await;
    assert_eq!(keep(store, &ada).await, id);
    let other = PersonDetails {
        job_title: "CFO".to_owned(),
        ..ada.clone()
    };
    assert_eq!(
        book.keep_person(&other, &bram(), minute(4)).await.unwrap(),
        PersonKept::KnownAlready(id)
    );
    let nobody = PersonDetails::default();
    assert_eq!(
        book.keep_person(&nobody, &bram(), minute(4)).await.unwrap(),
        PersonKept::Nobody
    );
    let change = async |version, person: &PersonDetails| {
        book.change_person(id, version, person, &bram(), minute(5))
            .await
            .unwrap()
    };
    assert_eq!(change(1, &other).await, PersonStepped::Done(id));
    assert_eq!(change(1, &ada).await, PersonStepped::Conflict(id));
    let bea = keep(store, &person("Bea", "Bos")).await;
    assert_eq!(change(2, &person("Bea", "Bos")).await, PersonStepped::KnownAlready(bea));
    assert_eq!(change(2, &nobody).await, PersonStepped::Nobody);
    let entry = book.person(id).await.unwrap().unwrap();
    assert_eq!(
        (entry.version, entry.details, entry.kept),
        (2, other, Some((bram(), minute(5))))
    );
    assert_eq!(book.delete_person(id, 1).await.unwrap(), PersonStepped::Conflict(id));
    assert_eq!(book.delete_person(id, 2).await.unwrap(), PersonStepped::Done(id));
    assert_eq!(book.delete_person(id, 2).await.unwrap(), PersonStepped::Missing);
    assert_eq!(all(store).await, ["Bea"]);
}

async fn what_is_kept_here_stays_as_it_was_typed(fresh: &Fresh) {
    let (store, directory) = (&fresh.store, fresh.store.directory());
    let full = |title: &str| {
        let ada = PersonDetails {
            job_title: title.to_owned(),
            ..person("Ada", "de Wit")
        };
        with_contact(organization(7, "De Balans", "Utrecht"), ada)
    };
    directory.put_organization(&full("CTO"), minute(1)).await.unwrap();
    let id = keep(store, &person("Ada", "de Wit")).await;
    directory.put_organization(&full("CFO"), minute(4)).await.unwrap();
    let entry = store.people().person(id).await.unwrap().unwrap();
    assert_eq!((entry.details, entry.uses.len()), (person("Ada", "de Wit"), 1));
    // Whoever is typed like them is told from the others; nobody by nothing.
    let asked = [person("Bea", "Bos"), person("ADA", "de  wit"), PersonDetails::default()];
    let kept = store.people().kept(&asked).await.unwrap();
    assert_eq!(kept, [None, Some((id, person("Ada", "de Wit"))), None]);
    let gone = store.people().delete_person(id, entry.version).await.unwrap();
    assert_eq!(gone, PersonStepped::Done(id));
    let entry = store.people().person(id).await.unwrap().unwrap();
    assert_eq!(entry.kept, None);
    let not_ours = store.people().delete_person(id, entry.version).await.unwrap();
    assert_eq!(not_ours, PersonStepped::NotLocal(id));
}

async fn a_change_of_a_person_who_is_used_elsewhere_leaves_them_there(fresh: &Fresh) {
    let (store, directory) = (&fresh.store, fresh.store.directory());
    let full = with_contact(organization(7, "De Balans", "Utrecht"), person("Ada", "de Wit"));
    directory.put_organization(&full, minute(1)).await.unwrap();
    let id = keep(store, &person("Ada", "de Wit")).await;
    let version = store.people().person(id).await.unwrap().unwrap().version;
    let married = person("Ada", "Bos");
    let changed = store
        .people()
        .change_person(id, version, &married, &anna(), minute(4))
        .await
        .unwrap();
    let PersonStepped::Done(new) = changed else {
        panic!("{changed:?}")
    };
    let (before, after) = (
        store.people().person(id).await.unwrap().unwrap(),
        store.people().person(new).await.unwrap().unwrap(),
    );
    assert_eq!(
        (before.details.last_name.as_str(), before.kept, before.uses.len()),
        ("de Wit", None, 1)
    );
    assert_eq!((after.details, after.uses.len()), (married, 0));
}
