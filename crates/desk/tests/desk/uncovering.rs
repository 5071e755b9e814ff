//! Pictures are covered until a person uncovers them, and every uncovered view is an event.

use crate::common::Asked;
use axum::http::header;

/// A photograph that has a picture.
fn readable(asked: &Asked) -> amana_model::Digest {
    asked.sample.digest(100)
}

#[tokio::test]
async fn pages_and_covers_cause_no_view() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let digest = readable(&asked);
    for address in
        [format!("/photographs/{digest}"), "/photographs".into(), format!("/photographs/{digest}/cover")]
    {
        assert_eq!(asked.get_as(&samar, &address).await.status(), 200, "{address}");
    }
    assert_eq!(asked.sample.events_of("original-viewed"), 0);
}

#[tokio::test]
async fn the_covered_form_is_grey_and_tiny() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let cover = asked.get_as(&samar, &format!("/photographs/{}/cover", readable(&asked))).await;
    assert_eq!(cover.header(header::CONTENT_TYPE), "image/jpeg");
    assert!(cover.body.len() < 2_000, "{} bytes", cover.body.len());
}

#[tokio::test]
async fn each_uncovered_view_is_an_event() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let address = format!("/photographs/{}/uncovered", readable(&asked));
    for (seen, size) in ["grid", "view", "original"].into_iter().enumerate() {
        let answer = asked.post_as(&samar, &address, &format!("size={size}&cause=act")).await;
        assert_eq!((answer.status(), answer.header(header::CONTENT_TYPE)), (200, "image/jpeg"), "{size}");
        assert_eq!(answer.header(header::CACHE_CONTROL), "no-store");
        assert_eq!(asked.sample.events_of("original-viewed"), seen + 1);
    }
    assert_eq!(asked.get_as(&samar, &address).await.status(), 405, "never by a link");
    for bad in ["size=huge&cause=act", "size=view&cause=whim", "size=view", ""] {
        assert_eq!(asked.post_as(&samar, &address, bad).await.status(), 400, "{bad}");
    }
    assert_eq!(asked.sample.events_of("original-viewed"), 3);
}

#[tokio::test]
async fn a_session_of_uncovered_viewing_ends_by_the_clock() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let address = format!("/photographs/{}/uncovered", readable(&asked));
    let by_session = "size=grid&cause=session";
    assert_eq!(asked.post_as(&samar, &address, by_session).await.status(), 403, "none has begun");
    assert_eq!(
        asked.post_as(&samar, "/uncover", "minutes=7&to=/").await.status(),
        400,
        "not a length offered"
    );
    let begun = asked.post_as(&samar, "/uncover", "minutes=15&to=/photographs%3Fformat%3Djpeg").await;
    assert_eq!(begun.header(header::LOCATION), "/photographs?format=jpeg");
    assert_eq!(asked.sample.events_of("uncovered-for-session"), 1);
    assert_eq!(asked.post_as(&samar, &address, by_session).await.status(), 200);
    let page = asked.get_as(&samar, "/photographs").await.text();
    assert!(page.contains("data-uncovered=\"900\"") && page.contains("action=\"/cover\""));
    asked.later(15 * 60);
    assert_eq!(asked.post_as(&samar, &address, by_session).await.status(), 403);
    assert!(!asked.get_as(&samar, "/photographs").await.text().contains("data-uncovered="));
    assert_eq!(asked.sample.events_of("original-viewed"), 1);
}

#[tokio::test]
async fn covering_again_is_at_once() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    asked.post_as(&samar, "/uncover", "minutes=30&to=/").await;
    assert_eq!(
        asked.post_as(&samar, "/cover", "to=/photographs").await.header(header::LOCATION),
        "/photographs"
    );
    let address = format!("/photographs/{}/uncovered", readable(&asked));
    assert_eq!(asked.post_as(&samar, &address, "size=grid&cause=session").await.status(), 403);
}

#[tokio::test]
async fn an_original_without_a_picture_says_what_is_kept_why_and_what_to_do() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let digest = asked.sample.without_picture();
    let (page, part) =
        (format!("/photographs/{digest}"), |part: &str| format!("/photographs/{digest}/{part}"));
    for (language, kept, why) in [
        ("en", "kept and sealed as they were found", "no picture can be read out of its bytes"),
        ("ar", "محفوظة ومختومة كما وُجدت", "لا صورة يمكن قراءتها من بايتاته"),
    ] {
        asked.post_as(&samar, "/account", &format!("language={language}&to=/")).await;
        let cover = asked.get_as(&samar, &part("cover")).await;
        let uncovered = asked.post_as(&samar, &part("uncovered"), "size=original&cause=act").await;
        let shown = asked.get_as(&samar, &page).await;
        assert_eq!((cover.status(), uncovered.status(), shown.status()), (422, 422, 200), "{language}");
        let command = format!("amana restore ARCHIVE {} <span>-o FILE</span>", &digest.to_string()[..12]);
        for answer in [&cover, &uncovered, &shown] {
            let text = answer.text();
            for said in [kept, why, &command] {
                assert!(text.contains(said), "{language}: {said}: {text}");
            }
        }
        assert!(uncovered.text().contains(&format!("href=\"{page}\"")), "the way to its page");
        assert!(!shown.text().contains("data-uncover"), "there is nothing to uncover");
    }
    assert_eq!(asked.sample.events_of("original-viewed"), 0);
    let absent = format!("/photographs/{}/uncovered", "0".repeat(64));
    assert_eq!(asked.post_as(&samar, &absent, "size=view&cause=act").await.status(), 404);
}

#[tokio::test]
async fn the_proof_is_checked_in_words_and_taken_away_as_a_file() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let digest = readable(&asked);
    let checked = asked.post_as(&samar, &format!("/photographs/{digest}/check"), "").await.text();
    assert!(checked.contains("The proof holds") && checked.contains("signed with the archive"));
    let file = asked.post_as(&samar, &format!("/photographs/{digest}/proof"), "").await;
    assert!(file.header(header::CONTENT_DISPOSITION).starts_with("attachment; filename=\"proof-"));
    assert_eq!(asked.sample.events_of("proof-issued"), 1);
}
