//! What a collection brings of its own as a text file: read within a limit, and what came of it in words.

use std::path::Path;

use amana_archive::{ArchiveError, Result};

/// The longest text that is read, in bytes.
const LONGEST: u64 = 1 << 20;

/// Reads the text of `what` (`a codebook`).
pub(crate) fn read(file: &Path, what: &str) -> Result<String> {
    let unread =
        |why: &str| ArchiveError::mistake(format!("{} {why}", file.display())).safe("nothing was recorded");
    let metadata = std::fs::metadata(file);
    if metadata.map_err(|e| unread("cannot be read").because(e))?.len() > LONGEST {
        return Err(unread(&format!("is longer than {what} may be")));
    }
    std::fs::read_to_string(file).map_err(|e| unread("cannot be read as text").because(e))
}

/// What a list does, or would do.
pub(crate) fn words(described: &[String], already: u64, recorded: bool) -> String {
    let named = described.join(", ");
    match (recorded, described.is_empty()) {
        (_, true) => format!("there is nothing to record; {already} stand so already"),
        (true, false) => format!("described: {named}; {already} stood so already"),
        (false, false) => format!(
            "only tried, nothing was recorded; --record would describe: {named}; {already} stand so already"
        ),
    }
}
