//! The address book through the pages: people found, kept, erased, made contacts of an organization and named on orders;
//! and that DigiCert has what it had, whatever is done here.

mod appointing;
mod erasing;
mod keeping;
mod lists;
mod ordering;

use pkio_desk::domain::directory::PersonDetails;
use pkio_desk::domain::ids::PersonId;
use pkio_desk::store::PeopleQuery;

use super::harness::Desk;
use super::visitor::Fields;

/// Somebody nobody else knows.
fn bram() -> PersonDetails {
    PersonDetails {
        first_name: "Bram".to_owned(),
        last_name: "Techniek".to_owned(),
        job_title: "Beheerder".to_owned(),
        telephone: "+31 30 555 0300".to_owned(),
        telephone_extension: String::new(),
        email: "bram@techniek.example".to_owned(),
    }
}

/// The fields of the form of the address book.
fn typed(person: &PersonDetails) -> Fields {
    let fields = [
        ("first_name", &person.first_name),
        ("last_name", &person.last_name),
        ("job_title", &person.job_title),
        ("telephone", &person.telephone),
        ("telephone_extension", &person.telephone_extension),
        ("email", &person.email),
    ];
    let fields = fields.map(|(name, value)| (format!("contact[{name}]"), value.clone()));
    fields.into()
}

/// The only person found by these words.
async fn person(desk: &Desk, text: &str) -> PersonId {
    let query = PeopleQuery {
        text: text.to_owned(),
        ..PeopleQuery::default()
    };
    let people = desk.fresh.store.people();
    let rows = people.people(&query, None, 10).await.unwrap().rows;
    let ids: Vec<PersonId> = rows.iter().map(|row| row.id).collect();
    assert_eq!(ids.len(), 1, "{text}: {rows:?}");
    ids[0]
}
