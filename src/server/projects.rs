//! What counts for a document: its project's `second-opinion.toml` over the editor's settings for its folder over the
//! defaults.
//!
//! A project's file, and its list of findings that are left out, are looked for from the document upward, on another
//! thread, and kept until they change. What is wrong in the file is shown in it. The corpus of the command line wins over every other.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tower_lsp_server::ls_types::Uri;

use super::session::Session;
use super::{from_proto, publish, to_proto};
use crate::config::{self, Config};
use crate::ignore_file;
use crate::report::ignore::IgnoreList;

/// Every project that has been met.
pub(super) struct Projects {
    command_line: Vec<PathBuf>,
    state: Mutex<State>,
}

/// The editor's settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct EditorSettings {
    /// Those that count where a folder has none of its own.
    pub(super) whole: Config,
    /// Those of the folders that the editor has open.
    pub(super) folders: HashMap<PathBuf, Config>,
}

#[derive(Default)]
struct State {
    editor: EditorSettings,
    roots: Vec<PathBuf>,
    /// What was found for each folder of a draft.
    found: HashMap<PathBuf, Arc<Project>>,
    /// Counts the changes, so that what was looked up before one is not kept behind it.
    changes: u64,
}

/// What counts for a document.
#[derive(Debug, Default)]
pub(super) struct Project {
    /// The settings.
    pub(super) config: Config,
    /// The folders of its corpus, absolute; none for the built-in one.
    pub(super) corpus: Vec<PathBuf>,
    /// The findings that are left out.
    pub(super) ignored: IgnoreList,
    file: Option<PathBuf>,
}

impl Projects {
    pub(super) fn new(command_line: Vec<PathBuf>) -> Self {
        Self { command_line, state: Mutex::default() }
    }

    /// What counts for a document. One that is not on the disk belongs to the folder that the editor has open.
    pub(super) async fn of(session: &Arc<Session>, uri: &Uri) -> Arc<Project> {
        match from_proto::file(uri) {
            Some(path) => Self::at(session, path).await,
            None => Self::of_workspace(session).await,
        }
    }

    /// What counts in the folder that the editor has open.
    pub(super) async fn of_workspace(session: &Arc<Session>) -> Arc<Project> {
        let root = session.projects.roots().into_iter().next().unwrap_or_default();
        // Any name will do: what counts is the folder.
        Self::at(session, root.join("draft.md")).await
    }

    /// What counts for a file.
    pub(super) async fn at(session: &Arc<Session>, path: PathBuf) -> Arc<Project> {
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let (known, changes) = {
            let state = session.projects.lock();
            (state.found.get(&folder).cloned(), state.changes)
        };
        if let Some(project) = known {
            return project;
        }
        let by = Arc::clone(session);
        let looked_up = tokio::task::spawn_blocking(move || by.projects.look_up(&path)).await;
        let (project, problems) = looked_up.unwrap_or_default();
        let project = Arc::new(project);
        let is_newest = {
            let mut state = session.projects.lock();
            let is_newest = state.changes == changes;
            if is_newest {
                state.found.insert(folder, Arc::clone(&project));
            }
            is_newest
        };
        if let Some(file) = project.file.clone().filter(|_| is_newest) {
            // Whoever wants to know what counts need not wait until that is shown.
            let session = Arc::clone(session);
            tokio::spawn(async move { publish::note(&session, &file, to_proto::config_problems(&problems)).await });
        }
        project
    }

    /// Sets the editor's settings; tells whether they are others than before.
    pub(super) fn set_editor(&self, settings: EditorSettings) -> bool {
        let is_new = self.lock().editor != settings;
        if is_new {
            self.change(|state| state.editor = settings);
        }
        is_new
    }

    /// Sets the folders that the editor has open.
    pub(super) fn set_roots(&self, edit: impl FnOnce(&mut Vec<PathBuf>)) {
        self.change(|state| edit(&mut state.roots));
    }

    /// The folders that the editor has open.
    pub(super) fn roots(&self) -> Vec<PathBuf> {
        self.lock().roots.clone()
    }

