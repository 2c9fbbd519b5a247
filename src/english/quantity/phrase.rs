//! The phrase of a quantity: a number with its unit or noun, and what belongs to it on both sides.
//!
//! It must not decide what the phrase measures, beyond what it says itself ("a six-year-old").

use super::numbers::{FILLERS, Number, Style, amount, connector, is_between, number};
use super::units::{self, Form, Kind, Unit};
use super::words::{Class, Reader};
use super::{Bound, Dimension, Per, Quantity, Role, bound, counts, frequency, moments, names, share};

/// A step of reading: a quantity, or tokens to pass over.
pub(super) enum Step {
    Found(Quantity),
    Skip(usize),
}

/// What begins at a token, if it is a quantity or the name of one. Nothing before `floor` is touched.
pub(super) fn read(reader: &Reader, at: usize, floor: usize) -> Option<Step> {
    if let Some(end) = names::skip(reader, at) {
        return Some(Step::Skip(end));
    }
    let found = match reader.class(at) {
        Class::Plain | Class::Sign(_) => None,
        Class::Every => frequency::every(reader, at),
        Class::Adverb(times) => frequency::adverb(reader, at, times),
        Class::Times(_) => frequency::once(reader, at),
        Class::Factor(factor) => share::factor(reader, at, factor),
        Class::Overnight => Some(quantity(at..at + 1, Dimension::Time, 0.25 * units::DAY, 0.6 * units::DAY, true)),
        Class::Ordinal(value) => moments::ordinal(reader, at, at + 1, value),
        Class::Digits(value) if names::is_ordinal_tail(reader, at) => {
            return moments::ordinal(reader, at, at + 2, value).map(Step::Found).or(Some(Step::Skip(at + 2)));
        }
        Class::Unit(unit) => beginning_with_unit(reader, at, unit),
        _ => numeric(reader, at),
    };
    found.map(|found| Step::Found(hedged(reader, found, floor)))
}

pub(super) fn quantity(
    tokens: std::ops::Range<usize>,
    dimension: Dimension,
    low: f64,
    high: f64,
    vague: bool,
) -> Quantity {
    let role = Role::Amount;
    Quantity { tokens, dimension, low, high, vague, bound: Bound::Exact, role, noun: None, per: None, governor: None }
}

/// Takes in the bounds and approximations on both sides.
fn hedged(reader: &Reader, mut found: Quantity, floor: usize) -> Quantity {
    let time = found.dimension == Dimension::Time;
    // A range cannot be exceeded by "over": "over 4 to 6 weeks" is "during".
    let range = time && found.low < found.high && !found.vague && reader.back(found.tokens.start, 1) == "over";
    let mut before = if range { bound::Hedge::default() } else { bound::before(reader, found.tokens.start, time) };
    if found.tokens.start.saturating_sub(before.steps) < floor {
        before = bound::Hedge::default();
    }
    let after = bound::after(reader, found.tokens.end);
    found.tokens.start -= before.steps;
    found.tokens.end += after.steps;
    found.vague |= before.vague || after.vague;
    for bound in [before.bound, after.bound] {
        if bound != Bound::Exact && found.bound == Bound::Exact {
            // "every three months or more" limits the interval, "at least every three months" how often.
            let bound =
                if found.role == Role::Interval && bound == after.bound && frequency::is_interval(reader, &found) {
                    bound.inverse()
                } else {
                    bound
                };
            found.bound = bound;
            (found.low, found.high) = bound.apply(found.low, found.high);
        }
    }
    if found.per.is_none() && after.steps > 0 {
        found = with_rate(reader, found);
    }
    found
}

