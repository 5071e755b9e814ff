//! Keying through the pages: only the crop in hand, nothing of what others read, every wrong form refused with its words.

use axum::http::header;

use crate::common::{Answer, Asked, Person};

fn location(answer: &Answer) -> String {
    answer.header(header::LOCATION).to_owned()
}

/// Asks for the next crop; gives its address.
async fn next(asked: &Asked, person: &Person) -> String {
    let answer = asked.post_as(person, "/keying/next", "").await;
    assert_eq!(answer.status(), 303);
    location(&answer)
}

#[tokio::test]
async fn a_keyer_sees_crops_and_nothing_else() {
    let asked = Asked::new();
    let leila = asked.person("leila").await;
    let home = asked.get_as(&leila, "/").await;
    assert_eq!((home.status(), location(&home).as_str()), (303, "/keying"));
    let digest = asked.sample.digest(50);
    for forbidden in [
        "/photographs".to_owned(),
        format!("/photographs/{digest}"),
        format!("/photographs/{digest}/cover"),
        "/found".into(),
        "/accessions".into(),
        "/activity".into(),
    ] {
        assert_eq!(asked.get_as(&leila, &forbidden).await.status(), 403, "{forbidden}");
    }
    let page = asked.get_as(&leila, "/keying").await.text();
    assert!(!page.contains("href=\"/photographs\"") && !page.contains("/keying/rule"));
    assert_eq!(asked.post_as(&leila, "/keying/rule", "machine=0.99").await.status(), 403);
}

#[tokio::test]
async fn a_crop_is_shown_only_to_whoever_has_it_in_hand() {
    let asked = Asked::new();
    let (leila, rima) = (asked.person("leila").await, asked.person("rima").await);
    let hers = next(&asked, &leila).await;
    assert_eq!(asked.sample.events_of("marking-shown"), 1);
    assert_eq!(asked.get_as(&leila, &hers).await.status(), 200);
    let crop = asked.get_as(&leila, &format!("{hers}/crop")).await;
    assert_eq!((crop.status(), crop.header(header::CONTENT_TYPE)), (200, "image/jpeg"));
    assert_eq!(asked.get_as(&rima, &format!("{hers}/crop")).await.status(), 404);
    let sent_back = asked.get_as(&rima, &hers).await;
    assert_eq!(location(&sent_back), "/keying?gone");
    assert_ne!(next(&asked, &rima).await, hers, "two people do not do the same work at once");
}

#[tokio::test]
async fn what_was_keyed_is_recorded_and_the_next_crop_follows() {
    let asked = Asked::new();
    let leila = asked.person("leila").await;
    let first = next(&asked, &leila).await;
    let typed = "what=numbers&branch=%D9%A2%D9%A1%D9%A5&detainee=4471&examination=";
    let answer = asked.post_as(&leila, &first, typed).await;
    assert_eq!(answer.status(), 303);
    let second = location(&answer);
    assert!(second.starts_with("/keying/") && second.ends_with("?recorded"), "{second}");
    assert_ne!(second.trim_end_matches("?recorded"), first);
    assert_eq!(asked.sample.events_of("marking-keyed"), 1);
    let again = asked.post_as(&leila, &first, typed).await;
    assert!(location(&again).ends_with("?late"));
    assert_eq!(asked.sample.events_of("marking-keyed"), 1);
}

#[tokio::test]
async fn wrong_forms_are_refused_in_words_and_keep_what_was_typed() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let address = next(&asked, &samar).await;
    for (fields, words) in [
        ("what=numbers&branch=&detainee=&examination=", "No number was keyed"),
        ("what=numbers&branch=12a&detainee=7&examination=", "something that is no number"),
        ("what=numbers&branch=123456789&detainee=&examination=", "more than 8 digits"),
        (
            "what=numbers&branch=&detainee=%D9%A1%D9%A2%D9%A3%D9%A4%D9%A5%D9%A6%D9%A7%D9%A8%D9%A9%D9%A0%D9%A1",
            "more than 8 digits",
        ),
        ("what=numbers&branch=&detainee=%D8%AC&examination=", "can only stand for a branch"),
        ("what=numbers&branch=%3Cscript%3E&detainee=&examination=", "something that is no number"),
    ] {
        let answer = asked.post_as(&samar, &address, fields).await;
        let page = answer.text();
        assert_eq!(answer.status(), 422, "{fields}");
        assert!(page.contains(words) && !page.contains("<script>"), "{fields}: {page}");
    }
    assert_eq!(asked.sample.events_of("marking-keyed"), 0);
    for what in ["cannot-be-read", "not-a-number"] {
        let address = next(&asked, &samar).await;
        let answer = asked.post_as(&samar, &address, &format!("what={what}&branch=x")).await;
        assert_eq!(answer.status(), 303, "{what}");
    }
    assert_eq!(asked.sample.events_of("marking-keyed"), 2);
}

