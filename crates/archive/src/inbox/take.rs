//! Taking letters in: opened, checked, sealed anew, recorded, and only then removed from where they were dropped.
//!
//! Order of writes, for each batch: the journal with the names of what is sealed now; keys; objects; events; the letters out of the folder;
//! the journal away. Killed anywhere and run again, it finishes: a letter whose event is there is known by the digest of its sealed bytes, and
//! what no event names is destroyed by the journal.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use amana_disk::{create_dirs_durably, write_durably};
use amana_model::{
    Act, Agent, Code, Digest, LONGEST_LETTER, Letter, LetterId, LetterKind, LetterReceived, SealedName,
    to_canonical,
};
use amana_store::StoreError;
use rustix::fs::{FlockOperation, Mode, OFlags, flock};
use serde::Serialize;

use super::seal::read_list;
use super::{InboxRoom, LetterContact, LetterWords};
use crate::archive::Archive;
use crate::configuration::sha256;
use crate::error::{ArchiveError, Result};
use crate::missing::Prepared;

/// Under which name statements of letters on their way into the store lie in `incoming/`.
const OWNER: &str = "letter";
/// Where letters that cannot be taken in are put, in the folder of letters.
const REFUSED: &str = "refused";
/// Letters of one batch, and bytes of them.
const AT_ONCE: usize = 50;
const BYTES_AT_ONCE: usize = 64 << 20;
/// A sealed letter is longer than a letter by a header and 16 bytes in 64 KiB.
const LONGEST_SEALED: u64 = (LONGEST_LETTER + (LONGEST_LETTER >> 11) + (64 << 10)) as u64;

/// What became of one file of the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LetterOutcome {
    /// It was taken in.
    Taken,
    /// It was taken in before, and is now gone from the folder.
    Already,
    /// It is no letter that can be taken in: it lies in `refused/` now.
    Refused,
    /// It is no letter at all, and was left where it lies.
    Left,
}

impl LetterOutcome {
    /// Every outcome.
    pub const ALL: [Self; 4] = [Self::Taken, Self::Already, Self::Refused, Self::Left];

    /// The word used in reports.
    pub fn word(self) -> &'static str {
        match self {
            Self::Taken => "taken",
            Self::Already => "already",
            Self::Refused => "refused",
            Self::Left => "left",
        }
    }
}

/// One file of the folder, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LetterTaken {
    /// Its name.
    pub file: String,
    /// What became of it.
    pub outcome: LetterOutcome,
    /// The letter it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub letter: Option<LetterId>,
    /// Why it was not taken in, in English. No word of a letter is in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

/// What became of a folder of letters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct LettersTaken {
    /// Outcome → files.
    pub counts: BTreeMap<&'static str, u64>,
    /// Every file, in the order of names.
    pub files: Vec<LetterTaken>,
}

impl LettersTaken {
    fn add(&mut self, file: &OsStr, outcome: LetterOutcome, letter: Option<LetterId>, why: Option<&str>) {
        *self.counts.entry(outcome.word()).or_default() += 1;
        let file = file.to_string_lossy().into_owned();
        self.files.push(LetterTaken { file, outcome, letter, why: why.map(str::to_owned) });
    }
}

/// A letter that was read and is not sealed yet.
struct Opened {
    path: PathBuf,
    dropped: Digest,
    letter: Letter,
    bytes: usize,
}

/// What a file turned out to be.
enum Found {
    Letter(Box<Opened>),
    /// Sealed bytes of a letter that was taken in.
    Already(LetterId),
    Refused(String),
    Left(String),
    /// Nothing any more: it went away meanwhile.
    Gone,
}

impl Archive {
    /// Takes in the letters that lie in a folder; without one, those in the archive's own `inbox/`.
    ///
    /// A letter is removed from the folder only once its event is in the log. Whatever cannot be taken in has its reason, is put into
    /// `refused/` and stops nothing else.
    ///
    /// # Errors
    /// Without keys, if another process takes letters in, or if disk or log fail; the same call again then finishes.
    pub async fn take_letters(&self, agent: &Agent, folder: Option<&Path>) -> Result<LettersTaken> {
        self.keys()?;
        let inbox = self.layout.inbox();
        create_dirs_durably(&*self.disk, &inbox)?;
        let _lock = lock(&inbox)?;
        let _alone = self.reporting.lock().await;
        self.catch_up().await?;
        self.sweep_letters().await?;
        let folder = folder.unwrap_or(&inbox);
        let mut known = self.known().await?;
        let mut taken = LettersTaken::default();
        let mut batch: Vec<Opened> = Vec::new();
        for name in names(folder)? {
            let found = tokio::task::block_in_place(|| self.look_at_letter(folder, &name, &known.dropped))?;
            match found {
                Found::Letter(opened) => {
                    batch.push(*opened);
                    let bytes: usize = batch.iter().map(|one| one.bytes).sum();
                    if batch.len() >= AT_ONCE || bytes >= BYTES_AT_ONCE {
                        self.take_batch(agent, folder, std::mem::take(&mut batch), &mut known, &mut taken)
                            .await?;
                    }
                }
                Found::Already(letter) => {
                    self.disk.remove(&folder.join(&name))?;
                    taken.add(&name, LetterOutcome::Already, Some(letter), None);
                }
                Found::Refused(why) => {
                    let refused = folder.join(REFUSED);
                    create_dirs_durably(&*self.disk, &refused)?;
                    self.disk.rename(&folder.join(&name), &free(&refused, &name))?;
                    self.disk.sync_dir(&refused)?;
                    taken.add(&name, LetterOutcome::Refused, None, Some(&why));
                }
                Found::Left(why) => taken.add(&name, LetterOutcome::Left, None, Some(&why)),
                Found::Gone => {}
            }
        }
        self.take_batch(agent, folder, batch, &mut known, &mut taken).await?;
        taken.files.sort_by(|one, other| one.file.cmp(&other.file));
        Ok(taken)
    }

