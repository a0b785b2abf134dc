//! The forms of the control page: what they do, and what they say to bad input.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]

use reqwest::Method;
use scraper::Html;
use serde_json::json;

use super::{all, faults, form, page, send, shown, text};
use crate::sandbox::bench::Bench;

#[tokio::test]
async fn a_fault_is_added_and_cleared_by_forms() {
    let bench = Bench::new().await;
    let fields = [
        ("fault", "status"),
        ("method", "GET"),
        ("path", "/user/*"),
        ("times", "2"),
        ("seconds", ""),
        ("status", "503"),
        ("after_taking", "yes"),
    ];
    send(&bench, "/faults", &fields).await;
    send(&bench, "/faults", &[("fault", "needs-approval")]).await;
    let waiting = faults(&bench).await;
    assert_eq!(
        waiting[0],
        json!({ "fault": "status", "method": "GET", "path": "/user/*", "times": 2, "status": 503, "after_taking": true })
    );
    assert_eq!((&waiting[1]["path"], &waiting[1]["times"]), (&json!("*"), &json!(1)));
    assert_eq!(bench.get("/user/me").await.0, 503);
    send(&bench, "/faults", &[("_method", "delete")]).await;
    assert_eq!(faults(&bench).await, json!([]));
    send(&bench, "/faults", &[("fault", "cut-on-accept"), ("times", "3")]).await;
    bench.sandbox.clear_faults();
    assert_eq!(bench.get("/user/me").await.0, 200);
}

#[tokio::test]
async fn every_fault_the_page_offers_is_one() {
    let bench = Bench::new().await;
    let page = shown(&bench).await;
    let offered: Vec<String> = all(&page, "#fault option")
        .iter()
        .map(|option| option.attr("value").unwrap().to_owned())
        .collect();
    assert!(offered.len() > 10);
    for kind in &offered {
        send(&bench, "/faults", &[("fault", kind)]).await;
    }
    let waiting = faults(&bench).await;
    let names: Vec<&str> = waiting
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| fault["fault"].as_str().unwrap())
        .collect();
    assert_eq!(names, offered);
}

#[tokio::test]
async fn bad_input_gets_a_sentence_and_stays_there() {
    let bench = Bench::new().await;
    for (route, fields, sentence, id) in [
        (
            "/faults",
            [("fault", "html"), ("times", "many")],
            "Times must be a whole number from 1 to 100000.",
            "times",
        ),
        (
            "/faults",
            [("fault", "html"), ("times", "0")],
            "Times must be a whole number",
            "times",
        ),
        (
            "/faults",
            [("fault", "html"), ("seconds", "-3")],
            "Seconds must be a whole number",
            "seconds",
        ),
        (
            "/faults",
            [("fault", "html"), ("status", "99")],
            "Status must be a whole number",
            "status",
        ),
        (
            "/faults",
            [("fault", "html"), ("path", "user")],
            "A path begins with",
            "path",
        ),
        (
            "/faults",
            [("fault", "cut-on-accept"), ("times", "x")],
            "Times must be a whole number",
            "cut",
        ),
        (
            "/listener",
            [("x", "y"), ("closed_seconds", "soon")],
            "Seconds must be a whole number",
            "closed",
        ),
        (
            "/settings",
            [("without_csr", "yes"), ("issue_after", "late")],
            "Seconds until a certificate must",
            "issue-after",
        ),
    ] {
        let response = form(&bench, route, &fields).send().await.unwrap();
        assert_eq!(response.status(), 422, "{fields:?}");
        let page = Html::parse_document(&response.text().await.unwrap());
        let troubles = all(&page, "[role=alert]");
        assert_eq!(troubles.len(), 1, "{fields:?}");
        assert!(text(troubles[0]).contains(sentence), "{}", text(troubles[0]));
        let field = all(&page, &format!("#{id}"))[0];
        assert_eq!(
            (field.attr("value"), field.attr("aria-invalid")),
            (Some(fields[1].1), Some("true"))
        );
        assert!(field.attr("aria-describedby").unwrap().contains("trouble"));
    }
    let unknown = form(&bench, "/faults", &[("fault", "earthquake")])
        .send()
        .await
        .unwrap();
    assert_eq!(unknown.status(), 422);
    assert_eq!(faults(&bench).await, json!([]));
    assert_eq!(
        bench.control(Method::GET, "/settings", None).await.1["without_csr"],
        false
    );
}

