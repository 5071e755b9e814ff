//! The published files: what lies in one folder, and nothing beside it.
//!
//! Each step of an address is opened by name in the folder before it, links followed at none, so no address and no link leads out. Names
//! that begin with a dot are not there.

use std::fs::File;
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::Path;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use data_encoding::HEXLOWER;
use percent_encoding::percent_decode_str;
use rustix::fd::AsFd;
use rustix::fs::{CWD, Mode, OFlags, openat};
use rustix::io::Errno;
use sha2::{Digest as _, Sha256};
use tokio::io::AsyncReadExt as _;

/// The longest address, in bytes, and the most steps in it.
const LONGEST: usize = 1024;
const STEPS: usize = 16;
/// What is read at once, in bytes.
const PIECE: usize = 64 << 10;

/// The ends of names that are sent as what they are, and as what.
const KINDS: [(&str, &str); 17] = [
    ("html", "text/html; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("txt", "text/plain; charset=utf-8"),
    ("md", "text/plain; charset=utf-8"),
    ("xml", "application/xml"),
    ("atom", "application/atom+xml"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("png", "image/png"),
    ("webp", "image/webp"),
    ("gif", "image/gif"),
    ("svg", "image/svg+xml"),
    ("ico", "image/x-icon"),
    ("woff2", "font/woff2"),
    ("pdf", "application/pdf"),
];

/// What lies under an address.
enum Found {
    File(File, String),
    /// A folder that was asked for without the slash at its end.
    Folder,
    Nothing,
}

/// Answers for an address of the gallery; `None` where nothing is published.
///
/// # Errors
/// If what lies there cannot be opened: families must not take it for taken down.
pub(crate) async fn send(
    root: &Path,
    method: &Method,
    path: &str,
    headers: &HeaderMap,
) -> io::Result<Option<Response>> {
    let root = root.to_owned();
    let Some(steps) = steps(path) else { return Ok(None) };
    let is_folder = path.ends_with('/');
    let found = tokio::task::spawn_blocking(move || open(&root, &steps, is_folder)).await;
    Ok(match found.map_err(io::Error::other)?? {
        Found::File(file, name) => file_answer(file, &name, method, headers),
        // The path alone: it begins with one slash and was read as plain steps.
        Found::Folder => HeaderValue::from_str(&format!("{path}/"))
            .ok()
            .map(|to| (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, to)]).into_response()),
        Found::Nothing => None,
    })
}

/// The steps of an address; `None` for one that cannot be of a published file.
fn steps(path: &str) -> Option<Vec<String>> {
    if path.len() > LONGEST {
        return None;
    }
    let path = path.strip_prefix('/')?;
    if path.is_empty() {
        return Some(Vec::new());
    }
    let path = path.strip_suffix('/').unwrap_or(path);
    let steps = path.split('/').map(step).collect::<Option<Vec<_>>>()?;
    (steps.len() <= STEPS).then_some(steps)
}

/// One step, its percent signs read.
fn step(text: &str) -> Option<String> {
    let step = percent_decode_str(text).decode_utf8().ok()?.into_owned();
    let plain = !step.is_empty()
        && !step.starts_with('.')
        && step.len() <= 255
        && !step.chars().any(|c| c == '/' || c == '\\' || c.is_control());
    plain.then_some(step)
}

fn open(root: &Path, steps: &[String], is_folder: bool) -> io::Result<Found> {
    let found = || -> io::Result<Found> {
        let mut at = openat(CWD, root, folder(), Mode::empty())?;
        let Some((name, folders)) = steps.split_last() else { return index(&at) };
        for step in folders {
            at = openat(&at, step.as_str(), folder() | OFlags::NOFOLLOW, Mode::empty())?;
        }
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        let here = File::from(openat(&at, name.as_str(), flags, Mode::empty())?);
        let about = here.metadata()?;
        Ok(match (about.is_dir(), about.is_file(), is_folder) {
            (true, _, true) => index(&here)?,
            (true, _, false) if matches!(index(&here)?, Found::File(..)) => Found::Folder,
            (_, true, false) => Found::File(here, name.clone()),
            _ => Found::Nothing,
        })
    };
    found().or_else(|e| if is_nothing(&e) { Ok(Found::Nothing) } else { Err(e) })
}

