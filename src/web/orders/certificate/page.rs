//! The page of a certificate: everything it says, whether it is what was ordered, its chain and its files.

use leptos::prelude::*;

use super::offered::all_files;
use super::{Chosen, Revocation, WHICH, address, chosen, decoded, earlier, fetch, found, section};
use crate::domain::ids::OrderId;
use crate::domain::operator::{Act, Operator};
use crate::domain::order::Order;
use crate::store::KeptCertificate;
use crate::web::context;
use crate::web::failure::Failure;
use crate::web::page::{PageTitle, loaded};
use crate::web::ui::{ButtonKind, ButtonLink, Link, PageHeader, Section, SectionLayout};
use crate::words::Words;

/// One certificate of an order.
#[component]
pub fn CertificatePage() -> impl IntoView {
    let id = context::parameter::<OrderId>("id");
    let which = context::query(WHICH);
    loaded(async move {
        let (words, operator, state) = (context::words(), context::operator()?, context::state());
        let order = state.orders().find(id?).await?.ok_or(Failure::NotFound)?;
        let Chosen { certificate, others } = chosen(&state, order.id, which.as_deref()).await?;
        let number = order.id.to_string();
        let title = words.with("certificate-title", [("number", number.as_str().into())]);
        let back = words.with("order-title", [("number", number.as_str().into())]);
        let leaf = &certificate.chain.leaf;
        let fetched = words.with(
            "certificate-fetched-at",
            [("when", words.moment(certificate.fetched_at).into())],
        );
        let again = certificate.is_current.then(|| {
            let key = if certificate.verdict.is_held() {
                "certificate-fetch-again"
            } else {
                "certificate-read-again"
            };
            fetch::button(words, order.id, key, ButtonKind::Secondary)
        });
        let subtitle = leaf.subject.short();
        let revocation = Revocation::of(&order, &certificate);
        let until = section::until(words, &certificate, revocation, state.clock().now());
        let everything = decoded::everything(words, leaf);
        let chain = decoded::chain(words, &certificate.chain);
        Ok(view! {
            <PageTitle text=title.clone()/>
            <PageHeader heading=title subtitle=subtitle back=Link::new(format!("/orders/{number}"), back)
                status=found::badge(words, &certificate.verdict, revocation) actions=again.into_any()/>
            {found::notices(words, &certificate, revocation)}
            {files(words, &operator, &certificate)}
            <Section id="s-decoded" heading=words.text("certificate-decoded") intro=fetched>
                <p>{until}</p>
                {everything}
            </Section>
            <Section id="s-chain" heading=words.text("certificate-chain") intro=words.text("certificate-chain-intro")>
                {chain}
            </Section>
            {others_of(words, &order, &others)}
        }
        .into_any())
    })
}

/// The files, or where those who decide about a held certificate find it.
fn files(words: Words, operator: &Operator, certificate: &KeptCertificate) -> AnyView {
    let heading = words.text("certificate-files");
    if !certificate.verdict.is_held() {
        let files = all_files(words, certificate);
        return view! { <Section id="s-files" heading layout=SectionLayout::Stacked>{files}</Section> }.into_any();
    }
    let link = operator.may(Act::Approve).then(|| {
        view! { <p><ButtonLink href=address(certificate, "/held")>{words.text("certificate-to-held")}</ButtonLink></p> }
    });
    view! {
        <Section id="s-files" heading>
            <p>{words.text("certificate-no-files")}</p>
            {link}
        </Section>
    }
    .into_any()
}

fn others_of(words: Words, order: &Order, others: &[KeptCertificate]) -> Option<AnyView> {
    if others.is_empty() {
        return None;
    }
    let (heading, intro) = (
        words.text("certificate-earlier"),
        words.text("certificate-earlier-intro"),
    );
    let table = earlier::table(words, order, others);
    let view = view! {
        <Section id="s-earlier" heading intro layout=SectionLayout::Stacked>{table}</Section>
    };
    Some(view.into_any())
}
