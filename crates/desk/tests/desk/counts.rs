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
    assert!(!missing.contains("What is counted"), "what is missing is not counted");
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

#[tokio::test(flavor = "multi_thread")]
async fn what_experts_coded_is_counted_with_what_they_could_not_tell() {
    let asked = Asked::with_study();
    let samar = asked.person("samar").await;
    let sheet = asked.get_as(&samar, "/counts/women-coded").await.text();
    for words in [
        "coded sex is female; coded age-band is adult or elder or not-coded",
        "Sex as coded: Female. Not assessable: missing, neither counted nor left out.",
        "Age band as coded: Adult or Elder.",
        "Not coded, or not settled: counted.",
        "criterion=coded-sex-not-assessable",
        "sex as coded, not assessable",
    ] {
        assert!(sheet.contains(words), "{words}: {sheet}");
    }
    let parted = asked.get_as(&samar, "/counts/people-all?by=coded-sex").await.text();
    for words in ["row=female", "row=male", "row=not-assessable", "row=-", "Not assessable", "cannot be told"]
    {
        assert!(parted.contains(words), "{words}: {parted}");
    }
    let unseen = asked.get_as(&samar, "/counts/people-all?by=coded-sex&row=not-assessable").await.text();
    assert!(unseen.contains("href=\"/people/ic"), "{unseen}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_still_to_code_is_told_nothing_of_what_others_coded() {
    let asked = Asked::with_study();
    let (samar, nadim) = (asked.person("samar").await, asked.person("nadim").await);
    let page = asked.get_as(&samar, "/coding").await.text();
    let scheme = page.split("<option value=\"").nth(1).unwrap().split('"').next().unwrap();
    let scheme = scheme.replace('/', "%2F");
    let fields =
        format!("title=mine&scheme={scheme}&coder=samar&coder=huda&each=2&overlap=100&seed=s&people=");
    crate::people::location(&asked.post_as(&samar, "/coding", &fields).await);
    let list = asked.get_as(&samar, "/counts").await.text();
    assert!(list.contains("once you have coded all that is yours") && !list.contains("/counts/women-coded"));
    for closed in ["/counts/women-coded", "/counts/people-all?by=coded-age-band"] {
        let page = asked.get_as(&samar, closed).await.text();
        assert!(page.contains("once you have coded") && !page.contains("href=\"/people/ic"), "{page}");
    }
    let form = asked.get_as(&samar, "/report").await.text();
    assert!(!form.contains("coded-sex") && !form.contains("D1001.1"), "{form}");
    for fields in ["title=x&definition=D1001.1", "title=x&definition=people-all&by=coded-sex"] {
        assert_eq!(asked.post_as(&samar, "/report", fields).await.status(), 404, "{fields}");
    }
    let report = asked.post_as(&samar, "/report", "title=x").await.text();
    assert!(report.contains("D1.1") && !report.contains("D1001.1"), "{report}");
    // Whoever codes nothing has nothing before her to be blind to.
    assert!(asked.get_as(&nadim, "/counts").await.text().contains("/counts/women-coded"));
}
