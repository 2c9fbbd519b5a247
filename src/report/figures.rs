//! Where a figure is about to be written, and how one fits behind what stands there.
//!
//! It must not know any corpus; which figures there are is asked of [`crate::verdict::Knowledge::figures_at_end`].

use std::ops::Range;

/// Words behind which a figure often follows. Behind any other, nothing is looked up: most words are not followed by one,
/// and an author who writes on must not be offered anything.
const LEADING: &[&str] = &[
    "last",
    "lasts",
    "lasted",
    "for",
    "about",
    "around",
    "roughly",
    "approximately",
    "typically",
    "usually",
    "generally",
    "after",
    "within",
    "every",
    "takes",
    "take",
    "took",
    "in",
    "least",
    "most",
    "than",
    "to",
    "is",
    "are",
    "by",
    "works",
    "work",
    "of",
    "over",
    "until",
    "between",
    "some",
    "only",
    "another",
    "off",
];

/// The bytes of the figure that is being written at the end of a text, empty where none is begun; none where a figure is
/// not to be expected.
#[must_use]
pub fn awaited(text: &str) -> Option<Range<usize>> {
    let begun = text.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '–' | '-' | '.'));
    let begun = if text[begun.len()..].starts_with(|c: char| c.is_ascii_digit()) { begun } else { text };
    let before = begun.strip_suffix([' ', '\n'])?;
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next()?;
    let is_leading = LEADING.iter().any(|leading| leading.eq_ignore_ascii_case(word));
    is_leading.then_some(begun.len()..text.len())
}

/// A figure's words as they fit behind a text: "about three months" behind "about" is "three months".
#[must_use]
pub fn behind(text: &str, words: &str) -> String {
    let before = text.trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    let rest = words.split_once(' ').filter(|(first, _)| !before.is_empty() && first.eq_ignore_ascii_case(&before));
    rest.map_or(words, |(_, rest)| rest).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_awaited_only_behind_what_leads_to_one() {
        for text in ["", "3", "Botox", "Botox ", "Botox lasts", "Botox lasts x3", "the patient ", "lasts. ", "lasts - "]
        {
            assert_eq!(awaited(text), None, "{text:?}");
        }
        assert_eq!(awaited("Botox lasts "), Some(12..12));
        assert_eq!(awaited("Botox lasts 3–4"), Some(12..17));
        assert_eq!(awaited("It lasts about 1.5"), Some(15..18));
    }

    #[test]
    fn no_word_is_written_twice() {
        assert_eq!(behind("Botox lasts ", "about 3–4 months"), "about 3–4 months");
        assert_eq!(behind("Botox lasts About ", "about 3–4 months"), "3–4 months");
        assert_eq!(behind("", "three months"), "three months");
    }
}
