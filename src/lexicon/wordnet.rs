//! The general vocabulary: WordNet 3.0, turned into one compact table that is read in place.
//!
//! `scripts/wordnet.py` makes the table and tells what is kept and how relations are weighed. Words are stored in lower
//! case with spaces in the place of hyphens, as a sentence's tokens give them.
//!
//! It must not allocate or parse at start-up, and it must not look at a word's neighbours in a sentence: what a word
//! means there is the caller's to judge, by part of speech and weight.
//!
//! ```
//! use second_opinion::lexicon::wordnet::{Relation, WordNet};
//!
//! let wordnet = WordNet::english();
//! let (weaken, _) = wordnet.base_forms("weakened")[0];
//! assert_eq!(wordnet.lemma(weaken), "weaken");
//! let opposite = wordnet.neighbours(weaken).find(|other| other.relation == Relation::Antonym).expect("it has one");
//! assert_eq!(wordnet.lemma(opposite.lemma), "strengthen");
//! ```

use super::inflection;

/// The number of a base form (a lemma, whatever its part of speech) in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct LemmaId(pub u32);

/// How one lemma stands to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// They share a sense.
    Synonym,
    /// One is derived from the other ("weaken", "weakness") or pertains to it ("renal", "kidney").
    Derived,
    /// The second names a wider class of the first ("aspirin" → "medicine"), or what the first brings about
    /// ("kill" → "die").
    Hypernym,
    /// The second names a narrower class of the first.
    Hyponym,
    /// They exclude each other ("permanent", "temporary").
    Antonym,
    /// One is a shade of the other's antonym ("permanent", "short-lived"; "increase", "shrink"). Less reliable out of
    /// context: a shade often belongs to one use of the word only ("last", "prime").
    IndirectAntonym,
}

impl Relation {
    /// The relation as seen from the other lemma.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::Hypernym => Self::Hyponym,
            Self::Hyponym => Self::Hypernym,
            other => other,
        }
    }
}

/// The parts of speech that WordNet knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PartOfSpeech {
    /// A noun.
    #[default]
    Noun,
    /// A verb.
    Verb,
    /// An adjective.
    Adjective,
    /// An adverb.
    Adverb,
}

impl PartOfSpeech {
    /// All, in the order of the table.
    pub const ALL: [Self; 4] = [Self::Noun, Self::Verb, Self::Adjective, Self::Adverb];
}

/// A lemma related to another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Neighbour {
    /// The other lemma.
    pub lemma: LemmaId,
    /// How it stands to the first.
    pub relation: Relation,
    /// How far the relation holds out of context, above 0 to 1: one where both words have no other sense.
    pub weight: f32,
    /// The part of speech of the other lemma in this relation.
    pub pos: PartOfSpeech,
}

/// What a noun or verb is about: WordNet's lexicographer files, with the medical ones cut finer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the names are those of the lexicographer files, see lexnames(5WN)")]
pub enum Topic {
    Tops,
    Act,
    Animal,
    Artifact,
    Attribute,
    /// Parts of the body; as a verb, what bodies do or have done to them.
    Body,
    Cognition,
    Communication,
    Event,
    Feeling,
    Food,
    Group,
    Location,
    Motive,
    Object,
    Person,
    Phenomenon,
    Plant,
    Possession,
    Process,
    Quantity,
    Relation,
    Shape,
    /// States other than illnesses and symptoms.
    State,
    /// Substances other than drugs.
    Substance,
    Time,
    Change,
    Competition,
    Consumption,
    Contact,
    Creation,
    Emotion,
    Motion,
    Perception,
    Social,
    Stative,
    Weather,
    /// Diseases, disorders and injuries.
    Illness,
    /// Symptoms and pains.
    Symptom,
    /// Drugs, hormones, vitamins and poisons.
    Drug,
    /// Treatments, and the instruments of treatment.
    Treatment,
    /// Microbes and parasites.
    Microbe,
}

/// The table. There is one: [`WordNet::english`].
#[derive(Debug)]
pub struct WordNet {
    checksum: u64,
    /// What the checksum covers.
    body: &'static [u8],
    /// For each bucket of the hash, the first of its words.
    directory: &'static [u8],
    records: &'static [u8],
    edges: &'static [u8],
    text: &'static [u8],
    words: usize,
}

static ENGLISH: WordNet = WordNet::read(include_bytes!("data/wordnet.bin"));

/// Magic, version and checksum; the counts that follow belong to what the checksum covers.
const HEADER: usize = 16;
const COUNTS: usize = 16;
/// A position of three bytes.
const POSITION: usize = 3;
const RECORD: usize = 14;
const EDGE: usize = 4;

