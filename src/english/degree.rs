//! Degrees of comparison: "safer", "more", "later".
//!
//! It must not look beyond the word.

use super::tag::Tag;

/// Whether a word compares, given what it is in its sentence.
#[must_use]
pub fn is_comparative(word: &str, tag: Tag) -> bool {
    COMPARATIVES.contains(&word)
        || word.len() > 4
            && word.ends_with("er")
            && matches!(tag, Tag::Adjective | Tag::Adverb)
            && !POSITIVES.contains(&word)
}

/// Words that compare, though their tags may not show it.
#[rustfmt::skip]
const COMPARATIVES: &[&str] = &[
    "more", "less", "fewer", "better", "worse", "further", "farther", "sooner", "earlier", "later", "longer", "shorter",
    "older", "younger", "higher", "lower", "larger", "smaller", "bigger", "weaker", "stronger", "deeper", "thinner",
    "thicker", "greater", "closer", "safer", "riskier", "faster", "slower", "milder", "harder", "easier",
];

/// Adjectives and adverbs in -er that do not compare.
#[rustfmt::skip]
const POSITIVES: &[&str] = &[
    "other", "another", "rather", "never", "ever", "over", "under", "after", "however", "together", "altogether",
    "clever", "bitter", "proper", "former", "inner", "outer", "upper", "sober", "tender", "eager",
];
