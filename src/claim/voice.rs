//! Whose words a clause carries: the author's, or somebody's whom the author quotes, asks or rejects.
//!
//! It must not weigh what is said; it only tells who says it and whether the author takes it back.

use std::ops::Range;

use super::Voice;
use crate::english::{Clause, ClauseKind, Cue, CueKind, Token};

/// How the author stands to the words of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Attribution {
    pub(super) voice: Voice,
    /// The author says that it is not so.
    pub(super) flipped: bool,
}

const OWN: Attribution = Attribution { voice: Voice::Own, flipped: false };
const OTHER: Attribution = Attribution { voice: Voice::Other, flipped: false };
const REJECTED: Attribution = Attribution { voice: Voice::Own, flipped: true };

/// The attribution of each clause.
pub(super) fn attributions(tokens: &[Token], clauses: &[Clause], cues: &[Cue]) -> Vec<Attribution> {
    if is_question(tokens) {
        return vec![OTHER; clauses.len()];
    }
    let reports: Vec<&Cue> = cues.iter().filter(|cue| cue.kind == CueKind::Report && !is_pseudo(cue, cues)).collect();
    let rebuttals: Vec<&Cue> = cues.iter().filter(|cue| cue.kind == CueKind::Rebuttal).collect();
    let counterfactual = is_counterfactual(tokens, clauses);
    clauses
        .iter()
        .enumerate()
        .map(|(index, clause)| {
            if let Some(conditions) = &counterfactual {
                return if conditions.contains(&index) { REJECTED } else { OTHER };
            }
            attribution(clause, &reports, &rebuttals)
        })
        .collect()
}

/// The tokens that stand between quotation marks, when they are more than a word or two.
pub(super) fn quoted(tokens: &[Token]) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut open: Option<usize> = None;
    for (index, token) in tokens.iter().enumerate() {
        match (token.text.as_str(), open) {
            ("\u{201c}" | "«" | "„", None) | ("\"", None) => open = Some(index),
            ("\u{201d}" | "»" | "\"" | "\u{201c}", Some(start)) => {
                if index - start > 3 {
                    ranges.push(start..index + 1);
                }
                open = None;
            }
            _ => {}
        }
    }
    if let Some(start) = open
        && start == 0
    {
        ranges.push(start..tokens.len());
    }
    ranges
}

fn attribution(clause: &Clause, reports: &[&Cue], rebuttals: &[&Cue]) -> Attribution {
    let report = reports.iter().find(|cue| cue.tokens.start < clause.tokens.end);
    let Some(report) = report else {
        // "X is a myth": what stands before the rejection is what is rejected.
        return match rebuttals.iter().find(|cue| clause.tokens.contains(&cue.tokens.start)) {
            Some(cue) if cue.tokens.start > clause.tokens.start + 1 || cue.tokens.end + 2 < clause.tokens.end => {
                REJECTED
            }
            Some(_) => OTHER,
            None => OWN,
        };
    };
    let rebuttal = rebuttals.first();
    match rebuttal {
        None if matches!(clause.kind, ClauseKind::Contrast) && report.tokens.start < clause.tokens.start => OWN,
        None => OTHER,
        Some(cue) if cue.tokens.start >= clause.tokens.start && clause.tokens.contains(&cue.tokens.start) => {
            // "It is a myth that X": the rejection and what is rejected share a clause.
            if clause.tokens.end > cue.tokens.end + 2
                || report.tokens.start <= cue.tokens.start && report.tokens.end + 2 < cue.tokens.start
            {
                REJECTED
            } else {
                OTHER
            }
        }
        Some(cue) if clause.tokens.start >= cue.tokens.end && clause.kind == ClauseKind::Contrast => OWN,
        Some(_) => REJECTED,
    }
}

fn is_pseudo(cue: &Cue, cues: &[Cue]) -> bool {
    cues.iter().any(|other| {
        other.kind == CueKind::Pseudo && other.tokens.start <= cue.tokens.start && cue.tokens.end <= other.tokens.end
    })
}

fn is_question(tokens: &[Token]) -> bool {
    tokens
        .iter()
        .rev()
        .find(|token| !matches!(token.text.as_str(), "\u{201d}" | "\"" | "»" | ")" | "'"))
        .is_some_and(|token| token.text == "?")
}

/// The clauses that suppose what is not so ("if it really lasted…, nobody would…").
fn is_counterfactual(tokens: &[Token], clauses: &[Clause]) -> Option<Vec<usize>> {
    let has = |clause: &Clause, words: &[&str]| {
        tokens
            .get(clause.tokens.clone())
            .is_some_and(|tokens| tokens.iter().any(|token| words.contains(&token.text.as_str())))
    };
    let would = clauses.iter().any(|clause| clause.kind != ClauseKind::Condition && has(clause, &["would", "'d"]));
    let conditions: Vec<usize> = clauses
        .iter()
        .enumerate()
        .filter(|(_, clause)| {
            clause.kind == ClauseKind::Condition
                && has(clause, &["if"])
                && has(clause, &["were", "really", "truly", "had", "was", "did", "lasted", "actually", "worked"])
        })
        .map(|(index, _)| index)
        .collect();
    (would && !conditions.is_empty()).then_some(conditions)
}
