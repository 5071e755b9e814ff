//! Lists made elsewhere, as commands take them.

use std::path::Path;
use std::str::FromStr;

use amana_archive::{ArchiveError, Result};

/// Reads a list's file, no longer than `longest` bytes.
pub(crate) fn read(path: &Path, longest: u64) -> Result<Vec<u8>> {
    let unread = |e| {
        ArchiveError::mistake(format!("{} cannot be read", path.display()))
            .safe("nothing was recorded")
            .because(e)
    };
    if std::fs::metadata(path).map_err(unread)?.len() > longest {
        return Err(ArchiveError::mistake(format!("{} is longer than {longest} bytes", path.display()))
            .safe("nothing was recorded")
            .next("keep one header row and the columns that are needed, or cut it into several lists"));
    }
    std::fs::read(path).map_err(unread)
}

/// Reads `FIELD=HEADER`.
pub(crate) fn column<F: FromStr<Err = String>>(text: &str) -> std::result::Result<(F, String), String> {
    let (field, header) = text.split_once('=').ok_or("say FIELD=HEADER, as in file=\"File name\"")?;
    Ok((field.trim().parse()?, header.trim().to_owned()))
}
