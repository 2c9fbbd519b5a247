//! Judges a snapshot on another thread: once for each text, one analysis a draft at a time, none for a stale text.
//!
//! It must not decide what becomes of the result.

use std::ops::Range;
use std::sync::Arc;

use tokio::sync::OwnedMutexGuard;
use tower_lsp_server::jsonrpc::Error;
use tower_lsp_server::ls_types::{TextDocumentPositionParams, Uri};

use super::documents::Snapshot;
use super::from_proto;
use super::library::Library;
use super::memory::Memory;
use super::session::Session;
use crate::draft::Draft;
use crate::verdict::{Judgement, Verdict};

/// What the corpus says about a text, with the corpus that says it.
pub(super) struct Judged {
    pub(super) library: Arc<Library>,
    pub(super) judgements: Vec<Judgement>,
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
    let library = session.library().await.ok_or(Unjudged::Failed)?;
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
    let (judged, _memory) = on_another_thread(library, newest.draft, memory).await?;
    let judged = Arc::new(judged);
    session.documents.remember(snapshot, &judged);
    Ok(judged)
}

/// The judgements of the second reader on a snapshot that has been judged; none where it adds nothing, or where the
/// draft was changed while it read.
///
/// It works on a copy of the memory, so that an edit need not wait for it.
pub(super) async fn judge_again(session: &Arc<Session>, snapshot: &Snapshot) -> Option<Arc<Judged>> {
    let library = session.library().await?;
    let mut memory = snapshot.memory.lock().await.clone();
    let core = Arc::clone(&session.cores).acquire_owned().await.ok()?;
    let (asked, by) = (snapshot.clone(), Arc::clone(session));
    let reading = tokio::task::spawn_blocking(move || {
        let _core = core;
        let go_on = || by.documents.generation(&asked.uri) == Some(asked.generation);
        let judgements = library.analysis.judge_again(&asked.draft, &mut memory, &go_on);
        (judgements.map(|judgements| Arc::new(Judged { library, judgements })), memory)
    });
    let Ok((judged, learnt)) = reading.await else {
        tracing::error!("the second reader failed on a draft; this is a fault of Second Opinion, please report it");
        return None;
    };
    snapshot.memory.lock().await.learn(learnt);
    let judged = judged?;
    session.documents.remember(snapshot, &judged);
    Some(judged)
}

/// The judgement at a position of an open draft.
pub(super) struct Found {
    /// The text it is about.
    pub(super) draft: Draft,
    judged: Arc<Judged>,
    index: usize,
}

impl Found {
    /// The judgement.
    pub(super) fn judgement(&self) -> &Judgement {
        &self.judged.judgements[self.index]
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
    match judge(session, &snapshot).await {
        Ok(judged) => Ok(Some((snapshot, judged))),
        Err(Unjudged::Stale) => Err(Error::content_modified()),
        Err(Unjudged::Failed) => Err(Error::internal_error()),
    }
}

/// The judgement at a position; none where no sentence there has one, or where the draft is not open.
pub(super) async fn at(session: &Arc<Session>, place: TextDocumentPositionParams) -> Result<Option<Found>, Error> {
    let Some((snapshot, judged)) = whole(session, &place.text_document.uri).await? else { return Ok(None) };
    let offset = snapshot.draft.offset(from_proto::position(place.position), session.agreed().encoding);
    let index = strongest_at(&judged.judgements, offset);
    Ok(index.map(|index| Found { draft: snapshot.draft, judged, index }))
}

/// Several judgements can share a sentence: the one whose slot is there wins, then the strongest verdict.
fn strongest_at(judgements: &[Judgement], offset: usize) -> Option<usize> {
    let covers = |range: &Range<usize>| range.start <= offset && offset <= range.end;
    let candidates = judgements.iter().enumerate().filter(|(_, judgement)| {
        judgement.verdict != Verdict::Uncovered && (covers(&judgement.sentence) || covers(&judgement.slot))
    });
    let rank = |judgement: &Judgement| (judgement.slot.contains(&offset), covers(&judgement.slot), judgement.verdict);
    candidates.max_by_key(|(_, judgement)| rank(judgement)).map(|(index, _)| index)
}

async fn on_another_thread(
    library: Arc<Library>,
    draft: Draft,
    mut memory: OwnedMutexGuard<Memory>,
) -> Result<(Judged, OwnedMutexGuard<Memory>), Unjudged> {
    let analysis = tokio::task::spawn_blocking(move || {
        let judgements = library.analysis.judge(&draft, &mut memory);
        (Judged { library, judgements }, memory)
    });
    analysis.await.map_err(|_| {
        tracing::error!("the analysis of a draft failed; this is a fault of Second Opinion, please report it");
        Unjudged::Failed
    })
}
