//! The custody log: append, tiles, checkpoints, proofs, fsck.
