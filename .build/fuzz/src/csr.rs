//! Any bytes as a file with a CSR, and as text in its field.
#![no_main]

use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use pkio_desk::domain::csr::{from_file, holds_private_key, read};
use pkio_desk::domain::order::check::Circumstances;
use pkio_desk::domain::order::form::NamesOffer;
use pkio_desk::domain::order::{OrderForm, Switches};
use pkio_desk::domain::product::PRIVATE_SERVICES_SERVER;

fuzz_target!(|bytes: &[u8]| {
    let circumstances = Circumstances {
        profile: &PRIVATE_SERVICES_SERVER,
        today: date(2026, 11, 22),
        switches: Switches::default(),
        is_service_user: false,
        multi_year_plans: None,
        key_used_by: None,
    };
    let from_file = from_file(bytes);
    if let Ok(text) = &from_file {
        assert!(!holds_private_key(text), "a private key was handed on");
    }
    for text in [
        from_file.unwrap_or_default(),
        String::from_utf8_lossy(bytes).into_owned(),
    ] {
        let form = OrderForm::from_fields([("csr", text.as_str()), ("common_name", "dienst.voorbeeld.nl")]);
        let checked = form.check(&circumstances);
        let Ok(csr) = read(&text) else {
            // What cannot be read is never without a finding.
            assert!(checked.findings.of("csr").next().is_some());
            continue;
        };
        // What is sent reads as the same again.
        let again = read(&csr.one_line_pem());
        assert_eq!(again.as_ref(), Ok(&csr));
        let _ = NamesOffer::of(&csr, "", "");
    }
});
