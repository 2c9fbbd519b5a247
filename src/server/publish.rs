//! When and whether a result is shown: soon after the last edit, never an older after a newer, never twice the same.
//!
//! A check is asked for with the number of the text it is for. It waits until the author pauses, gives up if the text
//! is no longer the newest, has it analysed, and looks at the number again under the lock that lets one message out
//! at a time. The second reader, who takes longer, is asked when the author has paused for a while, and what it adds is
//! told by the same rule.
//!
//! A file may also have notes, such as what is wrong in a page of a corpus; each is kept under its owner's name until
//! that says something else. An editor that asks for diagnostics is sent notes alone, and told when to ask again. It
//! must not know what is in a diagnostic.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tower_lsp_server::ls_types::{Diagnostic, Uri};

use super::analysis::Judged;
use super::documents::Snapshot;
use super::progress::PATIENCE;
use super::session::Session;
use super::{analysis, to_proto};
use crate::draft::Draft;

/// How long an author must pause before the second reader is asked; shorter pauses are part of typing.
const PAUSE: Duration = Duration::from_millis(300);

/// What the editor was last told about each file; its lock is held while a message goes out.
#[derive(Default)]
pub(super) struct Published(tokio::sync::Mutex<HashMap<String, Shown>>);

/// What is shown in a file.
#[derive(Default)]
struct Shown {
    /// The findings in a draft.
    findings: Vec<Diagnostic>,
    /// The text they are about, while it is open.
    text: Option<Draft>,
    /// The notes of each owner.
    notes: BTreeMap<String, Vec<Diagnostic>>,
}

/// Checks a draft that was just opened: at once, and told whatever comes of it.
pub(super) fn first(session: &Arc<Session>, uri: &Uri) {
    spawn_check(session, uri, false);
}

/// Checks a draft that was just edited, when the author pauses.
pub(super) fn soon(session: &Arc<Session>, uri: &Uri) {
    spawn_check(session, uri, true);
}

/// Checks all open drafts anew, because what they are judged by has changed.
pub(super) fn all_again(session: &Arc<Session>) {
    for uri in session.documents.renew() {
        spawn_check(session, &uri, false);
    }
    ask_again(session);
}

/// Takes back what was shown about a draft that was just closed.
pub(super) fn clear(session: &Arc<Session>, uri: Uri) {
    let session = Arc::clone(session);
    tokio::spawn(async move {
        let mut files = session.published.0.lock().await;
        // Opened again already: what comes of that check takes the place of what was shown.
        if session.documents.is_open(&uri) {
            return;
        }
        let Some(shown) = files.get_mut(uri.as_str()) else { return };
        shown.findings.clear();
        let was_told = shown.text.take().is_some();
        let notes = shown.all();
        if shown.notes.is_empty() {
            files.remove(uri.as_str());
        }
        if was_told {
            session.client.publish_diagnostics(uri, notes, None).await;
        }
    });
}

/// Shows the findings in a draft that is not open.
pub(super) async fn on_disk(session: &Arc<Session>, uri: Uri, findings: Vec<Diagnostic>) {
    let mut files = session.published.0.lock().await;
    if session.documents.is_open(&uri) {
        return;
    }
    let shown = files.entry(uri.as_str().to_owned()).or_default();
    if shown.findings != findings {
        shown.findings = findings;
        session.client.publish_diagnostics(uri, shown.all(), None).await;
    }
}

/// Sets the notes that a file has about itself.
pub(super) async fn note(session: &Arc<Session>, file: &Path, notes: Vec<Diagnostic>) {
    let owner = file.display().to_string();
    note_all(session, owner, [(file.to_owned(), notes)].into()).await;
}

