//! Reissues: another certificate of the same order, beside which the earlier one lives on.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]

use reqwest::Method;
use serde_json::{Value, json};

use super::{
    bench::{Bench, CSR, codes, good_order, new_csr, one_line, openssl},
    certificates::{blocks, describe, download, verify, write},
};

/// A request for a reissue with another key and another name.
fn wish(csr: &str) -> Value {
    json!({
        "certificate": {
            "common_name": "digipoort.voorbeeld.example",
            "dns_names": ["extra.voorbeeld.example"],
            "csr": one_line(csr),
            "signature_hash": "sha256",
            "server_platform": { "id": 45 },
        },
        "comments": "New key",
    })
}

/// One member of each row.
fn each<'a>(rows: &'a Value, member: &str) -> Vec<&'a Value> {
    rows.as_array().unwrap().iter().map(|row| &row[member]).collect()
}

/// A sandbox in which no order is issued by itself, and an issued order.
async fn still() -> (Bench, u64, String) {
    let bench = Bench::new().await;
    let id = bench.place(good_order()).await;
    let path = format!("/order/certificate/{id}");
    assert_eq!(bench.get(&path).await.1["status"], "issued");
    bench
        .sandbox
        .change_settings(json!({ "issue_after": null }))
        .await
        .unwrap();
    (bench, id, path)
}

async fn pem_of(bench: &Bench, certificate: &Value) -> String {
    download(bench, &format!("/certificate/{certificate}/download/format/pem_all"))
        .await
        .1
}

#[tokio::test]
async fn a_reissue_brings_another_certificate_and_keeps_the_earlier_one() {
    let (bench, id, path) = still().await;
    let (_, before) = bench.get(&path).await;
    let old = before["certificate"].clone();
    let csr = new_csr(&["rsa:3072"]);
    let (status, answer) = bench.post(&format!("{path}/reissue"), wish(&csr)).await;
    assert_eq!((status, &answer["id"]), (201, &json!(id)), "{answer}");
    let new = answer["certificate_id"].clone();
    let (_, info) = bench.get(&path).await;
    assert_eq!(info["status"], "reissue_pending");
    assert_eq!(info["certificate"]["id"], old["id"]);
    let kinds = each(&info["requests"], "type");
    assert_eq!(kinds, ["new_request", "reissue"]);
    assert_eq!(info["requests"][1]["id"], answer["requests"][0]["id"]);
    assert_eq!(info["requests"][1]["comments"], "New key");
    let (_, under_way) = bench.get(&format!("{path}/reissue")).await;
    assert_eq!(under_way["certificates"][0]["status"], "pending");
    let early = format!("/certificate/{new}/download/format/pem_all");
    assert_eq!(codes(&bench.get(&early).await.1), ["sandbox_not_issued"]);
    assert_eq!(
        bench
            .control(Method::POST, &format!("/orders/{id}/issue"), None)
            .await
            .0,
        204
    );
    let (_, info) = bench.get(&path).await;
    let present = &info["certificate"];
    assert_eq!((&info["status"], &present["id"]), (&json!("issued"), &new));
    assert_eq!(
        (&info["reissues_count"], &info["has_reissues"]),
        (&json!(1), &json!(true))
    );
    assert_eq!(
        (&present["valid_till"], &present["key_size"]),
        (&old["valid_till"], &json!(3072))
    );
    assert_ne!(present["serial_number"], old["serial_number"]);
    let folder = bench.folder.path();
    let (first, second) = (pem_of(&bench, &old["id"]).await, pem_of(&bench, &new).await);
    verify(folder, &second);
    verify(folder, &first);
    let key = |pem: &str| describe(folder, &blocks(pem)[0], &["-pubkey"]);
    let public = |csr: &str| openssl(&["req", "-in", &write(folder, "csr.pem", csr), "-noout", "-pubkey"]);
    assert_eq!((key(&first), key(&second)), (public(&CSR), public(&csr)));
    let subject = |pem: &str| describe(folder, &blocks(pem)[0], &["-subject", "-nameopt", "RFC2253,-dn_rev"]);
    assert_eq!(subject(&first), subject(&second));
    assert!(subject(&second).contains("serialNumber=00000099000000002000"));
    let by_order = download(&bench, &format!("/certificate/download/order/{id}/format/pem_all"))
        .await
        .1;
    assert_eq!(by_order, second);
    let (_, row) = bench.get(&format!("/order/certificate?filters[id]={id}")).await;
    assert_eq!(
        (&row["orders"][0]["reissues_count"], &row["orders"][0]["number_of_sans"]),
        (&json!(1), &json!(2))
    );
    // Only the present certificate names its order.
    for (serial, status) in [(&old["serial_number"], 404), (&present["serial_number"], 200)] {
        assert_eq!(
            bench
                .get(&format!("/order/certificate/{}", serial.as_str().unwrap()))
                .await
                .0,
            status
        );
    }
    let bench = bench.restart(|_| {}).await;
    assert_eq!(bench.get(&path).await.1["requests"], info["requests"]);
    assert_eq!(
        (pem_of(&bench, &old["id"]).await, pem_of(&bench, &new).await),
        (first, second)
    );
}

