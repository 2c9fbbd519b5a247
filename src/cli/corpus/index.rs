//! `corpus index`: the analysis of a corpus, made ahead of time.

use std::path::PathBuf;

use serde::Serialize;

use super::{Format, write};
use crate::cli::Outcome;
use crate::cli::failure::Failure;
use crate::cli::knowledge;
use crate::cli::output::complain;
use crate::index::{Opened, Options};
use crate::report::words::count;

/// Analyse a corpus and keep the analysis, so that it opens at once; tell how much there is in it.
///
/// Every command that is given these folders does the same by itself. What has not changed since the last time is taken
/// over. Indexes are kept in the user's cache folder, or in the folder that SECOND_OPINION_INDEX names.
#[derive(Debug, clap::Args)]
pub(super) struct Index {
    /// The folder of pages; may be given several times.
    #[arg(long = "corpus", value_name = "DIR", required = true)]
    folders: Vec<PathBuf>,

    /// How the report is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Analyse every page anew.
    #[arg(long)]
    anew: bool,
}

/// The report, version 1: fields may be added, none change.
#[derive(Serialize)]
struct Report {
    schema: u32,
    /// Where the index stands; none where it could not be kept.
    index: Option<PathBuf>,
    bytes: u64,
    sources: usize,
    answers: usize,
    sentences: usize,
    claims: usize,
    /// Files that could not be read, or not wholly.
    problems: usize,
    reused: usize,
    analysed: usize,
    seconds: f64,
}

pub(super) fn run(arguments: &Index) -> Result<Outcome, Failure> {
    let options = Options { anew: arguments.anew, ..Options::from_environment() };
    let Opened { knowledge, problems, notes, report } = knowledge::open(&arguments.folders, &options)?;
    notes.iter().for_each(complain);
    problems.iter().for_each(complain);
    let report = Report {
        schema: 1,
        bytes: report.bytes,
        sources: knowledge.sources().len(),
        answers: knowledge.answer_count(),
        sentences: knowledge.sentence_count(),
        claims: knowledge.claim_count(),
        problems: problems.len(),
        reused: report.reused,
        analysed: report.analysed,
        seconds: (report.time.as_secs_f64() * 1000.0).round() / 1000.0,
        index: report.path,
    };
    write(&match arguments.format {
        Format::Text => report.text(),
        Format::Json => serde_json::to_string_pretty(&report)? + "\n",
    })?;
    Ok(if report.problems == 0 && report.index.is_some() { Outcome::Clean } else { Outcome::Incomplete })
}

impl Report {
    fn text(&self) -> String {
        let place = self.index.as_ref().map_or_else(|| "not kept".to_owned(), |path| path.display().to_string());
        let text = format!(
            "{}: {}, {}, {}.\n{} analysed, {} taken over as they were, in {:.1} s.\n{}  {:.1} MB\n",
            count(self.sources, "page", "pages"),
            count(self.answers, "answer", "answers"),
            count(self.sentences, "sentence", "sentences"),
            count(self.claims, "claim", "claims"),
            count(self.analysed, "file", "files"),
            self.reused,
            self.seconds,
            place,
            self.bytes as f64 / 1e6,
        );
        annotate_snippets::normalize_untrusted_str(&text)
    }
}
