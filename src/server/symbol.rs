//! `workspace/symbol`: the sentences of the corpus in which the words of the query stand.

use std::sync::Arc;

use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::{SymbolInformation, SymbolKind, WorkspaceSymbolParams, WorkspaceSymbolResponse};

use super::library::Library;
use super::session::Session;
use super::to_proto;
use crate::report::search::{Hit, search};

/// How many sentences are shown; nobody reads a longer list to its end.
const MOST: usize = 100;

pub(super) async fn symbol(
    session: &Arc<Session>,
    params: WorkspaceSymbolParams,
) -> Result<Option<WorkspaceSymbolResponse>> {
    let Some(library) = session.library().await else { return Ok(None) };
    // A large corpus takes a while to look through, and the handlers share few threads.
    let found = tokio::task::spawn_blocking(move || {
        let hits = search(library.analysis.sources(), &params.query, MOST);
        hits.into_iter().filter_map(|hit| information(hit, &library)).collect::<Vec<_>>()
    });
    let found = found.await.map_err(|_| Error::internal_error())?;
    Ok(Some(WorkspaceSymbolResponse::from(found)))
}

fn information(hit: Hit, library: &Library) -> Option<SymbolInformation> {
    let source = library.analysis.sources().get(hit.source)?;
    let answer = source.answers.get(hit.answer)?;
    let container = match answer.number {
        Some(number) => format!("{}, answer {number}", source.name),
        None => source.name.clone(),
    };
    #[expect(deprecated, reason = "the struct cannot be made without the field")]
    Some(SymbolInformation {
        name: hit.text,
        kind: SymbolKind::STRING,
        tags: None,
        deprecated: None,
        location: to_proto::line_of(&library.page(hit.source)?, hit.line)?,
        container_name: Some(container),
    })
}
