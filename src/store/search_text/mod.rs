//! Finding rows by any part of a text, fast however many there are. A table that is searched has a column `search_text`,
//! folded by [`fold`], and an index of its trigrams: FTS5 in SQLite (sqlite.org/fts5.html, "The Trigram Tokenizer"),
//! kept up by triggers, and GIN in PostgreSQL (F.33, trigram matching).
//!
//! A word of fewer than three characters has no trigram. Alone it is looked for at the beginning of indexed columns;
//! beside a longer word it only narrows what that one found.
//!
//! The texts may stand in a table beside the list's, with the same ids ([`Texts`]), so that a row that changes often
//! leaves the index alone.

mod rare;

use sea_orm::sea_query::{Alias, Expr, ExprTrait, LikeExpr, Query, SelectStatement};
use sea_orm::{Condition, ConnectionTrait, DbBackend, DbErr};

use super::encoding::storable;
use super::keyset::{COUNTED, Total, count_of};
use super::{Store, StoreError};
use crate::domain::directory::people::folded;

pub(super) use rare::{Common, common};

/// The shortest word that the index knows.
const TRIGRAM: usize = 3;

/// So few rows are looked up by the ids that the index names, rather than by asking it again.
const THESE: u64 = 512;

/// Sorts after every character that may follow in a text.
const LAST: char = '\u{10ffff}';

/// Texts as they stand in `search_text`, and as they are sorted: small letters, single blanks.
pub(super) fn fold(text: &str) -> String {
    folded(&storable(text))
}

/// The `search_text` of a row: its texts, kept apart, so that nothing is found across two of them.
pub(super) fn search_text<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let texts = texts.into_iter().map(fold).filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().join("\n")
}

/// The rows of a table whose `search_text` has each word of what was typed; none where nothing was. What is too short
/// for the index must begin one of the columns `starts`.
pub(super) fn contains(
    backend: DbBackend,
    table: &'static str,
    starts: &[&'static str],
    typed: &str,
) -> Option<Condition> {
    let needle = fold(typed);
    let (long, short) = words(&needle);
    if long.is_empty() {
        return (!short.is_empty()).then(|| begins(table, starts, &needle));
    }
    let mut all = Condition::all();
    if backend == DbBackend::Sqlite {
        all = all.add(matched(table, table, &long));
    } else {
        all = long.iter().fold(all, |all, word| all.add(has(table, word)));
    }
    Some(short.iter().fold(all, |all, word| all.add(has(table, word))))
}

/// A list whose texts stand in a table beside it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Texts {
    /// The table of the list.
    pub(super) list: &'static str,
    /// The table of the texts.
    pub(super) texts: &'static str,
    /// The columns of the list that a short word must begin one of.
    pub(super) starts: &'static [&'static str],
}

/// How texts are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Way {
    /// By the index, which names all rows that have the words.
    #[default]
    Index,
    /// Not any more: the index was asked already, and these are all rows that have the words it knows.
    These(Vec<i64>),
    /// Row by row as the list is read: where almost every row has the words, a page is full before an index has named
    /// them all.
    Rows,
}

/// The rows of a list whose texts have each word of what was typed; none where nothing was.
pub(super) fn found(backend: DbBackend, texts: &Texts, typed: &str, way: &Way, common: &Common) -> Option<Condition> {
    let needle = fold(typed);
    let (long, short) = words(&needle);
    if long.is_empty() {
        return (!short.is_empty()).then(|| begins(texts.list, texts.starts, &needle));
    }
    let all = Condition::all();
    let is_sqlite = backend == DbBackend::Sqlite;
    let (all, tried) = match way {
        Way::These(ids) => {
            let these = Expr::col((texts.list, "id")).is_in(evened(ids));
            (all.add(these), if is_sqlite { short } else { Vec::new() })
        }
        Way::Index if is_sqlite => (all.add(matched(texts.list, texts.texts, &long)), short),
        Way::Rows if is_sqlite => (all, long.into_iter().chain(short).collect()),
        Way::Index | Way::Rows => {
            let mut ids = Query::select();
            ids.column("id").from(texts.texts);
            ids.cond_where(having(texts, &long, &short, common));
            if *way == Way::Index {
                // Or the planner walks the list until a page is full, and with a filter beside it perhaps all of it.
                ids.offset(0);
            }
            (all.add(Expr::col((texts.list, "id")).in_subquery(ids)), Vec::new())
        }
    };
    Some(if tried.is_empty() {
        all
    } else {
        all.add(Expr::exists(row_with(texts, &tried)))
    })
}

