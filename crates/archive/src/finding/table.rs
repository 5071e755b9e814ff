//! The table of findings.

use amana_catalog::Cell;

use super::{Findings, RecordedFinding};
use crate::archive::Archive;
use crate::error::Result;

impl Archive {
    /// Hands over a row a version of a finding, in the order of the log; gives their number.
    pub(crate) async fn table_of_findings(
        &self,
        each: &mut (dyn FnMut(&[Cell]) -> std::io::Result<()> + Send),
    ) -> Result<u64> {
        let findings = self.findings().await?;
        for one in &findings.all {
            each(&cells(&findings, one))?;
        }
        Ok(findings.all.len() as u64)
    }
}

fn cells(findings: &Findings, one: &RecordedFinding) -> Vec<Cell> {
    let text = |text: &dyn ToString| Cell::Text(text.to_string());
    let whole = |number: u64| Cell::Integer(i64::try_from(number).unwrap_or(i64::MAX));
    let finding = &one.signed.finding;
    let named: Vec<&str> = finding.individuals.iter().map(|one| one.as_str()).collect();
    let alleged: Vec<String> =
        finding.alleged.iter().map(|one| format!("{}: {}", one.level.word(), one.method)).collect();
    vec![
        text(&finding.finding),
        whole(finding.version.into()),
        text(&finding.study),
        whole(finding.people),
        Cell::Text(named.join(";")),
        text(&finding.expert),
        text(&finding.qualifications),
        text(&finding.statement),
        Cell::Text(alleged.join("; ")),
        text(&finding.limits),
        text(&finding.settled),
        whole(finding.log_size),
        text(&finding.root),
        findings.owner_of(&one.signed.key).map_or(Cell::Null, |account| text(account)),
        text(&one.signed.key),
        text(&one.signed.signature),
        whole(u64::from(one.is_whole())),
        text(&one.time),
        whole(one.entry),
    ]
}
