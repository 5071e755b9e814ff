//! Searching for a missing person through the pages: from a report, for a purpose; photographs of the living; kept searches.

use crate::common::{Asked, Person};
use crate::people::{accept, location};

async fn reported(asked: &Asked, who: &Person, consent: &str) -> String {
    let said = format!("name_latin=Fulan+Invented&sex=male{consent}");
    location(&asked.post_as(who, "/missing/new", &said).await)
}

const CONSENT: &str = "&consent=search&how=on+paper";

#[tokio::test(flavor = "multi_thread")]
async fn a_search_has_a_purpose_and_shows_everybody_with_the_reasons() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    accept(&asked, &samar, 0).await;
    let address = reported(&asked, &samar, CONSENT).await;
    let refused = asked.post_as(&samar, &format!("{address}/search"), "purpose=+").await;
    assert!(refused.status() == 422 && refused.text().contains("A purpose is needed"));
    assert_eq!(asked.sample.events_of("person-searched"), 0);
    let search = async || {
        let form = "purpose=her+mother+asks&faces=yes";
        location(&asked.post_as(&samar, &format!("{address}/search"), form).await)
    };
    let without = asked.get_as(&samar, &search().await).await.text();
    assert!(without.contains("no photograph of the person alive is sealed"), "{without}");
    let parts: [(&str, Option<&str>, &[u8]); 3] = [
        ("csrf", None, samar.csrf.as_bytes()),
        ("which", None, b""),
        ("picture", Some("alive.jpg"), b"\xff\xd8 of one"),
    ];
    asked.send_parts(&samar, &format!("{address}/living"), &parts).await;
    let found = search().await;
    assert_eq!(asked.sample.events_of("person-searched"), 2);
    let page = asked.get_as(&samar, &found).await.text();
    for words in
        ["her mother asks", "Neither for it", "nearest of 8 people", "no probability", "Fulan Invented"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains('%'), "ranks, never percentages: {page}");
    assert_eq!(asked.get_as(&samar, "/searches/1").await.status(), 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_a_search_found_is_shown_without_copying_an_identifier() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    accept(&asked, &samar, 0).await;
    asked.post_as(&samar, "/viewings/contacts", "contacts=An+invented+counsellor").await;
    let address = reported(&asked, &samar, CONSENT).await;
    let found = location(&asked.post_as(&samar, &format!("{address}/search"), "purpose=to+look").await);
    let page = asked.get_as(&samar, &found).await.text();
    let who = page.split("name=\"people\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let report = address.rsplit('/').next().unwrap();
    let new =
        asked.get_as(&samar, &format!("/viewings/new?report={report}&people={who}&people=")).await.text();
    assert!(
        new.contains("One person was chosen") && new.contains(&format!("name=\"people\" value=\"{who}\""))
    );
    let begin = format!("report={report}&language=ar&people={who}&description=");
    let refused = asked.post_as(&samar, "/viewings/new", &begin).await.text();
    assert!(refused.contains(&format!("value=\"{who}\"")), "whom she chose is kept: {refused}");
    let viewing = location(&asked.post_as(&samar, "/viewings/new", &format!("{begin}a+mole")).await);
    assert_eq!(viewing.split_once('?').unwrap().1, format!("people={who}"));
    let plan = asked.get_as(&samar, &viewing).await.text();
    assert!(plan.contains(&format!(">{who}</textarea>")), "{plan}");
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_searched_for_without_consent_or_by_whoever_may_not() {
    let asked = Asked::new();
    let (samar, nadim) = (asked.person("samar").await, asked.person("nadim").await);
    let address = reported(&asked, &samar, "").await;
    let page = asked.get_as(&samar, &address).await.text();
    assert!(page.contains("has not consented to a search") && !page.contains("name=\"purpose\" required"));
    let forced = asked.post_as(&samar, &format!("{address}/search"), "purpose=a+trial").await;
    assert!(forced.status() == 422 && forced.text().contains("has not consented"));
    for (address, fields) in
        [(format!("{address}/search"), "purpose=a+trial"), ("/searches/1/let-go".into(), "")]
    {
        assert_eq!(asked.post_as(&nadim, &address, fields).await.status(), 403, "{address}");
    }
    for address in ["/searches", "/searches/60000", "/faces"] {
        assert_eq!(asked.get_as(&nadim, address).await.status(), 403, "{address}");
    }
    assert_eq!(asked.sample.events_of("person-searched"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn kept_searches_tell_who_is_new_and_are_let_go() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    accept(&asked, &samar, 0).await;
    let address = reported(&asked, &samar, CONSENT).await;
    let found =
        location(&asked.post_as(&samar, &format!("{address}/search"), "purpose=to+wait&kept=yes").await);
    let list = asked.get_as(&samar, "/searches").await.text();
    assert!(
        list.contains("Fulan Invented") && list.contains("One is new") && list.contains("to wait"),
        "{list}"
    );
    let entry = found.trim_start_matches("/searches/");
    assert_eq!(location(&asked.post_as(&samar, &format!("/searches/{entry}/let-go"), "").await), "/searches");
    assert!(asked.get_as(&samar, "/searches").await.text().contains("No search is kept"));
    assert_eq!(asked.sample.events_of("search-let-go"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photograph_of_the_living_is_on_no_page_and_shown_by_an_act() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let address = reported(&asked, &samar, CONSENT).await;
    let upload = async |picture: &[u8], which: &str| {
        let parts: [(&str, Option<&str>, &[u8]); 3] = [
            ("csrf", None, samar.csrf.as_bytes()),
            ("which", None, which.as_bytes()),
            ("picture", Some("alive.jpg"), picture),
        ];
        asked.send_parts(&samar, &format!("{address}/living"), &parts).await
    };
    let wrong = upload(b"GIF89a", "").await;
    assert!(
        wrong.status() == 422 && wrong.text().contains("no picture that can be read"),
        "{}",
        wrong.text()
    );
    let two = upload(b"\xff\xd8 of two", "").await;
    assert!(two.status() == 422 && two.text().contains("shows 2 faces"), "{}", two.text());
    assert_eq!(asked.sample.events_of("living-photograph-sealed"), 0);
    assert_eq!(location(&upload(b"\xff\xd8 of two", "2").await), address);
    let page = asked.get_as(&samar, &address).await.text();
    assert!(page.contains("Photograph 1") && !page.contains("<img"), "{page}");
    let at = page.find("/living/").expect("it can be looked at");
    let look = format!("{address}{}", page[at..].split('"').next().unwrap());
    assert_eq!(asked.get_as(&samar, &look).await.status(), 405, "never by a link");
    let seen = asked.post_as(&samar, &look, "").await;
    assert!(seen.body.starts_with(b"\xff\xd8"));
    assert_eq!(asked.sample.events_of("living-photograph-viewed"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_somebody_chose_stays_chosen_over_the_pages() {
    let asked = Asked::with_study();
    let samar = asked.person("samar").await;
    let address = reported(&asked, &samar, CONSENT).await;
    let found = location(&asked.post_as(&samar, &format!("{address}/search"), "purpose=to+look").await);
    let first = asked.get_as(&samar, &found).await.text();
    let ids = |page: &str| -> Vec<String> {
        let boxes = page.split("type=\"checkbox\" name=\"people\" value=\"").skip(1);
        boxes.map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    let chosen = ids(&first).first().cloned().unwrap();
    assert!(first.contains(&format!("formaction=\"{found}\" name=\"page\" value=\"2\"")), "{first}");
    let second =
        asked.get_as(&samar, &format!("{found}?people={chosen}&people=i99999999&page=2")).await.text();
    assert!(!ids(&second).contains(&chosen));
    assert!(second.contains(&format!("type=\"hidden\" name=\"people\" value=\"{chosen}\"")), "{second}");
    assert!(
        second.contains("One person is chosen")
            || second.contains("1 person is chosen")
            || second.contains("person is chosen on another page"),
        "{second}"
    );
    assert!(!second.contains("value=\"i99999999"), "whoever was not found is not taken");
    let back = asked.get_as(&samar, &format!("{found}?people={chosen}&page=1")).await.text();
    assert!(back.contains(&format!("value=\"{chosen}\" checked")), "{back}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_kept_search_says_that_the_consent_was_withdrawn() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    accept(&asked, &samar, 0).await;
    let address = reported(&asked, &samar, CONSENT).await;
    let found =
        location(&asked.post_as(&samar, &format!("{address}/search"), "purpose=to+wait&kept=yes").await);
    let withdrawn = "change=withdraw&purpose=search&recipient=&how=by+voice";
    asked.post_as(&samar, &format!("{address}/consent"), withdrawn).await;
    let told = asked.get_as(&samar, &found).await;
    let text = told.text();
    assert!(told.status() == 422 && text.contains("has not consented to a search, or withdrew it"), "{text}");
}
