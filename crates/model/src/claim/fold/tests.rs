//! Claims as acts add up: two reviewers, evidence that comes and goes, people who are merged and parted.

use proptest::prelude::*;

use super::super::{ClaimStanding, ConflictKind, NotClaimed};
use super::*;
use crate::{Decision, SealedName};

fn words() -> SealedStatement {
    SealedStatement { sealed: SealedName([1; 32]), digest: Digest([1; 32]) }
}

fn claim(n: u8) -> ClaimId {
    format!("c{n}").parse().unwrap()
}

fn opened(n: u8, report: u8, individual: u8) -> Act {
    Act::ClaimOpened(ClaimOpening {
        claim: claim(n),
        report: format!("m{report}").parse().unwrap(),
        individual: format!("i{individual}").parse().unwrap(),
        account: "w".parse().unwrap(),
        photographs: vec![Digest([individual; 32])],
    })
}

fn added(n: u8, kind: EvidenceKind, bearing: Bearing) -> Act {
    Act::EvidenceAdded(ClaimEvidence {
        claim: claim(n),
        kind,
        account: "w".parse().unwrap(),
        bearing,
        words: words(),
        viewing: None,
        file: None,
    })
}

fn proposal(n: u8, who: &str, level: ClaimLevel, individual: u8) -> LevelProposal {
    LevelProposal {
        claim: claim(n),
        account: who.parse().unwrap(),
        level,
        reason: "a reason".into(),
        photographs: vec![Digest([individual; 32])],
    }
}

fn proposed(n: u8, who: &str, level: ClaimLevel) -> Act {
    Act::LevelProposed(proposal(n, who, level, n))
}

fn answered(n: u8, proposal: u64, who: &str, agrees: bool) -> LevelAnswered {
    let (claim, account) = (claim(n), who.parse().unwrap());
    LevelAnswered { claim, proposal, account, agrees, reason: "a reason".into() }
}

fn answer(n: u8, proposal: u64, who: &str, agrees: bool) -> Act {
    Act::LevelAnswered(answered(n, proposal, who, agrees))
}

fn fold(acts: &[Act]) -> Claims {
    Claims::of((0..).zip(acts).map(|(entry, act)| (entry, UtcTime::EPOCH, "samar", act)))
}

fn standing(acts: &[Act]) -> ClaimStanding {
    fold(acts).get(&claim(1)).unwrap().standing()
}

fn people(decisions: &[Decision]) -> People {
    People::of(&(0..).zip(decisions.iter().cloned()).collect::<Vec<_>>())
}

fn together(individual: u8, photographs: &[u8]) -> Decision {
    Decision::Together {
        individual: format!("i{individual}").parse().unwrap(),
        photographs: photographs.iter().map(|n| Digest([*n; 32])).collect(),
        candidate: None,
    }
}

fn kinds(claims: &Claims, people: &People) -> Vec<ConflictKind> {
    claims.conflicts(people, &MissingId::clone).into_iter().map(|conflict| conflict.kind).collect()
}

#[test]
fn a_level_stands_once_another_agrees_and_is_reversed_by_a_later_pair() {
    let mut acts = vec![
        opened(1, 1, 1),
        added(1, EvidenceKind::Sight, Bearing::For),
        proposed(1, "a", ClaimLevel::Possible),
    ];
    assert_eq!(standing(&acts), ClaimStanding::Open);
    acts.push(answer(1, 2, "a", true));
    assert_eq!(standing(&acts), ClaimStanding::Open, "nobody agrees with herself");
    acts.push(answer(1, 2, "b", false));
    let claims = fold(&acts);
    assert!(claims.get(&claim(1)).unwrap().disputed().is_some(), "disagreement is work");
    acts.extend([proposed(1, "b", ClaimLevel::Possible), answer(1, 5, "a", true)]);
    assert_eq!(standing(&acts), ClaimStanding::Decided(ClaimLevel::Possible));
    assert!(fold(&acts).get(&claim(1)).unwrap().owes_word());
    acts.push(added(1, EvidenceKind::Clothing, Bearing::Against));
    acts.extend([proposed(1, "c", ClaimLevel::Excluded), answer(1, 8, "a", true)]);
    assert_eq!(standing(&acts), ClaimStanding::Decided(ClaimLevel::Excluded));
    let claims = fold(&acts);
    assert_eq!(claims.get(&claim(1)).unwrap().proposals.len(), 3, "nothing is erased");
    acts.push(answer(1, 5, "b", false));
    assert_eq!(standing(&acts), ClaimStanding::Decided(ClaimLevel::Excluded), "what is over is over");
}

