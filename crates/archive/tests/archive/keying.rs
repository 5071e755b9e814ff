//! Keying: each person alone, two who agree settle it, a third decides; nobody does another's work; nothing is lost.

use std::collections::BTreeSet;

use amana_archive::look::{Cell, Table};
use amana_archive::{Archive, ErrorKind, KeyingOutcome};
use amana_model::{
    AccountId, Agent, Basis, Decision, Hand, Keyed, KeyingRule, MarkingRef, Number, Numbers, Standing,
};

use crate::analysing::{Told, analyse, rows, taken_in};
use crate::support::{Fixture, verify};

/// Somebody at the desk.
pub(crate) struct Keyer {
    pub(crate) account: AccountId,
    pub(crate) agent: Agent,
}

impl Keyer {
    pub(crate) fn new(name: &str) -> Self {
        let agent = Agent { name: name.into(), software: "amana test".into() };
        Self { account: name.parse().unwrap(), agent }
    }

    pub(crate) async fn next(&self, archive: &Archive, third: bool) -> Option<MarkingRef> {
        archive.next_to_key(&self.agent, &self.account, third).await.unwrap()
    }

    pub(crate) async fn key(&self, archive: &Archive, marking: &MarkingRef, keyed: Keyed) -> KeyingOutcome {
        archive.key_marking(&self.agent, &self.account, marking, keyed).await.unwrap()
    }
}

pub(crate) fn keyed(detainee: &str) -> Keyed {
    Keyed::Numbers(Numbers { detainee: Number::parse(detainee).ok(), ..Numbers::default() })
}

pub(crate) async fn analysed() -> (Fixture, Archive, usize) {
    analysed_by(Told::new(&["told 1"], "23")).await
}

