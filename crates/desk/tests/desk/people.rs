//! People through the pages: accepting, taking out, splitting, merging, undoing; and never over somebody else's decision.

use amana_desk::backend::Backend as _;
use axum::http::header;

use crate::common::{Answer, Asked, Person};

/// Where an answer leads, without the part of the page.
pub(crate) fn location(answer: &Answer) -> String {
    answer.header(header::LOCATION).split('#').next().unwrap_or_default().to_owned()
}

/// The values of a field in a page, in order.
pub(crate) fn values(page: &str, name: &str) -> Vec<String> {
    let pattern = format!("name=\"{name}\" value=\"");
    page.split(&pattern).skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

/// Accepts a suggested group, all but some of its photographs; gives the person's address.
pub(crate) async fn accept(asked: &Asked, person: &Person, leave: usize) -> String {
    let page = asked.get_as(person, "/people/candidates").await.text();
    let photographs = values(&page, "photograph");
    assert_eq!(photographs.len(), 4);
    let chosen: Vec<String> =
        photographs.iter().skip(leave).map(|digest| format!("photograph={digest}")).collect();
    let (name, seen) = (&values(&page, "name")[0], &values(&page, "seen")[0]);
    let fields = format!("name={name}&seen={seen}&{}", chosen.join("&"));
    let answer = asked.post_as(person, "/people/candidates", &fields).await;
    assert_eq!(answer.status(), 303);
    let list = asked.get_as(person, "/people").await.text();
    let last = list.split("href=\"/people/i").last().and_then(|rest| rest.split('"').next()).unwrap();
    format!("/people/i{last}")
}

#[tokio::test]
async fn a_group_is_accepted_without_what_was_taken_out_and_the_next_follows() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let page = asked.get_as(&samar, "/people/candidates").await.text();
    for words in
        ["4 seconds after", "The same numbers as", "A face like that in", "The same picture as", "97%"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("215-4471"), "what only a machine read is not told to who may key it: {page}");
    let address = accept(&asked, &samar, 1).await;
    let page = asked.get_as(&samar, &address).await.text();
    assert_eq!(values(&page, "photograph").len(), 3);
    assert_eq!(asked.sample.events_of("people-decided"), 1);
    for words in ["The machine says otherwise", "It would add a photograph that is put to nobody"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let waiting = asked.get_as(&samar, "/people/candidates").await.text();
    assert_eq!(values(&waiting, "photograph").len(), 1, "what was left still waits");
    assert!(waiting.contains("name=\"individual\""), "and may be put to the same person");
}

#[tokio::test]
async fn a_sign_stands_where_a_photograph_has_no_picture() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let address = accept(&asked, &samar, 0).await;
    let seen = values(&asked.get_as(&samar, &address).await.text(), "seen")[0].clone();
    let unreadable = asked.sample.unreadable();
    let split = format!("decision=split&seen={seen}&photograph={unreadable}");
    assert_eq!(asked.post_as(&samar, &address, &split).await.status(), 303);
    let list = asked.get_as(&samar, "/people").await.text();
    assert_eq!(list.matches("<span class=\"none\">").count(), 1, "{list}");
    assert!(!list.contains(&format!("/photographs/{unreadable}/cover")) && list.contains("/cover\""));
}

