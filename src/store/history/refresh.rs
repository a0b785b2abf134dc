//! Keeping the history up: whoever writes an order, what DigiCert has of it, its certificate, or that it renews another,
//! calls [`refresh`] in the same transaction.

use std::collections::{HashMap, HashSet};

use sea_orm::sea_query::{Expr, ExprTrait, LockType, OnConflict, Query};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, IntoActiveModel, Iterable,
    ModelTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::derive::{Certificate, Sources};
use crate::domain::order::{Event, EventKind};
use crate::store::StoreError;
use crate::store::entity::{certificates, history, history_texts, order_events, order_records, orders};

/// So many orders are in memory at a time.
const CHUNK: usize = 200;

/// What the rows are derived by. Another number makes every desk derive them anew at its next start.
const RULES: i64 = 3;

/// Derives the rows of these orders anew. The orders are locked until the transaction ends, so that of two that change
/// the same one the later sees what the earlier wrote: as an update locks them, which does not wait for those who only
/// refer to them, so that two who refer to one and then come here do not wait for each other.
pub(in crate::store) async fn refresh(tx: &DatabaseTransaction, ids: &[i64]) -> Result<(), StoreError> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    for chunk in ids.chunks(CHUNK) {
        // Boxed, so that the futures of all who write orders stay small.
        Box::pin(refresh_some(tx, chunk)).await?;
    }
    Ok(())
}

/// Derives the rows of all orders, where that was never done or by other rules.
pub(in crate::store) async fn bring_up_to_date(tx: &DatabaseTransaction) -> Result<(), StoreError> {
    let known = Query::select()
        .column("version")
        .from("derived")
        .and_where(Expr::col("name").eq("history"))
        .to_owned();
    let known = tx.query_one(&known).await?;
    let known: Option<i64> = known.map(|row| row.try_get("", "version")).transpose()?;
    if known == Some(RULES) {
        return Ok(());
    }
    rebuild(tx).await?;
    let mut now = Query::insert();
    now.into_table("derived")
        .columns(["name", "version"])
        .on_conflict(OnConflict::column("name").update_column("version").to_owned());
    now.values_panic(["history".into(), RULES.into()]);
    tx.execute(&now).await?;
    Ok(())
}

/// Derives the rows of all orders.
pub(in crate::store) async fn rebuild(tx: &DatabaseTransaction) -> Result<(), StoreError> {
    let mut last = i64::MIN;
    loop {
        let next = orders::Entity::find()
            .select_only()
            .column(orders::Column::Id)
            .filter(orders::Column::Id.gt(last))
            .order_by_asc(orders::Column::Id)
            .limit(u64::try_from(CHUNK).unwrap_or(u64::MAX));
        let ids: Vec<i64> = next.into_tuple().all(tx).await?;
        let Some(id) = ids.last() else { return Ok(()) };
        last = *id;
        Box::pin(refresh_some(tx, &ids)).await?;
    }
}

async fn refresh_some(tx: &DatabaseTransaction, ids: &[i64]) -> Result<(), StoreError> {
    let rows = orders::Entity::find()
        .filter(orders::Column::Id.is_in(ids.iter().copied()))
        .order_by_asc(orders::Column::Id)
        .lock(LockType::NoKeyUpdate);
    let rows = rows.all(tx).await?;
    let records = records(tx, ids).await?;
    let (mut certificates, held) = certificates_of(tx, ids).await?;
    let renewed = begun_to_renew(tx, ids).await?;
    let known = history::Entity::find().filter(history::Column::Id.is_in(ids.iter().copied()));
    let known = by_id(known.all(tx).await?, |row| row.id);
    let texts = history_texts::Entity::find().filter(history_texts::Column::Id.is_in(ids.iter().copied()));
    let texts = by_id(texts.all(tx).await?, |row| row.id);
    let (mut new_rows, mut new_texts) = (Vec::new(), Vec::new());
    for order in &rows {
        let mut sources = Sources::read(order, records.get(&order.id).map(String::as_str));
        sources.certificate = certificates.remove(&order.id);
        sources.is_held = held.contains(&order.id);
        sources.begun_to_renew = renewed.get(&order.id).copied();
        let row = sources.row();
        let search_text = sources.search_text(&row);
        let text = history_texts::Model {
            id: row.id,
            search_text,
        };
        match known.get(&order.id) {
            Some(before) => update::<history::Entity>(tx, history::Column::Id, before, &row).await?,
            None => new_rows.push(row.into_active_model()),
        }
        match texts.get(&order.id) {
            Some(before) => update::<history_texts::Entity>(tx, history_texts::Column::Id, before, &text).await?,
            None => new_texts.push(text.into_active_model()),
        }
    }
    history::Entity::insert_many(new_rows)
        .exec_without_returning(tx)
        .await?;
    history_texts::Entity::insert_many(new_texts)
        .exec_without_returning(tx)
        .await?;
    Ok(())
}

