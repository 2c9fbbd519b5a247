//! The index: a corpus's analysis, made once and kept on disk.
//!
//! ```text
//! folders → what stands in them (survey) → is the index still theirs? (file) → mapped as it is
//!                                                                            ↘ or built: what changed is analysed, the rest kept
//! ```
//!
//! An index is used only where its format, the program's analysis, the corpus's own words and its checksum are right, and every
//! page is as it was; otherwise it is built anew, and what was wrong with it is told. Without a place to keep it, everything
//! works as it does with one, and takes longer. It must not judge, and it must not speak to anyone: what is to be told is returned.

mod build;
mod file;
mod map;
mod survey;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use etcetera::BaseStrategy as _;

pub use file::Untrusted;

use crate::corpus::{self, LoadError, PageError};
use crate::verdict::{Knowledge, PageName};
use file::IndexFile;
use survey::Survey;

/// How indexes are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Where.
    pub place: Place,
    /// Whether every page is to be analysed anew.
    pub anew: bool,
}

/// Where indexes are kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// In the user's cache folder.
    #[default]
    Cache,
    /// In this folder.
    Folder(PathBuf),
    /// Not at all.
    Nowhere,
}

impl Options {
    /// What `SECOND_OPINION_INDEX` asks for: a folder, or `off`.
    #[must_use]
    pub fn from_environment() -> Self {
        let place = match std::env::var_os("SECOND_OPINION_INDEX") {
            Some(place) if place == "off" => Place::Nowhere,
            Some(place) if !place.is_empty() => Place::Folder(place.into()),
            _ => Place::Cache,
        };
        Self { place, anew: false }
    }
}

/// An analysed corpus, and all that there is to tell about it.
#[derive(Debug)]
pub struct Opened {
    /// The corpus.
    pub knowledge: Knowledge,
    /// The pages that could not be read, or not wholly.
    pub problems: Vec<PageError>,
    /// What was wrong with the index. Nothing is lost by it but time.
    pub notes: Vec<Note>,
    /// How it came about.
    pub report: Report,
}

/// How a corpus was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// The index; none where it could not be kept, and for the built-in corpus.
    pub path: Option<PathBuf>,
    /// The size of the index in bytes.
    pub bytes: u64,
    /// Files whose analysis was there already.
    pub reused: usize,
    /// Files that were read and analysed.
    pub analysed: usize,
    /// How long it took.
    pub time: Duration,
}

/// What was wrong with an index.
#[derive(Debug, thiserror::Error)]
pub enum Note {
    /// What stands there cannot be used.
    #[error("the index {} {why}; it is built anew", path.display())]
    Untrusted {
        /// The index.
        path: PathBuf,
        /// What is wrong with it.
        why: Untrusted,
    },
    /// There is no place for it.
    #[error(
        "the index cannot be kept in {} ({source}), so the corpus is analysed each time; check the folder's rights and \
         space, or set SECOND_OPINION_INDEX to another folder, or to \"off\"",
        path.display()
    )]
    NotKept {
        /// The index.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// Opens the corpus of these folders by its index, which is built where it is missing or no longer right; without folders
/// the built-in corpus, which needs none. `progress` is told how many pages of how many are done while one is built.
///
/// # Errors
///
/// When a folder cannot be read, or when none of them holds a page that can be. A page that cannot be read is a problem in
/// the result, as long as there is another that can.
pub fn open(
    folders: &[PathBuf],
    options: &Options,
    progress: &mut dyn FnMut(usize, usize),
) -> Result<Opened, LoadError> {
    let started = Instant::now();
    if folders.is_empty() {
        return Ok(built_in(started));
    }
    let survey = Survey::of(folders)?;
    let mut notes = Vec::new();
    let path = options.path(folders);
    let older = path.as_deref().filter(|_| !options.anew).and_then(|path| match IndexFile::open(path, survey.stamp) {
        Ok(index) => index,
        Err(why) => {
            notes.push(Note::Untrusted { path: path.to_owned(), why });
            None
        }
    });
    let pages = survey.files.len();
    let (index, reused, kept) = match older {
        Some(index) if survey.is_described_by(&index.entries) => (index, pages, true),
        older => {
            let built = build::build(&survey, older.as_ref(), path.as_deref(), progress);
            notes.extend(path.clone().zip(built.not_kept).map(|(path, source)| Note::NotKept { path, source }));
            (built.index, built.reused, built.kept)
        }
    };
    let mut problems = survey.problems;
    problems.extend(index.entries.iter().flat_map(|entry| entry.problems(folders)));
    problems.extend(survey.lexicon_problems);
    let names: Vec<PageName> = index.entries.iter().filter_map(|entry| entry.page_name(folders)).collect();
    if names.is_empty() {
        return Err(LoadError::NoPage { folders: folders.to_vec(), problems });
    }
    let report = Report {
        path: path.filter(|_| kept),
        bytes: index.size,
        reused,
        analysed: pages - reused,
        time: started.elapsed(),
    };
    let knowledge = Knowledge::archived(index.archive, names, survey.lexicon);
    Ok(Opened { knowledge, problems, notes, report })
}

fn built_in(started: Instant) -> Opened {
    let mut loaded = corpus::built_in();
    let lexicon = loaded.lexicon();
    let analysed = loaded.sources.len();
    let knowledge = Knowledge::with_lexicon(loaded.sources, Arc::clone(&lexicon));
    let report = Report { analysed, time: started.elapsed(), ..Report::default() };
    Opened { knowledge, problems: loaded.problems, notes: Vec::new(), report }
}

impl Options {
    /// The index of these folders; none where there is to be none, or no cache folder is known.
    fn path(&self, folders: &[PathBuf]) -> Option<PathBuf> {
        let place = match &self.place {
            Place::Nowhere => return None,
            Place::Folder(folder) => folder.clone(),
            Place::Cache => etcetera::choose_base_strategy().ok()?.cache_dir().join("second-opinion").join("index"),
        };
        Some(place.join(file_name(folders)))
    }
}

/// Each set of folders has an index of its own, named by where they stand.
fn file_name(folders: &[PathBuf]) -> String {
    let mut places = Vec::new();
    for folder in folders {
        let place = std::path::absolute(folder).unwrap_or_else(|_| folder.clone());
        places.extend_from_slice(place.as_os_str().as_encoded_bytes());
        // No path holds it, so no two lists of folders look the same.
        places.push(0);
    }
    let last = folders.first().and_then(|folder| folder.file_name()).unwrap_or_default().to_string_lossy();
    let readable: String = last.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(40).collect();
    format!("{readable}-{:016x}.index", file::hash(&places))
}

/// A page's path from its folder; the folder itself where a page was named instead of one.
fn joined(folder: &Path, inside: &str) -> PathBuf {
    if inside.is_empty() { folder.to_owned() } else { folder.join(inside) }
}
