//! What a quantity measures: the words around it tell whether a time is a duration, an onset, an end, an age.
//!
//! It must not look beyond the sentence, nor guess: what no word shows stays [`Role::Amount`] or [`Role::Moment`].

use super::words::{Class, Reader, Sign};
use super::{Bound, Dimension, Quantity, Role};
use crate::english::quantity::units::YEARS;

/// How many words away a verb may stand from the quantity that belongs to it.
const REACH: usize = 10;

/// Sets the role of a quantity, and what follows from it: ages are times, intervals are frequencies.
pub(super) fn assign(reader: &Reader, found: &mut Quantity) {
    if matches!(found.role, Role::Interval | Role::Age | Role::Past) {
        return;
    }
    if age(reader, found) {
        found.role = Role::Age;
        return;
    }
    let (role, governor) = match found.dimension {
        Dimension::Time => time(reader, found),
        _ if found.role == Role::Moment => return,
        _ => (amount(reader, found), None),
    };
    (found.role, found.governor) = (role, governor);
    if role == Role::Interval {
        frequency(found);
    }
}

/// Turns an interval into a frequency.
fn frequency(found: &mut Quantity) {
    let low = if found.high.is_finite() && found.high > 0.0 { 1.0 / found.high } else { f64::NEG_INFINITY };
    let high = if found.low.is_finite() && found.low > 0.0 { 1.0 / found.low } else { f64::INFINITY };
    (found.low, found.high) = (low, high);
    found.bound = found.bound.inverse();
    found.dimension = Dimension::Frequency;
}

// Ages.

/// Whether this is an age; a bare number that is one becomes a time.
fn age(reader: &Reader, found: &mut Quantity) -> bool {
    let (start, end) = (found.tokens.start, found.tokens.end);
    let named = ["aged", "age", "ages"].contains(&reader.back(start, 1))
        || reader.back(start, 1) == "of" && ["age", "ages"].contains(&reader.back(start, 2))
        || reader.back(start, 1) == "from" && reader.back(start, 2) == "aged";
    let limited = ["over", "under", "above", "below"].contains(&reader.text(start))
        || ["past", "over", "under"].contains(&reader.back(start, 1));
    let of_person = reader.class_back(start, 1);
    let person = matches!(of_person, Class::Sign(Sign::Person))
        || matches!(
            (reader.back(start, 1), reader.class_back(start, 2)),
            ("past" | "of" | "from", Class::Sign(Sign::Person))
        );
    let of = reader.back(start, 1) == "of" && person;
    let older = found.tokens.clone().any(|at| matches!(reader.text(at), "older" | "younger"));
    if found.dimension == Dimension::Time {
        return found.per.is_none()
            && (named || older && !reader.any(end, &["older", "younger"]) || person && (limited || of));
    }
    let plausible = found.dimension == Dimension::Number
        && found.per.is_none()
        && (found.low.is_infinite() || (0.0..=115.0).contains(&found.low))
        && (found.high.is_infinite() || found.high <= 115.0);
    if !plausible {
        return false;
    }
    let decade = reader.text(end) == "s" && reader.joined(end);
    let at = reader.back(start, 1) == "at"
        && found.high >= 10.0
        && reader.is_number(start)
        && found.low == found.high
        && !reader.any(end, &["%", "/", "°"]);
    if !(named || older || of || person && limited || decade || at) {
        return false;
    }
    if decade {
        found.tokens.end += 1;
        if found.bound == Bound::Exact {
            let (low, high) = match reader.back(start, 1) {
                "mid" => (4.0, 6.0),
                "early" => (0.0, 4.0),
                "late" => (6.0, 9.0),
                _ => (0.0, 9.0),
            };
            (found.low, found.high) = (found.low + low, found.high + high);
        }
    }
    found.dimension = Dimension::Time;
    (found.low, found.high) = (YEARS.convert(found.low), YEARS.convert(found.high));
    true
}

// Amounts.

/// Nouns of change beside a figure: "a 30 percent reduction", "a drop of 5 mmHg".
const CHANGES: &[&str] = &[
    "drop",
    "fall",
    "rise",
    "increase",
    "decrease",
    "reduction",
    "loss",
    "gain",
    "difference",
    "improvement",
    "cut",
    "decline",
    "growth",
    "change",
];

