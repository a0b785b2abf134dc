//! Which part of a word the index of PostgreSQL is asked for. The index intersects the lists of all trigrams of a word,
//! and in names those lists are long: nearly every order has `.nl` and `www`, and the walk through their lists takes
//! longer the more orders there are. So only the part of the word that few texts have is looked for by the index, and the
//! whole word in what that finds. SQLite's index holds the places of the trigrams and needs no help.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Instant;

use sea_orm::{ConnectionTrait, DbBackend, Statement};

use super::{TRIGRAM, Texts};
use crate::store::{Store, StoreError};

/// Of so many texts, about, it is seen which trigrams are common.
const SAMPLE: f64 = 1_000.0;
/// Among fewer texts than these no list is long.
const FEW: f64 = 5_000.0;
/// A trigram is common where one text in so many has it.
const ONE_IN: usize = 25;

/// The trigrams that many texts have.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::store) struct Common(HashSet<[char; TRIGRAM]>);

impl Common {
    /// Those that are common among these texts.
    fn among<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut having = HashMap::new();
        let mut number: usize = 0;
        for text in texts {
            number = number.saturating_add(1);
            for trigram in trigrams(text).collect::<HashSet<_>>() {
                let count: &mut usize = having.entry(trigram).or_default();
                *count = count.saturating_add(1);
            }
        }
        let is_common = |count: usize| count.saturating_mul(ONE_IN) >= number;
        let common = having.into_iter().filter(|(_, count)| is_common(*count));
        Self(common.map(|(trigram, _)| trigram).collect())
    }

    /// The longest part of a word of which no trigram is common, the first of several; the whole word where there is none.
    pub(super) fn rare_part<'w>(&self, word: &'w str) -> &'w str {
        let mut starts: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
        starts.push(word.len());
        // From which trigram on, and how many.
        let mut longest: (usize, usize) = (0, 0);
        let mut run = longest;
        for (nth, trigram) in trigrams(word).enumerate() {
            run = match (self.0.contains(&trigram), run) {
                (true, _) => (nth.saturating_add(1), 0),
                (false, (first, length)) => (first, length.saturating_add(1)),
            };
            if run.1 > longest.1 {
                longest = run;
            }
        }
        let (first, length) = longest;
        let last = first.saturating_add(length).saturating_add(TRIGRAM - 1);
        let part = starts.get(first).zip(starts.get(last));
        part.filter(|_| length > 0)
            .and_then(|(from, to)| word.get(*from..*to))
            .unwrap_or(word)
    }
}

fn trigrams(text: &str) -> impl Iterator<Item = [char; TRIGRAM]> {
    let mut next = text.chars().skip(1).zip(text.chars().skip(2));
    text.chars()
        .map_while(move |first| next.next().map(|(second, third)| [first, second, third]))
}

/// The trigrams that are common in a table of texts, from a look at some of its pages; none in SQLite.
pub(in crate::store) async fn common(store: &Store, texts: &Texts) -> Result<Arc<Common>, StoreError> {
    if store.backend() == DbBackend::Sqlite {
        return Ok(Arc::default());
    }
    let now = Instant::now();
    if let Some(common) = store.hints.common(now) {
        return Ok(common);
    }
    let common = Arc::new(Common::among(
        sample(store, texts.texts).await?.iter().map(String::as_str),
    ));
    store.hints.remember_common(&common, now);
    Ok(common)
}

/// Some of the texts; none where there are few. What PostgreSQL believes of a table's size is near enough (PostgreSQL:
/// `pg_class.reltuples`).
async fn sample(store: &Store, table: &str) -> Result<Vec<String>, StoreError> {
    let ask = |sql: String| Statement::from_string(DbBackend::Postgres, sql);
    let size = ask(format!(
        "SELECT reltuples::float8 AS size FROM pg_class WHERE oid = '{table}'::regclass"
    ));
    let size: Option<f64> = store
        .connection
        .query_one_raw(size)
        .await?
        .map(|row| row.try_get("", "size"))
        .transpose()?;
    let Some(size) = size.filter(|size| *size >= FEW) else {
        return Ok(Vec::new());
    };
    let percent = 100.0 * SAMPLE / size;
    // Twice what is expected: pages hold more or fewer rows.
    let some = ask(format!(
        "SELECT search_text FROM {table} TABLESAMPLE SYSTEM ({percent}) LIMIT {}",
        2.0 * SAMPLE
    ));
    let rows = store.connection.query_all_raw(some).await?;
    Ok(rows
        .iter()
        .map(|row| row.try_get("", "search_text"))
        .collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn common() -> Common {
        let texts: Vec<_> = (0..1_000).map(|number| format!("www-{number}.loon.example")).collect();
        Common::among(texts.iter().map(String::as_str))
    }

    #[test]
    fn what_few_texts_have_is_looked_for() {
        let common = common();
        for (word, part) in [
            ("www-840.loon.example", "-840."),
            ("840", "840"),
            ("loon.example", "loon.example"),
            ("raad.loon.example", "raad.l"),
            ("www.écluse.example", "ww.écluse.e"),
            ("lo", "lo"),
            ("", ""),
        ] {
            assert_eq!(common.rare_part(word), part, "{word}");
        }
        assert_eq!(Common::default().rare_part("www-840.loon"), "www-840.loon");
    }
}
