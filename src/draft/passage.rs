//! A passage: a block of prose in the author's voice, with a map back to the draft.
//!
//! It must not decide what a sentence claims; it only decides who speaks.

use std::ops::Range;

use super::{Format, markdown, plain};

/// A block of prose that speaks in the author's voice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// What kind of block this is.
    pub kind: PassageKind,
    /// The prose without markup. Soft and hard line breaks are kept as `\n`.
    pub text: String,
    /// Pairs of byte offsets `(in text, in draft)`, ascending: from the first of a pair on, text and draft run
    /// alongside until the next pair.
    pub map: Vec<(usize, usize)>,
    /// The bytes of the draft from the first to the last character of the prose.
    pub range: Range<usize>,
    /// The headings above this passage, outermost first, without markup.
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
        /// The text of the column's header cell.
        header: String,
        /// The texts of the other cells in this row, in order, the first cell included.
        row_texts: Vec<String>,
    },
    /// The text of a footnote.
    Footnote,
}

impl Passage {
    /// The byte offset in the draft of a byte offset in [`Passage::text`].
    ///
    /// An offset past the end gives the end of the passage.
    #[must_use]
    pub fn to_draft(&self, offset: usize) -> usize {
        let at = self.map.partition_point(|&(text, _)| text <= offset);
        match at.checked_sub(1).and_then(|index| self.map.get(index)) {
            Some(&(text, draft)) => (draft + (offset - text)).min(self.range.end),
            None => self.range.start,
        }
    }
}

/// The passages of a text, in order.
#[must_use]
pub fn passages(text: &str, format: Format) -> Vec<Passage> {
    match format {
        Format::Markdown => markdown::passages(text),
        Format::Plain => plain::passages(text),
    }
}
