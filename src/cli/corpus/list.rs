//! `corpus list`: the pages and their answers.

use super::{Format, write};
use crate::cli::Outcome;
use crate::cli::failure::Failure;
use crate::cli::knowledge::{self, CorpusArguments};
use crate::report::Listing;

/// List the pages with their answers, and how much was understood of each.
#[derive(Debug, clap::Args)]
pub(super) struct List {
    #[command(flatten)]
    corpus: CorpusArguments,

    /// How the list is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

pub(super) fn run(arguments: &List) -> Result<Outcome, Failure> {
    let listing = Listing::new(&knowledge::load(&arguments.corpus)?);
    write(&match arguments.format {
        Format::Text => listing.text(),
        Format::Json => listing.json()?,
    })?;
    Ok(Outcome::Clean)
}