#[test]
fn a_decision_that_lost_its_evidence_does_not_stand_and_is_work() {
    let mut acts = vec![
        opened(1, 1, 1),
        added(1, EvidenceKind::Clothing, Bearing::For),
        added(1, EvidenceKind::Dna, Bearing::For),
        proposed(1, "a", ClaimLevel::Confirmed),
        answer(1, 3, "b", true),
    ];
    assert_eq!(standing(&acts), ClaimStanding::Decided(ClaimLevel::Confirmed));
    let everybody = people(&[together(1, &[1])]);
    assert!(kinds(&fold(&acts), &everybody).is_empty());
    acts.push(Act::EvidenceTakenBack { claim: claim(1), entry: 2, reason: "another sample".into() });
    assert_eq!(standing(&acts), ClaimStanding::Decided(ClaimLevel::Probable));
    assert_eq!(kinds(&fold(&acts), &everybody), [ConflictKind::LostBasis]);
    assert!(fold(&acts).get(&claim(1)).unwrap().waits_for_first());
}

#[test]
fn what_lost_its_basis_is_told_and_can_be_settled_at_the_level_that_is_left() {
    let told = |on: &str| {
        let (on, by, way) = (on.parse().unwrap(), "samar".to_owned(), ToldWay::InPerson);
        Act::FamilyTold(FamilyTold { claim: claim(1), words: words(), on, by, way })
    };
    let mut acts = decided(1, 1, ClaimLevel::Confirmed, 0);
    acts.push(told("2026-11-01"));
    let owes = |acts: &[Act]| fold(acts).get(&claim(1)).unwrap().owes_word();
    assert!(!owes(&acts));
    acts.push(Act::EvidenceTakenBack { claim: claim(1), entry: 2, reason: "another sample".into() });
    assert!(owes(&acts), "they were told that it is confirmed");
    let last = proposal(1, "c", ClaimLevel::Probable, 1);
    assert_eq!(fold(&acts).may_propose(&last, 6), Ok(()));
    acts.extend([Act::LevelProposed(last), answer(1, 7, "d", true)]);
    let known = fold(&acts).get(&claim(1)).unwrap().clone();
    assert!(!known.lost_its_basis() && !known.waits_for_first() && known.owes_word());
    let again = proposal(1, "c", ClaimLevel::Probable, 1);
    assert_eq!(fold(&acts).may_propose(&again, 8), Err(NotClaimed::Already));
    acts.push(told("2026-11-02"));
    assert!(!owes(&acts));
}

#[test]
fn who_opened_a_claim_or_recorded_its_evidence_is_not_its_first_reviewer() {
    let mut acts = vec![opened(1, 1, 1), added(1, EvidenceKind::Marks, Bearing::For)];
    let theirs = proposal(1, "w", ClaimLevel::Probable, 1);
    assert_eq!(fold(&acts).may_propose(&theirs, 1), Err(NotClaimed::Involved));
    acts.push(Act::LevelProposed(theirs));
    assert!(fold(&acts).get(&claim(1)).unwrap().proposals.is_empty(), "no log says otherwise");
    acts.extend([proposed(1, "a", ClaimLevel::Probable), answer(1, 3, "w", true)]);
    assert_eq!(standing(&acts), ClaimStanding::Decided(ClaimLevel::Probable), "as the second she may");
}

