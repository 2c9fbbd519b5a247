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
use super::align::{Likenesses, Nearby};
use super::difference::{self, Difference, Kind};
use super::evidence::Statement;
use super::signs::{Signs, Trust};
use super::vocabulary::{Vocabulary, kind_of_thing, names_a_thing};
use super::weigh::RULES_ALONE;
use crate::claim::{Claim, Strength, Term, Value};
use crate::english::quantity::Role;
use crate::lexicon::vectors::Gist;
use crate::lexicon::wordnet::Topic;
use crate::lexicon::{Lexicon, Pole, ScaleKind};

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
    /// The words of the corpus.
    pub vocabulary: &'a Vocabulary,
    /// How much each sign counts.
    pub trust: Trust,
}

/// A claim that is to be held against many statements: what no statement changes is found once.
#[derive(Debug)]
pub struct Asked {
    claim: Claim,
    likenesses: Likenesses,
    /// The weights of its terms and of those that are lent to it, by place.
    weights: Vec<f32>,
    /// What it needs the evidence to speak of, each with its weight.
    needs: Vec<(Term, f32)>,
    gist: Gist,
    stranger: f32,
    /// The kinds of thing that its own terms name.
    kinds: Vec<Option<Topic>>,
    /// Whether it turns on something that shared words leave open.
    open: bool,
    denied: bool,
}

