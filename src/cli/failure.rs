//! What ends a run before its work is done.

use std::io;

use crate::corpus::LoadError;

/// Why a subcommand gave up.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// The corpus cannot be loaded.
    #[error(transparent)]
    Corpus(#[from] LoadError),
    /// Only the JSON report has a place for sentences.
    #[error("--sentences lists sentences in the JSON report only; add --format json")]
    SentencesWithoutJson,
    /// Standard input cannot be read.
    #[error("standard input cannot be read ({0})")]
    Input(io::Error),
    /// Standard output cannot be written.
    #[error("standard output cannot be written ({0})")]
    Output(io::Error),
    /// A report cannot be written as JSON.
    #[error("the report cannot be written as JSON ({0})")]
    Json(#[from] serde_json::Error),
}

impl Failure {
    /// Whether the reader of standard output has gone.
    pub(super) fn is_broken_pipe(&self) -> bool {
        matches!(self, Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }
}
