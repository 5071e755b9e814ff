//! Claims in the sample: acts in memory beside those about reports, folded and allowed by the model as in an archive.

use amana_desk::backend::{
    Backend as _, BackendError, Claimed, ClaimsBackend, ClaimsRoom, MissingBackend as _, NewEvidence,
    NewTold, Told, ToldWords,
};
use amana_model::{
    AccountId, Act, Claim, ClaimEvidence, ClaimId, ClaimLevel, ClaimOpening, FamilyTold, FamilyWords,
    IndividualId, LONGEST_EVIDENCE_FILE, LevelAnswered, LevelProposal, MissingId, NotClaimed,
    SealedStatement,
};
use async_trait::async_trait;

use super::Sample;

impl Sample {
    pub(super) async fn account(&self, token: &str) -> Result<AccountId, BackendError> {
        Ok(self.session(token).await?.ok_or(BackendError::NotFound)?.account)
    }

    pub(super) fn seal_words(&self, words: &str) -> SealedStatement {
        let mut families = self.families.lock().unwrap();
        let sealed = families.seal();
        families.words.insert(sealed.sealed, words.to_owned());
        sealed
    }

    pub(super) fn opening(
        &self,
        room: &ClaimsRoom,
        account: AccountId,
        report: &MissingId,
        individual: &IndividualId,
    ) -> ClaimOpening {
        ClaimOpening {
            claim: format!("c{:08}", room.claims.all().len()).parse().expect("plain"),
            report: report.clone(),
            individual: individual.clone(),
            account,
            photographs: room.people.claimed(individual),
        }
    }

    fn file_of(&self, room: &ClaimsRoom, claim: &ClaimId, entry: u64) -> Option<(String, Vec<u8>)> {
        let given = room.claims.get(claim)?.evidence.iter().find(|given| given.entry == entry)?;
        self.families.lock().unwrap().files.get(&given.file.as_ref()?.sealed).cloned()
    }

    pub(super) fn words_of(&self, sealed: &SealedStatement) -> Told<FamilyWords> {
        let families = self.families.lock().unwrap();
        let words = families.words.get(&sealed.sealed).cloned();
        words.map_or(Told::Lost, |words| Told::Here(FamilyWords { words }))
    }
}

#[async_trait]
impl ClaimsBackend for Sample {
    async fn claims(&self) -> Result<ClaimsRoom, BackendError> {
        let missing = self.missing().await?;
        let people = self.decisions.lock().unwrap().people();
        Ok(ClaimsRoom::of(&self.families.lock().unwrap().acts, people, missing))
    }

    async fn claim_words(&self, room: &ClaimsRoom, claim: &Claim) -> Result<ToldWords, BackendError> {
        let told = |one: &SealedStatement| match room.missing.is_erased(&one.sealed) {
            true => Told::Erased,
            false => self.words_of(one),
        };
        Ok(claim.statements().map(|one| (one.sealed, told(one))).collect())
    }

    async fn open_claim(
        &self,
        token: &str,
        report: &MissingId,
        individual: &IndividualId,
    ) -> Claimed<ClaimId> {
        let room = self.claims().await?;
        if room.missing.get(report).is_none() {
            return Ok(Err(NotClaimed::Absent));
        }
        if let Err(why) = room.claims.may_open(report, individual, &room.people) {
            return Ok(Err(why));
        }
        let opening = self.opening(&room, self.account(token).await?, report, individual);
        let claim = opening.claim.clone();
        self.act_on_missing(token, Act::ClaimOpened(opening)).await?;
        Ok(Ok(claim))
    }

    async fn add_evidence(&self, token: &str, claim: &ClaimId, new: NewEvidence) -> Claimed<()> {
        if let Err(why) = self.claims().await?.claims.may_add(claim, &new.words) {
            return Ok(Err(why));
        }
        if new.file.as_ref().is_some_and(|(_, bytes)| bytes.is_empty() || bytes.len() > LONGEST_EVIDENCE_FILE)
        {
            return Ok(Err(NotClaimed::File));
        }
        let file = new.file.map(|file| {
            let mut families = self.families.lock().unwrap();
            let sealed = families.seal();
            families.files.insert(sealed.sealed, file);
            sealed
        });
        let (claim, words) = (claim.clone(), self.seal_words(&new.words));
        let (kind, bearing, account) = (new.kind, new.bearing, self.account(token).await?);
        let evidence = ClaimEvidence { claim, kind, account, bearing, words, viewing: None, file };
        self.act_on_missing(token, Act::EvidenceAdded(evidence)).await?;
        Ok(Ok(()))
    }

