//! Progress of what takes its time, shown by editors that can, with a button to cancel it.
//!
//! Nothing ever waits for the editor's side of it. What is over soon is not shown at all.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{oneshot, watch};
use tower_lsp_server::ls_types::{NumberOrString, ProgressToken, WorkDoneProgressCancelParams};

use super::session::Session;

/// What is over before this is not worth a notice.
const WORTH_SHOWING: Duration = Duration::from_millis(100);

/// How long an editor may take to answer a request of ours.
pub(super) const PATIENCE: Duration = Duration::from_secs(5);

/// What is going on, by the token under which it is shown.
#[derive(Default)]
pub(super) struct Tasks(Mutex<Running>);

#[derive(Default)]
struct Running {
    cancels: HashMap<String, watch::Sender<bool>>,
    next: u64,
}

/// Something that goes on until this is dropped.
pub(super) struct Progress {
    cancelled: watch::Receiver<bool>,
    _done: oneshot::Sender<()>,
}

impl Progress {
    /// Begins to show that something goes on.
    pub(super) fn begin(session: &Arc<Session>, title: &'static str) -> Self {
        let (token, cancelled) = session.tasks.begin();
        let (done, over) = oneshot::channel();
        let session = Arc::clone(session);
        tokio::spawn(async move {
            show(&session, &token, title, over).await;
            session.tasks.end(&token);
        });
        Self { cancelled, _done: done }
    }

    /// Waits until the author cancels it.
    pub(super) async fn cancelled(&mut self) {
        if self.cancelled.wait_for(|&cancelled| cancelled).await.is_err() {
            std::future::pending::<()>().await;
        }
    }

    /// Tells whether the author has cancelled it.
    pub(super) fn watch(&self) -> watch::Receiver<bool> {
        self.cancelled.clone()
    }
}

async fn show(session: &Arc<Session>, token: &str, title: &str, mut over: oneshot::Receiver<()>) {
    let ready = async {
        session.ready().await;
        tokio::time::sleep(WORTH_SHOWING).await;
    };
    let is_over = tokio::select! {
        _ = &mut over => true,
        () = ready => false,
    };
    if is_over {
        return;
    }
    if !session.agreed().progress {
        // It can be cancelled all the same, until it is over.
        let _ = over.await;
        return;
    }
    let name = ProgressToken::String(token.to_owned());
    let created = tokio::time::timeout(PATIENCE, session.client.create_work_done_progress(name.clone())).await;
    if !matches!(created, Ok(Ok(()))) {
        let _ = over.await;
        return;
    }
    let shown = session.client.progress(name, title).with_cancel_button().begin().await;
    // The other end is dropped, never sent to.
    let _ = over.await;
    shown.finish().await;
}

/// `window/workDoneProgress/cancel`: the author does not want to wait.
pub(super) fn cancel(session: &Session, params: &WorkDoneProgressCancelParams) {
    let NumberOrString::String(token) = &params.token else { return };
    let running = session.tasks.0.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(cancel) = running.cancels.get(token) {
        cancel.send_replace(true);
    }
}

impl Tasks {
    fn begin(&self) -> (String, watch::Receiver<bool>) {
        let mut running = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        running.next += 1;
        let token = format!("second-opinion-{}", running.next);
        let (cancel, cancelled) = watch::channel(false);
        running.cancels.insert(token.clone(), cancel);
        (token, cancelled)
    }

    fn end(&self, token: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).cancels.remove(token);
    }
}
