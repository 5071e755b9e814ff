//! Use cases of a whole archive, on a real folder, with a real deposit.

mod changing;
mod crash;
mod damage;
mod depositor;
mod hostile;
mod keyless;
mod spine;
mod support;