#[tokio::test]
async fn the_page_of_a_crop_says_nothing_of_what_others_read() {
    let asked = Asked::new();
    let (leila, rima) = (asked.person("leila").await, asked.person("rima").await);
    let first = next(&asked, &leila).await;
    asked.post_as(&leila, &first, "what=numbers&branch=&detainee=7777&examination=").await;
    let same = next(&asked, &rima).await;
    assert_eq!(same, first, "what one has begun another ends");
    let page = asked.get_as(&rima, &same).await.text();
    assert!(!page.contains("7777"));
    let answer = asked.post_as(&rima, &same, "what=numbers&branch=&detainee=1&examination=").await;
    assert!(location(&answer).ends_with("?recorded"), "that they disagree is not told");
}

#[tokio::test]
async fn figures_add_up_and_the_rule_can_be_set_by_a_custodian() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let page = asked.get_as(&samar, "/keying").await.text();
    assert!(page.contains(">24<") && page.contains("/keying/rule"));
    let set = asked.post_as(&samar, "/keying/rule", "machine=0.99").await;
    assert_eq!(location(&set), "/keying?rule");
    assert_eq!(asked.post_as(&samar, "/keying/rule", "machine=0.2").await.status(), 400);
    assert_eq!(asked.sample.events_of("keying-rule-set"), 1);
    let page = asked.get_as(&samar, "/keying").await.text();
    assert!(page.contains("value=\"0.99\" checked"));
}

