//! When and whether a result is shown: soon after the last edit, never an older after a newer, never twice the same.
//!
//! A check is asked for with the number of the text it is for. It waits until the author pauses, gives up if the text
//! is no longer the newest, has it analysed, and looks at the number again under the lock that lets one message out
//! at a time. The second reader, who takes longer, is asked when the author has paused for a while, and what it adds is
//! told by the same rule. It must not know what is in a diagnostic.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use tower_lsp_server::ls_types::{Diagnostic, Uri};

use super::analysis::Judged;
use super::documents::Snapshot;
use super::session::Session;
use super::{analysis, from_proto, to_proto};
use crate::draft::Draft;
use crate::ignore_file;

/// How long an author must pause before the second reader is asked; shorter pauses are part of typing.
const PAUSE: Duration = Duration::from_millis(300);

/// What the editor was last told about each draft; its lock is held while a message goes out.
#[derive(Default)]
pub(super) struct Published(tokio::sync::Mutex<HashMap<String, Shown>>);

struct Shown {
    draft: Draft,
    diagnostics: Vec<Diagnostic>,
}

/// Checks a draft that was just opened: at once, and told whatever comes of it.
pub(super) fn first(session: &Arc<Session>, uri: &Uri) {
    spawn_check(session, uri, Duration::ZERO);
}

/// Checks a draft that was just edited, when the author pauses.
pub(super) fn soon(session: &Arc<Session>, uri: &Uri) {
    spawn_check(session, uri, session.agreed().delay);
}

/// Takes back what was shown about a draft that was just closed.
pub(super) fn clear(session: &Arc<Session>, uri: Uri) {
    let session = Arc::clone(session);
    tokio::spawn(async move {
        let mut shown = session.published.0.lock().await;
        let was_shown = shown.remove(uri.as_str()).is_some();
        // Opened again already: what comes of that check takes the place of what was shown.
        if was_shown && !session.documents.is_open(&uri) {
            session.client.publish_diagnostics(uri, Vec::new(), None).await;
        }
    });
}

fn spawn_check(session: &Arc<Session>, uri: &Uri, delay: Duration) {
    let Some(generation) = session.documents.generation(uri) else { return };
    let (session, uri) = (Arc::clone(session), uri.clone());
    tokio::spawn(async move {
        if !delay.is_zero() {
            tokio::time::sleep(delay).await;
        }
        check(&session, &uri, generation).await;
    });
}

async fn check(session: &Arc<Session>, uri: &Uri, generation: u64) {
    let newest = session.documents.snapshot(uri);
    let Some(snapshot) = newest.filter(|newest| newest.generation == generation) else { return };
    // A failure is in the log; what was shown stays until a later text can be judged.
    let Ok(judged) = analysis::judge(session, &snapshot).await else { return };
    publish(session, &snapshot, &judged).await;
    if !session.agreed().second_reader {
        return;
    }
    tokio::time::sleep(PAUSE).await;
    if session.documents.generation(uri) == Some(generation)
        && let Some(judged) = analysis::judge_again(session, &snapshot).await
    {
        publish(session, &snapshot, &judged).await;
    }
}

/// Tells the editor what came of a check, unless the text has changed meanwhile or nothing is new.
async fn publish(session: &Arc<Session>, snapshot: &Snapshot, judged: &Judged) {
    let uri = &snapshot.uri;
    let list = from_proto::file(uri).map(|path| ignore_file::read_for(&path)).unwrap_or_default();
    let diagnostics = to_proto::diagnostics(judged, &snapshot.draft, &list, session.agreed());
    let mut shown = session.published.0.lock().await;
    if session.documents.generation(uri) != Some(snapshot.generation) {
        return;
    }
    if shown.get(uri.as_str()).is_some_and(|shown| shown.is_same(&snapshot.draft, &diagnostics)) {
        return;
    }
    session.client.publish_diagnostics(uri.clone(), diagnostics.clone(), Some(snapshot.version)).await;
    shown.insert(uri.as_str().to_owned(), Shown { draft: snapshot.draft.clone(), diagnostics });
}

impl Shown {
    /// Whether nothing has changed. A changed text is told even with the same diagnostics: the editor has moved and
    /// squeezed its underlines along with the edits, and only a new list puts them right.
    fn is_same(&self, draft: &Draft, diagnostics: &[Diagnostic]) -> bool {
        self.diagnostics == diagnostics && self.draft == *draft
    }
}
