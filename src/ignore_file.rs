//! The project's list of findings to be left out, on the disk: where it stands, and what is in it.
//!
//! It must not decide what the list means; that is [`crate::report::ignore`]'s part. It is read anew each time: it is
//! small, and whoever changes it wants to see what comes of that.

use std::io::Read;
use std::path::{Path, PathBuf};

use crate::report::ignore::{FILE_NAME, IgnoreList};

/// The file that marks a project's root.
const PROJECT_FILE: &str = "second-opinion.toml";

/// The most bytes that are read of a list: some ten thousand sentences. Please report it if yours has more.
const MAX_BYTES: u64 = 4 * 1024 * 1024;

/// The list that counts for a draft: the nearest one in its folder or above, not beyond the project's root. An empty one
/// where there is none, or where it cannot be read.
#[must_use]
pub fn read_for(draft: &Path) -> IgnoreList {
    let Some(path) = existing_for(draft) else { return IgnoreList::default() };
    let mut bytes = Vec::new();
    match std::fs::File::open(&path).and_then(|file| file.take(MAX_BYTES).read_to_end(&mut bytes)) {
        Ok(_) => IgnoreList::parse(&String::from_utf8_lossy(&bytes)),
        Err(error) => {
            tracing::warn!("{} cannot be read ({error}); nothing is left out", path.display());
            IgnoreList::default()
        }
    }
}

/// Where a line for a draft belongs: into the list that counts for it, else beside the project's file, else into the
/// folder that the editor has open around the draft, else beside the draft.
#[must_use]
pub fn place_for(draft: &Path, folders: &[PathBuf]) -> Option<PathBuf> {
    let around =
        || folders.iter().filter(|folder| draft.starts_with(folder)).max_by_key(|folder| folder.as_os_str().len());
    existing_for(draft)
        .or_else(|| Some(project_of(draft)?.join(FILE_NAME)))
        .or_else(|| Some(around()?.join(FILE_NAME)))
        .or_else(|| Some(draft.parent()?.join(FILE_NAME)))
}

fn existing_for(draft: &Path) -> Option<PathBuf> {
    for folder in draft.ancestors().skip(1) {
        let path = folder.join(FILE_NAME);
        if path.is_file() {
            return Some(path);
        }
        if folder.join(PROJECT_FILE).is_file() {
            return None;
        }
    }
    None
}

fn project_of(draft: &Path) -> Option<&Path> {
    draft.ancestors().skip(1).find(|folder| folder.join(PROJECT_FILE).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_list_counts_and_no_other_projects() {
        let root = tempfile::tempdir().expect("a temporary folder can be made");
        let at = |path: &str| root.path().join(path);
        for folder in ["a/b", "project/drafts"] {
            std::fs::create_dir_all(at(folder)).expect("it can be made");
        }
        let folders = [at("a"), at("")];
        let (inner, draft) = (at("a/b/draft.md"), at("project/drafts/draft.md"));
        assert_eq!(read_for(&inner), IgnoreList::default());
        assert_eq!(place_for(&inner, &folders), Some(at("a").join(FILE_NAME)));
        assert_eq!(place_for(&inner, &[]), Some(at("a/b").join(FILE_NAME)));

        std::fs::write(at(FILE_NAME), "contradiction It is so.").expect("it can be written");
        assert_eq!(read_for(&inner), IgnoreList::parse("contradiction It is so."));
        assert_eq!(place_for(&inner, &folders), Some(at(FILE_NAME)));

        std::fs::write(at("project/second-opinion.toml"), "").expect("it can be written");
        assert_eq!(read_for(&draft), IgnoreList::default());
        assert_eq!(place_for(&draft, &folders), Some(at("project").join(FILE_NAME)));
    }
}
