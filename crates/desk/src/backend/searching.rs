//! What the desk needs of an archive to search its people for one who is missing.

use amana_model::{MissingId, SealedName};
use async_trait::async_trait;

use super::{BackendError, KeptSearch, NotSearched, Reported, SearchRequest, Searched, Told};

/// An answer, or why nothing was searched.
pub type SearchAnswer<T> = Result<Result<T, NotSearched>, BackendError>;

/// Searching, and the photographs of the living that it compares. Every refusal is an answer; every act is an event.
#[async_trait]
pub trait SearchBackend {
    /// Whether the models are at hand, so that faces of new photographs are described.
    fn describes_faces(&self) -> bool;
    /// Seals a photograph of the missing person alive; of several faces `which` says whose it is, from the left from 1.
    async fn add_living(
        &self,
        token: &str,
        report: &MissingId,
        picture: &[u8],
        which: Option<u32>,
    ) -> Reported<SealedName>;
    /// A photograph of the living as a clean JPEG. The event comes before the answer.
    async fn view_living(
        &self,
        token: &str,
        report: &MissingId,
        photograph: &SealedName,
    ) -> Reported<Told<Vec<u8>>>;
    /// Searches; gives the log entry. The event comes before the answer.
    async fn search_for(&self, token: &str, request: SearchRequest) -> SearchAnswer<u64>;
    /// What a search of one's own finds.
    async fn searched(&self, token: &str, entry: u64, coded: bool) -> SearchAnswer<Searched>;
    /// Every kept search, with who is new to it.
    async fn kept_searches(&self) -> Result<Vec<KeptSearch>, BackendError>;
    /// Lets a kept search go.
    async fn let_search_go(&self, token: &str, entry: u64) -> SearchAnswer<()>;
}
