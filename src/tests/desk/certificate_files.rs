//! The files of a certificate: each is what its name says, by the word of OpenSSL.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use pkio_desk::domain::ids::OrderId;
use pkio_desk::domain::operator::Role;
use zip::ZipArchive;

use super::harness::Desk;
use crate::sandbox::bench::openssl;

/// Writes a file of the test and gives its path.
fn write(folder: &Path, name: &str, bytes: &[u8]) -> String {
    let path = folder.join(name);
    std::fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

/// Everybody who reads may download; every file is what its name says.
pub(super) async fn downloads(desk: &Desk, id: OrderId) {
    let vera = desk.person(Role::Viewer).await;
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let root = write(folder, "root.pem", desk.control_text("/root.pem").await.as_bytes());
    let day = desk.orders.certificates(id).await.unwrap()[0]
        .chain
        .leaf
        .not_after
        .to_string();
    let name = format!("domain.example.com-{}", &day[..10]);
    let mut paths = Vec::new();
    for (word, ending) in [
        ("certificate", ".pem"),
        ("chain", "-chain.pem"),
        ("fullchain", "-fullchain.pem"),
        ("der", ".der"),
        ("p7b", ".p7b"),
        ("zip", ".zip"),
        ("digicert-pem_all", "-digicert-pem_all.pem"),
        ("digicert-p7b", "-digicert-p7b.p7b"),
        ("digicert-default", "-digicert-default.zip"),
    ] {
        let file = vera.page(&format!("/orders/{id}/certificate/{word}")).await;
        let expected = format!("attachment; filename=\"{name}{ending}\"");
        assert_eq!(file.header("content-disposition"), expected);
        assert_eq!(file.header("cache-control"), "no-store", "{word}");
        assert_eq!(file.header("x-content-type-options"), "nosniff", "{word}");
        paths.push(write(folder, &format!("{word}{ending}"), &file.bytes));
    }
    let [leaf, chain, full, der, p7b, archive, theirs, _, their_archive] = paths.try_into().unwrap();
    for file in [&leaf, &full, &theirs] {
        let verdict = openssl(&["verify", "-x509_strict", "-CAfile", &root, "-untrusted", &chain, file]);
        assert!(verdict.ends_with(": OK\n"), "{verdict}");
    }
    let subject = |file: &str, form: &str| openssl(&["x509", "-noout", "-subject", "-inform", form, "-in", file]);
    assert_eq!(subject(&der, "DER"), subject(&leaf, "PEM"));
    assert_eq!(subject(&full, "PEM"), subject(&leaf, "PEM"));
    let in_p7b = openssl(&["pkcs7", "-print_certs", "-noout", "-in", &p7b]);
    assert_eq!(in_p7b.matches("subject=").count(), 3, "{in_p7b}");
    assert!(in_p7b.contains("domain.example.com"), "{in_p7b}");
    holds_all(
        &archive,
        &name,
        &[
            (".pem", &leaf),
            ("-chain.pem", &chain),
            ("-fullchain.pem", &full),
            (".der", &der),
        ],
    );
    let theirs = ZipArchive::new(File::open(their_archive).unwrap()).unwrap();
    assert!(theirs.len() >= 2, "{}", theirs.len());
    for path in ["digicert-exe", "exe", "pem_all"] {
        assert_eq!(
            vera.get(&format!("/orders/{id}/certificate/{path}")).await.status,
            404,
            "{path}"
        );
    }
    assert_eq!(vera.get(&format!("/orders/{id}/certificate/held")).await.status, 403);
}

/// The archive holds those files, byte for byte, and says which is which.
fn holds_all(archive: &str, name: &str, files: &[(&str, &String)]) {
    let mut archive = ZipArchive::new(File::open(archive).unwrap()).unwrap();
    for (ending, path) in files {
        let mut bytes = Vec::new();
        let mut entry = archive.by_name(&format!("{name}{ending}")).unwrap();
        entry.read_to_end(&mut bytes).unwrap();
        assert_eq!(bytes, std::fs::read(path).unwrap(), "{ending}");
    }
    let mut readme = String::new();
    let mut entry = archive.by_name("README.txt").unwrap();
    entry.read_to_string(&mut readme).unwrap();
    drop(entry);
    for words in [
        "Certificate of domain.example.com\r\n",
        "Serial number: ",
        "-fullchain.pem\r\n",
        "private key",
    ] {
        assert!(readme.contains(words), "{words}: {readme}");
    }
    assert_eq!(archive.len(), 6);
}