#[tokio::test]
async fn a_person_is_split_merged_described_and_every_decision_undone() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let address = accept(&asked, &samar, 0).await;
    let page = asked.get_as(&samar, &address).await.text();
    let (photographs, seen) = (values(&page, "photograph"), values(&page, "seen")[0].clone());
    let split = format!("decision=split&seen={seen}&photograph={}", photographs[0]);
    let other = location(&asked.post_as(&samar, &address, &split).await);
    assert_ne!(other, address);
    let page = asked.get_as(&samar, &other).await.text();
    assert_eq!(values(&page, "photograph"), photographs[..1]);

    let seen = values(&page, "seen")[0].clone();
    let name = other.trim_start_matches("/people/");
    let merged = asked.post_as(&samar, &address, &format!("decision=merge&seen={seen}&other={name}")).await;
    assert_eq!(location(&merged), address);
    assert_eq!(location(&asked.get_as(&samar, &other).await), address, "the other's page leads here now");
    let page = asked.get_as(&samar, &address).await.text();
    assert_eq!(values(&page, "photograph").len(), 4);

    let seen = values(&page, "seen")[0].clone();
    let said = format!("decision=describe&seen={seen}&fact=sex&value=male");
    asked.post_as(&samar, &address, &said).await;
    let page = asked.get_as(&samar, &address).await.text();
    assert!(page.contains("value=\"male\" aria-pressed=\"true\""));
    let note = format!("decision=describe&seen={seen}&fact=note&value=%3Cscript%3Ealert(1)%3C/script%3E");
    asked.post_as(&samar, &address, &note).await;

    let page = asked.get_as(&samar, &address).await.text();
    assert!(!page.contains("<script>alert"));
    let entries = values(&page, "entry");
    assert_eq!(entries.len(), 5);
    let seen = values(&page, "seen")[0].clone();
    for entry in &entries[2..] {
        let undo = format!("decision=undo&seen={seen}&entry={entry}");
        assert_eq!(asked.post_as(&samar, &address, &undo).await.status(), 303, "{entry}");
    }
    assert_eq!(asked.get_as(&samar, &address).await.status(), 404, "nothing is left of it");
    assert_eq!(asked.sample.events_of("people-decided"), 8, "each undoing is an entry too");
}

#[tokio::test]
async fn what_is_unusual_who_keyed_and_where_a_fact_was_seen_are_told() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let mut addresses = Vec::new();
    for _ in 0..3 {
        addresses.push(accept(&asked, &samar, 0).await);
    }
    let list = asked.get_as(&samar, "/people").await.text();
    assert!(list.contains("1 person with unusual numbers"), "{list}");
    let unusual = asked.get_as(&samar, "/people?work=unusual").await.text();
    assert_eq!(unusual.matches("href=\"/people/i").count(), 1, "{unusual}");
    assert!(unusual.contains("is not in this collection’s list"), "{unusual}");
    let page = asked.get_as(&samar, &addresses[0]).await.text();
    for words in ["Samar\u{2069} keyed", "A machine read detainee"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let letter = asked.get_as(&samar, &addresses[1]).await.text();
    assert!(
        letter.contains("\u{2068}ج\u{2069}-\u{2068}12\u{2069}"),
        "each number stands for itself: {letter}"
    );

    let (photograph, seen) = (&values(&page, "photograph")[0], &values(&page, "seen")[0]);
    let said = format!("decision=describe&seen={seen}&fact=sex&value=male&photograph={photograph}");
    assert_eq!(asked.post_as(&samar, &addresses[0], &said).await.status(), 303);
    let page = asked.get_as(&samar, &addresses[0]).await.text();
    assert!(page.contains(&format!("<option value=\"{photograph}\" selected>")), "{page}");
    assert_eq!(page.matches("seen in \u{2068}").count(), 2, "beside the fact and in the history: {page}");
}

#[tokio::test]
async fn a_person_of_two_triples_is_called_by_neither() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let (one, two) = (accept(&asked, &samar, 0).await, accept(&asked, &samar, 0).await);
    let page = asked.get_as(&samar, &one).await.text();
    let (seen, other) = (&values(&page, "seen")[0], two.trim_start_matches("/people/"));
    asked.post_as(&samar, &one, &format!("decision=merge&seen={seen}&other={other}")).await;
    let page = asked.get_as(&samar, &one).await.text();
    assert!(page.contains("the numbers differ</h1>"), "{page}");
    let told = page.split("class=\"wrong\"").nth(1).unwrap().split("</ul>").next().unwrap();
    for words in ["branch \u{2066}215", "branch \u{2066}ج", "detainee \u{2066}4471", "detainee \u{2066}12"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert_eq!(told.matches("href=\"/photographs/").count(), 4, "which photograph tells which: {told}");
    let list = asked.get_as(&samar, "/people").await.text();
    assert!(!list.contains("215-4471"), "{list}");
}

