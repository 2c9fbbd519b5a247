//! Who judges when something is measured: rules alone, or rules and second reader together.

#![allow(dead_code, reason = "several test programs share this file, and none needs all of it")]

use second_opinion::draft::Draft;
use second_opinion::reader::Reader;
use second_opinion::verdict::{self, Comparison, Judgement, Knowledge};

/// Those who judge.
#[derive(Clone, Copy)]
pub(crate) struct Judges(Option<&'static Reader>);

impl Judges {
    /// The rules alone.
    pub(crate) const RULES_ALONE: Self = Self(None);

    /// Rules and second reader, as the product judges.
    pub(crate) fn together() -> Self {
        Self(Reader::built_in())
    }

    /// Whether they have learned from the labelled pairs.
    pub(crate) fn have_learned(self) -> bool {
        self.0.is_some()
    }

    /// Judges a draft.
    pub(crate) fn judge(self, knowledge: &Knowledge, draft: &Draft) -> Vec<Judgement> {
        match self.0 {
            Some(reader) => knowledge.judge_with(reader, draft),
            None => knowledge.judge(draft),
        }
    }

    /// Compares two statements.
    pub(crate) fn compare(self, claim: &str, evidence: &str) -> Comparison {
        match self.0 {
            Some(reader) => verdict::compare_with(reader, claim, evidence),
            None => verdict::compare(claim, evidence),
        }
    }
}
