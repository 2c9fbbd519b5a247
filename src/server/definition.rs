//! `textDocument/definition`: from a claim to the answers that bear on it.

use std::sync::Arc;

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{GotoDefinitionParams, GotoDefinitionResponse};

use super::session::Session;
use super::{analysis, to_proto};

pub(super) async fn goto_definition(
    session: &Arc<Session>,
    params: GotoDefinitionParams,
) -> Result<Option<GotoDefinitionResponse>> {
    let Some(found) = analysis::at(session, params.text_document_position_params).await? else { return Ok(None) };
    let locations = to_proto::locations(found.judgement(), found.library());
    Ok((!locations.is_empty()).then_some(GotoDefinitionResponse::Array(locations)))
}
