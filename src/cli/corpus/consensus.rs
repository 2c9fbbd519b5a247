//! `corpus consensus`: what the answers say together.

use clap::ValueEnum;

use super::write;
use crate::cli::Outcome;
use crate::cli::failure::Failure;
use crate::cli::knowledge::{self, CorpusArguments};
use crate::report;

/// Show what the answers say together, topic by topic: what most of them share, which figures they give, and where they
/// disagree.
#[derive(Debug, clap::Args)]
pub(super) struct Consensus {
    #[command(flatten)]
    corpus: CorpusArguments,

    /// How it is written.
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
}

/// The forms of the survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For the terminal.
    Text,
    /// For programs.
    Json,
    /// One page with bars, which needs nothing beside itself.
    Html,
}

pub(super) fn run(arguments: &Consensus) -> Result<Outcome, Failure> {
    let consensus = report::Consensus::of(&knowledge::load(&arguments.corpus)?);
    write(&match arguments.format {
        Form::Text => consensus.text(),
        Form::Json => consensus.json()?,
        Form::Html => consensus.html(),
    })?;
    Ok(Outcome::Clean)
}
