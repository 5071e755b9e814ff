//! Every page, rendered from the sample archive in each language and direction.

use std::collections::BTreeSet;

use crate::common::{Asked, Person};
use crate::sample;
use amana_desk::words::{ARABIC, ENGLISH, Language, Words};

async fn pages(asked: &Asked, person: &Person) -> Vec<(String, String)> {
    let digest = asked.sample.digest(80);
    let addresses = [
        "/".to_owned(),
        "/running".into(),
        "/accessions".into(),
        format!("/accessions/{}", sample::THE_LARGE),
        format!("/accessions/{}", sample::OPEN),
        format!("/accessions/{}", sample::RUNNING),
        "/found".into(),
        "/found?outcome=refused".into(),
        "/photographs".into(),
        "/photographs?condition=unreadable&order=path&page=2".into(),
        format!("/photographs/{digest}"),
        format!("/photographs/{}", asked.sample.digest(0)),
        "/keying".into(),
        "/people".into(),
        "/people/candidates".into(),
        "/people?branch=215".into(),
        "/places".into(),
        "/places/branch-215".into(),
        "/places/new?number=999".into(),
        "/missing".into(),
        "/missing/new".into(),
        "/missing/form".into(),
        "/missing/form?in=ar".into(),
        "/searches".into(),
        "/faces".into(),
        "/viewings".into(),
        "/claims".into(),
        "/claims?waits=conflicts".into(),
        "/letters".into(),
        "/letters?state=all&kind=report&script=arabic".into(),
        "/missing/duplicates".into(),
        "/letters/l00000000".into(),
        "/letters/l00000003".into(),
        "/letters/l00000000/report".into(),
        "/publications".into(),
        "/counts".into(),
        "/counts/people-all?by=age-band".into(),
        "/report".into(),
        "/coding".into(),
        "/findings".into(),
        "/rechecks".into(),
        "/coding?sample=n00000000".into(),
        "/coding/s00000000".into(),
        "/coding/s00000000/results".into(),
        "/coding/s00000000/results?entry=clothing".into(),
        "/coding/s00000000/results?entry=bruise&hide=small".into(),
        "/coding/s00000000/results/bruise?region=face".into(),
        "/samples".into(),
        "/samples/n00000000?again=yes".into(),
        "/activity".into(),
        "/uncover".into(),
        "/account".into(),
        "/help".into(),
        "/nothing".into(),
    ];
    let mut pages = Vec::new();
    for address in addresses {
        let text = asked.get_as(person, &address).await.text();
        pages.push((address, text));
    }
    pages
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_is_whole_in_every_language() {
    let asked = Asked::with_study();
    let samar = asked.person("samar").await;
    for language in Language::ALL {
        asked.post_as(&samar, "/account", &format!("language={}&to=/", language.word())).await;
        for (address, page) in pages(&asked, &samar).await {
            assert!(!page.contains('⟨'), "{address}: a text is missing: {page}");
            assert!(!page.contains(" style=") && !page.contains("onclick"), "{address}");
            if address == "/running" {
                continue;
            }
            let root = format!("lang=\"{}\" dir=\"{}\"", language.tag(), language.direction());
            assert!(page.contains(&root), "{address} {language:?}");
            assert_eq!(page.matches("<h1").count(), 1, "{address}");
            assert_eq!(page.matches("<main").count(), 1, "{address}");
            assert!(page.contains("class=\"skip\""), "{address}");
        }
    }
}

#[tokio::test]
async fn digits_follow_the_language_but_not_in_digests_and_names() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    asked.post_as(&samar, "/account", "language=ar&to=/").await;
    let page = asked.get_as(&samar, &format!("/photographs/{}", asked.sample.digest(80))).await.text();
    assert!(page.contains("DSC01080.JPG"));
    assert!(page.contains(&asked.sample.digest(80).to_string()[..8]));
    assert!(page.contains("١٬٥٣٦"));
    asked.post_as(&samar, "/account", "language=ar-latn&to=/").await;
    let page = asked.get_as(&samar, &format!("/photographs/{}", asked.sample.digest(80))).await.text();
    assert!(page.contains("1,536") && !page.contains('٥'));
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_names_are_text_and_what_cannot_be_seen_is_marked() {
    let asked = Asked::with_study();
    let samar = asked.person("samar").await;
    let mut all = pages(&asked, &samar).await;
    for n in 0..6 {
        let address = format!("/photographs/{}", asked.sample.digest(n));
        let page = asked.get_as(&samar, &address).await.text();
        all.push((address, page));
    }
    for (address, page) in &all {
        for raw in ["<script>alert", "<img src=x", "<b>limit", "\"><img src=x"] {
            assert!(!page.contains(raw), "{address}: {raw}");
        }
        for unseen in ['\u{202e}', '\u{200f}', '\u{2067}', '\u{0}'] {
            assert!(!page.contains(unseen), "{address}: {unseen:?}");
        }
    }
    let page =
        |n: usize| &all.iter().find(|(a, _)| a.contains(&asked.sample.digest(n).to_string())).unwrap().1;
    assert!(page(0).contains("&#60;script&#62;alert(1)") || page(0).contains("&lt;script&gt;alert(1)"));
    assert!(page(1).contains("title=\"U+202E\">RLO</span>"));
    assert!(page(3).contains("title=\"byte FF\""));
}

#[tokio::test]
async fn the_plain_grid_pages_through_everything() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let mut seen = BTreeSet::new();
    for page in 1..=5 {
        let text = asked.get_as(&samar, &format!("/photographs?page={page}")).await.text();
        seen.extend(text.split("data-digest=\"").skip(1).filter_map(|rest| rest.get(..64).map(String::from)));
    }
    assert_eq!(seen.len(), 600);
    let cells = asked.get_as(&samar, "/photographs/cells?offset=480").await.text();
    assert_eq!(cells.matches("class=\"cell ").count(), 120);
    assert_eq!(asked.get_as(&samar, "/photographs/cells?offset=abc").await.status(), 400);
}

