//! Branches and facilities through the pages: what numbers on cards stand for, told as a claim; described anew, never over
//! somebody else's description.

use crate::common::{Asked, Person};
use crate::people::{accept, location, values};

/// A page without the marks that isolate directions.
async fn page(asked: &Asked, person: &Person, address: &str) -> String {
    let text = asked.get_as(person, address).await.text();
    text.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect()
}

/// The places at which these texts stand, in a page that has them all.
fn order<const N: usize>(page: &str, texts: [&str; N]) -> [usize; N] {
    texts.map(|text| page.find(text).unwrap_or_else(|| panic!("{text} is not in {page}")))
}

async fn seen(asked: &Asked, person: &Person, address: &str) -> String {
    values(&asked.get_as(person, address).await.text(), "seen")[0].clone()
}

const ACCORDING: &str = "According to the numbers on the card, held by";

#[tokio::test]
async fn the_list_has_the_names_of_the_pages_language_first() {
    let asked = Asked::new();
    let nadim = asked.person("nadim").await;
    let english = page(&asked, &nadim, "/places").await;
    let places =
        order(&english, [">Technical<", ">Raids<", ">المداهمة<", ">branch 291<", ">Military Police<"]);
    assert!(places.is_sorted());
    assert!(english.rfind("601 Military Hospital, Mezzeh").unwrap() > places[4], "facilities after branches");
    assert!(
        !english.contains("/places/new") && !english.contains("/people?branch=2"),
        "nobody is counted yet"
    );
    asked.post_as(&nadim, "/account", "language=ar&to=/").await;
    let arabic = page(&asked, &nadim, "/places").await;
    assert!(order(&arabic, [">المداهمة<", ">Raids<", ">الفرع 291<"]).is_sorted());
    let sheet = page(&asked, &nadim, "/places/branch-215").await;
    assert!(
        sheet.contains("<h1>الفرع 215 (المداهمة)</h1>") && sheet.contains("<bdi lang=\"en\">Raids</bdi>")
    );
    assert!(!sheet.contains("<textarea"), "a reader only looks");
}

#[tokio::test]
async fn a_branch_number_is_told_as_what_the_card_says_and_leads_to_its_people() {
    let asked = Asked::new();
    let (samar, nadim) = (asked.person("samar").await, asked.person("nadim").await);
    let raids = accept(&asked, &samar, 0).await;
    let letter = accept(&asked, &samar, 0).await;
    let unknown = accept(&asked, &samar, 0).await;
    let sheet = page(&asked, &samar, &raids).await;
    assert!(sheet.contains(&format!("{ACCORDING} branch 215 (Raids)")), "{sheet}");
    assert!(sheet.contains("href=\"/places/branch-215\"") && !sheet.contains("not in the list"));
    let sheet = page(&asked, &samar, &letter).await;
    assert!(sheet.contains(&format!("{ACCORDING} branch ج (Air Force Intelligence)")));
    let sheet = page(&asked, &samar, &unknown).await;
    assert!(sheet.contains("999 is not in the list of branches") && !sheet.contains(ACCORDING));
    assert!(sheet.contains("href=\"/places/new?number=999\""));
    let sheet = page(&asked, &nadim, &unknown).await;
    assert!(sheet.contains("999 is not in the list of branches") && !sheet.contains("/places/new"));

    let people = page(&asked, &samar, "/people").await;
    assert_eq!(people.matches(ACCORDING).count(), 2);
    assert_eq!(people.matches("not in the list").count(), 0, "the list does not point at everybody");
    let places = page(&asked, &samar, "/places").await;
    assert!(places.contains("settled for 3 of 3 people"));
    assert!(places.contains("<a href=\"/people?branch=215\">1 person</a>"));
    assert!(places.contains("/people?branch=%D8%AC") && places.contains("/places/new?number=999"));
    for (address, count) in [
        ("/people?branch=215", 1),
        ("/people?branch=%D9%A2%D9%A1%D9%A5", 1),
        ("/people?branch=%D8%AC&state=accepted", 1),
        ("/people?branch=215&state=without-numbers", 0),
        ("/people?branch=216", 0),
        ("/people", 3),
    ] {
        let people = page(&asked, &samar, address).await;
        assert_eq!(people.matches("<a href=\"/people/i").count(), count, "{address}");
    }
    let people = page(&asked, &samar, "/people?branch=%D8%AC").await;
    assert!(people.contains("href=\"/people?branch=%D8%AC&#38;state=accepted\""), "a state keeps the branch");
    assert_eq!(asked.get_as(&samar, "/people?branch=21a").await.status(), 400);

    asked.post_as(&samar, "/account", "language=ar&to=/").await;
    assert!(
        page(&asked, &samar, &raids)
            .await
            .contains("بحسب الأرقام على البطاقة، جهة الاحتجاز: الفرع 215 (المداهمة)")
    );
    assert!(page(&asked, &samar, &unknown).await.contains("999 ليس في قائمة الفروع"));
}

#[tokio::test]
async fn whoever_is_no_detainee_was_held_by_nobody() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let address = accept(&asked, &samar, 0).await;
    for (category, held) in [("soldier", 0), ("detainee", 1), ("civilian", 0)] {
        let seen = seen(&asked, &samar, &address).await;
        let said = format!("decision=describe&seen={seen}&fact=category&value={category}");
        assert_eq!(asked.post_as(&samar, &address, &said).await.status(), 303);
        for address in [address.as_str(), "/people"] {
            assert_eq!(page(&asked, &samar, address).await.matches(ACCORDING).count(), held, "{category}");
        }
    }
}

