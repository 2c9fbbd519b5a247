//! Orderings: what two statements that set the same two things against each other have to do with one another.
//!
//! It must not look at anything else that the two say.

use std::ops::Range;

use super::align::Likenesses;
use crate::claim::{Claim, Compared, Order, Term, Value};
use crate::lexicon::{Lexicon, Pole};

/// What an ordering in a claim has to do with one in the evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ordering {
    /// Where the evidence's holds, the claim's does.
    Agree,
    /// They cannot both hold.
    Clash,
    /// They leave each other open, or do not compare the same two things in the same respect.
    Apart,
}

/// Two comparisons: "A is safer than B" against "B is riskier than A". `near` is how far the two put one proposition.
#[must_use]
pub(super) fn compare(
    claim: &Claim,
    evidence: &Claim,
    near: f32,
    likenesses: &Likenesses,
    lexicon: &Lexicon,
) -> Option<Ordering> {
    let (ours, theirs) = claim.compared.as_ref().zip(evidence.compared.as_ref())?;
    // "Works as well as" and "works better than": the verb tells in what.
    let helps = lexicon.scale_index("value");
    let better = |claim: &Claim, compared: &Compared| {
        compared.bare || values_in(claim, &compared.property).iter().any(|value| Some(value.scale) == helps)
    };
    let by_verb = (ours.bare || theirs.bare) && (near > 0.3 || better(claim, ours) && better(evidence, theirs));
    let property = property(claim, ours, evidence, theirs, likenesses, lexicon).or(by_verb.then_some(false));
    let Some(turned) = property else {
        return Some(Ordering::Apart);
    };
    let (our_order, their_order) = (along_scale(claim, ours), along_scale(evidence, theirs));
    let their_order = if turned { their_order.turned() } else { their_order };
    Some(related(claim, ours, our_order, evidence, theirs, their_order, likenesses).unwrap_or(Ordering::Apart))
}

/// Two orders in time: "the rash comes before the fever" against "the fever comes before the rash". Nothing where they are
/// not of the same two events.
#[must_use]
pub(super) fn compare_in_time(claim: &Claim, evidence: &Claim, likenesses: &Likenesses) -> Option<Ordering> {
    let (ours, theirs) = claim.sequence.as_ref().zip(evidence.sequence.as_ref())?;
    related(claim, ours, ours.order, evidence, theirs, theirs.order, likenesses)
}

fn related(
    claim: &Claim,
    ours: &Compared,
    our_order: Order,
    evidence: &Claim,
    theirs: &Compared,
    their_order: Order,
    likenesses: &Likenesses,
) -> Option<Ordering> {
    let (mine, other) = (Sides::of(claim, ours), Sides::of(evidence, theirs));
    let against_one = mine.second.meets(&other.second, SAME_SIDE, likenesses);
    let mut clashes = true;
    let their_order = match () {
        () if against_one && mine.first.meets(&other.first, SAME_FIRST, likenesses) => their_order,
        () if against_one && mine.first.meets(&other.first, NO_OTHER, likenesses) => {
            clashes = false;
            their_order
        }
        () if mine.second.meets(&other.first, SAME_SIDE, likenesses)
            && mine.first.meets_second(&other.second, likenesses) =>
        {
            their_order.turned()
        }
        () => return None,
    };
    let our_order = if claim.flipped { our_order.denied() } else { our_order };
    let their_order = if evidence.flipped { their_order.denied() } else { their_order };
    Some(match () {
        () if clashes && our_order.excludes(their_order) => Ordering::Clash,
        () if our_order.follows_from(their_order) => Ordering::Agree,
        () => Ordering::Apart,
    })
}

/// What stands on each side of a comparison and on that side only.
struct Sides<'a> {
    first: Side<'a>,
    second: Side<'a>,
}

struct Side<'a> {
    terms: Vec<&'a Term>,
    values: Vec<&'a Value>,
}

impl<'a> Sides<'a> {
    fn of(claim: &'a Claim, compared: &Compared) -> Self {
        let inside = |tokens: &Range<usize>| compared.second.contains(&tokens.start);
        let in_property =
            |tokens: &Range<usize>| tokens.start < compared.property.end && compared.property.start < tokens.end;
        let side = |second: bool| Side {
            terms: claim
                .terms
                .iter()
                .chain(claim.lent.iter().filter(|_| !second))
                .filter(|term| inside(&term.tokens) == second && !in_property(&term.tokens))
                .collect(),
            values: claim
                .values
                .iter()
                .filter(|value| inside(&value.tokens) == second && !in_property(&value.tokens))
                .collect(),
        };
        let (mut first, mut second) = (side(false), side(true));
        // "Open surgery" and "keyhole surgery": what both name does not tell them apart.
        let shared_term = |one: &Term, others: &[&Term]| {
            others
                .iter()
                .any(|other| one.keys.iter().any(|key| other.keys.contains(key) || other.broader.contains(key)))
        };
        let common: Vec<&Term> = second.terms.iter().copied().filter(|term| shared_term(term, &first.terms)).collect();
        if common.len() < second.terms.len() + second.values.len() {
            second.terms.retain(|term| !common.iter().any(|other| std::ptr::eq(*other, *term)));
            let kept = second.terms.clone();
            first.terms.retain(|term| !shared_term(term, &common) || shared_term(term, &kept));
        }
        Self { first, second }
    }
}

/// How alike two sides must be to be the same.
const SAME_SIDE: f32 = 0.6;
/// The same for what is compared with one and the same thing, which may be told at more or less length.
const SAME_FIRST: f32 = 0.35;
/// How alike they must be at least to agree, which takes less than to clash.
const NO_OTHER: f32 = 0.15;

