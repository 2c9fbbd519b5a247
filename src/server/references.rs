//! `textDocument/references`: from a claim to its answers, and from an answer on a page of the corpus to the claims of
//! open drafts that rest on it or clash with it.

use std::sync::Arc;

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{Location, ReferenceParams};

use super::session::Session;
use super::{analysis, definition, from_proto, to_proto};
use crate::verdict::Side;

pub(super) async fn references(session: &Arc<Session>, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
    let place = params.text_document_position;
    let drafts = session.documents.addresses();
    let answers = definition::answers(session, place.clone()).await?;
    let file = from_proto::file(&place.text_document.uri);
    let library = session.library().await;
    let line = place.position.line.saturating_add(1);
    let on_page = library.as_ref().zip(file).and_then(|(library, file)| library.answer_at(&file, line));
    let Some((source, answer)) = on_page else { return Ok((!answers.is_empty()).then_some(answers)) };
    let is_it = |side: &Side| side.source == source && side.answer == answer;
    let mut locations = Vec::new();
    for uri in drafts.iter().filter(|uri| **uri != place.text_document.uri) {
        // A draft that is changed meanwhile, or that cannot be judged, is left out; the others are still of use.
        let Ok(Some((snapshot, judged))) = analysis::whole(session, uri).await else { continue };
        let bearing = judged
            .judgements
            .iter()
            .filter(|judgement| judgement.supporting.iter().chain(&judgement.contradicting).any(is_it));
        locations.extend(bearing.map(|judgement| Location {
            uri: uri.clone(),
            range: to_proto::range(&judgement.slot, &snapshot.draft, session.agreed().encoding),
        }));
    }
    Ok((!locations.is_empty()).then_some(locations))
}
