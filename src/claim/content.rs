//! What the words of a sentence speak of: terms, and places on scales, with what denies each.
//!
//! It must not deal them out to claims; it knows tokens, not propositions.

use std::ops::Range;

use super::stop::{is_common_word, is_stop_word};
use super::{Term, Value};
use crate::english::degree::is_comparative;
use crate::english::quantity::{Dimension, Quantity, Role};
use crate::english::{Clause, ClauseKind, Cue, CueKind, Key, Tag, Token, TokenKind, Uses, Word};
use crate::lexicon::groups::Groups;
use crate::lexicon::vectors::WordVector;
use crate::lexicon::wordnet::{BaseForms, LemmaId, PartOfSpeech, WordNet};
use crate::lexicon::{Lexicon, Pole, Sense};

/// How a written word is used in general English.
pub(super) fn uses(word: &str) -> Uses {
    let wordnet = WordNet::english();
    let mut uses = Uses::default();
    let mut total = 0.0;
    for &(lemma, pos) in wordnet.base_forms(word).iter() {
        let share = wordnet.parts_of_speech(lemma).find(|&(other, _)| other == pos).map_or(0.0, |(_, share)| share);
        let count = share * (wordnet.frequency(lemma) as f32 + 1.0);
        total += count;
        match pos {
            PartOfSpeech::Noun => uses.noun += count,
            PartOfSpeech::Verb => {
                uses.verb += count;
                uses.base |= wordnet.lemma(lemma) == word;
            }
            PartOfSpeech::Adjective => uses.adjective += count,
            PartOfSpeech::Adverb => uses.adverb += count,
        }
    }
    if total > 0.0 {
        for share in [&mut uses.noun, &mut uses.verb, &mut uses.adjective, &mut uses.adverb] {
            *share /= total;
        }
    }
    uses
}

/// A sentence as far as its words go.
pub(super) struct Text<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) tags: &'a [Tag],
    pub(super) words: &'a [Word],
    pub(super) clauses: &'a [Clause],
    pub(super) cues: &'a [Cue],
    pub(super) quantities: &'a [Quantity],
}

impl Text<'_> {
    /// "Does not last *more than a month*": the negation is the figure's, not part of a fixed phrase ("not last").
    fn denies_quantity(&self, at: usize, length: usize) -> bool {
        length > 1
            && self.tags.get(at) == Some(&Tag::Negation)
            && self.quantities.iter().any(|quantity| (at + length..at + length + 3).contains(&quantity.tokens.start))
    }

    /// A word of a figure ("more than", "once") that stands for nothing else.
    fn is_counted(&self, at: usize, length: usize) -> bool {
        self.quantities.iter().any(|quantity| {
            quantity.tokens.start <= at
                && at + length <= quantity.tokens.end
                && quantity.noun != Some(at)
                && !matches!(quantity.dimension, Dimension::Factor)
                && !matches!(quantity.role, Role::Difference)
        })
    }
}

/// Terms and values before they are dealt out to claims.
#[derive(Default)]
pub(super) struct Content {
    pub(super) terms: Vec<Term>,
    pub(super) values: Vec<Value>,
}

