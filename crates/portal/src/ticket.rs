//! Tickets: each form carries one, it is good once, and it costs either a little work or a little patience.
//!
//! A ticket holds when it was made, the work asked for, and a random number, under an HMAC with a key made when the portal starts: so
//! the portal remembers none that it gave out, and of those that came back no more than a bounded number. A script in the page finds a
//! number whose hash with the ticket begins with enough zero bits. Without scripts the same ticket is good once it is old enough.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

/// How long a ticket is good, in seconds: a family may take half a day to write.
const LIFE: u64 = 12 * 3600;
/// The most tickets that came back which are remembered.
const REMEMBERED: usize = 200_000;
/// Time, bits, random number.
const SAID: usize = 8 + 1 + 12;
/// Bytes of the HMAC that a ticket carries.
const MAC: usize = 16;

/// Makes tickets and takes them back.
pub(crate) struct Tickets {
    key: [u8; 32],
    remembered: usize,
    spent: Mutex<Spent>,
    uploads: Uploads,
}

/// Tickets with which pictures are coming in at this moment.
type Uploads = Arc<Mutex<BTreeSet<[u8; SAID]>>>;

/// The one upload of a ticket, until it is dropped.
pub(crate) struct OneUpload {
    said: [u8; SAID],
    uploads: Uploads,
}

impl Drop for OneUpload {
    fn drop(&mut self) {
        self.uploads.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.said);
    }
}

/// Tickets that came back, those made first to be forgotten first.
#[derive(Default)]
struct Spent {
    tickets: BTreeSet<[u8; SAID]>,
    /// No ticket made at or before this is good any more.
    floor: u64,
}

/// A ticket of ours that is still good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ticket {
    said: [u8; SAID],
    /// When it was made, in seconds since 1970.
    made: u64,
    /// Whether the work was done.
    pub(crate) proven: bool,
}

/// Why a ticket is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NotTaken {
    /// It is none of ours, too old, or asked for less work than must be done by now: a new form is needed.
    Stale,
    /// It was used already, and what was sent with it may have been taken.
    Spent,
    /// Without a proof it must grow older by so many seconds.
    Wait(u64),
}

impl Tickets {
    pub(crate) fn new(key: [u8; 32]) -> Self {
        Self { key, remembered: REMEMBERED, spent: Mutex::default(), uploads: Uploads::default() }
    }

    /// A new ticket that asks for so much work.
    pub(crate) fn make(&self, now: u64, bits: u32, random: [u8; 12]) -> String {
        let mut said = [0; SAID + MAC];
        said[..8].copy_from_slice(&now.to_be_bytes());
        said[8] = u8::try_from(bits).unwrap_or(u8::MAX);
        said[9..SAID].copy_from_slice(&random);
        let mac = self.mac(&said[..SAID]).finalize().into_bytes();
        said[SAID..].copy_from_slice(&mac[..MAC]);
        BASE64URL_NOPAD.encode(&said)
    }

    /// Looks at a ticket that came back with a proof, which may be empty: whether it is good now. `least` is the work in bits that a proof
    /// must have taken: whoever hoards tickets while little is asked for cannot spend them when more is.
    pub(crate) fn look(
        &self,
        text: &str,
        proof: &str,
        now: u64,
        delay: u64,
        least: u32,
    ) -> Result<Ticket, NotTaken> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| NotTaken::Stale)?;
        let (said, mac) = bytes.split_first_chunk::<SAID>().ok_or(NotTaken::Stale)?;
        if mac.len() != MAC {
            return Err(NotTaken::Stale);
        }
        self.mac(said).verify_truncated_left(mac).map_err(|_| NotTaken::Stale)?;
        let made = said.first_chunk::<8>().map_or(0, |bytes| u64::from_be_bytes(*bytes));
        let age = now.saturating_sub(made);
        {
            let spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
            if spent.tickets.contains(said) {
                return Err(NotTaken::Spent);
            }
            if age > LIFE || made <= spent.floor {
                return Err(NotTaken::Stale);
            }
        }
        let bits = u32::from(said[8]);
        let proven = is_proof(text, proof, bits);
        if proven && bits < least {
            return Err(NotTaken::Stale);
        }
        if !proven && age < delay {
            return Err(NotTaken::Wait(delay - age));
        }
        Ok(Ticket { said: *said, made, proven })
    }

    /// The leave to send pictures with a ticket; `None` while some are coming in with it.
    pub(crate) fn upload(&self, ticket: &Ticket) -> Option<OneUpload> {
        let is_first = self.uploads.lock().unwrap_or_else(PoisonError::into_inner).insert(ticket.said);
        is_first.then(|| OneUpload { said: ticket.said, uploads: self.uploads.clone() })
    }

    /// Uses a ticket up; false if somebody did so meanwhile.
    pub(crate) fn spend(&self, ticket: &Ticket) -> bool {
        let mut spent = self.spent.lock().unwrap_or_else(PoisonError::into_inner);
        if ticket.made <= spent.floor || !spent.tickets.insert(ticket.said) {
            return false;
        }
        // Tickets order by when they were made, since the time stands first.
        while spent.tickets.len() > self.remembered {
            let Some(first) = spent.tickets.pop_first() else { break };
            spent.floor = first.first_chunk::<8>().map_or(0, |bytes| u64::from_be_bytes(*bytes));
        }
        true
    }

    fn mac(&self, said: &[u8]) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.key).expect("any key will do");
        mac.update(b"amana portal ticket");
        mac.update(said);
        mac
    }
}

