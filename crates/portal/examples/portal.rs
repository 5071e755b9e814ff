//! Serves a portal over a gallery and with keys made up here, for the browser tests in `web/tests`:
//! `cargo run -p amana-portal --example portal -- PORT FOLDER DELAY`.
//!
//! One answer lies there, to the number that is printed. The key that opens the letters is thrown away.

#![allow(clippy::unwrap_used, reason = "an example says what failed by panicking")]

use std::path::PathBuf;
use std::sync::Arc;

use amana_disk::LocalDisk;
use amana_model::{Clock, Code, UtcTime};
use amana_portal::{Kit, Limits, Options, serve};
use amana_store::{Answer, answer_name, seal_answer};

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
    let word = |place: usize| std::env::args().nth(place).unwrap_or_default();
    let (port, folder) = (word(1).parse::<u16>().unwrap_or(8780), PathBuf::from(word(2)));
    for name in ["site", "letters", "answers"] {
        std::fs::create_dir_all(folder.join(name))?;
    }
    let page = "<!doctype html><html lang=\"en\"><title>Faces</title><h1>Faces</h1>\
        <p><a href=\"/letters/en/recognition?face=7k2q9f3m\">I recognise this person</a></p></html>";
    std::fs::write(folder.join("site/index.html"), page)?;
    let archive: amana_model::ArchiveId = "sample".parse().unwrap();
    let code = Code::of_random([3; 16]);
    let answer = Answer {
        day: "2026-11-28".parse().unwrap(),
        text: "An invented answer. جواب مخترع.".into(),
    };
    let name = answer_name(&code, &archive).unwrap().to_string();
    std::fs::write(folder.join("answers").join(name), seal_answer(&answer, &code).unwrap())?;
    let key = amana_store::generate_identity().to_public().to_string();
    let options = Options {
        gallery: folder.join("site"),
        letters: folder.join("letters"),
        answers: folder.join("answers"),
        kit: Kit::new(archive, vec![key]).unwrap(),
        disk: Arc::new(LocalDisk),
        clock: Arc::new(MachineClock),
        fill_random: |bytes| getrandom::fill(bytes).expect("the operating system gives randomness"),
        limits: Limits { delay_seconds: word(3).parse().unwrap_or(30), ..Limits::default() },
    };
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", port)).await?;
    println!("{}", code.digits());
    serve(listener, options, std::future::pending()).await
}
