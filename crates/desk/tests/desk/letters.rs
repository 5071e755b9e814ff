//! Letters of families through the pages: sorted, taken up, answered, linked, made a report, looked into with a trace, erased by who may.

use crate::common::Asked;
use crate::people::location;

const REPORT: &str = "/letters/l00000000";
const OTHER: &str = "/letters/l00000001";
const TAKEDOWN: &str = "/letters/l00000003";

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_wait_comes_first_and_the_list_is_sorted_out() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let page = asked.get_as(&samar, "/letters").await.text();
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("{text}: {page}"));
    assert!(at("l00000003") < at("l00000000") && at("l00000000") < at("l00000001"), "{page}");
    assert!(page.contains("3 days") && page.contains("4 letters"));
    assert!(page.contains("the father’s name") && page.contains("7K2Q-9F3M"), "what is missing is told");
    assert!(page.contains("&#60;b&#62;") && !page.contains("<b>brother"), "words are text");
    assert!(!page.contains("aunt"), "who wrote is apart");
    for (query, there, gone) in [
        ("kind=takedown", "l00000003", "l00000000"),
        ("script=latin", "l00000001", "l00000000"),
        ("urgency=usual", "l00000000", "l00000003"),
        ("state=all", "l00000000", "l0000000x"),
        ("lacks=mother", "l00000001", "l00000000"),
        ("lacks=reach", "l00000003", "l00000000"),
    ] {
        let page = asked.get_as(&samar, &format!("/letters?{query}")).await.text();
        assert!(page.contains(there) && !page.contains(gone), "{query}: {page}");
    }
    let closed = asked.get_as(&samar, "/letters?state=closed").await.text();
    assert!(closed.contains("There are no such letters"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_is_taken_up_ranked_answered_and_closed() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let post =
        async |what: &str, body: &str| asked.post_as(&samar, &format!("{TAKEDOWN}/{what}"), body).await;
    assert_eq!(location(&post("state", "to=in-work").await), TAKEDOWN);
    assert_eq!(location(&post("urgency", "urgency=later").await), TAKEDOWN);
    let knew = async || {
        let page = asked.get_as(&samar, TAKEDOWN).await.text();
        let from = page.split("name=\"knew\" value=\"").nth(1).unwrap();
        from.split('"').next().unwrap().to_owned()
    };
    let first = knew().await;
    let refused = post("answer", &format!("knew={first}&text=+")).await;
    assert_eq!(refused.status(), 422);
    let answered = post("answer", &format!("knew={first}&text=We+took+it+down")).await;
    assert_eq!(location(&answered), TAKEDOWN);
    // Somebody who did not see it does not replace it, and what she typed is kept.
    let unseen = post("answer", &format!("knew={first}&text=another+answer")).await;
    let told = unseen.text();
    assert!(
        unseen.status() == 422 && told.contains("meanwhile") && told.contains("another answer"),
        "{told}"
    );
    let page = asked.get_as(&samar, TAKEDOWN).await.text();
    assert!(
        page.contains("We took it down") && page.contains("answered") && page.contains("Samar"),
        "{page}"
    );
    assert_eq!(post("state", "to=closed&reason=").await.status(), 422);
    assert_eq!(location(&post("state", "to=closed&reason=taken+down").await), TAKEDOWN);
    assert_eq!(asked.sample.events_of("letter-moved"), 2);
    assert_eq!(post("state", "to=elsewhere").await.status(), 400);
    assert!(!asked.get_as(&samar, "/letters").await.text().contains("l00000003"));
    assert_eq!(asked.get_as(&samar, "/letters/l99999999").await.status(), 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_becomes_a_report_and_its_words_are_gone_over() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let form = asked.get_as(&samar, &format!("{REPORT}/report")).await.text();
    for words in ["Fulan Invented", "an invented mother", "نبحث عن ابننا", "in their letter l00000000"]
    {
        assert!(form.contains(words), "{words}: {form}");
    }
    assert!(!form.contains("aunt"));
    let refused = asked.post_as(&samar, &format!("{REPORT}/report"), "name_latin=&taken=2013").await;
    assert!(refused.status() == 422 && refused.text().contains("value=\"2013\""), "{}", refused.text());
    let body = "name_latin=Fulan+Invented&mother=an+invented+mother&consent=search&how=in+their+letter";
    let report = location(&asked.post_as(&samar, &format!("{REPORT}/report"), body).await);
    assert!(report.starts_with("/missing/m"), "{report}");
    let page = asked.get_as(&samar, REPORT).await.text();
    assert!(page.contains(&format!("href=\"{report}\"")) && !page.contains("l00000000/report\""), "{page}");
    assert_eq!(asked.post_as(&samar, &format!("{REPORT}/report"), body).await.status(), 422, "only once");
    // The other letter of the family now stands beside that report, with the reasons.
    let other = asked.get_as(&samar, OTHER).await.text();
    assert!(other.contains(&format!("href=\"{report}\"")) && other.contains("the same name"), "{other}");
    assert_eq!(asked.get_as(&samar, &format!("{TAKEDOWN}/report")).await.status(), 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_of_a_letter_become_photographs_of_the_living() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let form = asked.get_as(&samar, &format!("{REPORT}/report")).await.text();
    assert!(form.contains("name=\"living\" value=\"2\"") && form.contains("name=\"which-1\""), "{form}");
    let said = "name_latin=Fulan+Invented&how=in+their+letter";
    let post =
        async |more: &str| asked.post_as(&samar, &format!("{REPORT}/report"), &format!("{said}{more}")).await;
    let refused = post("&living=1").await;
    let told = refused.text();
    assert!(refused.status() == 422 && told.contains("does not consent"), "{told}");
    assert!(told.contains("value=\"1\" checked"), "what was chosen is kept: {told}");
    let refused = post("&living=1&living=2&consent=search").await.text();
    assert!(refused.contains("This is no picture that can be read"), "{refused}");
    assert_eq!(asked.sample.events_of("missing-reported"), 0, "no report without its photographs");
    let report = location(&post("&living=1&which-1=1&consent=search").await);
    assert_eq!(asked.sample.events_of("living-photograph-sealed"), 1);
    assert!(asked.get_as(&samar, &report).await.text().contains("/living/"), "it stands with the report");
    let page = asked.get_as(&samar, REPORT).await.text();
    assert!(page.contains("is sealed as a photograph of the person alive with"), "{page}");
    assert!(page.contains(&format!("{REPORT}/pictures/1")), "the letter keeps its own");

    // A picture of another letter goes to a report that is here.
    let id = report.strip_prefix("/missing/").unwrap();
    let seal = async |body: &str| asked.post_as(&samar, &format!("{OTHER}/living"), body).await;
    let page = asked.get_as(&samar, OTHER).await.text();
    assert!(page.contains(&format!("<option value=\"{id}\">")), "the report is offered: {page}");
    assert_eq!(seal("picture=1&report=m99999999").await.status(), 422);
    assert_eq!(location(&seal(&format!("picture=1&report={id}")).await), OTHER);
    let again = seal(&format!("picture=1&report={id}")).await;
    assert!(again.status() == 422 && again.text().contains("stands so already"));
    assert_eq!(asked.sample.events_of("living-photograph-sealed"), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_wrote_and_pictures_are_seen_with_a_trace_alone() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let refused = asked.post_as(&samar, &format!("{REPORT}/contact"), "purpose=+").await;
    assert!(refused.status() == 422 && !refused.text().contains("aunt"));
    let read = asked.post_as(&samar, &format!("{REPORT}/contact"), "purpose=to+call+back").await;
    assert!(read.text().contains("A made-up aunt"));
    assert_eq!(asked.sample.events_of("letter-contact-read"), 1);
    assert!(!asked.get_as(&samar, REPORT).await.text().contains("aunt"), "once, and no longer");

    assert_eq!(
        asked.get_as(&samar, &format!("{REPORT}/pictures/1")).await.status(),
        405,
        "no link shows one"
    );
    let picture = asked.post_as(&samar, &format!("{REPORT}/pictures/1"), "").await;
    assert_eq!(picture.header("content-type"), "image/jpeg");
    assert_eq!(asked.sample.events_of("letter-picture-viewed"), 1);
    let none = asked.post_as(&samar, &format!("{REPORT}/pictures/2"), "").await;
    assert!(none.status() == 422 && none.text().contains("no picture that can be shown"));
    assert_eq!(asked.post_as(&samar, &format!("{REPORT}/pictures/9"), "").await.status(), 404);
    assert_eq!(asked.sample.events_of("letter-picture-viewed"), 1);
    let activity = asked.get_as(&samar, "/activity").await.text();
    assert!(activity.contains("Looked at a picture of a letter") && !activity.contains("aunt"), "{activity}");
}

#[tokio::test(flavor = "multi_thread")]
async fn letters_about_one_matter_are_linked_by_people_and_taken_back() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let page = asked.get_as(&samar, REPORT).await.text();
    assert!(page.contains("may be about the same matter") && page.contains(OTHER), "{page}");
    let beside = format!("{REPORT}/beside/l00000001");
    assert_eq!(asked.post_as(&samar, &beside, "verdict=same&reason=+").await.status(), 422);
    assert_eq!(location(&asked.post_as(&samar, &beside, "verdict=same&reason=two+sisters").await), REPORT);
    let page = asked.get_as(&samar, OTHER).await.text();
    assert!(page.contains("as people decided") && !page.contains("may be about the same matter"), "{page}");
    asked.post_as(&samar, &beside, "verdict=undecided&reason=two+men").await;
    assert!(asked.get_as(&samar, OTHER).await.text().contains("may be about the same matter"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_face_that_nobody_published_is_told_and_links_nowhere() {
    let asked = Asked::new();
    for name in ["samar", "widad"] {
        let page = asked.get_as(&asked.person(name).await, TAKEDOWN).await.text();
        assert!(page.contains("7k2q9f3m") || page.contains("7K2Q-9F3M"), "{name}: {page}");
        assert!(page.contains("no face has this number"), "{name}: {page}");
        assert!(!page.contains("href=\"/publications/"), "{name}: nowhere that she may not go");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_neither_sees_nor_erases() {
    let asked = Asked::new();
    for (name, sees, erases) in [("nadim", false, false), ("widad", true, false), ("samar", true, true)] {
        let person = asked.person(name).await;
        assert_eq!(asked.get_as(&person, "/letters").await.status() == 200, sees, "{name}");
        assert_eq!(asked.get_as(&person, REPORT).await.status() == 200, sees, "{name}");
        let erased = asked.post_as(&person, &format!("{OTHER}/erase"), "order=a+wish&sure=l00000001").await;
        assert_eq!(erased.status() == 303, erases, "{name}");
    }
    let samar = asked.person("samar").await;
    let page = asked.get_as(&samar, OTHER).await.text();
    assert!(page.contains("The letter was erased") && !page.contains("brother"), "{page}");
    let unsure = asked.post_as(&samar, &format!("{REPORT}/erase"), "order=a+wish&sure=l00000001").await;
    assert_eq!(unsure.status(), 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_that_turns_a_text_around_stands_in_sight() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    for address in ["/letters", OTHER] {
        let page = asked.get_as(&samar, address).await.text();
        assert!(page.contains("[U+202E]") && !page.contains('\u{202e}'), "{address}: {page}");
    }
}
