//! `workspace/executeCommand`: loading the corpora again, and checking all drafts of the open folders.

use std::sync::Arc;

use serde_json::Value;
use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::ExecuteCommandParams;

use super::libraries::Libraries;
use super::session::Session;
use super::workspace_check;

/// Loads the corpora again. There is no answer to wait for: what comes of it is shown.
pub(super) const REINDEX: &str = "secondOpinion.reindex";

/// Checks every draft below the open folders; answers with how many there are and how many findings they have.
pub(super) const CHECK_WORKSPACE: &str = "secondOpinion.checkWorkspace";

pub(super) async fn execute_command(session: &Arc<Session>, params: ExecuteCommandParams) -> Result<Option<Value>> {
    match params.command.as_str() {
        REINDEX => {
            session.projects.forget();
            Libraries::reload(session);
            Ok(None)
        }
        CHECK_WORKSPACE => Ok(Some(workspace_check::run(session).await)),
        _ => Err(Error::invalid_params("Second Opinion does not know this command")),
    }
}
