//! A passage: a block of prose in the author's voice, with a map back to the draft.
//!
//! It must not decide what a sentence claims; it only decides who speaks.

use std::ops::Range;
use std::sync::Arc;

use super::{Draft, Format, LivePassages, prose};

/// A block of prose that speaks in the author's voice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// What kind of block this is.
    pub kind: PassageKind,
    /// The prose without markup. Soft and hard line breaks are kept as `\n`; entities and escapes are resolved. Code,
    /// images and addresses are each one U+FFFC.
    pub text: String,
    /// Pairs of byte offsets `(in text, in draft)`, ascending: from the first of a pair on, text and draft run
    /// alongside until the next pair. Between two pairs that are not equally far apart in text and draft stands one
    /// thing that cannot be divided, such as an entity. Where two pairs share a place in the text, the first tells
    /// where the character before it ends in the draft, the second where the character after it begins.
    pub map: Vec<(usize, usize)>,
    /// The bytes of the draft from the first to the last character of the prose.
    pub range: Range<usize>,
    /// The headings above this passage, outermost first, without markup; very long ones are cut.
    pub headings: Vec<String>,
}

/// The kinds of block that carry prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PassageKind {
    /// A paragraph of running prose.
    Paragraph,
    /// A heading; its level is 1 to 6.
    Heading(u8),
    /// The prose of one list item.
    ListItem,
    /// One cell of a table.
    Cell {
        /// The row, 0 for the header.
        row: usize,
        /// The column, from 0.
        column: usize,
        /// The text of the column's header cell; a very long one is cut.
        header: String,
        /// The texts of all cells in this row, in order, so that `row_texts[column]` is this cell's own. The cells of
        /// a row share it.
        row_texts: Arc<[String]>,
    },
    /// The text of a footnote.
    Footnote,
}

impl Passage {
    /// A text that is prose as it stands, from its first byte to its last.
    #[must_use]
    pub fn of(kind: PassageKind, text: String) -> Self {
        Self { kind, map: vec![(0, 0)], range: 0..text.len(), headings: Vec::new(), text }
    }

    /// The same passage, further on in the draft.
    #[must_use]
    pub(super) fn moved(mut self, by: usize) -> Self {
        for (_, draft) in &mut self.map {
            *draft += by;
        }
        self.range = self.range.start + by..self.range.end + by;
        self
    }

    /// The byte offset in the draft of the character at a byte offset in [`Passage::text`].
    ///
    /// An offset past the end gives the end of the passage. For the end of a range use [`Passage::to_draft_range`]:
    /// markup may stand between the end of one character and the start of the next.
    #[must_use]
    pub fn to_draft(&self, offset: usize) -> usize {
        prose::draft_offset(&self.map, offset).min(self.range.end)
    }

    /// The smallest range of the draft that holds a range of [`Passage::text`].
    ///
    /// It begins where the first character begins and ends where the last one ends, markup between them included. A
    /// part of an entity gives the whole entity.
    #[must_use]
    pub fn to_draft_range(&self, range: Range<usize>) -> Range<usize> {
        let range = prose::draft_range(&self.map, range);
        range.start.min(self.range.end)..range.end.min(self.range.end)
    }
}

/// The passages of a text, in order.
#[must_use]
pub fn passages(text: &str, format: Format) -> Vec<Passage> {
    LivePassages::new(&Draft::new(text, format)).into_passages()
}