fn amount(reader: &Reader, found: &Quantity) -> Role {
    if matches!(found.dimension, Dimension::Factor | Dimension::Frequency) {
        return Role::Amount;
    }
    let (start, end) = (found.tokens.start, found.tokens.end);
    let (before, second) = (reader.back(start, 1), reader.back(start, 2));
    let by = before == "by" && (found.dimension != Dimension::Number || reader.is_number(start));
    let direct = matches!(reader.class_back(start, 1), Class::Sign(Sign::Changes))
        && (!matches!(found.dimension, Dimension::Count(_) | Dimension::Number)
            || found.noun.is_some_and(|noun| reader.text(noun) == "points"));
    let article = matches!(reader.class_back(start, 1), Class::Article);
    let noun = before == "of" && CHANGES.contains(&second)
        || (article || reader.text(end) == "reduction") && CHANGES.contains(&reader.text(end));
    let compared = matches!(reader.sign(end), Some(Sign::Compares)) && reader.text(end + 1) != "and"
        || ["off", "points"].contains(&reader.text(end)) && found.dimension == Dimension::Share;
    let more = more_of(reader, found);
    if by || direct || noun || compared || more { Role::Difference } else { Role::Amount }
}

/// "two more sessions", "another ten units".
fn more_of(reader: &Reader, found: &Quantity) -> bool {
    let inside = found.tokens.start + 1..found.tokens.end;
    let more = inside.clone().any(|at| {
        matches!(reader.text(at), "more" | "extra" | "additional" | "further")
            && reader.text(at + 1) != "than"
            && reader.back(at, 1) != "or"
    });
    more || found.tokens.clone().any(|at| reader.text(at) == "another")
        || ["another", "additional", "extra"].contains(&reader.back(found.tokens.start, 1))
}

// Times.

type Reading = (Role, Option<usize>);

fn time(reader: &Reader, found: &mut Quantity) -> Reading {
    let end = found.tokens.end;
    let mut start = found.tokens.start;
    let mut past = false;
    if found.role == Role::Moment && reader.back(start, 1) == "the" {
        start -= 1;
    }
    if ["past", "last", "previous", "preceding", "next", "coming", "following", "final", "initial", "whole"]
        .contains(&reader.back(start, 1))
        && ["the", "these", "your", "my", "his", "her", "their", "our", "its"].contains(&reader.back(start, 2))
    {
        past = ["past", "last", "previous", "preceding"].contains(&reader.back(start, 1));
        start -= 2;
    }
    if past || reader.text(end) == "ago" {
        return (Role::Past, None);
    }
    until_then(reader, found, start);
    if spaced(reader, found, start) {
        return (Role::Interval, None);
    }
    let preposition = reader.back(start, 1);
    if let Some(reading) = compared(reader, found, start) {
        return reading;
    }
    if reader.any(end, &["before", "until", "after", "into"])
        || (reader.text(end) == "later" || reader.text(end) == "on" && !reader.is_word(end + 1))
    {
        // "for a day or two after the injection", "lasts a week after it".
        let held = match preposition {
            "for" => {
                return used(reader, start)
                    .map_or_else(|| (Role::Duration, held_by(reader, start)), |user| (Role::Use, Some(user)));
            }
            _ => complement(reader, found, start),
        };
        let verb = held.1.and_then(|at| reader.sign(at));
        return if verb == Some(Sign::Holds) { held } else { counted_from(reader, start, end) };
    }
    if found.role == Role::Moment && preposition != "for" {
        return event(reader, start, end).unwrap_or((Role::Moment, None));
    }
    match preposition {
        "for" | "over" | "throughout" if used(reader, start).is_some() => (Role::Use, used(reader, start)),
        "for" | "lasting" | "throughout" | "during" => (Role::Duration, held_by(reader, start)),
        "of" => of(reader, start),
        "within" | "in" | "inside" | "by" | "at" | "after" | "following" | "around" | "on" | "before" | "till"
        | "until" => {
            if matches!(preposition, "until" | "till")
                && let Some(held) = held_by(reader, start)
            {
                return (Role::Duration, Some(held));
            }
            event(reader, start, end).unwrap_or((Role::Moment, None))
        }
        "over" => event(reader, start, end).unwrap_or((Role::Duration, None)),
        _ => complement(reader, found, start),
    }
}

