//! Positions in a text: lines and columns in the units of an editor, and byte offsets.

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

impl Encoding {
    /// How many columns a character takes.
    #[must_use]
    pub fn width(self, character: char) -> usize {
        match self {
            Self::Utf8 => character.len_utf8(),
            Self::Utf16 => character.len_utf16(),
            Self::Utf32 => 1,
        }
    }
}