#[tokio::test]
async fn what_a_machine_read_stands_on_the_photographs_page_only_once_it_is_settled() {
    let asked = Asked::new();
    let (samar, leila, rima) =
        (asked.person("samar").await, asked.person("leila").await, asked.person("rima").await);
    let marking = next(&asked, &leila).await;
    let photograph = format!("/photographs/{}", marking.split('/').nth(2).unwrap());
    for (keyer, settled) in [(&leila, false), (&rima, false), (&rima, true)] {
        let page = asked.get_as(&samar, &photograph).await.text();
        for (words, stands) in [
            ("1 face", true),
            ("180 × 210 pixels · fair", true),
            ("points=\"400,300 580,300 580,510 400,510\"", true),
            ("1 marking", true),
            ("Not settled", !settled),
            ("Settled: two people agree", settled),
            ("4471", settled),
            ("99% probable", settled),
        ] {
            assert_eq!(page.contains(words), stands, "{words}: {page}");
        }
        if !settled {
            next(&asked, keyer).await;
            asked.post_as(keyer, &marking, "what=numbers&branch=&detainee=8123&examination=").await;
        }
    }
    asked.post_as(&samar, "/account", "language=ar&to=/").await;
    let page = asked.get_as(&samar, &photograph).await.text();
    for words in ["وجه واحد", "حُسمت: اتفق شخصان", "قرأت الآلة رقم المعتقل", "باحتمال ٩٩٪"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[tokio::test]
async fn each_count_opens_its_markings_and_tells_what_is_settled_alone() {
    let asked = Asked::new();
    let (samar, leila, rima) =
        (asked.person("samar").await, asked.person("leila").await, asked.person("rima").await);
    let list = async |state: &str| asked.get_as(&samar, &format!("/keying/markings?state={state}")).await;
    assert!(list("untouched").await.text().contains("24 markings"));
    let typed = "what=numbers&branch=215&detainee=4471&examination=";
    let first = next(&asked, &leila).await;
    asked.post_as(&leila, &first, typed).await;
    let once = list("once").await.text();
    assert!(once.contains("1 marking<") && !once.contains("4471"), "{once}");
    while next(&asked, &rima).await != first {}
    asked.post_as(&rima, &first, typed).await;
    let settled = list("two-agree").await.text();
    assert!(settled.contains("215-4471-?") && settled.contains("/photographs/"), "{settled}");
    assert!(list("once").await.text().contains("0 markings"));
    assert_eq!(list("nothing").await.status(), 400);
    assert_eq!(asked.get_as(&leila, "/keying/markings?state=once").await.status(), 403);
    let page = asked.get_as(&samar, "/keying").await.text();
    assert!(page.contains("/keying/markings?state=untouched"));
    assert!(!asked.get_as(&leila, "/keying").await.text().contains("/keying/markings"));
}

#[tokio::test]
async fn a_number_that_no_machine_found_is_drawn_and_handed_out() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let photograph = format!("/photographs/{}", asked.sample.digest(81));
    let page = asked.get_as(&samar, &photograph).await.text();
    assert!(page.contains("data-draw") && page.contains("Nothing is drawn yet"));
    let markings = format!("{photograph}/markings");
    let face = asked.post_as(&samar, &markings, "left=19&top=19&width=10&height=15").await;
    assert_eq!(face.status(), 422);
    assert!(face.text().contains("a face lies in the rectangle"));
    let large = asked.post_as(&samar, &markings, "left=40&top=0&width=60&height=60").await;
    assert!(large.status() == 422 && large.text().contains("more than a quarter"));
    for bad in ["", "left=NaN&top=1&width=5&height=5", "left=10&top=20&width=0&height=30"] {
        assert_eq!(asked.post_as(&samar, &markings, bad).await.status(), 422, "{bad}");
    }
    let fields = "left=60&top=60&width=10&height=5";
    assert_eq!(asked.post_as(&samar, &markings, fields).await.status(), 303);
    assert_eq!(asked.post_as(&samar, &markings, fields).await.status(), 422, "a place is drawn once");
    assert_eq!(asked.sample.events_of("marking-drawn"), 1);
    assert!(asked.get_as(&samar, &photograph).await.text().contains("1 number is drawn"));

    let rima = asked.person("rima").await;
    assert_eq!(asked.post_as(&rima, &markings, fields).await.status(), 403, "who only looks draws nothing");
}

/// The next crop of a person, and the detainee's number keyed on it.
async fn keyed(asked: &Asked, person: &Person, marking: &str, detainee: &str) -> Answer {
    while next(asked, person).await != marking {}
    asked.post_as(person, marking, &format!("what=numbers&detainee={detainee}")).await
}

#[tokio::test]
async fn a_slip_is_taken_back_until_it_is_settled_and_both_stay_in_the_log() {
    let asked = Asked::new();
    let (samar, leila, rima) =
        (asked.person("samar").await, asked.person("leila").await, asked.person("rima").await);
    let first = next(&asked, &leila).await;
    let answer = asked.post_as(&leila, &first, "what=numbers&detainee=1234").await;
    let after = asked.get_as(&leila, &location(&answer)).await.text();
    assert!(after.contains("action=\"/keying/again\""), "{after}");
    let list = asked.get_as(&leila, "/keying").await.text();
    assert!(list.contains("?-1234-?") && !asked.get_as(&rima, "/keying").await.text().contains("1234"));
    let again = asked.post_as(&leila, "/keying/again", "").await;
    assert_eq!(location(&again), first);
    let page = asked.get_as(&leila, &first).await.text();
    assert!(page.contains("id=\"again\"") && !page.contains("1234"), "{page}");
    asked.post_as(&leila, &first, "what=numbers&detainee=4321").await;
    assert_eq!(asked.sample.events_of("marking-keyed"), 2);
    keyed(&asked, &rima, &first, "4321").await;
    let settled = asked.get_as(&samar, "/keying/markings?state=two-agree").await.text();
    assert!(settled.contains("?-4321-?"), "{settled}");
    let named = first.trim_start_matches("/keying/");
    let late = asked.post_as(&leila, "/keying/again", &format!("marking={named}")).await;
    assert_eq!(location(&late), "/keying?gone");
    let other = asked.post_as(&leila, "/keying/again", "marking=nonsense").await;
    assert_eq!(other.status(), 400);
}

#[tokio::test]
async fn the_third_is_told_so_keys_unseeing_and_decides_only_if_she_agrees_with_neither() {
    let asked = Asked::new();
    let (samar, leila, rima) =
        (asked.person("samar").await, asked.person("leila").await, asked.person("rima").await);
    let first = next(&asked, &leila).await;
    assert!(!asked.get_as(&leila, &first).await.text().contains("id=\"third\""));
    asked.post_as(&leila, &first, "what=numbers&detainee=1111").await;
    keyed(&asked, &rima, &first, "2222").await;
    assert_eq!(asked.get_as(&rima, &format!("{first}/decide")).await.status(), 403);
    let blind = asked.get_as(&samar, &format!("{first}/decide")).await;
    assert_eq!(location(&blind), "/keying?late", "nobody is shown the readings before she keyed");
    while next(&asked, &samar).await != first {}
    let page = asked.get_as(&samar, &first).await.text();
    assert!(page.contains("id=\"third\"") && !page.contains("1111") && !page.contains("2222"), "{page}");
    let answer = asked.post_as(&samar, &first, "what=numbers&detainee=3333").await;
    let decide = format!("{first}/decide");
    assert_eq!(location(&answer), decide);
    let page = asked.get_as(&samar, &decide).await.text();
    for words in ["?-1111-?", "?-2222-?", "?-3333-?", "(your reading)", "cannot be read"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("ليلى") && !page.to_lowercase().contains("rima"), "no names: {page}");
    for (fields, words) in
        [("", "Nothing was chosen"), ("reading=9", "Nothing was chosen"), ("reading=2", "needs a reason")]
    {
        let answer = asked.post_as(&samar, &decide, fields).await;
        assert!(answer.status() == 422 && answer.text().contains(words), "{fields}");
    }
    assert_eq!(asked.sample.events_of("marking-settled"), 0);
    let settled = asked.post_as(&samar, &decide, "reading=2&reason=The+ink+is+clear+in+the+copy").await;
    assert_eq!(location(&settled), "/keying?decided");
    assert!(asked.get_as(&samar, "/keying/markings?state=decided").await.text().contains("?-3333-?"));
}

#[tokio::test]
async fn a_settled_number_is_opened_again_with_a_reason_and_settled_anew() {
    let asked = Asked::new();
    let (samar, leila, rima) =
        (asked.person("samar").await, asked.person("leila").await, asked.person("rima").await);
    let first = next(&asked, &leila).await;
    asked.post_as(&leila, &first, "what=numbers&detainee=4471").await;
    keyed(&asked, &rima, &first, "4471").await;
    let (reopen, decide) = (format!("{first}/reopen"), format!("{first}/decide"));
    let list = asked.get_as(&samar, "/keying/markings?state=two-agree").await.text();
    assert!(list.contains(&format!("href=\"{reopen}\"")), "{list}");
    assert_eq!(asked.get_as(&leila, &reopen).await.status(), 403);
    assert!(asked.get_as(&samar, &reopen).await.text().contains("?-4471-?"));
    assert_eq!(asked.post_as(&samar, &reopen, "reason=+").await.status(), 422);
    let opened = asked.post_as(&samar, &reopen, "reason=The+next+card+has+4417").await;
    assert_eq!(location(&opened), decide);
    assert_eq!(asked.sample.events_of("marking-reopened"), 1);
    assert_eq!(asked.get_as(&samar, &reopen).await.status(), 404, "nothing is settled there now");
    assert!(asked.get_as(&samar, "/keying").await.text().contains("Opened again"));
    assert!(asked.get_as(&samar, "/keying/markings?state=reopened").await.text().contains(&decide));
    assert_ne!(next(&asked, &leila).await, first, "whoever keyed it before does not key it again");
    let page = asked.get_as(&samar, &decide).await.text();
    assert!(page.contains("?-4471-?") && page.contains("The next card has 4417"), "{page}");
    let other = "reading=other&detainee=4417";
    assert_eq!(asked.post_as(&samar, &decide, other).await.status(), 422, "a reason, always");
    let settled = asked.post_as(&samar, &decide, &format!("{other}&reason=So+it+stands")).await;
    assert_eq!(location(&settled), "/keying?decided");
    assert!(asked.get_as(&samar, "/keying/markings?state=decided").await.text().contains("?-4417-?"));
}

#[tokio::test]
async fn the_list_without_a_state_is_of_all() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    for address in ["/keying/markings", "/keying/markings?state="] {
        let page = asked.get_as(&samar, address).await;
        assert!(page.status() == 200 && page.text().contains("24 markings"), "{address}");
        assert!(page.text().contains("Nobody has keyed it"));
    }
}
