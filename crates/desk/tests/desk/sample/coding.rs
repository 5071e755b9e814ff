//! Coding in the sample: the starting codebook, people that are photographs of the sample, everything in memory.

use std::collections::BTreeMap;

use amana_desk::backend::{
    CodeSheet, Coded, CodingRoom, DrawnBy, KnownCodebook, Plan, PlannedStudy, SampleFault, SamplePlan,
    SubmittedCoding, starting_codebook,
};
use amana_model::{
    AccountId, Adjudication, Answer, Coding, CodingStanding, Digest, Drawing, Exclusion, FrozenExclusion,
    IndividualId, SampleId, Study, StudyId, UtcTime,
};

use super::study;

/// An exclusion as it was asked for.
fn asked(made: &FrozenExclusion) -> Exclusion {
    Exclusion { who: made.who.clone(), reason: made.reason.clone() }
}

/// What is planned, coded and decided.
pub(crate) struct Codings {
    room: CodingRoom,
    people: Vec<(IndividualId, Vec<Digest>)>,
    /// People that samples are drawn from.
    frame: Vec<(IndividualId, Vec<Digest>)>,
    entry: u64,
    drafts: BTreeMap<(AccountId, StudyId, IndividualId), String>,
}

impl Codings {
    /// Ten people with two photographs each.
    pub(crate) fn of(photographs: &[Digest]) -> Self {
        let (codebook, digest) = starting_codebook();
        let known = KnownCodebook { digest, codebook: codebook.clone(), entry: None };
        let person =
            |(n, two): (usize, &[Digest])| (format!("i{n:08}").parse().expect("an identifier"), two.to_vec());
        let people = photographs.chunks_exact(2).take(10).enumerate().map(person).collect();
        let room = CodingRoom { codebooks: vec![known], ..CodingRoom::default() };
        Self { room, people, frame: Vec::new(), entry: 40_000, drafts: BTreeMap::new() }
    }

    /// A sample was drawn from these people, and coded.
    pub(crate) fn coded(&mut self, frame: Vec<(IndividualId, Vec<Digest>)>, time: UtcTime) {
        study::coded(&mut self.room, &frame, time);
        self.frame = frame;
    }

    pub(crate) fn room(&self) -> CodingRoom {
        self.room.clone()
    }

    pub(crate) fn keep(&mut self, who: &AccountId, study: &StudyId, individual: &IndividualId, text: &str) {
        self.drafts.insert((who.clone(), study.clone(), individual.clone()), text.to_owned());
    }

    pub(crate) fn draft(
        &self,
        who: &AccountId,
        study: &StudyId,
        individual: &IndividualId,
    ) -> Option<String> {
        self.drafts.get(&(who.clone(), study.clone(), individual.clone())).cloned()
    }

    pub(crate) fn plan(&mut self, agent: &str, time: UtcTime, plan: Plan) -> Option<StudyId> {
        let everybody = || self.people.iter().map(|(one, _)| one.clone()).collect();
        let sample = self.room.samples.iter().find(|known| Some(&known.sample) == plan.sample.as_ref());
        let drawn = sample.map(|known| known.drawn.iter().map(|one| one.individual.clone()).collect());
        let study = Study {
            study: format!("s{:08}", self.room.studies.len()).parse().ok()?,
            title: plan.title.trim().to_owned(),
            codebook: plan.codebook?,
            preset: plan.preset,
            sample: plan.sample,
            individuals: match drawn {
                Some(drawn) => drawn,
                None if plan.individuals.is_empty() => everybody(),
                None => plan.individuals,
            },
            coders: plan.coders,
            coders_each: plan.coders_each,
            overlap: plan.overlap,
            calibration: plan.calibration,
            seed: plan.seed.filter(|seed| !seed.is_empty()).unwrap_or_else(|| "drawn".into()),
        };
        study.check().ok()?;
        self.entry += 1;
        let id = study.study.clone();
        self.room.studies.push(PlannedStudy { entry: self.entry, time, agent: agent.into(), study });
        Some(id)
    }

