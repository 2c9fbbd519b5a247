//! What the project of each draft asks for.

use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::drafts::Input;
use super::failure::Failure;
use super::output::complain;
use crate::config::{self, Config};

/// The settings of every draft of a run.
pub(super) struct Projects {
    files: HashMap<PathBuf, Arc<Config>>,
    /// The project's file that counts in a folder.
    folders: HashMap<PathBuf, Option<PathBuf>>,
    nobodys: Arc<Config>,
}

impl Projects {
    /// Finds and reads the project's file of each draft, from the draft upward. Each thing that is wrong in one is told
    /// on standard error.
    ///
    /// # Errors
    ///
    /// When anything is wrong in one of them: a check by other settings than the author's would be worth little.
    pub(super) fn find(inputs: &[Input]) -> Result<Self, Failure> {
        let mut projects = Self { files: HashMap::new(), folders: HashMap::new(), nobodys: Arc::default() };
        let mut problems = Vec::new();
        for path in inputs.iter().map(place) {
            let folder = path.parent().unwrap_or(Path::new("")).to_owned();
            let file = projects.folders.entry(folder).or_insert_with(|| config::find(&path)).clone();
            if let Some(file) = file.filter(|file| !projects.files.contains_key(file)) {
                let (config, wrong) = config::read(&file);
                problems.extend(wrong);
                projects.files.insert(file, Arc::new(config));
            }
        }
        problems.iter().for_each(complain);
        if problems.is_empty() { Ok(projects) } else { Err(Failure::Settings) }
    }

    /// What the project of a draft asks for.
    pub(super) fn of(&self, input: &Input) -> Arc<Config> {
        let folder = place(input).parent().unwrap_or(Path::new("")).to_owned();
        let file = self.folders.get(&folder).and_then(Option::as_ref);
        Arc::clone(file.and_then(|file| self.files.get(file)).unwrap_or(&self.nobodys))
    }

    /// Leaves out pages of a project's corpus, unless they are named: they are no drafts.
    pub(super) fn without_pages(&self, inputs: Vec<Input>, named: &[PathBuf]) -> Vec<Input> {
        let is_page = |input: &Input| {
            let place = place(input);
            self.of(input).corpus.iter().flatten().any(|folder| place.starts_with(folder))
        };
        let is_named = |input: &Input| matches!(input, Input::File(path) if named.contains(path));
        inputs.into_iter().filter(|input| is_named(input) || !is_page(input)).collect()
    }

    /// The corpus of all these drafts.
    ///
    /// # Errors
    ///
    /// When their projects name different ones, as a run has one corpus.
    pub(super) fn corpus(&self, inputs: &[Input]) -> Result<Vec<PathBuf>, Failure> {
        let named = inputs.iter().map(|input| self.of(input).corpus.clone().unwrap_or_default());
        let mut named: BTreeSet<Vec<PathBuf>> = named.collect();
        match named.len() {
            0 | 1 => Ok(named.pop_first().unwrap_or_default()),
            _ => Err(Failure::SeveralCorpora),
        }
    }
}

/// Where a draft stands; standard input stands in the working directory.
fn place(input: &Input) -> PathBuf {
    let path = match input {
        Input::Standard => Path::new("-"),
        Input::File(path) => path,
    };
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}
