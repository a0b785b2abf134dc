//! The certificate of an order: fetched once it is there, held against what was ordered, and kept.
//!
//! What is kept is never fetched again, but where a person asks for it or another answer may come: DigiCert was seen to
//! hand out the wrong one of several certificates.

mod background;
mod pack;
mod unpack;

use jiff::{SignedDuration, Timestamp};

use super::Orders;
use super::details::NotRead;
use crate::causes::causes;
use crate::digicert::{DigiCert, Download, ReadError};
use crate::domain::certificate::{Aspect, Chain, Expected, Later, read_file};
use crate::domain::ids::{CertificateId, OrderId};
use crate::domain::operator::{Actor, Operator};
use crate::domain::order::{Order, OrderRecord, RemoteOrder, RemoteStatus};
use crate::store::{KeptCertificate, NewCertificate, StoreError};

pub use background::CertificateWalk;
pub use pack::{PackError, archive, pkcs7};

/// The format that holds everything (CertCentral: Glossary, certificate formats).
const EVERYTHING: &str = "pem_all";

/// Where DigiCert handed out another certificate, it is asked again after so much time.
const AGAIN: SignedDuration = SignedDuration::from_hours(1);

/// What became of fetching a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertificateFetch {
    /// It is here, and is what was ordered.
    Kept,
    /// It is here and is held back: its page says why.
    Held,
    /// There is none at DigiCert yet.
    NotIssued,
    /// DigiCert did not answer, or its answer holds no certificate.
    Unanswered,
    /// DigiCert has no such order, so far as the desk knows.
    NotPlaced,
    /// There is no such order.
    Missing,
}

impl Orders {
    /// Fetches the certificate of an order, holds it against what was ordered, and keeps it with what was found. One that
    /// fits and is here already is not fetched again; one that is held is, since it is asked for.
    ///
    /// # Errors
    /// The store failed.
    pub async fn fetch_certificate(
        &self,
        operator: Option<&Operator>,
        id: OrderId,
    ) -> Result<CertificateFetch, StoreError> {
        let Some(order) = self.find(id).await? else {
            return Ok(CertificateFetch::Missing);
        };
        let Some(remote) = order.remote.clone() else {
            return Ok(CertificateFetch::NotPlaced);
        };
        let actor = operator.map(Actor::from);
        let record = match self.read_in_full(id, remote.id, actor.as_ref()).await {
            Ok(record) => record,
            Err(NotRead::Unanswered(error)) => return Ok(unanswered(id, &error)),
            Err(NotRead::Store(error)) => return Err(error),
        };
        let Some(certificate) = issued(&record, &remote) else {
            return Ok(CertificateFetch::NotIssued);
        };
        let known = self.store.certificates().find(certificate).await?;
        if let Some(known) = known
            && known.is_current
            && known.order == id
            && !known.verdict.is_held()
        {
            return Ok(CertificateFetch::Kept);
        }
        let chain = match chain_of(&self.digicert, certificate, &record).await {
            Ok(chain) => chain,
            Err(error) => return Ok(unanswered(id, &error)),
        };
        self.keep_certificate(&order, &record, certificate, &chain, actor.as_ref())
            .await
    }

    /// The certificates of an order: the one it has now, then the earlier ones.
    ///
    /// # Errors
    /// The store failed.
    pub async fn certificates(&self, id: OrderId) -> Result<Vec<KeptCertificate>, StoreError> {
        self.store.certificates().of_order(id).await
    }

    /// A certificate in one of DigiCert's own formats, as DigiCert hands it out now. None where that file does not hold the
    /// certificate that is kept, which is the one that was found to fit.
    ///
    /// # Errors
    /// DigiCert did not answer, or not with a file.
    pub async fn certificate_from_digicert(
        &self,
        kept: &KeptCertificate,
        format: &str,
    ) -> Result<Option<Download>, ReadError> {
        let file = self.digicert.certificate_file(kept.id, format).await?;
        let is_it = unpack::has_in_it(&file.bytes, &kept.chain.leaf);
        if !is_it {
            tracing::warn!(
                order_id = kept.order.0,
                "DigiCert's own file does not hold the certificate that was asked for"
            );
        }
        Ok(Some(file).filter(|_| is_it))
    }

