//! From a page's bytes to a [`Source`], whatever its format.

use std::path::Path;

use super::Source;

/// Why a page could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}:{line}: {message}")]
pub struct PageError {
    /// The page.
    pub path: String,
    /// The line where reading failed, from 1.
    pub line: u32,
    /// What is wrong and what to do about it, in one sentence.
    pub message: String,
}

/// Reads a page; the format is told by the file's extension and its content.
///
/// # Errors
///
/// When the bytes are no page of a known format, or hold no answer.
pub fn read_page(path: &Path, bytes: &[u8]) -> Result<Source, PageError> {
    let _ = bytes;
    Err(PageError { path: path.display().to_string(), line: 1, message: "not a page".to_owned() })
}
