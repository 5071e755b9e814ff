//! Sealed objects by digest: put once, get, check fixity.
//!
//! An object is an ordinary [age](https://age-encryption.org/v1) file, named by the SHA-256 of its own sealed
//! bytes, so that a keeper without keys checks it with `sha256sum` and a custodian restores it with the plain
//! `age` tool. [`Store`] holds the objects in a folder, [`Recipients`] and [`Identities`] seal and open them.
//!
//! The store trusts the disk to do what it acknowledges and nothing else: whoever reads an object back compares
//! digests. It knows nothing of what the objects mean.

mod answer;
mod keys;
mod object;
mod seal;
mod store;

pub use answer::{Answer, LONGEST_ANSWER, answer_name, open_answer, seal_answer};
pub use keys::{
    Passphrase, WorkFactor, expose, generate_identity, identity_text, parse_identity, unwrap,
    unwrap_identity, wrap, wrap_identity,
};
pub use object::{ObjectReader, ObjectWriter, Staged};
pub use seal::{Identities, Recipients, open_two, parse_recipient, seal_for_two};
pub use store::{Fixity, Store};

pub use age::x25519::{Identity, Recipient};

/// What can go wrong with an object or a key.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The disk refused.
    #[error("{0}")]
    Io(#[from] std::io::Error),
    /// There is no such object.
    #[error("the object {0} is not in the store")]
    Missing(amana_model::SealedName),
    /// The object's bytes are not what they were when it was sealed.
    #[error("the object {0} is damaged: {1}")]
    Damaged(amana_model::SealedName, String),
    /// None of the keys at hand opens it.
    #[error("none of the keys at hand opens this: {0}")]
    NotForTheseKeys(String),
    /// A recipient, identity or key file that is not one.
    #[error("{0}")]
    BadKey(String),
}