#[tokio::test]
async fn the_report_adds_up_on_the_page_and_as_a_file() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let address = format!("/accessions/{}", sample::THE_LARGE);
    let page = asked.get_as(&samar, &address).await.text();
    assert!(page.contains("The lines add up"));
    assert!(page.contains("a block device is not opened") && page.contains("the member is encrypted"));
    let file = asked.get_as(&samar, &format!("{address}/report.json")).await;
    let report: amana_model::AcquisitionReport = serde_json::from_slice(&file.body).unwrap();
    assert!(report.counts.adds_up());
    assert_eq!(
        asked.get_as(&samar, &format!("/accessions/{}/report.json", sample::OPEN)).await.status(),
        404
    );
}

#[tokio::test]
async fn what_an_open_accession_has_not_counted_is_not_shown_as_none() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    for (language, words) in [("en", "counted when the intake ends"), ("ar", "تُعدّ عند انتهاء التسلُّم")]
    {
        asked.post_as(&samar, "/account", &format!("language={language}&to=/")).await;
        for (id, open) in [(sample::OPEN, true), (sample::RUNNING, true), (sample::THE_LARGE, false)] {
            let page = asked.get_as(&samar, &format!("/accessions/{id}")).await.text();
            assert_eq!(page.contains(words), open, "{language} {id}");
        }
    }
}

/// After a refusal the address is one that no link may open: it says so, and language and sign-in lead to the page before it.
#[tokio::test]
async fn an_address_for_forms_alone_says_so_and_leads_back() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let all = amana_desk::addresses();
    let opened: BTreeSet<&str> = all.iter().filter(|one| one.0 == "GET").map(|one| one.1).collect();
    let mut forms = 0;
    for (_, pattern, _) in all.iter().filter(|one| !opened.contains(one.1)) {
        let path: Vec<&str> =
            pattern.split('/').map(|part| if part.starts_with('{') { "x" } else { part }).collect();
        let answer = asked.get_as(&samar, &path.join("/")).await;
        assert_eq!(answer.status(), 405, "{pattern}");
        assert!(answer.text().contains("<h1>"), "{pattern}");
        forms += 1;
    }
    assert!(forms > 50);
    let digest = asked.sample.digest(80);
    let refused = asked.post_as(&samar, &format!("/photographs/{digest}/markings"), "left=1").await;
    assert_eq!(refused.status(), 422);
    assert!(refused.text().contains(&format!("name=\"to\" value=\"/photographs/{digest}\"")));
    let empty = asked.post_as(&samar, "/work/assign", "").await;
    assert!(empty.status() == 400 && empty.text().contains("href=\"/work\""));
}