impl Judge<'_> {
    /// Prepares a claim.
    #[must_use]
    pub fn ask(&self, claim: &Claim) -> Asked {
        let mut claim = claim.clone();
        let likenesses = Likenesses::of(&mut claim, self.vocabulary);
        let weights = claim.terms.iter().chain(&claim.lent).map(|term| self.term_weight(term)).collect();
        let terms = needed(&claim);
        let gist = gist(&terms);
        let needs: Vec<(Term, f32)> = terms.into_iter().map(|term| (term.clone(), self.term_weight(&term))).collect();
        let stranger = needs
            .iter()
            .filter(|(term, _)| is_stranger(term, self.heard))
            .map(|(_, weight)| *weight)
            .fold(0.0, f32::max);
        let turns_on = |value: &Value| self.lexicon.scale(value.scale).is_some_and(|scale| !scale.loose);
        let open = claim.values.iter().any(turns_on) || !claim.quantities.is_empty();
        let kinds = claim.terms.iter().map(kind_of_thing).collect();
        let denied = difference::is_denied(&claim);
        Asked { claim, likenesses, weights, needs, gist, stranger, kinds, open, denied }
    }

    /// The stance of a statement towards a claim, if it has one.
    #[must_use]
    pub fn stance(&self, asked: &Asked, statement: &Statement) -> Option<Finding> {
        let own = statement.own_claims();
        let findings: Vec<Finding> = own.filter_map(|evidence| self.towards(asked, evidence, statement)).collect();
        let surest = findings.iter().max_by(|one, other| one.score.total_cmp(&other.score))?;
        // A statement that gives several figures is held to the one that fits.
        let fits = |other: &&Finding| other.stance != Stance::Contradicts && other.is_about_figure(surest);
        Some(findings.iter().find(fits).unwrap_or(surest).clone())
    }

    fn towards(&self, asked: &Asked, evidence: &Claim, statement: &Statement) -> Option<Finding> {
        let claim = &asked.claim;
        let comparison = difference::compare(claim, evidence, &asked.likenesses, self.lexicon);
        // Shared words alone are support only where the claim turns on nothing that the evidence leaves open.
        if comparison.apart {
            return None;
        }
        let settled = comparison.near > 0.5 && asked.claim.quantities.is_empty();
        let open = asked.open && !settled || asked.denied != difference::is_denied(evidence);
        if open && comparison.differences.is_empty() && comparison.agreements.is_empty() {
            return None;
        }
        let nearby = self.nearby(evidence, statement);
        let view = self.view(asked, evidence, statement, comparison, &nearby);
        let surest = |points: &[Difference]| {
            points
                .iter()
                .map(|point| {
                    (self.signs(asked, evidence, Some(point), &view, &nearby).trust(&self.trust), point.clone())
                })
                .max_by(|one, other| one.0.total_cmp(&other.0))
        };
        let clash = surest(&view.comparison.differences);
        let accord = surest(&view.comparison.agreements)
            .map(|(score, point)| (score * self.agreed_share(claim, &view.comparison.agreements), point));
        let hedged = evidence.strength < Strength::Plain;
        let against = clash.as_ref().map_or(0.0, |(score, _)| *score);
        let agreeing = accord.as_ref().map_or(0.0, |(score, _)| *score);
        // What two statements of one proposition agree on elsewhere does not outvote the place where they differ.
        let located = view.comparison.near > 0.5 && against >= RULES_ALONE.firm;
        let elsewhere =
            clash.as_ref().zip(accord.as_ref()).is_none_or(|(clash, accord)| !overlaps(&clash.1.slot, &accord.1.slot));
        let against = if located && elsewhere { against.max(agreeing) } else { against };
        if against.max(agreeing) >= self.trust.worth_counting {
            let stance = if against >= agreeing { Stance::Contradicts } else { in_agreement(claim, evidence, &view) };
            let (score, point) = if against >= agreeing { clash } else { accord }?;
            return Some(Finding { stance, score, point: Some(point), hedged });
        }
        let score = self.signs(asked, evidence, None, &view, &nearby).trust(&self.trust);
        (!open && shares_predicate(asked, &view) && score >= self.trust.worth_counting).then(|| Finding {
            stance: in_agreement(claim, evidence, &view),
            score,
            point: None,
            hedged,
        })
    }

    /// How much of what the claim turns on is agreed, from one half to one: two statements that agree on a side issue
    /// only do not say the same.
    fn agreed_share(&self, claim: &Claim, agreements: &[Difference]) -> f32 {
        let turns_on =
            |value: &&Value| !value.attributive && self.lexicon.scale(value.scale).is_some_and(|scale| !scale.loose);
        let values = claim.values.iter().filter(turns_on).map(|value| &value.tokens);
        let figures =
            claim.quantities.iter().filter(|quantity| quantity.role != Role::Moment).map(|quantity| &quantity.tokens);
        let (mut agreed, mut all) = (0.0, 0.0);
        for tokens in values.chain(figures) {
            all += 1.0;
            if agreements.iter().any(|point| overlaps(&point.slot, tokens)) {
                agreed += 1.0;
            }
        }
        if all > 0.0 { 0.5 + 0.5 * agreed / all } else { 1.0 }
    }

    fn view(
        &self,
        asked: &Asked,
        evidence: &Claim,
        statement: &Statement,
        comparison: difference::Comparison,
        nearby: &[Nearby<'_>],
    ) -> View {
        View {
            met: asked.needs.iter().map(|(term, _)| asked.likenesses.met(term, nearby)).collect(),
            // Words that stand in both need no vectors.
            gist: asked.gist.nearness(&statement.gist).max(GIST * comparison.near),
            comparison,
            sibling: self.name_siblings(asked, evidence),
        }
    }

    /// What speaks for and against a point, or against shared words alone.
    fn signs(
        &self,
        asked: &Asked,
        evidence: &Claim,
        point: Option<&Difference>,
        view: &View,
        nearby: &[Nearby<'_>],
    ) -> Signs {
        let claim = &asked.claim;
        let mut total = 0.0;
        let mut met = 0.0;
        for ((term, weight), share) in asked.needs.iter().zip(&view.met) {
            if !point.is_some_and(|point| overlaps(&term.tokens, &point.slot)) {
                total += weight;
                met += weight * share;
            }
        }
        let coverage = if total > 0.0 { met / total } else { 0.5 };
        let clash = point.is_some_and(|point| view.comparison.differences.contains(point));
        Signs {
            kind: point.map(|point| point.kind),
            words: point.map_or(1.0, |point| point.trust),
            target: point.map_or(coverage, |point| self.target(asked, evidence, point, nearby, coverage)),
            coverage,
            stranger: asked.stranger,
            other_phase: claim.phase.after_stopping != evidence.phase.after_stopping,
            one_compares: claim.than.is_some() != evidence.than.is_some(),
            sibling: view.sibling,
            claim_unproven: clash && claim.unproven && !evidence.unproven && !evidence.proven,
            other_condition: conditions_unmet(asked, view),
            claim_possible: clash && claim.strength == Strength::Possible && !difference::is_denied(evidence),
            evidence_possible: clash && evidence.strength == Strength::Possible,
            onset: point.is_some_and(|point| is_onset(claim, point)),
            gist: view.gist,
            agreements: view.comparison.agreements.len(),
        }
    }

    /// How well the things meet that the two places bear on, from 0 to 1. What leaves one thing as it is may move every
    /// other, so there the claim must speak of what the evidence does.
    fn target(&self, asked: &Asked, evidence: &Claim, point: &Difference, nearby: &[Nearby<'_>], coverage: f32) -> f32 {
        let ours = self.moved(&asked.claim, &point.slot);
        let theirs = self.moved(evidence, &point.evidence);
        let target = target(asked, &ours, &theirs, nearby, coverage);
        if !self.is_graded(evidence, &point.evidence, |value| matches!(value.pole, Pole::None | Pole::Any)) {
            return target;
        }
        let (mut met, mut total) = (0.0, 0.0);
        for (other, near) in theirs {
            let ours = asked.claim.terms.iter().chain(&asked.claim.lent);
            let weight = near * self.term_weight(other);
            total += weight;
            met += weight * ours.map(|one| asked.likenesses.similarity(one, other)).fold(0.0, f32::max);
        }
        if total > 0.0 { target.min(met / total) } else { target }
    }

    /// What a place bears on. "Weakens the immune system" is about the immune system, whatever does it.
    fn moved<'a>(&self, claim: &'a Claim, place: &Range<usize>) -> Vec<(&'a Term, f32)> {
        let acts = self.is_graded(claim, place, |value| value.acts);
        let mut terms = borne_on(claim, place);
        if acts && terms.iter().any(|(term, _)| is_behind(term, place) && names_a_thing(term) > 0.5) {
            for (_, near) in terms.iter_mut().filter(|(term, _)| !is_behind(term, place)) {
                *near *= DOER;
            }
        }
        terms
    }

    /// Whether a place names a value of a graded scale of which something holds.
    fn is_graded(&self, claim: &Claim, place: &Range<usize>, holds: impl Fn(&Value) -> bool) -> bool {
        let graded = |value: &Value| self.lexicon.scale(value.scale).is_some_and(|it| it.kind == ScaleKind::Graded);
        claim.values.iter().any(|value| value.tokens == *place && holds(value) && graded(value))
    }

    /// Whether each names a part of the body, a kind of person, a drug or an illness of which the other does not speak:
    /// what holds of the one need not hold of its sibling.
    fn name_siblings(&self, asked: &Asked, evidence: &Claim) -> bool {
        let alike = |one: &Term, other: &Term| asked.likenesses.similarity(one, other) > 0.3;
        let (ours, theirs) = (&asked.claim.terms, &evidence.terms);
        theirs.iter().any(|other| {
            self.vocabulary.kind(other).is_some_and(|kind| {
                !ours.iter().any(|one| alike(one, other))
                    && ours
                        .iter()
                        .zip(&asked.kinds)
                        .any(|(one, our_kind)| *our_kind == Some(kind) && !theirs.iter().any(|other| alike(one, other)))
            })
        })
    }

    /// What stands in and around a clause of evidence.
    fn nearby<'a>(&'a self, evidence: &'a Claim, statement: &'a Statement) -> Vec<Nearby<'a>> {
        let around = |places: &'a [u32]| places.iter().filter_map(|&place| self.vocabulary.term(place));
        let mut nearby = Vec::with_capacity(2 * evidence.terms.len() + statement.before.len() + statement.frame.len());
        nearby.extend(evidence.terms.iter().map(|term| Nearby { term, nearness: 1.0 }));
        for claim in statement.claims.iter().filter(|claim| !std::ptr::eq(*claim, evidence)) {
            nearby.extend(claim.terms.iter().map(|term| Nearby { term, nearness: 0.9 }));
        }
        nearby.extend(around(&statement.before).map(|term| Nearby { term, nearness: 0.7 }));
        nearby.extend(around(&statement.frame).map(|term| Nearby { term, nearness: FRAME }));
        nearby
    }

    fn term_weight(&self, term: &Term) -> f32 {
        (self.weight)(term) * (0.4 + 0.6 * names_a_thing(term)) * if term.condition { 0.5 } else { 1.0 }
    }
}

