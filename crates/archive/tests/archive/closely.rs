//! What machines saw on one photograph: never what they read before people settled it; and views on a person's page.

use amana_archive::{SeenMarking, View};
use amana_model::{AccountId, Agent, Basis, Decision, Digest, Keyed, MarkingRef, Number, Numbers};

use crate::analysing::{Told, analyse, taken_in};

fn person(name: &str) -> (Agent, AccountId) {
    (Agent { name: name.into(), software: "amana test".into() }, name.parse().unwrap())
}

async fn marking(archive: &amana_archive::Archive, digest: &Digest) -> SeenMarking {
    let look = archive.closely(digest).await.unwrap().look.unwrap();
    assert_eq!((look.size.0, look.faces.len(), look.markings.len()), (640, 1, 1));
    look.markings.into_iter().next().unwrap()
}

fn numbers(marking: &SeenMarking) -> Vec<&str> {
    marking.readings.iter().filter_map(|reading| reading.number.as_deref()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_machine_read_is_told_only_once_people_have_settled_it() {
    let (fixture, _) = taken_in().await;
    let archive = fixture.open();
    analyse(&archive, &Told::new(&["told 1"], "23")).await.unwrap();
    let (samar, nadim) = (person("samar"), person("nadim"));
    let read = Keyed::Numbers(Numbers { detainee: Number::parse("24").ok(), ..Numbers::default() });
    let at: MarkingRef = archive.next_to_key(&samar.0, &samar.1, false).await.unwrap().unwrap();
    for (agent, account) in [&samar, &nadim] {
        let open = marking(&archive, &at.digest).await;
        assert_eq!((open.settled.is_none(), open.readings.len()), (true, 0), "before {agent:?} keys");
        archive.key_marking(agent, account, &at, read.clone()).await.unwrap();
    }
    let settled = marking(&archive, &at.digest).await;
    assert_eq!((&settled.settled, numbers(&settled)), (&Some((Basis::TwoAgree, read.clone())), vec!["23"]));
    analyse(&archive, &Told::new(&["told 1", "told 2"], "25")).await.unwrap();
    let again = marking(&archive, &at.digest).await;
    assert_eq!(
        (again.settled.is_some(), numbers(&again)),
        (true, vec!["25"]),
        "a later look at the same place"
    );
    let other = archive.next_to_key(&samar.0, &samar.1, false).await.unwrap().unwrap();
    assert_ne!(other.digest, at.digest);
    assert!(numbers(&marking(&archive, &other.digest).await).is_empty(), "others stay as they were");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_photograph_leads_to_its_person_and_her_page_has_what_each_shows() {
    let (fixture, _) = taken_in().await;
    let archive = fixture.open();
    let waiting = archive.catalog().await.unwrap().owed(amana_analysis::CLOSE_ANALYSER, &[]).await.unwrap();
    let photographs: Vec<Digest> = waiting.iter().take(2).map(|owed| owed.digest).collect();
    let individual = archive.new_individual();
    let decision = Decision::Together {
        individual: individual.clone(),
        photographs: photographs.clone(),
        candidate: None,
    };
    let seen = archive.catch_up().await.unwrap();
    archive.decide(&person("samar").0, decision, seen).await.unwrap();
    let told = archive.closely(&photographs[0]).await.unwrap();
    assert_eq!((told.look, told.individual.as_ref()), (None, Some(&individual)));
    assert!(archive.individual(&individual).await.unwrap().unwrap().views.is_empty(), "nobody has looked");
    // A face of 50 pixels in a picture of 640 by a thousand and more.
    analyse(&archive, &Told::new(&["told 1"], "23")).await.unwrap();
    let views = archive.individual(&individual).await.unwrap().unwrap().views;
    assert_eq!(views.len(), 2);
    assert!(views.values().all(|view| *view == View::Whole), "{views:?}");
}
