//! Labels that call what follows wrong: "Myth: …", "Misconception 2 – …", a table's column or a heading of myths.
//!
//! It must not look further than the label; what it reaches is decided in [`super::voice`] and [`super::discourse`].

use crate::english::Token;

/// What a label calls wrong.
const WRONG: &[&str] = &["myth", "misconception", "fiction", "fallacy", "misunderstanding"];
/// The same of several.
const SEVERAL: &[&str] = &["myths", "misconceptions", "fallacies", "misunderstandings"];
/// What may stand before it.
const BEFORE: &[&str] = &[
    "the",
    "a",
    "another",
    "common",
    "popular",
    "widespread",
    "persistent",
    "old",
    "urban",
    "medical",
    "first",
    "second",
    "third",
];
/// What sets the matter right beside it, so that a heading names both sides.
const RIGHT: &[&str] = &["fact", "facts", "truth", "truths", "reality"];

/// How many tokens a label has that calls the rest of the sentence wrong, its colon or dash included; none where there
/// is no such label.
pub(super) fn label(tokens: &[Token]) -> usize {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let mut at = 0;
    while matches!(word(at), "*" | "_" | "(" | "\"" | "\u{201c}") || BEFORE.contains(&word(at).to_lowercase().as_str())
    {
        at += 1;
    }
    if !WRONG.contains(&word(at).to_lowercase().as_str()) {
        return 0;
    }
    at += 1;
    while matches!(word(at), "#" | "no" | "No" | "number") || is_number(word(at)) {
        at += 1;
    }
    if matches!(word(at), ":" | "\u{ff1a}" | "–" | "—" | "-") { at + 1 } else { 0 }
}

/// Whether a heading is no more than the name of one myth, which stands below it ("Myth 3").
pub(super) fn is_myth(heading: &str) -> bool {
    let words = words(heading);
    let named = words.iter().filter(|word| WRONG.contains(&word.as_str())).count();
    let allowed = |word: &String| {
        WRONG.contains(&word.as_str()) || BEFORE.contains(&word.as_str()) || word == "no" || is_number(word)
    };
    named == 1 && words.iter().all(allowed)
}

/// Whether a heading or a column's header names wrong statements and no right ones ("Common myths about sleep").
pub(super) fn names_myths(heading: &str) -> bool {
    let words = words(heading);
    let right = words.iter().any(|word| RIGHT.contains(&word.as_str()));
    let some = words.iter().any(|word| SEVERAL.contains(&word.as_str()));
    !right && (some && words.len() <= 8 || is_myth(heading))
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::english::tokenize;

    #[test]
    fn what_only_speaks_of_myths_is_no_label() {
        for sentence in ["It is a myth that it lasts.", "Myths: see below", "Fiction sells.", "Myth", ":", ""] {
            assert_eq!(label(&tokenize(sentence)), 0, "{sentence}");
        }
        for heading in ["Myths and facts", "Myth or fact?", "Is it a myth?", "Fact", "What to know", ""] {
            assert!(!names_myths(heading), "{heading}");
        }
    }

    #[test]
    fn labels_are_found() {
        for (sentence, length) in [
            ("Myth: It lasts for ever.", 2),
            ("Common misconception – it lasts for ever.", 3),
            ("MYTH 2: It lasts for ever.", 3),
        ] {
            assert_eq!(label(&tokenize(sentence)), length, "{sentence}");
        }
        for heading in ["Myth", "Myth 3", "Myth #1", "A common misconception"] {
            assert!(is_myth(heading), "{heading}");
        }
        for heading in ["Myth", "Myths", "Common myths about sleep", "Five misconceptions"] {
            assert!(names_myths(heading), "{heading}");
        }
    }
}
