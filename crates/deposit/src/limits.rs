//! How much a container may make us do before it is refused, and the count kept of it.
//!
//! One [`Allowance`] is shared by an outermost container and everything nested in it, so that a bomb cannot multiply
//! itself by nesting.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Why something was not opened or not read to its end, on purpose.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The member's content is encrypted.
    #[error("it is encrypted")]
    Encrypted,
    /// The member is compressed by a method that this program does not read.
    #[error("compression method {0} is not read")]
    Method(u16),
    /// The member shares bytes with another one, as only a bomb or a forgery does.
    #[error("its bytes overlap another member's")]
    Overlap,
    /// It grows too much on unpacking.
    #[error("it expands more than {ratio}-fold")]
    Ratio {
        /// The limit.
        ratio: u64,
    },
    /// Unpacking the outermost container gives too many bytes in all.
    #[error("the container expands to more than {limit} bytes")]
    Expanded {
        /// The limit.
        limit: u64,
    },
    /// There are too many members in the outermost container and those nested in it.
    #[error("the container holds more than {limit} members")]
    Members {
        /// The limit.
        limit: u64,
    },
    /// Containers or folders lie too deep within one another.
    #[error("it is nested more than {limit} deep")]
    Depth {
        /// The limit.
        limit: u32,
    },
    /// The folder is one of the folders it lies in.
    #[error("the folder contains itself")]
    Loop,
    /// The caller asked not to enter it.
    #[error("it is left out on request")]
    Excluded,
}

/// The limits of unpacking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// How many containers may lie within one another, the outermost included.
    pub depth: u32,
    /// Members in an outermost container, nested ones included.
    pub members: u64,
    /// Bytes that an outermost container may give, nested ones included.
    pub expanded: u64,
    /// How many bytes a compressed byte may become, once `ratio_from` bytes have come out.
    pub ratio: u64,
    /// Below this many bytes the ratio does not matter.
    pub ratio_from: u64,
}

impl Default for Limits {
    /// Depth 3, one million members, 1 TiB, 1:200 beyond 64 MiB: zeros shrink to a 230th even by the fastest
    /// deflate, while photographs, documents and drawings stay far below.
    fn default() -> Limits {
        Limits { depth: 3, members: 1_000_000, expanded: 1 << 40, ratio: 200, ratio_from: 64 << 20 }
    }
}

/// What an outermost container and all that is nested in it may still use; counted across threads.
#[derive(Clone, Debug)]
pub struct Allowance {
    limits: Limits,
    depth: u32,
    outermost: u64,
    expanded: Arc<AtomicU64>,
    members: Arc<AtomicU64>,
}

impl Allowance {
    /// An untouched allowance for a container of `len` bytes that lies in a folder.
    pub fn new(limits: Limits, len: u64) -> Allowance {
        Allowance { limits, depth: 1, outermost: len, expanded: Arc::default(), members: Arc::default() }
    }

    /// The same allowance for a container found in this one, if it does not lie too deep.
    pub fn nested(&self) -> Result<Allowance, Refusal> {
        match self.depth < self.limits.depth {
            true => Ok(Allowance { depth: self.depth + 1, ..self.clone() }),
            false => Err(Refusal::Depth { limit: self.limits.depth }),
        }
    }

    /// The limit of the number of members.
    pub(crate) fn members_limit(&self) -> u64 {
        self.limits.members
    }

    /// Counts one more member.
    pub(crate) fn count_member(&self) -> Result<(), Refusal> {
        let limit = self.limits.members;
        match self.members.fetch_add(1, Ordering::Relaxed) < limit {
            true => Ok(()),
            false => Err(Refusal::Members { limit }),
        }
    }

    /// Counts `new` more bytes of a stream that made `out` bytes of `taken` compressed ones so far.
    pub(crate) fn charge(&self, new: u64, out: u64, taken: u64) -> Result<(), Refusal> {
        let Limits { expanded: limit, ratio, .. } = self.limits;
        let all = self.expanded.fetch_add(new, Ordering::Relaxed).saturating_add(new);
        if all > limit {
            return Err(Refusal::Expanded { limit });
        }
        match self.is_bomb(out, taken) || self.is_bomb(all, self.outermost) {
            true => Err(Refusal::Ratio { ratio }),
            false => Ok(()),
        }
    }

    fn is_bomb(&self, out: u64, taken: u64) -> bool {
        out > self.limits.ratio_from && out > taken.saturating_mul(self.limits.ratio)
    }
}
