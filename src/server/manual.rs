//! The manual's pages about kinds of finding, on the disk, so that an editor can open the one behind a finding.
//!
//! They stand in the user's cache folder beside the built-in pages. Where that cannot be written there are no links.

use std::path::PathBuf;
use std::sync::OnceLock;

use etcetera::BaseStrategy;
use tower_lsp_server::ls_types::{CodeDescription, Uri};

use crate::report::Code;

/// Where the page about a kind of finding stands.
pub(super) fn page(code: Code) -> Option<CodeDescription> {
    static FOLDER: OnceLock<Option<PathBuf>> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| unpack().inspect_err(|error| tracing::warn!("{error}")).ok());
    let href = Uri::from_file_path(folder.as_ref()?.join(format!("{}.md", code.name())))?;
    Some(CodeDescription { href })
}

#[derive(Debug, thiserror::Error)]
enum UnpackError {
    #[error("the manual is not shown: there is no cache folder ({0})")]
    NoCacheFolder(#[from] etcetera::HomeDirError),
    #[error("the manual is not shown: it cannot be written into the cache folder ({0})")]
    Write(#[from] std::io::Error),
}

fn unpack() -> Result<PathBuf, UnpackError> {
    let cache = etcetera::choose_base_strategy()?.cache_dir();
    let folder = cache.join("second-opinion").join(env!("CARGO_PKG_VERSION")).join("codes");
    std::fs::create_dir_all(&folder)?;
    for code in Code::ALL {
        let path = folder.join(format!("{}.md", code.name()));
        let text = code.explanation().as_bytes();
        if !std::fs::read(&path).is_ok_and(|there| there == text) {
            // Renaming is atomic: an editor never sees half a page.
            let unfinished = folder.join(format!(".{}.{}", code.name(), std::process::id()));
            std::fs::write(&unfinished, text)?;
            std::fs::rename(&unfinished, &path)?;
        }
    }
    Ok(folder)
}
