//! The language server: a thin skin over pure functions, and the only place that knows LSP types and tokio.

use std::path::PathBuf;
use std::process::ExitCode;

/// Serves an editor on standard input and output until it says `exit`.
///
/// `corpora` are the folders to read instead of the built-in corpus, where there is one.
#[must_use]
pub fn run(corpora: Vec<PathBuf>) -> ExitCode {
    drop(corpora);
    ExitCode::from(2)
}
