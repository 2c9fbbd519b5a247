//! What words do in a sentence: tokens, quantities, cues of negation and hedging, clauses.
//!
//! It must not know any medicine, nor what words are synonyms: that is [`crate::lexicon`]'s part.

pub mod quantity;
mod token;

pub use token::{Token, TokenKind, tokenize};
