//! A made-up archive, frozen: contents, people, a study of everybody, a study of a sample, a finding. Nobody in it ever lived.

use std::collections::BTreeMap;

use amana_archive::count::Dimension;
use amana_archive::count::{CountedPerson, LogHead, Snapshot, starting_definitions};
use amana_archive::look::{CountedContent, CountedPath};
use amana_archive::reporting::{Frozen, ReportPlan};
use amana_archive::starting_codebook;
use amana_model::{
    Act, Alleged, Answer, Coding, Condition, Consistency, Definition, Digest, DrawMethod, Drawing,
    DrawnPerson, Entry, EntryKind, Exclusion, Finding, FrozenExclusion, FrozenFrame, IndividualId,
    IndividualState, Number, Outcome, Recheck, RecheckOf, RecheckVerdict, Rechecked, SignedFinding, Study,
};

const ROOT: &str = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
const CATEGORIES: [Option<&str>; 5] =
    [Some("detainee"), Some("detainee"), Some("soldier"), Some("civilian"), None];
const MONTHS: [Option<&str>; 6] =
    [Some("2012-03-15"), Some("2012-04"), Some("2012-04-12"), Some("2012-06-01"), Some("2012"), None];
const BRANCHES: [&str; 7] = ["215", "215", "227", "227", "216", "ج", ""];

/// What is chosen of the `at`th of something: spread, and the same in every run.
fn spread(at: usize, salt: usize, of: usize) -> usize {
    let mixed = (at as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        ^ (salt as u64 + 1).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    ((mixed ^ (mixed >> 29)).wrapping_mul(0x94d0_49bb_1331_11eb) >> 33) as usize % of
}

fn digest(at: usize) -> Digest {
    let mut bytes = [7; 32];
    bytes[..8].copy_from_slice(&(at as u64).to_be_bytes());
    Digest(bytes)
}

pub(crate) fn person(at: usize) -> IndividualId {
    format!("i{at:08x}").parse().unwrap()
}

/// Photographs, of which three each are put to so many people, and some to nobody.
pub(crate) fn snapshot(people: usize) -> Snapshot {
    let photographs = people * 3 + 7;
    let mut all = Snapshot { log: LogHead { size: 4_210, root: ROOT.into() }, ..Snapshot::default() };
    for at in 0..photographs {
        let copied = at > 0 && spread(at, 1, 9) == 0;
        all.contents.push(CountedContent {
            digest: digest(at),
            copy_of: copied.then(|| (digest(at - 1), 1)),
            picture: spread(at, 2, 20) != 0,
            file: Some(Condition::Ready),
            folder_date: MONTHS[spread(at / 3, 3, MONTHS.len())].map(Into::into),
            taken_at: None,
        });
        for _ in 0..=spread(at, 4, 2) {
            let entry = all.paths.len() as u64;
            all.paths.push(CountedPath { entry, digest: Some(digest(at)), outcome: Outcome::Kept });
        }
        if spread(at, 5, 15) == 0 {
            all.paths.push(CountedPath {
                entry: all.paths.len() as u64,
                digest: None,
                outcome: Outcome::Failed,
            });
        }
    }
    for at in 0..people {
        all.people.push(CountedPerson {
            individual: person(at),
            category: CATEGORIES[spread(at, 6, CATEGORIES.len())].map(Into::into),
            sex: Some(if spread(at, 7, 11) == 0 { "female" } else { "male" }.into()),
            age_band: Some("adult".into()).filter(|_| spread(at, 8, 5) > 0),
            coded_sex: [&[][..], &["female"], &["male"], &["male"], &["not-assessable"]][spread(at, 12, 5)]
                .iter()
                .map(|word| (*word).to_owned())
                .collect(),
            coded_age_band: Vec::new(),
            state: IndividualState::Accepted,
            photographs: (at * 3..at * 3 + 3).map(digest).collect(),
        });
        let branch = BRANCHES[spread(at, 9, BRANCHES.len())];
        all.branches.extend(Number::parse(branch).ok().map(|number| (digest(at * 3), number)));
    }
    all
}

pub(crate) fn study(number: usize, people: Vec<IndividualId>, preset: Option<&str>) -> Study {
    Study {
        study: format!("s{number:08x}").parse().unwrap(),
        title: "A made-up reading".into(),
        codebook: starting_codebook().1,
        preset: preset.map(Into::into),
        sample: None,
        individuals: people,
        coders: ["huda", "karim", "samar"].map(|name| name.parse().unwrap()).to_vec(),
        coders_each: 2,
        overlap: 500,
        calibration: false,
        seed: "a made-up seed".into(),
    }
}

fn excluded(text: &str, people: u64) -> FrozenExclusion {
    let Exclusion { who, reason } = text.parse().unwrap();
    FrozenExclusion { who, reason, people }
}

/// A definition of the collection's own, of what experts coded.
const OWN: &str = r#"{"definition": "women-coded", "order": 1001, "version": 1, "counts": "people",
    "conditions": {"coded_sex": ["female"], "coded_age_band": ["adult", "elder", "not-coded"]},
    "title": {"en": "Women, as coded", "ar": "النساء كما رُمّزن"},
    "says": {"en": "People whom experts settled to be women.", "ar": "من حسم الخبراء أنهن نساء."},
    "treatment": {"copies": {"en": "Once.", "ar": "مرة."}, "conflicts": {"en": "The first.", "ar": "الأول."},
        "not_said": {"en": "Missing.", "ar": "ناقص."}}}"#;

