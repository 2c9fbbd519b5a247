//! Numbers: digits and words to figures, and ranges of figures.
//!
//! It must not know units, except to tell "half a year" from "half of patients".

use super::Bound;
use super::words::{Class, Reader};

/// A number or a range of numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    pub(super) low: f64,
    pub(super) high: f64,
    pub(super) vague: bool,
    pub(super) bound: Bound,
    pub(super) style: Style,
    /// What a scale word multiplied it by, so that "2 to 3 million" multiplies both.
    scale: f64,
    /// The token behind it.
    pub(super) end: usize,
}

/// How a number is written, which decides what it may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Digits,
    Words,
    /// "one" alone, which is more often a pronoun.
    One,
    /// "a", "an": one, if a unit follows.
    Article,
    /// "half", "two thirds", "3/4": a share, unless a unit follows.
    Fraction,
    /// "several", "dozens of".
    Vague,
}

impl Number {
    fn exact(value: f64, style: Style, end: usize) -> Self {
        Self { low: value, high: value, vague: false, bound: Bound::Exact, style, scale: 1.0, end }
    }

    fn vague(low: f64, high: f64, end: usize) -> Self {
        Self { low, high, vague: true, bound: Bound::Exact, style: Style::Vague, scale: 1.0, end }
    }

    fn times(self, factor: f64, end: usize) -> Self {
        Self { low: self.low * factor, high: self.high * factor, end, ..self }
    }
}

/// Words that may stand between "a" or a number and its unit without changing the figure.
pub(super) const FILLERS: &[&str] = &[
    "full",
    "whole",
    "good",
    "single",
    "mere",
    "solid",
    "further",
    "additional",
    "extra",
    "consecutive",
    "straight",
    "calendar",
    "more",
    "short",
    "long",
    "separate",
    "successive",
];

/// A number or range of numbers that begins here: "3–4", "between two and three", "ten or more".
pub(super) fn amount(reader: &Reader, at: usize) -> Option<Number> {
    let mut first = number(reader, at)?;
    if first.style == Style::Article {
        return Some(first);
    }
    first = inner_bound(reader, first);
    let Some(next) = connector(reader, first.end, is_between(reader, at)) else { return Some(first) };
    let Some(second) = number(reader, next).filter(|second| second.style != Style::Article) else { return Some(first) };
    if second.style == Style::Fraction && first.style != Style::Fraction && second.high < first.low {
        return Some(first);
    }
    let both = joint(first, second);
    Some(inner_bound(reader, both))
}

/// Two numbers as one range.
fn joint(first: Number, second: Number) -> Number {
    let shared = if second.scale > 1.0 && first.scale == 1.0 && first.high < second.high { second.scale } else { 1.0 };
    let first = if shared > 1.0 && first.high < 1000.0 && first.high * shared <= second.high {
        first.times(shared, first.end)
    } else {
        first
    };
    let style = match (first.style, second.style) {
        (Style::One, other) => other,
        (style, _) => style,
    };
    Number {
        low: first.low.min(second.low),
        high: first.high.max(second.high),
        vague: first.vague || second.vague,
        bound: first.bound,
        style: if style == Style::One { Style::Words } else { style },
        scale: second.scale,
        end: second.end,
    }
}

/// Whether "between" stands before the first number, so that "and" joins the two.
pub(super) fn is_between(reader: &Reader, at: usize) -> bool {
    (1..=3).any(|steps| reader.back(at, steps) == "between")
}

/// The token behind "to", "or", "–" and their like.
pub(super) fn connector(reader: &Reader, at: usize, between: bool) -> Option<usize> {
    let step = match reader.text(at) {
        "-" | "–" | "—" | "−" | "to" | "through" => 1,
        "and" if between => 1,
        "if" if reader.text(at + 1) == "not" => 2,
        "or" | "and" if reader.follow(at + 1, &["up", "to"]) => 3,
        "or" => 1,
        "," if reader.any(at + 1, &["perhaps", "maybe", "sometimes", "possibly"]) => 1,
        _ => return None,
    };
    let next = at + step;
    let filler = reader.any(next, &["even", "perhaps", "maybe", "possibly", "sometimes", "about", "around"]);
    Some(if filler { next + 1 } else { next })
}

