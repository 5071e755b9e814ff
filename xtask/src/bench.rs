//! Speed, measured side by side in one run. Never fails for being slow.

use anyhow::Result;
use clap::Args;

#[derive(Args)]
pub(crate) struct Bench {
    /// Picture files of the leak that is measured
    #[arg(long, default_value_t = 2000)]
    pub(crate) photographs: u32,
}

impl Bench {
    pub(crate) fn run(self) -> Result<()> {
        Ok(())
    }
}
