//! Results of a study through the pages: only what is settled, each number with the people behind it, and blindness kept.

use crate::common::Asked;

const STUDY: &str = "/coding/s00000000";

/// What stands between two texts.
fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    page.split_once(before).and_then(|(_, rest)| rest.split_once(after)).map_or("", |(inside, _)| inside)
}

/// The links of the row of an entry in the table of signs: address and number.
fn row(page: &str, entry: &str) -> Vec<(String, u64)> {
    let base = format!("{STUDY}/results/{entry}?answer=");
    let table = between(page, "id=\"tally\"", "id=\"closely\"");
    let links = table.split("href=\"").skip(1).filter(|link| link.starts_with(&base));
    let link = |link: &str| {
        let (address, rest) = link.split_once('"').unwrap();
        (address.to_owned(), between(rest, ">", "<").parse().unwrap())
    };
    links.map(link).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_number_opens_its_people_and_rows_add_up() {
    let asked = Asked::with_study();
    let samar = asked.person("samar").await;
    let page = asked.get_as(&samar, &format!("{STUDY}/results")).await.text();
    for words in [
        "Not assessable means",
        "id=\"body-map\"",
        "a seed that was drawn",
        "Digest of the frame",
        "url(#step-",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("huda") && !page.contains("هدى"), "nothing of a single coder");
    let mut all = 0;
    for (address, number) in row(&page, "bruise") {
        let people = asked.get_as(&samar, &address).await.text();
        assert_eq!(people.matches("href=\"/people/ic").count() as u64, number, "{address}");
        all += number;
    }
    assert_eq!(all, 40, "everybody is in one column");
    let everybody = asked.get_as(&samar, &format!("{STUDY}/results/bruise")).await.text();
    assert_eq!(everybody.matches("href=\"/people/ic").count(), 40);
    let branch = asked.get_as(&samar, &format!("{STUDY}/results/bruise?branch=215")).await.text();
    let none = asked.get_as(&samar, &format!("{STUDY}/results/bruise?branch=-")).await.text();
    let people = |page: &str| page.matches("href=\"/people/ic").count();
    assert!(people(&branch) > 5 && people(&none) > 0 && branch.contains("branch \u{2066}215"), "{branch}");
    let person = between(&branch, "href=\"/people/", "\"").to_owned();
    assert_eq!(asked.get_as(&samar, &format!("/people/{person}")).await.status(), 200);
    let chosen = asked.get_as(&samar, &format!("{STUDY}/results?entry=bruise")).await.text();
    let region =
        between(&chosen, "/results/bruise?region=", "\"").replace("&amp;", "&").replace("&#38;", "&");
    let there = asked.get_as(&samar, &format!("{STUDY}/results/bruise?region={region}")).await.text();
    assert!(people(&there) > 0, "{region}");
}

#[tokio::test(flavor = "multi_thread")]
async fn with_small_numbers_hidden_the_table_stands_alone() {
    let asked = Asked::with_study();
    let samar = asked.person("samar").await;
    let page = asked.get_as(&samar, &format!("{STUDY}/results?entry=bruise&hide=small")).await.text();
    assert!(page.contains("under 5") && page.contains("withheld"), "{page}");
    for other in ["id=\"tally\"", "id=\"body-map\"", "id=\"estimates\"", "/results/bruise?"] {
        assert!(!page.contains(other), "{other} would give it away");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_people_to_code_sees_nothing_and_who_does_not_decide_neither() {
    let asked = Asked::with_study();
    let (samar, huda) = (asked.person("samar").await, asked.person("huda").await);
    for address in [format!("{STUDY}/results"), format!("{STUDY}/results/bruise")] {
        assert_eq!(asked.get_as(&huda, &address).await.status(), 403, "{address}");
    }
    for (bad, status) in [
        ("/coding/s99999999/results", 404),
        ("/coding/s00000000/results?entry=no-such", 404),
        ("/coding/s00000000/results/no-such", 404),
        ("/coding/s00000000/results/bruise?answer=no-such", 404),
        ("/coding/s00000000/results/bruise?region=tail", 404),
        ("/coding/s00000000/results/bruise?region=face&answer=absent", 404),
    ] {
        assert_eq!(asked.get_as(&samar, bad).await.status(), status, "{bad}");
    }
    // A custodian may code as well: she plans a study of herself, and has people to code in it.
    let page = asked.get_as(&samar, "/coding").await.text();
    let scheme = between(&page, "<option value=\"", "\"").replace('/', "%2F");
    let fields =
        format!("title=mine&scheme={scheme}&coder=samar&coder=huda&each=2&overlap=100&seed=s&people=");
    let study = crate::people::location(&asked.post_as(&samar, "/coding", &fields).await);
    let closed = asked.get_as(&samar, &format!("{study}/results")).await.text();
    assert!(closed.contains("You still have people to code") && !closed.contains("id=\"tally\""));
    let list = asked.get_as(&samar, &format!("{study}/results/bruise")).await;
    assert_eq!(crate::people::location(&list), format!("{study}/results"));
}

#[tokio::test(flavor = "multi_thread")]
async fn agreement_on_grades_is_told_at_both_levels() {
    let asked = Asked::with_study();
    let samar = asked.person("samar").await;
    let page = asked.get_as(&samar, "/coding/s00000000").await.text();
    let (_, agreement) = page.split_once("id=\"agreement\"").unwrap();
    let of = |entry: &str| {
        let rows = agreement.split("<tr>").filter(|row| row.contains(&format!("<th scope=\"row\">{entry}")));
        rows.map(|row| (row.contains(">nominal<"), row.contains(">ordinal<"))).collect::<Vec<_>>()
    };
    assert_eq!(of("Emaciation"), [(true, false), (false, true)], "{agreement}");
    assert_eq!(of("Sex"), [(true, false)], "names have no order");
    assert!(agreement.contains("AC1, AC2") && agreement.contains("answers further apart agree less"));
}