    /// Draws a sample, at a time and with so many entries in the log.
    pub(crate) fn draw(
        &mut self,
        agent: &str,
        (time, entries): (UtcTime, u64),
        plan: SamplePlan,
        record: bool,
    ) -> Result<Drawing, SampleFault> {
        let drawing = study::draw(&self.frame, &plan, entries, self.room.samples.len())?;
        if record {
            let by = DrawnBy { entry: entries, time, agent: agent.to_owned() };
            self.room.drawn_by.insert(drawing.sample.clone(), by);
            self.room.samples.push(drawing.clone());
        }
        Ok(drawing)
    }

    /// Whether a sample comes out the same again.
    pub(crate) fn redraw(&self, sample: &SampleId) -> Option<Option<bool>> {
        let known = self.room.samples.iter().find(|known| known.sample == *sample)?;
        let plan = SamplePlan {
            title: known.title.clone(),
            method: known.method,
            by: known.by,
            size: known.drawn.len(),
            seed: Some(known.seed.clone()),
            category: known.frame.category.clone(),
            exclude: known.frame.exclusions.iter().map(asked).collect(),
            frame: Some(known.frame.digest),
        };
        Some(study::draw(&self.frame, &plan, 0, 0).ok().map(|again| again.drawn == known.drawn))
    }

    /// Somebody joins those that samples are drawn from.
    pub(crate) fn joined(&mut self, individual: IndividualId) {
        self.frame.push((individual, Vec::new()));
    }

    pub(crate) fn sheet(
        &self,
        account: &AccountId,
        third: bool,
        study: &StudyId,
        individual: &IndividualId,
    ) -> Option<CodeSheet> {
        let planned = self.room.study(study)?;
        let codings = self.room.of_study(&planned.study);
        let coders = codings.coders(individual);
        if coders.is_empty() || !(coders.contains(&account) || third) {
            return None;
        }
        let own = |(_, coding): &(u64, &Coding)| coding.account != *account;
        Some(CodeSheet {
            codebook: self.room.codebook(&planned.study.codebook)?.clone(),
            individual: individual.clone(),
            codes: coders.contains(&account),
            photographs: self.people.iter().chain(&self.frame).find(|(one, _)| one == individual)?.1.clone(),
            mine: codings.by(individual, account).last().map(|(entry, coding)| (*entry, (*coding).clone())),
            others: codings
                .last(individual)
                .into_iter()
                .filter(own)
                .map(|(n, coding)| (n, coding.clone()))
                .collect(),
            standing: codings.standing(individual),
            progress: self.room.progress(&planned.study, account),
            study: planned.study.clone(),
        })
    }

    pub(crate) fn submit(
        &mut self,
        account: &AccountId,
        time: UtcTime,
        sheet: CodeSheet,
        submitted: SubmittedCoding,
    ) -> Coded {
        if submitted.supersedes != sheet.mine.map(|(entry, _)| entry) {
            return Coded::Refused;
        }
        self.entry += 1;
        self.drafts.remove(&(account.clone(), sheet.study.study.clone(), sheet.individual.clone()));
        let coding = Coding {
            study: sheet.study.study,
            individual: sheet.individual,
            account: account.clone(),
            photographs: sheet.photographs,
            answers: submitted.answers,
            seconds: submitted.seconds,
            views: submitted.views,
            supersedes: submitted.supersedes,
        };
        self.room.codings.push((self.entry, time, coding));
        Coded::Recorded
    }

    pub(crate) fn decide(
        &mut self,
        account: &AccountId,
        sheet: CodeSheet,
        answers: Vec<Answer>,
        reason: &str,
    ) -> Coded {
        let disputed = matches!(sheet.standing, CodingStanding::Disputed(_));
        if !disputed || reason.trim().is_empty() {
            return Coded::Refused;
        }
        self.entry += 1;
        let adjudication = Adjudication {
            study: sheet.study.study,
            individual: sheet.individual,
            account: account.clone(),
            codings: sheet.others.iter().map(|(entry, _)| *entry).collect(),
            answers,
            reason: reason.to_owned(),
        };
        self.room.adjudications.push((self.entry, adjudication));
        Coded::Recorded
    }
}
