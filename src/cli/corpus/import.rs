//! `corpus import`: pages of any format, written in the corpus's own.

use std::path::{Path, PathBuf};

use super::write;
use crate::cli::Outcome;
use crate::cli::failure::Failure;
use crate::cli::output::complain;
use crate::corpus::{self, Source, import};
use crate::report::words::count;

/// Turn pages of any format into Markdown files that can be reviewed, edited and kept.
///
/// Each page becomes DIR/NAME.md, and says there what it said before: checks against it find the same. What is there already
/// is left alone.
#[derive(Debug, clap::Args)]
pub(super) struct Import {
    /// Pages, or folders of pages: HTML, JSON-LD, saved text, Markdown.
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,

    /// The folder that takes the pages; it is made where it is missing.
    #[arg(long, value_name = "DIR")]
    to: PathBuf,

    /// Replace pages that are there already.
    #[arg(long)]
    force: bool,
}

pub(super) fn run(arguments: &Import) -> Result<Outcome, Failure> {
    let loaded = corpus::load_all(&arguments.paths).inspect_err(|error| error.problems().iter().for_each(complain))?;
    loaded.problems.iter().for_each(complain);
    let mut complete = loaded.problems.is_empty();
    for lexicon in &loaded.lexicons {
        // Several lexicons cannot become one without somebody who looks at them.
        complain(format!(
            "{}: the words of a lexicon are not imported; copy the file beside the pages",
            lexicon.display()
        ));
    }
    let mut report = String::new();
    let mut imported = 0;
    for source in &loaded.sources {
        match import(source, &arguments.to, arguments.force) {
            Ok(path) => {
                report.push_str(&line(source, &path));
                imported += 1;
            }
            Err(error) => {
                complain(error);
                complete = false;
            }
        }
    }
    report.push_str(&format!("{} imported.\n", count(imported, "page", "pages")));
    write(&annotate_snippets::normalize_untrusted_str(&report))?;
    Ok(if complete { Outcome::Clean } else { Outcome::Incomplete })
}

fn line(source: &Source, path: &Path) -> String {
    let answers = count(source.answers.len(), "answer", "answers");
    format!("{} → {} ({answers})\n", source.path.display(), path.display())
}
