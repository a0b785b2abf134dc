//! Looking for a certificate in a file as DigiCert hands it out, an archive too.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::domain::certificate::{Certificate, holds};

/// How an archive begins: the first local header.
const ARCHIVE: &[u8] = b"PK\x03\x04";

/// The most files of an archive that are looked at: DigiCert's have two or three.
const MOST_FILES: usize = 20;

/// So many bytes are unpacked at most of each.
const MOST_BYTES: u64 = 256 * 1024;

/// Whether that very certificate is in the file, or in a file of the archive.
pub(super) fn has_in_it(file: &[u8], certificate: &Certificate) -> bool {
    if !file.starts_with(ARCHIVE) {
        return holds(file, certificate);
    }
    let Ok(mut archive) = ZipArchive::new(Cursor::new(file)) else {
        return false;
    };
    (0..archive.len().min(MOST_FILES)).any(|position| {
        let Ok(entry) = archive.by_index(position) else {
            return false;
        };
        let mut bytes = Vec::new();
        let is_read = entry.take(MOST_BYTES).read_to_end(&mut bytes).is_ok();
        is_read && holds(&bytes, certificate)
    })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a failed assumption should fail the test")]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;
    use crate::domain::certificate::{Chain, read_bundle};
    use crate::orders::{archive, pkcs7};

    const LEAF: &str = include_str!("../../domain/testdata/certificates/leaf.pem");
    const ABOVE: &str = include_str!("../../domain/testdata/certificates/intermediate.pem");
    const OTHER: &str = include_str!("../../domain/testdata/certificates/elliptic.pem");

    fn chain(leaf: &str) -> Chain {
        Chain::of(read_bundle(&[leaf, ABOVE].concat()).unwrap(), None).unwrap()
    }

    fn zipped(files: &[&[u8]]) -> Vec<u8> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        for (number, bytes) in files.iter().enumerate() {
            let name = number.to_string();
            archive.start_file(name, SimpleFileOptions::default()).unwrap();
            archive.write_all(bytes).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    #[test]
    fn the_certificate_is_found_however_it_is_wrapped() {
        let chain = chain(LEAF);
        let (leaf, other) = (&chain.leaf, self::chain(OTHER));
        let padded = [&[b'\n'; 300_000][..], LEAF.as_bytes()].concat();
        let many = [OTHER.as_bytes(); 20];
        let beyond = [&many[..], &[LEAF.as_bytes()]].concat();
        let whole = zipped(&[ABOVE.as_bytes(), LEAF.as_bytes()]);
        for (name, file, expected) in [
            ("PKCS #7", pkcs7(&chain).unwrap().into_bytes(), true),
            ("archive", archive(&chain, "").unwrap(), true),
            ("PEM in an archive", whole.clone(), true),
            ("DER in an archive", zipped(&[leaf.der()]), true),
            ("another in PKCS #7", pkcs7(&other).unwrap().into_bytes(), false),
            ("another in an archive", archive(&other, "").unwrap(), false),
            ("those above it", zipped(&[ABOVE.as_bytes()]), false),
            ("nothing", zipped(&[]), false),
            ("beyond what is unpacked", zipped(&[&padded]), false),
            ("beyond the files looked at", zipped(&beyond), false),
            ("cut off", whole.split_at(whole.len() / 2).0.to_vec(), false),
            ("no archive", b"PK\x03\x04 or so".to_vec(), false),
        ] {
            assert_eq!(has_in_it(&file, leaf), expected, "{name}");
        }
    }
}
