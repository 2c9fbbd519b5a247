//! Commas and coordinators: where one of them ends a clause, and where it only goes on with a list.
//!
//! It must not say what kind of clause begins; the opening does.

use super::{ClauseKind, Open, Splitter};
use crate::english::tag::Tag;

impl Splitter<'_> {
    pub(super) fn comma(&self, at: usize) -> Option<Open> {
        let mut next = at + 1;
        if self.between_numbers(at) && self.text(next) != "and" {
            return None;
        }
        let coordinated = self.tag(next) == Some(Tag::Coordinator);
        if coordinated {
            next += 1;
        }
        while matches!(
            self.text(next),
            "so" | "then" | "yet" | "though" | "however" | "also" | "and" | "sadly" | "even" | "too"
        ) {
            next += 1;
        }
        let opened = |early: bool| Some(self.opening(at, at + 1, early));
        let subject = self.subject_then_verb(next).is_some();
        let verb = self.is_finite(next) || self.tag(next) == Some(Tag::Negation) && self.is_finite(next + 1);
        let no_verb = self.open.verb.is_none();
        if self.is_waiting() {
            // A list inside a condition goes on; anything else ends it.
            let complete = self.open.prepositional || !no_verb;
            let list = !subject && !verb && self.list_goes_on(at);
            return (complete && !list || subject || verb)
                .then(|| Open { early: false, ..self.opening(at, at + 1, true) })
                .map(|open| {
                    if matches!(open.kind, Some(ClauseKind::Condition | ClauseKind::Phrase)) {
                        Open { early: true, ..open }
                    } else {
                        open
                    }
                });
        }
        if self.text(next) == "the" && self.is_comparative(next + 1) && self.is_comparative(self.open.body + 1) {
            return opened(true);
        }
        match self.text(next) {
            "which" | "who" | "whose" | "where" | "whom" => return opened(false),
            "not" | "rather" | "including" | "unlike" | "instead" | "such" if !subject && !coordinated => {
                return opened(false).map(|open| Open { kind: Some(ClauseKind::Phrase), prepositional: true, ..open });
            }
            _ if matches!(self.text(at + 1), "but" | "yet") && !no_verb && !verb => return opened(false),
            _ => {}
        }
        if matches!(self.open.kind, Some(ClauseKind::Relative | ClauseKind::Phrase))
            && !self.open.early
            && verb
            && !coordinated
        {
            // The sentence goes on behind the relative clause.
            return Some(Open { start: at, body: at + 1, kind: Some(ClauseKind::Main), ..Open::default() });
        }
        if verb && (coordinated || !no_verb) {
            let shares = Open { shares_subject: true, ..self.opening(at, next, false) };
            return Some(shares);
        }
        // "…, and from then on you can stop".
        if coordinated
            && !no_verb
            && self.tag(next) == Some(Tag::Preposition)
            && (next + 1..next + 7).any(|at| {
                matches!(self.tag(at), Some(Tag::Pronoun | Tag::Determiner))
                    && self.tag(at - 1) != Some(Tag::Preposition)
                    && self.subject_then_verb(at).is_some()
            })
        {
            return opened(false);
        }
        let conditional = matches!(
            self.text(next),
            "if" | "when"
                | "whenever"
                | "once"
                | "unless"
                | "until"
                | "till"
                | "while"
                | "after"
                | "before"
                | "during"
                | "since"
                | "provided"
                | "because"
                | "although"
                | "though"
                | "whereas"
                | "just"
                | "as"
                | "with"
                | "without"
                | "unlike"
                | "whether"
        );
        if conditional && !(self.list_goes_on(at) && self.tag(at - 1) == Some(Tag::Preposition)) {
            let early = no_verb || coordinated || self.clause_follows_comma(next);
            return opened(early);
        }
        if subject && no_verb && self.open.kind.is_none() && !coordinated && self.list_goes_on(at) {
            return None;
        }
        if subject {
            return opened(false).map(|open| Open { early: no_verb && open.kind.is_some(), ..open });
        }
        // An opening phrase without a verb: "In the jaw, …", "For most of them, …".
        if no_verb && self.open.kind.is_none() && coordinated {
            return None;
        }
        // What is set off behind a clause and has no verb: an apposition or an adverbial.
        if !no_verb && self.tag(next) == Some(Tag::Preposition) && !coordinated && !self.list_goes_on(at) {
            return opened(false);
        }
        None
    }

    /// Whether a phrase that begins here is closed by a comma behind which a clause begins.
    pub(super) fn clause_follows_comma(&self, from: usize) -> bool {
        (from..self.tokens.len())
            .take_while(|&at| !matches!(self.text(at), ";" | ":" | "—"))
            .find(|&at| self.text(at) == ",")
            .is_some_and(|at| self.subject_then_verb(at + 1).is_some())
    }

    /// "Nose, eyes and ears": a comma between parts of a list.
    pub(super) fn list_goes_on(&self, comma: usize) -> bool {
        let mut at = comma + 1;
        let mut words = 0;
        while at < self.tokens.len() && words < 6 {
            match self.tags[at] {
                Tag::Coordinator => {
                    return self.tag(at + 1).is_some_and(|tag| {
                        matches!(
                            tag,
                            Tag::Noun | Tag::Adjective | Tag::Determiner | Tag::Gerund | Tag::Number | Tag::Participle
                        )
                    });
                }
                Tag::Mark if self.text(at) != "," => return false,
                Tag::Modal | Tag::Auxiliary | Tag::Verb | Tag::Pronoun => return false,
                _ => {}
            }
            words += 1;
            at += 1;
        }
        false
    }

    pub(super) fn coordination(&self, at: usize) -> Option<Open> {
        let mut next = at + 1;
        while matches!(self.tag(next), Some(Tag::Adverb | Tag::Negation)) {
            next += 1;
        }
        // "Anything but permanent", "nothing but pain".
        if self.text(at) == "but"
            && matches!(
                self.text(at.wrapping_sub(1)),
                "anything" | "nothing" | "all" | "none" | "nobody" | "everything" | "one" | "everyone"
            )
        {
            return None;
        }
        let waiting = self.is_waiting();
        if self.open.verb.is_none() && !waiting && !self.open.prepositional {
            return None;
        }
        // "…, and, bit by bit, the strength returns": what is set off behind the coordinator belongs to what follows.
        if self.open.kind.is_none()
            && let Some(body) = self.past_adverbial(at + 1)
        {
            return Some(self.opening(at, body, false));
        }
        let marked = matches!(
            self.text(at + 1),
            "if" | "when"
                | "once"
                | "unless"
                | "until"
                | "after"
                | "before"
                | "because"
                | "while"
                | "although"
                | "during"
                | "since"
                | "with"
        );
        if marked {
            return Some(self.opening(at, at + 1, self.clause_follows_comma(at + 1)));
        }
        // "And so does …", "nor does it …".
        if matches!(self.text(next.saturating_sub(1)), "so" | "neither" | "nor" | "or")
            && self.tag(next) == Some(Tag::Auxiliary)
            || self.text(at + 1) == "neither"
        {
            return Some(self.opening(at, at + 1, false));
        }
        let subject = self.subject_then_verb(next).or_else(|| self.subject_then_verb(at + 1)).is_some();
        if subject {
            if waiting
                && self.open.verb.is_some()
                && self.open.kind == Some(ClauseKind::Condition)
                && self.clause_follows_comma(at)
            {
                // "If you stop and the nerve recovers, …": the condition goes on.
                return None;
            }
            return Some(self.opening(at, at + 1, false));
        }
        if self.is_finite(next) {
            if waiting && self.open.verb.is_some() {
                return None;
            }
            let postposed = self.open.kind == Some(ClauseKind::Condition) && self.open.verb.is_some();
            if postposed {
                return None;
            }
            let open = self.opening(at, at + 1, false);
            return Some(Open { shares_subject: true, shares_auxiliary: self.shares_auxiliary(at, next), ..open });
        }
        if self.open.verb.is_some() && matches!(self.text(at), "but" | "yet") && self.tag(at + 1) != Some(Tag::Mark) {
            // "Uncomfortable but safe".
            return Some(Open { shares_subject: true, ..self.opening(at, at + 1, false) });
        }
        None
    }

    /// Where a clause begins behind an adverbial without a verb that commas set off here.
    pub(super) fn past_adverbial(&self, comma: usize) -> Option<usize> {
        if self.text(comma) != "," {
            return None;
        }
        let close = (comma + 1..self.tokens.len().min(comma + 9)).find(|&at| self.tags[at] == Tag::Mark)?;
        let bare = self.text(close) == ","
            && !(comma + 1..close).any(|at| self.is_finite(at) || self.tags[at] == Tag::Coordinator);
        (bare && self.subject_then_verb(close + 1).is_some()).then_some(close + 1)
    }

    /// Whether a verb behind a coordinator hangs on the auxiliary of the open clause.
    pub(super) fn shares_auxiliary(&self, coordinator: usize, next: usize) -> bool {
        let Some(verb) = self.open.verb else { return false };
        if self.tag(next) != Some(Tag::Verb) || self.text(next).ends_with('s') || self.text(next).ends_with("ed") {
            return false;
        }
        match self.tag(verb) {
            Some(Tag::Modal) => true,
            Some(Tag::Auxiliary) if self.text(verb) == "does" || self.text(verb) == "did" => true,
            Some(Tag::Auxiliary) => self.text(verb) == "do" && self.text(coordinator) != "and",
            _ => false,
        }
    }
}