#[tokio::test]
async fn soldiers_and_civilians_without_numbers_bear_no_sign() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    for _ in 0..4 {
        accept(&asked, &samar, 0).await;
    }
    let list = asked.get_as(&samar, "/people?state=without-numbers").await.text();
    let address =
        list.split("<li><a href=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    assert_eq!(list.matches("flag-damaged").count(), 1, "{list}");
    for (category, flags) in [("civilian", 0), ("soldier", 0), ("detainee", 1)] {
        let page = asked.get_as(&samar, &address).await.text();
        let said =
            format!("decision=describe&seen={}&fact=category&value={category}", values(&page, "seen")[0]);
        asked.post_as(&samar, &address, &said).await;
        let list = asked.get_as(&samar, "/people?state=without-numbers").await.text();
        assert_eq!(list.matches("flag-damaged").count(), flags, "{category}: {list}");
    }
}

#[tokio::test]
async fn a_group_that_shows_nobody_is_closed_and_opened_again() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let page = asked.get_as(&samar, "/people/candidates").await.text();
    assert!(page.contains("A machine would say: Detainee"), "{page}");
    let (photographs, name, seen) =
        (values(&page, "photograph"), &values(&page, "name")[0], &values(&page, "seen")[0]);
    let chosen: Vec<String> = photographs.iter().map(|digest| format!("photograph={digest}")).collect();
    let all = format!("name={name}&seen={seen}&{}", chosen.join("&"));
    assert_eq!(asked.post_as(&samar, "/people/candidates", &format!("{all}&shows=face")).await.status(), 400);
    let closed = asked.post_as(&samar, "/people/candidates", &format!("{all}&shows=scene")).await;
    assert_eq!(closed.status(), 303);
    assert!(asked.get_as(&samar, "/people").await.text().contains("Nobody here yet"));
    let next = asked.get_as(&samar, "/people/candidates").await.text();
    assert_ne!(values(&next, "name"), values(&page, "name"), "it waits no longer");
    let address = format!("/photographs/{}", photographs[0]);
    let page = asked.get_as(&samar, &address).await.text();
    assert!(page.contains("Shows nobody: a place or a thing"), "{page}");
    let entry = values(page.split("/nobody\"").nth(1).unwrap(), "entry")[0].clone();
    let undone = asked.post_as(&samar, &format!("{address}/nobody"), &format!("entry={entry}")).await;
    assert_eq!(undone.status(), 303);
    assert!(!asked.get_as(&samar, &address).await.text().contains("Shows nobody"));
    let again = asked.get_as(&samar, "/people/candidates").await.text();
    assert_eq!(values(&again, "photograph"), photographs);
}

#[tokio::test]
async fn what_others_decided_meanwhile_is_told_and_not_overwritten() {
    let asked = Asked::new();
    let (samar, other) = (asked.person("samar").await, asked.person("samar").await);
    let hers = asked.get_as(&samar, "/people/candidates").await.text();
    accept(&asked, &other, 0).await;
    let fields = format!(
        "name={}&seen={}&photograph={}",
        values(&hers, "name")[0],
        values(&hers, "seen")[0],
        values(&hers, "photograph")[1]
    );
    let answer = asked.post_as(&samar, "/people/candidates", &fields).await;
    assert_eq!(answer.status(), 409);
    let page = answer.text();
    assert!(page.contains("Somebody decided meanwhile") && page.contains("not recorded"), "{page}");
    assert_eq!(asked.sample.events_of("people-decided"), 1);
}