/// The unit at a position, as far as a number in this style can take it, and the token behind it.
pub(super) fn unit(reader: &Reader, at: usize, style: Style) -> Option<(&'static Unit, usize)> {
    match (reader.text(at), reader.text(at + 1)) {
        ("per", "cent") => return Some((&units::PERCENT, at + 2)),
        ("mm", "hg") => return Some((&units::MILLIMETRES_OF_MERCURY, at + 2)),
        ("°" | "degrees", "c" | "celsius" | "centigrade") => return Some((&units::CELSIUS, at + 2)),
        ("°" | "degrees", "f" | "fahrenheit") => return Some((&units::FAHRENHEIT, at + 2)),
        _ => {}
    }
    let Class::Unit(unit) = reader.class(at) else { return None };
    if unit.word == "s" && is_decade(reader, at) {
        return None;
    }
    let written = match (unit.form, style) {
        (Form::Short, Style::Digits | Style::Fraction) => unit.word != "s" || reader.joined(at),
        (Form::Short, Style::Words | Style::Vague | Style::One) => unit.word.len() > 1 && unit.word != "feet",
        (Form::Short, Style::Article) => false,
        (Form::Singular, Style::Article) => !matches!(unit.kind, Kind::Counted(_)),
        (Form::Plural, Style::Article) => false,
        _ => true,
    };
    written.then_some((unit, at + 1))
}

/// "in her 30s", "the over 65s": years of age, not seconds.
fn is_decade(reader: &Reader, at: usize) -> bool {
    reader.back(at, 1).len() == 2
        && ["over", "under", "his", "her", "their", "your", "my", "mid", "early", "late", "the"]
            .contains(&reader.back(at, 2))
}

fn numeric(reader: &Reader, at: usize) -> Option<Quantity> {
    let number = amount(reader, at)?;
    if let Some(found) = share::reading(reader, at, &number).or_else(|| share::ratio(reader, at, &number)) {
        return Some(found);
    }
    let mut next = number.end;
    while FILLERS.contains(&reader.text(next))
        && !matches!(reader.text(next), "more" if reader.text(next + 1) == "than")
    {
        next += 1;
    }
    if let Some(found) = measure(reader, at, number, next) {
        return Some(found);
    }
    if number.style == Style::Fraction {
        return share::fraction(reader, at, &number);
    }
    if let Some(found) = frequency::times(reader, at, &number).or_else(|| frequency::hyphened(reader, at, &number)) {
        return Some(found);
    }
    counts::counted(reader, at, &number)
}

/// A number with a unit that stands at `next`, and all that belongs to it: "a year and a half", "six months to a year".
pub(super) fn measure(reader: &Reader, at: usize, number: Number, next: usize) -> Option<Quantity> {
    let (unit, end) = unit(reader, next, number.style)?;
    if number.style == Style::One && reader.text(next) == "day" && !dated_day(reader, at, end) {
        return None;
    }
    let mut found = quantity(at..end, unit.dimension(), number.low, number.high, number.vague);
    found.bound = number.bound;
    (found.low, found.high) = (unit.convert(number.low), unit.convert(number.high));
    if unit.kind == Kind::Percent && reader.any(end, PREPARATIONS) {
        // "a 5% solution": how strong a preparation is, which compares with no share of people.
        found.per = Some(Per { dimension: Dimension::Volume, size: 1.0 });
    }
    if matches!(unit.kind, Kind::Counted(_)) {
        found.noun = Some(next);
    }
    let single = matches!(number.style, Style::Article | Style::One) || number.low == 1.0 && number.high == 1.0;
    if single {
        one_or_two(reader, &mut found, unit);
    }
    compound(reader, &mut found, unit);
    range(reader, &mut found, unit);
    Some(with_rate(reader, aged(reader, found)))
}

const PREPARATIONS: &[&str] = &[
    "solution",
    "foam",
    "cream",
    "gel",
    "ointment",
    "shampoo",
    "lotion",
    "spray",
    "mouthwash",
    "paste",
    "peel",
    "peroxide",
    "serum",
    "acid",
    "saline",
    "drops",
    "strength",
    "concentration",
];

/// "one day" is a date unless something counts with it: "within one day", "one day later".
fn dated_day(reader: &Reader, at: usize, end: usize) -> bool {
    [
        "within", "in", "for", "after", "than", "least", "about", "only", "just", "by", "every", "to", "up", "last",
        "lasts",
    ]
    .contains(&reader.back(at, 1))
        || reader.any(end, &["later", "after", "before", "ago", "per", "a", "of", "apart", "or", "to"])
        || reader.joined(end.saturating_sub(1))
}

