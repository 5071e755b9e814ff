//! A list taken over through the pages: chosen, its columns told, tried, recorded, and refused when it will not do.

use axum::http::header;

use crate::common::{Answer, Asked, Person};

async fn upload(asked: &Asked, person: &Person, list: &[u8]) -> Answer {
    let csrf = person.csrf.clone();
    asked
        .send_parts(
            person,
            "/people/lists",
            &[("csrf", None, csrf.as_bytes()), ("list", Some("list.csv"), list)],
        )
        .await
}

/// File names of photographs that wait in the people's room.
async fn names(asked: &Asked, person: &Person) -> Vec<String> {
    let page = asked.get_as(person, "/people/candidates").await.text();
    let digests = page.split("name=\"photograph\" value=\"").skip(1);
    let digests: Vec<&str> = digests.filter_map(|rest| rest.split('"').next()).collect();
    digests.iter().map(|digest| asked.sample.name_of(&digest.parse().unwrap())).collect()
}

#[tokio::test]
async fn a_list_is_tried_then_recorded_and_every_row_is_told() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    let names = names(&asked, &samar).await;
    let list = format!(
        "Bild,Wer,Zweig,sex\n{},eins,215,m\n{},eins,,m\nnowhere.jpg,zwei,,\n{},zwei,<b>x</b>,\n",
        names[0], names[1], names[2]
    );
    let answer = upload(&asked, &samar, list.as_bytes()).await;
    assert_eq!(answer.status(), 303, "{}", answer.text());
    let address = answer.header(header::LOCATION).to_owned();
    let page = asked.get_as(&samar, &address).await.text();
    assert!(page.contains("Tell which column names the file"), "{page}");
    assert!(!page.contains("Record "), "nothing can be recorded before");

    let columns = "file=Bild&person=Wer&branch=Zweig&sex=sex";
    let page = asked.get_as(&samar, &format!("{address}?{columns}")).await.text();
    for words in ["Record 1 person", "No photograph has this name", "neither 1 to 8 digits", "&#60;b&#62;"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let refused = asked.get_as(&samar, &format!("{address}?{columns}&show=refused")).await.text();
    assert!(refused.contains("1 row<") && !refused.contains("<bdi dir=\"ltr\">nowhere.jpg"), "{refused}");
    assert_eq!(asked.sample.events_of("list-imported"), 0, "trying records nothing");

    let answer = asked.post_as(&samar, &address, columns).await;
    assert_eq!(answer.status(), 303);
    let page = asked.get_as(&samar, answer.header(header::LOCATION)).await.text();
    assert!(page.contains("Recorded.") && page.contains("There is nothing to record"), "{page}");
    assert_eq!(asked.sample.events_of("list-imported"), 1);
    let individual = page.split("href=\"/people/i").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let person = asked.get_as(&samar, &format!("/people/i{individual}")).await.text();
    assert!(person.contains("215-?-?") && person.contains("value=\"male\" aria-pressed=\"true\""));

    let page = asked.get_as(&samar, "/people/lists").await.text();
    assert!(page.contains("3 of 3 decisions count"), "{page}");
    let shown = page.split("href=\"/people?list=").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let of_list = asked.get_as(&samar, &format!("/people?list={shown}")).await.text();
    assert!(
        of_list.contains(&format!("/people/i{individual}")) && of_list.contains("1 person<"),
        "{of_list}"
    );
    let elsewhere = "0".repeat(64);
    assert_eq!(asked.get_as(&samar, &format!("/people?list={elsewhere}")).await.status(), 404);
    assert_eq!(asked.post_as(&samar, &format!("/people/lists/{elsewhere}/back"), "").await.status(), 404);
    let answer = asked.post_as(&samar, &format!("/people/lists/{shown}/back"), "").await;
    let page = asked.get_as(&samar, answer.header(header::LOCATION)).await.text();
    assert!(page.contains("The list was taken back") && page.contains("nothing that it brought"), "{page}");
    assert_eq!(asked.get_as(&samar, &format!("/people/i{individual}")).await.status(), 404);
}

#[tokio::test]
async fn lists_that_will_not_do_are_refused_with_words() {
    let asked = Asked::new();
    let samar = asked.person("samar").await;
    for (list, says) in [
        (&b""[..], "nothing in this file"),
        (b"PK\x03\x04 no zip", "cannot be read as a list"),
        (&[b','; 5000][..], "nothing in this file"),
        (&b"file"[..].repeat(2000), "too long"),
    ] {
        let answer = upload(&asked, &samar, list).await;
        let page = answer.text();
        assert!(answer.status() == 422 && page.contains(says), "{says}: {page}");
        assert!(page.contains("Nothing was recorded"), "{page}");
    }
    let longest = usize::try_from(amana_archive::LONGEST_LIST).unwrap() + 70_000;
    let too_long = upload(&asked, &samar, &vec![b'x'; longest]).await;
    assert!(
        too_long.status() == 413 && too_long.text().contains("larger than the desk accepts"),
        "{}",
        too_long.text()
    );
}

#[tokio::test]
async fn a_list_is_hers_alone_and_its_form_is_believed_only_with_the_secret_before_the_file() {
    let asked = Asked::new();
    let (samar, nadim) = (asked.person("samar").await, asked.person("nadim").await);
    let csrf = samar.csrf.clone();
    let file = ("list", Some("l.csv"), &b"file,person\nx,1\n"[..]);
    for parts in [&[file][..], &[("csrf", None, b"wrong"), file], &[file, ("csrf", None, csrf.as_bytes())]] {
        assert_eq!(asked.send_parts(&samar, "/people/lists", parts).await.status(), 403);
    }
    assert_eq!(
        asked.send_parts(&samar, "/people/lists", &[("csrf", None, csrf.as_bytes())]).await.status(),
        400,
        "no file"
    );
    let nadims = nadim.csrf.clone();
    assert_eq!(
        asked.send_parts(&nadim, "/people/lists", &[("csrf", None, nadims.as_bytes()), file]).await.status(),
        403
    );
    let address = upload(&asked, &samar, file.2).await.header(header::LOCATION).to_owned();
    assert_eq!(asked.get_as(&nadim, &address).await.status(), 403);
    assert_eq!(asked.get_as(&samar, &address).await.status(), 200);
    for wrong in ["file=nothing", "file=person&file=file", "show=x", "page=x"] {
        assert_eq!(asked.get_as(&samar, &format!("{address}?{wrong}")).await.status(), 400, "{wrong}");
    }
    asked.later(2 * 3600);
    let again = asked.person("samar").await;
    let gone = asked.get_as(&again, &address).await;
    assert_eq!(gone.header(header::LOCATION), "/people/lists?gone", "after an hour it is gone");
    let posted = asked.post_as(&again, &address, "file=file").await;
    assert_eq!(posted.header(header::LOCATION), "/people/lists?gone");
    assert_eq!(asked.sample.events_of("list-imported"), 0);
}
