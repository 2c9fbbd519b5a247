//! How often: "three times a year", "every four months", "twice daily", "monthly".
//!
//! It must not know anything but repetition in time and its neighbour, multiplication ("three times the risk").

use super::numbers::{Number, Style, amount, number};
use super::phrase::{self, quantity, rate};
use super::units::Kind;
use super::words::{Class, Reader, Sign};
use super::{Dimension, Quantity, Role};

/// Nouns that name something that happens, so that a number of them in a time is a frequency.
pub(super) const EVENTS: &[&str] = &[
    "time",
    "times",
    "visit",
    "visits",
    "session",
    "sessions",
    "treatment",
    "treatments",
    "injection",
    "injections",
    "appointment",
    "appointments",
    "dose",
    "doses",
    "round",
    "rounds",
    "episode",
    "episodes",
    "attack",
    "attacks",
    "seizure",
    "seizures",
    "migraine",
    "migraines",
    "headache",
    "headaches",
    "relapse",
    "relapses",
    "cycle",
    "cycles",
    "course",
    "courses",
    "shot",
    "shots",
    "jab",
    "jabs",
    "application",
    "applications",
    "check",
    "checks",
    "check-ups",
    "scan",
    "scans",
    "test",
    "tests",
    "meal",
    "meals",
    "feed",
    "feeds",
    "wash",
    "washes",
    "workout",
    "workouts",
    "infusion",
    "infusions",
    "booster",
    "boosters",
    "cleaning",
    "cleanings",
    "touch-ups",
    "repeats",
    "attempt",
    "attempts",
    "injection",
    "operation",
    "operations",
    "appointment",
    "consultations",
    "follow-ups",
    "sitting",
    "sittings",
    "procedure",
    "procedures",
    "refill",
    "refills",
    "syringe",
    "syringes",
    "tablet",
    "tablets",
];

/// "every four months", "every other week", "each year".
pub(super) fn every(reader: &Reader, at: usize) -> Option<Quantity> {
    let (low, high, vague, end) = interval(reader, at + 1)?;
    let mut found = quantity(at..end, Dimension::Frequency, 1.0 / high, 1.0 / low, vague);
    found.role = Role::Interval;
    Some(found)
}

/// The time behind "every", in months: shortest, longest, whether vague, and the token behind it.
fn interval(reader: &Reader, at: usize) -> Option<(f64, f64, bool, usize)> {
    let mut next = at;
    let mut vague = false;
    while reader.any(next, &["about", "around", "roughly", "approximately", "single", "some"]) {
        vague |= reader.text(next) != "single";
        next += 1;
    }
    let (low, high, end) = match reader.class(next) {
        _ if reader.text(next) == "other" => (2.0, 2.0, next + 1),
        Class::Ordinal(value) if value > 1.0 => (value, value, next + 1),
        Class::Quarter => return Some((3.0, 3.0, vague, next + 1)),
        Class::Unit(_) => (1.0, 1.0, next),
        _ => {
            let number = amount(reader, next).filter(|number| number.style != Style::Article)?;
            vague |= number.vague;
            if number.high <= 0.01 {
                return None;
            }
            (number.low.max(0.01), number.high, number.end)
        }
    };
    if matches!(reader.text(end), "morning" | "evening" | "mornings" | "evenings") {
        return Some((low * super::units::DAY, high * super::units::DAY, vague, end + 1));
    }
    let (unit, mut behind) = phrase::unit(reader, end, Style::Digits)?;
    if unit.kind != Kind::Time {
        return None;
    }
    let (mut low, mut high) = (unit.convert(low), unit.convert(high));
    if reader.any(behind, &["or", "to", "–"]) {
        if let Some(second) = number(reader, behind + 1).filter(|second| second.style != Style::Fraction) {
            if let Some((second_unit, end)) = phrase::unit(reader, second.end, second.style)
                && second_unit.kind == Kind::Time
            {
                // "every six months to a year".
                (high, behind) = (second_unit.convert(second.high).max(high), end);
                vague |= second.vague;
            } else if end == next && second.style != Style::Article {
                // "every week or two".
                (high, behind, vague) = (unit.convert(second.high).max(high), second.end, true);
            }
        }
    } else if reader.follow(behind, &["and", "a", "half"]) {
        (low, high, behind) = (low * 1.5, high * 1.5, behind + 3);
    }
    Some((low, high, vague, behind))
}

