//! `textDocument/hover`: the verdict on the sentence under the cursor and who said what; on a citation key the answer that
//! it cites, on a code in a comment what that code means.

use std::sync::Arc;

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{Hover, HoverParams};

use super::session::Session;
use super::{analysis, citations, from_proto, hover_text, to_proto};
use crate::report::ignore;

pub(super) async fn hover(session: &Arc<Session>, params: HoverParams) -> Result<Option<Hover>> {
    let place = params.text_document_position_params;
    let Some(snapshot) = session.documents.snapshot(&place.text_document.uri) else { return Ok(None) };
    let agreed = session.agreed();
    let offset = snapshot.draft.offset(from_proto::position(place.position), agreed.encoding);
    let text = snapshot.draft.text();
    if let Some((code, bytes)) = ignore::code_at(&text, offset) {
        return Ok(Some(to_proto::hover(code.explanation().to_owned(), &bytes, &snapshot.draft, agreed)));
    }
    if let Some(found) = citations::at(session, &text, offset).await {
        let preview = found.preview(agreed.markdown);
        return Ok(preview.map(|preview| to_proto::hover(preview, &found.range, &snapshot.draft, agreed)));
    }
    let Some(found) = analysis::at(session, place).await? else { return Ok(None) };
    let judgement = found.judgement();
    let text = hover_text::text(judgement, found.library(), agreed.markdown, to_proto::link);
    Ok(Some(to_proto::hover(text, &judgement.sentence, &found.draft, agreed)))
}
