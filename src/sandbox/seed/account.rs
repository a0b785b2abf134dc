//! Divisions and users of a fresh data folder.

use crate::sandbox::store::{Container, User};

/// Id, parent, name, description and whether it is active.
const CONTAINERS: [(u64, u64, &str, &str, bool); 5] = [
    (679_300, 0, "Rijnmond Digitaal B.V.", "The whole account", true),
    (
        679_393,
        679_300,
        "Digipoort-koppelingen",
        "Connections to Digipoort",
        true,
    ),
    (679_394, 679_300, "Gemeenten", "Municipalities", true),
    (679_395, 679_300, "Belgische afdeling", "Belgian customers", true),
    (679_396, 679_300, "Proeftuin (gesloten)", "A closed trial", false),
];

/// The divisions.
pub(crate) fn containers() -> Vec<Container> {
    let read = |(id, parent_id, name, description, is_active): (u64, u64, &str, &str, bool)| Container {
        id,
        parent_id,
        name: name.to_owned(),
        description: description.to_owned(),
        is_active,
    };
    CONTAINERS.map(read).to_vec()
}

/// Id, user name, first and last name, job title, telephone, division, role and whether it is a service user.
type UserRow = (u64, &'static str, [&'static str; 4], u64, u64, bool);

const USERS: [UserRow; 8] = [
    (
        2_812_401,
        "s.dejong@rijnmond-digitaal.example",
        ["Sanne", "de Jong", "PKI-beheerder", "+31 10 555 0101"],
        679_300,
        1,
        false,
    ),
    (
        2_812_402,
        "b.visser@rijnmond-digitaal.example",
        ["Bram", "Visser", "Auditor", "+31 10 555 0102"],
        679_300,
        5,
        false,
    ),
    (
        2_812_403,
        "n.elamrani@rijnmond-digitaal.example",
        ["Nora", "El Amrani", "Besteller", "+31 10 555 0103"],
        679_393,
        4,
        false,
    ),
    (
        2_812_404,
        "koppeling@rijnmond-digitaal.example",
        ["Service", "Koppeling", "Automatische besteller", "+31 10 555 0104"],
        679_300,
        1,
        true,
    ),
    (
        2_812_405,
        "l.peeters@rijnmond-digitaal.example",
        ["Lotte", "Peeters", "Accountbeheerder", "+32 2 555 01 05"],
        679_395,
        4,
        false,
    ),
    (
        2_812_406,
        "t.bakker@rijnmond-digitaal.example",
        ["Thijs", "Bakker", "Financiën", "+31 10 555 0106"],
        679_300,
        3,
        false,
    ),
    (
        2_812_407,
        "p.claes@rijnmond-digitaal.example",
        ["Pieter", "Claes", "Stagiair", "+32 2 555 01 07"],
        679_395,
        2,
        false,
    ),
    (
        2_812_497,
        "john.doe@johndoe.com",
        ["John", "Doe", "Engineer", "1801-903-4284"],
        679_393,
        5,
        false,
    ),
];

/// The users.
pub(crate) fn users() -> Vec<User> {
    let read =
        |(id, email, [first_name, last_name, job_title, telephone], container, role_id, is_service_user): UserRow| {
            User {
                id,
                username: email.to_owned(),
                first_name: first_name.to_owned(),
                last_name: last_name.to_owned(),
                email: email.to_owned(),
                job_title: job_title.to_owned(),
                telephone: telephone.to_owned(),
                container,
                role_id,
                is_service_user,
            }
        };
    USERS.map(read).to_vec()
}
