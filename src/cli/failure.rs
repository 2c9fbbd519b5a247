//! What ends a run before its work is done.

use std::io;

use crate::corpus::LoadError;

/// Why a subcommand gave up.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    /// The corpus cannot be loaded.
    #[error(transparent)]
    Corpus(#[from] LoadError),
    /// A project's file has something wrong in it, which has been told.
    #[error("settings cannot be used; mend them and check again")]
    Settings,
    /// The drafts of one run belong to projects with different corpora.
    #[error(
        "these drafts belong to projects with different corpora; check each project by itself, or name one corpus with \
         --corpus"
    )]
    SeveralCorpora,
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
