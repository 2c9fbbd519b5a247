//! Web pages. What a page says of itself as schema.org JSON-LD counts first ([`super::json_ld`]); a page without it, or
//! with no more than its name there, is read by its headings and paragraphs. It must not know any website.
//!
//! 1. The page is taken apart into tags and texts with their lines ([`tokens`]).
//! 2. What is not the page's own prose is left out ([`furniture`]): scripts, menus, banners, hidden things, links.
//! 3. The rest becomes headings, paragraphs and list items ([`blocks`]). Headings such as "Answer 2: It heals" make a Q&A
//!    page; otherwise each heading opens a section of an article.

mod blocks;
mod entities;
mod furniture;
mod tokens;

use std::path::Path;

use self::tokens::{Token, Tokens};
use super::byline::Byline;
use super::decode::tidy;
use super::json_ld::{Described, Graph};
use super::markdown::answer_headline;
use super::source::number_answers;
use super::{Answer, Origin, PageError, Paragraph, ParagraphKind, Source, SourceKind, courtesy};

pub(super) use blocks::{Block, BlockKind, blocks};
pub(super) use entities::{has_entity, resolved};

/// Whether a text is a web page, whatever its file is called.
pub(super) fn is_html(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(14).collect::<String>().to_lowercase();
    start.starts_with("<!doctype html") || start.starts_with("<html")
}

/// Reads a web page. A JSON-LD block that is broken becomes a problem; the rest of the page counts all the same.
pub(super) fn read(path: &Path, text: &str, problems: &mut Vec<PageError>) -> Result<Source, PageError> {
    let tokens = Tokens::of(text);
    let mut graph = Graph::default();
    for (json, line) in json_ld(&tokens) {
        if let Err((line, what)) = graph.add(&json, line) {
            let message = format!("a JSON-LD block is broken ({what}) and is left out; the rest of the page is read");
            problems.push(PageError::new(path, line, message));
        }
    }
    let head = Head::of(&tokens);
    let described = graph.page().unwrap_or_default();
    let origin = described.origin.or(&head.origin);
    let source = Source { origin, ..Source::at(path) };
    if !described.answers.is_empty() {
        let title = described.title.or(head.title).unwrap_or_else(|| source.title.clone());
        let Described { kind, question, answers, .. } = described;
        return Ok(Source { title, kind, question, answers, ..source });
    }
    by_headings(path, &tokens, &head, described, source)
}

/// The JSON-LD blocks of a page, each with the line on which it begins.
fn json_ld(tokens: &Tokens) -> Vec<(String, u32)> {
    let is_json_ld = |token: &Token| {
        let kind = token.attribute("type").unwrap_or_default();
        token.start() == Some("script")
            && kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"))
    };
    let scripts = tokens.all.iter().enumerate().filter(|(_, token)| is_json_ld(token));
    scripts
        .filter_map(|(at, _)| match tokens.all.get(at + 1) {
            Some(Token::Text { text, line }) if !text.trim().is_empty() => Some((text.clone(), *line)),
            _ => None,
        })
        .collect()
}

/// What the head of a page and its first heading tell.
#[derive(Debug, Default)]
struct Head {
    title: Option<String>,
    author: Option<String>,
    origin: Origin,
}

