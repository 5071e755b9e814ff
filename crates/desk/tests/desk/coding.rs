//! Coding through the pages: planned by who may, blind until both have coded, decided by a third; every refusal keeps what was typed.

use crate::common::{Asked, Person};
use crate::people::location;

const PRESET: &str = "association-tally";

/// Plans coding by both experts; gives the study's address.
async fn planned(asked: &Asked, samar: &Person) -> String {
    let page = asked.get_as(samar, "/coding").await.text();
    let scheme = page.split("value=\"").find(|part| {
        part.starts_with(|c: char| c.is_ascii_hexdigit()) && part.split('"').next().unwrap().ends_with(PRESET)
    });
    let scheme = scheme.unwrap().split('"').next().unwrap().replace('/', "%2F");
    let fields = format!(
        "title=rapid+pass&scheme={scheme}&coder=huda&coder=karim&each=2&overlap=100&seed=a+seed&people="
    );
    location(&asked.post_as(samar, "/coding", &fields).await)
}

/// The entries of a sheet, each with its answers.
fn entries(page: &str) -> Vec<(String, Vec<String>)> {
    let mut entries: Vec<(String, Vec<String>)> = Vec::new();
    for part in page.split("type=\"radio\" name=\"a.").skip(1) {
        let (entry, rest) = part.split_once('"').unwrap();
        let answer = rest.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        match entries.last_mut() {
            Some((known, answers)) if known == entry => answers.push(answer),
            _ => entries.push((entry.to_owned(), vec![answer])),
        }
    }
    entries
}

/// Nothing assessable but the first entry, which is as its first answer.
fn form(page: &str, sees: bool) -> String {
    let photograph = page.split("data-pane data-digest=\"").nth(1).unwrap().split('"').next().unwrap();
    let answers = entries(page).into_iter().enumerate().map(|(place, (entry, answers))| match place {
        0 if sees => format!("&a.{entry}={}&p.{entry}={photograph}", answers[0]),
        _ => format!("&a.{entry}=not-assessable"),
    });
    format!("opened=0&supersedes={}", answers.collect::<String>())
}

/// Where a coder's next person is.
async fn next(asked: &Asked, who: &Person, study: &str) -> String {
    location(&asked.post_as(who, &format!("{study}/next"), "").await)
}

