//! The stance of one statement towards one claim: the same proposition but for one located difference, or not.
//!
//! The rule, for a medical editor:
//!
//! 1. The two are laid beside one another, and each point on which they agree or clash is noted: places on a scale,
//!    figures, opposites, a word that one affirms and the other denies.
//! 2. A point counts for as much as the two speak of the same thing there ([`super::signs`]): what the words bear on must
//!    be the same, and what else the claim speaks of should stand in the evidence or shortly before it. Rare words count
//!    for more than words that every answer uses.
//! 3. The surest point decides: a clash makes it a contradiction, and the place is shown; an agreement makes it support,
//!    or a qualification where the claim is put more strongly.
//!
//! It must not count answers: that is the weighing's part.

use std::ops::Range;

use super::Stance;
use super::align::{Alignment, Nearby, align, similarity};
use super::difference::{self, Difference};
use super::evidence::Statement;
use super::signs::{Signs, Trust};
use crate::claim::{Claim, Strength, Term, Value, Voice};
use crate::english::quantity::Role;
use crate::lexicon::Lexicon;
use crate::lexicon::vectors::Gist;

/// What one statement says of one claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The stance.
    pub stance: Stance,
    /// How sure, from 0 to 1.
    pub score: f32,
    /// The point on which the two clash or agree; none where they only share their words.
    pub point: Option<Difference>,
    /// Whether the evidence is hedged.
    pub hedged: bool,
}

/// Judges stances by rules, with weights for terms that depend on the corpus.
pub struct Judge<'a> {
    /// The lexicon.
    pub lexicon: &'a Lexicon,
    /// How much a term tells.
    pub weight: &'a dyn Fn(&Term) -> f32,
    /// Whether the corpus speaks of a term at all.
    pub heard: &'a dyn Fn(&Term) -> bool,
    /// How much each sign counts.
    pub trust: Trust,
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
            .max_by(|one, other| one.score.total_cmp(&other.score))
    }

    fn towards(&self, claim: &Claim, evidence: &Claim, statement: &Statement) -> Option<Finding> {
        let view = self.view(claim, evidence, statement);
        let surest = |points: &[Difference]| {
            points
                .iter()
                .map(|point| (self.signs(claim, evidence, Some(point), &view).trust(&self.trust), point.clone()))
                .max_by(|one, other| one.0.total_cmp(&other.0))
        };
        let clash = surest(&view.comparison.differences);
        let accord = surest(&view.comparison.agreements)
            .map(|(score, point)| (score * self.agreed_share(claim, &view.comparison.agreements), point));
        let hedged = evidence.strength < Strength::Plain;
        let against = clash.as_ref().map_or(0.0, |(score, _)| *score);
        let agreeing = accord.as_ref().map_or(0.0, |(score, _)| *score);
        if against.max(agreeing) >= self.trust.worth_counting {
            let stance = if against >= agreeing { Stance::Contradicts } else { in_agreement(claim, evidence, &view) };
            let (score, point) = if against >= agreeing { clash } else { accord }?;
            return Some(Finding { stance, score, point: Some(point), hedged });
        }
        // Shared words alone are support only where the claim turns on nothing that the evidence leaves open.
        let turns_on = |value: &Value| self.lexicon.scale(value.scale).is_some_and(|scale| !scale.loose);
        let open =
            claim.values.iter().any(turns_on) || !claim.quantities.is_empty() || denied(claim) != denied(evidence);
        let score = self.signs(claim, evidence, None, &view).trust(&self.trust);
        (!open && score >= self.trust.worth_counting).then(|| Finding {
            stance: in_agreement(claim, evidence, &view),
            score,
            point: None,
            hedged,
        })
    }

    /// How much of what the claim turns on is agreed, from one half to one: two statements that agree on a side issue
    /// only do not say the same.
    fn agreed_share(&self, claim: &Claim, agreements: &[Difference]) -> f32 {
        let turns_on = |value: &&Value| !value.attributive && self.lexicon.scale(value.scale).is_some_and(|scale| !scale.loose);
        let values = claim.values.iter().filter(turns_on).map(|value| &value.tokens);
        let figures = claim.quantities.iter().filter(|quantity| quantity.role != Role::Moment).map(|quantity| &quantity.tokens);
        let (mut agreed, mut all) = (0.0, 0.0);
        for tokens in values.chain(figures) {
            all += 1.0;
            if agreements.iter().any(|point| overlaps(&point.slot, tokens)) {
                agreed += 1.0;
            }
        }
        if all > 0.0 { 0.5 + 0.5 * agreed / all } else { 1.0 }
    }

    fn view(&self, claim: &Claim, evidence: &Claim, statement: &Statement) -> View {
        let terms = asked(claim);
        let weights: Vec<f32> = terms.iter().map(|term| self.term_weight(term)).collect();
        let stranger = terms
            .iter()
            .zip(&weights)
            .filter(|(term, _)| !term.condition && !(self.heard)(term))
            .map(|(_, weight)| *weight)
            .fold(0.0, f32::max);
        View {
            alignment: align(&terms, &nearby(evidence, statement), |term| self.term_weight(term)),
            comparison: difference::compare(claim, evidence, self.lexicon),
            gist: gist(&terms).nearness(&statement.gist),
            stranger,
            weights,
            terms,
        }
    }

    /// What speaks for and against a point, or against shared words alone.
    fn signs(&self, claim: &Claim, evidence: &Claim, point: Option<&Difference>, view: &View) -> Signs {
        let mut total = 0.0;
        let mut met = 0.0;
        for ((term, found), weight) in view.terms.iter().zip(&view.alignment.matches).zip(&view.weights) {
            if !point.is_some_and(|point| overlaps(&term.tokens, &point.slot)) {
                total += weight;
                met += weight * found.map_or(0.0, |(_, score)| score);
            }
        }
        let coverage = if total > 0.0 { met / total } else { 0.5 };
        Signs {
            kind: point.map(|point| point.kind),
            words: point.map_or(1.0, |point| point.trust),
            target: point.map_or(coverage, |point| target(claim, evidence, point)),
            coverage,
            stranger: view.stranger,
            other_phase: claim.phase.after_stopping != evidence.phase.after_stopping,
            one_compares: claim.than.is_some() != evidence.than.is_some(),
            gist: view.gist,
            agreements: view.comparison.agreements.len(),
        }
    }

    fn term_weight(&self, term: &Term) -> f32 {
        (self.weight)(term) * if term.condition { 0.5 } else { 1.0 }
    }
}

