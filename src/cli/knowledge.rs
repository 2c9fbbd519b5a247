//! The corpus a subcommand works with: the folders that were named, or the built-in one.

use std::io::{self, IsTerminal as _};
use std::path::PathBuf;

use indicatif::{ProgressBar, ProgressStyle};

use super::failure::Failure;
use super::output::complain;
use crate::corpus::LoadError;
use crate::index::{self, Opened, Options};
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

/// Loads the corpus by its index. Each page that cannot be read is told once on standard error, and left out; so is what is
/// wrong with the index.
///
/// # Errors
///
/// When a folder cannot be read, or when none of them holds a page: everything would look clean without one.
pub(super) fn load(arguments: &CorpusArguments) -> Result<Knowledge, Failure> {
    let opened = open(&arguments.folders, &Options::from_environment())?;
    opened.notes.iter().for_each(complain);
    opened.problems.iter().for_each(complain);
    Ok(opened.knowledge)
}

/// The same, telling nothing but how far it is, where somebody watches.
pub(super) fn open(folders: &[PathBuf], options: &Options) -> Result<Opened, Failure> {
    let mut bar: Option<ProgressBar> = None;
    let watched = io::stderr().is_terminal();
    let opened = index::open(folders, options, &mut |done, pages| {
        if watched && pages >= WORTH_A_BAR {
            bar.get_or_insert_with(|| progress_bar(pages)).set_position(done as u64);
        }
    });
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    let told = |error: &LoadError| error.problems().iter().for_each(complain);
    Ok(opened.inspect_err(told)?)
}

/// Fewer pages are analysed before anybody wonders.
const WORTH_A_BAR: usize = 50;

fn progress_bar(pages: usize) -> ProgressBar {
    let style = ProgressStyle::with_template("analysing the corpus {wide_bar} {pos} of {len} pages, {eta} to go");
    // The template is one that can be read; a plain bar would do as well.
    ProgressBar::new(pages as u64).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
