//! Whether two quantities measure the same thing, and whether they can both be true.
//!
//! It must not know what the sentences are about; that they speak of one subject is the caller's to decide.
//!
//! # The tolerance, in words
//!
//! Two figures clash only where there is a gap between them that nobody would put down to rounding:
//!
//! - Times, frequencies, counts, money: the gap is more than a quarter of the smaller figure. Five months do not clash
//!   with three to four; six months do. Where either side is vague ("about", "a few"), two fifths.
//! - "A few" is taken for two to five, "several" for three to ten, "a couple" for two or three, "weeks" alone for two
//!   to eight of them, and likewise the other bare plurals.
//! - Amounts (masses, volumes, lengths, energy, factors, bare numbers): a tenth; where vague, three tenths.
//! - Shares: five percentage points, or a tenth of the smaller figure, whichever is more; where vague, ten points or a
//!   quarter. Small shares count by proportion: points excuse at most half of the larger share, so that one in a
//!   thousand is not "about" four in a hundred.
//! - Pressures: one part in twenty, vague or not one in ten. Temperatures: half a degree; where vague, one degree.
//! - Differences ("5 mmHg lower") are compared as times are, whatever they count.
//!
//! A bound leaves its side open: "nine months or more" clashes with three to four months, "at least three months" does
//! not. "Up to a year" does not clash with three to four months either, but it promises more: it is *wider*.

use super::{Bound, Dimension, Quantity, Role};

/// How a claim's quantity stands to that of evidence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum QuantityRelation {
    /// The claim stays within what the evidence says, give or take the tolerance.
    Within,
    /// The claim covers what the evidence says, and goes beyond it ("up to a year" against "3–4 months").
    Wider {
        /// How many times the claim's figure goes beyond the evidence's; infinite where the claim has no end.
        factor: f64,
    },
    /// The two meet, but each also says what the other does not.
    Overlaps,
    /// The two cannot both be true.
    Disjoint {
        /// The larger figure divided by the smaller one, at the gap; infinite where the smaller is nothing.
        factor: f64,
    },
    /// The two do not count the same thing.
    NotComparable,
}

/// Whether two quantities measure comparable things.
///
/// They must count the same dimension by the same divisor and play the same part: a duration compares with the time
/// after which something ends, that one with a time to recover, and none of them with an onset or a time of use. Ages, times in the past
/// and moments of which nothing shows what happens then compare with nothing, for two of them exclude nothing.
#[must_use]
pub fn comparable(a: &Quantity, b: &Quantity) -> bool {
    same_dimension(&a.dimension, &b.dimension) && same_divisor(a, b) && same_role(a, b)
}

fn same_dimension(a: &Dimension, b: &Dimension) -> bool {
    match (a, b) {
        (Dimension::Count(a), Dimension::Count(b)) => singular(a) == singular(b),
        // Bare numbers measure whatever the sentence is about; no word says what.
        (Dimension::Number, Dimension::Number) => false,
        _ => a == b,
    }
}

/// A noun's stem, as far as an ending shows: enough to put "session" and "sessions" together.
fn singular(noun: &str) -> &str {
    match noun {
        "people" => "person",
        "men" => "man",
        "women" => "woman",
        "children" => "child",
        _ => noun.strip_suffix("es").or_else(|| noun.strip_suffix('s')).unwrap_or(noun).trim_end_matches('e'),
    }
}

fn same_divisor(a: &Quantity, b: &Quantity) -> bool {
    match (&a.per, &b.per) {
        (None, None) => true,
        (Some(a), Some(b)) => same_dimension(&a.dimension, &b.dimension) && a.size > 0.0 && b.size > 0.0,
        _ => false,
    }
}

fn same_role(a: &Quantity, b: &Quantity) -> bool {
    match (a.role, b.role) {
        (Role::Age | Role::Past | Role::Moment, _) | (_, Role::Age | Role::Past | Role::Moment) => false,
        (Role::Duration, Role::End) | (Role::End, Role::Duration) => true,
        (Role::End, Role::Recovery) | (Role::Recovery, Role::End) => true,
        (Role::Amount, Role::Amount) => a.dimension != Dimension::Time,
        (a, b) => a == b,
    }
}

