//! `workspace/didChangeConfiguration`: the editor's settings, sent along or asked for.

use std::path::PathBuf;
use std::sync::Arc;

use serde_json::Value;
use tower_lsp_server::ls_types::{ConfigurationItem, DidChangeConfigurationParams, MessageType, Registration};

use super::progress::PATIENCE;
use super::projects::EditorSettings;
use super::session::Session;
use super::{publish, to_proto};
use crate::config::{Config, Problem};

/// The section of an editor's settings that is ours.
const SECTION: &str = "secondOpinion";

pub(super) fn did_change_configuration(session: &Arc<Session>, params: &DidChangeConfigurationParams) {
    match params.settings.get(SECTION) {
        Some(settings) if settings.is_object() => apply(session, settings, Vec::new()),
        _ => ask(session),
    }
}

/// Asks the editor for its settings, if it can tell them, without waiting: for those in general, and for those of each
/// folder that it has open.
pub(super) fn ask(session: &Arc<Session>) {
    if !session.agreed().tells_configuration {
        return;
    }
    let session = Arc::clone(session);
    tokio::spawn(async move {
        session.ready().await;
        let roots = session.projects.roots();
        let scopes = std::iter::once(None).chain(roots.iter().map(|root| to_proto::uri(root)));
        let item = |scope_uri| ConfigurationItem { scope_uri, section: Some(SECTION.to_owned()) };
        match tokio::time::timeout(PATIENCE, session.client.configuration(scopes.map(item).collect())).await {
            Ok(Ok(told)) => {
                let mut told = told.into_iter();
                if let Some(whole) = told.next().filter(Value::is_object) {
                    let folders = roots.into_iter().zip(told).filter(|(_, settings)| settings.is_object());
                    apply(&session, &whole, folders.collect());
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

/// Applies the settings in general, and those of some folders.
fn apply(session: &Arc<Session>, whole: &Value, folders: Vec<(PathBuf, Value)>) {
    let mut problems = Vec::new();
    let mut read = |settings: &Value| {
        let (config, wrong) = Config::from_json(settings);
        // What is wrong in general is wrong in each folder too, and said once.
        problems.extend(wrong.into_iter().filter(|one| !problems.contains(one)).collect::<Vec<_>>());
        config.over(&session.agreed().initial)
    };
    let whole = read(whole);
    let folders = folders.into_iter().map(|(folder, settings)| (folder, read(&settings))).collect();
    if let Some(message) = message(&problems) {
        session.tell(MessageType::WARNING, message);
    }
    if session.projects.set_editor(EditorSettings { whole, folders }) {
        publish::all_again(session);
    }
}

/// One plain sentence for the author about settings that could not be used.
pub(super) fn message(problems: &[Problem]) -> Option<String> {
    let problems: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
    (!problems.is_empty()).then(|| format!("Second Opinion: {}. The default is used instead.", problems.join("; ")))
}
