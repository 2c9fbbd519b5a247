//! Findings as workflow commands, which GitHub shows beside the lines of a pull request.
//!
//! The form is that of GitHub's documentation, "Workflow commands for GitHub Actions": a property ends at a colon or a
//! comma, a command at the end of its line, so those are written as percent codes. It must not use more than one line a
//! finding.

use std::fmt::Write as _;

use super::finding::{Finding, Severity};
use super::json::DraftReport;
use super::words::{Speaker, one_line, said};

/// Answers named of the side that decides; the message tells how many there are.
const SHOWN: usize = 3;

// Writing to a string never fails, so the results of `write!` are let go below.

/// The findings of one draft, a line for each; nothing where there is none.
#[must_use]
pub fn draft(report: &DraftReport) -> String {
    report.findings.iter().map(|finding| annotation(&report.path, finding)).collect()
}

fn annotation(path: &str, finding: &Finding) -> String {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "notice",
    };
    let (start, end) = (finding.range.start, finding.range.end);
    let mut out = format!("::{level} file={},line={},endLine={}", property(path), start.line, end.line);
    // Columns are allowed where a finding stands in one line.
    if start.line == end.line {
        let _ = write!(out, ",col={},endColumn={}", start.column, end.column);
    }
    let mut message = finding.message.clone();
    let side = if finding.contradicting.is_empty() { &finding.supporting } else { &finding.contradicting };
    for citation in side.iter().take(SHOWN) {
        let _ = write!(message, "\n- {}: {}", one_line(&Speaker::from(citation).to_string()), said(citation));
    }
    let _ = writeln!(out, ",title={}::{}", property(finding.code.name()), data(&message));
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::super::finding::samples::finding;
    use super::*;

    #[test]
    fn nothing_is_said_about_a_clean_draft() {
        assert_eq!(draft(&DraftReport { path: "a.md".to_owned(), findings: Vec::new(), sentences: None }), "");
    }

    #[test]
    fn a_finding_is_one_line_whatever_stands_in_it() {
        let mut odd = finding();
        odd.message = "100 % of\r\nthem::error".to_owned();
        let report = DraftReport { path: "a,b:c.md".to_owned(), findings: vec![odd], sentences: None };
        let written = draft(&report);
        assert_eq!(written.lines().count(), 1, "{written}");
        assert!(
            written.starts_with("::warning file=a%2Cb%3Ac.md,line=3,endLine=3,col=5,endColumn=14,title="),
            "{written}"
        );
        assert!(written.contains("::100 %25 of%0D%0Athem::error%0A- Ana Prior, MD"), "{written}");
    }

    #[test]
    fn columns_are_left_out_where_lines_differ() {
        let mut long = finding();
        long.range.end.line += 1;
        let written = draft(&DraftReport { path: "a.md".to_owned(), findings: vec![long], sentences: None });
        assert!(written.starts_with("::warning file=a.md,line=3,endLine=4,title=contradiction::"), "{written}");
    }
}