impl Content {
    pub(super) fn find(text: &Text<'_>, lexicon: &Lexicon) -> Self {
        let mut content = Self::default();
        let mut at = 0;
        while let (Some(token), Some(word)) = (text.tokens.get(at), text.words.get(at)) {
            if token.kind != TokenKind::Word {
                at += 1;
                continue;
            }
            let (length, mut senses) = lexicon.senses_at(text.words, at);
            let denies_value = length > 1
                && text.tags[at] == Tag::Negation
                && lexicon.senses_at(text.words, at + length).1.iter().any(|sense| matches!(sense, Sense::Pole(..)));
            // "Not help against": the phrase behind the negation is the longer one.
            let (next, behind) = lexicon.senses_at(text.words, at + 1);
            let longer = length > 1
                && text.tags[at] == Tag::Negation
                && next + 1 > length
                && behind.iter().any(|sense| matches!(sense, Sense::Pole(..)));
            if denies_value || longer || text.denies_quantity(at, length) || text.is_counted(at, length) {
                senses.clear();
            }
            if let Some((scale, pole)) = separated(text, at, length, lexicon) {
                content.values.push(Value::at(scale, pole, at..at + 1));
                at += 1;
                continue;
            }
            if senses.is_empty() {
                at += content.general_term(text, at, word, lexicon);
                continue;
            }
            let span = at..at + length.max(1);
            for sense in &senses {
                match *sense {
                    Sense::Pole(scale, pole) => content.values.push(Value::at(scale, pole, span.clone())),
                    Sense::Concept(index) => {
                        let mut keys = vec![lexicon.concept_key(index)];
                        if length == 1 {
                            keys.extend(word.keys.iter().rev());
                        }
                        let broader = lexicon.concept(index).map(|concept| concept.broader.clone()).unwrap_or_default();
                        let lemmas =
                            if length == 1 { lemmas(&WordNet::english().base_forms(&token.text)) } else { Vec::new() };
                        content.terms.push(term(text, span.clone(), keys, broader, lemmas, 1.0));
                    }
                }
            }
            if length > 1 && senses.iter().all(|sense| matches!(sense, Sense::Pole(..))) {
                content.terms_inside(text, &span, lexicon);
                content.denied_words_inside(text, &span);
            }
            at += length.max(1);
        }
        content.drop_words_of_cues(text);
        content.read_preventions(text, lexicon);
        content.place(text);
        content
    }

    /// The things that a phrase for a pole names itself ("lowers your *resistance*", "a larger *dose*").
    fn terms_inside(&mut self, text: &Text<'_>, span: &Range<usize>, lexicon: &Lexicon) {
        for at in span.clone() {
            let (length, senses) = lexicon.senses_at(text.words, at);
            for sense in senses {
                if let Sense::Concept(index) = sense
                    && at + length <= span.end
                {
                    let broader = lexicon.concept(index).map(|concept| concept.broader.clone()).unwrap_or_default();
                    let keys = vec![lexicon.concept_key(index)];
                    self.terms.push(term(text, at..at + length, keys, broader, Vec::new(), 1.0));
                }
            }
        }
    }

    /// "Not work" is at a pole, and it denies the work.
    fn denied_words_inside(&mut self, text: &Text<'_>, span: &Range<usize>) {
        if text.tags.get(span.start) != Some(&Tag::Negation) {
            return;
        }
        for at in span.start + 1..span.end {
            let (token, word) = (&text.tokens[at], &text.words[at]);
            let known = self.terms.iter().any(|term| term.tokens.contains(&at));
            if !known && token.kind == TokenKind::Word && !is_stop_word(&token.text) {
                let forms = WordNet::english().base_forms(&token.text);
                let weight = if is_common_word(word) { 0.3 } else { rarity(&forms) };
                let keys = word.keys.iter().rev().copied().collect();
                let found = term(text, at..at + 1, keys, Vec::new(), lemmas(&forms), weight);
                self.terms.push(Term { negated: true, ..found });
            }
        }
    }

