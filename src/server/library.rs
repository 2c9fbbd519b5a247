//! The corpus as the server holds it: what judges drafts, the sources it cites, and where their pages stand.
//!
//! It must not know the protocol. It is the server's only part that loads anything, always on a thread of its own.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::corpus::{self, Answer, LoadError, PageError, Source};
use crate::draft::Draft;
use crate::verdict::{Judgement, Knowledge, Side};

/// What judges a draft. A trait, so that a test can put an analysis in that is slow, or that fails.
pub trait Analysis: Send + Sync {
    /// Judges every sentence of the author's voice, in the order of the draft.
    fn judge(&self, draft: &Draft) -> Vec<Judgement>;

    /// The sources to which [`Side::source`] points.
    fn sources(&self) -> &[Source];
}

impl Analysis for Knowledge {
    fn judge(&self, draft: &Draft) -> Vec<Judgement> {
        Knowledge::judge(self, draft)
    }

    fn sources(&self) -> &[Source] {
        Knowledge::sources(self)
    }
}

/// A loaded corpus.
#[derive(Clone)]
pub struct Library {
    /// What judges drafts.
    pub analysis: Arc<dyn Analysis>,
    /// The folder below which a source with a relative path stands; none where its pages are not on the disk.
    pub root: Option<PathBuf>,
    /// The pages that could not be read.
    pub problems: Vec<PageError>,
}

/// Why there is no corpus.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct LibraryError(#[from] LoadError);

/// One piece of evidence with everything that is said about it.
pub(super) struct Citation<'a> {
    pub(super) source: &'a Source,
    pub(super) answer: &'a Answer,
    pub(super) side: &'a Side,
    /// The page on the disk, where it is there.
    pub(super) page: Option<PathBuf>,
}

/// Loads the corpus of these folders, or the built-in one where none is named.
///
/// # Errors
///
/// When a folder cannot be read. A page that cannot be read is a problem in the result.
pub fn load(folders: &[PathBuf]) -> Result<Library, LibraryError> {
    if folders.is_empty() {
        let loaded = corpus::built_in();
        let analysis = Arc::new(Knowledge::new(loaded.sources));
        return Ok(Library { analysis, root: unpacked_built_in(), problems: loaded.problems });
    }
    let (mut sources, mut problems) = (Vec::new(), Vec::new());
    for folder in folders {
        let loaded = corpus::load(folder)?;
        sources.extend(loaded.sources);
        problems.extend(loaded.problems);
    }
    Ok(Library { analysis: Arc::new(Knowledge::new(sources)), root: None, problems })
}

impl Library {
    /// A corpus that knows nothing.
    pub(super) fn empty() -> Self {
        Self { analysis: Arc::new(Knowledge::default()), root: None, problems: Vec::new() }
    }

    /// Looks up what a piece of evidence points to.
    pub(super) fn cite<'a>(&'a self, side: &'a Side) -> Option<Citation<'a>> {
        let source = self.analysis.sources().get(side.source)?;
        let answer = source.answers.get(side.answer)?;
        Some(Citation { source, answer, side, page: self.page(&source.path) })
    }

    fn page(&self, path: &Path) -> Option<PathBuf> {
        if path.is_absolute() { Some(path.to_owned()) } else { self.root.as_ref().map(|root| root.join(path)) }
    }
}

/// Where the built-in pages stand so that an editor can open them.
fn unpacked_built_in() -> Option<PathBuf> {
    // To be answered by the corpus, which unpacks its pages to the user's cache.
    None
}
