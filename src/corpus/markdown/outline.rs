//! A Markdown text as a flat list of headings and paragraphs, without markup, each with its line. It must not know
//! what the headings mean.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{Paragraph, ParagraphKind};
use crate::corpus::decode::tidy;

/// A heading or a paragraph.
#[derive(Debug, PartialEq)]
pub(super) enum Piece {
    /// A heading of a level from 1.
    Heading { level: usize, text: String, line: u32 },
    /// A paragraph or a list item.
    Paragraph(Paragraph),
}

/// The pieces of a text from an offset on; lines count from the beginning of the text.
pub(super) fn outline(text: &str, body: usize) -> Vec<Piece> {
    let mut outline = Outline { pieces: Vec::new(), open: None, lists: 0, silent: 0 };
    let mut lines = Lines { text, at: 0, line: 1 };
    for (event, range) in Parser::new_ext(text.get(body..).unwrap_or_default(), Options::empty()).into_offset_iter() {
        outline.take(event, || lines.line_of(body + range.start));
    }
    outline.close();
    outline.pieces
}

struct Outline {
    pieces: Vec<Piece>,
    open: Option<Piece>,
    /// How many lists are open: a paragraph in one of them is a bullet.
    lists: usize,
    /// How many things are open whose text is not the author's prose: quotes, code, HTML, pictures.
    silent: usize,
}

impl Outline {
    fn take(&mut self, event: Event<'_>, line: impl FnOnce() -> u32) {
        match event {
            Event::Start(Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Image { .. }) => {
                self.silent += 1;
            }
            Event::End(TagEnd::BlockQuote(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Image) => {
                self.silent = self.silent.saturating_sub(1);
            }
            Event::Start(Tag::Heading { level, .. }) => {
                self.open(Piece::Heading { level: level as usize, text: String::new(), line: line() });
            }
            Event::Start(Tag::Item) => self.open_paragraph(line()),
            Event::Start(Tag::Paragraph) => self.open_paragraph(line()),
            Event::Start(Tag::List(_)) => {
                self.close();
                self.lists += 1;
            }
            Event::End(TagEnd::List(_)) => {
                self.close();
                self.lists = self.lists.saturating_sub(1);
            }
            Event::End(TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::Item) => self.close(),
            Event::Text(text) | Event::Code(text) => self.push(&text),
            Event::SoftBreak | Event::HardBreak => self.push("\n"),
            // A comment inside a paragraph says nothing, but the lines after it stay where they are.
            Event::InlineHtml(html) => self.push(&"\n".repeat(html.matches('\n').count())),
            _ => {}
        }
    }

    fn open_paragraph(&mut self, line: u32) {
        let kind = if self.lists > 0 { ParagraphKind::Bullet } else { ParagraphKind::Prose };
        self.open(Piece::Paragraph(Paragraph { text: String::new(), line, kind }));
    }

    fn open(&mut self, piece: Piece) {
        self.close();
        self.open = Some(piece);
    }

    fn push(&mut self, more: &str) {
        if self.silent > 0 {
            return;
        }
        match &mut self.open {
            Some(Piece::Heading { text, .. } | Piece::Paragraph(Paragraph { text, .. })) => text.push_str(more),
            None => {}
        }
    }

    /// Ends the open piece; one that holds no text is dropped.
    fn close(&mut self) {
        match self.open.take() {
            Some(Piece::Heading { level, text, line }) => {
                let text = tidy(&text);
                if !text.is_empty() {
                    self.pieces.push(Piece::Heading { level, text, line });
                }
            }
            Some(Piece::Paragraph(Paragraph { text, line, kind })) => {
                let text = text.split('\n').map(tidy).collect::<Vec<_>>().join("\n");
                let (above, text) = text.split_at(text.len() - text.trim_start().len());
                let line = line.saturating_add(u32::try_from(above.matches('\n').count()).unwrap_or(0));
                if !text.trim_end().is_empty() {
                    let text = text.trim_end().to_owned();
                    self.pieces.push(Piece::Paragraph(Paragraph { text, line, kind }));
                }
            }
            None => {}
        }
    }
}

/// Counts lines while walking forward; the events of a page come nearly in order.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: u32,
}

impl Lines<'_> {
    fn line_of(&mut self, offset: usize) -> u32 {
        if offset < self.at {
            (self.at, self.line) = (0, 1);
        }
        let between = self.text.as_bytes().get(self.at..offset).unwrap_or_default();
        let count = u32::try_from(memchr::memchr_iter(b'\n', between).count()).unwrap_or(u32::MAX);
        (self.at, self.line) = (offset, self.line.saturating_add(count));
        self.line
    }
}
