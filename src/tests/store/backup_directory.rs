//! Something in the tables of the mirror, the address book and the changes, for the tests of backups.

use pkio_desk::domain::change::Subject;
use pkio_desk::domain::directory::{Container, Part};
use pkio_desk::domain::ids::{ContainerId, OrganizationId};
use pkio_desk::store::{ChangeExchange, NumbersTyped, OrganizationQuery, PeopleQuery, Store};

use super::minute;

/// Something in the tables of the mirror, the address book and the changes.
pub(super) async fn furnish_directory(store: &Store) {
    let directory = store.directory();
    let ada = super::directory::person("Ada", "de Wit");
    let organization = super::directory::organization(7, "De Balans", "Utrecht");
    let full = super::directory::with_contact(organization, ada.clone());
    directory.put_organization(&full, minute(1)).await.unwrap();
    let domain = super::directory::domain(3, "voorbeeld.nl", 7);
    directory.put_domain(&domain, minute(1)).await.unwrap();
    let container = Container {
        id: ContainerId(1),
        parent_id: None,
        name: "Alles".to_owned(),
        is_active: true,
    };
    directory.put_containers(&[container], minute(1)).await.unwrap();
    let user = super::people::user(4, ada);
    directory.put_users(&[user], minute(1)).await.unwrap();
    directory.read_ended(Part::Users, 1, minute(2)).await.unwrap();
    let numbers = NumbersTyped {
        oin: "00000001812345670000".to_owned(),
        ..NumbersTyped::default()
    };
    let id = OrganizationId(7);
    let kept = directory.keep_numbers(id, 0, &numbers, &super::bram(), minute(2)).await;
    kept.unwrap();
    let book = store.people();
    let local = super::directory::person("Bea", "Bos");
    book.keep_person(&local, &super::bram(), minute(2)).await.unwrap();
    let cas = super::people::keep(store, &super::directory::person("Cas", "Dal")).await;
    book.erase_person(cas, &super::bram(), minute(3)).await.unwrap();
    let change = super::changes::sending(store, "mark of a change").await;
    let exchange = ChangeExchange {
        at: minute(2),
        method: "PUT".to_owned(),
        path: "/organization/7".to_owned(),
        request_body: "{}".to_owned(),
        status: None,
        response_body: String::new(),
    };
    store.changes().add_exchange(change.id, &exchange).await.unwrap();
}

/// What is found in the mirror, the address book and the changes.
pub(super) async fn directory_of(store: &Store) -> impl PartialEq + std::fmt::Debug {
    let (directory, book, changes) = (store.directory(), store.people(), store.changes());
    let id = OrganizationId(7);
    let by_number = OrganizationQuery {
        text: "181234".to_owned(),
        ..OrganizationQuery::default()
    };
    let by_title = PeopleQuery {
        text: "ciso".to_owned(),
        ..PeopleQuery::default()
    };
    let change = changes
        .of_subject(Subject::Organization(id), 9)
        .await
        .unwrap()
        .remove(0);
    (
        (
            directory.organizations(&by_number, minute(9), None, 9).await.unwrap(),
            directory.organization(id).await.unwrap(),
            directory.domains_of(id, 9).await.unwrap(),
            directory.containers().await.unwrap(),
            directory.users().await.unwrap(),
            directory.reads().await.unwrap(),
            directory.numbers_entered(id).await.unwrap(),
        ),
        (
            book.people(&by_title, None, 9).await.unwrap(),
            book.erasures(9).await.unwrap(),
            changes.events(change.id).await.unwrap(),
            changes.exchanges(change.id).await.unwrap(),
            change,
        ),
    )
}
