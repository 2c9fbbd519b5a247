//! What stands on a web page to be read: headings, paragraphs and list items in order, each with its line. It must not
//! know what a heading means.

use std::ops::Range;

use super::furniture::{furniture, starts_of};
use super::tokens::{Token, Tokens};
use crate::corpus::decode::tidy;
use crate::html::{self, is_inline};

/// A heading, a paragraph or a list item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::corpus) struct Block {
    /// What it is.
    pub(in crate::corpus) kind: BlockKind,
    /// Its text; line breaks of the page are kept as `\n`, other white space is single spaces.
    pub(in crate::corpus) text: String,
    /// The line on which it begins, from 1.
    pub(in crate::corpus) line: u32,
}

/// The kinds of block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::corpus) enum BlockKind {
    /// A heading of a level from 1.
    Heading(u8),
    /// Running prose.
    Prose,
    /// An item of a list.
    Bullet,
}

/// The blocks of a piece of HTML: of its `main` element or its `article`s, where it has any.
pub(in crate::corpus) fn blocks(html: &str) -> Vec<Block> {
    blocks_of(&Tokens::of(html))
}

/// The same, of tokens.
pub(super) fn blocks_of(tokens: &Tokens) -> Vec<Block> {
    let furniture = furniture(tokens);
    for names in [["main"], ["article"]] {
        let mut reader = Reader::default();
        let mut done = 0;
        for start in starts_of(tokens, &names) {
            let hidden = from(&furniture, start).first().is_some_and(|range| range.contains(&start));
            if let Some(end) = tokens.end_of(start).filter(|_| start >= done && !hidden) {
                reader.read(tokens, start..end, &furniture);
                done = end;
            }
        }
        if reader.blocks.iter().any(|block| !matches!(block.kind, BlockKind::Heading(_))) {
            return reader.blocks;
        }
    }
    let mut reader = Reader::default();
    reader.read(tokens, 0..tokens.all.len(), &furniture);
    reader.blocks
}

/// The ranges that do not end before a place.
fn from(ranges: &[Range<usize>], at: usize) -> &[Range<usize>] {
    ranges.get(ranges.partition_point(|range| range.end <= at)..).unwrap_or_default()
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    open: Option<Block>,
    heading: Option<u8>,
    lists: usize,
    links: usize,
    /// How many bytes of the open block stand in links.
    linked: usize,
}

impl Reader {
    fn read(&mut self, tokens: &Tokens, range: Range<usize>, furniture: &[Range<usize>]) {
        let mut skipped = from(furniture, range.start).iter().peekable();
        let mut at = range.start;
        while let Some(token) = tokens.all.get(at).filter(|_| at < range.end) {
            while skipped.next_if(|skip| skip.end <= at).is_some() {}
            if let Some(skip) = skipped.peek().filter(|skip| skip.contains(&at)) {
                if !token.start().is_some_and(is_inline) {
                    self.close();
                }
                at = skip.end;
                continue;
            }
            self.take(token);
            at += 1;
        }
        self.close();
    }

    fn take(&mut self, token: &Token) {
        match token {
            Token::Text { text, line } => self.push(text, *line),
            Token::Start { name, .. } => match name.as_str() {
                "br" => self.break_line(),
                "a" => self.links += 1,
                name if is_inline(name) => {}
                name => {
                    self.close();
                    self.heading = heading_level(name);
                    if matches!(name, "ul" | "ol") {
                        self.lists += 1;
                    }
                }
            },
            Token::End { name } => match name.as_str() {
                "a" => self.links = self.links.saturating_sub(1),
                name if is_inline(name) => {}
                name => {
                    self.close();
                    self.heading = None;
                    if matches!(name, "ul" | "ol") {
                        self.lists = self.lists.saturating_sub(1);
                    }
                }
            },
        }
    }

    fn push(&mut self, more: &str, line: u32) {
        let kind = match self.heading {
            Some(level) => BlockKind::Heading(level),
            None if self.lists > 0 => BlockKind::Bullet,
            None => BlockKind::Prose,
        };
        if self.open.is_none() && more.trim().is_empty() {
            return;
        }
        let block = self.open.get_or_insert_with(|| Block { kind, text: String::new(), line });
        block.text.push_str(more);
        if self.links > 0 {
            self.linked += more.trim().len();
        }
    }

    /// A line break between sentences sets them apart; one within a sentence is a space.
    fn break_line(&mut self) {
        let Some(block) = &mut self.open else { return };
        let text = block.text.trim_end();
        if text.ends_with(['.', '!', '?', ':', ';', '…']) || block.text.ends_with(BREAK) {
            self.close();
        } else {
            block.text.push(BREAK);
        }
    }