/// "within two weeks" gives the latest time; "within two to three weeks" both.
fn until_then(reader: &Reader, found: &mut Quantity, start: usize) {
    let point = found.vague || found.low == found.high;
    if found.bound == Bound::Exact && point && ["within", "inside"].contains(&reader.back(start, 1)) {
        found.bound = Bound::AtMost;
        found.low = f64::NEG_INFINITY;
    }
}

/// "three months apart", "at three-month intervals", "a year between treatments".
fn spaced(reader: &Reader, found: &Quantity, start: usize) -> bool {
    let end = found.tokens.end;
    reader.text(end) == "apart"
        || reader.sign(end) == Some(Sign::Spaces)
        || reader.text(end) == "'" && reader.sign(end + 1) == Some(Sign::Spaces)
        || reader.text(end) == "between" && !reader.class(end + 1).is_numeric()
        || ["of", "is", "are"].contains(&reader.back(start, 1))
            && matches!(reader.class_back(start, 2), Class::Sign(Sign::Spaces))
}

/// "two months longer", "another week", "shortened by two days".
fn compared(reader: &Reader, found: &Quantity, start: usize) -> Option<Reading> {
    let end = found.tokens.end;
    if reader.sign(end) == Some(Sign::Compares) && !reader.any(end, &["later"]) {
        return Some((Role::Difference, Some(end)));
    }
    if more_of(reader, found) {
        return Some((Role::Difference, None));
    }
    if reader.back(start, 1) == "by" || matches!(reader.class_back(start, 1), Class::Sign(Sign::Changes)) {
        let change = backwards(reader, start).take(5).find(|&at| reader.sign(at) == Some(Sign::Changes))?;
        return Some((Role::Difference, Some(change)));
    }
    None
}

/// "two weeks before it works", "three days after the injection the effect shows", "six months on".
fn counted_from(reader: &Reader, start: usize, end: usize) -> Reading {
    if reader.any(end, &["before", "until"]) {
        if let Some(reading) = forwards(reader, end + 1).find_map(|at| event_at(reader, at)) {
            return reading;
        }
        // "It was a year before he could walk", "takes months until it moves again": what was lost is back.
        let back = forwards(reader, end + 1).find(|&at| matches!(reader.text(at), "can" | "could" | "able" | "again"));
        let lasted = |at| matches!(reader.text(at), "be" | "is" | "was" | "takes" | "take" | "took");
        if back.is_some() && backwards(reader, start).any(lasted) {
            return (Role::Recovery, back);
        }
    }
    event(reader, start, end).unwrap_or((Role::Moment, None))
}

/// "a duration of three months", "onset of two weeks", "a course of ten days".
fn of(reader: &Reader, start: usize) -> Reading {
    match reader.class_back(start, 2) {
        Class::Sign(Sign::Begins) => (Role::Onset, start.checked_sub(2)),
        Class::Sign(Sign::Recovers) => (Role::Recovery, start.checked_sub(2)),
        Class::Sign(Sign::Holds) => (Role::Duration, start.checked_sub(2)),
        _ => (Role::Duration, None),
    }
}

