//! Naming a key, and recording a finding with its signature.

use amana_accounts::Right;
use amana_custody::{KeyKind, Note, NoteError, VerifierKey};
use amana_model::{AccountId, Act, Agent, Finding, SignedFinding, settled_digest};
use amana_store::Passphrase;

use super::draft::settled;
use super::key::{NoSignature, sign_text};
use super::{Findings, NoFinding};
use crate::archive::Archive;
use crate::error::Result;

/// The longest name of a key, in characters.
const LONGEST_NAME: usize = 100;

/// How an expert signs.
pub enum Signature {
    /// Here: with the file of her key and its passphrase, which are kept nowhere.
    Here {
        /// The file.
        file: Vec<u8>,
        /// Its passphrase.
        passphrase: Passphrase,
    },
    /// On a machine of her own: the signed note that she brings back.
    Brought(Vec<u8>),
}

impl Archive {
    /// Names the key that an expert signs findings with from here on; gives the log entry.
    ///
    /// # Errors
    /// Without keys, or if catalog or log fail. The inner one if it is no key, or was named before by anybody.
    pub async fn set_expert_key(
        &self,
        agent: &Agent,
        account: &AccountId,
        key: &str,
    ) -> Result<std::result::Result<u64, NoFinding>> {
        let usable =
            |key: &VerifierKey| key.kind() == KeyKind::Note && key.name().chars().count() <= LONGEST_NAME;
        let Some(key) = key.trim().parse().ok().filter(usable) else { return Ok(Err(NoFinding::BadKey)) };
        if !self.is_expert(account).await? {
            return Ok(Err(NoFinding::NotAnExpert));
        }
        let _alone = self.deciding.lock().await;
        let key = key.to_string();
        if self.findings().await?.owner_of(&key).is_some() {
            return Ok(Err(NoFinding::KeyTaken));
        }
        self.record_as(agent, vec![Act::ExpertKeySet { account: account.clone(), key }]).await.map(Ok)
    }

    async fn is_expert(&self, account: &AccountId) -> Result<bool> {
        let accounts = self.list_accounts().await?;
        Ok(accounts
            .iter()
            .any(|known| known.id == *account && known.disabled.is_none() && known.role.may(Right::Code)))
    }

    /// Records a finding that was drafted, signed; gives the log entry.
    ///
    /// # Errors
    /// Without keys, or if catalog or log fail. The inner one if it is not what would be drafted now, or is not signed by the key that
    /// the expert named.
    pub async fn sign_finding(
        &self,
        agent: &Agent,
        account: &AccountId,
        finding: Finding,
        signature: Signature,
    ) -> Result<std::result::Result<u64, NoFinding>> {
        if !self.is_expert(account).await? {
            return Ok(Err(NoFinding::NotAnExpert));
        }
        let _alone = self.deciding.lock().await;
        let signed = self.check_draft(account, &finding).await?.and_then(|key| {
            let signature = signed(&finding.text(), &key, signature)?;
            Ok(SignedFinding { finding, key: key.to_string(), signature })
        });
        match signed {
            Ok(signed) => self.record_as(agent, vec![Act::FindingSigned(signed)]).await.map(Ok),
            Err(refused) => Ok(Err(refused)),
        }
    }

    /// Checks that a draft is what would be drafted now, and gives the key that must have signed it.
    async fn check_draft(
        &self,
        account: &AccountId,
        finding: &Finding,
    ) -> Result<std::result::Result<VerifierKey, NoFinding>> {
        let (room, findings) = (self.coding().await?, self.findings().await?);
        let checked = || {
            finding.check()?;
            let (study, now) = settled(&room, account, &finding.study, &finding.individuals)?;
            if settled_digest(&now) != finding.settled || study.codebook != finding.codebook {
                return Err(NoFinding::Changed);
            }
            if !follows(&findings, account, finding) || finding.archive != self.configuration.archive {
                return Err(NoFinding::OtherVersion);
            }
            findings.key_of(account).and_then(|key| key.parse().ok()).ok_or(NoFinding::NoKey)
        };
        Ok(checked())
    }
}

/// Whether a draft is the version after the newest, and the finding hers.
fn follows(findings: &Findings, account: &AccountId, finding: &Finding) -> bool {
    let last = findings.versions(&finding.finding).last();
    let next = last.map_or((1, None), |last| (last.signed.finding.version + 1, Some(last.entry)));
    let hers = last.is_none_or(|last| findings.owner_of(&last.signed.key) == Some(account));
    hers && (finding.version, finding.supersedes) == next
}

/// The signature line for a text.
fn signed(text: &str, key: &VerifierKey, signature: Signature) -> std::result::Result<String, NoSignature> {
    let note = match signature {
        // On a thread that others do not wait for: opening a key takes a second, so that nobody tries many passphrases.
        Signature::Here { file, passphrase } => {
            tokio::task::block_in_place(|| sign_text(text, &file, passphrase))?.into_bytes()
        }
        Signature::Brought(note) => note,
    };
    line_of(&note, text, key)
}

/// The signature line of a note, checked against the text and the key. Others may have signed beside her.
fn line_of(note: &[u8], text: &str, key: &VerifierKey) -> std::result::Result<String, NoSignature> {
    let note = Note::parse(note)?;
    if note.text() != text {
        return Err(NoSignature::OtherText);
    }
    let hers = note.signed_by(key).map_err(|e| match e {
        NoteError::Unsigned(_) => NoSignature::OtherKey,
        other => other.into(),
    })?;
    let whole = hers.to_text();
    Ok(whole.trim_end().rsplit('\n').next().unwrap_or_default().to_owned())
}
