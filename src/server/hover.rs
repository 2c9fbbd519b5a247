//! `textDocument/hover`: the verdict on the sentence under the cursor, and who said what.

use std::sync::Arc;

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{Hover, HoverParams};

use super::session::Session;
use super::{analysis, to_proto};

pub(super) async fn hover(session: &Arc<Session>, params: HoverParams) -> Result<Option<Hover>> {
    let Some(found) = analysis::at(session, params.text_document_position_params).await? else { return Ok(None) };
    Ok(Some(to_proto::hover(found.judgement(), found.library(), &found.draft, session.agreed())))
}
