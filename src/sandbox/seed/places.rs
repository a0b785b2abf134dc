//! Further organizations of a fresh data folder: Dutch and Belgian ones, with their validations in every state.
//!
//! Towns, postal codes and provinces fit one another; names and people are invented.

use jiff::Timestamp;

use super::people::{Person, contact};
use crate::sandbox::{
    clock::days_later,
    store::{Detail, Organization, Validation, ValidationType},
};

/// Where one validation stands.
#[derive(Clone, Copy)]
enum Stand {
    /// Days until it ends; negative is over.
    Until(i64),
    /// Days since it was asked for, and how many details were looked at.
    Pending(i64, usize),
    Rejected,
}

use Person::{Els, Fatima, Hanne, Jeroen, Karim, Luc, Marijke, Omar, Sofie, Tom};
use Stand::{Pending, Rejected, Until};
use ValidationType::{Cs, Ds, Ev, EvCs, Ov, Smime};

/// Name, assumed name, address, second line, postal code, town, province, country and telephone, with bars between.
type Place = &'static str;

/// One organization: whether it is active, its division, its people and its validations.
struct Row {
    place: Place,
    container: u64,
    is_active: bool,
    /// The organization contact, the technical contact if any, and those who may speak for it.
    people: (Person, Option<Person>, &'static [Person]),
    validations: &'static [(ValidationType, Stand)],
}

const fn row(
    place: Place,
    container: u64,
    people: (Person, Option<Person>, &'static [Person]),
    validations: &'static [(ValidationType, Stand)],
) -> Row {
    Row {
        place,
        container,
        is_active: true,
        people,
        validations,
    }
}

const fn closed(row: Row) -> Row {
    Row {
        is_active: false,
        ..row
    }
}

/// The root division, that of Digipoort, that of municipalities, and the Belgian one.
const ROOT: u64 = 679_300;
const DIGIPOORT: u64 = 679_393;
const GEMEENTEN: u64 = 679_394;
const BELGIE: u64 = 679_395;

const ROWS: [Row; 30] = [
    row(
        "Bakkerij Van Houten B.V.||Breestraat 14||2311 CS|Leiden|Zuid-Holland|nl|+31 71 555 0118",
        DIGIPOORT,
        (Jeroen, None, &[]),
        &[(Ov, Until(360))],
    ),
    row(
        "Bakkerij van Houten V.O.F.||Breestraat 14||2311 CS|Leiden|Zuid-Holland|nl|+31 71 555 0119",
        DIGIPOORT,
        (Marijke, None, &[]),
        &[],
    ),
    row(
        "Bakkerij Van Houten NV||Bondgenotenlaan 20||3000|Leuven|Vlaams-Brabant|be|+32 16 55 01 20",
        BELGIE,
        (Sofie, None, &[]),
        &[],
    ),
    row(
        "Gemeente Wijdemeer||Stationsplein 1|Postbus 90|8011 CW|Zwolle|Overijssel|nl|+31 38 555 0121",
        GEMEENTEN,
        (Fatima, Some(Tom), &[Fatima]),
        &[(Ov, Until(300)), (Ev, Until(300))],
    ),
    row(
        "Gemeente Oostervoort||Grote Markt 2||9712 HN|Groningen|Groningen|nl|+31 50 555 0122",
        GEMEENTEN,
        (Omar, None, &[]),
        &[(Ov, Until(12))],
    ),
    row(
        "Waterschap Hollandse Veenen||Houtplein 3||2012 DE|Haarlem|Noord-Holland|nl|+31 23 555 0123",
        GEMEENTEN,
        (Tom, Some(Jeroen), &[Tom]),
        &[(Ov, Pending(2, 3))],
    ),
    row(
        "Waterschap Zuiderdelta||Lange Delft 9||4331 AM|Middelburg|Zeeland|nl|+31 118 555 024",
        GEMEENTEN,
        (Marijke, None, &[Marijke, Tom]),
        &[(Ov, Until(-12)), (Cs, Until(90))],
    ),
    row(
        "Stichting Bibliotheken Rivierenland|Bieb Rivieren|Markt 5||6511 AC|Nijmegen|Gelderland|nl|+31 24 555 0125",
        DIGIPOORT,
        (Karim, None, &[]),
        &[(Ov, Until(150))],
    ),
    row(
        "Stichting Ziekenzorg De Linde||Grotestraat 41||7607 CC|Almelo|Overijssel|nl|+31 546 555 026",
        DIGIPOORT,
        (Fatima, Some(Karim), &[Fatima, Karim]),
        &[(Ov, Pending(5, 1))],
    ),
    row(
        "Coöperatie Zonnedak Twente U.A.|Zonnedak|Molenstraat 7||7511 DC|Enschede|Overijssel|nl|+31 53 555 0127",
        DIGIPOORT,
        (Tom, None, &[]),
        &[(Ov, Until(210)), (Smime, Until(210))],
    ),
    row(
        "Coöperatieve Vereniging van Melkveehouders in de Friese Meren||Nieuwestad 88||8911 CX|Leeuwarden|Fryslân|nl|+31 58 555 0128",
        DIGIPOORT,
        (Jeroen, None, &[]),
        &[(Ov, Until(80))],
    ),
    row(
        "Notariskantoor De Witte & Partners B.V.||Vrijthof 12||6211 LD|Maastricht|Limburg|nl|+31 43 555 0129",
        DIGIPOORT,
        (Marijke, None, &[Marijke]),
        &[(Ov, Until(5)), (Ds, Pending(1, 0))],
    ),
    row(
        "Notariskantoor De Witte en Partners||Vrijthof 12|2e verdieping|6211 LD|Maastricht|Limburg|nl|+31 43 555 0129",
        DIGIPOORT,
        (Marijke, None, &[]),
        &[(Ov, Rejected)],
    ),
    row(
        "Loonstrook Online B.V.||Beurssingel 18||3011 AA|Rotterdam|Zuid-Holland|nl|+31 10 555 0131",
        ROOT,
        (Karim, Some(Omar), &[]),
        &[(Ov, Until(395))],
    ),
    row(
        "Salarisservice Zuid N.V.||Stratumseind 60||5611 ET|Eindhoven|Noord-Brabant|nl|+31 40 555 0132",
        DIGIPOORT,
        (Omar, None, &[]),
        &[(Ov, Until(45))],
    ),
    row(
        "Accountants Hofstad Maatschap||Lange Voorhout 33||2514 EC|Den Haag|Zuid-Holland|nl|+31 70 555 0133",
        DIGIPOORT,
        (Fatima, None, &[]),
        &[(Ov, Until(-200))],
    ),
    row(
        "Veiligheidsregio IJsselpoort||Velperplein 6||6811 AG|Arnhem|Gelderland|nl|+31 26 555 0134",
        GEMEENTEN,
        (Tom, None, &[Tom, Fatima]),
        &[(Ov, Until(120)), (Ev, Pending(3, 4)), (Smime, Until(-3))],
    ),
    row(
        "Omgevingsdienst Drentse Heide||Brink 2||9401 HV|Assen|Drenthe|nl|+31 592 555 035",
        GEMEENTEN,
        (Jeroen, None, &[]),
        &[(Ov, Pending(1, 0))],
    ),
    row(
        "Regionaal Opleidingencentrum Polderland|ROC Polder|Stadhuisplein 4||1315 HR|Almere|Flevoland|nl|+31 36 555 0136",
        DIGIPOORT,
        (Karim, None, &[]),
        &[(Ov, Until(250))],
    ),
    closed(row(
        "Vervoerbedrijf Snelwiel||Neude 11||3512 AE|Utrecht|Utrecht|nl|+31 30 555 0137",
        ROOT,
        (Omar, None, &[]),
        &[(Ov, Until(100))],
    )),
    row(
        "Havenbedrijf Scheldemond NV||Kaai 22||2000|Antwerpen|Antwerpen|be|+32 3 555 01 38",
        BELGIE,
        (Els, Some(Luc), &[Els]),
        &[(Ov, Until(330)), (Ev, Until(330))],
    ),
    row(
        "Gentse Drukkers CV||Veldstraat 51||9000|Gent|Oost-Vlaanderen|be|+32 9 555 01 39",
        BELGIE,
        (Luc, None, &[]),
        &[(Ov, Until(20))],
    ),
    row(
        "Brugse Toerisme VZW||Markt 8||8000|Brugge|West-Vlaanderen|be|+32 50 55 01 40",
        BELGIE,
        (Hanne, None, &[]),
        &[(Ov, Until(-60))],
    ),
    row(
        "Limburgse Zorgkoepel VZW||Demerstraat 17||3500|Hasselt|Limburg|be|+32 11 55 01 41",
        BELGIE,
        (Sofie, Some(Els), &[Sofie, Els]),
        &[(Ov, Pending(4, 2))],
    ),
    row(
        "Stad Dijlebergen||Grote Markt 9||3000|Leuven|Vlaams-Brabant|be|+32 16 55 01 42",
        BELGIE,
        (Hanne, None, &[Hanne]),
        &[(Ov, Until(180)), (EvCs, Until(180))],
    ),
    row(
        "Imprimerie du Midi SRL||Avenue Fonsny 30||1060|Saint-Gilles|Région de Bruxelles-Capitale|be|+32 2 555 01 43",
        BELGIE,
        (Luc, None, &[]),
        &[],
    ),
    row(
        "Services Salariaux de Meuse SA|SSM|Rue de Fer 19||5000|Namur|Namur|be|+32 81 55 01 44",
        BELGIE,
        (Luc, None, &[]),
        &[(Ov, Until(275))],
    ),
    row(
        "Coopérative Agricole Liégeoise SC||Boulevard de la Sauvenière 70||4000|Liège|Liège|be|+32 4 555 01 45",
        BELGIE,
        (Els, None, &[]),
        &[(Ov, Rejected)],
    ),
    closed(row(
        "Loonbureau Kempen BV||Gasthuisstraat 3||2300|Turnhout|Antwerpen|be|+32 14 55 01 46",
        BELGIE,
        (Sofie, None, &[]),
        &[(Ov, Until(60))],
    )),
    row(
        "Intergemeentelijk Samenwerkingsverband Afvalbeheer Denderdal||Kerkstraat 25||9300|Aalst|Oost-Vlaanderen|be|+32 53 55 01 47",
        BELGIE,
        (Hanne, Some(Luc), &[Hanne, Luc]),
        &[(Ov, Until(140)), (Ds, Until(30)), (Smime, Pending(1, 1))],
    ),
];

/// The organizations, with ids from a number on.
pub(super) fn organizations(now: Timestamp) -> impl Iterator<Item = Organization> {
    (2_042_718..)
        .zip((2_813_200..).step_by(10))
        .zip(&ROWS)
        .map(move |((id, first_contact), row)| read(row, id, first_contact, now))
}

fn read(row: &Row, id: u64, first_contact: u64, now: Timestamp) -> Organization {
    let mut parts = row.place.split('|').map(str::to_owned);
    let mut part = || parts.next().unwrap_or_default();
    let optional = |text: String| Some(text).filter(|text| !text.is_empty());
    let (organization_contact, technical_contact, verified) = row.people;
    let verified_contacts: Vec<_> = (first_contact + 2..)
        .zip(verified)
        .map(|(id, person)| contact(*person, id))
        .collect();
    let people = verified_contacts.iter().map(|found| found.id);
    let validations = row.validations.iter().map(|(kind, stand)| Validation {
        people: people.clone().collect(),
        ..validation(*kind, *stand, now)
    });
    Organization {
        id,
        name: part(),
        assumed_name: optional(part()),
        address: part(),
        address2: optional(part()),
        zip: part(),
        city: part(),
        state: part(),
        country: part(),
        telephone: part(),
        container: row.container,
        is_active: row.is_active,
        validations: validations.collect(),
        oin: None,
        was_submitted: row.validations.iter().any(|(_, stand)| matches!(stand, Until(_))),
        organization_contact: Some(contact(organization_contact, first_contact)),
        technical_contact: technical_contact.map(|person| contact(person, first_contact + 1)),
        verified_contacts,
    }
}

fn validation(kind: ValidationType, stand: Stand, now: Timestamp) -> Validation {
    const LOOKED_AT: [Detail; 4] = [
        Detail::OrganizationType,
        Detail::OrganizationStatus,
        Detail::BlacklistFraud,
        Detail::AddressVerification,
    ];
    match stand {
        Until(days) => {
            let mut validation = Validation::pending(kind, days_later(now, days - 397));
            validation.complete(days_later(now, days));
            validation
        }
        Pending(days, count) => Validation {
            done: LOOKED_AT.into_iter().take(count).collect(),
            ..Validation::pending(kind, days_later(now, -days))
        },
        Rejected => {
            let mut validation = Validation::pending(kind, days_later(now, -40));
            validation.reject();
            validation
        }
    }
}