#[tokio::test]
async fn a_reissue_under_way_can_be_dropped_and_bars_a_revocation() {
    let (bench, _, path) = still().await;
    let (_, before) = bench.get(&path).await;
    assert_eq!(bench.post(&format!("{path}/reissue"), wish(&CSR)).await.0, 201);
    for (path, body) in [
        (format!("{path}/revoke"), json!({})),
        (
            format!("/certificate/{}/revoke", before["certificate"]["id"]),
            json!({}),
        ),
    ] {
        assert_eq!(codes(&bench.put(&path, body).await.1), ["sandbox_order_status"]);
    }
    let (_, again) = bench.post(&format!("{path}/reissue"), wish(&CSR)).await;
    assert_eq!(codes(&again), ["sandbox_order_status"]);
    let cancel = json!({ "status": "canceled", "note": "The key was found" });
    assert_eq!(bench.put(&format!("{path}/status"), cancel).await.0, 204);
    let (_, info) = bench.get(&path).await;
    assert_eq!(
        (&info["status"], &info["certificate"]),
        (&json!("issued"), &before["certificate"])
    );
    assert_eq!(info["reissues_count"], 0);
    let request = &info["requests"][1];
    assert_eq!(
        (&request["status"], &request["processor_comment"]),
        (&json!("rejected"), &json!("The key was found"))
    );
    let (_, alone) = bench.get(&format!("/request/{}", request["id"])).await;
    assert_eq!(
        (&alone["type"], &alone["processor_comment"]),
        (&json!("reissue"), &json!("The key was found"))
    );
    assert_eq!(
        bench.get(&format!("{path}/reissue")).await.1,
        json!({ "certificates": [] })
    );
}

#[tokio::test]
async fn what_cannot_be_reissued_is_refused_and_changes_nothing() {
    let (bench, id, path) = still().await;
    let open = bench.place(good_order()).await;
    let before = bench.sandbox.all_state();
    let without = |member: &str| {
        let mut wish = wish(&CSR);
        wish["certificate"].as_object_mut().unwrap().remove(member);
        wish
    };
    let path = format!("{path}/reissue");
    for (body, code) in [
        (without("csr"), "sandbox_missing_member"),
        (without("common_name"), "sandbox_missing_member"),
        (without("signature_hash"), "sandbox_missing_member"),
        (json!({}), "sandbox_missing_member"),
        (wish("nonsense"), "csr_invalid_cannot_parse"),
    ] {
        let (status, answer) = bench.post(&path, body.clone()).await;
        assert_eq!((status, codes(&answer)[0].as_str()), (400, code), "{body}");
    }
    let (status, answer) = bench
        .post(&format!("/order/certificate/{open}/reissue"), wish(&CSR))
        .await;
    assert_eq!((status, codes(&answer)), (400, vec!["sandbox_order_status".to_owned()]));
    assert_eq!(bench.post("/order/certificate/12/reissue", wish(&CSR)).await.0, 404);
    assert_eq!(bench.sandbox.all_state(), before);
    assert_eq!(
        bench.control(Method::POST, &format!("/orders/{id}/pass"), None).await.0,
        400
    );
}

