//! Work through the pages: what waits, given to people and taken back; each number opens what it counts.

use axum::http::header;

use crate::common::Asked;
use crate::sample::THE_LARGE;

#[tokio::test]
async fn work_is_given_seen_by_whom_it_was_given_to_and_taken_back() {
    let asked = Asked::new();
    let (samar, leila) = (asked.person("samar").await, asked.person("leila").await);
    let page = asked.get_as(&samar, "/work").await.text();
    assert!(
        page.contains("Nothing was given to you") && page.contains("<option value=\"leila keying\">"),
        "{page}"
    );
    assert!(!page.contains("leila candidates"), "a keyer decides about nobody");
    let give = |fields: &'static str| asked.post_as(&samar, "/work/assign", fields);
    let over = give("to=leila+keying&due=2026-11-01").await;
    assert_eq!(over.header(header::LOCATION), "/work?over");
    assert!(asked.get_as(&samar, "/work?over").await.text().contains("the day is over"));
    let given = give("to=leila+keying&accession=&due=2026-11-23").await;
    assert_eq!(given.header(header::LOCATION), "/work?given");
    for refused in ["to=leila+candidates", "to=rima+keying"] {
        assert_eq!(give(refused).await.header(header::LOCATION), "/work?refused", "{refused}");
    }
    for again in ["to=leila+keying&due=2026-11-23", "to=leila+keying&due=2026-12-24", "to=leila+keying"] {
        assert_eq!(give(again).await.header(header::LOCATION), "/work?already", "{again}");
    }
    assert!(asked.get_as(&samar, "/work?already").await.text().contains("has this work already"));
    for wrong in ["to=leila", "to=leila+nothing", "to=leila+keying&due=tomorrow"] {
        assert_eq!(give(wrong).await.status(), 400, "{wrong}");
    }
    assert_eq!(asked.sample.events_of("work-assigned"), 1);
    let next = asked.post_as(&leila, "/keying/next", "").await.header(header::LOCATION).to_owned();
    asked.post_as(&leila, &next, "what=not-a-number").await;
    let hers = asked.get_as(&leila, "/work").await.text();
    assert!(
        hers.contains("23 wait") && hers.contains("by 23 November 2026"),
        "what she keyed waits for others: {hers}"
    );
    assert!(!hers.contains(THE_LARGE) && !hers.contains("/people"), "a keyer sees nothing else");
    assert_eq!(asked.post_as(&leila, "/work/assign", "to=leila+keying").await.status(), 403);

    let page = asked.get_as(&samar, "/work").await.text();
    let entry = page.split("name=\"entry\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let fields = format!("entry={entry}");
    assert_eq!(asked.post_as(&leila, "/work/withdraw", &fields).await.status(), 403);
    let taken = asked.post_as(&samar, "/work/withdraw", &fields).await;
    assert_eq!(taken.header(header::LOCATION), "/work?withdrawn");
    assert_eq!(asked.post_as(&samar, "/work/withdraw", &fields).await.status(), 404);
    assert!(asked.get_as(&leila, "/work").await.text().contains("Nothing was given to you"));
}

#[tokio::test]
async fn every_number_opens_what_it_counts() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let waiting = asked.get_as(&samar, "/people/groups").await.text();
    assert_eq!(waiting.matches("/people/candidates?from=").count(), 8);
    let done = asked.get_as(&samar, "/people/groups?state=done").await.text();
    assert!(done.contains("No such group"));
    for (address, status) in [
        ("/people?work=contradictions", 200),
        ("/people?work=description", 200),
        ("/people?work=described", 200),
        ("/people?work=nothing", 400),
        ("/people/groups?state=nothing", 400),
        ("/activity?by=samar&act=marking-keyed", 200),
    ] {
        assert_eq!(asked.get_as(&samar, address).await.status(), status, "{address}");
    }
    let nadim = asked.person("nadim").await;
    let page = asked.get_as(&nadim, "/work").await.text();
    assert!(page.contains("/people/groups?state=waiting") && !page.contains("/work/assign"), "{page}");
    let groups = asked.get_as(&nadim, "/people/groups").await.text();
    assert!(!groups.contains("/people/candidates"), "who decides nothing is led to the photographs");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_with_families_stands_before_whose_work_it_is() {
    let asked = Asked::with_study();
    let (widad, salma, omar) =
        (asked.person("widad").await, asked.person("salma").await, asked.person("omar").await);
    let (nadim, leila) = (asked.person("nadim").await, asked.person("leila").await);
    for said in ["name_arabic=%D8%B3%D9%85%D8%B1+%D8%AE%D9%84%D9%8A%D9%84", "name_latin=Samar+Khalil"] {
        asked.post_as(&widad, "/missing/new", said).await;
    }
    for address in ["/", "/work"] {
        let hers = asked.get_as(&widad, address).await.text();
        for there in [
            "letters?urgency=urgent",
            "/letters",
            "/missing/duplicates",
            "/searches",
            "waits=conflicts",
            "waits=told",
        ] {
            assert!(hers.contains(&format!("{there}\">")), "{address}: {there}: {hers}");
        }
        assert!(
            hers.contains("href=\"/letters\">4<") && hers.contains("href=\"/missing/duplicates\">1<"),
            "{hers}"
        );
        assert!(!hers.contains("waits=first") && !hers.contains("standing=waiting"), "not her work: {hers}");
        let reviewers = asked.get_as(&salma, address).await.text();
        assert!(reviewers.contains("waits=first") && reviewers.contains("waits=second"));
        assert!(!reviewers.contains("/letters") && !reviewers.contains("waits=told"));
        let publishers = asked.get_as(&omar, address).await.text();
        assert!(publishers.contains("standing=waiting\">") && !publishers.contains("waits="), "{publishers}");
        assert!(!asked.get_as(&nadim, address).await.text().contains("What waits with families"));
    }
    assert!(!asked.get_as(&leila, "/work").await.text().contains("What waits with families"));
}

#[tokio::test]
async fn what_is_given_stands_in_the_order_in_which_it_is_due() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let give = async |fields: &str| {
        let given = asked.post_as(&samar, "/work/assign", fields).await;
        assert_eq!(given.header(header::LOCATION), "/work?given", "{fields}");
    };
    give("to=samar+description").await;
    give("to=samar+candidates&due=2026-12-24").await;
    give("to=samar+keying&due=2026-12-02").await;
    let page = asked.get_as(&samar, "/work").await.text();
    let list = page.split("<ul class=\"given\">").nth(1).and_then(|rest| rest.split("</ul>").next()).unwrap();
    let at = |words: &str| list.find(words).unwrap_or_else(|| panic!("{words}: {list}"));
    assert!(at("2 December") < at("24 December"), "{list}");
    assert!(at("24 December") < at("/people?work=description"), "what has no day comes last: {list}");
}