/// Whether a frequency is said as an interval, which turns a bound behind it round.
pub(super) fn is_interval(reader: &Reader, found: &Quantity) -> bool {
    found.tokens.clone().any(|at| matches!(reader.class(at), Class::Every))
}

/// "daily", "monthly".
pub(super) fn adverb(reader: &Reader, at: usize, times: f64) -> Option<Quantity> {
    let idiom =
        reader.any(at + 1, &["life", "lives", "living", "activity", "activities", "routine", "routines", "news"]);
    (!idiom && !reader.joined(at)).then(|| {
        let mut found = quantity(at..at + 1, Dimension::Frequency, times, times, false);
        found.role = Role::Interval;
        found
    })
}

/// "six-monthly", "8-hourly".
pub(super) fn hyphened(reader: &Reader, at: usize, number: &Number) -> Option<Quantity> {
    let Class::Adverb(times) = reader.class(number.end) else { return None };
    if number.high <= 0.01 {
        return None;
    }
    (reader.joined(number.end) || number.style == Style::Digits && !reader.any(number.end, &["daily"])).then(|| {
        let tokens = at..number.end + 1;
        let mut found =
            quantity(tokens, Dimension::Frequency, times / number.high, times / number.low.max(0.01), number.vague);
        found.role = Role::Interval;
        found
    })
}

/// "once a day", "once or twice a year", "twice as likely"; "once you stop" is none.
pub(super) fn once(reader: &Reader, at: usize) -> Option<Quantity> {
    let Class::Times(low) = reader.class(at) else { return None };
    let (mut high, mut end) = (low, at + 1);
    if reader.any(end, &["or", "to"])
        && let Class::Times(second) = reader.class(end + 1)
    {
        (high, end) = (second.max(low), end + 2);
    }
    if reader.any(end, &["or", "to"])
        && let Some(second) = number(reader, end + 1)
        && reader.text(second.end) == "times"
    {
        (high, end) = (second.high.max(low), second.end + 1);
    }
    repeated(reader, at, low, high, false, end)
}

/// "three times a year", "3 to 4 times as likely", "threefold", "10x".
pub(super) fn times(reader: &Reader, at: usize, number: &Number) -> Option<Quantity> {
    let end = number.end;
    if reader.joined(end) && reader.any(end, &["fold", "x"]) {
        return Some(quantity(at..end + 1, Dimension::Factor, number.low, number.high, number.vague));
    }
    let counted = reader.text(end) == "times" || reader.text(end) == "time" && number.high == 1.0;
    if !counted || number.style == Style::Article {
        return None;
    }
    let mut found = repeated(reader, at, number.low, number.high, number.vague, end + 1)?;
    if number.bound != super::Bound::Exact {
        found.bound = number.bound;
    }
    Some(found)
}

fn repeated(reader: &Reader, at: usize, low: f64, high: f64, vague: bool, end: usize) -> Option<Quantity> {
    let often = |low: f64, high: f64, vague: bool, end: usize| {
        let mut found = quantity(at..end, Dimension::Frequency, low, high, vague);
        found.role = Role::Interval;
        found
    };
    if let Class::Every = reader.class(end)
        && let Some((shortest, longest, about, end)) = interval(reader, end + 1)
    {
        return Some(often(low / longest, high / shortest, vague || about, end));
    }
    if let Some((per, end)) = rate(reader, end).filter(|(per, _)| per.dimension == Dimension::Time) {
        return Some(often(low / per.size, high / per.size, vague, end));
    }
    // "once in three months", "three times in a year".
    if reader.any(end, &["in", "within", "during"])
        && let Some(time) = number(reader, end + 1)
        && (time.style == Style::Article || high == 1.0)
        && let Some((unit, end)) = phrase::unit(reader, time.end, time.style)
        && unit.kind == Kind::Time
        && time.low > 0.0
    {
        return Some(often(low / unit.convert(time.high), high / unit.convert(time.low), vague, end));
    }
    let compared = matches!(reader.class(end), Class::Sign(Sign::Compares))
        || reader.any(end, &["as", "the", "that", "your", "its", "their", "what"]);
    if compared && high > 1.0 {
        return Some(quantity(at..end, Dimension::Factor, low, high, vague));
    }
    let bounded = ["least", "than", "most", "about", "only"].contains(&reader.back(at, 1));
    (high > 1.0 || bounded).then(|| {
        let mut found = quantity(at..end, Dimension::Count("times".to_owned()), low, high, vague);
        found.noun = Some(end - 1);
        found
    })
}
