//! The one located difference between a claim and a piece of evidence, and what speaks for agreement.
//!
//! It must not decide whether the two speak of the same thing: that is alignment's part.

use std::ops::Range;

use super::Reason;
use super::align::{LITTLE, Likeness, Likenesses};
use super::ordering::{self, Ordering};
use super::vocabulary::names_a_thing;
use crate::claim::{Claim, Standing, Strength, Term, Value};
use crate::english::quantity::{Bound, Quantity, QuantityRelation, Role, relation};
use crate::lexicon::groups::Groups;
use crate::lexicon::{Lexicon, Pole, ScaleKind};

/// The kinds of difference, each with a trust of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Opposite poles of one scale.
    OppositePoles,
    /// Opposite poles of two scales that point the same way.
    AkinPoles,
    /// Something moves on one side and nothing on the other.
    NoneAgainstMove,
    /// The same pole, affirmed and denied.
    DeniedPole,
    /// The same word, affirmed and denied.
    DeniedTerm,
    /// Two antonyms of the general vocabulary.
    Antonyms,
    /// Figures that do not meet.
    Quantities,
    /// For ever against a length of time.
    PermanenceAgainstTime,
    /// Without exception against an exception.
    Exception,
    /// Who or what is compared with what.
    Roles,
}

impl Kind {
    /// What the two do at such a point, in words for people: where they clash, and where they agree.
    #[must_use]
    pub fn description(self, clash: bool) -> &'static str {
        let (apart, together) = match self {
            Self::OppositePoles => ("opposite ends of a scale", "the same end of a scale"),
            Self::AkinPoles => ("opposite ends of two scales that go together", "the same end of two such scales"),
            Self::NoneAgainstMove => ("an effect and none", "no effect on either side"),
            Self::DeniedPole | Self::DeniedTerm => ("affirmed and denied", "affirmed or denied by both"),
            Self::Antonyms => ("opposites", "not the opposite"),
            Self::Quantities => ("figures that do not meet", "figures that meet"),
            Self::PermanenceAgainstTime => ("for ever and for a time", "for a time"),
            Self::Exception => ("without exception and with", "without exception"),
            Self::Roles => ("compared the other way round", "compared the same way"),
        };
        if clash { apart } else { together }
    }
}

/// A difference between a claim and a piece of evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// What kind of difference it is.
    pub kind: Kind,
    /// The reason that is shown.
    pub reason: Reason,
    /// The claim's tokens that differ.
    pub slot: Range<usize>,
    /// The evidence's tokens that differ.
    pub evidence: Range<usize>,
    /// How much the words by themselves can be trusted, from 0 to 1.
    pub trust: f32,
    /// The scale on which the two differ, if it is one.
    pub scale: Option<u8>,
    /// How many times one figure is the other, where figures differ.
    pub factor: f32,
}

/// What two statements share and what divides them.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// Where they clash.
    pub differences: Vec<Difference>,
    /// Where they say the same.
    pub agreements: Vec<Difference>,
    /// Whether a figure of the claim promises more than the evidence does.
    pub wider: bool,
    /// Whether the two compare, or put into an order, other things than one another, so that neither bears on the other.
    pub apart: bool,
    /// How far the two put the same proposition, from 0 to 1.
    pub near: f32,
}

/// What is left of the trust where one statement says how a thing is and the other what becomes of it.
const STANDING: f32 = 0.4;
/// Two statements that share no more than this put different propositions.
const LOOSE: f32 = 0.7;
/// Two statements that share this much put the same proposition, but for a located difference.
const TIGHT: f32 = 0.95;

