//! The program as a person or a script calls it.

mod by_hand;
mod killed;
mod scripts;
mod support;
