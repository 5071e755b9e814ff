//! A sample that was drawn and a study of it that two coded: what its results are looked at with. All of it is made up.

use amana_desk::backend::{CodingRoom, DrawnBy, PlannedStudy, SampleFault, SamplePlan};
use amana_model::{
    Adjudication, Answer, AnswerKey, BranchIs, Coding, CodingStanding, Digest, DrawLabel, DrawMethod,
    Drawing, DrawnPerson, Entry, EntryKind, Excluded, FrozenExclusion, FrozenFrame, IndividualId,
    NOT_ASSESSABLE, Study, UtcTime,
};
use sha2::{Digest as _, Sha256};

/// People who were put together out of two photographs each.
pub(super) const PEOPLE: usize = 60;
/// The preset that they are coded by.
const PRESET: &str = "detailed-2014";

/// The branch number on the card of the person at a place; nobody's is hers.
pub(super) fn branch(place: usize) -> Option<&'static str> {
    match place % 20 {
        0..8 => Some("215"),
        8..14 => Some("227"),
        14 | 15 => Some("216"),
        16 => Some("ج"),
        _ => None,
    }
}

/// The identifier of the person at a place.
pub(super) fn person(place: usize) -> IndividualId {
    format!("ic{place:07}").parse().expect("an identifier")
}

fn byte(of: &[&str]) -> u8 {
    Sha256::digest(of.join("\0"))[0]
}

/// Draws as an archive would, but for strata and clusters, which are drawn from as if they were none.
pub(super) fn draw(
    people: &[(IndividualId, Vec<Digest>)],
    plan: &SamplePlan,
    entries: u64,
    number: usize,
) -> Result<Drawing, SampleFault> {
    let labelled = plan.method.needs_label();
    let label = |place: usize| match plan.by {
        Some(DrawLabel::Branch) if labelled => Some(branch(place).unwrap_or("unknown").to_owned()),
        Some(DrawLabel::Folder) if labelled => Some(["/", "2012/03", "صور/b\\xFF"][place % 3].to_owned()),
        Some(_) if labelled => Some("unknown".to_owned()),
        _ => None,
    };
    // Of exclusions the made-up archive knows branches alone.
    let left_out = |place: &usize| {
        let branch = branch(*place)
            .map_or(BranchIs::NotSaid, |text| BranchIs::try_from(text.to_owned()).expect("a branch"));
        plan.exclude.iter().position(|one| matches!(&one.who, Excluded::Branch(all) if all.contains(&branch)))
    };
    let exclusions = plan.exclude.iter().enumerate().map(|(at, one)| FrozenExclusion {
        who: one.who.clone(),
        reason: one.reason.clone(),
        people: (0..people.len()).filter(|place| left_out(place) == Some(at)).count() as u64,
    });
    let mut order: Vec<DrawnPerson> = people
        .iter()
        .enumerate()
        .filter(|(place, _)| left_out(place).is_none())
        .map(|(place, (one, _))| DrawnPerson { individual: one.clone(), label: label(place) })
        .collect();
    let text =
        order.iter().map(|one| format!("{}\t{}\n", one.individual, one.label.as_deref().unwrap_or("")));
    let digest = Digest(Sha256::digest(text.collect::<String>()).into());
    let mut labels = std::collections::BTreeMap::new();
    for label in order.iter().filter_map(|one| one.label.clone()) {
        *labels.entry(label).or_insert(0) += 1;
    }
    let (asked, there) = (plan.size as u64, order.len() as u64);
    if plan.title.trim().is_empty() {
        return Err(SampleFault::Title);
    }
    if labelled && plan.by.is_none() {
        return Err(SampleFault::Label);
    }
    if plan.frame.is_some_and(|shown| shown != digest) {
        return Err(SampleFault::FrameChanged);
    }
    if asked > there {
        return Err(SampleFault::More { asked, there });
    }
    let seed = plan.seed.clone().filter(|seed| !seed.is_empty()).unwrap_or_else(|| "7d3f0a1be2c45968".into());
    order.sort_by_key(|one| Sha256::digest(format!("{seed}\0{}", one.individual)).to_vec());
    order.truncate(plan.size);
    Ok(Drawing {
        sample: format!("n{number:08}").parse().expect("an identifier"),
        title: plan.title.trim().to_owned(),
        method: plan.method,
        by: plan.by.filter(|_| labelled),
        asked: [(String::new(), asked)].into(),
        seed,
        frame: FrozenFrame {
            units: there,
            digest,
            labels,
            log_size: entries,
            root: "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=".into(),
            category: plan.category.clone(),
            left_out: 0,
            exclusions: exclusions.collect(),
        },
        drawn: order,
    })
}

