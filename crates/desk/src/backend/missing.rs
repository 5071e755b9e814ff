//! What the desk needs of an archive for reports about missing people.

use amana_model::{ConsentChange, Contact, MissingId, MissingPerson, ReportsComparison};
use async_trait::async_trait;

use super::{BackendError, Erasure, MissingRoom, NewReport, NotReported, Told};

/// An answer, or why nothing was recorded.
pub type Reported<T> = Result<Result<T, NotReported>, BackendError>;

/// Reports about missing people. Every refusal is an answer, not an error; every act is an event.
#[async_trait]
pub trait MissingBackend {
    /// Every report as it stands. Contacts are not opened.
    async fn missing(&self) -> Result<MissingRoom, BackendError>;
    /// Takes a report in.
    async fn report_missing(&self, token: &str, new: NewReport) -> Reported<MissingId>;
    /// Tells a report anew, over the version seen.
    async fn amend_missing(
        &self,
        token: &str,
        report: &MissingId,
        seen: u32,
        person: MissingPerson,
    ) -> Reported<u32>;
    /// Seals a contact in place of the one before.
    async fn seal_contact(&self, token: &str, report: &MissingId, contact: Contact) -> Reported<()>;
    /// Reads a contact, for a purpose. The event comes before the answer.
    async fn read_contact(&self, token: &str, report: &MissingId, purpose: &str) -> Reported<Told<Contact>>;
    /// Records that a family consents, or no longer does.
    async fn change_consent(&self, token: &str, change: ConsentChange, given: bool) -> Reported<()>;
    /// Records whether two reports are about one person.
    async fn compare_reports(&self, token: &str, comparison: ReportsComparison) -> Reported<()>;
    /// Destroys the keys of what was said; gives how many statements are gone.
    async fn erase_missing(
        &self,
        token: &str,
        report: &MissingId,
        what: Erasure,
        order: &str,
    ) -> Reported<u64>;
}
