//! The words of a hover: the verdict, the message, and who said what.
//!
//! It must not know the protocol. What the corpus holds is text, not markup: it is escaped before it is shown.

use super::library::{Citation, Library};
use crate::corpus::{Answer, Source};
use crate::report::{
    self, citation_keys,
    words::{self, Speaker},
};
use crate::verdict::{Judgement, Side, Verdict};

/// How many answers of each side are shown; a hover is read at a glance.
const SHOWN: usize = 3;

/// The longest quotation in characters; what is left out stands behind the link.
const LONGEST_QUOTE: usize = 240;

/// The hover for a judgement. `link` gives a citation's address, where it has one.
pub(super) fn text(
    judgement: &Judgement,
    library: &Library,
    markdown: bool,
    link: impl Fn(&Citation) -> Option<String>,
) -> String {
    let style = Style { markdown };
    let mut blocks = vec![verdict_line(judgement, style)];
    let against = ("Against", &judgement.contradicting);
    let for_it = ("For", &judgement.supporting);
    let sides = if judgement.verdict == Verdict::Supported { [for_it, against] } else { [against, for_it] };
    for (heading, sides) in sides {
        blocks.extend(side_block(heading, sides, library, style, &link));
    }
    blocks.join("\n\n")
}

/// One citation in a line of plain text.
pub(super) fn one_line(citation: &Citation) -> String {
    let plain = Style { markdown: false };
    format!("{}: {}", speaker(citation), said(citation, plain))
}

/// One citation in a line, with the address of its place.
pub(super) fn line(citation: &Citation, markdown: bool, address: Option<String>) -> String {
    line_of(citation, Style { markdown }, address)
}

fn line_of(citation: &Citation, style: Style, address: Option<String>) -> String {
    let place = style.link(&place(&citation.said), address);
    format!("{}: {} – {place}", style.escape(&speaker(citation)), said(citation, style))
}

/// The verdict with its message; the message tells how many answers there are, and where there is none, the tally does.
fn verdict_line(judgement: &Judgement, style: Style) -> String {
    let message = judgement.message.as_deref().map_or_else(|| words::tally(judgement), |message| style.escape(message));
    // The message of an overstatement is its reason already.
    let reason = judgement.reason.filter(|_| judgement.verdict != Verdict::Overstated);
    let reason = reason.map_or_else(String::new, |reason| format!(" ({})", words::reason(reason)));
    format!("{}{reason}: {message}", style.bold(words::verdict(judgement.verdict)))
}

/// The preview of what a citation key cites: who says it, on which page, and how it begins. `address` leads there.
pub(super) fn cited(source: &Source, answer: Option<&Answer>, markdown: bool, address: Option<String>) -> String {
    let style = Style { markdown };
    let heading = answer.and_then(|answer| answer.headline.as_deref().or(answer.section.as_deref()));
    let first = answer.or(source.answers.first());
    let begins = first.and_then(|answer| answer.paragraphs.first()).map(|paragraph| shortened(&paragraph.text));
    let mut blocks = vec![style.link(&citation_keys::reference(source, answer), address)];
    blocks.extend(heading.map(|heading| style.bold(&style.escape(heading))));
    blocks.extend(begins.map(|text| {
        let text = style.escape(&text);
        if source.summary { format!("{} {text}", style.italic("summary:")) } else { format!("“{text}”") }
    }));
    blocks.join("\n\n")
}

fn side_block(
    heading: &str,
    sides: &[Side],
    library: &Library,
    style: Style,
    link: &impl Fn(&Citation) -> Option<String>,
) -> Option<String> {
    let citations: Vec<Citation> = sides.iter().take(SHOWN).filter_map(|side| library.cite(side)).collect();
    if citations.is_empty() {
        return None;
    }
    let more = sides.len() - citations.len();
    let mut lines = vec![format!("{heading}:\n")];
    lines.extend(citations.iter().map(|citation| format!("- {}", line_of(citation, style, link(citation)))));
    if more > 0 {
        lines.push(format!("\nand {more} more"));
    }
    Some(lines.join("\n"))
}

/// Where it is said, in as few words as will do: a title of twenty words after each sentence buries the sentences.
fn place(said: &report::Citation) -> String {
    match said.answer {
        Some(number) => format!("{}, answer {number}", said.source),
        None => said.source.clone(),
    }
}

fn speaker(citation: &Citation) -> String {
    Speaker::from(&citation.said).to_string()
}

/// What was said: quoted, unless it is a summary in the corpus editor's words.
fn said(citation: &Citation, style: Style) -> String {
    let quote = style.escape(&shortened(&citation.said.quote));
    if citation.said.summary { format!("{} {quote}", style.italic("summary:")) } else { format!("“{quote}”") }
}

fn shortened(quote: &str) -> String {
    let one_line = words::one_line(quote);
    match one_line.char_indices().nth(LONGEST_QUOTE) {
        Some((cut, _)) => format!("{}…", one_line.get(..cut).unwrap_or_default().trim_end()),
        None => one_line,
    }
}

/// Markdown, or the same without its marks.
#[derive(Clone, Copy)]
struct Style {
    markdown: bool,
}

impl Style {
    fn bold(self, text: &str) -> String {
        if self.markdown { format!("**{text}**") } else { text.to_owned() }
    }

    fn italic(self, text: &str) -> String {
        if self.markdown { format!("*{text}*") } else { text.to_owned() }
    }

    fn link(self, text: &str, address: Option<String>) -> String {
        match address {
            Some(address) if self.markdown => format!("[{}]({address})", self.escape(text)),
            Some(address) => format!("{text}, {address}"),
            None => self.escape(text),
        }
    }

    fn escape(self, text: &str) -> String {
        if !self.markdown {
            return text.to_owned();
        }
        let mut escaped = String::with_capacity(text.len());
        for character in text.chars() {
            if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '|' | '#' | '&') {
                escaped.push('\\');
            }
            escaped.push(character);
        }
        escaped
    }
}

#[cfg(test)]
mod tests {
    use super::{Style, shortened};

    #[test]
    fn the_corpus_cannot_write_markup() {
        let markdown = Style { markdown: true };
        assert_eq!(markdown.escape("a 3–4 month course."), "a 3–4 month course.");
        assert_eq!(markdown.escape("[x](y) <b>*z*"), r"\[x\](y) \<b\>\*z\*");
        assert_eq!(Style { markdown: false }.escape("*z*"), "*z*");
    }

    #[test]
    fn a_long_quotation_is_cut_between_characters() {
        assert_eq!(shortened("one\n two"), "one two");
        assert_eq!(shortened(&"é".repeat(240)), "é".repeat(240));
        assert_eq!(shortened(&"é".repeat(241)), format!("{}…", "é".repeat(240)));
    }
}
