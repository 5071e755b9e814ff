//! Claims through the pages: opened, borne by evidence, decided by two reviewers, withdrawn; what does not fit, and who may not.

use crate::common::{Asked, Person};
use crate::people::location;

const SAID: &str = "name_latin=Fulan+Invented&marks=a+made-up+scar";

/// A report, taken in.
async fn reported(asked: &Asked, who: &Person, said: &str) -> String {
    let address = location(&asked.post_as(who, "/missing/new", said).await);
    address.rsplit('/').next().unwrap().to_owned()
}

/// Somebody whom photographs show: the people of the sample's study, from 0.
async fn somebody(asked: &Asked, who: &Person, place: usize) -> String {
    let list = asked.get_as(who, "/people").await.text();
    let ids = list.split("href=\"/people/i").skip(1).filter_map(|rest| rest.split('"').next());
    format!("i{}", ids.collect::<Vec<_>>()[place])
}

async fn claimed(asked: &Asked, who: &Person, report: &str, individual: &str) -> String {
    let form = format!("report={report}&individual={individual}");
    location(&asked.post_as(who, "/claims", &form).await)
}

/// The last entry that a claim's page knows.
fn seen(page: &str) -> &str {
    page.split("name=\"seen\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap()
}

fn waiting(page: &str) -> &str {
    page.split("name=\"proposal\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap()
}

async fn propose(asked: &Asked, who: &Person, claim: &str, level: &str) -> u16 {
    let page = asked.get_as(who, claim).await.text();
    let form = format!("seen={}&level={level}&why=a+made-up+reason", seen(&page));
    asked.post_as(who, &format!("{claim}/level"), &form).await.status()
}

async fn answer(asked: &Asked, who: &Person, claim: &str, agrees: &str) -> u16 {
    let page = asked.get_as(who, claim).await.text();
    let (seen, proposal) = (seen(&page), waiting(&page));
    let form = format!("seen={seen}&proposal={proposal}&agrees={agrees}&answer=another+reason");
    asked.post_as(who, &format!("{claim}/answer"), &form).await.status()
}

async fn add(asked: &Asked, who: &Person, claim: &str, kind: &str) -> u16 {
    let form = format!("kind={kind}&bearing=for&words=an+invented+sentence");
    asked.post_as(who, &format!("{claim}/evidence"), &form).await.status()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_claim_is_opened_given_evidence_decided_by_two_and_told() {
    let asked = Asked::with_study();
    let (samar, salma, widad) =
        (asked.person("samar").await, asked.person("salma").await, asked.person("widad").await);
    let report = reported(&asked, &widad, SAID).await;
    let individual = somebody(&asked, &widad, 0).await;
    let claim = claimed(&asked, &widad, &report, &individual).await;
    assert_eq!(add(&asked, &widad, &claim, "sight").await, 303);
    let list = asked.get_as(&salma, "/claims?waits=first").await.text();
    assert!(list.contains("Fulan Invented") && list.contains(&claim), "{list}");

    let page = asked.get_as(&salma, &claim).await.text();
    assert!(page.contains("an invented sentence") && page.contains("a made-up scar"), "{page}");
    assert!(
        page.contains("never more than possible") && page.contains("value=\"confirmed\" required disabled")
    );
    assert!(!page.contains(&format!("href=\"/missing/{report}\"")), "reports are for family workers");
    assert_eq!(propose(&asked, &salma, &claim, "confirmed").await, 422, "a forged post");
    assert_eq!(propose(&asked, &salma, &claim, "probable").await, 422);
    assert_eq!(propose(&asked, &salma, &claim, "possible").await, 303);
    let page = asked.get_as(&salma, &claim).await.text();
    assert!(page.contains("Another reviewer must look") && !page.contains("name=\"agrees\""), "{page}");
    let entry = asked.get_as(&samar, &claim).await.text();
    let forged = format!("seen={}&proposal={}&agrees=yes&answer=mine", seen(&entry), waiting(&entry));
    let herself = asked.post_as(&salma, &format!("{claim}/answer"), &forged).await;
    assert!(herself.status() == 422 && herself.text().contains("must be another person"));
    assert_eq!(answer(&asked, &samar, &claim, "no").await, 303);
    assert!(asked.get_as(&salma, "/claims?waits=disputed").await.text().contains(&claim));

    assert_eq!(add(&asked, &widad, &claim, "dna").await, 303);
    assert_eq!(propose(&asked, &samar, &claim, "confirmed").await, 303);
    assert_eq!(answer(&asked, &salma, &claim, "yes").await, 303);
    let page = asked.get_as(&widad, &claim).await.text();
    assert!(page.contains("level-confirmed\">confirmed by scientific means"), "{page}");
    assert!(!page.contains("name=\"level\""), "no reviewer");
    let told = "told=an+invented+conversation&on=2026-11-20&by=widad&way=in-person";
    assert_eq!(location(&asked.post_as(&widad, &format!("{claim}/told"), told).await), claim);
    let none = asked.get_as(&widad, "/claims?waits=told").await.text();
    assert!(none.contains("No claim waits for this"), "{none}");
    let activity = asked.get_as(&samar, "/activity").await.text();
    assert!(activity.contains("Opened a family") && !activity.contains("an invented"), "no words in the log");
    let shown = asked.get_as(&widad, &format!("/missing/{report}")).await.text();
    assert!(shown.contains(&format!("href=\"{claim}\"")), "on the report's page");
    let shown = asked.get_as(&salma, &format!("/people/{individual}")).await.text();
    assert!(shown.contains(&format!("href=\"{claim}\"")), "on the person's page");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_decided_meanwhile_is_never_overwritten_and_what_was_typed_is_kept() {
    let asked = Asked::with_study();
    let (samar, salma, widad) =
        (asked.person("samar").await, asked.person("salma").await, asked.person("widad").await);
    let report = reported(&asked, &widad, SAID).await;
    let claim = claimed(&asked, &widad, &report, &somebody(&asked, &widad, 0).await).await;
    add(&asked, &widad, &claim, "marks").await;
    let old = asked.get_as(&salma, &claim).await.text();
    assert_eq!(propose(&asked, &samar, &claim, "probable").await, 303);
    let form = format!("seen={}&level=possible&why=what+was+typed", seen(&old));
    let late = asked.post_as(&salma, &format!("{claim}/level"), &form).await;
    assert_eq!(late.status(), 422);
    let page = late.text();
    assert!(
        page.contains("did something about this claim meanwhile") && page.contains("what was typed"),
        "{page}"
    );
    assert_eq!(asked.sample.events_of("level-proposed"), 1);
    let page = asked.get_as(&samar, &claim).await.text();
    let back = page.split("/back\"").next().unwrap().rsplit('/').next().unwrap();
    let form = format!("seen={}&reason=+", seen(&page));
    let silent = asked.post_as(&samar, &format!("{claim}/evidence/{back}/back"), &form).await;
    assert_eq!(silent.status(), 422, "for a reason");
    let form = format!("seen={}&reason=amiss", seen(&page));
    let taken = asked.post_as(&samar, &format!("{claim}/evidence/{back}/back"), &form).await;
    assert_eq!(location(&taken), claim);
    let page = asked.get_as(&salma, &claim).await.text();
    let form = format!("seen={}&proposal={}&agrees=yes&answer=x", seen(&page), waiting(&page));
    let unborne = asked.post_as(&salma, &format!("{claim}/answer"), &form).await;
    assert!(
        unborne.status() == 422 && unborne.text().contains("Nothing speaks for it"),
        "its evidence is gone"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn rivals_stand_on_the_list_of_what_does_not_fit_and_a_wish_holds_at_once() {
    let asked = Asked::with_study();
    let (samar, salma, widad) =
        (asked.person("samar").await, asked.person("salma").await, asked.person("widad").await);
    let individual = somebody(&asked, &samar, 0).await;
    let mut claims = Vec::new();
    for name in ["name_latin=Fulan+Invented", "name_latin=Illan+Made-up"] {
        let report = reported(&asked, &widad, name).await;
        let claim = claimed(&asked, &widad, &report, &individual).await;
        add(&asked, &widad, &claim, "marks").await;
        assert_eq!(propose(&asked, &samar, &claim, "probable").await, 303);
        assert_eq!(answer(&asked, &salma, &claim, "yes").await, 303);
        claims.push((report, claim));
    }
    let list = asked.get_as(&salma, "/claims?waits=conflicts").await.text();
    assert!(list.contains("Two families’ claims on one person are probable"), "{list}");
    assert!(list.contains(&claims[0].1) && list.contains(&claims[1].1));
    let page = asked.get_as(&salma, &claims[0].1).await.text();
    assert!(page.contains("Other claims on this person") && page.contains("Illan Made-up"));
    let report = asked.get_as(&samar, &format!("/missing/{}", claims[0].0)).await.text();
    assert!(!report.contains(&claims[1].1), "what concerns one family tells nothing of another");
    let wish = format!("{}/wish", claims[0].1);
    assert_eq!(asked.post_as(&samar, &wish, "turn=withdraw&how=+").await.status(), 422);
    assert_eq!(location(&asked.post_as(&samar, &wish, "turn=withdraw&how=by+telephone").await), claims[0].1);
    assert_eq!(propose(&asked, &samar, &claims[1].1, "possible").await, 303);
    let list = asked.get_as(&salma, "/claims?waits=conflicts").await.text();
    assert!(list.contains("No claim waits for this"), "{list}");
    let page = asked.get_as(&salma, &claims[0].1).await.text();
    assert!(page.contains("level-withdrawn") && !page.contains("name=\"level\""), "{page}");
    assert_eq!(location(&asked.post_as(&samar, &wish, "turn=resume&how=in+person").await), claims[0].1);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_neither_sees_nor_decides_and_forged_forms_are_refused() {
    let asked = Asked::with_study();
    let (samar, nadim, widad) =
        (asked.person("samar").await, asked.person("nadim").await, asked.person("widad").await);
    let report = reported(&asked, &samar, SAID).await;
    let individual = somebody(&asked, &samar, 0).await;
    let claim = claimed(&asked, &samar, &report, &individual).await;
    add(&asked, &samar, &claim, "dna").await;
    let page = asked.get_as(&samar, &claim).await.text();
    assert!(page.contains("another reviewer proposes its level first") && !page.contains("name=\"level\""));
    let forged = format!("seen={}&level=confirmed&why=x", seen(&page));
    let forged = asked.post_as(&samar, &format!("{claim}/level"), &forged).await;
    assert!(forged.status() == 422 && forged.text().contains("is not its first reviewer"), "she opened it");
    for path in ["/claims", &claim] {
        assert_eq!(asked.get_as(&nadim, path).await.status(), 403, "{path}");
    }
    let page = asked.get_as(&nadim, &format!("/people/{individual}")).await.text();
    assert!(!page.contains("/claims/") && !page.contains("claims this person"), "{page}");
    for (path, form) in
        [("level", "seen=1&level=confirmed&why=x"), ("answer", "seen=1&proposal=1&agrees=yes&answer=x")]
    {
        let address = format!("{claim}/{path}");
        assert_eq!(
            asked.post_as(&widad, &address, form).await.status(),
            403,
            "a family worker reviews nothing"
        );
    }
    assert_eq!(asked.post_as(&nadim, "/claims", "report=m1&individual=i1").await.status(), 403);
    for (path, form) in [
        ("evidence", "kind=guess&bearing=for&words=x"),
        ("evidence", "kind=dna&bearing=perhaps&words=x"),
        ("level", "seen=1&level=certain&why=x"),
        ("level", "seen=&level=possible&why=x"),
        ("answer", "seen=1&proposal=x&agrees=yes&answer=x"),
        ("answer", "seen=1&proposal=1&agrees=perhaps&answer=x"),
        ("wish", "turn=erase&how=x"),
        ("told", "told=x&on=2026&by=x&way=shouting"),
    ] {
        let refused = asked.post_as(&samar, &format!("{claim}/{path}"), form).await;
        assert_eq!(refused.status(), 400, "{path} {form}");
    }
    let dated = asked.post_as(&samar, &format!("{claim}/told"), "told=x&on=May&by=x&way=letter").await;
    assert_eq!(dated.status(), 422);
    assert_eq!(asked.get_as(&samar, "/claims?waits=nothing").await.status(), 400);
    assert_eq!(asked.get_as(&samar, "/claims/c99999999").await.status(), 404);
    let again = asked.post_as(&samar, "/claims", &format!("report={report}&individual={individual}")).await;
    assert!(again.status() == 422 && again.text().contains("stands so already"));
    let nobody = asked.post_as(&samar, "/claims", &format!("report={report}&individual=%3Cscript%3E")).await;
    assert!(nobody.status() == 422 && !nobody.text().contains("<script>"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_comes_with_evidence_and_is_opened_for_a_reason_alone() {
    let asked = Asked::with_study();
    let widad = asked.person("widad").await;
    let report = reported(&asked, &widad, SAID).await;
    let individual = somebody(&asked, &widad, 0).await;
    let claim = claimed(&asked, &widad, &report, &individual).await;
    let csrf = widad.csrf.clone();
    let send = async |name: &str, bytes: &[u8]| {
        let parts = [
            ("csrf", None, csrf.as_bytes()),
            ("kind", None, &b"dental"[..]),
            ("bearing", None, &b"for"[..]),
            ("words", None, &b"an invented chart"[..]),
            ("file", Some(name), bytes),
        ];
        asked.send_parts(&widad, &format!("{claim}/evidence"), &parts).await
    };
    assert_eq!(send("chart.pdf", b"").await.status(), 422, "an empty file is told");
    assert_eq!(location(&send("", b"").await), claim, "none was chosen");
    assert_eq!(location(&send("مخطط.html", b"<script>alert(1)</script>").await), claim);
    let page = asked.get_as(&widad, &claim).await.text();
    assert!(!page.contains("alert(1)"), "nothing of it stands in the page");
    let form = page.split("/file\"").next().unwrap().rsplit("action=\"").next().unwrap().to_owned() + "/file";
    let open = async |body: &str| asked.post_as(&widad, &form, body).await;
    assert_eq!(open("as=file&reason=+").await.status(), 422);
    let file = open("as=file&reason=to+compare").await;
    assert_eq!((file.status(), file.header("content-type")), (200, "application/octet-stream"));
    let kept = file.header("content-disposition");
    assert!(kept.starts_with("attachment; filename=\"____.html\"; filename*=UTF-8''%D9%85"), "{kept}");
    assert_eq!(file.body, b"<script>alert(1)</script>");
    let none = open("as=picture&reason=to+compare").await;
    assert!(none.status() == 422 && none.text().contains("no picture that can be shown"));
    assert_eq!(asked.sample.events_of("evidence-file-opened"), 1);
    assert_eq!(asked.get_as(&widad, &form).await.status(), 405, "no link opens it");
    let omar = asked.person("omar").await;
    assert_eq!(asked.post_as(&omar, &form, "as=file&reason=x").await.status(), 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_told_is_of_the_past_and_can_be_taken_back() {
    let asked = Asked::with_study();
    let widad = asked.person("widad").await;
    let report = reported(&asked, &widad, SAID).await;
    let individual = somebody(&asked, &widad, 0).await;
    let claim = claimed(&asked, &widad, &report, &individual).await;
    let tell = async |on: &str| {
        let form = format!("told=that+we+look&on={on}&by=Widad&way=in-person");
        asked.post_as(&widad, &format!("{claim}/told"), &form).await
    };
    let refused = tell("2099-01-01").await;
    assert!(refused.status() == 422 && refused.text().contains("a day that has not come"));
    assert_eq!(location(&tell("2024-01-01").await), claim);
    let page = asked.get_as(&widad, &claim).await.text();
    let back = page.split("/back\"").next().unwrap().rsplit("action=\"").next().unwrap().to_owned() + "/back";
    assert!(back.contains("/told/"), "{back}");
    assert_eq!(asked.post_as(&widad, &back, "reason=+").await.status(), 422);
    assert_eq!(location(&asked.post_as(&widad, &back, "reason=another+family").await), claim);
    let page = asked.get_as(&widad, &claim).await.text();
    assert!(page.contains("that we look") && page.contains("another family"), "both stay: {page}");
    assert_eq!(asked.sample.events_of("told-taken-back"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_a_claim_is_on_is_told_by_numbers_or_by_a_page() {
    let asked = Asked::with_study();
    let widad = asked.person("widad").await;
    let individual = somebody(&asked, &widad, 0).await;
    let page = asked.get_as(&widad, &format!("/people/{individual}")).await.text();
    let numbers = page.split("<h1>").nth(1).unwrap().split("</h1>").next().unwrap();
    let numbers: String = numbers.chars().filter(|c| c.is_ascii_digit() || "-?".contains(*c)).collect();
    assert_eq!(numbers.split('-').count(), 3, "{page}");
    for named in [numbers.replace('?', "%3F"), format!("http%3A%2F%2F127.0.0.1%2Fpeople%2F{individual}")] {
        let report = reported(&asked, &widad, SAID).await;
        let opened = asked.post_as(&widad, "/claims", &format!("report={report}&individual={named}")).await;
        assert_eq!(opened.status(), 303, "{named}: {}", opened.text());
        let claim = location(&opened);
        assert!(
            asked.get_as(&widad, &claim).await.text().contains(&format!("/people/{individual}")),
            "{named}"
        );
    }
    let report = reported(&asked, &widad, SAID).await;
    let nobody = asked.post_as(&widad, "/claims", &format!("report={report}&individual=999-1-1")).await;
    assert!(nobody.status() == 422 && nobody.text().contains("Nobody of these numbers"));
}

#[tokio::test(flavor = "multi_thread")]
async fn whom_a_search_brought_up_is_offered_for_a_claim() {
    let asked = Asked::with_study();
    let widad = asked.person("widad").await;
    let report = reported(&asked, &widad, &format!("{SAID}&consent=search&how=on+paper")).await;
    let page = asked.get_as(&widad, &format!("/missing/{report}")).await.text();
    assert!(!page.contains("name=\"choice\""), "nothing was searched yet");
    asked.post_as(&widad, &format!("/missing/{report}/search"), "purpose=to+look").await;
    let page = asked.get_as(&widad, &format!("/missing/{report}")).await.text();
    let select = page.split("name=\"choice\"").nth(1).expect("choices").split("</select>").next().unwrap();
    assert!(select.contains("found in a search"), "{select}");
    let who = select.split("value=\"i").nth(1).unwrap().split('"').next().unwrap();
    let form = format!("report={report}&individual=&choice=i{who}");
    assert!(location(&asked.post_as(&widad, "/claims", &form).await).starts_with("/claims/c"));
    let page = asked.get_as(&widad, &format!("/missing/{report}")).await.text();
    assert!(!page.contains(&format!("<option value=\"i{who}\"")), "claimed already");
}
