//! What the second reader is asked about a sentence: the sentence itself, or what it rejects.
//!
//! "It is a myth that the effect is permanent" holds nearly all the words of its opposite. Whose words they are is for the
//! rules to say, so the reader is asked about "The effect is permanent.", and its answer is turned round.
//!
//! It must not judge.

use std::borrow::Cow;

use crate::claim::{Claim, Reading};
use crate::english::{Clause, ClauseKind, Tag};
use crate::reader::Opinion;

/// The words that the second reader hears, and how its opinion on them is to be taken.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Proposition<'a> {
    /// The words.
    pub(super) text: Cow<'a, str>,
    /// Whether the author says that it is not so.
    pub(super) rejected: bool,
}

impl<'a> Proposition<'a> {
    /// A text that is taken as it stands.
    pub(super) fn whole(text: &'a str) -> Self {
        Self { text: Cow::Borrowed(text), rejected: false }
    }

    /// What a sentence says.
    pub(super) fn of(text: &'a str, reading: &Reading) -> Self {
        match rejected(text, reading) {
            Some(inner) => Self { text: Cow::Owned(inner), rejected: true },
            None => Self::whole(text),
        }
    }

    /// What the sentence rejects, if it does.
    pub(super) fn into_rejected(self) -> Option<Proposition<'static>> {
        self.rejected.then(|| Proposition { text: Cow::Owned(self.text.into_owned()), rejected: true })
    }

    /// The opinion on the sentence, from the opinion on the words.
    pub(super) fn turned(&self, opinion: Opinion) -> Opinion {
        if !self.rejected {
            return opinion;
        }
        // That something is put too strongly makes its rejection neither right nor wrong.
        let Opinion { supports, contradicts, qualifies, neutral } = opinion;
        Opinion { supports: contradicts, contradicts: supports, qualifies: 0.0, neutral: neutral + qualifies }
    }
}

/// The words of what a sentence rejects as a whole, as a sentence of its own.
fn rejected(text: &str, reading: &Reading) -> Option<String> {
    let is_rejected = |claim: &Claim| claim.flipped && !claim.unproven;
    let mut claims = reading.own_claims().peekable();
    claims.peek()?;
    if !claims.all(is_rejected) {
        return None;
    }
    let inside: Vec<bool> = reading.clauses.iter().map(|clause| belongs(clause, reading)).collect();
    let first = inside.iter().position(|inside| *inside)?;
    let last = inside.iter().rposition(|inside| *inside)?;
    // What is rejected must stand in one piece.
    if !inside.get(first..=last)?.iter().all(|inside| *inside) {
        return None;
    }
    let mut tokens = reading.clauses.get(first)?.tokens.start..reading.clauses.get(last)?.tokens.end;
    tokens.start = tokens.start.max(reading.label()).min(tokens.end);
    let is_mark = |at: usize| reading.tags.get(at) == Some(&Tag::Mark);
    let opens = |at: usize| is_mark(at) || reading.tokens.get(at).is_some_and(|token| token.text == "that");
    while !tokens.is_empty() && opens(tokens.start) {
        tokens.start += 1;
    }
    while !tokens.is_empty() && is_mark(tokens.end - 1) {
        tokens.end -= 1;
    }
    let words = reading.tokens.get(tokens)?;
    let inner = text.get(words.first()?.range.start..words.last()?.range.end)?;
    let initial = inner.chars().next()?;
    Some(format!("{}{}.", initial.to_uppercase(), inner.get(initial.len_utf8()..)?))
}

/// Whether a clause is a rejected claim, or part of one.
fn belongs(clause: &Clause, reading: &Reading) -> bool {
    let mut clause = clause;
    for _ in 0..reading.clauses.len() {
        if reading.own_claims().any(|claim| claim.tokens == clause.tokens) {
            return true;
        }
        if !matches!(clause.kind, ClauseKind::Condition | ClauseKind::Phrase | ClauseKind::Relative) {
            return false;
        }
        let Some(host) = clause.host.and_then(|host| reading.clauses.get(host)) else { return false };
        clause = host;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::Proposition;
    use crate::claim::read;
    use crate::lexicon::Lexicon;
    use crate::reader::Opinion;

    fn asked(sentence: &str) -> (String, bool) {
        let reading = read(sentence, Lexicon::built_in());
        let Proposition { text, rejected } = Proposition::of(sentence, &reading);
        (text.into_owned(), rejected)
    }

    #[test]
    fn what_is_said_is_asked_as_it_stands() {
        for sentence in [
            "The effect is permanent.",
            "The effect is not permanent.",
            "There is no evidence that it weakens the immune system.",
            "It is a myth that the drug is addictive, but habits do form.",
            "Doctors say that it is true.",
        ] {
            assert_eq!(asked(sentence), (sentence.to_owned(), false));
        }
    }

    #[test]
    fn what_is_rejected_is_asked_without_its_frame() {
        for (sentence, inner) in [
            ("It is a myth that the drug saps the immune system.", "The drug saps the immune system."),
            ("It is not true that the effect stays if you stop.", "The effect stays if you stop."),
            ("I don't think that the muscles will waste away for ever.", "The muscles will waste away for ever."),
            ("The idea that it poisons the blood is nonsense.", "It poisons the blood."),
            ("Myth 1: the muscles never recover.", "The muscles never recover."),
        ] {
            assert_eq!(asked(sentence), (inner.to_owned(), true), "{sentence}");
        }
    }

    #[test]
    fn the_answer_is_turned_round() {
        let opinion = Opinion { supports: 0.1, contradicts: 0.6, qualifies: 0.2, neutral: 0.1 };
        let (text, rejected) = (std::borrow::Cow::Borrowed(""), true);
        let turned = Proposition { text, rejected }.turned(opinion);
        assert_eq!((turned.supports, turned.contradicts, turned.qualifies), (0.6, 0.1, 0.0));
        assert_eq!(Proposition::whole("").turned(opinion), opinion);
    }
}