/// "ten or more years", "eight or so rounds", "20+ years", "three-plus years": said before the unit.
fn inner_bound(reader: &Reader, number: Number) -> Number {
    let at = number.end;
    let (bound, vague, steps) = match (reader.text(at), reader.text(at + 1)) {
        ("+", _) => (Bound::AtLeast, false, 1),
        ("plus", _) if reader.joined(at) => (Bound::AtLeast, false, 1),
        ("odd", _) if reader.joined(at) => (Bound::Exact, true, 1),
        ("or", "more") => (Bound::AtLeast, false, 2),
        ("or", "fewer" | "less") => (Bound::AtMost, false, 2),
        ("or", "so") => (Bound::Exact, true, 2),
        _ => return number,
    };
    let (low, high) = bound.apply(number.low, number.high);
    Number { low, high, bound, vague: number.vague || vague, end: at + steps, ..number }
}

/// One number that begins here.
pub(super) fn number(reader: &Reader, at: usize) -> Option<Number> {
    match reader.class(at) {
        Class::Digits(value) => digits(reader, at, value),
        Class::Vulgar(value) => Some(Number::exact(value, Style::Fraction, at + 1)),
        Class::Cardinal(value) => words(reader, at, value),
        Class::Article => article(reader, at),
        Class::Half => half(reader, at),
        Class::Vague(low, high) => vague(reader, at, low, high),
        Class::Scale(value) if reader.any(at, &["hundred", "thousand"]) => {
            // "by the thousand" is no figure; "a hundred" comes in through its article.
            let article = matches!(reader.class_back(at, 1), Class::Article);
            article.then(|| Number::exact(value, Style::Words, at + 1))
        }
        _ => None,
    }
}

fn digits(reader: &Reader, at: usize, value: f64) -> Option<Number> {
    let mut number = Number::exact(value, Style::Digits, at + 1);
    if let Class::Vulgar(part) = reader.class(at + 1)
        && reader.joined(at + 1)
    {
        return Some(Number::exact(value + part, Style::Digits, at + 2));
    }
    // A space as thousands separator: "10 000".
    if reader.text(at + 1) == "000" && value < 1000.0 {
        number = Number::exact(value * 1000.0, Style::Digits, at + 2);
    }
    if reader.text(at + 1) == "/"
        && reader.joined(at + 1)
        && let Class::Digits(below) = reader.class(at + 2)
        && value < below
        && (1.0..=10.0).contains(&below)
        && value.fract() == 0.0
    {
        return Some(Number::exact(value / below, Style::Fraction, at + 3));
    }
    // "1 1/2".
    if let Class::Digits(above) = reader.class(at + 1)
        && reader.text(at + 2) == "/"
        && let Class::Digits(below) = reader.class(at + 3)
        && above < below
        && below <= 10.0
    {
        return Some(Number::exact(value + above / below, Style::Digits, at + 4));
    }
    Some(and_a_half(reader, scaled(reader, number)))
}

/// "two hundred", "3 million", "1.5 thousand".
fn scaled(reader: &Reader, mut number: Number) -> Number {
    while let Class::Scale(scale) = reader.class(number.end) {
        number = number.times(scale, number.end + 1);
        number.scale *= scale;
    }
    if matches!(reader.class(number.end), Class::Dozen) && number.scale == 1.0 {
        number = number.times(12.0, number.end + 1);
        number.scale = 12.0;
    }
    number
}

/// "one and a half years", "two and a quarter".
fn and_a_half(reader: &Reader, number: Number) -> Number {
    if reader.follow(number.end, &["and", "a"]) {
        let part = match reader.class(number.end + 2) {
            Class::Half => 0.5,
            Class::Quarter => 0.25,
            _ => return number,
        };
        return Number::exact(number.low + part, Style::Words, number.end + 3);
    }
    if reader.text(number.end) == "and"
        && let Class::Vulgar(part) = reader.class(number.end + 1)
    {
        return Number::exact(number.low + part, Style::Words, number.end + 2);
    }
    number
}

