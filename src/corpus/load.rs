//! Loading pages from the disk: with [`super::unpack_built_in`], the only part of the corpus that touches files.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::WalkBuilder;
use rustc_hash::FxHashSet;

use crate::lexicon::Lexicon;

use super::{
    PageError, Source,
    page::{has_extension, read_page_noting},
};

/// The pages of a corpus that could be read, and what could not.
#[derive(Debug, Default)]
pub struct LoadedSources {
    /// The sources, in the order of their file names.
    pub sources: Vec<Source>,
    /// One entry for each page that could not be read; the others are there all the same.
    pub problems: Vec<PageError>,
    /// The `lexicon.toml` files found beside the pages, unread.
    pub lexicons: Vec<PathBuf>,
}

impl LoadedSources {
    /// The built-in lexicon with the words that the corpus's own files add. A file that cannot be read, or does not
    /// fit, becomes one more problem; the others count all the same.
    #[must_use]
    pub fn lexicon(&mut self) -> Arc<Lexicon> {
        let read = std::mem::take(&mut self.lexicons).into_iter().map(|path| {
            let text = std::fs::read_to_string(&path);
            (path, text)
        });
        lexicon_with(read, &mut self.problems)
    }
}

/// The built-in lexicon with the words of some files, as far as they can be read; see [`LoadedSources::lexicon`].
#[must_use]
pub fn lexicon_with(
    files: impl IntoIterator<Item = (PathBuf, std::io::Result<String>)>,
    problems: &mut Vec<PageError>,
) -> Arc<Lexicon> {
    let mut lexicon = Lexicon::shared();
    for (path, text) in files {
        let added = text
            .map_err(|error| format!("the lexicon cannot be read ({error}); its words are left out"))
            .and_then(|text| lexicon.with_additions(&text).map_err(|error| error.to_string()));
        match added {
            Ok(added) => lexicon = Arc::new(added),
            Err(message) => problems.push(PageError { path: path.display().to_string(), line: 1, message }),
        }
    }
    lexicon
}

/// Why a corpus could not be loaded at all.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The folder is not there, or may not be read.
    #[error("the corpus folder {} cannot be read ({source}); check the path", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The folders are there, but nothing in them could be used: every draft would look clean.
    #[error("no page was read from {}; name a folder that holds pages", list(folders))]
    NoPage {
        /// The folders.
        folders: Vec<PathBuf>,
        /// The pages that are there, but could not be read.
        problems: Vec<PageError>,
    },
}

impl LoadError {
    /// The pages that could not be read.
    #[must_use]
    pub fn problems(&self) -> &[PageError] {
        match self {
            Self::Folder { .. } => &[],
            Self::NoPage { problems, .. } => problems,
        }
    }
}

/// Loads the pages of all these folders together, or the built-in ones where none is named.
///
/// # Errors
///
/// When a folder cannot be read, or when none of them holds a page that can be. A page that cannot be read is a
/// problem in the result, as long as there is another that can.
pub fn load_all(folders: &[PathBuf]) -> Result<LoadedSources, LoadError> {
    if folders.is_empty() {
        return Ok(super::built_in());
    }
    let mut all = LoadedSources::default();
    for folder in folders {
        let loaded = load(folder)?;
        all.sources.extend(loaded.sources);
        all.problems.extend(loaded.problems);
        all.lexicons.extend(loaded.lexicons);
    }
    if all.sources.is_empty() {
        return Err(LoadError::NoPage { folders: folders.to_vec(), problems: all.problems });
    }
    tell_apart(all.sources.iter_mut().map(|source| &mut source.name));
    Ok(all)
}

/// Loads every page below a folder, or one page.
///
/// Pages come in the order of their file names, and of their folders where the names are the same. Hidden files,
/// `README` and `LICENSE` files, and files of other kinds (pictures, data) are passed over in silence, and so is a `.json`
/// file that does not mention schema.org; a page in a format that is not read (`.pdf`, …) is a problem in the result. Files that git ignores are pages like the
/// others: a corpus is often kept out of a repository. Two pages with the same stem are cited as `stem` and `stem-2`.
///
/// # Errors
///
/// When the folder cannot be read. A page that cannot be read is a problem in the result, not an error.
pub fn load(folder: &Path) -> Result<LoadedSources, LoadError> {
    let PageFiles { pages, lexicons, problems } = page_files(folder)?;
    let mut loaded = LoadedSources { sources: Vec::new(), problems, lexicons };
    for path in pages {
        match std::fs::read(&path) {
            Ok(bytes) => loaded.sources.extend(read_file(&path, path == folder, &bytes, &mut loaded.problems)),
            Err(error) => loaded.problems.push(unreadable(&path, &error)),
        }
    }
    tell_apart(loaded.sources.iter_mut().map(|source| &mut source.name));
    Ok(loaded)
}

