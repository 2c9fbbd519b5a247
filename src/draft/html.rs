//! HTML to blocks. It must not report anything that is not the author's own prose.
//!
//! Left out are scripts, styles, titles, comments, attributes, code, pictures, controls, navigation, struck-out text and
//! quotations. No tree is built, because a draft is broken while it is being typed: tags are counted as they come.

use std::ops::Range;

use super::PassageKind;
use super::front_matter::front_matter_length;
use super::live::Section;
use super::prose::{PLACEHOLDER, Prose};
use super::table::Table;
use super::voice::{self, Block, Turn};
use crate::html::{Piece, heading_level, is_inline, literals, pieces};

/// Elements around blocks whose content is not the author's prose.
const SILENT_BLOCKS: &[&str] =
    &["audio", "blockquote", "canvas", "datalist", "iframe", "nav", "noscript", "object", "pre", "template", "video"];
/// The same within a line; what they hold ends with the block at the latest, because a tag may be missing.
const SILENT_SPANS: &[&str] = &["button", "del", "q", "s", "script", "select", "strike", "style", "textarea", "title"];
/// Things within a line that are no words, but that the sentence around them needs.
const OBJECTS: &[&str] = &["code", "img", "kbd", "math", "picture", "samp", "svg", "tt", "var"];

/// Cuts a text into sections. Each begins a line, so blocks that share one are in one section.
pub(super) fn sections(text: &str) -> Vec<Section> {
    let mut sections: Vec<(usize, Vec<Turn>)> = vec![(0, Vec::new())];
    let mut reached = 0;
    for block in blocks(text) {
        let Some((&(_, start), &(_, end))) = block.prose.map.first().zip(block.prose.map.last()) else { continue };
        let line = memchr::memrchr2(b'\n', b'\r', &text.as_bytes()[..start]).map_or(0, |line_break| line_break + 1);
        if line >= reached && reached > 0 {
            sections.push((line, Vec::new()));
        }
        reached = end;
        if let Some((start, turns)) = sections.last_mut() {
            turns.extend(voice::turns(Block { prose: block.prose.counted_from(*start), ..block }));
        }
    }
    let ends: Vec<usize> = sections.iter().skip(1).map(|&(start, _)| start).chain([text.len()]).collect();
    let section = |((start, turns), end): ((usize, Vec<Turn>), usize)| Section::new(end - start, 0, Vec::new(), turns);
    sections.into_iter().zip(ends).map(section).collect()
}

/// The headings of a text: level, text without markup, and bytes from tag to tag.
pub(super) fn headings(text: &str) -> Vec<(u8, String, Range<usize>)> {
    let mut reader = Reader::new(text);
    let mut headings = Vec::new();
    let mut start = None;
    body(text, |piece, range| {
        match piece {
            Piece::Start(name) if heading_level(name).is_some() => start = Some(range.start),
            Piece::End(name) => {
                if let (Some(level), Some(start)) = (heading_level(name), start.take()) {
                    headings.push((level, reader.prose.text.replace('\n', " "), start..range.end));
                }
            }
            _ => {}
        }
        reader.read(piece, range);
    });
    headings
}

/// The pieces of a page behind its front matter.
fn body(text: &str, mut take: impl FnMut(&Piece, Range<usize>)) {
    let start = front_matter_length(text);
    pieces(&text[start..], |piece, range| take(&piece, range.start + start..range.end + start));
}

fn blocks(text: &str) -> Vec<Block> {
    let mut reader = Reader::new(text);
    body(text, |piece, range| reader.read(piece, range));
    reader.finish_row();
    reader.flush();
    reader.blocks
}

