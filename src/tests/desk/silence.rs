//! DigiCert does not answer: every page of whoever is signed in says so, and everything but sending goes on.

use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::State;

use super::forms;
use super::harness::desk;

const SINCE: &str = "DigiCert has not answered since 2026-11-22 10:00 CET. Orders and drafts can be read and written; \
    nothing can be sent.";

#[test]
fn while_digicert_is_silent_every_page_says_so_and_drafts_can_be_written() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&forms::valid()).await;
        for path in ["/orders", "/settings", "/account"] {
            assert_eq!(rik.page(path).await.text(".silence").len(), 0, "{path}");
        }
        // Whatever the pages take is within the minute.
        desk.clock.advance(30);
        desk.stop_sandbox().await;
        for _ in 0..2 {
            rik.page("/settings").await;
        }
        let order = format!("/orders/{id}");
        for path in ["/orders", "/settings", "/account", "/orders/new", order.as_str()] {
            let page = rik.page(path).await;
            assert_eq!(page.text(".silence[role=status]"), [SINCE], "{path}");
        }
        assert_eq!(rik.get("/orders/999").await.text(".silence"), [SINCE]);
        assert_eq!(desk.visitor().page("/login").await.text(".silence").len(), 0);
        let another = rik.draft(&forms::valid()).await;
        rik.place(desk, another).await;
        assert_eq!(desk.state(another).await, State::Draft);
    });
}
