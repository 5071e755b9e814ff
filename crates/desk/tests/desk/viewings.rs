//! Viewings through the pages: described first, planned, shown a few at a time, answered, paused, stopped; and nothing else on the family's page.

use crate::common::{Asked, Person};
use crate::people::location;

const CONTACTS: &str = "contacts=An+invented+counsellor%0D%0A000-0000";

/// Whoever is shown in the sample, from 0.
async fn somebody(asked: &Asked, who: &Person, place: usize) -> String {
    let list = asked.get_as(who, "/people").await.text();
    let ids = list.split("href=\"/people/i").skip(1).filter_map(|rest| rest.split('"').next());
    format!("i{}", ids.collect::<Vec<_>>()[place])
}

async fn reported(asked: &Asked, who: &Person) -> String {
    let address = location(&asked.post_as(who, "/missing/new", "name_latin=Fulan+Invented").await);
    address.rsplit('/').next().unwrap().to_owned()
}

/// A viewing with so many people planned.
async fn planned(asked: &Asked, worker: &Person, people: usize, protocol: &str) -> (String, Vec<String>) {
    let samar = asked.person("samar").await;
    asked.post_as(&samar, "/viewings/contacts", CONTACTS).await;
    let report = reported(asked, worker).await;
    let form = format!("report={report}&language=ar&description=an+invented+mole");
    let viewing = location(&asked.post_as(worker, "/viewings/new", &form).await);
    let mut named = Vec::new();
    for place in 0..people {
        named.push(somebody(asked, worker, place).await);
    }
    let form = format!("candidates={}&look_alikes=&{protocol}&order=given", named.join("%0D%0A"));
    let answer = asked.post_as(worker, &format!("{viewing}/plan"), &form).await;
    assert_eq!(location(&answer), viewing);
    (viewing, named)
}

