//! Files of a list, for spreadsheets.

use axum::body::Body;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::web::failure::Failure;

/// A file that grows row by row.
pub(crate) struct CsvFile(csv::Writer<Vec<u8>>);

impl CsvFile {
    /// A file with these headings.
    ///
    /// # Errors
    /// Never in memory.
    pub(crate) fn with_headings(headings: &[String]) -> Result<Self, Failure> {
        let mut file = Self::without_headings();
        file.add(headings)?;
        Ok(file)
    }

    /// More of a file whose headings were written before.
    pub(crate) fn without_headings() -> Self {
        Self(csv::Writer::from_writer(Vec::new()))
    }

    /// Adds a row, each value made safe.
    ///
    /// # Errors
    /// Never in memory.
    pub(crate) fn add(&mut self, values: &[String]) -> Result<(), Failure> {
        let safe = values.iter().map(|value| safe(value));
        self.0.write_record(safe).map_err(|_| Failure::Unforeseen)
    }

    /// The bytes so far, which leave the file.
    ///
    /// # Errors
    /// Never in memory.
    pub(crate) fn take(&mut self) -> Result<Vec<u8>, Failure> {
        let full = std::mem::replace(self, Self::without_headings());
        full.0.into_inner().map_err(|_| Failure::Unforeseen)
    }

    /// The answer that downloads it under that name.
    pub(crate) fn answer(name: &str, body: Body) -> Response {
        let disposition = format!("attachment; filename=\"{name}\"");
        let headers = [
            (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
            (CONTENT_DISPOSITION, disposition),
        ];
        (headers, body).into_response()
    }
}

/// A value that no spreadsheet takes for a formula (OWASP ASVS 1.2.10): what would begin one gets an apostrophe, also
/// behind what some spreadsheets part cells at, such as the semicolon in Dutch and Belgian settings.
fn safe(value: &str) -> String {
    // Telephone numbers begin with a plus sign and hold nothing a formula could do.
    let is_number = value
        .strip_prefix('+')
        .is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '(' | ')')));
    if is_number {
        return value.to_owned();
    }
    let mut safe = String::with_capacity(value.len());
    let mut begins_cell = true;
    for c in value.chars() {
        if begins_cell && matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n') {
            safe.push('\'');
            begins_cell = false;
        } else if !matches!(c, ' ' | '"' | '\'') {
            begins_cell = false;
        }
        begins_cell |= matches!(c, ';' | '\t' | '\r' | '\n');
        safe.push(c);
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text() {
        for (value, expected) in [
            ("Voorbeeld", "Voorbeeld"),
            ("=1+1", "'=1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-2+3", "'-2+3"),
            ("+31 30 1234567", "+31 30 1234567"),
            ("+31-cmd", "'+31-cmd"),
            ("\tx", "'\tx"),
            ("x;=cmd()", "x;'=cmd()"),
            ("x; =1", "x; '=1"),
            ("x\n@SUM(A1)", "x\n'@SUM(A1)"),
            ("Jansen, Ada; De Vries-Bos, -", "Jansen, Ada; De Vries-Bos, -"),
            ("a=b", "a=b"),
            ("", ""),
        ] {
            assert_eq!(safe(value), expected, "{value:?}");
        }
    }
}
