//! The list of organizations, and the numbers kept beside one.

use pkio_desk::domain::operator::Role;

use super::super::harness::desk;
use super::{BALANS, organization};

#[test]
fn the_list_is_read_searched_and_downloaded() {
    desk(async |desk| {
        let vera = desk.person(Role::Viewer).await;
        assert!(
            vera.page("/organizations")
                .await
                .says("DigiCert is being read for the first time")
        );
        desk.mirror.keep_fresh().await;
        let all = vera.page("/organizations").await;
        assert!(all.text("tbody tr").len() > 30);
        let found = vera.page("/organizations?q=balans").await;
        assert_eq!(found.text("tbody tr").len(), 1);
        assert!(vera.page("/organizations?q=nothing+like+it").await.says("Nothing fits"));
        let down = vera
            .page("/organizations?sort=name&order=desc")
            .await
            .text("tbody th a")
            .concat();
        let up = vera.page("/organizations?sort=name").await.text("tbody th a").concat();
        assert_ne!(down, up);
        let file = vera.get("/organizations.csv?q=balans").await;
        assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
        assert_eq!(file.body.lines().count(), 2, "{}", file.body);
        desk.stop_sandbox().await;
        assert_eq!(vera.page("/organizations?q=balans").await.text("tbody tr").len(), 1);
    });
}

#[test]
fn numbers_are_kept_and_offered_when_ordering() {
    desk(async |desk| {
        let rik = desk.person(Role::Requester).await;
        let page = rik.page(&organization(BALANS)).await;
        let path = format!("{}/numbers", organization(BALANS));
        let mut fields = page.fields(&path);
        fields.retain(|(name, _)| name == "version");
        let mut wrong = fields.clone();
        wrong.push(("kvk_number".to_owned(), "12".to_owned()));
        let refused = rik.post(&path, &wrong).await;
        assert_eq!(refused.status, 422);
        assert!(refused.says("A KvK number has 8 digits"));
        fields.push(("kvk_number".to_owned(), "27124701".to_owned()));
        rik.post(&path, &fields).await;
        assert!(rik.page(&organization(BALANS)).await.says("00000003271247010000"));
        let order = rik.page(&format!("/orders/new?organization={BALANS}")).await;
        assert_eq!(order.value("/orders/new", "organization").as_deref(), Some("2042712"));
        assert_eq!(
            order.value("/orders/new", "oin").as_deref(),
            Some("00000003271247010000")
        );
    });
}
