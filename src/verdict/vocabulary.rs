//! The distinct words of a corpus, so that a word is looked up once and not at each place where it stands.
//!
//! It must not compare words: that is alignment's part.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::archive::Words;
use crate::claim::Term;
use crate::english::Key;
use crate::lexicon::groups::Groups;
use crate::lexicon::vectors::WordVector;
use crate::lexicon::wordnet::{LemmaId, PartOfSpeech, Topic, WordNet};

/// The words of a corpus. Terms that may be matched by the same keys, lemmas and vector are one word.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// Words that an archive holds are decoded when they are first met.
    words: Vec<OnceLock<Box<Known>>>,
    archived: Words,
    /// The places of the words that have a key in common, their first.
    places: FxHashMap<Option<Key>, Vec<u32>>,
}

/// All of a term that bears on how near it is to another.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Word {
    pub(super) keys: Vec<Key>,
    broader: Vec<Key>,
    lemmas: Vec<LemmaId>,
    vector: Option<WordVector>,
}

/// A word, and what is known of it.
#[derive(Debug)]
struct Known {
    word: Word,
    /// The word as a term of no sentence.
    term: Term,
    kind: Option<Topic>,
}

impl Vocabulary {
    /// The words that an archive holds. Nothing can be added to them before [`Self::open_to_more`].
    pub(super) fn archived(archived: Words) -> Self {
        Self { words: (0..archived.len()).map(|_| OnceLock::new()).collect(), archived, places: FxHashMap::default() }
    }

    /// Looks at every word of an archive, so that a word which is there already is known when it is entered.
    pub(super) fn open_to_more(&mut self) {
        let mut places: FxHashMap<Option<Key>, Vec<u32>> = FxHashMap::default();
        for place in 0..u32::try_from(self.words.len()).unwrap_or(u32::MAX) {
            if let Some(word) = self.word(place) {
                places.entry(word.keys.first().copied()).or_default().push(place);
            }
        }
        self.places = places;
    }

    /// Notes the words of some terms, and in each term its place among them.
    pub fn enter<'a>(&mut self, terms: impl IntoIterator<Item = &'a mut Term>) {
        for term in terms {
            term.place = self.enter_word(&Word::of(term));
        }
    }

    /// The place of a word, a new one if it is new.
    pub(super) fn enter_word(&mut self, word: &Word) -> Option<u32> {
        let first = word.keys.first().copied();
        let known = self.places.get(&first).into_iter().flatten().copied();
        let known = known.into_iter().find(|&place| self.word(place) == Some(word));
        known.or_else(|| {
            let place = u32::try_from(self.words.len()).ok()?;
            self.words.push(OnceLock::from(Box::new(Known::of(word.clone(), place))));
            self.places.entry(first).or_default().push(place);
            Some(place)
        })
    }

    /// All words, in the order of their places.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Word> {
        (0..u32::try_from(self.words.len()).unwrap_or(u32::MAX)).filter_map(|place| self.word(place))
    }

    /// The archive in which words stand that were not added here.
    pub(super) fn archive(&self) -> &Words {
        &self.archived
    }

    /// How many words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The kind of thing that a term of the corpus names; see [`kind_of_thing`].
    #[must_use]
    pub fn kind(&self, term: &Term) -> Option<Topic> {
        match term.place.and_then(|place| self.known(place)) {
            Some(known) => known.kind,
            None => kind_of_thing(term),
        }
    }

    /// The word at a place, as a term of no sentence.
    #[must_use]
    pub fn term(&self, place: u32) -> Option<&Term> {
        self.known(place).map(|known| &known.term)
    }

    /// The word at a place.
    pub(super) fn word(&self, place: u32) -> Option<&Word> {
        self.known(place).map(|known| &known.word)
    }

    fn known(&self, place: u32) -> Option<&Known> {
        let cell = self.words.get(place as usize)?;
        Some(cell.get_or_init(|| Box::new(Known::of(self.archived.get(place), place))))
    }
}

impl Known {
    fn of(word: Word, place: u32) -> Self {
        let term = Term {
            keys: word.keys.clone(),
            broader: word.broader.clone(),
            lemmas: word.lemmas.clone(),
            vector: word.vector,
            groups: Groups::default(),
            tokens: 0..0,
            weight: 0.0,
            negated: false,
            condition: false,
            subject: false,
            plural: false,
            place: Some(place),
        };
        Self { kind: kind_of_thing(&term), word, term }
    }
}

impl Word {
    fn of(term: &Term) -> Self {
        Self {
            keys: term.keys.clone(),
            broader: term.broader.clone(),
            lemmas: term.lemmas.clone(),
            vector: term.vector,
        }
    }
}

/// The kind of thing that a term names, where things of that kind are told apart in medicine.
#[must_use]
pub fn kind_of_thing(term: &Term) -> Option<Topic> {
    let topic = WordNet::english().topic(*term.lemmas.first()?, PartOfSpeech::Noun)?;
    let kinds =
        [Topic::Body, Topic::Person, Topic::Drug, Topic::Illness, Topic::Food, Topic::Treatment, Topic::Microbe];
    (kinds.contains(&topic) && names_a_thing(term) > 0.5).then_some(topic)
}

/// How often a word names a thing, from 0 to 1: verbs and adjectives change from one wording to the next, things stay.
#[must_use]
pub fn names_a_thing(term: &Term) -> f32 {
    let wordnet = WordNet::english();
    match term.lemmas.first() {
        Some(&lemma) => {
            wordnet.parts_of_speech(lemma).filter(|(pos, _)| *pos == PartOfSpeech::Noun).map(|(_, share)| share).sum()
        }
        None => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::Vocabulary;
    use crate::claim::{Term, read};
    use crate::lexicon::Lexicon;

    #[test]
    fn a_word_has_one_place_however_often_it_stands() {
        let terms = |text: &str| -> Vec<Term> {
            read(text, Lexicon::built_in()).claims.into_iter().flat_map(|claim| claim.terms).collect()
        };
        let mut vocabulary = Vocabulary::default();
        let mut first = terms("The knee swells.");
        vocabulary.enter(&mut first);
        let known = vocabulary.len();
        let mut again = terms("The knee heals.");
        vocabulary.enter(&mut again);
        let place = |terms: &[Term], other: &Term| terms.iter().find(|term| term.keys == other.keys)?.place;
        assert_eq!(place(&again, &first[0]), first[0].place, "the knee is the knee");
        assert_eq!(vocabulary.len(), known + 1, "only “heals” is new");
    }
}
