//! What stands in a corpus's folders now: files and what the system says of them, without reading a page.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use super::file::{Entry, State, hash};
use crate::corpus::{self, LoadError, PageError};
use crate::lexicon::Lexicon;

/// What stands in a corpus's folders.
pub(super) struct Survey {
    /// The files that may be pages, folder by folder, in the order in which they are loaded.
    pub(super) files: Vec<Found>,
    /// Folders that could not be read.
    pub(super) problems: Vec<PageError>,
    /// The lexicon with the corpus's own words, and what is wrong with those.
    pub(super) lexicon: Arc<Lexicon>,
    pub(super) lexicon_problems: Vec<PageError>,
    /// The hash of those words.
    pub(super) stamp: u64,
}

/// A file.
pub(super) struct Found {
    /// Its folder's number, and its path from there; none where that is no Unicode, which an index cannot hold for sure.
    pub(super) folder: u32,
    pub(super) inside: Option<String>,
    pub(super) path: PathBuf,
    /// Whether the file itself was named, not its folder.
    pub(super) named: bool,
    /// None where the system does not say.
    pub(super) state: Option<State>,
}

/// No clock of a file system goes in longer steps.
const STEP: Duration = Duration::from_secs(2);

impl Survey {
    pub(super) fn of(folders: &[PathBuf]) -> Result<Self, LoadError> {
        let (mut files, mut problems, mut lexicons) = (Vec::new(), Vec::new(), Vec::new());
        for (number, folder) in (0_u32..).zip(folders) {
            let found = corpus::page_files(folder)?;
            files.extend(found.pages.into_iter().map(|path| Found::new(number, folder, path)));
            problems.extend(found.problems);
            lexicons.extend(found.lexicons.into_iter().map(|path| {
                let text = fs::read_to_string(&path);
                (path, text)
            }));
        }
        let mut words = Vec::new();
        for (_, text) in &lexicons {
            let text = text.as_ref().map_or("", String::as_str);
            words.extend_from_slice(&(text.len() as u64).to_le_bytes());
            words.extend_from_slice(text.as_bytes());
        }
        let mut lexicon_problems = Vec::new();
        let lexicon = corpus::lexicon_with(lexicons, &mut lexicon_problems);
        Ok(Self { files, problems, lexicon, lexicon_problems, stamp: hash(&words) })
    }

    /// Whether these entries of an index tell of the same files, unchanged.
    pub(super) fn is_described_by(&self, entries: &[Entry]) -> bool {
        entries.len() == self.files.len() && self.files.iter().zip(entries).all(|(file, entry)| file.is_as(entry))
    }
}

impl Found {
    fn new(number: u32, folder: &Path, path: PathBuf) -> Self {
        let inside = path.strip_prefix(folder).ok().and_then(Path::to_str).map(str::to_owned);
        let state = fs::metadata(&path).ok().and_then(|data| {
            let changed = data.modified().ok()?;
            let since = changed.duration_since(SystemTime::UNIX_EPOCH);
            let changed_at = match since {
                Ok(since) => i128::try_from(since.as_nanos()).ok()?,
                Err(before) => -i128::try_from(before.duration().as_nanos()).ok()?,
            };
            let settled = SystemTime::now().duration_since(changed).is_ok_and(|age| age > STEP);
            Some(State { size: data.len(), changed: changed_at, settled })
        });
        Self { folder: number, inside, named: path == folder, path, state }
    }

    /// Whether an entry is about this file, whatever is in it.
    pub(super) fn is_in(&self, entry: &Entry) -> bool {
        self.folder == entry.folder && self.inside.as_ref() == Some(&entry.path)
    }

    /// Whether the system says that the file has not been changed since an entry was made.
    pub(super) fn looks_as(&self, entry: &Entry) -> bool {
        let same = |state: State| state.size == entry.state.size && state.changed == entry.state.changed;
        self.state.is_some_and(same) && entry.state.settled && entry.hash.is_some()
    }

    fn is_as(&self, entry: &Entry) -> bool {
        if !self.is_in(entry) {
            return false;
        }
        if self.looks_as(entry) {
            return true;
        }
        // Bytes of which one cannot be sure are looked at. Where only the time of the change is another, the index is
        // written again, so that they need not be looked at the next time.
        let same_time = self.state.is_some_and(|state| state.changed == entry.state.changed && !state.settled)
            || self.state.is_none();
        match fs::read(&self.path) {
            Ok(bytes) => same_time && entry.hash == Some(hash(&bytes)),
            Err(error) => {
                let told = corpus::unreadable(&self.path, &error);
                entry.hash.is_none() && entry.faults == [(told.line, told.message)]
            }
        }
    }
}
