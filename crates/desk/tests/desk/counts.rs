//! Counts through the pages: never a number without definition, denominator and missing; each opens what it counts.

use crate::common::Asked;
use crate::people::accept;

#[tokio::test]
async fn each_number_stands_with_its_definition_and_opens_what_it_counts() {
    let asked = Asked::new();
    let (samar, nadim) = (asked.person("samar").await, asked.person("nadim").await);
    let person = accept(&asked, &samar, 0).await;
    let page = asked.get_as(&nadim, "/counts").await.text();
    for words in ["D1.1", "Detainees, at least", "/counts/people-all", "entries of the log", "<rect"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let sheet = asked.get_as(&nadim, "/counts/people-all").await.text();
    assert!(sheet.contains(&format!("href=\"{person}\"")), "the person behind the number: {sheet}");
    assert!(sheet.contains("Zaman al-Wasl"));
    let parted = asked.get_as(&nadim, "/counts/people-all?by=category").await.text();
    assert!(parted.contains("row=-") && parted.contains("cannot be told"), "missing is always a row");
    let row = asked.get_as(&nadim, "/counts/people-all?by=category&row=-").await.text();
    assert!(row.contains(&format!("href=\"{person}\"")));
    let all = asked.get_as(&nadim, "/counts/photographs-all?page=2").await.text();
    assert!(all.contains("rel=\"prev\"") && all.matches("href=\"/photographs/").count() > 100);
    let step = asked.get_as(&nadim, "/counts/steps/put-to-nobody?page=2").await.text();
    assert!(step.contains("put to nobody") && step.matches("href=\"/photographs/").count() > 100);
    let list = asked.get_as(&nadim, "/counts").await.text();
    assert!(
        list.contains("href=\"/counts/units/people\"") && list.contains("?verdict=missing#units"),
        "{list}"
    );
    let everybody = asked.get_as(&nadim, "/counts/units/people").await.text();
    assert!(everybody.contains(&format!("href=\"{person}\"")));
    let missing =
        asked.get_as(&nadim, "/counts/people-detainees?verdict=missing&criterion=category").await.text();
    assert!(
        missing.contains("Cannot be told: category") && missing.contains(&format!("href=\"{person}\"")),
        "{missing}"
    );
    let other = asked.get_as(&nadim, "/counts/people-detainees?verdict=missing&criterion=date").await.text();
    assert!(!other.contains(&format!("href=\"{person}\"")));
    for (bad, status) in [
        ("/counts/units/nothing", 404),
        ("/counts/people-all?verdict=nothing", 400),
        ("/counts/people-all?verdict=missing&row=-", 400),
        ("/counts/steps/nothing", 404),
        ("/counts/nothing", 404),
        ("/counts/people-all?by=colour", 400),
        ("/counts/photographs-all?by=photographs", 400),
        ("/counts/people-all?by=sex&row=no-such", 404),
    ] {
        assert_eq!(asked.get_as(&nadim, bad).await.status(), status, "{bad}");
    }
    let leila = asked.person("leila").await;
    assert_eq!(asked.get_as(&leila, "/counts").await.status(), 403);
}
