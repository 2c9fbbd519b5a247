//! From byte offsets to lines and columns: the one place of the reports where that conversion is done.
//!
//! Lines end as an editor ends them: at LF, at CRLF and at a CR alone; at nothing else. It must not panic on any
//! offset: one past the end means the end, one inside a character means that character's first byte.

use serde::Serialize;

/// A place in a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The line, from 1.
    pub line: usize,
    /// The column in Unicode scalar values, from 1.
    pub column: usize,
    /// The offset in bytes, from 0.
    pub offset: usize,
}

/// A stretch of a draft; `end` is the place just behind its last character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Range {
    /// Where it begins.
    pub start: Place,
    /// Where it ends.
    pub end: Place,
}

/// A text with its lines counted once, so that any number of offsets is converted quickly.
#[derive(Debug)]
pub struct Lines<'a> {
    text: &'a str,
    /// The offset of each line's first byte; never empty.
    starts: Vec<usize>,
    /// How many characters begin before each multiple of [`STEP`] bytes. A draft may be one enormous line, and
    /// counting its columns from the line's start for each finding would take time quadratic in its length.
    characters: Vec<usize>,
}

/// Bytes between two counts of characters: few enough to count through at once, many enough to cost no memory.
const STEP: usize = 1024;

impl<'a> Lines<'a> {
    /// Counts the lines of a text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes)
            .filter(|&at| bytes.get(at) == Some(&b'\n') || bytes.get(at + 1) != Some(&b'\n'));
        let starts = std::iter::once(0).chain(ends.map(|at| at + 1)).collect();
        let mut characters = vec![0];
        let mut total = 0;
        for block in bytes.chunks(STEP) {
            total += count_characters(block);
            characters.push(total);
        }
        Self { text, starts, characters }
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// The place of a byte offset.
    #[must_use]
    pub fn place(&self, offset: usize) -> Place {
        let offset = self.clamp(offset);
        let line = self.starts.partition_point(|&start| start <= offset).max(1);
        let start = self.start_of(line);
        Place { line, column: self.characters_before(offset) - self.characters_before(start) + 1, offset }
    }

    /// The range of a stretch of bytes.
    #[must_use]
    pub fn range(&self, bytes: &std::ops::Range<usize>) -> Range {
        let start = self.place(bytes.start);
        Range { start, end: if bytes.end <= bytes.start { start } else { self.place(bytes.end) } }
    }

    /// The text of a range.
    #[must_use]
    pub fn slice(&self, range: Range) -> &'a str {
        self.text.get(range.start.offset..range.end.offset).unwrap_or_default()
    }

    /// The offset of a line's first byte; `line` counts from 1, and a line past the last gives the text's end.
    #[must_use]
    pub fn start_of(&self, line: usize) -> usize {
        self.starts.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len())
    }

    fn clamp(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }

    fn characters_before(&self, offset: usize) -> usize {
        let block = offset / STEP;
        let counted = self.characters.get(block).copied().unwrap_or_default();
        counted + self.text.as_bytes().get(block * STEP..offset).map_or(0, count_characters)
    }
}

/// Counts the bytes that begin a character of UTF-8.
fn count_characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0b1100_0000 != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use super::{Lines, STEP};

    #[track_caller]
    fn check(text: &str, offset: usize, line: usize, column: usize) {
        let place = Lines::new(text).place(offset);
        assert_eq!((place.line, place.column), (line, column), "offset {offset} of {text:?}");
    }

    #[test]
    fn counts_lines_and_columns_from_one() {
        check("", 0, 1, 1);
        check("ab\ncd", 0, 1, 1);
        check("ab\ncd", 2, 1, 3);
        check("ab\ncd", 3, 2, 1);
        check("ab\n", 3, 2, 1);
    }

    #[test]
    fn ends_lines_as_editors_do_and_at_nothing_else() {
        check("a\r\nb", 2, 1, 3);
        check("a\r\nb", 3, 2, 1);
        check("a\rb", 2, 2, 1);
        check("a\r\r\nb", 4, 3, 1);
        check("a\u{2028}b\u{c}c\u{85}d", 9, 1, 7);
    }

    #[test]
    fn counts_characters_not_bytes() {
        //          bytes 0 2 6
        check("é😀x", 2, 1, 2);
        check("é😀x", 6, 1, 3);
        check("é😀x", 7, 1, 4);
    }

    #[test]
    fn takes_any_offset() {
        check("é", 1, 1, 1);
        check("é", 99, 1, 2);
        check("a\nb", usize::MAX, 2, 2);
        let backwards = std::ops::Range { start: 2, end: 1 };
        assert_eq!(Lines::new("ab").range(&backwards).end.offset, 2);
    }

    #[test]
    fn counts_the_same_across_blocks() {
        let text = "aé😀\n".repeat(STEP) + &"ñ".repeat(STEP);
        let lines = Lines::new(&text);
        let (mut line, mut column) = (1, 1);
        for (offset, character) in text.char_indices() {
            let place = lines.place(offset);
            assert_eq!((place.line, place.column), (line, column), "at {offset}");
            (line, column) = if character == '\n' { (line + 1, 1) } else { (line, column + 1) };
        }
    }
}
