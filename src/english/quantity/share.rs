//! Shares, ratios and factors: "one in five", "two thirds of patients", "140/90", "doubles".
//!
//! It must not know time.

use super::names::is_reading;
use super::numbers::{Number, Style, connector, number};
use super::phrase::{self, quantity};
use super::units::Form;
use super::words::{Class, Reader};
use super::{Dimension, Quantity};

/// "one in five", "9 out of 10", "2 of 3", "1 person in 5", "3 per thousand".
pub(super) fn ratio(reader: &Reader, at: usize, above: &Number) -> Option<Quantity> {
    if matches!(above.style, Style::Article | Style::Fraction) {
        return None;
    }
    let (low, high, end) = one_ratio(reader, above)?;
    let mut found = quantity(at..end, Dimension::Share, low, high, above.vague);
    // "one in ten to one in five".
    if let Some(next) = connector(reader, end, super::numbers::is_between(reader, at))
        && let Some(second) = number(reader, next)
        && let Some((low, high, end)) = one_ratio(reader, &second)
    {
        (found.low, found.high, found.tokens.end) = (found.low.min(low), found.high.max(high), end);
    }
    Some(found)
}

/// The share of a ratio whose first number has been read, lowest and highest, and the token behind it.
fn one_ratio(reader: &Reader, above: &Number) -> Option<(f64, f64, usize)> {
    let mut at = above.end;
    // "One woman in seven", "nine patients out of ten", "one known pregnancy in eight".
    let plain = |at: usize| reader.is_word(at) && matches!(reader.class(at), Class::Plain | Class::Sign(_));
    let divides = |at: usize| reader.text(at) == "in" || reader.text(at) == "out" && reader.text(at + 1) == "of";
    let words = (1..=2).find(|&words| divides(at + words)).filter(|&words| (at..at + words).all(plain));
    at += words.unwrap_or(0);
    let named = words.is_some();
    let next = match (reader.text(at), reader.text(at + 1)) {
        ("in", _) => at + 1,
        ("out", "of") => at + 2,
        ("of", _) if !named => at + 1,
        ("per", _) if !named => at + 1,
        _ => return None,
    };
    let next = if reader.any(next, &["every", "each"]) { next + 1 } else { next };
    let below = number(reader, next)?;
    let hundreds = reader.text(at) == "per" && below.low < 100.0;
    let fits = matches!(below.style, Style::Digits | Style::Words) && below.low >= 2.0 && !below.vague && !hundreds;
    let year = below.style == Style::Digits && (1900.0..=2100.0).contains(&below.low) && reader.text(next).len() == 4;
    if !fits || year || above.high >= below.low && reader.text(at) != "per" {
        return None;
    }
    if phrase::unit(reader, below.end, below.style)
        .is_some_and(|(unit, _)| unit.form != Form::Short || unit.word.len() > 1)
    {
        return None;
    }
    let mut end = below.end;
    let mut most = below.low;
    if let Some(next) = connector(reader, end, false)
        && let Some(second) = number(reader, next)
        && matches!(second.style, Style::Digits | Style::Words)
        && second.low > below.low
        && !reader.any(second.end, &["in", "out"])
        && phrase::unit(reader, second.end, second.style).is_none()
    {
        (most, end) = (second.low, second.end);
    }
    Some((above.low / most, above.high / below.low, end))
}

/// "140/90", "190 over 125": a blood pressure, of which the upper figure is kept.
pub(super) fn reading(reader: &Reader, at: usize, above: &Number) -> Option<Quantity> {
    let slash = reader.text(above.end) == "/" && reader.joined(above.end);
    let over = reader.text(above.end) == "over";
    if !slash && !over || !matches!(above.style, Style::Digits | Style::Words) {
        return None;
    }
    let below = number(reader, above.end + 1)?;
    if !is_reading(above.high, below.low) {
        return None;
    }
    let mut end = below.end;
    if let Some((_, behind)) =
        phrase::unit(reader, end, Style::Digits).filter(|(unit, _)| unit.dimension() == Dimension::Pressure)
    {
        end = behind;
    } else if over && phrase::unit(reader, end, below.style).is_some() {
        return None;
    }
    Some(quantity(at..end, Dimension::Pressure, above.low, above.high, above.vague))
}

/// "half of patients", "two thirds of a year", "½ cup", "half as likely".
pub(super) fn fraction(reader: &Reader, at: usize, part: &Number) -> Option<Quantity> {
    let end = part.end;
    if reader.text(end) == "of" {
        let next = if reader.any(end + 1, &["a", "an", "the", "one"]) { end + 2 } else { end + 1 };
        if next == end + 2
            && let Class::Unit(unit) = reader.class(next)
            && unit.form == Form::Singular
        {
            let (low, high) = (unit.convert(part.low), unit.convert(part.high));
            return Some(quantity(at..next + 1, unit.dimension(), low, high, part.vague));
        }
    }
    let dimension = if reader.text(end) == "as" { Dimension::Factor } else { Dimension::Share };
    Some(quantity(at..end, dimension, part.low, part.high, part.vague))
}

/// "doubles the risk", "a threefold rise", "halved"; not "double vision".
pub(super) fn factor(reader: &Reader, at: usize, factor: f64) -> Option<Quantity> {
    let idiom = reader.joined(at + 1) && reader.is_word(at + 1)
        || reader.any(
            at + 1,
            &[
                "vision", "chin", "chins", "blind", "eyelid", "eyelids", "check", "bond", "bonds", "lumen", "lung",
                "helix", "jointed", "bind", "bypass", "therapy", "vaccine", "bed", "room", "image", "images",
            ],
        )
        || reader.joined(at) && reader.text(at).starts_with("double");
    (!idiom).then(|| quantity(at..at + 1, Dimension::Factor, factor, factor, false))
}
