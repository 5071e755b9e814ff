//! Signed notes (C2SP signed-note): a text and who signed it.
//!
//! ```text
//! example.com/log42
//! 3
//! CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
//!
//! — example.com/log42 Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
//! ```
//!
//! Reading trusts nothing: [`Note::parse`] is strict to the byte (what it accepts, it writes back the same), and a text
//! counts only after [`Note::verify`].

use base64::prelude::{BASE64_STANDARD, Engine as _};

use crate::key::{SigningKey, VerifierKey, check_name};

/// Larger notes are refused unread.
const MAX_NOTE_BYTES: usize = 1_000_000;

/// More signatures than the 16 that the specification asks to be accepted, fewer than would cost time.
const MAX_SIGNATURES: usize = 100;

/// Why a note is not to be believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// The bytes are no signed note.
    #[error("not a signed note: {0}")]
    Malformed(&'static str),
    /// The signature of a known key does not fit the text.
    #[error("the signature of {0} does not fit the text: one of them was altered")]
    BadSignature(String),
    /// None of the known keys has signed.
    #[error("not signed by {0}")]
    Unsigned(String),
}

/// One signature line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteSignature {
    /// The name of the key.
    pub name: String,
    /// The short identifier of the key.
    pub key_id: [u8; 4],
    /// The signature itself, in the form of the key's type.
    pub signature: Vec<u8>,
}

impl NoteSignature {
    fn is_by(&self, key: &VerifierKey) -> bool {
        self.name == key.name() && self.key_id == key.id()
    }

    fn line(&self) -> String {
        let bytes = [self.key_id.as_slice(), &self.signature].concat();
        format!("— {} {}\n", self.name, BASE64_STANDARD.encode(bytes))
    }

    fn parse(line: &str) -> Result<Self, NoteError> {
        const WRONG: NoteError = NoteError::Malformed("a signature line is not as it should be");
        let (name, signature) = line.strip_prefix("— ").and_then(|rest| rest.split_once(' ')).ok_or(WRONG)?;
        check_name(name).map_err(|_| WRONG)?;
        let bytes = BASE64_STANDARD.decode(signature).map_err(|_| WRONG)?;
        let (key_id, signature) = bytes.split_first_chunk::<4>().ok_or(WRONG)?;
        if signature.is_empty() {
            return Err(WRONG);
        }
        Ok(NoteSignature { name: name.to_owned(), key_id: *key_id, signature: signature.to_vec() })
    }
}

/// A text with signature lines below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    text: String,
    signatures: Vec<NoteSignature>,
}

impl Note {
    /// Signs `text`, which must end in a newline and hold no other control character.
    pub fn sign(text: String, key: &SigningKey) -> Result<Self, NoteError> {
        check_text(&text)?;
        let verifier = key.verifier();
        let signature = key.sign(text.as_bytes()).to_vec();
        let signature = NoteSignature { name: verifier.name().to_owned(), key_id: verifier.id(), signature };
        Ok(Note { text, signatures: vec![signature] })
    }

    /// Parses a note without checking who signed it.
    pub fn parse(bytes: &[u8]) -> Result<Self, NoteError> {
        if bytes.len() > MAX_NOTE_BYTES {
            return Err(NoteError::Malformed("it is too long"));
        }
        let whole = str::from_utf8(bytes).map_err(|_| NoteError::Malformed("it is not UTF-8"))?;
        check_text(whole)?;
        // The text is separated from the signatures by the last empty line.
        let split = whole.rfind("\n\n").ok_or(NoteError::Malformed("it has no signature"))?;
        let (text, lines) = (&whole[..=split], &whole[split + 2..]);
        check_text(text)?;
        let lines = lines.strip_suffix('\n').ok_or(NoteError::Malformed("it has no signature"))?;
        let signatures: Vec<_> = lines.split('\n').map(NoteSignature::parse).collect::<Result<_, _>>()?;
        if signatures.len() > MAX_SIGNATURES {
            return Err(NoteError::Malformed("it has too many signatures"));
        }
        Ok(Note { text: text.to_owned(), signatures })
    }

    /// Checks that `key` has signed, and that every line in its name fits the text.
    pub fn verify(&self, key: &VerifierKey) -> Result<(), NoteError> {
        let mut signed = false;
        for signature in self.signatures.iter().filter(|signature| signature.is_by(key)) {
            if !key.accepts(self.text.as_bytes(), &signature.signature) {
                return Err(NoteError::BadSignature(key.name().to_owned()));
            }
            signed = true;
        }
        if signed { Ok(()) } else { Err(NoteError::Unsigned(key.name().to_owned())) }
    }

    /// The note with the signature of `key` alone, checked.
    pub fn signed_by(&self, key: &VerifierKey) -> Result<Self, NoteError> {
        self.verify(key)?;
        let signatures = self.signatures.iter().filter(|signature| signature.is_by(key)).take(1);
        Ok(Note { text: self.text.clone(), signatures: signatures.cloned().collect() })
    }

    /// The text, with its final newline.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signature lines in their order, cosignatures of witnesses among them.
    pub fn signatures(&self) -> &[NoteSignature] {
        &self.signatures
    }

    /// Adds a signature line, for instance a witness's; it is not checked here.
    pub fn add_signature(&mut self, signature: NoteSignature) {
        self.signatures.push(signature);
    }

    /// The note as it is written.
    pub fn to_text(&self) -> String {
        let lines: String = self.signatures.iter().map(NoteSignature::line).collect();
        format!("{}\n{lines}", self.text)
    }
}

fn check_text(text: &str) -> Result<(), NoteError> {
    if !text.ends_with('\n') {
        return Err(NoteError::Malformed("it does not end in a newline"));
    }
    if text.chars().any(|c| c < ' ' && c != '\n') {
        return Err(NoteError::Malformed("it holds control characters"));
    }
    Ok(())
}
