//! The words of a hover: the verdict, the message, and who said what.
//!
//! It must not know the protocol. What the corpus holds is text, not markup: it is escaped before it is shown.

use super::library::{Citation, Library};
use crate::corpus::Answer;
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
    link: impl Fn(&Citation<'_>) -> Option<String>,
) -> String {
    let style = Style { markdown };
    let mut blocks = vec![verdict_line(judgement, style)];
    blocks.extend(judgement.message.as_deref().map(|message| style.escape(message)));
    let against = ("Against", &judgement.contradicting);
    let for_it = ("For", &judgement.supporting);
    let sides = if judgement.verdict == Verdict::Supported { [for_it, against] } else { [against, for_it] };
    for (heading, sides) in sides {
        blocks.extend(side_block(heading, sides, library, style, &link));
    }
    blocks.join("\n\n")
}

/// One citation in a line of plain text.
pub(super) fn one_line(citation: &Citation<'_>) -> String {
    let plain = Style { markdown: false };
    format!("{}: {}", who(citation.answer), words(citation, plain))
}

fn verdict_line(judgement: &Judgement, style: Style) -> String {
    let verdict = match judgement.verdict {
        Verdict::Contradicted => "Contradicted",
        Verdict::Overstated => "Overstated",
        Verdict::Contested => "Contested",
        Verdict::Supported => "Supported",
        Verdict::Uncovered => "Not covered",
    };
    let (against, in_favour) = (judgement.contradicting.len(), judgement.supporting.len());
    let tally = if judgement.verdict == Verdict::Supported {
        format!("{} for, {} against", answers(in_favour), none_or(against))
    } else {
        format!("{} against, {} for", answers(against), none_or(in_favour))
    };
    format!("{}: {tally}", style.bold(verdict))
}

fn side_block(
    heading: &str,
    sides: &[Side],
    library: &Library,
    style: Style,
    link: &impl Fn(&Citation<'_>) -> Option<String>,
) -> Option<String> {
    let citations: Vec<Citation<'_>> = sides.iter().take(SHOWN).filter_map(|side| library.cite(side)).collect();
    if citations.is_empty() {
        return None;
    }
    let more = sides.len() - citations.len();
    let mut lines = vec![format!("{heading}:\n")];
    for citation in &citations {
        let title = style.link(&citation.source.title, link(citation));
        let who = style.escape(&who(citation.answer));
        lines.push(format!("- {who}: {} ({title})", words(citation, style)));
    }
    if more > 0 {
        lines.push(format!("\nand {more} more"));
    }
    Some(lines.join("\n"))
}

/// Who speaks: "Dr. Ada Example, Montreal Dermatologist, 5.0 stars, 69 reviews".
fn who(answer: &Answer) -> String {
    let mut parts = Vec::new();
    match (&answer.author, &answer.section) {
        (Some(author), _) => parts.push(author.clone()),
        (None, Some(section)) => parts.push(section.clone()),
        (None, None) => parts.push("A doctor".to_owned()),
    }
    parts.extend(answer.credential.clone());
    parts.extend(answer.rating.map(|rating| format!("{rating:.1} stars")));
    parts.extend(answer.reviews.map(|reviews| match reviews {
        1 => "1 review".to_owned(),
        _ => format!("{reviews} reviews"),
    }));
    parts.join(", ")
}

/// What was said: quoted, unless it is a summary in the corpus editor's words.
fn words(citation: &Citation<'_>, style: Style) -> String {
    let quote = style.escape(&shortened(&citation.side.quote));
    if citation.source.summary { format!("{} {quote}", style.italic("summary:")) } else { format!("“{quote}”") }
}

fn shortened(quote: &str) -> String {
    let one_line = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    match one_line.char_indices().nth(LONGEST_QUOTE) {
        Some((cut, _)) => format!("{}…", one_line.get(..cut).unwrap_or_default().trim_end()),
        None => one_line,
    }
}

fn answers(count: usize) -> String {
    match count {
        0 => "no answer".to_owned(),
        1 => "1 answer".to_owned(),
        _ => format!("{count} answers"),
    }
}

fn none_or(count: usize) -> String {
    if count == 0 { "none".to_owned() } else { count.to_string() }
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
