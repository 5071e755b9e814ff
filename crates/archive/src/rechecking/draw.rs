//! Drawing what is rechecked.

use amana_model::{Act, Agent, Basis, Decision, Digest, People, Recheck, RecheckOf};
use amana_statistics::samples::{self, Frame, Unit};
use sha2::{Digest as _, Sha256};

use crate::archive::{Archive, log_error};
use crate::error::{ArchiveError, Result};

/// The most units of one recheck: it is part of an event.
const MOST: usize = 5000;

impl Archive {
    /// Draws a sample of what a machine had a part in, and records it.
    ///
    /// # Errors
    /// If nothing of the kind was settled, or fewer than are asked for; without keys, or if catalog or log fail. Nothing is recorded then.
    pub async fn draw_recheck(
        &self,
        agent: &Agent,
        of: RecheckOf,
        size: usize,
        seed: Option<String>,
    ) -> Result<Recheck> {
        let _alone = self.deciding.lock().await;
        self.catch_up().await?;
        let head = self.log.checkpoint().map_err(log_error)?;
        let entries = self.rechecked_from(of).await?;
        check(of, entries.len(), size)?;
        let seed = seed.filter(|seed| !seed.trim().is_empty());
        let seed = seed.unwrap_or_else(|| self.services.random_hex::<8>());
        let units = entries.iter().map(|entry| Unit { id: entry.to_string(), label: None }).collect();
        let frame = Frame::new(units).map_err(|e| refused(&e.to_string()))?;
        let drawn = samples::simple(&frame, &seed, size).map_err(|e| refused(&e.to_string()))?;
        let lines: String = entries.iter().map(|entry| format!("{entry}\n")).collect();
        let recheck = Recheck {
            recheck: self.services.new_id('r'),
            of,
            seed,
            units: entries.len() as u64,
            frame: Digest(Sha256::digest(lines).into()),
            log_size: head.size(),
            root: head.root().to_string(),
            drawn: drawn.units.iter().filter_map(|unit| unit.id.parse().ok()).collect(),
        };
        self.record_as(agent, vec![Act::RecheckDrawn(recheck.clone())]).await?;
        Ok(recheck)
    }

    /// What a recheck of this kind is drawn from, by log entry, in the order of the log: what counts now.
    async fn rechecked_from(&self, of: RecheckOf) -> Result<Vec<u64>> {
        let catalog = self.catalog().await?;
        match of {
            RecheckOf::Readings => {
                let settled = catalog.settlements().await?;
                let by_machine = settled.into_iter().filter(|one| one.basis == Basis::MachineAgrees);
                Ok(by_machine.map(|one| one.entry).collect())
            }
            RecheckOf::Groups => {
                let decisions = catalog.decisions(0).await?;
                let people = People::of(&decisions);
                let accepted =
                    |decision: &Decision| matches!(decision, Decision::Together { candidate: Some(_), .. });
                let counts = decisions.iter().filter(|(entry, one)| accepted(one) && people.counts(*entry));
                Ok(counts.map(|(entry, _)| *entry).collect())
            }
        }
    }
}

fn check(of: RecheckOf, there: usize, size: usize) -> Result<()> {
    let none = match of {
        RecheckOf::Readings => {
            "no number was settled with a machine's part: here people settled each, and there is nothing to recheck"
        }
        RecheckOf::Groups => {
            "nobody accepted a group that a machine suggested, so there is nothing to recheck"
        }
    };
    match (there, size) {
        (0, _) => Err(refused(none)),
        (_, 0) => Err(refused("a recheck has one unit at least")),
        (_, size) if size > MOST => Err(refused(&format!("a recheck has at most {MOST} units"))),
        (there, size) if size > there => {
            Err(refused(&format!("there are {there} of them, fewer than {size}")))
        }
        _ => Ok(()),
    }
}

fn refused(what: &str) -> ArchiveError {
    ArchiveError::mistake(what).safe("nothing was drawn")
}
