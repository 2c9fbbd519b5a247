//! `workspace/didChangeWorkspaceFolders`: folders come and go, and with them their settings and what relative paths of
//! settings start from.

use std::sync::Arc;

use tower_lsp_server::ls_types::DidChangeWorkspaceFoldersParams;

use super::session::Session;
use super::{did_change_configuration, from_proto, publish};

pub(super) fn did_change_workspace_folders(session: &Arc<Session>, params: &DidChangeWorkspaceFoldersParams) {
    let removed: Vec<_> = params.event.removed.iter().filter_map(|folder| from_proto::file(&folder.uri)).collect();
    let added: Vec<_> = params.event.added.iter().filter_map(|folder| from_proto::file(&folder.uri)).collect();
    session.projects.set_roots(|roots| {
        roots.retain(|root| !removed.contains(root));
        roots.extend(added);
    });
    publish::all_again(session);
    did_change_configuration::ask(session);
}
