//! What people do about claims, each asked of the model first and then recorded.

use amana_analysis::Limits;
use amana_model::{
    AccountId, Act, Agent, Bearing, ClaimEvidence, ClaimId, ClaimLevel, ClaimOpening, EvidenceFile,
    EvidenceKind, FamilyTold, FamilyWords, IndividualId, LONGEST_EVIDENCE_FILE, LevelAnswered, LevelProposal,
    MissingId, NotClaimed, PartialDate, SealedStatement, ToldWay, UtcTime,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::Claiming;
use crate::archive::Archive;
use crate::error::Result;
use crate::missing::Told;
use crate::picture::on_the_side;

/// What a picture that comes with evidence may cost: less than an original, since anybody may have made it.
const LIMITS: Limits =
    Limits { pixels: 60_000_000, memory: 256 << 20, time: std::time::Duration::from_secs(10) };

/// What was recorded, or why it was not.
type Outcome<T> = Result<std::result::Result<T, NotClaimed>>;

/// Evidence that somebody puts forward.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvidence {
    /// What it is.
    pub kind: EvidenceKind,
    /// Whether it speaks for the claim.
    pub bearing: Bearing,
    /// The words about it.
    pub words: String,
    /// A file that comes with it: its name, and its bytes, whatever they are.
    pub file: Option<(String, Vec<u8>)>,
}

/// The longest name of a file that is kept, in characters.
const LONGEST_NAME: usize = 200;

/// The name of a file alone: no folder of whoever sent it, no sign that steers a terminal or turns a line around.
fn file_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let plain = |sign: &char| {
        !sign.is_control()
            && !matches!(sign, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let name: String = last.chars().filter(plain).take(LONGEST_NAME).collect();
    if name.trim().is_empty() { "file".into() } else { name.trim().to_owned() }
}

/// What somebody told a family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTold {
    /// What.
    pub words: String,
    /// When.
    pub on: PartialDate,
    /// By whom.
    pub by: String,
    /// By which way.
    pub way: ToldWay,
}

/// Why nothing that holds a family's words can be added to a report.
fn standing(room: &Claiming, report: &MissingId) -> std::result::Result<(), NotClaimed> {
    match room.erased.get(report) {
        None => Err(NotClaimed::Absent),
        Some(true) => Err(NotClaimed::Erased),
        Some(false) => Ok(()),
    }
}

impl Archive {
    /// Opens a claim of a report on a person.
    ///
    /// # Errors
    /// Without keys, or if the log fails.
    pub async fn open_claim(
        &self,
        agent: &Agent,
        account: &AccountId,
        report: &MissingId,
        individual: &IndividualId,
    ) -> Outcome<ClaimId> {
        let _alone = self.reporting.lock().await;
        let room = self.claiming().await?;
        match self.opening(&room, account, report, individual) {
            Err(why) => Ok(Err(why)),
            Ok(opening) => {
                let claim = opening.claim.clone();
                self.record_as(agent, vec![Act::ClaimOpened(opening)]).await?;
                Ok(Ok(claim))
            }
        }
    }

    /// A claim that may be opened.
    pub(crate) fn opening(
        &self,
        room: &Claiming,
        account: &AccountId,
        report: &MissingId,
        individual: &IndividualId,
    ) -> std::result::Result<ClaimOpening, NotClaimed> {
        standing(room, report)?;
        room.claims.may_open(report, individual, &room.people)?;
        let individual = room.people.root(individual).clone();
        Ok(ClaimOpening {
            claim: self.services.new_id('c'),
            report: report.clone(),
            account: account.clone(),
            photographs: room.people.claimed(&individual),
            individual,
        })
    }

    /// Seals a family's words; they are durable on return.
    pub(crate) fn seal_words(&self, words: &str) -> Result<SealedStatement> {
        self.seal_words_of(&FamilyWords { words: words.trim().to_owned() })
    }

    /// Seals them as they are.
    pub(crate) fn seal_words_of(&self, words: &FamilyWords) -> Result<SealedStatement> {
        self.sweep_statements()?;
        let prepared = self.prepare_statement(words)?;
        self.keep_statements(&[&prepared])?;
        Ok(prepared.sealed)
    }

