//! Every reading call.

use std::fmt::Debug;

use jiff::{SignedDuration, Timestamp};
use pkio_desk::digicert::{DigiCert, ListedOrder, OrderQuery};
use pkio_desk::domain::ids::{CertificateId, OrganizationId, Reference, RemoteDomainId, RemoteOrderId};
use pkio_desk::domain::order::RemoteStatus;

use super::super::account::Account;
use super::super::orders::without_oin;
use super::{Said, assert_same, settings};

/// A known reference and one that nobody has.
const REFERENCE: &str = "contract-1";
const NOBODYS: &str = "contract-2";

struct Asking {
    client: DigiCert,
    said: Said,
}

impl Asking {
    fn say(&mut self, name: impl ToString, answer: impl Debug) {
        self.said.push((name.to_string(), format!("{answer:?}")));
    }

    /// Organizations with validations in every state and with none, active and not, with and without contacts.
    async fn organizations(&mut self) {
        let client = self.client.clone();
        self.say("organization page", client.organization_page(0).await);
        self.say("beyond the end", client.organization_page(900).await);
        for name in ["Bakkerij", "2042712", "nobody has this name"] {
            self.say(name, client.organizations_named(name).await);
            self.say(format!("{name}, some"), client.organizations(Some(name), 10).await);
        }
        self.say("the first ones", client.organizations(None, 5).await);
        for id in [
            2_042_709, 2_042_712, 2_042_717, 2_042_719, 2_042_724, 2_042_734, 2_042_747,
        ] {
            self.say(id, client.organization_record(OrganizationId(id)).await);
            self.say(format!("{id}, short"), client.organization(&id.to_string()).await);
        }
        self.say("no organization", client.organization_record(OrganizationId(7)).await);
    }

    async fn domains(&mut self) {
        let client = self.client.clone();
        self.say("domain page", client.domain_page(0).await);
        for name in ["debalans.example", "nobody.example"] {
            self.say(name, client.domains_named(name).await);
        }
        for id in 4_815_001..=4_815_016 {
            self.say(id, client.domain_record(RemoteDomainId(id)).await);
        }
        self.say("no domain", client.domain_record(RemoteDomainId(7)).await);
    }

    async fn account(&mut self) {
        let client = self.client.clone();
        self.say("container records", client.container_records().await);
        self.say("containers", client.containers().await);
        self.say("user page", client.user_page(0).await);
        self.say("me", client.me().await);
        for id in ["2812497", "2812401", "7"] {
            self.say(format!("user {id}"), client.user(id).await);
        }
        self.say("account", client.account().await);
        self.say("balance", client.balance(None).await);
        self.say("balance of a container", client.balance(Some("679393")).await);
        self.say("product", client.product("pkio_private_services_server").await);
        self.say("no product", client.product("none").await);
        self.say("price", client.price_estimate(&without_oin()).await);
    }

    async fn orders(&mut self, id: RemoteOrderId) {
        let client = self.client.clone();
        self.say("order", client.order(id).await);
        self.say("order in full", client.order_record(id).await);
        self.say("validation of an order", client.order_validation(id).await);
        self.say("no order", client.order(RemoteOrderId(7)).await);
        self.say("orders", client.orders(&OrderQuery::default()).await);
        let nobodys = OrderQuery {
            common_name: Some("nobody.example".to_owned()),
            ..OrderQuery::default()
        };
        self.say("no orders", client.orders(&nobodys).await);
        for reference in [REFERENCE, NOBODYS] {
            let reference = Reference(reference.to_owned());
            self.say(&reference.0, client.orders_with_reference(&reference).await);
        }
        let day = std::time::Duration::from_hours(24);
        self.say("status changes", client.status_changes(day).await);
        // Whole seconds are asked for, and an order may have been issued in the one that runs.
        let after = Timestamp::now() + SignedDuration::from_mins(1);
        let before = after - SignedDuration::from_hours(24);
        self.say(
            "status changes between",
            client.status_changes_between(before, after).await,
        );
        let listed = client.orders(&OrderQuery::default()).await.unwrap().orders;
        let is_issued = |order: &&ListedOrder| order.status == Some(RemoteStatus::Issued);
        let issued = listed.iter().find(is_issued).and_then(ListedOrder::certificate_id);
        let issued = issued.unwrap();
        self.say("certificate", client.certificate_file(issued, "pem_all").await);
        self.say("chain", client.certificate_chain(issued).await);
        self.say("no certificate", client.certificate_file(CertificateId(7), "p7b").await);
    }
}

#[tokio::test]
async fn every_reading_call_says_the_same_in_every_manner() {
    let account = Account::new().await;
    let order = account.place(&without_oin(), REFERENCE).await;
    let mut strict: Option<Said> = None;
    for settings in settings() {
        account.control("/settings", settings.clone()).await;
        let mut asking = Asking {
            client: account.another_client(),
            said: Said::new(),
        };
        asking.organizations().await;
        asking.domains().await;
        asking.account().await;
        asking.orders(order).await;
        match &strict {
            Some(strict) => assert_same(strict, &asking.said, &settings),
            None => strict = Some(asking.said),
        }
    }
    // What was compared are answers.
    let failed = |(name, said): &&(String, String)| said.starts_with("Err") && !name.starts_with("no ");
    let strict = strict.unwrap();
    let failed: Vec<_> = strict.iter().filter(failed).collect();
    assert!(
        failed
            .iter()
            .all(|(name, said)| name == "user 7" && said.contains("NotFound")),
        "{failed:?}"
    );
}

#[test]
fn every_reading_call_is_asked() {
    let (asked, mut calls) = (include_str!("reading.rs"), 0);
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/digicert")).unwrap() {
        let path = entry.unwrap().path();
        let text = if path.is_file() {
            std::fs::read_to_string(&path).unwrap()
        } else {
            String::new()
        };
        for call in text.split("pub async fn ").skip(1) {
            let head = call.split('{').next().unwrap();
            let name = head.split('(').next().unwrap();
            if head.contains("ReadError") {
                calls += 1;
                assert!(asked.contains(&format!(".{name}(")), "{name} is to be asked above");
            }
        }
    }
    assert!(calls > 20, "only {calls} were found");
}
