//! Proposing: the picture is made, sealed, and named by an event; looking at it before and after.

use std::io::Write as _;

use amana_model::{
    AccountId, Act, Agent, Day, DerivativeMade, Event, IndividualId, PublicationId, PublicationLook,
    PublicationProposal, Recipe, check_reason, to_canonical,
};

use super::{NotMade, NotPublished, PublicationRoom};
use crate::archive::Archive;
use crate::configuration::sha256;
use crate::error::{ArchiveError, Result};

/// Under which name pictures on their way into the store lie in `incoming/`.
const OWNER: &str = "publication";
/// How large a published picture may be: some phones pay for every byte.
pub(crate) const LARGEST: usize = 25_000;
/// The qualities that are tried, the best first.
const QUALITIES: [u8; 5] = [80, 72, 64, 56, 48];
/// The largest picture that is read back.
const LIMIT: u64 = 1 << 20;
/// What `original-viewed` says when the face alone was seen, as it is to be published.
const SEEN_AS: &str = "publication";
/// Under which name the making of a picture is recorded: its entry is shown to everybody in a proof, and names nobody.
const MAKER: &str = "archive";

/// What was made, or why the recipe or the original does not allow it.
type Made<T> = Result<std::result::Result<T, NotMade>>;

fn made(jpeg: Result<Vec<u8>>) -> Made<Vec<u8>> {
    match jpeg {
        Ok(jpeg) => Ok(Ok(jpeg)),
        Err(e) => NotMade::of(&e).map_or(Err(e), |why| Ok(Err(why))),
    }
}

impl Archive {
    /// Proposes that a face is published. The picture is made with the public identifier below it and in its pixels, as small as
    /// a gallery's must be, and sealed before the event.
    ///
    /// # Errors
    /// Without keys, or if disk or log fail; nothing is proposed then.
    pub async fn propose_publication(
        &self,
        agent: &Agent,
        individual: &IndividualId,
        recipe: Recipe,
        reason: &str,
        embargo: Option<Day>,
    ) -> Result<std::result::Result<PublicationId, NotPublished>> {
        let reason = reason.trim().to_owned();
        if let Err(fault) = check_reason(&reason) {
            return Ok(Err(fault.into()));
        }
        let _alone = self.publishing.lock().await;
        let room = self.publications().await?;
        let people = self.catalog().await?.people().await?;
        let individual = people.root(individual).clone();
        if let Err(refused) = room.may_propose(&individual) {
            return Ok(Err(refused));
        }
        if people.of_photograph(&recipe.photograph) != Some(&individual) {
            return Ok(Err(NotPublished::NotTheirs));
        }
        let publication = self.new_publication(&room);
        let short_name = &room.publications.policy().gallery.short_name;
        let recipe = Recipe {
            mark: Some(publication),
            line: Some(format!("{} {short_name}", publication.shown())),
            ..recipe
        };
        let (recipe, jpeg) = match self.made_small(recipe).await? {
            Ok(made) => made,
            Err(why) => return Ok(Err(why.into())),
        };
        let picture = sha256(&jpeg);
        let made = DerivativeMade { publication, picture, recipe: sha256(&to_canonical(&recipe)?) };
        self.store.sweep(OWNER)?;
        let mut writer = self.store.begin(OWNER, &self.recipients)?;
        writer.write_all(&jpeg)?;
        let staged = writer.finish()?;
        self.store.publish(&staged)?;
        self.store.sync()?;
        let (sealed, bytes) = (staged.sealed, jpeg.len() as u64);
        let shown = amana_analysis::derivative::size_of(&jpeg).unwrap_or_else(|| recipe.made());
        let proposal = PublicationProposal {
            publication,
            individual,
            recipe,
            picture,
            sealed,
            bytes,
            shown,
            reason,
            embargo,
        };
        let proposed = Act::PublicationProposed(Box::new(proposal));
        let proposed = Event { agent: agent.clone(), ..self.event(proposed) };
        // Whoever reads a proof learns the day, and neither who worked nor at which hour.
        let made = self.event(Act::DerivativeMade(made));
        let maker = Agent { name: MAKER.to_owned(), software: agent.software.clone() };
        let made = Event { agent: maker, time: made.time.day_begins(), ..made };
        self.append(&[proposed, made])?;
        self.catch_up().await?;
        Ok(Ok(publication))
    }

    /// An identifier that no publication ever had.
    fn new_publication(&self, room: &PublicationRoom) -> PublicationId {
        loop {
            let drawn = PublicationId::of(self.services.random::<5>());
            if !room.publications.all.contains_key(&drawn) {
                return drawn;
            }
        }
    }