/// How the quantity of a claim stands to that of evidence.
#[must_use]
pub fn relation(claim: &Quantity, evidence: &Quantity) -> QuantityRelation {
    if !comparable(claim, evidence) {
        return QuantityRelation::NotComparable;
    }
    let tolerance = Tolerance::of(claim, evidence);
    let (claimed, said) = (Span::of(claim), Span::of(evidence));
    if tolerance.apart(claimed.high, said.low) {
        return QuantityRelation::Disjoint { factor: ratio(said.low, claimed.high) };
    }
    if tolerance.apart(said.high, claimed.low) {
        return QuantityRelation::Disjoint { factor: ratio(claimed.low, said.high) };
    }
    // Whether the claim goes beyond the evidence, on either side, by more than the tolerance.
    let above = tolerance.apart(said.high, claimed.high);
    let below = tolerance.apart(claimed.low, said.low);
    match claim.bound {
        // "At least" is borne out by evidence that lies wholly above; it promises no upper end.
        Bound::AtLeast | Bound::MoreThan if !tolerance.apart(said.low, claimed.low) => QuantityRelation::Within,
        Bound::LessThan if !tolerance.apart(claimed.high, said.high) => QuantityRelation::Within,
        Bound::AtMost if above => QuantityRelation::Wider { factor: ratio(claimed.high, said.high) },
        Bound::AtMost if !tolerance.apart(claimed.high, said.high) => QuantityRelation::Within,
        _ if !above && !below => QuantityRelation::Within,
        // "A few months" is an indication, not a range of which each part is claimed.
        _ if claim.vague && covers(tolerance, claimed, said) && claimed.high <= 3.0 * claimed.low => {
            QuantityRelation::Within
        }
        Bound::Exact if covers(tolerance, claimed, said) => {
            let up = if above { ratio(claimed.high, said.high) } else { 1.0 };
            let down = if below { ratio(said.low, claimed.low) } else { 1.0 };
            QuantityRelation::Wider { factor: up.max(down) }
        }
        _ => QuantityRelation::Overlaps,
    }
}

fn covers(tolerance: Tolerance, claimed: Span, said: Span) -> bool {
    !tolerance.apart(claimed.high, said.high) && !tolerance.apart(said.low, claimed.low)
}

/// A quantity's ends, none below nothing, and counted by one of the divisor.
#[derive(Clone, Copy, Debug)]
struct Span {
    low: f64,
    high: f64,
}

impl Span {
    fn of(quantity: &Quantity) -> Self {
        let size = quantity.per.as_ref().map_or(1.0, |per| per.size);
        let low = if quantity.low == f64::NEG_INFINITY && quantity.dimension != Dimension::Temperature {
            0.0
        } else {
            quantity.low
        };
        Self { low: low / size, high: quantity.high / size }
    }
}

fn ratio(larger: f64, smaller: f64) -> f64 {
    if smaller > 0.0 { larger / smaller } else { f64::INFINITY }
}

/// How far apart two figures may lie and still be taken for the same.
#[derive(Clone, Copy, Debug)]
enum Tolerance {
    /// The larger may be so many times the smaller.
    Ratio(f64),
    /// Or so much more, but at most half of itself.
    Share { ratio: f64, points: f64 },
    /// The larger may be so much more.
    Degrees(f64),
}

/// What a comparison of floating-point figures may be off.
const ROUNDING: f64 = 1e-9;

impl Tolerance {
    fn of(a: &Quantity, b: &Quantity) -> Self {
        let vague = a.vague || b.vague;
        let pick = |exact: f64, loose: f64| if vague { loose } else { exact };
        match a.dimension {
            Dimension::Share => Self::Share { ratio: pick(1.1, 1.25), points: pick(0.05, 0.1) },
            Dimension::Temperature if a.role != Role::Difference => Self::Degrees(pick(0.5, 1.0)),
            _ if a.role == Role::Difference => Self::Ratio(pick(1.25, 1.4)),
            Dimension::Pressure => Self::Ratio(pick(1.05, 1.1)),
            Dimension::Time | Dimension::Frequency | Dimension::Count(_) | Dimension::Money(_) => {
                Self::Ratio(pick(1.25, 1.4))
            }
            _ => Self::Ratio(pick(1.1, 1.3)),
        }
    }

    /// Whether `above` lies above `below` by more than is tolerated.
    fn apart(self, below: f64, above: f64) -> bool {
        if above <= below {
            return false;
        }
        match self {
            Self::Ratio(ratio) => above > below * ratio + ROUNDING,
            Self::Share { ratio, points } => {
                above > below * ratio + ROUNDING && above - below > points.min(above * 0.5) + ROUNDING
            }
            Self::Degrees(degrees) => above - below > degrees + ROUNDING,
        }
    }
}