#[tokio::test]
async fn a_fact_that_somebody_else_said_meanwhile_is_not_overwritten_and_what_was_typed_is_shown() {
    let asked = Asked::new();
    let (samar, other) = (asked.person("samar").await, asked.person("samar").await);
    let address = accept(&asked, &samar, 0).await;
    let seen = values(&asked.get_as(&samar, &address).await.text(), "seen")[0].clone();
    let say = |fact: &str, value: &str| format!("decision=describe&seen={seen}&fact={fact}&value={value}");
    assert_eq!(asked.post_as(&samar, &address, &say("age-band", "adult")).await.status(), 303);
    assert_eq!(asked.post_as(&other, &address, &say("sex", "male")).await.status(), 303, "another fact");
    let answer = asked.post_as(&other, &address, &say("age-band", "child")).await;
    assert_eq!(answer.status(), 409);
    let page = answer.text();
    assert!(page.contains(&format!("href=\"{address}\"")) && page.contains("Child"), "{page}");
    let adult = asked.get_as(&other, &address).await.text();
    assert!(adult.contains("value=\"adult\" aria-pressed=\"true\""));
    assert_eq!(asked.post_as(&samar, &address, &say("note", "first")).await.status(), 303);
    let page = asked.post_as(&other, &address, &say("note", "A+scar+over+the+%3Cb%3Eleft+eye")).await.text();
    assert!(page.contains("scar over the") && !page.contains("<b>left"), "{page}");
    assert_eq!(asked.sample.events_of("people-decided"), 4);
}

#[tokio::test]
async fn wrong_forms_change_nothing_and_a_reader_only_looks() {
    let asked = Asked::new();
    let (samar, nadim) = (asked.person("samar").await, asked.person("nadim").await);
    let address = accept(&asked, &samar, 0).await;
    for fields in [
        "decision=take-out&seen=99999999&photograph=zz",
        "decision=describe&seen=99999999&fact=sex&value=other",
        "decision=describe&seen=99999999&fact=name&value=x",
        "decision=erase&seen=99999999",
        "decision=undo&seen=x&entry=1",
    ] {
        assert_eq!(asked.post_as(&samar, &address, fields).await.status(), 400, "{fields}");
    }
    assert_eq!(asked.get_as(&samar, "/people?state=nonsense").await.status(), 400);
    assert_eq!(asked.get_as(&samar, "/people/i00000099").await.status(), 404);
    assert_eq!(asked.sample.events_of("people-decided"), 1);
    let page = asked.get_as(&nadim, &address).await;
    assert_eq!(page.status(), 200);
    assert!(!page.text().contains("name=\"photograph\"") && !page.text().contains("value=\"undo\""));
    assert_eq!(asked.get_as(&nadim, "/people/candidates").await.status(), 403);
    assert_eq!(asked.post_as(&nadim, &address, "decision=split&seen=1").await.status(), 403);
}

#[tokio::test]
async fn a_persons_photographs_stand_by_what_they_show_each_once_and_lead_back() {
    let asked = Asked::new();
    let (samar, nadim) = (asked.person("samar").await, asked.person("nadim").await);
    let address = accept(&asked, &samar, 0).await;
    let (hers, his) =
        (asked.get_as(&samar, &address).await.text(), asked.get_as(&nadim, &address).await.text());
    let order = ["face", "card", "whole", "part", "unsorted"];
    for page in [&hers, &his] {
        assert_eq!(page.matches("A machine sorted these").count(), 1);
        let (mut last, mut all) = (0, 0);
        let groups: Vec<&str> = page.split("<h3 id=\"view-").skip(1).collect();
        assert!(groups.len() > 1, "{page}");
        for group in groups {
            let name = group.split('"').next().unwrap();
            let place = order.iter().position(|known| *known == name).unwrap() + 1;
            assert!(place > last, "{name}");
            let strip = group.split("</ol>").next().unwrap();
            let digests: Vec<&str> =
                strip.split("data-digest=\"").skip(1).filter_map(|rest| rest.get(..64)).collect();
            assert!(strip.contains(&format!("<span class=\"more\">{}</span>", digests.len())), "{strip}");
            for digest in &digests {
                // The sample tells views by the first byte.
                let byte = u8::from_str_radix(&digest[..2], 16).unwrap();
                assert_eq!(order[usize::from(byte % 5)], name, "{digest}");
            }
            (last, all) = (place, all + digests.len());
        }
        assert_eq!(all, 4);
    }
    let photograph = values(&hers, "photograph")[0].clone();
    let page = asked.get_as(&samar, &format!("/photographs/{photograph}")).await.text();
    assert!(page.contains(&format!("href=\"{address}\"")), "the way to the person: {page}");
    let free = asked.get_as(&samar, &format!("/photographs/{}", asked.sample.digest(0))).await.text();
    assert!(free.contains("put to nobody yet") && !free.contains("href=\"/people/"));
}

