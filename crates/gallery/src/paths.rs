//! Where the files of a gallery lie, and which paths are a gallery's at all: what is none of them is never removed.

use amana_model::PublicationId;

use crate::Tongue;

/// The list of all files with their digests, as `sha256sum -c` reads it.
pub const LIST: &str = "SHA256SUMS";
/// The signed note over the list.
pub const NOTE: &str = "gallery.note";
/// The head of the log that it was published under.
pub const CHECKPOINT: &str = "checkpoint";
/// Files that lie at the top.
const TOP: [&str; 8] =
    ["index.html", "style.css", "search.js", "faces.js", "changes.atom", LIST, NOTE, CHECKPOINT];

/// Where the picture of a publication lies.
pub fn picture(publication: &PublicationId) -> String {
    format!("pictures/{publication}.jpg")
}

/// Whether a file of this path can be part of a gallery; a temporary one on its way included.
pub fn is_ours(path: &str) -> bool {
    let path = path.strip_suffix(".unfinished").unwrap_or(path);
    if let Some(name) = path.strip_prefix("pictures/") {
        return name.strip_suffix(".jpg").is_some_and(|id| id.parse::<PublicationId>().is_ok());
    }
    let page = |name: &str| {
        name.strip_suffix(".html").is_some_and(|name| {
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        })
    };
    let within =
        Tongue::ALL.into_iter().find_map(|tongue| path.strip_prefix(tongue.word())?.strip_prefix('/'));
    within.map_or_else(|| TOP.contains(&path), page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strange_file_is_no_gallerys() {
        for ours in [
            "index.html",
            "ar/index.html",
            "en/face-7k2q9f3m.html",
            "pictures/7k2q9f3m.jpg",
            "SHA256SUMS",
            "ar/all-12.html",
            "pictures/7k2q9f3m.jpg.unfinished",
        ] {
            assert!(is_ours(ours), "{ours}");
        }
        for strange in [
            "",
            "notes.txt",
            "ar",
            "ar/",
            "ar/.html",
            "ar/a/b.html",
            "ar/../x.html",
            "pictures/portrait.jpg",
            "pictures/7k2q9f3m.png",
            "fr/index.html",
            "style.css.bak",
            "/etc/passwd",
        ] {
            assert!(!is_ours(strange), "{strange}");
        }
    }
}
