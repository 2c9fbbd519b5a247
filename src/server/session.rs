//! What the handlers share: the open drafts, projects and corpora, and what was agreed with the editor.
//!
//! It must not do any work of its own.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use tokio::sync::{Semaphore, watch};
use tower_lsp_server::Client;
use tower_lsp_server::ls_types::{MessageType, Uri};

use super::documents::Documents;
use super::from_proto::Agreed;
use super::libraries::Libraries;
use super::library::Library;
use super::progress::Tasks;
use super::projects::{Project, Projects};
use super::publish::Published;
use crate::corpus::LoadError;

/// How a corpus is loaded: from folders, or the built-in one where there are none.
pub(super) type Load = dyn Fn(&[PathBuf]) -> Result<Library, LoadError> + Send + Sync;

/// What the server is started with.
pub struct Options {
    pub(super) corpus: Vec<PathBuf>,
    pub(super) load: Arc<Load>,
}

impl Options {
    /// The corpus folders of the command line; none leaves the choice to projects and to the editor's settings.
    #[must_use]
    pub fn new(corpus: Vec<PathBuf>) -> Self {
        Self { corpus, load: Arc::new(super::library::load) }
    }

    /// Loads the corpus in another way.
    #[must_use]
    pub fn with_load(
        mut self,
        load: impl Fn(&[PathBuf]) -> Result<Library, LoadError> + Send + Sync + 'static,
    ) -> Self {
        self.load = Arc::new(load);
        self
    }
}

/// One conversation with one editor.
pub(super) struct Session {
    /// The editor.
    pub(super) client: Client,
    /// What the server was started with.
    pub(super) options: Options,
    /// The open drafts.
    pub(super) documents: Documents,
    /// What the editor and the projects ask for.
    pub(super) projects: Projects,
    /// The corpora in use.
    pub(super) libraries: Libraries,
    /// What the editor was last told.
    pub(super) published: Published,
    /// What takes its time, and can be cancelled.
    pub(super) tasks: Tasks,
    /// One permit a core: more analyses at once would only slow each other down.
    pub(super) cores: Arc<Semaphore>,
    agreed: OnceLock<Agreed>,
    initialized: watch::Sender<bool>,
    shut_down: AtomicBool,
}

impl Session {
    pub(super) fn new(client: Client, options: Options) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            client,
            documents: Documents::default(),
            projects: Projects::new(options.corpus.clone()),
            libraries: Libraries::default(),
            published: Published::default(),
            tasks: Tasks::default(),
            cores: Arc::new(Semaphore::new(cores)),
            agreed: OnceLock::new(),
            initialized: watch::Sender::new(false),
            shut_down: AtomicBool::new(false),
            options,
        }
    }

    /// What was agreed when the conversation began.
    pub(super) fn agreed(&self) -> &Agreed {
        self.agreed.get_or_init(Agreed::default)
    }

    /// Keeps what was agreed; only the first agreement counts.
    pub(super) fn agree(&self, agreed: Agreed) -> &Agreed {
        self.agreed.get_or_init(|| agreed)
    }

    /// The project of a document.
    pub(super) async fn project(self: &Arc<Self>, uri: &Uri) -> Arc<Project> {
        Projects::of(self, uri).await
    }

    /// The corpus of a project; waits while it is being loaded.
    pub(super) async fn library_of(self: &Arc<Self>, project: &Project) -> Option<Arc<Library>> {
        Libraries::get(self, &project.corpus).await
    }

    /// The corpus of a document.
    pub(super) async fn library_for(self: &Arc<Self>, uri: &Uri) -> Option<Arc<Library>> {
        let project = self.project(uri).await;
        self.library_of(&project).await
    }

    /// The corpus of the folder that the editor has open, for questions that are about no document.
    pub(super) async fn library(self: &Arc<Self>) -> Option<Arc<Library>> {
        let project = Projects::of_workspace(self).await;
        self.library_of(&project).await
    }

    /// Notes that the editor is ready for questions.
    pub(super) fn initialized(&self) {
        self.initialized.send_if_modified(|initialized| !std::mem::replace(initialized, true));
    }

    /// Waits until the editor is ready for questions.
    pub(super) async fn ready(&self) {
        // The sender lives as long as we do.
        let _ = self.initialized.subscribe().wait_for(|&initialized| initialized).await;
    }

    /// Shows the author a message, without waiting for the editor.
    pub(super) fn tell(self: &Arc<Self>, kind: MessageType, message: String) {
        tracing::warn!("{message}");
        let session = Arc::clone(self);
        tokio::spawn(async move { session.client.show_message(kind, message).await });
    }

    /// Notes that the editor asked for the end.
    pub(super) fn shut_down(&self) {
        self.shut_down.store(true, Ordering::Relaxed);
    }

    /// Whether the editor asked for the end.
    pub(super) fn is_shut_down(&self) -> bool {
        self.shut_down.load(Ordering::Relaxed)
    }
}