/// A time that is a verb's object or complement: "lasts three months", "takes two weeks to work", "a 12-week course".
fn complement(reader: &Reader, found: &Quantity, start: usize) -> Reading {
    let end = found.tokens.end;
    if let Some(noun) = of_use(reader, end) {
        return (Role::Use, Some(noun));
    }
    let verb = backwards(reader, start).take(6).find_map(|at| reader.sign(at).map(|sign| (at, sign)));
    match verb {
        Some((at, Sign::Holds)) if !is_adjective(reader, at) => return (Role::Duration, Some(at)),
        Some((at, Sign::Takes)) => {
            let purpose =
                forwards(reader, end).take_while(|&at| reader.text(at) != "and").find_map(|at| event_at(reader, at));
            let aimed = ["to", "before", "for", "until", "till"].contains(&reader.text(end));
            let subject = backwards(reader, at).take(4).find_map(|at| {
                let outcome = OUTCOMES.contains(&reader.text(at)).then_some((Role::Onset, Some(at)));
                event_at(reader, at).or(outcome)
            });
            return match (purpose.filter(|_| aimed), subject) {
                (Some(reading), _) | (None, Some(reading)) => reading,
                _ => (Role::Duration, Some(at)),
            };
        }
        Some((at, Sign::Recovers)) => return (Role::Recovery, Some(at)),
        Some((at, Sign::Begins)) if reader.text(at) == "onset" => return (Role::Onset, Some(at)),
        _ => {}
    }
    let joined = reader.joined(end.saturating_sub(1)) && end > found.tokens.start + 1;
    if joined && reader.any(end, &["mark", "point", "follow", "visit", "check"]) {
        return (Role::Moment, None);
    }
    if joined && reader.sign(end) == Some(Sign::Recovers) {
        return (Role::Recovery, Some(end));
    }
    let plural_of = reader.text(end) == "of" || reader.text(end) == "'";
    if joined || plural_of { (Role::Duration, None) } else { (Role::Amount, None) }
}

/// "last" behind an article is no verb; "good" is one only with "for".
fn is_adjective(reader: &Reader, at: usize) -> bool {
    match reader.text(at) {
        "last" => ["the", "your", "my", "his", "her", "at"].contains(&reader.back(at, 1)),
        "good" => true,
        _ => false,
    }
}

/// The verb that "for three months" belongs to: "lasts", "is good", "works".
fn held_by(reader: &Reader, start: usize) -> Option<usize> {
    backwards(reader, start).take(6).find(|&at| matches!(reader.sign(at), Some(Sign::Holds)))
}

/// What is used "for three months", where nothing nearer holds or ends for as long: the verb, or the noun right before.
fn used(reader: &Reader, start: usize) -> Option<usize> {
    let preposition = start.checked_sub(1)?;
    let (at, sign) = backwards(reader, preposition).take(6).find_map(|at| reader.sign(at).map(|sign| (at, sign)))?;
    let takes = sign == Sign::Takes && reader.text(at).starts_with("tak") || reader.text(at) == "took";
    let noun = matches!(reader.text(at), "injections" | "treatments" | "sessions" | "therapy" | "use" | "uses");
    // "Use of the cream for two years".
    let right_before = at + 1 == preposition || reader.text(at + 1) == "of";
    ((sign == Sign::Uses && (!noun || right_before)) || takes).then_some(at)
}

/// "Two years of use", "ten years of regular injections".
fn of_use(reader: &Reader, end: usize) -> Option<usize> {
    let noun = |at: usize| reader.sign(at) == Some(Sign::Uses) || reader.text(at) == "treatment";
    (reader.text(end) == "of").then(|| (end + 1..end + 4).find(|&at| noun(at))).flatten()
}

/// The event of the clause: what is over, sets in or heals; the nearest before the quantity, else the first behind it.
fn event(reader: &Reader, start: usize, end: usize) -> Option<Reading> {
    if let Some(reading) = backwards(reader, start).find_map(|at| event_at(reader, at)) {
        return Some(reading);
    }
    // "After two weeks, …": the comma closes the adverbial, and the clause is yet to come.
    let next = if reader.text(end) == "," { end + 1 } else { end };
    if let Some(reading) = forwards(reader, next).find_map(|at| event_at(reader, at)) {
        return Some(reading);
    }
    // "Six hours after the tablet, it is over."
    let opening = start <= 1 || start.checked_sub(2).is_some_and(|before| is_border(reader, before));
    let border = (next..reader.len()).take(REACH).find(|&at| is_border(reader, at))?;
    let adverbial = opening && next == end && reader.text(border) == ",";
    adverbial.then(|| forwards(reader, border + 1).find_map(|at| event_at(reader, at))).flatten()
}

