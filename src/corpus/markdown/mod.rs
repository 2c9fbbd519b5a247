//! The corpus's own Markdown format, read and written. It must not clean up prose: people review these pages, and what
//! they left in is meant.
//!
//! ```text
//! ---
//! title: How long a sprain takes to heal
//! kind: qa                                  or: article
//! summary: true                             the answers are told in the editor's words
//! url: https://example.org/sprains          where and when the page was published, and under which licence;
//! date: 2024-05-31                          each of the three may be missing
//! license: CC BY 4.0
//! ---
//!
//! ## Question
//!
//! The question, in one or more paragraphs.
//!
//! ## Answer 1: Headline of the answer       or: ## Answer, ## Answer 1, ## Answer: headline
//!
//! - Author: Jane Doe, MD                    each of these lines may be missing
//! - Credential: Leeds Orthopaedic Surgeon
//! - Rating: 4.5 (16 reviews)
//! - Date: 2024-05-31                        and URL, License, where they differ from the page's
//!
//! Prose, in paragraphs and lists.
//! ```
//!
//! Answers are numbered in page order, whatever number a heading gives. Other headings of the first two levels in a
//! Q&A page ("Notes", "Links") open a part that is not read. In an article every heading opens a section, and prose
//! before the first one is the section "Summary". Without front matter a `# Title` gives the title, and a page is a
//! Q&A page when it has an answer's heading. Block quotes and code are not the author's voice and are left out.

mod front_matter;
mod outline;
mod write;

use std::path::Path;

use self::front_matter::FrontMatter;
use self::outline::{Piece, outline};
use super::{Answer, Origin, PageError, Paragraph, ParagraphKind, Source, SourceKind, rating};

pub use write::to_markdown;

/// Whether a text is Markdown by its content: it has front matter or a heading with `#`.
pub(super) fn is_markdown(text: &str) -> bool {
    let mut lines = text.lines();
    lines.next().is_some_and(|line| line.trim_end() == "---")
        || text.lines().any(|line| {
            let title = line.trim_start_matches('#');
            (1..=6).contains(&(line.len() - title.len())) && title.starts_with(' ') && !title.trim().is_empty()
        })
}

/// Reads a page in the corpus's own format.
pub(super) fn read(path: &Path, text: &str) -> Result<Source, PageError> {
    let front = FrontMatter::read(text).map_err(|(line, message)| PageError::new(path, line, message))?;
    let mut pieces = outline(text, front.body);
    let has_answers = pieces.iter().any(|piece| matches!(piece, Piece::Heading { text, .. } if is_answer(text)));
    let kind = front.kind.unwrap_or(if has_answers { SourceKind::Qa } else { SourceKind::Article });

    // A first-level heading that opens the page repeats the front matter's title, or stands for it.
    let mut title = front.title;
    if let Some(Piece::Heading { level: 1, text, .. }) = pieces.first()
        && !is_answer(text)
        && title.as_ref().is_none_or(|title| title == text)
    {
        title = Some(text.clone());
        pieces.remove(0);
    }
    let Some(title) = title else {
        let message = "the page has no title; write `title: …` in the front matter or `# Title` in the first line";
        return Err(PageError::new(path, 1, message));
    };
    let mut source = Source { title, kind, summary: front.summary, origin: front.origin, ..Source::at(path) };
    match kind {
        SourceKind::Qa => read_questions_and_answers(pieces, &mut source),
        SourceKind::Article => read_sections(pieces, &mut source),
    }
    .map_err(|(line, message)| PageError::new(path, line, message))?;
    if source.answers.is_empty() {
        let message = match kind {
            SourceKind::Qa => "the page has no answers; open each with a heading `## Answer 1: headline`",
            SourceKind::Article => "the article holds no prose; write some, under headings `## Section`",
        };
        return Err(PageError::new(path, 1, message));
    }
    Ok(source)
}

/// Where on a page reading failed, and why.
type Failure = (u32, String);

