//! The corpus a subcommand works with: the folders that were named, or the built-in one.

use std::path::PathBuf;

use super::failure::Failure;
use super::output::complain;
use crate::corpus;
use crate::verdict::Knowledge;

/// Which corpus to use; shared by the subcommands that need one.
#[derive(Debug, clap::Args)]
pub(super) struct CorpusArguments {
    /// Use the pages in this folder instead of the project's or the built-in corpus.
    ///
    /// May be given several times; the pages of all folders are used together.
    #[arg(long = "corpus", value_name = "DIR")]
    pub(super) folders: Vec<PathBuf>,
}

/// Loads and analyses the corpus. Each page that cannot be read is told once on standard error, and left out.
///
/// # Errors
///
/// When a folder cannot be read, or when none of them holds a page: everything would look clean without one.
pub(super) fn load(arguments: &CorpusArguments) -> Result<Knowledge, Failure> {
    let mut loaded =
        corpus::load_all(&arguments.folders).inspect_err(|error| error.problems().iter().for_each(complain))?;
    let lexicon = loaded.lexicon();
    loaded.problems.iter().for_each(complain);
    Ok(Knowledge::with_lexicon(loaded.sources, lexicon))
}