#[test]
fn decisions_of_one_family_on_one_person_against_each_other_are_work() {
    let everybody = people(&[together(1, &[1])]);
    let mut acts = decided(1, 1, ClaimLevel::Probable, 0);
    acts.extend([opened(2, 2, 1), added(2, EvidenceKind::Marks, Bearing::Against)]);
    acts.push(Act::LevelProposed(proposal(2, "a", ClaimLevel::Excluded, 1)));
    acts.push(answer(2, 7, "b", true));
    assert!(kinds(&fold(&acts), &everybody).is_empty(), "two families may be right");
    let one_family = |_: &MissingId| "m0".parse::<MissingId>().unwrap();
    let found = fold(&acts).conflicts(&everybody, &one_family);
    assert_eq!(
        (found[0].kind, &found[0].claims[..]),
        (ConflictKind::Contradictory, &[claim(1), claim(2)][..])
    );
    acts.push(Act::ClaimWithdrawn { claim: claim(2), how: "by voice".into() });
    assert!(fold(&acts).conflicts(&everybody, &one_family).is_empty());
}

#[test]
fn what_was_withdrawn_is_not_taken_up_beside_the_same_claim_made_anew() {
    let mut acts = vec![opened(1, 1, 1), Act::ClaimWithdrawn { claim: claim(1), how: "by voice".into() }];
    let everybody = people(&[together(1, &[1])]);
    let resume = |acts: &[Act]| fold(acts).may_turn(&claim(1), false, "by voice", &everybody);
    assert_eq!(resume(&acts), Ok(()));
    acts.push(opened(2, 1, 1));
    assert_eq!(resume(&acts), Err(NotClaimed::Already));
    acts.push(Act::ClaimWithdrawn { claim: claim(2), how: "by voice".into() });
    assert_eq!(resume(&acts), Ok(()));
}

#[test]
fn what_the_family_withdraws_is_withdrawn_at_once_and_comes_back_whole() {
    let mut acts = vec![
        opened(1, 1, 1),
        added(1, EvidenceKind::Sight, Bearing::For),
        proposed(1, "a", ClaimLevel::Possible),
        answer(1, 2, "b", true),
        Act::ClaimWithdrawn { claim: claim(1), how: "by telephone".into() },
    ];
    assert_eq!(standing(&acts), ClaimStanding::Withdrawn);
    let claims = fold(&acts);
    let proposal = proposal(1, "a", ClaimLevel::Possible, 1);
    assert_eq!(claims.may_propose(&proposal, 4), Err(NotClaimed::Withdrawn));
    assert_eq!(claims.may_add(&claim(1), "x"), Err(NotClaimed::Withdrawn));
    acts.push(Act::ClaimResumed { claim: claim(1), how: "in person".into() });
    assert_eq!(standing(&acts), ClaimStanding::Decided(ClaimLevel::Possible));
}

#[test]
fn a_claim_follows_a_person_who_is_merged_and_comes_back() {
    let claims = fold(&[opened(1, 1, 1), opened(2, 2, 2)]);
    let mut decisions = vec![together(1, &[1]), together(2, &[2])];
    let id = |n: u8| format!("i{n}").parse::<IndividualId>().unwrap();
    let on = |decisions: &[Decision], n: u8| claims.on_individual(&id(n), &people(decisions)).len();
    assert_eq!((on(&decisions, 1), on(&decisions, 2)), (1, 1));
    decisions.push(Decision::Merged { into: id(1), from: id(2) });
    assert_eq!((on(&decisions, 1), on(&decisions, 2)), (2, 2));
    assert_eq!(
        claims.may_open(&"m2".parse().unwrap(), &id(1), &people(&decisions)),
        Err(NotClaimed::Already)
    );
    decisions.push(Decision::Undone { entry: 2 });
    assert_eq!((on(&decisions, 1), on(&decisions, 2)), (1, 1));
    assert!(kinds(&claims, &people(&decisions)).is_empty());
    decisions.push(together(3, &[1]));
    assert_eq!(kinds(&claims, &people(&decisions)), [ConflictKind::PersonGone]);
    decisions.push(together(1, &[4]));
    assert_eq!(kinds(&claims, &people(&decisions)), [ConflictKind::PersonChanged]);
}

