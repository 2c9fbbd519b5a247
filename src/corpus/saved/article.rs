//! An article's blocks as sections. It must not drop prose: what stands under no heading gets a section of its own.

use super::{Answer, Block, Ending, Kind, Page, Read, byline};

/// Reads an article: a line "Summary: …" at the top, the title, and sections by their headings. Prose right below
/// the title is a section of that name.
pub(super) fn read(page: &Page) -> Read {
    let mut reader = Reader::default();
    for (at, block) in page.blocks.iter().enumerate() {
        match block.kind {
            Kind::Person if reader.author.is_none() => reader.author = Some(byline::strip_by(&block.text).to_owned()),
            Kind::Credential if reader.author.is_some() && reader.credential.is_none() => {
                reader.credential = Some(block.text.clone());
            }
            Kind::Text | Kind::Credential if reader.is_title(page, at) => {
                let title = block.text.replace('\n', " ");
                reader.title = Some(title.clone());
                reader.sections.push(Answer { section: Some(title), ..Answer::at(block.line) });
            }
            Kind::Text | Kind::Credential if is_heading(page, at) => {
                let section = Some(block.text.replace('\n', " "));
                reader.sections.push(Answer { section, ..Answer::at(block.line) });
            }
            Kind::Text | Kind::Bullet => reader.add(block),
            _ => {}
        }
    }
    let Reader { title, mut sections, author, credential } = reader;
    sections.retain(|section| !section.paragraphs.is_empty());
    for section in &mut sections {
        section.author.clone_from(&author);
        section.credential.clone_from(&credential);
    }
    (title, Vec::new(), sections)
}

/// The text after "Summary:", where a block begins with it.
pub(super) fn summary_text(text: &str) -> Option<&str> {
    let (word, rest) = text.split_at_checked("summary:".len())?;
    word.eq_ignore_ascii_case("summary:").then(|| rest.trim_start()).filter(|rest| !rest.is_empty())
}

#[derive(Default)]
struct Reader {
    title: Option<String>,
    sections: Vec<Answer>,
    author: Option<String>,
    credential: Option<String>,
}

impl Reader {
    /// The title is the first line, or the first after the summary, if it is short enough for one.
    fn is_title(&self, page: &Page, at: usize) -> bool {
        let Some(block) = page.get(at) else { return false };
        self.title.is_none()
            && summary_text(&block.text).is_none()
            && block.is_short()
            && self.sections.iter().all(|section| section.section.as_deref() == Some(SUMMARY))
            && page
                .previous(at)
                .is_none_or(|previous| summary_text(&previous.text).is_some() || previous.kind.is_border())
    }

    /// Adds prose to the section that is open, or to a new one where the page gives it no heading.
    fn add(&mut self, block: &Block) {
        let mut paragraph = block.paragraph();
        let is_summary = summary_text(&block.text).is_some();
        if is_summary || self.sections.is_empty() {
            let name = self.title.clone().filter(|_| !is_summary).unwrap_or_else(|| SUMMARY.to_owned());
            self.sections.push(Answer { section: Some(name), ..Answer::at(block.line) });
        }
        if let Some(paragraph) = &mut paragraph
            && let Some(text) = summary_text(&paragraph.text)
        {
            paragraph.text = text.to_owned();
        }
        if let Some(section) = self.sections.last_mut() {
            section.paragraphs.extend(paragraph);
        }
    }
}

const SUMMARY: &str = "Summary";

/// A heading stands apart, is short, does not end as a statement does, and something follows. One question may be one.
fn is_heading(page: &Page, at: usize) -> bool {
    page.get(at).is_some_and(|block| {
        block.is_short()
            && (block.ending() == Ending::None || (block.ending() == Ending::Question && block.is_one_sentence()))
            && block.text.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || matches!(c, '"' | '“'))
    }) && page.stands_apart(at)
        && page.next(at).is_some_and(|next| matches!(next.kind, Kind::Text | Kind::Bullet))
}