/// Whether a term names a thing of which the corpus never speaks.
pub(super) fn is_stranger(term: &Term, heard: impl Fn(&Term) -> bool) -> bool {
    !term.condition && names_a_thing(term) > 0.5 && !heard(term)
}

/// How near in meaning two statements of one proposition are at least, as wholes.
const GIST: f32 = 0.6;
/// How much of what the claim says the evidence must speak of, where nothing else decides.
const PREDICATE: f32 = 0.2;
/// How near the headline, the title and the question stand to what an answer says.
const FRAME: f32 = 0.6;
/// How much it counts who does something to a thing that is named behind the place.
const DOER: f32 = 0.2;
/// How far two places that bear on nothing by name may be taken to bear on the same.
const UNNAMED: f32 = 0.5;
/// How much it counts what else a clause names where a place only describes the word behind it ("a larger helping").
const BESIDE: f32 = 0.5;
/// What the evidence names away from its own place counts for so much.
const ELSEWHERE: f32 = 0.7;

impl Asked {
    /// Whether a statement is about other people or other conditions than the claim, whatever it says of them.
    #[must_use]
    pub fn is_apart(&self, statement: &Statement) -> bool {
        let mut own = statement.own_claims().peekable();
        own.peek().is_some() && own.all(|evidence| difference::are_apart(&self.claim, evidence, &self.likenesses))
    }

