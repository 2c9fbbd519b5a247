//! The lexicon's data files: their form, and their reading.

use serde::Deserialize;

use crate::english::Key;

/// Why a lexicon file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum LexiconError {
    /// The file is no TOML of the expected form.
    #[error("the lexicon file is not in the expected form: {0}; see the comment at the head of the built-in files")]
    Form(#[from] toml::de::Error),
    /// There are more entries than an index can name.
    #[error("the lexicon has too many entries ({0}); split it")]
    TooMany(usize),
}

/// A pole of a scale, or what is said about the scale as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
    lows: Vec<String>,
    highs: Vec<String>,
    #[serde(default)]
    nones: Vec<String>,
    #[serde(default)]
    anys: Vec<String>,
}

impl Scale {
    pub(super) fn phrases(&self) -> [(Pole, &[String]); 4] {
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
    /// Keys of the wider concepts it belongs to.
    pub broader: Vec<Key>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScaleFile {
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
    words: Vec<String>,
    #[serde(default)]
    broader: Vec<String>,
}

pub(super) fn scales(text: &str) -> Result<Vec<Scale>, LexiconError> {
    let file: ScaleFile = toml::from_str(text)?;
    if file.scale.len() > usize::from(u8::MAX) {
        return Err(LexiconError::TooMany(file.scale.len()));
    }
    Ok(file.scale)
}

pub(super) fn concepts(text: &str) -> Result<Vec<Concept>, LexiconError> {
    let file: ConceptFile = toml::from_str(text)?;
    if file.concept.len() > usize::from(u16::MAX) {
        return Err(LexiconError::TooMany(file.concept.len()));
    }
    Ok(file
        .concept
        .into_iter()
        .map(|entry| {
            let key = concept_key(&entry.name);
            let broader = entry.broader.iter().map(|name| concept_key(name)).collect();
            let mut words = entry.words;
            words.push(entry.name.clone());
            Concept { name: entry.name, words, key, broader }
        })
        .collect())
}

/// Concepts have keys of their own, apart from words.
fn concept_key(name: &str) -> Key {
    Key::of(&format!("concept:{name}"))
}
