//! Publication through the pages: a face chosen, covered, looked at, proposed; two people decide; taken down; objected to.

use amana_desk::backend::Backend as _;

use crate::common::{Asked, Person};
use crate::people::location;

/// Somebody of the sample, with a photograph of hers.
async fn somebody(asked: &Asked) -> (String, String) {
    let rows = asked.sample.individuals().await.unwrap();
    let row = rows.first().expect("the study has people");
    (row.individual.to_string(), row.photographs.first().unwrap().to_string())
}

async fn proposed(asked: &Asked, who: &Person) -> String {
    let (individual, photograph) = somebody(asked).await;
    let fields = format!("individual={individual}&photograph={photograph}&face=0&reason=to+be+recognised");
    location(&asked.post_as(who, "/publications/propose", &fields).await)
}

/// Looks at the picture of a publication and decides that it is published.
async fn published(asked: &Asked, who: &Person, address: &str) {
    let seen = asked.post_as(who, &format!("{address}/picture"), "").await;
    assert_eq!((seen.status(), seen.header("content-type")), (200, "image/jpeg"));
    let decided = asked.post_as(who, &format!("{address}/decide"), "verdict=publish&reason=I+looked").await;
    assert_eq!(location(&decided), address);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_face_is_prepared_without_script_and_seen_only_by_a_recorded_act() {
    let asked = Asked::with_study();
    let samar = asked.person("samar").await;
    let (individual, photograph) = somebody(&asked).await;
    let choose = asked.get_as(&samar, &format!("/publications/new?individual={individual}")).await.text();
    assert!(
        choose.contains("Face 1") && choose.contains(&format!("/photographs/{photograph}/cover")),
        "{choose}"
    );
    assert!(!choose.contains("/uncovered\""), "covered to begin with");
    let base = format!("individual={individual}&photograph={photograph}&face=0");
    let draft = asked.post_as(&samar, "/publications/draft", &base).await.text();
    assert!(draft.contains("name=\"cover\" value=\"body "), "the body is covered to begin with: {draft}");
    let cover =
        draft.split("name=\"cover\" value=\"").nth(1).unwrap().split('"').next().unwrap().replace(' ', "+");
    let set = format!("{base}&set=yes&margin=50&turn=12.5&grey=yes&cover={cover}");
    let more = format!("{set}&do=cover&what=wound&left=30&top=30&width=5&height=5");
    let page = asked.post_as(&samar, "/publications/draft", &more).await.text();
    assert!(
        page.contains("name=\"cover\" value=\"wound ")
            && page.contains("value=\"12.5\"")
            && page.contains("value=\"50\""),
        "{page}"
    );
    assert!(!draft.contains("id=\"face-covered\""));
    assert!(page.contains("A part of the face is covered by: Wound"), "plainly: {page}");
    // Another region that is none, or that nobody covered yet, is told, and nothing is shown or proposed.
    let empty = asked.post_as(&samar, "/publications/draft", &format!("{set}&do=cover&what=wound")).await;
    assert!(empty.status() == 422 && empty.text().contains("Nothing more was covered"));
    let flat = format!("{set}&do=cover&what=wound&left=30&top=30&width=0&height=5");
    let flat = asked.post_as(&samar, "/publications/draft", &flat).await;
    assert!(
        flat.status() == 422 && flat.text().contains("name=\"left\" value=\"30\""),
        "what was typed stays"
    );
    let open = format!("{set}&left=30&top=30&width=5&height=5&reason=x");
    for to in ["/publications/preview", "/publications/propose"] {
        let answer = asked.post_as(&samar, to, &open).await;
        assert!(answer.status() == 422 && answer.text().contains("not covered yet"), "{to}");
    }
    let many = format!("{set}{}", "&cover=wound+1,1+9,1+9,9".repeat(60));
    let many = asked.post_as(&samar, "/publications/draft", &many).await;
    assert!(many.status() == 422 && many.text().contains("more regions are covered than are taken"));
    let less = asked.post_as(&samar, "/publications/draft", &format!("{set}&leave-out=0")).await.text();
    assert!(!less.contains("name=\"cover\"") && less.contains("Nothing is covered"), "{less}");
    assert_eq!(asked.sample.events_of("original-viewed"), 0, "nothing was shown so far");
    let preview = asked.post_as(&samar, "/publications/preview", &set).await;
    assert_eq!((preview.status(), preview.header("content-type")), (200, "image/jpeg"));
    assert_eq!(asked.sample.events_of("original-viewed"), 1);
    for bad in ["turn=x", "margin=-1", "cover=wound+1,2", "cover=nonsense+1,2+3,4+5,6"] {
        let answer = asked
            .post_as(&samar, "/publications/draft", &format!("{base}&set=yes&{bad}&turn=0&margin=10"))
            .await;
        assert!([400, 422].contains(&answer.status()), "{bad}: {}", answer.status());
    }
    let outside = format!(
        "individual={individual}&photograph={photograph}&face=&face-left=99&face-top=0&face-width=50&face-height=0"
    );
    assert!(
        location(&asked.post_as(&samar, "/publications/draft", &outside).await).contains("/publications/new")
    );
    let silent = asked.post_as(&samar, "/publications/propose", &format!("{set}&reason=+")).await;
    assert!(silent.status() == 422 && silent.text().contains("A reason is needed"));
    let day = asked.post_as(&samar, "/publications/propose", &format!("{set}&reason=x&embargo=soon")).await;
    assert!(day.status() == 422 && day.text().contains("A day is written"));
    assert_eq!(asked.sample.events_of("publication-proposed"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_decide_and_one_takes_it_down() {
    let asked = Asked::with_study();
    let (samar, omar, nour) =
        (asked.person("samar").await, asked.person("omar").await, asked.person("nour").await);
    let address = proposed(&asked, &samar).await;
    let page = asked.get_as(&samar, &address).await.text();
    assert!(
        page.contains("<dt>Category</dt><dd>Detainee</dd>"),
        "the deciders are told whom it shows: {page}"
    );
    assert!(
        page.contains("Waits for the first decision") && page.contains("Decisions for it: 0 of 2."),
        "{page}"
    );
    assert!(!page.contains("<img"), "no picture is on the page");
    let vote =
        async |who: &Person, fields: &str| asked.post_as(who, &format!("{address}/decide"), fields).await;
    assert_eq!(vote(&samar, "verdict=publish&reason=+").await.status(), 422);
    // Who proposed it is none of the two, and nobody decides what she has not seen.
    assert!(page.contains("You proposed this face") && !page.contains("value=\"publish\""), "{page}");
    asked.post_as(&samar, &format!("{address}/picture"), "").await;
    let own = vote(&samar, "verdict=publish&reason=mine").await;
    assert!(own.status() == 422 && own.text().contains("You proposed this face"));
    let page = asked.get_as(&omar, &address).await.text();
    assert!(page.contains("Look at the picture first") && page.contains("value=\"publish\""), "{page}");
    let blind = vote(&omar, "verdict=publish&reason=blind").await;
    assert!(blind.status() == 422 && blind.text().contains("Look at the picture first"));
    published(&asked, &nour, &address).await;
    assert!(asked.get_as(&samar, &address).await.text().contains("Waits for a further decision"));
    published(&asked, &omar, &address).await;
    assert!(!asked.get_as(&omar, &address).await.text().contains("Look at the picture first"));
    let page = asked.get_as(&omar, &address).await.text();
    assert!(page.contains("In the gallery from its next run on") && page.contains("I looked"), "{page}");
    let list = asked.get_as(&omar, "/publications?standing=public").await.text();
    assert!(list.contains(&address) && list.contains("aria-current=\"page\""), "{list}");
    assert!(!asked.get_as(&omar, "/publications?standing=first").await.text().contains(&address));

    let refused =
        asked.post_as(&omar, &format!("{address}/take-down"), "cause=family&reason=a+wish&channel=").await;
    assert!(refused.status() == 422 && refused.text().contains("Say how the request came"));
    asked
        .post_as(&omar, &format!("{address}/take-down"), "cause=family&reason=a+wish&channel=by+letter")
        .await;
    let page = asked.get_as(&samar, &address).await.text();
    assert!(page.contains("In no gallery from its next run on") && page.contains("by letter"), "{page}");
    let proof = asked.post_as(&samar, &format!("{address}/proof"), "").await;
    assert!(proof.header("content-disposition").contains(".proof"));
    assert_eq!(asked.get_as(&samar, "/publications/00000000").await.status(), 404);
    assert_eq!(vote(&samar, "reason=I+looked").await.status(), 422, "no verdict is no decision");
}

#[tokio::test(flavor = "multi_thread")]
async fn takedowns_that_wait_for_the_gallery_stand_first() {
    let asked = Asked::with_study();
    let (samar, omar, nour) =
        (asked.person("samar").await, asked.person("omar").await, asked.person("nour").await);
    let list = async || asked.get_as(&samar, "/publications").await.text();
    assert!(list().await.contains("The gallery was never written"));
    let address = proposed(&asked, &samar).await;
    for who in [&nour, &omar] {
        published(&asked, who, &address).await;
    }
    asked.sample.gallery_cut_off(1);
    let page = list().await;
    assert!(page.contains("its writing was cut off") && !page.contains("id=\"gallery\""), "{page}");
    asked.sample.gallery_written(1);
    let page = list().await;
    assert!(!page.contains("id=\"begun\""), "{page}");
    assert!(page.contains("one face in it") && !page.contains("id=\"behind\""), "{page}");
    let down = "cause=family&reason=a+wish&channel=by+letter";
    asked.post_as(&omar, &format!("{address}/take-down"), down).await;
    let page = list().await;
    assert!(page.contains("One face that was taken down or closed is still in the gallery"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_pages_are_whole_in_arabic_too() {
    let asked = Asked::with_study();
    let samar = asked.person("samar").await;
    let (individual, photograph) = somebody(&asked).await;
    asked.post_as(&samar, "/account", "language=ar&to=/").await;
    let base = format!("individual={individual}&photograph={photograph}&face=0");
    let set = format!("{base}&set=yes&margin=50&turn=0&grey=yes");
    let address = proposed(&asked, &samar).await;
    let fields = format!("individual={individual}&reason=a+wish&channel=by+letter");
    asked.post_as(&samar, "/publications/objections", &fields).await;
    for (answer, told) in [
        (asked.get_as(&samar, "/publications").await, "اعتراض واحد قائم"),
        (asked.get_as(&samar, &format!("/publications?individual={individual}")).await, "تدوين اعتراض"),
        (asked.get_as(&samar, &format!("/publications/new?individual={individual}")).await, "اختيار الوجه"),
        (asked.post_as(&samar, "/publications/draft", &base).await, "إعداد الوجه"),
        (
            asked.post_as(&samar, "/publications/draft", &format!("{set}&do=cover&what=wound")).await,
            "لم يُغطَّ شيء جديد",
        ),
        (asked.post_as(&samar, "/publications/preview", &format!("{set}&left=3")).await, "لم تُغطَّ بعد"),
        (
            asked.post_as(&samar, "/publications/draft", &format!("{set}&cover=wound+1,2")).await,
            "تحتاج المنطقة المغطّاة إلى ثلاث زوايا",
        ),
        (asked.get_as(&samar, &address).await, "هناك اعتراض على نشر وجه هذا الشخص"),
        (asked.post_as(&samar, &format!("{address}/decide"), "reason=x").await, "يلزم ذكر القرار"),
        (asked.post_as(&samar, &format!("{address}/take-down"), "cause=family").await, "السبب مطلوب"),
    ] {
        let page = answer.text();
        assert!(
            page.contains(told)
                && page.contains("dir=\"rtl\"")
                && !page.contains('⟨')
                && page.matches("<h1").count() == 1,
            "{told}: {page}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_objection_closes_at_once_and_who_may_not_sees_nothing() {
    let asked = Asked::with_study();
    let (samar, omar, nour) =
        (asked.person("samar").await, asked.person("omar").await, asked.person("nour").await);
    let address = proposed(&asked, &samar).await;
    for who in [&nour, &omar] {
        published(&asked, who, &address).await;
    }
    let (individual, _) = somebody(&asked).await;
    let fields = format!("individual={individual}&reason=a+wish&channel=by+letter");
    let back = location(&asked.post_as(&samar, "/publications/objections", &fields).await);
    assert_eq!(back, format!("/publications?individual={individual}"));
    let page = asked.get_as(&samar, &address).await.text();
    assert!(page.contains("Somebody objects"), "{page}");
    let list = asked.get_as(&samar, "/publications").await.text();
    let entry = list.split("/publications/objections/").nth(1).unwrap().split('"').next().unwrap();
    asked
        .post_as(&samar, &format!("/publications/objections/{entry}"), "reason=they+changed+their+mind")
        .await;
    assert!(asked.get_as(&samar, &address).await.text().contains("In the gallery"));

    // Who hears families sees where it stands, and is led to no page that she may not open.
    let widad = asked.person("widad").await;
    let list = asked.get_as(&widad, &format!("/publications?individual={individual}")).await.text();
    assert!(list.contains("Record an objection") && !list.contains(&format!("href=\"{address}\"")), "{list}");
    assert_eq!(asked.get_as(&widad, &address).await.status(), 403);

    let nadim = asked.person("nadim").await;
    for hidden in ["/publications", address.as_str(), &format!("/publications/new?individual={individual}")] {
        assert_eq!(asked.get_as(&nadim, hidden).await.status(), 403, "{hidden}");
    }
    assert_eq!(
        asked.post_as(&nadim, &format!("{address}/decide"), "verdict=publish&reason=x").await.status(),
        403
    );
    assert_eq!(asked.post_as(&nadim, "/publications/objections", &fields).await.status(), 403);
    assert!(!asked.get_as(&nadim, &format!("/people/{individual}")).await.text().contains("/publications"));
}
