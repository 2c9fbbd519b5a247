//! The corpora in use, one for each list of folders: loaded off the event loop, kept until a new one stands.
//!
//! Whoever needs a corpus waits for its first loading. A later loading replaces it only once it has succeeded, and then
//! every open draft is checked again.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use tower_lsp_server::ls_types::MessageType;

use super::library::Library;
use super::progress::Progress;
use super::session::Session;
use super::{publish, to_proto, watched};
use crate::corpus::PageError;

/// How long the files of a corpus must lie still before it is loaded again: a checkout changes many of them.
const STILL: Duration = Duration::from_millis(200);

/// How many unreadable pages of a corpus are named to the author; the log names all, and each is shown in its place.
const NAMED_PROBLEMS: usize = 3;

/// The corpora in use.
#[derive(Default)]
pub(super) struct Libraries(Mutex<HashMap<Vec<PathBuf>, Arc<Shelf>>>);

/// The place of one corpus.
struct Shelf {
    folders: Vec<PathBuf>,
    library: watch::Sender<Option<Arc<Library>>>,
    /// How often it was asked to be loaded; only the last time counts.
    asked: AtomicU64,
}

impl Libraries {
    /// The corpus of these folders; waits while it is being loaded for the first time.
    pub(super) async fn get(session: &Arc<Session>, folders: &[PathBuf]) -> Option<Arc<Library>> {
        let mut library = session.libraries.shelf(session, folders).library.subscribe();
        library.wait_for(Option::is_some).await.ok().and_then(|library| library.clone())
    }

    /// Loads all corpora again.
    pub(super) fn reload(session: &Arc<Session>) {
        for shelf in session.libraries.shelves() {
            load(session, &shelf, Duration::ZERO);
        }
    }

    /// Loads the corpora again to which one of these files belongs, once they lie still.
    pub(super) fn reload_around(session: &Arc<Session>, files: &[PathBuf]) {
        for shelf in session.libraries.shelves() {
            if files.iter().any(|file| shelf.folders.iter().any(|folder| file.starts_with(folder))) {
                load(session, &shelf, STILL);
            }
        }
    }

    fn shelf(&self, session: &Arc<Session>, folders: &[PathBuf]) -> Arc<Shelf> {
        let mut shelves = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(shelf) = shelves.get(folders) {
            return Arc::clone(shelf);
        }
        let shelf =
            Arc::new(Shelf { folders: folders.to_vec(), library: watch::Sender::new(None), asked: AtomicU64::new(0) });
        shelves.insert(folders.to_vec(), Arc::clone(&shelf));
        load(session, &shelf, Duration::ZERO);
        watched::watch_corpus(session, folders);
        shelf
    }

    fn shelves(&self) -> Vec<Arc<Shelf>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }
}

/// Loads a corpus on another thread, after a while in which nobody asks for that again.
fn load(session: &Arc<Session>, shelf: &Arc<Shelf>, after: Duration) {
    let number = shelf.asked.fetch_add(1, Ordering::Relaxed) + 1;
    let (session, shelf) = (Arc::clone(session), Arc::clone(shelf));
    tokio::spawn(async move {
        if !after.is_zero() {
            tokio::time::sleep(after).await;
        }
        if shelf.is_newest(number) {
            load_now(&session, &shelf, number).await;
        }
    });
}

async fn load_now(session: &Arc<Session>, shelf: &Shelf, number: u64) {
    let mut progress = Progress::begin(session, "Loading the corpus");
    let (load, folders) = (Arc::clone(&session.options.load), shelf.folders.clone());
    let loading = tokio::task::spawn_blocking(move || load(&folders));
    let loaded = tokio::select! {
        loaded = loading => Some(loaded),
        () = progress.cancelled() => None,
    };
    drop(progress);
    if !shelf.is_newest(number) {
        return;
    }
    let is_first = shelf.library.borrow().is_none();
    let (library, complaint) = match loaded {
        Some(Ok(Ok(library))) => (Some(library), None),
        Some(Ok(Err(error))) => {
            show_problems(session, &shelf.folders, error.problems()).await;
            (None, Some((MessageType::ERROR, format!("{error}."))))
        }
        Some(Err(_)) => {
            let fault = "its corpus could not be loaded. Please report this.".to_owned();
            (None, Some((MessageType::ERROR, fault)))
        }
        None => (None, Some((MessageType::INFO, "the loading of its corpus was cancelled.".to_owned()))),
    };
    if let Some((kind, complaint)) = complaint {
        let what = if is_first { "checks nothing" } else { "keeps its corpus as it was" };
        session.tell(kind, format!("Second Opinion {what}: {complaint}"));
    }
    let Some(library) = library.or_else(|| is_first.then(Library::empty)) else { return };
    show_problems(session, &shelf.folders, &library.problems).await;
    if let Some(message) = summary(&library.problems).filter(|_| is_first) {
        session.tell(MessageType::WARNING, message);
    }
    shelf.library.send_replace(Some(Arc::new(library)));
    if !is_first {
        publish::all_again(session);
    }
}

impl Shelf {
    fn is_newest(&self, number: u64) -> bool {
        self.asked.load(Ordering::Relaxed) == number
    }
}

/// Shows each problem in its page, and takes back those that are mended.
async fn show_problems(session: &Arc<Session>, folders: &[PathBuf], problems: &[PageError]) {
    for problem in problems {
        tracing::warn!("{problem}");
    }
    let mut pages: HashMap<PathBuf, Vec<&PageError>> = HashMap::new();
    for problem in problems {
        pages.entry(PathBuf::from(&problem.path)).or_default().push(problem);
    }
    let notes = pages.into_iter().map(|(page, problems)| (page, to_proto::page_problems(&problems))).collect();
    let owner: Vec<String> = folders.iter().map(|folder| Path::display(folder).to_string()).collect();
    publish::note_all(session, owner.join("\n"), notes).await;
}

/// One message about the pages that could not be read.
fn summary(problems: &[PageError]) -> Option<String> {
    let named: Vec<String> = problems.iter().take(NAMED_PROBLEMS).map(ToString::to_string).collect();
    let rest = match problems.len() - named.len() {
        0 => String::new(),
        more => format!("; and {more} more, in the log"),
    };
    (!named.is_empty())
        .then(|| format!("Second Opinion leaves out pages that it cannot read: {}{rest}", named.join("; ")))
}
