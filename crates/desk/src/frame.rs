//! The frame around every answer: which host is answered, how long it may take, and the headers that keep the
//! pages to themselves. Nothing here looks at who is asking.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::Desk;

/// No inline script or style, nothing from elsewhere, no frame, no plug-in.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; \
     img-src 'self' blob:; connect-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'";

const HEADERS: [(HeaderName, &str); 8] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    ),
    (HeaderName::from_static("x-robots-tag"), "noindex, nofollow"),
];

/// Lets a request through if it names a host of ours, and dresses the answer.
pub(crate) async fn frame(State(desk): State<Arc<Desk>>, request: Request, next: Next) -> Response {
    let mut response = if host_is_ours(&desk, &request) {
        let limit = Duration::from_secs(desk.options.timeout_seconds);
        match tokio::time::timeout(limit, next.run(request)).await {
            Ok(response) => response,
            Err(_) => plain(StatusCode::SERVICE_UNAVAILABLE, "This took too long and was stopped.\n"),
        }
    } else {
        plain(StatusCode::MISDIRECTED_REQUEST, "This desk does not answer under that name.\n")
    };
    dress(response.headers_mut());
    response
}

fn plain(status: StatusCode, text: &'static str) -> Response {
    (status, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

fn dress(headers: &mut HeaderMap) {
    for (name, value) in HEADERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

fn host_is_ours(desk: &Desk, request: &Request) -> bool {
    let named = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let named = named.or_else(|| request.uri().authority().map(|authority| authority.as_str()));
    let one_only = request.headers().get_all(header::HOST).iter().count() <= 1;
    one_only
        && named.is_some_and(|named| desk.options.hosts.iter().any(|host| host.eq_ignore_ascii_case(named)))
}

/// Whether a request that changes something was sent by one of our own pages.
///
/// Browsers send `Origin` with every POST, but as `null` under `Referrer-Policy: no-referrer`; then
/// `Sec-Fetch-Site` (Fetch Metadata), which no page can forge, tells. Without either it was no browser, and
/// the form's secret alone decides.
pub(crate) fn is_from_us(desk: &Desk, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let site = text("sec-fetch-site");
    match text("origin") {
        None => matches!(site, None | Some("same-origin")),
        Some("null") => site == Some("same-origin"),
        Some(origin) => {
            let host = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
            host.is_some_and(|host| desk.options.hosts.iter().any(|ours| ours.eq_ignore_ascii_case(host)))
        }
    }
}
