//! People kept in the desk: added, changed, deleted. DigiCert has no part in it.

use pkio_desk::domain::directory::PersonDetails;
use pkio_desk::domain::operator::Role;

use super::super::account::{differing, state};
use super::super::harness::desk;
use super::super::html::faults;
use super::super::visitor::Fields;
use super::{bram, person, typed};

#[test]
fn what_is_wrong_is_said_beside_the_field_and_nothing_is_lost() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let wrong = PersonDetails {
            last_name: String::new(),
            job_title: "x".repeat(65),
            email: "no address".to_owned(),
            ..bram()
        };
        let page = rik.post("/contacts/new", &typed(&wrong)).await;
        assert_eq!(page.status, 422);
        assert_eq!(faults(&page.body), Vec::<String>::new());
        assert!(page.title().starts_with("Error: "), "{}", page.title());
        assert_eq!(page.fields("/contacts/new"), typed(&wrong));
        let about = |field: &str| page.text(&format!("#f-contact-{field}-error")).concat();
        assert!(about("last-name").contains("Fill this in"));
        assert!(about("job-title").contains("64"), "{}", about("job-title"));
        assert!(!about("email").is_empty());
        assert!(rik.page("/contacts").await.text("tbody tr").is_empty());
    });
}

#[test]
fn a_contact_is_added_changed_and_deleted_and_nothing_changes_at_digicert() {
    desk(async |desk| {
        desk.mirror.keep_fresh().await;
        let before = state(desk).await;
        let rik = desk.person(Role::Requester).await;
        let added = rik.post("/contacts/new", &typed(&bram())).await;
        let path = added.location().to_owned();
        let page = rik.page(&path).await;
        assert_eq!(page.notices(), ["The contact was kept."]);
        assert!(page.says("Kept here by requester0 van Test"));
        // Twice is once; with other details it is said who is there.
        assert_eq!(rik.post("/contacts/new", &typed(&bram())).await.location(), path);
        let other = PersonDetails {
            job_title: "Hoofd".to_owned(),
            ..bram()
        };
        let known = rik.post("/contacts/new", &typed(&other)).await;
        assert_eq!(known.status, 422);
        assert_eq!(known.attribute("main .notice a", "href"), std::slice::from_ref(&path));
        assert_eq!(known.fields("/contacts/new"), typed(&other));

        let edit = format!("{path}/edit");
        let version: Fields = vec![(
            "version".to_owned(),
            rik.page(&edit).await.value(&edit, "version").unwrap(),
        )];
        let fields: Fields = version.iter().cloned().chain(typed(&other)).collect();
        assert_eq!(rik.post(&edit, &fields).await.location(), path);
        assert!(rik.page(&path).await.says("Hoofd"));
        // Over an older version nothing is written: theirs is shown, and what was typed stays.
        let late: Fields = version.iter().cloned().chain(typed(&bram())).collect();
        let page = rik.post(&edit, &late).await;
        assert_eq!(page.status, 409);
        assert!(page.says("Somebody changed this contact meanwhile") && page.says("Hoofd"));
        assert_eq!(page.value(&edit, "contact[job_title]").as_deref(), Some("Beheerder"));
        assert_eq!(rik.post(&edit, &page.fields(&edit)).await.location(), path);
        assert!(rik.page(&path).await.says("Beheerder"));

        let delete = format!("{path}/delete");
        let stale = rik.post(&delete, &version).await;
        assert_eq!(stale.status, 409);
        assert!(stale.says("Somebody changed this contact meanwhile"));
        let fields = rik.page(&path).await.fields(&delete);
        let open = rik.page(&edit).await.fields(&edit);
        assert_eq!(rik.post(&delete, &fields).await.location(), "/contacts");
        assert_eq!(
            rik.page("/contacts").await.notices()[0],
            "The contact was deleted from the address book."
        );
        assert_eq!(rik.get(&path).await.status, 404);
        // A form that was open meanwhile keeps what was typed.
        let gone = rik.post(&edit, &open).await;
        assert_eq!(gone.status, 409);
        assert_eq!(gone.fields("/contacts/new"), typed(&bram()));
        assert_eq!(differing(&before, &state(desk).await), Vec::<String>::new());
    });
}

#[test]
fn somebody_digicert_knows_is_kept_and_let_go_again() {
    desk(async |desk| {
        desk.mirror.keep_fresh().await;
        let before = state(desk).await;
        let id = person(desk, "demir").await;
        let path = format!("/contacts/{id}");
        let rik = desk.person(Role::Requester).await;
        assert_eq!(rik.get(&format!("{path}/edit")).await.status, 409);
        let keep = format!("{path}/keep");
        let page = rik.page(&path).await;
        rik.post(&keep, &page.fields(&keep)).await;
        assert_eq!(rik.page("/contacts?kept=yes").await.text("tbody th a"), ["Yusuf Demir"]);
        assert_eq!(rik.get(&format!("{path}/edit")).await.status, 200);
        let delete = format!("{path}/delete");
        let fields = rik.page(&path).await.fields(&delete);
        // DigiCert names him still, so his page is there still.
        assert_eq!(rik.post(&delete, &fields).await.location(), path);
        assert!(rik.page("/contacts?kept=yes").await.text("tbody th a").is_empty());
        assert_eq!(differing(&before, &state(desk).await), Vec::<String>::new());
    });
}