impl Side<'_> {
    fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.values.is_empty()
    }

    /// The share of what is named here that the other names as well.
    fn met_in(&self, other: &Self, similarity: impl Fn(&Term, &Term) -> f32) -> f32 {
        let terms = self.terms.iter().map(|one| {
            let best = other.terms.iter().map(|other| similarity(one, other)).fold(0.0, f32::max);
            (one.weight, if best > 0.75 { 1.0 } else { 0.0 })
        });
        let values = self.values.iter().map(|one| {
            let met = other.values.iter().any(|other| other.scale == one.scale && other.pole == one.pole);
            (0.5, f32::from(u8::from(met)))
        });
        let (all, met) =
            terms.chain(values).fold((0.0, 0.0), |(all, sum), (weight, met)| (all + weight, sum + weight * met));
        if all > 0.0 { met / all } else { 0.0 }
    }

    /// Whether all that the shorter of the two names stands in the longer.
    fn meets(&self, other: &Self, enough: f32, likenesses: &Likenesses) -> bool {
        if self.is_empty() || other.is_empty() {
            return false;
        }
        let forth = self.met_in(other, |one, other| likenesses.distinct_similarity(one, other));
        let back = other.met_in(self, |one, other| likenesses.distinct_similarity(other, one));
        forth.max(back) >= enough
    }

    /// Whether the second thing of the other statement is named in this, its first side.
    fn meets_second(&self, second: &Self, likenesses: &Likenesses) -> bool {
        !second.is_empty() && second.met_in(self, |one, other| likenesses.distinct_similarity(other, one)) >= SAME_SIDE
    }
}

/// Whether two comparisons are made in the same respect; then whether their words point in opposite directions.
fn property(
    claim: &Claim,
    ours: &Compared,
    evidence: &Claim,
    theirs: &Compared,
    likenesses: &Likenesses,
    lexicon: &Lexicon,
) -> Option<bool> {
    let (our_values, their_values) = (values_in(claim, &ours.property), values_in(evidence, &theirs.property));
    if !our_values.is_empty() && !their_values.is_empty() {
        let same = our_values.iter().any(|one| {
            their_values.iter().any(|other| one.scale == other.scale || lexicon.akin(one.scale, other.scale))
        });
        return same.then_some(false);
    }
    for one in claim.terms.iter().filter(|term| overlaps(&term.tokens, &ours.property)) {
        for other in evidence.terms.iter().filter(|term| overlaps(&term.tokens, &theirs.property)) {
            let likeness = likenesses.between(one, other);
            if likeness.related < -0.3 {
                return Some(true);
            }
            if likeness.similarity > 0.9 {
                return Some(false);
            }
        }
    }
    None
}

/// Whether the words of a comparison tell in what the two are compared, so that it need not be the verb.
pub(super) fn names_respect(claim: &Claim, compared: &Compared) -> bool {
    !compared.bare || !values_in(claim, &compared.property).is_empty()
}

fn values_in<'a>(claim: &'a Claim, property: &Range<usize>) -> Vec<&'a Value> {
    claim.values.iter().filter(|value| overlaps(&value.tokens, property)).collect()
}

/// The order along the scale on which the property lies, from low to high: "riskier" is less safe.
fn along_scale(claim: &Claim, compared: &Compared) -> Order {
    let value = values_in(claim, &compared.property).into_iter().next();
    let Some(value) = value.filter(|_| compared.order != Order::EQUAL) else { return compared.order };
    let low = value.pole == Pole::Low;
    let turned = match value.tokens.start.cmp(&compared.property.start) {
        // "No more effective", "not last as long" stand at the pole opposite to that of the word behind the negation.
        std::cmp::Ordering::Less if compared.denied => !low,
        // "Less often", "lower": the word of degree is part of what names the pole.
        std::cmp::Ordering::Equal => low != compared.less,
        std::cmp::Ordering::Less | std::cmp::Ordering::Greater => low,
    };
    if turned { compared.order.turned() } else { compared.order }
}

fn overlaps(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

#[cfg(test)]
mod tests {
    use crate::verdict::{Stance, compare};

    #[test]
    fn what_does_not_compare_the_same_two_things_says_nothing() {
        for (claim, evidence) in [
            ("Swimming strengthens the back more than cycling.", "Swimming strengthens the back more than running."),
            ("Gauze is cheaper than film.", "Film is softer than gauze."),
            ("The itching comes before the rash.", "The swelling comes after the operation."),
            ("Do not eat for six hours after the operation.", "Do not eat for six hours before the operation."),
        ] {
            assert_ne!(compare(claim, evidence, None).stance, Stance::Contradicts, "{claim} | {evidence}");
        }
    }

    #[test]
    fn two_orders_of_the_same_two_things_agree_or_clash() {
        let heavier = "Film dressings are safer than gauze.";
        for (claim, stance) in [
            ("Film dressings are safer than gauze.", Stance::Supports),
            ("Gauze is less safe than film dressings.", Stance::Supports),
            ("Gauze is not as safe as film dressings.", Stance::Supports),
            ("Gauze is safer than film dressings.", Stance::Contradicts),
            ("Gauze is as safe as film dressings.", Stance::Contradicts),
            ("Film dressings are no safer than gauze.", Stance::Contradicts),
        ] {
            assert_eq!(compare(claim, heavier, None).stance, stance, "{claim}");
        }
        let first = "The itching comes before the rash.";
        assert_eq!(compare("The rash comes before the itching.", first, None).stance, Stance::Contradicts);
        assert_ne!(compare("The rash comes after the itching.", first, None).stance, Stance::Contradicts);
    }
}
