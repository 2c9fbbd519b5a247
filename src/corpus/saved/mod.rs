//! The saved text of a web page: what "save as text" or copy and paste leaves of a Q&A page or an article. It must not
//! know any topic; a page is understood by the form of its lines alone.
//!
//! 1. Lines become blocks ([`block`]): hard-wrapped lines are put together again, and each block gets the kind that
//!    its own words show: a vote template, the count of answers, a disclaimer, a rating, a person, a credential, a
//!    courtesy, a list item, or else text.
//! 2. The blocks tell whether the page is a Q&A page or an article ([`kind_of`]).
//! 3. Text blocks are told apart by their neighbours: in a Q&A page into headlines, which open answers, and prose
//!    ([`answers`]); in an article into headings, which open sections, and prose ([`article`]).
//! 4. Prose loses its courtesies ([`super::courtesy`]): greetings, thanks and good wishes are no evidence.

mod answers;
mod article;
mod block;

use std::path::Path;

use self::block::{Block, Kind, blocks};
use super::{Answer, PageError, Paragraph, ParagraphKind, Source, SourceKind, byline, courtesy};

/// Reads the saved text of a Q&A page or of an article.
pub(super) fn read(path: &Path, text: &str) -> Result<Source, PageError> {
    let page = Page::new(text);
    let kind = kind_of(&page);
    let (title, question, answers) = match kind {
        SourceKind::Qa => answers::read(&page),
        SourceKind::Article => article::read(&page),
    };
    if answers.is_empty() {
        let line = page.blocks.last().map_or(1, |block| block.line);
        let message = "no answers were found; a saved page needs a title, a question, and answers with a headline or \
                       an author each, or a title and sections";
        return Err(PageError::new(path, line, message));
    }
    let unnamed = Source::at(path);
    Ok(Source { title: title.unwrap_or(unnamed.title.clone()), kind, question, answers, ..unnamed })
}

/// The blocks of a page, and what holds for all of them.
struct Page {
    blocks: Vec<Block>,
    /// The page has hardly a blank line, so a block need not have one before it.
    tight: bool,
}

impl Page {
    fn new(text: &str) -> Self {
        let blocks = blocks(text);
        let after_blank = blocks.iter().filter(|block| block.after_blank).count();
        Self { tight: after_blank * 4 < blocks.len(), blocks }
    }

    fn get(&self, at: usize) -> Option<&Block> {
        self.blocks.get(at)
    }

    /// The first block after this one that is no courtesy.
    fn next(&self, at: usize) -> Option<&Block> {
        self.blocks.get(at + 1..)?.iter().find(|block| block.kind != Kind::Courtesy)
    }

    /// The first block before this one that is no courtesy.
    fn previous(&self, at: usize) -> Option<&Block> {
        self.blocks.get(..at)?.iter().rev().find(|block| block.kind != Kind::Courtesy)
    }

    /// Whether a block stands apart from what is before it, as a headline does.
    fn stands_apart(&self, at: usize) -> bool {
        self.tight || self.get(at).is_some_and(|block| block.after_blank) || {
            at.checked_sub(1).and_then(|before| self.get(before)).is_none_or(|before| before.kind.is_border())
        }
    }

    fn count(&self, is_kind: impl Fn(&Kind) -> bool) -> usize {
        self.blocks.iter().filter(|block| is_kind(&block.kind)).count()
    }
}

/// Whether a page is a Q&A page or an article. What only one of them has decides, in the order of how sure it is:
/// votes, counts and ratings; a summary at the top; several signed texts. Without any of these a page is a Q&A page
/// when its title is a question and a text of at most three paragraphs, with a question in its first, stands between
/// the title and the first headline.
fn kind_of(page: &Page) -> SourceKind {
    if page.count(|kind| matches!(kind, Kind::Vote | Kind::Count | Kind::Rating(_))) > 0 {
        return SourceKind::Qa;
    }
    if page.get(0).is_some_and(|block| article::summary_text(&block.text).is_some()) {
        return SourceKind::Article;
    }
    if page.count(|kind| matches!(kind, Kind::Person | Kind::Credential)) > 1 {
        return SourceKind::Qa;
    }
    let asks = |at: usize| page.get(at).is_some_and(|block| block.text.contains('?'));
    let before_headline = (1..page.blocks.len()).take_while(|&at| !page.looks_like_heading(at)).count();
    if asks(0) && asks(1) && (1..=3).contains(&before_headline) { SourceKind::Qa } else { SourceKind::Article }
}

impl Page {
    /// Whether a block has the form of a heading, and something to stand above: a short line of text that stands
    /// apart and does not end as a sentence does.
    fn looks_like_heading(&self, at: usize) -> bool {
        self.get(at).is_some_and(|block| block.kind == Kind::Text && block.is_short() && block.ending() == Ending::None)
            && self.stands_apart(at)
            && self.next(at).is_some_and(|next| next.is_prose() || next.kind == Kind::Vote)
    }
}

/// How a text ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    /// With a full stop, an exclamation mark, an ellipsis.
    Stop,
    /// With a question mark.
    Question,
    /// With a colon, a comma, a semicolon: more is to come.
    Open,
    /// With a word.
    None,
}

impl Block {
    /// Short enough for a headline. The longest headlines of real pages have fourteen words.
    fn is_short(&self) -> bool {
        self.text.len() <= 160
            && self.text.split_whitespace().count() <= 16
            && self.text.chars().any(char::is_alphabetic)
            && !self.is_address()
    }

    fn is_address(&self) -> bool {
        self.text.contains("://") || self.text.contains('@')
    }

    fn is_one_sentence(&self) -> bool {
        !self.text.trim_end_matches(['.', '!', '?', '…', ' ']).contains(['.', '!', '?', '…'])
    }

    fn ending(&self) -> Ending {
        let text = self.text.trim_end_matches(['"', '\'', '”', '’', ')', ']', ' ']);
        match text.chars().next_back() {
            Some('.' | '!' | '…') => Ending::Stop,
            Some('?') => Ending::Question,
            Some(':' | ',' | ';' | '-' | '–' | '—') => Ending::Open,
            _ => Ending::None,
        }
    }

    /// Whether the block is prose by its form: a list item, or text that is long or ends as a sentence does.
    fn is_prose(&self) -> bool {
        match self.kind {
            Kind::Bullet => true,
            Kind::Text => !self.is_address() && (!self.is_short() || self.ending() != Ending::None),
            _ => false,
        }
    }

    /// The block as a paragraph, without courtesies; none when nothing else is in it.
    fn paragraph(&self) -> Option<Paragraph> {
        let kind = if self.kind == Kind::Bullet { ParagraphKind::Bullet } else { ParagraphKind::Prose };
        let kept = courtesy::strip(&self.text);
        let above = self.text.get(..kept.start).unwrap_or_default().matches('\n').count();
        let text = self.text.get(kept).unwrap_or_default();
        (!text.is_empty()).then(|| Paragraph {
            text: text.to_owned(),
            line: self.line.saturating_add(u32::try_from(above).unwrap_or(0)),
            kind,
        })
    }

    /// The block as a headline: one line, without courtesies.
    fn headline(&self) -> Option<String> {
        self.paragraph().map(|paragraph| paragraph.text.replace('\n', " "))
    }
}

/// What a reader of blocks gives: the title, the question, the answers or sections.
type Read = (Option<String>, Vec<Paragraph>, Vec<Answer>);

#[cfg(test)]
mod tests;