pub(crate) async fn analysed_by(told: Told) -> (Fixture, Archive, usize) {
    let (fixture, readable) = taken_in().await;
    let archive = fixture.open();
    analyse(&archive, &told).await.unwrap();
    (fixture, archive, readable)
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_settle_everything_and_a_third_where_they_disagree() {
    let (_fixture, archive, readable) = analysed().await;
    let (samar, nadim, leila) = (Keyer::new("samar"), Keyer::new("nadim"), Keyer::new("leila"));
    let mut seen = BTreeSet::new();
    while let Some(marking) = samar.next(&archive, false).await {
        assert!(seen.insert(marking), "shown twice");
        let outcome = samar.key(&archive, &marking, keyed("23")).await;
        assert_eq!(outcome, KeyingOutcome::Recorded(Standing::Waits(1)));
    }
    assert_eq!(seen.len(), readable);
    let mut disagreed = None;
    while let Some(marking) = nadim.next(&archive, false).await {
        let read = if disagreed.is_none() { "٢٤" } else { "٢٣" };
        let outcome = nadim.key(&archive, &marking, keyed(read)).await;
        match disagreed {
            None => assert_eq!(outcome, KeyingOutcome::Recorded(Standing::Disagreed)),
            Some(_) => {
                let settled = Standing::Settled(Basis::TwoAgree, keyed("23"));
                assert_eq!(outcome, KeyingOutcome::Recorded(settled));
            }
        }
        disagreed = disagreed.or(Some(marking));
    }
    assert_eq!(leila.next(&archive, false).await, None, "only who may settle is asked as the third");
    assert_eq!(samar.next(&archive, true).await, None, "nobody is the third to herself");
    let third = leila.next(&archive, true).await;
    assert_eq!(third, disagreed);
    let outcome = leila.key(&archive, &third.unwrap(), keyed("24")).await;
    assert_eq!(outcome, KeyingOutcome::Recorded(Standing::Settled(Basis::Third, keyed("24"))));

    let figures = archive.keying_figures().await.unwrap();
    assert_eq!((figures.untouched, figures.once, figures.disagreed, figures.needed), (0, 0, 0, 0));
    assert_eq!(figures.settled["two-agree"], readable as u64 - 1);
    assert_eq!(figures.settled["third"], 1);
    assert_eq!(figures.agreement, (readable as u64, readable as u64 - 1));
    let standings = archive.standings().await.unwrap();
    let of = |word: &str| standings.iter().filter(|(_, at, _)| at == word).count();
    assert_eq!((of("two-agree"), of("third"), standings.len()), (readable - 1, 1, readable));
    assert!(standings.iter().all(|(_, _, settled)| settled.is_some()));
    let before = rows(&archive, Table::Keyings).await;
    assert_eq!(before.len(), 2 * readable + 1);
    assert!(verify(&archive).await.findings.is_empty());
    archive.rebuild_elsewhere_says_the_same(&before).await;
}

/// The catalog made anew gives the same keyings.
trait Rebuilt {
    async fn rebuild_elsewhere_says_the_same(self, before: &[Vec<Cell>]);
}

impl Rebuilt for Archive {
    async fn rebuild_elsewhere_says_the_same(self, before: &[Vec<Cell>]) {
        let root = self.root();
        self.close().await;
        let copy = tempfile::tempdir().unwrap();
        let other = copy.path().join("test.amana");
        crate::support::copy_tree(&root, &other);
        std::fs::remove_file(other.join("catalog.db")).unwrap();
        let fixture = Fixture { folder: copy, root: other };
        let archive = fixture.open();
        archive.rebuild().await.unwrap();
        assert_eq!(rows(&archive, Table::Keyings).await, before);
        archive.close().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_handed_what_another_holds_and_only_the_crop_in_hand_is_shown() {
    let (_fixture, archive, _) = analysed().await;
    let (samar, nadim) = (Keyer::new("samar"), Keyer::new("nadim"));
    let hers = samar.next(&archive, false).await.unwrap();
    let his = nadim.next(&archive, false).await.unwrap();
    assert_ne!(hers, his);
    let crop = archive.crop(&samar.account, &hers).await.unwrap();
    assert!(crop.starts_with(&[0xff, 0xd8]));
    let refused = archive.crop(&samar.account, &his).await.unwrap_err();
    assert_eq!(refused.kind, ErrorKind::Absent);
    let other = samar.next(&archive, false).await.unwrap();
    assert_eq!(other, hers, "asking again gives what is not keyed yet");
    let acts = rows(&archive, Table::Events).await;
    let shown = acts.iter().filter(|row| row[4] == Cell::Text("marking-shown".into())).count();
    assert_eq!(shown, 3, "each handing out is an event");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_keying_by_the_same_person_and_one_that_comes_too_late_are_not_recorded() {
    let (_fixture, archive, _) = analysed().await;
    let [samar, nadim, leila] = ["samar", "nadim", "leila"].map(Keyer::new);
    let marking = samar.next(&archive, false).await.unwrap();
    samar.key(&archive, &marking, keyed("1")).await;
    assert_eq!(samar.key(&archive, &marking, keyed("2")).await, KeyingOutcome::TooLate);
    nadim.key(&archive, &marking, keyed("1")).await;
    assert_eq!(leila.key(&archive, &marking, keyed("3")).await, KeyingOutcome::TooLate);
    assert_eq!(rows(&archive, Table::Keyings).await.len(), 2);
    let empty = Keyed::Numbers(Numbers::default());
    let refused = archive.key_marking(&leila.agent, &leila.account, &marking, empty).await.unwrap_err();
    assert_eq!(refused.kind, ErrorKind::Mistake);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_machine_counts_only_by_a_rule_that_is_an_event() {
    let (_fixture, archive, _) = analysed().await;
    let (samar, nadim) = (Keyer::new("samar"), Keyer::new("nadim"));
    let one = samar.next(&archive, false).await.unwrap();
    assert_eq!(samar.key(&archive, &one, keyed("23")).await, KeyingOutcome::Recorded(Standing::Waits(1)));
    let refused = archive.set_keying_rule(&nadim.agent, KeyingRule { machine_from: Some(0.5) }).await;
    assert_eq!(refused.unwrap_err().kind, ErrorKind::Mistake);
    // The double is sure to 0.75 only: also with the rule it settles nothing.
    archive.set_keying_rule(&nadim.agent, KeyingRule { machine_from: Some(0.99) }).await.unwrap();
    let two = samar.next(&archive, false).await.unwrap();
    assert_eq!(samar.key(&archive, &two, keyed("23")).await, KeyingOutcome::Recorded(Standing::Waits(1)));
    let acts = rows(&archive, Table::Events).await;
    assert!(acts.iter().any(|row| row[4] == Cell::Text("keying-rule-set".into())));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_settled_stays_settled_when_a_newer_look_finds_the_same_place() {
    let (_fixture, archive, readable) = analysed().await;
    let (samar, nadim) = (Keyer::new("samar"), Keyer::new("nadim"));
    let marking = samar.next(&archive, false).await.unwrap();
    samar.key(&archive, &marking, keyed("1")).await;
    nadim.key(&archive, &marking, keyed("1")).await;
    analyse(&archive, &Told::new(&["told 1", "more 1"], "23")).await.unwrap();
    let figures = archive.keying_figures().await.unwrap();
    assert_eq!(figures.untouched as usize, readable - 1);
    assert_eq!(figures.settled["two-agree"], 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_crop_with_a_face_in_it_is_handed_to_nobody() {
    let (_fixture, archive, readable) = analysed().await;
    assert_eq!(archive.keying_figures().await.unwrap().untouched as usize, readable);
    let over = Told { face_at: 110.0, ..Told::new(&["told 1", "more 1"], "23") };
    analyse(&archive, &over).await.unwrap();
    assert_eq!(Keyer::new("samar").next(&archive, true).await, None);
    assert_eq!(archive.keying_figures().await.unwrap().untouched, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slip_is_taken_back_only_by_asking_and_only_until_it_is_settled() {
    let (_fixture, archive, _) = analysed().await;
    let [samar, nadim, leila] = ["samar", "nadim", "leila"].map(Keyer::new);
    let take_back = async |who: &Keyer, marking: &MarkingRef| {
        archive.take_back(&who.agent, &who.account, marking).await.unwrap()
    };
    let marking = samar.next(&archive, false).await.unwrap();
    assert_eq!(archive.hand(&samar.account, &marking).await.unwrap(), Some(Hand::First));
    assert!(!take_back(&samar, &marking).await, "nothing is keyed yet");
    samar.key(&archive, &marking, keyed("1")).await;
    assert_eq!(archive.to_take_back(&samar.account).await.unwrap(), [(marking, keyed("1"))]);
    assert!(archive.to_take_back(&nadim.account).await.unwrap().is_empty());
    assert!(!take_back(&nadim, &marking).await, "another's is not hers to take back");
    nadim.key(&archive, &marking, keyed("2")).await;
    assert!(take_back(&samar, &marking).await);
    assert_eq!(archive.hand(&samar.account, &marking).await.unwrap(), Some(Hand::Again));
    let settled = Standing::Settled(Basis::TwoAgree, keyed("2"));
    assert_eq!(samar.key(&archive, &marking, keyed("2")).await, KeyingOutcome::Recorded(settled));
    assert_eq!(rows(&archive, Table::Keyings).await.len(), 3, "both stay in the log");
    assert!(!take_back(&samar, &marking).await && !take_back(&nadim, &marking).await, "it is settled");
    assert_eq!(leila.key(&archive, &marking, keyed("3")).await, KeyingOutcome::TooLate);
    let before = rows(&archive, Table::Keyings).await;
    archive.rebuild_elsewhere_says_the_same(&before).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_third_who_agrees_with_neither_is_shown_all_three_and_decides() {
    let (_fixture, archive, _) = analysed().await;
    let [samar, nadim, leila] = ["samar", "nadim", "leila"].map(Keyer::new);
    let marking = samar.next(&archive, false).await.unwrap();
    samar.key(&archive, &marking, keyed("1")).await;
    nadim.key(&archive, &marking, keyed("2")).await;
    assert_eq!(archive.to_decide(&leila.account, &marking).await.unwrap(), None, "she keys unseeing first");
    assert_eq!(leila.next(&archive, true).await, Some(marking));
    assert_eq!(archive.hand(&leila.account, &marking).await.unwrap(), Some(Hand::Third));
    let outcome = leila.key(&archive, &marking, keyed("3")).await;
    assert_eq!(outcome, KeyingOutcome::Recorded(Standing::Divided));
    assert_eq!(
        archive.to_decide(&samar.account, &marking).await.unwrap(),
        None,
        "nobody judges her own cause"
    );
    let before_her = archive.to_decide(&leila.account, &marking).await.unwrap().unwrap();
    assert_eq!((&before_her.readings[..], before_her.hers), (&["1", "2", "3"].map(keyed)[..], Some(2)));
    assert!(!archive.take_back(&leila.agent, &leila.account, &marking).await.unwrap(), "she has seen theirs");
    assert_eq!(leila.next(&archive, true).await, Some(marking), "it waits for her");
    let decide = async |keyed: Keyed, reason: &str| {
        archive.decide_marking(&leila.agent, &leila.account, &marking, (keyed, reason)).await
    };
    for refused in [(keyed("4"), "because"), (keyed("3"), " ")] {
        let error = decide(refused.0, refused.1).await.unwrap_err();
        assert_eq!(error.kind, ErrorKind::Mistake);
    }
    let settled = Standing::Settled(Basis::Decided, keyed("2"));
    assert_eq!(decide(keyed("2"), "").await.unwrap(), KeyingOutcome::Recorded(settled));
    assert_eq!(decide(keyed("1"), "").await.unwrap(), KeyingOutcome::TooLate);
    let figures = archive.keying_figures().await.unwrap();
    assert_eq!((figures.settled["decided"], figures.disagreed), (1, 0));
    assert!(verify(&archive).await.findings.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_settled_is_opened_again_and_settled_anew_and_people_follow() {
    let (fixture, archive, readable) = analysed().await;
    let [samar, nadim, leila, rima] = ["samar", "nadim", "leila", "rima"].map(Keyer::new);
    let marking = samar.next(&archive, false).await.unwrap();
    samar.key(&archive, &marking, keyed("4471")).await;
    nadim.key(&archive, &marking, keyed("4471")).await;
    let person = archive.new_individual();
    let together =
        Decision::Together { individual: person.clone(), photographs: vec![marking.digest], candidate: None };
    let seen = archive.places().await.unwrap().seen;
    archive.decide(&leila.agent, together, seen).await.unwrap();
    let numbers = async || archive.individual(&person).await.unwrap().unwrap().row.numbers.to_string();
    assert_eq!(numbers().await, "?-4471-?");

    let reopen = async |reason: &str| archive.reopen_marking(&leila.agent, &marking, reason).await;
    assert_eq!(reopen("  ").await.unwrap_err().kind, ErrorKind::Mistake);
    reopen("the next card has 4417").await.unwrap();
    assert_eq!(reopen("again").await.unwrap_err().kind, ErrorKind::Absent, "nothing is settled there");
    assert_eq!(numbers().await, "?-?-?");
    let figures = archive.keying_figures().await.unwrap();
    assert_eq!((figures.reopened, figures.untouched as usize), (1, readable - 1));
    assert!(archive.standings().await.unwrap().contains(&(marking, "reopened".into(), None)));

    // Who keyed it before does not key it again; others do, unseeing, and settle it.
    assert_eq!(samar.key(&archive, &marking, keyed("4417")).await, KeyingOutcome::TooLate);
    assert!(!archive.take_back(&samar.agent, &samar.account, &marking).await.unwrap());
    assert_ne!(samar.next(&archive, true).await, Some(marking));
    rima.key(&archive, &marking, keyed("4417")).await;
    assert_eq!(numbers().await, "?-?-?");
    let settled = Standing::Settled(Basis::TwoAgree, keyed("4417"));
    assert_eq!(leila.key(&archive, &marking, keyed("4417")).await, KeyingOutcome::Recorded(settled));
    assert_eq!(numbers().await, "?-4417-?");

    // Opened once more, whoever may settle decides what nobody read, with a reason.
    reopen("the hospital's list has 4418").await.unwrap();
    let before_her = archive.to_decide(&leila.account, &marking).await.unwrap().unwrap();
    assert_eq!(before_her.readings, ["4471", "4417"].map(keyed));
    let decide = async |reason: &str| {
        archive.decide_marking(&leila.agent, &leila.account, &marking, (keyed("4418"), reason)).await
    };
    assert_eq!(decide("").await.unwrap_err().kind, ErrorKind::Mistake);
    decide("so the list has it").await.unwrap();
    assert_eq!(numbers().await, "?-4418-?");
    assert!(verify(&archive).await.findings.is_empty());
    let standings = archive.standings().await.unwrap();
    archive.close().await;
    let archive = fixture.open();
    archive.rebuild().await.unwrap();
    assert_eq!(archive.standings().await.unwrap(), standings);
    assert_eq!(archive.individual(&person).await.unwrap().unwrap().row.numbers.to_string(), "?-4418-?");
}