    /// Whether the claim denies something.
    #[must_use]
    pub fn is_denied(&self) -> bool {
        self.denied
    }

    /// The weight of one of the claim's terms.
    fn weight(&self, term: &Term) -> f32 {
        term.place.and_then(|place| self.weights.get(place as usize)).copied().unwrap_or(0.0)
    }
}

impl Finding {
    /// Whether two findings are about the same figure of the claim.
    fn is_about_figure(&self, other: &Self) -> bool {
        let points = self.point.as_ref().zip(other.point.as_ref());
        points.is_some_and(|(one, other)| {
            one.kind == Kind::Quantities && other.kind == Kind::Quantities && one.slot == other.slot
        })
    }
}

/// A claim and a clause of evidence laid beside one another.
struct View {
    /// How well each thing that the claim needs is met, from 0 to 1.
    met: Vec<f32>,
    comparison: difference::Comparison,
    gist: f32,
    sibling: bool,
}

fn in_agreement(claim: &Claim, evidence: &Claim, view: &View) -> Stance {
    let stronger = view.comparison.wider || difference::is_stronger(claim, evidence);
    if stronger { Stance::Qualifies } else { Stance::Supports }
}

/// The direction of meaning of some terms together.
pub(super) fn gist<'a>(terms: impl IntoIterator<Item = &'a Term>) -> Gist {
    Gist::of(terms.into_iter().filter_map(|term| term.vector.map(|vector| (vector, term.weight))))
}

