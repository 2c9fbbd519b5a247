//! Markdown to passages. It must not report anything that is not the author's own prose.
//!
//! Left out are front matter, code, HTML, comments, images, link targets, struck-out text and block quotes; an alert
//! (`> [!NOTE]`) is the author's in spite of its mark. What the asker says is left out later, by [`super::voice`].

use std::borrow::Cow;
use std::ops::Range;
use std::sync::{Arc, LazyLock};

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
use regex::Regex;

use super::prose::{PLACEHOLDER, Prose};
use super::voice::{self, Block, shortened};
use super::{Passage, PassageKind};

pub(super) fn passages(text: &str) -> Vec<Passage> {
    let text = with_line_feeds(text);
    let body = front_matter_length(&text);
    let mut reader = Reader::new(&text);
    for (event, range) in Parser::new_ext(&text[body..], options()).into_offset_iter() {
        reader.read(event, range.start + body..range.end + body);
    }
    reader.flush();
    voice::passages(reader.blocks)
}

/// The headings of a text: level, text without markup, and bytes with all marks.
pub(super) fn headings(text: &str) -> Vec<(u8, String, Range<usize>)> {
    let text = with_line_feeds(text);
    let body = front_matter_length(&text);
    let mut headings: Vec<(u8, String, Range<usize>)> = Vec::new();
    let mut inside = false;
    for (event, range) in Parser::new_ext(&text[body..], options()).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                inside = true;
                headings.push((level as u8, String::new(), range.start + body..range.end + body));
            }
            Event::End(TagEnd::Heading(_)) => inside = false,
            Event::Text(words) | Event::Code(words) if inside => {
                headings.iter_mut().next_back().into_iter().for_each(|(_, title, _)| title.push_str(&words));
            }
            Event::SoftBreak | Event::HardBreak if inside => {
                headings.iter_mut().next_back().into_iter().for_each(|(_, title, _)| title.push(' '));
            }
            _ => {}
        }
    }
    headings
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}

/// The text with a line feed for each carriage return that stands alone, which the parser does not know as a line
/// break everywhere. The offsets stay the same.
fn with_line_feeds(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let alone = |at: usize| bytes.get(at + 1) != Some(&b'\n');
    if !memchr::memchr_iter(b'\r', bytes).any(alone) {
        return Cow::Borrowed(text);
    }
    let line_feed = |(at, character)| if character == '\r' && alone(at) { '\n' } else { character };
    Cow::Owned(text.char_indices().map(line_feed).collect())
}

/// The bytes before the body: a byte order mark, and YAML between `---` or TOML between `+++` at the very top.
///
/// The parser's own option would also take prose between two rules for front matter, anywhere in the text.
fn front_matter_length(text: &str) -> usize {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mark = text.len() - body.len();
    let mut lines = body.split_inclusive('\n');
    let Some(opening) = lines.next() else { return mark };
    let closings = match opening.trim_end() {
        "---" => ["---", "..."],
        "+++" => ["+++", "+++"],
        _ => return mark,
    };
    let mut length = mark + opening.len();
    for line in lines {
        length += line.len();
        if closings.contains(&line.trim_end()) {
            return length;
        }
    }
    mark
}

/// Collects blocks of prose from the parser's events.
struct Reader<'a> {
    text: &'a str,
    blocks: Vec<Block>,
    /// The block that is being read.
    prose: Prose,
    /// The list items and footnotes around it, outermost first.
    containers: Vec<PassageKind>,
    /// For each open element whether it silences what it holds, because that is not in the author's voice.
    silences: Vec<bool>,
    /// How many of them do.
    silent: usize,
    /// How many HTML elements around the block silence it; they may be left open.
    silent_html_blocks: usize,
    /// How many HTML elements within the block silence the rest of it; they end with it.
    silent_html_spans: usize,
    /// The HTML block that is being read.
    html: String,
    table: Table,
}

