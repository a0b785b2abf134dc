//! As many organizations and contacts as are asked for, the same each time.

use jiff::Timestamp;

use crate::sandbox::{
    clock::days_later,
    store::{Contact, Organization, Validation, ValidationType},
};

/// The most contacts of one organization: the organization contact, the technical contact, and fifteen verified ones.
const MOST_CONTACTS: u64 = 17;

/// The ids of the first invented organization and contact.
const FIRST_ORGANIZATION: u64 = 2_100_000;
const FIRST_CONTACT: u64 = 3_000_000;

const TRADES: [&str; 12] = [
    "Administratie",
    "Bakkerij",
    "Bouwgroep",
    "Drukkerij",
    "Energie",
    "Kwekerij",
    "Logistiek",
    "Loonservice",
    "Notariaat",
    "Onderwijs",
    "Transport",
    "Zorggroep",
];

/// Town, postal code, province and country.
const TOWNS: [[&str; 4]; 8] = [
    ["Utrecht", "3511 AB", "Utrecht", "nl"],
    ["Groningen", "9712 AA", "Groningen", "nl"],
    ["Breda", "4811 AA", "Noord-Brabant", "nl"],
    ["Zwolle", "8011 AA", "Overijssel", "nl"],
    ["Maastricht", "6211 AA", "Limburg", "nl"],
    ["Gent", "9000", "Oost-Vlaanderen", "be"],
    ["Antwerpen", "2000", "Antwerpen", "be"],
    ["Alkmaar", "1811 AA", "Noord-Holland", "nl"],
];

const FIRST_NAMES: [&str; 10] = [
    "Anna", "Bas", "Chantal", "Daan", "Eva", "Femke", "Gijs", "Hugo", "Iris", "Jasper",
];

const LAST_NAMES: [&str; 11] = [
    "Bakker", "de Boer", "Claes", "Dekker", "Jacobs", "Kok", "Maes", "Mulder", "Smit", "Visser", "Willems",
];

/// So many organizations, with so many contacts spread over them evenly.
pub(super) fn organizations(now: Timestamp, count: u64, contacts: u64) -> impl Iterator<Item = Organization> {
    let contacts = contacts.min(count.saturating_mul(MOST_CONTACTS));
    (0..count).map(move |number| {
        // Every organization has the same number of contacts, and the first ones one more.
        let share = contacts / count + u64::from(number < contacts % count);
        organization(number, count, share, now)
    })
}

/// One of a list, by a number of any size.
fn of<const N: usize, T: Copy + Default>(list: &[T; N], number: u64) -> T {
    let place = usize::try_from(number).unwrap_or_default() % N;
    list.get(place).copied().unwrap_or_default()
}

fn organization(number: u64, count: u64, share: u64, now: Timestamp) -> Organization {
    let [city, zip, state, country] = of(&TOWNS, number / 12).map(str::to_owned);
    let form = if country == "nl" { "B.V." } else { "BV" };
    let days = i64::try_from(number % 420).unwrap_or_default() - 20;
    let mut people = (0..share).map(|place| contact(place * count + number));
    Organization {
        id: FIRST_ORGANIZATION + number,
        name: format!("{} {city} {number:05} {form}", of(&TRADES, number)),
        assumed_name: None,
        address: format!("Dorpsstraat {}", number % 300 + 1),
        address2: None,
        zip,
        city,
        state,
        telephone: if country == "nl" {
            "+31 30 555 0400"
        } else {
            "+32 9 555 04 00"
        }
        .to_owned(),
        country,
        container: of(&[679_393, 679_394, 679_395], number),
        is_active: number % 25 != 24,
        validations: vec![Validation {
            until: (number % 9 != 8).then(|| days_later(now, days)),
            ..Validation::pending(ValidationType::Ov, days_later(now, days - 397))
        }],
        oin: None,
        was_submitted: true,
        organization_contact: people.next(),
        technical_contact: people.next(),
        verified_contacts: people.collect(),
    }
}

fn contact(number: u64) -> Contact {
    let (first_name, last_name) = (of(&FIRST_NAMES, number), of(&LAST_NAMES, number / 10));
    let host = last_name.replace(' ', "").to_lowercase();
    Contact {
        id: FIRST_CONTACT + number,
        user_id: None,
        first_name: first_name.to_owned(),
        last_name: last_name.to_owned(),
        email: format!("{}.{number:06}@{host}.example", first_name.to_lowercase()),
        job_title: "Beheerder".to_owned(),
        telephone: format!("+31 30 {:03} {:04}", number / 10_000 % 1_000, number % 10_000),
        telephone_extension: None,
    }
}
