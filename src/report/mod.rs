//! Findings, and their forms as text, JSON, SARIF, annotations and a page; what a corpus holds, and its answers as references.
//!
//! It must not judge: it only shows what a verdict says. It must not write anywhere: it gives strings.

pub mod citation_keys;
pub mod cite;
pub mod claims;
mod consensus;
mod faults;
pub mod figures;
mod finding;
pub mod fixes;
pub mod github;
pub mod html;
pub mod ignore;
pub mod json;
mod lines;
mod listing;
mod page;
pub mod sarif;
pub mod search;
mod stats;
pub mod text;
pub mod words;

pub use consensus::Consensus;
pub use faults::FaultReport;
pub use finding::{Citation, Code, Finding, Severity, citations, findings};
pub use json::{CorpusSize, DraftReport, SentenceReport};
pub use lines::{Lines, Place, Range};
pub use listing::{AnswerEntry, Listing, SourceEntry};
pub use stats::Stats;
