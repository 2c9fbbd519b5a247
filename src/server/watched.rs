//! The files that the editor watches for us: projects' files, lists of what is left out, and the pages of corpora.
//!
//! The editor is asked in tasks of their own; nothing waits for its answers. We watch no files ourselves.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::json;
use tower_lsp_server::ls_types::{DidChangeWatchedFilesParams, Registration, Uri};

use super::libraries::Libraries;
use super::progress::PATIENCE;
use super::projects::Projects;
use super::session::Session;
use super::{from_proto, publish};
use crate::config;
use crate::report::ignore;

/// Asks the editor to watch the files of projects.
pub(super) fn watch_projects(session: &Arc<Session>) {
    let names = [config::FILE_NAME, ignore::FILE_NAME, "lexicon.toml"];
    let watchers = names.map(|name| json!({"globPattern": format!("**/{name}")}));
    register(session, "second-opinion-projects".to_owned(), &watchers);
}

/// Asks the editor to watch the folders of a corpus, once it is ready for questions.
pub(super) fn watch_corpus(session: &Arc<Session>, folders: &[PathBuf]) {
    if folders.is_empty() {
        return;
    }
    let relative = session.agreed().relative_patterns;
    let watchers: Vec<_> = folders.iter().filter_map(|folder| watcher(folder, relative)).collect();
    let names: Vec<String> = folders.iter().map(|folder| folder.display().to_string()).collect();
    register(session, format!("second-opinion-corpus {}", names.join(" ")), &watchers);
}

fn watcher(folder: &Path, relative: bool) -> Option<serde_json::Value> {
    if relative {
        let base = Uri::from_file_path(folder)?;
        return Some(json!({"globPattern": {"baseUri": base, "pattern": "**/*"}}));
    }
    // Patterns are written with slashes everywhere.
    let folder = folder.to_str()?.replace('\\', "/");
    Some(json!({"globPattern": format!("{}/**/*", folder.trim_end_matches('/'))}))
}

fn register(session: &Arc<Session>, id: String, watchers: &[serde_json::Value]) {
    if !session.agreed().watches_files || watchers.is_empty() {
        return;
    }
    let session = Arc::clone(session);
    let method = "workspace/didChangeWatchedFiles".to_owned();
    let registration = Registration { id, method, register_options: Some(json!({"watchers": watchers})) };
    tokio::spawn(async move {
        session.ready().await;
        let asked = tokio::time::timeout(PATIENCE, session.client.register_capability(vec![registration])).await;
        if !matches!(asked, Ok(Ok(()))) {
            tracing::info!("the editor does not watch files; changes count after a restart or a re-index");
        }
    });
}

/// `workspace/didChangeWatchedFiles`: what has changed is read again, and the drafts are checked by it.
pub(super) fn did_change_watched_files(session: &Arc<Session>, params: &DidChangeWatchedFilesParams) {
    let files: Vec<PathBuf> = params.changes.iter().filter_map(|change| from_proto::file(&change.uri)).collect();
    Libraries::reload_around(session, &files);
    let is_named = |name: &str| files.iter().any(|file| file.file_name().is_some_and(|found| found == name));
    if is_named(config::FILE_NAME) {
        let session = Arc::clone(session);
        tokio::spawn(async move {
            Projects::look_again(&session).await;
            publish::all_again(&session);
        });
    } else if is_named(ignore::FILE_NAME) {
        session.projects.forget();
        publish::all_again(session);
    }
}
