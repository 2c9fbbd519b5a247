//! The report as JSON, version 1: a document that is written piece by piece, one draft a line.
//!
//! Drafts are rendered side by side and written as they come, so that a folder of any size needs little memory;
//! that is why the outer brackets are written by [`opening`] and [`closing`] and not by one serialised value.

use rustc_hash::FxHashSet;
use serde::Serialize;

use super::finding::{Citation, Finding, citations, findings};
use super::ignore::Ignored;
use super::lines::{Lines, Range};
use crate::corpus::Source;
use crate::verdict::{Judgement, Knowledge, Side, Verdict};

/// The version of the JSON report. Fields may be added to a version; none change.
pub const SCHEMA: u32 = 1;

/// How much a corpus holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct CorpusSize {
    /// Pages.
    pub sources: usize,
    /// Answers and sections of articles.
    pub answers: usize,
    /// Claims that were found in them.
    pub claims: usize,
}

/// What was found in one draft.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DraftReport {
    /// The draft's path, `-` for standard input.
    pub path: String,
    /// What needs attention, in the order of the draft.
    pub findings: Vec<Finding>,
    /// Every sentence of the author's voice, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentences: Option<Vec<SentenceReport>>,
}

/// One sentence of a draft and its verdict.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SentenceReport {
    /// Where it stands.
    pub range: Range,
    /// The sentence without markup.
    pub text: String,
    /// The strongest verdict of its claims.
    pub verdict: Verdict,
    /// The answers that agree with it, strongest first.
    pub supporting: Vec<Citation>,
    /// The answers that disagree with it, strongest first.
    pub contradicting: Vec<Citation>,
}

impl CorpusSize {
    /// The size of an analysed corpus.
    #[must_use]
    pub fn of(knowledge: &Knowledge) -> Self {
        let sources = knowledge.sources();
        Self {
            sources: sources.len(),
            answers: sources.iter().map(|source| source.answers.len()).sum(),
            claims: knowledge.claim_count(),
        }
    }
}

impl DraftReport {
    /// The report on a draft, without the findings that are left out; with every sentence where that is asked for.
    #[must_use]
    pub fn new(
        path: String,
        lines: &Lines<'_>,
        judgements: &[Judgement],
        sources: &[Source],
        ignored: &Ignored<'_>,
        with_sentences: bool,
    ) -> Self {
        let told = judgements.iter().filter(|judgement| !ignored.covers(judgement));
        Self {
            path,
            findings: findings(lines, told, sources),
            sentences: with_sentences.then(|| sentence_reports(lines, judgements, sources)),
        }
    }
}

/// What stands before the first draft.
///
/// # Errors
///
/// When the corpus's size cannot be written as JSON, which does not happen.
pub fn opening(corpus: CorpusSize) -> serde_json::Result<String> {
    Ok(format!("{{\"schema\":{SCHEMA},\n\"corpus\":{},\n\"drafts\":[", serde_json::to_string(&corpus)?))
}

/// What stands before a draft, which may be the first or a later one.
#[must_use]
pub fn separator(first: bool) -> &'static str {
    if first { "\n" } else { ",\n" }
}

/// One draft.
///
/// # Errors
///
/// When the report cannot be written as JSON, which does not happen.
pub fn draft(report: &DraftReport) -> serde_json::Result<String> {
    serde_json::to_string(report)
}

/// What stands behind the last draft.
#[must_use]
pub fn closing() -> &'static str {
    "\n]}\n"
}

/// One report a sentence. Where several claims of a sentence clash, each has a judgement of its own; together they
/// give the sentence's strongest verdict and the citations of all.
fn sentence_reports(lines: &Lines<'_>, judgements: &[Judgement], sources: &[Source]) -> Vec<SentenceReport> {
    judgements
        .chunk_by(|one, next| one.sentence == next.sentence)
        .filter_map(|group| {
            let first = group.first()?;
            Some(SentenceReport {
                range: lines.range(&first.sentence),
                text: first.text.clone(),
                verdict: group.iter().map(|judgement| judgement.verdict).max()?,
                supporting: citations(&one_an_answer(group.iter().flat_map(|one| &one.supporting)), sources),
                contradicting: citations(&one_an_answer(group.iter().flat_map(|one| &one.contradicting)), sources),
            })
        })
        .collect()
}

fn one_an_answer<'a>(sides: impl Iterator<Item = &'a Side>) -> Vec<Side> {
    let mut seen = FxHashSet::default();
    sides.filter(|side| seen.insert((side.source, side.answer))).cloned().collect()
}