    /// Adds evidence to a claim.
    ///
    /// # Errors
    /// Without keys, or if disk or log fail.
    pub async fn add_evidence(
        &self,
        agent: &Agent,
        account: &AccountId,
        claim: &ClaimId,
        new: &NewEvidence,
    ) -> Outcome<()> {
        let _alone = self.reporting.lock().await;
        let room = self.claiming().await?;
        let allowed = room.claims.may_add(claim, &new.words).and_then(|()| {
            room.claims.get(claim).map_or(Err(NotClaimed::Absent), |known| standing(&room, &known.report))
        });
        if let Err(why) = allowed {
            return Ok(Err(why));
        }
        if let Some((_, bytes)) = &new.file
            && (bytes.is_empty() || bytes.len() > LONGEST_EVIDENCE_FILE)
        {
            return Ok(Err(NotClaimed::File));
        }
        self.sweep_statements()?;
        let words = self.prepare_statement(&FamilyWords { words: new.words.trim().to_owned() })?;
        let file = new.file.as_ref().map(|(name, bytes)| {
            let file = EvidenceFile { name: file_name(name), file: STANDARD.encode(bytes) };
            self.prepare_statement(&file)
        });
        let file = file.transpose()?;
        self.keep_statements(&[&words].into_iter().chain(&file).collect::<Vec<_>>())?;
        let evidence = ClaimEvidence {
            claim: claim.clone(),
            kind: new.kind,
            account: account.clone(),
            bearing: new.bearing,
            words: words.sealed,
            viewing: None,
            file: file.map(|file| file.sealed),
        };
        self.record_as(agent, vec![Act::EvidenceAdded(evidence)]).await?;
        Ok(Ok(()))
    }

    /// Opens the file that came with evidence, for a reason: its name and its bytes as they came. The event comes before the answer.
    ///
    /// # Errors
    /// Without keys, or if the log fails.
    pub async fn open_evidence_file(
        &self,
        agent: &Agent,
        claim: &ClaimId,
        entry: u64,
        reason: &str,
    ) -> Outcome<Told<(String, Vec<u8>)>> {
        let read = match self.evidence_file(claim, entry, reason).await? {
            Ok(Told::Here(read)) => read,
            Ok(Told::Erased) => return Ok(Ok(Told::Erased)),
            Ok(Told::Lost) => return Ok(Ok(Told::Lost)),
            Err(why) => return Ok(Err(why)),
        };
        let Ok(bytes) = STANDARD.decode(&read.file) else { return Ok(Ok(Told::Lost)) };
        let (claim, reason) = (claim.clone(), reason.trim().to_owned());
        self.record_as(agent, vec![Act::EvidenceFileOpened { claim, entry, reason }]).await?;
        Ok(Ok(Told::Here((read.name, bytes))))
    }

    /// Opens the file that came with evidence as a picture drawn anew: a JPEG under limits, nothing of its file but what it shows. `None`
    /// if it is no picture that can be shown; nothing is recorded then.
    ///
    /// # Errors
    /// Without keys, or if the log fails.
    pub async fn view_evidence_file(
        &self,
        agent: &Agent,
        claim: &ClaimId,
        entry: u64,
        reason: &str,
    ) -> Outcome<Option<Vec<u8>>> {
        let read = match self.evidence_file(claim, entry, reason).await? {
            Ok(Told::Erased) => return Ok(Err(NotClaimed::Erased)),
            Ok(read) => read,
            Err(why) => return Ok(Err(why)),
        };
        let bytes = read.here().and_then(|read| STANDARD.decode(&read.file).ok());
        let Some(bytes) = bytes else { return Ok(Ok(None)) };
        let drawn = on_the_side(move || Ok(amana_analysis::full_picture(&bytes, &LIMITS).ok())).await?;
        if drawn.is_some() {
            let (claim, reason) = (claim.clone(), reason.trim().to_owned());
            self.record_as(agent, vec![Act::EvidenceFileOpened { claim, entry, reason }]).await?;
        }
        Ok(Ok(drawn))
    }

    /// The file that came with evidence, where it may be opened for this reason; nothing is recorded.
    async fn evidence_file(&self, claim: &ClaimId, entry: u64, reason: &str) -> Outcome<Told<EvidenceFile>> {
        let room = self.claiming().await?;
        let known = room.claims.get(claim);
        let given = known.and_then(|known| known.evidence.iter().find(|given| given.entry == entry));
        let (Some(known), Some(file)) = (known, given.and_then(|given| given.file.as_ref())) else {
            return Ok(Err(NotClaimed::Absent));
        };
        if let Err(why) = room.claims.may_open_file(reason) {
            return Ok(Err(why));
        }
        if room.erased.get(&known.report).copied().unwrap_or(true) {
            return Ok(Ok(Told::Erased));
        }
        Ok(Ok(self.read_statement(&self.keys()?.identities, file)))
    }

    /// Takes back what a family was told: it was recorded amiss, or was not so. Both stay.
    ///
    /// # Errors
    /// Without keys, or if the log fails.
    pub async fn take_back_told(
        &self,
        agent: &Agent,
        claim: &ClaimId,
        entry: u64,
        reason: &str,
    ) -> Outcome<()> {
        let _alone = self.reporting.lock().await;
        let room = self.claiming().await?;
        if let Err(why) = room.claims.may_take_back_told(claim, entry, reason) {
            return Ok(Err(why));
        }
        let act = Act::ToldTakenBack { claim: claim.clone(), entry, reason: reason.trim().to_owned() };
        self.record_as(agent, vec![act]).await?;
        Ok(Ok(()))
    }