/// Compares the values and figures of two claims.
#[must_use]
pub fn compare(claim: &Claim, evidence: &Claim, likenesses: &Likenesses, lexicon: &Lexicon) -> Comparison {
    let sameness = likenesses.sameness(claim, evidence);
    let near = ((sameness - LOOSE) / (TIGHT - LOOSE)).clamp(0.0, 1.0);
    let mut comparison = Comparison { near, ..Comparison::default() };
    let single = claim.compared.is_none() && evidence.compared.is_none();
    if are_apart(claim, evidence, likenesses) || sameness > LITTLE && single && likenesses.substituted(claim, evidence)
    {
        return Comparison { apart: true, ..comparison };
    }
    compare_values(claim, evidence, lexicon, &mut comparison);
    compare_permanence(claim, evidence, lexicon, &mut comparison);
    compare_recovery(claim, evidence, lexicon, &mut comparison);
    compare_terms(claim, evidence, likenesses, &mut comparison);
    compare_contrasts(claim, evidence, likenesses, &mut comparison);
    compare_orderings(claim, evidence, likenesses, lexicon, &mut comparison);
    compare_quantities(claim, evidence, &mut comparison);
    // The nearer two statements are to one another, the surer it is that a point is what they differ or agree on.
    for point in comparison.differences.iter_mut().chain(&mut comparison.agreements) {
        point.trust = point.trust.max(near);
    }
    if are_exceptional(claim, evidence) {
        for point in std::mem::take(&mut comparison.agreements) {
            comparison.differences.push(Difference {
                kind: Kind::Exception,
                reason: Reason::StrongerQuantifier,
                ..point
            });
        }
    }
    comparison
}

/// Whether two statements are about other groups of people or opposite conditions, so that neither bears on
/// the other.
#[must_use]
pub fn are_apart(claim: &Claim, evidence: &Claim, likenesses: &Likenesses) -> bool {
    let groups = |claim: &Claim| {
        claim.terms.iter().chain(&claim.lent).fold(Groups::default(), |named, term| named.and(term.groups))
    };
    let opposite_condition = claim.terms.iter().filter(|term| term.condition).any(|one| {
        evidence.terms.iter().any(|other| {
            other.condition && one.negated != other.negated && likenesses.distinct_similarity(one, other) > 0.8
        })
    });
    opposite_condition || of_other_ages(claim, evidence) || groups(claim).exclude(groups(evidence))
}

/// "Men under thirty", "men over seventy".
fn of_other_ages(claim: &Claim, evidence: &Claim) -> bool {
    let ages = |claim: &'_ Claim| -> Vec<(f64, f64)> {
        let of_age = claim.quantities.iter().filter(|quantity| quantity.role == Role::Age);
        of_age
            .map(|quantity| (quantity.low, quantity.high))
            .filter(|(low, high)| low.is_infinite() || high.is_infinite())
            .collect()
    };
    let (ours, theirs) = (ages(claim), ages(evidence));
    let apart = |one: &(f64, f64), other: &(f64, f64)| one.1 <= other.0 || other.1 <= one.0;
    !ours.is_empty() && !theirs.is_empty() && ours.iter().all(|one| theirs.iter().all(|other| apart(one, other)))
}

fn compare_values(claim: &Claim, evidence: &Claim, lexicon: &Lexicon, comparison: &mut Comparison) {
    let habit = lexicon.scale_index("habit");
    // "Seldom" denies what it stands with; that is compared there.
    let denies = |claim: &Claim, value: &Value| value.pole == Pole::Low && is_denied(claim);
    for one in claim.values.iter().filter(|value| counts(claim, value)) {
        for other in evidence.values.iter().filter(|value| counts(evidence, value)) {
            let same = one.scale == other.scale;
            let Some(scale) = lexicon.scale(one.scale) else { continue };
            // "No effect" speaks of every way in which a thing may change.
            let sweeping = is_sweeping(one, other, lexicon) || is_sweeping(other, one, lexicon);
            if !same && !sweeping && !lexicon.akin(one.scale, other.scale) {
                continue;
            }
            if Some(one.scale) == habit
                && same
                && one.pole != other.pole
                && (denies(claim, one) || denies(evidence, other))
            {
                continue;
            }
            // "A big muscle" shrinks as well as a small one.
            let standing = scale.kind == ScaleKind::Graded && one.describes != other.describes;
            let place = |kind: Kind, reason: Reason| Difference {
                kind: if same || sweeping { kind } else { Kind::AkinPoles },
                reason,
                slot: one.tokens.clone(),
                evidence: other.tokens.clone(),
                trust: if scale.loose { 0.4 } else { 1.0 }
                    * if same || sweeping { 1.0 } else { 0.8 }
                    * if standing { STANDING } else { 1.0 },
                scale: Some(one.scale),
                factor: 0.0,
            };
            match relate(one, claim.flipped, other, evidence.flipped, scale.kind) {
                Relation::Agree => comparison.agreements.push(place(Kind::OppositePoles, Reason::ExclusiveValues)),
                // "Morning and evening" on both sides: each names what the other names.
                Relation::Clash(..) if same && meet_elsewhere(claim, one, evidence, other, scale.kind) => {}
                Relation::Clash(kind, reason) => comparison.differences.push(place(kind, reason)),
                Relation::Nothing => {}
            }
        }
    }
}

