//! What the use cases take from outside: the time, randomness, and who is acting.

use amana_model::{Agent, Clock, UtcTime};

/// Gives random bytes.
pub trait Entropy: Send + Sync {
    /// Fills the buffer.
    fn fill(&self, buffer: &mut [u8]);
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct OsEntropy;

impl Entropy for OsEntropy {
    fn fill(&self, buffer: &mut [u8]) {
        let mut filled = 0;
        while filled < buffer.len() {
            match rustix::rand::getrandom(&mut buffer[filled..], rustix::rand::GetRandomFlags::empty()) {
                Ok(count) => filled += count,
                Err(rustix::io::Errno::INTR) => {}
                Err(e) => unreachable!("the kernel has no randomness to give: {e}"),
            }
        }
    }
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the real clock")]
    fn now(&self) -> UtcTime {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
        let millis = i64::try_from(since.as_millis()).unwrap_or(i64::MAX);
        UtcTime::from_unix_millis(millis).unwrap_or(UtcTime::EPOCH)
    }
}

/// What every use case needs from outside.
pub struct Services {
    /// Tells the time.
    pub clock: Box<dyn Clock>,
    /// Gives randomness.
    pub entropy: Box<dyn Entropy>,
    /// Who is acting: the person at the command line, or the desk.
    pub agent: Agent,
}

impl Services {
    /// Random bytes.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        self.entropy.fill(&mut bytes);
        bytes
    }

    /// A new identifier: a letter that tells what it names, and twelve random hexadecimal digits. Among 100,000 the chance that two are the same is
    /// one in 56,000; nothing else keeps them apart.
    pub(crate) fn new_id<T: std::str::FromStr<Err: std::fmt::Debug>>(&self, letter: char) -> T {
        let id = format!("{letter}{}", self.random_hex::<6>());
        id.parse().expect("a letter and digits make an identifier")
    }

    /// Random bytes in hexadecimal.
    pub fn random_hex<const N: usize>(&self) -> String {
        data_encoding::HEXLOWER.encode(&self.random::<N>())
    }
}
