//! All drafts below the open folders, checked by rules, and shown until they are opened or checked again.
//!
//! Pages of a corpus are no drafts. A draft that is open is left to its own check.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::WalkBuilder;
use serde_json::{Value, json};
use tower_lsp_server::ls_types::{Diagnostic, Uri};

use super::analysis::{Judged, LONGEST_DRAFT};
use super::memory::Memory;
use super::progress::Progress;
use super::projects::Projects;
use super::session::Session;
use super::{from_proto, publish, to_proto};
use crate::draft::{Draft, Format};

/// Checks them; answers with how many there are, and how many findings they have.
pub(super) async fn run(session: &Arc<Session>) -> Value {
    let progress = Progress::begin(session, "Checking all drafts");
    let roots = session.projects.roots();
    let paths = tokio::task::spawn_blocking(move || drafts(&roots)).await.unwrap_or_default();
    let (mut drafts, mut findings) = (0, 0);
    for path in paths {
        if *progress.watch().borrow() {
            break;
        }
        let Some(uri) = Uri::from_file_path(&path) else { continue };
        if session.documents.is_open(&uri) {
            continue;
        }
        let Some(diagnostics) = check(session, path).await else { continue };
        drafts += 1;
        findings += diagnostics.len();
        publish::on_disk(session, uri, diagnostics).await;
    }
    json!({"drafts": drafts, "findings": findings})
}

async fn check(session: &Arc<Session>, path: PathBuf) -> Option<Vec<Diagnostic>> {
    let project = Projects::at(session, path.clone()).await;
    if project.corpus.iter().any(|folder| path.starts_with(folder)) {
        return None;
    }
    let library = session.library_of(&project).await?;
    let _core = session.cores.acquire().await.ok()?;
    let by = Arc::clone(session);
    let checking = tokio::task::spawn_blocking(move || {
        let draft = read(&path)?;
        let sections = library.analysis.judge_sections(&draft, &mut Memory::default());
        Some(to_proto::diagnostics(&Judged::new(library, project, sections), &draft, by.agreed()))
    });
    checking.await.ok().flatten()
}

/// The draft in a file; none where it cannot be read or is longer than any draft.
fn read(path: &Path) -> Option<Draft> {
    let length = std::fs::metadata(path).ok()?.len();
    if length > LONGEST_DRAFT as u64 {
        return None;
    }
    let text = std::fs::read(path).ok()?;
    Some(Draft::new(&String::from_utf8_lossy(&text), from_proto::format("", &path.to_string_lossy())))
}

fn drafts(roots: &[PathBuf]) -> Vec<PathBuf> {
    let mut paths = Vec::new();
    for root in roots {
        let entries = WalkBuilder::new(root).build().filter_map(Result::ok);
        let files = entries.filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
        let is_draft = |path: &PathBuf| Format::of_path(path).is_some_and(Format::is_searched_for);
        paths.extend(files.map(ignore::DirEntry::into_path).filter(is_draft));
    }
    paths.sort();
    paths.dedup();
    paths
}
