//! Issued certificates and the formats they are downloaded in.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]

use std::path::Path;

use reqwest::Method;
use serde_json::{Value, json};

use super::bench::{Bench, CSR, codes, good_order, new_csr, one_line, openssl, order_with};

/// A download as its content type and text.
pub(super) async fn download(bench: &Bench, path: &str) -> (String, String) {
    let response = bench.send(Method::GET, path, None).await;
    assert_eq!(response.status(), 200, "{path}");
    let content_type = response.headers()["content-type"].to_str().unwrap().to_owned();
    (content_type, response.text().await.unwrap())
}

/// The PEM blocks of a text, each with its line ends.
pub(super) fn blocks(text: &str) -> Vec<String> {
    let parts = text.split_inclusive("-----END CERTIFICATE-----\r\n");
    parts
        .map(str::to_owned)
        .filter(|part| !part.trim().is_empty())
        .collect()
}

pub(super) fn write(folder: &Path, name: &str, text: &str) -> String {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Lets `openssl verify` judge a certificate with its chain against the root of the sandbox.
pub(super) fn verify(folder: &Path, text: &str) {
    let chain = blocks(text);
    let [leaf, intermediate] =
        [("leaf.pem", &chain[0]), ("int.pem", &chain[1])].map(|(name, pem)| write(folder, name, pem));
    let root = folder.join("root.pem");
    let verdict = openssl(&[
        "verify",
        "-x509_strict",
        "-purpose",
        "sslserver",
        "-CAfile",
        root.to_str().unwrap(),
        "-untrusted",
        &intermediate,
        &leaf,
    ]);
    assert!(verdict.ends_with(": OK\n"), "{verdict}");
}

/// What `openssl x509` says about a certificate.
pub(super) fn describe(folder: &Path, pem: &str, arguments: &[&str]) -> String {
    let path = write(folder, "described.pem", pem);
    openssl(&[&["x509", "-noout", "-in", &path][..], arguments].concat())
}

#[tokio::test]
async fn an_issued_certificate_verifies_and_carries_the_number_between_organization_and_name() {
    let bench = Bench::new().await;
    let id = bench
        .place(order_with(|order| {
            order["certificate"]["oin"] = json!("00000099123456789000");
            order["certificate"]["dns_names"] = json!(["api.voorbeeld.example"]);
        }))
        .await;
    let (content_type, text) = download(&bench, &format!("/certificate/download/order/{id}/format/pem_all")).await;
    assert_eq!(content_type, "application/x-pem-file");
    let chain = blocks(&text);
    assert_eq!(chain.len(), 3);
    assert!(!text.replace("\r\n", "").contains('\n'));
    let folder = bench.folder.path();
    verify(folder, &text);
    let root = folder.join("root.pem");
    let root_text = std::fs::read_to_string(&root).unwrap();
    assert_eq!(chain[2].replace("\r\n", "\n"), root_text);
    let served = bench
        .client
        .get(format!("{}/root.pem", bench.sandbox.control_url()))
        .send()
        .await
        .unwrap();
    assert_eq!(served.text().await.unwrap(), chain[2]);
    let subject = describe(folder, &chain[0], &["-subject", "-nameopt", "RFC2253,-dn_rev"]);
    let expected =
        "subject=C=NL,O=Gemeente Zandermeer,serialNumber=00000099123456789000,CN=digipoort.voorbeeld.example";
    assert_eq!(subject.trim(), expected);
    let text = describe(folder, &chain[0], &["-text"]);
    for part in [
        "DNS:digipoort.voorbeeld.example, DNS:api.voorbeeld.example",
        "TLS Web Server Authentication, TLS Web Client Authentication",
        "Digital Signature, Key Encipherment",
        "CA:FALSE",
        "Policy: 2.16.528.1.1003.1.2",
        "X509v3 Authority Key Identifier",
        "X509v3 Subject Key Identifier",
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[tokio::test]
async fn the_subject_has_the_validated_number_unless_it_is_excluded() {
    let bench = Bench::new().await;
    let omitted = bench.place(good_order()).await;
    let excluded = bench
        .place(order_with(|order| order["certificate"]["exclude_oin"] = json!(true)))
        .await;
    let mut subjects = Vec::new();
    for id in [omitted, excluded] {
        let (_, text) = download(&bench, &format!("/certificate/download/order/{id}/format/pem")).await;
        subjects.push(describe(
            bench.folder.path(),
            &text,
            &["-subject", "-nameopt", "RFC2253"],
        ));
    }
    assert!(
        subjects[0].contains("serialNumber=00000099000000002000"),
        "{subjects:?}"
    );
    assert!(!subjects[1].contains("serialNumber"), "{subjects:?}");
}

#[tokio::test]
async fn the_certificate_holds_the_key_and_what_order_info_says() {
    let bench = Bench::new().await;
    let id = bench.place(good_order()).await;
    let (_, info) = bench.get(&format!("/order/certificate/{id}")).await;
    let certificate = &info["certificate"];
    let path = format!("/certificate/{}/download/format/crt", certificate["id"]);
    let (content_type, leaf) = download(&bench, &path).await;
    assert_eq!(content_type, "application/x-pkcs7-certificates");
    let folder = bench.folder.path();
    let serial = describe(folder, &leaf, &["-serial"]);
    assert_eq!(
        serial.trim().trim_start_matches("serial="),
        certificate["serial_number"]
    );
    let print = describe(folder, &leaf, &["-fingerprint", "-sha1"]);
    let print = print.trim().rsplit('=').next().unwrap().replace(':', "");
    assert_eq!(print, certificate["thumbprint"]);
    let csr = write(folder, "csr.pem", &CSR);
    assert_eq!(
        describe(folder, &leaf, &["-pubkey"]),
        openssl(&["req", "-in", &csr, "-noout", "-pubkey"])
    );
    for name in [&certificate["serial_number"], &certificate["thumbprint"]] {
        let (_, same) = bench
            .get(&format!("/order/certificate/{}", name.as_str().unwrap().to_lowercase()))
            .await;
        assert_eq!(same["id"], id);
    }
}

#[tokio::test]
async fn the_validity_follows_date_before_days_before_years() {
    let bench = Bench::new().await;
    let today = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let until = today.checked_add(jiff::Span::new().days(200)).unwrap();
    let written = until.strftime("%d %b %Y").to_string().to_uppercase();
    let year = |years: i64| {
        today
            .checked_add(jiff::Span::new().years(years))
            .unwrap()
            .yesterday()
            .unwrap()
    };
    let month = today.checked_add(jiff::Span::new().days(29)).unwrap();
    for (validity, last) in [
        (
            json!({ "years": 3, "days": 30, "custom_expiration_date": written }),
            until,
        ),
        (json!({ "years": 3, "days": "30" }), month),
        (json!({ "years": "3" }), year(3)),
        (json!({ "years": 0, "days": 0, "custom_expiration_date": "" }), year(1)),
        (json!({}), year(1)),
        (json!(null), year(1)),
    ] {
        let id = bench
            .place(order_with(|order| order["order_validity"] = validity.clone()))
            .await;
        let (_, info) = bench.get(&format!("/order/certificate/{id}")).await;
        assert_eq!(info["certificate"]["valid_from"], today.to_string());
        assert_eq!(info["certificate"]["valid_till"], last.to_string(), "{validity}");
    }
    bench
        .control(Method::POST, "/settings", Some(json!({ "multi_year_plans": false })))
        .await;
    let id = bench
        .place(order_with(|order| order["order_validity"] = json!({ "years": 3 })))
        .await;
    let (_, info) = bench.get(&format!("/order/certificate/{id}")).await;
    assert_eq!(info["certificate"]["valid_till"], year(1).to_string());
}

#[tokio::test]
async fn every_format_holds_what_its_name_says() {
    let bench = Bench::new().await;
    let id = bench
        .place(order_with(|order| {
            order["certificate"]["server_platform"] = json!({ "id": 40 })
        }))
        .await;
    let certificate = id + 1_532_636;
    for (path, count) in [
        (format!("/certificate/{certificate}/download/format/pem_all"), 3),
        (format!("/certificate/{certificate}/download/platform/29"), 3),
        (format!("/certificate/{certificate}/download/format/pem_noroot"), 2),
        (
            format!("/certificate/{certificate}/download/format/pem_nointermediate"),
            1,
        ),
        (format!("/certificate/download/order/{id}/format/cer"), 1),
        (
            format!("/certificate/{certificate}/download?formatType=pem_all&subId=001"),
            3,
        ),
    ] {
        assert_eq!(blocks(&download(&bench, &path).await.1).len(), count, "{path}");
    }
    let (content_type, text) = download(&bench, &format!("/certificate/{certificate}/download/platform")).await;
    assert_eq!(content_type, "application/x-pkcs7-certificates");
    let path = write(bench.folder.path(), "chain.p7b", &text);
    let printed = openssl(&["pkcs7", "-in", &path, "-print_certs", "-noout"]);
    assert_eq!(printed.matches("subject=").count(), 3, "{printed}");
    let (_, chain) = bench.get(&format!("/certificate/{certificate}/chain")).await;
    assert_eq!(
        chain["intermediates"][0]["subject_common_name"],
        "digipoort.voorbeeld.example"
    );
    assert_eq!(
        bench
            .get(&format!("/certificate/{certificate}/download/format/doc"))
            .await
            .0,
        406
    );
}

#[tokio::test]
async fn a_certificate_that_is_not_issued_yet_is_not_found() {
    let bench = Bench::new().await;
    bench
        .control(Method::POST, "/issue-after", Some(json!({ "seconds": 3600 })))
        .await;
    let id = bench.place(good_order()).await;
    for path in [
        format!("/certificate/{}/download/format/pem_all", id + 1_532_636),
        format!("/certificate/download/order/{id}"),
    ] {
        let (status, answer) = bench.get(&path).await;
        assert_eq!((status, codes(&answer)), (404, vec!["sandbox_not_issued".to_owned()]));
    }
    assert_eq!(bench.get("/certificate/12/download/format/pem_all").await.0, 404);
    bench
        .control(Method::POST, "/clock", Some(json!({ "advance_seconds": 3601 })))
        .await;
    download(&bench, &format!("/certificate/download/order/{id}/format/pem_all")).await;
    bench
        .control(Method::POST, "/clock", Some(json!({ "advance_seconds": 400 * 86_400 })))
        .await;
    assert_eq!(
        bench.get(&format!("/order/certificate/{id}")).await.1["status"],
        "expired"
    );
}

#[tokio::test]
async fn a_bare_public_key_is_certified_and_historic_orders_have_certificates_too() {
    let bench = Bench::new().await;
    let csr = write(bench.folder.path(), "csr.pem", &CSR);
    let public = openssl(&["req", "-in", &csr, "-noout", "-pubkey"]);
    let id = bench
        .place(order_with(|order| order["certificate"]["csr"] = json!(public)))
        .await;
    let (_, leaf) = download(&bench, &format!("/certificate/download/order/{id}/format/pem")).await;
    assert_eq!(describe(bench.folder.path(), &leaf, &["-pubkey"]), public);
    let (_, list) = bench
        .get("/order/certificate?filters[status]=issued&sort=order_id&limit=1")
        .await;
    let oldest: &Value = &list["orders"][0];
    let (_, text) = download(
        &bench,
        &format!("/certificate/{}/download/format/pem_all", oldest["certificate"]["id"]),
    )
    .await;
    assert_eq!(blocks(&text).len(), 3);
}

#[tokio::test]
async fn a_wrong_certificate_comes_for_one_of_several() {
    let bench = Bench::new().await;
    let mut ids = Vec::new();
    for csr in [CSR.clone(), new_csr(&["rsa:2048"])] {
        ids.push(
            bench
                .place(order_with(|order| order["certificate"]["csr"] = json!(one_line(&csr))))
                .await,
        );
    }
    let (_, info) = bench.get(&format!("/order/certificate/{}", ids[0])).await;
    let certificate = info["certificate"]["id"].clone();
    let of_order = |id: u64| format!("/certificate/download/order/{id}/format/pem");
    let own = download(&bench, &of_order(ids[0])).await;
    let other = download(&bench, &of_order(ids[1])).await;
    assert_ne!(own, other);
    let wrong = |path: &str| json!({ "fault": "wrong-pem", "path": path });
    bench.fault(wrong(&of_order(ids[0]))).await;
    // Neither the other order's certificate nor another method or path uses the fault up.
    assert_eq!(download(&bench, &of_order(ids[1])).await, other);
    assert_eq!(download(&bench, &of_order(ids[0])).await.1, other.1);
    assert_eq!(download(&bench, &of_order(ids[0])).await, own);
    bench.fault(wrong("*")).await;
    assert_eq!(bench.get(&format!("/order/certificate/{}", ids[0])).await.1, info);
    let chain = format!("/certificate/{certificate}/chain");
    assert_eq!(bench.get(&chain).await.1["intermediates"][0]["pem"], other.1.as_str());
    assert_eq!(bench.get(&chain).await.1["intermediates"][0]["pem"], own.1.as_str());
}

#[tokio::test]
async fn a_wrong_certificate_comes_for_the_only_one_too() {
    let bench = Bench::new().await;
    let id = bench.place(good_order()).await;
    let path = format!("/certificate/download/order/{id}/format/pem_all");
    let right = download(&bench, &path).await.1;
    bench.fault(json!({ "fault": "wrong-pem" })).await;
    let wrong = download(&bench, &path).await.1;
    let folder = &bench.folder;
    let key = |text: &str| describe(folder.path(), &blocks(text)[0], &["-pubkey"]);
    assert_ne!(key(&wrong), key(&right));
    assert_eq!(blocks(&wrong)[1..], blocks(&right)[1..]);
}
