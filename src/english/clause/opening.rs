//! How a clause opens: what its first words make of it.
//!
//! It must not decide where a clause begins; it is told.

use super::{ClauseKind, Open, Splitter};
use crate::english::degree::is_comparative;
use crate::english::tag::Tag;

impl Splitter<'_> {
    /// The clause that begins at a token (a mark or a coordinator may stand first).
    pub(super) fn opening(&self, start: usize, body: usize, early: bool) -> Open {
        let mut at = body;
        let mut kind = None;
        while let Some(tag) = self.tag(at) {
            let text = self.text(at);
            match text {
                "but" | "yet" | "although" | "though" | "whereas" | "because" | "nevertheless" | "however" => {
                    kind = Some(ClauseKind::Contrast);
                }
                "and" | "or" | "nor" | "so" | "then" | "even" | "just" | "only" | "also" | "still" | "sadly"
                | "yes" | "no"
                    if text != "no" || self.tag(at + 1) == Some(Tag::Mark) => {}
                "," if at > start && kind == Some(ClauseKind::Contrast) => {}
                _ if tag == Tag::Mark && !matches!(text, ",") && at == start => {}
                _ if tag == Tag::Mark && matches!(text, "\"" | "“" | "*" | "_") => {}
                _ => break,
            }
            at += 1;
        }
        let mut open = Open { start, body: at, early, ..Open::default() };
        let text = self.text(at);
        // "…, as the nerve grows back" gives a reason.
        let causal = self.text(start) == "," && at == start + 1 && self.open.verb.is_some();
        let (marked, prepositional) = match text {
            "while" if causal => (Some(ClauseKind::Contrast), false),
            "if" | "when" | "whenever" | "unless" | "while" | "provided" | "whether" => {
                (Some(ClauseKind::Condition), false)
            }
            "had" | "were" | "should" if early && self.inverted_until_comma(at) => (Some(ClauseKind::Condition), false),
            "once" if !self.counts_once(at) => {
                (Some(ClauseKind::Condition), self.tag(at + 1) == Some(Tag::Preposition))
            }
            "by" | "the"
                if matches!(
                    (self.text(at + 1), self.text(at + 2)),
                    ("the", "time") | ("moment" | "minute" | "day", _)
                ) && self.subject_then_verb(at + if text == "by" { 3 } else { 2 }).is_some() =>
            {
                at += if text == "by" { 2 } else { 1 };
                (Some(ClauseKind::Condition), false)
            }
            "since" if causal && self.subject_then_verb(at + 1).is_some() => (Some(ClauseKind::Contrast), false),
            "after" | "before" | "until" | "till" | "since" => {
                let clause =
                    self.subject_then_verb(at + 1).is_some_and(|verb| !self.counted_then_coordinated(at + 1, verb));
                (Some(ClauseKind::Condition), !clause)
            }
            "during" | "following" | "with" | "without" | "upon" => (Some(ClauseKind::Condition), true),
            "as" if matches!(self.text(at + 1), "long" | "soon") && self.subject_then_verb(at + 3).is_some() => {
                (Some(ClauseKind::Condition), false)
            }
            "as" if self.subject_then_verb(at + 1).is_some() => {
                (Some(if causal { ClauseKind::Contrast } else { ClauseKind::Condition }), false)
            }
            "as" | "like" | "unlike" | "despite" => (Some(ClauseKind::Condition), true),
            "which" | "who" | "whose" | "where" if !early => (Some(ClauseKind::Relative), false),
            "the" if self.is_comparative(at + 1) && early && self.parallel_follows(at) => {
                (Some(ClauseKind::Condition), false)
            }
            "far" if self.text(at + 1) == "from" => (kind.is_none().then_some(ClauseKind::Phrase), true),
            "contrary" | "according" | "thanks" | "due" | "owing" | "compared" | "depending" | "regardless"
            | "irrespective"
                if self.tag(at + 1) == Some(Tag::Preposition) =>
            {
                (kind.is_none().then_some(ClauseKind::Phrase), true)
            }
            // "Kept up for years, it …", "Untreated, the nerve …".
            _ if early
                && kind.is_none()
                && matches!(self.tag(at), Some(Tag::Participle | Tag::Gerund | Tag::Adjective))
                && self.verbless_until_comma(at) =>
            {
                (Some(ClauseKind::Condition), true)
            }
            _ if self.tag(at) == Some(Tag::Preposition) => (kind.is_none().then_some(ClauseKind::Phrase), true),
            _ => (None, false),
        };
        if marked == Some(ClauseKind::Condition) || marked == Some(ClauseKind::Relative) {
            open.body = at + 1;
        }
        // "But if …": the condition belongs to what follows, which is the contrast.
        open.kind = marked.or(kind);
        open.prepositional = prepositional;
        if marked.is_some_and(|kind| matches!(kind, ClauseKind::Condition | ClauseKind::Phrase)) {
            open.early |= kind.is_some() || self.text(start) == ":" || self.text(start) == ";";
        }
        open
    }

    /// Whether a phrase without a verb begins here that is closed by a comma and followed by a clause.
    pub(super) fn verbless_until_comma(&self, from: usize) -> bool {
        let comma = (from..self.tokens.len().min(from + 14)).find(|&at| self.text(at) == ",");
        comma.is_some_and(|comma| {
            !(from..comma).any(|at| self.is_finite(at) || self.tags[at] == Tag::Mark)
                && self.subject_then_verb(comma + 1).is_some()
        })
    }

    /// "Had he gone back to his pies, …", "should a side effect trouble you, …": an auxiliary before its subject, a comma,
    /// and then a clause. A question has no such clause.
    fn inverted_until_comma(&self, from: usize) -> bool {
        let subject = matches!(self.tag(from + 1), Some(Tag::Pronoun | Tag::Determiner | Tag::Noun));
        let comma = (from..self.tokens.len()).find(|&at| self.text(at) == ",");
        subject
            && self.tokens.last().is_none_or(|last| last.text != "?")
            && comma.is_some_and(|comma| self.subject_then_verb(comma + 1).is_some())
    }

    /// "After three months and the wrinkles return": a figure closes the phrase before the coordinator.
    pub(super) fn counted_then_coordinated(&self, from: usize, verb: usize) -> bool {
        self.tag(from) == Some(Tag::Number)
            && (from..verb).any(|at| self.tags[at] == Tag::Coordinator && self.tag(at + 1) == Some(Tag::Determiner))
    }

    /// "Once a day", "once or twice".
    pub(super) fn counts_once(&self, at: usize) -> bool {
        matches!(
            self.text(at + 1),
            "a" | "every" | "daily" | "weekly" | "monthly" | "more" | "or" | "per" | "again" | "" | "."
        ) && self.subject_then_verb(at + 1).is_none()
            || self.text(at + 1) == "and"
    }

    pub(super) fn is_comparative(&self, at: usize) -> bool {
        self.tag(at).is_some_and(|tag| is_comparative(self.text(at), tag))
    }

    /// "The longer …, the weaker …".
    pub(super) fn parallel_follows(&self, at: usize) -> bool {
        (at + 2..self.tokens.len()).any(|other| {
            self.text(other) == "the" && self.is_comparative(other + 1) && other > 0 && self.text(other - 1) == ","
        })
    }
}