/// Whether each of two statements has on this scale what agrees with the other's place, too.
fn meet_elsewhere(claim: &Claim, one: &Value, evidence: &Claim, other: &Value, kind: ScaleKind) -> bool {
    let agree = |one: &Value, other: &Value| {
        one.scale == other.scale && matches!(relate(one, claim.flipped, other, evidence.flipped, kind), Relation::Agree)
    };
    claim.values.iter().any(|mine| agree(mine, other)) && evidence.values.iter().any(|theirs| agree(one, theirs))
}

/// Whether a value is said of something: not one that only describes, nor one behind "no effect" ("no effect in lowering
/// immunity").
fn counts(claim: &Claim, value: &Value) -> bool {
    let behind_none =
        claim.values.iter().any(|other| other.pole == Pole::None && other.tokens.end <= value.tokens.start);
    // What a thing is compared with is not what is said of it.
    let against = claim.compared.as_ref().is_some_and(|compared| compared.second.contains(&value.tokens.start));
    !value.attributive && !behind_none && !against
}

/// Whether one value says of change as a whole what the other says of one way to change.
fn is_sweeping(one: &Value, other: &Value, lexicon: &Lexicon) -> bool {
    let graded =
        |value: &Value| lexicon.scale(value.scale).is_some_and(|scale| scale.kind == ScaleKind::Graded && !scale.loose);
    matches!(one.pole, Pole::None | Pole::Any) && matches!(other.pole, Pole::Low | Pole::High) && graded(other)
}

enum Relation {
    Agree,
    Clash(Kind, Reason),
    Nothing,
}

fn relate(one: &Value, one_flipped: bool, other: &Value, other_flipped: bool, kind: ScaleKind) -> Relation {
    let (a, not_a) = (one.pole, one.negated != one_flipped);
    let (b, not_b) = (other.pole, other.negated != other_flipped);
    let moved = |pole: Pole| matches!(pole, Pole::Low | Pole::High | Pole::Any);
    match (a, b) {
        (Pole::Low | Pole::High, Pole::Low | Pole::High) => {
            let same_pole = a == b;
            match (same_pole, not_a == not_b) {
                (true, true) => Relation::Agree,
                (true, false) => Relation::Clash(Kind::DeniedPole, Reason::OppositePolarity),
                (false, true) if !not_a => {
                    let reason =
                        if kind == ScaleKind::Graded { Reason::ReversedDirection } else { Reason::ExclusiveValues };
                    Relation::Clash(Kind::OppositePoles, reason)
                }
                (false, true) if kind == ScaleKind::Binary => {
                    Relation::Clash(Kind::OppositePoles, Reason::ExclusiveValues)
                }
                (false, true) => Relation::Nothing,
                (false, false) if kind == ScaleKind::Binary => Relation::Agree,
                (false, false) => Relation::Nothing,
            }
        }
        (Pole::None, Pole::None) => {
            if not_a == not_b {
                Relation::Agree
            } else {
                Relation::Clash(Kind::NoneAgainstMove, Reason::OppositePolarity)
            }
        }
        (Pole::None, pole) if moved(pole) => none_against(not_a, not_b),
        (pole, Pole::None) if moved(pole) => none_against(not_b, not_a),
        (Pole::Any, Pole::Any) => {
            if not_a == not_b {
                Relation::Agree
            } else {
                Relation::Clash(Kind::NoneAgainstMove, Reason::OppositePolarity)
            }
        }
        // "Does not affect" against "raises".
        (Pole::Any, _) if not_a && !not_b => Relation::Clash(Kind::NoneAgainstMove, Reason::OppositePolarity),
        (_, Pole::Any) if not_b && !not_a => Relation::Clash(Kind::NoneAgainstMove, Reason::OppositePolarity),
        _ => Relation::Nothing,
    }
}

