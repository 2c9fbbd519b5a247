//! The stance of one statement towards another, without a corpus.

use super::Reason;

/// What a piece of evidence says about a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// It says the same.
    Supports,
    /// It denies it.
    Contradicts,
    /// It says so less firmly, or only under a condition.
    Qualifies,
    /// It says nothing about it.
    Neutral,
}

/// The outcome of a comparison.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// The stance of the evidence towards the claim.
    pub stance: Stance,
    /// Why, where the stance is not neutral and not plain support.
    pub reason: Option<Reason>,
    /// How sure the stance is, from 0 to 1.
    pub score: f32,
}

/// Compares a claim with evidence, which may be several sentences.
#[must_use]
pub fn compare(claim: &str, evidence: &str) -> Comparison {
    // A stand-in until claims are read.
    let _ = (claim, evidence);
    Comparison { stance: Stance::Neutral, reason: None, score: 0.0 }
}
