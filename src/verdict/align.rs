//! Alignment: how much of a claim is spoken of in a piece of evidence.
//!
//! It must not look at polarity; it only asks whether two statements are about the same thing.

use crate::claim::Term;
use crate::english::Key;
use crate::lexicon::wordnet::{Relation, WordNet};

/// A term of the evidence, and how near to the evidence's own clause it stands (1 is the clause itself).
#[derive(Clone, Copy, Debug)]
pub struct Nearby<'a> {
    /// The term.
    pub term: &'a Term,
    /// From 0 to 1.
    pub nearness: f32,
}

/// How the terms of a claim meet those of the evidence.
#[derive(Clone, Debug, Default)]
pub struct Alignment {
    /// For each term of the claim the best match: the index in the evidence, and how good it is, from 0 to 1.
    pub matches: Vec<Option<(usize, f32)>>,
    /// The weight of the claim's terms.
    pub total: f32,
    /// The part of that weight which is met.
    pub met: f32,
    /// The weight of the heaviest term that is not met at all.
    pub heaviest_miss: f32,
}

/// Aligns the terms of a claim with the terms in and around a piece of evidence.
#[must_use]
pub fn align(claim: &[Term], evidence: &[Nearby<'_>], weight: impl Fn(&Term) -> f32) -> Alignment {
    let mut alignment = Alignment::default();
    for term in claim {
        let weight = weight(term);
        let best = evidence
            .iter()
            .enumerate()
            .map(|(index, nearby)| (index, similarity(term, nearby.term) * nearby.nearness))
            .filter(|&(_, score)| score > 0.0)
            .max_by(|one, other| one.1.total_cmp(&other.1));
        alignment.total += weight;
        match best {
            Some((_, score)) => alignment.met += weight * score,
            None => alignment.heaviest_miss = alignment.heaviest_miss.max(weight),
        }
        alignment.matches.push(best);
    }
    alignment
}

/// Word vectors this near or less tell nothing.
const FAR: f32 = 0.4;
/// Word vectors this near are as good as kin.
const NEAR: f32 = 0.8;

/// How likely it is that two terms speak of the same thing, from 0 to 1.
#[must_use]
pub fn similarity(one: &Term, other: &Term) -> f32 {
    let shares = |keys: &[Key], others: &[Key]| keys.iter().any(|key| others.contains(key));
    if shares(&one.keys, &other.keys) {
        1.0
    } else if shares(&one.broader, &other.keys) || shares(&one.keys, &other.broader) {
        0.6
    } else {
        let near = one.vector.zip(other.vector).map_or(0.0, |(one, other)| one.nearness(other));
        related(one, other).max(((near - FAR) / (NEAR - FAR)).clamp(0.0, 1.0) * 0.8)
    }
}

/// How near two terms are in the general vocabulary: up to 1 for synonyms, below 0 for antonyms, 0 for strangers.
#[must_use]
pub fn related(one: &Term, other: &Term) -> f32 {
    let wordnet = WordNet::english();
    let mut best = 0.0_f32;
    for &from in &one.lemmas {
        for &to in &other.lemmas {
            for neighbour in wordnet.relations(from, to) {
                let nearness = match neighbour.relation {
                    Relation::Synonym => 0.4 + 0.6 * neighbour.weight,
                    Relation::Derived => 0.5 + 0.5 * neighbour.weight,
                    Relation::Hypernym => 0.7 * neighbour.weight,
                    Relation::Hyponym => 0.8 * neighbour.weight,
                    Relation::Antonym => -neighbour.weight,
                    Relation::IndirectAntonym => -0.7 * neighbour.weight,
                };
                if nearness.abs() > best.abs() {
                    best = nearness;
                }
            }
        }
    }
    best
}
