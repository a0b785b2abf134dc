//! The first organizations of a fresh data folder, which the reference's examples and the historic orders name.

use jiff::Timestamp;

use crate::sandbox::{
    clock::days_later,
    store::{Contact, Organization, Validation, ValidationType},
};

/// One row of the table below.
struct Row {
    id: u64,
    name: &'static str,
    assumed_name: Option<&'static str>,
    /// Street, postal code, city, province, country and telephone.
    place: [&'static str; 6],
    container: u64,
    is_active: bool,
    /// Days until the validation ends; negative is over, none is pending.
    validated_days: Option<i64>,
    oin: Option<&'static str>,
    was_submitted: bool,
    /// First name, last name, job title.
    contact: [&'static str; 3],
}

const ROWS: [Row; 9] = [
    Row {
        id: 2_042_709,
        name: "IntervillousMicrospeCo",
        assumed_name: None,
        place: [
            "Weena 505",
            "3013 AL",
            "Rotterdam",
            "Zuid-Holland",
            "nl",
            "+31 10 555 0200",
        ],
        container: 679_393,
        is_active: true,
        validated_days: Some(310),
        oin: Some("00000099000000001000"),
        was_submitted: false,
        contact: ["Ingrid", "Mulder", "Directeur"],
    },
    Row {
        id: 2_042_710,
        name: "Gemeente Zandermeer",
        assumed_name: None,
        place: [
            "Raadhuisplein 1",
            "1741 AB",
            "Zandermeer",
            "Noord-Holland",
            "nl",
            "+31 224 555 010",
        ],
        container: 679_394,
        is_active: true,
        validated_days: Some(200),
        oin: Some("00000099000000002000"),
        was_submitted: true,
        contact: ["Willemijn", "Postma", "Gemeentesecretaris"],
    },
    Row {
        id: 2_042_711,
        name: "Waterschap Lage Gouwe",
        assumed_name: None,
        place: [
            "Dijkstraat 12",
            "2801 KD",
            "Gouda",
            "Zuid-Holland",
            "nl",
            "+31 182 555 011",
        ],
        container: 679_394,
        is_active: true,
        validated_days: Some(95),
        oin: Some("00000099000000003000"),
        was_submitted: true,
        contact: ["Pieter", "van der Meulen", "Dijkgraaf"],
    },
    Row {
        id: 2_042_712,
        name: "Administratiekantoor De Balans B.V.",
        assumed_name: Some("De Balans"),
        place: [
            "Oudegracht 88",
            "3511 AV",
            "Utrecht",
            "Utrecht",
            "nl",
            "+31 30 555 0212",
        ],
        container: 679_393,
        is_active: true,
        validated_days: Some(20),
        oin: Some("00000099000000004000"),
        was_submitted: true,
        contact: ["Yusuf", "Demir", "Vennoot"],
    },
    Row {
        id: 2_042_713,
        name: "Havenlogistiek Antwerpen NV",
        assumed_name: None,
        place: [
            "Noorderlaan 147",
            "2030",
            "Antwerpen",
            "Antwerpen",
            "be",
            "+32 3 555 02 13",
        ],
        container: 679_395,
        is_active: true,
        validated_days: Some(150),
        oin: None,
        was_submitted: true,
        contact: ["Els", "Claes", "Zaakvoerder"],
    },
    Row {
        id: 2_042_714,
        name: "Brusselse Loonservice BV",
        assumed_name: None,
        place: [
            "Koningsstraat 210",
            "1210",
            "Brussel",
            "Brussels Hoofdstedelijk Gewest",
            "be",
            "+32 2 555 02 14",
        ],
        container: 679_395,
        is_active: true,
        validated_days: None,
        oin: None,
        was_submitted: false,
        contact: ["Maxime", "Lambert", "Bestuurder"],
    },
    Row {
        id: 2_042_715,
        name: "Stichting Scholen aan Zee",
        assumed_name: None,
        place: ["Duinweg 4", "4371 EH", "Koudekerke", "Zeeland", "nl", "+31 118 555 015"],
        container: 679_393,
        is_active: true,
        validated_days: Some(-30),
        oin: Some("00000099000000005000"),
        was_submitted: true,
        contact: ["Marieke", "Jansen", "Bestuursvoorzitter"],
    },
    Row {
        id: 2_042_716,
        name: "Zorggroep Maasland",
        assumed_name: None,
        place: [
            "Kapelstraat 31",
            "6131 ER",
            "Sittard",
            "Limburg",
            "nl",
            "+31 46 555 0216",
        ],
        container: 679_393,
        is_active: true,
        validated_days: None,
        oin: None,
        was_submitted: false,
        contact: ["Frank", "Hermans", "Directeur ICT"],
    },
    Row {
        id: 2_042_717,
        name: "Drukkerij Vroeger V.O.F.",
        assumed_name: None,
        place: [
            "Molensingel 3",
            "7511 HD",
            "Enschede",
            "Overijssel",
            "nl",
            "+31 53 555 0217",
        ],
        container: 679_300,
        is_active: false,
        validated_days: Some(-400),
        oin: None,
        was_submitted: true,
        contact: ["Gerrit", "Oldenhof", "Vennoot"],
    },
];

/// The organizations.
pub(crate) fn organizations(now: Timestamp) -> Vec<Organization> {
    (2_813_000..)
        .step_by(10)
        .zip(&ROWS)
        .map(|(first_contact, row)| read(row, first_contact, now))
        .collect()
}

fn read(row: &Row, first_contact: u64, now: Timestamp) -> Organization {
    let [address, zip, city, state, country, telephone] = row.place.map(str::to_owned);
    let [first_name, last_name, job_title] = row.contact.map(str::to_owned);
    let host = row
        .name
        .to_ascii_lowercase()
        .replace(|sign: char| !sign.is_ascii_alphanumeric(), "-");
    let email = format!("{}@{}.example", first_name.to_lowercase(), host.trim_matches('-'));
    let contact = Contact {
        id: first_contact,
        user_id: None,
        first_name,
        last_name,
        email,
        job_title,
        telephone: telephone.clone(),
        telephone_extension: None,
    };
    let is_verified = row.was_submitted && row.validated_days.is_some();
    let verified = Contact {
        id: first_contact + 1,
        ..contact.clone()
    };
    Organization {
        id: row.id,
        name: row.name.to_owned(),
        assumed_name: row.assumed_name.map(str::to_owned),
        address,
        address2: None,
        zip,
        city,
        state,
        country,
        telephone,
        container: row.container,
        is_active: row.is_active,
        validations: vec![Validation {
            until: row.validated_days.map(|days| days_later(now, days)),
            ..Validation::pending(
                ValidationType::Ov,
                days_later(now, row.validated_days.map_or(-3, |days| days - 397)),
            )
        }],
        oin: row.oin.map(str::to_owned),
        was_submitted: row.was_submitted,
        organization_contact: Some(contact),
        technical_contact: None,
        verified_contacts: if is_verified { vec![verified] } else { Vec::new() },
    }
}
