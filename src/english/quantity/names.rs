//! Numbers that count nothing: names, dates, times of day, telephone numbers, list numbers.
//!
//! It must not know what a quantity is; it says only which tokens to pass over.

use super::words::{Class, Reader};

/// Words whose number is a name: "type 2 diabetes", "grade 3", "SPF 30".
const NAMING: &[&str] = &[
    "type",
    "types",
    "grade",
    "grades",
    "stage",
    "stages",
    "phase",
    "level",
    "figure",
    "table",
    "chapter",
    "step",
    "class",
    "factor",
    "vitamin",
    "number",
    "question",
    "answer",
    "version",
    "page",
    "pages",
    "room",
    "spf",
    "group",
    "part",
    "section",
    "no",
    "schedule",
    "category",
    "chromosome",
    "appendix",
    "tier",
    "protocol",
    "article",
    "covid",
    "omega",
    "interleukin",
    "channel",
    "route",
    "line",
    "box",
    "rule",
    "trial",
    "#",
];

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
];

/// Words of one letter or two that may hang on digits and leave them a number.
const TAILS: &[&str] = &["old", "olds", "fold", "x", "plus", "odd", "to", "or", "and", "ish", "per", "s"];

/// Where to go on reading, if the number here is a name.
pub(super) fn skip(reader: &Reader, at: usize) -> Option<usize> {
    match reader.class(at) {
        Class::Digits(value) => skip_digits(reader, at, value).or_else(|| skip_word_parts(reader, at)),
        Class::Cardinal(_) | Class::Ordinal(_) | Class::Half => skip_word_parts(reader, at),
        _ => None,
    }
}

/// Numbers in words and digits that are a part of a name or an adjective: "B12", "COVID-19", "two-way", "5-FU".
fn skip_word_parts(reader: &Reader, at: usize) -> Option<usize> {
    let before = reader.back(at, 1);
    if NAMING.contains(&before) && (before != "no" || reader.is_number(at)) {
        // "grade 3 or 4", "stages 1 to 3".
        let range = ["or", "and", "to", "–", "-"].contains(&reader.text(at + 1))
            && matches!(reader.class(at + 2), Class::Digits(_) | Class::Cardinal(_))
            && !matches!(reader.class(at + 3), Class::Unit(_));
        return Some(if range { at + 3 } else { at + 1 });
    }
    let behind_word = at.checked_sub(1).is_some_and(|before| reader.is_word(before) && reader.joined(at));
    if behind_word && reader.is_number(at) {
        let before = reader.back(at, 1);
        let open = ["over", "under", "mid", "first", "past", "post", "pre", "to", "or"].contains(&before)
            || matches!(reader.class_back(at, 1), Class::Unit(unit) if unit.bare_plural().is_some() || unit.word.len() > 2);
        if !open {
            return Some(past_joined(reader, at + 1));
        }
    }
    let joined_word = reader.is_word(at + 1) && reader.joined(at + 1);
    let allowed =
        reader.class(at + 1).is_numeric() || TAILS.contains(&reader.text(at + 1)) || is_ordinal_tail(reader, at);
    (joined_word && !allowed).then(|| past_joined(reader, at + 1))
}

fn past_joined(reader: &Reader, mut at: usize) -> usize {
    while reader.joined(at) && (reader.is_word(at) || reader.is_number(at)) {
        at += 1;
    }
    at
}

/// "10th", "1st".
pub(super) fn is_ordinal_tail(reader: &Reader, at: usize) -> bool {
    reader.joined(at + 1) && reader.any(at + 1, &["th", "st", "nd", "rd"])
}

fn skip_digits(reader: &Reader, at: usize, value: f64) -> Option<usize> {
    let (text, before, next) = (reader.text(at), reader.back(at, 1), reader.text(at + 1));
    let behind = reader.text(at + 2);
    let unit_follows = matches!(reader.class(at + 1), Class::Unit(_));
    // "1." and "2)" at the head of a line.
    if at == 0 && (next == ")" || next == "." && reader.len() > 2) && reader.joined(1) {
        return Some(2);
    }
    if (before == "[" || before == "(") && (next == "]" || next == ")") {
        return Some(at + 2);
    }
    if reader.is_number(at + 2) && reader.joined(at + 1) && reader.joined(at + 2) {
        // Chains: 2024-05-01, 12/05/2024, 1-800-555; times of day and dilutions: 10:30, 1:1000.
        if reader.text(at + 3) == next && reader.joined(at + 3) && reader.is_number(at + 4) && "-/.–".contains(next) {
            let mut end = at + 5;
            while reader.joined(end) && (reader.is_number(end) || reader.text(end) == next) {
                end += 1;
            }
            return Some(end);
        }
        if next == ":" || next == "-" && text.len() == 3 && behind.len() == 4 {
            return Some(at + 3);
        }
        let below = match reader.class(at + 2) {
            Class::Digits(below) => below,
            _ => 0.0,
        };
        if next == "/" && !is_reading(value, below) && !(value < below && below <= 10.0) {
            return Some(at + 3);
        }
        if next == "/" && value == 24.0 {
            return Some(at + 3);
        }
    }
    let telephone = text.len() >= 2 && text.starts_with('0') && !text.contains(['.', ','])
        || text.len() >= 7 && text.bytes().all(|byte| byte.is_ascii_digit())
        || ["call", "dial", "ring", "phone", "tel", "+"].contains(&before) && text.len() <= 3 && !unit_follows;
    let in_a_row = |other: usize| reader.is_number(other) && reader.text(other) != "000";
    let row = in_a_row(at + 1) && behind != "/" || at > 0 && in_a_row(at - 1) && !unit_follows;
    if telephone || row {
        return Some(at + 1);
    }
    if ["am", "pm", "o'clock"].contains(&next) || ["a", "p"].contains(&next) && reader.follow(at + 2, &[".", "m"]) {
        return Some(at + 2);
    }
    let month = |at: usize| MONTHS.contains(&reader.text(at)) && reader.token(at).is_some_and(|token| token.capital);
    if month(at + 1) || at > 0 && month(at - 1) || is_ordinal_tail(reader, at) && (month(at + 2) || behind == "of") {
        return Some(at + 1);
    }
    let year = text.len() == 4 && (1900.0..=2100.0).contains(&value) && !unit_follows;
    let dated =
        ["in", "since", "from", "until", "by", "of", "before", "after", "during", "and", "(", ","].contains(&before);
    (year && (dated || at == 0 || !reader.is_word(at + 1))).then_some(at + 1)
}

/// Whether two numbers look like the two of a blood pressure reading.
pub(super) fn is_reading(above: f64, below: f64) -> bool {
    (60.0..=300.0).contains(&above) && (30.0..=200.0).contains(&below) && above > below
}