/// How well what the claim's place bears on is met by what the evidence's place bears on, from 0 to 1.
///
/// A place bears on the nearest terms behind it ("reduces wrinkles") or before it ("wrinkles fade"). What the
/// evidence names elsewhere counts for less. Where the claim's place bears on nothing that is named, the two are
/// taken to speak of the matter at hand, with half the trust, as far as they share anything.
fn target(asked: &Asked, ours: &[(&Term, f32)], theirs: &[(&Term, f32)], nearby: &[Nearby<'_>], coverage: f32) -> f32 {
    let (mut met, mut total) = (0.0, 0.0);
    for (one, near) in ours {
        let direct =
            theirs.iter().map(|(other, far)| asked.likenesses.similarity(one, other) * far).fold(0.0, f32::max);
        let around = nearby
            .iter()
            .filter(|other| theirs.is_empty() || other.nearness > FRAME)
            .map(|other| asked.likenesses.similarity(one, other.term) * other.nearness)
            .fold(0.0, f32::max);
        let weight = asked.weight(one) * near;
        total += weight;
        met += weight * direct.max(ELSEWHERE * around);
    }
    if total > 0.0 { met / total } else { coverage.min(UNNAMED) }
}

/// Whether a term stands behind a place, or in it.
fn is_behind(term: &Term, slot: &Range<usize>) -> bool {
    term.tokens.start >= slot.start && !term.tokens.is_empty()
}

/// What the claim needs the evidence to speak of; what is lent to a pronoun counts for less.
fn needed(claim: &Claim) -> Vec<Term> {
    let lent = claim.lent.iter().map(|term| Term { weight: term.weight * 0.4, tokens: 0..0, ..term.clone() });
    claim.terms.iter().cloned().chain(lent).collect()
}

/// The terms that a place in a claim bears on, each with how directly.
fn borne_on<'a>(claim: &'a Claim, slot: &Range<usize>) -> Vec<(&'a Term, f32)> {
    // What a thing is compared with is not what is said to be more or less.
    let against =
        claim.compared.as_ref().filter(|compared| slot.end <= compared.second.start).map(|compared| &compared.second);
    let free = |term: &&Term| {
        !overlaps(&term.tokens, slot)
            && !term.condition
            && !against.is_some_and(|side| side.contains(&term.tokens.start))
    };
    let inside = claim.terms.iter().filter(|term| overlaps(&term.tokens, slot) && term.tokens.len() < slot.len());
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
    let inside = inside.take(2).map(|term| (term, 1.0));
    let behind: Vec<(&Term, f32)> = behind.zip([1.0, 0.8]).collect();
    let rest = before.into_iter().zip([1.0, 0.8]).chain(lent);
    // "A larger helping in the muscle" says nothing of the size of the muscle.
    let describes = claim.values.iter().any(|value| value.tokens == *slot && !value.acts)
        && behind.first().is_some_and(|(noun, _)| noun.tokens.start == slot.end && names_a_thing(noun) > 0.5);
    if describes {
        let nouns = behind.len().min(1);
        let beside = behind[nouns..].iter().copied().chain(rest).map(|(term, near)| (term, near * BESIDE));
        return inside.chain(behind[..nouns].iter().copied()).chain(beside).collect();
    }
    inside.chain(behind).chain(rest).collect()
}

/// The share of what the claim's conditions speak of that the evidence does not, by weight.
fn conditions_unmet(asked: &Asked, view: &View) -> f32 {
    let (mut all, mut unmet) = (0.0, 0.0);
    for ((term, weight), share) in asked.needs.iter().zip(&view.met) {
        if term.condition {
            all += weight;
            unmet += weight * (1.0 - share);
        }
    }
    if all > 0.0 { unmet / all } else { 0.0 }
}

/// Whether the evidence speaks of what the claim says of its subject, not of its subject alone.
fn shares_predicate(asked: &Asked, view: &View) -> bool {
    // One word in common is a coincidence, unless the two say hardly more.
    let things = asked.needs.iter().filter(|(term, _)| !term.condition).count();
    if things < 2 && view.comparison.near <= 0.5 {
        return false;
    }
    let said = asked.needs.iter().zip(&view.met).filter(|((term, _), _)| !term.subject && !term.condition);
    let (all, met) = said.fold((0.0, 0.0), |(all, sum), ((_, weight), met)| (all + weight, sum + weight * met));
    met >= PREDICATE * all
}

/// Whether a point is a figure for when something sets in.
fn is_onset(claim: &Claim, point: &Difference) -> bool {
    point.kind == Kind::Quantities
        && claim.quantities.iter().any(|quantity| quantity.tokens == point.slot && quantity.role == Role::Onset)
}

fn overlaps(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}
