//! `lsp`: the language server.

use std::process::ExitCode;

use super::knowledge::CorpusArguments;
use crate::server;

/// Serve an editor: the language server on standard input and output.
#[derive(Debug, clap::Args)]
pub(super) struct Lsp {
    #[command(flatten)]
    corpus: CorpusArguments,

    /// Standard input and output are the only way to talk; several editors say so all the same.
    #[arg(long, hide = true)]
    stdio: bool,
}

pub(super) fn run(arguments: Lsp) -> ExitCode {
    server::run(arguments.corpus.folders)
}