    /// Makes a picture that is small enough for a gallery: with the best quality that is, a smaller face if none is.
    async fn made_small(&self, mut recipe: Recipe) -> Made<(Recipe, Vec<u8>)> {
        let least = 200.min(recipe.longest);
        loop {
            for quality in
                QUALITIES.into_iter().filter(|quality| *quality <= recipe.quality.max(QUALITIES[4]))
            {
                let tried = Recipe { quality, ..recipe.clone() };
                match made(self.derivative(&tried).await)? {
                    Ok(jpeg) if jpeg.len() <= LARGEST => return Ok(Ok((tried, jpeg))),
                    Ok(_) => {}
                    Err(why) => return Ok(Err(why)),
                }
            }
            if recipe.longest <= least {
                return Ok(Err(NotMade::Large));
            }
            recipe.longest = (recipe.longest * 4 / 5).max(least);
        }
    }

    /// A face as a recipe makes it, before it is proposed; recorded as a view of the original before it is handed over. Bystanders whom people marked
    /// are covered in it, whatever the recipe says.
    ///
    /// # Errors
    /// [`Rest`](crate::ErrorKind::Rest) if she is to rest; without keys, or if store, log or catalog fail.
    pub async fn preview_face(
        &self,
        agent: &Agent,
        account: &AccountId,
        recipe: &Recipe,
    ) -> Result<std::result::Result<Vec<u8>, NotPublished>> {
        let covered = self.with_bystanders_covered(recipe).await?;
        let jpeg = match made(self.derivative(&covered).await)? {
            Ok(jpeg) => jpeg,
            Err(why) => return Ok(Err(why.into())),
        };
        self.look_together(agent, account, vec![face_seen(account, recipe)]).await?;
        Ok(Ok(jpeg))
    }

    /// The picture of a publication, as it was sealed; recorded as a view before it is handed over. Where a bystander would be seen who was
    /// marked since, it is made anew with them covered: that is not the picture to decide about, unless the policy lets bystanders be seen. `None` if
    /// there is no such publication.
    ///
    /// # Errors
    /// [`Rest`](crate::ErrorKind::Rest) if she is to rest; without keys, if it can neither be read nor made anew, or if log or catalog fail.
    pub async fn publication_picture(
        &self,
        agent: &Agent,
        account: &AccountId,
        publication: &PublicationId,
    ) -> Result<Option<Vec<u8>>> {
        let room = self.publications().await?;
        let Some(known) = room.publications.all.get(publication) else { return Ok(None) };
        let recipe = &known.proposal.recipe;
        let covered = match room.publications.policy().bystanders_may_be_seen {
            true => recipe.clone(),
            false => self.with_bystanders_covered(recipe).await?,
        };
        let exactly = covered == *recipe;
        let jpeg = match exactly {
            true => match self.sealed_picture(&known.proposal) {
                Ok(jpeg) => jpeg,
                Err(damaged) => self.made_again(&known.proposal).await?.ok_or(damaged)?,
            },
            // Flat grey may leave no room for the hidden identifier, and what is only looked at needs none.
            false => self.derivative(&Recipe { mark: None, ..covered }).await?,
        };
        let mut acts = vec![face_seen(account, recipe)];
        if exactly {
            let look = PublicationLook { publication: *publication, picture: known.proposal.picture };
            acts.push(Act::PublicationLookedAt(look));
        }
        self.look_together(agent, account, acts).await?;
        Ok(Some(jpeg))
    }

    /// Whether making a publication's picture anew gives the same bytes.
    ///
    /// # Errors
    /// Without keys, or if the original cannot be read.
    pub async fn repeats(&self, proposal: &PublicationProposal) -> Result<bool> {
        Ok(self.made_again(proposal).await?.is_some())
    }

    /// The bytes of a publication's picture made anew out of the original, if they are what its event says.
    pub(crate) async fn made_again(&self, proposal: &PublicationProposal) -> Result<Option<Vec<u8>>> {
        let jpeg = self.derivative(&proposal.recipe).await?;
        Ok(Some(jpeg).filter(|jpeg| sha256(jpeg) == proposal.picture))
    }

    /// The bytes of a publication's picture, compared with what its event says.
    pub(crate) fn sealed_picture(&self, proposal: &PublicationProposal) -> Result<Vec<u8>> {
        let jpeg = self.store.read(&proposal.sealed, &self.keys()?.identities, LIMIT)?;
        if sha256(&jpeg) == proposal.picture {
            return Ok(jpeg);
        }
        Err(ArchiveError::damage(format!(
            "the sealed picture of {} is damaged",
            proposal.publication.shown()
        ))
        .safe("the original is not touched by this"))
    }
}

/// That a face was seen, as it is to be published.
fn face_seen(account: &AccountId, recipe: &Recipe) -> Act {
    let (digest, size) = (recipe.photograph, SEEN_AS.to_owned());
    Act::OriginalViewed { account: account.clone(), digest, size, bystanders: None }
}
