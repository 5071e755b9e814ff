//! Publication in the sample: acts in memory; every face is the same small picture.

use amana_desk::backend::{
    Backend as _, BackendError, Jpeg, NotMade, NotPublished, PublicationRoom, PublicationsBackend, Published,
};
use amana_desk::look::RecordedAct;
use amana_model::{
    Act, Day, Digest, FacePlace, FamiliesSay, Gallery, GateFacts, IndividualId, KnownAge, Objection, Phrase,
    PublicationDecision, PublicationId, PublicationLook, PublicationPolicy, PublicationProposal,
    Publications, Recipe, Region, SealedName, Takedown, check_channel, check_reason,
};
use async_trait::async_trait;

use super::Sample;

const SALT: &str = "5d41402abc4b2a76b9719d911017c592";

impl Sample {
    async fn act_on_publication(&self, token: &str, act: Act) -> Result<u64, BackendError> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        let json = serde_json::to_value(&act).expect("an act is JSON");
        let mut acts = self.published.lock().unwrap();
        let entry = 80_000 + acts.len() as u64;
        let (time, agent) = (amana_model::Clock::now(&*self.clock), viewer.name.clone());
        let word = act.word();
        acts.push(RecordedAct { entry, time, agent, act });
        drop(acts);
        self.record(&viewer.name, word, json["details"].clone());
        Ok(entry)
    }

    /// Records that the gallery was begun, as an `amana publish` does that is cut off; gives the entry.
    pub(crate) fn gallery_cut_off(&self, faces: u64) -> u64 {
        self.by_samar(Act::GalleryPublished { faces, files: 9, list: Digest([1; 32]) })
    }

    /// Records that the gallery was written, as `amana publish` does.
    pub(crate) fn gallery_written(&self, faces: u64) {
        let entry = self.gallery_cut_off(faces);
        self.by_samar(Act::GalleryStands { entry });
    }

    fn by_samar(&self, act: Act) -> u64 {
        let time = amana_model::Clock::now(&*self.clock);
        let mut acts = self.published.lock().unwrap();
        let entry = 80_000 + acts.len() as u64;
        acts.push(RecordedAct { entry, time, agent: "samar".to_owned(), act });
        entry
    }

    fn size(&self, digest: &Digest) -> Option<(u32, u32)> {
        let place = self.made.by_digest.get(digest)?;
        let seen = self.made.photograph(*place).observation?;
        seen.width.zip(seen.height)
    }
}

fn policy() -> PublicationPolicy {
    let phrase = |ar: &str, en: &str| Phrase { ar: ar.into(), en: en.into() };
    let gallery = Gallery {
        title: phrase("وجوه", "Faces"),
        short_name: "a sample".into(),
        reach: phrase("اكتبوا", "Write"),
        ..Gallery::default()
    };
    PublicationPolicy { gallery, ..PublicationPolicy::default() }
}

#[async_trait]
impl PublicationsBackend for Sample {
    async fn publications(&self) -> Result<PublicationRoom, BackendError> {
        let mut publications = Publications::default();
        let time = amana_model::Clock::now(&*self.clock);
        publications.add(Act::PublicationPolicySet(Box::new(policy())), 1, time, "samar");
        for one in self.published.lock().unwrap().iter().cloned() {
            publications.add(one.act, one.entry, one.time, &one.agent);
        }
        let today: Day = "2026-12-01".parse().expect("a day");
        let facts = |_: &_, _: &_| GateFacts {
            age: KnownAge::Adult,
            is_theirs: true,
            bystanders: Vec::new(),
            objected: false,
            families: FamiliesSay::Nobody,
            category: Some("detainee".to_owned()),
        };
        Ok(PublicationRoom::of_facts(publications, &today, &|one| one.clone(), &facts))
    }

    async fn face_recipes(&self, digest: &Digest) -> Result<Vec<Recipe>, BackendError> {
        let Some((width, height)) = self.size(digest) else { return Ok(Vec::new()) };
        let region = Region { left: width / 3, top: height / 4, width: width / 6, height: height / 5 };
        Ok(self.recipe_for(digest, FacePlace::drawn(&region)).await?.into_iter().collect())
    }

