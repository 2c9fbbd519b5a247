//! `corpus`: what the corpus holds, and how pages come into it.

mod cite;
mod consensus;
mod import;
mod index;
mod lint;
mod list;
mod stats;

use clap::{Subcommand, ValueEnum};

use super::Outcome;
use super::failure::Failure;
use super::output::Output;

/// Look into the reference corpus, check it, and bring pages into it.
#[derive(Debug, clap::Args)]
pub(super) struct Corpus {
    #[command(subcommand)]
    command: CorpusCommand,
}

#[derive(Debug, Subcommand)]
enum CorpusCommand {
    List(list::List),
    Stats(stats::Stats),
    Lint(lint::Lint),
    Import(import::Import),
    Index(index::Index),
    Consensus(consensus::Consensus),
    Cite(cite::Cite),
}

/// The forms of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

pub(super) fn run(arguments: &Corpus) -> Result<Outcome, Failure> {
    match &arguments.command {
        CorpusCommand::List(arguments) => list::run(arguments),
        CorpusCommand::Stats(arguments) => stats::run(arguments),
        CorpusCommand::Lint(arguments) => lint::run(arguments),
        CorpusCommand::Import(arguments) => import::run(arguments),
        CorpusCommand::Index(arguments) => index::run(arguments),
        CorpusCommand::Consensus(arguments) => consensus::run(arguments),
        CorpusCommand::Cite(arguments) => cite::run(arguments),
    }
}

/// Writes a whole report to standard output.
fn write(text: &str) -> Result<(), Failure> {
    let mut output = Output::new();
    output.write(text)?;
    output.flush()
}
