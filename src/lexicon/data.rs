//! The lexicon's data files: their form, and their reading.

use std::fmt;

use rustc_hash::FxHashMap;
use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

use crate::english::Key;

/// Why a lexicon file could not be read. Lines count from 1.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// The file is no TOML of the expected form.
    #[error("the lexicon file is not in the expected form: {0}; see the comment at the head of the built-in files")]
    Form(#[from] toml::de::Error),
    /// There are more entries than an index can name.
    #[error("the lexicon has too many entries ({0}); split it")]
    TooMany(usize),
    /// An entry extends a scale that there is not.
    #[error("line {line}: there is no scale \"{id}\" to extend; use one of: {known}")]
    UnknownScale {
        /// The name that was given.
        id: String,
        /// The line of the entry.
        line: usize,
        /// The names that would do.
        known: String,
    },
    /// A concept belongs to one that there is not.
    #[error(
        "line {line}: the concept \"{name}\" is put under \"{broader}\", which no entry names; add one, or correct it"
    )]
    UnknownBroader {
        /// The concept.
        name: String,
        /// The wider one that is missing.
        broader: String,
        /// The line of the entry.
        line: usize,
    },
    /// A phrase would say two opposite things.
    #[error("line {line}: \"{phrase}\" would stand at both poles of the scale \"{id}\"; keep it at one")]
    BothPoles {
        /// The phrase.
        phrase: String,
        /// The scale.
        id: String,
        /// The line of the entry.
        line: usize,
    },
    /// An entry holds a phrase without a word.
    #[error("line {line}: the entry \"{entry}\" holds an empty phrase; remove it")]
    EmptyPhrase {
        /// The id or name of the entry.
        entry: String,
        /// The line of the entry.
        line: usize,
    },
}

/// A pole of a scale, or what is said about the scale as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Pole {
    /// The low pole.
    Low,
    /// The high pole.
    High,
    /// Nothing moves along the scale.
    None,
    /// Something moves, either way.
    Any,
}

/// Whether the middle of a scale counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ScaleKind {
    /// What is not at one pole is at the other.
    Binary,
    /// What is not at one pole may be in the middle.
    Graded,
}

/// An aspect about which two statements can clash, with words for its poles.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// The name by which data refers to it.
    pub id: String,
    /// What it is called in messages.
    pub name: String,
    /// What its low pole is called.
    pub low: String,
    /// What its high pole is called.
    pub high: String,
    /// Whether its middle counts.
    pub kind: ScaleKind,
    /// Scales whose poles point the same way.
    #[serde(default)]
    pub akin: Vec<String>,
    /// Whether its words change their subject so easily that a clash asks for more agreement elsewhere.
    #[serde(default)]
    pub loose: bool,
    #[serde(deserialize_with = "phrases")]
    lows: Vec<String>,
    #[serde(deserialize_with = "phrases")]
    highs: Vec<String>,
    #[serde(default, deserialize_with = "phrases")]
    nones: Vec<String>,
    #[serde(default, deserialize_with = "phrases")]
    anys: Vec<String>,
}

impl Scale {
    /// The words and phrases at each pole.
    #[must_use]
    pub fn phrases(&self) -> [(Pole, &[String]); 4] {
        [(Pole::Low, &self.lows), (Pole::High, &self.highs), (Pole::None, &self.nones), (Pole::Any, &self.anys)]
    }
}

/// A thing that has several names.
#[derive(Clone, Debug)]
pub struct Concept {
    /// Its name in messages.
    pub name: String,
    /// The words and phrases for it, in base form.
    pub words: Vec<String>,
    /// The key under which it is matched.
    pub key: Key,
    /// Keys of the wider concepts it belongs to, near and far.
    pub broader: Vec<Key>,
}

impl Concept {
    /// The key of the concept of a name. Concepts have keys of their own, apart from words.
    #[must_use]
    pub fn key_of(name: &str) -> Key {
        Key::of(&format!("concept:{name}"))
    }
}

/// What the files hold, before phrases are looked up in it.
#[derive(Clone, Debug, Default)]
pub(super) struct Entries {
    pub(super) scales: Vec<Scale>,
    pub(super) concepts: Vec<Concept>,
    /// Turns of phrase that hold a pole's word and are at no pole.
    pub(super) neutral: Vec<String>,
}

/// The built-in files: all scales in one, concepts in any number.
pub(super) fn entries(scales: &str, concepts: &[&str]) -> Result<Entries, LexiconError> {
    let file: ScaleFile = toml::from_str(scales)?;
    let mut entries = Entries { scales: file.scale, concepts: Vec::new(), neutral: file.neutral };
    for text in concepts {
        let file: ConceptFile = toml::from_str(text)?;
        entries.concepts.extend(file.concept.into_iter().map(concept));
    }
    close(&mut entries.concepts);
    counted(entries)
}

