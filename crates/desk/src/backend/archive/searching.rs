//! Searching over a real archive.

use amana_model::{MissingId, SealedName};
use async_trait::async_trait;

use super::super::missing::Reported;
use super::super::searching::SearchAnswer;
use super::super::{BackendError, KeptSearch, SearchBackend, SearchRequest, Searched, Told};
use super::ArchiveBackend;

impl ArchiveBackend {
    /// The models that describe faces, where they are at hand.
    pub(super) fn describing(&self) -> Option<&dyn amana_archive::DescribesFaces> {
        self.faces.as_ref().map(|faces| faces as &dyn amana_archive::DescribesFaces)
    }
}

#[async_trait]
impl SearchBackend for ArchiveBackend {
    fn describes_faces(&self) -> bool {
        self.faces.as_ref().is_some_and(amana_archive::FaceModels::describes)
    }

    async fn add_living(
        &self,
        token: &str,
        report: &MissingId,
        picture: &[u8],
        which: Option<u32>,
    ) -> Reported<SealedName> {
        let agent = self.agent_at(token).await?;
        Ok(self.archive.add_living(&agent, report, picture, which, self.describing()).await?)
    }

    async fn view_living(
        &self,
        token: &str,
        report: &MissingId,
        photograph: &SealedName,
    ) -> Reported<Told<Vec<u8>>> {
        Ok(self.archive.view_living(&self.agent_at(token).await?, report, photograph).await?)
    }

    async fn search_for(&self, token: &str, request: SearchRequest) -> SearchAnswer<u64> {
        Ok(self.archive.search_for(&self.agent_at(token).await?, &request).await?)
    }

    async fn searched(&self, token: &str, entry: u64, coded: bool) -> SearchAnswer<Searched> {
        Ok(self.archive.searched(&self.agent_at(token).await?, entry, coded).await?)
    }

    async fn kept_searches(&self) -> Result<Vec<KeptSearch>, BackendError> {
        Ok(self.archive.kept_searches().await?)
    }

    async fn let_search_go(&self, token: &str, entry: u64) -> SearchAnswer<()> {
        Ok(self.archive.let_search_go(&self.agent_at(token).await?, entry).await?)
    }
}