/// What the index names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Matches {
    /// How the list is read then.
    pub(super) way: Way,
    /// How many there are, where these are all that was typed asks for: no word was too short for the index.
    pub(super) total: Option<Total>,
}

/// Asks the index for what was typed, before the list is read: neither database reckons right with how few rows have a
/// piece of text, or how many. Nothing where there is nothing to ask for.
pub(super) async fn matches(
    store: &Store,
    texts: &Texts,
    typed: &str,
    common: &Common,
) -> Result<Option<Matches>, StoreError> {
    let needle = fold(typed);
    let (long, short) = words(&needle);
    if long.is_empty() {
        return Ok(None);
    }
    let is_sqlite = store.backend() == DbBackend::Sqlite;
    let is_all = short.is_empty() || !is_sqlite;
    let mut some = Query::select();
    if is_sqlite {
        let index = format!("{}_search", texts.texts);
        some.expr_as(Expr::cust("rowid"), "id")
            .from(Alias::new(&index))
            .and_where(Expr::cust_with_values(format!("{index} MATCH ?"), [phrases(&long)]));
    } else {
        some.column("id")
            .from(texts.texts)
            .cond_where(having(texts, &long, &short, common));
    }
    let rows = store.connection.query_all(some.limit(THESE.saturating_add(1))).await?;
    let ids: Vec<i64> = rows.iter().map(|row| row.try_get("", "id")).collect::<Result<_, _>>()?;
    let number = u64::try_from(ids.len()).unwrap_or(u64::MAX);
    if number <= THESE {
        let total = is_all.then_some(Total::Exactly(number));
        return Ok(Some(Matches {
            way: Way::These(ids),
            total,
        }));
    }
    let total = count_of(store, some.limit(COUNTED.saturating_add(1)).take()).await?;
    let way = match total {
        Total::Exactly(_) => Way::Index,
        Total::MoreThan(_) => Way::Rows,
    };
    Ok(Some(Matches {
        way,
        total: is_all.then_some(total),
    }))
}

/// The ids, some of them repeated, so that lists of almost any length are one of few questions that a database prepares.
fn evened(ids: &[i64]) -> Vec<i64> {
    let length = ids.len().checked_next_power_of_two().unwrap_or(ids.len());
    let last = ids.last().copied();
    ids.iter()
        .copied()
        .chain(last.into_iter().cycle())
        .take(length)
        .collect()
}

/// The texts that have each of the words.
fn having(texts: &Texts, long: &[&str], short: &[&str], common: &Common) -> Condition {
    let mut all = Condition::all();
    for word in long {
        let part = common.rare_part(word);
        all = all.add(has(texts.texts, part));
        if part != *word {
            all = all.add(has_beside_the_index(texts.texts, word));
        }
    }
    short.iter().fold(all, |all, word| all.add(has(texts.texts, word)))
}

/// The words of what was typed: those that the index knows, and the shorter ones.
fn words(needle: &str) -> (Vec<&str>, Vec<&str>) {
    needle
        .split(' ')
        .filter(|word| !word.is_empty())
        .partition(|word| word.chars().count() >= TRIGRAM)
}

/// The rows that the index of SQLite names.
fn matched(list: &'static str, texts: &'static str, words: &[&str]) -> Expr {
    let sql = format!("\"{list}\".\"id\" IN (SELECT rowid FROM {texts}_search WHERE {texts}_search MATCH ?)");
    Expr::cust_with_values(sql, [phrases(words)])
}

