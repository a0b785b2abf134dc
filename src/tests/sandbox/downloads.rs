//! Archives, and what a file is called.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed assumption should fail the test"
)]

use std::io::{Cursor, Read};

use reqwest::Method;
use zip::ZipArchive;

use super::{
    bench::{Bench, good_order},
    certificates::{blocks, download},
};

/// The names and texts of the files in an archive, and its own name.
async fn archive(bench: &Bench, path: &str) -> (String, Vec<(String, String)>) {
    let response = bench.send(Method::GET, path, None).await;
    assert_eq!(response.status(), 200, "{path}");
    assert_eq!(response.headers()["content-type"], "application/zip");
    let name = response.headers()["content-disposition"].to_str().unwrap().to_owned();
    let mut archive = ZipArchive::new(Cursor::new(response.bytes().await.unwrap())).unwrap();
    let files = (0..archive.len()).map(|place| {
        let mut file = archive.by_index(place).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        (file.name().unwrap().into_owned(), text)
    });
    (name, files.collect())
}

#[tokio::test]
async fn archives_hold_the_certificate_and_its_chain_each_in_a_file() {
    let bench = Bench::new().await;
    let id = bench.place(good_order()).await;
    let (_, all) = download(&bench, &format!("/certificate/download/order/{id}/format/pem_all")).await;
    let chain = blocks(&all);
    let certificate = id + 1_532_636;
    for (path, ending, count) in [
        (format!("/certificate/download/order/{id}"), "crt", 3),
        (format!("/certificate/download/order/{id}/format/default"), "crt", 3),
        (format!("/certificate/{certificate}/download/format/apache"), "crt", 2),
        (
            format!("/certificate/{certificate}/download/format/default_cer"),
            "cer",
            3,
        ),
        (
            format!("/certificate/{certificate}/download/format/default_pem"),
            "pem",
            3,
        ),
    ] {
        let (name, files) = archive(&bench, &path).await;
        assert_eq!(name, "attachment; filename=\"digipoort_voorbeeld_example.zip\"");
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        let expected =
            ["digipoort_voorbeeld_example", "DigiCertCA", "TrustedRoot"].map(|name| format!("{name}.{ending}"));
        assert_eq!(names, expected[..count], "{path}");
        let texts: Vec<String> = files.into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts, chain[..count], "{path}");
    }
}

#[tokio::test]
async fn single_files_are_called_by_their_name_and_format() {
    let bench = Bench::new().await;
    let id = bench.place(good_order()).await;
    for (format, ending) in [("cer", "cer"), ("crt", "crt"), ("p7b", "p7b"), ("pem_noroot", "pem")] {
        let path = format!("/certificate/download/order/{id}/format/{format}");
        let response = bench.send(Method::GET, &path, None).await;
        let expected = format!("attachment; filename=\"digipoort_voorbeeld_example.{ending}\"");
        assert_eq!(response.headers()["content-disposition"], expected.as_str());
        assert!(response.text().await.unwrap().starts_with("-----BEGIN "));
    }
}
