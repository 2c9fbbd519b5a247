//! Whose words a clause carries: the author's, or somebody's whom the author quotes, asks or rejects.
//!
//! A clause that introduces another ("people say that …", "it is a myth that …") is its frame; the frame tells how the
//! author stands to it, and so may what follows ("…, but that is wrong"). It must not weigh what is said.

use std::ops::Range;

use super::{Voice, myth};
use crate::english::frame::{Speech, is_authority, is_hearsay, speech};
use crate::english::{Clause, ClauseKind, Cue, CueKind, Tag, Token};

/// How the author stands to the words of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Attribution {
    pub(super) voice: Voice,
    /// The author says that it is not so.
    pub(super) flipped: bool,
    /// The author says that it has not been shown.
    pub(super) unproven: bool,
    /// The clause whose words of degree bear on this one, too.
    pub(super) frame: Option<usize>,
}

const OWN: Attribution = Attribution { voice: Voice::Own, flipped: false, unproven: false, frame: None };
const OTHER: Attribution = Attribution { voice: Voice::Other, ..OWN };
const REJECTED: Attribution = Attribution { flipped: true, ..OWN };
const UNPROVEN: Attribution = Attribution { flipped: true, unproven: true, ..OWN };

/// A sentence as far as its voice goes.
pub(super) struct Sentence<'a> {
    pub(super) tokens: &'a [Token],
    pub(super) tags: &'a [Tag],
    pub(super) clauses: &'a [Clause],
    pub(super) cues: &'a [Cue],
}

/// What a sentence says of the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reply {
    /// It is not so ("Nonsense.", "It isn't.").
    Rejects,
    /// It is so ("That is true.").
    Confirms,
}

