//! Certificates: downloads in each format, and chains (CertCentral: Download certificate).

use serde_json::json;

use super::{
    answer::{Answer, Refusal, made_up},
    door::Call,
    lifecycle, orders,
    pki::Authority,
    products::format_of_platform,
    shared::Shared,
    store::{Order, OrderStatus, Tables},
};

/// The content type of PEM texts.
const PEM: &str = "application/x-pem-file";
/// The content type of single certificates and PKCS #7.
const PKCS7: &str = "application/x-pkcs7-certificates";

/// Answers a call below `/certificate`.
pub(crate) fn answer(shared: &Shared, call: &Call, path: &[&str]) -> Result<Answer, Refusal> {
    match (call.incoming.method.as_str(), path) {
        ("GET", ["intermediates"]) => intermediates(&shared.authority),
        ("GET", ["download", "order", id, rest @ ..]) => as_asked(shared, call, Id::Order(id), rest),
        ("PUT", [id, "revoke"]) => {
            let order = Id::Certificate(id).find(&shared.world().tables)?.id;
            orders::revoke(shared, call, order)
        }
        ("GET", [id, "chain"]) => chain(shared, call, Id::Certificate(id)),
        ("GET", [id, "download", rest @ ..]) => as_asked(shared, call, Id::Certificate(id), rest),
        _ => Err(Refusal::NotFound("route")),
    }
}

/// A download in the format or for the platform that the rest of the path names, or else the query.
fn as_asked(shared: &Shared, call: &Call, id: Id<'_>, rest: &[&str]) -> Result<Answer, Refusal> {
    let query = &call.incoming.query;
    let found = issued(shared, call, id)?;
    let of_query = || query.get("formatType").or_else(|| query.get("format_type"));
    match rest {
        [] => download(&shared.authority, found, of_query().unwrap_or("default")),
        ["format", format] => download(&shared.authority, found, format),
        ["platform"] => platform(&shared.authority, found, None),
        ["platform", platform_id] => platform(&shared.authority, found, Some(platform_id)),
        _ => Err(Refusal::NotFound("route")),
    }
}

/// What a certificate is asked for by.
#[derive(Clone, Copy)]
enum Id<'a> {
    Order(&'a str),
    Certificate(&'a str),
}

impl Id<'_> {
    fn find(self, tables: &Tables) -> Result<&Order, Refusal> {
        let text = match self {
            Self::Order(text) => return tables.find_order(text).ok_or(Refusal::NotFound("order")),
            Self::Certificate(text) => text,
        };
        let by_certificate = text.parse().ok().and_then(|id: u64| tables.by_certificate.get(&id));
        let by_name = || tables.find_order(text).filter(|_| text.parse::<u64>().is_err());
        by_certificate
            .and_then(|id| tables.orders.get(id))
            .or_else(by_name)
            .ok_or(Refusal::NotFound("certificate"))
    }
}

/// The order with the bytes of its certificate, or a refusal while there are none.
///
/// Where a fault asks for it, the bytes are those of another certificate with another key.
fn issued(shared: &Shared, call: &Call, id: Id<'_>) -> Result<(Order, String), Refusal> {
    let mut world = shared.world();
    let found = id.find(&world.tables)?;
    let is_there = matches!(
        found.status,
        OrderStatus::Issued | OrderStatus::Expired | OrderStatus::Revoked
    );
    let id = found.id;
    let not_ready = || Refusal::NotReady(made_up("not_issued", "The certificate is not issued."));
    if !is_there {
        return Err(not_ready());
    }
    let order = lifecycle::with_certificate(&mut world, &shared.authority, id)?;
    let pem = order
        .issued
        .as_ref()
        .and_then(|issued| issued.pem.clone())
        .ok_or_else(not_ready)?;
    if call.incoming.swaps_certificate {
        let wrong = lifecycle::wrong_certificate(&mut world, &shared.authority, &order)?;
        return Ok((order, wrong));
    }
    Ok((order, pem))
}

fn download(authority: &Authority, (order, leaf): (Order, String), format: &str) -> Result<Answer, Refusal> {
    let (intermediate, root) = (authority.intermediate_pem()?, authority.root_pem()?);
    let (content_type, text, ending) = match format {
        "pem_all" => (PEM, leaf + &intermediate + &root, "pem"),
        "pem_noroot" => (PEM, leaf + &intermediate, "pem"),
        "pem_nointermediate" | "pem" => (PEM, leaf, "pem"),
        "crt" | "cer" => (PKCS7, leaf, "crt"),
        "p7b" => (PKCS7, authority.pkcs7(&leaf)?, "p7b"),
        "default" | "apache" | "default_cer" | "default_pem" => {
            let message = "The sandbox does not imitate archives yet: ask for pem_all.";
            return Err(Refusal::NotAcceptable(made_up("archive_not_imitated", message)));
        }
        _ => {
            let message = "The format is not one of those a certificate can be downloaded in.";
            return Err(Refusal::NotAcceptable(made_up("unknown_format", message)));
        }
    };
    let name = format!("{}.{ending}", order.certificate.common_name.replace('.', "_"));
    Ok(Answer::Document(content_type, text, Some(name)))
}

/// A download in the format of a platform; without one, of the platform the order named.
fn platform(authority: &Authority, found: (Order, String), platform_id: Option<&str>) -> Result<Answer, Refusal> {
    let platform = match platform_id {
        Some(text) => text.parse().map_err(|_| Refusal::NotFound("platform"))?,
        None => found.0.certificate.server_platform,
    };
    download(
        authority,
        found,
        format_of_platform(platform).ok_or(Refusal::NotFound("platform"))?,
    )
}

/// The chain; the certificate itself stands among the intermediates, as clients report.
fn chain(shared: &Shared, call: &Call, id: Id<'_>) -> Result<Answer, Refusal> {
    let (order, leaf) = issued(shared, call, id)?;
    let links = json!([
        { "subject_common_name": order.certificate.common_name, "pem": leaf },
        { "subject_common_name": Authority::intermediate_name(), "pem": shared.authority.intermediate_pem()? },
        { "subject_common_name": Authority::root_name(), "pem": shared.authority.root_pem()? },
    ]);
    Ok(Answer::ok(json!({ "intermediates": links })))
}

fn intermediates(authority: &Authority) -> Result<Answer, Refusal> {
    let issuer = json!({ "subject_common_name": Authority::intermediate_name(), "pem": authority.intermediate_pem()? });
    Ok(Answer::ok(json!({ "intermediates": [issuer] })))
}
