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

use std::ops::Range;

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

    /// Puts a new text in place of the old.
    pub fn replace(&mut self, text: &str) {
        self.rope = Rope::from_str(text);
    }

    /// Puts `text` in place of a range; a range that reaches past the end is clamped.
    pub fn apply(&mut self, range: Range<Position>, text: &str, encoding: Encoding) {
        let (one, other) = (self.offset(range.start, encoding), self.offset(range.end, encoding));
        let start = self.rope.byte_to_char(one.min(other));
        let end = self.rope.byte_to_char(one.max(other));
        self.rope.remove(start..end);
        self.rope.insert(start, text);
    }

    /// The byte at a position; a position past a line's end is that line's end, one past the text the text's end.
    #[must_use]
    pub fn offset(&self, position: Position, encoding: Encoding) -> usize {
        let line = position.line as usize;
        let Some(text) = self.rope.get_line(line) else { return self.rope.len_bytes() };
        let (mut column, mut bytes) = (0, 0);
        for character in text.chars().take_while(|character| !matches!(character, '\n' | '\r')) {
            let width = encoding.width(character);
            if column + width > position.column as usize {
                break;
            }
            column += width;
            bytes += character.len_utf8();
        }
        self.rope.line_to_byte(line) + bytes
    }

    /// The position of a byte; a byte inside a character is the character's start, one past the text the text's end.
    #[must_use]
    pub fn position(&self, offset: usize, encoding: Encoding) -> Position {
        let offset = offset.min(self.rope.len_bytes());
        let line = self.rope.byte_to_line(offset);
        let (start, end) = (self.rope.line_to_char(line), self.rope.byte_to_char(offset));
        let column: usize = self.rope.slice(start..end).chars().map(|character| encoding.width(character)).sum();
        Position { line: u32::try_from(line).unwrap_or(u32::MAX), column: u32::try_from(column).unwrap_or(u32::MAX) }
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