/// "a week or two", "a year and a half".
fn one_or_two(reader: &Reader, found: &mut Quantity, unit: &Unit) {
    let end = found.tokens.end;
    if reader.any(end, &["or", "to"])
        && let Class::Cardinal(_) | Class::Digits(_) = reader.class(end + 1)
        && let Some(second) = number(reader, end + 1)
        && second.low > 1.0
        && self::unit(reader, second.end, second.style).is_none()
        && reader.text(second.end) != "times"
    {
        found.high = unit.convert(second.high);
        found.tokens.end = second.end;
        found.vague = true;
    } else if reader.follow(end, &["and", "a"]) {
        let part = match reader.class(end + 2) {
            Class::Half => 0.5,
            Class::Quarter => 0.25,
            _ => return,
        };
        found.low += unit.convert(part);
        found.high += unit.convert(part);
        found.tokens.end = end + 3;
    }
}

/// "two years and three months", "1 h 30 min".
fn compound(reader: &Reader, found: &mut Quantity, unit: &Unit) {
    let end = found.tokens.end;
    if !matches!(unit.kind, Kind::Time | Kind::Mass | Kind::Length) || found.low != found.high {
        return;
    }
    let with_and = reader.text(end) == "and";
    if with_and && is_between(reader, found.tokens.start) {
        return;
    }
    let next = if with_and { end + 1 } else { end };
    let Some(second) = number(reader, next).filter(|second| second.style != Style::Fraction) else { return };
    let Some((smaller, end)) = self::unit(reader, second.end, second.style) else { return };
    if smaller.kind == unit.kind && smaller.size < unit.size && second.style != Style::Article {
        found.low += smaller.convert(second.low);
        found.high += smaller.convert(second.high);
        found.tokens.end = end;
    }
}

/// "six months to a year", "several months if not a year", "days to weeks".
pub(super) fn range(reader: &Reader, found: &mut Quantity, unit: &Unit) {
    let Some(next) = connector(reader, found.tokens.end, is_between(reader, found.tokens.start)) else { return };
    let (low, high, vague, end, kind) = if let Some(second) = amount(reader, next)
        && let Some((second_unit, end)) = self::unit(reader, second.end, second.style)
    {
        (second_unit.convert(second.low), second_unit.convert(second.high), second.vague, end, second_unit.kind)
    } else if let Class::Unit(second) = reader.class(next)
        && let Some((least, most)) = second.bare_plural()
    {
        (second.convert(least), second.convert(most), true, next + 1, second.kind)
    } else {
        return;
    };
    if kind != unit.kind {
        return;
    }
    // "10 mg to 5 mg" is read as the range it spans.
    (found.low, found.high) = (found.low.min(low), found.high.max(high));
    found.vague |= vague;
    found.tokens.end = end;
    let mut last = Quantity { tokens: found.tokens.clone(), ..found.clone() };
    one_or_two(reader, &mut last, unit);
    if reader.text(end) == "and" && last.tokens.end > end && kind == Kind::Time {
        // "six months to a year and a half": the half belongs to the second unit.
        found.tokens.end = last.tokens.end;
        found.high *= 1.5;
    }
}

/// "a 40-year-old", "two years of age": an age.
fn aged(reader: &Reader, mut found: Quantity) -> Quantity {
    if found.dimension != Dimension::Time {
        return found;
    }
    let end = found.tokens.end;
    let steps = if reader.any(end, &["old", "olds"]) {
        1
    } else if reader.follow(end, &["of", "age"]) {
        2
    } else {
        return found;
    };
    found.tokens.end = end + steps;
    found.role = Role::Age;
    found
}

