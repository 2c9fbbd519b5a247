//! From a sentence to its claims.
//!
//! It must not look beyond the sentence: what a pronoun stands for is settled where the sentences before are known.

use std::ops::Range;

use super::stop::{COMMON_WORDS, STOP_WORDS};
use super::voice::{attributions, quoted};
use super::{Claim, Phase, Reading, Strength, Term, Value, Voice};
use crate::english::quantity::quantities;
use crate::english::{Clause, ClauseKind, Cue, CueKind, Key, Token, TokenKind, Word, clauses, cues, tokenize};
use crate::lexicon::vectors::WordVector;
use crate::lexicon::wordnet::{LemmaId, WordNet};
use crate::lexicon::{Lexicon, Sense};

/// Reads a sentence.
#[must_use]
pub fn read(sentence: &str, lexicon: &Lexicon) -> Reading {
    let tokens = tokenize(sentence);
    let words = lexicon.words(&tokens);
    let clauses = clauses(&tokens);
    let cues = cues(&words, &clauses);
    let attributions = attributions(&tokens, &clauses, &cues);
    let quoted = quoted(&tokens);
    let mut content = Content::find(&tokens, &words, lexicon);
    content.deny(&cues, &clauses, &tokens);
    let all_quantities = quantities(&tokens);
    let mut claims: Vec<Claim> = Vec::new();
    for (clause, attribution) in clauses.iter().zip(attributions) {
        let within = |range: &Range<usize>| {
            clause.tokens.contains(&range.start) && !quoted.iter().any(|quote| quote.contains(&range.start))
        };
        let voice = if quoted.iter().any(|quote| quote.start <= clause.tokens.start && clause.tokens.end <= quote.end) {
            Voice::Other
        } else {
            attribution.voice
        };
        let claim = Claim {
            tokens: clause.tokens.clone(),
            voice,
            strength: strength(&cues, &clause.tokens),
            terms: content.terms.iter().filter(|term| within(&term.tokens)).cloned().collect(),
            lent: Vec::new(),
            values: content.values.iter().filter(|value| within(&value.tokens)).cloned().collect(),
            quantities: all_quantities.iter().filter(|quantity| within(&quantity.tokens)).cloned().collect(),
            unproven: cues.iter().any(|cue| {
                cue.kind == CueKind::NoEvidence
                    && (clause.tokens.contains(&cue.tokens.start) || cue.scope.contains(&clause.tokens.start))
            }),
            phase: phase(&words, &clause.tokens),
            than: tokens[clause.tokens.clone()]
                .iter()
                .position(|token| token.text == "than")
                .map(|at| clause.tokens.start + at),
            leans_back: leans_back(&tokens, clause),
            flipped: attribution.flipped,
        };
        claims.push(claim);
    }
    let claims = attach_conditions(claims, &clauses, &tokens);
    Reading { tokens, clauses, cues, claims }
}

/// Terms and values before they are dealt out to claims.
#[derive(Default)]
struct Content {
    terms: Vec<Term>,
    values: Vec<Value>,
}

impl Content {
    fn find(tokens: &[Token], words: &[Word], lexicon: &Lexicon) -> Self {
        let mut content = Self::default();
        let mut at = 0;
        while let (Some(token), Some(word)) = (tokens.get(at), words.get(at)) {
            if token.kind != TokenKind::Word {
                at += 1;
                continue;
            }
            let (length, senses) = lexicon.senses_at(words, at);
            let span = at..at + length.max(1);
            for sense in &senses {
                match *sense {
                    Sense::Pole(scale, pole) => {
                        content.values.push(Value { scale, pole, negated: false, tokens: span.clone() })
                    }
                    Sense::Concept(index) => {
                        let mut keys = vec![lexicon.concept_key(index)];
                        if length == 1 {
                            keys.extend(word.keys.iter().rev());
                        }
                        let broader = lexicon.concept(index).map(|concept| concept.broader.clone()).unwrap_or_default();
                        content.terms.push(Term {
                            keys,
                            broader,
                            lemmas: lemmas(&token.text, length),
                            vector: vector(word),
                            tokens: span.clone(),
                            weight: 1.0,
                            negated: false,
                            condition: false,
                        });
                    }
                }
            }
            if senses.is_empty() && !STOP_WORDS.contains(&token.text.as_str()) {
                let common = word.keys.iter().any(|key| COMMON_WORDS.iter().any(|common| Key::of(common) == *key));
                let weight = if common { 0.3 } else { rarity(&token.text) };
                let keys = word.keys.iter().rev().copied().collect();
                content.terms.push(Term {
                    keys,
                    broader: Vec::new(),
                    lemmas: lemmas(&token.text, 1),
                    vector: vector(word),
                    tokens: span.clone(),
                    weight,
                    negated: false,
                    condition: false,
                });
            }
            at += length.max(1);
        }
        content
    }