/// The files of a corpus folder that are to be read.
#[derive(Debug, Default)]
pub struct PageFiles {
    /// The pages, in the order of their file names, and of their folders where the names are the same.
    pub pages: Vec<PathBuf>,
    /// The `lexicon.toml` files beside them.
    pub lexicons: Vec<PathBuf>,
    /// Folders that cannot be read.
    pub problems: Vec<PageError>,
}

/// Finds the pages below a folder, or the one page that is named; see [`load`].
///
/// # Errors
///
/// When the folder cannot be read.
pub fn page_files(folder: &Path) -> Result<PageFiles, LoadError> {
    let unreadable = |source| LoadError::Folder { path: folder.to_owned(), source };
    let mut files = PageFiles::default();
    if std::fs::metadata(folder).map_err(unreadable)?.is_file() {
        files.pages.push(folder.to_owned());
        files.lexicons.extend(Some(folder.with_file_name(LEXICON)).filter(|lexicon| lexicon.is_file()));
    } else {
        std::fs::read_dir(folder).map_err(unreadable)?;
        find_pages(folder, &mut files);
    }
    Ok(files)
}

/// Reads a file of a corpus, whatever is in it. Nothing, and no problem, where it is data of another kind: a `.json` file
/// that does not mention schema.org, unless it was `named` itself.
pub fn read_file(path: &Path, named: bool, bytes: &[u8], problems: &mut Vec<PageError>) -> Option<Source> {
    if !named && has_extension(path, &["json"]) && !mentions_schema_org(bytes) {
        return None;
    }
    let read = read_page_noting(path, bytes, problems);
    read.map_err(|problem| problems.push(problem)).ok()
}

/// What is told of a page that the system cannot read.
#[must_use]
pub fn unreadable(path: &Path, error: &std::io::Error) -> PageError {
    PageError::new(path, 1, format!("the file cannot be read ({error}); check its rights"))
}

/// A lexicon of a corpus's own, beside its pages.
const LEXICON: &str = "lexicon.toml";

/// Formats that are read, and formats in which people keep pages but that are not read: those deserve a word.
const PAGES: &[&str] = &[
    "md", "markdown", "txt", "text", "html", "htm", "xhtml", "jsonld", "json", "pdf", "docx", "doc", "odt", "rtf",
    "mhtml",
];

/// Whether a JSON file may be a page; most are something else.
fn mentions_schema_org(bytes: &[u8]) -> bool {
    memchr::memmem::find(bytes, b"schema.org").is_some()
}

fn find_pages(folder: &Path, files: &mut PageFiles) {
    // Standard filters would leave out what git ignores; only hidden files are left out here.
    for entry in WalkBuilder::new(folder).standard_filters(false).hidden(true).build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                let path = entry.into_path();
                if path.file_name() == Some(OsStr::new(LEXICON)) {
                    files.lexicons.push(path);
                } else if is_page(&path) {
                    files.pages.push(path);
                }
            }
            Ok(_) => {}
            Err(error) => {
                let message = format!("a folder cannot be read ({error}); check its rights");
                files.problems.push(PageError::new(folder, 1, message));
            }
        }
    }
    files.pages.sort_by(|a, b| a.file_name().cmp(&b.file_name()).then_with(|| a.cmp(b)));
    files.lexicons.sort();
}

fn is_page(path: &Path) -> bool {
    let name = path.file_name().map(|name| name.to_string_lossy().to_uppercase()).unwrap_or_default();
    has_extension(path, PAGES) && !["README", "LICENSE", "LICENCE"].iter().any(|prefix| name.starts_with(prefix))
}

/// Gives sources that share a name different ones, so that a citation points to one page.
pub fn tell_apart<'a>(names: impl Iterator<Item = &'a mut String>) {
    let mut taken = FxHashSet::default();
    for name in names {
        *name = unused_name(name, &taken);
        taken.insert(name.clone());
    }
}

