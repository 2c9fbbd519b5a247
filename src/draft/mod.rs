//! The text being edited: a rope, its edits, positions in three encodings, and its passages of prose.
//!
//! This module must not know what words mean, and it must not touch files or the language server's types.
//!
//! From a text to its sentences: [`passages`] finds the blocks of prose and leaves out what is not the author's own
//! word, [`sentences`] cuts a passage into sentences. Both keep exact byte ranges in the draft. [`LivePassages`] does the first
//! over and over while the text is being edited.

mod abbreviations;
mod front_matter;
mod html;
mod label;
mod live;
mod markdown;
mod outline;
mod passage;
mod plain;
mod position;
mod prose;
mod sentence;
mod table;
mod voice;

pub use live::LivePassages;
pub use outline::{HeadedSection, SectionKind, outline};
pub use passage::{Passage, PassageKind, passages};
pub use position::{Encoding, Position};
pub use sentence::{Sentence, sentences};

use std::ops::Range;
use std::path::Path;

use ropey::Rope;

/// The document an author edits. Cloning is cheap, because the rope shares its pieces: a clone is a snapshot.
#[derive(Clone, Debug, PartialEq)]
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

    /// The length of the text in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    /// Whether there is no text at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Replaces the whole text.
    pub fn replace(&mut self, text: &str) {
        self.rope = Rope::from_str(text);
    }

    /// Replaces the text between two positions.
    ///
    /// Positions are clamped as [`Draft::offset`] tells, and two that stand in the wrong order are swapped, so that an
    /// edit from outside always applies.
    pub fn apply(&mut self, range: Range<Position>, encoding: Encoding, replacement: &str) {
        let ends = [range.start, range.end].map(|position| position::character(&self.rope, position, encoding));
        let (start, end) = (ends[0].min(ends[1]), ends[0].max(ends[1]));
        let removed = self.rope.try_remove(start..end);
        let inserted = self.rope.try_insert(start, replacement);
        debug_assert!(removed.is_ok() && inserted.is_ok(), "clamped positions lie inside the text");
    }

    /// The position of a byte offset.
    ///
    /// An offset past the end gives the end of the text, one inside a character the start of that character, and one
    /// inside a line break the end of that line.
    #[must_use]
    pub fn position(&self, offset: usize, encoding: Encoding) -> Position {
        position::position(&self.rope, offset, encoding)
    }

    /// The byte offset of a position.
    ///
    /// A line past the last gives the end of the text, a column past the end of its line the place before the line
    /// break, and a column inside a character (between two surrogates, say) the start of that character.
    #[must_use]
    pub fn offset(&self, position: Position, encoding: Encoding) -> usize {
        position::offset(&self.rope, position, encoding)
    }
}

/// How a draft's text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// CommonMark with tables, footnotes and front matter.
    Markdown,
    /// Paragraphs separated by blank lines.
    Plain,
    /// A web page, or a piece of one.
    Html,
}

impl Format {
    /// How files with an ending are written, as far as it tells; the ending comes without its dot, in any case.
    #[must_use]
    pub fn of_ending(ending: &str) -> Option<Self> {
        match ending.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "mdx" | "qmd" | "rmd" => Some(Self::Markdown),
            "txt" | "text" => Some(Self::Plain),
            "html" | "htm" | "xhtml" => Some(Self::Html),
            _ => None,
        }
    }

    /// How a file is written, as far as its name tells.
    #[must_use]
    pub fn of_path(path: &Path) -> Option<Self> {
        Self::of_ending(path.extension()?.to_str()?)
    }

    /// Whether a file of this format that nobody has named is likely to be somebody's draft. Web pages in a folder are
    /// mostly made from something else.
    #[must_use]
    pub fn is_searched_for(self) -> bool {
        self != Self::Html
    }
}