fn words(reader: &Reader, at: usize, value: f64) -> Option<Number> {
    // "two thirds", "three quarters", "one half", "one third".
    let parts = match reader.class(at + 1) {
        Class::Parts(parts) => Some(parts),
        Class::Half if value == 1.0 => Some(2.0),
        Class::Quarter if value == 1.0 => Some(4.0),
        Class::Ordinal(parts) if value == 1.0 && parts > 2.0 => Some(parts),
        _ => None,
    };
    if let Some(parts) = parts {
        return Some(Number::exact(value / parts, Style::Fraction, at + 2));
    }
    let mut total = 0.0;
    let mut group = small(reader, at);
    let mut scale = 1.0;
    loop {
        while let Class::Scale(step) = reader.class(group.1) {
            if step > 100.0 {
                total += group.0 * step;
                group = (0.0, group.1 + 1);
            } else {
                group = (group.0 * step, group.1 + 1);
            }
            scale = step;
        }
        // "one hundred and fifty", "two thousand five hundred".
        let next = if reader.text(group.1) == "and" { group.1 + 1 } else { group.1 };
        match reader.class(next) {
            Class::Cardinal(value) if scale > 1.0 && value > 0.0 && group.0 % 100.0 == 0.0 => {
                let more = small(reader, next);
                group = (group.0 + more.0, more.1);
                if !matches!(reader.class(group.1), Class::Scale(_)) {
                    break;
                }
            }
            _ => break,
        }
    }
    let style = if value == 1.0 && group.1 == at + 1 { Style::One } else { Style::Words };
    let mut number = Number { scale, ..Number::exact(total + group.0, style, group.1) };
    if matches!(reader.class(number.end), Class::Dozen) {
        number = Number { scale: 12.0, ..number.times(12.0, number.end + 1) };
    }
    Some(and_a_half(reader, number))
}

/// A number below a hundred in words: "seven", "twenty-five".
fn small(reader: &Reader, at: usize) -> (f64, usize) {
    let Class::Cardinal(value) = reader.class(at) else { return (0.0, at) };
    if value >= 20.0
        && let Class::Cardinal(ones) = reader.class(at + 1)
        && (1.0..10.0).contains(&ones)
    {
        return (value + ones, at + 2);
    }
    (value, at + 1)
}

fn article(reader: &Reader, at: usize) -> Option<Number> {
    let mut next = at + 1;
    while FILLERS.contains(&reader.text(next)) {
        next += 1;
    }
    match reader.class(next) {
        Class::Scale(_) => {
            // "a hundred", "a hundred and forty".
            let round = scaled(reader, Number::exact(1.0, Style::Words, next));
            if reader.text(round.end) == "and"
                && let (rest, end) = small(reader, round.end + 1)
                && rest > 0.0
            {
                return Some(Number::exact(round.low + rest, Style::Words, end));
            }
            Some(round)
        }
        Class::Dozen => Some(Number { vague: true, ..Number::exact(12.0, Style::Words, next + 1) }),
        Class::Vague(low, high) if !reader.any(next, &["several", "many"]) => Some(vague_end(reader, next, low, high)),
        Class::Half => half(reader, next),
        // "a third of a year", "a good third of patients".
        Class::Ordinal(parts) if parts > 2.0 && reader.text(next + 1) == "of" => {
            Some(Number::exact(1.0 / parts, Style::Fraction, next + 1))
        }
        Class::Ordinal(parts) if parts > 2.0 && parts < 21.0 && stands_for_a_share(reader, at, next + 1) => {
            Some(Number::exact(1.0 / parts, Style::Fraction, next + 1))
        }
        Class::Quarter if reader.text(next + 1) == "of" || stands_for_a_share(reader, at, next + 1) => {
            Some(Number::exact(0.25, Style::Fraction, next + 1))
        }
        Class::Unit(_) => Some(Number::exact(1.0, Style::Article, next)),
        // "for a second."
        Class::Ordinal(2.0) if !reader.is_word(next + 1) || reader.any(next + 1, &["or", "at"]) => {
            Some(Number::exact(1.0, Style::Article, next))
        }
        _ => None,
    }
}

