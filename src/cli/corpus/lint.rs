//! `corpus lint`: what an editor should look at.

use clap::builder::{PossibleValuesParser, TypedValueParser as _};

use super::{Format, write};
use crate::cli::Outcome;
use crate::cli::failure::Failure;
use crate::cli::knowledge::CorpusArguments;
use crate::corpus::{self, FaultKind, LoadError, LoadedSources, lint};
use crate::report::FaultReport;

/// Check the corpus itself: pages that cannot be read, answers that stand there twice, under two names, without a name or
/// without a text.
#[derive(Debug, clap::Args)]
pub(super) struct Lint {
    #[command(flatten)]
    corpus: CorpusArguments,

    /// How the report is written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// Say nothing about faults of this kind; may be given several times.
    #[arg(long, value_name = "KIND", value_parser = kinds())]
    allow: Vec<String>,
}

fn kinds() -> impl clap::builder::TypedValueParser<Value = String> {
    PossibleValuesParser::new(FaultKind::ALL.map(FaultKind::name)).map(|name| name)
}

pub(super) fn run(arguments: &Lint) -> Result<Outcome, Failure> {
    let mut loaded = match corpus::load_all(&arguments.corpus.folders) {
        Ok(loaded) => loaded,
        // Where every page is broken, that is what there is to tell.
        Err(LoadError::NoPage { problems, .. }) if !problems.is_empty() => {
            LoadedSources { problems, ..LoadedSources::default() }
        }
        Err(error) => return Err(error.into()),
    };
    // A lexicon that cannot be read becomes a problem of the corpus.
    let _ = loaded.lexicon();
    let mut faults = lint(&loaded);
    faults.retain(|fault| !arguments.allow.iter().any(|allowed| allowed == fault.kind.name()));
    let report = FaultReport::new(&loaded.sources, &faults);
    write(&match arguments.format {
        Format::Text => report.text(),
        Format::Json => report.json()?,
    })?;
    Ok(if faults.is_empty() { Outcome::Clean } else { Outcome::Findings })
}
