//! The project's own chores. `cargo xtask demo` and `cargo xtask test` do all their set-up themselves.

mod bench;
mod demo;
mod fuzz;
mod leak;
mod models;
mod shell;
mod test;
mod tools;
mod web;

use clap::{Parser, Subcommand};

/// Chores of the project.
#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Set everything up, make a synthetic leak, take it in, and open the desk
    Demo(demo::Demo),
    /// Set the tests up and pass them: format, lints, tests, documents, fuzzing, browser
    Test(test::Test),
    /// Measure speed, side by side with the tools that groups use today
    Bench(bench::Bench),
    /// Run every fuzz target for a while
    Fuzz(fuzz::Fuzz),
    /// Fetch the machines' models, pinned by SHA-256
    Models,
    /// Build what the browser runs
    Web,
    /// Make a synthetic leak
    Leak(leak::Leak),
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().chore {
        Chore::Demo(demo) => demo.run(),
        Chore::Test(test) => test.run(),
        Chore::Bench(bench) => bench.run(),
        Chore::Fuzz(fuzz) => fuzz.run(),
        Chore::Models => models::fetch(),
        Chore::Web => web::build(),
        Chore::Leak(leak) => leak.run(),
    }
}
