//! Writing down a certificate that was fetched, with its line in the journal of its order.

use jiff::Timestamp;
use sea_orm::ActiveValue::{NotSet, Set};
use sea_orm::{ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter};

use super::{Certificates, KeptCertificate};
use crate::domain::certificate::{Chain, Verdict};
use crate::domain::ids::{CertificateId, OrderId};
use crate::domain::operator::Actor;
use crate::domain::order::EventKind;
use crate::store::StoreError;
use crate::store::encoding::{millis, storable, to_json};
use crate::store::entity::certificates;
use crate::store::history;
use crate::store::orders::{desk, locked, write_event};
use crate::store::transaction::WriteTransaction;

/// A certificate that came.
#[derive(Clone, Debug)]
pub struct NewCertificate<'a> {
    /// DigiCert's id of it.
    pub id: CertificateId,
    /// Whose it is.
    pub order: OrderId,
    /// It and those above it.
    pub chain: &'a Chain,
    /// What was found about it.
    pub verdict: &'a Verdict,
    /// Whether it is the order's certificate now.
    pub is_current: bool,
    /// When it is to be fetched again, where another one may come then.
    pub look_again_at: Option<Timestamp>,
    /// Who asked for it; none where the desk fetched it by itself.
    pub actor: Option<&'a Actor>,
    /// When it came.
    pub at: Timestamp,
}

impl Certificates {
    /// Keeps a certificate in place of what was fetched under its id before. The journal grows where it is news: another
    /// certificate, or another verdict. False where there is no such order.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn keep(&self, new: &NewCertificate<'_>) -> Result<bool, StoreError> {
        let tx = WriteTransaction::begin(&self.store).await?;
        if locked(&tx, new.order).await?.is_none() {
            return Ok(false);
        }
        let query = certificates::Entity::find().filter(certificates::Column::CertificateId.eq(new.id.0));
        let known = query.one(&*tx).await?;
        let row = row(new)?;
        if new.is_current {
            supersede(&tx, new.order).await?;
        }
        match &known {
            Some(known) => {
                let update = certificates::ActiveModel { id: NotSet, ..row };
                certificates::Entity::update_many()
                    .set(update)
                    .filter(certificates::Column::Id.eq(known.id))
                    .exec(&*tx)
                    .await?;
            }
            None => {
                certificates::Entity::insert(row).exec_without_returning(&*tx).await?;
            }
        }
        let known = known.map(KeptCertificate::try_from).transpose()?;
        let is_news = known.is_none_or(|known| known.verdict != *new.verdict || known.chain.leaf != new.chain.leaf);
        if is_news {
            let actor = new.actor.cloned().unwrap_or_else(desk);
            write_event(&tx, new.order, &actor, new.at, &event(new)).await?;
        }
        history::refresh(&tx, &[new.order.0]).await?;
        tx.commit().await?;
        Ok(true)
    }
}

fn event(new: &NewCertificate<'_>) -> EventKind {
    let reasons: Vec<_> = new.verdict.reasons().cloned().collect();
    if reasons.is_empty() {
        EventKind::CertificateFetched {
            certificate_id: new.id,
            serial_number: new.chain.leaf.serial_number.clone(),
        }
    } else {
        EventKind::CertificateHeld {
            certificate_id: new.id,
            reasons,
        }
    }
}

fn row(new: &NewCertificate<'_>) -> Result<certificates::ActiveModel, StoreError> {
    let leaf = &new.chain.leaf;
    let names: String = leaf.names().iter().map(|name| format!("{name} ")).collect();
    Ok(certificates::ActiveModel {
        id: NotSet,
        order_id: Set(new.order.0),
        certificate_id: Set(new.id.0),
        serial_number: Set(leaf.serial_number.clone()),
        spki_sha256: Set(leaf.spki_sha256()),
        oin: Set(storable(leaf.subject.value("serialNumber"))),
        names: Set(storable(&format!(" {}", names.to_ascii_lowercase()))),
        not_before: Set(millis(leaf.not_before)),
        not_after: Set(millis(leaf.not_after)),
        chain: Set(new.chain.full_pem()),
        fetched_at: Set(millis(new.at)),
        verdict: Set(to_json(new.verdict)?),
        is_held: Set(new.verdict.is_held()),
        is_current: Set(new.is_current),
        look_again_at: Set(new.look_again_at.map(millis)),
    })
}

/// The order's other certificates are earlier ones from now on.
async fn supersede(tx: &DatabaseTransaction, order: OrderId) -> Result<(), StoreError> {
    let earlier = certificates::ActiveModel {
        is_current: Set(false),
        look_again_at: Set(None),
        ..certificates::ActiveModel::default()
    };
    certificates::Entity::update_many()
        .set(earlier)
        .filter(certificates::Column::OrderId.eq(order.0))
        .exec(tx)
        .await?;
    Ok(())
}
