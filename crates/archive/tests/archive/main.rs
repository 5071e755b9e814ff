//! Use cases of a whole archive, on a real folder, with a real deposit.

#![allow(clippy::unwrap_used, reason = "a test says what failed by panicking")]

mod accounts;
mod analysing;
mod bystanders;
mod changing;
mod claims;
mod closely;
mod coding;
mod copies;
mod counting;
mod crash;
mod damage;
mod depositor;
mod derivatives;
mod drawn;
mod finding;
mod gallery;
mod graded;
mod hostile;
mod importing;
mod inbox;
mod keying;
mod keyless;
mod looking;
mod missing;
mod museum;
mod people;
mod places;
mod publication;
mod rechecking;
mod reporting;
mod sampling;
mod searching;
mod showing;
mod signing_in;
mod spine;
mod support;
mod unusual;
mod viewing;
mod working;