#[tokio::test]
async fn where_nothing_was_chosen_a_sentence_says_what_to_do_and_leads_back() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let address = accept(&asked, &samar, 0).await;
    for decision in ["split", "take-out"] {
        let answer = asked.post_as(&samar, &address, &format!("decision={decision}&seen=99999999")).await;
        let page = answer.text();
        assert_eq!(answer.status(), 422, "{decision}");
        assert!(
            page.contains("No photograph was chosen") && page.contains(&format!("href=\"{address}\"")),
            "{page}"
        );
    }
    let page = asked.get_as(&samar, "/people/candidates").await.text();
    let name = values(&page, "name")[0].clone();
    let answer = asked.post_as(&samar, "/people/candidates", &format!("name={name}&seen=99999999")).await;
    let page = answer.text();
    assert_eq!(answer.status(), 422);
    assert!(page.contains("Every photograph was taken out"), "{page}");
    assert!(page.contains(&format!("href=\"/people/candidates?from={name}\"")), "{page}");
    assert_eq!(asked.sample.events_of("people-decided"), 1);
}

#[tokio::test]
async fn the_other_of_a_merge_is_named_by_numbers_identifier_or_page() {
    let asked = Asked::with_study();
    let samar = asked.person("samar").await;
    let rows = asked.sample.individuals().await.unwrap();
    let with_numbers: Vec<_> = rows.iter().filter(|row| !row.numbers.is_empty()).collect();
    let (one, two, three) = (&with_numbers[0], &with_numbers[1], &with_numbers[2]);
    let four = &with_numbers[3];
    let before = asked.sample.events_of("people-decided");
    let address = format!("/people/{}", one.individual);
    let page = asked.get_as(&samar, &address).await.text();
    assert!(page.contains(&format!("id=\"identifier\">{}<", one.individual)), "{page}");
    let merge = async |other: &str| {
        let other: String = form_urlencoded::byte_serialize(other.as_bytes()).collect();
        asked.post_as(&samar, &address, &format!("decision=merge&seen=99999999&other={other}")).await
    };
    for (other, words) in [
        (" ", "Nobody was named"),
        ("1-2-3", "Nobody of these numbers"),
        ("<b>who", "Nobody of these numbers"),
        (one.individual.as_str(), "That is this person already"),
        (&one.numbers.to_string(), "That is this person already"),
    ] {
        let answer = merge(other).await;
        let page = answer.text();
        assert_eq!(answer.status(), 422, "{other}");
        assert!(page.contains(words) && page.contains(&format!("href=\"{address}\"")), "{other}: {page}");
        assert!(!page.contains("<b>who"));
    }
    for other in [
        two.numbers.to_string().replace('-', " "),
        three.individual.to_string(),
        format!("http://127.0.0.1/people/{}?x=1", four.individual),
    ] {
        assert_eq!(merge(&other).await.status(), 303, "{other}");
    }
    assert_eq!(asked.sample.events_of("people-decided"), before + 3);
}