/// A simple random sample: the first people of as many.
pub(crate) fn drawing(drawn: usize, of: usize) -> Drawing {
    Drawing {
        sample: "m00000001".parse().unwrap(),
        title: "Read in detail".into(),
        method: DrawMethod::Simple,
        by: None,
        asked: BTreeMap::from([(String::new(), drawn as u64)]),
        seed: "the root of a checkpoint".into(),
        frame: FrozenFrame {
            units: of as u64,
            digest: digest(900),
            labels: BTreeMap::new(),
            log_size: 3_900,
            root: ROOT.into(),
            category: Some("detainee".into()),
            left_out: 31,
            exclusions: vec![
                excluded("branch=216,not-said: read in full elsewhere", 7),
                excluded("without-three-numbers: no group of numbers is accepted", 1),
            ],
        },
        drawn: (0..drawn).map(|at| DrawnPerson { individual: person(at), label: None }).collect(),
    }
}

/// What a coder answers of a person about an entry: coders differ on one in ten, which is never all of them.
fn answers(entry: &Entry, at: usize, coder: usize) -> Vec<Answer> {
    let words = entry.answers();
    let salt = entry.entry.bytes().map(usize::from).sum::<usize>();
    let differs = coder == 1 && spread(at, salt + 1, 40) == 0;
    let rare = if spread(at, salt, 3) == 0 { spread(at, salt + 2, words.len()) } else { words.len() - 2 };
    let word = words[(rare + usize::from(differs)) % words.len()];
    let one = |word: &str, region: Option<&String>| Answer {
        entry: entry.entry.clone(),
        region: region.cloned(),
        answer: word.into(),
        side: None,
        count: None,
        certainty: None,
        photograph: None,
        place: None,
    };
    let seen = entry.kind == EntryKind::Sign && word == "present";
    let regions = entry.by_region.iter().enumerate();
    let there = regions
        .filter(|(n, _)| seen && spread(at, salt + n, 4) == 0)
        .map(|(_, region)| one("present", Some(region)));
    [one(word, None)].into_iter().chain(there).collect()
}

/// Every coding of a study, but that of the last person, who is awaited.
pub(crate) fn codings(study: &Study) -> Vec<Act> {
    let codebook = starting_codebook().0;
    let entries = codebook.entries_of(study.preset.as_deref());
    let last = study.individuals.last();
    let mut acts = Vec::new();
    for (individual, coders) in study.assigned().into_iter().filter(|(one, _)| Some(*one) != last) {
        let at = study.individuals.iter().position(|one| one == individual).unwrap_or_default();
        for (turn, coder) in coders.into_iter().enumerate() {
            acts.push(Act::CodingSubmitted(Coding {
                study: study.study.clone(),
                individual: individual.clone(),
                account: coder.clone(),
                photographs: Vec::new(),
                answers: entries.iter().flat_map(|entry| answers(entry, at, turn)).collect(),
                seconds: 90,
                views: 3,
                supersedes: None,
            }));
        }
    }
    acts
}

