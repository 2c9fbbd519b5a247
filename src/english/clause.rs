//! Clauses of a sentence: what states something, under which condition, of whom.
//!
//! It must not build a tree: a clause here is the stretch in which a negation holds and a verb finds its subject, and a
//! link to the clause that it belongs to. Borders are found from the marks, the little words, and from where a noun
//! phrase meets a finite verb.

mod link;
mod marks;
mod noun_phrase;
mod opening;
mod statement;
mod words;

use std::ops::Range;

use super::tag::Tag;
use super::token::{Token, TokenKind};

/// A clause, or a phrase that is set off like one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Its tokens, the marker included.
    pub tokens: Range<usize>,
    /// What kind of clause its marker makes it.
    pub kind: ClauseKind,
    /// The clause that it belongs to, as an index: whose condition, description, content or further predicate it is.
    pub host: Option<usize>,
    /// Its first finite verb or auxiliary, relative clauses in its subject passed over.
    pub verb: Option<usize>,
    /// Whether it is a further predicate of its host's subject ("and reduces wrinkles").
    pub shares_subject: bool,
    /// Whether its verb hangs on the auxiliary of its host as well ("does not ease the pain or cure the cause").
    pub shares_auxiliary: bool,
}

/// The kinds of clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClauseKind {
    /// States something of its own.
    Main,
    /// States something of its own, set against what went before ("but", "although").
    Contrast,
    /// Gives a condition or a time ("if", "after").
    Condition,
    /// Describes what was named before ("which", "who").
    Relative,
    /// What somebody says, believes or shows ("that …" behind "people say").
    Content,
    /// The predicate of a clause whose subject holds a content clause ("the story that … *is untrue*").
    Resumption,
    /// A phrase that is set off from its clause and belongs to it ("in most people, …").
    Phrase,
}

/// Splits a sentence into clauses that cover all its tokens, in order.
#[must_use]
pub fn clauses(tokens: &[Token], tags: &[Tag]) -> Vec<Clause> {
    if tokens.is_empty() || tokens.len() != tags.len() {
        return Vec::new();
    }
    let mut splitter = Splitter { tokens, tags, clauses: Vec::new(), open: Open::default() };
    splitter.run();
    let Splitter { mut clauses, .. } = splitter;
    link::link(&mut clauses, tokens, tags);
    clauses
}

/// The clause that is being read.
#[derive(Clone, Copy, Debug, Default)]
struct Open {
    start: usize,
    /// Behind its marker.
    body: usize,
    kind: Option<ClauseKind>,
    verb: Option<usize>,
    /// Restrictive relatives whose verb has not come yet.
    relatives: usize,
    shares_subject: bool,
    shares_auxiliary: bool,
    /// Opened by a preposition, so that it needs no verb.
    prepositional: bool,
    /// In an opening position, before the clause that it belongs to.
    early: bool,
}

struct Splitter<'a> {
    tokens: &'a [Token],
    tags: &'a [Tag],
    clauses: Vec<Clause>,
    open: Open,
}

impl Splitter<'_> {
    fn run(&mut self) {
        self.open = self.opening(0, 0, true);
        let mut at = 0;
        while at < self.tokens.len() {
            if at >= self.open.body.max(self.open.start + 1)
                && let Some(next) = self.boundary(at)
            {
                self.close(at);
                self.open = next;
                at = at.max(next.start);
                // What stands before the body are marks and markers.
                while at < next.body {
                    at += 1;
                }
                self.observe(at);
                at += 1;
                continue;
            }
            if at >= self.open.body {
                self.observe(at);
            }
            at += 1;
        }
        self.close(self.tokens.len());
    }

    fn close(&mut self, end: usize) {
        let open = self.open;
        if open.start >= end {
            return;
        }
        let kind = match open.kind.unwrap_or(ClauseKind::Main) {
            ClauseKind::Phrase if open.verb.is_some() => ClauseKind::Main,
            kind => kind,
        };
        let host = self.clauses.len().checked_sub(1).filter(|_| !open.early);
        self.clauses.push(Clause {
            tokens: open.start..end,
            kind,
            host,
            verb: open.verb,
            shares_subject: open.shares_subject,
            shares_auxiliary: open.shares_auxiliary,
        });
    }

    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text.as_str())
    }

    fn tag(&self, at: usize) -> Option<Tag> {
        self.tags.get(at).copied()
    }

    fn observe(&mut self, at: usize) {
        match self.tag(at) {
            Some(Tag::Wh)
                if self.open.verb.is_none()
                    && (at > self.open.body || matches!(self.text(at), "what" | "whoever" | "whatever")) =>
            {
                self.open.relatives += 1;
            }
            Some(Tag::Subordinator) if self.text(at) == "that" && self.open.verb.is_none() && at > self.open.body => {
                self.open.relatives += 1;
            }
            Some(_) if self.is_finite(at) => {
                if self.open.relatives > 0 {
                    self.open.relatives -= 1;
                } else if self.open.verb.is_none() {
                    self.open.verb = Some(at);
                }
            }
            _ => {}
        }
    }

    /// The clause that begins at a token, if one does.
    fn boundary(&self, at: usize) -> Option<Open> {
        let text = self.text(at);
        match self.tag(at)? {
            Tag::Mark => match text {
                ";" | ":" | "—" | "…" => Some(self.opening(at, at + 1, true)),
                "(" | ")" => Some(self.opening(at, at + 1, false)),
                "–" | "-" if !self.between_numbers(at) && !self.tokens.get(at + 1).is_some_and(|next| next.joined) => {
                    Some(self.opening(at, at + 1, true))
                }
                "," => self.comma(at),
                _ => None,
            },
            Tag::Coordinator => self.coordination(at),
            _ => self.inner(at),
        }
    }

    fn between_numbers(&self, at: usize) -> bool {
        let number = |at: usize| self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number);
        at > 0 && number(at - 1) && number(at + 1)
    }

    /// Whether the open clause waits for the clause that it belongs to.
    fn is_waiting(&self) -> bool {
        self.open.early && matches!(self.open.kind, Some(ClauseKind::Condition | ClauseKind::Phrase))
    }
}