/// A claim and a clause of evidence laid beside one another.
struct View {
    terms: Vec<Term>,
    weights: Vec<f32>,
    alignment: Alignment,
    comparison: difference::Comparison,
    gist: f32,
    stranger: f32,
}

fn in_agreement(claim: &Claim, evidence: &Claim, view: &View) -> Stance {
    let stronger = view.comparison.wider || difference::is_stronger(claim, evidence);
    if stronger { Stance::Qualifies } else { Stance::Supports }
}

/// The direction of meaning of some terms together.
pub(super) fn gist(terms: &[Term]) -> Gist {
    Gist::of(terms.iter().filter_map(|term| term.vector.map(|vector| (vector, term.weight))))
}

/// Whether anything in a claim is denied.
fn denied(claim: &Claim) -> bool {
    claim.flipped
        || claim.terms.iter().any(|term| term.negated && !term.condition)
        || claim.values.iter().any(|value| value.negated)
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

/// How well the terms that the two differing places bear on meet, from 0 to 1.
///
/// A place bears on the nearest terms behind it ("reduces wrinkles") or before it ("wrinkles fade"). Where it bears on
/// nothing that is named, the two are taken to speak of the matter at hand, with half the trust.
fn target(claim: &Claim, evidence: &Claim, point: &Difference) -> f32 {
    let ours = borne_on(claim, &point.slot);
    let theirs = borne_on(evidence, &point.evidence);
    if ours.is_empty() || theirs.is_empty() {
        return 0.5;
    }
    let mut best = 0.0_f32;
    for (one, near) in &ours {
        for (other, far) in &theirs {
            best = best.max(similarity(one, other) * one.weight.clamp(0.5, 1.0) * near * far);
        }
    }
    best
}

/// The terms that a place in a claim bears on, each with how directly.
fn borne_on<'a>(claim: &'a Claim, slot: &Range<usize>) -> Vec<(&'a Term, f32)> {
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

fn overlaps(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}