fn list(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}

/// The name itself, or the first of `name-2`, `name-3`, … that is not taken.
fn unused_name(name: &str, taken: &FxHashSet<String>) -> String {
    if !taken.contains(name) {
        return name.to_owned();
    }
    (2_u64..).map(|n| format!("{name}-{n}")).find(|candidate| !taken.contains(candidate)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "# Does it hurt?\n\n## Answer\n\nOnly a little.\n";

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().expect("the file has a folder")).expect("it can be made");
            std::fs::write(path, text).expect("it can be written");
        }
        folder
    }

    fn names(loaded: &LoadedSources) -> Vec<&str> {
        loaded.sources.iter().map(|source| source.name.as_str()).collect()
    }

    #[test]
    fn what_is_no_page_is_passed_over_in_silence() {
        let folder = folder(&[
            (".hidden.md", "broken"),
            (".git/page.md", PAGE),
            ("README.md", PAGE),
            ("readme.txt", PAGE),
            ("LICENSE-MIT.txt", PAGE),
            ("cases.jsonl", "{}"),
            ("data.json", "{}"),
            ("photo.png", "x"),
        ]);
        let loaded = load(folder.path()).expect("the folder is there");
        assert_eq!((names(&loaded), loaded.problems.len()), (vec![], 0));
    }

    #[test]
    fn pages_come_in_the_order_of_their_names_and_the_rest_loads() {
        let folder = folder(&[
            (".gitignore", "*.md"),
            ("c.md", PAGE),
            ("sub/a.md", PAGE),
            ("b.md", ""),
            ("d.pdf", "%PDF"),
            ("lexicon.toml", ""),
            ("sub/lexicon.toml", ""),
        ]);
        let loaded = load(folder.path()).expect("the folder is there");
        assert_eq!(names(&loaded), ["a", "c"]);
        let problems: Vec<_> = loaded.problems.iter().map(ToString::to_string).collect();
        assert!(problems.first().is_some_and(|problem| problem.contains("b.md:1: the page is empty")), "{problems:?}");
        assert!(problems.get(1).is_some_and(|problem| problem.contains("d.pdf:1: this kind")), "{problems:?}");
        assert_eq!(loaded.lexicons, [folder.path().join("lexicon.toml"), folder.path().join("sub/lexicon.toml")]);
    }

    #[test]
    fn a_second_page_of_the_same_stem_is_numbered() {
        let folder = folder(&[("a.md", PAGE), ("a.txt", PAGE), ("x/a.md", PAGE), ("a-2.md", PAGE)]);
        let loaded = load(folder.path()).expect("the folder is there");
        assert_eq!(names(&loaded), ["a-2", "a", "a-3", "a-4"]);
    }

    #[test]
    fn folders_are_loaded_together_and_none_is_the_built_in_corpus() {
        let (one, other) = (folder(&[("a.md", PAGE), ("b.md", PAGE)]), folder(&[("b.md", PAGE)]));
        let folders = [one.path().to_owned(), other.path().to_owned()];
        assert_eq!(names(&load_all(&folders).expect("the folders are there")), ["a", "b", "b-2"]);
        let built_in = load_all(&[]).expect("it is built in");
        assert_eq!(names(&built_in), names(&super::super::built_in()));
    }

    #[test]
    fn folders_without_a_page_are_an_error_that_names_them() {
        let folder = folder(&[("notes.json", "{}"), ("empty.md", "")]);
        let error = load_all(&[folder.path().to_owned()]).expect_err("there is no page");
        assert_eq!(error.problems().len(), 1);
        assert!(error.to_string().contains(&folder.path().display().to_string()), "{error}");
    }

    #[test]
    fn one_page_can_be_loaded_alone() {
        let folder = folder(&[("a.md", PAGE), ("b.md", PAGE), ("lexicon.toml", "")]);
        let loaded = load(&folder.path().join("b.md")).expect("the page is there");
        assert_eq!((names(&loaded), loaded.lexicons.len()), (vec!["b"], 1));
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error() {
        let error = load(Path::new("no/such/folder")).expect_err("it is not there");
        assert!(error.to_string().contains("no/such/folder"), "{error}");
    }
}