fn decided(n: u8, report: u8, level: ClaimLevel, from: u64) -> Vec<Act> {
    vec![
        opened(n, report, 1),
        added(n, EvidenceKind::Marks, Bearing::For),
        added(n, EvidenceKind::Dna, Bearing::For),
        Act::LevelProposed(proposal(n, "a", level, 1)),
        answer(n, from + 3, "b", true),
    ]
}

#[test]
fn claims_that_do_not_fit_together_are_a_list_of_work() {
    let everybody = people(&[together(1, &[1]), together(2, &[2])]);
    let mut acts = decided(1, 1, ClaimLevel::Probable, 0);
    acts.extend(decided(2, 2, ClaimLevel::Possible, 5));
    assert!(kinds(&fold(&acts), &everybody).is_empty(), "many may be possible");
    acts.extend(decided(3, 3, ClaimLevel::Probable, 10));
    assert_eq!(kinds(&fold(&acts), &everybody), [ConflictKind::TwoProbable]);
    acts.extend(decided(4, 4, ClaimLevel::Confirmed, 15));
    let found = kinds(&fold(&acts), &everybody);
    assert_eq!(
        found,
        [ConflictKind::ConfirmedBeside, ConflictKind::ConfirmedBeside, ConflictKind::TwoProbable]
    );
    let one_family = |_: &MissingId| "m0".parse::<MissingId>().unwrap();
    assert!(fold(&acts).conflicts(&everybody, &one_family).is_empty(), "relatives of one person agree");
    acts.push(opened(5, 1, 2));
    let several = fold(&acts).conflicts(&everybody, &MissingId::clone);
    assert_eq!(several.last().unwrap().claims, [claim(1), claim(5)]);
    assert_eq!(several.last().unwrap().kind, ConflictKind::SeveralPeople);
    acts.push(Act::ClaimWithdrawn { claim: claim(5), how: "by voice".into() });
    assert_eq!(kinds(&fold(&acts), &everybody).len(), 3);
}

#[test]
fn whoever_decides_tells_what_she_knew_and_is_another() {
    let acts = [
        opened(1, 1, 1),
        added(1, EvidenceKind::Sight, Bearing::For),
        proposed(1, "a", ClaimLevel::Possible),
    ];
    let claims = fold(&acts);
    let propose = |level, seen| claims.may_propose(&proposal(1, "b", level, 1), seen);
    assert_eq!(propose(ClaimLevel::Possible, 1), Err(NotClaimed::Changed(2)));
    assert_eq!(propose(ClaimLevel::Confirmed, 2), Err(NotClaimed::NotBorne(Shortfall::NotScientific)));
    assert_eq!(propose(ClaimLevel::Probable, 2), Err(NotClaimed::NotBorne(Shortfall::SightAlone)));
    let answer = |who: &str, proposal, seen| claims.may_answer(&answered(1, proposal, who, true), seen);
    assert_eq!(answer("a", 2, 2), Err(NotClaimed::SamePerson));
    assert_eq!(answer("b", 1, 2), Err(NotClaimed::NothingProposed));
    assert_eq!(answer("b", 2, 1), Err(NotClaimed::Changed(2)));
    assert_eq!(answer("b", 2, 2), Ok(()));
    let silent = LevelAnswered { reason: " ".into(), ..answered(1, 2, "b", true) };
    assert_eq!(claims.may_answer(&silent, 2), Err(NotClaimed::Why));
}

