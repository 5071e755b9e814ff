//! Hostile bytes over real sockets: each gets a refusal or an end, and the next visitor is served.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::Arc;

use amana_disk::LocalDisk;
use amana_portal::Limits;
use proptest::prelude::*;

use crate::common::{BOUNDARY, Open, answer, parts};

fn is_well(open: &Open) {
    assert_eq!(open.get("/letters/en").status, 200);
}

#[test]
fn huge_and_crooked_heads_are_refused() {
    let open = Open::new();
    let huge = |n: usize| "x".repeat(n);
    for (bytes, status) in [
        (format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", huge(100_000)), &[414, 431][..]),
        (format!("GET / HTTP/1.1\r\nHost: x\r\nA: {}\r\n\r\n", huge(100_000)), &[431]),
        (format!("GET / HTTP/1.1\r\nHost: x\r\n{}\r\n", "A: b\r\n".repeat(1000)), &[431]),
        ("GET / HTTP/9.9\r\n\r\n".into(), &[400, 505, 0]),
        ("\0\0\0\0\r\n\r\n".into(), &[400]),
        ("POST /letters/en/report HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n".into(), &[400]),
        ("POST /letters/en/report HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n".into(), &[400]),
        ("POST /letters/en/report HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n".into(), &[400, 408, 0]),
    ] {
        let back = answer(open.raw(bytes.as_bytes()));
        assert!(status.contains(&back.status), "{}: {}", &bytes[..bytes.len().min(60)], back.status);
    }
    is_well(&open);
}

#[test]
fn whoever_is_silent_loses_the_line() {
    let limits = Limits { silence_seconds: 1, ..Limits::default() };
    let open = Open::with(limits, Arc::new(LocalDisk));
    for begun in [
        "GET / HT".to_owned(),
        format!(
            "POST /letters/en/report HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: 1000\r\n\r\n--{BOUNDARY}\r\n"
        ),
    ] {
        let mut stream = TcpStream::connect(open.address).unwrap();
        stream.write_all(begun.as_bytes()).unwrap();
        let mut back = Vec::new();
        // Without a limit this would wait for ever.
        let _ = stream.read_to_end(&mut back);
        let text = String::from_utf8_lossy(&back);
        assert!(text.is_empty() || text.contains(" 408 "), "{text}");
    }
    is_well(&open);
    assert!(open.dropped().is_empty());
}

#[test]
fn crooked_forms_are_refused_and_nothing_is_dropped() {
    let open = Open::new();
    let ticket = open.ticket();
    let good = parts(&[("ticket", &ticket), ("text", "x")], &[b"p"]);
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    let many: Vec<(String, String)> = (0..100).map(|n| (format!("f{n}"), "x".into())).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("text/plain", good.clone()),
        ("multipart/form-data", good.clone()),
        ("multipart/form-data; boundary=", good.clone()),
        ("multipart/form-data; boundary=another", good.clone()),
        ("application/json", b"{}".to_vec()),
        (&kind, good[..good.len() - 8].to_vec()),
        (&kind, b"nothing".to_vec()),
        (&kind, parts(&many, &[])),
        ("application/x-www-form-urlencoded", b"ticket=%zz&text=%ff".to_vec()),
        ("", good.clone()),
    ];
    for (kind, body) in cases {
        let headers = format!("Content-Type: {kind}\r\nContent-Length: {}\r\n", body.len());
        let status = open.ask("POST", "/letters/en/objection", &headers, &body).status;
        assert!((400..500).contains(&status), "{kind}: {status}");
    }
    assert!(open.dropped().is_empty());
    is_well(&open);
    let headers = format!("Content-Type: {kind}\r\nContent-Length: {}\r\n", good.len());
    assert_eq!(
        open.ask("POST", "/letters/en/objection", &headers, &good).status,
        200,
        "the ticket is still good"
    );
}

#[test]
fn more_than_is_taken_is_thrown_away_as_it_comes() {
    let open = Open::with(Limits { memory: 2 << 20, ..Limits::default() }, Arc::new(LocalDisk));
    let ticket = open.ticket();
    let picture = vec![1_u8; 3 << 20];
    let refused = open.send("/letters/en/objection", &[("ticket", &ticket), ("text", "kept")], &[&picture]);
    assert_eq!(refused.status, 503);
    assert!(refused.text().contains("NOT taken") && refused.text().contains("kept"));
    // Memory was given back: a small one is taken.
    assert_eq!(open.send("/letters/en/objection", &[("ticket", &ticket), ("text", "kept")], &[]).status, 200);
}

#[test]
fn scripts_in_letters_are_text_on_our_own_pages() {
    let open = Open::new();
    let script = "\"><script>alert(1)</script>";
    let back =
        open.send("/letters/en/recognition", &[("ticket", script), ("text", script), ("face", script)], &[]);
    assert!(!back.text().contains("<script>alert"), "{}", back.text());
    let query = open.get("/letters/en/recognition?face=%22%3E%3Cscript%3Ealert(1)%3C/script%3E");
    assert!(query.status == 200 && !query.text().contains("alert"));
    assert!(!open.get("/%3Cscript%3Ealert(1)%3C/script%3E").text().contains("alert"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn no_bytes_stop_it(bytes in proptest::collection::vec(any::<u8>(), 0..3000), as_form in any::<bool>()) {
        static OPEN: std::sync::LazyLock<Open> =
            std::sync::LazyLock::new(|| Open::with(Limits { silence_seconds: 1, ..Limits::default() }, Arc::new(LocalDisk)));
        if as_form {
            let headers = format!("Content-Type: multipart/form-data; boundary={BOUNDARY}\r\nContent-Length: {}\r\n", bytes.len());
            let status = OPEN.ask("POST", "/letters/en/report", &headers, &bytes).status;
            prop_assert!((400..500).contains(&status), "{status}");
        } else {
            OPEN.raw(&[&bytes[..], b"\r\n\r\n"].concat());
        }
        prop_assert_eq!(OPEN.get("/letters/en").status, 200);
        prop_assert!(OPEN.dropped().is_empty());
    }
}