/// The entries with those of a corpus's own file: new concepts, further words for old ones, and for scales.
pub(super) fn extended(mut entries: Entries, text: &str) -> Result<Entries, LexiconError> {
    let file: AdditionFile = toml::from_str(text)?;
    let line = |at: usize| text.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
    for addition in file.scale {
        let line = line(addition.id.span().start);
        extend_scale(&mut entries.scales, addition, line)?;
    }
    let names: Vec<(Spanned<String>, Vec<String>)> =
        file.concept.iter().map(|entry| (entry.name.clone(), entry.broader.clone())).collect();
    for entry in file.concept {
        let line = line(entry.name.span().start);
        if entry.words.iter().chain([entry.name.get_ref()]).any(|phrase| phrase.trim().is_empty()) {
            return Err(LexiconError::EmptyPhrase { entry: entry.name.into_inner(), line });
        }
        let added = concept(ConceptEntry { name: entry.name.into_inner(), words: entry.words, broader: entry.broader });
        match entries.concepts.iter_mut().find(|concept| concept.key == added.key) {
            Some(concept) => {
                concept.words.extend(added.words);
                concept.broader.extend(added.broader);
            }
            None => entries.concepts.push(added),
        }
    }
    for (name, broader) in names {
        for broader in broader {
            if !entries.concepts.iter().any(|concept| concept.name == broader) {
                let line = line(name.span().start);
                return Err(LexiconError::UnknownBroader { name: name.into_inner(), broader, line });
            }
        }
    }
    entries.neutral.extend(file.neutral);
    close(&mut entries.concepts);
    counted(entries)
}

fn extend_scale(scales: &mut [Scale], addition: ScaleAddition, line: usize) -> Result<(), LexiconError> {
    let id = addition.id.into_inner();
    let known = scales.iter().map(|scale| scale.id.as_str()).collect::<Vec<_>>().join(", ");
    let Some(scale) = scales.iter_mut().find(|scale| scale.id == id) else {
        return Err(LexiconError::UnknownScale { id, line, known });
    };
    let mut phrases = addition.lows.iter().chain(&addition.highs).chain(&addition.nones).chain(&addition.anys);
    if phrases.any(|phrase| phrase.trim().is_empty()) {
        return Err(LexiconError::EmptyPhrase { entry: id, line });
    }
    scale.lows.extend(addition.lows);
    scale.highs.extend(addition.highs);
    scale.nones.extend(addition.nones);
    scale.anys.extend(addition.anys);
    match scale.lows.iter().find(|phrase| scale.highs.contains(phrase)) {
        Some(phrase) => Err(LexiconError::BothPoles { phrase: phrase.clone(), id, line }),
        None => Ok(()),
    }
}

/// A class of a class is a class: ibuprofen is a painkiller because anti-inflammatories are.
fn close(concepts: &mut [Concept]) {
    let direct: FxHashMap<Key, Vec<Key>> =
        concepts.iter().map(|concept| (concept.key, concept.broader.clone())).collect();
    for concept in concepts {
        let mut at = 0;
        while let Some(key) = concept.broader.get(at).copied() {
            for wider in direct.get(&key).into_iter().flatten() {
                if *wider != concept.key && !concept.broader.contains(wider) {
                    concept.broader.push(*wider);
                }
            }
            at += 1;
        }
    }
}

/// Senses name entries by small numbers.
fn counted(entries: Entries) -> Result<Entries, LexiconError> {
    if entries.scales.len() > usize::from(u8::MAX) {
        return Err(LexiconError::TooMany(entries.scales.len()));
    }
    if entries.concepts.len() > usize::from(u16::MAX) {
        return Err(LexiconError::TooMany(entries.concepts.len()));
    }
    Ok(entries)
}

fn concept(entry: ConceptEntry) -> Concept {
    let key = Concept::key_of(&entry.name);
    let broader = entry.broader.iter().map(|name| Concept::key_of(name)).collect();
    let mut words = entry.words;
    words.push(entry.name.clone());
    Concept { name: entry.name, words, key, broader }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScaleFile {
    #[serde(default, deserialize_with = "phrases")]
    neutral: Vec<String>,
    scale: Vec<Scale>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConceptFile {
    #[serde(default)]
    concept: Vec<ConceptEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConceptEntry {
    name: String,
    #[serde(default, deserialize_with = "phrases")]
    words: Vec<String>,
    #[serde(default)]
    broader: Vec<String>,
}

/// A corpus's own `lexicon.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AdditionFile {
    #[serde(default, deserialize_with = "phrases")]
    neutral: Vec<String>,
    #[serde(default)]
    scale: Vec<ScaleAddition>,
    #[serde(default)]
    concept: Vec<ConceptAddition>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScaleAddition {
    id: Spanned<String>,
    #[serde(default, deserialize_with = "phrases")]
    lows: Vec<String>,
    #[serde(default, deserialize_with = "phrases")]
    highs: Vec<String>,
    #[serde(default, deserialize_with = "phrases")]
    nones: Vec<String>,
    #[serde(default, deserialize_with = "phrases")]
    anys: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ConceptAddition {
    name: Spanned<String>,
    #[serde(default, deserialize_with = "phrases")]
    words: Vec<String>,
    #[serde(default)]
    broader: Vec<String>,
}

/// Phrases are a text with commas between them, or a list; a comma behind the last one is passed over.
fn phrases<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    deserializer.deserialize_any(Phrases)
}

struct Phrases;

impl<'de> Visitor<'de> for Phrases {
    type Value = Vec<String>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("phrases with commas between them, or a list of phrases")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        let text = text.trim();
        Ok(text.strip_suffix(',').unwrap_or(text).split(',').map(|phrase| phrase.trim().to_owned()).collect())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut phrases = Vec::new();
        while let Some(phrase) = list.next_element()? {
            phrases.push(phrase);
        }
        Ok(phrases)
    }
}