/// Whether SHA-256 of the ticket, a colon and the proof begins with so many zero bits.
fn is_proof(ticket: &str, proof: &str, bits: u32) -> bool {
    if proof.is_empty() || proof.len() > 20 || !proof.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let hash = Sha256::new().chain_update(ticket).chain_update(":").chain_update(proof).finalize();
    let head = hash.first_chunk::<8>().map_or(u64::MAX, |head| u64::from_be_bytes(*head));
    head.leading_zeros() >= bits.min(64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proof(ticket: &str, bits: u32) -> String {
        (0_u64..).map(|n| n.to_string()).find(|n| is_proof(ticket, n, bits)).unwrap()
    }

    #[test]
    fn work_or_patience_and_good_once() {
        let tickets = Tickets::new([7; 32]);
        let one = tickets.make(1000, 8, [1; 12]);
        assert_eq!(tickets.look(&one, "", 1010, 30, 8), Err(NotTaken::Wait(20)));
        assert_eq!(tickets.look(&one, "x", 1010, 30, 8), Err(NotTaken::Wait(20)));
        let proven = tickets.look(&one, &proof(&one, 8), 1010, 30, 8).unwrap();
        assert!(proven.proven);
        let patient = tickets.look(&one, "", 1030, 30, 8).unwrap();
        assert!(!patient.proven);
        assert!(tickets.spend(&patient) && !tickets.spend(&proven));
        assert_eq!(tickets.look(&one, "", 1030, 30, 8), Err(NotTaken::Spent));
    }

    #[test]
    fn a_ticket_hoarded_while_little_was_asked_for_is_not_spent_when_more_is() {
        let tickets = Tickets::new([7; 32]);
        let cheap = tickets.make(1000, 8, [1; 12]);
        let done = proof(&cheap, 8);
        assert!(tickets.look(&cheap, &done, 1010, 30, 8).is_ok());
        assert_eq!(tickets.look(&cheap, &done, 1010, 30, 9), Err(NotTaken::Stale));
        // Patience costs the same at all times.
        assert!(tickets.look(&cheap, "", 1030, 30, 9).is_ok());
    }

    #[test]
    fn one_ticket_carries_one_upload_at_a_time() {
        let tickets = Tickets::new([7; 32]);
        let ticket = |random| tickets.look(&tickets.make(1000, 0, random), "", 2000, 30, 0).unwrap();
        let (one, other) = (ticket([1; 12]), ticket([2; 12]));
        let upload = tickets.upload(&one);
        assert!(upload.is_some() && tickets.upload(&one).is_none() && tickets.upload(&other).is_some());
        drop(upload);
        assert!(tickets.upload(&one).is_some());
    }

    #[test]
    fn nobody_elses_ticket_is_good() {
        let tickets = Tickets::new([7; 32]);
        let good = tickets.make(1000, 8, [1; 12]);
        for forged in [
            Tickets::new([8; 32]).make(1000, 0, [1; 12]),
            String::new(),
            "?".into(),
            good[..20].into(),
            format!("{good}AA"),
        ] {
            assert_eq!(tickets.look(&forged, "0", 2000, 30, 8), Err(NotTaken::Stale), "{forged}");
        }
        for at in 0..good.len() {
            let mut forged = good.clone().into_bytes();
            forged[at] = if forged[at] == b'A' { b'B' } else { b'A' };
            let forged = String::from_utf8(forged).unwrap();
            // The last character's unused bits are refused by the decoding.
            assert_eq!(tickets.look(&forged, "", 2000, 30, 8), Err(NotTaken::Stale), "{at}");
        }
        assert_eq!(tickets.look(&good, "", 1000 + LIFE + 1, 30, 8), Err(NotTaken::Stale));
    }

    #[test]
    fn memory_of_tickets_is_bounded_and_what_is_forgotten_is_not_good_again() {
        let tickets = Tickets { remembered: 100, ..Tickets::new([7; 32]) };
        let texts: Vec<String> = (0..150).map(|n| tickets.make(1000 + n, 0, [n as u8; 12])).collect();
        for text in &texts {
            assert!(tickets.spend(&tickets.look(text, "", 2000, 30, 8).unwrap()));
        }
        assert_eq!(tickets.spent.lock().unwrap().tickets.len(), 100);
        for text in &texts {
            assert!(matches!(tickets.look(text, "", 2000, 30, 8), Err(NotTaken::Stale | NotTaken::Spent)));
        }
        let old = tickets.make(1001, 0, [200; 12]);
        assert_eq!(
            tickets.look(&old, "", 2000, 30, 8),
            Err(NotTaken::Stale),
            "as old as one that was forgotten"
        );
    }
}
