//! The stance of one statement towards another. It must not weigh several pieces of evidence.

use super::Reason;

/// What one piece of evidence says about one claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// A careful reader of the evidence would agree with the claim.
    Supports,
    /// The two cannot be true together.
    Contradicts,
    /// The right direction, but the claim says it more strongly than the evidence does.
    Qualifies,
    /// The evidence says nothing about the claim.
    Neutral,
}

/// A stance with its reason.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// The stance of the evidence towards the claim.
    pub stance: Stance,
    /// Why, where the stance is `contradicts` or `qualifies`.
    pub reason: Option<Reason>,
    /// How sure the stance is, from 0 to 1.
    pub score: f32,
}

/// Compares a claim with a piece of evidence, which may be several sentences.
#[must_use]
pub fn compare(claim: &str, evidence: &str) -> Comparison {
    // A stand-in until claims are read: it lets the measuring be built beside the analysis.
    let _ = (claim, evidence);
    Comparison { stance: Stance::Neutral, reason: None, score: 0.0 }
}
