//! Any bytes as a file of certificates: read or refused, put in order, and held against an order that wants nothing.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pkio_desk::domain::certificate::{Certificate, Chain, Expected, file_name, holds, read_bundle, read_file};

fuzz_target!(|bytes: &[u8]| {
    let Ok(found) = read_file(bytes) else {
        return;
    };
    for certificate in &found {
        // What was read reads as the same again, from DER and from PEM.
        assert_eq!(Certificate::from_der(certificate.der()).as_ref(), Ok(certificate));
        assert_eq!(
            read_bundle(&certificate.pem()).ok().as_deref(),
            Some(std::slice::from_ref(certificate))
        );
        // And it is found where it came from.
        assert!(holds(bytes, certificate));
        let name = file_name(certificate, ".pem");
        assert!(
            name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b)),
            "{name}"
        );
    }
    let number = found.len();
    let chain = Chain::of(found, None);
    if let Some(chain) = chain {
        assert!(chain.issuers.len() + chain.strangers.len() < number);
        let _ = Expected::default().check(&chain);
    }
});
