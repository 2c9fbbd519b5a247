//! From a sentence to its claims.
//!
//! It must not look beyond the sentence: what a pronoun stands for is settled where the sentences before are known.

use std::ops::Range;

use super::compared::{comparison, order_by_verb, order_in_time};
use super::content::{ALL_WORDS, Content, Text, denied_universal, uses};
use super::voice::{Attribution, Sentence, attributions, quoted};
use super::{Claim, Phase, Reading, Standing, Strength, Term, Voice, company};
use crate::english::frame::is_authority;
use crate::english::quantity::{Quantity, Role, quantities};
use crate::english::{Clause, ClauseKind, Cue, CueKind, Key, Tag, Token, clauses, cues, tags, tokenize};
use crate::lexicon::Lexicon;

/// Reads a sentence.
#[must_use]
pub fn read(sentence: &str, lexicon: &Lexicon) -> Reading {
    let tokens = tokenize(sentence);
    let words = lexicon.words(&tokens);
    let tags = tags(&tokens, uses);
    let clauses = clauses(&tokens, &tags);
    let cues = cues(&words, &tokens, &tags, &clauses);
    let mut quantities = quantities(&tokens);
    company::note_use(&mut quantities, &tokens, &words, lexicon);
    let (attributions, reply) =
        attributions(&Sentence { tokens: &tokens, tags: &tags, clauses: &clauses, cues: &cues });
    let text =
        Text { tokens: &tokens, tags: &tags, words: &words, clauses: &clauses, cues: &cues, quantities: &quantities };
    let mut content = Content::find(&text, lexicon);
    company::leave_out_visits(&mut content.values, &text);
    company::leave_out_names(&mut content.values, &text);
    content.deny(&text, lexicon);
    let denials = content.denials(&text, lexicon);
    let reader = Reader { text: &text, content: &content, denials: &denials, quoted: quoted(&tokens) };
    let (claims, unfilled) = reader.claims(&attributions);
    Reading { tokens, tags, clauses, cues, claims, reply, unfilled }
}

/// What a heading or a question speaks of, whether or not it asserts anything.
#[must_use]
pub fn terms_of(text: &str, lexicon: &Lexicon) -> Vec<Term> {
    read(text, lexicon).claims.into_iter().flat_map(|claim| claim.terms).collect()
}

struct Reader<'a> {
    text: &'a Text<'a>,
    content: &'a Content,
    denials: &'a [Range<usize>],
    quoted: Vec<Range<usize>>,
}

