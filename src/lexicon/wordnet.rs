//! The general vocabulary: WordNet 3.0, turned into one compact table that is read in place.
//!
//! It must not allocate or parse at start-up.

/// The number of a base form (a lemma, whatever its part of speech) in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LemmaId(pub u32);

/// How one lemma stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// They share a sense.
    Synonym,
    /// One is derived from the other ("weaken", "weakness").
    Derived,
    /// The second names a wider class of the first ("aspirin" → "medicine").
    Hypernym,
    /// The second names a narrower class of the first.
    Hyponym,
    /// They exclude each other ("permanent", "temporary").
    Antonym,
}
