//! `workspace/didChangeConfiguration`: the editor's settings, sent along or asked for.

use std::sync::Arc;

use serde_json::Value;
use tower_lsp_server::ls_types::{ConfigurationItem, DidChangeConfigurationParams, MessageType, Registration};

use super::progress::PATIENCE;
use super::publish;
use super::session::Session;
use crate::config::{Config, Problem};

/// The section of an editor's settings that is ours.
const SECTION: &str = "secondOpinion";

pub(super) fn did_change_configuration(session: &Arc<Session>, params: &DidChangeConfigurationParams) {
    match params.settings.get(SECTION) {
        Some(settings) if settings.is_object() => apply(session, settings),
        _ => ask(session),
    }
}

/// Asks the editor for its settings, if it can tell them, without waiting.
pub(super) fn ask(session: &Arc<Session>) {
    if !session.agreed().tells_configuration {
        return;
    }
    let session = Arc::clone(session);
    tokio::spawn(async move {
        session.ready().await;
        let item = ConfigurationItem { scope_uri: None, section: Some(SECTION.to_owned()) };
        match tokio::time::timeout(PATIENCE, session.client.configuration(vec![item])).await {
            Ok(Ok(settings)) => {
                if let Some(settings) = settings.first().filter(|settings| settings.is_object()) {
                    apply(&session, settings);
                }
            }
            _ => tracing::info!("the editor does not tell its settings; those it started with count"),
        }
    });
}

/// Asks the editor to tell of changes, for those that do so only when asked.
pub(super) fn register(session: &Arc<Session>) {
    if !session.agreed().registers_configuration {
        return;
    }
    let session = Arc::clone(session);
    let method = "workspace/didChangeConfiguration".to_owned();
    let options = Some(serde_json::json!({"section": SECTION}));
    let registration =
        Registration { id: "second-opinion-configuration".to_owned(), method, register_options: options };
    tokio::spawn(async move {
        session.ready().await;
        // Without it, changes count after a restart.
        let _ = tokio::time::timeout(PATIENCE, session.client.register_capability(vec![registration])).await;
    });
}

fn apply(session: &Arc<Session>, settings: &Value) {
    let (config, problems) = Config::from_json(settings);
    if let Some(message) = message(&problems) {
        session.tell(MessageType::WARNING, message);
    }
    if session.projects.set_editor(config.over(&session.agreed().initial)) {
        publish::all_again(session);
    }
}

/// One plain sentence for the author about settings that could not be used.
pub(super) fn message(problems: &[Problem]) -> Option<String> {
    let problems: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
    (!problems.is_empty()).then(|| format!("Second Opinion: {}. The default is used instead.", problems.join("; ")))
}
