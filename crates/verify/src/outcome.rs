//! What a check says, for people and for programs, and the exit code.

use std::fmt;
use std::process::ExitCode;

use amana_custody::fsck::{Finding, Harm, Severity};
use serde::Serialize;
use serde_json::{Map, Value};

/// A request that cannot be answered; exit code 1.
#[derive(Debug)]
pub(crate) struct Mistake(pub(crate) String);

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The answer to a request.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    lines: Vec<String>,
    facts: Map<String, Value>,
    findings: Vec<Finding>,
}

impl Outcome {
    /// An answer that is only text.
    pub(crate) fn text(text: &str) -> Self {
        Outcome { lines: vec![text.to_owned()], ..Outcome::default() }
    }

    /// Adds a sentence for people.
    pub(crate) fn say(&mut self, line: impl Into<String>) {
        self.lines.push(line.into());
    }

    /// Adds a fact for programs.
    pub(crate) fn fact(&mut self, name: &str, value: impl Serialize) {
        // Facts are numbers, texts and flat structures, which JSON always has room for.
        self.facts.insert(name.to_owned(), serde_json::to_value(value).unwrap_or_default());
    }

    /// Adds what was found.
    pub(crate) fn found(&mut self, findings: impl IntoIterator<Item = Finding>) {
        self.findings.extend(findings);
    }

    /// Adds damage with no more to say about it.
    pub(crate) fn damage(&mut self, path: impl fmt::Display, harm: Harm, detail: impl fmt::Display) {
        let (path, detail) = (path.to_string(), detail.to_string());
        self.found([Finding {
            severity: Severity::Damage,
            path,
            harm,
            detail,
            entries: None,
            safe: String::new(),
        }]);
    }

    /// Adds something that harms nothing.
    pub(crate) fn notice(&mut self, path: impl fmt::Display, harm: Harm, detail: impl fmt::Display) {
        let (path, detail) = (path.to_string(), detail.to_string());
        self.found([Finding {
            severity: Severity::Notice,
            path,
            harm,
            detail,
            entries: None,
            safe: String::new(),
        }]);
    }

    fn damages(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.severity == Severity::Damage)
    }

    fn verdict(&self) -> &'static str {
        match self.code() {
            0 => "good",
            4 => "unreadable",
            _ => "damaged",
        }
    }

    /// What the machine could not read is not known to be damaged; anything else that is wrong is.
    fn code(&self) -> u8 {
        let unreadable = |finding: &Finding| finding.harm == Harm::Unreadable;
        match self.damages().count() {
            0 => 0,
            _ if self.damages().all(unreadable) => 4,
            _ => 2,
        }
    }

    /// 0, 2 or 4.
    pub(crate) fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.code())
    }

    /// Prints the answer to standard output.
    pub(crate) fn print(&self, json: bool) {
        if json {
            let mut object = self.facts.clone();
            object.insert("verdict".into(), self.verdict().into());
            object.insert("findings".into(), serde_json::to_value(&self.findings).unwrap_or_default());
            println!("{}", Value::Object(object));
            return;
        }
        self.lines.iter().for_each(|line| println!("{line}"));
        self.findings.iter().for_each(print_finding);
        if !self.facts.is_empty() {
            println!("{}", self.conclusion());
        }
    }

    fn conclusion(&self) -> String {
        match (self.code(), self.damages().count()) {
            (0, _) => "GOOD: no damage found.".to_owned(),
            (4, n) => {
                format!("UNREADABLE: the machine could not read {n} of the files; nothing is known of them.")
            }
            (_, n) => format!("DAMAGED: {n} findings of damage, listed above."),
        }
    }
}

fn print_finding(finding: &Finding) {
    let word = if finding.severity == Severity::Damage { "DAMAGE" } else { "notice" };
    // Names come from the folder being checked: never let them steer the terminal.
    println!("{word}: {}: {}", finding.path.escape_debug(), finding.detail.escape_debug());
    if let Some(entries) = &finding.entries {
        println!("        touches the entries {} to {}", entries.start, entries.end.saturating_sub(1));
    }
    if !finding.safe.is_empty() {
        println!("        safe: {}", finding.safe);
    }
}
