//! Judges a snapshot on another thread: once for each text, one analysis a draft at a time, none for a stale text.
//!
//! It must not decide what becomes of the result.

use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

use tokio::sync::OwnedMutexGuard;
use tower_lsp_server::jsonrpc::Error;
use tower_lsp_server::ls_types::{TextDocumentPositionParams, Uri};

use super::documents::Snapshot;
use super::from_proto;
use super::judgements::Judgements;
use super::library::Library;
use super::memory::Memory;
use super::projects::Project;
use super::session::Session;
use crate::draft::Draft;
use crate::report::ignore::Ignored;
use crate::report::{Code, Severity};
use crate::verdict::{Judgement, Verdict};

/// The longest draft that is judged while it is edited, in bytes: some seven hundred thousand words. Longer texts are
/// books or dumps, and would hold up the editor; `second-opinion check` takes more. Please report it if a draft of yours
/// meets this limit.
pub(super) const LONGEST_DRAFT: usize = 4 * 1024 * 1024;

/// What the corpus says about a text, with the corpus that says it.
pub(super) struct Judged {
    /// What counts for the draft.
    pub(super) project: Arc<Project>,
    pub(super) library: Arc<Library>,
    /// The judgements, section by section.
    pub(super) sections: Judgements,
    /// All of them where they stand, for those who need the whole draft; made when somebody asks.
    pub(super) judgements: LazyLock<Vec<Judgement>, Box<dyn FnOnce() -> Vec<Judgement> + Send>>,
    number: u64,
}

impl Judged {
    pub(super) fn new(library: Arc<Library>, project: Arc<Project>, sections: Judgements) -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let all = sections.clone();
        Self { project, library, sections, judgements: LazyLock::new(Box::new(move || all.to_vec())), number }
    }

    /// What is told of a judgement, and how loudly; none where there is nothing to attend to, where such findings are
    /// switched off, or where the author has set this one aside.
    pub(super) fn told(&self, judgement: &Judgement, ignored: &Ignored<'_>) -> Option<(Code, Severity)> {
        self.project.config.severities.told(judgement).filter(|_| !ignored.covers(judgement))
    }

    /// A name for this result that no other has, not even one of another run of the server.
    pub(super) fn result_id(&self) -> String {
        static RUN: LazyLock<u128> =
            LazyLock::new(|| std::time::UNIX_EPOCH.elapsed().map_or(0, |since| since.as_nanos()));
        format!("{:x}-{}", *RUN, self.number)
    }
}

/// Why there is no judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unjudged {
    /// The draft has been changed or closed meanwhile, so nobody wants to know any more.
    Stale,
    /// The analysis failed; the failure is in the log.
    Failed,
}

/// The judgements on a snapshot; waits for the corpus while that is being loaded.
pub(super) async fn judge(session: &Arc<Session>, snapshot: &Snapshot) -> Result<Arc<Judged>, Unjudged> {
    if let Some(judged) = &snapshot.judged {
        return Ok(Arc::clone(judged));
    }
    let project = session.project(&snapshot.uri).await;
    let library = session.library_of(&project).await.ok_or(Unjudged::Failed)?;
    let memory = Arc::clone(&snapshot.memory).lock_owned().await;
    let _core = session.cores.acquire().await.map_err(|_| Unjudged::Failed)?;
    // Much may have happened while we waited: a newer text, or another one's analysis of this text.
    let newest = session.documents.snapshot(&snapshot.uri).ok_or(Unjudged::Stale)?;
    if newest.generation != snapshot.generation {
        return Err(Unjudged::Stale);
    }
    if let Some(judged) = newest.judged {
        return Ok(judged);
    }
    // The memory is held until the result is in its place, so that nobody does the same work again meanwhile.
    let (judged, _memory) = on_another_thread(library, project, newest.draft, memory).await?;
    let judged = Arc::new(judged);
    session.documents.remember(snapshot, &judged);
    Ok(judged)
}

