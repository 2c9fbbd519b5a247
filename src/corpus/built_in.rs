//! The corpus that is built into the program, and its copy on the disk that an editor can open.

use std::io;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use super::{LoadedSources, read_page};

/// The pages under `corpus/`, by file name. A page that is not named here is not built in.
const PAGES: &[(&str, &str)] = &[
    ("01-long-term-effect-on-facial-muscles.md", include_str!("../../corpus/01-long-term-effect-on-facial-muscles.md")),
    ("02-atrophy-and-need-for-botox.md", include_str!("../../corpus/02-atrophy-and-need-for-botox.md")),
    ("03-facial-muscle-weakening.md", include_str!("../../corpus/03-facial-muscle-weakening.md")),
    ("04-permanence-after-long-term-use.md", include_str!("../../corpus/04-permanence-after-long-term-use.md")),
    ("05-long-term-results.md", include_str!("../../corpus/05-long-term-results.md")),
];

/// The folder of the pages, in the repository and in every place where they are unpacked.
const FOLDER: &str = "corpus";

/// The corpus that is built into the program; its paths are `corpus/<file name>`.
#[must_use]
pub fn built_in() -> LoadedSources {
    let mut loaded = LoadedSources::default();
    for (name, text) in PAGES {
        match read_page(&Path::new(FOLDER).join(name), text.as_bytes()) {
            Ok(source) => loaded.sources.push(source),
            Err(problem) => loaded.problems.push(problem),
        }
    }
    loaded
}

/// Why the built-in pages could not be put on the disk.
#[derive(Debug, thiserror::Error)]
pub enum UnpackError {
    /// The user has no home folder, so there is no cache folder.
    #[error("no cache folder is known, so the built-in pages cannot be opened; set HOME")]
    NoCacheFolder(#[source] etcetera::HomeDirError),
    /// A page could not be written.
    #[error("the built-in page {} cannot be written ({source}); check the folder's rights and space", path.display())]
    Write {
        /// The page.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Puts the built-in pages into the user's cache folder, so that a citation can be opened, and returns the folder
/// below which they stand by their paths (`second-opinion/<version>`). Pages that are there already are not written
/// again.
///
/// # Errors
///
/// When there is no cache folder, or it cannot be written.
pub fn unpack_built_in() -> Result<PathBuf, UnpackError> {
    let cache = etcetera::choose_base_strategy().map_err(UnpackError::NoCacheFolder)?.cache_dir();
    let folder = cache.join("second-opinion").join(env!("CARGO_PKG_VERSION"));
    unpack_into(&folder.join(FOLDER))?;
    Ok(folder)
}

fn unpack_into(folder: &Path) -> Result<(), UnpackError> {
    let write_error = |path: &Path, source| UnpackError::Write { path: path.to_owned(), source };
    std::fs::create_dir_all(folder).map_err(|source| write_error(folder, source))?;
    for (name, text) in PAGES {
        let path = folder.join(name);
        if std::fs::read(&path).is_ok_and(|there| there == text.as_bytes()) {
            continue;
        }
        // Another process may unpack at the same time: each writes its own file, and renaming is atomic.
        let unfinished = folder.join(format!(".{name}.{}", std::process::id()));
        std::fs::write(&unfinished, text).and_then(|()| std::fs::rename(&unfinished, &path)).map_err(|source| {
            // What is left of a failed attempt is of no use; that it cannot be removed either changes nothing.
            let _ = std::fs::remove_file(&unfinished);
            write_error(&path, source)
        })?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_page_is_a_summary_that_can_be_read() {
        let loaded = built_in();
        assert_eq!(loaded.problems, []);
        assert_eq!(loaded.sources.len(), PAGES.len());
        for source in &loaded.sources {
            assert!(source.summary, "{} holds no quotations", source.name);
            assert!(!source.answers.is_empty(), "{}", source.name);
        }
    }

    #[test]
    fn every_page_of_the_folder_is_built_in() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        let loaded = super::super::load(&folder).expect("the folder stands in the repository");
        let on_disk: Vec<_> = loaded.sources.iter().map(|source| source.name.as_str()).collect();
        let embedded = built_in();
        let embedded: Vec<_> = embedded.sources.iter().map(|source| source.name.as_str()).collect();
        assert_eq!(on_disk, embedded);
    }

    #[test]
    fn unpacking_writes_only_what_differs_and_leaves_nothing_behind() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let folder = folder.path().join("second-opinion").join("corpus");
        unpack_into(&folder).expect("the folder can be written");
        let (first, second) = (folder.join(PAGES[0].0), folder.join(PAGES[1].0));
        std::fs::write(&first, "damaged").expect("it can be written");
        let before = std::fs::metadata(&second).and_then(|data| data.modified()).expect("it is there");
        unpack_into(&folder).expect("the folder can be written");
        assert_eq!(std::fs::read_to_string(&first).ok().as_deref(), Some(PAGES[0].1));
        let after = std::fs::metadata(&second).and_then(|data| data.modified()).expect("it is there");
        assert_eq!(before, after);
        assert_eq!(std::fs::read_dir(&folder).expect("it is there").count(), PAGES.len());
    }
}