impl Reader<'_> {
    fn word(&self, at: usize) -> &str {
        self.text.tokens.get(at).map_or("", |token| token.text.as_str())
    }

    fn claims(&self, attributions: &[Attribution]) -> (Vec<Claim>, Option<(usize, bool)>) {
        let clauses = self.text.clauses;
        // For each clause, the claim that it became.
        let mut claim_of: Vec<Option<usize>> = vec![None; clauses.len()];
        let mut claims: Vec<Claim> = Vec::new();
        for (index, (clause, attribution)) in clauses.iter().zip(attributions).enumerate() {
            let attached = matches!(clause.kind, ClauseKind::Condition | ClauseKind::Phrase) && clause.host.is_some();
            let apart = clause.kind == ClauseKind::Condition
                && (attribution.flipped || attribution.voice == Voice::Other)
                && attributions.get(clause.host.unwrap_or(index)).is_none_or(|host| host != attribution);
            if attached && !apart {
                continue;
            }
            claim_of[index] = Some(claims.len());
            claims.push(self.claim(index, clause, *attribution));
        }
        for (index, clause) in clauses.iter().enumerate() {
            if claim_of[index].is_some() {
                continue;
            }
            if let Some(host) = self.claim_host(index, &claim_of)
                && let Some(claim) = claims.get_mut(host)
            {
                self.attach(claim, clause);
            }
        }
        self.lend(&mut claims, &claim_of);
        let unfilled = self.fill_ellipses(&mut claims, &claim_of);
        (claims, unfilled)
    }

    /// The claim that a condition or a phrase belongs to, by however many steps.
    fn claim_host(&self, index: usize, claim_of: &[Option<usize>]) -> Option<usize> {
        let mut at = self.text.clauses.get(index)?.host?;
        for _ in 0..self.text.clauses.len() {
            if let Some(claim) = claim_of.get(at).copied().flatten() {
                return Some(claim);
            }
            at = self.text.clauses.get(at)?.host?;
        }
        None
    }

    fn is_quoted(&self, range: &Range<usize>) -> bool {
        self.quoted.iter().any(|quote| quote.contains(&range.start))
    }

    fn claim(&self, index: usize, clause: &Clause, attribution: Attribution) -> Claim {
        let text = self.text;
        let mut spoken = clause.tokens.clone().filter(|&at| text.tags[at] != Tag::Mark);
        let whole =
            self.quoted.iter().any(|quote| spoken.clone().all(|at| quote.contains(&at))) && spoken.next().is_some();
        // A clause inside quotation marks keeps its words, though they are not the author's.
        let within = |range: &Range<usize>| clause.tokens.contains(&range.start) && (whole || !self.is_quoted(range));
        let quantities: Vec<Quantity> =
            text.quantities.iter().filter(|quantity| within(&quantity.tokens)).cloned().collect();
        let standings = quantities.iter().map(|quantity| self.standing(quantity, clause)).collect();
        let frame = attribution.frame.and_then(|frame| text.clauses.get(frame));
        let mut ranges = vec![clause.tokens.clone()];
        ranges.extend(frame.map(|frame| frame.tokens.clone()));
        ranges.extend(
            text.clauses
                .iter()
                .filter(|other| other.kind == ClauseKind::Phrase && other.host == Some(index))
                .map(|other| other.tokens.clone()),
        );
        if clause.shares_auxiliary
            && let Some(host) = clause.host.and_then(|host| text.clauses.get(host))
        {
            ranges.push(host.tokens.start..host.verb.map_or(host.tokens.start, |verb| verb + 2));
        }
        let exception = text.cues.iter().any(|cue| {
            clause.tokens.contains(&cue.tokens.start) && denied_universal(text, cue).is_some()
                || cue.kind == CueKind::Pseudo
                    && clause.tokens.contains(&cue.tokens.start)
                    && cue.tokens.clone().any(|at| ALL_WORDS.contains(&self.word(at)))
        });
        Claim {
            tokens: clause.tokens.clone(),
            voice: if whole { Voice::Other } else { attribution.voice },
            strength: match strength(text.cues, &ranges) {
                Strength::Universal if exception => Strength::Possible,
                strength => strength,
            },
            terms: self.content.terms.iter().filter(|term| within(&term.tokens)).cloned().collect(),
            lent: Vec::new(),
            values: self.content.values.iter().filter(|value| within(&value.tokens)).cloned().collect(),
            quantities,
            standings,
            exception,
            unproven: attribution.unproven
                || text
                    .cues
                    .iter()
                    .any(|cue| cue.kind == CueKind::NoEvidence && clause.tokens.contains(&cue.tokens.start)),
            proven: !attribution.unproven && frame.is_some_and(|frame| self.speaks_of_proof(frame)),
            phase: self.phase(clause),
            than: clause.tokens.clone().find(|&at| self.word(at) == "than"),
            compared: comparison(text, clause, self.denials),
            sequence: order_by_verb(text, clause),
            leans_back: !clause.shares_subject && leans_back(text.tokens, text.tags, clause),
            flipped: attribution.flipped,
        }
    }

    /// "There is good evidence that …", "It has been shown that …".
    fn speaks_of_proof(&self, frame: &Clause) -> bool {
        frame.tokens.clone().any(|at| {
            matches!(
                self.word(at),
                "evidence" | "proof" | "shown" | "proven" | "proved" | "demonstrated" | "established"
            )
        })
    }

    fn standing(&self, quantity: &Quantity, clause: &Clause) -> Standing {
        let denied = self.denials.iter().filter(|scope| scope.contains(&quantity.tokens.start)).count();
        Standing {
            negated: denied % 2 == 1,
            condition: clause.kind == ClauseKind::Condition
                && !matches!(quantity.role, Role::End | Role::Onset | Role::Recovery | Role::Interval),
        }
    }

    /// A condition states nothing of its own, and a phrase is part of its clause: what they name belongs to the claim.
    fn attach(&self, claim: &mut Claim, clause: &Clause) {
        let within = |range: &Range<usize>| clause.tokens.contains(&range.start) && !self.is_quoted(range);
        // What the author goes against or follows is no part of what is said.
        if clause.tokens.clone().take(3).any(|at| matches!(self.word(at), "contrary" | "according")) {
            return;
        }
        // "It takes three months until the nerve recovers" speaks of the recovery.
        let opener = clause.tokens.clone().find(|&at| !matches!(self.text.tags[at], Tag::Mark | Tag::Adverb));
        let impersonal =
            claim.tokens.clone().find(|&at| matches!(self.text.tags[at], Tag::Pronoun | Tag::Noun | Tag::Determiner));
        let takes = opener.is_some_and(|at| matches!(self.word(at), "before" | "until" | "till"))
            && impersonal.is_some_and(|at| self.word(at) == "it")
            && claim.tokens.clone().any(|at| {
                matches!(self.word(at), "take" | "takes" | "took" | "taken" | "be" | "is" | "was")
                    && self.word(at + 1) != "not"
            })
            && !claim.quantities.is_empty();
        let condition = clause.kind == ClauseKind::Condition && !takes;
        if condition && claim.sequence.is_none() {
            claim.sequence = order_in_time(self.text, clause);
        }
        let terms = self.content.terms.iter().filter(|term| within(&term.tokens));
        // "Unless you smoke" is "if you do not smoke".
        let unless = opener.is_some_and(|at| self.word(at) == "unless");
        claim.terms.extend(terms.map(|term| Term { condition, negated: term.negated != unless, ..term.clone() }));
        // "With food", "on an empty stomach": a phrase that is a place on a scale by itself says something.
        let opens = |range: &Range<usize>| opener == Some(range.start) && range.len() > 1;
        if condition && clause.verb.is_none() {
            let told = self.content.values.iter().filter(|value| within(&value.tokens) && opens(&value.tokens));
            claim.values.extend(told.cloned());
        }
        if !condition {
            claim.values.extend(self.content.values.iter().filter(|value| within(&value.tokens)).cloned());
        }
        for quantity in self.text.quantities.iter().filter(|quantity| within(&quantity.tokens)) {
            claim.quantities.push(quantity.clone());
            claim.standings.push(Standing {
                condition: condition && self.standing(quantity, clause).condition,
                ..self.standing(quantity, clause)
            });
        }
        let phase = self.phase(clause);
        claim.phase.after_stopping |= phase.after_stopping;
        claim.phase.repeated |= phase.repeated;
        claim.terms.sort_by_key(|term| term.tokens.start);
        claim.values.sort_by_key(|value| value.tokens.start);
    }

    fn phase(&self, clause: &Clause) -> Phase {
        let has = |list: &[&str]| {
            self.text.words[clause.tokens.clone()]
                .iter()
                .any(|word| list.iter().any(|other| word.keys.contains(&Key::of(other))))
        };
        let repeating =
            ["repeat", "repeated", "regular", "regularly", "repetitive", "continued", "consistent", "consistently"];
        Phase { after_stopping: self.is_stopping(clause), repeated: has(&repeating) || self.goes_on_for_years(clause) }
    }

    /// "Over the years", "for years".
    fn goes_on_for_years(&self, clause: &Clause) -> bool {
        clause.tokens.clone().any(|at| {
            matches!(self.word(at), "years" | "time" | "decades")
                && at > 1
                && (matches!(self.word(at - 1), "for" | "over" | "after")
                    || self.word(at - 1) == "the" && self.word(at - 2) == "over")
        })
    }

    /// Whether a clause speaks of the time after something was given up.
    fn is_stopping(&self, clause: &Clause) -> bool {
        let body: Vec<usize> = clause.tokens.clone().filter(|&at| self.text.tags[at] != Tag::Mark).take(3).collect();
        let opener = body.iter().position(|&at| {
            matches!(
                self.word(at),
                "after"
                    | "once"
                    | "when"
                    | "if"
                    | "since"
                    | "whenever"
                    | "with"
                    | "following"
                    | "upon"
                    | "as"
                    | "without"
            )
        });
        let gerund = clause.verb.is_some()
            && body.first().is_some_and(|&at| self.text.tags[at] == Tag::Gerund || self.word(at).ends_with("ing"));
        // "Give it up and the lungs recover": an order that is a condition.
        let ordered = clause.verb.is_some() && body.first().copied() == clause.verb;
        let opened = clause.kind == ClauseKind::Condition && (opener.is_some() || ordered);
        if !opened && !gerund {
            return false;
        }
        let end = if gerund && !opened { clause.verb.unwrap_or(clause.tokens.end) } else { clause.tokens.end };
        (clause.tokens.start..end).any(|at| {
            let next = self.word(at + 1);
            let stops = match self.word(at) {
                "stop" | "stops" | "stopped" | "stopping" | "quit" | "quits" | "quitting" | "discontinue"
                | "discontinued" | "discontinuing" | "discontinuation" | "cessation" | "cease" | "ceased"
                | "ceasing" | "stoppage" | "withdrawal" | "withdrawn" | "abandon" | "abandoned" | "halt" | "halted" => {
                    true
                }
                "give" | "given" | "giving" | "gave" | "gives" => {
                    (at + 1..(at + 5).min(end)).any(|at| self.word(at) == "up")
                }
                "come" | "came" | "coming" => next == "off",
                "off" => {
                    matches!(
                        self.word(at.wrapping_sub(1)),
                        "once" | "when" | "are" | "is" | "after" | "get" | "go" | "been"
                    ) && !next.is_empty()
                }
                "over" | "finished" | "ended" => {
                    at > 0 && matches!(self.word(at - 1), "is" | "are" | "was" | "has" | "have")
                }
                "end" | "ends" => {
                    let before = self.word(at.wrapping_sub(1)).trim_end_matches('s');
                    matches!(before, "treatment" | "injection" | "session" | "therapy" | "visit" | "use" | "course")
                }
                "last" | "final" => {
                    opened
                        && matches!(
                            next,
                            "treatment"
                                | "infusion"
                                | "shot"
                                | "jab"
                                | "session"
                                | "dose"
                                | "injection"
                                | "appointment"
                                | "visit"
                                | "course"
                                | "round"
                                | "tablet"
                                | "pill"
                                | "cycle"
                        )
                }
                _ => false,
            };
            stops && !self.denials.iter().any(|scope| scope.contains(&at))
        })
    }

    /// Lends each clause without a subject of its own the one it shares or describes.
    fn lend(&self, claims: &mut [Claim], claim_of: &[Option<usize>]) {
        for (index, clause) in self.text.clauses.iter().enumerate() {
            let Some(claim) = claim_of.get(index).copied().flatten() else { continue };
            let host = || self.claim_host(index, claim_of).or_else(|| claim.checked_sub(1));
            let lent = match clause.kind {
                ClauseKind::Relative => {
                    // The noun before it is what it describes.
                    let before = self.content.terms.iter().rev().filter(|term| term.tokens.end <= clause.tokens.start);
                    before.take(2).cloned().collect()
                }
                ClauseKind::Main | ClauseKind::Contrast if clause.shares_subject => {
                    let Some(host) = host().and_then(|host| claims.get(host)) else { continue };
                    let own: Vec<Term> =
                        host.terms.iter().filter(|term| term.subject && !term.condition).cloned().collect();
                    let mut lent = if own.is_empty() { host.lent.clone() } else { own };
                    // "Softens the wax but does not remove *it*".
                    if self.has_object_pronoun(clause) {
                        lent.extend(
                            host.terms.iter().filter(|term| !term.subject && !term.condition).cloned().rev().take(2),
                        );
                    }
                    lent
                }
                _ => {
                    let Some(this) = claims.get(claim).filter(|claim| claim.leans_back) else { continue };
                    // "If the filler is too much, it can be dissolved."
                    let before =
                        this.terms.iter().filter(|term| term.condition && term.tokens.end <= clause.tokens.start);
                    let before: Vec<&Term> = before.collect();
                    let subjects: Vec<Term> =
                        before.iter().filter(|term| term.subject).map(|term| (*term).clone()).collect();
                    if subjects.is_empty() { Vec::new() } else { subjects }
                }
            };
            let leans = clause.shares_subject && lent.is_empty();
            if let Some(claim) = claims.get_mut(claim) {
                // What is lent is named, not denied.
                claim.lent = lent.into_iter().map(|term| Term { negated: false, ..term }).collect();
                claim.leans_back |= leans;
            }
        }
    }

    /// Whether a pronoun stands behind the verb of a clause.
    fn has_object_pronoun(&self, clause: &Clause) -> bool {
        let verb = clause.verb.unwrap_or(clause.tokens.end);
        (verb + 1..clause.tokens.end).any(|at| matches!(self.word(at), "it" | "them"))
    }

    /// "…, but your immunity doesn't", "so does the lid": the predicate is the one before.
    fn fill_ellipses(&self, claims: &mut [Claim], claim_of: &[Option<usize>]) -> Option<(usize, bool)> {
        let mut unfilled = None;
        for (index, clause) in self.text.clauses.iter().enumerate() {
            let Some(at) = claim_of.get(index).copied().flatten() else { continue };
            let Some(denied) = self.ellipsis(clause).filter(|_| claims[at].voice == Voice::Own) else { continue };
            let Some(model) = claims[..at].iter().rev().find(|claim| is_model(claim)) else {
                unfilled = unfilled.or(Some((at, denied)));
                continue;
            };
            let model = model.clone();
            if let Some(claim) = claims.get_mut(at) {
                fill(claim, &model, denied);
            }
        }
        unfilled
    }

    /// Whether a clause leaves its predicate out; then whether it is denied.
    fn ellipsis(&self, clause: &Clause) -> Option<bool> {
        if !matches!(clause.kind, ClauseKind::Main | ClauseKind::Contrast) {
            return None;
        }
        let tags = self.text.tags;
        let content: Vec<usize> = clause.tokens.clone().filter(|&at| !matches!(tags[at], Tag::Mark)).collect();
        let inverted = content.iter().take(3).position(|&at| matches!(self.word(at), "so" | "neither" | "nor"));
        // "However pretty the bottle is" leaves nothing out.
        if content.iter().take(2).any(|&at| matches!(self.word(at), "however" | "how" | "what" | "whatever" | "as")) {
            return None;
        }
        let noun = |range: &[usize]| range.iter().any(|&at| matches!(tags[at], Tag::Noun | Tag::Gerund | Tag::Pronoun));
        if let Some(first) = inverted
            && let Some(&auxiliary) = content.get(first + 1)
            && matches!(tags[auxiliary], Tag::Auxiliary | Tag::Modal)
            && noun(&content[first + 2..])
            && !content[first + 2..].iter().any(|&at| matches!(tags[at], Tag::Verb))
            && content.last().is_some_and(|&at| matches!(tags[at], Tag::Noun | Tag::Gerund | Tag::Pronoun))
        {
            return Some(self.word(content[first]) != "so");
        }
        let verb = clause.verb?;
        let at = content.iter().position(|&at| at == verb)?;
        let rest = content[at + 1..].iter().filter(|&&at| {
            !matches!(tags[at], Tag::Negation)
                && !matches!(self.word(at), "either" | "too" | "so" | "as" | "well" | "also" | "always")
        });
        let open = matches!(tags[verb], Tag::Auxiliary | Tag::Modal) && rest.count() == 0 && noun(&content[..at]);
        open.then(|| content.iter().any(|&at| tags[at] == Tag::Negation))
    }
}