#[tokio::test]
async fn a_branch_is_added_described_anew_and_withdrawn() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    accept(&asked, &samar, 0).await;
    accept(&asked, &samar, 0).await;
    let person = accept(&asked, &samar, 0).await;
    let form = page(&asked, &samar, "/places/new?number=999").await;
    assert_eq!((values(&form, "numbers"), values(&form, "seen").len()), (vec!["999".into()], 1));
    let seen_before = values(&form, "seen")[0].clone();
    let fields = format!(
        "seen={seen_before}&place=branch-999&kind=branch&numbers=%D9%A9%D9%A9%D9%A9+1000&name_en=%3Cb%3ENorth&aliases=one%0D%0A%0D%0A+two+&note=a%0D%0Ab"
    );
    let added = asked.post_as(&samar, "/places/new", &fields).await;
    assert_eq!((added.status(), location(&added).as_str()), (303, "/places/branch-999"));
    assert_eq!(asked.sample.events_of("place-described"), 1);
    let sheet = page(&asked, &samar, "/places/branch-999").await;
    assert!(!sheet.contains("<b>North"), "a name is text");
    for text in [
        "<bdi>one</bdi> · <bdi>two</bdi>",
        "<bdi>a</bdi><br><bdi>b</bdi>",
        "999 · 1000",
        "It is not in the starting list",
    ] {
        assert!(sheet.contains(text), "{text}: {sheet}");
    }
    assert!(page(&asked, &samar, &person).await.contains(&format!("{ACCORDING} branch 999 (")));

    // Somebody else's page is older: told, and nothing overwritten.
    let late = format!("seen={seen_before}&kind=branch&numbers=999&name_en=South");
    let answer = asked.post_as(&samar, "/places/branch-999", &late).await;
    assert_eq!(answer.status(), 409);
    assert_eq!(asked.sample.events_of("place-described"), 1);

    let now = seen(&asked, &samar, "/places/branch-999").await;
    let fields = format!("seen={now}&kind=branch&numbers=999&name_en=North&withdrawn=true");
    assert_eq!(asked.post_as(&samar, "/places/branch-999", &fields).await.status(), 303);
    let sheet = page(&asked, &samar, "/places/branch-999").await;
    for text in
        ["Name in English: North", "Other names: none", "Note: none", "Withdrawn: yes", "no longer goes by"]
    {
        assert!(sheet.contains(text), "{text}: {sheet}");
    }
    let list = page(&asked, &samar, "/places").await;
    assert!(order(&list, ["Tishreen Military Hospital", ">North<"]).is_sorted(), "withdrawn ones at the end");
    assert!(page(&asked, &samar, &person).await.contains("999 is not in the list"));
    let activity = page(&asked, &samar, "/activity").await;
    assert!(
        activity.contains("Described a branch or facility")
            && activity.contains("href=\"/places/branch-999\"")
    );
}

#[tokio::test]
async fn wrong_forms_say_what_is_wrong_keep_what_was_typed_and_record_nothing() {
    let asked = Asked::new();
    let (samar, nadim) = (asked.person("samar").await, asked.person("nadim").await);
    let good = "seen=99999999&kind=branch&name_en=Typed+name";
    for (address, fields, words) in [
        ("/places/new", "place=New+one&numbers=1", "The identifier will not do"),
        ("/places/new", "place=new&numbers=1", "The identifier will not do"),
        ("/places/new", "place=branch-215&numbers=1", "a record with this identifier"),
        ("/places/new", "place=a&numbers=1+2a", "One of the numbers is none"),
        ("/places/branch-215", "numbers=1+%D9%A1", "A number stands there twice"),
        ("/places/branch-215", "name_ar=a%E2%80%AEb", "cannot be seen"),
        ("/places/branch-215", "aliases=a%3Bb", "holds a semicolon"),
    ] {
        let answer = asked.post_as(&samar, address, &format!("{good}&{fields}")).await;
        assert_eq!(answer.status(), 422, "{fields}");
        let page = answer.text();
        assert!(page.contains(words) && page.contains("value=\"Typed name\""), "{fields}: {page}");
    }
    let nameless = asked.post_as(&samar, "/places/branch-215", "seen=99999999&kind=branch").await;
    assert!(nameless.status() == 422 && nameless.text().contains("It needs a name or a number"));
    let kindless = asked.post_as(&samar, "/places/branch-215", "seen=99999999&name_en=x").await;
    assert_eq!(kindless.status(), 422);
    for (address, fields, status) in [
        ("/places/branch-215", "kind=branch&name_en=x", 400),
        ("/places/nowhere", good, 404),
        ("/places/a%2Fb", good, 404),
    ] {
        assert_eq!(asked.post_as(&samar, address, fields).await.status(), status, "{address}");
    }
    assert_eq!(asked.get_as(&samar, "/places/nowhere").await.status(), 404);
    assert_eq!(asked.get_as(&samar, "/places/new?number=21a").await.status(), 400);
    assert_eq!(asked.get_as(&nadim, "/places/new").await.status(), 403);
    assert_eq!(asked.post_as(&nadim, "/places/new", &format!("{good}&place=a")).await.status(), 403);
    assert_eq!(asked.post_as(&nadim, "/places/branch-215", good).await.status(), 403);
    assert_eq!(asked.sample.events_of("place-described"), 0);
}
