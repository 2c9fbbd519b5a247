//! `corpus`: what the corpus holds.

use clap::{Subcommand, ValueEnum};

use super::Outcome;
use super::failure::Failure;
use super::knowledge::{self, CorpusArguments};
use super::output::Output;
use crate::report::Listing;

/// Look into the reference corpus.
#[derive(Debug, clap::Args)]
pub(super) struct Corpus {
    #[command(subcommand)]
    command: CorpusCommand,
}

#[derive(Debug, Subcommand)]
enum CorpusCommand {
    /// List the pages with their answers, and how much was understood of each.
    List {
        #[command(flatten)]
        corpus: CorpusArguments,

        /// How the list is written.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
}

/// The forms of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

pub(super) fn run(arguments: &Corpus) -> Result<Outcome, Failure> {
    let CorpusCommand::List { corpus, format } = &arguments.command;
    let listing = Listing::new(&knowledge::load(corpus)?);
    let mut output = Output::new();
    output.write(&match format {
        Format::Text => listing.text(),
        Format::Json => listing.json()?,
    })?;
    output.flush()?;
    Ok(Outcome::Clean)
}
