//! Planning who codes whom.

use amana_accounts::Right;
use amana_model::{AccountId, Act, Agent, Digest, IndividualId, SampleId, Study, StudyId};

use super::CodingRoom;

use crate::archive::Archive;
use crate::error::{ArchiveError, Result};

/// What is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// What it is called.
    pub title: String,
    /// The codebook; the starting one if none is named.
    pub codebook: Option<Digest>,
    /// A preset of it; all entries if none is named.
    pub preset: Option<String>,
    /// A sample whose people are coded.
    pub sample: Option<SampleId>,
    /// Who is coded, where no sample is named; everybody if none is named.
    pub individuals: Vec<IndividualId>,
    /// Who codes.
    pub coders: Vec<AccountId>,
    /// How many code each person of the overlap.
    pub coders_each: u8,
    /// Which share is coded by several, in thousandths.
    pub overlap: u16,
    /// Whether everybody codes everybody, before the work begins.
    pub calibration: bool,
    /// The seed; drawn if none is named.
    pub seed: Option<String>,
}

fn drawn(room: &CodingRoom, sample: &SampleId) -> Option<Vec<IndividualId>> {
    let known = room.samples.iter().find(|known| known.sample == *sample)?;
    Some(known.drawn.iter().map(|person| person.individual.clone()).collect())
}

impl Archive {
    /// Plans a study; gives its identifier. A codebook that nobody adopted yet is adopted with it.
    ///
    /// # Errors
    /// If the plan will not do: nobody to code, a coder who may not, an unknown codebook or preset; without keys, or if catalog
    /// or log fail. Nothing is recorded then.
    pub async fn plan_coding(&self, agent: &Agent, plan: Plan) -> Result<StudyId> {
        let refused = |what: String| ArchiveError::mistake(what).safe("nothing was planned");
        let _alone = self.deciding.lock().await;
        let room = self.coding().await?;
        let digest = plan.codebook.unwrap_or(room.codebooks[0].digest);
        let known = room.codebooks.iter().find(|known| known.digest == digest);
        let known = known.ok_or_else(|| refused(format!("there is no codebook {digest}")))?;
        if let Some(preset) = &plan.preset
            && known.codebook.preset(preset).is_none()
        {
            return Err(refused(format!("the codebook has no preset {preset}")));
        }
        self.check_coders(&plan.coders).await?;
        let people = self.catalog().await?.people().await?;
        let everybody = || people.all().map(|(individual, _)| individual.clone()).collect();
        let individuals = match &plan.sample {
            Some(sample) => {
                drawn(&room, sample).ok_or_else(|| refused(format!("there is no sample {sample}")))?
            }
            None if plan.individuals.is_empty() => everybody(),
            None => plan.individuals,
        };
        if let Some(nobody) = individuals.iter().find(|one| people.photographs(one).is_empty()) {
            return Err(refused(format!("there is no person {nobody}")));
        }
        let random = || self.services.random_hex::<8>();
        let study = Study {
            study: self.services.new_id('s'),
            title: plan.title.trim().to_owned(),
            codebook: digest,
            preset: plan.preset,
            sample: plan.sample,
            individuals,
            coders: plan.coders,
            coders_each: plan.coders_each,
            overlap: plan.overlap,
            calibration: plan.calibration,
            seed: plan.seed.filter(|seed| !seed.trim().is_empty()).unwrap_or_else(random),
        };
        study.check().map_err(|fault| refused(fault.to_string()))?;
        let id = study.study.clone();
        let adopt = known.entry.is_none().then(|| Act::CodebookAdopted(known.codebook.clone()));
        let acts = adopt.into_iter().chain([Act::CodingPlanned(study)]).collect();
        self.record_as(agent, acts).await?;
        Ok(id)
    }

    async fn check_coders(&self, coders: &[AccountId]) -> Result<()> {
        let accounts = self.list_accounts().await?;
        let can = |coder: &AccountId| {
            accounts.iter().any(|account| {
                account.id == *coder && account.disabled.is_none() && account.role.may(Right::Code)
            })
        };
        match coders.iter().find(|coder| !can(coder)) {
            None => Ok(()),
            Some(coder) => Err(ArchiveError::mistake(format!("the account {coder} cannot code"))
                .safe("nothing was planned")
                .next("`amana account add NAME --role expert` makes one that can")),
        }
    }
}
