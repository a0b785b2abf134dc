//! The lists of the account, of a large one beside a small one: each page holds as many rows in both, and each search
//! finds as many.

use std::time::Duration;

use jiff::Timestamp;
use pkio_desk::domain::directory::{
    Contacts, Organization, OrganizationContact, OrganizationDetails, Part, PersonDetails,
};
use pkio_desk::domain::ids::{ContactId, ContainerId, OrganizationId};
use pkio_desk::store::Store;
use reqwest::Client;

use super::desk::Desk;
use super::load::{Figures, measure};
use super::pages::sign_in;
use super::settle;
use crate::store::Fresh;

const LENGTH: Duration = Duration::from_secs(3);

/// How many organizations have the name that is searched for, and how many people.
const HITS: i64 = 20;

/// So many organizations, each with four people.
const SMALL: i64 = 50;
const LARGE: i64 = 5_000;

/// The lists and searches, and how many rows each shows at least in both accounts.
const PAGES: [(&str, usize); 8] = [
    ("/organizations", 50),
    ("/organizations?sort=city&order=desc", 50),
    ("/organizations?standing=none", 50),
    ("/organizations?q=zoekland", 20),
    ("/contacts", 50),
    ("/contacts?sort=email&order=desc", 50),
    ("/contacts?q=zoekman", 20),
    ("/contacts?q=zoekman+zoekland", 20),
];

fn person(organization: i64, number: i64) -> PersonDetails {
    let is_hit = organization < HITS && number == 0;
    let last_name = if is_hit { "Zoekman" } else { "Voorbeeld" };
    let host = if is_hit { "zoekland" } else { "organisatie" };
    PersonDetails {
        first_name: format!("Ada {organization} {number}"),
        last_name: last_name.to_owned(),
        email: format!("ada.{number}@{host}-{organization}.example"),
        job_title: "CISO".to_owned(),
        telephone: "+31 30 1234567".to_owned(),
        ..PersonDetails::default()
    }
}

fn organization(number: i64) -> Organization {
    let contact = |at: i64| OrganizationContact {
        id: Some(ContactId(number * 10 + at)),
        user_id: None,
        person: person(number, at),
    };
    let name = if number < HITS { "Zoekland" } else { "Organisatie" };
    Organization {
        id: OrganizationId(2_000_000 + number),
        details: OrganizationDetails {
            name: format!("{name} {number} B.V."),
            address: format!("Dorpsstraat {number}"),
            zip: "3511 AA".to_owned(),
            city: format!("Stad {}", number % 97),
            state: "Utrecht".to_owned(),
            country: "NL".to_owned(),
            telephone: "+31 30 1234567".to_owned(),
            ..OrganizationDetails::default()
        },
        is_active: true,
        container: Some(ContainerId(1)),
        validations: Vec::new(),
        contacts: Some(Contacts {
            organization_contact: Some(contact(0)),
            technical_contact: Some(contact(1)),
            verified_contacts: vec![contact(2), contact(3)],
        }),
    }
}

async fn fill(store: &Store, count: i64) {
    let (directory, now) = (store.directory(), Timestamp::now());
    for number in 0..count {
        directory.put_organization(&organization(number), now).await.unwrap();
    }
    for part in Part::ALL {
        directory.read_began(part, now).await.unwrap();
        directory.read_ended(part, 1, now).await.unwrap();
    }
}

async fn figures(fresh: Fresh, organizations: i64) -> Vec<Figures> {
    fill(&fresh.store, organizations).await;
    settle(&fresh).await;
    let desk = Desk::on(fresh).await;
    let url = format!("http://{}", desk.address);
    let client = Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap();
    let cookie = sign_in(&client, &url).await;
    let mut all = Vec::new();
    for (path, rows) in PAGES {
        let asked = client.get(format!("{url}{path}")).header("cookie", &cookie);
        let text = asked.header("accept", "text/html").send().await.unwrap().text().await;
        let found = text.unwrap().matches("<tr").count();
        assert!(found > rows, "{path} has {found} rows");
        all.push(measure(desk.address, path, &format!("cookie: {cookie}\r\n"), LENGTH).await);
    }
    desk.end().await;
    all
}

async fn compare(database: &str, small: Fresh, large: Fresh) {
    let (small, large) = (figures(small, SMALL).await, figures(large, LARGE).await);
    println!(
        "\n{database}: {LARGE} organizations and {} contacts beside {SMALL} and {}, p99",
        LARGE * 4,
        SMALL * 4
    );
    for (((path, _), small), large) in PAGES.iter().zip(&small).zip(&large) {
        let millis = |figures: &Figures| figures.p99.as_secs_f64() * 1e3;
        let (small, large) = (millis(small), millis(large));
        println!("{path:<44} {small:>8.2} ms {large:>8.2} ms   1:{:.2}", large / small);
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "prints figures; make bench runs it"]
async fn the_lists_of_a_large_account_beside_a_small_one() {
    compare("SQLite", Fresh::sqlite().await, Fresh::sqlite().await).await;
    if std::env::var_os("PKIO_TEST_POSTGRES_URL").is_some() {
        compare("PostgreSQL", Fresh::postgres().await, Fresh::postgres().await).await;
    }
}
