//! The gallery of an archive: what is public now, told to the pages, and the pages written into a folder.

use std::collections::BTreeMap;
use std::path::Path;

use amana_catalog::IndividualRow;
use amana_gallery::{Branch, Face, Snapshot, list, picture, site};
use amana_model::{
    Act, CODED_AGE_BAND, CODED_SEX, Digest, Fact, IndividualId, IndividualState, MonthOfTakedowns, Phrase,
    PublicationId, PublicationPolicy, PublicationProposal, PublicationStanding, UtcTime, claimed_time,
};
use serde::Serialize;

use super::folder::{Folder, Wanted, in_threads};
use super::{PublicationRoom, StandingPublication};
use crate::archive::{Archive, log_error};
use crate::coding::CodingRoom;
use crate::configuration::sha256;
use crate::error::{ArchiveError, Result};
use crate::places::KnownPlaces;

/// A word that an expert settles for what is seen.
const PRESENT: &str = "present";
/// The category that a gallery does not tell.
const USUAL: &str = "detainee";

/// What a run of publishing did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PublishedGallery {
    /// Faces in it.
    pub faces: u64,
    /// Files in it, list, note and checkpoint not counted.
    pub files: u64,
    /// How many of them were written.
    pub written: u64,
    /// How many files were removed: of faces taken down, and of lists that are shorter now.
    pub removed: u64,
    /// SHA-256 of the list of all files.
    pub list: Digest,
    /// Faces that are public and left out: the sealed picture is damaged, and none like it could be made of the original.
    pub unreadable: Vec<PublicationId>,
    /// Faces that are decided and closed all the same, by what closes them.
    pub closed: BTreeMap<String, u64>,
    /// The entry of the log that says that it was published; nothing where nothing had changed.
    pub entry: Option<u64>,
}

impl Archive {
    /// Writes the gallery into a folder: new, or one that holds an earlier gallery of this archive. Only what differs is written; what is no
    /// longer public is removed before anything is added. Killed anywhere, the same call finishes.
    ///
    /// # Errors
    /// If the policy was never set, or the folder holds something else than a gallery of this archive; without keys, or if disk, store, log or catalog fail.
    pub async fn publish(&self, out: &Path, watch: &(dyn Fn(u64, u64) + Sync)) -> Result<PublishedGallery> {
        let _alone = self.publishing.lock().await;
        let today = self.services.clock.now().day_begins();
        let folder = Folder::open(out, self.disk.as_ref(), self.log.key(), today)?;
        let room = self.publications().await?;
        let Some((policy, _)) = room.publications.policy.clone() else {
            return Err(ArchiveError::mistake("the policy of publication was never set")
                .safe("nothing was written")
                .next("`amana publication policy` prints one to begin with"));
        };
        may_be_written(&policy)?;
        self.keys()?;
        let mut told = self.told_in_gallery(&room, &policy).await?;
        let mut site = tokio::task::block_in_place(|| Site::of(&told));
        let mut plan = tokio::task::block_in_place(|| folder.plan(&site.wanted, &site.list))?;
        let mended = self.mended(plan.pictures(&site.wanted)).await?;
        let lost = |publication: &PublicationId| matches!(mended.get(publication), Some(None));
        if mended.values().any(Option::is_none) {
            told.public.retain(|(_, one)| !lost(&one.publication.proposal.publication));
            site = tokio::task::block_in_place(|| Site::of(&told));
            plan = tokio::task::block_in_place(|| folder.plan(&site.wanted, &site.list))?;
        }
        let Site { faces, wanted, text, list } = &site;
        let (faces, files) = (*faces, wanted.len() as u64);
        let mut done = PublishedGallery {
            faces,
            files,
            written: 0,
            removed: 0,
            list: *list,
            unreadable: mended.keys().copied().filter(lost).collect(),
            closed: closed(&room),
            entry: None,
        };
        if plan.is_empty() {
            // Killed between the last file and saying so.
            let begun = room.publications.gallery_begun.as_ref().filter(|begun| begun.list == done.list);
            if let Some(begun) = begun {
                self.record(vec![Act::GalleryStands { entry: begun.entry }]).await?;
            }
            return Ok(done);
        }
        let act = Act::GalleryPublished { faces, files, list: done.list };
        let entry = self.record(vec![act]).await?;
        done.entry = Some(entry);
        let checkpoint = self.log.checkpoint().map_err(log_error)?;
        let note = format!(
            "amana gallery 1\n{}\n{}\n{}\n{faces}\n{files}\n{}\n{}\n",
            checkpoint.origin(),
            checkpoint.size(),
            checkpoint.root(),
            done.list,
            // The day alone: the hour would tell when people work.
            self.services.clock.now().day_begins()
        );
        let note = self.log.sign_note(note).map_err(log_error)?.to_text();
        let read = |proposal: &PublicationProposal| match mended.get(&proposal.publication) {
            Some(Some(jpeg)) => Ok(jpeg.clone()),
            _ => self.sealed_picture(proposal),
        };
        (done.removed, done.written) = tokio::task::block_in_place(|| {
            folder.write(&plan, wanted, &read, watch, [&checkpoint.to_text(), text, &note])
        })?;
        self.record(vec![Act::GalleryStands { entry }]).await?;
        Ok(done)
    }