async fn turned(asked: &Asked, worker: &Person, viewing: &str, turn: &str) -> u16 {
    asked.post_as(worker, &format!("{viewing}/family"), &format!("turn={turn}")).await.status()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_description_comes_first_and_somebody_to_turn_to() {
    let asked = Asked::with_study();
    let (samar, widad) = (asked.person("samar").await, asked.person("widad").await);
    let report = reported(&asked, &widad).await;
    let begin = |words: &str| format!("report={report}&language=ar&description={words}");
    let refused = asked.post_as(&widad, "/viewings/new", &begin("a+mole")).await;
    assert!(refused.status() == 422 && refused.text().contains("Nobody is named to whom a family can turn"));
    assert!(refused.text().contains("a mole</textarea>"), "what was typed is kept");
    assert_eq!(asked.post_as(&widad, "/viewings/contacts", CONTACTS).await.status(), 403);
    assert_eq!(location(&asked.post_as(&samar, "/viewings/contacts", CONTACTS).await), "/viewings");
    let silent = asked.post_as(&widad, "/viewings/new", &begin("+")).await;
    assert!(silent.status() == 422 && silent.text().contains("description comes first"));
    let viewing = location(&asked.post_as(&widad, "/viewings/new", &begin("an+invented+mole")).await);
    let page = asked.get_as(&widad, &viewing).await.text();
    assert!(
        page.contains("an invented mole") && !page.contains("id=\"hand\""),
        "nothing to show yet: {page}"
    );
    assert_eq!(asked.post_as(&widad, &format!("{viewing}/next"), "").await.status(), 422);
    assert_eq!(asked.sample.events_of("viewing-shown"), 0);
    let activity = asked.get_as(&samar, "/activity").await.text();
    assert!(activity.contains("Began a viewing") && !activity.contains("invented mole"));
}

#[tokio::test(flavor = "multi_thread")]
async fn faces_come_a_few_at_a_time_and_each_is_recorded_before_it_is_seen() {
    let asked = Asked::with_study();
    let widad = asked.person("widad").await;
    let (viewing, people) = planned(&asked, &widad, 3, "at_once=2&pause_after=2").await;
    let face = |place: usize| format!("{viewing}/faces/{place}");
    assert_eq!(asked.get_as(&widad, &face(0)).await.status(), 404, "not before it is shown");
    assert_eq!(asked.post_as(&widad, &format!("{viewing}/next"), "").await.status(), 303);
    assert_eq!(asked.sample.events_of("viewing-shown"), 2);
    let picture = asked.get_as(&widad, &face(0)).await;
    assert!(picture.status() == 200 && picture.body.starts_with(&[0xff, 0xd8]));
    assert_eq!(picture.header("cache-control"), "no-store");
    let samar = asked.person("samar").await;
    assert_eq!(asked.get_as(&samar, &face(0)).await.status(), 404, "she did not bring it before them");
    assert_eq!(asked.post_as(&samar, &format!("{viewing}/again"), "").await.status(), 303);
    assert_eq!(asked.get_as(&samar, &face(0)).await.status(), 200, "recorded under her name");
    assert_eq!(asked.post_as(&widad, &format!("{viewing}/again"), "").await.status(), 303);
    assert_eq!(asked.sample.events_of("viewing-shown"), 6);
    assert_eq!(asked.get_as(&widad, &face(2)).await.status(), 404, "the next is not before them");
    let page = asked.get_as(&widad, &format!("{viewing}/family")).await.text();
    assert_eq!(page.matches("<img ").count(), 2);
    assert_eq!(asked.post_as(&widad, &format!("{viewing}/next"), "").await.status(), 422, "answers first");
    let say = async |form: &str| asked.post_as(&widad, &format!("{viewing}/answers"), form).await;
    let refused = say("answer-0=not-them&features-0=typed+before&answer-2=surely").await;
    assert!(refused.status() == 422 && refused.text().contains("typed before</textarea>"), "kept");
    assert!(refused.text().contains("value=\"not-them\" checked"), "{}", refused.text());
    assert_eq!(say("features-0=typed").await.status(), 422, "no answer was chosen");
    assert_eq!(say("answer-0=certainly").await.status(), 400);
    assert_eq!(asked.sample.events_of("viewing-answered"), 0, "all or nothing");
    assert_eq!(say("answer-0=not-them&features-0=&answer-1=not-them&features-1=").await.status(), 303);
    assert_eq!(asked.get_as(&widad, &face(0)).await.status(), 404, "no longer before them");
    let rest = asked.post_as(&widad, &format!("{viewing}/next"), "").await;
    assert!(rest.status() == 422 && rest.text().contains("نستريح هنا"), "a pause is due: {}", rest.text());
    assert_eq!(turned(&asked, &widad, &viewing, "resumed").await, 303);
    assert_eq!(asked.post_as(&widad, &format!("{viewing}/next"), "").await.status(), 303);
    assert_eq!(say("answer-2=surely&features-2=an+invented+chipped+tooth").await.status(), 303);
    assert_eq!(say("answer-2=surely&features-2=").await.status(), 303, "what was named stays");
    let page = asked.get_as(&widad, &viewing).await.text();
    assert!(page.contains("an invented chipped tooth") && page.contains("Open a claim out of it"), "{page}");
    assert_eq!(
        asked.post_as(&widad, &format!("{viewing}/claim/0"), "").await.status(),
        404,
        "not recognised"
    );
    let claim = location(&asked.post_as(&widad, &format!("{viewing}/claim/2"), "").await);
    let page = asked.get_as(&widad, &claim).await.text();
    assert!(page.contains("recognised by sight") && page.contains("an invented chipped tooth"), "{page}");
    assert!(page.contains(&people[2]) && page.contains("from a viewing"));
    let again = asked.post_as(&widad, &format!("{viewing}/claim/2"), "").await;
    assert_eq!(again.status(), 422);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_familys_page_has_nothing_of_the_archive_on_it() {
    let asked = Asked::with_study();
    let widad = asked.person("widad").await;
    let (viewing, people) = planned(&asked, &widad, 1, "at_once=1&pause_after=3").await;
    let family = format!("{viewing}/family");
    let before = asked.post_as(&widad, &format!("{viewing}/planned/0"), "").await;
    assert!(before.status() == 200 && before.body.starts_with(&[0xff, 0xd8]), "she sees it before they do");
    assert_eq!(asked.sample.events_of("original-viewed"), 1);
    let mut pages = vec![asked.get_as(&widad, &family).await.text()];
    asked.post_as(&widad, &format!("{viewing}/next"), "").await;
    pages.push(asked.get_as(&widad, &family).await.text());
    for page in &pages {
        assert!(page.contains("lang=\"ar\" dir=\"rtl\""), "in the family's language");
        assert!(page.contains("An invented counsellor") && page.contains("000-0000"), "{page}");
        assert!(page.contains("value=\"paused\"") && page.contains("value=\"stopped\""), "always in reach");
        assert!(!page.contains("<nav") && !page.contains("<script"), "{page}");
        for other in
            ["href=\"/people", "href=\"/missing", "href=\"/claims", "Fulan", &people[0], "invented mole"]
        {
            assert!(!page.contains(other), "{other}: {page}");
        }
        assert!(!page.contains("href=\"/viewings"), "{page}");
        assert!(!page.contains('⟨') && !page.contains(" style="), "{page}");
    }
    assert_eq!(turned(&asked, &widad, &viewing, "paused").await, 303);
    let page = asked.get_as(&widad, &family).await.text();
    assert!(!page.contains("<img ") && page.contains("value=\"resumed\""), "{page}");
    assert_eq!(asked.get_as(&widad, &format!("{viewing}/faces/0")).await.status(), 404);
    assert_eq!(turned(&asked, &widad, &viewing, "stopped").await, 303);
    let page = asked.get_as(&widad, &family).await.text();
    assert!(page.contains("توقفنا") && page.contains("An invented counsellor") && !page.contains("<img "));
    assert_eq!(turned(&asked, &widad, &viewing, "paused").await, 422);
    assert_eq!(turned(&asked, &widad, &viewing, "resumed").await, 303);
    assert!(asked.get_as(&widad, &family).await.text().contains("<img "), "where it was left");
    assert_eq!(turned(&asked, &widad, &viewing, "erased").await, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rest_of_the_worker_is_told_on_the_familys_page() {
    let asked = Asked::with_study();
    let (samar, widad) = (asked.person("samar").await, asked.person("widad").await);
    let (viewing, _) = planned(&asked, &widad, 2, "at_once=1&pause_after=3").await;
    assert_eq!(
        asked.post_as(&samar, "/uncover/rule", "views=1&looking=30&pause=10").await.status(),
        303,
        "one view a day"
    );
    assert_eq!(asked.post_as(&widad, &format!("{viewing}/next"), "").await.status(), 303);
    let more = format!("{viewing}/faces/0/more");
    let more = asked.post_as(&widad, &more, "step=head&asked=yes&agreed=yes&reason=they+ask").await;
    let said = asked.post_as(&widad, &format!("{viewing}/answers"), "answer-0=not-sure").await;
    assert_eq!(said.status(), 303);
    let next = asked.post_as(&widad, &format!("{viewing}/next"), "").await;
    for page in [more, next] {
        assert!(page.status() == 422 && page.text().contains("نستريح الآن قليلًا"), "{}", page.text());
        assert!(
            !page.text().contains("<nav") && !page.text().contains("href=\"/uncover"),
            "no page of the team"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn more_than_the_face_is_shown_only_if_they_ask_and_the_worker_agrees() {
    let asked = Asked::with_study();
    let widad = asked.person("widad").await;
    let (viewing, _) = planned(&asked, &widad, 1, "at_once=1&pause_after=3").await;
    asked.post_as(&widad, &format!("{viewing}/next"), "").await;
    let more = format!("{viewing}/faces/0/more");
    let post = async |fields: &str| asked.post_as(&widad, &more, fields).await.status();
    assert_eq!(post("step=head&asked=yes&reason=they+ask").await, 422, "the worker agrees too");
    assert_eq!(post("step=head&asked=yes&agreed=yes&reason=+").await, 422);
    assert_eq!(post("step=whole&asked=yes&agreed=yes&reason=they+ask").await, 422, "step by step");
    assert_eq!(post("step=everything&asked=yes&agreed=yes&reason=x").await, 400);
    assert_eq!(asked.sample.events_of("viewing-shown"), 1);
    assert_eq!(post("step=head&asked=yes&agreed=yes&reason=they+ask").await, 303);
    assert_eq!(post("step=whole&asked=yes&agreed=yes&reason=they+ask+again").await, 303);
    assert_eq!(asked.sample.events_of("viewing-shown"), 3);
    let page = asked.get_as(&widad, &viewing).await.text();
    assert!(page.contains("they ask again") && page.contains("the whole picture"), "{page}");
    let family = asked.get_as(&widad, &format!("{viewing}/family")).await.text();
    assert!(
        family.contains("alt=\"الصورة كاملة"),
        "the text beside the picture is that of the step: {family}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_sees_no_viewing_and_a_plan_that_will_not_do_is_kept() {
    let asked = Asked::with_study();
    let (widad, salma) = (asked.person("widad").await, asked.person("salma").await);
    let (viewing, people) = planned(&asked, &widad, 1, "at_once=1&pause_after=3").await;
    asked.post_as(&widad, &format!("{viewing}/next"), "").await;
    for path in ["/viewings", &viewing, &format!("{viewing}/family"), &format!("{viewing}/faces/0")] {
        assert_eq!(asked.get_as(&salma, path).await.status(), 403, "{path}");
    }
    for path in ["next", "again", "answers", "family", "plan", "planned/0", "faces/0/more"] {
        assert_eq!(asked.post_as(&salma, &format!("{viewing}/{path}"), "turn=paused").await.status(), 403);
    }
    let plan = async |candidates: &str, rest: &str| {
        let form = format!("candidates={candidates}&look_alikes=&order=given&{rest}");
        asked.post_as(&widad, &format!("{viewing}/plan"), &form).await
    };
    let again = plan(&people[0], "at_once=1&pause_after=3").await;
    assert!(again.status() == 422 && again.text().contains(&format!("{}</textarea>", people[0])));
    assert_eq!(plan("%3Cscript%3E", "at_once=1&pause_after=3").await.status(), 422);
    let nobody = plan("i99999999", "at_once=1&pause_after=3").await;
    assert!(nobody.status() == 422 && nobody.text().contains("Nobody of these numbers"));
    let other = somebody(&asked, &widad, 1).await;
    let arabic = plan(&format!("{other}،i99999999"), "at_once=1&pause_after=3").await;
    assert!(arabic.text().contains("Nobody of these numbers"), "an Arabic comma sets names apart too");
    assert_eq!(plan(&other, "at_once=9&pause_after=3").await.status(), 422);
    assert_eq!(plan(&other, "at_once=many&pause_after=3").await.status(), 400);
    let handed = asked.get_as(&widad, &format!("{viewing}?people={other},i1")).await.text();
    assert!(handed.contains(&format!("{other}\ni1</textarea>")), "what a search hands over: {handed}");
    let report = asked.get_as(&widad, "/missing").await.text();
    let report = report.split("href=\"/missing/m").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let page = asked.get_as(&widad, &format!("/missing/m{report}")).await.text();
    assert!(page.contains(&format!("href=\"{viewing}\"")), "on the report's page");
    let ended = asked.post_as(&widad, &format!("{viewing}/turn"), "turn=ended").await;
    assert_eq!(location(&ended), viewing);
    assert_eq!(asked.post_as(&widad, &format!("{viewing}/turn"), "turn=resumed").await.status(), 422);
}
