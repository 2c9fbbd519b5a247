//! Counts of things: "eight sessions", "31 large trials", and bare numbers.
//!
//! It must not know grammar beyond the end of a noun phrase.

use super::numbers::{Number, Style};
use super::phrase::{self, quantity};
use super::units::Form;
use super::words::{Class, Reader, Sign};
use super::{Dimension, Quantity, frequency};

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
    "onwards",
    "indoors",
    "outdoors",
    "upwards",
    "backwards",
    "forwards",
    "overseas",
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

/// Whether a word looks like a plural.
pub(super) fn plural(word: &str) -> bool {
    IRREGULAR_PLURALS.contains(&word)
        || word.len() > 3
            && word.ends_with('s')
            && !word.ends_with("ss")
            && !word.ends_with("us")
            && !word.ends_with("is")
}

/// "eight sessions", "31 large trials"; a bare number where no noun follows.
pub(super) fn counted(reader: &Reader, at: usize, number: &Number) -> Option<Quantity> {
    if number.style == Style::Article {
        return None;
    }
    // "any child under ten regains": an age.
    let age = ["under", "over"].contains(&reader.back(at, 1))
        && matches!(reader.class_back(at, 2), Class::Sign(Sign::Person));
    let mut next = number.end;
    if reader.text(next) == "of" && number.low >= 20.0 {
        next += 1;
    }
    for noun in next..if age { next } else { next + 3 } {
        let word = reader.text(noun);
        let factor = matches!(reader.class(noun), Class::Factor(_) | Class::Parts(_));
        if !reader.is_word(noun)
            || NO_NOUN.contains(&word)
            || word.ends_with("ly")
            || factor
            || number.low.fract() != 0.0
        {
            break;
        }
        // "six dry months".
        if let Class::Unit(unit) = reader.class(noun)
            && unit.form == Form::Plural
            && noun > next
        {
            return phrase::measure(reader, at, *number, noun);
        }
        let single = number.low == 1.0 && number.high == 1.0;
        let counts = if single { frequency::EVENTS.contains(&word) } else { plural(word) };
        if counts {
            let mut found =
                quantity(at..noun + 1, Dimension::Count(word.to_owned()), number.low, number.high, number.vague);
            (found.noun, found.bound) = (Some(noun), number.bound);
            return Some(phrase::with_rate(reader, found));
        }
        if single && noun > next {
            break;
        }
    }
    let bare = match number.style {
        Style::Digits => true,
        Style::Words => number.low < number.high || number.high >= 10.0 || phrase::rate(reader, number.end).is_some(),
        _ => false,
    };
    let determined = ["the", "these", "those", "all", "other", "my", "your", "our"].contains(&reader.back(at, 1));
    (bare && !(determined && number.style == Style::Words)).then(|| {
        let mut found = quantity(at..number.end, Dimension::Number, number.low, number.high, number.vague);
        found.bound = number.bound;
        phrase::with_rate(reader, found)
    })
}