    /// Those pictures that cannot be read as they were sealed, made anew where that gives the same bytes. One damaged picture stops no other.
    async fn mended(&self, pictures: Vec<&PublicationProposal>) -> Result<Mended> {
        let damaged = |one: &&PublicationProposal| self.sealed_picture(one).is_err();
        let damaged: Vec<_> = tokio::task::block_in_place(|| {
            in_threads(&pictures, &|one| damaged(one).then_some(*one)).into_iter().flatten().collect()
        });
        let mut mended = Mended::new();
        for proposal in damaged {
            let again = self.made_again(proposal).await.unwrap_or(None);
            mended.insert(proposal.publication, again);
        }
        Ok(mended)
    }

    /// What is public now, with what is told beside it.
    async fn told_in_gallery<'r>(
        &self,
        room: &'r PublicationRoom,
        policy: &'r PublicationPolicy,
    ) -> Result<Told<'r>> {
        let catalog = self.catalog().await?;
        let people: BTreeMap<IndividualId, IndividualRow> =
            catalog.individuals().await?.into_iter().map(|row| (row.individual.clone(), row)).collect();
        let coding = CodingRoom::of(catalog.coding_acts().await?);
        let merged = catalog.people().await?;
        let mut public: Vec<_> = room
            .standings
            .iter()
            .filter_map(|one| match one.standing {
                PublicationStanding::Public { since } => Some((since, one)),
                _ => None,
            })
            .collect();
        public.sort_by_key(|(since, one)| (*since, one.publication.proposal.publication));
        Ok(Told {
            policy,
            public,
            takedowns: room.publications.takedowns(),
            people,
            moments: catalog.moments().await?,
            places: self.places().await?,
            sex: settled(&coding, CODED_SEX, &merged),
            age_band: settled(&coding, CODED_AGE_BAND, &merged),
            marks: policy.shows.marks.iter().map(|mark| settled(&coding, &mark.entry, &merged)).collect(),
        })
    }
}

/// Refuses a gallery that leaves whoever looks alone with it. Policies that were recorded before this was asked may lack it.
fn may_be_written(policy: &PublicationPolicy) -> Result<()> {
    let both = |phrase: &Phrase| !phrase.ar.trim().is_empty() && !phrase.en.trim().is_empty();
    let gallery = &policy.gallery;
    let missing = if !gallery.support.iter().any(both) {
        "the policy names nobody who supports people who look at faces of their dead"
    } else if gallery.letters.is_none() && !both(&gallery.reach) {
        "the policy does not say how families reach the team"
    } else {
        return Ok(());
    };
    Err(ArchiveError::mistake(missing).safe("nothing was written").next(
        "fill in `support`, and `reach` or `letters`, in Arabic and English, then `amana publication policy ARCHIVE FILE --record`",
    ))
}

/// Damaged pictures by publication: made anew, or not.
type Mended = BTreeMap<PublicationId, Option<Vec<u8>>>;

/// Every file that the gallery shall have, and the list of them.
struct Site<'a> {
    faces: u64,
    wanted: BTreeMap<String, Wanted<'a>>,
    text: String,
    /// SHA-256 of the text.
    list: Digest,
}

impl<'a> Site<'a> {
    fn of(told: &Told<'a>) -> Self {
        let snapshot = told.snapshot();
        let proposals = told.public.iter().map(|(_, one)| &one.publication.proposal);
        let mut wanted: BTreeMap<String, Wanted<'a>> =
            proposals.map(|proposal| (picture(&proposal.publication), Wanted::Picture(proposal))).collect();
        wanted.extend(site(&snapshot).into_iter().map(|file| {
            let digest = sha256(&file.bytes);
            (file.path, Wanted::Page(digest, file.bytes))
        }));
        let text = list(&wanted.iter().map(|(path, wanted)| (path.clone(), wanted.digest())).collect());
        let list = sha256(text.as_bytes());
        Self { faces: snapshot.faces.len() as u64, wanted, text, list }
    }
}

