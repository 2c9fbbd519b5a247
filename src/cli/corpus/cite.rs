//! `corpus cite`: the answers as references.

use clap::ValueEnum;

use super::write;
use crate::cli::Outcome;
use crate::cli::failure::Failure;
use crate::cli::knowledge::CorpusArguments;
use crate::cli::output::complain;
use crate::corpus;
use crate::report::cite;

/// Write every answer as a reference for Pandoc, Zotero or LaTeX.
///
/// Keys are the page's file name and the answer's number: `@hearing-aids:2`. An article is one reference.
#[derive(Debug, clap::Args)]
pub(super) struct Cite {
    #[command(flatten)]
    corpus: CorpusArguments,

    /// The form of the references.
    #[arg(long, value_enum, default_value_t = Form::CslJson)]
    format: Form,
}

/// The forms of references.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// For Pandoc and Zotero.
    CslJson,
    /// For LaTeX with biblatex, in Unicode.
    Biblatex,
    /// For LaTeX with BibTeX, in ASCII.
    Bibtex,
}

pub(super) fn run(arguments: &Cite) -> Result<Outcome, Failure> {
    let loaded =
        corpus::load_all(&arguments.corpus.folders).inspect_err(|error| error.problems().iter().for_each(complain))?;
    loaded.problems.iter().for_each(complain);
    write(&match arguments.format {
        Form::CslJson => cite::csl_json(&loaded.sources)?,
        Form::Biblatex => cite::biblatex(&loaded.sources),
        Form::Bibtex => cite::bibtex(&loaded.sources),
    })?;
    Ok(Outcome::Clean)
}
