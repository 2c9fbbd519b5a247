//! `explain`: how one sentence is understood, and every stance towards it.

use clap::builder::NonEmptyStringValueParser;

use super::Outcome;
use super::failure::Failure;
use super::knowledge::{self, CorpusArguments};
use super::output::Output;
use super::reader::ReaderArguments;
use crate::verdict;

/// Explain how one sentence is understood, and what each answer of the corpus says about it.
#[derive(Debug, clap::Args)]
pub(super) struct Explain {
    /// The sentence, in quotation marks.
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    sentence: String,

    #[command(flatten)]
    corpus: CorpusArguments,

    #[command(flatten)]
    second: ReaderArguments,
}

pub(super) fn run(arguments: &Explain) -> Result<Outcome, Failure> {
    let knowledge = knowledge::load(&arguments.corpus)?;
    let mut output = Output::new();
    output.write(&verdict::explain(&knowledge, arguments.second.reader(), &arguments.sentence))?;
    output.flush()?;
    Ok(Outcome::Clean)
}