    /// Marks what stands in the scope of an odd number of negations.
    fn deny(&mut self, cues: &[Cue], clauses: &[Clause], tokens: &[Token]) {
        let covered: Vec<Range<usize>> =
            self.values.iter().filter(|value| value.tokens.len() > 1).map(|value| value.tokens.clone()).collect();
        let blocked: Vec<&Cue> = cues.iter().filter(|cue| cue.kind == CueKind::Pseudo).collect();
        for cue in cues {
            let denies =
                matches!(cue.kind, CueKind::Negation | CueKind::DenialAfter | CueKind::Raised | CueKind::NoEvidence);
            let inside = covered.iter().any(|range| range.start <= cue.tokens.start && cue.tokens.end <= range.end);
            let pseudo = blocked.iter().any(|other| other.tokens.contains(&cue.tokens.start));
            if !denies || inside || pseudo {
                continue;
            }
            let mut scope = cue.scope.clone();
            if matches!(cue.kind, CueKind::Negation) && self.nothing_in(&scope) {
                // "A permanent result is not to be had": the denied word stands before the negation.
                if let Some(clause) = clauses.iter().find(|clause| clause.tokens.contains(&cue.tokens.start)) {
                    scope = clause.tokens.start..cue.tokens.start;
                }
            }
            for value in self.values.iter_mut().filter(|value| scope.contains(&value.tokens.start)) {
                value.negated = !value.negated;
            }
            for term in self.terms.iter_mut().filter(|term| scope.contains(&term.tokens.start)) {
                term.negated = !term.negated;
            }
        }
        self.turn_comparatives(tokens);
    }

    fn nothing_in(&self, scope: &Range<usize>) -> bool {
        !self.values.iter().any(|value| scope.contains(&value.tokens.start))
            && !self.terms.iter().any(|term| scope.contains(&term.tokens.start) && term.weight > 0.5)
    }