#[tokio::test]
async fn addresses_that_are_not_there_say_so() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let unknown = format!("/photographs/{}", "0".repeat(64));
    for (address, status) in [
        ("/nothing", 404),
        ("/photographs/zz", 404),
        (unknown.as_str(), 404),
        ("/accessions/20000101-000000-0000", 404),
        ("/accessions/a%2Fb", 404),
        ("/photographs?format=exe", 400),
        ("/found?outcome=eaten", 400),
        ("/found?page=99999", 200),
        ("/assets/..%2f..%2fCargo.toml", 404),
    ] {
        assert_eq!(asked.get_as(&samar, address).await.status(), status, "{address}");
    }
}

/// The keys of a text file.
fn keys(source: &str) -> BTreeSet<&str> {
    source
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()))
        .filter_map(|line| line.split_once(" =").map(|(key, _)| key))
        .collect()
}

#[test]
fn both_languages_have_the_same_keys_and_every_file_parses() {
    assert_eq!(keys(ENGLISH), keys(ARABIC));
    assert!(keys(ENGLISH).len() > 300);
    for source in [ENGLISH, ARABIC] {
        assert!(fluent_bundle::FluentResource::try_new(source.to_owned()).is_ok());
        // A key that stands twice has one text that nobody sees.
        let all = source.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()));
        let named = all.filter_map(|line| line.split_once(" =").map(|(key, _)| key));
        assert_eq!(named.count(), keys(source).len(), "a key stands twice");
    }
}

#[test]
fn every_key_that_templates_and_code_name_is_there() {
    let known = keys(ENGLISH);
    let root = env!("CARGO_MANIFEST_DIR");
    for folder in ["templates", "src/routes", "src/show"] {
        for entry in std::fs::read_dir(format!("{root}/{folder}")).unwrap() {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            for call in [
                ".t(\"",
                ".n(\"",
                ".x(\"",
                ".xy(\"",
                ".xyz(\"",
                ".n_x(\"",
                ".numbers(\"",
                ".n_of(\"",
                ".foreign(\"",
            ] {
                for key in text.split(call).skip(1).filter_map(|rest| rest.split('"').next()) {
                    assert!(known.contains(key), "{}: {key}", path.display());
                }
            }
        }
    }
}

#[test]
fn every_act_of_the_format_has_words() {
    let format = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/formats/events.md");
    let format = std::fs::read_to_string(format).unwrap();
    let acts: Vec<_> = format.lines().filter_map(|line| line.strip_prefix("### ")).collect();
    assert!(acts.len() > 24, "{acts:?}");
    let known = keys(ENGLISH);
    for act in acts {
        assert!(known.contains(format!("act-{act}").as_str()), "{act}");
    }
}

#[tokio::test]
async fn failed_sign_ins_are_told_in_words() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    for (language, words) in [
        (
            "en",
            [
                "Recorded failed attempts to sign in",
                "wrong password · 3 attempts",
                "a name that no account has",
            ],
        ),
        ("ar", ["تدوين محاولات دخول فاشلة", "كلمة مرور غير صحيحة · ٣ محاولات", "اسم ليس لأي حساب"]),
    ] {
        asked.post_as(&samar, "/account", &format!("language={language}&to=/")).await;
        let page = asked.get_as(&samar, "/activity").await.text();
        for said in words {
            assert!(page.contains(said), "{language}: {said}");
        }
        assert!(page.contains("\u{2068}nadim\u{2069}"), "whose account, in its own direction");
        assert!(!page.contains("href=\"/photographs/"), "a copy of the accounts is no photograph");
    }
}

#[test]
fn arabic_has_its_plural_forms() {
    let arabic = Words::of(Language::ArabicWesternDigits);
    let plain = |n: u64| arabic.n("photographs-count", n);
    let said: Vec<_> = [0, 1, 2, 3, 10, 11, 99, 100, 103].map(plain).to_vec();
    assert_eq!(
        said,
        ["لا صور", "صورة واحدة", "صورتان", "3 صور", "10 صور", "11 صورة", "99 صورة", "100 صورة", "103 صور"]
    );
}