    /// What one file of the folder is.
    fn look_at_letter(
        &self,
        folder: &Path,
        name: &OsStr,
        known: &BTreeMap<Digest, LetterId>,
    ) -> Result<Found> {
        let path = folder.join(name);
        let Some(named) = name.to_str().and_then(|name| name.parse::<SealedName>().ok()) else {
            return Ok(Found::Left("it has not the name of a letter".into()));
        };
        let sealed = match read_letter(&path) {
            Ok(Some(sealed)) => sealed,
            Ok(None) => return Ok(Found::Left("it is no file".into())),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Found::Gone),
            Err(e) => return Ok(Found::Left(format!("it cannot be read: {e}"))),
        };
        if sealed.len() as u64 > LONGEST_SEALED {
            return Ok(Found::Refused("it is longer than a letter can be".into()));
        }
        let dropped = sha256(&sealed);
        if dropped.0 != named.0 {
            return Ok(Found::Refused(
                "its bytes are not those its name tells: damaged, or not whole".into(),
            ));
        }
        if let Some(letter) = known.get(&dropped) {
            return Ok(Found::Already(letter.clone()));
        }
        let mut plain = Vec::new();
        let opened = self.keys()?.identities.reader(&sealed[..]).and_then(|reader| {
            reader.take(LONGEST_LETTER as u64 + 1).read_to_end(&mut plain)?;
            Ok(())
        });
        match opened {
            Ok(()) => {}
            Err(StoreError::NotForTheseKeys(_)) => {
                return Ok(Found::Refused("it is not sealed to the key at hand".into()));
            }
            Err(_) => return Ok(Found::Refused("it is sealed, and its seal is broken".into())),
        }
        match Letter::parse(&plain, sha256) {
            Ok(letter) => Ok(Found::Letter(Box::new(Opened { path, dropped, letter, bytes: plain.len() }))),
            Err(fault) => Ok(Found::Refused(fault.to_string())),
        }
    }

    /// Seals, records and removes letters; the order is that of the module's head.
    async fn take_batch(
        &self,
        agent: &Agent,
        folder: &Path,
        batch: Vec<Opened>,
        known: &mut Known,
        taken: &mut LettersTaken,
    ) -> Result<()> {
        if batch.is_empty() {
            return Ok(());
        }
        let (mut acts, mut prepared, mut done) = (Vec::new(), Vec::new(), Vec::new());
        for Opened { path, dropped, letter, .. } in batch {
            let id: LetterId = self.services.new_id('l');
            let follows = known.of_code(self, letter.written.earlier.as_ref()).await?;
            known.dropped.insert(dropped, id.clone());
            known.codes.insert(letter.written.code.clone(), id.clone());
            let (received, sealed) =
                tokio::task::block_in_place(|| self.seal_letter(id.clone(), dropped, follows, letter))?;
            acts.push(Act::LetterReceived(received));
            prepared.extend(sealed);
            done.push((path, id));
        }
        let inbox = self.layout.inbox();
        let journal = inbox.join("taking");
        let names: Vec<SealedName> = prepared.iter().map(|one| one.sealed.sealed).collect();
        write_durably(&*self.disk, &journal, &to_canonical(&names)?)?;
        self.keep_statements(&prepared.iter().collect::<Vec<_>>())?;
        self.record_as(agent, acts).await?;
        for (path, id) in done {
            self.disk.remove(&path)?;
            taken.add(path.file_name().unwrap_or_default(), LetterOutcome::Taken, Some(id), None);
        }
        self.disk.sync_dir(folder)?;
        self.disk.remove(&journal)?;
        self.disk.sync_dir(&inbox)?;
        Ok(())
    }

    fn seal_letter(
        &self,
        id: LetterId,
        dropped: Digest,
        follows: Option<LetterId>,
        letter: Letter,
    ) -> Result<(LetterReceived, Vec<Prepared>)> {
        let written = letter.written;
        let reachable = !written.contact.reach.trim().is_empty();
        let person = written.person.filter(|_| written.kind == LetterKind::Report);
        let words = LetterWords { text: written.text, person, consents: written.consents, reachable };
        let words = self.prepare_statement_of(OWNER, &words)?;
        let contact = LetterContact { contact: written.contact, code: written.code };
        let contact = self.prepare_statement_of(OWNER, &contact)?;
        let pictures = letter.pictures.iter().map(|picture| self.prepare_picture(OWNER, picture));
        let pictures = pictures.collect::<Result<Vec<_>>>()?;
        let received = LetterReceived {
            letter: id,
            dropped,
            kind: written.kind,
            language: written.language,
            day: written.day,
            face: written.face,
            follows,
            words: words.sealed.clone(),
            contact: contact.sealed.clone(),
            pictures: pictures.iter().map(|one| one.sealed.clone()).collect(),
        };
        Ok((received, [words, contact].into_iter().chain(pictures).collect()))
    }

    /// Destroys what an interrupted taking in has sealed and no event names.
    async fn sweep_letters(&self) -> Result<()> {
        self.store.sweep(OWNER)?;
        let inbox = self.layout.inbox();
        let journal = inbox.join("taking");
        let written = match std::fs::read(&journal) {
            Ok(written) => written,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(()),
            Err(e) => return Err(e.into()),
        };
        let mut named = BTreeSet::new();
        for act in self.catalog().await?.letter_acts().await? {
            if let Act::LetterReceived(received) = act.act {
                named.extend(received.statements().map(|one| one.sealed));
            }
        }
        let orphans: Vec<SealedName> =
            read_list(&written).into_iter().filter(|name| !named.contains(name)).collect();
        self.destroy_keys(&orphans)?;
        for name in &orphans {
            self.store.withdraw(name)?;
        }
        self.store.sync()?;
        self.disk.remove(&journal)?;
        self.disk.sync_dir(&inbox)?;
        Ok(())
    }

    async fn known(&self) -> Result<Known> {
        let mut known = Known::default();
        for act in self.catalog().await?.letter_acts().await? {
            if let Act::LetterReceived(received) = act.act {
                known.dropped.insert(received.dropped, received.letter);
            }
        }
        Ok(known)
    }
}