    /// "Less painful" points the other way along the scale of pain; "more painful" says nothing about amounts.
    fn turn_comparatives(&mut self, tokens: &[Token]) {
        let degrees: Vec<(usize, bool)> = tokens
            .iter()
            .enumerate()
            .filter(|(_, token)| matches!(token.text.as_str(), "less" | "least" | "more" | "most" | "much"))
            .map(|(index, token)| (index, matches!(token.text.as_str(), "less" | "least")))
            .collect();
        for (at, turns) in degrees {
            if !self.values.iter().any(|value| value.tokens.start == at + 1) {
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

/// The lemmas of a single word in the general vocabulary.
fn lemmas(word: &str, length: usize) -> Vec<LemmaId> {
    let mut lemmas: Vec<LemmaId> = Vec::new();
    if length <= 1 {
        for &(lemma, _) in WordNet::english().base_forms(word).iter() {
            if !lemmas.contains(&lemma) && lemmas.len() < 3 {
                lemmas.push(lemma);
            }
        }
    }
    lemmas
}

/// The vector of a word, by the likeliest of its forms that has one.
fn vector(word: &Word) -> Option<WordVector> {
    word.keys.iter().skip(1).chain(word.keys.first()).find_map(|&key| WordVector::find(key))
}

/// How much a word tells, by how rarely it stands in general English.
fn rarity(word: &str) -> f32 {
    let wordnet = WordNet::english();
    let frequency = wordnet.base_forms(word).iter().map(|&(lemma, _)| wordnet.frequency(lemma)).max();
    frequency.map_or(1.1, |count| (1.1 - 0.11 * (count as f32).ln_1p()).clamp(0.3, 1.1))
}

/// Conditions state nothing of their own: what they name belongs to the claim beside them.
fn attach_conditions(claims: Vec<Claim>, clauses: &[Clause], tokens: &[Token]) -> Vec<Claim> {
    let mut result: Vec<Claim> = Vec::new();
    let mut waiting: Vec<Claim> = Vec::new();
    for (index, (claim, clause)) in claims.into_iter().zip(clauses).enumerate() {
        if clause.kind == ClauseKind::Condition && !claim.flipped && !stands_alone(index, clauses, tokens) {
            match result.last_mut() {
                Some(host) => add_condition(host, claim),
                None => waiting.push(claim),
            }
            continue;
        }
        let mut claim = claim;
        for condition in waiting.drain(..) {
            add_condition(&mut claim, condition);
        }
        result.push(claim);
    }
    result.extend(waiting);
    result
}

/// Whether an opening condition holds its main clause in itself, for want of a comma ("After two weeks the line fades").
fn stands_alone(index: usize, clauses: &[Clause], tokens: &[Token]) -> bool {
    let coordinated = |clause: &Clause| {
        let words: Vec<&str> = tokens[clause.tokens.clone()].iter().take(2).map(|token| token.text.as_str()).collect();
        words.iter().any(|word| matches!(*word, "and" | "but" | "so" | "or" | ":" | ";" | "—" | "–"))
    };
    index == 0 && clauses.iter().skip(1).find(|clause| clause.kind != ClauseKind::Condition).is_none_or(coordinated)
}

fn add_condition(host: &mut Claim, condition: Claim) {
    host.phase.after_stopping |= condition.phase.after_stopping;
    host.phase.repeated |= condition.phase.repeated;
    host.terms.extend(condition.terms.into_iter().map(|term| Term { condition: true, ..term }));
    host.quantities.extend(condition.quantities);
}

fn strength(cues: &[Cue], clause: &Range<usize>) -> Strength {
    let has = |kind: CueKind| cues.iter().any(|cue| cue.kind == kind && clause.contains(&cue.tokens.start));
    let denied_universal = cues.iter().any(|cue| {
        cue.kind == CueKind::Universal
            && clause.contains(&cue.tokens.start)
            && cues.iter().any(|other| other.kind == CueKind::Negation && other.scope.contains(&cue.tokens.start))
    });
    if has(CueKind::Possible) || denied_universal {
        Strength::Possible
    } else if has(CueKind::Usual) {
        Strength::Usual
    } else if has(CueKind::Universal) {
        Strength::Universal
    } else {
        Strength::Plain
    }
}

fn phase(words: &[Word], clause: &Range<usize>) -> Phase {
    let has = |list: &[&str]| {
        words[clause.clone()].iter().any(|word| list.iter().any(|other| word.keys.contains(&Key::of(other))))
    };
    let stopping = ["stop", "quit", "discontinue", "cease", "cessation", "stoppage", "discontinuation", "discontinued"];
    let repeating =
        ["repeat", "repeated", "regular", "regularly", "repetitive", "continued", "consistent", "consistently", "over"];
    Phase { after_stopping: has(&stopping), repeated: has(&repeating) }
}

fn leans_back(tokens: &[Token], clause: &Clause) -> bool {
    let skip = [
        "and", "but", "or", "so", "then", ",", ";", "also", "yet", "however", ":", "–", "—", "though", "although",
        "because",
    ];
    let first = tokens[clause.tokens.clone()].iter().find(|token| !skip.contains(&token.text.as_str()));
    first.is_some_and(|token| {
        matches!(
            token.text.as_str(),
            "it" | "they"
                | "them"
                | "he"
                | "she"
                | "this"
                | "that"
                | "these"
                | "those"
                | "its"
                | "their"
                | "which"
                | "who"
                | "is"
                | "are"
                | "was"
                | "were"
                | "will"
                | "can"
                | "may"
                | "does"
                | "do"
                | "has"
                | "have"
                | "never"
                | "not"
                | "there"
        )
    })
}
