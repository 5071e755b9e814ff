//! What the browser runs: the bundle of `web/dist`, embedded. Names carry a hash of the content, so they can be kept
//! for ever; everything else the desk sends is never stored.

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode, header};

#[derive(rust_embed::RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Dist;

/// Where the bundle's entry points are; both `None` when the crate was built before `cargo xtask web`.
pub(crate) struct Assets {
    pub(crate) style: Option<String>,
    pub(crate) script: Option<String>,
}

impl Assets {
    /// Reads the bundle's manifest.
    pub(crate) fn found() -> Self {
        let manifest = Dist::get("manifest.json");
        let manifest: serde_json::Value =
            manifest.and_then(|file| serde_json::from_slice(&file.data).ok()).unwrap_or_default();
        let entry =
            |name: &str| manifest.get(name)?.get("file")?.as_str().map(|file| format!("/assets/{file}"));
        Self { style: entry("styles/desk.css"), script: entry("src/desk.ts") }
    }
}

/// Sends one file of the bundle.
pub(crate) fn send(path: &str) -> Option<Response<Body>> {
    let file = Dist::get(path).filter(|_| path != "manifest.json")?;
    let kind = match path.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("woff2") => "font/woff2",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => return None,
    };
    let mut response = Response::new(Body::from(file.data.into_owned()));
    *response.status_mut() = StatusCode::OK;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    Some(response)
}