/// Letters that were taken in.
#[derive(Default)]
struct Known {
    /// Digest of the sealed letter → which it is.
    dropped: BTreeMap<Digest, LetterId>,
    /// Number → letter, as far as it was needed.
    codes: BTreeMap<Code, LetterId>,
    /// Whether the numbers of earlier takings in were read.
    whole: bool,
}

impl Known {
    /// The letter of a number that somebody names in another; every number is read once it is asked for.
    async fn of_code(&mut self, archive: &Archive, code: Option<&Code>) -> Result<Option<LetterId>> {
        let Some(code) = code else { return Ok(None) };
        if !self.whole {
            let acts = archive.catalog().await?.letter_acts().await?;
            let room = InboxRoom::of(acts, &|_| crate::missing::Told::Lost);
            let identities = &archive.keys()?.identities;
            for letter in room.letters.into_iter().filter(|letter| !letter.erased) {
                if let Some(writer) = archive.read_writer(identities, &letter.contact_sealed).here() {
                    self.codes.insert(writer.code.clone(), letter.letter);
                }
            }
            self.whole = true;
        }
        Ok(self.codes.get(code).cloned())
    }
}

/// The bytes of a dropped file, no more than a byte beyond the longest; `None` if it is no plain file. No link is followed, and nothing is
/// waited for.
fn read_letter(path: &Path) -> std::io::Result<Option<Vec<u8>>> {
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    let file = File::from(rustix::fs::open(path, flags, Mode::empty())?);
    if !file.metadata()?.is_file() {
        return Ok(None);
    }
    let mut sealed = Vec::new();
    file.take(LONGEST_SEALED + 1).read_to_end(&mut sealed)?;
    Ok(Some(sealed))
}

/// The names in a folder, in order; what is on its way in it, our own journal and what was refused left out.
fn names(folder: &Path) -> Result<Vec<std::ffi::OsString>> {
    let entries = std::fs::read_dir(folder).map_err(|e| {
        ArchiveError::mistake(format!("the folder {} cannot be read", folder.display()))
            .safe("nothing was taken in or removed")
            .next("name the folder into which the portal drops letters")
            .because(e)
    })?;
    let mut names = Vec::new();
    for entry in entries {
        let name = entry?.file_name();
        let own = name.as_encoded_bytes().starts_with(b".") || name == REFUSED || name == "taking";
        if !own {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// A path in a folder at which nothing lies yet: what was refused before is never overwritten.
fn free(folder: &Path, name: &OsStr) -> PathBuf {
    let numbered = (1_u32..).map(|number| {
        let mut numbered = name.to_owned();
        numbered.push(format!(".{number}"));
        folder.join(numbered)
    });
    let mut paths = std::iter::once(folder.join(name)).chain(numbered);
    paths.find(|path| std::fs::symlink_metadata(path).is_err()).expect("there are more numbers than files")
}

fn lock(inbox: &Path) -> Result<File> {
    let file = File::open(inbox)?;
    flock(&file, FlockOperation::NonBlockingLockExclusive).map_err(|_| {
        ArchiveError::mistake("another process takes letters in")
            .safe("it goes on undisturbed")
            .next("wait for it, then run the same command again")
    })?;
    Ok(file)
}
