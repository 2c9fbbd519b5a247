//! `textDocument/documentLink`: citation keys lead to the answers that they cite.

use std::str::FromStr;
use std::sync::Arc;

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{DocumentLink, DocumentLinkOptions, DocumentLinkParams, Uri, WorkDoneProgressOptions};

use super::session::Session;
use super::{citations, to_proto};
use crate::report::citation_keys::{self, mentions};

pub(super) fn capability() -> DocumentLinkOptions {
    DocumentLinkOptions {
        resolve_provider: Some(false),
        work_done_progress_options: WorkDoneProgressOptions::default(),
    }
}

pub(super) async fn document_link(
    session: &Arc<Session>,
    params: DocumentLinkParams,
) -> Result<Option<Vec<DocumentLink>>> {
    let Some(snapshot) = session.documents.snapshot(&params.text_document.uri) else { return Ok(None) };
    let text = snapshot.draft.text();
    let mentions = mentions(&text);
    if mentions.is_empty() {
        return Ok(None);
    }
    let Some(library) = session.library_for(&snapshot.uri).await else { return Ok(None) };
    let keys = library.citation_keys();
    let link = |mention: &citation_keys::Mention<'_>| {
        let cited = keys.cited(mention.key)?;
        let (source, answer) = citations::looked_up(&library, cited)?;
        let (page, line) = citations::place(&library, cited)?;
        Some(DocumentLink {
            range: to_proto::range(&mention.range, &snapshot.draft, session.agreed().encoding),
            target: Some(Uri::from_str(&to_proto::link_to(&page, line)?).ok()?),
            tooltip: Some(citation_keys::reference(source, answer)),
            data: None,
        })
    };
    Ok(Some(mentions.iter().filter_map(link).collect()))
}