/// "Makes no difference" on one side, a movement on the other.
fn none_against(none_denied: bool, move_denied: bool) -> Relation {
    match (none_denied, move_denied) {
        (false, false) => Relation::Clash(Kind::NoneAgainstMove, Reason::OppositePolarity),
        (false, true) | (true, false) => Relation::Agree,
        (true, true) => Relation::Nothing,
    }
}

/// For ever against a length of time: a result that is gone after months is not permanent.
fn compare_permanence(claim: &Claim, evidence: &Claim, lexicon: &Lexicon, comparison: &mut Comparison) {
    let Some(permanence) = lexicon.scale_index("permanence") else { return };
    let lasts = |claim: &Claim| {
        claim
            .quantities
            .iter()
            .find(|quantity| matches!(quantity.role, Role::Duration) && quantity.high.is_finite())
            .map(|quantity| quantity.tokens.clone())
    };
    for (one, other, claims_first) in [(claim, evidence, true), (evidence, claim, false)] {
        let Some(time) = lasts(other) else { continue };
        for value in one.values.iter().filter(|value| value.scale == permanence) {
            let permanent = (value.pole == Pole::High) != (value.negated != one.flipped);
            let (slot, place) =
                if claims_first { (value.tokens.clone(), time.clone()) } else { (time.clone(), value.tokens.clone()) };
            let point = Difference {
                kind: Kind::PermanenceAgainstTime,
                reason: Reason::ExclusiveValues,
                slot,
                evidence: place,
                trust: 0.9,
                scale: None,
                factor: 0.0,
            };
            if permanent {
                // A text that calls something permanent often speaks of another thing than the one whose time is named.
                let trust = if claims_first { point.trust } else { 0.5 };
                comparison.differences.push(Difference { trust, ..point });
            } else {
                // That something passes hardly bears out the very time that a claim names for it.
                let trust = if claims_first { point.trust } else { 0.35 };
                comparison.agreements.push(Difference { trust, ..point });
            }
        }
    }
}

/// After something was given up, what comes back and what goes on are opposites, whatever scale they stand on: muscles
/// that "return to normal" do not "go on thinning", but "firm up".
fn compare_recovery(claim: &Claim, evidence: &Claim, lexicon: &Lexicon, comparison: &mut Comparison) {
    if !(claim.phase.after_stopping && evidence.phase.after_stopping) {
        return;
    }
    let on = |ids: &[&str], scale: u8| lexicon.scale(scale).is_some_and(|scale| ids.contains(&scale.id.as_str()));
    let recovers = |claim: &Claim, value: &Value| {
        let affirmed = value.negated == claim.flipped;
        match value.pole {
            Pole::Low if on(&["permanence", "persistence"], value.scale) => Some(affirmed),
            Pole::High if on(&["permanence", "persistence"], value.scale) => Some(!affirmed),
            Pole::High if on(&["return"], value.scale) => Some(affirmed),
            Pole::Low if on(&["strength", "size"], value.scale) => Some(!affirmed),
            Pole::High if on(&["strength", "size"], value.scale) => Some(affirmed),
            _ => None,
        }
    };
    for one in &claim.values {
        for other in evidence.values.iter().filter(|other| other.scale != one.scale) {
            if let Some((ours, theirs)) = recovers(claim, one).zip(recovers(evidence, other)) {
                let point = Difference {
                    kind: Kind::AkinPoles,
                    reason: Reason::ReversedDirection,
                    slot: one.tokens.clone(),
                    evidence: other.tokens.clone(),
                    trust: 0.9,
                    scale: Some(one.scale),
                    factor: 0.0,
                };
                if ours == theirs { comparison.agreements.push(point) } else { comparison.differences.push(point) }
            }
        }
    }
}

