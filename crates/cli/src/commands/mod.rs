//! One command a file: its arguments, one function, and a doc comment that is its help.

pub(crate) mod account;
pub(crate) mod agreement;
pub(crate) mod analyse;
pub(crate) mod codebook;
pub(crate) mod count;
pub(crate) mod definitions;
pub(crate) mod depositor;
pub(crate) mod estimate;
pub(crate) mod finding;
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod intake;
pub(crate) mod key;
pub(crate) mod log;
pub(crate) mod places;
pub(crate) mod prove;
pub(crate) mod rebuild;
pub(crate) mod recount;
pub(crate) mod report;
pub(crate) mod restore;
pub(crate) mod sample;
pub(crate) mod serve;
pub(crate) mod similar_faces;
pub(crate) mod status;
pub(crate) mod table;
pub(crate) mod verify;
