//! Sources and answers: page formats in, and the index of their sentences out.
//!
//! ```text
//! bytes → text (decode) → Markdown (markdown) or a saved page (saved) → Source
//! ```
//!
//! Only [`load`] and [`unpack_built_in`] touch the file system; everything else takes bytes. It must not judge: what
//! a page says is kept as it stands, and what is no evidence (a page's furniture) is left out.

mod built_in;
mod decode;
mod load;
mod markdown;
mod page;
mod rating;
mod saved;
mod source;

pub use built_in::{UnpackError, built_in, unpack_built_in};
pub use load::{LoadError, LoadedSources, load, load_all};
pub use markdown::to_markdown;
pub use page::{PageError, read_page};
pub use source::{Answer, Paragraph, ParagraphKind, Source, SourceKind};
