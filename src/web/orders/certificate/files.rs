//! The files of a certificate: made by the desk of what it keeps, or fetched in DigiCert's own formats at that moment.

use axum::extract::{Path, Query, Request, State as Shared};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::offered::DIGICERT;
use super::{Chosen, address, chosen};
use crate::causes::causes;
use crate::digicert::FORMATS;
use crate::domain::certificate::{FileKind, file_name};
use crate::domain::ids::OrderId;
use crate::orders::{archive, pkcs7};
use crate::store::KeptCertificate;
use crate::web::failure::Failure;
use crate::web::session::Notice;
use crate::web::state::AppState;
use crate::web::visit::Visit;
use crate::web::{posted, render};
use crate::words::Words;

/// Which certificate of the order is meant.
#[derive(Debug, Deserialize)]
pub struct Which {
    pub(super) certificate: Option<String>,
}

/// `GET /orders/{id}/certificate/{file}`: a file of a certificate that is what was ordered. One that is held is not given:
/// the page that says why comes instead.
///
/// # Errors
/// There is no such order, certificate or file, or the store failed.
pub async fn file(
    Shared(state): Shared<AppState>,
    Path((id, file)): Path<(String, String)>,
    Query(which): Query<Which>,
    visit: Visit,
    request: Request,
) -> Result<Response, Failure> {
    let id: OrderId = id.parse().map_err(|_| Failure::NotFound)?;
    let Chosen { certificate, .. } = chosen(&state, id, which.certificate.as_deref()).await?;
    let asked = Asked {
        state: &state,
        certificate: &certificate,
        parts: request.into_parts().0,
    };
    if certificate.verdict.is_held() {
        return asked.page(Notice::CertificateNotGiven, StatusCode::CONFLICT).await;
    }
    if let Some(format) = file.strip_prefix(DIGICERT) {
        return asked.digicerts_own(format).await;
    }
    let kind = FileKind::of_word(&file).ok_or(Failure::NotFound)?;
    let chain = &certificate.chain;
    let bytes = match kind {
        FileKind::Leaf => chain.leaf_pem().into_bytes(),
        FileKind::Chain => chain.issuers_pem().into_bytes(),
        FileKind::Full => chain.full_pem().into_bytes(),
        FileKind::Der => chain.leaf.der().to_vec(),
        FileKind::Pkcs7 => pkcs7(chain).map(String::into_bytes).map_err(|error| failed(&error))?,
        FileKind::Zip => archive(chain, &readme(visit.words, &certificate)).map_err(|error| failed(&error))?,
    };
    answer(kind.content_type(), &file_name(&chain.leaf, kind.ending()), bytes)
}

/// A file that was asked for.
struct Asked<'a> {
    state: &'a AppState,
    certificate: &'a KeptCertificate,
    parts: Parts,
}

impl Asked<'_> {
    /// In a format of DigiCert's, as it comes, where it holds this certificate: DigiCert was seen to hand out another one.
    async fn digicerts_own(self, format: &str) -> Result<Response, Failure> {
        let known = FORMATS.iter().find(|(known, _)| *known == format);
        let (format, ending) = known.ok_or(Failure::NotFound)?;
        let orders = self.state.orders();
        match orders.certificate_from_digicert(self.certificate, format).await {
            Ok(Some(file)) => {
                let name = file_name(&self.certificate.chain.leaf, &format!("-digicert-{format}{ending}"));
                let kind = file.content_type.as_deref().unwrap_or("application/octet-stream");
                answer(kind, &name, file.bytes)
            }
            Ok(None) => self.page(Notice::CertificateFileOther, StatusCode::CONFLICT).await,
            Err(error) => {
                tracing::warn!(
                    error = causes(&error),
                    "DigiCert did not give a certificate in its own format"
                );
                self.page(Notice::CertificateFileUnread, StatusCode::FAILED_DEPENDENCY)
                    .await
            }
        }
    }

    /// The certificate's page in place of the file, with what is to be said about it.
    async fn page(self, notice: Notice, status: StatusCode) -> Result<Response, Failure> {
        let mut parts = posted::at(self.parts, &address(self.certificate, ""))?;
        if let Some(visit) = parts.extensions.get_mut::<Visit>() {
            visit.notice = Some(notice);
        }
        let mut response = render::page_with(self.state, parts, || {}).await;
        if response.status() == StatusCode::OK {
            *response.status_mut() = status;
        }
        Ok(response)
    }
}

fn failed(error: &(impl std::error::Error + 'static)) -> Failure {
    tracing::error!(error = causes(error), "a file of a certificate could not be made");
    Failure::Unforeseen
}

/// The answer that downloads a file, and is kept nowhere.
pub(super) fn answer(content_type: &str, name: &str, bytes: Vec<u8>) -> Result<Response, Failure> {
    let disposition = format!("attachment; filename=\"{name}\"");
    let value = |text: &str| HeaderValue::from_str(text).map_err(|_| Failure::Unforeseen);
    // What DigiCert calls a page is none here: nothing of it may run in a browser.
    let content_type = if content_type.contains("html") || content_type.contains("xml") {
        "application/octet-stream"
    } else {
        content_type
    };
    let headers = [
        (CONTENT_TYPE, value(content_type)?),
        (CONTENT_DISPOSITION, value(&disposition)?),
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, bytes).into_response())
}

/// The text in the archive that says which file is which.
fn readme(words: Words, certificate: &KeptCertificate) -> String {
    let leaf = &certificate.chain.leaf;
    let facts = [
        ("certificate-names", leaf.names().join(", ")),
        ("certificate-subject", leaf.subject.to_string()),
        ("certificate-issuer", leaf.issuer.to_string()),
        ("certificate-from", words.moment(leaf.not_before)),
        ("certificate-until", words.moment(leaf.not_after)),
        ("certificate-serial", leaf.serial_number.clone()),
        ("certificate-sha256", leaf.sha256()),
    ];
    let title = words.with("certificate-readme-title", [("name", leaf.subject.short().into())]);
    let mut lines = vec![title, String::new()];
    lines.extend(facts.map(|(key, value)| format!("{}: {value}", words.text(key))));
    lines.push(String::new());
    for kind in FileKind::ALL.into_iter().filter(|kind| *kind != FileKind::Zip) {
        let text = words.text(&format!("certificate-file-{}-text", kind.word()));
        lines.push(format!("{}\r\n    {text}", file_name(leaf, kind.ending())));
    }
    lines.push(String::new());
    lines.push(words.text("certificate-readme-key"));
    lines.iter().map(|line| format!("{line}\r\n")).collect()
}
