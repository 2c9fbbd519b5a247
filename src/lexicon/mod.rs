//! What words stand for: base forms, concepts and their synonyms, scales and their opposite poles.
//!
//! It must not look at sentences, only at words and fixed phrases. The data is in `data/`: two TOML files that a medical
//! editor can read and extend, and the general vocabulary of WordNet in one table.

mod data;
pub mod groups;
mod inflection;
pub mod vectors;
pub mod wordnet;

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use data::Entries;
use wordnet::WordNet;

pub use data::{Concept, LexiconError, Pole, Scale, ScaleKind};

use crate::english::phrase::PhraseTable;

use crate::english::{Key, Token, TokenKind, Word};

/// What a word or a phrase stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sense {
    /// A pole of a scale, by its index.
    Pole(u8, Pole),
    /// A concept, by its index.
    Concept(u16),
}

/// The words that the analysis knows beyond the general vocabulary.
#[derive(Debug)]
pub struct Lexicon {
    entries: Entries,
    /// Nothing stands for a turn of phrase that is at no pole.
    senses: PhraseTable<Option<Sense>>,
}

static BUILT_IN: LazyLock<Arc<Lexicon>> = LazyLock::new(|| {
    let lexicon = Lexicon::from_toml(include_str!("data/scales.toml"), &[include_str!("data/concepts.toml")]);
    Arc::new(lexicon.expect("the built-in lexicon is part of the program and has its own test"))
});

impl Lexicon {
    /// The lexicon that is built into the program.
    #[must_use]
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// The same, for whoever may also hold a lexicon with a corpus's own words.
    #[must_use]
    pub fn shared() -> Arc<Self> {
        Arc::clone(&BUILT_IN)
    }

    /// A lexicon from its data files: the scales, and any number of files with concepts.
    ///
    /// # Errors
    ///
    /// When a file is not TOML of the expected form; the error names the entry.
    pub fn from_toml(scales: &str, concepts: &[&str]) -> Result<Self, LexiconError> {
        Ok(Self::of(data::entries(scales, concepts)?))
    }

    /// This lexicon with the words of a corpus's own `lexicon.toml`.
    ///
    /// The file may hold `[[concept]]` entries, which add a concept or extend the one of that name, `[[scale]]` entries
    /// with an `id` and further `lows`, `highs`, `nones` and `anys`, and a list of `neutral` turns of phrase.
    ///
    /// # Errors
    ///
    /// When the file is not of that form or does not fit this lexicon; the error names the entry and its line.
    pub fn with_additions(&self, text: &str) -> Result<Self, LexiconError> {
        Ok(Self::of(data::extended(self.entries.clone(), text)?))
    }

    fn of(entries: Entries) -> Self {
        let mut senses = PhraseTable::default();
        for phrase in &entries.neutral {
            senses.insert(&spaced(phrase), None);
        }
        for (index, scale) in (0_u8..).zip(&entries.scales) {
            for (pole, phrases) in scale.phrases() {
                for phrase in phrases {
                    senses.insert(&spaced(phrase), Some(Sense::Pole(index, pole)));
                }
            }
        }
        for (index, concept) in (0_u16..).zip(&entries.concepts) {
            for phrase in &concept.words {
                senses.insert(&spaced(phrase), Some(Sense::Concept(index)));
            }
        }
        Self { entries, senses }
    }

    /// All scales, in the order of their indices.
    #[must_use]
    pub fn scales(&self) -> &[Scale] {
        &self.entries.scales
    }

    /// All concepts, in the order of their indices.
    #[must_use]
    pub fn concepts(&self) -> &[Concept] {
        &self.entries.concepts
    }

    /// A scale by its index.
    #[must_use]
    pub fn scale(&self, index: u8) -> Option<&Scale> {
        self.entries.scales.get(usize::from(index))
    }

    /// The index of a scale by its id.
    #[must_use]
    pub fn scale_index(&self, id: &str) -> Option<u8> {
        self.entries.scales.iter().position(|scale| scale.id == id).and_then(|index| u8::try_from(index).ok())
    }

    /// A concept by its index.
    #[must_use]
    pub fn concept(&self, index: u16) -> Option<&Concept> {
        self.entries.concepts.get(usize::from(index))
    }

    /// Whether two scales are so close that opposite poles on them clash.
    #[must_use]
    pub fn akin(&self, one: u8, other: u8) -> bool {
        let names = |a: u8, b: u8| self.scale(a).zip(self.scale(b)).is_some_and(|(a, b)| a.akin.contains(&b.id));
        names(one, other) || names(other, one)
    }

    /// The senses of the longest phrase that begins at a word, and how many words it spans.
    ///
    /// A turn of phrase that is at no pole spans words and has no such sense.
    #[must_use]
    pub fn senses_at(&self, words: &[Word], start: usize) -> (usize, Vec<Sense>) {
        let mut longest = 0;
        let mut senses = Vec::new();
        let mut neutral = false;
        for (length, sense) in self.senses.at(words, start) {
            if length < longest {
                break;
            }
            longest = length;
            match sense {
                None => neutral = true,
                Some(sense) if !senses.contains(&sense) => senses.push(sense),
                Some(_) => {}
            }
        }
        if neutral {
            senses.retain(|sense| matches!(sense, Sense::Concept(_)));
        }
        (longest, senses)
    }

    /// The words of a sentence's tokens, with the base forms of each.
    #[must_use]
    pub fn words(&self, tokens: &[Token]) -> Vec<Word> {
        tokens
            .iter()
            .map(|token| match token.kind {
                TokenKind::Word => Word::new(&token.text, self.base_forms(&token.text)),
                TokenKind::Number | TokenKind::Punctuation => Word::new(&token.text, []),
            })
            .collect()
    }

    /// The base forms of a word in lower case, the likeliest first.
    fn base_forms(&self, word: &str) -> Vec<&'static str> {
        let contracted = match word {
            "ca" => Some("can"),
            "wo" => Some("will"),
            "'ve" => Some("have"),
            "'re" | "'m" => Some("be"),
            _ => None,
        };
        let wordnet = WordNet::english();
        contracted.into_iter().chain(wordnet.base_forms(word).iter().map(|&(id, _)| wordnet.lemma(id))).collect()
    }

    /// The key under which a concept is matched as a subject.
    #[must_use]
    pub fn concept_key(&self, index: u16) -> Key {
        self.concept(index).map_or(Key(0), |concept| concept.key)
    }
}

/// Contractions and hyphenated words are several tokens in a sentence, so they are in a phrase as well.
fn spaced(phrase: &str) -> Cow<'_, str> {
    if phrase.bytes().any(|byte| matches!(byte, b'\'' | b'-') || !byte.is_ascii_lowercase() && byte != b' ') {
        phrase.replace("n't", " n't").replace("'s ", " 's ").replace('-', " ").to_lowercase().into()
    } else {
        phrase.into()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::Lexicon;

    #[test]
    fn what_is_at_no_pole_is_not_listed_at_one() {
        let entries = &Lexicon::built_in().entries;
        let poles: HashSet<&String> =
            entries.scales.iter().flat_map(super::data::Scale::phrases).flat_map(|(_, phrases)| phrases).collect();
        let both: Vec<&String> = entries.neutral.iter().filter(|phrase| poles.contains(phrase)).collect();
        assert_eq!(both, Vec::<&String>::new());
    }
}
