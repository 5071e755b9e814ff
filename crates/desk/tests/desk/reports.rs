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