/// Whether there is nothing under a name, or nothing that is followed.
fn is_nothing(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
        || error.raw_os_error() == Some(Errno::LOOP.raw_os_error())
}

fn folder() -> OFlags {
    OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC
}

/// The page of a folder. There is no list of what lies in one.
fn index(folder: impl AsFd) -> io::Result<Found> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let file = File::from(openat(folder, "index.html", flags, Mode::empty())?);
    Ok(if file.metadata()?.is_file() { Found::File(file, "index.html".to_owned()) } else { Found::Nothing })
}

fn file_answer(file: File, name: &str, method: &Method, headers: &HeaderMap) -> Option<Response> {
    let about = file.metadata().ok()?;
    // A hash: when a file was made is nobody's to know.
    let said = format!("{} {} {} {}", about.len(), about.mtime(), about.mtime_nsec(), about.ino());
    let tag = format!("\"{}\"", HEXLOWER.encode(&Sha256::digest(said)[..12]));
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let mut known = known.flat_map(|value| value.split(',')).map(|one| one.trim().trim_start_matches("W/"));
    let is_known = known.any(|one| one == tag || one == "*");
    let body = match (is_known, *method == Method::HEAD) {
        (false, false) => body(file),
        _ => Body::empty(),
    };
    let mut response = Response::new(body);
    if is_known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let end = name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase());
    let kind = KINDS.iter().find(|(known, _)| end.as_deref() == Some(*known)).map(|(_, kind)| *kind);
    let headers = response.headers_mut();
    headers
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(kind.unwrap_or("application/octet-stream")));
    if kind.is_none() {
        headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment"));
    }
    // Looked at anew each time: what was taken down must be gone.
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("none"));
    headers.insert(header::ETAG, HeaderValue::from_str(&tag).ok()?);
    if !is_known {
        headers.insert(header::CONTENT_LENGTH, about.len().into());
    }
    Some(response)
}

/// The file piece by piece, and never more than it had when it was opened.
fn body(file: File) -> Body {
    let length = file.metadata().map_or(0, |about| about.len());
    let pieces =
        futures_util::stream::unfold((tokio::fs::File::from_std(file), length), async |(mut file, left)| {
            if left == 0 {
                return None;
            }
            let mut piece = vec![0; usize::try_from(left).unwrap_or(PIECE).min(PIECE)];
            match file.read(&mut piece).await {
                // Cut off meanwhile: the answer breaks off, rather than be taken for whole.
                Ok(0) => Some((Err(io::Error::from(io::ErrorKind::UnexpectedEof)), (file, 0))),
                Ok(read) => {
                    piece.truncate(read);
                    Some((Ok(piece), (file, left - read as u64)))
                }
                Err(e) => Some((Err(e), (file, 0))),
            }
        });
    Body::from_stream(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_steps_are_steps() {
        assert_eq!(steps("/"), Some(vec![]));
        assert_eq!(steps("/a/b%20c/"), Some(vec!["a".into(), "b c".into()]));
        assert_eq!(steps("/%D8%A3"), Some(vec!["أ".into()]));
        for wrong in [
            "",
            "a",
            "//",
            "/a//b",
            "/..",
            "/a/../b",
            "/%2e%2e/x",
            "/.git",
            "/a/.htaccess",
            "/a%2fb",
            "/a%5cb",
            "/a\\b",
            "/%00",
            "/%ff",
            &format!("/{}", "a".repeat(2000)),
            &"/a".repeat(17),
        ] {
            assert_eq!(steps(wrong), None, "{wrong}");
        }
    }
}
