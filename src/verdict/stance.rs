//! The stance of one statement towards one claim: the same proposition but for one located difference, or not.
//!
//! The rule, for a medical editor:
//!
//! 1. What the claim speaks of must be spoken of by the evidence, in its own clause or shortly before; rare words count
//!    for more than words that every answer uses. Where too little is met, there is no stance.
//! 2. One place that cannot be true together with the evidence makes it a contradiction, and that place is shown.
//! 3. Without such a place, a claim that is put more strongly than the evidence is qualified by it.
//! 4. Without such a place, a claim of which enough is met is supported.
//!
//! It must not count answers: that is the weighing's part.

use super::Stance;
use super::align::{Alignment, Nearby, align, similarity};
use super::difference::{self, Difference, Kind};
use super::evidence::Statement;
use crate::claim::{Claim, Strength, Term, Voice};
use crate::lexicon::Lexicon;

/// What one statement says of one claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The stance.
    pub stance: Stance,
    /// How sure, from 0 to 1.
    pub score: f32,
    /// The difference, where it is a contradiction.
    pub difference: Option<Difference>,
    /// Whether the evidence is hedged.
    pub hedged: bool,
    /// What speaks for the difference.
    pub signs: Signs,
}

/// Judges stances by rules, with weights for terms that depend on the corpus.
pub struct Judge<'a> {
    /// The lexicon.
    pub lexicon: &'a Lexicon,
    /// How much a term tells.
    pub weight: &'a dyn Fn(&Term) -> f32,
    /// Whether the corpus speaks of a term at all.
    pub heard: &'a dyn Fn(&Term) -> bool,
}

impl Judge<'_> {
    /// The stance of a statement towards a claim, if it has one.
    #[must_use]
    pub fn stance(&self, claim: &Claim, statement: &Statement) -> Option<Finding> {
        statement
            .reading
            .claims
            .iter()
            .filter(|evidence| evidence.voice == Voice::Own)
            .filter_map(|evidence| self.towards(claim, evidence, statement))
            .max_by(|one, other| one.rank().total_cmp(&other.rank()))
    }

    fn towards(&self, claim: &Claim, evidence: &Claim, statement: &Statement) -> Option<Finding> {
        let nearby = nearby(evidence, statement);
        let terms = asked(claim);
        let alignment = align(&terms, &nearby, |term| self.term_weight(term));
        let comparison = difference::compare(claim, evidence, self.lexicon);
        let best = comparison
            .differences
            .iter()
            .map(|difference| (self.signs(claim, evidence, difference, &terms, &alignment, &comparison), difference))
            .max_by(|one, other| one.0.trust().total_cmp(&other.0.trust()));
        let hedged = evidence.strength < Strength::Plain;
        if let Some((signs, difference)) = &best
            && signs.trust() >= CONTRADICTS
        {
            return Some(Finding {
                stance: Stance::Contradicts,
                score: signs.trust().min(1.0),
                difference: Some((*difference).clone()),
                hedged,
                signs: *signs,
            });
        }
        let agreed = !comparison.agreements.is_empty();
        let coverage = coverage(&alignment);
        let support = coverage * if agreed { 1.0 } else { 0.75 } + if agreed { 0.25 } else { 0.0 };
        let clash = best.as_ref().is_some_and(|(signs, _)| signs.trust() > 0.25);
        if support < SUPPORTS || clash || alignment.met < 0.3 {
            return None;
        }
        let stance = if difference::is_stronger(claim, evidence) { Stance::Qualifies } else { Stance::Supports };
        Some(Finding { stance, score: support.min(1.0), difference: None, hedged, signs: Signs::default() })
    }

    /// What else speaks for and against a difference, given what the two statements share.
    fn signs(
        &self,
        claim: &Claim,
        evidence: &Claim,
        difference: &Difference,
        terms: &[Term],
        alignment: &Alignment,
        comparison: &difference::Comparison,
    ) -> Signs {
        let mut signs = Signs { words: difference.trust, ..Signs::default() };
        let mut total = 0.0;
        for (term, found) in terms.iter().zip(&alignment.matches) {
            if overlaps(&term.tokens, &difference.slot) {
                continue;
            }
            let weight = self.term_weight(term);
            total += weight;
            signs.met += weight * found.map_or(0.0, |(_, score)| score);
        }
        signs.coverage = if total > 0.0 { signs.met / total } else { 0.0 };
        signs.missed = total - signs.met;
        signs.target = target(claim, evidence, difference);
        signs.phase = claim.phase.after_stopping == evidence.phase.after_stopping;
        signs.agreements = comparison.agreements.len();
        signs
    }

    fn term_weight(&self, term: &Term) -> f32 {
        (self.weight)(term) * if term.condition { 0.5 } else { 1.0 } * if (self.heard)(term) { 1.0 } else { 1.1 }
    }
}