/// Whether "a third" with nothing named behind it is a share, not the one after the second: "about a third gain",
/// "cut by a third", "less than a quarter".
fn stands_for_a_share(reader: &Reader, article: usize, end: usize) -> bool {
    let before = [
        "about",
        "around",
        "roughly",
        "approximately",
        "nearly",
        "almost",
        "by",
        "than",
        "over",
        "under",
        "to",
        "least",
        "or",
        "perhaps",
    ];
    before.contains(&reader.back(article, 1)) || !reader.is_word(end) && reader.any(end, &[".", ",", ";"])
}

fn half(reader: &Reader, at: usize) -> Option<Number> {
    let next = at + 1;
    if reader.text(next) == "dozen" || reader.follow(next, &["a", "dozen"]) {
        let end = if reader.text(next) == "dozen" { next + 1 } else { next + 2 };
        return Some(Number { vague: true, ..Number::exact(6.0, Style::Words, end) });
    }
    let behind_article = if matches!(reader.class(next), Class::Article) { next + 1 } else { next };
    if matches!(reader.class(behind_article), Class::Unit(_)) {
        return Some(Number::exact(0.5, Style::Words, behind_article));
    }
    if reader.follow(next, &["of", "a"]) && matches!(reader.class(next + 2), Class::Unit(_)) {
        return Some(Number::exact(0.5, Style::Words, next + 2));
    }
    // "half-hearted", "the second half".
    let part_of_a_word = reader.joined(next) && reader.is_word(next);
    let a_side = matches!(reader.class_back(at, 1), Class::Ordinal(_))
        || ["other", "upper", "lower", "top", "bottom", "better", "latter", "last", "later"]
            .contains(&reader.back(at, 1))
        || ["my", "your", "a"].contains(&reader.back(at, 1)) && reader.text(next) != "of";
    // "half upright" is no share: either something whole stands behind it, or nothing but a share can stand there.
    let whole =
        ["of", "the", "a", "an", "their", "its", "these", "those", "all", "my", "your", "our", "his", "her", "as"]
            .contains(&reader.text(next))
            || !reader.is_word(next);
    let expected = at == 0
        || !reader.is_word(at - 1)
        || [
            "about",
            "around",
            "roughly",
            "approximately",
            "nearly",
            "almost",
            "over",
            "under",
            "than",
            "least",
            "most",
            "by",
            "in",
            "to",
            "for",
            "or",
            "and",
            "only",
            "some",
            "perhaps",
            "good",
            "up",
            "maybe",
            "only",
            "cut",
        ]
        .contains(&reader.back(at, 1));
    let a_share = whole || expected;
    (!part_of_a_word && !a_side && a_share).then(|| Number::exact(0.5, Style::Fraction, next))
}

fn vague(reader: &Reader, at: usize, low: f64, high: f64) -> Option<Number> {
    let counted = match reader.text(at) {
        "few" | "couple" | "handful" => {
            ["first", "last", "next", "past", "every", "another"].contains(&reader.back(at, 1))
                || ["the", "these"].contains(&reader.back(at, 1)) && matches!(reader.class(at + 1), Class::Unit(_))
        }
        // "many" is no figure but for times, where it says that they are not short.
        "many" => matches!(reader.class(at + 1), Class::Unit(unit) if unit.bare_plural().is_some()),
        _ => true,
    };
    counted.then(|| vague_end(reader, at, low, high))
}

fn vague_end(reader: &Reader, at: usize, low: f64, high: f64) -> Number {
    let of = reader.text(at + 1) == "of" && !reader.any(at + 2, &["the", "them", "these", "those", "us", "you"]);
    let end = if of && !reader.any(at, &["few", "several"]) { at + 2 } else { at + 1 };
    // "several hundred", "a few thousand", "a couple of dozen".
    match reader.class(end) {
        Class::Scale(scale) => Number { scale, ..Number::vague(low * scale, high * scale, end + 1) },
        Class::Dozen => Number::vague(low * 12.0, high * 12.0, end + 1),
        _ => Number::vague(low, high, end),
    }
}
