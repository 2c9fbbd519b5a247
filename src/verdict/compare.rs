//! The stance of one statement towards another.

use super::align::{Nearby, align, similarity};
use super::difference::{self, Difference, Kind};
use super::{Reason, Stance};
use crate::claim::{Claim, Reading, Strength, Term, Voice, read};
use crate::lexicon::Lexicon;

/// The stance of one statement towards another.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The stance.
    pub stance: Stance,
    /// Why, where it is a clash or a qualification.
    pub reason: Option<Reason>,
    /// How sure the judge is, from 0 to 1.
    pub score: f32,
}

/// The stance of the evidence towards the claim. Either may be several sentences.
#[must_use]
pub fn compare(claim: &str, evidence: &str) -> Comparison {
    let (features, _) = features(claim, evidence);
    let score = features.iter().sum::<f32>();
    Comparison { stance: Stance::Neutral, reason: None, score }
}

/// How many features there are.
pub const FEATURES: usize = 24;

/// The features of a pair.
#[must_use]
pub fn features(claim: &str, evidence: &str) -> ([f32; FEATURES], Option<Difference>) {
    let lexicon = Lexicon::built_in();
    let claims: Vec<Reading> = split(claim).iter().map(|sentence| read(sentence, lexicon)).collect();
    let evidence: Vec<Reading> = split(evidence).iter().map(|sentence| read(sentence, lexicon)).collect();
    let mut best: Option<(f32, [f32; FEATURES], Option<Difference>)> = None;
    for reading in &claims {
        for claim in reading.claims.iter().filter(|claim| claim.voice == Voice::Own) {
            for (index, other) in evidence.iter().enumerate() {
                for clause in other.claims.iter().filter(|claim| claim.voice == Voice::Own) {
                    let nearby = nearby(clause, index, &evidence);
                    let (rank, row, difference) = pair(claim, clause, &nearby, lexicon);
                    if best.as_ref().is_none_or(|(score, ..)| rank > *score) {
                        best = Some((rank, row, difference));
                    }
                }
            }
        }
    }
    best.map_or(([0.0; FEATURES], None), |(_, row, difference)| (row, difference))
}

fn nearby<'a>(clause: &'a Claim, index: usize, evidence: &'a [Reading]) -> Vec<Nearby<'a>> {
    let mut nearby = Vec::new();
    for (at, reading) in evidence.iter().enumerate() {
        for claim in &reading.claims {
            let nearness = if std::ptr::eq(claim, clause) { 1.0 } else if at == index { 0.85 } else if at < index { 0.7 } else { 0.5 };
            nearby.extend(claim.terms.iter().map(|term| Nearby { term, nearness }));
        }
    }
    nearby
}

fn pair(claim: &Claim, evidence: &Claim, nearby: &[Nearby<'_>], lexicon: &Lexicon) -> (f32, [f32; FEATURES], Option<Difference>) {
    let alignment = align(&claim.terms, nearby, |term| term.weight);
    let own: Vec<Nearby<'_>> = evidence.terms.iter().map(|term| Nearby { term, nearness: 1.0 }).collect();
    let close = align(&claim.terms, &own, |term| term.weight);
    let back: Vec<Nearby<'_>> = claim.terms.iter().map(|term| Nearby { term, nearness: 1.0 }).collect();
    let reverse = align(&evidence.terms, &back, |term| term.weight);
    let mut comparison = difference::compare(claim, evidence, lexicon);
    denied_terms(claim, evidence, &mut comparison.differences);
    quantities(claim, evidence, &mut comparison);
    let share = |met: f32, total: f32| if total > 0.0 { met / total } else { 0.0 };
    let coverage = share(alignment.met, alignment.total);
    let best = comparison
        .differences
        .iter()
        .map(|difference| (difference.trust * (0.3 + target(claim, difference, evidence)), difference))
        .max_by(|one, other| one.0.total_cmp(&other.0));
    let mut row = [0.0; FEATURES];
    row[0] = coverage;
    row[1] = share(close.met, close.total);
    row[2] = share(reverse.met, reverse.total);
    row[3] = alignment.met.ln_1p();
    row[4] = (alignment.total - alignment.met).ln_1p();
    row[5] = alignment.heaviest_miss;
    if let Some((trust, difference)) = best {
        row[6] = trust;
        let index = match difference.kind {
            Kind::OppositePoles => 7,
            Kind::AkinPoles => 8,
            Kind::NoneAgainstMove => 9,
            Kind::DeniedPole => 10,
            Kind::DeniedTerm => 11,
            Kind::Antonyms => 12,
            Kind::Quantities => 13,
            Kind::PermanenceAgainstTime => 14,
            Kind::Exception => 15,
            Kind::Roles => 16,
        };
        row[index] = 1.0;
        row[17] = target(claim, difference, evidence);
    }
    row[18] = comparison.agreements.len().min(3) as f32;
    row[19] = f32::from(u8::from(claim.strength == Strength::Possible));
    row[20] = f32::from(u8::from(claim.strength == Strength::Universal));
    row[21] = f32::from(u8::from(evidence.strength < Strength::Plain));
    row[22] = f32::from(u8::from(claim.phase.after_stopping != evidence.phase.after_stopping));
    row[23] = f32::from(u8::from(evidence.unproven));
    let rank = alignment.met * 0.3 + coverage + close.met * 0.2 + best.map_or(0.0, |(trust, _)| trust) + 0.3 * row[18];
    (rank, row, best.map(|(_, difference)| difference.clone()))
}

/// How well the terms beside the two differing places meet, from 0 to 1.
fn target(claim: &Claim, difference: &Difference, evidence: &Claim) -> f32 {
    let beside = |terms: &[Term], slot: &std::ops::Range<usize>| -> Vec<Term> {
        terms.iter().filter(|term| term.tokens.start.abs_diff(slot.start) <= 6 && !slot.contains(&term.tokens.start)).cloned().collect()
    };
    let ours = beside(&claim.terms, &difference.slot);
    let theirs = beside(&evidence.terms, &difference.evidence);
    let mut best = 0.0_f32;
    for one in &ours {
        for other in &theirs {
            best = best.max(similarity(one, other) * one.weight);
        }
    }
    best
}

fn denied_terms(claim: &Claim, evidence: &Claim, differences: &mut Vec<Difference>) {
    for one in &claim.terms {
        for other in &evidence.terms {
            if (one.negated != claim.flipped) != (other.negated != evidence.flipped) && similarity(one, other) > 0.9 {
                differences.push(Difference { kind: Kind::DeniedTerm, reason: Reason::OppositePolarity, slot: one.tokens.clone(), evidence: other.tokens.clone(), trust: 0.6 * one.weight });
            }
        }
    }
}

fn quantities(_claim: &Claim, _evidence: &Claim, _comparison: &mut difference::Comparison) {}

fn split(text: &str) -> Vec<String> {
    text.split_inclusive(['.', '!', '?']).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}