/// The table that is being read.
#[derive(Default)]
struct Table {
    headers: Vec<String>,
    row: usize,
    cells: Vec<Prose>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            blocks: Vec::new(),
            prose: Prose::default(),
            containers: Vec::new(),
            silences: Vec::new(),
            silent: 0,
            silent_html_blocks: 0,
            silent_html_spans: 0,
            html: String::new(),
            table: Table::default(),
        }
    }

    fn read(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => {
                let silences = self.start(&tag, range);
                self.silences.push(silences);
                self.silent += usize::from(silences);
            }
            Event::End(tag) => {
                let silenced = self.silences.pop().unwrap_or(false);
                self.silent -= usize::from(silenced);
                self.end(tag, range, silenced);
            }
            Event::Text(text) => self.add(&text, range),
            Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => self.add(PLACEHOLDER, range),
            Event::SoftBreak | Event::HardBreak => self.add("\n", range),
            Event::Html(html) => self.html.push_str(&html),
            Event::InlineHtml(html) => self.inline_html(&html, range),
            Event::FootnoteReference(_) | Event::Rule | Event::TaskListMarker(_) => {}
        }
    }

    /// Opens an element and tells whether it silences what it holds.
    fn start(&mut self, tag: &Tag<'_>, range: Range<usize>) -> bool {
        match tag {
            Tag::Item => self.open_container(PassageKind::ListItem),
            Tag::FootnoteDefinition(_) => self.open_container(PassageKind::Footnote),
            Tag::Paragraph | Tag::Heading { .. } | Tag::List(_) => self.flush(),
            Tag::BlockQuote(alert) => {
                self.flush();
                return alert.is_none();
            }
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                self.flush();
                return true;
            }
            Tag::Table(_) => {
                self.flush();
                self.table = Table::default();
            }
            Tag::Image { .. } | Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. } => {
                self.add(PLACEHOLDER, range);
                return true;
            }
            // One tilde often means "about" ("~3 months"), so only two of them withdraw what they hold.
            Tag::Strikethrough if self.text[range.clone()].starts_with("~~") => return true,
            Tag::Strikethrough => self.add("~", range.start..range.start + 1),
            _ => {}
        }
        false
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>, silenced: bool) {
        match tag {
            TagEnd::Heading(level) => self.finish(PassageKind::Heading(level as u8)),
            TagEnd::Paragraph | TagEnd::List(_) | TagEnd::BlockQuote(_) => self.flush(),
            TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.flush();
                self.containers.pop();
            }
            TagEnd::HtmlBlock => {
                let html = std::mem::take(&mut self.html);
                count_open_elements(&html, &["blockquote"], &mut self.silent_html_blocks);
            }
            TagEnd::TableCell => {
                let cell = self.take_prose();
                self.table.cells.push(cell);
            }
            TagEnd::TableHead | TagEnd::TableRow => self.finish_row(),
            TagEnd::Strikethrough if !silenced => self.add("~", range.end - 1..range.end),
            _ => {}
        }
    }

    fn inline_html(&mut self, html: &str, range: Range<usize>) {
        if html.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("<br")) {
            self.add("\n", range);
        } else {
            count_open_elements(html, &["code", "del", "q", "s"], &mut self.silent_html_spans);
        }
    }

    fn add(&mut self, text: &str, range: Range<usize>) {
        if self.silent + self.silent_html_blocks + self.silent_html_spans == 0 {
            self.prose.add(text, self.text, range);
        }
    }

    fn open_container(&mut self, kind: PassageKind) {
        self.flush();
        self.containers.push(kind);
    }

    /// Ends the block that is being read, if there is one; its container tells its kind.
    fn flush(&mut self) {
        self.finish(self.containers.last().cloned().unwrap_or(PassageKind::Paragraph));
    }

    fn finish(&mut self, kind: PassageKind) {
        let prose = self.take_prose();
        if !prose.text.is_empty() {
            self.blocks.push(Block { kind, prose });
        }
    }

    fn finish_row(&mut self) {
        let cells = std::mem::take(&mut self.table.cells);
        let row = self.table.row;
        if row == 0 {
            self.table.headers = cells.iter().map(|cell| shortened(&cell.text)).collect();
        }
        let row_texts: Arc<[String]> = cells.iter().map(|cell| cell.text.clone()).collect();
        for (column, prose) in cells.into_iter().enumerate() {
            let header = self.table.headers.get(column).cloned().unwrap_or_default();
            let kind = PassageKind::Cell { row, column, header, row_texts: Arc::clone(&row_texts) };
            self.blocks.push(Block { kind, prose });
        }
        self.table.row += 1;
    }

    fn take_prose(&mut self) -> Prose {
        self.silent_html_spans = 0;
        std::mem::take(&mut self.prose)
    }
}

/// Adds to a count the elements of some names that a piece of HTML opens, and takes away those it closes.
fn count_open_elements(html: &str, names: &[&str], count: &mut usize) {
    static TAG: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?s)<!--.*?(?:-->|\z)|<(/?)([A-Za-z]+)").expect("the pattern is fixed and tested")
    });
    for tag in TAG.captures_iter(html) {
        let (Some(slash), Some(name)) = (tag.get(1), tag.get(2)) else { continue };
        if !names.iter().any(|wanted| wanted.eq_ignore_ascii_case(name.as_str())) {
            continue;
        }
        *count = if slash.is_empty() { *count + 1 } else { count.saturating_sub(1) };
    }
}
