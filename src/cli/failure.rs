//! What ends a run before its work is done.

use std::io;
use std::path::PathBuf;

use crate::corpus::LoadError;

/// Why a subcommand gave up.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// A corpus folder cannot be read.
    #[error(transparent)]
    Corpus(#[from] LoadError),
    /// No page of the corpus can be used, so that every draft would look clean.
    #[error("no page was read from {}; give a folder that holds pages with --corpus", list(.0))]
    EmptyCorpus(Vec<PathBuf>),
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

fn list(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}
