//! The staff's web pages: server-rendered, English and Arabic, covered by default, nothing from outside.
//!
//! [`router`] is the only door; it needs a [`Backend`] and [`Options`]. Whoever opens the listener
//! (the command line) binds it to the loopback address unless an operator says otherwise. The desk trusts its
//! backend and nothing that a browser sends.

mod assets;
pub mod backend;
mod error;
mod frame;
mod guard;
mod lists;
pub mod look;
mod page;
mod query;
mod routes;
mod show;
pub mod words;

use std::sync::Arc;

use amana_model::Clock;
use axum::handler::Handler as _;

use crate::backend::Backend;

/// What the desk needs besides an archive.
#[derive(Clone)]
pub struct Options {
    /// The archive's name, as the pages show it.
    pub archive_name: String,
    /// The `Host` values that are answered: `127.0.0.1:8765`, `localhost:8765`. Any other is refused, so that a
    /// page from outside cannot reach the desk under a name of its own (DNS rebinding).
    pub hosts: Vec<String>,
    /// Whether cookies may travel over HTTPS only: true behind a TLS proxy, false on loopback.
    pub secure_cookies: bool,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Fills bytes with randomness from the operating system.
    pub fill_random: fn(&mut [u8]),
    /// How long one request may take, in seconds.
    pub timeout_seconds: u64,
}

/// The desk: what every handler reaches.
pub(crate) struct Desk {
    pub(crate) backend: Arc<dyn Backend>,
    pub(crate) options: Options,
    pub(crate) assets: assets::Assets,
    pub(crate) lists: lists::Lists,
    /// The patterns of all addresses that can be opened: with GET.
    pub(crate) pages: Vec<&'static str>,
}

/// The pages over an archive.
pub fn router(backend: Arc<dyn Backend>, options: Options) -> axum::Router {
    let table = routes::table();
    let pages = table.iter().filter(|route| route.method == axum::http::Method::GET).map(|route| route.path);
    let desk = Arc::new(Desk {
        backend,
        options,
        assets: assets::Assets::found(),
        lists: lists::Lists::default(),
        pages: pages.collect(),
    });
    let routed = table.into_iter().fold(axum::Router::new(), |router, route| {
        let guard =
            axum::middleware::from_fn_with_state((desk.clone(), route.needs, route.brings), guard::guard);
        router.route(route.path, route.handler.layer(guard))
    });
    let words = axum::middleware::from_fn_with_state(
        (desk.clone(), guard::Needs::Nothing, guard::Brings::Fields),
        guard::guard,
    );
    let nothing = axum::routing::any(routes::nothing_here).layer(words.clone());
    routed
        .fallback_service(nothing.with_state(desk.clone()))
        .method_not_allowed_fallback(routes::not_that_way.layer(words))
        .with_state(desk.clone())
        .layer(axum::middleware::from_fn_with_state(desk, frame::frame))
}

/// Every address the desk answers: method, path pattern, and whether it is open to those who are not signed in.
pub fn addresses() -> Vec<(axum::http::Method, &'static str, bool)> {
    let open = |needs| needs == guard::Needs::Nothing;
    routes::table().into_iter().map(|route| (route.method, route.path, open(route.needs))).collect()
}
