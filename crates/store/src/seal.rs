//! Sealing to the archive's recipients, opening with a custodian's identities, and the seal for two together.

use std::io::{self, Read, Write};

use age::x25519::{Identity, Recipient};

use crate::StoreError;

/// The public keys that everything in an archive is sealed to: one a custodian. Never empty.
#[derive(Clone)]
pub struct Recipients(Vec<Recipient>);

impl Recipients {
    /// Takes the custodians' public keys; `None` if there are none.
    pub fn new(recipients: Vec<Recipient>) -> Option<Self> {
        if recipients.is_empty() { None } else { Some(Self(recipients)) }
    }

    /// Wraps `output` so that what is written is sealed. The caller must call `finish` on it.
    ///
    /// # Errors
    /// If writing the header fails.
    pub fn writer<W: Write>(&self, output: W) -> io::Result<age::stream::StreamWriter<W>> {
        age::Encryptor::with_recipients(self.0.iter().map(|r| r as &dyn age::Recipient))
            .map_err(io::Error::other)?
            .wrap_output(output)
    }

    /// Seals bytes in memory.
    ///
    /// # Errors
    /// Never in practice: memory does not refuse.
    pub fn seal(&self, plain: &[u8]) -> io::Result<Vec<u8>> {
        let mut writer = self.writer(Vec::with_capacity(plain.len() + 512))?;
        writer.write_all(plain)?;
        writer.finish()
    }
}

/// The private keys at hand.
#[derive(Clone)]
pub struct Identities(Vec<Identity>);

impl Identities {
    /// Takes the custodians' identities at hand; `None` if there are none.
    pub fn new(identities: Vec<Identity>) -> Option<Self> {
        if identities.is_empty() { None } else { Some(Self(identities)) }
    }

    /// The public keys of the identities, as text.
    pub fn public_keys(&self) -> Vec<String> {
        self.0.iter().map(|i| i.to_public().to_string()).collect()
    }

    /// Opens a sealed stream; what it yields is authenticated piece by piece (64 KiB).
    ///
    /// # Errors
    /// If it is no age file, or none of the identities opens it.
    pub fn reader<R: Read>(&self, sealed: R) -> Result<age::stream::StreamReader<R>, StoreError> {
        let refuse = |e: age::DecryptError| match e {
            age::DecryptError::Io(e) => StoreError::Io(e),
            other => StoreError::NotForTheseKeys(other.to_string()),
        };
        let decryptor = age::Decryptor::new(sealed).map_err(refuse)?;
        decryptor.decrypt(self.0.iter().map(|i| i as &dyn age::Identity)).map_err(refuse)
    }

    /// Opens sealed bytes in memory.
    ///
    /// # Errors
    /// As [`Identities::reader`], and if the bytes are damaged.
    pub fn open(&self, sealed: &[u8]) -> Result<Vec<u8>, StoreError> {
        let mut plain = Vec::with_capacity(sealed.len());
        self.reader(sealed)?.read_to_end(&mut plain)?;
        Ok(plain)
    }
}

/// Reads a public key in its ordinary form `age1…`.
///
/// # Errors
/// If it is none.
pub fn parse_recipient(text: &str) -> Result<Recipient, StoreError> {
    text.trim()
        .parse()
        .map_err(|e| StoreError::BadKey(format!("{text:?} is not an age recipient (age1…): {e}")))
}

/// Seals for two custodians *together*: an age file to the first, inside an age file to the second.
///
/// Neither alone reads it: the second opens the outer file and finds one that only the first opens. By hand:
/// `age -d -i second.txt FILE | age -d -i first.txt`.
///
/// # Errors
/// Never in practice: memory does not refuse.
pub fn seal_for_two(plain: &[u8], first: &Recipient, second: &Recipient) -> io::Result<Vec<u8>> {
    let inner = Recipients(vec![first.clone()]).seal(plain)?;
    Recipients(vec![second.clone()]).seal(&inner)
}

/// Opens what [`seal_for_two`] sealed, with both identities in either order.
///
/// # Errors
/// If the two are not the pair it was sealed for, or the bytes are damaged.
pub fn open_two(sealed: &[u8], one: &Identity, other: &Identity) -> Result<Vec<u8>, StoreError> {
    let nested = |outer: &Identity, inner: &Identity| {
        Identities(vec![inner.clone()]).open(&Identities(vec![outer.clone()]).open(sealed)?)
    };
    nested(one, other).or_else(|_| nested(other, one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_together_and_neither_alone() {
        let (a, b, c) = (Identity::generate(), Identity::generate(), Identity::generate());
        let sealed = seal_for_two(b"the neighbour", &a.to_public(), &b.to_public()).unwrap();
        assert_eq!(open_two(&sealed, &a, &b).unwrap(), b"the neighbour");
        assert_eq!(open_two(&sealed, &b, &a).unwrap(), b"the neighbour");
        for (x, y) in [(&a, &a), (&b, &b), (&a, &c), (&c, &b)] {
            assert!(open_two(&sealed, x, y).is_err());
        }
        let outer = Identities(vec![b]).open(&sealed).unwrap();
        assert!(!outer.windows(9).any(|w| w == b"neighbour"));
    }

    #[test]
    fn every_custodian_opens_alone_and_no_one_else() {
        let (a, b, c) = (Identity::generate(), Identity::generate(), Identity::generate());
        let sealed = Recipients(vec![a.to_public(), b.to_public()]).seal(b"picture").unwrap();
        assert_eq!(Identities(vec![a]).open(&sealed).unwrap(), b"picture");
        assert_eq!(Identities(vec![b]).open(&sealed).unwrap(), b"picture");
        assert!(matches!(Identities(vec![c]).open(&sealed), Err(StoreError::NotForTheseKeys(_))));
    }
}
