//! The text being edited: a rope, its edits, positions in three encodings, and its passages of prose.
//!
//! This module must not know what words mean, and it must not touch files or the language server's types.

mod markdown;
mod passage;
mod plain;
mod position;
mod sentence;

pub use passage::{Passage, PassageKind, passages};
pub use position::{Encoding, Position};
pub use sentence::{Sentence, sentences};

use ropey::Rope;

/// The document an author edits. Cloning is cheap: the rope shares its pieces.
#[derive(Clone, Debug)]
pub struct Draft {
    rope: Rope,
    format: Format,
}

impl Draft {
    /// A draft with this text.
    #[must_use]
    pub fn new(text: &str, format: Format) -> Self {
        Self { rope: Rope::from_str(text), format }
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> String {
        self.rope.to_string()
    }

    /// How the text is written.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }
}

/// How a draft's text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// CommonMark with tables, footnotes and front matter.
    Markdown,
    /// Paragraphs separated by blank lines.
    Plain,
}
