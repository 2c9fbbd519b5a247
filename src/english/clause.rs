//! Clauses of a sentence, found by their marks and markers.
//!
//! It must not parse: a clause here is the stretch in which a negation holds and a predicate finds its subject.

use std::ops::Range;

use super::token::{Token, TokenKind};

/// A clause, or a phrase that is set off like one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Its tokens, the marker included.
    pub tokens: Range<usize>,
    /// What kind of clause its marker makes it.
    pub kind: ClauseKind,
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
}

/// Splits a sentence into clauses that cover all its tokens, in order.
#[must_use]
pub fn clauses(tokens: &[Token]) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    let mut start = 0;
    let mut kind = tokens.first().and_then(marker).unwrap_or(ClauseKind::Main);
    let mut at = 1;
    while at < tokens.len() {
        if let Some((skip, next_kind)) = boundary(tokens, start, at, kind) {
            clauses.push(Clause { tokens: start..at, kind });
            start = at;
            at += skip;
            kind = next_kind;
        }
        at += 1;
    }
    if start < tokens.len() {
        clauses.push(Clause { tokens: start..tokens.len(), kind });
    }
    clauses
}

/// Whether a clause begins at a token: how many tokens to pass over, and the kind that begins.
fn boundary(tokens: &[Token], start: usize, at: usize, kind: ClauseKind) -> Option<(usize, ClauseKind)> {
    let token = tokens.get(at)?;
    let next = tokens.get(at + 1);
    if token.kind == TokenKind::Punctuation {
        let between_numbers = next.is_some_and(|next| next.kind == TokenKind::Number)
            && at
                .checked_sub(1)
                .and_then(|before| tokens.get(before))
                .is_some_and(|before| before.kind == TokenKind::Number);
        let here = match token.text.as_str() {
            ";" | ":" | "—" | "(" | ")" | "…" => true,
            "–" | "-" => !between_numbers,
            "," => comma_splits(tokens, start, at, kind),
            _ => false,
        };
        let next_kind = next.and_then(marker).unwrap_or(ClauseKind::Main);
        return here.then_some((1, next_kind));
    }
    if at == start || tokens.get(at - 1).is_some_and(|before| before.kind == TokenKind::Punctuation) {
        return None;
    }
    if matches!(token.text.as_str(), "and" | "or" | "nor") {
        let splits = next.is_some_and(|next| SUBJECT_OR_VERB.contains(&next.text.as_str()) || marker(next).is_some());
        let next_kind = next.and_then(marker).unwrap_or(ClauseKind::Main);
        return splits.then_some((1, next_kind));
    }
    if token.text == "once"
        && next.is_some_and(|next| matches!(next.text.as_str(), "a" | "every" | "daily" | "weekly" | "more" | "or"))
    {
        return None;
    }
    if token.text == "as" || token.text == "since" && next.is_some_and(|next| next.kind == TokenKind::Number) {
        return None;
    }
    marker(token).map(|kind| (0, kind))
}

/// Whether a comma ends the clause that began at `start`.
fn comma_splits(tokens: &[Token], start: usize, at: usize, kind: ClauseKind) -> bool {
    let Some(next) = tokens.get(at + 1) else { return false };
    if next.kind == TokenKind::Number && tokens.get(at - 1).is_some_and(|before| before.kind == TokenKind::Number) {
        return false;
    }
    kind != ClauseKind::Main
        || marker(next).is_some()
        || matches!(next.text.as_str(), "so" | "yet" | "then" | "nor" | "not")
        || SUBJECT_OR_VERB.contains(&next.text.as_str())
        || matches!(next.text.as_str(), "and" | "or")
            && tokens.get(at + 2).is_some_and(|after| {
                SUBJECT_OR_VERB.contains(&after.text.as_str())
                    || marker(after).is_some()
                    || has_verb(&tokens[at + 2..]) && has_verb(&tokens[start..at])
            })
        || tokens.get(start).is_some_and(|first| OPENERS.contains(&first.text.as_str()))
}

fn has_verb(tokens: &[Token]) -> bool {
    tokens.iter().any(|token| AUXILIARIES.contains(&token.text.as_str()))
}

fn marker(token: &Token) -> Option<ClauseKind> {
    Some(match token.text.as_str() {
        "but" | "however" | "although" | "though" | "whereas" | "because" | "nevertheless" | "yet" => {
            ClauseKind::Contrast
        }
        "if" | "when" | "whenever" | "once" | "unless" | "until" | "till" | "while" | "after" | "before" | "during"
        | "provided" | "since" => ClauseKind::Condition,
        "which" | "who" | "whose" | "where" => ClauseKind::Relative,
        _ => return None,
    })
}

/// Words at the start of a sentence after which a comma closes an opening phrase.
const OPENERS: &[&str] = &[
    "far",
    "without",
    "with",
    "despite",
    "unlike",
    "besides",
    "contrary",
    "instead",
    "rather",
    "for",
    "in",
    "at",
    "on",
    "by",
    "as",
    "over",
    "even",
    "however",
    "through",
    "to",
    "from",
    "under",
    "not",
    "according",
    "given",
    "among",
];

const SUBJECT_OR_VERB: &[&str] = &[
    "it", "they", "he", "she", "we", "you", "i", "this", "that", "these", "those", "there", "its", "their", "your",
    "my", "is", "are", "was", "were", "will", "would", "can", "could", "may", "might", "must", "should", "has", "have",
    "had", "does", "do", "did", "never", "then", "not", "don", "won", "cannot", "most", "some", "no", "nobody",
    "nothing", "none", "everyone", "people", "patients", "the",
];

const AUXILIARIES: &[&str] = &[
    "is", "are", "was", "were", "be", "been", "am", "'s", "'re", "'ve", "'ll", "will", "would", "can", "could", "may",
    "might", "must", "should", "has", "have", "had", "does", "do", "did", "ca", "wo",
];
