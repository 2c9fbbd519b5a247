//! The project's file on the disk: where it stands, and what is in it.

use std::fmt;
use std::io::Read;
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::{Config, Problem};
use crate::report::{self, Lines};

/// The name of a project's file.
pub const FILE_NAME: &str = "second-opinion.toml";

/// The most bytes that are read of it; one that is larger is something else.
const MAX_BYTES: u64 = 1024 * 1024;

/// Something wrong in a project's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileProblem {
    /// The file.
    pub path: PathBuf,
    /// Where in it.
    pub range: report::Range,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
}

/// The project's file that counts for a draft: the nearest in its folder or above.
#[must_use]
pub fn find(draft: &Path) -> Option<PathBuf> {
    draft.ancestors().skip(1).map(|folder| folder.join(FILE_NAME)).find(|path| path.is_file())
}

/// Reads a project's file, and what is wrong with it. Its corpus folders stand below its own.
#[must_use]
pub fn read(path: &Path) -> (Config, Vec<FileProblem>) {
    let mut bytes = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(MAX_BYTES).read_to_end(&mut bytes));
    let text = read
        .map_err(|error| format!("the file cannot be read ({error}); check its rights"))
        .and_then(|_| String::from_utf8(bytes).map_err(|_| "the file is no UTF-8 text; save it as that".to_owned()));
    match text {
        Ok(text) => {
            let (config, problems) = Config::from_toml(&text);
            let lines = Lines::new(&text);
            let problems = problems.into_iter().map(|problem| FileProblem::new(path, &lines, problem)).collect();
            (config.below(path.parent().unwrap_or(Path::new(""))), problems)
        }
        Err(message) => {
            let problem = Problem { place: None, message };
            (Config::default(), vec![FileProblem::new(path, &Lines::new(""), problem)])
        }
    }
}

impl FileProblem {
    fn new(path: &Path, lines: &Lines<'_>, problem: Problem) -> Self {
        let place: Range<usize> = problem.place.unwrap_or(0..0);
        Self { path: path.to_owned(), range: lines.range(&place), message: problem.message }
    }
}

impl fmt::Display for FileProblem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.range.start;
        write!(out, "{}:{}:{}: {}", self.path.display(), place.line, place.column, self.message)
    }
}
