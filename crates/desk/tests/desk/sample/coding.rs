//! Coding in the sample: the starting codebook, people that are photographs of the sample, everything in memory.

use std::collections::BTreeMap;

use amana_desk::backend::{
    CodeSheet, Coded, CodingRoom, KnownCodebook, Plan, PlannedStudy, SubmittedCoding, starting_codebook,
};
use amana_model::{
    AccountId, Adjudication, Answer, Coding, CodingStanding, Digest, IndividualId, Study, StudyId, UtcTime,
};

/// What is planned, coded and decided.
pub(crate) struct Codings {
    room: CodingRoom,
    people: Vec<(IndividualId, Vec<Digest>)>,
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
        Self {
            room: CodingRoom { codebooks: vec![known], ..CodingRoom::default() },
            people,
            entry: 40_000,
            drafts: BTreeMap::new(),
        }
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
        let study = Study {
            study: format!("s{:08}", self.room.studies.len()).parse().ok()?,
            title: plan.title.trim().to_owned(),
            codebook: plan.codebook?,
            preset: plan.preset,
            sample: plan.sample,
            individuals: if plan.individuals.is_empty() { everybody() } else { plan.individuals },
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
            photographs: self.people.iter().find(|(one, _)| one == individual)?.1.clone(),
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