/// A recheck of settled numbers: of five drawn, three right, one wrong, one not looked at yet.
pub(crate) fn rechecked() -> Vec<Act> {
    let recheck = Recheck {
        recheck: "r00000001".parse().unwrap(),
        of: RecheckOf::Readings,
        seed: "another made-up seed".into(),
        units: 47,
        frame: digest(902),
        log_size: 4_000,
        root: ROOT.into(),
        drawn: vec![11, 12, 13, 14, 15],
    };
    let told = |unit: u64, verdict| {
        Act::RecheckTold(Rechecked {
            recheck: "r00000001".parse().unwrap(),
            unit,
            account: "samar".parse().unwrap(),
            verdict,
            keyed: None,
        })
    };
    let right = [11, 12, 13].map(|unit| told(unit, RecheckVerdict::Right));
    let wrong = told(14, RecheckVerdict::Wrong);
    [Act::RecheckDrawn(recheck)].into_iter().chain(right).chain([wrong]).collect()
}

/// A finding whose signature does not fit: no key signed it.
pub(crate) fn finding(study: &Study) -> Act {
    let finding = Finding {
        finding: "f00000001".parse().unwrap(),
        version: 1,
        archive: "0123".parse().unwrap(),
        supersedes: None,
        study: study.study.clone(),
        codebook: study.codebook,
        individuals: Vec::new(),
        people: study.individuals.len() as u64,
        settled: digest(901),
        log_size: 4_100,
        root: ROOT.into(),
        expert: "A made-up pathologist".into(),
        qualifications: "Twenty years of forensic practice, made up".into(),
        statement: "Ribs and pelvis stand out in most of those assessed.\n\nNo other disease was seen."
            .into(),
        alleged: vec![Alleged { method: "starvation".into(), level: Consistency::HighlyConsistent }],
        limits: "From photographs alone; no body was seen.".into(),
        day: "2026-11-20".into(),
    };
    Act::FindingSigned(SignedFinding {
        finding,
        key: "made.up+00000000+AAAA".into(),
        signature: "— made.up AAAA".into(),
    })
}

/// A frozen report over a snapshot and acts of coding.
pub(crate) fn frozen(snapshot: Snapshot, plan: ReportPlan, acts: Vec<Act>) -> Frozen {
    let own: Definition = serde_json::from_str(OWN).unwrap();
    let definitions = starting_definitions().iter().chain([&own]);
    let chosen = definitions
        .clone()
        .filter(|one| plan.definitions.iter().any(|word| *word == one.definition.as_str()));
    let act = |(entry, act): (usize, Act)| {
        let mut json = serde_json::to_value(act).unwrap();
        json["entry"] = (3_950 + entry).into();
        json["time"] = "2026-11-26T10:00:00Z".into();
        json["agent"] = "huda".into();
        serde_json::from_value(json).unwrap()
    };
    Frozen {
        format: 1,
        archive: "0123456789abcdef".parse().unwrap(),
        software: "amana 0.1.0".into(),
        time: "2026-11-27T09:30:00Z".parse().unwrap(),
        agent: "layla".into(),
        checkpoint: format!("amana/0123456789abcdef\n{}\n{ROOT}\n\n— amana AAAA\n", snapshot.log.size),
        definitions: chosen.cloned().collect(),
        over: definitions.cloned().collect(),
        plan,
        snapshot,
        coding: acts.into_iter().enumerate().map(act).collect(),
    }
}

/// A plan of two studies, the second of a sample.
pub(crate) fn plan(suppress: Option<u64>) -> ReportPlan {
    ReportPlan {
        title: "Made-up photographs, made-up people".into(),
        definitions: [
            "photographs-all",
            "people-detainees",
            "photographs-a-person",
            "people-branches-215-227",
            "women-coded",
        ]
        .map(Into::into)
        .to_vec(),
        by: vec![Dimension::Branch, Dimension::Month, Dimension::CodedSex],
        studies: vec!["s00000001".parse().unwrap(), "s00000002".parse().unwrap()],
        crossed: vec!["emaciation".into()],
        suppress,
    }
}

/// Everything at once, of so many people, half of whom are drawn.
pub(crate) fn whole(people: usize, preset: Option<&str>, suppress: Option<u64>) -> Frozen {
    let everybody = study(1, (0..people).map(person).collect(), Some("rapid-2014"));
    let mut drawn = study(2, (0..people / 2).map(person).collect(), preset);
    let drawing = drawing(people / 2, people);
    drawn.sample = Some(drawing.sample.clone());
    let mut acts = vec![
        Act::SampleDrawn(drawing),
        Act::CodingPlanned(everybody.clone()),
        Act::CodingPlanned(drawn.clone()),
    ];
    acts.extend(codings(&everybody).into_iter().chain(codings(&drawn)));
    acts.extend(rechecked());
    acts.push(finding(&drawn));
    frozen(snapshot(people), plan(suppress), acts)
}