/// Whether a claim has a predicate that a later clause may leave out.
pub(super) fn is_model(claim: &Claim) -> bool {
    let predicate = claim.terms.iter().any(|term| !term.subject && !term.condition);
    claim.voice == Voice::Own && (predicate || !claim.values.is_empty() || !claim.quantities.is_empty())
}

/// Gives a claim without a predicate that of another one.
pub(super) fn fill(claim: &mut Claim, model: &Claim, denied: bool) {
    let place = claim.tokens.clone();
    let predicate = |subject: bool, condition: bool| !subject && !condition;
    for term in &mut claim.terms {
        term.subject = true;
        term.negated = false;
    }
    // What the model denies in the same breath is the predicate's own denial.
    let was_denied = model.values.iter().any(|value| value.negated && !value.subject)
        || model.values.is_empty() && model.terms.iter().any(|term| term.negated && !term.subject);
    let turn = |negated: bool| (negated != was_denied) != denied;
    let terms = model.terms.iter().filter(|term| predicate(term.subject, term.condition));
    claim.terms.extend(terms.map(|term| Term { negated: turn(term.negated), tokens: place.clone(), ..term.clone() }));
    let values = model.values.iter().filter(|value| !value.subject);
    claim.values.extend(values.map(|value| super::Value {
        negated: turn(value.negated),
        tokens: place.clone(),
        ..value.clone()
    }));
    for (quantity, standing) in model.quantities.iter().zip(&model.standings) {
        claim.quantities.push(Quantity { tokens: place.clone(), ..quantity.clone() });
        claim.standings.push(Standing { negated: turn(standing.negated), ..*standing });
    }
    claim.flipped = model.flipped;
    claim.strength = claim.strength.min(model.strength);
}

