//! The published files: all of them, as what they are, and nothing else.

use std::os::unix::fs::symlink;

use crate::common::Open;

#[test]
fn what_is_published_is_shown_and_nothing_beside_it() {
    let open = Open::new();
    open.publish("index.html", b"<!doctype html>faces");
    open.publish("faces/f1/index.html", b"one face");
    open.publish("faces/f1.jpg", &[0xff; 200_000]);
    open.publish("faces/odd.weird", b"?");
    open.publish(".secret", b"no");
    open.publish("plain/x.txt", b"x");
    std::fs::write(open.path("outside.txt"), b"no").unwrap();
    symlink(open.path("outside.txt"), open.path("site").join("link.txt")).unwrap();
    symlink(open.path("letters"), open.path("site").join("out")).unwrap();
    std::fs::write(open.path("letters").join("x.txt"), b"no").unwrap();

    assert_eq!(open.get("/").text(), "<!doctype html>faces");
    let picture = open.get("/faces/f1.jpg");
    assert_eq!(
        (picture.status, picture.body.len(), picture.header("content-type")),
        (200, 200_000, Some("image/jpeg"))
    );
    assert!(picture.header("content-security-policy").unwrap().contains("default-src 'none'"));
    assert_eq!(picture.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(picture.header("referrer-policy"), Some("no-referrer"));
    assert_eq!(picture.header("server"), None);
    assert_eq!(picture.header("last-modified"), None);
    assert_eq!(open.get("/faces/f1/").text(), "one face");
    let led = open.get("/faces/f1");
    assert_eq!((led.status, led.header("location")), (308, Some("/faces/f1/")));
    assert_eq!(open.get("/faces/odd.weird").header("content-disposition"), Some("attachment"));
    for hidden in [
        "/.secret",
        "/link.txt",
        "/out/x.txt",
        "/plain/",
        "/plain",
        "/faces",
        "/../outside.txt",
        "/%2e%2e/outside.txt",
        "/faces/../../outside.txt",
        "/faces/%2e%2e/%2e%2e/outside.txt",
        "/..%2foutside.txt",
        "/faces\\..\\..\\outside.txt",
        "//etc/passwd",
        "/plain/x.txt/",
        "/index.html/x",
        "/portal.toml",
        "/faces/f1.jpg%00.html",
    ] {
        let answer = open.get(hidden);
        assert_eq!(answer.status, 404, "{hidden}: {}", answer.text());
    }
}

#[test]
fn known_pages_are_not_sent_again_and_what_is_taken_down_is_gone() {
    let open = Open::new();
    open.publish("f.html", b"a face");
    let first = open.get("/f.html");
    let tag = first.header("etag").unwrap().to_owned();
    assert_eq!(first.header("cache-control"), Some("no-cache"));
    for known in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}"), "*".into()] {
        let again = open.ask("GET", "/f.html", &format!("If-None-Match: {known}\r\n"), b"");
        assert_eq!((again.status, again.body.len()), (304, 0), "{known}");
    }
    assert_eq!(open.ask("GET", "/f.html", "If-None-Match: \"other\"\r\n", b"").status, 200);
    let head = open.ask("HEAD", "/f.html", "", b"");
    assert_eq!((head.status, head.header("content-length"), head.body.len()), (200, Some("6"), 0));
    // Parts are not handed out: the whole comes.
    let part = open.ask("GET", "/f.html", "Range: bytes=2-3\r\n", b"");
    assert_eq!((part.status, part.text().as_str()), (200, "a face"));
    std::fs::remove_file(open.path("site/f.html")).unwrap();
    assert_eq!(open.ask("GET", "/f.html", &format!("If-None-Match: {tag}\r\n"), b"").status, 404);
}

#[test]
fn only_looking_is_possible_there() {
    let open = Open::new();
    open.publish("f.html", b"a face");
    for method in ["POST", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "CONNECT", "PROPFIND"] {
        let status = open.ask(method, "/f.html", "Content-Length: 0\r\n", b"").status;
        assert!([400, 405].contains(&status), "{method}: {status}");
    }
    assert_eq!(std::fs::read(open.path("site/f.html")).unwrap(), b"a face");
}

#[test]
fn before_anything_is_published_families_can_write() {
    let open = Open::new();
    let first = open.ask("GET", "/", "Accept-Language: en\r\n", b"");
    assert_eq!((first.status, first.header("location")), (303, Some("/letters/en")));
    assert!(open.get("/letters/ar").text().contains("dir=\"rtl\""));
    for language in ["ar", "en"] {
        let first = open.get(&format!("/letters/{language}"));
        for kind in ["report", "recognition", "objection", "takedown", "answer"] {
            assert!(first.text().contains(&format!("/letters/{language}/{kind}")), "{language} {kind}");
            assert_eq!(open.get(&format!("/letters/{language}/{kind}")).status, 200);
        }
    }
    for asset in ["/letters/portal.css", "/letters/letter.js", "/letters/icon.svg"] {
        assert_eq!(open.get(asset).status, 200);
    }
}
