//! Who may ask what, which forms are believed, and the headers of every answer.

use crate::common::{Asked, HOST, request};
use crate::sample::{self, PASSWORD};
use axum::body::Body;
use axum::http::{Method, header};

/// A concrete address for a pattern of the table.
fn concrete(asked: &Asked, pattern: &str) -> String {
    pattern
        .replace("{digest}", &asked.sample.digest(50).to_string())
        .replace("{id}", sample::THE_LARGE)
        .replace("{look}", "3")
        .replace("{marking}", "0")
        .replace("{*path}", "nothing.js")
}

#[tokio::test]
async fn nothing_is_shown_to_those_who_are_not_signed_in() {
    let asked = Asked::new();
    for (method, pattern, open) in amana_desk::addresses().into_iter().filter(|(_, _, open)| !open) {
        let address = concrete(&asked, pattern);
        let answer = asked.send(request(method.clone(), &address).body(Body::empty()).unwrap()).await;
        let to_door = answer.status() == 303 && answer.header(header::LOCATION).starts_with("/sign-in");
        assert!(to_door || answer.status() == 401, "{method} {address}: {} open={open}", answer.status());
        assert!(!answer.text().contains("DSC0"), "{method} {address}");
    }
}

#[tokio::test]
async fn a_reader_sees_everything_covered_and_nothing_else() {
    let asked = Asked::new();
    let reader = asked.person("nadim").await;
    let digest = asked.sample.digest(50);
    for forbidden in ["/activity", "/uncover", "/keying"] {
        assert_eq!(asked.get_as(&reader, forbidden).await.status(), 403, "{forbidden}");
    }
    for (part, fields) in [("uncovered", "size=view&cause=act"), ("check", ""), ("proof", "")] {
        let answer = asked.post_as(&reader, &format!("/photographs/{digest}/{part}"), fields).await;
        assert_eq!(answer.status(), 403, "{part}");
    }
    assert_eq!(asked.post_as(&reader, "/uncover", "minutes=5&to=/").await.status(), 403);
    assert_eq!(asked.sample.events_of("original-viewed"), 0);
    for allowed in ["/", "/photographs", "/found", "/accessions", "/account", "/help"] {
        assert_eq!(asked.get_as(&reader, allowed).await.status(), 200, "{allowed}");
    }
    let page = asked.get_as(&reader, &format!("/photographs/{digest}")).await.text();
    assert!(!page.contains("data-uncover") && !page.contains("/check"));
}

#[tokio::test]
async fn a_form_without_the_sessions_secret_is_refused() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let posts = amana_desk::addresses().into_iter().filter(|(method, ..)| method == Method::POST);
    for (method, pattern, _) in posts {
        let address = concrete(&asked, pattern);
        for body in ["", "csrf=", "csrf=secret-of-another", "minutes=5&to=/&size=view&cause=act"] {
            let request = request(method.clone(), &address)
                .header(header::COOKIE, &samar.cookie)
                .header(header::ORIGIN, format!("http://{HOST}"));
            let answer = asked.send(request.body(Body::from(body)).unwrap()).await;
            assert_eq!(answer.status(), 403, "{address} {body}");
        }
    }
    assert_eq!(asked.get_as(&samar, "/").await.status(), 200, "nobody was signed out by it");
    assert_eq!(asked.sample.events_of("uncovered-for-session"), 0);
}

#[tokio::test]
async fn a_form_from_another_site_is_refused_even_with_the_secret() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let send = async |origin: Option<&str>, site: Option<&str>| {
        let mut request = request(Method::POST, "/uncover").header(header::COOKIE, &samar.cookie);
        for (name, value) in [("origin", origin), ("sec-fetch-site", site)] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let body = format!("csrf={}&minutes=5&to=/photographs", samar.csrf);
        asked.send(request.body(Body::from(body)).unwrap()).await.status()
    };
    assert_eq!(send(Some("https://evil.example"), None).await, 403);
    assert_eq!(send(Some("http://127.0.0.1:9999"), None).await, 403);
    assert_eq!(send(Some("null"), None).await, 403);
    assert_eq!(send(Some("null"), Some("cross-site")).await, 403);
    assert_eq!(send(None, Some("same-site")).await, 403);
    assert_eq!(send(Some("null"), Some("same-origin")).await, 303);
    assert_eq!(send(Some(&format!("http://{HOST}")), None).await, 303);
}

#[tokio::test]
async fn an_unknown_host_is_not_answered() {
    let asked = Asked::new();
    for host in ["evil.example", "127.0.0.1:9999", "127.0.0.1", ""] {
        let request = axum::http::Request::builder().uri("/sign-in").header(header::HOST, host);
        assert_eq!(asked.send(request.body(Body::empty()).unwrap()).await.status(), 421, "{host:?}");
    }
    let twice = request(Method::GET, "/sign-in").header(header::HOST, "evil.example");
    assert_eq!(asked.send(twice.body(Body::empty()).unwrap()).await.status(), 421);
}

#[tokio::test]
async fn every_answer_has_the_headers() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    for address in ["/", "/sign-in", "/nothing", "/photographs?format=exe", "/assets/none.js"] {
        let answer = asked.get_as(&samar, address).await;
        let policy = answer.header(header::CONTENT_SECURITY_POLICY);
        assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'"), "{address}");
        assert!(
            !policy.contains("unsafe") && !policy.contains("data:") && !policy.contains("http"),
            "{policy}"
        );
        assert_eq!(answer.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert_eq!(answer.header(header::REFERRER_POLICY), "no-referrer");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin");
        assert_eq!(answer.header(header::CACHE_CONTROL), "no-store", "{address}");
    }
}

#[tokio::test]
async fn cookies_are_for_this_desk_and_no_script() {
    let asked = Asked::new();
    let answer = asked.sign_in("samar", PASSWORD).await;
    let cookie = answer.header(header::SET_COOKIE);
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && cookie.contains("Path=/"));
}

#[tokio::test]
async fn too_large_a_form_is_refused() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let answer = asked.post_as(&samar, "/account", &"x".repeat(80_000)).await;
    assert_eq!(answer.status(), 413);
}

#[tokio::test]
async fn a_wrong_password_says_nothing_more() {
    let asked = Asked::new();
    let wrong = asked.sign_in("samar", "no").await;
    let unknown = asked.sign_in("nobody", "no").await;
    assert_eq!((wrong.status(), unknown.status()), (401, 401));
    let message = |answer: &crate::common::Answer| {
        answer.text().split("role=\"alert\"").nth(1).map(|rest| rest.chars().take(700).collect::<String>())
    };
    assert!(message(&wrong).is_some());
    assert_eq!(
        message(&wrong).unwrap().split("name=\"csrf\"").next(),
        message(&unknown).unwrap().split("name=\"csrf\"").next()
    );
    assert!(wrong.cookie("amana_session").is_none());
    assert_eq!(asked.sign_in("busy", "x").await.status(), 429);
}

#[tokio::test]
async fn a_session_ends_with_signing_out() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    assert_eq!(asked.post_as(&samar, "/sign-out", "").await.status(), 303);
    assert_eq!(asked.get_as(&samar, "/").await.header(header::LOCATION), "/sign-in");
    assert_eq!(asked.sample.events_of("signed-out"), 1);
}

#[tokio::test]
async fn what_fails_inside_is_not_told_outside() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    asked.sample.broken.store(true, std::sync::atomic::Ordering::Relaxed);
    let answer = asked.get_as(&samar, "/").await;
    assert_eq!(answer.status(), 500);
    assert!(!answer.text().contains("secret inside words"));
    assert!(answer.text().contains("Something went wrong here"));
}
