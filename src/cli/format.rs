//! The forms in which `check` writes its report, each in pieces: an opening, the drafts as they come, a closing.

use clap::ValueEnum;

use super::failure::Failure;
use crate::report::text::{self, Style, Totals};
use crate::report::{CorpusSize, DraftReport, Lines, github, html, json, sarif};

/// The forms of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people: the words underlined, why, and who says what.
    Text,
    /// For programs: one document, version 1.
    Json,
    /// For code hosts and editors: one document, SARIF 2.1.0.
    Sarif,
    /// For GitHub's workflows: one annotation a line.
    Github,
    /// For people: one page to look at, to print or to send.
    Html,
}

impl Format {
    /// What stands before the first draft.
    pub(super) fn opening(self, corpus: CorpusSize) -> Result<String, Failure> {
        Ok(match self {
            Self::Text | Self::Github => String::new(),
            Self::Json => json::opening(corpus)?,
            Self::Sarif => sarif::opening(),
            Self::Html => html::opening(corpus),
        })
    }

    /// What stands before a draft's part, which may be the first that is not empty or a later one.
    pub(super) fn separator(self, first: bool) -> &'static str {
        match self {
            Self::Text | Self::Github | Self::Html => "",
            Self::Json | Self::Sarif => json::separator(first),
        }
    }

    /// A draft's part.
    pub(super) fn draft(self, report: &DraftReport, lines: &Lines<'_>, style: Style) -> Result<String, Failure> {
        Ok(match self {
            Self::Text => text::draft(report, lines, style),
            Self::Json => json::draft(report)?,
            Self::Sarif => sarif::draft(report),
            Self::Github => github::draft(report),
            Self::Html => html::draft(report, lines),
        })
    }

    /// What stands behind the last draft.
    pub(super) fn closing(self, totals: Totals, corpus: CorpusSize) -> String {
        match self {
            Self::Text => text::closing(totals, corpus),
            Self::Json => json::closing().to_owned(),
            Self::Sarif => sarif::closing().to_owned(),
            Self::Github => String::new(),
            Self::Html => html::closing(totals, corpus),
        }
    }
}