/// The attribution of each clause, and what the sentence says of the one before.
pub(super) fn attributions(sentence: &Sentence<'_>) -> (Vec<Attribution>, Option<Reply>) {
    let count = sentence.clauses.len();
    if sentence.is_question() {
        return (vec![OTHER; count], None);
    }
    let mut result = vec![OWN; count];
    for index in 0..count {
        sentence.frame(index, &mut result);
    }
    sentence.suppose(&mut result);
    let label = myth::label(sentence.tokens);
    for (put, clause) in result.iter_mut().zip(sentence.clauses).filter(|_| label > 0) {
        if clause.tokens.end <= label {
            *put = OTHER;
        } else if put.voice == Voice::Own {
            put.flipped = true;
        }
    }
    sentence.leave_open(&mut result);
    if sentence.is_topic() {
        result.fill(OTHER);
    }
    let reply = sentence.take_back(&mut result);
    (result, reply)
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

impl Sentence<'_> {
    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text.as_str())
    }

    fn has(&self, range: &Range<usize>, words: &[&str]) -> bool {
        range.clone().any(|at| words.contains(&self.text(at)))
    }

    fn has_cue(&self, range: &Range<usize>, kind: CueKind) -> bool {
        self.cues.iter().any(|cue| {
            cue.kind == kind && range.contains(&cue.tokens.start)
                // A phrase that begins here and ends elsewhere belongs to both ("not | true").
                && cue.tokens.end <= range.end
        })
    }

    /// Whether a range denies an odd number of times, cues of other kinds not counted twice.
    fn is_denied(&self, range: &Range<usize>, except: CueKind) -> bool {
        let blocked = |cue: &Cue| {
            self.cues.iter().any(|other| {
                (other.kind == CueKind::Pseudo || other.kind == except)
                    && other.tokens.start <= cue.tokens.start
                    && cue.tokens.end <= other.tokens.end
            })
        };
        self.cues
            .iter()
            .filter(|cue| cue.kind == CueKind::Negation || cue.kind == CueKind::Raised)
            .filter(|cue| range.contains(&cue.tokens.start) && !blocked(cue))
            .count()
            % 2
            == 1
    }

    /// "It would be a mistake to call that damage".
    fn rejects_a_name(&self, range: &Range<usize>) -> bool {
        let rejects = |cue: &&Cue| cue.kind == CueKind::Rebuttal && range.contains(&cue.tokens.start);
        let names = |at: usize| {
            self.text(at) == "to"
                && matches!(
                    self.text(at + 1),
                    "call" | "name" | "term" | "label" | "regard" | "consider" | "describe" | "speak" | "view"
                )
        };
        self.cues.iter().filter(rejects).any(|cue| (cue.tokens.end..range.end).any(names))
            && !self.is_denied(range, CueKind::Rebuttal)
    }

    fn is_question(&self) -> bool {
        self.tokens
            .iter()
            .rev()
            .find(|token| !matches!(token.text.as_str(), "\u{201d}" | "\"" | "»" | ")" | "'" | "*" | "_"))
            .is_some_and(|token| token.text == "?")
    }

    /// "What years of treatment do to a face": a heading that only says what is to come.
    fn is_topic(&self) -> bool {
        self.text(0) == "what" && matches!(self.clauses, [only] if only.verb.is_none())
    }

    /// "It is not true that it shrinks only by mistake" says that it shrinks, not how else: what is rejected is the word
    /// behind "only", and what is left says too little to be held against anything.
    fn leave_open(&self, result: &mut [Attribution]) {
        for (clause, put) in self.clauses.iter().zip(result) {
            if put.flipped && self.has(&clause.tokens, &["only", "solely", "merely", "exclusively"]) {
                *put = OTHER;
            }
        }
    }

    /// The content clause that begins at `index`: how its frame puts it.
    fn frame(&self, index: usize, result: &mut [Attribution]) {
        let clause = &self.clauses[index];
        let indirect_question = self.is_indirect_question(index);
        if clause.kind != ClauseKind::Content && !indirect_question {
            let hearsay = self.clauses.iter().any(|phrase| {
                phrase.kind == ClauseKind::Phrase
                    && phrase.host == Some(index)
                    && self.has(&(phrase.tokens.start..phrase.tokens.end.min(phrase.tokens.start + 2)), &["according"])
                    && !phrase.tokens.clone().any(|at| is_authority(self.text(at)))
            });
            if hearsay || self.has_cue(&clause.tokens, CueKind::Report) {
                result[index] = OTHER;
            } else if self.rejects_a_name(&clause.tokens) {
                result[index].flipped = true;
            }
            return;
        }
        let Some(mut host) = index.checked_sub(1) else {
            // "Whether it lasts depends on the dose" does not say that it lasts.
            result[index] = OTHER;
            return;
        };
        if let Some(outer) = self.clauses[host].host.filter(|_| self.clauses[host].kind == ClauseKind::Phrase) {
            host = outer;
        }
        let frame = self.clauses[host].tokens.clone();
        let resumption = self
            .clauses
            .iter()
            .enumerate()
            .skip(index)
            .find(|(_, clause)| clause.kind == ClauseKind::Resumption && clause.host == Some(host));
        let (stand, silent) = if indirect_question {
            (OTHER, true)
        } else {
            self.stand(&frame, resumption.map(|(_, clause)| &clause.tokens))
        };
        // What is framed goes on through the clauses that share its grammar.
        let outer = result[host];
        let mut stand = Attribution { frame: Some(host), ..stand };
        if outer.voice == Voice::Other && self.clauses[host].kind == ClauseKind::Content {
            stand = outer;
        } else if self.clauses[host].kind == ClauseKind::Content {
            stand.flipped ^= outer.flipped;
            stand.unproven |= outer.unproven;
        }
        result[index] = stand;
        for (later, clause) in self.clauses.iter().enumerate().skip(index + 1) {
            if clause.host == Some(index) || clause.host == Some(host) && clause.kind == ClauseKind::Condition {
                result[later] = stand;
            } else if !matches!(clause.kind, ClauseKind::Condition | ClauseKind::Phrase | ClauseKind::Relative) {
                let goes_on = clause.kind == ClauseKind::Main
                    && stand.voice == Voice::Other
                    && matches!(self.text(clause.tokens.start), "and" | "or" | "," | "nor");
                if !goes_on {
                    break;
                }
                result[later] = stand;
            }
        }
        if silent {
            result[host] = OTHER;
            if let Some((later, _)) = resumption {
                result[later] = OTHER;
            }
        }
    }

    /// "You ask whether …", "it is not clear if …".
    fn is_indirect_question(&self, index: usize) -> bool {
        let clause = &self.clauses[index];
        let first = clause.tokens.clone().find(|&at| self.tags[at] != Tag::Mark);
        let opener = first.map_or("", |at| self.text(at));
        let or_not = clause.tokens.clone().any(|at| self.text(at) == "or" && self.text(at + 1) == "not");
        let host = index.checked_sub(1).and_then(|host| self.clauses.get(host));
        let Some(host) = host else { return opener == "whether" && !or_not };
        match opener {
            "whether" => !or_not && !self.has(&host.tokens, &["matter", "regardless"]),
            "if" => {
                let last = host
                    .tokens
                    .clone()
                    .rev()
                    .find(|&at| !matches!(self.tags[at], Tag::Mark | Tag::Pronoun | Tag::Noun | Tag::Determiner));
                last.is_some_and(|at| {
                    speech(self.text(at)).is_some_and(|kind| kind == Speech::Asks)
                        || matches!(self.text(at), "know" | "unclear" | "unsure" | "sure")
                }) && first.is_some_and(|at| at == clause.tokens.start)
            }
            _ => false,
        }
    }

    /// How a frame puts what it introduces, and whether the frame itself states nothing.
    fn stand(&self, frame: &Range<usize>, resumption: Option<&Range<usize>>) -> (Attribution, bool) {
        let noun = frame
            .clone()
            .rev()
            .find(|&at| !matches!(self.tags[at], Tag::Mark))
            .filter(|&at| matches!(self.tags[at], Tag::Noun | Tag::Pronoun));
        let anyone = self.has(frame, &["anyone", "anybody", "whoever", "those", "everyone"]) && resumption.is_some();
        if let Some(resumption) = resumption {
            let evidence = self.has(frame, &["evidence", "proof", "data"]);
            if self.has_cue(resumption, CueKind::Rebuttal) {
                return (if self.is_denied(resumption, CueKind::Rebuttal) { OWN } else { REJECTED }, true);
            }
            if self.has(
                resumption,
                &[
                    "weak",
                    "lacking",
                    "missing",
                    "thin",
                    "poor",
                    "scant",
                    "unconvincing",
                    "unproven",
                    "unsupported",
                    "shaky",
                    "slim",
                ],
            ) {
                return (UNPROVEN, true);
            }
            if self.has(resumption, CONFIRMING) || evidence {
                return (if self.is_denied(resumption, CueKind::Rebuttal) { REJECTED } else { OWN }, true);
            }
            if noun.is_some_and(|at| is_hearsay(self.text(at))) || anyone {
                return (OTHER, true);
            }
            return (OWN, false);
        }
        if self.has_cue(frame, CueKind::NoEvidence) {
            return (UNPROVEN, true);
        }
        if self.has_cue(frame, CueKind::Report) {
            return (OTHER, true);
        }
        if self.has(frame, &["love", "wish", "like", "glad", "hoped"])
            && self.has(frame, &["would", "'d", "wish", "could"])
        {
            return (OTHER, true);
        }
        if let Some(at) = noun
            && is_hearsay(self.text(at))
            && !anyone
        {
            let named_false = self.has_cue(frame, CueKind::Rebuttal);
            let dismissed = self.is_denied(frame, CueKind::Rebuttal)
                || self.has(frame, &["ignore", "forget", "beware", "dismiss", "contrary", "disregard"]);
            return match (named_false, dismissed) {
                (true, false) | (false, true) => (REJECTED, true),
                (true, true) => (OWN, true),
                (false, false) => (OTHER, true),
            };
        }
        if self.has_cue(frame, CueKind::Rebuttal) {
            return (if self.is_denied(frame, CueKind::Rebuttal) { OWN } else { REJECTED }, true);
        }
        let verb = frame.clone().rev().find_map(|at| {
            let spoken = matches!(self.tags[at], Tag::Verb | Tag::Gerund | Tag::Participle)
                || matches!(self.tags[at], Tag::Noun) && at > frame.start && self.tags[at - 1] == Tag::To;
            speech(self.text(at)).filter(|_| spoken).map(|kind| (at, kind))
        });
        if let Some((at, kind)) = verb {
            return (self.spoken(frame, at, kind), true);
        }
        if self.has(frame, CONFIRMING) {
            let unsure = self.is_denied(frame, CueKind::Rebuttal);
            let doubtful =
                unsure && self.has(frame, &["sure", "certain", "convinced", "aware", "clear", "confident", "evident"]);
            return (
                if doubtful {
                    UNPROVEN
                } else if unsure {
                    REJECTED
                } else {
                    OWN
                },
                true,
            );
        }
        if self.has(
            frame,
            &["likely", "possible", "probable", "unlikely", "impossible", "improbable", "doubtful", "conceivable"],
        ) {
            let denied = self.is_denied(frame, CueKind::Rebuttal) || self.has(frame, &["doubtful"]);
            return (if denied { REJECTED } else { OWN }, true);
        }
        if self.has(
            frame,
            &["sorry", "happy", "pleased", "afraid", "risk", "chance", "danger", "possibility", "likelihood"],
        ) {
            let author =
                self.has(frame, &["i", "we", "there", "risk", "chance", "danger", "possibility", "likelihood"]);
            return (if author { OWN } else { OTHER }, true);
        }
        if self.has(frame, &["evidence", "proof", "data", "fact", "doubt", "question"]) {
            return (OWN, true);
        }
        (OWN, false)
    }

    /// What somebody says, thinks or shows.
    fn spoken(&self, frame: &Range<usize>, verb: usize, kind: Speech) -> Attribution {
        let before = frame.start..verb;
        let denied = self.is_denied(frame, CueKind::Rebuttal);
        let subject = before.clone().find(|&at| matches!(self.tags[at], Tag::Noun | Tag::Pronoun));
        let first = subject.map_or("", |at| self.text(at));
        // "Doctors say", but not "the patients of these doctors say", nor "some of my patients say".
        let author = matches!(first, "i" | "we") || first == "us";
        let authority = author
            || subject.is_some_and(|at| is_authority(self.text(at)))
            || subject.is_some_and(|at| self.tags.get(at + 1) == Some(&Tag::Noun) && is_authority(self.text(at + 1)));
        let passive =
            self.has(&before, &["is", "are", "was", "were", "been", "be", "'s"]) && self.tags[verb] == Tag::Participle;
        let ordered = subject.is_none();
        let text = self.text(verb);
        let stem = |bases: &[&str]| bases.iter().any(|base| text.starts_with(base));
        match kind {
            Speech::Asks => OTHER,
            Speech::Doubts if authority => {
                if denied {
                    OWN
                } else {
                    REJECTED
                }
            }
            Speech::Doubts => {
                if denied || matches!(first, "nobody" | "one") {
                    OWN
                } else {
                    OTHER
                }
            }
            Speech::Vouches if first == "it" && passive => {
                if denied {
                    UNPROVEN
                } else {
                    OWN
                }
            }
            Speech::Vouches if stem(&["mean"]) => {
                if denied {
                    REJECTED
                } else {
                    OWN
                }
            }
            Speech::Vouches => match denied || matches!(first, "nobody" | "none" | "nothing") {
                true if ordered => REJECTED,
                true => UNPROVEN,
                false => OWN,
            },
            Speech::Says
                if ordered
                    && self.tags[..verb].iter().all(|tag| {
                        matches!(tag, Tag::Mark | Tag::Adverb | Tag::Modal | Tag::Auxiliary | Tag::Negation | Tag::Verb)
                    }) =>
            {
                if denied {
                    REJECTED
                } else {
                    OTHER
                }
            }
            Speech::Says if first == "it" && passive => {
                let popular = self.has(frame, &["widely", "commonly", "often", "popularly", "sometimes", "frequently"]);
                let held = stem(&["believ", "thought", "report", "expect", "suspect", "estimat", "assum"]);
                if denied {
                    UNPROVEN
                } else if held && !popular {
                    OWN
                } else {
                    OTHER
                }
            }
            Speech::Says if author && passive => OTHER,
            Speech::Says if author => match () {
                () if stem(&[
                    "hop", "fear", "worr", "wish", "read", "hear", "imagin", "pretend", "promis", "assert", "claim",
                    "guarant",
                ]) && (denied || !stem(&["promis", "assert", "claim"])) =>
                {
                    OTHER
                }
                () if denied && self.has(frame, &["ca", "can", "could"]) => OTHER,
                () if denied => REJECTED,
                () if self.has(frame, &["used"]) => OTHER,
                () => OWN,
            },
            Speech::Says if authority && self.has(frame, &["used", "once", "formerly"]) => OTHER,
            Speech::Says if authority => {
                if denied {
                    REJECTED
                } else {
                    OWN
                }
            }
            Speech::Says if first == "you" => {
                let granted =
                    self.has(frame, &["can", "may", "should", "will"]) && stem(&["expect", "assum", "hope", "say"]);
                if granted && !denied { OWN } else { OTHER }
            }
            Speech::Says => OTHER,
        }
    }

    /// "If it were permanent, nobody would come back" denies the first and states nothing by the second.
    fn suppose(&self, result: &mut [Attribution]) {
        for (index, clause) in self.clauses.iter().enumerate() {
            if clause.kind != ClauseKind::Condition
                || !self.has(&(clause.tokens.start..clause.tokens.end.min(clause.tokens.start + 4)), &["if"])
            {
                continue;
            }
            let Some(host) = clause.host else { continue };
            let Some(verb) = clause.verb else { continue };
            let past = match self.tags[verb] {
                Tag::Verb => self.text(verb).ends_with("ed") || self.is_irregular_past(verb),
                Tag::Auxiliary => matches!(self.text(verb), "were" | "was" | "had" | "did"),
                _ => false,
            };
            let would = self.has(&self.clauses[host].tokens, &["would", "'d"]);
            let person = clause.tokens.clone().find(|&at| matches!(self.tags[at], Tag::Pronoun | Tag::Noun));
            let somebody = person.is_some_and(|at| {
                matches!(
                    self.text(at),
                    "you"
                        | "i"
                        | "we"
                        | "somebody"
                        | "someone"
                        | "anyone"
                        | "patient"
                        | "patients"
                        | "people"
                        | "she"
                        | "he"
                        | "person"
                )
            });
            if past && would && !somebody && result[index].voice == Voice::Own {
                let opens = index < host;
                let emphatic =
                    self.has(&self.clauses[host].tokens, &["nobody", "no", "nothing", "not", "n't", "never", "none"]);
                result[index] = if opens || emphatic { REJECTED } else { OTHER };
                result[host] = OTHER;
                for (other, clause) in self.clauses.iter().enumerate() {
                    if clause.host == Some(host) && other != index && clause.kind != ClauseKind::Condition {
                        result[other] = OTHER;
                    }
                }
            }
        }
    }

    fn is_irregular_past(&self, at: usize) -> bool {
        // The tagger takes for verbs only forms that WordNet knows; a finite one in -s or a base form is present.
        matches!(
            self.text(at),
            "went"
                | "made"
                | "kept"
                | "held"
                | "lost"
                | "grew"
                | "came"
                | "took"
                | "gave"
                | "got"
                | "shrank"
                | "rose"
                | "fell"
                | "led"
                | "left"
                | "built"
                | "meant"
                | "brought"
                | "became"
                | "began"
                | "stood"
                | "wore"
                | "ran"
                | "let"
                | "put"
                | "cut"
                | "hurt"
        )
    }

    /// "…, but that is wrong", "sadly it doesn't": a clause that says of what stands before it that it is not so.
    fn take_back(&self, result: &mut [Attribution]) -> Option<Reply> {
        let mut reply = None;
        for index in 0..self.clauses.len() {
            let Some(says) = self.reply(index) else { continue };
            let ellipsis = !self.has_cue(&self.clauses[index].tokens, CueKind::Rebuttal);
            let earlier: Vec<usize> = (0..index).filter(|&at| self.states(at)).collect();
            let framed: Vec<usize> =
                (0..index).filter(|&at| result[at].voice == Voice::Other && self.is_framed(at)).collect();
            if !framed.is_empty() {
                for at in framed {
                    result[at] = if says == Reply::Rejects { REJECTED } else { OWN };
                }
            } else if earlier.is_empty() {
                // "Both may be true" leaves it open.
                let open = says == Reply::Confirms && self.has_cue(&self.clauses[index].tokens, CueKind::Possible);
                reply = reply.or((!open).then_some(says));
            } else if ellipsis {
                // "The skin heals, but the nerve doesn't" is an ellipsis of the predicate, read elsewhere.
                continue;
            } else if says == Reply::Rejects {
                for at in earlier {
                    if result[at].voice == Voice::Own {
                        result[at].flipped = !result[at].flipped;
                    }
                }
            }
            result[index] = OTHER;
        }
        reply
    }

    fn states(&self, index: usize) -> bool {
        let clause = &self.clauses[index];
        clause.verb.is_some() && self.reply(index).is_none()
    }

    /// Whether a clause carries words that a frame or quotation marks give to somebody else.
    fn is_framed(&self, index: usize) -> bool {
        let clause = &self.clauses[index];
        let frame = self.clauses.get(index + 1).is_some_and(|next| next.kind == ClauseKind::Content)
            || self.clauses.get(index + 1).is_some() && self.is_indirect_question(index + 1);
        !frame && clause.kind != ClauseKind::Resumption
    }

    /// Whether a clause is no more than a verdict on what was said before.
    pub(super) fn reply(&self, index: usize) -> Option<Reply> {
        let clause = &self.clauses[index];
        if !matches!(clause.kind, ClauseKind::Main | ClauseKind::Contrast | ClauseKind::Phrase)
            || self.clauses.get(index + 1).is_some_and(|next| next.kind == ClauseKind::Content)
        {
            return None;
        }
        let range = clause.tokens.clone();
        let rebuttal = self.cues.iter().find(|cue| cue.kind == CueKind::Rebuttal && range.contains(&cue.tokens.start));
        let words: Vec<usize> = range.clone().filter(|&at| self.tags[at] != Tag::Mark).collect();
        let lone = words.len() <= 2
            && matches!(words.first().map(|&at| self.text(at)), Some("no" | "wrong" | "nonsense" | "false" | "not"));
        if lone
            && self.tokens.get(range.end).is_none_or(|next| matches!(next.text.as_str(), ":" | "," | ";" | "—" | "–"))
            && words.len() == 1
        {
            return Some(Reply::Rejects);
        }
        let subject_end = clause.verb.unwrap_or(range.end);
        // Beside the verdict there are only pronouns and little words.
        let bare = words.iter().all(|&at| {
            let verdict = rebuttal.is_some_and(|cue| cue.tokens.contains(&at));
            let subject = at < subject_end
                && (is_hearsay(self.text(at)) || matches!(self.text(at), "people" | "story" | "they" | "neither"));
            verdict
                || subject
                || matches!(
                    self.tags[at],
                    Tag::Pronoun
                        | Tag::Auxiliary
                        | Tag::Modal
                        | Tag::Negation
                        | Tag::Adverb
                        | Tag::Determiner
                        | Tag::Coordinator
                        | Tag::Preposition
                )
                || CONFIRMING.contains(&self.text(at))
                || matches!(
                    self.text(at),
                    "simply"
                        | "plainly"
                        | "fear"
                        | "fears"
                        | "word"
                        | "thing"
                        | "however"
                        | "fortunately"
                        | "unfortunately"
                        | "happily"
                        | "luckily"
                        | "that"
                        | "case"
                        | "sort"
                        | "kind"
                        | "quite"
                        | "just"
                        | "though"
                )
        });
        if !bare {
            return None;
        }
        let pronoun = words.iter().find(|&&at| matches!(self.tags[at], Tag::Pronoun | Tag::Determiner | Tag::Noun));
        let leans = pronoun.is_none_or(|&at| {
            matches!(
                self.text(at),
                "that"
                    | "this"
                    | "it"
                    | "they"
                    | "these"
                    | "those"
                    | "he"
                    | "she"
                    | "both"
                    | "the"
                    | "such"
                    | "all"
                    | "none"
                    | "neither"
                    | "people"
                    | "you"
                    | "i"
                    | "there"
                    | "a"
                    | "nothing"
                    | "no"
            )
        });
        if !leans {
            return None;
        }
        if let Some(cue) = rebuttal {
            let inside = cue.tokens.clone();
            let denied = self.cues.iter().filter(|other| {
                other.kind == CueKind::Negation
                    && range.contains(&other.tokens.start)
                    && !inside.contains(&other.tokens.start)
            });
            return Some(if denied.count() % 2 == 1 { Reply::Confirms } else { Reply::Rejects });
        }
        if words.iter().any(|&at| CONFIRMING.contains(&self.text(at))) && clause.verb.is_some() {
            let denied = self.is_denied(&range, CueKind::Rebuttal);
            return Some(if denied { Reply::Rejects } else { Reply::Confirms });
        }
        // "It doesn't.", "they won't": the verb is left out, and its subject is a pronoun.
        let last = *words.last()?;
        let open_end = matches!(self.tags[last], Tag::Auxiliary | Tag::Modal | Tag::Negation);
        let subject = clause.verb.is_some_and(|verb| {
            words.iter().any(|&at| {
                at < verb && matches!(self.text(at), "it" | "they" | "that" | "this" | "these" | "those" | "he" | "she")
            })
        });
        if open_end && subject && words.len() <= 5 {
            let denied = self.tags[range].contains(&Tag::Negation);
            return Some(if denied { Reply::Rejects } else { Reply::Confirms });
        }
        None
    }
}

/// Words that say of a statement that it holds.
const CONFIRMING: &[&str] = &[
    "true",
    "right",
    "correct",
    "sure",
    "certain",
    "clear",
    "obvious",
    "convinced",
    "confident",
    "aware",
    "evident",
    "fact",
    "undeniable",
    "undisputed",
    "case",
    "justified",
    "founded",
    "proven",
    "plain",
    "accepted",
];