impl Head {
    fn of(tokens: &Tokens) -> Self {
        let mut head = Self::default();
        let mut heading = None;
        let mut window_title = None;
        let first = |place: &mut Option<String>, value: &str| {
            let value = tidy(value);
            if place.is_none() && !value.is_empty() {
                *place = Some(value);
            }
        };
        for (at, token) in tokens.all.iter().enumerate() {
            let attribute = |name: &str| token.attribute(name).unwrap_or_default();
            let is_relation = |name: &str| attribute("rel").split_whitespace().any(|it| it.eq_ignore_ascii_case(name));
            match token.start() {
                Some("h1") if heading.is_none() => first(&mut heading, &tokens.text_in(at)),
                Some("title") if window_title.is_none() => first(&mut window_title, &tokens.text_in(at)),
                Some("link") if is_relation("canonical") => first(&mut head.origin.address, attribute("href")),
                Some("link" | "a") if is_relation("license") => first(&mut head.origin.license, attribute("href")),
                Some("meta") => {
                    let name = if attribute("name").is_empty() { attribute("property") } else { attribute("name") };
                    match name.to_lowercase().as_str() {
                        "author" => first(&mut head.author, attribute("content")),
                        "og:title" => first(&mut head.title, attribute("content")),
                        "og:url" => first(&mut head.origin.address, attribute("content")),
                        "date" | "dc.date" | "dcterms.date" | "article:published_time" => {
                            let date = super::json_ld::date(attribute("content"));
                            first(&mut head.origin.date, &date);
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        // The site's own name stands behind the page's.
        let window_title = window_title.and_then(|title| title.split(" | ").next().map(str::to_owned));
        head.title = heading.or(head.title).or(window_title);
        head
    }
}

fn by_headings(
    path: &Path,
    tokens: &Tokens,
    head: &Head,
    described: Described,
    mut source: Source,
) -> Result<Source, PageError> {
    let mut blocks = blocks::blocks_of(tokens);
    let title = described.title.as_ref().or(head.title.as_ref()).unwrap_or(&source.title).clone();
    if let Some(place) = blocks.iter().position(|block| block.kind == BlockKind::Heading(1))
        && blocks.get(place).is_some_and(|block| Some(&block.text) == head.title.as_ref() || block.text == title)
    {
        blocks.remove(place);
    }
    source.title = title;
    let is_answer =
        |block: &Block| matches!(block.kind, BlockKind::Heading(_)) && answer_headline(&block.text).is_some();
    source.kind = if blocks.iter().any(is_answer) { SourceKind::Qa } else { SourceKind::Article };
    let mut reader = Reader { byline: described.byline, source };
    if reader.byline.author.is_none() {
        reader.byline.author.clone_from(&head.author);
    }
    for block in blocks {
        reader.take(block);
    }
    let source = reader.finish();
    if source.answers.is_empty() {
        let message = "no prose was found on the page; save it with its text, or save the text alone (.txt)";
        return Err(PageError::new(path, 1, message));
    }
    Ok(source)
}

struct Reader {
    source: Source,
    /// The byline of an article.
    byline: Byline,
}

impl Reader {
    fn take(&mut self, block: Block) {
        let is_heading = matches!(block.kind, BlockKind::Heading(_));
        match (self.source.kind, is_heading.then(|| answer_headline(&block.text)).flatten()) {
            (SourceKind::Qa, Some(headline)) => {
                let headline = headline.map(str::to_owned);
                self.source.answers.push(Answer { headline, ..Answer::at(block.line) });
            }
            (SourceKind::Qa, None) if self.source.answers.is_empty() => {
                if !is_heading {
                    self.source.question.extend(paragraph(&block));
                }
            }
            (SourceKind::Article, _) if is_heading => {
                self.source.answers.push(Answer { section: Some(block.text), ..Answer::at(block.line) });
            }
            _ => self.add(&block),
        }
    }

    /// Adds prose to the open answer or section, or what it tells about who wrote it.
    fn add(&mut self, block: &Block) {
        if self.source.answers.is_empty() {
            self.source.answers.push(Answer { section: Some("Summary".to_owned()), ..Answer::at(block.line) });
        }
        let Some(answer) = self.source.answers.last_mut() else { return };
        let mut byline = match self.source.kind {
            SourceKind::Qa => Byline::of(answer),
            SourceKind::Article => std::mem::take(&mut self.byline),
        };
        let is_told = byline.hear(&block.text);
        match self.source.kind {
            SourceKind::Qa => byline.sign(answer),
            SourceKind::Article => self.byline = byline,
        }
        if !is_told {
            answer.paragraphs.extend(paragraph(block));
        }
    }

    fn finish(self) -> Source {
        let Self { mut source, byline } = self;
        match source.kind {
            SourceKind::Qa => number_answers(&mut source.answers),
            SourceKind::Article => {
                source.answers.retain(|section| !section.paragraphs.is_empty());
                for section in &mut source.answers {
                    byline.clone().sign(section);
                }
            }
        }
        source
    }
}

/// A block as a paragraph, without courtesies; none where nothing else is in it, or where it is a disclaimer.
pub(super) fn paragraph(block: &Block) -> Option<Paragraph> {
    if courtesy::is_disclaimer(&block.text) {
        return None;
    }
    let kind = if block.kind == BlockKind::Bullet { ParagraphKind::Bullet } else { ParagraphKind::Prose };
    let kept = courtesy::strip(&block.text);
    let above = block.text.get(..kept.start).unwrap_or_default().matches('\n').count();
    let text = block.text.get(kept).unwrap_or_default().to_owned();
    let line = block.line.saturating_add(u32::try_from(above).unwrap_or(0));
    (!text.is_empty()).then_some(Paragraph { text, line, kind })
}
