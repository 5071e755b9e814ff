//! Reports through the pages: shown to whoever may look, taken away by whoever may, and recorded before they are sent.

use std::io::Read as _;

use amana_desk::backend::reporting::Frozen;

use crate::common::Asked;

const CHOSEN: &str =
    "title=A+made-up+report&definition=people-all&definition=photographs-all&by=category&hide=";

#[tokio::test]
async fn a_report_is_shown_as_a_page_in_its_own_language() {
    let asked = Asked::new();
    let nadim = asked.person("nadim").await;
    let form = asked.get_as(&nadim, "/report?title=Kept&definition=people-all").await.text();
    assert!(form.contains("value=\"Kept\"") && form.contains("value=\"people-all\" checked"), "{form}");
    assert!(!form.contains("/report/pdf"), "whoever may not take it away is not offered it");
    let page = asked.post_as(&nadim, "/report", &format!("{CHOSEN}&language=en")).await.text();
    for words in
        ["A made-up report", "lang=\"en\" dir=\"ltr\"", "D8.1", "<svg", "cannot be told", "amana recount"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains('⟨') && !page.contains("<script>") && !page.contains(" style="));
    let arabic = asked.post_as(&nadim, "/report", &format!("{CHOSEN}&language=ar")).await.text();
    assert!(arabic.contains("<article class=\"report\" lang=\"ar\" dir=\"rtl\">"));
    assert_eq!(asked.sample.events_of("report-made"), 0, "to look at one is no event");
}

/// The links of a report: where each leads, and its number.
fn links(page: &str) -> Vec<(String, String)> {
    let article = page.split_once("<article").unwrap().1;
    let link = |link: &str| {
        let (address, rest) = link.split_once('"').unwrap();
        let text = rest.split_once('>').unwrap().1.split_once('<').unwrap().0;
        (address.replace("&#38;", "&").replace("&amp;", "&"), text.to_owned())
    };
    article.split("<a href=\"").skip(1).map(link).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn every_number_of_a_report_opens_what_it_counts() {
    let asked = Asked::with_study();
    let samar = asked.person("samar").await;
    let chosen = format!("{CHOSEN}&by=branch&by=sex&study=s00000000&crossed=bruise&language=en");
    let page = asked.post_as(&samar, "/report", &chosen).await.text();
    let (mut counted, mut followed) = (0, 0);
    for (address, number) in links(&page) {
        let address = address.split_once('#').map_or(address.as_str(), |(before, _)| before);
        let opened = asked.get_as(&samar, address).await;
        assert_eq!(opened.status(), 200, "{address}");
        followed += 1;
        // A page shows 200 at once; "93 of 150" opens the 93.
        let number: u64 = number.split_whitespace().next().and_then(|n| n.parse().ok()).unwrap_or(u64::MAX);
        let shows = ["/counts/people-all", "/counts/units/people", "/results/"];
        if number <= 200 && shows.iter().any(|one| address.contains(one)) {
            assert_eq!(opened.text().matches("href=\"/people/i").count() as u64, number, "{address}");
            counted += 1;
        }
    }
    assert!(followed > 60 && counted > 40, "{followed} links, {counted} with people");
    let hidden = asked.post_as(&samar, "/report", &chosen.replace("hide=", "hide=1000000")).await.text();
    assert!(
        links(&hidden).iter().all(|(address, _)| !address.contains("/results/")),
        "hidden numbers open nothing"
    );
}

#[tokio::test]
async fn a_report_is_recorded_before_it_is_taken_away() {
    let asked = Asked::new();
    let (samar, nadim) = (asked.person("samar").await, asked.person("nadim").await);
    let chosen = format!("{CHOSEN}&language=en");
    assert_eq!(asked.post_as(&nadim, "/report/pdf", &chosen).await.status(), 403);
    assert_eq!(asked.sample.events_of("report-made"), 0);
    let taken = asked.post_as(&samar, "/report/pdf", &chosen).await;
    assert!(taken.body.starts_with(b"%PDF-"));
    assert_eq!(taken.header("content-type"), "application/pdf");
    assert_eq!(asked.sample.events_of("report-made"), 1);
    assert_eq!(asked.post_as(&nadim, "/report/data", &chosen).await.status(), 403);
    let whole = asked.post_as(&samar, "/report/data", &chosen).await;
    assert_eq!(asked.sample.events_of("report-made"), 2);
    let mut packed = zip::ZipArchive::new(std::io::Cursor::new(whole.body.to_vec())).unwrap();
    let mut read = |name: &str| {
        let mut bytes = Vec::new();
        packed.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    };
    let frozen = Frozen::read(&read("frozen.json")).unwrap();
    assert_eq!(
        read("report.json"),
        amana_model::to_canonical(&frozen.report()).unwrap(),
        "it is counted again"
    );
    assert!(read("report.pdf").starts_with(b"%PDF-") && !read("checkpoint").is_empty());
}

#[tokio::test]
async fn what_will_not_do_is_told_and_kept() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let refused = asked.post_as(&samar, "/report", "title=&by=month").await;
    assert_eq!(refused.status(), 422);
    assert!(refused.text().contains("value=\"month\" checked"));
    for (fields, status) in
        [("title=a&by=colour", 400), ("title=a&study=s0000000f", 404), ("title=a&hide=few", 400)]
    {
        assert_eq!(asked.post_as(&samar, "/report", fields).await.status(), status, "{fields}");
    }
    let leila = asked.person("leila").await;
    assert_eq!(asked.get_as(&leila, "/report").await.status(), 403);
}