    async fn recipe_for(&self, digest: &Digest, face: FacePlace) -> Result<Option<Recipe>, BackendError> {
        let Some(size) = self.size(digest) else { return Ok(None) };
        let mut recipe = Recipe::of_face(*digest, size, face, SALT.into());
        recipe.covers.extend(recipe.body_cover());
        Ok(recipe.check().is_ok().then_some(recipe))
    }

    async fn preview_face(&self, token: &str, recipe: &Recipe) -> Published<Jpeg> {
        if let Err(fault) = recipe.check() {
            return Ok(Err(NotMade::Recipe(fault).into()));
        }
        self.picture(token, &recipe.photograph, amana_desk::backend::PictureSize::View, None).await.map(Ok)
    }

    async fn propose_publication(
        &self,
        token: &str,
        individual: &IndividualId,
        recipe: Recipe,
        reason: &str,
        embargo: Option<Day>,
    ) -> Published<PublicationId> {
        if let Err(fault) = check_reason(reason) {
            return Ok(Err(fault.into()));
        }
        if let Err(refused) = self.publications().await?.may_propose(individual) {
            return Ok(Err(refused));
        }
        let drawn = self.published.lock().unwrap().len() as u8;
        let publication = PublicationId::of([0x39, 0xc5, 0x74, 0xbc, drawn]);
        let (individual, reason) = (individual.clone(), reason.trim().to_owned());
        let (picture, sealed) = (Digest([drawn; 32]), SealedName([drawn; 32]));
        let (bytes, shown) = (9_000, (341, 420));
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
        self.act_on_publication(token, Act::PublicationProposed(Box::new(proposal))).await?;
        Ok(Ok(publication))
    }

    async fn decide_publication(&self, token: &str, decision: PublicationDecision) -> Published<()> {
        if let Err(fault) = check_reason(&decision.reason) {
            return Ok(Err(fault.into()));
        }
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        let room = self.publications().await?;
        let Some(known) = room.get(&decision.publication) else { return Ok(Err(NotPublished::Absent)) };
        if let Err(refused) = room.may_decide(&known.publication, &viewer.name, decision.verdict) {
            return Ok(Err(refused));
        }
        self.act_on_publication(token, Act::PublicationDecided(decision)).await?;
        Ok(Ok(()))
    }

    async fn take_down(&self, token: &str, takedown: Takedown) -> Published<()> {
        if let Err(fault) = check_reason(&takedown.reason).and_then(|()| check_channel(&takedown.channel)) {
            return Ok(Err(fault.into()));
        }
        self.act_on_publication(token, Act::PublicationTakenDown(takedown)).await?;
        Ok(Ok(()))
    }

    async fn object_to_publication(&self, token: &str, objection: Objection) -> Published<u64> {
        if let Err(fault) = check_reason(&objection.reason).and_then(|()| check_channel(&objection.channel)) {
            return Ok(Err(fault.into()));
        }
        Ok(Ok(self.act_on_publication(token, Act::PublicationObjected(objection)).await?))
    }

    async fn withdraw_objection(&self, token: &str, entry: u64, reason: &str) -> Published<()> {
        if let Err(fault) = check_reason(reason) {
            return Ok(Err(fault.into()));
        }
        let room = self.publications().await?;
        if !room.publications.objections.iter().any(|one| one.entry == entry) {
            return Ok(Err(NotPublished::Absent));
        }
        let reason = reason.trim().to_owned();
        self.act_on_publication(token, Act::ObjectionWithdrawn { entry, reason }).await?;
        Ok(Ok(()))
    }

    async fn publication_picture(
        &self,
        token: &str,
        publication: &PublicationId,
    ) -> Result<Jpeg, BackendError> {
        let room = self.publications().await?;
        let known = room.get(publication).ok_or(BackendError::NotFound)?;
        let proposal = &known.publication.proposal;
        let view = amana_desk::backend::PictureSize::View;
        let jpeg = self.picture(token, &proposal.recipe.photograph, view, None).await?;
        let look = PublicationLook { publication: *publication, picture: proposal.picture };
        self.act_on_publication(token, Act::PublicationLookedAt(look)).await?;
        Ok(jpeg)
    }

    async fn prove_publication(&self, _: &str, publication: &PublicationId) -> Published<String> {
        Ok(Ok(format!("a proof for {publication}\n")))
    }
}
