//! `amana`: configuration and wiring. Each command is one file under `commands/`.

mod access;
mod answer;
mod brought;
mod cells;
mod commands;
mod lists;
mod mapping;
mod ratings;
mod signals;
mod watch;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::answer::Answer;

/// An archive for photographs of the dead and the disappeared that were leaked, smuggled or seized.
///
/// Exit codes: 0 done (refusals inside a deposit included, they are in the report) · 1 a mistake in the request ·
/// 2 damage found · 3 interrupted, the same command goes on · 4 the machine failed.
#[derive(Parser)]
#[command(name = "amana", version, propagate_version = true, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    answer: Answer,
}

#[derive(Subcommand)]
enum Command {
    Init(commands::init::Init),
    Intake(commands::intake::Intake),
    Analyse(commands::analyse::Analyse),
    SimilarFaces(commands::similar_faces::SimilarFaces),
    Import(commands::import::Import),
    Missing(commands::missing::Missing),
    Living(commands::living::Living),
    ClaimEvidence(commands::claim_evidence::ClaimEvidenceAdded),
    Search(commands::search::Search),
    Inbox(commands::inbox::Inbox),
    Places(commands::places::Places),
    Codebook(commands::codebook::Codebook),
    Definitions(commands::definitions::Definitions),
    Count(commands::count::Count),
    Status(commands::status::Status),
    Report(commands::report::Report),
    Recheck(commands::recheck::Recheck),
    Recount(commands::recount::Recount),
    Work(commands::work::Work),
    Table(commands::table::Table),
    Verify(commands::verify::Verify),
    Prove(commands::prove::Prove),
    Publication(commands::publication::Publication),
    Publish(commands::publish::Publish),
    Restore(commands::restore::Restore),
    Rebuild(commands::rebuild::Rebuild),
    Log(commands::log::Log),
    Key(commands::key::Key),
    Depositor(commands::depositor::Depositor),
    Account(commands::account::Account),
    Agreement(commands::agreement::Agreement),
    Estimate(commands::estimate::Estimate),
    Sample(commands::sample::Sample),
    Link(commands::link::Link),
    Finding(commands::finding::Finding),
    Serve(commands::serve::Serve),
    PortalKit(commands::portal_kit::PortalKit),
    Portal(commands::portal::Portal),
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(e) => {
            // Help and version are no mistakes.
            let code = u8::from(e.use_stderr());
            let _ = e.print();
            return ExitCode::from(code);
        }
    };
    let filter = tracing_subscriber::EnvFilter::try_from_env("AMANA_TRACE")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).without_time().init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => runtime,
        Err(e) => {
            eprintln!("error: the program could not start: {e}");
            return ExitCode::from(4);
        }
    };
    let result = runtime.block_on(run(cli.command, &cli.answer));
    cli.answer.finish(result)
}

async fn run(command: Command, answer: &Answer) -> amana_archive::Result<ExitCode> {
    match command {
        Command::Init(command) => command.run(answer),
        Command::Intake(command) => command.run(answer).await,
        Command::Analyse(command) => command.run(answer).await,
        Command::SimilarFaces(command) => command.run(answer).await,
        Command::Import(command) => command.run(answer).await,
        Command::Missing(command) => command.run(answer).await,
        Command::Living(command) => command.run(answer).await,
        Command::ClaimEvidence(command) => command.run(answer).await,
        Command::Search(command) => command.run(answer).await,
        Command::Inbox(command) => command.run(answer).await,
        Command::Places(command) => command.run(answer).await,
        Command::Codebook(command) => command.run(answer).await,
        Command::Definitions(command) => command.run(answer).await,
        Command::Count(command) => command.run(answer).await,
        Command::Status(command) => command.run(answer).await,
        Command::Report(command) => command.run(answer).await,
        Command::Recheck(command) => command.run(answer).await,
        Command::Recount(command) => command.run(answer),
        Command::Work(command) => command.run(answer).await,
        Command::Table(command) => command.run(answer).await,
        Command::Verify(command) => command.run(answer).await,
        Command::Prove(command) => command.run(answer).await,
        Command::Publication(command) => command.run(answer).await,
        Command::Publish(command) => command.run(answer).await,
        Command::Restore(command) => command.run(answer).await,
        Command::Rebuild(command) => command.run(answer).await,
        Command::Log(command) => command.run(answer).await,
        Command::Key(command) => command.run(answer).await,
        Command::Depositor(command) => command.run(answer).await,
        Command::Account(command) => command.run(answer).await,
        Command::Agreement(command) => command.run(answer),
        Command::Estimate(command) => command.run(answer),
        Command::Sample(command) => command.run(answer).await,
        Command::Link(command) => command.run(answer),
        Command::Finding(command) => command.run(answer).await,
        Command::Serve(command) => command.run(answer).await,
        Command::PortalKit(command) => command.run(answer),
        Command::Portal(command) => command.run(answer).await,
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    #[test]
    fn every_command_can_be_called() {
        super::Cli::command().debug_assert();
    }
}
