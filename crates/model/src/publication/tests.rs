use super::*;
use crate::{Cover, Covered, FacePlace, from_canonical, to_canonical};

fn id() -> PublicationId {
    PublicationId::of([1, 2, 3, 4, 5])
}

fn proposal() -> PublicationProposal {
    let face = FacePlace::drawn(&Region { left: 100, top: 80, width: 60, height: 80 });
    let recipe =
        Recipe::of_face(Digest([7; 32]), (640, 480), face, "5d41402abc4b2a76b9719d911017c592".into());
    PublicationProposal {
        publication: id(),
        individual: "i1".parse().unwrap(),
        recipe,
        picture: Digest([8; 32]),
        sealed: SealedName([9; 32]),
        bytes: 9_000,
        shown: (341, 420),
        reason: "to be recognised".into(),
        embargo: None,
    }
}

fn facts() -> GateFacts {
    GateFacts {
        age: KnownAge::Adult,
        is_theirs: true,
        bystanders: Vec::new(),
        objected: false,
        families: FamiliesSay::Nobody,
        category: Some("detainee".into()),
    }
}

/// Publications out of acts, a day each, by the people named.
fn room(acts: Vec<(&str, Act)>) -> Publications {
    let mut room = Publications::default();
    for (at, (agent, act)) in acts.into_iter().enumerate() {
        room.add(act, at as u64, format!("2026-11-{:02}T10:00:00Z", at + 1).parse().unwrap(), agent);
    }
    room
}

fn proposed() -> (&'static str, Act) {
    ("nasma", Act::PublicationProposed(Box::new(proposal())))
}

fn said(agent: &'static str, verdict: PublicationVerdict) -> (&'static str, Act) {
    (
        agent,
        Act::PublicationDecided(PublicationDecision { publication: id(), verdict, reason: "seen".into() }),
    )
}

fn down() -> (&'static str, Act) {
    let cause = TakedownCause::Family;
    (
        "huda",
        Act::PublicationTakenDown(Takedown {
            publication: id(),
            cause,
            reason: "a wish".into(),
            channel: "letter".into(),
        }),
    )
}

fn objection(of: &str) -> (&'static str, Act) {
    let individual = of.parse().unwrap();
    (
        "huda",
        Act::PublicationObjected(Objection {
            individual,
            report: None,
            reason: "a wish".into(),
            channel: "letter".into(),
        }),
    )
}

fn word(room: &Publications, facts: &GateFacts) -> String {
    let standing = room.standing(&room.all[&id()], facts, &"2026-12-31".parse().unwrap());
    let closed: Vec<&str> = standing.closed().iter().map(Closed::word).collect();
    [&[standing.word()], closed.as_slice()].concat().join(" ")
}

use PublicationVerdict::{Publish, Refuse, TakenBack};

