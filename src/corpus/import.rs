//! Pages of any format, written as pages in the corpus's own Markdown. With [`super::load`] and
//! [`super::unpack_built_in`], the only part of the corpus that touches files. It must not lose anything of a page.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::{Source, read_page, to_markdown};

/// Why a page was not imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file of that name stands there already.
    #[error("{} is there already and is left as it is; name another folder, or add --force to replace it", .0.display())]
    Exists(PathBuf),
    /// The folder or the file cannot be written.
    #[error("{} cannot be written ({source}); check the folder's rights and space", path.display())]
    Write {
        /// The folder or the file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// What would be written would not say the same as the page.
    #[error("{} cannot be told in Markdown without a loss, so it is not imported; please report it", .0.display())]
    Loss(PathBuf),
}

/// Writes a source as a page `NAME.md` of a folder, which is made where it is missing, and returns the page's path. A
/// file that stands there is left alone, unless it is to be replaced; then it is replaced as a whole.
///
/// # Errors
///
/// When the file is there already, cannot be written, or would not be read as the same source again.
pub fn import(source: &Source, folder: &Path, replace: bool) -> Result<PathBuf, ImportError> {
    let path = folder.join(format!("{}.md", source.name));
    let page = to_markdown(source);
    let back = read_page(&path, page.as_bytes()).map_err(|_| ImportError::Loss(source.path.clone()))?;
    if back.without_places() != source.clone().without_places() {
        return Err(ImportError::Loss(source.path.clone()));
    }
    fs::create_dir_all(folder).map_err(|source| ImportError::Write { path: folder.to_owned(), source })?;
    write(&path, &page, replace).map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists => ImportError::Exists(path.clone()),
        _ => ImportError::Write { path: path.clone(), source },
    })?;
    Ok(path)
}

/// Writes a file: a new one that did not exist, or one that takes the place of the old in one step.
fn write(path: &Path, text: &str, replace: bool) -> io::Result<()> {
    let unfinished = path.with_extension(format!("md.{}.part", std::process::id()));
    let target = if replace { &unfinished } else { path };
    let mut file = if replace { File::create(target)? } else { File::create_new(target)? };
    let done = file.write_all(text.as_bytes()).and_then(|()| if replace { fs::rename(target, path) } else { Ok(()) });
    if done.is_err() {
        // What is left of a failed attempt is of no use; that it cannot be removed either changes nothing.
        let _ = fs::remove_file(target);
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str) -> Source {
        read_page(Path::new("in/cast.html"), text.as_bytes()).expect("it is a page")
    }

    const PAGE: &str = "<html><h1>Casts</h1><p>A cast stays dry.</p></html>";

    #[test]
    fn nothing_is_overwritten_unless_asked_for() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let folder = folder.path().join("made/for/it");
        let path = import(&page(PAGE), &folder, false).expect("the folder is empty");
        assert_eq!(path, folder.join("cast.md"));
        fs::write(&path, "mine").expect("it can be written");
        assert!(matches!(import(&page(PAGE), &folder, false), Err(ImportError::Exists(there)) if there == path));
        assert_eq!(fs::read_to_string(&path).ok().as_deref(), Some("mine"));
        import(&page(PAGE), &folder, true).expect("it may be replaced");
        assert!(fs::read_to_string(&path).is_ok_and(|text| text.contains("A cast stays dry.")));
        assert_eq!(fs::read_dir(&folder).expect("it is there").count(), 1);
    }

    #[test]
    fn what_markdown_cannot_tell_is_not_written() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let mut source = page(PAGE);
        for section in &mut source.answers {
            section.paragraphs.clear();
        }
        assert!(matches!(import(&source, folder.path(), true), Err(ImportError::Loss(_))));
        assert_eq!(fs::read_dir(folder.path()).expect("it is there").count(), 0);
    }
}