    /// A term that the lexicon does not know; how many tokens to go on.
    fn general_term(&mut self, text: &Text<'_>, at: usize, word: &Word, lexicon: &Lexicon) -> usize {
        let wordnet = WordNet::english();
        let token = &text.tokens[at];
        let open = !matches!(
            text.tags[at],
            Tag::Determiner
                | Tag::Pronoun
                | Tag::Preposition
                | Tag::Coordinator
                | Tag::Subordinator
                | Tag::Auxiliary
                | Tag::Modal
                | Tag::Negation
                | Tag::To
                | Tag::Wh
                | Tag::Number
        );
        if open {
            let mut ahead: Vec<&str> = Vec::with_capacity(4);
            for (offset, token) in text.tokens[at..].iter().take(4).enumerate() {
                let known = offset > 0 && lexicon.senses_at(text.words, at + offset).0 > 0;
                if token.kind != TokenKind::Word || known {
                    break;
                }
                ahead.push(&token.text);
            }
            if ahead.len() > 1
                && let Some((count, lemma)) = wordnet.longest_match(&ahead)
                && !matches!(ahead[count - 1], "of" | "for" | "as" | "to")
                && text.clauses.iter().any(|clause| clause.tokens.start <= at && at + count <= clause.tokens.end)
            {
                let span = at..at + count;
                let mut broader = Vec::new();
                let last = at + count - 1;
                if wordnet.can_be(lemma, PartOfSpeech::Noun)
                    && let Some(head) = text.words.get(last)
                    && !is_stop_word(&text.tokens[last].text)
                {
                    broader.extend(head.keys.iter().copied());
                }
                let weight = (1.15 - 0.05 * (wordnet.frequency(lemma) as f32).ln_1p()).clamp(0.5, 1.1);
                self.terms.push(term(text, span, vec![Key::of(wordnet.lemma(lemma))], broader, vec![lemma], weight));
                return count;
            }
        }
        let counted = text.quantities.iter().any(|quantity| quantity.tokens.contains(&at) && quantity.noun != Some(at))
            && !matches!(text.tags[at], Tag::Verb);
        let lasts = token.text == "last" && text.tags[at] == Tag::Verb;
        if (!is_stop_word(&token.text) || lasts) && !counted {
            let forms = wordnet.base_forms(&token.text);
            let weight = if is_common_word(word) { 0.3 } else { rarity(&forms) };
            let keys = word.keys.iter().rev().copied().collect();
            self.terms.push(term(text, at..at + 1, keys, Vec::new(), lemmas(&forms), weight));
        }
        1
    }

    /// "No longer", "at least": a word of a negation is neither a term nor a place on a scale.
    fn drop_words_of_cues(&mut self, text: &Text<'_>) {
        for cue in text.cues {
            let grammatical = matches!(cue.kind, CueKind::Negation | CueKind::Pseudo | CueKind::Raised);
            let degree = matches!(cue.kind, CueKind::Possible | CueKind::Usual | CueKind::Universal);
            let tells = text.tokens.get(cue.tokens.start).is_none_or(|first| first.text == "too");
            if degree && cue.tokens.len() > 1 {
                self.terms.retain(|term| term.tokens != cue.tokens);
            }
            if !grammatical || cue.tokens.len() < 2 || tells {
                continue;
            }
            let inside = |range: &Range<usize>| {
                cue.tokens.start <= range.start && range.end <= cue.tokens.end && range.len() < cue.tokens.len()
            };
            self.terms.retain(|term| !inside(&term.tokens));
            self.values.retain(|value| !inside(&value.tokens));
        }
    }

    /// "Stops the joint *from moving*" prevents something; nobody stops a course of anything there.
    fn read_preventions(&mut self, text: &Text<'_>, lexicon: &Lexicon) {
        let Some(scale) = lexicon.scale_index("cause") else { return };
        for (verb, prevented) in preventions(text) {
            let single = |range: &Range<usize>| *range == (verb..verb + 1);
            let told = self.values.iter().any(|value| value.scale == scale && value.tokens.start == verb);
            self.terms.retain(|term| !single(&term.tokens));
            self.values.retain(|value| value.scale == scale || !single(&value.tokens));
            if !told {
                // What is prevented stands behind "from".
                self.values.push(Value::at(scale, Pole::Low, verb..prevented.start));
            }
        }
        self.values.sort_by_key(|value| value.tokens.start);
    }

