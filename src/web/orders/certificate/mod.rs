//! The certificate of an order: a section on the order's page, a page of its own, its files, and what is held.

mod decoded;
mod earlier;
pub mod fetch;
pub mod files;
mod found;
pub mod held;
mod offered;
pub mod page;
mod section;

pub use files::file;
pub(super) use found::sentence;
pub use held::{HeldPage, evidence};
pub use page::CertificatePage;
pub(super) use section::section;

use crate::domain::ids::{CertificateId, OrderId};
use crate::domain::order::{Order, RemoteStatus};
use crate::store::KeptCertificate;
use crate::web::failure::Failure;
use crate::web::state::AppState;

/// The name under which an address says which certificate of the order is meant; without it, the one it has now.
const WHICH: &str = "certificate";

/// The certificate that is meant, and the order's others.
struct Chosen {
    certificate: KeptCertificate,
    others: Vec<KeptCertificate>,
}

/// The certificate of an order that an address names, or the one it has now.
///
/// # Errors
/// There is no such certificate, or the store failed.
async fn chosen(state: &AppState, order: OrderId, which: Option<&str>) -> Result<Chosen, Failure> {
    let mut others = state.orders().certificates(order).await?;
    let position = match which {
        None => others
            .iter()
            .position(|it| it.is_current)
            .or_else(|| (!others.is_empty()).then_some(0)),
        Some(which) => {
            let id: CertificateId = which.parse().map_err(|_| Failure::NotFound)?;
            others.iter().position(|it| it.id == id)
        }
    };
    let position = position.ok_or(Failure::NotFound)?;
    let certificate = others.remove(position);
    Ok(Chosen { certificate, others })
}

/// The address of a page or file about a certificate.
fn address(certificate: &KeptCertificate, rest: &str) -> String {
    let start = format!("/orders/{}/certificate{rest}", certificate.order);
    if certificate.is_current {
        start
    } else {
        format!("{start}?{WHICH}={}", certificate.id)
    }
}

/// Whether a certificate is revoked, as far as the status of its order tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Revocation {
    No,
    Yes,
    /// The order is revoked, and this is an earlier certificate of it: DigiCert may have revoked the present one alone.
    Unknown,
}

impl Revocation {
    fn of(order: &Order, certificate: &KeptCertificate) -> Self {
        let status = order.remote.as_ref().and_then(|remote| remote.status.as_ref());
        match (status, certificate.is_current) {
            (Some(RemoteStatus::Revoked), true) => Self::Yes,
            (Some(RemoteStatus::Revoked), false) => Self::Unknown,
            _ => Self::No,
        }
    }
}