/// Words that the scales do not know: antonyms, and the same predicate affirmed and denied.
fn compare_terms(claim: &Claim, evidence: &Claim, likenesses: &Likenesses, comparison: &mut Comparison) {
    for one in claim.terms.iter().filter(|term| !term.condition) {
        for other in evidence.terms.iter().filter(|term| !term.condition) {
            let Some((ours, theirs)) = denials(claim, one, evidence, other) else { continue };
            let opposed = ours != theirs;
            let place = |kind: Kind, reason: Reason, trust: f32| Difference {
                kind,
                reason,
                slot: one.tokens.clone(),
                evidence: other.tokens.clone(),
                trust,
                scale: None,
                factor: 0.0,
            };
            let Likeness { similarity, related } = likenesses.between(one, other);
            let near = comparison.near;
            // "More often in women than in men" names both.
            let names = |claim: &Claim, word: &Term| claim.terms.iter().any(|term| term.keys == word.keys);
            if related < -0.3 && (names(claim, other) || names(evidence, one)) {
                continue;
            }
            if related < -0.3 {
                // Where all else is the same, two opposites are the poles of a scale that has no name.
                let kind = if near > 0.5 { Kind::OppositePoles } else { Kind::Antonyms };
                let point = place(kind, Reason::ExclusiveValues, (0.3 - related).min(1.0));
                if opposed { comparison.agreements.push(point) } else { comparison.differences.push(point) }
            } else if one.weight > 0.35 && (related > 0.75 || similarity > 0.95) && is_predicate(one) {
                let point = place(Kind::DeniedTerm, Reason::OppositePolarity, 0.7 * similarity);
                if opposed {
                    comparison.differences.push(point);
                } else if ours {
                    comparison.agreements.push(point);
                }
            }
        }
    }
}

/// Whether each of two words is denied, where that can be compared: what is denied of a subject is not the subject, and
/// the object of one statement may be the subject of another ("laser cannot break up stones").
fn denials(claim: &Claim, one: &Term, evidence: &Claim, other: &Term) -> Option<(bool, bool)> {
    match (one.subject, other.subject) {
        (true, true) => Some((one.negated, other.negated)),
        (false, false) => Some((one.negated != claim.flipped, other.negated != evidence.flipped)),
        _ => None,
    }
}

/// Whether a word is more often a verb or an adjective than a noun: only what is said of something can be denied.
fn is_predicate(term: &Term) -> bool {
    !term.lemmas.is_empty() && names_a_thing(term) < 0.5
}

/// Figures for the same kind of thing: apart, or within one another.
fn compare_quantities(claim: &Claim, evidence: &Claim, comparison: &mut Comparison) {
    if claim.quantities.is_empty() || evidence.quantities.is_empty() {
        return;
    }
    // Where all else is the same, what happens at one moment does not happen at another.
    let near = comparison.near;
    let settled = |claim: &Claim| -> Vec<(Quantity, Standing)> {
        let settle = |(quantity, standing): (&Quantity, &Standing)| match quantity.role {
            Role::Moment if near > 0.5 => {
                (Quantity { role: Role::End, ..quantity.clone() }, Standing { condition: false, ..*standing })
            }
            _ => affirmed(quantity, *standing),
        };
        claim.quantities.iter().zip(&claim.standings).map(settle).collect()
    };
    let (ours, theirs) = (settled(claim), settled(evidence));
    for (one, our_standing) in &ours {
        // "Three in ten do not" is "seven in ten do".
        let complement = one.complement();
        let denied = complement.is_some() && is_denied(claim) != is_denied(evidence);
        let complement = complement.unwrap_or_else(|| one.clone());
        let fits = theirs
            .iter()
            .any(|(other, _)| relation(if denied { &complement } else { one }, other) == QuantityRelation::Within);
        for (other, their_standing) in &theirs {
            // A figure that is denied, or that belongs to a condition, excludes nothing by itself.
            if our_standing.negated
                || their_standing.negated
                || our_standing.condition
                || their_standing.condition
                || measures_subject(claim, one) != measures_subject(evidence, other)
            {
                continue;
            }
            let place = |factor: f64| Difference {
                kind: Kind::Quantities,
                reason: Reason::DisjointQuantities,
                slot: one.tokens.clone(),
                evidence: other.tokens.clone(),
                trust: (0.6 + 0.2 * factor.log2() as f32).min(1.0),
                scale: None,
                factor: factor.min(100.0) as f32,
            };
            let measured = relation(if denied { &complement } else { one }, other);
            if fits && matches!(measured, QuantityRelation::Disjoint { .. }) {
                continue;
            }
            match measured {
                QuantityRelation::Disjoint { factor } => comparison.differences.push(place(factor)),
                QuantityRelation::Within => comparison.agreements.push(place(4.0)),
                QuantityRelation::Wider { .. } => comparison.wider = true,
                QuantityRelation::Overlaps | QuantityRelation::NotComparable => {}
            }
        }
    }
}

