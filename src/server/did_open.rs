//! `textDocument/didOpen`: a draft to look after.

use std::sync::Arc;

use tower_lsp_server::ls_types::DidOpenTextDocumentParams;

use super::session::Session;
use super::{from_proto, publish};

pub(super) fn did_open(session: &Arc<Session>, params: DidOpenTextDocumentParams) {
    let document = params.text_document;
    // Whoever opens a draft has our answer to `initialize`, even if it never says `initialized`.
    session.initialized();
    if !session.agreed().watches_files {
        session.projects.forget();
    }
    session.documents.open(&document.uri, document.version, from_proto::draft(&document));
    publish::first(session, &document.uri);
}