    /// Takes evidence back, over what was seen.
    ///
    /// # Errors
    /// Without keys, or if the log fails.
    pub async fn take_back_evidence(
        &self,
        agent: &Agent,
        claim: &ClaimId,
        entry: u64,
        reason: &str,
        seen: u64,
    ) -> Outcome<()> {
        let _alone = self.reporting.lock().await;
        let room = self.claiming().await?;
        if let Err(why) = room.claims.may_take_back(claim, entry, reason, seen) {
            return Ok(Err(why));
        }
        let act = Act::EvidenceTakenBack { claim: claim.clone(), entry, reason: reason.trim().to_owned() };
        self.record_as(agent, vec![act]).await?;
        Ok(Ok(()))
    }

    /// Proposes a level, over what was seen.
    ///
    /// # Errors
    /// Without keys, or if the log fails.
    pub async fn propose_level(
        &self,
        agent: &Agent,
        account: &AccountId,
        claim: &ClaimId,
        level: ClaimLevel,
        reason: &str,
        seen: u64,
    ) -> Outcome<()> {
        let _alone = self.reporting.lock().await;
        let room = self.claiming().await?;
        let Some(known) = room.claims.get(claim) else { return Ok(Err(NotClaimed::Absent)) };
        let proposal = LevelProposal {
            claim: claim.clone(),
            account: account.clone(),
            level,
            reason: reason.trim().to_owned(),
            photographs: room.people.claimed(&known.individual),
        };
        if let Err(why) = room.claims.may_propose(&proposal, seen) {
            return Ok(Err(why));
        }
        self.record_as(agent, vec![Act::LevelProposed(proposal)]).await?;
        Ok(Ok(()))
    }

    /// Agrees with a level that another proposed, or does not, over what was seen.
    ///
    /// # Errors
    /// Without keys, or if the log fails.
    pub async fn answer_level(&self, agent: &Agent, answered: LevelAnswered, seen: u64) -> Outcome<()> {
        let _alone = self.reporting.lock().await;
        let room = self.claiming().await?;
        let answered = LevelAnswered { reason: answered.reason.trim().to_owned(), ..answered };
        if let Err(why) = room.claims.may_answer(&answered, seen) {
            return Ok(Err(why));
        }
        self.record_as(agent, vec![Act::LevelAnswered(answered)]).await?;
        Ok(Ok(()))
    }

    /// Records that a family withdraws its claim, or takes it up again. It holds at once.
    ///
    /// # Errors
    /// Without keys, or if the log fails.
    pub async fn turn_claim(
        &self,
        agent: &Agent,
        claim: &ClaimId,
        withdrawn: bool,
        how: &str,
    ) -> Outcome<()> {
        let _alone = self.reporting.lock().await;
        let room = self.claiming().await?;
        if let Err(why) = room.claims.may_turn(claim, withdrawn, how, &room.people) {
            return Ok(Err(why));
        }
        let (claim, how) = (claim.clone(), how.trim().to_owned());
        let act =
            if withdrawn { Act::ClaimWithdrawn { claim, how } } else { Act::ClaimResumed { claim, how } };
        self.record_as(agent, vec![act]).await?;
        Ok(Ok(()))
    }

    /// Records what a family was told.
    ///
    /// # Errors
    /// Without keys, or if disk or log fail.
    pub async fn tell_family(&self, agent: &Agent, claim: &ClaimId, new: &NewTold) -> Outcome<()> {
        let _alone = self.reporting.lock().await;
        let room = self.claiming().await?;
        // Where the day begins first it began fourteen hours ago.
        let now = self.services.clock.now();
        let today = UtcTime::from_unix(now.unix_seconds() + 14 * 3600, 0).unwrap_or(now).day();
        let allowed = room.claims.may_tell(claim, &new.words, &new.by, (&new.on, &today)).and_then(|()| {
            room.claims.get(claim).map_or(Err(NotClaimed::Absent), |known| standing(&room, &known.report))
        });
        if let Err(why) = allowed {
            return Ok(Err(why));
        }
        let words = self.seal_words(&new.words)?;
        let (on, by, way) = (new.on.clone(), new.by.trim().to_owned(), new.way);
        let told = FamilyTold { claim: claim.clone(), words, on, by, way };
        self.record_as(agent, vec![Act::FamilyTold(told)]).await?;
        Ok(Ok(()))
    }
}
