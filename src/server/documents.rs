//! The drafts the editor has open, cheap to snapshot, changed only by the handlers of open, change and close.
//!
//! Every method takes the lock, does its work and lets go; none waits for anything else. It must not analyse.

use std::collections::HashMap;
use std::str::FromStr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tower_lsp_server::ls_types::Uri;

use super::analysis::Judged;
use super::memory::Memory;
use crate::draft::Draft;

/// The open drafts.
#[derive(Default)]
pub(super) struct Documents {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    open: HashMap<String, Document>,
    generation: u64,
}

struct Document {
    draft: Draft,
    version: i32,
    generation: u64,
    judged: Option<Arc<Judged>>,
    memory: Arc<tokio::sync::Mutex<Memory>>,
}

/// A draft as it stood at one moment.
#[derive(Clone)]
pub(super) struct Snapshot {
    /// Its address, as the editor wrote it.
    pub(super) uri: Uri,
    /// Its text.
    pub(super) draft: Draft,
    /// The editor's number for this text.
    pub(super) version: i32,
    /// Our number for this text; no two texts of a session share one, even if a draft is closed and opened again.
    pub(super) generation: u64,
    /// What is known about this very text already.
    pub(super) judged: Option<Arc<Judged>>,
    /// What is remembered of the last analysis; held by whoever analyses this draft, so that only one does at a time.
    pub(super) memory: Arc<tokio::sync::Mutex<Memory>>,
}

impl Documents {
    /// Opens a draft; one that is open already is replaced.
    pub(super) fn open(&self, uri: &Uri, version: i32, draft: Draft) {
        let mut state = self.lock();
        let generation = state.next_generation();
        let document = Document { draft, version, generation, judged: None, memory: Arc::default() };
        state.open.insert(uri.as_str().to_owned(), document);
    }

    /// Changes an open draft; tells whether it is open.
    #[must_use]
    pub(super) fn change(&self, uri: &Uri, version: i32, edit: impl FnOnce(&mut Draft)) -> bool {
        let mut state = self.lock();
        let generation = state.next_generation();
        let Some(document) = state.open.get_mut(uri.as_str()) else { return false };
        // The numbers go first: should the edit panic, no result for the text before it can pass as current.
        document.version = version;
        document.generation = generation;
        document.judged = None;
        edit(&mut document.draft);
        true
    }

    /// Closes a draft.
    pub(super) fn close(&self, uri: &Uri) {
        self.lock().open.remove(uri.as_str());
    }

    /// Whether a draft is open.
    pub(super) fn is_open(&self, uri: &Uri) -> bool {
        self.lock().open.contains_key(uri.as_str())
    }

    /// The number of an open draft's newest text.
    pub(super) fn generation(&self, uri: &Uri) -> Option<u64> {
        self.lock().open.get(uri.as_str()).map(|document| document.generation)
    }

    /// The addresses of all open drafts, in alphabetical order.
    pub(super) fn addresses(&self) -> Vec<Uri> {
        let state = self.lock();
        let mut addresses: Vec<Uri> = state.open.keys().filter_map(|uri| Uri::from_str(uri).ok()).collect();
        addresses.sort();
        addresses
    }

    /// An open draft as it stands.
    pub(super) fn snapshot(&self, uri: &Uri) -> Option<Snapshot> {
        let state = self.lock();
        let document = state.open.get(uri.as_str())?;
        Some(Snapshot {
            uri: uri.clone(),
            draft: document.draft.clone(),
            version: document.version,
            generation: document.generation,
            judged: document.judged.clone(),
            memory: Arc::clone(&document.memory),
        })
    }

    /// Keeps a result for the questions to come, if it is about the newest text.
    pub(super) fn remember(&self, snapshot: &Snapshot, judged: &Arc<Judged>) {
        if let Some(document) = self.lock().open.get_mut(snapshot.uri.as_str())
            && document.generation == snapshot.generation
        {
            document.judged = Some(Arc::clone(judged));
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // A panic under the lock has cost its request; the drafts are still the best we have.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn next_generation(&mut self) -> u64 {
        self.generation += 1;
        self.generation
    }
}
