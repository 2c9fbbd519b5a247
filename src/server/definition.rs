//! `textDocument/definition`: from a claim to the answers that bear on it, from a citation key to what it cites.

use std::sync::Arc;

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{GotoDefinitionParams, GotoDefinitionResponse, Location, TextDocumentPositionParams};

use super::session::Session;
use super::{analysis, citations, from_proto, to_proto};

pub(super) async fn goto_definition(
    session: &Arc<Session>,
    params: GotoDefinitionParams,
) -> Result<Option<GotoDefinitionResponse>> {
    let locations = answers(session, params.text_document_position_params).await?;
    Ok((!locations.is_empty()).then_some(GotoDefinitionResponse::Array(locations)))
}

/// The answers that a place of a draft leads to.
pub(super) async fn answers(session: &Arc<Session>, place: TextDocumentPositionParams) -> Result<Vec<Location>> {
    let Some(snapshot) = session.documents.snapshot(&place.text_document.uri) else { return Ok(Vec::new()) };
    let offset = snapshot.draft.offset(from_proto::position(place.position), session.agreed().encoding);
    if let Some(found) = citations::at(session, &snapshot.draft.text(), offset).await {
        let location = found.place().and_then(|(page, line)| to_proto::line_of(&page, line));
        return Ok(location.into_iter().collect());
    }
    let found = analysis::at(session, place).await?;
    Ok(found.map(|found| to_proto::locations(found.judgement(), found.library())).unwrap_or_default())
}
