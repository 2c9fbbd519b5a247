//! Positions in a text: lines and columns in the units of an editor, and byte offsets.
//!
//! All conversions between the two live here. A line ends at LF, CRLF or CR and nowhere else, as the language server
//! protocol wants it. Nothing here may panic or index by a position: positions come from outside.

use ropey::Rope;

/// The unit of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// 16-bit code units, the language server protocol's default.
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

/// A place in a text, both parts counted from 0; the column in units of an [`Encoding`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, from 0.
    pub line: u32,
    /// The column, from 0.
    pub column: u32,
}

/// The position of a byte offset; clamped, never past the end of its line.
pub(super) fn position(rope: &Rope, offset: usize, encoding: Encoding) -> Position {
    let character = rope.try_byte_to_char(offset).unwrap_or(rope.len_chars());
    let line = rope.try_char_to_line(character).unwrap_or(0);
    let (start, end) = line_characters(rope, line);
    let column = units(rope, character.min(end), encoding) - units(rope, start, encoding);
    Position { line: saturated(line), column: saturated(column) }
}

/// The byte offset of a position; clamped, always at the start of a character.
pub(super) fn offset(rope: &Rope, position: Position, encoding: Encoding) -> usize {
    rope.try_char_to_byte(character(rope, position, encoding)).unwrap_or(rope.len_bytes())
}

/// The same as [`offset`], in characters, which is what a rope is edited by.
pub(super) fn character(rope: &Rope, position: Position, encoding: Encoding) -> usize {
    let (line, column) = (position.line as usize, position.column as usize);
    if line >= rope.len_lines() {
        return rope.len_chars();
    }
    let (start, end) = line_characters(rope, line);
    let place = units(rope, start, encoding).saturating_add(column);
    let character = match encoding {
        Encoding::Utf8 => rope.try_byte_to_char(place),
        Encoding::Utf16 => rope.try_utf16_cu_to_char(place),
        Encoding::Utf32 => Ok(place),
    };
    character.map_or(end, |character| character.min(end))
}

/// The units before a character, counted from the start of the text.
fn units(rope: &Rope, character: usize, encoding: Encoding) -> usize {
    match encoding {
        Encoding::Utf8 => rope.try_char_to_byte(character).unwrap_or(rope.len_bytes()),
        Encoding::Utf16 => rope.try_char_to_utf16_cu(character).unwrap_or(rope.len_utf16_cu()),
        Encoding::Utf32 => character,
    }
}

/// The first character of a line, and the end of its last one before the line break.
fn line_characters(rope: &Rope, line: usize) -> (usize, usize) {
    let start = rope.try_line_to_char(line).unwrap_or(rope.len_chars());
    let mut end = rope.try_line_to_char(line + 1).unwrap_or(rope.len_chars());
    for line_break in ['\n', '\r'] {
        if end > start && rope.get_char(end - 1) == Some(line_break) {
            end -= 1;
        }
    }
    (start, end)
}

fn saturated(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
