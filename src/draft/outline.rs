//! The outline of a draft: its sections, each with its heading, and which of them ask and which answer.
//!
//! It must not look into sentences. Who speaks in a passage is decided in [`super::voice`]; this only names sections.

use std::ops::Range;

use super::label::{Speaker, label};
use super::voice::shortened;
use super::{Format, html, markdown};

/// A heading and what stands below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadedSection {
    /// The heading's level, 1 to 6.
    pub level: u8,
    /// The heading's text without markup; a very long one is cut.
    pub title: String,
    /// What the heading says that the section is.
    pub kind: SectionKind,
    /// The heading's bytes, without its line break.
    pub heading: Range<usize>,
    /// The section's bytes: from its heading to the next one of the same level or a higher one.
    pub range: Range<usize>,
}

/// What a section is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionKind {
    /// What somebody asks.
    Question,
    /// What is answered.
    Answer,
    /// Anything else.
    Other,
}

/// The sections of a text, in the order of their headings. Plain text has those of its labels ("Q: …", "Answer:").
#[must_use]
pub fn outline(text: &str, format: Format) -> Vec<HeadedSection> {
    let mut sections = match format {
        Format::Markdown => headed(text, markdown::headings(text)),
        Format::Html => headed(text, html::headings(text)),
        Format::Plain => labelled(text),
    };
    let starts: Vec<(u8, usize)> = sections.iter().map(|section| (section.level, section.heading.start)).collect();
    for (index, section) in sections.iter_mut().enumerate() {
        let next = starts.iter().skip(index + 1).find(|(level, _)| *level <= section.level);
        section.range.end = next.map_or(text.len(), |&(_, start)| start);
    }
    sections
}

fn headed(text: &str, headings: Vec<(u8, String, Range<usize>)>) -> Vec<HeadedSection> {
    let section =
        |(level, title, heading): (u8, String, Range<usize>)| section(text, level, &title, kind(&title), heading);
    headings.into_iter().map(section).collect()
}

fn section(text: &str, level: u8, title: &str, kind: SectionKind, heading: Range<usize>) -> HeadedSection {
    let line = text.get(heading.clone()).unwrap_or_default();
    let heading = heading.start..heading.start + line.trim_end().len();
    HeadedSection { level, title: shortened(title.trim()), kind, range: heading.clone(), heading }
}

fn labelled(text: &str) -> Vec<HeadedSection> {
    let mut start = 0;
    let mut sections = Vec::new();
    for line in text.split_inclusive('\n') {
        let kind = kind(line.trim_end());
        if kind != SectionKind::Other && line.starts_with(char::is_uppercase) {
            sections.push(section(text, 1, line, kind, start..start + line.len()));
        }
        start += line.len();
    }
    sections
}

fn kind(title: &str) -> SectionKind {
    match label(title.trim()) {
        Some((Speaker::Asker { .. }, _)) => SectionKind::Question,
        Some((Speaker::Author, _)) => SectionKind::Answer,
        None => SectionKind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, format: Format, expected: &[(&str, SectionKind, &str)]) {
        let sections = outline(text, format);
        let found: Vec<_> = sections
            .iter()
            .map(|section| (section.title.as_str(), section.kind, &text[section.range.clone()]))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_section_reaches_to_the_next_heading_that_is_not_below_it() {
        use SectionKind::{Answer, Other, Question};
        check("", Format::Markdown, &[]);
        check("Just prose.\n\n```\n# code\n```\n", Format::Markdown, &[]);
        check(
            "---\ntitle: x\n---\n# Ché *x*\n\n## Question\n\nWhy?\n\nAnswer\n------\n\nSo.\n\n### More\n\nSo.\n",
            Format::Markdown,
            &[
                ("Ché x", Other, "# Ché *x*\n\n## Question\n\nWhy?\n\nAnswer\n------\n\nSo.\n\n### More\n\nSo.\n"),
                ("Question", Question, "## Question\n\nWhy?\n\n"),
                ("Answer", Answer, "Answer\n------\n\nSo.\n\n### More\n\nSo.\n"),
                ("More", Other, "### More\n\nSo.\n"),
            ],
        );
        let plain = "Hello.\nQ: Why?\nA: So.\nIt is so.\n";
        check(plain, Format::Plain, &[("Q: Why?", Question, "Q: Why?\n"), ("A: So.", Answer, "A: So.\nIt is so.\n")]);
    }
}