/// "300 mg a day", "0.5 mg/kg", "two tablets daily", "five days a week".
pub(super) fn with_rate(reader: &Reader, mut found: Quantity) -> Quantity {
    if found.role != Role::Amount || found.per.is_some() {
        return found;
    }
    let Some((per, end)) = rate(reader, found.tokens.end) else { return found };
    let days = found.dimension == Dimension::Time
        && reader.any(found.tokens.end.saturating_sub(1), &["day", "days", "night", "nights"])
        && per.size > units::DAY * 1.5;
    let events = matches!(found.dimension, Dimension::Count(_))
        && found.noun.is_some_and(|noun| frequency::EVENTS.contains(&reader.text(noun)));
    found.tokens.end = end;
    if per.dimension == Dimension::Time && (days || events) {
        let one = if days { units::DAY } else { 1.0 };
        found.low = found.low / one / per.size;
        found.high = found.high / one / per.size;
        found.dimension = Dimension::Frequency;
        found.role = Role::Interval;
        return found;
    }
    found.per = Some(per);
    found
}

/// "a day", "per kilogram", "/l", "daily", and the token behind it.
pub(super) fn rate(reader: &Reader, at: usize) -> Option<(Per, usize)> {
    if let Class::Adverb(times) = reader.class(at) {
        return Some((Per { dimension: Dimension::Time, size: 1.0 / times }, at + 1));
    }
    let (word, next) = (reader.text(at), at + 1);
    if !["a", "an", "per", "each", "every", "/"].contains(&word) {
        return None;
    }
    if reader.text(next) == "quarter" && reader.text(next + 1) != "of" {
        return Some((Per { dimension: Dimension::Time, size: 3.0 }, next + 1));
    }
    let second = reader.text(next) == "second" && !reader.is_word(next + 1);
    if second && word != "a" {
        return Some((Per { dimension: Dimension::Time, size: units::DAY / 86_400.0 }, next + 1));
    }
    let Class::Unit(unit) = reader.class(next) else { return None };
    // "two doses a week apart", "two doses a week or so apart": an interval of its own.
    let apart = ["apart", "later", "ago", "before", "after", "earlier", "old"];
    if reader.any(next + 1, &apart) || reader.text(next + 1) == "or" && reader.any(next + 3, &apart) {
        return None;
    }
    let fits = match word {
        "/" => true,
        "per" => unit.form != Form::Plural,
        _ => unit.form == Form::Singular && unit.kind == Kind::Time,
    };
    fits.then(|| (Per { dimension: unit.dimension(), size: unit.convert(1.0) }, next + 1))
}

/// "week 2", "weeks"; "$5".
fn beginning_with_unit(reader: &Reader, at: usize, unit: &'static Unit) -> Option<Quantity> {
    if let Kind::Money(_) = unit.kind {
        let number = amount(reader, at + 1).filter(|number| number.style == Style::Digits)?;
        let mut found = quantity(at..number.end, unit.dimension(), number.low, number.high, number.vague);
        found.bound = number.bound;
        // "$300 to $600".
        if let Some(next) = connector(reader, number.end, is_between(reader, at))
            && reader.text(next) == unit.word
            && let Some(second) = amount(reader, next + 1).filter(|second| second.style == Style::Digits)
        {
            (found.low, found.high) = (number.low.min(second.low), number.high.max(second.high));
            found.tokens.end = second.end;
        }
        return Some(with_rate(reader, found));
    }
    if unit.kind != Kind::Time || unit.form == Form::Short {
        return None;
    }
    let before = reader.class_back(at, 1);
    let counted =
        before.is_numeric() || matches!(before, Class::Article) || ["this", "per"].contains(&reader.back(at, 1));
    if let Class::Digits(_) | Class::Cardinal(_) = reader.class(at + 1)
        && !counted
        && names::skip(reader, at + 1).is_none()
        && let Some(number) = amount(reader, at + 1)
        && self::unit(reader, number.end, number.style).is_none()
        && !(reader.is_word(number.end) && counts::plural(reader.text(number.end)))
    {
        let mut found = quantity(
            at..number.end,
            Dimension::Time,
            unit.convert(number.low),
            unit.convert(number.high),
            number.vague,
        );
        found.role = Role::Moment;
        return Some(found);
    }
    let past = ["past", "last", "previous"].contains(&reader.back(at, 1)) && reader.back(at, 2) == "the";
    if past && unit.form == Form::Singular {
        let mut found = quantity(at..at + 1, Dimension::Time, unit.size, unit.size, false);
        found.role = Role::Past;
        return Some(found);
    }
    moments::bare_plural(reader, at, unit)
}
