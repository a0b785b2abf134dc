//! The file of a bundle: a zip in memory. Bundles are small; what is not kept of long answers is not in them either.

use std::io::{Cursor, Write};

use jiff::Timestamp;
use jiff::tz::TimeZone;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Names and texts of files, packed into one folder.
pub(super) fn pack(folder: &str, files: &[(String, String)], at: Timestamp) -> Vec<u8> {
    try_pack(folder, files, at).unwrap_or_else(|error| {
        // In memory nothing fails but a name or a size that no zip can have, and neither occurs.
        tracing::error!(%error, "a support bundle could not be packed");
        Vec::new()
    })
}

fn try_pack(folder: &str, files: &[(String, String)], at: Timestamp) -> zip::result::ZipResult<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(moment(at));
    for (name, text) in files {
        writer.start_file(format!("{folder}/{name}"), options)?;
        writer.write_all(text.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}

/// A moment as a zip has it: without a zone, so UTC; the earliest there is where it cannot be said.
fn moment(at: Timestamp) -> DateTime {
    let at = at.to_zoned(TimeZone::UTC);
    let part = |number: i8| u8::try_from(number).unwrap_or_default();
    let year = u16::try_from(at.year()).unwrap_or_default();
    DateTime::from_date_and_time(
        year,
        part(at.month()),
        part(at.day()),
        part(at.hour()),
        part(at.minute()),
        part(at.second()),
    )
    .unwrap_or_default()
}
