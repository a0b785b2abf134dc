//! The desk's own key at DigiCert: a wrong one, one that may only look, and where the good one never appears.

use pkio_desk::domain::operator::Role;
use pkio_desk::domain::order::State;
use pkio_desk::sandbox::KeyRole;

use super::forms;
use super::harness::{PASSWORD, desk};
use super::setup::Setup;

#[test]
fn with_a_wrong_key_the_order_is_refused_in_digicerts_words() {
    let setup = Setup {
        key: None,
        ..Setup::default()
    };
    setup.run(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let settings = rik.page("/settings").await;
        assert!(settings.says("DigiCert does not accept this key"));
        assert!(settings.says("Access denied due to access_denied_invalid_key."));
        let id = rik.draft(&forms::valid()).await;
        rik.place(desk, id).await;
        desk.expect_posts(1).await;
        assert_eq!(desk.state(id).await, State::Refused);
        assert!(
            rik.order_page(id)
                .await
                .says("Access denied due to access_denied_invalid_key.")
        );
    });
}

#[test]
fn with_a_key_that_may_only_look_the_order_is_refused_in_digicerts_words() {
    let setup = Setup {
        key: Some(KeyRole::ViewOnly),
        ..Setup::default()
    };
    setup.run(async |desk| {
        let rik = desk.person(Role::Requester).await;
        assert!(rik.page("/settings").await.says("This key may only look"));
        let id = rik.draft(&forms::valid()).await;
        rik.place(desk, id).await;
        desk.expect_posts(1).await;
        assert_eq!(desk.state(id).await, State::Refused);
        assert!(rik.order_page(id).await.says("missing_permission"));
    });
}

#[test]
fn a_service_users_key_is_named_as_such() {
    let setup = Setup {
        key: Some(KeyRole::ServiceUser),
        ..Setup::default()
    };
    setup.run(async |desk| {
        let page = desk.person(Role::Viewer).await.page("/settings").await;
        assert!(page.says("Service user"));
        assert!(page.says("DigiCert accepts this key"));
    });
}

#[test]
fn the_key_and_the_passwords_appear_on_no_page() {
    desk(async |desk| {
        let ada = desk.person(Role::Administrator).await;
        let id = ada.draft(&forms::valid()).await;
        ada.place(desk, id).await;
        ada.refresh(id).await;
        desk.expect_posts(1).await;
        for path in super::pages::all(id) {
            let page = ada.get(&path).await;
            assert!(!page.body.contains(&desk.key), "{path}");
            assert!(
                !page.body.contains(PASSWORD) && !page.body.contains("$argon2"),
                "{path}"
            );
            assert!(
                !page
                    .headers
                    .values()
                    .any(|value| value.to_str().unwrap().contains(&desk.key))
            );
        }
        // The log and the database are searched at the end of every test.
    });
}

#[test]
fn only_administrators_see_the_raw_exchange() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let id = rik.draft(&forms::valid()).await;
        rik.place(desk, id).await;
        desk.expect_posts(1).await;
        let reference = desk.order(id).await.attempt.unwrap().reference;
        for role in Role::ALL {
            let page = desk.person(role).await.order_page(id).await;
            let raw = page.text("#s-raw, [aria-labelledby='s-raw'], details").concat();
            if role == Role::Administrator {
                assert!(page.says("Raw exchange"));
                assert!(
                    raw.contains(&format!("\"alternative_order_id\":\"{reference}\"")),
                    "{raw}"
                );
                assert!(raw.contains("\"certificate_id\""), "{raw}");
                assert!(!raw.to_lowercase().contains("devkey"));
            } else {
                assert!(!page.says("Raw exchange"), "{role}");
                assert!(!page.body.contains("csa_agreed_to"), "{role}");
            }
        }
    });
}
