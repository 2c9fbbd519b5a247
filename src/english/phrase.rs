//! Fixed phrases found in a sentence, whatever the inflection of their words.
//!
//! It must not know what a phrase means; it carries a value for whoever does.

use rustc_hash::FxHashMap;

use super::word::{Key, Word};

/// A table of phrases, each with a value.
#[derive(Debug)]
pub struct PhraseTable<V> {
    by_first: FxHashMap<Key, Vec<(Vec<Key>, V)>>,
}

impl<V> Default for PhraseTable<V> {
    fn default() -> Self {
        Self { by_first: FxHashMap::default() }
    }
}

impl<V: Copy> PhraseTable<V> {
    /// Adds a phrase: words separated by spaces, each in its base form or as it stands.
    ///
    /// Possessive pronouns in it stand for any of them.
    pub fn insert(&mut self, phrase: &str, value: V) {
        let mut keys = phrase.split_whitespace().map(|word| Key::of(normal(word)));
        let Some(first) = keys.next() else { return };
        let rest: Vec<Key> = keys.collect();
        let entries = self.by_first.entry(first).or_default();
        let at = entries.partition_point(|(other, _)| other.len() >= rest.len());
        entries.insert(at, (rest, value));
    }

    /// The phrases that begin at a word, the longest first: how many words each spans, and its value.
    pub fn at<'a>(&'a self, words: &'a [Word], start: usize) -> impl Iterator<Item = (usize, V)> + 'a {
        let keys = words.get(start).map(|word| word.keys.as_slice()).unwrap_or_default();
        let mut found: Vec<(usize, V)> = Vec::new();
        for key in keys {
            for (rest, value) in self.by_first.get(key).into_iter().flatten() {
                if let Some(length) = matches(rest, words, start + 1) {
                    found.push((length + 1, *value));
                }
            }
        }
        found.sort_by_key(|&(length, _)| std::cmp::Reverse(length));
        found.into_iter()
    }

    /// The longest phrase that begins at a word.
    #[must_use]
    pub fn longest_at(&self, words: &[Word], start: usize) -> Option<(usize, V)> {
        self.at(words, start).next()
    }
}

/// How many words from `start` on the rest of a phrase takes, if it stands there.
///
/// A determiner or an intensifier inside a phrase is passed over ("make much of a difference"), and so is an object
/// ("wear it off"); but to do it without a cut is not to do without.
fn matches(rest: &[Key], words: &[Word], start: usize) -> Option<usize> {
    let mut at = start;
    for key in rest {
        while !words.get(at)?.keys.contains(key) {
            let word = words.get(at)?;
            let object = *key == WITHOUT && word.keys.iter().any(|key| OBJECTS.contains(key));
            if !word.passable || object || at > start + rest.len() + 1 {
                return None;
            }
            at += 1;
        }
        at += 1;
    }
    Some(at - start)
}

const WITHOUT: Key = Key::of("without");
const OBJECTS: [Key; 2] = [Key::of("it"), Key::of("them")];

/// One form for words that a phrase need not tell apart.
pub(super) fn normal(word: &str) -> &str {
    match word {
        "my" | "your" | "his" | "her" | "its" | "our" | "their" | "one's" => "your",
        "myself" | "yourself" | "himself" | "herself" | "itself" | "themselves" => "itself",
        _ => word,
    }
}
