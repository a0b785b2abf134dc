//! The list of people and the page of one.

use pkio_desk::domain::directory::PersonDetails;
use pkio_desk::domain::operator::{Actor, Role};

use super::super::account::{BALANS, organization};
use super::super::harness::desk;
use super::super::html::faults;
use super::{bram, person, typed};

#[test]
fn the_list_is_searched_filtered_sorted_and_paged() {
    desk(async |desk| {
        let vera = desk.person(Role::Viewer).await;
        let first = vera.page("/contacts").await;
        assert!(first.says("DigiCert is being read for the first time"));
        assert_eq!(faults(&first.body), Vec::<String>::new());
        desk.mirror.keep_fresh().await;
        let (kept_by, now) = (Actor::from(&desk.operator(Role::Requester).await), desk.clock.now());
        let people = desk.fresh.store.people();
        for number in 0..40 {
            let one = PersonDetails {
                last_name: format!("Nummer {number}"),
                ..bram()
            };
            people.keep_person(&one, &kept_by, now).await.unwrap();
        }
        let all = vera.page("/contacts").await;
        assert_eq!(faults(&all.body), Vec::<String>::new());
        let names = |page: &super::super::visitor::Page| page.text("tbody th a");
        assert_eq!(names(&all).len(), 50, "a page is full");
        let next = all.attribute(".pagination a[rel=next]", "href").concat();
        let second = vera.page(&next).await;
        assert!(names(&second).iter().all(|name| !names(&all).contains(name)));

        let found = vera.page("/contacts?q=demir").await;
        assert_eq!(names(&found), ["Yusuf Demir"]);
        assert!(found.says("Organization contact of 1 organization"));
        let here = vera.page(&format!("/contacts?organization={BALANS}")).await;
        assert!(names(&here).contains(&"Yusuf Demir".to_owned()));
        let users = vera.page("/contacts?source=user").await;
        assert!(!names(&users).is_empty() && users.says("User of the account"));
        let technical = vera.page("/contacts?role=technical_contact").await;
        assert!(
            technical
                .text("tbody td")
                .iter()
                .any(|cell| cell.contains("Technical contact"))
        );
        let down = vera.page("/contacts?sort=email&order=desc").await;
        assert_ne!(names(&down), names(&vera.page("/contacts?sort=email").await));
        assert!(vera.page("/contacts?q=nothing+like+it").await.says("Nothing fits"));
        assert!(
            vera.page("/contacts?role=nonsense&at=nonsense")
                .await
                .says("Nothing fits")
        );
        desk.stop_sandbox().await;
        assert_eq!(names(&vera.page("/contacts?q=demir").await), ["Yusuf Demir"]);
    });
}

#[test]
fn digicert_down_from_the_start_leaves_a_book_that_can_be_used() {
    desk(async |desk| {
        desk.stop_sandbox().await;
        desk.mirror.keep_fresh().await;
        let rik = desk.person(Role::Requester).await;
        assert!(rik.page("/contacts").await.says("DigiCert could not be read yet"));
        let kept = rik.post("/contacts/new", &typed(&bram())).await;
        assert_eq!(kept.status, 303, "{}", kept.body);
        assert_eq!(rik.page("/contacts").await.text("tbody th a"), ["Bram Techniek"]);
    });
}

#[test]
fn a_person_has_a_page_with_every_detail_and_every_place() {
    desk(async |desk| {
        desk.mirror.keep_fresh().await;
        let id = person(desk, "demir").await;
        let vera = desk.person(Role::Viewer).await;
        let page = vera.page(&format!("/contacts/{id}")).await;
        assert_eq!(faults(&page.body), Vec::<String>::new());
        assert!(page.says("Vennoot"));
        let links = page.attribute("#s-uses a", "href");
        assert!(links.contains(&organization(BALANS)), "{links:?}");
        assert!(
            page.text("#s-uses tbody td")
                .contains(&"Organization contact".to_owned())
        );
        // Who may only read is offered nothing to do.
        assert!(page.text("main button").is_empty(), "{:?}", page.text("main button"));
        for path in ["/contacts/999999", "/contacts/x", "/contacts/999999/edit"] {
            let page = vera.get(path).await;
            assert!(matches!(page.status, 403 | 404), "{path}: {}", page.status);
        }
    });
}

#[test]
fn possible_doubles_are_named_with_links_and_not_merged() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        rik.post("/contacts/new", &typed(&bram())).await;
        let double = PersonDetails {
            first_name: "B.".to_owned(),
            ..bram()
        };
        let second = rik.post("/contacts/new", &typed(&double)).await.location().to_owned();
        let list = rik.page("/contacts").await;
        assert_eq!(list.text("tbody tr").len(), 2);
        assert!(list.says("possible double"));
        let page = rik.page(&second).await;
        assert!(page.says("Perhaps the same person"));
        assert_eq!(page.text("main .notice li a"), ["Bram Techniek"]);
    });
}
