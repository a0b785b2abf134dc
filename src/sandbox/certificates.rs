//! Certificates: downloads in each format, and chains (CertCentral: Download certificate).

use serde_json::json;

use super::{
    answer::{Answer, Refusal, made_up},
    door::Call,
    lifecycle, orders,
    pki::Authority,
    products::format_of_platform,
    shared::Shared,
    store::{CertificatePlan, Tables},
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
        ("PUT", [id, "revoke"]) => orders::revoke_certificate(shared, call, id),
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
        [] => download(&shared.authority, &found, of_query().unwrap_or("default")),
        ["format", format] => download(&shared.authority, &found, format),
        ["platform"] => platform(&shared.authority, &found, None),
        ["platform", platform_id] => platform(&shared.authority, &found, Some(platform_id)),
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
    /// The ids of the order and of the certificate; an order stands for its present certificate.
    fn find(self, tables: &Tables) -> Result<(u64, u64), Refusal> {
        match self {
            Self::Order(text) => {
                let order = tables.find_order(text).ok_or(Refusal::NotFound("order"))?;
                Ok((order.id, order.certificate.id))
            }
            Self::Certificate(text) => {
                let found = tables.find_certificate(text);
                let (order, certificate) = found.ok_or(Refusal::NotFound("certificate"))?;
                Ok((order.id, certificate))
            }
        }
    }
}

/// A certificate with what it was to contain.
struct Found {
    plan: CertificatePlan,
    pem: String,
}

/// The bytes of a certificate, or a refusal while there are none.
///
/// Where a fault asks for it, the bytes are those of another certificate with another key.
fn issued(shared: &Shared, call: &Call, id: Id<'_>) -> Result<Found, Refusal> {
    let mut world = shared.world();
    let (id, certificate) = id.find(&world.tables)?;
    let not_ready = || Refusal::NotReady(made_up("not_issued", "The certificate is not issued."));
    let order = world.tables.orders.get(&id);
    let is_there = order.is_some_and(|order| order.status.has_certificate() && order.issued_as(certificate).is_some());
    if !is_there {
        return Err(not_ready());
    }
    let order = lifecycle::with_bytes(&mut world, &shared.authority, id, certificate)?;
    let (plan, _) = order.issued_as(certificate).ok_or_else(not_ready)?;
    let pem = if call.incoming.swaps_certificate {
        lifecycle::wrong_certificate(&mut world, &shared.authority, &order, certificate)?
    } else {
        lifecycle::bytes(&order, certificate)?
    };
    Ok(Found {
        plan: plan.clone(),
        pem,
    })
}

fn download(authority: &Authority, found: &Found, format: &str) -> Result<Answer, Refusal> {
    let name = found.plan.common_name.replace('.', "_");
    let leaf = found.pem.clone();
    let (intermediate, root) = (authority.intermediate_pem()?, authority.root_pem()?);
    let archive = |ending: &str, with_root: bool| {
        let root = with_root.then(|| (format!("TrustedRoot.{ending}"), root.as_str()));
        let files = [
            (format!("{name}.{ending}"), leaf.as_str()),
            (format!("DigiCertCA.{ending}"), intermediate.as_str()),
        ];
        let bytes = super::pki::archive(files.into_iter().chain(root)).map_err(|_| Refusal::BrokenOff)?;
        Ok(Answer::Archive(bytes, format!("{name}.zip")))
    };
    let (content_type, text, ending) = match format {
        "default" => return archive("crt", true),
        "apache" => return archive("crt", false),
        "default_cer" => return archive("cer", true),
        "default_pem" => return archive("pem", true),
        "pem_all" => (PEM, leaf + &intermediate + &root, "pem"),
        "pem_noroot" => (PEM, leaf + &intermediate, "pem"),
        "pem_nointermediate" | "pem" => (PEM, leaf, "pem"),
        "crt" | "cer" => (PKCS7, leaf, format),
        "p7b" => (PKCS7, authority.pkcs7(&leaf)?, "p7b"),
        _ => {
            let message = "The format is not one of those a certificate can be downloaded in.";
            return Err(Refusal::NotAcceptable(made_up("unknown_format", message)));
        }
    };
    Ok(Answer::Document(content_type, text, Some(format!("{name}.{ending}"))))
}

/// A download in the format of a platform; without one, of the platform the order named.
fn platform(authority: &Authority, found: &Found, platform_id: Option<&str>) -> Result<Answer, Refusal> {
    let platform = match platform_id {
        Some(text) => text.parse().map_err(|_| Refusal::NotFound("platform"))?,
        None => found.plan.server_platform,
    };
    let format = format_of_platform(platform).ok_or(Refusal::NotFound("platform"))?;
    download(authority, found, format)
}

/// The chain; the certificate itself stands among the intermediates, as clients report.
fn chain(shared: &Shared, call: &Call, id: Id<'_>) -> Result<Answer, Refusal> {
    let found = issued(shared, call, id)?;
    let links = json!([
        { "subject_common_name": found.plan.common_name, "pem": found.pem },
        { "subject_common_name": Authority::intermediate_name(), "pem": shared.authority.intermediate_pem()? },
        { "subject_common_name": Authority::root_name(), "pem": shared.authority.root_pem()? },
    ]);
    Ok(Answer::ok(json!({ "intermediates": links })))
}

fn intermediates(authority: &Authority) -> Result<Answer, Refusal> {
    let issuer = json!({ "subject_common_name": Authority::intermediate_name(), "pem": authority.intermediate_pem()? });
    Ok(Answer::ok(json!({ "intermediates": [issuer] })))
}
