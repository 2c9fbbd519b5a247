//! The corpus as the server holds it: what judges drafts, the sources it cites, and where their pages stand.
//!
//! It must not know the protocol. It is the server's only part that loads anything, always on a thread of its own.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::judgements::Judgements;
use super::memory::Memory;
use crate::corpus::{self, LoadError, PageError, Sources};
use crate::draft::{Draft, Format};
use crate::index::{self, Options};
use crate::reader::Reader;
use crate::report::citation_keys::CitationKeys;
use crate::report::{self, CorpusSize};
use crate::verdict::{Figure, Judgement, Knowledge, Side};

/// What judges a draft. A trait, so that a test can put an analysis in that is slow, or that fails.
pub trait Analysis: Send + Sync {
    /// Judges every sentence of the author's voice, in the order of the draft. What is kept in `memory` is of use the
    /// next time the same draft is judged.
    fn judge(&self, draft: &Draft, memory: &mut Memory) -> Vec<Judgement>;

    /// The same, section by section, so that what has not changed need not be touched.
    fn judge_sections(&self, draft: &Draft, memory: &mut Memory) -> Judgements {
        self.judge(draft, memory).into()
    }

    /// Judges a draft once more with what takes too long for every keystroke, as long as `go_on` holds. None where
    /// there is nothing more to know, or where it was stopped; what was found by then is kept in `memory`.
    fn judge_again(&self, draft: &Draft, memory: &mut Memory, go_on: &dyn Fn() -> bool) -> Option<Judgements> {
        let _ = (draft, memory, go_on);
        None
    }

    /// The sources to which [`Side::source`] points.
    fn sources(&self) -> &Sources;

    /// How much they hold.
    fn size(&self) -> CorpusSize {
        let answers = self.sources().iter().map(|source| source.answers.len()).sum();
        CorpusSize { sources: self.sources().len(), answers, claims: 0 }
    }

    /// The figures they give for what the sentence at the end of a text is about to say.
    fn figures_at_end(&self, text: &str, format: Format) -> Vec<Figure> {
        let _ = (text, format);
        Vec::new()
    }
}

impl Analysis for Knowledge {
    fn judge(&self, draft: &Draft, memory: &mut Memory) -> Vec<Judgement> {
        self.judge_sections(draft, memory).to_vec()
    }

    fn judge_sections(&self, draft: &Draft, memory: &mut Memory) -> Judgements {
        memory.judge(draft, |text, discourse| self.judge_sentence(text, discourse, None))
    }

    fn judge_again(&self, draft: &Draft, memory: &mut Memory, go_on: &dyn Fn() -> bool) -> Option<Judgements> {
        let reader = Reader::built_in()?;
        memory.judge_again(draft, |text, discourse| go_on().then(|| self.judge_sentence(text, discourse, Some(reader))))
    }

    fn sources(&self) -> &Sources {
        Knowledge::sources(self)
    }

    fn size(&self) -> CorpusSize {
        CorpusSize::of(self)
    }

    fn figures_at_end(&self, text: &str, format: Format) -> Vec<Figure> {
        self.figures_at_end(text, format)
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
    /// The keys of its answers, once somebody has asked: in a large corpus they take a while.
    keys: Arc<OnceLock<CitationKeys>>,
}

/// One piece of evidence with everything that is said about it.
pub(super) struct Citation {
    /// What every report tells of it.
    pub(super) said: report::Citation,
    /// The page on the disk, where it is there.
    pub(super) page: Option<PathBuf>,
}

/// Loads the corpus of these folders, or the built-in one where none is named.
///
/// # Errors
///
/// When a folder cannot be read, or when there is no page in any. A page that cannot be read is a problem in the result.
pub fn load(folders: &[PathBuf]) -> Result<Library, LoadError> {
    let opened = index::open(folders, &Options::from_environment(), &mut |_, _| {})?;
    for note in &opened.notes {
        tracing::warn!("{note}");
    }
    let root = if folders.is_empty() { unpacked_built_in() } else { None };
    Ok(Library::new(Arc::new(opened.knowledge), root, opened.problems))
}

impl Library {
    /// A corpus.
    #[must_use]
    pub fn new(analysis: Arc<dyn Analysis>, root: Option<PathBuf>, problems: Vec<PageError>) -> Self {
        Self { analysis, root, problems, keys: Arc::default() }
    }

    /// A corpus that knows nothing.
    pub(super) fn empty() -> Self {
        Self::new(Arc::new(Knowledge::default()), None, Vec::new())
    }

    /// The citation keys of its answers.
    pub(super) fn citation_keys(&self) -> &CitationKeys {
        self.keys.get_or_init(|| CitationKeys::of(self.analysis.sources()))
    }

    /// Looks up what a piece of evidence points to.
    pub(super) fn cite(&self, side: &Side) -> Option<Citation> {
        let said = report::Citation::new(self.analysis.sources(), side)?;
        Some(Citation { said, page: self.page(side.source) })
    }

    /// Where a source's page stands on the disk; none where it does not.
    pub(super) fn page(&self, source: usize) -> Option<PathBuf> {
        let path = &self.analysis.sources().get(source)?.path;
        if path.is_absolute() { Some(path.clone()) } else { self.root.as_ref().map(|root| root.join(path)) }
    }

    /// The source and the answer that stand at a line of a file, counted from 1; none where the file is no page of this
    /// corpus, or the line stands before the first answer.
    pub(super) fn answer_at(&self, file: &Path, line: u32) -> Option<(usize, usize)> {
        let sources = self.analysis.sources();
        let source = (0..sources.len()).find(|&source| self.page(source).is_some_and(|page| page == file))?;
        let answers = &sources.get(source)?.answers;
        Some((source, answers.iter().rposition(|answer| answer.line <= line)?))
    }
}

/// The folder below which the built-in pages stand as the corpus names them, so that an editor can open them. Without
/// it there is nothing to open, and everything else works.
fn unpacked_built_in() -> Option<PathBuf> {
    corpus::unpack_built_in().inspect_err(|error| tracing::warn!("{error}")).ok()
}