    /// Marks what stands before the verb of its clause, and what only describes a noun there.
    fn place(&mut self, text: &Text<'_>) {
        let subject = |tokens: &Range<usize>| {
            let clause = text.clauses.iter().find(|clause| clause.tokens.contains(&tokens.start));
            clause.is_some_and(|clause| match (clause.kind, clause.verb) {
                (ClauseKind::Phrase, None) => clause.host.is_some_and(|host| {
                    // The subject of a clause that goes on behind a parenthesis.
                    text.clauses.get(host).is_some_and(|host| {
                        host.tokens.start > clause.tokens.start
                            && host.verb.is_some_and(|verb| verb <= host.tokens.start + 1)
                    })
                }),
                (_, Some(verb)) => tokens.start < verb,
                _ => false,
            })
        };
        for term in &mut self.terms {
            term.subject = subject(&term.tokens);
        }
        for value in &mut self.values {
            value.subject = subject(&value.tokens);
            value.acts = matches!(text.tags.get(value.tokens.start), Some(Tag::Verb | Tag::Gerund));
            let last = value.tokens.end.saturating_sub(1);
            // "The masseter is the strong muscle": what is known of it is not what is said of it.
            let definite = value.tokens.start.checked_sub(1).is_some_and(|before| {
                let token = text.tokens.get(before).map_or("", |token| token.text.as_str());
                matches!(token, "the" | "these" | "those" | "this" | "that" | "its" | "their" | "your" | "my" | "our")
            });
            value.describes = value.tokens.len() == 1
                && text.tags.get(last) == Some(&Tag::Adjective)
                && text.tokens.get(last).is_some_and(|token| !is_comparative(&token.text, Tag::Adjective))
                && matches!(text.tags.get(value.tokens.end), Some(Tag::Noun | Tag::Adjective | Tag::Gerund));
            value.attributive = (value.subject || definite && value.tokens.len() == 1)
                && matches!(
                    text.tags.get(last),
                    Some(Tag::Adjective | Tag::Participle | Tag::Determiner | Tag::Adverb | Tag::Noun)
                )
                && matches!(
                    text.tags.get(value.tokens.end),
                    Some(Tag::Noun | Tag::Adjective | Tag::Gerund | Tag::Participle)
                );
        }
    }

    /// Marks what stands in the scope of an odd number of negations.
    pub(super) fn deny(&mut self, text: &Text<'_>, lexicon: &Lexicon) {
        // "Not without risk": where the value denies by itself, what denies the whole affirms the risk.
        let denies = |tokens: &Range<usize>| {
            text.cues.iter().any(|cue| cue.kind == CueKind::Negation && tokens.contains(&cue.tokens.start))
        };
        let denying: Vec<Range<usize>> =
            self.values.iter().map(|value| value.tokens.clone()).filter(|tokens| denies(tokens)).collect();
        for scope in self.denials(text, lexicon) {
            let twice = |term: &Term| {
                denying.iter().any(|value| scope.contains(&value.start) && value.contains(&term.tokens.start))
            };
            for value in self.values.iter_mut().filter(|value| scope.contains(&value.tokens.start)) {
                value.negated = !value.negated;
            }
            for term in self.terms.iter_mut().filter(|term| scope.contains(&term.tokens.start) && !twice(term)) {
                term.negated = !term.negated;
            }
        }
        self.turn_comparatives(text);
    }

