//! Answers to letters: sealed by the family's code, found by a name that only the code gives.
//!
//! An answer is an ordinary passphrase-encrypted age file (scrypt) whose passphrase is the code's twenty digits; the plain `age` tool
//! opens it. Its name is a slow hash of the code: whoever has a folder of answers can neither open one nor tell whose it is without
//! trying codes, and each try costs memory and time.

use std::io::{Read as _, Write as _};
use std::iter;

use age::secrecy::{ExposeSecret as _, SecretString};
use amana_model::{ArchiveId, Code, Day, SealedName};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::StoreError;
use crate::keys::unlocked;

/// The work of opening an answer, as log₂ N: about 0.1 s and 32 MiB.
const ANSWER_WORK: u8 = 15;
/// The work of a name: Argon2id with 19 MiB and two passes, as the OWASP cheat sheet for passwords names them.
const NAME_MEMORY_KIB: u32 = 19 * 1024;
const NAME_PASSES: u32 = 2;
/// The longest answer, in bytes.
pub const LONGEST_ANSWER: u64 = 64 << 10;

/// An answer to a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The day on which it was written.
    pub day: Day,
    /// What it says.
    pub text: String,
}

/// The name of the answer to a letter with this code, in an archive: Argon2id of the code, under the archive's identifier.
///
/// # Errors
/// Only if memory is short.
pub fn answer_name(code: &Code, archive: &ArchiveId) -> Result<SealedName, StoreError> {
    let failed = |e: argon2::Error| StoreError::BadKey(e.to_string());
    let params = Params::new(NAME_MEMORY_KIB, NAME_PASSES, 1, Some(32)).map_err(failed)?;
    let salt = format!("amana answer {archive}");
    let mut name = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(code.digits().as_bytes(), salt.as_bytes(), &mut name)
        .map_err(failed)?;
    Ok(SealedName(name))
}

/// Seals an answer by a code: the day on a line of its own, then the text.
///
/// # Errors
/// If it is longer than [`LONGEST_ANSWER`].
pub fn seal_answer(answer: &Answer, code: &Code) -> Result<Vec<u8>, StoreError> {
    let plain = SecretString::from(format!("{}\n{}", answer.day, answer.text));
    if plain.expose_secret().len() as u64 > LONGEST_ANSWER {
        return Err(StoreError::BadKey(format!("an answer of more than {LONGEST_ANSWER} bytes")));
    }
    let mut recipient = age::scrypt::Recipient::new(SecretString::from(code.digits().to_owned()));
    recipient.set_work_factor(ANSWER_WORK);
    let encryptor = age::Encryptor::with_recipients(iter::once(&recipient as &dyn age::Recipient))
        .map_err(|e| StoreError::BadKey(e.to_string()))?;
    let mut writer = encryptor.wrap_output(Vec::new())?;
    writer.write_all(plain.expose_secret().as_bytes())?;
    Ok(writer.finish()?)
}

/// Opens an answer.
///
/// # Errors
/// [`StoreError::NotForTheseKeys`] for another code, [`StoreError::BadKey`] for a file that is no answer.
pub fn open_answer(sealed: &[u8], code: &Code) -> Result<Answer, StoreError> {
    let no_answer = |e: &dyn std::fmt::Display| StoreError::BadKey(format!("no answer: {e}"));
    let reader = unlocked(sealed, SecretString::from(code.digits().to_owned()), ANSWER_WORK)?;
    let mut text = String::new();
    reader.take(LONGEST_ANSWER).read_to_string(&mut text).map_err(|e| no_answer(&e))?;
    let (day, text) = text.split_once('\n').ok_or_else(|| no_answer(&"it has no day"))?;
    Ok(Answer { day: day.parse().map_err(|e| no_answer(&e))?, text: text.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_found_and_opened_by_its_code_alone() {
        let (code, other) = (Code::of_random([1; 16]), Code::of_random([2; 16]));
        let archive: ArchiveId = "5e0c6f2b9a7d41c38f10d2a4b6c8e901".parse().unwrap();
        let name = answer_name(&code, &archive).unwrap();
        assert_eq!(name, answer_name(&code, &archive).unwrap());
        assert_ne!(name, answer_name(&other, &archive).unwrap());
        assert_ne!(name, answer_name(&code, &"another".parse().unwrap()).unwrap());
        let answer = Answer { day: "2026-11-28".parse().unwrap(), text: "نتصل بكم\nغداً".into() };
        let sealed = seal_answer(&answer, &code).unwrap();
        assert_eq!(open_answer(&sealed, &code).unwrap(), answer);
        assert!(matches!(open_answer(&sealed, &other), Err(StoreError::NotForTheseKeys(_))));
        assert!(open_answer(b"not an answer", &code).is_err());
        let long = Answer { text: "x".repeat(LONGEST_ANSWER as usize), ..answer };
        assert!(seal_answer(&long, &code).is_err());
    }
}
