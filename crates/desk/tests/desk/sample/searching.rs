//! Searching in the sample: its people, with the sex as the one reason; photographs of the living in memory.

use amana_desk::backend::{
    Backend as _, BackendError, FoundPerson, Ground, KeptSearch, MissingBackend as _, NotReported,
    NotSearched, Reported, SearchAnswer, SearchBackend, SearchRequest, Searched, Told,
};
use amana_model::{
    Act, Consent, ConsentPurpose, Fact, MissingId, PersonSearch, SealedName, SealedPhotograph,
};
use async_trait::async_trait;

use super::Sample;

#[async_trait]
impl SearchBackend for Sample {
    fn describes_faces(&self) -> bool {
        true
    }

    async fn add_living(
        &self,
        token: &str,
        report: &MissingId,
        picture: &[u8],
        which: Option<u32>,
    ) -> Reported<SealedName> {
        if !picture.starts_with(b"\xff\xd8") {
            return Ok(Err(NotReported::Picture));
        }
        // A picture of the sample shows two people if its last bytes say so.
        if picture.ends_with(b"two") && which.is_none() {
            return Ok(Err(NotReported::Faces(2)));
        }
        let photograph = self.seal_living(picture);
        let sealed = photograph.sealed;
        let act = Act::LivingPhotographSealed(SealedPhotograph {
            report: report.clone(),
            photograph,
            face: None,
            letter: None,
        });
        self.act_on_missing(token, act).await?;
        Ok(Ok(sealed))
    }

    async fn view_living(
        &self,
        token: &str,
        report: &MissingId,
        photograph: &SealedName,
    ) -> Reported<Told<Vec<u8>>> {
        let Some(picture) = self.living(photograph) else { return Ok(Err(NotReported::Absent)) };
        let act = Act::LivingPhotographViewed { report: report.clone(), photograph: *photograph };
        self.act_on_missing(token, act).await?;
        Ok(Ok(Told::Here(picture)))
    }

    async fn search_for(&self, token: &str, request: SearchRequest) -> SearchAnswer<u64> {
        if request.purpose.is_empty() {
            return Ok(Err(NotSearched::Why));
        }
        let room = self.missing().await?;
        let Some(known) = room.get(&request.report) else { return Ok(Err(NotSearched::Absent)) };
        let consent = Consent { purpose: ConsentPurpose::Search, recipient: None };
        if !known.consents_to(&consent) {
            return Ok(Err(NotSearched::NoConsent));
        }
        let search = PersonSearch {
            report: request.report,
            version: known.version,
            purpose: request.purpose,
            individuals: self.individuals().await?.len() as u64,
            faces: if request.faces && !known.living().is_empty() { 8 } else { 0 },
            kept: request.kept,
            // What the sample calls much: the first of them.
            matched: self.individuals().await?.into_iter().take(1).map(|row| row.individual).collect(),
        };
        self.act_on_missing(token, Act::PersonSearched(search)).await?;
        Ok(Ok(self.missing().await?.searches.last().expect("it was just made").entry))
    }

    async fn searched(&self, token: &str, entry: u64, _: bool) -> SearchAnswer<Searched> {
        let viewer = self.session(token).await?.ok_or(BackendError::NotFound)?;
        let room = self.missing().await?;
        let hers = room.searches.iter().find(|one| one.entry == entry && one.agent == viewer.name);
        let Some(recorded) = hers.cloned() else { return Ok(Err(NotSearched::Absent)) };
        let Some(known) = room.get(&recorded.search.report) else { return Ok(Err(NotSearched::Absent)) };
        if !known.consents_to(&Consent { purpose: ConsentPurpose::Search, recipient: None }) {
            return Ok(Err(NotSearched::NoConsent));
        }
        let living = known.living().len() as u32;
        let sex = room.get(&recorded.search.report).and_then(|report| report.person.here()?.sex);
        let mut people: Vec<FoundPerson> = Vec::new();
        for row in self.individuals().await? {
            let seen = row.facts.get(&Fact::Sex).map(String::as_str);
            let agrees = seen.zip(sex).map(|(seen, told)| seen == told.word());
            let of = |wanted: bool| if agrees == Some(wanted) { vec![Ground::Sex] } else { Vec::new() };
            let (mut speaks_for, against) = (of(true), of(false));
            if recorded.search.faces > 0 {
                speaks_for.push(Ground::Face { photograph: 1, rank: people.len() as u32 + 1, of: 8 });
            }
            let much = people.is_empty();
            people.push(FoundPerson { row, speaks_for, against, much, new: much });
        }
        let with_faces = if recorded.search.faces > 0 { 8 } else { 0 };
        Ok(Ok(Searched {
            recorded,
            people,
            with_faces,
            branches: Vec::new(),
            marks: Vec::new(),
            living: (living, living),
        }))
    }

    async fn kept_searches(&self) -> Result<Vec<KeptSearch>, BackendError> {
        let room = self.missing().await?;
        let new = self.individuals().await?.into_iter().take(1).map(|row| row.individual).collect::<Vec<_>>();
        let kept = room.searches.into_iter().filter(|one| one.kept);
        Ok(kept.map(|recorded| KeptSearch { recorded, new: new.clone() }).collect())
    }

    async fn let_search_go(&self, token: &str, entry: u64) -> SearchAnswer<()> {
        if !self.missing().await?.searches.iter().any(|one| one.entry == entry && one.kept) {
            return Ok(Err(NotSearched::Absent));
        }
        self.act_on_missing(token, Act::SearchLetGo { entry }).await?;
        Ok(Ok(()))
    }
}
