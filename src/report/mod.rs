//! Findings, and their forms as text and JSON.
//!
//! It must not judge: it only shows what a verdict says. It must not write anywhere: it gives strings.

mod finding;
pub mod json;
mod lines;
mod listing;
pub mod text;
pub mod words;

pub use finding::{Citation, Code, Finding, Severity, citations, findings};
pub use json::{CorpusSize, DraftReport, SentenceReport};
pub use lines::{Lines, Place, Range};
pub use listing::{AnswerEntry, Listing, SourceEntry};