#[tokio::test]
async fn the_settings_are_saved_as_they_stand_in_the_form() {
    let bench = Bench::new().await;
    let fields = [
        ("issue_after", ""),
        ("answer_form", "requests"),
        ("ignore_reference", "yes"),
        ("without_csr", "yes"),
        ("validate_after", "7"),
        ("reuse_duplicates", "yes"),
        ("step_after", "3"),
        ("stop_at", "domain"),
        ("revocations_need_approval", "yes"),
    ];
    send(&bench, "/settings", &fields).await;
    let expected = json!({ "answer_form": "requests", "issue_after": null, "empty_alternate": false, "multi_year_plans": false,
        "rate_limits": false, "ignore_reference": true, "without_csr": true, "validate_after": 7, "update_wipes": false,
        "reuse_duplicates": true, "drop_empty_lists": false, "leave_out_nulls": false, "text_booleans": false, "text_ids": false,
        "lists_for_empty_objects": false, "upper_case_countries": false,
        "step_after": 3, "stop_at": "domain", "reissues_need_approval": false, "revocations_need_approval": true });
    assert_eq!(bench.control(Method::GET, "/settings", None).await.1, expected);
    let page = shown(&bench).await;
    let ticked: Vec<&str> = all(&page, "[type=checkbox][checked]")
        .iter()
        .map(|found| found.attr("name").unwrap())
        .collect();
    assert_eq!(
        ticked,
        [
            "revocations_need_approval",
            "ignore_reference",
            "without_csr",
            "reuse_duplicates"
        ]
    );
    assert_eq!(
        all(&page, "#answer-form option[selected]")[0].attr("value"),
        Some("requests")
    );
    assert_eq!(all(&page, "#stop-at option[selected]")[0].attr("value"), Some("domain"));
    assert_eq!(all(&page, "#issue-after")[0].attr("value"), None);
    assert_eq!(all(&page, "#step-after")[0].attr("value"), Some("3"));
}

#[tokio::test]
async fn validations_and_domains_are_moved_by_forms() {
    let bench = Bench::new().await;
    let fields = [
        ("id", "2042714"),
        ("action", "details"),
        ("type", "ov"),
        ("done", "blacklist_fraud"),
    ];
    send(&bench, "/organizations", &fields).await;
    let state = bench.sandbox.organization_state(2_042_714);
    assert_eq!(state["validations"][0]["done"], json!(["blacklist_fraud"]));
    send(&bench, "/organizations", &[("id", "2042714"), ("action", "validate")]).await;
    let validations = "/organization/2042714/validation";
    assert_eq!(bench.get(validations).await.1["validations"][0]["status"], "active");
    send(&bench, "/domains", &[("id", "4815005"), ("action", "answer-mail")]).await;
    assert_eq!(bench.get("/domain/4815005").await.1["is_pending_validation"], false);
    for (route, id, sentence) in [
        ("/organizations", "12", "The specified organization was not found."),
        ("/domains", "12", "The specified domain was not found."),
        ("/domains", "", "Say which, by its number."),
        ("/domains", "4815001", "No mail was sent for the domain."),
    ] {
        let fields = [("id", id), ("action", "answer-mail"), ("action", "validate")];
        let response = form(&bench, route, &fields).send().await.unwrap();
        assert_eq!(response.status(), 422, "{route} {id}");
        assert!(response.text().await.unwrap().contains(sentence), "{route} {id}");
    }
}

#[tokio::test]
async fn who_closes_the_listener_is_told_so_before_it_is_shut() {
    let bench = Bench::new().await;
    let response = form(&bench, "/listener", &[("closed_seconds", "600")])
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 200);
    assert!(
        response
            .text()
            .await
            .unwrap()
            .contains("For 600 seconds nobody can connect")
    );
    assert!(
        bench
            .client
            .get(bench.sandbox.control_url())
            .send()
            .await
            .unwrap_err()
            .is_connect()
    );
    bench.sandbox.open_listener().await;
    assert_eq!(page(&bench).await.status(), 200);
}

#[tokio::test]
async fn held_calls_are_shown_and_let_go_by_a_button() {
    let bench = Bench::new().await;
    bench
        .fault(json!({ "path": "/user/me", "fault": "hold-before-taking" }))
        .await;
    let me = bench.client.get(format!("{}/user/me", bench.sandbox.base_url())).send();
    let pending = tokio::spawn(me);
    bench.sandbox.until_held(1).await;
    let page = shown(&bench).await;
    assert_eq!(all(&page, "[aria-label^='Calls that wait'] tbody tr").len(), 1);
    send(&bench, "/holds", &[("_method", "delete")]).await;
    assert_eq!(pending.await.unwrap().unwrap().status(), 403);
}
