//! What words stand for: lemmas, concepts and synonyms, scales and their opposites.
//!
//! It must not look at sentences, only at words and fixed phrases.

mod inflection;
pub mod wordnet;