fn read_questions_and_answers(pieces: Vec<Piece>, source: &mut Source) -> Result<(), Failure> {
    enum Part {
        Question,
        Answer,
        Other,
    }
    let mut part = Part::Question;
    for piece in pieces {
        let paragraph = match piece {
            Piece::Heading { text, line, .. } if is_answer(&text) => {
                let number = u32::try_from(source.answers.len()).unwrap_or(u32::MAX).saturating_add(1);
                let headline = answer_headline(&text).flatten().map(str::to_owned);
                source.answers.push(Answer { number: Some(number), headline, ..Answer::at(line) });
                part = Part::Answer;
                continue;
            }
            Piece::Heading { text, .. } if text.eq_ignore_ascii_case("question") => {
                part = Part::Question;
                continue;
            }
            Piece::Heading { level: 1 | 2, .. } => {
                part = Part::Other;
                continue;
            }
            Piece::Heading { text, line, .. } => Paragraph { text, line, kind: ParagraphKind::Prose },
            Piece::Paragraph(paragraph) => paragraph,
        };
        match (&part, source.answers.last_mut()) {
            (Part::Question, _) => source.question.push(paragraph),
            (Part::Answer, Some(answer)) => add_to_answer(answer, paragraph)?,
            _ => {}
        }
    }
    Ok(())
}

fn read_sections(pieces: Vec<Piece>, source: &mut Source) -> Result<(), Failure> {
    let mut section = Answer { section: Some("Summary".to_owned()), ..Answer::at(1) };
    for piece in pieces {
        match piece {
            Piece::Heading { text, line, .. } => {
                let next = Answer { section: Some(text), ..Answer::at(line) };
                keep_section(std::mem::replace(&mut section, next), source);
            }
            Piece::Paragraph(paragraph) => {
                if source.answers.is_empty() && section.paragraphs.is_empty() && section.line == 1 {
                    section.line = paragraph.line;
                }
                add_to_answer(&mut section, paragraph)?;
            }
        }
    }
    keep_section(section, source);
    Ok(())
}

/// A heading right above another heading has nothing of its own.
fn keep_section(section: Answer, source: &mut Source) {
    if !section.paragraphs.is_empty() {
        source.answers.push(section);
    }
}

/// Adds a paragraph to an answer, or takes what the list before its prose tells about the author.
fn add_to_answer(answer: &mut Answer, paragraph: Paragraph) -> Result<(), Failure> {
    let field = (paragraph.kind == ParagraphKind::Bullet && answer.paragraphs.is_empty())
        .then(|| paragraph.text.split_once(':'))
        .flatten()
        .map(|(key, value)| (key.trim().to_lowercase(), value.split_whitespace().collect::<Vec<_>>().join(" ")));
    match field {
        Some((key, name)) if key == "author" => answer.author = Some(name).filter(|name| !name.is_empty()),
        Some((key, what)) if key == "credential" => answer.credential = Some(what).filter(|what| !what.is_empty()),
        Some((key, rating)) if key == "rating" => {
            let Some(rating) = rating::parse(&rating) else {
                let message = format!("the rating `{rating}` is not read; write it as `Rating: 4.5 (16 reviews)`");
                return Err((paragraph.line, message));
            };
            answer.rating = Some(rating.stars);
            answer.reviews = rating.reviews;
        }
        Some((key, date)) if key == "date" => answer.origin.date = Some(date).filter(|date| !date.is_empty()),
        Some((key, url)) if key == "url" => answer.origin.address = Some(url).filter(|url| !url.is_empty()),
        Some((key, license)) if matches!(key.as_str(), "license" | "licence") => {
            answer.origin.license = Some(license).filter(|license| !license.is_empty());
        }
        _ => answer.paragraphs.push(paragraph),
    }
    Ok(())
}

fn is_answer(heading: &str) -> bool {
    answer_headline(heading).is_some()
}

/// The headline in "Answer 2: Headline", none in "Answer" or "Answer 2"; nothing at all for other headings.
pub(super) fn answer_headline(heading: &str) -> Option<Option<&str>> {
    let (word, rest) = heading.split_at_checked("answer".len())?;
    if !word.eq_ignore_ascii_case("answer") {
        return None;
    }
    let rest = rest.trim_start().trim_start_matches(|c: char| c.is_ascii_digit()).trim_start();
    if rest.is_empty() {
        return Some(None);
    }
    let headline = rest.strip_prefix([':', '–', '—'])?.trim();
    Some(Some(headline).filter(|headline| !headline.is_empty()))
}

#[cfg(test)]
mod tests;