async fn records(tx: &DatabaseTransaction, ids: &[i64]) -> Result<HashMap<i64, String>, StoreError> {
    let query = order_records::Entity::find()
        .select_only()
        .columns([order_records::Column::Id, order_records::Column::Record])
        .filter(order_records::Column::Id.is_in(ids.iter().copied()));
    let rows: Vec<(i64, String)> = query.into_tuple().all(tx).await?;
    Ok(rows.into_iter().collect())
}

/// What the certificates of these orders hold, as far as they were downloaded, and the orders whose certificate is held:
/// one that is not what was ordered tells nothing.
async fn certificates_of(
    tx: &DatabaseTransaction,
    ids: &[i64],
) -> Result<(HashMap<i64, Certificate>, HashSet<i64>), StoreError> {
    use certificates::Column;
    let query = certificates::Entity::find()
        .select_only()
        .columns([
            Column::OrderId,
            Column::SerialNumber,
            Column::SpkiSha256,
            Column::Oin,
            Column::Names,
            Column::IsHeld,
        ])
        .filter(Column::OrderId.is_in(ids.iter().copied()))
        .filter(Column::IsCurrent.eq(true));
    let rows: Vec<(i64, String, String, String, String, bool)> = query.into_tuple().all(tx).await?;
    let (mut told, mut held) = (HashMap::new(), HashSet::new());
    for (order, serial_number, spki_sha256, oin, names, is_held) in rows {
        if is_held {
            held.insert(order);
            continue;
        }
        let certificate = Certificate {
            serial_number,
            spki_sha256,
            oin,
            names: names.split_whitespace().map(str::to_owned).collect(),
        };
        told.insert(order, certificate);
    }
    Ok((told, held))
}

/// DigiCert's numbers of the orders that these were begun to renew, each on the other's page. Journals that were written
/// before those told the number name a row here. What cannot be read of a journal tells nothing.
async fn begun_to_renew(tx: &DatabaseTransaction, ids: &[i64]) -> Result<HashMap<i64, i64>, StoreError> {
    let query = order_events::Entity::find()
        .filter(order_events::Column::OrderId.is_in(ids.iter().copied()))
        .filter(order_events::Column::Event.contains("drafted_for_renewal"));
    let (mut numbers, mut rows) = (HashMap::new(), Vec::new());
    for row in query.all(tx).await? {
        let draft = row.order_id;
        match Event::try_from(row).map(|event| event.kind) {
            Ok(EventKind::DraftedForRenewal {
                remote_id: Some(number),
                ..
            }) => {
                numbers.insert(draft, number.0);
            }
            Ok(EventKind::DraftedForRenewal { order, .. }) => rows.push((draft, order.0)),
            _ => {}
        }
    }
    if rows.is_empty() {
        return Ok(numbers);
    }
    let query = orders::Entity::find()
        .select_only()
        .columns([orders::Column::Id, orders::Column::RemoteId])
        .filter(orders::Column::Id.is_in(rows.iter().map(|(_, order)| *order)))
        .filter(orders::Column::RemoteId.is_not_null());
    let known: HashMap<i64, i64> = query.into_tuple::<(i64, i64)>().all(tx).await?.into_iter().collect();
    numbers.extend(
        rows.into_iter()
            .filter_map(|(draft, order)| Some((draft, *known.get(&order)?))),
    );
    Ok(numbers)
}

fn by_id<M>(rows: Vec<M>, id: impl Fn(&M) -> i64) -> HashMap<i64, M> {
    rows.into_iter().map(|row| (id(&row), row)).collect()
}

/// Writes the columns that are not what they were, so that only their indexes are touched.
async fn update<E>(tx: &DatabaseTransaction, id: E::Column, before: &E::Model, now: &E::Model) -> Result<(), StoreError>
where
    E: EntityTrait,
    E::Model: ModelTrait<Entity = E>,
    E::ActiveModel: ActiveModelTrait<Entity = E> + Send,
{
    let mut changed = E::ActiveModel::default();
    for column in E::Column::iter() {
        if before.get(column) != now.get(column) {
            changed.set(column, now.get(column));
        }
    }
    if changed.is_changed() {
        let update = E::update_many().set(changed).filter(id.eq(before.get(id)));
        update.exec(tx).await?;
    }
    Ok(())
}
