//! The files of a certificate, as they are offered.

use leptos::prelude::*;

use super::{Revocation, address};
use crate::digicert::FORMATS;
use crate::domain::certificate::{FileKind, file_name};
use crate::store::KeptCertificate;
use crate::web::ui::{ButtonKind, ButtonLink, Cell, Column, Details, RowHead, Table};
use crate::words::Words;

/// How addresses of DigiCert's own formats begin.
pub(super) const DIGICERT: &str = "digicert-";

/// The two files that most people need, as buttons; the first is what the section is for, unless it is of no use any more.
pub(super) fn main_files(words: Words, certificate: &KeptCertificate, revocation: Revocation) -> AnyView {
    let first = if revocation == Revocation::Yes {
        ButtonKind::Secondary
    } else {
        ButtonKind::Primary
    };
    let button = |kind: FileKind, look: ButtonKind| {
        let text = words.text(&format!("certificate-file-{}", kind.word()));
        let name = file_name(&certificate.chain.leaf, kind.ending());
        view! { <ButtonLink href=file_address(certificate, kind) kind=look download=name>{text}</ButtonLink> }
    };
    view! { {button(FileKind::Full, first)}{button(FileKind::Zip, ButtonKind::Secondary)} }.into_any()
}

/// Where a file is.
pub(super) fn file_address(certificate: &KeptCertificate, kind: FileKind) -> String {
    address(certificate, &format!("/{}", kind.word()))
}

/// All files, with what each is for.
pub(super) fn all_files(words: Words, certificate: &KeptCertificate) -> AnyView {
    let leaf = &certificate.chain.leaf;
    let (what, name) = (words.text("certificate-file-what"), words.text("certificate-file-name"));
    let rows = FileKind::ALL
        .map(|kind| {
            let key = format!("certificate-file-{}", kind.word());
            let (href, file) = (file_address(certificate, kind), file_name(leaf, kind.ending()));
            let (text, purpose) = (words.text(&key), words.text(&format!("{key}-text")));
            let link = view! { <a href=href download=file.clone()>{text}</a> };
            view! {
                <tr>
                    <RowHead>{link}</RowHead>
                    <Cell label=what.clone()>{purpose}</Cell>
                    <Cell label=name.clone()><code class="fingerprint">{file}</code></Cell>
                </tr>
            }
        })
        .into_iter()
        .collect_view();
    let columns = vec![
        Column::new(words.text("certificate-file")),
        Column::new(what.clone()),
        Column::new(name.clone()),
    ];
    view! {
        <Table caption=words.text("certificate-files") caption_hidden=true columns>{rows}</Table>
        {digicert_formats(words, certificate)}
    }
    .into_any()
}

/// DigiCert's own formats, which only DigiCert can give.
fn digicert_formats(words: Words, certificate: &KeptCertificate) -> AnyView {
    let items = FORMATS
        .map(|(format, _)| {
            let href = address(certificate, &format!("/{DIGICERT}{format}"));
            view! { <li><a href=href>{format}</a></li> }
        })
        .into_iter()
        .collect_view();
    view! {
        <Details summary=words.text("certificate-digicert-formats")>
            <p>{words.text("certificate-digicert-formats-text")}</p>
            <ul>{items}</ul>
        </Details>
    }
    .into_any()
}