/// "Not longer than four weeks" is four weeks at most.
fn affirmed(quantity: &Quantity, standing: Standing) -> (Quantity, Standing) {
    let over = matches!(quantity.bound, Bound::MoreThan | Bound::AtLeast) && quantity.low.is_finite();
    if !standing.negated || !over {
        return (quantity.clone(), standing);
    }
    let at_most = Quantity { low: f64::NEG_INFINITY, high: quantity.low, bound: Bound::AtMost, ..quantity.clone() };
    (at_most, Standing { negated: false, ..standing })
}

/// Whether a figure belongs to what the clause is about, not to what is said of it ("*two years of use* lead to…").
fn measures_subject(claim: &Claim, quantity: &Quantity) -> bool {
    let before = |term: &&Term| term.tokens.end <= quantity.tokens.start;
    claim.terms.iter().any(|term| term.subject && before(&term))
        && !claim.terms.iter().any(|term| !term.subject && before(&term))
        && !claim.values.iter().any(|value| value.tokens.end <= quantity.tokens.start)
        && quantity.governor.is_none()
        && claim.terms.iter().any(|term| !term.subject && term.tokens.start >= quantity.tokens.end)
}

/// "A is stronger than B" against "B is stronger than A", "A comes before B" against "B comes before A": where both set
/// the same two things against each other, their order alone decides; where they do not, neither bears on the other.
fn compare_orderings(
    claim: &Claim,
    evidence: &Claim,
    likenesses: &Likenesses,
    lexicon: &Lexicon,
    comparison: &mut Comparison,
) {
    if let Some((ours, theirs)) = claim.compared.as_ref().zip(evidence.compared.as_ref())
        && let Some(ordering) = ordering::compare(claim, evidence, comparison.near, likenesses, lexicon)
    {
        if ordering == Ordering::Apart
            && ordering::names_respect(claim, ours)
            && ordering::names_respect(evidence, theirs)
        {
            // What else the two say of their subjects still stands.
            let elsewhere = |point: &Difference| {
                !overlap(&point.slot, &ours.property) && !overlap(&point.evidence, &theirs.property)
            };
            comparison.differences.retain(elsewhere);
            comparison.agreements.retain(elsewhere);
        } else {
            settle(ordering, &ours.property, &theirs.property, comparison);
        }
    } else if comparison.near > 0.0
        && let Some((ours, theirs)) = claim.sequence.as_ref().zip(evidence.sequence.as_ref())
        && let Some(ordering) = ordering::compare_in_time(claim, evidence, likenesses)
        && ordering != Ordering::Agree
    {
        // "No food before the operation" leaves open what holds after it.
        let allowed = lexicon.scale_index("permission");
        let forbids = |claim: &Claim| is_denied(claim) || claim.values.iter().any(|value| Some(value.scale) == allowed);
        let ordering = if forbids(claim) || forbids(evidence) { Ordering::Apart } else { ordering };
        settle(ordering, &ours.property, &theirs.property, comparison);
    }
}

