//! What words do in a sentence: tokens, quantities, cues of negation and hedging, clauses.
//!
//! It must not know any medicine, nor what words are synonyms: that is [`crate::lexicon`]'s part.

pub mod clause;
pub mod cue;
pub(crate) mod degree;
pub mod frame;
pub mod phrase;
pub mod quantity;
mod tag;
mod token;
pub mod word;

pub use clause::{Clause, ClauseKind, clauses};
pub use cue::{Cue, CueKind, cues};
pub use degree::is_comparative;
pub use tag::{Tag, Uses, is_plural, tags};
pub use token::{Token, TokenKind, tokenize};
pub use word::{Key, Word};
