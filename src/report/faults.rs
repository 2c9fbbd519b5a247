//! What an editor should look at in a corpus, as text and JSON, for `corpus lint`.

use serde::Serialize;

use super::json::SCHEMA;
use super::words::{count, one_line};
use crate::corpus::{Fault, Source};

/// The faults of a corpus.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FaultReport {
    schema: u32,
    sources: usize,
    answers: usize,
    faults: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Entry {
    path: String,
    line: u32,
    code: &'static str,
    message: String,
}

impl FaultReport {
    /// A report of these faults, found in these pages.
    #[must_use]
    pub fn new(sources: &[Source], faults: &[Fault]) -> Self {
        let entry = |fault: &Fault| Entry {
            path: fault.path.clone(),
            line: fault.line,
            code: fault.kind.name(),
            message: fault.message.clone(),
        };
        Self {
            schema: SCHEMA,
            sources: sources.len(),
            answers: sources.iter().map(|source| source.answers.len()).sum(),
            faults: faults.iter().map(entry).collect(),
        }
    }

    /// The report as one JSON document.
    ///
    /// # Errors
    ///
    /// When it cannot be written as JSON, which does not happen.
    pub fn json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self).map(|json| json + "\n")
    }

    /// The report as compilers write theirs, one line a fault, so that editors can jump to it.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for Entry { path, line, code, message } in &self.faults {
            text.push_str(&format!("{path}:{line}: {code}: {}\n", one_line(message)));
        }
        let found = match self.faults.len() {
            0 => "Nothing to mend".to_owned(),
            number => count(number, "thing to look at", "things to look at"),
        };
        let pages = count(self.sources, "page", "pages");
        text.push_str(&format!("{found} in {pages} with {}.\n", count(self.answers, "answer", "answers")));
        annotate_snippets::normalize_untrusted_str(&text)
    }
}
