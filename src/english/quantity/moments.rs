//! Times without a number of their own: "for weeks", and times that are numbered: "the tenth day", "the third visit".
//!
//! It must not decide what happens then.

use super::numbers::{Style, amount};
use super::phrase::{self, quantity};
use super::units::{self, Form, Kind, Unit};
use super::words::{Class, Reader};
use super::{Bound, Dimension, Quantity, Role, frequency};

/// Words before which "weeks" alone says how long: "for weeks", "within minutes".
const BEFORE_BARE: &[&str] = &[
    "for", "within", "in", "over", "after", "until", "by", "take", "takes", "took", "last", "lasts", "lasted",
    "lasting", "hold", "holds", "persist", "persists", "linger", "lingers", "only", "stays", "remain", "remains",
    "wait", "need", "needs", "than", "couple", "through",
];

pub(super) fn bare_plural(reader: &Reader, at: usize, unit: &'static Unit) -> Option<Quantity> {
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
    phrase::range(reader, &mut found, unit);
    Some(found)
}

/// "the tenth day", "the first 24 hours", "the third visit", "the second trimester".
pub(super) fn ordinal(reader: &Reader, at: usize, next: usize, value: f64) -> Option<Quantity> {
    if value == 1.0
        && let Some(number) = amount(reader, next).filter(|number| number.style != Style::Article)
        && let Some((unit, end)) = phrase::unit(reader, number.end, number.style)
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
