//! `corpus stats`: how much there is of each thing.

use super::{Format, write};
use crate::cli::Outcome;
use crate::cli::failure::Failure;
use crate::cli::knowledge::{self, CorpusArguments};
use crate::report::{self, Listing};

/// Count pages, answers, authors, claims, years and licences.
#[derive(Debug, clap::Args)]
pub(super) struct Stats {
    #[command(flatten)]
    corpus: CorpusArguments,

    /// How the figures are written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

pub(super) fn run(arguments: &Stats) -> Result<Outcome, Failure> {
    let stats = report::Stats::of(&Listing::new(&knowledge::load(&arguments.corpus)?));
    write(&match arguments.format {
        Format::Text => stats.text(),
        Format::Json => stats.json()?,
    })?;
    Ok(Outcome::Clean)
}