/// Sets the notes that an owner has about files; those it had about others are taken back.
pub(super) async fn note_all(session: &Arc<Session>, owner: String, notes: HashMap<PathBuf, Vec<Diagnostic>>) {
    // What is said before the editor is ready is lost.
    session.ready().await;
    let mut files = session.published.0.lock().await;
    let mut new: HashMap<String, Vec<Diagnostic>> = HashMap::new();
    for (path, notes) in notes {
        if let Some(uri) = to_proto::uri(&path).filter(|_| !notes.is_empty()) {
            new.insert(uri.as_str().to_owned(), notes);
        }
    }
    let had = files.iter().filter(|(_, shown)| shown.notes.contains_key(&owner)).map(|(uri, _)| uri.clone());
    let mut touched: Vec<String> = had.chain(new.keys().cloned()).collect();
    touched.sort();
    touched.dedup();
    for uri in touched {
        let shown = files.entry(uri.clone()).or_default();
        let notes = new.remove(&uri);
        if shown.notes.get(&owner) == notes.as_ref() {
            continue;
        }
        match notes {
            Some(notes) => shown.notes.insert(owner.clone(), notes),
            None => shown.notes.remove(&owner),
        };
        let Ok(address) = uri.parse::<Uri>() else { continue };
        let version = session.documents.snapshot(&address).map(|snapshot| snapshot.version);
        session.client.publish_diagnostics(address, shown.all(), version).await;
        if shown.text.is_none() && shown.findings.is_empty() && shown.notes.is_empty() {
            files.remove(&uri);
        }
    }
}

fn spawn_check(session: &Arc<Session>, uri: &Uri, after_a_pause: bool) {
    let Some(generation) = session.documents.generation(uri) else { return };
    let (session, uri) = (Arc::clone(session), uri.clone());
    tokio::spawn(async move {
        if after_a_pause {
            let delay = session.project(&uri).await.config.delay();
            if !delay.is_zero() {
                tokio::time::sleep(delay).await;
            }
        } else if session.agreed().pulls {
            take_back_findings(&session, &uri).await;
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
    if !judged.project.config.second_reader() {
        return;
    }
    tokio::time::sleep(PAUSE).await;
    if session.documents.generation(uri) == Some(generation)
        && let Some(again) = analysis::judge_again(session, &snapshot).await
    {
        publish(session, &snapshot, &again).await;
        let diagnostics = |judged: &Judged| to_proto::diagnostics(judged, &snapshot.draft, session.agreed());
        if diagnostics(&judged) != diagnostics(&again) {
            ask_again(session);
        }
    }
}

/// Tells the editor what came of a check, unless it asks for that itself, the text has changed meanwhile, or nothing is
/// new.
async fn publish(session: &Arc<Session>, snapshot: &Snapshot, judged: &Judged) {
    if session.agreed().pulls {
        return;
    }
    let uri = &snapshot.uri;
    let findings = to_proto::diagnostics(judged, &snapshot.draft, session.agreed());
    let mut files = session.published.0.lock().await;
    if session.documents.generation(uri) != Some(snapshot.generation) {
        return;
    }
    let shown = files.entry(uri.as_str().to_owned()).or_default();
    if shown.is_same(&snapshot.draft, &findings) {
        return;
    }
    shown.findings = findings;
    shown.text = Some(snapshot.draft.clone());
    session.client.publish_diagnostics(uri.clone(), shown.all(), Some(snapshot.version)).await;
}

/// Takes back what was found in a draft before it was opened, for an editor that will ask.
async fn take_back_findings(session: &Arc<Session>, uri: &Uri) {
    let mut files = session.published.0.lock().await;
    if let Some(shown) = files.get_mut(uri.as_str()).filter(|shown| !shown.findings.is_empty()) {
        shown.findings.clear();
        session.client.publish_diagnostics(uri.clone(), shown.all(), None).await;
    }
}

/// Tells an editor to ask again for what it shows of drafts without being sent it; does not wait for it.
fn ask_again(session: &Arc<Session>) {
    let session = Arc::clone(session);
    tokio::spawn(async move {
        session.ready().await;
        let (agreed, client) = (session.agreed(), &session.client);
        // An editor that does not know one of these asks again after the next edit.
        if agreed.pulls {
            let _ = tokio::time::timeout(PATIENCE, client.workspace_diagnostic_refresh()).await;
        }
        if agreed.refreshes_lenses {
            let _ = tokio::time::timeout(PATIENCE, client.code_lens_refresh()).await;
        }
        if agreed.refreshes_hints {
            let _ = tokio::time::timeout(PATIENCE, client.inlay_hint_refresh()).await;
        }
    });
}

impl Shown {
    /// Whether nothing has changed. A changed text is told even with the same diagnostics: the editor has moved and
    /// squeezed its underlines along with the edits, and only a new list puts them right.
    fn is_same(&self, draft: &Draft, findings: &[Diagnostic]) -> bool {
        self.findings == findings && self.text.as_ref() == Some(draft)
    }

    fn all(&self) -> Vec<Diagnostic> {
        self.notes.values().flatten().chain(&self.findings).cloned().collect()
    }
}