/// From here on a difference is a contradiction.
const CONTRADICTS: f32 = 0.45;
/// From here on agreement is support.
const SUPPORTS: f32 = 0.6;

impl Finding {
    /// By what findings on one claim are ordered: a contradiction goes before support of the same sureness.
    #[must_use]
    pub fn rank(&self) -> f32 {
        self.score + if self.stance == Stance::Contradicts { 0.15 } else { 0.0 }
    }
}

/// What speaks for and against a difference.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Signs {
    /// How far the differing words can be trusted by themselves.
    pub words: f32,
    /// The share of what the claim speaks of that the evidence speaks of as well.
    pub coverage: f32,
    /// The weight of what both speak of.
    pub met: f32,
    /// The weight of what only the claim speaks of.
    pub missed: f32,
    /// How well the words beside the two differing places meet.
    pub target: f32,
    /// Whether both hold in the same phase.
    pub phase: bool,
    /// In how many places the two agree.
    pub agreements: usize,
}

impl Signs {
    /// How far the difference can be trusted to be a contradiction.
    #[must_use]
    pub fn trust(&self) -> f32 {
        let phase = if self.phase { 1.0 } else { 0.8 };
        self.words * phase * (0.25 + 0.75 * self.target) * (0.25 + 0.75 * self.coverage)
    }
}

/// What the claim needs the evidence to speak of; what is lent to a pronoun counts for less.
fn asked(claim: &Claim) -> Vec<Term> {
    let lent = claim.lent.iter().map(|term| Term { weight: term.weight * 0.4, tokens: 0..0, ..term.clone() });
    claim.terms.iter().cloned().chain(lent).collect()
}

fn nearby<'a>(evidence: &'a Claim, statement: &'a Statement) -> Vec<Nearby<'a>> {
    let mut nearby: Vec<Nearby<'a>> = evidence.terms.iter().map(|term| Nearby { term, nearness: 1.0 }).collect();
    for claim in statement.reading.claims.iter().filter(|claim| !std::ptr::eq(*claim, evidence)) {
        nearby.extend(claim.terms.iter().map(|term| Nearby { term, nearness: 0.9 }));
    }
    nearby.extend(statement.before.iter().map(|term| Nearby { term, nearness: 0.7 }));
    nearby.extend(statement.frame.iter().map(|term| Nearby { term, nearness: 0.6 }));
    nearby
}

fn coverage(alignment: &Alignment) -> f32 {
    if alignment.total > 0.0 { alignment.met / alignment.total } else { 0.0 }
}

/// How well the terms that the two differing places bear on meet, from 0 to 1.
///
/// A place bears on the nearest terms behind it ("reduces wrinkles") or before it ("wrinkles fade").
fn target(claim: &Claim, evidence: &Claim, difference: &Difference) -> f32 {
    let ours = borne_on(claim, &difference.slot);
    let theirs = borne_on(evidence, &difference.evidence);
    let mut best = 0.0_f32;
    for (one, near) in &ours {
        for (other, far) in &theirs {
            best = best.max(similarity(one, other) * one.weight.min(1.0) * near * far);
        }
    }
    best
}

/// The terms that a place in a claim bears on, each with how directly.
fn borne_on<'a>(claim: &'a Claim, slot: &std::ops::Range<usize>) -> Vec<(&'a Term, f32)> {
    let free = |term: &&Term| !overlaps(&term.tokens, slot) && !term.condition;
    let behind = claim
        .terms
        .iter()
        .filter(free)
        .filter(|term| term.tokens.start >= slot.end && term.tokens.start < slot.end + 6)
        .take(2);
    let mut before: Vec<&Term> = claim
        .terms
        .iter()
        .filter(free)
        .filter(|term| term.tokens.end <= slot.start && term.tokens.end + 8 > slot.start)
        .collect();
    before.reverse();
    let lent = claim.lent.iter().take(3).map(|term| (term, 0.9));
    behind.zip([1.0, 0.8]).chain(before.into_iter().zip([1.0, 0.8])).chain(lent).collect()
}

fn overlaps(one: &std::ops::Range<usize>, other: &std::ops::Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// The kinds of difference that name a figure.
#[must_use]
pub fn is_quantity(kind: Kind) -> bool {
    matches!(kind, Kind::Quantities | Kind::PermanenceAgainstTime)
}
