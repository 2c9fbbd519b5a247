//! Evidence for a claim, the stance of each piece, and the weighing of all into one verdict.
//!
//! It must not know how a verdict is shown.

pub mod align;
mod archive;
mod candidates;
mod compare;
mod consensus;
pub mod difference;
mod erasure;
mod evidence;
mod explain;
mod figures;
mod knowledge;
mod matter;
mod message;
mod ordering;
mod proposition;
mod record;
mod second_reader;
pub mod signs;
pub mod stance;
pub mod vocabulary;
pub mod weigh;

pub use archive::{Archive, Bytes, Layout, Writer};
pub use compare::{Comparison, compare};
pub use consensus::{Figure, Figures, Proposition, Topic};
pub use evidence::{Page, analyse};
pub use explain::explain;
pub use knowledge::{Judgement, Knowledge, PageName, Side};
pub use second_reader::SecondReader;

/// The stance of one piece of evidence towards a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// It says so too.
    Supports,
    /// Both cannot be true.
    Contradicts,
    /// It says the same less strongly.
    Qualifies,
    /// It says nothing of it.
    Neutral,
}

/// The verdict on a claim against the whole corpus, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Nothing in the corpus bears on it.
    Uncovered,
    /// At least one answer says so, and none denies it.
    Supported,
    /// Answers take both sides, neither negligible.
    Contested,
    /// The right direction, but said more strongly than the corpus says it.
    Overstated,
    /// The clear weight of the corpus denies it.
    Contradicted,
}

/// Why a stance is what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// One affirms what the other denies.
    OppositePolarity,
    /// Two values that exclude each other ("permanent", "temporary").
    ExclusiveValues,
    /// Two figures for the same thing that do not meet.
    DisjointQuantities,
    /// One says more where the other says less.
    ReversedDirection,
    /// A universal against an exception, or "every" against "some".
    StrongerQuantifier,
    /// Certain against possible.
    StrongerCertainty,
    /// The same matter in other words, as the second reader hears it; no single point was found by rule.
    OtherWords,
}
