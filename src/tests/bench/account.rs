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
use super::load::measure;
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

/// A desk of an account, and somebody who signed in.
struct Account {
    desk: Desk,
    client: Client,
    cookie: String,
}

impl Account {
    async fn of(fresh: Fresh, organizations: i64) -> Self {
        fill(&fresh.store, organizations).await;
        settle(&fresh).await;
        let desk = Desk::on(fresh).await;
        let client = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap();
        let cookie = sign_in(&client, &format!("http://{}", desk.address)).await;
        Self { desk, client, cookie }
    }

    async fn p99(&self, path: &str, rows: usize) -> f64 {
        let (address, cookie) = (self.desk.address, &self.cookie);
        let asked = self.client.get(format!("http://{address}{path}"));
        let asked = asked.header("cookie", cookie).header("accept", "text/html");
        let text = asked.send().await.unwrap().text().await.unwrap();
        let found = text.matches("<tr").count();
        assert!(found > rows, "{path} has {found} rows");
        let figures = measure(address, path, &format!("cookie: {cookie}\r\n"), LENGTH).await;
        figures.p99.as_secs_f64() * 1e3
    }
}

/// Asks both for each page in turn, so that whatever else the machine does meets both alike.
async fn compare(database: &str, small: Fresh, large: Fresh) {
    let (small, large) = (Account::of(small, SMALL).await, Account::of(large, LARGE).await);
    println!(
        "\n{database}: {LARGE} organizations and {} contacts beside {SMALL} and {}, p99",
        LARGE * 4,
        SMALL * 4
    );
    for (path, rows) in PAGES {
        let (few, many) = (small.p99(path, rows).await, large.p99(path, rows).await);
        println!("{path:<44} {few:>8.2} ms {many:>8.2} ms   1:{:.2}", many / few);
    }
    small.desk.end().await;
    large.desk.end().await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "prints figures; make bench runs it"]
async fn the_lists_of_a_large_account_beside_a_small_one() {
    compare("SQLite", Fresh::sqlite().await, Fresh::sqlite().await).await;
    if std::env::var_os("PKIO_TEST_POSTGRES_URL").is_some() {
        compare("PostgreSQL", Fresh::postgres().await, Fresh::postgres().await).await;
    }
}
