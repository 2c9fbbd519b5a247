//! Citation keys of an open draft, looked up in its corpus.
//!
//! It must not know how a key is written; [`crate::report::citation_keys`] does.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use tower_lsp_server::ls_types::Uri;

use super::library::Library;
use super::session::Session;
use super::{hover_text, to_proto};
use crate::corpus::{Answer, Source};
use crate::report::citation_keys::{Cited, mention_at};

/// What a key cites, with the corpus that holds it.
pub(super) struct Found {
    /// The key's bytes in the draft.
    pub(super) range: Range<usize>,
    library: Arc<Library>,
    cited: Cited,
}

/// What the key at a byte of a draft cites; none where there is no key, or the corpus does not know it.
pub(super) async fn at(session: &Arc<Session>, uri: &Uri, text: &str, offset: usize) -> Option<Found> {
    let mention = mention_at(text, offset)?;
    let library = session.library_for(uri).await?;
    let cited = library.citation_keys().cited(mention.key)?;
    Some(Found { range: mention.range, library, cited })
}

impl Found {
    /// A preview of it.
    pub(super) fn preview(&self, markdown: bool) -> Option<String> {
        preview(&self.library, self.cited, markdown)
    }

    /// Where it stands on the disk: the page, and the line from 1.
    pub(super) fn place(&self) -> Option<(PathBuf, u32)> {
        place(&self.library, self.cited)
    }
}

/// A preview of what is cited.
pub(super) fn preview(library: &Library, cited: Cited, markdown: bool) -> Option<String> {
    let (source, answer) = looked_up(library, cited)?;
    let address = place(library, cited).and_then(|(page, line)| to_proto::link_to(&page, line));
    Some(hover_text::cited(source, answer, markdown, address))
}

/// Where what is cited stands on the disk: the page, and the line from 1.
pub(super) fn place(library: &Library, cited: Cited) -> Option<(PathBuf, u32)> {
    let (_, answer) = looked_up(library, cited)?;
    Some((library.page(cited.source)?, answer.map_or(1, |answer| answer.line)))
}

/// The page that is cited, and the answer where one is.
pub(super) fn looked_up(library: &Library, cited: Cited) -> Option<(&Source, Option<&Answer>)> {
    let source = library.analysis.sources().get(cited.source)?;
    Some((source, cited.answer.and_then(|answer| source.answers.get(answer))))
}
