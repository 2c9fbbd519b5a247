//! English inflection and spelling by rule: what a word's base form might be.
//!
//! It must not know any word: it proposes, and the vocabulary says which of the proposals exist.

use super::wordnet::PartOfSpeech::{self, Adjective, Adverb, Noun, Verb};

/// An ending, what stands in its place in the base form, and the parts of speech to which that applies.
type Rule = (&'static str, &'static str, &'static [PartOfSpeech]);

/// The rules of detachment of morphy(7WN). The rule "es" → "e" is left out, as "s" → "" gives the same; adverbs are
/// compared as adjectives are ("faster").
const DETACHMENTS: &[Rule] = &[
    ("s", "", &[Noun, Verb]),
    ("ies", "y", &[Noun, Verb]),
    ("ses", "s", &[Noun, Verb]),
    ("xes", "x", &[Noun, Verb]),
    ("zes", "z", &[Noun, Verb]),
    ("ches", "ch", &[Noun, Verb]),
    ("shes", "sh", &[Noun, Verb]),
    ("oes", "o", &[Verb]),
    ("men", "man", &[Noun]),
    ("ed", "e", &[Verb]),
    ("ed", "", &[Verb]),
    ("ing", "e", &[Verb]),
    ("ing", "", &[Verb]),
    ("er", "", &[Adjective, Adverb]),
    ("er", "e", &[Adjective, Adverb]),
    ("est", "", &[Adjective, Adverb]),
    ("est", "e", &[Adjective, Adverb]),
];

/// For words that the lists of irregular forms do not know: -y, -f, and the plurals of Latin and Greek.
const FALLBACKS: &[Rule] = &[
    ("ied", "y", &[Verb]),
    ("ier", "y", &[Adjective, Adverb]),
    ("iest", "y", &[Adjective, Adverb]),
    ("oes", "o", &[Noun]),
    ("ves", "f", &[Noun]),
    ("ves", "fe", &[Noun]),
    ("ae", "a", &[Noun]),
    ("i", "us", &[Noun]),
    ("a", "um", &[Noun]),
    ("a", "on", &[Noun]),
    ("mata", "ma", &[Noun]),
    ("ices", "ix", &[Noun]),
    ("ices", "ex", &[Noun]),
    ("es", "is", &[Noun]),
    ("ges", "x", &[Noun]),
];

/// Endings before which a consonant is doubled.
const DOUBLING: &[(&str, &[PartOfSpeech])] =
    &[("ed", &[Verb]), ("ing", &[Verb]), ("er", &[Adjective, Adverb]), ("est", &[Adjective, Adverb])];

/// Letters that differ between British and American spelling, read in both directions, the safe ones first.
const SPELLINGS: &[(&str, &str)] = &[
    ("ise", "ize"),
    ("isa", "iza"),
    ("isi", "izi"),
    ("yse", "yze"),
    ("ysi", "yzi"),
    ("our", "or"),
    ("aem", "em"),
    ("ae", "e"),
    ("oe", "e"),
    ("tre", "ter"),
    ("bre", "ber"),
    ("sulph", "sulf"),
    ("ence", "ense"),
    ("ogue", "og"),
    ("ll", "l"),
];

/// Calls back with the stem, the ending to put behind it and the parts of speech, for each regular ending of the word.
pub(super) fn detachments(word: &str, propose: impl FnMut(&str, &str, &[PartOfSpeech])) {
    // "ss" is no plural ("illness").
    if !word.ends_with("ss") {
        apply(DETACHMENTS, word, propose);
    }
}

/// As [`detachments`], for rarer endings.
pub(super) fn fallbacks(word: &str, mut propose: impl FnMut(&str, &str, &[PartOfSpeech])) {
    apply(FALLBACKS, word, &mut propose);
    for (ending, pos) in DOUBLING {
        if let Some(stem) = word.strip_suffix(ending)
            && let [.., before, last] = stem.as_bytes()
            && before == last
            && last.is_ascii_alphabetic()
        {
            propose(&stem[..stem.len() - 1], "", pos);
        }
    }
}

/// Calls back with the word in the spelling of the other side of the Atlantic, one difference at a time.
pub(super) fn respellings(word: &str, mut propose: impl FnMut(&str)) {
    let directions = [false, true];
    for (american_first, &(british, american)) in
        directions.iter().flat_map(|direction| SPELLINGS.iter().map(move |pair| (direction, pair)))
    {
        let (from, to) = if *american_first { (american, british) } else { (british, american) };
        for (at, _) in word.match_indices(from) {
            let mut buffer = [0; LONGEST];
            let parts = [&word[..at], to, &word[at + from.len()..]];
            if let Some(variant) = join(parts, &mut buffer) {
                propose(variant);
            }
        }
    }
}

/// Words above this length, in bytes, are not respelled.
const LONGEST: usize = 48;

fn apply(rules: &[Rule], word: &str, mut propose: impl FnMut(&str, &str, &[PartOfSpeech])) {
    for (ending, replacement, pos) in rules {
        if let Some(stem) = word.strip_suffix(ending)
            && stem.len() + replacement.len() >= 2
        {
            propose(stem, replacement, pos);
        }
    }
}

fn join<'a>(parts: [&str; 3], buffer: &'a mut [u8; LONGEST]) -> Option<&'a str> {
    let mut end = 0;
    for part in parts {
        buffer.get_mut(end..end + part.len())?.copy_from_slice(part.as_bytes());
        end += part.len();
    }
    std::str::from_utf8(buffer.get(..end)?).ok()
}