fn event_at(reader: &Reader, at: usize) -> Option<Reading> {
    let sign = reader.sign(at);
    let next = reader.text(at + 1);
    match sign {
        Some(Sign::Ends) => ends(reader, at).then_some((Role::End, Some(at))),
        Some(Sign::Recovers) => Some((Role::Recovery, Some(at))),
        Some(Sign::Begins) => {
            // "stops working".
            if let Some(stop) =
                at.checked_sub(1).filter(|&stop| reader.sign(stop) == Some(Sign::Ends) && ends(reader, stop))
            {
                return Some((Role::End, Some(stop)));
            }
            // "starts to fade", "see it wear off": an end. "See a doctor": nothing.
            let fading = (at + 1..at + 4).find(|&at| reader.sign(at) == Some(Sign::Ends) && ends(reader, at));
            if let Some(fading) = fading {
                // A line that "begins to diminish" may be the effect that sets in as well as one that ends.
                if reader.text(fading).starts_with("diminish") {
                    return Some((Role::Moment, Some(fading)));
                }
                return Some((Role::End, Some(fading)));
            }
            let people = ["doctor", "specialist", "dentist", "surgeon", "physician", "nurse", "gp", "physiotherapist"];
            let errand = matches!(reader.text(at), "see" | "show" | "start")
                && (["your", "me", "us", "somebody", "someone", "my", "him", "treatment"].contains(&next)
                    || people.contains(&reader.text(at + 2)));
            let labour = reader.text(at) == "work"
                && (reader.back(at, 1) == "to"
                    && ["back", "return", "returns", "go", "goes", "returning"].contains(&reader.back(at, 2))
                    || ["off", "at", "from", "manual"].contains(&reader.back(at, 1)));
            (!errand && !labour).then_some((Role::Onset, Some(at)))
        }
        None if sets_in(reader, at) => Some((Role::Onset, Some(at))),
        _ => None,
    }
}

/// "takes effect", "the full effect", "sets in".
fn sets_in(reader: &Reader, at: usize) -> bool {
    match reader.text(at) {
        "effect" | "benefit" => ["take", "takes", "took", "taking", "into", "full"].contains(&reader.back(at, 1)),
        "set" | "sets" | "setting" => reader.text(at + 1) == "in",
        _ => false,
    }
}

/// What needs time to come: "relief takes two weeks".
const OUTCOMES: &[&str] = &["effect", "effects", "result", "results", "benefit", "benefits", "relief", "improvement"];

/// Whether a word of ending is one here: "wear off" but not "wear a splint", "is over" but not "over the eye".
fn ends(reader: &Reader, at: usize) -> bool {
    let (before, next) = (reader.back(at, 1), reader.text(at + 1));
    match reader.text(at) {
        "wear" | "wears" | "wore" | "worn" | "wearing" => ["off", "out", "away"].contains(&next),
        "over" => {
            ["is", "are", "was", "be", "generally", "usually", "all", "largely", "mostly", "'s"].contains(&before)
        }
        "back" => {
            let errand = ["work", "school", "sport", "training", "you", "me", "the", "your", "a"];
            next == "where"
                || next == "to" && !errand.contains(&reader.text(at + 2))
                || next != "to"
                    && ["come", "comes", "came", "grow", "grows", "is", "are", "be", "was"].contains(&before)
        }
        "away" => ["go", "goes", "gone", "went", "going", "pass", "passes"].contains(&before),
        "stop" | "stops" | "stopped" | "cease" | "ceases" => ["working", "acting", "helping"].contains(&next),
        "lost" | "lose" | "loses" => !["weight", "blood"].contains(&next),
        "passed" => !["has", "have", "had"].contains(&before),
        "clear" => ["to", "will", "may", "can", "should", "would", "not", "usually", "generally"].contains(&before),
        "end" | "ends" => before != "the",
        _ => true,
    }
}

/// The positions before `start`, nearest first, to the border of the clause.
fn backwards<'a>(reader: &'a Reader, start: usize) -> impl Iterator<Item = usize> + 'a {
    (0..start).rev().take(REACH).take_while(|&at| !is_border(reader, at))
}

/// The positions from `end` on, to the border of the clause.
fn forwards<'a>(reader: &'a Reader, end: usize) -> impl Iterator<Item = usize> + 'a {
    (end..reader.len()).take(REACH).take_while(|&at| !is_border(reader, at))
}

fn is_border(reader: &Reader, at: usize) -> bool {
    match reader.text(at) {
        "but" | "because" | "which" | "while" | "although" | "whereas" | "though" | "unless" | "since" => true,
        mark => !reader.is_word(at) && [",", ";", ":", ".", "(", ")", "—", "!", "?"].contains(&mark),
    }
}
