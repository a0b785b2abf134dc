//! The keys that the pages of certificates put together.

use crate::domain::certificate::{Aspect, FileKind};

/// What does not fit, and the files.
pub(super) fn keys() -> Vec<String> {
    let aspects = Aspect::ALL.iter().chain([&Aspect::Unknown]);
    let aspects = aspects.map(|it| format!("certificate-mismatch-{}", it.word()));
    let files = FileKind::ALL.iter();
    let files = files.flat_map(|it| ["", "-text"].map(|end| format!("certificate-file-{}{end}", it.word())));
    let revoked = ["certificate-revoked-text", "certificate-perhaps-revoked-text"];
    aspects.chain(files).chain(revoked.map(str::to_owned)).collect()
}