impl WordNet {
    /// The English vocabulary, embedded into the program.
    #[must_use]
    pub fn english() -> &'static Self {
        &ENGLISH
    }

    /// Cuts the table into its sections. It runs at compile time: a table of the wrong shape does not compile.
    const fn read(bytes: &'static [u8]) -> Self {
        assert!(matches!(bytes, [b'S', b'O', b'W', b'N', 1, 0, 0, 0, ..]), "not a table of version 1");
        let checksum = number(bytes, 8) as u64 | (number(bytes, 12) as u64) << 32;
        let (_, body) = bytes.split_at(HEADER);
        let words = number(body, 0) as usize;
        let (_, rest) = body.split_at(COUNTS);
        let (directory, rest) = rest.split_at((number(body, 4) as usize + 1) * POSITION);
        let (records, rest) = rest.split_at((words + 1) * RECORD);
        let (edges, text) = rest.split_at(number(body, 8) as usize * EDGE);
        assert!(text.len() == number(body, 12) as usize, "the table is cut short");
        Self { checksum, body, directory, records, edges, text, words }
    }

    /// The lemma with this spelling, in any part of speech. Case and hyphens do not matter.
    #[must_use]
    pub fn find(&self, base: &str) -> Option<LemmaId> {
        self.lookup(base.bytes()).filter(|&id| self.is_lemma(id))
    }

    /// The spelling of a lemma; empty for a number that is not in the table.
    #[must_use]
    pub fn lemma(&self, id: LemmaId) -> &'static str {
        std::str::from_utf8(self.spelling(id)).unwrap_or_default()
    }

    /// Whether this is a word of the vocabulary or a form of one.
    #[must_use]
    pub fn is_word(&self, word: &str) -> bool {
        !self.base_forms(word).is_empty()
    }

    /// What a word may be a form of, the most frequent first.
    ///
    /// This is WordNet's procedure (morphy(7WN)): irregular forms first, endings by rule otherwise. Where it finds
    /// nothing, doubled consonants, learned plurals and the spelling of the other side of the Atlantic are tried.
    #[must_use]
    pub fn base_forms(&self, word: &str) -> BaseForms {
        let mut forms = self.plain_base_forms(word);
        if forms.is_empty() {
            inflection::fallbacks(word, |stem, ending, pos| self.push_stem(&mut forms, stem, ending, pos));
        }
        if forms.is_empty() {
            inflection::respellings(word, |variant| {
                if forms.is_empty() {
                    forms = self.plain_base_forms(variant);
                }
            });
        }
        forms
    }

    /// The longest lemma of several words that begins at the first of these words, which are in lower case: how many
    /// words it takes, and which it is. Its first and last word may be inflected ("wears off", "blood pressures").
    #[must_use]
    pub fn longest_match(&self, words: &[&str]) -> Option<(usize, LemmaId)> {
        let first = *words.first()?;
        let bases = self.base_forms(first);
        let firsts =
            || std::iter::once(first).chain(bases.iter().map(|&(id, _)| self.lemma(id)).filter(|&base| base != first));
        let longest =
            firsts().filter_map(|first| self.lookup(first.bytes())).map(|id| self.longest_phrase(id)).max()?;
        for count in (2..=longest.min(words.len())).rev() {
            let (inner, last) = (&words[1..count - 1], words[count - 1]);
            let phrase = |last: &str| {
                firsts().find_map(|first| {
                    let parts = inner.iter().copied().chain([last]);
                    let tail = parts.flat_map(|part| {
                        let space = if part.starts_with('\'') { "" } else { " " };
                        space.bytes().chain(part.bytes())
                    });
                    self.lookup(first.bytes().chain(tail)).filter(|&id| self.is_lemma(id))
                })
            };
            let found =
                phrase(last).or_else(|| self.base_forms(last).iter().find_map(|&(base, _)| phrase(self.lemma(base))));
            if let Some(id) = found {
                return Some((count, id));
            }
        }
        None
    }

    /// The lemmas that this one is related to, the strongest relation first.
    pub fn neighbours(&self, id: LemmaId) -> impl Iterator<Item = Neighbour> + '_ {
        self.edges_of(id).filter_map(|edge| {
            let lemma = LemmaId(edge & 0x1_ffff);
            let weight = f32::from((edge >> 22) as u8) / 255.0;
            Some(Neighbour { lemma, relation: relation_of(edge)?, weight, pos: pos_of(edge) })
        })
    }

    /// How one lemma stands to another, the strongest relation first; nothing where WordNet does not relate them.
    pub fn relations(&self, from: LemmaId, to: LemmaId) -> impl Iterator<Item = Neighbour> + '_ {
        self.neighbours(from).filter(move |other| other.lemma == to)
    }

    /// How often the lemma was met in WordNet's tagged texts; within 5 percent above 16 a part of speech.
    #[must_use]
    pub fn frequency(&self, id: LemmaId) -> u32 {
        PartOfSpeech::ALL.iter().map(|&pos| self.count(id, pos).unwrap_or(0)).sum()
    }

    /// The lemma's parts of speech, each with its share of the lemma's uses. The shares sum to one.
    pub fn parts_of_speech(&self, id: LemmaId) -> impl Iterator<Item = (PartOfSpeech, f32)> + '_ {
        let counts = PartOfSpeech::ALL.map(|pos| self.count(id, pos).map(|count| count as f32 + 1.0));
        let total: f32 = counts.iter().flatten().sum();
        PartOfSpeech::ALL.into_iter().zip(counts).filter_map(move |(pos, count)| Some((pos, count? / total)))
    }

    /// Whether the lemma is used as this part of speech.
    #[must_use]
    pub fn can_be(&self, id: LemmaId, pos: PartOfSpeech) -> bool {
        self.count(id, pos).is_some()
    }

    /// In how many senses the lemma is used, over all parts of speech.
    #[must_use]
    pub fn polysemy(&self, id: LemmaId) -> u32 {
        self.record(id).map_or(0, |record| u32::from(record[12]))
    }

    /// What the lemma is about in its likeliest sense as a noun or as a verb; other parts of speech have no topic.
    #[must_use]
    pub fn topic(&self, id: LemmaId, pos: PartOfSpeech) -> Option<Topic> {
        let record = self.record(id)?;
        let code = match pos {
            PartOfSpeech::Noun => record[10],
            PartOfSpeech::Verb => record[11],
            PartOfSpeech::Adjective | PartOfSpeech::Adverb => return None,
        };
        TOPICS.get(usize::from(code).checked_sub(1)?).copied()
    }

    /// All lemmas.
    pub fn lemmas(&self) -> impl Iterator<Item = LemmaId> + '_ {
        (0..self.words as u32).map(LemmaId).filter(|&id| self.is_lemma(id))
    }

    /// Whether the table is as the script wrote it. It reads all of the table: for tests.
    #[must_use]
    pub fn is_intact(&self) -> bool {
        fnv(self.body.iter().copied()) == self.checksum
    }

    /// What the table lists, and what the endings of morphy give.
    fn plain_base_forms(&self, word: &str) -> BaseForms {
        let mut forms = BaseForms::default();
        let mut irregular = [false; 4];
        if let Some(id) = self.lookup(word.bytes()) {
            for pos in PartOfSpeech::ALL {
                self.push(&mut forms, id, pos);
            }
            for edge in self.edges_of(id).take_while(|&edge| relation_of(edge).is_none()) {
                irregular[pos_of(edge) as usize] = true;
                self.push(&mut forms, LemmaId(edge & 0x1_ffff), pos_of(edge));
            }
        }
        inflection::detachments(word, |stem, ending, pos| {
            if !pos.iter().all(|&pos| irregular[pos as usize]) {
                self.push_stem(&mut forms, stem, ending, pos);
            }
        });
        forms
    }

    fn push_stem(&self, forms: &mut BaseForms, stem: &str, ending: &str, pos: &[PartOfSpeech]) {
        if let Some(id) = self.lookup(stem.bytes().chain(ending.bytes())) {
            for &pos in pos {
                self.push(forms, id, pos);
            }
        }
    }

    fn push(&self, forms: &mut BaseForms, id: LemmaId, pos: PartOfSpeech) {
        if let Some(count) = self.count(id, pos) {
            forms.push(id, pos, count);
        }
    }

    /// The word of this spelling: a lemma, an irregular form or the first word of a phrase.
    fn lookup(&self, spelling: impl Iterator<Item = u8> + Clone) -> Option<LemmaId> {
        let spelling = spelling.map(|byte| if byte == b'-' { b' ' } else { byte.to_ascii_lowercase() });
        let hash = fnv(spelling.clone());
        let buckets = self.directory.len() / POSITION - 1;
        let bucket = (hash ^ hash >> 32) as usize & (buckets - 1);
        let first = position(self.directory, bucket * POSITION);
        let end = position(self.directory, (bucket + 1) * POSITION);
        (first..end).map(LemmaId).find(|&id| self.spelling(id).iter().copied().eq(spelling.clone()))
    }

    fn record(&self, id: LemmaId) -> Option<&'static [u8; RECORD]> {
        let index = usize::try_from(id.0).ok().filter(|&index| index < self.words)?;
        self.records.get(index * RECORD..)?.first_chunk()
    }

    /// The bytes of a section that belong to a word, whose start is told at this place of its record.
    fn part(&self, section: &'static [u8], id: LemmaId, place: usize, unit: usize) -> &'static [u8] {
        let Some(index) = usize::try_from(id.0).ok().filter(|&index| index < self.words) else { return &[] };
        let start = position(self.records, index * RECORD + place) as usize * unit;
        let end = position(self.records, (index + 1) * RECORD + place) as usize * unit;
        section.get(start..end).unwrap_or_default()
    }

    fn spelling(&self, id: LemmaId) -> &'static [u8] {
        self.part(self.text, id, 0, 1)
    }

    fn edges_of(&self, id: LemmaId) -> impl Iterator<Item = u32> + use<> {
        let (edges, _) = self.part(self.edges, id, POSITION, EDGE).as_chunks::<EDGE>();
        edges.iter().map(|&edge| u32::from_le_bytes(edge))
    }

    /// How often the lemma was tagged as this part of speech; nothing where it is none.
    fn count(&self, id: LemmaId, pos: PartOfSpeech) -> Option<u32> {
        let code = u32::from(self.record(id)?[2 * POSITION + pos as usize].checked_sub(1)?);
        // A small float: exact below 16, then four bits behind the leading one.
        Some(if code < 16 { code } else { (16 | code & 15) << ((code >> 4) - 1) })
    }

    fn is_lemma(&self, id: LemmaId) -> bool {
        self.record(id).is_some_and(|record| record[12] > 0)
    }

    /// Of how many words the longest phrase is that begins with this word; 0 where there is none.
    fn longest_phrase(&self, id: LemmaId) -> usize {
        self.record(id).map_or(0, |record| usize::from(record[13]))
    }
}

