//! How often it was wrong.

use amana_catalog::Cell;
use amana_model::{Recheck, RecheckVerdict};
use amana_statistics::estimates::Proportion;
use amana_statistics::estimates::sensitivity::{Bounds, not_assessable};
use amana_statistics::{Confidence, Interval};
use serde::Serialize;

use super::Rechecks;
use crate::archive::Archive;
use crate::error::Result;

/// The rate of errors that a recheck found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RecheckRate {
    /// The recheck.
    pub recheck: Recheck,
    /// Units found right.
    pub right: u64,
    /// Units found wrong.
    pub wrong: u64,
    /// Units of which nobody could tell.
    pub cannot_tell: u64,
    /// Units drawn that nobody has looked at yet.
    pub open: u64,
    /// The share that is wrong among those right or wrong; `None` if there are none.
    pub share: Option<Proportion>,
    /// Its 95 % interval: Wilson's, of the finite population drawn from.
    pub interval: Option<Interval>,
    /// The share if all of which nobody could tell, or that is open, were right, and if all were wrong.
    pub bounds: Option<Bounds>,
}

impl Rechecks {
    /// The rate of every recheck, in the order in which they were drawn.
    pub fn rates(&self) -> Vec<RecheckRate> {
        self.all.iter().map(|(_, recheck)| self.rate(recheck)).collect()
    }

    /// The rate of one.
    pub fn rate(&self, recheck: &Recheck) -> RecheckRate {
        let told = |unit: &u64| self.told_of(&recheck.recheck, *unit).map(|told| told.verdict);
        let count = |wanted: Option<RecheckVerdict>| {
            recheck.drawn.iter().filter(|unit| told(unit) == wanted).count() as u64
        };
        let [right, wrong, cannot_tell] = RecheckVerdict::ALL.map(|verdict| count(Some(verdict)));
        let open = count(None);
        let share = Proportion::new(wrong, right + wrong).ok();
        let interval = share.and_then(|share| share.wilson_finite(recheck.units, Confidence::USUAL).ok());
        let bounds = not_assessable(wrong, right, cannot_tell + open).ok();
        RecheckRate { recheck: recheck.clone(), right, wrong, cannot_tell, open, share, interval, bounds }
    }
}

impl Archive {
    /// Hands over a row a recheck; gives their number.
    pub(crate) async fn table_of_rechecks(
        &self,
        each: &mut (dyn FnMut(&[Cell]) -> std::io::Result<()> + Send),
    ) -> Result<u64> {
        let rates = self.rechecks().await?.rates();
        for rate in &rates {
            each(&cells(rate))?;
        }
        Ok(rates.len() as u64)
    }
}

fn cells(rate: &RecheckRate) -> Vec<Cell> {
    let text = |text: &dyn ToString| Cell::Text(text.to_string());
    let whole = |number: u64| Cell::Integer(i64::try_from(number).unwrap_or(i64::MAX));
    let real = |value: Option<f64>| value.map_or(Cell::Null, Cell::Real);
    let Recheck { recheck, of, seed, units, frame, log_size, root, drawn } = &rate.recheck;
    vec![
        text(recheck),
        text(&of.word()),
        text(seed),
        whole(*units),
        text(frame),
        whole(*log_size),
        text(root),
        whole(drawn.len() as u64),
        whole(rate.right),
        whole(rate.wrong),
        whole(rate.cannot_tell),
        whole(rate.open),
        real(rate.share.map(Proportion::value)),
        real(rate.interval.as_ref().map(|ends| ends.low)),
        real(rate.interval.as_ref().map(|ends| ends.high)),
        real(rate.bounds.map(|ends| ends.all_no.value())),
        real(rate.bounds.map(|ends| ends.all_yes.value())),
    ]
}
