//! What the handlers share: the open drafts, the corpus once it is loaded, and what was agreed with the editor.
//!
//! It must not do any work of its own.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use tokio::sync::{Semaphore, watch};
use tower_lsp_server::Client;

use super::documents::Documents;
use super::from_proto::Agreed;
use super::library::Library;
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
    /// The corpus folders of the command line; none leaves the choice to the editor's settings.
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
    /// What the editor was last told.
    pub(super) published: Published,
    /// One permit a core: more analyses at once would only slow each other down.
    pub(super) cores: Arc<Semaphore>,
    library: watch::Sender<Option<Arc<Library>>>,
    agreed: OnceLock<Agreed>,
    shut_down: AtomicBool,
}

impl Session {
    pub(super) fn new(client: Client, options: Options) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            client,
            options,
            documents: Documents::default(),
            published: Published::default(),
            cores: Arc::new(Semaphore::new(cores)),
            library: watch::Sender::new(None),
            agreed: OnceLock::new(),
            shut_down: AtomicBool::new(false),
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

    /// The corpus; waits while it is being loaded.
    pub(super) async fn library(&self) -> Option<Arc<Library>> {
        let mut library = self.library.subscribe();
        library.wait_for(Option::is_some).await.ok().and_then(|library| library.clone())
    }

    /// Puts a loaded corpus in place; whoever waits for it goes on.
    pub(super) fn set_library(&self, library: Library) {
        self.library.send_replace(Some(Arc::new(library)));
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