#[tokio::test(flavor = "multi_thread")]
async fn two_code_blind_and_a_third_decides() {
    let asked = Asked::new();
    let (samar, huda, karim) =
        (asked.person("samar").await, asked.person("huda").await, asked.person("karim").await);
    let study = planned(&asked, &samar).await;
    let person = next(&asked, &huda, &study).await;
    let page = asked.get_as(&huda, &person).await.text();
    assert!(entries(&page).len() > 5 && page.contains("not assessable") && !page.contains("DSC0"), "{page}");
    assert!(!page.contains("reading") && !page.contains("class=\"other\""));

    let typed = form(&page, true);
    assert_eq!(location(&asked.post_as(&huda, &format!("{person}/draft"), &typed).await), "/coding");
    assert!(asked.get_as(&huda, &person).await.text().contains(" checked"), "what was typed is kept");
    assert!(!asked.get_as(&karim, &person).await.text().contains(" checked"), "hers alone");
    assert_eq!(asked.post_as(&samar, &format!("{person}/draft"), &typed).await.status(), 403);
    let half = asked.post_as(&huda, &person, "opened=0&supersedes=").await;
    assert_eq!(half.status(), 422);
    assert!(half.text().contains("Not answered yet: "));
    let unpinned = form(&page, true).replace("&p.", "&y.");
    let refused = asked.post_as(&huda, &person, &unpinned).await;
    assert!(refused.status() == 422 && refused.text().contains("Say in which photograph it is seen"));
    let first = &entries(&page)[0].0;
    for place in ["12+30+10", "0+0+0+0", "a+b+c+d", "-1+0+5+5", "NaN+0+5+5", "100+0+5+5"] {
        let misplaced = format!("{}&x.{first}={place}", form(&page, true));
        let refused = asked.post_as(&huda, &person, &misplaced).await;
        assert!(refused.status() == 422 && refused.text().contains("four numbers from 0 to 100"), "{place}");
    }
    assert_eq!(asked.sample.events_of("coding-submitted"), 0);

    let placed = format!("{}&x.{first}=12.5+30+10+8", form(&page, true));
    asked.post_as(&huda, &format!("{person}/draft"), &placed).await;
    let kept = asked.get_as(&huda, &person).await.text();
    assert!(kept.contains(&format!("name=\"x.{first}\" value=\"12.5")), "what was typed is kept");
    let on = asked.post_as(&huda, &person, &placed).await;
    assert_ne!(location(&on), person, "the next person follows");
    let blind = asked.get_as(&karim, &person).await.text();
    assert!(!blind.contains("class=\"other\"") && blind.contains("1 coder has still to code"));
    let third = asked.get_as(&samar, &person).await.text();
    assert!(
        !third.contains("class=\"other\"") && third.contains("Nothing is disputed"),
        "not even for a third"
    );
    asked.post_as(&karim, &person, &form(&blind, false)).await;

    let open = asked.get_as(&karim, &person).await.text();
    assert!(open.contains("class=\"other\"") && open.contains("Coders differ in 1 answer"));
    assert!(open.contains("data-place=\"12.5"), "where she saw it");
    assert!(!blind.contains("data-place="), "not before both have coded");
    let third = asked.get_as(&samar, &person).await.text();
    let asked_of_third = entries(&third);
    assert_eq!(asked_of_third.len(), 1, "only what is disputed");
    let (entry, answers) = &asked_of_third[0];
    let decided = format!("opened=0&a.{entry}=not-assessable");
    let without = asked.post_as(&samar, &person, &format!("{decided}&reason=+")).await;
    assert!(without.status() == 422 && !answers.is_empty());
    let done = asked.post_as(&samar, &person, &format!("{decided}&reason=too+dark")).await;
    assert_eq!(location(&done), study);
    let page = asked.get_as(&samar, &study).await.text();
    for words in ["A third decided where coders differed", "1 of 10", "Krippendorff", "a seed"] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_else_sees_or_does_it() {
    let asked = Asked::new();
    let (samar, huda, nadim, leila) = (
        asked.person("samar").await,
        asked.person("huda").await,
        asked.person("nadim").await,
        asked.person("leila").await,
    );
    let study = planned(&asked, &samar).await;
    let person = next(&asked, &huda, &study).await;
    for other in [&nadim, &leila] {
        assert_eq!(asked.get_as(other, "/coding").await.status(), 403);
        assert_eq!(asked.get_as(other, &person).await.status(), 404);
        assert_eq!(asked.post_as(other, "/coding", "").await.status(), 403);
    }
    for elsewhere in ["/photographs", "/people", "/activity", "/keying"] {
        assert_eq!(asked.get_as(&huda, elsewhere).await.status(), 403, "{elsewhere}");
    }
    let page = asked.get_as(&huda, &person).await.text();
    let digest = page.split("data-pane data-digest=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(asked.get_as(&huda, &format!("{person}/{digest}/cover")).await.status(), 200);
    let other = asked.sample.digest(3);
    assert_eq!(
        asked.get_as(&huda, &format!("{person}/{other}/cover")).await.status(),
        404,
        "of this person alone"
    );
    assert_eq!(
        asked.post_as(&samar, &person, &form(&page, false)).await.status(),
        422,
        "who plans does not code"
    );
    for bad in
        ["title=x&scheme=zz&coder=huda&each=2&overlap=100", "title=x&scheme=zz/&coder=huda&each=a&overlap=1"]
    {
        assert_eq!(asked.post_as(&samar, "/coding", bad).await.status(), 400, "{bad}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_are_whole_in_arabic_too() {
    let asked = Asked::new();
    let (samar, huda) = (asked.person("samar").await, asked.person("huda").await);
    let study = planned(&asked, &samar).await;
    let person = next(&asked, &huda, &study).await;
    for who in [&samar, &huda] {
        asked.post_as(who, "/account", "language=ar&to=/").await;
    }
    for (who, address) in [(&samar, "/coding"), (&samar, &*study), (&huda, "/coding"), (&huda, &*person)] {
        let page = asked.get_as(who, address).await.text();
        assert!(
            page.contains("dir=\"rtl\"") && !page.contains('⟨') && page.matches("<h1").count() == 1,
            "{address}: {page}"
        );
    }
}