#[tokio::test]
async fn reissues_and_revocations_wait_for_approval_where_the_account_wants_it() {
    let (bench, id, path) = still().await;
    let settings = json!({ "reissues_need_approval": true, "revocations_need_approval": true, "issue_after": 0 });
    bench.sandbox.change_settings(settings).await.unwrap();
    let (_, answer) = bench.post(&format!("{path}/reissue"), wish(&CSR)).await;
    assert_eq!(answer["requests"][0]["status"], "pending");
    assert!(answer.get("certificate_id").is_none(), "{answer}");
    let (_, info) = bench.get(&path).await;
    assert_eq!(
        (&info["status"], &info["has_pending_request"]),
        (&json!("reissue_pending"), &json!(true))
    );
    let (_, list) = bench.get("/request?status=pending").await;
    assert_eq!(
        (&list["requests"][0]["type"], &list["requests"][0]["order"]["id"]),
        (&json!("reissue"), &json!(id))
    );
    let request = format!("/request/{}/status", answer["requests"][0]["id"]);
    let approval = json!({ "status": "approved", "processor_comment": "Fine" });
    assert_eq!(bench.put(&request, approval.clone()).await.0, 204);
    assert_eq!(bench.put(&request, approval).await.0, 400);
    let (_, info) = bench.get(&path).await;
    assert_eq!(
        (&info["status"], &info["reissues_count"]),
        (&json!("issued"), &json!(1))
    );
    // A revocation that is rejected, one that is approved from outside, and before both one that is silent.
    let (status, first) = bench.put(&format!("{path}/revoke"), json!({ "comments": "x" })).await;
    assert_eq!((status, &first["status"]), (201, &json!("pending")));
    assert_eq!(
        codes(&bench.put(&format!("{path}/revoke"), json!({})).await.1),
        ["sandbox_request_pending"]
    );
    assert_eq!(bench.get(&path).await.1["status"], "issued");
    let rejection = json!({ "status": "rejected", "processor_comment": "Still needed" });
    assert_eq!(
        bench
            .put(&format!("/request/{}/status", first["id"]), rejection)
            .await
            .0,
        204
    );
    assert_eq!(bench.get(&path).await.1["status"], "issued");
    assert_eq!(bench.put(&format!("{path}/revoke"), json!({})).await.0, 201);
    assert_eq!(
        bench
            .control(Method::POST, &format!("/orders/{id}/approve"), None)
            .await
            .0,
        204
    );
    let (_, info) = bench.get(&path).await;
    assert_eq!(info["status"], "revoked");
    let statuses = each(&info["requests"], "status");
    assert_eq!(statuses, ["approved", "approved", "rejected", "approved"]);
}

#[tokio::test]
async fn an_earlier_certificate_is_revoked_alone() {
    let (bench, id, path) = still().await;
    let old = bench.get(&path).await.1["certificate"].clone();
    for _ in 0..2 {
        assert_eq!(bench.post(&format!("{path}/reissue"), wish(&CSR)).await.0, 201);
        assert_eq!(
            bench
                .control(Method::POST, &format!("/orders/{id}/issue"), None)
                .await
                .0,
            204
        );
    }
    let by_serial = format!("/certificate/{}/revoke", old["serial_number"].as_str().unwrap());
    assert_eq!(bench.put(&by_serial, json!({ "skip_approval": true })).await.0, 204);
    assert_eq!(
        codes(&bench.put(&by_serial, json!({})).await.1),
        ["sandbox_certificate_status"]
    );
    assert_eq!(bench.get(&path).await.1["status"], "issued");
    let (_, list) = bench.get(&format!("{path}/reissue")).await;
    let first = list["certificates"][0]["id"].clone();
    assert_eq!(
        bench.put(&format!("/certificate/{first}/revoke"), json!({})).await.0,
        201
    );
    let (_, list) = bench.get(&format!("{path}/reissue")).await;
    let statuses = each(&list["certificates"], "status");
    assert_eq!(statuses, ["revoked", "issued"]);
    assert_eq!(bench.put(&format!("{path}/revoke"), json!({})).await.0, 201);
    assert_eq!(bench.get(&path).await.1["status"], "revoked");
}

#[tokio::test]
async fn a_wrong_certificate_is_an_earlier_one_where_there_is_one() {
    let (bench, id, path) = still().await;
    let old = bench.get(&path).await.1["certificate"]["id"].clone();
    let earlier = pem_of(&bench, &old).await;
    let csr = new_csr(&["rsa:2048"]);
    let (_, answer) = bench.post(&format!("{path}/reissue"), wish(&csr)).await;
    assert_eq!(
        bench
            .control(Method::POST, &format!("/orders/{id}/issue"), None)
            .await
            .0,
        204
    );
    bench.fault(json!({ "fault": "wrong-pem" })).await;
    assert_eq!(pem_of(&bench, &answer["certificate_id"]).await, earlier);
    assert_ne!(pem_of(&bench, &answer["certificate_id"]).await, earlier);
}