fn any_act() -> impl Strategy<Value = Act> {
    let kind = proptest::sample::select(EvidenceKind::ALL.to_vec());
    let bearing = proptest::sample::select(Bearing::ALL.to_vec());
    let level = proptest::sample::select(ClaimLevel::ALL.to_vec());
    let who = proptest::sample::select(vec!["a", "b"]);
    prop_oneof![
        (kind, bearing).prop_map(|(kind, bearing)| added(1, kind, bearing)),
        (1u64..40).prop_map(|entry| Act::EvidenceTakenBack {
            claim: claim(1),
            entry,
            reason: "amiss".into()
        }),
        (who.clone(), level).prop_map(|(who, level)| proposed(1, who, level)),
        (1u64..40, who, any::<bool>()).prop_map(|(entry, who, agrees)| answer(1, entry, who, agrees)),
        any::<bool>().prop_map(|withdrawn| {
            let (claim, how) = (claim(1), "by voice".to_owned());
            if withdrawn { Act::ClaimWithdrawn { claim, how } } else { Act::ClaimResumed { claim, how } }
        }),
    ]
}

proptest! {
    #[test]
    fn whatever_two_reviewers_do_nothing_is_confirmed_without_science(
        acts in proptest::collection::vec(any_act(), 1..40)
    ) {
        let acts: Vec<Act> = std::iter::once(opened(1, 1, 1)).chain(acts).collect();
        let claims = fold(&acts);
        let known = claims.get(&claim(1)).unwrap();
        let speaks = |fits: &dyn Fn(EvidenceKind) -> bool| {
            known.standing_evidence().any(|one| one.bearing == Bearing::For && fits(one.kind))
        };
        match known.standing() {
            ClaimStanding::Decided(ClaimLevel::Confirmed) => prop_assert!(speaks(&EvidenceKind::is_scientific)),
            ClaimStanding::Decided(ClaimLevel::Probable) => {
                prop_assert!(speaks(&|kind| kind != EvidenceKind::Sight));
            }
            _ => {}
        }
        if let Some(agreed) = known.agreed() {
            let by = known.proposals.iter().find_map(|one| match &one.state {
                ProposedState::Agreed(answer) if answer.entry == agreed.entry => Some((&one.account, &answer.account)),
                _ => None,
            });
            let (first, second) = by.unwrap();
            prop_assert_ne!(first, second);
        }
    }

    /// What the doors let through is what the fold takes: a level that was allowed stands.
    #[test]
    fn what_is_allowed_stands(acts in proptest::collection::vec(any_act(), 1..40)) {
        let mut log = vec![opened(1, 1, 1)];
        for act in acts {
            let (claims, seen) = (fold(&log), log.len() as u64 - 1);
            match &act {
                Act::LevelProposed(proposal) if claims.may_propose(proposal, seen).is_err() => continue,
                Act::LevelAnswered(answered) => {
                    let waiting = claims.get(&claim(1)).unwrap().waiting().map(|one| (one.entry, one.level));
                    let Some((entry, level)) = waiting else { continue };
                    let answered = LevelAnswered { proposal: entry, ..answered.clone() };
                    if claims.may_answer(&answered, seen).is_err() {
                        continue;
                    }
                    log.push(Act::LevelAnswered(answered.clone()));
                    if answered.agrees {
                        prop_assert_eq!(standing(&log), ClaimStanding::Decided(level));
                    }
                    continue;
                }
                Act::ClaimWithdrawn { .. } | Act::ClaimResumed { .. } => {
                    let withdrawn = matches!(act, Act::ClaimWithdrawn { .. });
                    if claims.may_turn(&claim(1), withdrawn, "by voice", &people(&[])).is_err() {
                        continue;
                    }
                }
                Act::EvidenceAdded(_) if claims.may_add(&claim(1), "words").is_err() => continue,
                _ => {}
            }
            log.push(act);
        }
    }
}
