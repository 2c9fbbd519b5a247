//! Markdown to blocks. It must not report anything that is not the author's own prose.
//!
//! Left out are front matter, code, HTML, comments, images, link targets, struck-out text and block quotes; an alert
//! (`> [!NOTE]`) is the author's in spite of its mark. What the asker says is left out later, by [`super::voice`].

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
use regex::Regex;

use super::PassageKind;
use super::front_matter::front_matter_length;
use super::live::{Opening, Section};
use super::prose::{PLACEHOLDER, Prose};
use super::table::Table;
use super::voice::{self, Block};

/// Cuts a text into sections, one for each block that stands in no other.
pub(super) fn sections(text: &str, opening: &Opening<'_>) -> Vec<Section> {
    let preamble = preamble(&opening.defined);
    let text = if preamble.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(preamble.clone() + text) };
    let text = with_line_feeds(&text);
    let start = preamble.len();
    let body = if opening.front { front_matter_length(&text) } else { 0 };
    let mut reader = Reader::new(&text, start, opening.silent);
    let parser = Parser::new_ext(&text[body..], options());
    let links = parser.reference_definitions().iter();
    // A link's label that looks like a footnote's could not be told from one.
    let label = |label: &str| if label.trim_start().starts_with('^') { format!("\\{label}") } else { label.to_owned() };
    let links = links.map(|(name, link)| (link.span.start + body, label(name))).collect();
    for (event, range) in parser.into_offset_iter() {
        let range = range.start + body..range.end + body;
        if range.start >= start {
            reader.read(event, range);
        }
    }
    reader.into_sections(links)
}

/// Definitions of these labels, closed so that what follows is read as if it stood alone.
fn preamble(labels: &[&str]) -> String {
    let mut preamble: String = labels.iter().map(|label| format!("[{label}]: x\n\n")).collect();
    if !preamble.is_empty() {
        preamble.push_str("#\n\n");
    }
    preamble
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
                headings.last_mut().into_iter().for_each(|(_, title, _)| title.push_str(&words));
            }
            Event::SoftBreak | Event::HardBreak if inside => {
                headings.last_mut().into_iter().for_each(|(_, title, _)| title.push(' '));
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

/// Collects blocks of prose from the parser's events.
struct Reader<'a> {
    text: &'a str,
    /// The blocks of the section that is being read.
    blocks: Vec<Block>,
    /// Where each section begins, what is open there, what it says and which labels of footnotes it defines; the last
    /// one is being read.
    sections: Vec<Begun>,
    /// Whether the first of them has its block.
    has_begun: bool,
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

/// A section whose end is not known yet.
struct Begun {
    start: usize,
    silent: usize,
    turns: Vec<voice::Turn>,
    definitions: Vec<String>,
}

impl Begun {
    fn at(start: usize, silent: usize) -> Self {
        Self { start, silent, turns: Vec::new(), definitions: Vec::new() }
    }
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, start: usize, silent: usize) -> Self {
        Self {
            text,
            blocks: Vec::new(),
            sections: vec![Begun::at(start, silent)],
            has_begun: false,
            prose: Prose::default(),
            containers: Vec::new(),
            silences: Vec::new(),
            silent: 0,
            silent_html_blocks: silent,
            silent_html_spans: 0,
            html: String::new(),
            table: Table::default(),
        }
    }

    fn read(&mut self, event: Event<'_>, range: Range<usize>) {
        if self.silences.is_empty() {
            self.begin_section(range.start);
        }
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
            Tag::FootnoteDefinition(label) => {
                self.open_container(PassageKind::Footnote);
                if let Some(section) = self.sections.last_mut() {
                    section.definitions.push(format!("^{label}"));
                }
            }
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
            TagEnd::TableHead | TagEnd::TableRow => self.blocks.extend(self.table.finish_row()),
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

    /// Begins a section on the line of a block that stands in no other; the first one begins with the text.
    fn begin_section(&mut self, block: usize) {
        let line = memchr::memrchr(b'\n', &self.text.as_bytes()[..block]).map_or(0, |line_feed| line_feed + 1);
        if self.has_begun && self.sections.last().is_some_and(|last| last.start < line) {
            self.end_section();
            self.sections.push(Begun::at(line, self.silent_html_blocks));
        }
        self.has_begun = true;
    }

    fn end_section(&mut self) {
        self.flush();
        let blocks = std::mem::take(&mut self.blocks);
        if let Some(Begun { start, turns, .. }) = self.sections.last_mut() {
            let blocks = blocks.into_iter().map(|block| Block { prose: block.prose.counted_from(*start), ..block });
            turns.extend(blocks.flat_map(voice::turns));
        }
    }

    /// The sections, with the links that each defines.
    fn into_sections(mut self, links: Vec<(usize, String)>) -> Vec<Section> {
        self.end_section();
        for (at, label) in links {
            let section = self.sections.partition_point(|section| section.start <= at).checked_sub(1);
            if let Some(section) = section.and_then(|section| self.sections.get_mut(section)) {
                section.definitions.push(label);
            }
        }
        let ends: Vec<usize> = self.sections.iter().skip(1).map(|next| next.start).chain([self.text.len()]).collect();
        let section = |(begun, end): (Begun, usize)| {
            Section::new(end - begun.start, begun.silent, begun.definitions, begun.turns)
        };
        self.sections.into_iter().zip(ends).map(section).collect()
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
