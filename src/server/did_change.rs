//! `textDocument/didChange`: edits, in the order in which they are listed, each on the text the one before left.

use std::sync::Arc;

use tower_lsp_server::ls_types::DidChangeTextDocumentParams;

use super::session::Session;
use super::{from_proto, publish};

pub(super) fn did_change(session: &Arc<Session>, params: DidChangeTextDocumentParams) {
    let document = params.text_document;
    let encoding = session.agreed().encoding;
    let is_open = session.documents.change(&document.uri, document.version, |draft| {
        for change in params.content_changes {
            match change.range {
                Some(range) => draft.apply(from_proto::range(range), encoding, &change.text),
                None => draft.replace(&change.text),
            }
        }
    });
    if is_open {
        publish::soon(session, &document.uri);
    } else {
        tracing::warn!("the editor changed a document that it had not opened; the change is left out");
    }
}
