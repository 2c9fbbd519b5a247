//! `explain`: how one sentence is understood, and every stance towards it.

use clap::builder::NonEmptyStringValueParser;

use super::Outcome;
use super::failure::Failure;
use super::knowledge::{self, CorpusArguments};
use super::output::Output;
use crate::reader::Reader;
use crate::verdict::{self, SecondReader};

/// Explain how one sentence is understood, and what each answer of the corpus says about it.
#[derive(Debug, clap::Args)]
pub(super) struct Explain {
    /// The sentence, in quotation marks.
    #[arg(value_parser = NonEmptyStringValueParser::new())]
    sentence: String,

    #[command(flatten)]
    corpus: CorpusArguments,

    /// Judge by rules alone.
    #[arg(long)]
    no_second_reader: bool,
}

pub(super) fn run(arguments: &Explain) -> Result<Outcome, Failure> {
    let knowledge = knowledge::load(&arguments.corpus)?;
    let mut output = Output::new();
    let reader = Reader::built_in().filter(|_| !arguments.no_second_reader);
    let reader = reader.map(|reader| reader as &dyn SecondReader);
    output.write(&verdict::explain(&knowledge, reader, &arguments.sentence))?;
    output.flush()?;
    Ok(Outcome::Clean)
}
