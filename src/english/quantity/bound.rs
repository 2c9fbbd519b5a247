//! Bounds and approximations around a figure: "at least", "up to", "or so".
//!
//! It must not know what is counted.

use super::words::{Class, Reader, Sign};

/// How a figure limits what it speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Bound {
    /// The figure or range itself.
    #[default]
    Exact,
    /// The figure or more ("at least", "or longer", "20+").
    AtLeast,
    /// The figure or less ("up to", "at most", "within").
    AtMost,
    /// More than the figure ("over", "longer than").
    MoreThan,
    /// Less than the figure ("under", "fewer than").
    LessThan,
}

impl Bound {
    /// Opens a range on the side on which the bound leaves it open.
    #[must_use]
    pub(super) fn apply(self, low: f64, high: f64) -> (f64, f64) {
        match self {
            Self::Exact => (low, high),
            Self::AtLeast | Self::MoreThan => (low, f64::INFINITY),
            Self::AtMost | Self::LessThan => (f64::NEG_INFINITY, high),
        }
    }

    /// The same bound said of an interval instead of a frequency: every three months or more is four times a year or
    /// less.
    #[must_use]
    pub(super) fn inverse(self) -> Self {
        match self {
            Self::Exact => Self::Exact,
            Self::AtLeast => Self::AtMost,
            Self::AtMost => Self::AtLeast,
            Self::MoreThan => Self::LessThan,
            Self::LessThan => Self::MoreThan,
        }
    }
}

/// What stands around a figure.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hedge {
    pub(super) bound: Bound,
    pub(super) vague: bool,
    /// How many tokens it takes.
    pub(super) steps: usize,
}

fn bound(bound: Bound, steps: usize) -> Option<Hedge> {
    Some(Hedge { bound, vague: false, steps })
}

fn vague(steps: usize) -> Option<Hedge> {
    Some(Hedge { bound: Bound::Exact, vague: true, steps })
}

/// All the bounds and approximations that stand before a figure at `start`. `time` says that it is a time.
pub(super) fn before(reader: &Reader, start: usize, time: bool) -> Hedge {
    let mut all = Hedge::default();
    while all.steps < 9
        && let Some(one) = one_before(reader, start.saturating_sub(all.steps), time)
    {
        let steps = (all.steps + one.steps).min(start);
        let bound = if all.bound == Bound::Exact { one.bound } else { all.bound };
        all = Hedge { bound, vague: all.vague || one.vague, steps };
    }
    all
}

fn one_before(reader: &Reader, at: usize, time: bool) -> Option<Hedge> {
    let (word, before, third) = (reader.back(at, 1), reader.back(at, 2), reader.back(at, 3));
    match word {
        "about" | "around" | "roughly" | "approximately" | "approx" | "nearly" | "almost" | "circa" | "~" | "≈" => {
            vague(1)
        }
        "some" | "maybe" | "perhaps" | "probably" | "say" => vague(1),
        "like" if before == "something" => vague(2),
        "to" if before == "close" => vague(2),
        "to" if before == "up" => bound(Bound::AtMost, 2),
        "to" if before == "equal" => None,
        "between" if ["anywhere", "somewhere"].contains(&before) => vague(2),
        "between" => Some(Hedge { steps: 1, ..Hedge::default() }),
        "from" if ["anything", "anywhere"].contains(&before) => vague(2),
        "least" if before == "at" => bound(Bound::AtLeast, 2),
        "least" | "minimum" if third == "at" && ["the", "a", "very"].contains(&before) => bound(Bound::AtLeast, 3),
        "most" if before == "at" => bound(Bound::AtMost, 2),
        "most" if before == "the" && third == "at" => bound(Bound::AtMost, 3),
        "than" => than(before, third),
        "as" => as_much_as(before, third),
        "of" => match before {
            "minimum" => bound(Bound::AtLeast, 2 + usize::from(third == "a")),
            "maximum" => bound(Bound::AtMost, 2 + usize::from(third == "a")),
            "upwards" | "upward" => bound(Bound::AtLeast, 2),
            "excess" if third == "in" => bound(Bound::MoreThan, 3),
            "region" | "order" | "neighbourhood" if third == "the" => vague(4),
            _ => None,
        },
        "minimum" | "≥" => bound(Bound::AtLeast, 1),
        "maximum" | "max" | "≤" => bound(Bound::AtMost, 1),
        ">" => bound(Bound::MoreThan, 1),
        "<" => bound(Bound::LessThan, 1),
        "=" if before == ">" => bound(Bound::AtLeast, 2),
        "=" if before == "<" => bound(Bound::AtMost, 2),
        "above" | "exceeding" | "beyond" => bound(Bound::MoreThan, 1),
        "over" => over(reader, at, time),
        "under" | "below" => bound(Bound::LessThan, 1 + usize::from(["well", "just", "far"].contains(&before))),
        "good" | "full" | "whole" | "further" if before == "a" => Some(Hedge { steps: 2, ..Hedge::default() }),
        // Words without weight between a bound and its figure: "at least another", "up to the full".
        "just" | "only" | "even" | "well" | "barely" | "already" if goes_on(reader, at.saturating_sub(1)) => {
            Some(Hedge { steps: 1, ..Hedge::default() })
        }
        _ => None,
    }
}

