//! Prose: text without its markup, and a map back to where each piece stands in the draft.
//!
//! It must not know any format; the readers of Markdown and plain text push what they find.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// Stands for something that is not prose, such as code, an image or an address: the character that Unicode keeps for
/// an object in a text. The sentence around it stays readable, and nothing in it can be mistaken for a word.
pub(super) const PLACEHOLDER: &str = "\u{fffc}";

/// Text and its map, built piece by piece.
///
/// The map is as [`super::Passage::map`] describes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Prose {
    pub(super) text: String,
    pub(super) map: Vec<(usize, usize)>,
    /// Whether the last piece is a copy of the draft, which the next piece may continue.
    copied: bool,
}

impl Prose {
    /// Adds a text that stands for a piece of the draft: mostly a copy of it, else what an entity means.
    pub(super) fn add(&mut self, text: &str, draft: &str, range: Range<usize>) {
        let copied = draft.get(range.clone()) == Some(text);
        self.push(text, range, copied);
    }

    fn push(&mut self, text: &str, range: Range<usize>, copied: bool) {
        let (at, end) = self.map.last().copied().unwrap_or((0, range.start));
        // The map must ascend; a piece from before the last one would break every search in it.
        if text.is_empty() || range.start < end {
            return;
        }
        let continues = copied && self.copied && range.start == end;
        if continues {
            self.map.pop();
        } else if range.start > end || self.map.is_empty() {
            self.map.push((at, range.start));
        }
        self.text.push_str(text);
        self.map.push((self.text.len(), range.end));
        self.copied = copied;
    }

    /// The part of the prose in a range of its text, without the white space around it.
    pub(super) fn slice(&self, range: Range<usize>) -> Self {
        let mut part = Self::default();
        let Some(text) = self.text.get(range.clone()) else { return part };
        let start = range.start + (text.len() - text.trim_start().len());
        let end = start + text.trim().len();
        let first = self.map.partition_point(|&(text, _)| text <= start).saturating_sub(1);
        for (piece, copied) in pieces(&self.map[first.min(self.map.len())..]) {
            if piece.start >= end {
                break;
            }
            let piece = piece.start.max(start)..piece.end.min(end);
            if let Some(text) = self.text.get(piece.clone()) {
                part.push(text, draft_range(&self.map, piece), copied);
            }
        }
        part
    }

    /// The same prose with a placeholder for each web or mail address, and for each citation of Pandoc (`[@key]`); they
    /// say nothing even where they hold words.
    pub(super) fn without_addresses(self) -> Self {
        static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(
                r#"(?:\b(?:https?|ftp)://|\bmailto:|\bwww\.)[^\s<>"“”]*[^\s<>"“”’'.,;:!?)\]*_]|\[-?@\w[^\[\]]*\]"#,
            )
            .expect("the pattern is fixed and tested")
        });
        if !["://", "www.", "mailto:", "@"].iter().any(|mark| self.text.contains(mark)) {
            return self;
        }
        self.mask(ADDRESS.find_iter(&self.text).map(|found| found.range()))
    }

    /// The same prose with a placeholder for each of some ascending ranges of its text.
    fn mask(&self, ranges: impl Iterator<Item = Range<usize>>) -> Self {
        let mut masked = Self::default();
        let mut ranges = ranges.peekable();
        for (piece, copied) in pieces(&self.map) {
            let mut at = piece.start;
            while let Some(range) = ranges.peek() {
                if range.start >= piece.end {
                    break;
                }
                if range.start > at {
                    let before = at..range.start;
                    masked.push(&self.text[before.clone()], draft_range(&self.map, before), copied);
                }
                if range.start >= piece.start {
                    masked.push(PLACEHOLDER, draft_range(&self.map, range.clone()), false);
                }
                at = range.end.clamp(at, piece.end);
                if range.end > piece.end {
                    break;
                }
                ranges.next();
            }
            if at < piece.end {
                masked.push(&self.text[at..piece.end], draft_range(&self.map, at..piece.end), copied);
            }
        }
        masked
    }

    /// Whether there is anything to read in it.
    pub(super) fn has_words(&self) -> bool {
        self.text.chars().any(char::is_alphanumeric)
    }
}

/// The smallest range of the draft that holds a range of the text.
pub(super) fn draft_range(map: &[(usize, usize)], range: Range<usize>) -> Range<usize> {
    let start = draft_offset(map, range.start);
    let at = map.partition_point(|&(text, _)| text < range.end);
    let end = match (at.checked_sub(1).and_then(|before| map.get(before)), map.get(at)) {
        (Some(&opening), Some(&closing)) if !is_copy(opening, closing) => closing.1,
        (Some(&(text, draft)), _) => draft + (range.end - text),
        (None, _) => start,
    };
    start..end.max(start)
}

/// The byte of the draft at which the character at an offset of the text begins.
pub(super) fn draft_offset(map: &[(usize, usize)], offset: usize) -> usize {
    let at = map.partition_point(|&(text, _)| text <= offset);
    match (at.checked_sub(1).and_then(|before| map.get(before)), map.get(at)) {
        (Some(&opening), Some(&closing)) if !is_copy(opening, closing) => opening.1,
        (Some(&(text, draft)), _) => draft + (offset - text),
        (None, first) => first.map_or(0, |&(_, draft)| draft),
    }
}

/// The pieces of a map: their ranges in the text, and whether each is a copy of the draft.
fn pieces(map: &[(usize, usize)]) -> impl Iterator<Item = (Range<usize>, bool)> + '_ {
    map.windows(2).map(|pair| (pair[0].0..pair[1].0, is_copy(pair[0], pair[1]))).filter(|(piece, _)| !piece.is_empty())
}

/// Whether text and draft run alongside between two pairs.
///
/// A stand-in of the same length as what it stands for passes for a copy. That does no harm: such a stand-in is either
/// one character or stands for an entity, which is ASCII, so that no offset can fall inside a character.
fn is_copy(opening: (usize, usize), closing: (usize, usize)) -> bool {
    closing.0 + opening.1 == closing.1 + opening.0
}