    async fn open_evidence_file(
        &self,
        token: &str,
        claim: &ClaimId,
        entry: u64,
        reason: &str,
    ) -> Claimed<Told<(String, Vec<u8>)>> {
        let room = self.claims().await?;
        if let Err(why) = room.claims.may_open_file(reason) {
            return Ok(Err(why));
        }
        let Some(file) = self.file_of(&room, claim, entry) else { return Ok(Err(NotClaimed::Absent)) };
        let act = Act::EvidenceFileOpened { claim: claim.clone(), entry, reason: reason.to_owned() };
        self.act_on_missing(token, act).await?;
        Ok(Ok(Told::Here(file)))
    }

    async fn view_evidence_file(
        &self,
        token: &str,
        claim: &ClaimId,
        entry: u64,
        reason: &str,
    ) -> Claimed<Option<Vec<u8>>> {
        let room = self.claims().await?;
        if let Err(why) = room.claims.may_open_file(reason) {
            return Ok(Err(why));
        }
        let Some((_, bytes)) = self.file_of(&room, claim, entry) else { return Ok(Err(NotClaimed::Absent)) };
        if !bytes.starts_with(b"\xff\xd8") {
            return Ok(Ok(None));
        }
        let act = Act::EvidenceFileOpened { claim: claim.clone(), entry, reason: reason.to_owned() };
        self.act_on_missing(token, act).await?;
        Ok(Ok(Some(bytes)))
    }

    async fn take_back_told(&self, token: &str, claim: &ClaimId, entry: u64, reason: &str) -> Claimed<()> {
        if let Err(why) = self.claims().await?.claims.may_take_back_told(claim, entry, reason) {
            return Ok(Err(why));
        }
        let act = Act::ToldTakenBack { claim: claim.clone(), entry, reason: reason.to_owned() };
        self.act_on_missing(token, act).await?;
        Ok(Ok(()))
    }

    async fn take_back_evidence(
        &self,
        token: &str,
        claim: &ClaimId,
        entry: u64,
        reason: &str,
        seen: u64,
    ) -> Claimed<()> {
        if let Err(why) = self.claims().await?.claims.may_take_back(claim, entry, reason, seen) {
            return Ok(Err(why));
        }
        let act = Act::EvidenceTakenBack { claim: claim.clone(), entry, reason: reason.to_owned() };
        self.act_on_missing(token, act).await?;
        Ok(Ok(()))
    }

    async fn propose_level(
        &self,
        token: &str,
        claim: &ClaimId,
        level: ClaimLevel,
        reason: &str,
        seen: u64,
    ) -> Claimed<()> {
        let (room, account) = (self.claims().await?, self.account(token).await?);
        let Some(known) = room.claims.get(claim) else { return Ok(Err(NotClaimed::Absent)) };
        let photographs = room.people.claimed(&known.individual);
        let (claim, reason) = (claim.clone(), reason.to_owned());
        let proposal = LevelProposal { claim, account, level, reason, photographs };
        if let Err(why) = room.claims.may_propose(&proposal, seen) {
            return Ok(Err(why));
        }
        self.act_on_missing(token, Act::LevelProposed(proposal)).await?;
        Ok(Ok(()))
    }

    async fn answer_level(
        &self,
        token: &str,
        claim: &ClaimId,
        (proposal, agrees): (u64, bool),
        reason: &str,
        seen: u64,
    ) -> Claimed<()> {
        let (claim, reason) = (claim.clone(), reason.to_owned());
        let answered = LevelAnswered { claim, proposal, account: self.account(token).await?, agrees, reason };
        if let Err(why) = self.claims().await?.claims.may_answer(&answered, seen) {
            return Ok(Err(why));
        }
        self.act_on_missing(token, Act::LevelAnswered(answered)).await?;
        Ok(Ok(()))
    }

    async fn turn_claim(&self, token: &str, claim: &ClaimId, withdrawn: bool, how: &str) -> Claimed<()> {
        let room = self.claims().await?;
        if let Err(why) = room.claims.may_turn(claim, withdrawn, how, &room.people) {
            return Ok(Err(why));
        }
        let (claim, how) = (claim.clone(), how.to_owned());
        let act =
            if withdrawn { Act::ClaimWithdrawn { claim, how } } else { Act::ClaimResumed { claim, how } };
        self.act_on_missing(token, act).await?;
        Ok(Ok(()))
    }

    async fn tell_family(&self, token: &str, claim: &ClaimId, new: NewTold) -> Claimed<()> {
        let today = amana_model::Clock::now(&*self.clock).day();
        if let Err(why) = self.claims().await?.claims.may_tell(claim, &new.words, &new.by, (&new.on, &today))
        {
            return Ok(Err(why));
        }
        let (claim, words) = (claim.clone(), self.seal_words(&new.words));
        let told = FamilyTold { claim, words, on: new.on, by: new.by, way: new.way };
        self.act_on_missing(token, Act::FamilyTold(told)).await?;
        Ok(Ok(()))
    }
}