/// What is public, and what is told of people beside their faces.
struct Told<'a> {
    policy: &'a PublicationPolicy,
    /// Since when, and which.
    public: Vec<(UtcTime, &'a StandingPublication)>,
    takedowns: BTreeMap<String, MonthOfTakedowns>,
    people: BTreeMap<IndividualId, IndividualRow>,
    /// Of each photograph the camera's time and the folder's date, as claimed.
    moments: BTreeMap<Digest, (Option<String>, Option<String>)>,
    places: KnownPlaces,
    sex: Settled,
    age_band: Settled,
    /// For each mark that is shown.
    marks: Vec<Settled>,
}

type Settled = BTreeMap<IndividualId, Vec<String>>;

/// What experts settled of an entry, by who each person is now.
fn settled(coding: &CodingRoom, entry: &str, people: &amana_model::People) -> Settled {
    let mut all = Settled::new();
    for (individual, words) in coding.settled_answers(entry) {
        all.entry(people.root(&individual).clone()).or_default().extend(words);
    }
    all
}

impl Told<'_> {
    fn snapshot(&self) -> Snapshot {
        let face = |(since, one): &(UtcTime, &StandingPublication)| {
            self.face(*since, &one.publication.proposal, &one.individual)
        };
        Snapshot {
            gallery: self.policy.gallery.clone(),
            marks: self.policy.shows.marks.iter().map(|mark| mark.label.clone()).collect(),
            faces: self.public.iter().map(face).collect(),
            takedowns: self.takedowns.clone(),
        }
    }

    fn face(&self, since: UtcTime, proposal: &PublicationProposal, individual: &IndividualId) -> Face {
        let shows = &self.policy.shows;
        let row = self.people.get(individual);
        // Where photographs tell different numbers of one field, nobody knows which is right: none is shown.
        let agreed = row.filter(|row| row.state != IndividualState::NumbersDiffer);
        let numbers = agreed.map(|row| &row.numbers).filter(|numbers| !numbers.is_empty());
        let branch = numbers.and_then(|numbers| numbers.branch.as_ref()).filter(|_| shows.branch);
        // The month of the photograph that the face is cut out of, not of others of the same person.
        let moment = self.moments.get(&proposal.recipe.photograph).filter(|_| shows.month);
        let moment = moment.and_then(|(camera, folder)| claimed_time(camera.as_deref(), folder.as_deref()));
        let month = moment.and_then(|moment| moment.get(..7).or(moment.get(..4)));
        let seen =
            |of: &Settled| of.get(individual).is_some_and(|words| words.iter().all(|word| word == PRESENT));
        Face {
            publication: proposal.publication,
            picture: proposal.picture,
            size: proposal.shown,
            since,
            month: month.map(str::to_owned),
            branch: branch
                .map(|number| Branch { number: number.as_str().to_owned(), name: self.branch_name(number) }),
            numbers: numbers.filter(|_| shows.numbers).map(ToString::to_string),
            sex: self.word(shows.sex, &self.sex, individual, Fact::Sex),
            age_band: self.word(shows.age_band, &self.age_band, individual, Fact::AgeBand),
            marks: (0..self.marks.len()).filter(|at| seen(&self.marks[*at])).collect(),
            // Told where it is not what everybody takes the dead in such a gallery for.
            category: row
                .and_then(|row| row.facts.get(&Fact::Category))
                .filter(|word| *word != USUAL)
                .cloned(),
        }
    }

    /// What experts settled, if it is one word; else what people said.
    fn word(&self, shown: bool, coded: &Settled, individual: &IndividualId, fact: Fact) -> Option<String> {
        let coded = coded.get(individual).filter(|words| !words.is_empty());
        match coded {
            _ if !shown => None,
            Some(words) => words.iter().all(|word| *word == words[0]).then(|| words[0].clone()),
            None => self.people.get(individual).and_then(|row| row.facts.get(&fact)).cloned(),
        }
    }

    /// The name of the one place that a number stands for.
    fn branch_name(&self, number: &amana_model::Number) -> Phrase {
        match self.places.places.by_number(number).as_slice() {
            [place] => Phrase {
                ar: place.name_ar.clone().unwrap_or_default(),
                en: place.name_en.clone().unwrap_or_default(),
            },
            _ => Phrase::default(),
        }
    }
}

fn closed(room: &PublicationRoom) -> BTreeMap<String, u64> {
    let mut all = BTreeMap::new();
    for one in &room.standings {
        if let PublicationStanding::Closed(why) = &one.standing {
            for closed in why {
                *all.entry(closed.word().to_owned()).or_default() += 1;
            }
        }
    }
    all
}
