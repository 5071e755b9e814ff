//! Floods a portal on this machine for a bounded time and tells what became of it:
//! `cargo run --release -p amana-portal --example flood -- PID HOST:PORT LETTERS SECONDS REQUESTS-A-SECOND`.
//!
//! Two requests a letter: the form with its ticket, and the letter. Each line of the output tells the portal's memory. At the end the
//! letters that a page said were taken are compared with the files of the folder.

#![allow(clippy::unwrap_used, reason = "an example says what failed by panicking")]

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Senders at once.
const SENDERS: u64 = 32;

#[derive(Default)]
struct Seen {
    requests: AtomicU64,
    taken: AtomicU64,
    refused: AtomicU64,
    failed: AtomicU64,
    /// Milliseconds that each letter took.
    took: Mutex<Vec<u128>>,
}

fn ask(address: &str, request: &str, seen: &Seen) -> Option<String> {
    seen.requests.fetch_add(1, Ordering::Relaxed);
    let mut stream = TcpStream::connect(address).ok()?;
    stream.write_all(request.as_bytes()).ok()?;
    let mut back = String::new();
    stream.read_to_string(&mut back).ok()?;
    Some(back)
}

fn letter(address: &str, seen: &Seen) {
    let form = "GET /letters/en/objection HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    let form = ask(address, form, seen);
    let ticket =
        form.as_deref().and_then(|form| form.split("name=\"ticket\" value=\"").nth(1)?.split('"').next());
    let Some(ticket) = ticket else {
        seen.failed.fetch_add(1, Ordering::Relaxed);
        return;
    };
    let body = format!("ticket={ticket}&text={}", "an+invented+letter+".repeat(60));
    let head = "POST /letters/en/objection HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded";
    let began = Instant::now();
    let back = ask(address, &format!("{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len()), seen);
    let counted = match back {
        Some(back) if back.contains("class=\"code\"") => {
            seen.took.lock().unwrap().push(began.elapsed().as_millis());
            &seen.taken
        }
        Some(back) if back.contains("NOT taken") => &seen.refused,
        _ => &seen.failed,
    };
    counted.fetch_add(1, Ordering::Relaxed);
}

/// The memory of a process, in MiB.
fn memory(pid: &str) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or("0");
    line.trim().trim_end_matches(" kB").trim().parse::<f64>().unwrap_or(0.0) / 1024.0
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [pid, address, folder, seconds, rate]: [String; 5] =
        words.try_into().expect("PID HOST:PORT LETTERS SECONDS REQUESTS-A-SECOND");
    let (seconds, rate): (u64, u64) = (seconds.parse().unwrap(), rate.parse().unwrap());
    let files = || std::fs::read_dir(&folder).unwrap().count() as u64;
    let before = files();
    let (seen, stop) = (Arc::new(Seen::default()), Arc::new(AtomicBool::new(false)));
    let pause = Duration::from_micros(2 * SENDERS * 1_000_000 / rate);
    let senders: Vec<_> = (0..SENDERS)
        .map(|sender| {
            let (seen, stop, address) = (seen.clone(), stop.clone(), address.clone());
            std::thread::spawn(move || {
                let mut next = Instant::now() + pause * sender as u32 / SENDERS as u32;
                while !stop.load(Ordering::Relaxed) {
                    std::thread::sleep(next.saturating_duration_since(Instant::now()));
                    next += pause;
                    letter(&address, &seen);
                }
            })
        })
        .collect();
    println!("second  requests  taken  refused  failed  memory MiB");
    for second in 1..=seconds {
        std::thread::sleep(Duration::from_secs(1));
        let [requests, taken, refused, failed] = [&seen.requests, &seen.taken, &seen.refused, &seen.failed]
            .map(|number| number.load(Ordering::Relaxed));
        println!("{second:>6}  {requests:>8}  {taken:>5}  {refused:>7}  {failed:>6}  {:>10.1}", memory(&pid));
    }
    stop.store(true, Ordering::Relaxed);
    senders.into_iter().for_each(|sender| sender.join().unwrap());
    let mut took = seen.took.lock().unwrap().clone();
    took.sort_unstable();
    let at = |share: f64| took.get((took.len() as f64 * share) as usize).copied().unwrap_or(0);
    println!("a letter took {} ms (median), {} ms (99 of 100)", at(0.5), at(0.99));
    let (taken, there) = (seen.taken.load(Ordering::Relaxed), files() - before);
    println!("said to be taken: {taken}, in the folder: {there}");
    assert!(taken <= there, "a letter was lost");
}