fn settle(ordering: Ordering, slot: &Range<usize>, evidence: &Range<usize>, comparison: &mut Comparison) {
    let point = |kind: Kind| Difference {
        kind,
        reason: Reason::ReversedDirection,
        slot: slot.clone(),
        evidence: evidence.clone(),
        trust: 0.9,
        scale: None,
        factor: 0.0,
    };
    comparison.differences.clear();
    comparison.agreements.clear();
    match ordering {
        Ordering::Agree => comparison.agreements.push(point(Kind::OppositePoles)),
        Ordering::Clash => comparison.differences.push(point(Kind::Roles)),
        Ordering::Apart => comparison.apart = true,
    }
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// Whether one of two statements holds without exception and the other says that there are some.
fn are_exceptional(claim: &Claim, evidence: &Claim) -> bool {
    let universal = |claim: &Claim| claim.strength == Strength::Universal && !is_denied(claim);
    universal(claim) && evidence.exception || claim.exception && universal(evidence)
}

/// Of two statements that put the same proposition, one affirms what the other denies: whatever word the denial falls on
/// ("kills no germs" against "kills germs"); and of two things, each takes the one that the other excludes ("the nerve,
/// not the muscle" against "the muscle, not the nerve").
fn compare_contrasts(claim: &Claim, evidence: &Claim, likenesses: &Likenesses, comparison: &mut Comparison) {
    if comparison.near <= 0.0 || !comparison.differences.is_empty() {
        return;
    }
    if are_exceptional(claim, evidence) && comparison.agreements.is_empty() {
        let said = |claim: &Claim| claim.terms.iter().rfind(|term| !term.condition).map(|term| term.tokens.clone());
        if let Some((slot, evidence)) = said(claim).zip(said(evidence)) {
            let (kind, reason, trust) = (Kind::Exception, Reason::StrongerQuantifier, comparison.near);
            comparison.differences.push(Difference { kind, reason, slot, evidence, trust, scale: None, factor: 0.0 });
        }
        return;
    }
    let mut affirmed = None;
    let mut denied = None;
    for one in claim.terms.iter().filter(|term| !term.condition) {
        for other in evidence.terms.iter().filter(|term| !term.condition) {
            if likenesses.distinct_similarity(one, other) > 0.8 {
                match denials(claim, one, evidence, other).unwrap_or_default() {
                    (false, true) => affirmed = affirmed.or(Some((one, other))),
                    (true, false) => denied = denied.or(Some((one, other))),
                    _ => {}
                }
            }
        }
    }
    // "Harmless" and "not dangerous" agree, though only one of them denies.
    let absorbed = comparison.agreements.iter().any(|point| point.scale.is_some());
    let parity = is_denied(claim) != is_denied(evidence) && !absorbed;
    let place = match (affirmed, denied) {
        (Some(place), None) | (None, Some(place)) if parity => place,
        (Some(place), Some(_)) if !parity => place,
        _ => return,
    };
    comparison.agreements.clear();
    comparison.differences.push(Difference {
        kind: Kind::DeniedTerm,
        reason: Reason::OppositePolarity,
        slot: place.0.tokens.clone(),
        evidence: place.1.tokens.clone(),
        trust: comparison.near,
        scale: None,
        factor: 0.0,
    });
}

/// Whether anything in a claim is denied.
#[must_use]
pub fn is_denied(claim: &Claim) -> bool {
    claim.flipped
        || claim.terms.iter().any(|term| term.negated && !term.condition)
        || claim.values.iter().any(|value| value.negated)
}

/// Whether the claim is put more strongly than the evidence: it allows of no exception, of which the evidence says
/// nothing. That a thing never happens follows from a plain denial, so there the evidence must be hedged.
#[must_use]
pub fn is_stronger(claim: &Claim, evidence: &Claim) -> bool {
    let plain = if is_denied(claim) { Strength::Usual } else { Strength::Plain };
    claim.strength == Strength::Universal && evidence.strength <= plain
}