/// What a word may be a form of: lemma and part of speech, the most frequent first. It derefs to a slice.
#[derive(Clone, Debug, Default)]
pub struct BaseForms {
    forms: [(LemmaId, PartOfSpeech); Self::MOST],
    counts: [u32; Self::MOST],
    len: usize,
}

impl BaseForms {
    /// No English word has more; rarer ones would be dropped.
    const MOST: usize = 12;

    fn push(&mut self, id: LemmaId, pos: PartOfSpeech, count: u32) {
        if self.contains(&(id, pos)) || self.len == Self::MOST {
            return;
        }
        let at = self.counts[..self.len].iter().position(|&other| other < count).unwrap_or(self.len);
        self.forms[at..=self.len].rotate_right(1);
        self.counts[at..=self.len].rotate_right(1);
        self.forms[at] = (id, pos);
        self.counts[at] = count;
        self.len += 1;
    }
}

impl Default for LemmaId {
    /// A number that no lemma has.
    fn default() -> Self {
        Self(u32::MAX)
    }
}

impl std::ops::Deref for BaseForms {
    type Target = [(LemmaId, PartOfSpeech)];

    fn deref(&self) -> &Self::Target {
        &self.forms[..self.len]
    }
}

impl IntoIterator for BaseForms {
    type Item = (LemmaId, PartOfSpeech);
    type IntoIter = std::iter::Take<std::array::IntoIter<Self::Item, { Self::MOST }>>;