#[test]
fn nothing_is_public_without_two_people() {
    let mut acts = vec![proposed()];
    assert_eq!(word(&room(acts.clone()), &facts()), "first");
    acts.push(said("samar", Publish));
    acts.push(said("samar", Publish));
    assert_eq!(word(&room(acts.clone()), &facts()), "further", "one person twice is one person");
    acts.push(said("huda", Publish));
    assert_eq!(word(&room(acts.clone()), &facts()), "public");
    let with = |more: Vec<(&'static str, Act)>| word(&room([acts.clone(), more].concat()), &facts());
    assert_eq!(with(vec![said("huda", TakenBack)]), "further");
    assert_eq!(with(vec![said("nour", Refuse)]), "refused", "one who refuses is enough");
    assert_eq!(with(vec![said("nour", Refuse), said("nour", TakenBack)]), "public");
    assert_eq!(with(vec![said("huda", Refuse)]), "refused");
    assert_eq!(with(vec![down()]), "taken-down");
    assert_eq!(
        with(vec![down(), said("samar", Publish)]),
        "taken-down",
        "what was decided before no longer counts"
    );
    assert_eq!(with(vec![down(), said("samar", Publish), said("huda", Publish)]), "public");
    let known = room([acts, vec![down()]].concat());
    let last = "2026-11-05T10:00:00Z".parse().unwrap();
    assert_eq!(
        known.takedowns(),
        BTreeMap::from([("2026-11".to_owned(), MonthOfTakedowns { faces: 1, last })])
    );
}

#[test]
fn a_child_needs_a_third_and_an_unknown_age_closes() {
    let two = room(vec![proposed(), said("samar", Publish), said("huda", Publish)]);
    let child = GateFacts { age: KnownAge::Child, ..facts() };
    assert_eq!(word(&two, &child), "further");
    let three = room(vec![proposed(), said("samar", Publish), said("huda", Publish), said("nour", Publish)]);
    assert_eq!(word(&three, &child), "public");
    assert_eq!(word(&three, &GateFacts { age: KnownAge::NotSaid, ..facts() }), "closed age-not-said");
    for (words, age) in [
        (vec![], KnownAge::NotSaid),
        (vec!["adult"], KnownAge::Adult),
        (vec!["adult", "elder"], KnownAge::Adult),
        (vec!["adult", "adolescent"], KnownAge::Child),
        (vec!["infant"], KnownAge::Child),
        (vec!["not-assessable"], KnownAge::Child),
        (vec!["a word of another codebook"], KnownAge::Child),
    ] {
        assert_eq!(KnownAge::of(words.iter().copied()), age, "{words:?}");
    }
}

#[test]
fn every_reason_closes_and_is_told() {
    let acts = vec![proposed(), said("samar", Publish), said("huda", Publish)];
    let with =
        |more: Vec<(&'static str, Act)>, facts: &GateFacts| word(&room([acts.clone(), more].concat()), facts);
    let objected = GateFacts { objected: true, ..facts() };
    assert_eq!(with(vec![], &objected), "closed objection");
    let withdrawn = Act::ObjectionWithdrawn { entry: 3, reason: "they changed their mind".into() };
    let objections = |acts: Vec<(&'static str, Act)>| room(acts).objections.len();
    assert_eq!(objections([acts.clone(), vec![objection("i1")]].concat()), 1);
    assert_eq!(objections([acts.clone(), vec![objection("i1"), ("huda", withdrawn)]].concat()), 0);
    assert_eq!(with(vec![], &GateFacts { is_theirs: false, ..facts() }), "closed not-theirs");
    let bystander = Region { left: 110, top: 90, width: 10, height: 10 };
    assert_eq!(with(vec![], &GateFacts { bystanders: vec![bystander], ..facts() }), "closed bystander");
    let policy = |policy| vec![("samar", Act::PublicationPolicySet(Box::new(policy)))];
    let late = PublicationPolicy { embargo: Some("2027-01-01".parse().unwrap()), ..Default::default() };
    assert_eq!(with(policy(late.clone()), &facts()), "closed embargo");
    assert_eq!(with(policy(late), &objected), "closed objection embargo");
    let open =
        PublicationPolicy { objection_closes: false, bystanders_may_be_seen: true, ..Default::default() };
    assert_eq!(with(policy(open), &GateFacts { bystanders: vec![bystander], ..objected }), "public");
    // Covered, the bystander is no reason.
    let mut covered = proposal();
    covered.recipe.covers = vec![Cover::rectangle(Covered::Bystander, &bystander)];
    let acts = vec![
        ("nasma", Act::PublicationProposed(Box::new(covered))),
        said("samar", Publish),
        said("huda", Publish),
    ];
    assert_eq!(word(&room(acts), &GateFacts { bystanders: vec![bystander], ..facts() }), "public");
}

#[test]
fn families_are_asked_as_the_policy_says_and_withdrawn_consent_closes_like_an_objection() {
    use FamiliesSay::{Consented, Nobody, NotConsented, Withdrew};
    let acts = vec![proposed(), said("samar", Publish), said("huda", Publish)];
    let default = PublicationPolicy::default();
    let asks = PublicationPolicy { consent_needed: true, ..Default::default() };
    let strict = PublicationPolicy { family_needed: true, ..asks.clone() };
    let deaf = PublicationPolicy { objection_closes: false, ..Default::default() };
    let deaf_asks = PublicationPolicy { consent_needed: true, ..deaf.clone() };
    for (policy, families, expected) in [
        (&default, Nobody, "public"),
        (&default, NotConsented, "public"),
        (&default, Consented, "public"),
        (&default, Withdrew, "closed withdrawn"),
        (&asks, Nobody, "public"),
        (&asks, NotConsented, "closed consent"),
        (&asks, Consented, "public"),
        (&asks, Withdrew, "closed consent withdrawn"),
        (&strict, Nobody, "closed family"),
        (&strict, Consented, "public"),
        (&deaf, Withdrew, "public"),
        (&deaf_asks, Withdrew, "closed consent"),
    ] {
        let set = ("samar", Act::PublicationPolicySet(Box::new(policy.clone())));
        let room = room([acts.clone(), vec![set]].concat());
        assert_eq!(word(&room, &GateFacts { families, ..facts() }), expected, "{policy:?} {families:?}");
    }
}

#[test]
fn a_policy_is_whole_or_refused() {
    let mut policy = PublicationPolicy::default();
    assert_eq!(policy.check(), Err(PolicyFault::ShortName));
    policy.gallery.short_name = "an archive".into();
    assert_eq!(policy.check(), Err(PolicyFault::Title));
    policy.gallery.title = Phrase { ar: "وجوه".into(), en: "Faces".into() };
    assert_eq!(policy.check(), Err(PolicyFault::Unreachable));
    policy.gallery.letters = Some("letter/en.html".into());
    assert_eq!(policy.check(), Ok(()));
    for bad in ["javascript:alert(1)", "//evil.example", "data:x", "a\"b", "", "ftp://x"] {
        policy.gallery.letters = Some(bad.into());
        assert_eq!(policy.check(), Err(PolicyFault::Letters), "{bad:?}");
    }
    for good in ["https://letters.example/", "http://abc.onion/letter", "../letter"] {
        policy.gallery.letters = Some(good.into());
        assert_eq!(policy.check(), Ok(()), "{good:?}");
    }
    policy.decisions = 1;
    assert_eq!(policy.check(), Err(PolicyFault::Decisions));
    let bytes = to_canonical(&policy).unwrap();
    assert_eq!(from_canonical::<PublicationPolicy>(&bytes).unwrap(), policy);
    for verdict in PublicationVerdict::ALL {
        assert_eq!(PublicationVerdict::from_word(verdict.word()), Some(verdict));
        assert_eq!(serde_json::to_value(verdict).unwrap(), verdict.word());
    }
    for cause in TakedownCause::ALL {
        assert_eq!(TakedownCause::from_word(cause.word()), Some(cause));
        assert_eq!(serde_json::to_value(cause).unwrap(), cause.word());
    }
}

#[test]
fn the_proposer_counts_only_where_the_policy_says_so() {
    let own = vec![proposed(), said("nasma", Publish), said("huda", Publish)];
    assert_eq!(word(&room(own.clone()), &facts()), "further", "the cautious policy");
    let old = PublicationPolicy { proposer_may_decide: true, ..Default::default() };
    let set = ("samar", Act::PublicationPolicySet(Box::new(old)));
    assert_eq!(word(&room([own, vec![set]].concat()), &facts()), "public");
    let refused =
        room(vec![proposed(), said("samar", Publish), said("huda", Publish), said("nasma", Refuse)]);
    assert_eq!(word(&refused, &facts()), "refused", "against it everybody counts");
}

#[test]
fn a_look_counts_at_exactly_this_picture() {
    let look = |picture: u8| {
        let picture = Digest([picture; 32]);
        ("huda", Act::PublicationLookedAt(PublicationLook { publication: id(), picture }))
    };
    assert!(room(vec![proposed(), look(9)]).all[&id()].looked.is_empty());
    assert!(room(vec![proposed(), look(8)]).all[&id()].looked.contains("huda"));
}

#[test]
fn the_policy_says_whose_faces_are_published() {
    let acts = vec![proposed(), said("samar", Publish), said("huda", Publish)];
    let policies = [None, Some(vec!["detainee"]), Some(vec!["detainee", "soldier"])];
    for (policy, [detainee, soldier, nobody]) in policies.into_iter().zip([
        ["public", "public", "public"],
        ["public", "closed category", "closed category-not-said"],
        ["public", "public", "closed category-not-said"],
    ]) {
        let categories = policy.map(|words| words.into_iter().map(str::to_owned).collect());
        let policy = PublicationPolicy { categories, ..Default::default() };
        let set = ("samar", Act::PublicationPolicySet(Box::new(policy)));
        let room = room([acts.clone(), vec![set]].concat());
        for (category, expected) in [(Some("detainee"), detainee), (Some("soldier"), soldier), (None, nobody)]
        {
            let facts = GateFacts { category: category.map(str::to_owned), ..facts() };
            assert_eq!(word(&room, &facts), expected, "{category:?}");
        }
    }
}