    async fn keep_certificate(
        &self,
        order: &Order,
        record: &OrderRecord,
        certificate: CertificateId,
        chain: &Chain,
        actor: Option<&Actor>,
    ) -> Result<CertificateFetch, StoreError> {
        let sent = self.store.changes().sent_for_certificate(record.id).await?;
        let sent = Later::of(&sent, record);
        let verdict = Expected::of(order, record, certificate, sent.as_ref()).check(chain);
        let now = self.clock.now();
        let is_another = verdict.has(Aspect::OtherSerial);
        let new = NewCertificate {
            id: certificate,
            order: order.id,
            chain,
            verdict: &verdict,
            is_current: true,
            look_again_at: is_another.then(|| later(now)),
            actor,
            at: now,
        };
        if !self.store.certificates().keep(&new).await? {
            return Ok(CertificateFetch::Missing);
        }
        if verdict.is_held() {
            tracing::warn!(
                order_id = order.id.0,
                reasons = verdict.reasons().count(),
                "a certificate is not what was ordered and is held"
            );
            return Ok(CertificateFetch::Held);
        }
        Ok(CertificateFetch::Kept)
    }
}

/// The certificate that an order has at DigiCert.
fn issued(record: &OrderRecord, remote: &RemoteOrder) -> Option<CertificateId> {
    let is_issued = match &record.status {
        Some(status) if status.has_certificate() => true,
        // While a reissue is on its way, there is the certificate it is to replace.
        Some(RemoteStatus::ReissuePending) => record.certificate.serial_number.is_some(),
        _ => false,
    };
    record.certificate.id.or(remote.certificate_id).filter(|_| is_issued)
}

/// The certificate and those above it, in order. Where DigiCert does not give them as one file, it is asked for the chain.
async fn chain_of(digicert: &DigiCert, id: CertificateId, record: &OrderRecord) -> Result<Chain, ReadError> {
    let bytes = match digicert.certificate_file(id, EVERYTHING).await {
        Ok(file) => file.bytes,
        Err(ReadError::Refused { .. } | ReadError::NotFound) => digicert.certificate_chain(id).await?.into_bytes(),
        Err(error) => return Err(error),
    };
    let serial_number = record.certificate.serial_number.as_deref();
    read_file(&bytes)
        .ok()
        .and_then(|found| Chain::of(found, serial_number))
        .ok_or(ReadError::Unreadable {
            status: 200,
            source: None,
        })
}

fn unanswered(id: OrderId, error: &ReadError) -> CertificateFetch {
    tracing::warn!(
        order_id = id.0,
        error = causes(error),
        "a certificate could not be fetched"
    );
    CertificateFetch::Unanswered
}

fn later(now: Timestamp) -> Timestamp {
    now.saturating_add(AGAIN).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::RemoteOrderId;

    #[test]
    fn a_certificate_is_fetched_wherever_the_gates_say_that_the_desk_does_it() {
        let remote = RemoteOrder {
            id: RemoteOrderId(7),
            certificate_id: Some(CertificateId(9)),
            status: None,
            status_read_at: None,
            domains: Vec::new(),
            price: None,
            vanished_at: None,
            reference: None,
        };
        for (word, serial_number, expected) in [
            ("issued", None, true),
            ("waiting_pickup", None, true),
            ("expired", None, true),
            ("revoked", None, true),
            ("reissue_pending", Some("AB"), true),
            ("reissue_pending", None, false),
            ("pending", None, false),
            ("canceled", None, false),
            ("on_the_moon", None, false),
        ] {
            let mut record = OrderRecord::of_id(RemoteOrderId(7));
            record.status = Some(RemoteStatus::of_word(word));
            record.certificate.serial_number = serial_number.map(str::to_owned);
            assert_eq!(issued(&record, &remote).is_some(), expected, "{word} {serial_number:?}");
        }
    }
}
