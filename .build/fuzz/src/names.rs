//! Any text as names: tidied, converted, judged, and put into commands.
#![no_main]

use libfuzzer_sys::fuzz_target;
use pkio_desk::domain::csr::Commands;
use pkio_desk::domain::names::{as_used, fault, tidy, tidy_list, to_ascii};

fuzz_target!(|text: &str| {
    let first = to_ascii(&tidy(text));
    let names: Vec<_> = tidy_list(text).iter().map(|name| to_ascii(name)).collect();
    for name in as_used(Some(&first), &names) {
        if fault(name).is_none() {
            // A name without a fault is plain: it can stand anywhere without quotes.
            assert!(
                name.bytes()
                    .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.'))
            );
            assert_eq!(tidy(name), name);
        }
    }
    let commands = Commands::new(text, text, text);
    for command in [&commands.openssl, &commands.keytool] {
        // The text cannot leave its quotes: without what is quoted, only the command's own words are left.
        let plain = command.replace("'\\''", "");
        assert_eq!(plain.matches('\'').count() % 2, 0);
        let outside = plain.split('\'').step_by(2);
        assert!(
            outside
                .into_iter()
                .all(|part| !part.contains(['$', '`', ';', '&', '|', '<', '>', '(', '"']))
        );
    }
});
