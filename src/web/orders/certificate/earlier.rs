//! The other certificates of an order: those before a reissue.

use leptos::prelude::*;

use super::offered::file_address;
use super::{Revocation, address, found};
use crate::domain::certificate::{FileKind, file_name};
use crate::domain::order::Order;
use crate::store::KeptCertificate;
use crate::web::ui::{Cell, Column, RowHead, Table};
use crate::words::Words;

/// A table of them, each with its most used files.
pub(super) fn table(words: Words, order: &Order, others: &[KeptCertificate]) -> AnyView {
    let labels = [
        "certificate-from",
        "certificate-until",
        "certificate-verdict",
        "certificate-files",
    ];
    let [from, until, verdict, files] = labels.map(|key| words.text(key));
    let rows = others
        .iter()
        .map(|certificate| {
            let leaf = &certificate.chain.leaf;
            let links = (!certificate.verdict.is_held()).then(|| {
                [FileKind::Full, FileKind::Zip]
                    .map(|kind| {
                        let text = words.text(&format!("certificate-file-{}", kind.word()));
                        let name = file_name(leaf, kind.ending());
                        let href = file_address(certificate, kind);
                        view! { <li><a href=href download=name>{text}" "<span class="visually-hidden">{leaf.serial_number.clone()}</span></a></li> }
                    })
                    .into_iter()
                    .collect_view()
            });
            let serial = view! { <a class="fingerprint" href=address(certificate, "")>{leaf.serial_number.clone()}</a> };
            let badge = found::badge(words, &certificate.verdict, Revocation::of(order, certificate));
            let (first, last) = (words.day(leaf.not_before), words.day(leaf.not_after));
            view! {
                <tr>
                    <RowHead>{serial}</RowHead>
                    <Cell label=from.clone()>{first}</Cell>
                    <Cell label=until.clone()>{last}</Cell>
                    <Cell label=verdict.clone()>{badge}</Cell>
                    <Cell label=files.clone()><ul class="plain-list">{links}</ul></Cell>
                </tr>
            }
        })
        .collect_view();
    let columns = vec![
        Column::new(words.text("certificate-serial")),
        Column::new(from.clone()),
        Column::new(until.clone()),
        Column::new(verdict.clone()),
        Column::new(files.clone()),
    ];
    view! { <Table caption=words.text("certificate-earlier") caption_hidden=true columns>{rows}</Table> }.into_any()
}
