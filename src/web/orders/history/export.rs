//! The history as a file: all orders of the current filter in its order, streamed some at a time, times in UTC.

use axum::body::{Body, Bytes};
use axum::extract::{RawQuery, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use futures_util::{Stream, stream};
use serde_json::{Map, Value, json};

use super::query::{address, query};
use crate::domain::order::OrderSummary;
use crate::store::HistoryRows;
use crate::web::failure::Failure;
use crate::web::listing::CsvFile;
use crate::web::state::AppState;
use crate::web::visit::Visit;

/// So many orders are in memory at a time.
const CHUNK: u64 = 500;

/// The members of a row, in the order of the file.
const MEMBERS: [&str; 25] = [
    "id",
    "state",
    "status",
    "digicert_order_id",
    "common_name",
    "dns_names",
    "organization_id",
    "organization_name",
    "container_id",
    "container_name",
    "product",
    "started_by",
    "created_at",
    "updated_at",
    "placed_at",
    "issued_at",
    "ends_on",
    "is_renewed",
    "price",
    "currency",
    "reference",
    "serial_number",
    "oin",
    "spki_sha256",
    "vanished_at",
];

/// `GET /orders.csv`
///
/// # Errors
/// The store failed before the first row.
pub async fn csv(State(state): State<AppState>, visit: Visit, asked: RawQuery) -> Result<Response, Failure> {
    let rows = found(&state, &visit, asked).await?;
    let mut file = CsvFile::with_headings(&MEMBERS.map(str::to_owned))?;
    let headings = Bytes::from(file.take()?);
    let body = chunks(rows, Some(headings), |rows, _| {
        let mut file = CsvFile::without_headings();
        for row in rows {
            let values = members(row);
            let values = MEMBERS.map(|name| text(values.get(name)));
            file.add(&values)?;
        }
        file.take()
    });
    Ok(CsvFile::answer("orders.csv", Body::from_stream(body)))
}

/// `GET /orders.json`
///
/// # Errors
/// The store failed before the first row.
pub async fn json(State(state): State<AppState>, visit: Visit, asked: RawQuery) -> Result<Response, Failure> {
    let rows = found(&state, &visit, asked).await?;
    let body = chunks(rows, None, |rows, is_first| {
        let mut bytes = Vec::new();
        for (number, row) in rows.iter().enumerate() {
            let before: &[u8] = if is_first && number == 0 { b"[\n" } else { b",\n" };
            bytes.extend_from_slice(before);
            let row = Value::Object(members(row));
            serde_json::to_writer(&mut bytes, &row).map_err(|_| Failure::Unforeseen)?;
        }
        if rows.is_empty() {
            bytes.extend_from_slice(if is_first { b"[]\n" } else { b"\n]\n" });
        }
        Ok(bytes)
    });
    let headers = [
        (CONTENT_TYPE, "application/json"),
        (CONTENT_DISPOSITION, "attachment; filename=\"orders.json\""),
    ];
    Ok((headers, Body::from_stream(body)).into_response())
}

async fn found(state: &AppState, visit: &Visit, RawQuery(asked): RawQuery) -> Result<HistoryRows, Failure> {
    let asked = address(&asked.unwrap_or_default());
    let orders = state.orders();
    let query = query(&asked, visit.words, state.clock().now(), orders.policy().lead_days);
    Ok(orders.store().history().rows(&query, CHUNK).await?)
}

/// What a stream of chunks still needs.
struct Export<F> {
    rows: Option<HistoryRows>,
    head: Option<Bytes>,
    is_first: bool,
    write: F,
}

/// The bytes of a file: its head, then `write` for some rows at a time, and once more without any at the end. Where the
/// store fails the file breaks off, so that nobody takes a part for the whole.
fn chunks<F>(rows: HistoryRows, head: Option<Bytes>, write: F) -> impl Stream<Item = std::io::Result<Bytes>>
where
    F: Fn(&[OrderSummary], bool) -> Result<Vec<u8>, Failure> + Send + 'static,
{
    let export = Export {
        rows: Some(rows),
        head,
        is_first: true,
        write,
    };
    stream::try_unfold(export, |mut export| async move {
        if let Some(head) = export.head.take() {
            return Ok(Some((head, export)));
        }
        let Some(mut rows) = export.rows.take() else {
            return Ok(None);
        };
        let next = rows.next().await.map_err(std::io::Error::other)?;
        let bytes = (export.write)(next.as_deref().unwrap_or_default(), export.is_first);
        let bytes = bytes.map_err(|_| std::io::Error::other("the file could not be written"))?;
        export.is_first = false;
        export.rows = next.map(|_| rows);
        Ok(Some((Bytes::from(bytes), export)))
    })
}

/// A row by its members; what is not known is null.
fn members(row: &OrderSummary) -> Map<String, Value> {
    let known = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let price = row.price.as_ref();
    let row = json!({
        "id": row.id,
        "state": row.state.word(),
        "status": row.remote_status.as_ref().map(|status| status.word().to_owned()),
        "digicert_order_id": row.remote_id,
        "common_name": known(&row.common_name),
        "dns_names": row.names,
        "organization_id": known(&row.organization_id),
        "organization_name": row.organization_name,
        "container_id": row.container,
        "container_name": known(&row.container_name),
        "product": row.product,
        "started_by": known(&row.owner),
        "created_at": row.created_at,
        "updated_at": row.updated_at,
        "placed_at": row.placed_at,
        "issued_at": row.issued_at,
        "ends_on": row.ends_on,
        "is_renewed": row.is_renewed,
        "price": price.map(|price| price.amount().to_owned()),
        "currency": price.and_then(|price| price.currency().map(str::to_owned)),
        "reference": row.reference,
        "serial_number": row.serial_number,
        "oin": row.oin,
        "spki_sha256": row.spki_sha256,
        "vanished_at": row.vanished_at,
    });
    match row {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

/// A member as a cell of a table: names one beside the other, what is not known empty.
fn text(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(values)) => values
            .iter()
            .map(|value| text(Some(value)))
            .collect::<Vec<_>>()
            .join(" "),
        Some(Value::Bool(true)) => "yes".to_owned(),
        Some(Value::Bool(false)) => "no".to_owned(),
        Some(other) => other.to_string(),
    }
}