/// Puts a sample of these people into the room, and a study of it that is nearly done.
pub(super) fn coded(room: &mut CodingRoom, people: &[(IndividualId, Vec<Digest>)], time: UtcTime) {
    let plan = SamplePlan {
        title: "First sample".into(),
        method: DrawMethod::Simple,
        by: None,
        size: 40.min(people.len()),
        seed: Some("a seed that was drawn".into()),
        category: None,
        exclude: Vec::new(),
        frame: None,
    };
    let drawing = draw(people, &plan, 30_000, 0).expect("it can be drawn");
    let study = Study {
        study: "s00000000".parse().expect("an identifier"),
        title: "First sample, coded by two".into(),
        codebook: room.codebooks[0].digest,
        preset: Some(PRESET.into()),
        sample: Some(drawing.sample.clone()),
        individuals: drawing.drawn.iter().map(|one| one.individual.clone()).collect(),
        coders: ["huda", "karim"].map(|name| name.parse().expect("plain")).to_vec(),
        coders_each: 2,
        overlap: 1000,
        calibration: false,
        seed: "a seed".into(),
    };
    let by = DrawnBy { entry: 29_999, time, agent: "samar".into() };
    room.drawn_by.insert(drawing.sample.clone(), by);
    room.samples.push(drawing);
    for (place, individual) in study.individuals.iter().enumerate() {
        let photographs = people.iter().find(|(one, _)| one == individual).expect("she is there").1.clone();
        for (turn, account) in study.coders.iter().enumerate() {
            // Some are still to be coded.
            if place % 16 == 15 && turn == 1 {
                continue;
            }
            let answers = answers(room, individual, photographs[0], turn == 1);
            let (study, account) = (study.study.clone(), account.clone());
            let photographs = photographs.clone();
            let (seconds, views, supersedes) = (240, 2, None);
            let individual = individual.clone();
            let coding =
                Coding { study, individual, account, photographs, answers, seconds, views, supersedes };
            room.codings.push((30_000 + room.codings.len() as u64, time, coding));
        }
    }
    decide(room, &study);
    room.studies.push(PlannedStudy { entry: 30_000, time, agent: "samar".into(), study });
}

/// A third decides every other dispute as the first coder has it.
fn decide(room: &mut CodingRoom, study: &Study) {
    let mut decided = Vec::new();
    let codings = room.of_study(study);
    for (place, individual) in study.individuals.iter().enumerate() {
        let CodingStanding::Disputed(keys) = codings.standing(individual) else { continue };
        if place % 3 == 0 {
            continue;
        }
        let last = codings.last(individual);
        let first = |key: &AnswerKey| last[0].1.answers.iter().find(|one| one.key() == *key).cloned();
        decided.push(Adjudication {
            study: study.study.clone(),
            individual: individual.clone(),
            account: "samar".parse().expect("plain"),
            codings: last.iter().map(|(entry, _)| *entry).collect(),
            answers: keys.iter().filter_map(first).collect(),
            reason: "as the first coder saw it".into(),
        });
    }
    let entries = 31_000..;
    room.adjudications.extend(entries.zip(decided));
}

fn answers(room: &CodingRoom, of: &IndividualId, photograph: Digest, second: bool) -> Vec<Answer> {
    let codebook = &room.codebooks[0].codebook;
    codebook
        .entries_of(Some(PRESET))
        .into_iter()
        .flat_map(|entry| answer(entry, of, photograph, second))
        .collect()
}

/// What is answered about one entry: the whole, and where it is seen.
fn answer(entry: &Entry, of: &IndividualId, photograph: Digest, second: bool) -> Vec<Answer> {
    let words = entry.answers();
    let at = byte(&[of.as_str(), &entry.entry]);
    let mut word = match entry.kind {
        EntryKind::Sign => words[usize::from((at > 80) as u8 + (at > 100) as u8 + (at > 196) as u8)],
        EntryKind::Choice => words[usize::from(at) % words.len()],
    };
    if second && byte(&["differs", of.as_str(), &entry.entry]) < 3 {
        word = words[(usize::from(at) + 1) % words.len()];
    }
    let seen = word != "absent" && word != NOT_ASSESSABLE;
    let blank = |region: Option<&String>| Answer {
        entry: entry.entry.clone(),
        region: region.cloned(),
        answer: if region.is_some() { "present".into() } else { word.to_owned() },
        side: None,
        count: None,
        certainty: None,
        photograph: seen.then_some(photograph),
        place: None,
    };
    let there = |region: &&String| seen && byte(&[of.as_str(), &entry.entry, region]) < seldom(region);
    let regions = entry.by_region.iter().filter(there).map(|region| blank(Some(region)));
    std::iter::once(blank(None)).chain(regions).collect()
}

/// How often something is seen in a region, of 256.
fn seldom(region: &str) -> u8 {
    byte(&["seldom", region]) / 2
}
