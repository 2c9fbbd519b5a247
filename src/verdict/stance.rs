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
use super::signs::Signs;
use crate::claim::{Claim, Strength, Term, Value, Voice};
use crate::lexicon::Lexicon;
use crate::lexicon::vectors::Gist;

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
    /// Whether to give the best finding however weak it is, as the fitting of weights needs.
    pub probing: bool,
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
        let view = self.view(claim, evidence, statement);
        let best = |points: &[Difference], weigh: &dyn Fn(&Signs, Option<&str>) -> f32| {
            points
                .iter()
                .map(|point| {
                    let signs = self.signs_of(claim, evidence, point, &view);
                    let scale = point.scale.and_then(|scale| self.lexicon.scale(scale)).map(|scale| scale.id.as_str());
                    let gate =
                        if self.probing { 1.0 } else { (GATE + (1.0 - GATE) * signs.get("target") / 0.5).min(1.0) };
                    (weigh(&signs, scale) * gate, signs, point.clone())
                })
                .max_by(|one, other| one.0.total_cmp(&other.0))
        };
        let clash = best(&view.comparison.differences, &|signs, scale| signs.contradicts(scale));
        let agreement = best(&view.comparison.agreements, &|signs, _| signs.agrees());
        let hedged = evidence.strength < Strength::Plain;
        let against = clash.as_ref().map_or(0.0, |(score, ..)| *score);
        let agreeing = agreement.as_ref().map_or(0.0, |(score, ..)| *score);
        if let Some((score, signs, point)) = clash
            && against >= agreeing
            && (against >= WORTH_COUNTING || self.probing)
        {
            return Some(Finding { stance: Stance::Contradicts, score, difference: Some(point), hedged, signs });
        }
        let stronger = view.comparison.wider || difference::is_stronger(claim, evidence);
        let stance = if stronger { Stance::Qualifies } else { Stance::Supports };
        if let Some((score, signs, _)) = agreement
            && agreeing >= against
            && (agreeing >= WORTH_COUNTING || self.probing)
        {
            return Some(Finding { stance, score, difference: None, hedged, signs });
        }
        // Shared words alone are support only where the claim turns on nothing that the evidence leaves open.
        let turns_on = |value: &Value| self.lexicon.scale(value.scale).is_some_and(|scale| !scale.loose);
        let open =
            claim.values.iter().any(turns_on) || !claim.quantities.is_empty() || denied(claim) != denied(evidence);
        if view.alignment.met < 0.3 || against >= WORTH_COUNTING || (open && !self.probing) {
            return None;
        }
        let signs = view.signs(claim, evidence);
        let score = signs.supports();
        (score >= WORTH_COUNTING || self.probing).then_some(Finding { stance, score, difference: None, hedged, signs })
    }

    fn view(&self, claim: &Claim, evidence: &Claim, statement: &Statement) -> View {
        let terms = asked(claim);
        let own: Vec<Nearby<'_>> = evidence.terms.iter().map(|term| Nearby { term, nearness: 1.0 }).collect();
        let back: Vec<Nearby<'_>> = terms.iter().map(|term| Nearby { term, nearness: 1.0 }).collect();
        View {
            alignment: align(&terms, &nearby(evidence, statement), |term| self.term_weight(term)),
            close: align(&terms, &own, |term| self.term_weight(term)),
            reverse: align(&evidence.terms, &back, |term| self.term_weight(term)),
            weights: terms.iter().map(|term| self.term_weight(term)).collect(),
            comparison: difference::compare(claim, evidence, self.lexicon),
            gist: gist(&terms).nearness(&statement.gist),
            clause_gist: gist(&claim.terms).nearness(&gist(&evidence.terms)),
            terms,
        }
    }

    /// What speaks for and against a difference, given what else the two statements share.
    fn signs_of(&self, claim: &Claim, evidence: &Claim, difference: &Difference, view: &View) -> Signs {
        let mut signs = view.signs(claim, evidence);
        let mut total = 0.0;
        let mut met = 0.0;
        for ((term, found), weight) in view.terms.iter().zip(&view.alignment.matches).zip(&view.weights) {
            if !overlaps(&term.tokens, &difference.slot) {
                total += weight;
                met += weight * found.map_or(0.0, |(_, score)| score);
            }
        }
        let coverage = share(met, total);
        let target = target(claim, evidence, difference);
        signs.set("coverage", coverage);
        signs.set("met", met.ln_1p());
        signs.set("missed", (total - met).max(0.0).ln_1p());
        signs.set("target", target);
        signs.set("words", difference.trust);
        signs.set("target_and_coverage", target * coverage);
        let kind = difference.kind.name();
        signs.set(kind, 1.0);
        match difference.kind {
            Kind::Quantities | Kind::PermanenceAgainstTime => signs.set("figures_and_coverage", coverage),
            Kind::OppositePoles | Kind::AkinPoles | Kind::NoneAgainstMove => signs.set("poles_and_target", target),
            Kind::DeniedPole | Kind::DeniedTerm => signs.set("denial_and_coverage", coverage),
            Kind::Antonyms | Kind::Exception | Kind::Roles => {}
        }
        signs.set("factor", difference.factor.ln_1p());
        signs.scale = difference.scale;
        signs
    }

    fn term_weight(&self, term: &Term) -> f32 {
        (self.weight)(term) * if term.condition { 0.5 } else { 1.0 } * if (self.heard)(term) { 1.0 } else { 1.1 }
    }
}

