//! Bystanders through the pages: marked and taken back by those who may, seen unblurred for a reason only.

use crate::common::Asked;

#[tokio::test]
async fn a_bystander_is_marked_told_and_taken_back() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let photograph = format!("/photographs/{}", asked.sample.digest(80));
    let marks = format!("{photograph}/bystanders");
    let page = asked.get_as(&samar, &photograph).await.text();
    assert!(
        page.contains("Nobody is marked") && page.contains("data-region") && !page.contains("data-with-")
    );

    let fields = "left=10&top=20&width=25.5&height=30&note=%3Cb%3Ea+guard%3C%2Fb%3E";
    for _ in 0..2 {
        assert_eq!(asked.post_as(&samar, &marks, fields).await.status(), 303);
    }
    assert_eq!(asked.sample.events_of("bystander-marked"), 1, "a region is marked once");
    let page = asked.get_as(&samar, &photograph).await.text();
    for words in [
        "1 bystander marked",
        "&#60;b&#62;a guard",
        "Marked by",
        "data-with-bystanders",
        "Show the bystanders too",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let entry = page.split("/bystanders/").nth(1).unwrap().split('"').next().unwrap().to_owned();

    let back = format!("{marks}/{entry}");
    assert_eq!(asked.post_as(&samar, &back, "reason=+").await.status(), 400);
    for _ in 0..2 {
        assert_eq!(asked.post_as(&samar, &back, "reason=a+poster").await.status(), 303);
    }
    assert_eq!(asked.sample.events_of("bystander-unmarked"), 1);
    assert!(asked.get_as(&samar, &photograph).await.text().contains("Nobody is marked"));
}

#[tokio::test]
async fn a_region_that_is_none_is_refused() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let marks = format!("/photographs/{}/bystanders", asked.sample.digest(80));
    for bad in [
        "",
        "left=10&top=20&width=0&height=30",
        "left=100&top=20&width=5&height=5",
        "left=-1&top=20&width=5&height=5",
        "left=NaN&top=20&width=5&height=5",
        "left=1e309&top=20&width=5&height=5",
        "left=a&top=20&width=5&height=5",
    ] {
        assert_eq!(asked.post_as(&samar, &marks, bad).await.status(), 400, "{bad}");
    }
    let long = format!("left=1&top=1&width=5&height=5&note={}", "x".repeat(501));
    assert_eq!(asked.post_as(&samar, &marks, &long).await.status(), 400);
    let without = format!("/photographs/{}/bystanders", asked.sample.unreadable());
    assert_ne!(asked.post_as(&samar, &without, "left=1&top=1&width=5&height=5").await.status(), 303);
    assert_eq!(asked.sample.events_of("bystander-marked"), 0);
}

#[tokio::test]
async fn bystanders_are_seen_only_by_those_who_may_and_for_a_reason() {
    let asked = Asked::new();
    let (samar, nadim) = (asked.person("samar").await, asked.person("nadim").await);
    let photograph = format!("/photographs/{}", asked.sample.digest(80));
    asked.post_as(&samar, &format!("{photograph}/bystanders"), "left=1&top=1&width=5&height=5").await;
    let page = asked.get_as(&nadim, &photograph).await.text();
    assert!(page.contains("1 bystander marked"), "that somebody is marked is told to all");
    assert!(
        !page.contains("data-region") && !page.contains("data-with-bystanders") && !page.contains("reason")
    );
    for (part, fields) in [("bystanders", "left=1&top=1&width=5&height=6"), ("bystanders/30001", "reason=x")]
    {
        let answer = asked.post_as(&nadim, &format!("{photograph}/{part}"), fields).await;
        assert_eq!(answer.status(), 403, "{part}");
    }
    let fields = "size=view&cause=act&bystanders=who+is+he";
    assert_eq!(asked.post_as(&samar, &format!("{photograph}/uncovered"), fields).await.status(), 200);
    let history = asked.get_as(&samar, &photograph).await.text();
    assert!(history.contains("bystanders shown:") && history.contains("who is he"), "{history}");
}
