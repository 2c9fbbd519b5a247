//! Sources and answers: page formats in, and the index of their sentences out.
//!
//! ```text
//! bytes → text (decode) → Markdown (markdown), a saved page (saved), a web page (html) or its JSON-LD (json_ld) → Source
//! ```
//!
//! Only [`load`], [`import`] and [`unpack_built_in`] touch the file system; everything else takes bytes. It must not judge: what
//! a page says is kept as it stands, and what is no evidence (a page's furniture) is left out.

mod built_in;
mod byline;
mod courtesy;
mod decode;
mod html;
mod import;
mod json_ld;
mod lint;
mod load;
mod markdown;
mod page;
mod rating;
mod saved;
mod source;
mod sources;

pub use built_in::{UnpackError, built_in, unpack_built_in};
pub use import::{ImportError, import};
pub use lint::{Fault, FaultKind, lint};
pub use load::{
    LoadError, LoadedSources, PageFiles, lexicon_with, load, load_all, page_files, read_file, tell_apart, unreadable,
};
pub use markdown::to_markdown;
pub use page::{PageError, read_page, read_page_noting};
pub use source::{Answer, Origin, Paragraph, ParagraphKind, Source, SourceKind};
pub use sources::Sources;
