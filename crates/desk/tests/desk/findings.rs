//! Findings through the pages: who may write, who may read, and that nothing is told to whoever still codes.

use crate::common::Asked;

#[tokio::test(flavor = "multi_thread")]
async fn who_still_codes_neither_writes_nor_reads_and_staff_reads() {
    let asked = Asked::with_study();
    let (samar, huda, karim) =
        (asked.person("samar").await, asked.person("huda").await, asked.person("karim").await);
    let page = asked.get_as(&huda, "/findings").await.text();
    assert!(page.contains("/findings/new?study=s00000000"), "she has coded all of hers");
    let page = asked.get_as(&karim, "/findings").await.text();
    assert!(!page.contains("/findings/new?study="), "he has not");
    assert_eq!(asked.get_as(&karim, "/findings/new?study=s00000000").await.status(), 404);
    assert_eq!(asked.get_as(&samar, "/findings").await.status(), 200);
    for (bad, status) in
        [("/findings/f99999999/1", 404), ("/findings/new?study=s99999999", 404), ("/findings/new", 404)]
    {
        assert_eq!(asked.get_as(&huda, bad).await.status(), status, "{bad}");
    }
    let fields = "study=s00000000&people=&statement=x&limits=x&expert=x&qualifications=x";
    let refused = asked.post_as(&huda, "/findings/draft", fields).await;
    assert_eq!(refused.status(), 422, "somebody of the study is not settled");
    assert!(
        refused.text().contains("nothing is settled yet") && refused.text().contains(">x</textarea>"),
        "what was typed stays"
    );
    for bad in ["draft=%7B%7D", "draft=", ""] {
        assert_eq!(asked.post_as(&huda, "/findings/text", bad).await.status(), 400, "{bad}");
    }
    let key = asked.post_as(&huda, "/findings/key", "key=nonsense").await;
    assert_eq!(key.status(), 422);
    assert!(key.text().contains("Nothing was recorded"));
}
