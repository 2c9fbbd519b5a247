//! Finding drafts on the disk and reading them.
//!
//! A file that is named is always checked, whatever its name; of a folder, only what looks like prose and is not
//! hidden or ignored by git.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::draft::{Draft, Format};

/// The most bytes that are checked as one draft. A long book has about five million; a larger file is more likely a
/// dump that was named by mistake, and would hold up everything behind it. Should an honest draft ever meet this
/// limit, please report it.
pub(super) const MAX_DRAFT_BYTES: u64 = 16 * 1024 * 1024;

/// Something to be checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Input {
    /// Standard input, as Markdown.
    Standard,
    /// A file.
    File(PathBuf),
}

/// A draft that has been read.
#[derive(Debug)]
pub(super) struct ReadDraft {
    /// The draft.
    pub(super) draft: Draft,
    /// Whether bytes that are no UTF-8 were replaced.
    pub(super) lossy: bool,
}

/// Why a draft could not be checked.
#[derive(Debug, thiserror::Error)]
pub(super) enum DraftError {
    /// The system cannot read it.
    #[error("{name} cannot be read ({source})")]
    Unreadable {
        /// The draft, as in reports.
        name: String,
        /// What the system said.
        source: io::Error,
    },
    /// It is larger than [`MAX_DRAFT_BYTES`].
    #[error(
        "{name} is larger than {} MiB, the most that is checked as one draft; split it to have it checked",
        MAX_DRAFT_BYTES / (1024 * 1024)
    )]
    TooLarge {
        /// The draft, as in reports.
        name: String,
    },
    /// A folder cannot be walked.
    #[error("{0}")]
    Walk(#[from] ignore::Error),
}

impl Input {
    /// Where it stands on the disk, from the root on; none for standard input.
    pub(super) fn path(&self) -> Option<PathBuf> {
        match self {
            Self::Standard => None,
            Self::File(path) => std::path::absolute(path).ok(),
        }
    }

    /// The draft's name in reports and messages.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Standard => "-".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }
}

/// The drafts that the paths name, in their order and those of a folder by name, and the folders that could not be
/// walked.
pub(super) fn find(paths: &[PathBuf]) -> (Vec<Input>, Vec<DraftError>) {
    let mut inputs = Vec::new();
    let mut problems = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            inputs.push(Input::Standard);
        } else if path.is_dir() {
            for entry in WalkBuilder::new(path).sort_by_file_path(Path::cmp).build() {
                match entry {
                    Ok(entry) if is_prose(&entry) => inputs.push(Input::File(without_dot(entry.path()).to_owned())),
                    Ok(_) => {}
                    Err(error) => problems.push(error.into()),
                }
            }
        } else {
            inputs.push(Input::File(path.clone()));
        }
    }
    (inputs, problems)
}

/// Reads a draft.
///
/// # Errors
///
/// When the system cannot read it, or when it is larger than [`MAX_DRAFT_BYTES`].
pub(super) fn read(input: &Input) -> Result<ReadDraft, DraftError> {
    let (bytes, format) = match input {
        Input::Standard => (read_limited(io::stdin().lock()), Format::Markdown),
        Input::File(path) => (File::open(path).and_then(read_limited), format_of(path)),
    };
    let bytes = bytes.map_err(|source| DraftError::Unreadable { name: input.name(), source })?;
    if bytes.len() as u64 > MAX_DRAFT_BYTES {
        return Err(DraftError::TooLarge { name: input.name() });
    }
    let text = String::from_utf8_lossy(&bytes);
    let lossy = matches!(text, std::borrow::Cow::Owned(_));
    Ok(ReadDraft { draft: Draft::new(&text, format), lossy })
}

/// Reads one byte past the limit at most, so that an endless pipe ends, too.
fn read_limited(source: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(MAX_DRAFT_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// What its ending tells, else Markdown.
fn format_of(path: &Path) -> Format {
    Format::of_path(path).unwrap_or(Format::Markdown)
}

fn is_prose(entry: &ignore::DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| kind.is_file())
        && Format::of_path(entry.path()).is_some_and(Format::is_searched_for)
}

/// `./a.md` is `a.md` to everybody.
fn without_dot(path: &Path) -> &Path {
    path.strip_prefix(".").unwrap_or(path)
}
