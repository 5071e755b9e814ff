//! Serves the desk over a sample archive of drawn pictures: `cargo run -p amana-desk --example sample -- 8765 55000`.
//!
//! With `study` as a third word there are people, a sample of them, and a study of it that is nearly done.
//!
//! Accounts: `samar` (custodian) and `nadim` (reader); the password is printed. For looking at the pages and for the
//! browser tests in `web/tests`, never for real work.

#![allow(clippy::unwrap_used, reason = "a test says what failed by panicking")]

#[allow(dead_code, unused_imports, reason = "the tests use more of it")]
#[path = "../tests/desk/sample/mod.rs"]
mod sample;

use std::sync::Arc;

use amana_model::{Clock, UtcTime};

struct MachineClock;

impl Clock for MachineClock {
    #[expect(clippy::disallowed_methods, reason = "the wiring is where the real clock lives")]
    fn now(&self) -> UtcTime {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        UtcTime::from_unix(since.as_secs() as i64, since.subsec_nanos()).expect("a time of this age")
    }
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let number = |place: usize, or: usize| {
        std::env::args().nth(place).and_then(|text| text.parse().ok()).unwrap_or(or)
    };
    let (port, photographs) = (number(1, 8765), number(2, 55_000));
    let clock: Arc<dyn Clock> = Arc::new(MachineClock);
    let options = amana_desk::Options {
        archive_name: "sample.amana".into(),
        hosts: vec![format!("127.0.0.1:{port}"), format!("localhost:{port}")],
        secure_cookies: false,
        clock: clock.clone(),
        fill_random: |bytes| getrandom::fill(bytes).expect("the operating system gives randomness"),
        timeout_seconds: 30,
    };
    let sample = sample::Sample::new(photographs, clock);
    let study = std::env::args().nth(3).is_some_and(|word| word == "study");
    let backend = Arc::new(if study { sample.with_study() } else { sample });
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port as u16)).await?;
    println!("http://127.0.0.1:{port}/  samar or nadim, password: {}", sample::PASSWORD);
    axum::serve(listener, amana_desk::router(backend, options)).await
}
