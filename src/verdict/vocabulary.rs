//! The distinct words of a corpus, so that a word is looked up once and not at each place where it stands.
//!
//! It must not compare words: that is alignment's part.

use rustc_hash::FxHashMap;

use crate::claim::Term;
use crate::english::Key;
use crate::lexicon::vectors::WordVector;
use crate::lexicon::wordnet::{LemmaId, PartOfSpeech, Topic, WordNet};

/// The words of a corpus. Terms that may be matched by the same keys, lemmas and vector are one word.
#[derive(Debug, Default)]
pub struct Vocabulary {
    places: FxHashMap<Sense, u32>,
    kinds: Vec<Option<Topic>>,
}

/// All of a term that bears on how near it is to another.
type Sense = (Vec<Key>, Vec<Key>, Vec<LemmaId>, Option<WordVector>);

impl Vocabulary {
    /// Notes the words of some terms, and in each term its place among them.
    pub fn enter<'a>(&mut self, terms: impl IntoIterator<Item = &'a mut Term>) {
        for term in terms {
            let sense = (term.keys.clone(), term.broader.clone(), term.lemmas.clone(), term.vector);
            let kinds = &mut self.kinds;
            let place = *self.places.entry(sense).or_insert_with(|| {
                kinds.push(kind_of_thing(term));
                u32::try_from(kinds.len() - 1).unwrap_or(u32::MAX)
            });
            term.place = Some(place);
        }
    }

    /// How many words there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.kinds.len()
    }

    /// Whether there is no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// The kind of thing that a term of the corpus names; see [`kind_of_thing`].
    #[must_use]
    pub fn kind(&self, term: &Term) -> Option<Topic> {
        match term.place.and_then(|place| self.kinds.get(place as usize)) {
            Some(kind) => *kind,
            None => kind_of_thing(term),
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
