//! The list of organizations as a file: all of the current filter, streamed a page at a time.

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::response::Response;
use futures_util::stream;

use super::query::{PARAMETERS, query};
use crate::domain::directory::details::Fields;
use crate::domain::directory::{Organization, OrganizationDetails};
use crate::store::{ListCursor, OrganizationQuery, OrganizationRow};
use crate::web::failure::Failure;
use crate::web::listing::{Address, CsvFile};
use crate::web::state::AppState;

const ROWS: u64 = 500;

/// What a page of the file still needs.
struct Export {
    state: AppState,
    query: OrganizationQuery,
    /// Where the next page lies; none at the end.
    next: Option<Option<ListCursor>>,
    is_first: bool,
}

/// `GET /organizations.csv`
///
/// # Errors
/// The store failed before the first row.
pub async fn csv(State(state): State<AppState>, request: Request) -> Result<Response, Failure> {
    let address = Address::of_query("/organizations", &PARAMETERS, request.uri().query().unwrap_or_default());
    let export = Export {
        state,
        query: query(&address),
        next: Some(None),
        is_first: true,
    };
    // A page that fails breaks the file off, so that nobody takes a part for the whole.
    let body = stream::try_unfold(export, |mut export| async move {
        let Some(cursor) = export.next.take() else {
            return Ok::<_, std::io::Error>(None);
        };
        let bytes = export
            .page(cursor)
            .await
            .map_err(|_| std::io::Error::other("the store failed"))?;
        Ok(Some((bytes, export)))
    });
    Ok(CsvFile::answer("organizations.csv", Body::from_stream(body)))
}

impl Export {
    async fn page(&mut self, cursor: Option<ListCursor>) -> Result<Bytes, Failure> {
        let directory = self.state.mirror().store().directory();
        let now = self.state.clock().now();
        let page = directory.organizations(&self.query, now, cursor.as_ref(), ROWS).await?;
        let mut file = CsvFile::with_headings(&headings())?;
        if !std::mem::take(&mut self.is_first) {
            file.take()?;
        }
        for row in &page.rows {
            file.add(&values(row, row.record.standing(now).word()))?;
        }
        self.next = page.next.map(Some);
        Ok(Bytes::from(file.take()?))
    }
}

fn headings() -> Vec<String> {
    let details = OrganizationDetails::NAMES.iter().copied();
    let all = ["id"].into_iter().chain(details).chain([
        "active",
        "container_id",
        "validation",
        "validated_until",
        "domains",
        "open_orders",
        "oin",
        "kvk_number",
        "read_at",
    ]);
    all.map(str::to_owned).collect()
}

fn values(row: &OrganizationRow, standing: &str) -> Vec<String> {
    let record: &Organization = &row.record;
    let details = OrganizationDetails::NAMES
        .iter()
        .map(|name| record.details.value(name).to_owned());
    let rest = [
        if record.is_active { "yes" } else { "no" }.to_owned(),
        record.container.map(|id| id.to_string()).unwrap_or_default(),
        standing.to_owned(),
        record.validated_until().map(|at| at.to_string()).unwrap_or_default(),
        row.domains.to_string(),
        row.open_orders.to_string(),
        row.oin.clone(),
        row.kvk_number.clone(),
        row.read_at.to_string(),
    ];
    std::iter::once(record.id.to_string())
        .chain(details)
        .chain(rest)
        .collect()
}