/// The judgements of the second reader on a snapshot that has been judged; none where it adds nothing, or where the
/// draft was changed while it read.
///
/// It works on a copy of the memory, so that an edit need not wait for it.
pub(super) async fn judge_again(session: &Arc<Session>, snapshot: &Snapshot) -> Option<Arc<Judged>> {
    let project = session.project(&snapshot.uri).await;
    let library = session.library_of(&project).await?;
    if snapshot.draft.len() > LONGEST_DRAFT {
        return None;
    }
    let memory = Arc::clone(&snapshot.memory).lock_owned().await;
    let core = Arc::clone(&session.cores).acquire_owned().await.ok()?;
    let (asked, by) = (snapshot.clone(), Arc::clone(session));
    let reading = tokio::task::spawn_blocking(move || {
        let _core = core;
        let mut copy = Memory::clone(&memory);
        drop(memory);
        let go_on = || by.documents.generation(&asked.uri) == Some(asked.generation);
        let judgements = library.analysis.judge_again(&asked.draft, &mut copy, &go_on);
        (judgements.map(|judgements| Arc::new(Judged::new(library, project, judgements))), copy)
    });
    let Ok((judged, learnt)) = reading.await else {
        tracing::error!("the second reader failed on a draft; this is a fault of Second Opinion, please report it");
        return None;
    };
    snapshot.memory.lock().await.learn(&learnt);
    let judged = judged?;
    session.documents.remember(snapshot, &judged);
    Some(judged)
}

/// The judgement at a position of an open draft.
pub(super) struct Found {
    /// The text it is about.
    pub(super) draft: Draft,
    judged: Arc<Judged>,
    judgement: Judgement,
}

impl Found {
    /// The judgement.
    pub(super) fn judgement(&self) -> &Judgement {
        &self.judgement
    }

    /// The corpus it rests on.
    pub(super) fn library(&self) -> &Library {
        &self.judged.library
    }
}

/// An open draft as it stands and all judgements on it; none where the draft is not open.
///
/// The draft is looked at before anything is waited for, so the answer is about the text that was asked about.
pub(super) async fn whole(session: &Arc<Session>, uri: &Uri) -> Result<Option<(Snapshot, Arc<Judged>)>, Error> {
    let Some(snapshot) = session.documents.snapshot(uri) else { return Ok(None) };
    let judged = of(session, &snapshot).await?;
    Ok(Some((snapshot, judged)))
}

/// The judgements on a snapshot, for the answer to a request.
pub(super) async fn of(session: &Arc<Session>, snapshot: &Snapshot) -> Result<Arc<Judged>, Error> {
    judge(session, snapshot).await.map_err(|unjudged| match unjudged {
        Unjudged::Stale => Error::content_modified(),
        Unjudged::Failed => Error::internal_error(),
    })
}

/// The judgement at a position; none where no sentence there has one, or where the draft is not open.
pub(super) async fn at(session: &Arc<Session>, place: TextDocumentPositionParams) -> Result<Option<Found>, Error> {
    let Some((snapshot, judged)) = whole(session, &place.text_document.uri).await? else { return Ok(None) };
    let offset = snapshot.draft.offset(from_proto::position(place.position), session.agreed().encoding);
    let judgement = strongest_at(judged.sections.around(&(offset..offset)), offset);
    Ok(judgement.map(|judgement| Found { draft: snapshot.draft, judged, judgement }))
}

/// Several judgements can share a sentence: the one whose slot is there wins, then the strongest verdict.
fn strongest_at(judgements: Vec<Judgement>, offset: usize) -> Option<Judgement> {
    let covers = |range: &Range<usize>| range.start <= offset && offset <= range.end;
    let candidates = judgements.into_iter().filter(|judgement| {
        judgement.verdict != Verdict::Uncovered && (covers(&judgement.sentence) || covers(&judgement.slot))
    });
    let rank = |judgement: &Judgement| (judgement.slot.contains(&offset), covers(&judgement.slot), judgement.verdict);
    candidates.max_by_key(rank)
}

async fn on_another_thread(
    library: Arc<Library>,
    project: Arc<Project>,
    draft: Draft,
    mut memory: OwnedMutexGuard<Memory>,
) -> Result<(Judged, OwnedMutexGuard<Memory>), Unjudged> {
    let analysis = tokio::task::spawn_blocking(move || {
        let sections = match draft.len() {
            0..=LONGEST_DRAFT => library.analysis.judge_sections(&draft, &mut memory),
            _ => Judgements::default(),
        };
        (Judged::new(library, project, sections), memory)
    });
    analysis.await.map_err(|_| {
        tracing::error!("the analysis of a draft failed; this is a fault of Second Opinion, please report it");
        Unjudged::Failed
    })
}