    /// The tokens that each negation of the sentence denies.
    pub(super) fn denials(&self, text: &Text<'_>, lexicon: &Lexicon) -> Vec<Range<usize>> {
        let habit = lexicon.scale_index("habit");
        let word = |at: usize| text.tokens.get(at).map_or("", |token| token.text.as_str());
        let consumed = |cue: &Cue| {
            // "Does nothing to relieve": what it does not do follows.
            if word(cue.tokens.end) == "to" && text.tags.get(cue.tokens.end) == Some(&Tag::To) {
                return false;
            }
            self.values.iter().any(|value| {
                // "Few people" and "must not" say how often, or whether one may, and deny the rest as well.
                let counts = text.quantities.iter().any(|quantity| cue.scope.contains(&quantity.tokens.start));
                let governs = !counts
                    && (matches!(word(value.tokens.start), "must" | "should" | "may" | "shall" | "ought")
                        || Some(value.scale) == habit);
                !governs
                    && value.tokens.start <= cue.tokens.start
                    && cue.tokens.end <= value.tokens.end
                    && (value.tokens.len() > 1 || cue.tokens == value.tokens && cue.tokens.len() > 1)
            }) || text
                .quantities
                .iter()
                .any(|quantity| quantity.tokens.start <= cue.tokens.start && cue.tokens.end <= quantity.tokens.end)
        };
        let pseudo = |cue: &Cue| {
            text.cues.iter().any(|other| other.kind == CueKind::Pseudo && other.tokens.contains(&cue.tokens.start))
        };
        let mut scopes = Vec::new();
        for cue in text.cues {
            let denies =
                matches!(cue.kind, CueKind::Negation | CueKind::DenialAfter | CueKind::Raised | CueKind::NoEvidence);
            // "Neither drops nor tablets" denies once.
            let again = word(cue.tokens.start) == "nor"
                && text.cues.iter().any(|other| {
                    other.kind == CueKind::Negation
                        && other.tokens.start < cue.tokens.start
                        && other.scope.end >= cue.tokens.start
                });
            if !denies || (cue.kind != CueKind::NoEvidence && consumed(cue)) || pseudo(cue) || again {
                continue;
            }
            let mut scope = cue.scope.clone();
            // "Does not work for everyone": what is denied is that there are no exceptions.
            if denied_universal(text, cue).is_some() {
                continue;
            }
            // "Harm from it has not been shown": the subject is what has not been shown.
            let unshown = cue.kind == CueKind::NoEvidence && matches!(word(cue.tokens.start), "not" | "n't" | "never");
            if (cue.kind == CueKind::Negation || unshown)
                && self.nothing_in(&scope)
                && !text.quantities.iter().any(|quantity| scope.contains(&quantity.tokens.start))
                && let Some(clause) = text.clauses.iter().find(|clause| clause.tokens.contains(&cue.tokens.start))
                // A scope that ends before its clause does is that of a relative clause; what stands before is not in it.
                && cue.scope.end + 1 >= clause.tokens.end
            {
                // "A permanent result is not to be had": the denied words stand before the negation. "No lasting harm
                // occurs": the verb says only that there is such a thing.
                let start = if cue.scope.start > cue.tokens.end { cue.tokens.end } else { clause.tokens.start };
                let end = if cue.scope.start > cue.tokens.end { clause.tokens.end } else { cue.tokens.start };
                scope = start..end;
            }
            scopes.push(scope);
        }
        // "Prevents the joint from moving": what is prevented does not happen.
        scopes.extend(preventions(text).into_iter().map(|(_, scope)| scope));
        scopes
    }

    fn nothing_in(&self, scope: &Range<usize>) -> bool {
        !self.values.iter().any(|value| scope.contains(&value.tokens.start))
            && !self.terms.iter().any(|term| scope.contains(&term.tokens.start) && term.weight > 0.25)
    }

    /// "Less painful" points the other way along the scale of pain; "more painful" says nothing about amounts.
    fn turn_comparatives(&mut self, text: &Text<'_>) {
        for (at, token) in text.tokens.iter().enumerate() {
            if at > 0 && text.tokens[at - 1].text == "at" {
                continue;
            }
            let turns = matches!(token.text.as_str(), "less" | "least");
            if !turns && !matches!(token.text.as_str(), "more" | "most" | "much") {
                continue;
            }
            let any_more = at > 0 && text.tokens[at - 1].text == "any" && token.text == "more";
            if !any_more && !self.values.iter().any(|value| value.tokens.start == at + 1) {
                continue;
            }
            self.values.retain(|value| value.tokens.start != at || value.tokens.len() > 1);
            if turns {
                for value in self.values.iter_mut().filter(|value| value.tokens.start == at + 1) {
                    value.negated = !value.negated;
                }
            }
        }
    }
}

/// "Pushes the pressure *up*": a verb whose particle stands behind its object names a pole with it.
fn separated(text: &Text<'_>, at: usize, length: usize, lexicon: &Lexicon) -> Option<(u8, Pole)> {
    let verbal = matches!(text.tags[at], Tag::Verb | Tag::Gerund | Tag::Participle);
    if !verbal || length > 1 {
        return None;
    }
    let object = |at: usize| {
        matches!(text.tags[at], Tag::Determiner | Tag::Noun | Tag::Adjective | Tag::Pronoun | Tag::Number)
            || matches!(text.tokens[at].text.as_str(), "of" | "in")
    };
    let particle = (at + 1..text.tokens.len().min(at + 8)).find(|&after| !object(after))?;
    let closes =
        text.tags.get(particle + 1).is_none_or(|tag| !matches!(tag, Tag::Determiner | Tag::Noun | Tag::Pronoun));
    if particle < at + 2
        || !closes
        || !matches!(text.tokens[particle].text.as_str(), "up" | "down" | "off" | "away" | "back" | "out")
    {
        return None;
    }
    let phrase = [text.words[at].clone(), text.words[particle].clone()];
    match lexicon.senses_at(&phrase, 0) {
        (2, senses) => senses.into_iter().find_map(|sense| match sense {
            Sense::Pole(scale, pole) => Some((scale, pole)),
            Sense::Concept(_) => None,
        }),
        _ => None,
    }
}

