//! Reports: chosen counts and studies with their definitions, method, uncertainty and limits, at one size of the log.
//!
//! [`Archive::freeze_report`](crate::Archive::freeze_report) reads everything that a report is made of; [`Report::of`] makes it, pure. What was
//! frozen is kept beside a report, so that whoever has it makes the same report again, to the digit, without the archive.

mod frozen;
mod report;
mod tables;
mod tallied;

pub use self::frozen::{Frozen, ReportPlan};
pub use self::report::{Report, ReportedCount, ReportedPart, ReportedRow, ReportedStudy, Standings};
pub use self::tables::ReportTable;
pub use self::tallied::{ReportedCross, ReportedCrossRow, ReportedEntry, ReportedRegion};