/// What is left of a finding whose differing places bear on different things.
const GATE: f32 = 0.5;
/// Weaker findings are not counted.
const WORTH_COUNTING: f32 = 0.2;

impl Finding {
    /// By what findings on one claim are ordered: a contradiction goes before support of the same sureness.
    #[must_use]
    pub fn rank(&self) -> f32 {
        self.score + if self.stance == Stance::Contradicts { 0.15 } else { 0.0 }
    }
}

/// A claim and a clause of evidence laid beside one another.
struct View {
    terms: Vec<Term>,
    weights: Vec<f32>,
    alignment: Alignment,
    close: Alignment,
    reverse: Alignment,
    comparison: difference::Comparison,
    gist: f32,
    clause_gist: f32,
}

impl View {
    /// The signs that do not depend on one difference.
    fn signs(&self, claim: &Claim, evidence: &Claim) -> Signs {
        let mut signs = Signs::default();
        let flag = |condition: bool| f32::from(u8::from(condition));
        signs.set("coverage", share(self.alignment.met, self.alignment.total));
        signs.set("clause_coverage", share(self.close.met, self.close.total));
        signs.set("reverse_coverage", share(self.reverse.met, self.reverse.total));
        signs.set("met", self.alignment.met.ln_1p());
        signs.set("missed", (self.alignment.total - self.alignment.met).max(0.0).ln_1p());
        signs.set("heaviest_miss", self.alignment.heaviest_miss);
        signs.set("terms", (claim.terms.len() as f32).ln_1p());
        signs.set("agreements", self.comparison.agreements.len().min(3) as f32);
        signs
            .set("agreed_figures", flag(self.comparison.agreements.iter().any(|point| point.kind == Kind::Quantities)));
        let agreed = |tokens: &std::ops::Range<usize>| {
            self.comparison.agreements.iter().any(|point| overlaps(&point.slot, tokens))
        };
        signs.set("free_values", claim.values.iter().filter(|value| !agreed(&value.tokens)).count().min(3) as f32);
        signs.set(
            "free_figures",
            claim.quantities.iter().filter(|quantity| !agreed(&quantity.tokens)).count().min(3) as f32,
        );
        signs.set("claim_possible", flag(claim.strength == Strength::Possible));
        signs.set("claim_universal", flag(claim.strength == Strength::Universal));
        signs.set("evidence_possible", flag(evidence.strength == Strength::Possible));
        signs.set("evidence_usual", flag(evidence.strength == Strength::Usual));
        signs.set("evidence_universal", flag(evidence.strength == Strength::Universal));
        signs.set("claim_unproven", flag(claim.unproven));
        signs.set("evidence_unproven", flag(evidence.unproven));
        signs.set("other_phase", flag(claim.phase.after_stopping != evidence.phase.after_stopping));
        signs.set("than_on_one_side", flag(claim.than.is_some() != evidence.than.is_some()));
        signs.set("denied", flag(denied(claim) != denied(evidence)));
        let opposed =
            self.comparison.differences.iter().filter(|difference| difference.kind == Kind::DeniedTerm).count();
        signs.set("opposed_terms", opposed.min(3) as f32);
        signs.set("gist", self.gist);
        signs.set("clause_gist", self.clause_gist);
        signs
    }
}

/// Whether anything in a claim is denied.
fn denied(claim: &Claim) -> bool {
    claim.flipped
        || claim.terms.iter().any(|term| term.negated && !term.condition)
        || claim.values.iter().any(|value| value.negated)
}

/// The direction of meaning of some terms together.
pub(super) fn gist(terms: &[Term]) -> Gist {
    Gist::of(terms.iter().filter_map(|term| term.vector.map(|vector| (vector, term.weight))))
}

fn share(met: f32, total: f32) -> f32 {
    if total > 0.0 { met / total } else { 0.0 }
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
