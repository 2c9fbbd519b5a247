//! `textDocument/didClose`: the draft is the author's own again, and what was shown about it goes.

use std::sync::Arc;

use tower_lsp_server::ls_types::DidCloseTextDocumentParams;

use super::publish;
use super::session::Session;

pub(super) fn did_close(session: &Arc<Session>, params: DidCloseTextDocumentParams) {
    let uri = params.text_document.uri;
    session.documents.close(&uri);
    publish::clear(session, uri);
}
