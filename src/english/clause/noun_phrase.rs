//! Noun phrases, and the finite verb behind one: by these two a clause is known.
//!
//! It must not decide where a clause begins; it only looks ahead.

use super::Splitter;
use crate::english::tag::Tag;

impl Splitter<'_> {
    /// Whether a finite verb group begins at a token.
    pub(super) fn is_finite(&self, at: usize) -> bool {
        let form = match self.tag(at) {
            Some(Tag::Modal | Tag::Verb) => true,
            Some(Tag::Auxiliary) => !matches!(self.text(at), "be" | "been" | "being" | "having"),
            _ => false,
        };
        if !form {
            return false;
        }
        let before =
            (0..at).rev().map(|before| self.tags[before]).find(|tag| !matches!(tag, Tag::Adverb | Tag::Negation));
        if matches!(before, Some(Tag::To | Tag::Modal)) {
            return false;
        }
        // A group has one finite verb, its first.
        match self.tag(at) {
            Some(Tag::Auxiliary) => at == 0 || self.tags[at - 1] != Tag::Auxiliary,
            Some(Tag::Verb) => self.text(at).ends_with('s') || !matches!(before, Some(Tag::Auxiliary | Tag::Verb)),
            _ => true,
        }
    }

    /// Where a noun phrase begins at a token and a finite verb follows it: that verb.
    pub(super) fn subject_then_verb(&self, start: usize) -> Option<usize> {
        let mut at = start;
        while matches!(self.tag(at), Some(Tag::Adverb)) && at < start + 2 {
            at += 1;
        }
        match self.tag(at)? {
            Tag::Pronoun
            | Tag::Determiner
            | Tag::Noun
            | Tag::Adjective
            | Tag::Number
            | Tag::Gerund
            | Tag::Participle => {}
            // "What you see is what you keep", "How long it lasts depends on …".
            Tag::Wh if matches!(self.text(at), "what" | "whoever" | "whatever" | "how") => {}
            _ => return None,
        }
        // "You", "it": the verb follows at once; "most of the patients" is longer.
        if self.tag(at) == Some(Tag::Pronoun) && self.text(at + 1) != "of" && self.tag(at + 1) != Some(Tag::Wh) {
            let mut verb = at + 1;
            while matches!(self.tag(verb), Some(Tag::Adverb | Tag::Negation))
                || self.text(verb) == "both"
                || self.text(verb) == "all"
            {
                verb += 1;
            }
            if self.tag(verb) != Some(Tag::Preposition) && self.tag(verb) != Some(Tag::Coordinator) {
                return self.is_finite(verb).then_some(verb);
            }
        }
        let first = at;
        let mut relatives = usize::from(self.tag(at) == Some(Tag::Wh));
        let mut noun = false;
        at += usize::from(relatives > 0);
        // Behind the verb of a relative clause its object may stand.
        let mut object = false;
        while at < self.tokens.len() && at < start + 22 {
            let tag = self.tags[at];
            if self.text(at) == "than" && self.tag(at + 1) != Some(Tag::Number) {
                return None;
            }
            if self.is_finite(at) {
                if at == first {
                    return None;
                }
                if relatives == 0 {
                    return noun.then_some(at);
                }
                relatives -= 1;
                noun = true;
                object = true;
                at += 1;
                // Pass over the rest of the verb group.
                while matches!(
                    self.tag(at),
                    Some(Tag::Auxiliary | Tag::Negation | Tag::Adverb | Tag::Participle | Tag::Verb)
                ) && !(matches!(self.tag(at), Some(Tag::Auxiliary)) && self.is_finite(at))
                    && !(self.tag(at) == Some(Tag::Verb) && self.is_finite(at))
                {
                    at += 1;
                }
                continue;
            }
            match tag {
                Tag::Pronoun if noun && (self.text(at) == "there" || self.is_object(at)) => {}
                Tag::Pronoun if noun && relatives == 0 && !object => return None,
                Tag::Pronoun => noun = true,
                Tag::Determiner
                    if noun && relatives == 0 && !object && !self.is_possessive(at) && !self.behind_preposition(at) =>
                {
                    return None;
                }
                Tag::Noun | Tag::Number | Tag::Gerund => noun = true,
                Tag::Wh | Tag::Subordinator if noun && (tag == Tag::Wh || self.text(at) == "that") => relatives += 1,
                Tag::Coordinator => {
                    let next = self.tag(at + 1);
                    if !matches!(next, Some(Tag::Determiner | Tag::Noun | Tag::Adjective | Tag::Number | Tag::Gerund)) {
                        return None;
                    }
                    noun = false;
                }
                Tag::Determiner | Tag::Adjective | Tag::Participle | Tag::Adverb | Tag::Preposition | Tag::Negation => {
                }
                Tag::Mark if matches!(self.text(at), "-" | "%" | "/" | "“" | "”" | "\"" | "'" | "*") => {}
                _ => return None,
            }
            at += 1;
        }
        None
    }

    fn is_possessive(&self, at: usize) -> bool {
        self.text(at) == "'s"
    }

    /// "The studies on it": a pronoun that a preposition governs.
    fn is_object(&self, at: usize) -> bool {
        at > 0
            && self.tags[at - 1] == Tag::Preposition
            && !matches!(self.text(at - 1), "before" | "after" | "since" | "until" | "till" | "as" | "than")
    }

    fn behind_preposition(&self, at: usize) -> bool {
        at > 0 && matches!(self.tags[at - 1], Tag::Preposition | Tag::Determiner | Tag::Adverb)
    }
}