/// Collects blocks of prose from the pieces of a page.
struct Reader<'a> {
    text: &'a str,
    blocks: Vec<Block>,
    /// The block that is being read.
    prose: Prose,
    /// White space before the next word, and whether a line ends in it.
    space: Option<(Range<usize>, bool)>,
    heading: Option<u8>,
    /// For each open list whether an item of it is open.
    lists: Vec<bool>,
    silent_blocks: usize,
    silent_spans: usize,
    /// The table that is being read. One within a cell takes its place.
    table: Table,
    in_cell: bool,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            blocks: Vec::new(),
            prose: Prose::default(),
            space: None,
            heading: None,
            lists: Vec::new(),
            silent_blocks: 0,
            silent_spans: 0,
            table: Table::default(),
            in_cell: false,
        }
    }

    fn read(&mut self, piece: &Piece, range: Range<usize>) {
        match piece {
            Piece::Text => self.text(range),
            Piece::Start(name) => self.start(name, range),
            Piece::End(name) => self.end(name),
            Piece::Other => {}
        }
    }

    fn start(&mut self, name: &str, range: Range<usize>) {
        if !is_inline(name) && name != "br" {
            self.flush();
            // No block stands in a heading: its end tag is still to be typed.
            self.heading = heading_level(name);
        }
        match name {
            "br" => self.add("\n", range),
            "ul" | "ol" | "dl" => self.lists.push(false),
            "li" | "dt" | "dd" => self.set_item(true),
            "table" => {
                self.finish_row();
                self.table = Table::default();
            }
            "tr" => self.finish_row(),
            "td" | "th" => {
                self.finish_cell();
                self.in_cell = true;
            }
            _ if SILENT_BLOCKS.contains(&name) => self.silent_blocks += 1,
            _ if SILENT_SPANS.contains(&name) => self.silent_spans += 1,
            _ if OBJECTS.contains(&name) => {
                self.add(PLACEHOLDER, range);
                self.silent_spans += usize::from(!matches!(name, "img"));
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if !is_inline(name) {
            self.flush();
        }
        match name {
            "ul" | "ol" | "dl" => drop(self.lists.pop()),
            "li" | "dt" | "dd" => self.set_item(false),
            "td" | "th" => self.finish_cell(),
            "tr" | "table" => self.finish_row(),
            _ if SILENT_BLOCKS.contains(&name) => self.silent_blocks = self.silent_blocks.saturating_sub(1),
            _ if SILENT_SPANS.contains(&name) || OBJECTS.contains(&name) => {
                self.silent_spans = self.silent_spans.saturating_sub(1);
            }
            _ if heading_level(name).is_some() => self.heading = None,
            _ => {}
        }
    }

    /// An item may stand in no list while the page is being written.
    fn set_item(&mut self, open: bool) {
        match self.lists.last_mut() {
            Some(item) => *item = open,
            None if open => self.lists.push(true),
            None => {}
        }
    }

    /// Adds a stretch of the page. White space is as much as a blank, or a line break where a line ends in it.
    fn text(&mut self, range: Range<usize>) {
        let text = self.text;
        literals(&text[range.clone()], |meaning, part| {
            let part = range.start + part.start..range.start + part.end;
            if text[part.clone()] != *meaning {
                return self.add(meaning, part);
            }
            let mut start = part.start;
            for run in meaning.as_bytes().chunk_by(|one, other| is_space(*one) == is_space(*other)) {
                let end = start + run.len();
                if run.first().copied().is_some_and(is_space) {
                    self.leave_space(start..end);
                } else {
                    self.add(&text[start..end], start..end);
                }
                start = end;
            }
        });
    }

    fn leave_space(&mut self, range: Range<usize>) {
        if !self.prose.text.is_empty() && !self.prose.text.ends_with('\n') {
            let ends_line = self.text[range.clone()].contains(['\n', '\r']);
            self.space.get_or_insert((range, false)).1 |= ends_line;
        }
    }

    /// Adds something that is no white space, or a line break.
    fn add(&mut self, text: &str, range: Range<usize>) {
        if self.silent_blocks + self.silent_spans > 0 {
            return;
        }
        let space = self.space.take();
        if text != "\n" {
            if let Some((space, ends_line)) = space {
                self.prose.add(if ends_line { "\n" } else { " " }, self.text, space);
            }
        } else if self.prose.text.is_empty() {
            return;
        }
        self.prose.add(text, self.text, range);
    }

    fn take_prose(&mut self) -> Prose {
        self.silent_spans = 0;
        self.space = None;
        std::mem::take(&mut self.prose)
    }

    /// Ends the block that is being read, if there is one.
    fn flush(&mut self) {
        if self.in_cell {
            // A cell may hold paragraphs, which are lines of it.
            return self.pause_cell();
        }
        let prose = self.take_prose();
        if !prose.text.is_empty() {
            let item = self.lists.last().copied().unwrap_or(false);
            let other = if item { PassageKind::ListItem } else { PassageKind::Paragraph };
            self.blocks.push(Block { kind: self.heading.map_or(other, PassageKind::Heading), prose });
        }
    }

    /// Sets two paragraphs of a cell apart.
    fn pause_cell(&mut self) {
        self.silent_spans = 0;
        if let Some(&(_, end)) = self.prose.map.last() {
            self.space.get_or_insert((end..end, true)).1 = true;
        }
    }

    fn finish_cell(&mut self) {
        if std::mem::take(&mut self.in_cell) {
            let cell = self.take_prose();
            self.table.cells.push(cell);
        }
    }

    fn finish_row(&mut self) {
        self.finish_cell();
        let row = self.table.finish_row();
        self.blocks.extend(row.into_iter().filter(|block| !block.prose.text.is_empty()));
    }
}

/// What HTML calls white space; a no-break space is a character like others.
fn is_space(byte: u8) -> bool {
    byte.is_ascii_whitespace()
}
