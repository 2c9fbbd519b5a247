//! Content clauses: what somebody says, believes or shows, and the nouns that a statement may follow.
//!
//! It must not decide whose statement it is.

use super::Splitter;
use crate::english::frame::{Speech, is_hearsay, speech};
use crate::english::tag::Tag;

/// Pronouns that a clause may describe.
const INDEFINITE: &[&str] = &[
    "nothing",
    "something",
    "anything",
    "everything",
    "none",
    "nobody",
    "anybody",
    "everybody",
    "somebody",
    "anyone",
    "everyone",
    "someone",
    "all",
];

impl Splitter<'_> {
    /// "Readings that you can trust": a relative clause, where the noun is not one that names a statement.
    pub(super) fn describes_noun(&self, that: usize) -> bool {
        if !matches!(self.tag(that.wrapping_sub(1)), Some(Tag::Noun | Tag::Number)) {
            return false;
        }
        let noun = self.text(that - 1);
        let told = (self.open.start..that)
            .rev()
            .take(6)
            .any(|at| speech(self.text(at)).is_some() && self.tags[at] == Tag::Verb);
        !told && !is_hearsay(noun) && !STATEMENTS.contains(&noun)
    }

    /// Whether somebody's statement begins here.
    pub(super) fn opens_content(&self, at: usize) -> bool {
        let text = self.text(at);
        // "I have read that after two rounds it stays": a phrase stands before the subject.
        let fronted = text == "that"
            && matches!(self.tag(at + 1), Some(Tag::Preposition | Tag::Subordinator))
            && (at + 2..self.tokens.len()).any(|later| self.is_finite(later));
        if !fronted && self.subject_then_verb(if text == "that" { at + 1 } else { at }).is_none() {
            return false;
        }
        if text == "that" && self.tag(at) == Some(Tag::Subordinator) {
            // "Nothing that it does is permanent": what stands behind the pronoun describes it.
            let describes =
                self.open.verb.is_none() && INDEFINITE.contains(&self.text(at - 1)) || self.describes_noun(at);
            return !matches!(self.text(at - 1), "so" | "such" | "now" | "provided") && !describes;
        }
        // "Tell you", "show us", "tell my patients".
        let mut verb = at - 1;
        while verb > self.open.start && matches!(self.tags[verb], Tag::Pronoun | Tag::Adverb) && !self.is_finite(verb) {
            verb -= 1;
        }
        if matches!(self.text(at - 1), "afraid" | "sure" | "certain" | "sorry" | "confident" | "convinced" | "glad")
            && matches!(self.tags[at], Tag::Determiner | Tag::Pronoun)
        {
            return true;
        }
        let Some(kind) = speech(self.text(verb)) else { return false };
        let before = verb.checked_sub(1).and_then(|before| self.tag(before));
        // "Hearing aids" are no report.
        let is_verb = match self.tags[verb] {
            Tag::Verb => true,
            Tag::Participle | Tag::Gerund => matches!(before, Some(Tag::Auxiliary | Tag::Adverb | Tag::Negation)),
            Tag::Noun => before == Some(Tag::To),
            _ => false,
        };
        let starts = matches!(
            self.tags[at],
            Tag::Determiner | Tag::Pronoun | Tag::Noun | Tag::Adjective | Tag::Gerund | Tag::Number
        );
        // "Notice anything after the effect fades": the pronoun is what is noticed, and a time follows.
        let then = matches!(self.text(at + 1), "after" | "before" | "until" | "till" | "since" | "once");
        let timed = then && INDEFINITE.contains(&text);
        let object = verb + 1 < at;
        let takes_object = matches!(
            self.text(verb),
            "tell" | "tells" | "told" | "show" | "shows" | "convince" | "warn" | "promise" | "assure"
        );
        is_verb
            && starts
            && !timed
            && (!object || takes_object)
            && !(kind == Speech::Vouches
                && (self.tags[verb] == Tag::Participle || verb > 0 && self.tags[verb - 1] == Tag::To))
    }
}

/// Nouns that a statement may follow, beside those for hearsay.
const STATEMENTS: &[&str] = &[
    "evidence",
    "proof",
    "fact",
    "risk",
    "chance",
    "chances",
    "danger",
    "possibility",
    "likelihood",
    "sign",
    "signs",
    "doubt",
    "result",
    "truth",
    "odds",
    "indication",
    "conclusion",
    "point",
    "extent",
    "degree",
    "news",
    "probability",
    "hint",
    "finding",
    "findings",
    "reason",
    "guarantee",
    "suspicion",
    "certainty",
    "knowledge",
    "data",
    "agreement",
    "consensus",
    "report",
    "reports",
    "word",
    "confirmation",
    "feeling",
    "sense",
];
