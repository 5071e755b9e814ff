//! Pictures are covered until a person uncovers them, and every uncovered view is an event.

use crate::common::{Asked, Person};
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
    let digest = asked.sample.unreadable();
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

/// Sets the rule about looking.
async fn rule(asked: &Asked, person: &Person, views: &str, looking: u32, pause: u32) {
    let fields = format!("views={views}&looking={looking}&pause={pause}");
    let answer = asked.post_as(person, "/uncover/rule", &fields).await;
    assert_eq!(answer.header(header::LOCATION), "/uncover?rule");
}

#[tokio::test]
async fn when_the_days_views_are_used_up_nothing_is_shown_and_the_page_says_when_to_go_on() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    rule(&asked, &samar, "2", 30, 10).await;
    let address = format!("/photographs/{}/uncovered", readable(&asked));
    for _ in 0..2 {
        assert_eq!(asked.post_as(&samar, &address, "size=grid&cause=act").await.status(), 200);
    }
    for (language, words) in [
        (
            "en",
            [
                "Enough for today",
                "Nothing is lost",
                "You can look again in 12 hours: 24 November 2026, 00:00 UTC",
            ],
        ),
        ("ar", ["يكفي لهذا اليوم", "لم يضع شيء", "يمكنك النظر مجددًا بعد ١٢ ساعة: ٢٤ تشرين الثاني ٢٠٢٦"]),
    ] {
        asked.post_as(&samar, "/account", &format!("language={language}&to=/")).await;
        let picture = asked.post_as(&samar, &address, "size=original&cause=act").await;
        let session = asked.post_as(&samar, "/uncover", "minutes=5&to=/").await;
        for answer in [&picture, &session] {
            assert_eq!((answer.status(), answer.header(header::RETRY_AFTER)), (429, "43200"), "{language}");
            for said in words {
                assert!(answer.text().contains(said), "{language}: {said}: {}", answer.text());
            }
        }
        let page = asked.get_as(&samar, "/uncover").await.text();
        assert!(page.contains("id=\"resting\"") && !page.contains("name=\"minutes\""), "{language}: {page}");
    }
    assert_eq!(
        (asked.sample.events_of("original-viewed"), asked.sample.events_of("uncovered-for-session")),
        (2, 0)
    );
    asked.later(12 * 3_600);
    assert_eq!(asked.post_as(&samar, &address, "size=grid&cause=act").await.status(), 200, "a new day");
}

#[tokio::test]
async fn a_pause_is_due_after_looking_and_ends_by_the_clock() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let digest = readable(&asked);
    let address = format!("/photographs/{digest}/uncovered");
    rule(&asked, &samar, "", 20, 10).await;
    asked.post_as(&samar, "/uncover", "minutes=30&to=/").await;
    let page = asked.get_as(&samar, "/photographs").await.text();
    assert!(page.contains("data-uncovered=\"1200\""), "no longer than is left until the pause");
    asked.later(20 * 60);
    let refused = asked.post_as(&samar, &address, "size=view&cause=act").await;
    assert_eq!((refused.status(), refused.header(header::RETRY_AFTER)), (429, "600"));
    assert!(refused.text().contains("Time for a pause") && refused.text().contains("in 10 minutes"));
    let cover = asked.get_as(&samar, &format!("/photographs/{digest}/cover")).await;
    assert_eq!(cover.status(), 200, "covered work goes on");
    assert_eq!(asked.sample.events_of("original-viewed"), 0);
    asked.later(10 * 60);
    assert_eq!(asked.post_as(&samar, &address, "size=view&cause=act").await.status(), 200);
}

#[tokio::test]
async fn each_person_sees_her_own_count_and_what_is_left() {
    let asked = Asked::new();
    let (samar, nadim) = (asked.person("samar").await, asked.person("nadim").await);
    let address = format!("/photographs/{}/uncovered", readable(&asked));
    for _ in 0..3 {
        asked.post_as(&samar, &address, "size=grid&cause=act").await;
    }
    asked.later(120);
    let hers = asked.get_as(&samar, "/account").await.text();
    for said in
        ["3 times today", "After 300 in a day", "Looking took 60 seconds of today", "shown to nobody else"]
    {
        assert!(hers.contains(said), "{said}: {hers}");
    }
    let left = asked.get_as(&samar, "/uncover").await.text();
    for said in ["297 views are left", "after 29 more minutes", "shown to nobody else"] {
        assert!(left.contains(said), "{said}: {left}");
    }
    let his = asked.get_as(&nadim, "/account").await.text();
    assert!(his.contains("no photograph uncovered today") && !his.contains("3 times"), "{his}");
}

#[tokio::test]
async fn the_rule_is_set_by_whoever_governs_and_only_within_sense() {
    let asked = Asked::new();
    let (samar, nadim) = (asked.person("samar").await, asked.person("nadim").await);
    assert_eq!(asked.post_as(&nadim, "/uncover/rule", "views=&looking=30&pause=10").await.status(), 403);
    for bad in [
        "views=0&looking=30&pause=10",
        "views=x&looking=30&pause=10",
        "views=5&looking=&pause=10",
        "views=5&looking=30&pause=999",
    ] {
        assert_eq!(asked.post_as(&samar, "/uncover/rule", bad).await.status(), 400, "{bad}");
    }
    assert_eq!(asked.sample.events_of("exposure-rule-set"), 0);
    rule(&asked, &samar, "", 45, 15).await;
    assert_eq!(asked.sample.events_of("exposure-rule-set"), 1);
    let page = asked.get_as(&samar, "/uncover?rule").await.text();
    for said in
        ["The rule is set.", "sets no number of views", "name=\"looking\" min=\"1\" max=\"240\" value=\"45\""]
    {
        assert!(page.contains(said), "{said}: {page}");
    }
    let activity = asked.get_as(&samar, "/activity").await.text();
    assert!(activity.contains("Set the rule about looking"));
}
