//! Samples through the pages: shown first, recorded as shown or not at all, drawn again, planned as a study.

use crate::common::Asked;
use crate::people::location;

const FORM: &str = "title=second&method=stratified&by=branch&size=20&category=&seed=";

/// The hidden fields of the form that records.
fn hidden(page: &str) -> String {
    let (_, form) = page.split_once("action=\"/samples/record\"").unwrap();
    let field = |name: &str| {
        let (_, rest) = form.split_once(&format!("name=\"{name}\" value=\"")).unwrap();
        format!("{name}={}", rest.split('"').next().unwrap())
    };
    let known = ["title", "method", "by", "size", "category", "seed", "exclude", "who", "why", "frame"];
    let there = |name: &&str| form.contains(&format!("name=\"{name}\""));
    known.into_iter().filter(there).map(field).collect::<Vec<_>>().join("&")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sample_is_shown_recorded_as_shown_and_drawn_again() {
    let asked = Asked::with_study();
    let samar = asked.person("samar").await;
    let shown = asked.post_as(&samar, "/samples", FORM).await.text();
    assert_eq!(asked.sample.events_of("sample-drawn"), 0, "shown, not recorded");
    let people = |page: &str| {
        let links = page.split("href=\"/people/").skip(1);
        links.map(|rest| rest.split('"').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(people(&shown).len(), 20);
    let sample = location(&asked.post_as(&samar, "/samples/record", &hidden(&shown)).await);
    assert_eq!(asked.sample.events_of("sample-drawn"), 1);
    let page = asked.get_as(&samar, &sample).await.text();
    assert_eq!(people(&page), people(&shown), "exactly who was shown");
    for words in ["7d3f0a1be2c45968", "by the branch number on the card", "±5 points", "Drawn by"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let again = asked.get_as(&samar, &format!("{sample}?again=yes")).await.text();
    assert!(again.contains("the same people came out"));
    let id = sample.rsplit('/').next().unwrap();
    let plan = asked.get_as(&samar, &format!("/coding?sample={id}")).await.text();
    assert!(plan.contains(&format!("<option value=\"{id}\" selected")));
    assert!(asked.get_as(&samar, "/samples").await.text().contains(&format!("href=\"{sample}\"")));
}

#[tokio::test(flavor = "multi_thread")]
async fn another_frame_than_was_shown_is_not_recorded() {
    let asked = Asked::with_study();
    let samar = asked.person("samar").await;
    let shown = asked.post_as(&samar, "/samples", FORM).await.text();
    asked.sample.somebody_joins();
    let refused = asked.post_as(&samar, "/samples/record", &hidden(&shown)).await;
    assert_eq!(refused.status(), 422);
    let page = refused.text();
    assert!(page.contains("have changed since the sample was shown") && page.contains("value=\"second\""));
    assert_eq!(asked.sample.events_of("sample-drawn"), 0);
    let again = asked.get_as(&samar, "/samples/n00000000?again=yes").await.text();
    assert!(again.contains("have changed since"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_drawn_is_told_and_what_was_typed_stays() {
    let asked = Asked::with_study();
    let (samar, huda, nadim) =
        (asked.person("samar").await, asked.person("huda").await, asked.person("nadim").await);
    for (fields, words) in [
        ("title=many&method=simple&size=5000", "nobody is drawn twice"),
        ("title=many&method=clusters&size=2&by=", "choose by what they are made"),
        ("title=+&method=simple&size=2", "Say what it is called"),
    ] {
        let refused = asked.post_as(&samar, "/samples", fields).await;
        assert_eq!(refused.status(), 422, "{fields}");
        assert!(refused.text().contains(words), "{fields}");
    }
    for bad in ["title=x&method=guess&size=2", "title=x&method=simple&size=many"] {
        assert_eq!(asked.post_as(&samar, "/samples", bad).await.status(), 400, "{bad}");
    }
    for unseen in ["title=x&method=simple&size=2&seed=s", "title=x&method=simple&size=2&seed=&frame=00"] {
        assert_eq!(asked.post_as(&samar, "/samples/record", unseen).await.status(), 400, "{unseen}");
    }
    assert_eq!(asked.get_as(&samar, "/samples/n99999999").await.status(), 404);
    for other in [&huda, &nadim] {
        assert_eq!(asked.get_as(other, "/samples").await.status(), 403);
        assert_eq!(asked.post_as(other, "/samples", FORM).await.status(), 403);
        assert_eq!(asked.get_as(other, "/samples/n00000000").await.status(), 403);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_a_frame_leaves_out_is_told_with_the_reason_and_recorded() {
    let asked = Asked::with_study();
    let samar = asked.person("samar").await;
    let form = "title=other&method=clusters&by=folder&size=3&category=&seed=&exclude=branch&who=215,+not-said&why=coded+in+full&exclude=&who=&why=";
    let shown = asked.post_as(&samar, "/samples", form).await.text();
    for words in ["people of these branch numbers", "coded in full", "by the folder of the first photograph"]
    {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    assert!(shown.contains("at the top of the deposit") && shown.contains("\\xFF"), "{shown}");
    let sample = location(&asked.post_as(&samar, "/samples/record", &hidden(&shown)).await);
    let page = asked.get_as(&samar, &sample).await.text();
    assert!(page.contains("coded in full") && page.contains("27"), "{page}");
    let again = asked.get_as(&samar, &format!("{sample}?again=yes")).await.text();
    assert!(again.contains("the same people came out"));
    for (fields, words) in [
        ("exclude=branch&who=215&why=", "needs a reason"),
        ("exclude=branch&who=&why=x", "which, none twice"),
        ("exclude=month&who=2012-13&why=x", "2012-13"),
        ("exclude=&who=215&why=x", "by what people are left out"),
    ] {
        let fields = format!("title=x&method=simple&size=2&seed=&category=&{fields}");
        let refused = asked.post_as(&samar, "/samples", &fields).await;
        assert_eq!(refused.status(), 422, "{fields}");
        assert!(refused.text().contains(words), "{fields}: {}", refused.text());
    }
}
