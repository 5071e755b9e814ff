//! Reports about missing people through the pages: taken in, found, told anew, consented to, read with a reason, erased by who may.

use crate::common::{Asked, Person};
use crate::people::location;

const SAID: &str = "name_arabic=%D9%81%D9%84%D8%A7%D9%86&name_latin=Fulan+Invented&other_names=Abu+Invented%0D%0AThe+Tall&sex=male\
    &born=1985-03&taken=2013-05-17&taken_where=a+made-up+street&marks=a+made-up+scar";
const WHO: &str = "contact_name=A+made-up+sister&contact_reach=not+by+telephone";
const AGREED: &str = "consent=search&to-sharing=One+organisation&how=on+paper";

async fn reported(asked: &Asked, who: &Person) -> String {
    location(&asked.post_as(who, "/missing/new", &format!("{SAID}&{WHO}&{AGREED}")).await)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_is_taken_in_and_found_and_its_contact_is_on_no_page() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let address = reported(&asked, &samar).await;
    for act in ["missing-reported", "contact-sealed"] {
        assert_eq!(asked.sample.events_of(act), 1, "{act}");
    }
    assert_eq!(asked.sample.events_of("consent-given"), 2);
    let page = asked.get_as(&samar, &address).await.text();
    for words in
        ["Fulan Invented", "The Tall", "17 May 2013", "March 1985", "a made-up scar", "One organisation"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("sister") && !page.contains("not by telephone"), "who said it is apart");
    let list = asked.get_as(&samar, "/missing?name=invented").await.text();
    assert!(list.contains("Fulan Invented") && !list.contains("sister"), "{list}");
    let none = asked.get_as(&samar, "/missing?name=nobody").await.text();
    assert!(none.contains("No report has such a name"));
    let arabic = asked.get_as(&samar, "/missing?name=%D9%81%D9%84%D8%A7%D9%86").await.text();
    assert!(arabic.contains("1 report"), "{arabic}");
    asked
        .post_as(
            &samar,
            "/missing/new",
            "name_arabic=%D8%A3%D8%AD%D9%85%D8%AF+%D8%A7%D9%84%D9%85%D8%AE%D8%AA%D8%B1%D8%B9",
        )
        .await;
    let spelled = asked.get_as(&samar, "/missing?name=%D8%A7%D8%AD%D9%85%D8%AF").await.text();
    assert!(spelled.contains("1 report"), "with the hamza or without: {spelled}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_is_read_with_a_reason_and_that_is_recorded() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let address = reported(&asked, &samar).await;
    let refused = asked.post_as(&samar, &format!("{address}/contact"), "purpose=+").await;
    assert_eq!(refused.status(), 422);
    assert!(!refused.text().contains("sister") && refused.text().contains("A reason is needed"));
    assert_eq!(asked.sample.events_of("contact-read"), 0);
    let read = asked.post_as(&samar, &format!("{address}/contact"), "purpose=to+call+back").await.text();
    assert!(read.contains("A made-up sister") && read.contains("not by telephone"), "{read}");
    assert_eq!(asked.sample.events_of("contact-read"), 1);
    assert!(!asked.get_as(&samar, &address).await.text().contains("sister"), "once, and no longer");
    let activity = asked.get_as(&samar, "/activity").await.text();
    assert!(
        activity.contains("Read who reports") && !activity.contains("sister") && !activity.contains("Fulan"),
        "{activity}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_told_anew_and_what_was_typed_is_kept() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let address = reported(&asked, &samar).await;
    let wrong = asked.post_as(&samar, &address, "seen=1&name_latin=Fulan+ibn+Invented&taken=May").await;
    assert_eq!(wrong.status(), 422);
    let page = wrong.text();
    assert!(page.contains("value=\"May\"") && page.contains("value=\"Fulan ibn Invented\""), "{page}");
    assert!(page.contains("A date is a year"));
    let told = asked.post_as(&samar, &address, "seen=1&name_latin=Fulan+ibn+Invented&taken=2013").await;
    assert_eq!(location(&told), address);
    let late = asked.post_as(&samar, &address, "seen=1&name_latin=Another").await;
    assert!(late.status() == 422 && late.text().contains("told this report anew meanwhile"));
    let page = asked.get_as(&samar, &address).await.text();
    assert!(
        page.contains("version 2") && page.contains("Fulan ibn Invented") && !page.contains("made-up scar"),
        "{page}"
    );
    let nameless = asked.post_as(&samar, "/missing/new", "marks=a+scar&consent=search&how=by+voice").await;
    assert_eq!(nameless.status(), 422);
    let form = nameless.text();
    assert!(
        form.contains("needs one name at least")
            && form.contains(">a scar</textarea>")
            && form.contains(" checked")
    );
    let silent = asked.post_as(&samar, "/missing/new", "name_latin=Fulan&consent=search&how=+").await;
    assert!(silent.status() == 422 && silent.text().contains("Say how they consented"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_date_is_read_as_people_write_it_and_a_wrong_one_is_marked() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let address = reported(&asked, &samar).await;
    for (version, (typed, shown)) in [
        ("%D9%A2%D9%A0%D9%A1%D9%A3", "2013"),
        ("17/5/2013", "17 May 2013"),
        ("%D9%A1%D9%A7/%D9%A5/%D9%A2%D9%A0%D9%A1%D9%A3", "17 May 2013"),
        ("2013-5", "May 2013"),
    ]
    .into_iter()
    .enumerate()
    {
        let seen = version + 1;
        let told =
            asked.post_as(&samar, &address, &format!("seen={seen}&name_latin=Fulan&taken={typed}")).await;
        assert_eq!(told.status(), 303, "{typed}");
        assert!(asked.get_as(&samar, &address).await.text().contains(shown), "{typed}");
    }
    let page =
        asked.post_as(&samar, &address, "seen=5&name_latin=Fulan&born=31/2/1980&taken=2013").await.text();
    let marked = |name: &str| {
        let field = page.split(&format!("<input name=\"{name}\"")).nth(1).unwrap();
        field.split('>').next().unwrap().contains("aria-invalid=\"true\"")
    };
    assert!(marked("born") && !marked("taken") && !marked("last_seen"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_act_leads_back_to_where_it_was_done() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let address = reported(&asked, &samar).await;
    for (act, fields, place) in [
        ("consent", "change=give&purpose=publication&how=on+paper", "consent"),
        ("contact/new", "contact_name=Fulana&contact_reach=by+letter", "contact"),
    ] {
        let answer = asked.post_as(&samar, &format!("{address}/{act}"), fields).await;
        assert_eq!(answer.header(axum::http::header::LOCATION), format!("{address}#{place}"));
        assert!(asked.get_as(&samar, &address).await.text().contains(&format!("id=\"{place}\"")));
    }
    let form = "what=everything&order=o&sure=another";
    let refused = asked.post_as(&samar, &format!("{address}/erase"), form).await;
    assert!(
        refused.status() == 422 && refused.text().contains("<details id=\"erase\" open>"),
        "{}",
        refused.text()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn consents_come_and_go_each_for_itself() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let address = reported(&asked, &samar).await;
    let change = async |fields: &str| asked.post_as(&samar, &format!("{address}/consent"), fields).await;
    assert_eq!(
        change("change=give&purpose=search&recipient=&how=by+voice").await.status(),
        422,
        "it stands already"
    );
    assert_eq!(
        change("change=give&purpose=prosecution&recipient=&how=by+voice").await.status(),
        422,
        "to whom?"
    );
    assert_eq!(change("change=take&purpose=search&how=x").await.status(), 400);
    assert_eq!(
        location(&change("change=withdraw&purpose=sharing&recipient=One+organisation&how=by+voice").await),
        address
    );
    assert_eq!(asked.sample.events_of("consent-withdrawn"), 1);
    assert!(!asked.get_as(&samar, &address).await.text().contains("One organisation"));
    assert_eq!(location(&change("change=give&purpose=publication&recipient=&how=on+paper").await), address);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_neither_sees_nor_erases() {
    let asked = Asked::new();
    let (samar, nadim) = (asked.person("samar").await, asked.person("nadim").await);
    let address = reported(&asked, &samar).await;
    for path in ["/missing", "/missing/new", &address] {
        assert_eq!(asked.get_as(&nadim, path).await.status(), 403, "{path}");
    }
    assert!(!asked.get_as(&nadim, "/").await.text().contains("href=\"/missing\""));
    assert_eq!(asked.get_as(&samar, "/missing/m99999999").await.status(), 404);
    let erase = format!("{address}/erase");
    assert_eq!(asked.post_as(&nadim, &erase, "what=everything&order=x&sure=x").await.status(), 403);
    let unsure = asked.post_as(&samar, &erase, "what=everything&order=a+wish&sure=yes").await;
    assert!(unsure.status() == 422 && unsure.text().contains("nothing was erased"));
    let id = address.rsplit('/').next().unwrap();
    let erased = asked.post_as(&samar, &erase, &format!("what=everything&order=a+wish&sure={id}")).await;
    assert_eq!(location(&erased), address);
    let page = asked.get_as(&samar, &address).await.text();
    assert!(page.contains("its key was destroyed") && !page.contains("Fulan"), "{page}");
    assert!(asked.get_as(&samar, "/missing").await.text().contains("erased"));
}

#[tokio::test(flavor = "multi_thread")]
async fn another_relatives_report_stands_beside_it_with_its_reasons() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let address = reported(&asked, &samar).await;
    assert!(!asked.get_as(&samar, &address).await.text().contains("id=\"alike\""));
    let other = "name_latin=Foulan+Invented&sex=female&taken=2013";
    let other = location(&asked.post_as(&samar, "/missing/new", other).await);
    let nobody = "name_latin=Nobody+Like+That";
    asked.post_as(&samar, "/missing/new", nobody).await;
    let page = asked.get_as(&samar, &address).await.text();
    assert!(page.contains(&format!("href=\"{other}\"")) && page.contains("For it: the"), "{page}");
    assert!(page.contains("Against it: Sex") && !page.contains("Nobody Like That"), "{page}");
    let beside = format!("{address}/beside/{}", other.rsplit('/').next().unwrap());
    let silent = asked.post_as(&samar, &beside, "verdict=same&reason=+").await;
    assert_eq!(silent.status(), 422);
    assert_eq!(asked.post_as(&samar, &beside, "verdict=perhaps&reason=x").await.status(), 400);
    assert_eq!(location(&asked.post_as(&samar, &beside, "verdict=different&reason=a+sister").await), address);
    let page = asked.get_as(&samar, &address).await.text();
    assert!(page.contains("About another person:") && !page.contains("id=\"alike\""), "{page}");
    assert_eq!(location(&asked.post_as(&samar, &beside, "verdict=undecided&reason=too+soon").await), address);
    assert_eq!(
        location(&asked.post_as(&samar, &beside, "verdict=same&reason=the+same+mother").await),
        address
    );
    let page = asked.get_as(&samar, &other).await.text();
    assert!(page.contains("as people decided") && page.contains(&format!("href=\"{address}\"")), "{page}");
    assert_eq!(asked.sample.events_of("reports-compared"), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn reports_are_found_in_either_script_any_order_and_by_the_beginning_of_their_identifier() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let said = "name_arabic=%D8%B3%D9%85%D8%B1+%D8%AE%D9%84%D9%8A%D9%84+%D8%A7%D9%84%D8%A8%D8%AD%D8%B1%D9%8A";
    let report = location(&asked.post_as(&samar, "/missing/new", said).await);
    let id = report.rsplit('/').next().unwrap().to_owned();
    let (half, rest) = (&id[..id.len() - 1], &id[1..id.len() - 1]);
    // Samar Khalil; its words turned around; the identifier's beginning, with its letter and without.
    for found in ["Samar+Khalil", "%D8%AE%D9%84%D9%8A%D9%84+%D8%B3%D9%85%D8%B1", "al-Bahri", half, rest] {
        let list = asked.get_as(&samar, &format!("/missing?name={found}")).await.text();
        assert!(list.contains(&format!("href=\"{report}\"")), "{found}: {list}");
    }
    let none = asked.get_as(&samar, "/missing?name=Waleed+Khalil").await.text();
    assert!(none.contains("No report has such a name"), "{none}");
}

#[tokio::test(flavor = "multi_thread")]
async fn reports_that_may_be_one_person_wait_in_one_list_and_are_decided_there() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let none = asked.get_as(&samar, "/missing/duplicates").await.text();
    assert!(none.contains("No two reports wait"), "{none}");
    let mut ids = Vec::new();
    for said in [
        "name_latin=Fulan+Invented&father=Walid&sex=male",
        "name_latin=Fulan+Invented&father=Walid",
        "name_latin=Another",
    ] {
        let address = location(&asked.post_as(&samar, "/missing/new", said).await);
        ids.push(address.rsplit('/').next().unwrap().to_owned());
    }
    let list = asked.get_as(&samar, "/missing/duplicates").await.text();
    assert!(list.contains(&ids[0]) && list.contains(&ids[1]) && !list.contains(&ids[2]), "{list}");
    assert!(
        list.contains("the same name") && list.contains("Another person") && list.contains("Later"),
        "{list}"
    );
    let beside = list.split("/beside/").next().unwrap().rsplit("action=\"").next().unwrap().to_owned()
        + "/beside/"
        + list.split("/beside/").nth(1).unwrap().split('"').next().unwrap();
    let decide = async |verdict: &str, back: &str| {
        let body = format!("verdict={verdict}&reason=two+sisters&back={back}");
        location(&asked.post_as(&samar, &beside, &body).await)
    };
    assert_eq!(asked.post_as(&samar, &beside, "verdict=same&reason=+&back=duplicates").await.status(), 422);
    assert_eq!(decide("same", "duplicates").await, "/missing/duplicates");
    assert!(asked.get_as(&samar, "/missing/duplicates").await.text().contains("No two reports wait"));
    let done = asked.get_as(&samar, "/missing/duplicates?state=done").await.text();
    assert!(done.contains(&ids[0]) && done.contains("Take that back"), "{done}");
    assert_eq!(decide("undecided", "decided").await, "/missing/duplicates?state=done");
    assert!(asked.get_as(&samar, "/missing/duplicates").await.text().contains(&ids[0]), "it waits again");
    let nadim = asked.person("nadim").await;
    assert_eq!(asked.get_as(&nadim, "/missing/duplicates").await.status(), 403);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_signature_stands_on_the_page_that_is_torn_off() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    for language in ["en", "ar"] {
        let form = asked.get_as(&samar, &format!("/missing/form?in={language}")).await.text();
        let (said, apart) = form.split_once("class=\"paper-apart\"").unwrap();
        let signature = if language == "en" { "Signature" } else { "التوقيع" };
        assert!(!said.contains(signature) && apart.contains(signature), "{language}: {form}");
    }
}
