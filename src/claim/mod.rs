//! A claim and its assertion; from a sentence to its claims.
//!
//! It must not know the corpus.
