//! `amana recheck`.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use amana_archive::{RecheckRate, Result};
use amana_model::{Recheck as Drawn, RecheckOf};
use clap::Args;
use clap::builder::PossibleValuesParser as WordsOf;

use crate::access::Keys;
use crate::answer::Answer;

/// Tell how often the machine's part was wrong, or draw a sample of it for people to look at once more.
///
/// Without --draw it tells what every recheck found so far. A drawn recheck is worked through at the desk, by people who had no part
/// in what was settled (docs/STATISTICS.md).
#[derive(Args)]
pub(crate) struct Recheck {
    /// The archive's folder
    archive: PathBuf,
    /// Draw a sample and record it: numbers settled with a machine's part, or groups accepted as a machine suggested them
    #[arg(long, value_name = "WORD", requires = "size", value_parser = WordsOf::new(RecheckOf::ALL.map(RecheckOf::word)))]
    draw: Option<String>,
    /// How many to draw
    #[arg(long, value_name = "N", requires = "draw")]
    size: Option<usize>,
    /// The seed; drawn if not given
    #[arg(long, value_name = "TEXT", requires = "draw")]
    seed: Option<String>,
    #[command(flatten)]
    keys: Keys,
}

impl Recheck {
    pub(crate) async fn run(self, answer: &Answer) -> Result<ExitCode> {
        let archive = self.keys.open(&self.archive, true)?;
        let Some(of) = self.draw.as_deref().and_then(RecheckOf::from_word) else {
            let rechecks = archive.rechecks().await;
            archive.close().await;
            answer.give(&rechecks?.rates(), |rates| rates_in_words(rates))?;
            return Ok(ExitCode::SUCCESS);
        };
        let agent = archive.services().agent.clone();
        let drawn = archive.draw_recheck(&agent, of, self.size.unwrap_or_default(), self.seed).await;
        archive.close().await;
        answer.give(&drawn?, drawn_in_words)?;
        Ok(ExitCode::SUCCESS)
    }
}

fn drawn_in_words(drawn: &Drawn) -> String {
    format!(
        "{}: {} of {} {} drawn, seed {}\nframe {} at {} entries of the log, root {}\nthey wait at the desk, under Rechecks",
        drawn.recheck,
        drawn.drawn.len(),
        drawn.units,
        drawn.of.word(),
        drawn.seed,
        drawn.frame,
        drawn.log_size,
        drawn.root
    )
}

fn rates_in_words(rates: &[RecheckRate]) -> String {
    if rates.is_empty() {
        return "nothing was rechecked: --draw readings --size 200 draws the first sample".to_owned();
    }
    rates.iter().map(rate_in_words).collect::<Vec<_>>().join("\n")
}

fn rate_in_words(rate: &RecheckRate) -> String {
    let Drawn { recheck, of, drawn, units, .. } = &rate.recheck;
    let mut text = format!(
        "{recheck}: {} of {units} {}; right {}, wrong {}, cannot be told {}, not looked at yet {}",
        drawn.len(),
        of.word(),
        rate.right,
        rate.wrong,
        rate.cannot_tell,
        rate.open
    );
    let percent = |share: f64| share * 100.0;
    if let Some(share) = rate.share {
        let _ = write!(text, "; wrong {:.1} % of those told", percent(share.value()));
    }
    if let Some(ends) = &rate.interval {
        let _ = write!(text, ", 95 % interval {:.1} to {:.1} %", percent(ends.low), percent(ends.high));
    }
    text
}
