//! The phrase of a quantity: a number with its unit or noun, and what belongs to it on both sides.
//!
//! It must not decide what the phrase measures, beyond what it says itself ("a six-year-old").

use super::numbers::{FILLERS, Number, Style, amount, connector, is_between, number};
use super::units::{self, Form, Kind, Unit};
use super::words::{Class, Reader};
use super::{Bound, Dimension, Per, Quantity, Role, bound, frequency, names, share};

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
        Class::Ordinal(value) => ordinal(reader, at, at + 1, value),
        Class::Digits(value) if names::is_ordinal_tail(reader, at) => {
            return ordinal(reader, at, at + 2, value).map(Step::Found).or(Some(Step::Skip(at + 2)));
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
    counted(reader, at, &number)
}

/// A number with a unit that stands at `next`, and all that belongs to it: "a year and a half", "six months to a year".
fn measure(reader: &Reader, at: usize, number: Number, next: usize) -> Option<Quantity> {
    let (unit, end) = unit(reader, next, number.style)?;
    if number.style == Style::One && reader.text(next) == "day" && !dated_day(reader, at, end) {
        return None;
    }
    let mut found = quantity(at..end, unit.dimension(), number.low, number.high, number.vague);
    found.bound = number.bound;
    (found.low, found.high) = (unit.convert(number.low), unit.convert(number.high));
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
    if unit.kind != Kind::Time && unit.kind != Kind::Mass || found.low != found.high {
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
fn range(reader: &Reader, found: &mut Quantity, unit: &Unit) {
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
        && !matches!(reader.class(number.end), Class::Sign(_) | Class::Plain if reader.is_word(number.end) && plural(reader.text(number.end)))
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
    bare_plural(reader, at, unit)
}

/// Words before which "weeks" alone says how long: "for weeks", "within minutes".
const BEFORE_BARE: &[&str] = &[
    "for", "within", "in", "over", "after", "until", "by", "take", "takes", "took", "last", "lasts", "lasted",
    "lasting", "hold", "holds", "persist", "persists", "linger", "lingers", "only", "stays", "remain", "remains",
    "wait", "need", "needs", "than", "couple", "through",
];

fn bare_plural(reader: &Reader, at: usize, unit: &'static Unit) -> Option<Quantity> {
    let (least, most) = unit.bare_plural()?;
    let ranged = reader.any(at + 1, &["to", "or", "–"])
        && matches!(reader.class(at + 2), Class::Unit(second) if second.bare_plural().is_some());
    let beside = BEFORE_BARE.contains(&reader.back(at, 1))
        || reader.any(at + 1, &["ago", "later", "longer", "earlier"])
        || reader.text(at + 1) == "of"
            && reader.is_word(at + 2)
            && !reader.any(at + 2, &["the", "age", "my", "your"])
            && !["the", "those", "these", "my", "your", "his", "her"].contains(&reader.back(at, 1));
    if !ranged && !beside || matches!(reader.class_back(at, 1), Class::Digits(_) | Class::Cardinal(_)) {
        return None;
    }
    // "more than months" is nothing; "longer than weeks" neither, but harmless.
    let mut found = quantity(at..at + 1, Dimension::Time, unit.convert(least), unit.convert(most), true);
    range(reader, &mut found, unit);
    Some(found)
}

/// "the tenth day", "the first 24 hours", "the third visit", "the second trimester".
fn ordinal(reader: &Reader, at: usize, next: usize, value: f64) -> Option<Quantity> {
    if value == 1.0
        && let Some(number) = amount(reader, next).filter(|number| number.style != Style::Article)
        && let Some((unit, end)) = unit(reader, number.end, number.style)
        && unit.kind == Kind::Time
    {
        let mut found =
            quantity(next..end, Dimension::Time, f64::NEG_INFINITY, unit.convert(number.high), number.vague);
        (found.role, found.bound) = (Role::Moment, Bound::AtMost);
        found.tokens.start = at;
        return Some(found);
    }
    if matches!(reader.class_back(at, 1), Class::Article) {
        // "a third injection" is one more, whichever it is.
        return None;
    }
    let (mut last, mut end) = (value, next);
    if reader.any(next, &["or", "to", "and"])
        && let Class::Ordinal(second) = reader.class(next + 1)
        && second > value
    {
        (last, end) = (second, next + 2);
    }
    if let Class::Unit(unit) = reader.class(end)
        && unit.kind == Kind::Time
        && unit.form == Form::Singular
        && unit.size < 5.0 * units::YEAR
    {
        // A day or week is named by its end; longer stretches are meant as a whole.
        let whole = unit.size >= 3.0 || value == 1.0;
        let low = unit.convert(if whole { value - 1.0 } else { value });
        let mut found = quantity(at..end + 1, Dimension::Time, low, unit.convert(last), false);
        found.role = Role::Moment;
        if value == 1.0 {
            (found.low, found.bound) = (f64::NEG_INFINITY, Bound::AtMost);
        }
        return Some(found);
    }
    let event = value > 1.0 && frequency::EVENTS.contains(&reader.text(end)) && !reader.joined(end);
    event.then(|| {
        let mut found = quantity(at..end + 1, Dimension::Count(reader.text(end).to_owned()), value, last, false);
        (found.role, found.noun) = (Role::Moment, Some(end));
        found
    })
}

/// Words that end a noun phrase, or cannot be a counted noun though they end in "s".
const NO_NOUN: &[&str] = &[
    "is",
    "was",
    "has",
    "does",
    "this",
    "its",
    "his",
    "hers",
    "as",
    "us",
    "always",
    "perhaps",
    "sometimes",
    "thus",
    "plus",
    "versus",
    "less",
    "unless",
    "across",
    "besides",
    "afterwards",
    "of",
    "the",
    "and",
    "or",
    "to",
    "in",
    "on",
    "at",
    "by",
    "for",
    "with",
    "are",
    "were",
    "be",
    "had",
    "have",
    "do",
    "did",
    "can",
    "may",
    "will",
    "would",
    "should",
    "than",
    "that",
    "which",
    "who",
    "it",
    "they",
    "you",
    "we",
    "i",
    "he",
    "she",
    "if",
    "when",
    "after",
    "before",
    "not",
    "no",
    "but",
    "so",
    "because",
    "a",
    "an",
    "from",
    "about",
    "per",
    "each",
    "every",
    "out",
    "over",
    "under",
    "does",
    "lasts",
    "gets",
    "needs",
    "helps",
    "says",
    "makes",
    "means",
    "gives",
    "gain",
    "towards",
    "'s",
    "yes",
];
const IRREGULAR_PLURALS: &[&str] = &["people", "men", "women", "children", "teeth", "feet", "mice"];

fn plural(word: &str) -> bool {
    IRREGULAR_PLURALS.contains(&word)
        || word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("us")
            && !word.ends_with("is")
}

/// "eight sessions", "31 large trials"; a bare number where no noun follows.
fn counted(reader: &Reader, at: usize, number: &Number) -> Option<Quantity> {
    if number.style == Style::Article {
        return None;
    }
    let mut next = number.end;
    if reader.text(next) == "of" && number.low >= 20.0 {
        next += 1;
    }
    for noun in next..next + 3 {
        let word = reader.text(noun);
        if !reader.is_word(noun) || NO_NOUN.contains(&word) {
            break;
        }
        let single = number.low == 1.0 && number.high == 1.0;
        let counts = if single { frequency::EVENTS.contains(&word) } else { plural(word) };
        if counts {
            let mut found =
                quantity(at..noun + 1, Dimension::Count(word.to_owned()), number.low, number.high, number.vague);
            (found.noun, found.bound) = (Some(noun), number.bound);
            return Some(with_rate(reader, found));
        }
        if single && noun > next {
            break;
        }
    }
    let bare = match number.style {
        Style::Digits => true,
        Style::Words => number.low < number.high || number.high >= 10.0 || rate(reader, number.end).is_some(),
        _ => false,
    };
    let determined = ["the", "these", "those", "all", "other", "my", "your", "our"].contains(&reader.back(at, 1));
    (bare && !(determined && number.style == Style::Words)).then(|| {
        let mut found = quantity(at..number.end, Dimension::Number, number.low, number.high, number.vague);
        found.bound = number.bound;
        with_rate(reader, found)
    })
}