fn goes_on(reader: &Reader, at: usize) -> bool {
    ["to", "than", "about", "around", "least", "most"].contains(&reader.back(at, 1))
        && ["up", "at", "more", "less", "fewer", "longer"].contains(&reader.back(at, 2))
}

/// "more than", "no longer than" and their like.
fn than(comparative: &str, before: &str) -> Option<Hedge> {
    let negated = ["no", "not"].contains(&before);
    let steps = if negated { 3 } else { 2 };
    match comparative {
        "more" | "longer" | "greater" | "higher" | "larger" | "bigger" | "older" | "later" | "heavier" | "further"
        | "taller" | "farther" | "wider" | "thicker" | "better" => {
            bound(if negated { Bound::AtMost } else { Bound::MoreThan }, steps)
        }
        "less" | "fewer" | "shorter" | "lower" | "smaller" | "younger" | "sooner" | "earlier" | "quicker"
        | "faster" | "lighter" | "thinner" => bound(if negated { Bound::AtLeast } else { Bound::LessThan }, steps),
        _ => None,
    }
}

/// "as long as 36 months" and their like.
fn as_much_as(adjective: &str, before: &str) -> Option<Hedge> {
    if before != "as" {
        return None;
    }
    match adjective {
        "much" | "many" | "long" | "late" | "far" | "high" | "large" | "old" | "often" => bound(Bound::AtMost, 3),
        "little" | "few" | "soon" | "early" | "low" | "short" | "young" | "small" => bound(Bound::AtLeast, 3),
        _ => None,
    }
}

/// "over" is "more than", but with a time it may be "during": "clears over six weeks".
fn over(reader: &Reader, at: usize, time: bool) -> Option<Hedge> {
    let before = reader.back(at, 2);
    let strong = ["well", "just", "far", "slightly", "little"].contains(&before);
    let measured = matches!(reader.class_back(at, 2), Class::Sign(Sign::Holds | Sign::Takes | Sign::Person))
        || ["for", "after", "is", "are", "be", "was", "of", "every", "with", "aged", "within", "in"].contains(&before);
    (strong || !time || measured).then_some(Hedge {
        bound: Bound::MoreThan,
        vague: false,
        steps: if strong { 2 } else { 1 },
    })
}

/// The bounds and approximations that stand behind a figure that ends before `end`.
pub(super) fn after(reader: &Reader, end: usize) -> Hedge {
    let one = one_after(reader, end).unwrap_or_default();
    if one.steps == 0 { one } else { Hedge { steps: one.steps.min(reader.len().saturating_sub(end)), ..one } }
}

fn one_after(reader: &Reader, at: usize) -> Option<Hedge> {
    let (word, next, third) = (reader.text(at), reader.text(at + 1), reader.text(at + 2));
    match (word, next) {
        ("or", "so" | "thereabouts") => vague(2),
        ("give", "or") if third == "take" => vague(3),
        ("or", "more" | "longer" | "over" | "older" | "above" | "higher" | "later" | "beyond" | "greater")
        | ("and", "over" | "above" | "older" | "up" | "upwards" | "beyond") => bound(Bound::AtLeast, 2),
        ("and", "more") if !reader.is_word(at + 2) => bound(Bound::AtLeast, 2),
        ("or", "less" | "fewer" | "under" | "below" | "shorter" | "younger" | "lower" | "sooner" | "earlier")
        | ("and", "under" | "below" | "younger") => bound(Bound::AtMost, 2),
        ("+", _) => bound(Bound::AtLeast, 1),
        ("plus", _) if !reader.is_number(at + 1) => bound(Bound::AtLeast, 1),
        ("at", "least") => bound(Bound::AtLeast, 2),
        ("at", "most") => bound(Bound::AtMost, 2),
        ("at", "the") => match third {
            "least" | "minimum" | "earliest" | "soonest" => bound(Bound::AtLeast, 3),
            "most" | "outside" | "maximum" | "latest" | "longest" => bound(Bound::AtMost, 3),
            "very" if reader.text(at + 3) == "least" => bound(Bound::AtLeast, 4),
            "very" if reader.text(at + 3) == "most" => bound(Bound::AtMost, 4),
            _ => None,
        },
        ("minimum", _) => bound(Bound::AtLeast, 1),
        ("maximum" | "max" | "tops", _) => bound(Bound::AtMost, 1),
        (",", "give") if third == "or" => vague(4),
        _ => None,
    }
}