    /// Ends the open block. One without text, or of nothing but links to other pages, is dropped.
    fn close(&mut self) {
        let linked = std::mem::take(&mut self.linked);
        let Some(Block { kind, text, line }) = self.open.take() else { return };
        let length = text.trim().len();
        let text = text.replace(BREAK, " ");
        let text = text.split('\n').map(tidy).collect::<Vec<_>>().join("\n");
        let (above, text) = text.split_at(text.len() - text.trim_start().len());
        let line = line.saturating_add(u32::try_from(above.matches('\n').count()).unwrap_or(0));
        // Blank lines within a paragraph of HTML mean nothing, but the lines after them stay where they are.
        let text = text.trim_end();
        let is_links = !matches!(kind, BlockKind::Heading(_)) && linked * 5 > length * 4;
        if !is_links && text.chars().any(char::is_alphanumeric) {
            let text = if matches!(kind, BlockKind::Heading(_)) { text.replace('\n', " ") } else { text.to_owned() };
            self.blocks.push(Block { kind, text: tidy_heading(text, kind), line });
        }
    }
}

/// A mark for a line break that may turn out to be one of two. It cannot stand in HTML.
const BREAK: char = '\0';

fn tidy_heading(text: String, kind: BlockKind) -> String {
    if matches!(kind, BlockKind::Heading(_)) { tidy(&text) } else { text }
}

/// The level of a heading. Terms of a glossary and the questions that unfold an answer head what follows, too.
fn heading_level(name: &str) -> Option<u8> {
    match name {
        "dt" | "summary" => Some(6),
        _ => html::heading_level(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Blocks as `line mark text`, where the mark is `#` for a heading, `-` for an item, nothing for prose.
    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        let found: Vec<String> = blocks(html)
            .into_iter()
            .map(|Block { kind, text, line }| match kind {
                BlockKind::Heading(level) => format!("{line} {} {text}", "#".repeat(usize::from(level))),
                BlockKind::Prose => format!("{line} {text}"),
                BlockKind::Bullet => format!("{line} - {text}"),
            })
            .collect();
        assert_eq!(found, expected, "{html}");
    }

    #[test]
    fn links_alone_are_not_read_and_links_in_prose_are() {
        check("<ul><li><a href=x>More on casts</a></li></ul><p><a href=x>Read on</a></p>", &[]);
        check(
            "<p>See <a href='https://x.example'>the cast clinic</a> for a new cast.</p>",
            &["1 See the cast clinic for a new cast."],
        );
        check("<h2><a href='#a'>Casts</a></h2><p>Dry.</p>", &["1 ## Casts", "1 Dry."]);
    }

    #[test]
    fn headings_paragraphs_and_items_have_their_lines() {
        let html =
            "<h1>Casts</h1>\n<p>A cast\n  stays <b>dry</b>.\n<p>Always.\n<ul>\n<li>No bath\n<li>No\n pool</ul>\nEnd.";
        check(html, &["1 # Casts", "2 A cast\nstays dry.", "4 Always.", "6 - No bath", "7 - No\npool", "9 End."]);
    }

    #[test]
    fn entities_and_stray_characters_are_cleaned() {
        check(
            "<p>Two&nbsp;&ndash;&#32;three&#x20;weeks&hellip; &amp; a&shy; day &lt; a month</p>",
            &["1 Two – three weeks… & a day < a month"],
        );
    }

    #[test]
    fn line_breaks_set_sentences_apart_but_not_half_ones() {
        check(
            "<p>Keep it dry.<br>Keep it<br>high.<br><br>Rest<br/><br/>Wait</p>",
            &["1 Keep it dry.", "1 Keep it high.", "1 Rest", "1 Wait"],
        );
    }

    #[test]
    fn the_main_part_is_read_alone() {
        check("<p>Top</p><main><p>Casts itch.</p></main><p>Bottom</p>", &["1 Casts itch."]);
        check("<p>Top</p><article><p>One.</p></article><article><p>Two.</p></article>", &["1 One.", "1 Two."]);
        check("<main></main><p>Casts itch.</p>", &["1 Casts itch."]);
    }

    #[test]
    fn glossaries_and_folded_answers_have_headings() {
        let html = "<dl><dt>Cast</dt><dd>A hard shell.</dd></dl><details><summary>Why?</summary>To rest.</details>";
        check(html, &["1 ###### Cast", "1 A hard shell.", "1 ###### Why?", "1 To rest."]);
    }
}