    /// Looks at every project's file again. What is wrong in those that are known is shown anew or taken back.
    pub(super) async fn look_again(session: &Arc<Session>) {
        let mut files: Vec<PathBuf> = Vec::new();
        session.projects.change(|state| {
            files.extend(state.found.values().filter_map(|project| project.file.clone()));
        });
        files.sort();
        files.dedup();
        for file in files {
            let path = file.clone();
            let read = move || if path.is_file() { config::read(&path).1 } else { Vec::new() };
            let problems = tokio::task::spawn_blocking(read).await.unwrap_or_default();
            publish::note(session, &file, to_proto::config_problems(&problems)).await;
        }
    }

    /// Forgets what was found on the disk.
    pub(super) fn forget(&self) {
        self.change(|_| {});
    }

    fn change(&self, edit: impl FnOnce(&mut State)) {
        let mut state = self.lock();
        edit(&mut state);
        state.found.clear();
        state.changes += 1;
    }

    fn look_up(&self, path: &Path) -> (Project, Vec<config::FileProblem>) {
        // What has no place on the disk belongs to no project; the working directory says nothing.
        let (file, ignored) = match path.is_absolute() {
            true => (config::find(path), ignore_file::read_for(path)),
            false => (None, IgnoreList::default()),
        };
        let (own, problems) = file.as_deref().map(config::read).unwrap_or_default();
        let editor = {
            let state = self.lock();
            let whole = &state.editor.whole;
            match innermost(&state.roots, path) {
                Some(root) => state.editor.folders.get(root).unwrap_or(whole).clone().below(root),
                None => whole.clone(),
            }
        };
        let config = own.over(&editor);
        let folders = if self.command_line.is_empty() {
            config.corpus.clone().unwrap_or_default()
        } else {
            self.command_line.clone()
        };
        let absolute = |folder: PathBuf| std::path::absolute(&folder).unwrap_or(folder);
        let corpus = folders.into_iter().map(absolute).collect();
        (Project { config, corpus, ignored, file }, problems)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing that can fail is done under the lock.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The innermost folder around a file; the first one where it stands in none.
fn innermost<'a>(roots: &'a [PathBuf], path: &Path) -> Option<&'a Path> {
    let around = roots.iter().filter(|root| path.starts_with(root));
    around.max_by_key(|root| root.components().count()).or_else(|| roots.first()).map(PathBuf::as_path)
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::{EditorSettings, Projects, innermost};
    use crate::config::{Config, FILE_NAME};

    #[test]
    fn the_innermost_folder_decides() {
        let roots = [PathBuf::from("/a"), PathBuf::from("/a/b"), PathBuf::from("/c")];
        for (path, root) in [("/a/x.md", "/a"), ("/a/b/x.md", "/a/b"), ("/ab/x.md", "/a"), ("/c/d/x.md", "/c")] {
            assert_eq!(innermost(&roots, Path::new(path)), Some(Path::new(root)), "{path}");
        }
        assert_eq!(innermost(&[], Path::new("/x.md")), None);
    }

    #[test]
    fn the_command_line_wins_over_the_project_and_that_over_the_editor() {
        let root = tempfile::tempdir().expect("a temporary folder can be made");
        let at = |name: &str| root.path().join(name);
        let draft = at("project/draft.md");
        std::fs::create_dir_all(at("project")).expect("it can be made");
        let corpus = |projects: &Projects| projects.look_up(&draft).0.corpus;

        let projects = Projects::new(Vec::new());
        assert_eq!(corpus(&projects), Vec::<PathBuf>::new());
        let set = Config { corpus: Some(vec![PathBuf::from("pages"), at("absolute")]), ..Config::default() };
        projects.set_editor(EditorSettings { whole: set.clone(), ..EditorSettings::default() });
        projects.set_roots(|roots| roots.push(root.path().to_owned()));
        assert_eq!(corpus(&projects), [at("pages"), at("absolute")]);
        std::fs::write(at("project").join(FILE_NAME), "corpus = ['own']\n").expect("it can be written");
        assert_eq!(corpus(&projects), [at("project/own")]);
        let projects = Projects::new(vec![at("typed")]);
        projects.set_editor(EditorSettings { whole: set, ..EditorSettings::default() });
        assert_eq!(corpus(&projects), [at("typed")]);
    }
}
