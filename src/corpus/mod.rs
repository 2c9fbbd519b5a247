//! Sources and answers: page formats in, and the index of their sentences out.
//!
//! Only [`load`] touches the file system; everything else takes bytes. It must not judge.

mod load;
mod markdown;
mod page;
mod source;

pub use load::{LoadError, LoadedSources, built_in, load};
pub use page::{PageError, read_page};
pub use source::{Answer, Paragraph, ParagraphKind, Source, SourceKind};