    fn into_iter(self) -> Self::IntoIter {
        self.forms.into_iter().take(self.len)
    }
}

/// The topics in the order of their codes, from 1.
const TOPICS: [Topic; 42] = {
    use Topic::*;
    [
        Tops,
        Act,
        Animal,
        Artifact,
        Attribute,
        Body,
        Cognition,
        Communication,
        Event,
        Feeling,
        Food,
        Group,
        Location,
        Motive,
        Object,
        Person,
        Phenomenon,
        Plant,
        Possession,
        Process,
        Quantity,
        Relation,
        Shape,
        State,
        Substance,
        Time,
        Change,
        Competition,
        Consumption,
        Contact,
        Creation,
        Emotion,
        Motion,
        Perception,
        Social,
        Stative,
        Weather,
        Illness,
        Symptom,
        Drug,
        Treatment,
        Microbe,
    ]
};

/// The relation of an edge; nothing for an irregular form, whose edges lead to its base forms.
fn relation_of(edge: u32) -> Option<Relation> {
    match edge >> 17 & 7 {
        1 => Some(Relation::Synonym),
        2 => Some(Relation::Derived),
        3 => Some(Relation::Hypernym),
        4 => Some(Relation::Hyponym),
        5 => Some(Relation::Antonym),
        6 => Some(Relation::IndirectAntonym),
        _ => None,
    }
}

fn pos_of(edge: u32) -> PartOfSpeech {
    PartOfSpeech::ALL[(edge >> 20 & 3) as usize]
}

/// A number of the header.
const fn number(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}

/// A number of three bytes.
fn position(bytes: &[u8], at: usize) -> u32 {
    match bytes.get(at..at + POSITION) {
        Some(&[low, middle, high]) => u32::from_le_bytes([low, middle, high, 0]),
        _ => 0,
    }
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo): quick on words, the same everywhere and for ever.
fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
