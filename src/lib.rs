//! Second Opinion holds each statement of a drafted medical answer against a corpus of doctors' answers.
//!
//! The modules follow the way of the data:
//!
//! ```text
//! bytes → draft → passages → sentences → claims ┐
//!                                               ├→ evidence → stances → verdict → finding → diagnostic, hover
//! pages → sources → answers → sentences → claims ┘
//! ```
//!
//! | module      | what it knows |
//! | ----------- | ------------- |
//! | [`draft`]   | the text being edited: rope, edits, positions, passages, sentences |
//! | `html`      | tags and texts of a web page with their places |
//! | [`english`] | what words do: tokens, cues, quantities, clauses |
//! | [`lexicon`] | what words stand for: concepts, synonyms, scales and their opposites |
//! | [`claim`]   | checkable propositions and how they are asserted |
//! | [`corpus`]  | pages in, sources and answers out, and the index of their claims |
//! | [`reader`]  | a neural encoder's opinion of one piece of evidence and one claim |
//! | [`verdict`] | the stance of evidence towards a claim, and the weighing of all |
//! | [`index`]   | a corpus's analysis kept on disk, so that it is made once |
//! | [`report`]  | findings, and their forms as text and JSON |
//! | [`server`]  | the language server; the only place that knows LSP types and tokio |
//! | [`cli`]     | the command line, one file per subcommand |
//!
//! Architecture invariant: arrows point up this list only. Everything from [`draft`] to [`verdict`] is
//! synchronous and touches neither files nor the network.

pub mod claim;
pub mod cli;
pub mod config;
pub mod corpus;
pub mod draft;
pub mod english;
mod html;
pub mod ignore_file;
pub mod index;
pub mod lexicon;
mod parallel;
pub mod reader;
pub mod report;
pub mod server;
pub mod verdict;
