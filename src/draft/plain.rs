//! Plain text to blocks: paragraphs separated by blank lines, list items, and quoted lines, which are left out.

use super::PassageKind;
use super::live::Section;
use super::prose::Prose;
use super::voice::{self, Block};

/// Cuts a text into sections, one for each block.
pub(super) fn sections(text: &str) -> Vec<Section> {
    let mut blocks: Vec<(usize, Block)> = Vec::new();
    // The block that the next line continues.
    let mut open: Option<(usize, Block)> = None;
    let mut line_break = 0..0;
    for (start, line) in lines(text) {
        let content = line.trim();
        let mut at = start + (line.len() - line.trim_start().len());
        let end = at + content.len();
        if content.is_empty() || content.starts_with('>') {
            blocks.extend(open.take());
        } else if let Some(marker) = list_marker(content) {
            at += marker;
            blocks.extend(open.replace((start, Block { kind: PassageKind::ListItem, prose: Prose::default() })));
        }
        if !content.is_empty() && !content.starts_with('>') {
            let paragraph = || (start, Block { kind: PassageKind::Paragraph, prose: Prose::default() });
            let (_, block) = open.get_or_insert_with(paragraph);
            if !block.prose.text.is_empty() {
                block.prose.add("\n", text, line_break);
            }
            if let Some(content) = text.get(at..end) {
                block.prose.add(content, text, at..end);
            }
        }
        let next = start + line.len();
        line_break = next..next + text.get(next..).map_or(0, line_break_length);
    }
    blocks.extend(open);
    // What stands before the first block belongs to it.
    let starts: Vec<usize> = (0..blocks.len().max(1)).map(|at| if at == 0 { 0 } else { blocks[at].0 }).collect();
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let lengths: Vec<usize> = starts.iter().zip(ends).map(|(start, end)| end - start).collect();
    let mut blocks = blocks.into_iter();
    let section = |(start, length): (&usize, usize)| {
        let block = blocks.next().map(|(_, block)| Block { prose: block.prose.counted_from(*start), ..block });
        Section::new(length, 0, Vec::new(), block.map(voice::turns).unwrap_or_default())
    };
    starts.iter().zip(lengths).map(section).collect()
}

/// The lines of a text without their breaks, each with its offset.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = Some(0);
    std::iter::from_fn(move || {
        let start = at?;
        let rest = text.get(start..)?;
        let length = memchr::memchr2(b'\n', b'\r', rest.as_bytes());
        let line = &rest[..length.unwrap_or(rest.len())];
        at = length.map(|length| start + length + line_break_length(&rest[length..]));
        Some((start, line))
    })
}

fn line_break_length(text: &str) -> usize {
    if text.starts_with("\r\n") { 2 } else { usize::from(text.starts_with(['\n', '\r'])) }
}

/// The length of a bullet or a number with the white space behind it.
fn list_marker(line: &str) -> Option<usize> {
    let rest = match line.strip_prefix(['-', '*', '+', '•', '·', '◦', '▪', '‣', '–']) {
        Some(rest) => rest,
        None => {
            let rest = line.trim_start_matches(|character: char| character.is_ascii_digit());
            // A year at the start of a wrapped line is no number of an item.
            let digits = line.len() - rest.len();
            rest.strip_prefix(['.', ')']).filter(|_| (1..=3).contains(&digits))?
        }
    };
    let content = rest.trim_start();
    (content.len() < rest.len()).then(|| line.len() - content.len())
}