/// The word in the scope of a negation whose denial admits of exceptions ("does not work for *everyone*").
pub(super) fn denied_universal(text: &Text<'_>, cue: &Cue) -> Option<usize> {
    let word = |at: usize| text.tokens.get(at).map_or("", |token| token.text.as_str());
    if cue.kind != CueKind::Negation || !matches!(word(cue.tokens.start), "not" | "n't" | "no" | "nobody" | "never") {
        return None;
    }
    let quantified = matches!(word(cue.tokens.start), "not" | "n't");
    cue.scope.clone().find(|&at| {
        let promised = word(at).starts_with("guarantee");
        let set_phrase = word(at) == "all" && matches!(word(at.wrapping_sub(1)), "at" | "after" | "above" | "of");
        let counts =
            matches!(word(at + 1), "day" | "week" | "month" | "year" | "morning" | "night" | "hour" | "few" | "time");
        ALL_WORDS.contains(&word(at)) && (quantified || promised) && !set_phrase && !counts
    })
}

/// Words whose denial admits of exceptions.
pub(super) const ALL_WORDS: &[&str] = &[
    "always",
    "every",
    "all",
    "everyone",
    "everybody",
    "invariably",
    "inevitably",
    "necessarily",
    "completely",
    "entirely",
    "fully",
    "totally",
    "wholly",
    "guaranteed",
    "guarantee",
    "guarantees",
];

/// "Prevents the joint *from moving*": each verb, and what it is said to prevent.
fn preventions(text: &Text<'_>) -> Vec<(usize, Range<usize>)> {
    let prevents = |at: usize| {
        ["prevent", "stop", "keep", "kept", "hinder", "save", "protect"]
            .iter()
            .any(|verb| text.tokens[at].text.starts_with(verb))
    };
    let scope = |at: usize| {
        let clause = text.clauses.iter().find(|clause| clause.tokens.contains(&at))?;
        let verb = (clause.tokens.start..at).rev().find(|&before| prevents(before))?;
        Some((verb, at + 1..clause.tokens.end))
    };
    let froms = (0..text.tokens.len())
        .filter(|&at| text.tokens[at].text == "from" && text.tags.get(at + 1) == Some(&Tag::Gerund));
    froms.filter_map(scope).collect()
}

fn term(
    text: &Text<'_>,
    tokens: Range<usize>,
    keys: Vec<Key>,
    broader: Vec<Key>,
    lemmas: Vec<LemmaId>,
    weight: f32,
) -> Term {
    let last = tokens.end.checked_sub(1).and_then(|last| text.tokens.get(last));
    let plural = last.is_some_and(|token| crate::english::is_plural(&token.text));
    let vector = keys.iter().find_map(|&key| WordVector::find(key));
    let groups = Groups::named_by(&keys);
    Term {
        keys,
        broader,
        lemmas,
        vector,
        groups,
        tokens,
        weight,
        negated: false,
        condition: false,
        subject: false,
        plural,
        place: None,
    }
}

/// The lemmas of a single word in the general vocabulary, the likeliest three.
fn lemmas(forms: &BaseForms) -> Vec<LemmaId> {
    let mut lemmas: Vec<LemmaId> = Vec::new();
    for &(lemma, _) in forms.iter() {
        if !lemmas.contains(&lemma) && lemmas.len() < 3 {
            lemmas.push(lemma);
        }
    }
    lemmas
}

/// How much a word tells, by how rarely it stands in general English.
fn rarity(forms: &BaseForms) -> f32 {
    let wordnet = WordNet::english();
    let frequency = forms.iter().map(|&(lemma, _)| wordnet.frequency(lemma)).max();
    frequency.map_or(1.1, |count| (1.1 - 0.11 * (count as f32).ln_1p()).clamp(0.3, 1.1))
}
