//! Reads a deposit (folders, files, zip, tar) without changing or trusting it.
//!
//! [`Root::open`] takes a folder or a single file, [`Root::walk`] yields every thing that is there exactly once as a
//! [`Found`], [`Root::open_file`] reads one file and says whether it changed meanwhile, and [`open_container`] streams
//! the members of a zip or tar. Nothing is ever written to the deposit, no symbolic link is followed, no device is
//! opened, and no name found inside a container is ever used as a path.
//!
//! Trusts: the kernel, and the path that the operator typed. Distrusts: every byte and every name below that path.

mod codec;
mod container;
mod found;
mod limits;
mod member;
mod reader;
mod recognise;
mod root;
mod spool;
mod stat;
mod survey;
mod tar;
mod walk;
mod zip;

pub use container::{ContainerReport, Flow, Visit, open_container};
pub use found::{Facts, Found, Kind, Special, Stamp, WallTime, Warning, escapes};
pub use limits::{Allowance, Limits, Refusal};
pub use member::{Damage, Member, MemberOutcome, MemberReader};
pub use reader::{FileReader, FileState, OpenError, ReadOutcome};
pub use recognise::{Compression, ContainerKind, Recognised, ends_like_zip, may_be_container, recognise};
pub use root::{Root, RootError};
pub use spool::{Spool, SpoolReader};
pub use survey::{Survey, survey};
pub use walk::Walk;