fn strength(cues: &[Cue], ranges: &[Range<usize>]) -> Strength {
    let inside = |cue: &&Cue| ranges.iter().any(|range| range.contains(&cue.tokens.start));
    let has = |kind: CueKind| cues.iter().filter(inside).any(|cue| cue.kind == kind);
    if has(CueKind::Possible) {
        Strength::Possible
    } else if has(CueKind::Usual) {
        Strength::Usual
    } else if has(CueKind::Universal) {
        Strength::Universal
    } else {
        Strength::Plain
    }
}

/// Whether the subject of a clause is a pronoun, or is not there.
fn leans_back(tokens: &[Token], tags: &[Tag], clause: &Clause) -> bool {
    let mut at = clause.tokens.start;
    while at < clause.tokens.end
        && (matches!(tags[at], Tag::Mark | Tag::Coordinator)
            || matches!(
                tokens[at].text.as_str(),
                "so" | "then"
                    | "also"
                    | "yet"
                    | "however"
                    | "though"
                    | "although"
                    | "because"
                    | "that"
                    | "after"
                    | "but"
            ) && tags[at] != Tag::Pronoun)
    {
        at += 1;
    }
    let Some(token) = tokens.get(at).filter(|_| at < clause.tokens.end) else { return false };
    let pronoun = matches!(
        token.text.as_str(),
        "it" | "they" | "them" | "he" | "she" | "its" | "their" | "which" | "who" | "both" | "such"
    ) || matches!(token.text.as_str(), "this" | "that" | "these" | "those")
        && !tokens.get(at + 1).is_some_and(|next| is_authority(&next.text))
        && (tags[at] == Tag::Pronoun || tags.get(at + 1).is_none_or(|tag| !matches!(tag, Tag::Determiner)));
    pronoun
        || clause.kind != ClauseKind::Condition
            && (matches!(tags[at], Tag::Auxiliary | Tag::Modal) && !matches!(token.text.as_str(), "being" | "having")
                || tags[at] == Tag::Negation
                    && matches!(tags.get(at + 1), Some(Tag::Auxiliary | Tag::Modal | Tag::Verb)))
        || token.text == "there"
}
