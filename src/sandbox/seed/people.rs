//! People of a fresh data folder who stand for several organizations, each with one mail address.

use crate::sandbox::store::Contact;

/// Somebody, wherever they are named.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Person {
    Jeroen,
    Marijke,
    Fatima,
    Tom,
    Omar,
    Karim,
    Els,
    Luc,
    Sofie,
    Hanne,
}

/// A person as a contact of the given id.
pub(super) fn contact(person: Person, id: u64) -> Contact {
    // First name, last name, mail address, job title, telephone, extension.
    let [first_name, last_name, email, job_title, telephone, extension] = match person {
        Person::Jeroen => [
            "Jeroen",
            "van Dijk",
            "j.vandijk@ictbeheer.example",
            "ICT-manager",
            "+31 20 555 0301",
            "",
        ],
        Person::Marijke => [
            "Marijke",
            "de Witte",
            "m.dewitte@bestuur.example",
            "Bestuurder",
            "+31 43 555 0302",
            "12",
        ],
        Person::Fatima => [
            "Fatima",
            "Aydin",
            "f.aydin@publiekezaken.example",
            "Secretaris",
            "+31 38 555 0303",
            "",
        ],
        Person::Tom => [
            "Tom",
            "Hoekstra",
            "t.hoekstra@ictbeheer.example",
            "Systeembeheerder",
            "+31 20 555 0304",
            "204",
        ],
        Person::Omar => [
            "Omar",
            "Bouzid",
            "o.bouzid@salarishulp.example",
            "Directeur",
            "+31 40 555 0305",
            "",
        ],
        Person::Karim => [
            "Karim",
            "Sahin",
            "k.sahin@zorgict.example",
            "Informatiemanager",
            "+31 24 555 0306",
            "",
        ],
        Person::Els => [
            "Els",
            "Verstraete",
            "e.verstraete@scheldemond.example",
            "Zaakvoerder",
            "+32 3 555 03 07",
            "",
        ],
        Person::Luc => [
            "Luc",
            "Dubois",
            "l.dubois@infogestion.example",
            "Responsable informatique",
            "+32 2 555 03 08",
            "7",
        ],
        Person::Sofie => [
            "Sofie",
            "Wouters",
            "s.wouters@zorgkoepel.example",
            "Algemeen directeur",
            "+32 11 55 03 09",
            "",
        ],
        Person::Hanne => [
            "Hanne",
            "Peeters",
            "h.peeters@denderdal.example",
            "Diensthoofd",
            "+32 53 55 03 10",
            "",
        ],
    }
    .map(str::to_owned);
    Contact {
        id,
        user_id: None,
        first_name,
        last_name,
        email,
        job_title,
        telephone,
        telephone_extension: Some(extension).filter(|text| !text.is_empty()),
    }
}
