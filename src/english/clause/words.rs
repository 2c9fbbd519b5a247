//! Clauses that begin at a word, without a mark before it.
//!
//! It must not look at marks.

use super::{ClauseKind, Open, Splitter};
use crate::english::tag::{Tag, is_plural};
use crate::english::token::TokenKind;

impl Splitter<'_> {
    /// A clause that begins at a word, without a mark.
    pub(super) fn inner(&self, at: usize) -> Option<Open> {
        let text = self.text(at);
        let before = self.tag(at.checked_sub(1)?);
        let behind_mark = before == Some(Tag::Mark) && self.text(at - 1) != ",";
        // The main clause behind an opening condition.
        if self.is_waiting() && self.ends_opening(at) {
            return Some(Open { start: at, body: at, kind: Some(ClauseKind::Main), ..Open::default() });
        }
        if self.open.kind == Some(ClauseKind::Content)
            && self.open.verb.is_some()
            && self.open.relatives == 0
            && self.is_finite(at)
            && self.clauses.last().is_some_and(|frame| frame.verb.is_none())
            && !matches!(
                before,
                Some(Tag::Coordinator | Tag::Mark | Tag::Wh | Tag::Subordinator | Tag::Modal | Tag::To)
            )
            && (before != Some(Tag::Pronoun) || self.text(at - 1) == "there")
            && self.open.verb.is_some_and(|verb| verb + 1 < at)
        {
            return Some(Open { start: at, body: at, kind: Some(ClauseKind::Resumption), ..Open::default() });
        }
        if self.opens_content(at) {
            let body = if text == "that" { at + 1 } else { at };
            return Some(Open { start: at, body, kind: Some(ClauseKind::Content), ..Open::default() });
        }
        let verb = self.open.verb.is_some();
        let subordinator = match text {
            "because" | "although" | "whereas" | "unless" | "provided" | "whenever" => true,
            "if" => !(before == Some(Tag::Preposition) && self.text(at - 1) == "as"),
            "though" => self.text(at - 1) != "as",
            "when" | "while" => verb || self.open.start + 2 < at,
            "once" => verb && !self.counts_once(at),
            "whether" => true,
            "until" | "till" | "during" => verb && self.text(at - 1) != "not",
            "after" | "before" => {
                let bare = self.tag(at + 1).is_none_or(|tag| tag == Tag::Mark) || self.text(at - 1) == "than";
                let led = bare || matches!(self.text(at - 1), "long" | "soon" | "shortly" | "well" | "just" | "even");
                verb && (!led || self.subject_then_verb(at + 1).is_some())
            }
            "since" => {
                verb && !matches!(self.text(at - 1), "long" | "ever")
                    && !self.tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Number)
            }
            "even" | "just" | "only" | "long" | "soon" | "shortly" | "well" => {
                verb && matches!(
                    self.text(at + 1),
                    "if" | "when" | "after" | "before" | "once" | "while" | "though" | "as" | "during"
                ) && !(self.text(at + 1) == "as"
                    && self.subject_then_verb(at + 2).is_none()
                    && self.text(at + 2) != "with")
            }
            "as" => verb && self.is_plain_as(at),
            _ => false,
        };
        if subordinator && !behind_mark {
            let open = self.opening(at, at, false);
            let open = match open.kind {
                None | Some(ClauseKind::Phrase) => Open { kind: Some(ClauseKind::Condition), ..open },
                Some(_) => open,
            };
            let early = self.clause_follows_comma(at) && !verb;
            return Some(Open { early, ..open });
        }
        if text == "so" && verb && self.subject_then_verb(at + 1).is_some() && before != Some(Tag::Auxiliary) {
            return Some(self.opening(at, at, false));
        }
        None
    }

    /// "As" that opens a clause, not one that compares.
    pub(super) fn is_plain_as(&self, at: usize) -> bool {
        let compares =
            (at.saturating_sub(5)..at).any(|before| matches!(self.text(before), "as" | "same" | "such" | "so"));
        let soon = matches!(self.text(at + 1), "long" | "soon") && self.subject_then_verb(at + 3).is_some();
        soon || !compares && self.subject_then_verb(at + 1).is_some()
    }

    /// Whether the clause for which an opening condition waits begins here, without a comma before it.
    pub(super) fn ends_opening(&self, at: usize) -> bool {
        if self.subject_then_verb(at).is_none() {
            return false;
        }
        if !self.open.prepositional && self.open.verb.is_none() {
            return false;
        }
        let inside = self.open.body;
        if at <= inside || self.open.verb.is_some_and(|verb| at == verb + 1 && self.wants_object(verb, at)) {
            return false;
        }
        // A comma further on closes the condition.
        if self.clause_follows_comma(at) && !self.open.prepositional {
            return false;
        }
        if matches!(self.text(inside.saturating_sub(1)), "whether") {
            return false;
        }
        let before = self.tags[at - 1];
        let complete = matches!(
            before,
            Tag::Noun
                | Tag::Pronoun
                | Tag::Number
                | Tag::Verb
                | Tag::Gerund
                | Tag::Participle
                | Tag::Preposition
                | Tag::Adjective
                | Tag::Adverb
                | Tag::Auxiliary
        );
        match self.tags[at] {
            // A preposition before a determiner governs it, but for particles behind a verb ("wears off the …").
            Tag::Determiner | Tag::Pronoun | Tag::Number => {
                complete
                    && !(before == Tag::Preposition
                        && !(self.open.verb.is_some()
                            && matches!(
                                self.text(at - 1),
                                "off" | "out" | "up" | "down" | "away" | "back" | "over" | "in" | "on"
                            )))
                    && !(self.open.prepositional && matches!(before, Tag::Verb))
                    && !(before == Tag::Adverb && at - 1 < inside)
            }
            Tag::Noun | Tag::Adjective | Tag::Gerund | Tag::Participle => {
                let plural_before = before == Tag::Noun && is_plural(self.text(at - 1));
                let after_verb = matches!(before, Tag::Verb | Tag::Adverb) && !self.open.prepositional;
                plural_before || after_verb || self.open.prepositional && before == Tag::Noun && self.last_chance(at)
            }
            _ => false,
        }
    }

    /// Whether the next word is the verb already, so that the subject must begin here.
    pub(super) fn last_chance(&self, at: usize) -> bool {
        self.tags[at] == Tag::Noun && self.is_finite(at + 1) && self.tags[at - 1] == Tag::Noun
    }

    /// Whether what follows a verb is more likely its object ("if you stop the treatment …") than a new subject.
    pub(super) fn wants_object(&self, verb: usize, at: usize) -> bool {
        // "Have", "take" and their like hardly ever end a clause.
        matches!(
            self.text(verb),
            "have"
                | "has"
                | "had"
                | "take"
                | "takes"
                | "get"
                | "gets"
                | "is"
                | "are"
                | "was"
                | "were"
                | "use"
                | "uses"
                | "need"
                | "needs"
        ) && self.tags[at] != Tag::Pronoun
    }
}
