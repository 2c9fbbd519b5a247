//! Which clause belongs to which: conditions to what they condition, parts of a clause to each other.
//!
//! It must not look for borders, but where a clause turns out to hold two.

use super::{Clause, ClauseKind};
use crate::english::tag::Tag;
use crate::english::token::{Token, TokenKind};

/// Finds for each clause the one that it belongs to.
pub(super) fn link(clauses: &mut Vec<Clause>, tokens: &[Token], tags: &[Tag]) {
    hidden_main_clause(clauses, tokens, tags);
    imperative_conditions(clauses, tokens, tags);
    for index in 0..clauses.len() {
        let kind = clauses[index].kind;
        let states = |clause: &Clause| {
            matches!(clause.kind, ClauseKind::Main | ClauseKind::Contrast | ClauseKind::Content | ClauseKind::Relative)
        };
        let early = clauses[index].host.is_none();
        match kind {
            ClauseKind::Condition | ClauseKind::Phrase => {
                let next = clauses[index + 1..].iter().position(states).map(|found| index + 1 + found);
                let previous = clauses[..index].iter().rposition(states);
                let host = if early { next.or(previous) } else { previous.or(next) };
                clauses[index].host = host;
                if host.is_none() {
                    clauses[index].kind = ClauseKind::Main;
                }
            }
            ClauseKind::Resumption => {
                clauses[index].host = clauses[..index]
                    .iter()
                    .rposition(|clause| clause.kind == ClauseKind::Content)
                    .and_then(|content| clauses[content].host);
            }
            ClauseKind::Relative | ClauseKind::Content => {}
            ClauseKind::Main | ClauseKind::Contrast => {
                // "The muscle, which is small, recovers": the first part is the subject of the last.
                let split = clauses[index].verb.is_some_and(|verb| {
                    tokens[clauses[index].tokens.start..verb].iter().all(|token| token.kind == TokenKind::Punctuation)
                }) && !clauses[index].shares_subject
                    && index > 1;
                if split
                    && let Some(first) = clauses[..index]
                        .iter()
                        .rposition(|clause| clause.kind == ClauseKind::Main && clause.verb.is_none())
                {
                    clauses[first].kind = ClauseKind::Phrase;
                    clauses[first].host = Some(index);
                    for clause in &mut clauses[first + 1..index] {
                        if matches!(clause.kind, ClauseKind::Condition | ClauseKind::Phrase) {
                            clause.host = Some(index);
                        }
                    }
                    clauses[index].host = None;
                } else if clauses[index].shares_subject {
                    clauses[index].host =
                        clauses[..index].iter().rposition(|clause| states(clause) && clause.verb.is_some());
                    clauses[index].shares_subject = clauses[index].host.is_some();
                } else {
                    clauses[index].host = None;
                }
            }
        }
    }
    bracketed_phrases(clauses, tokens);
    // A condition of a condition that leads nowhere states something after all.
    for index in 0..clauses.len() {
        let mut at = index;
        let mut steps = 0;
        while matches!(clauses[at].kind, ClauseKind::Condition | ClauseKind::Phrase) {
            let Some(host) = clauses[at].host.filter(|_| steps <= clauses.len()) else {
                clauses[index].kind = ClauseKind::Main;
                clauses[index].host = None;
                break;
            };
            at = host;
            steps += 1;
        }
    }
}

/// "After treatment muscles weaken": a preposition's noun and the subject stand side by side.
fn hidden_main_clause(clauses: &mut Vec<Clause>, tokens: &[Token], tags: &[Tag]) {
    for index in 0..clauses.len() {
        let clause = &clauses[index];
        let alone = clauses.get(index + 1).is_none_or(|next| {
            matches!(tokens[next.tokens.start].text.as_str(), ";" | ":" | "—" | "." | "but" | "and")
        });
        let Some(verb) = clause.verb else { continue };
        let opener = clause.tokens.clone().find(|&at| {
            matches!(
                tokens[at].text.as_str(),
                "after" | "before" | "since" | "until" | "during" | "with" | "without" | "following"
            )
        });
        let Some(opener) = opener.filter(|&opener| opener < clause.tokens.start + 3) else { continue };
        if clause.kind != ClauseKind::Condition || clause.host.is_some() || !alone {
            continue;
        }
        let nominal = |at: usize| matches!(tags[at], Tag::Noun | Tag::Gerund | Tag::Number);
        let split = (opener + 2..verb)
            .rev()
            .find(|&at| nominal(at - 1) && matches!(tags[at], Tag::Noun | Tag::Adjective | Tag::Determiner));
        let Some(split) = split else { continue };
        let rest = Clause { tokens: split..clause.tokens.end, kind: ClauseKind::Main, host: None, ..clause.clone() };
        clauses[index].tokens.end = split;
        clauses[index].verb = None;
        clauses.insert(index + 1, rest);
        for other in &mut clauses[index + 2..] {
            other.host = other.host.map(|host| if host > index { host + 1 } else { host });
        }
        return;
    }
}

/// "Treat it and it heals": an order before "and" with a statement behind it is a condition.
fn imperative_conditions(clauses: &mut [Clause], tokens: &[Token], tags: &[Tag]) {
    for index in 0..clauses.len().saturating_sub(1) {
        let next = (index + 1..clauses.len()).find(|&next| clauses[next].kind != ClauseKind::Condition);
        let Some(next) = next else { continue };
        let (first, second) = (&clauses[index], &clauses[next]);
        let start = first.tokens.clone().find(|&at| !matches!(tags[at], Tag::Mark | Tag::Coordinator | Tag::Adverb));
        let ordered = first.kind == ClauseKind::Main
            && first.verb.is_some()
            && first.verb == start
            && tags[start.unwrap_or(0)] == Tag::Verb
            && !first.shares_subject;
        let opens =
            first.tokens.start == 0 || matches!(tokens[first.tokens.start].text.as_str(), ":" | ";" | "—" | "–");
        let marker =
            tokens[second.tokens.clone()].iter().find(|token| token.text != ",").map(|token| token.text.as_str());
        let stated = second.kind == ClauseKind::Main
            && !second.shares_subject
            && second.verb.is_some_and(|verb| {
                tags[second.tokens.start..verb].iter().any(|tag| matches!(tag, Tag::Noun | Tag::Pronoun | Tag::Gerund))
            });
        if ordered && opens && stated && marker == Some("and") {
            clauses[index].kind = ClauseKind::Condition;
            clauses[index].host = None;
        }
    }
}

/// What stands in brackets or behind a dash without a verb belongs to the clause before.
fn bracketed_phrases(clauses: &mut [Clause], tokens: &[Token]) {
    for index in 1..clauses.len() {
        let clause = &clauses[index];
        let mark = tokens[clause.tokens.start].text.as_str();
        if clause.kind == ClauseKind::Main && clause.verb.is_none() && matches!(mark, "(" | "," | ")") {
            let host = clauses[..index].iter().rposition(|other| other.verb.is_some());
            if let Some(host) = host {
                clauses[index].kind = ClauseKind::Phrase;
                clauses[index].host = Some(host);
            }
        }
    }
}
