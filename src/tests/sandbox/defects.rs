//! Certificates that are not what was ordered, each in one way.
#![expect(clippy::indexing_slicing, reason = "a failed assumption should fail the test")]

use reqwest::Method;
use serde_json::json;

use super::{
    bench::{Bench, CSR, openssl, order_with},
    certificates::{blocks, describe, download, verify, write},
};

/// What stands in a certificate: subject, names, and whether the key is that of the signing request.
async fn contents(bench: &Bench, id: u64) -> (String, String, bool) {
    let (_, text) = download(bench, &format!("/certificate/download/order/{id}/format/pem_all")).await;
    let folder = bench.folder.path();
    verify(folder, &text);
    let leaf = blocks(&text)[0].clone();
    let names = describe(folder, &leaf, &["-ext", "subjectAltName"]);
    let csr = write(folder, "csr.pem", &CSR);
    let key = openssl(&["req", "-in", &csr, "-noout", "-pubkey"]);
    (
        describe(folder, &leaf, &["-subject", "-nameopt", "RFC2253,-dn_rev"])
            .trim()
            .to_owned(),
        names.lines().last().unwrap_or_default().trim().to_owned(),
        describe(folder, &leaf, &["-pubkey"]) == key,
    )
}

#[tokio::test]
async fn the_next_certificate_is_wrong_in_the_one_way_that_was_asked_for() {
    let bench = Bench::new().await;
    let order = || order_with(|order| order["certificate"]["dns_names"] = json!(["api.voorbeeld.example"]));
    let subject = |oin: &str, name: &str| format!("subject=C=NL,O=Gemeente Zandermeer,serialNumber={oin},CN={name}");
    let (oin, name) = ("00000099000000002000", "digipoort.voorbeeld.example");
    let names = "DNS:digipoort.voorbeeld.example, DNS:api.voorbeeld.example";
    let right = (subject(oin, name), names.to_owned(), true);
    for (fault, wrong) in [
        ("wrong-key", (right.0.clone(), right.1.clone(), false)),
        (
            "missing-san",
            (right.0.clone(), "DNS:digipoort.voorbeeld.example".to_owned(), true),
        ),
        (
            "wrong-oin",
            (subject("00000099999999999000", name), right.1.clone(), true),
        ),
        (
            "wrong-name",
            (
                subject(oin, "wrong-name.example"),
                "DNS:wrong-name.example, DNS:api.voorbeeld.example".to_owned(),
                true,
            ),
        ),
    ] {
        bench.fault(json!({ "fault": fault })).await;
        let id = bench.place(order()).await;
        let other = bench.place(order()).await;
        assert_eq!(contents(&bench, id).await, wrong, "{fault}");
        assert_eq!(contents(&bench, other).await, right, "{fault}");
        let (_, info) = bench.get(&format!("/order/certificate/{id}")).await;
        assert_eq!(info["certificate"]["dns_names"], json!([name, "api.voorbeeld.example"]));
        assert_eq!(
            bench.control(Method::GET, "/faults", None).await.1,
            json!({ "faults": [] })
        );
    }
    // A name alone leaves none behind.
    bench.fault(json!({ "fault": "missing-san" })).await;
    let id = bench.place(super::bench::good_order()).await;
    let (_, text) = download(&bench, &format!("/certificate/download/order/{id}/format/pem")).await;
    assert!(!describe(bench.folder.path(), &text, &["-text"]).contains("DNS:"));
}

#[tokio::test]
async fn a_reissue_can_be_wrong_too() {
    let bench = Bench::new().await;
    let id = bench.place(order_with(|_| {})).await;
    let right = contents(&bench, id).await;
    bench.fault(json!({ "fault": "wrong-oin" })).await;
    let mut wish = json!({ "certificate": order_with(|_| {})["certificate"] });
    wish["certificate"]["server_platform"] = json!({ "id": 2 });
    assert_eq!(
        bench.post(&format!("/order/certificate/{id}/reissue"), wish).await.0,
        201
    );
    assert_ne!(contents(&bench, id).await.0, right.0);
}