/// The text of the row, where it has each of the words.
fn row_with(texts: &Texts, words: &[&str]) -> SelectStatement {
    let mut row = Query::select();
    row.expr(Expr::val(1))
        .from(texts.texts)
        .and_where(Expr::col((texts.texts, "id")).equals((texts.list, "id")));
    for word in words {
        row.and_where(has(texts.texts, word));
    }
    row
}

/// The rows of which one of the columns begins with that.
pub(super) fn begins(table: &'static str, columns: &[&'static str], start: &str) -> Condition {
    columns.iter().fold(Condition::any(), |any, column| {
        any.add(begins_with(Expr::col((table, *column)), start))
    })
}

/// What begins with that: a range and no LIKE, which an index in any collation order of bytes serves.
pub(super) fn begins_with(text: Expr, start: &str) -> Expr {
    text.clone().gte(start).and(text.lt(format!("{start}{LAST}")))
}

fn has(table: &'static str, word: &str) -> Expr {
    Expr::col((table, "search_text")).like(any_with(word))
}

/// The same, so written that no index is asked.
fn has_beside_the_index(table: &'static str, word: &str) -> Expr {
    Expr::cust(format!("(\"{table}\".\"search_text\" || '')")).like(any_with(word))
}

fn any_with(word: &str) -> LikeExpr {
    let mut pattern = String::from("%");
    for c in word.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    LikeExpr::new(pattern).escape('\\')
}

/// A query of FTS5: each word as a phrase, in which nothing has a meaning but the quote.
fn phrases(words: &[&str]) -> String {
    let quoted = words.iter().map(|word| format!("\"{}\"", word.replace('"', "\"\"")));
    quoted.collect::<Vec<_>>().join(" AND ")
}

/// Makes the index of a table that has the columns `id` and `search_text`, of the rows it has and of those to come.
pub(super) async fn create_index<C: ConnectionTrait>(connection: &C, table: &'static str) -> Result<(), DbErr> {
    if connection.get_database_backend() != DbBackend::Sqlite {
        // A trusted extension: the database's owner may create it (PostgreSQL: F.33).
        connection
            .execute_unprepared("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            .await?;
        // Rows are looked for far more often than they are written.
        let index = format!(
            "CREATE INDEX {table}_search ON {table} USING GIN (search_text gin_trgm_ops) WITH (fastupdate = off)"
        );
        connection.execute_unprepared(&index).await?;
        return Ok(());
    }
    // What is deleted from the index must be named by the text it was made of.
    let add = format!("INSERT INTO {table}_search (rowid, search_text) VALUES (new.id, new.search_text);");
    let remove = format!(
        "INSERT INTO {table}_search ({table}_search, rowid, search_text) VALUES ('delete', old.id, old.search_text);"
    );
    for statement in [
        format!(
            "CREATE VIRTUAL TABLE {table}_search USING fts5 (search_text, content = '{table}', content_rowid = 'id', \
             tokenize = 'trigram')"
        ),
        format!("INSERT INTO {table}_search ({table}_search) VALUES ('rebuild')"),
        format!("CREATE TRIGGER {table}_search_insert AFTER INSERT ON {table} BEGIN {add} END"),
        format!("CREATE TRIGGER {table}_search_delete AFTER DELETE ON {table} BEGIN {remove} END"),
        format!(
            "CREATE TRIGGER {table}_search_update AFTER UPDATE OF search_text ON {table} \
             WHEN old.search_text IS NOT new.search_text BEGIN {remove} {add} END"
        ),
    ] {
        connection.execute_unprepared(&statement).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_folded_and_kept_apart() {
        assert_eq!(fold("  De \t BALANS É\0 "), "de balans é\u{fffd}");
        assert_eq!(search_text(["De Balans", "", " Utrecht"]), "de balans\nutrecht");
    }

    #[test]
    fn a_query_is_words_and_nothing_else() {
        assert_eq!(phrases(&["a\"b OR c", "NEAR("]), "\"a\"\"b OR c\" AND \"NEAR(\"");
    }
}
