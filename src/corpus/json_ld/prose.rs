//! Texts inside JSON-LD: plain text, HTML, or HTML whose markup was escaped once more, cleaned to paragraphs and
//! sections. It must not know what a text is about.

use super::node::Node;
use crate::corpus::decode::tidy;
use crate::corpus::html::{Block, BlockKind, blocks, has_entity, paragraph};
use crate::corpus::{Answer, Paragraph};

/// The section before the first heading.
pub(super) const SUMMARY: &str = "Summary";

/// The paragraphs of a text; headings in it are paragraphs, too.
pub(super) fn paragraphs(text: &Node) -> Vec<Paragraph> {
    cleaned(text).iter().filter_map(paragraph).collect()
}

/// The sections of a text by its headings; those without prose are left out.
pub(super) fn sections(text: &Node) -> Vec<Answer> {
    let mut sections = vec![Answer { section: Some(SUMMARY.to_owned()), ..Answer::at(text.line) }];
    for block in cleaned(text) {
        if matches!(block.kind, BlockKind::Heading(_)) {
            sections.push(Answer { section: Some(block.text), ..Answer::at(block.line) });
        } else if let Some(section) = sections.last_mut() {
            section.paragraphs.extend(paragraph(&block));
        }
    }
    sections.retain(|section| !section.paragraphs.is_empty());
    sections
}

/// A short text (a name, a heading) in one tidy line, without markup.
pub(in crate::corpus) fn one_line(text: &str) -> String {
    if !is_markup(text) {
        return tidy(text);
    }
    blocks(text).iter().map(|block| tidy(&block.text)).collect::<Vec<_>>().join(" ")
}

/// A date without its time of day, where it has the form of ISO 8601; as it stands where it has not.
pub(in crate::corpus) fn date(text: &str) -> String {
    let text = tidy(text);
    let day = text.split(['T', ' ']).next().unwrap_or_default();
    let is_iso =
        day.len() >= 4 && day.split('-').all(|part| part.chars().all(|c| c.is_ascii_digit()) && !part.is_empty());
    if is_iso { day.to_owned() } else { text }
}

/// The blocks of a text, all on its line: a string has no line breaks of its own in JSON.
fn cleaned(node: &Node) -> Vec<Block> {
    let text = node.text().unwrap_or_default();
    let mut found = if is_markup(text) { blocks(text) } else { plain(text) };
    // Some pages escape the markup before they put it into the JSON, so that it is text at first.
    if found.iter().any(|block| has_tags(&block.text)) {
        let again = found.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n\n");
        found = blocks(&again);
    }
    for block in &mut found {
        block.line = node.line;
        block.text = tidy(&block.text);
    }
    found.retain(|block| block.text.chars().any(char::is_alphanumeric));
    found
}

/// Whether a text is HTML: it has tags, or entities.
fn is_markup(text: &str) -> bool {
    has_entity(text) || has_tags(text)
}

/// Whether a text has a tag that ends a line, or a link or emphasis. "< 3 months" and "<br" are none.
fn has_tags(text: &str) -> bool {
    const TAGS: &[&str] =
        &["p", "br", "br/", "div", "ul", "ol", "li", "b", "i", "a", "em", "strong", "span", "h2", "h3", "h4"];
    text.match_indices('<').any(|(at, _)| {
        let rest = text.get(at + 1..).unwrap_or_default();
        let tag = rest.split('>').next().filter(|tag| tag.len() < rest.len()).unwrap_or_default();
        let name = tag.split_whitespace().next().unwrap_or_default().trim_start_matches('/').to_ascii_lowercase();
        TAGS.contains(&name.as_str())
    })
}

/// Plain text: paragraphs end at blank lines, and list items begin with a mark.
fn plain(text: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    let mut is_open = false;
    for line in text.lines() {
        let line = tidy(line);
        let item = ["- ", "• ", "* ", "– "].iter().find_map(|mark| line.strip_prefix(mark));
        match (item, found.last_mut()) {
            (Some(item), _) => found.push(Block { kind: BlockKind::Bullet, text: item.to_owned(), line: 1 }),
            (None, Some(block)) if is_open => {
                block.text.push(' ');
                block.text.push_str(&line);
            }
            (None, _) => found.push(Block { kind: BlockKind::Prose, text: line.clone(), line: 1 }),
        }
        is_open = !line.is_empty();
    }
    found
}
