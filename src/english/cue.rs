//! Cues of assertion: negation, hedging, certainty, reported speech, and how far each reaches.
//!
//! Follows NegEx (Chapman et al. 2001) and ConText (Harkema et al. 2009). It must not decide what is asserted: it marks
//! cues and their scopes, and the claim is read from them.

use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use super::clause::Clause;
use super::phrase::PhraseTable;
use super::tag::Tag;
use super::token::Token;
use super::word::Word;

/// What a cue does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CueKind {
    /// Denies what stands behind it.
    Negation,
    /// Denies what stands before it.
    DenialAfter,
    /// Looks like negation and denies nothing ("not only").
    Pseudo,
    /// Denies that something has been shown ("no evidence that").
    NoEvidence,
    /// Makes it possible only ("may").
    Possible,
    /// Makes it the rule, with exceptions ("usually").
    Usual,
    /// Makes it certain or without exception ("always").
    Universal,
    /// Somebody else's words, question or belief ("people say").
    Report,
    /// Rejects what was reported ("a myth").
    Rebuttal,
    /// Negates the clause that follows it ("I don't think").
    Raised,
}

/// A cue in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// What it does.
    pub kind: CueKind,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The tokens that it bears on.
    pub scope: Range<usize>,
}

#[derive(Deserialize)]
struct CueData {
    negation: Vec<String>,
    phrase_negation: Vec<String>,
    denial_after: Vec<String>,
    pseudo: Vec<String>,
    no_evidence: Vec<String>,
    possible: Vec<String>,
    usual: Vec<String>,
    universal: Vec<String>,
    report: Vec<String>,
    rebuttal: Vec<String>,
    raised: Vec<String>,
    terminator: Vec<String>,
}

/// How far a denial reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    Clause,
    Phrase,
}

struct CueTables {
    denials: PhraseTable<(CueKind, Reach)>,
    degrees: PhraseTable<CueKind>,
    voices: PhraseTable<CueKind>,
    rebuttals: PhraseTable<CueKind>,
    terminators: PhraseTable<()>,
}

static TABLES: LazyLock<CueTables> = LazyLock::new(|| {
    let data: CueData = toml::from_str(include_str!("cues.toml")).expect("the cue data is part of the program");
    let mut tables = CueTables {
        denials: PhraseTable::default(),
        degrees: PhraseTable::default(),
        voices: PhraseTable::default(),
        rebuttals: PhraseTable::default(),
        terminators: PhraseTable::default(),
    };
    let denials = [
        (&data.negation, CueKind::Negation, Reach::Clause),
        (&data.phrase_negation, CueKind::Negation, Reach::Phrase),
        (&data.denial_after, CueKind::DenialAfter, Reach::Clause),
        (&data.pseudo, CueKind::Pseudo, Reach::Phrase),
        (&data.no_evidence, CueKind::NoEvidence, Reach::Clause),
        (&data.raised, CueKind::Raised, Reach::Clause),
    ];
    for (phrases, kind, reach) in denials {
        insert(&mut tables.denials, phrases, (kind, reach));
    }
    insert(&mut tables.degrees, &data.possible, CueKind::Possible);
    insert(&mut tables.degrees, &data.usual, CueKind::Usual);
    insert(&mut tables.degrees, &data.universal, CueKind::Universal);
    insert(&mut tables.voices, &data.report, CueKind::Report);
    insert(&mut tables.rebuttals, &data.rebuttal, CueKind::Rebuttal);
    insert(&mut tables.terminators, &data.terminator, ());
    tables
});

/// The cues of a sentence, in the order of their kinds and places.
#[must_use]
pub fn cues(words: &[Word], tokens: &[Token], tags: &[Tag], clauses: &[Clause]) -> Vec<Cue> {
    let finder = Finder { words, tokens, tags, clauses };
    let mut cues = Vec::new();
    for ((kind, reach), found) in finder.found(&TABLES.denials) {
        // "The little muscle": an adjective denies nothing.
        if finder.is_attribute(&found) {
            continue;
        }
        let scope = finder.scope(kind, reach, &found);
        cues.push(Cue { kind, tokens: found, scope });
    }
    let phrases: Vec<Range<usize>> = cues
        .iter()
        .filter(|cue| matches!(cue.kind, CueKind::Pseudo | CueKind::Negation))
        .map(|cue| cue.tokens.clone())
        .collect();
    for (kind, found) in finder.found(&TABLES.degrees) {
        // "Not all", "hardly anyone": the whole of it is the word of degree.
        let swallowed = phrases.iter().any(|range| range.start < found.start && found.start < range.end);
        if swallowed || finder.is_no_degree(kind, &found) {
            continue;
        }
        let scope = finder.clause_of(found.start).tokens.clone();
        cues.push(Cue { kind, tokens: found, scope });
    }
    for table in [&TABLES.voices, &TABLES.rebuttals] {
        for (kind, found) in finder.found(table) {
            let scope = found.end..words.len();
            cues.push(Cue { kind, tokens: found, scope });
        }
    }
    cues
}

fn insert<V: Copy>(table: &mut PhraseTable<V>, phrases: &[String], value: V) {
    for phrase in phrases {
        table.insert(&spaced(phrase), value);
        // "Isn't true" and "is not true" are one phrase.
        if let Some(rest) = phrase.strip_prefix("not ") {
            table.insert(&format!("n't {}", spaced(rest)), value);
            table.insert(&format!("never {}", spaced(rest)), value);
        }
        if let Some(rest) = phrase.strip_prefix("can not ") {
            table.insert(&format!("ca n't {}", spaced(rest)), value);
        }
    }
}

/// Contractions are two tokens in a sentence, so they are two words in a phrase as well.
fn spaced(phrase: &str) -> String {
    phrase
        .replace("n't", " n't")
        .replace("'ve", " 've")
        .replace("'s", " 's")
        .replace("wives'", "wives '")
        .to_lowercase()
}

struct Finder<'a> {
    words: &'a [Word],
    tokens: &'a [Token],
    tags: &'a [Tag],
    clauses: &'a [Clause],
}

impl Finder<'_> {
    fn found<V: Copy>(&self, table: &PhraseTable<V>) -> Vec<(V, Range<usize>)> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            match table.longest_at(self.words, at) {
                Some((length, value)) => {
                    found.push((value, at..at + length));
                    at += length;
                }
                None => at += 1,
            }
        }
        found
    }

    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text.as_str())
    }

    fn clause_of(&self, token: usize) -> &Clause {
        let at = self.clauses.partition_point(|clause| clause.tokens.end <= token);
        // Clauses cover all tokens, so there is always one; the first stands in for a sentence without any.
        self.clauses.get(at).or_else(|| self.clauses.first()).expect("a sentence with words has clauses")
    }

    /// "A little muscle", "those few months": a quantifier behind a determiner; and "fewer", which compares and denies
    /// nothing.
    fn is_attribute(&self, found: &Range<usize>) -> bool {
        found.len() == 1 && matches!(self.text(found.start), "fewer" | "fewest")
            || found.len() == 1
                && matches!(self.text(found.start), "little" | "few")
                && found.start > 0
                && (self.tags.get(found.start - 1) == Some(&Tag::Determiner)
                    || matches!(self.text(found.start - 1), "last" | "first" | "next" | "past"))
            || found.len() == 1
                && self.text(found.start) == "little"
                && self.tags.get(found.start) == Some(&Tag::Adjective)
    }

    /// Words of degree that grade something other than the statement.
    fn is_no_degree(&self, kind: CueKind, found: &Range<usize>) -> bool {
        let (first, next) = (self.text(found.start), self.text(found.end));
        let before = found.start.checked_sub(1).map_or("", |before| self.text(before));
        let number_next = matches!(self.tags.get(found.end), Some(Tag::Number));
        match (kind, first) {
            (CueKind::Universal, "all") => {
                let set_phrase = self.tags.get(found.end).is_none_or(|tag| *tag == Tag::Mark);
                number_next
                    || matches!(before, "above" | "after" | "at" | "of")
                    || before == "in" && set_phrase
                    || matches!(next, "sorts" | "kinds" | "in" | "but")
            }
            (CueKind::Universal, "at") => !self.negation_before(found.start),
            (CueKind::Universal, "every" | "any") => {
                number_next
                    || matches!(
                        next,
                        "few"
                            | "other"
                            | "day"
                            | "week"
                            | "month"
                            | "year"
                            | "morning"
                            | "night"
                            | "hour"
                            | "more"
                            | "longer"
                            | "further"
                    )
            }
            (CueKind::Universal, "only") => {
                number_next || matches!(next, "a" | "an" | "when" | "if" | "after" | "once" | "some" | "slightly")
            }
            (CueKind::Universal, "exactly" | "precisely") => self.negation_before(found.start),
            (CueKind::Universal, "must") => next == "not",
            // "Cannot" is no possibility, and "could not" is none either.
            (CueKind::Possible, "can" | "could" | "ca") => {
                let after =
                    if self.tags.get(found.end) == Some(&Tag::Adverb) { self.text(found.end + 1) } else { next };
                matches!(next, "not" | "n't" | "never")
                    || next == "be"
                        && (found.end + 1..found.end + 4)
                            .any(|at| matches!(self.text(at), "sure" | "certain" | "confident"))
                    || matches!(after, "expect" | "count" | "rely" | "plan")
                    || self.is_aside(found.start)
            }
            (CueKind::Possible, "might") => self.is_aside(found.start),
            // "In May".
            (CueKind::Possible, "may") => {
                self.is_aside(found.start)
                    || before == "in"
                    || self.tokens.get(found.start).is_some_and(|token| token.capital) && found.start > 0
            }
            (CueKind::Usual, "most") => found.len() == 1 && self.tags.get(found.start) == Some(&Tag::Adverb),
            (CueKind::Usual, "likely") => matches!(before, "more" | "less" | "as" | "least"),
            // "For some weeks".
            (CueKind::Possible, "for" | "in") => {
                matches!(next, "days" | "weeks" | "months" | "years" | "hours" | "minutes" | "time" | "while")
            }
            // "I suggest a second look" is advice.
            (CueKind::Possible, "suggest") => matches!(before, "i" | "we"),
            (CueKind::Usual, "should") => matches!(next, "not" | "n't"),
            (CueKind::Usual, "expect") => found.len() == 1 && before == "to",
            _ => false,
        }
    }

    /// Whether a modal belongs to a clause inside the clause ("any cream that you can buy").
    fn is_aside(&self, at: usize) -> bool {
        self.clause_of(at).verb.is_some_and(|verb| verb != at && self.tags.get(at) == Some(&Tag::Modal))
            && !self.clause_of(at).tokens.is_empty()
            && self.tags[self.clause_of(at).tokens.start..at]
                .iter()
                .any(|tag| matches!(tag, Tag::Wh | Tag::Subordinator | Tag::Pronoun))
    }

    fn negation_before(&self, at: usize) -> bool {
        let clause = self.clause_of(at);
        (clause.tokens.start..at)
            .any(|at| matches!(self.text(at), "not" | "n't" | "no" | "never" | "nothing" | "without" | "none"))
    }

    fn scope(&self, kind: CueKind, reach: Reach, found: &Range<usize>) -> Range<usize> {
        let clause = self.clause_of(found.start);
        match kind {
            CueKind::DenialAfter => clause.tokens.start..found.start,
            CueKind::Pseudo => found.clone(),
            _ => {
                // "A woman with no symptoms is not treated": the noun behind a preposition has its own denial.
                let before = clause.tokens.start..found.start;
                let governed = self.text(found.start) == "no"
                    && matches!(self.tags.get(before).unwrap_or_default(), [.., Tag::Noun, Tag::Preposition]);
                let reach = if governed { Reach::Phrase } else { reach };
                let end =
                    if reach == Reach::Phrase { self.phrase_end(found.end, clause) } else { self.reach_end(clause) };
                let terminator = (found.end..end).find(|&at| TABLES.terminators.longest_at(self.words, at).is_some());
                // "Nobody can promise it, and even that should not…": what is added has its own verb and its own denial.
                let added = (found.end..end)
                    .find(|&at| self.text(at) == "," && matches!(self.text(at + 1), "and" | "but" | "so"));
                let end = added.unwrap_or(end);
                // "A muscle that is not used shrinks": the relative clause ends where the verb of the sentence begins.
                let end = match clause.verb {
                    Some(verb) if found.end <= verb && self.is_in_relative(found.start, clause) => end.min(verb),
                    _ => end,
                };
                // "It is not uncommon for a hernia to return": only how common it is is denied.
                let common = (found.end..found.end + 3).find(|&at| {
                    matches!(
                        self.text(at),
                        "uncommon"
                            | "unusual"
                            | "unheard"
                            | "rare"
                            | "infrequent"
                            | "surprising"
                            | "abnormal"
                            | "exceptional"
                    )
                });
                let end = common.map_or(end, |at| end.min(at + 1));
                let end = terminator.unwrap_or(end).min(end).max(found.end);
                // A denied subject denies its predicate, not that there is such a thing ("no muscle grows").
                let start = match clause.verb {
                    Some(verb)
                        if kind == CueKind::Negation
                            && reach == Reach::Clause
                            && found.end < verb
                            && self.denies_subject(found, clause) =>
                    {
                        verb
                    }
                    _ => self.inverted_start(found),
                };
                start.min(end)..end
            }
        }
    }

    /// Where the denied words begin: behind the subject, where the verb stands before it ("Nor is *the thinning* bad").
    fn inverted_start(&self, found: &Range<usize>) -> usize {
        let inverted = matches!(self.text(found.start), "nor" | "neither" | "never" | "rarely" | "seldom")
            && matches!(self.tags.get(found.end), Some(Tag::Auxiliary | Tag::Modal));
        if !inverted {
            return found.end;
        }
        let in_subject = |at: &usize| {
            matches!(
                self.tags.get(*at),
                Some(Tag::Determiner | Tag::Adjective | Tag::Noun | Tag::Gerund | Tag::Pronoun)
            )
        };
        found.end + 1 + (found.end + 1..self.tags.len()).take_while(in_subject).count()
    }

    fn is_in_relative(&self, at: usize, clause: &Clause) -> bool {
        (clause.tokens.start..at).any(|before| self.tags[before] == Tag::Wh || self.text(before) == "that")
    }

    fn denies_subject(&self, found: &Range<usize>, clause: &Clause) -> bool {
        matches!(self.text(found.start), "no" | "not" | "neither" | "few" | "hardly" | "scarcely" | "nor" | "none" | "little" | "last")
            && clause.verb.is_some_and(|verb| self.tags[found.end..verb].iter().any(|tag| matches!(tag, Tag::Noun | Tag::Gerund | Tag::Pronoun)))
            // "Neither relieves the pain nor …" and "not only" are no subjects; "there is no …" is no subject either.
            && !self.tags[clause.tokens.start..found.start].iter().any(|tag| matches!(tag, Tag::Auxiliary | Tag::Modal))
    }

    /// The end of a clause, or of the verbs behind it that hang on the same auxiliary.
    fn reach_end(&self, clause: &Clause) -> usize {
        let mut end = clause.tokens.end;
        let after = self.clauses.partition_point(|other| other.tokens.end <= clause.tokens.start) + 1;
        for next in self.clauses.get(after..).unwrap_or_default() {
            if !next.shares_auxiliary {
                break;
            }
            end = next.tokens.end;
        }
        end
    }

    /// The end of the phrase that begins at a token.
    fn phrase_end(&self, from: usize, clause: &Clause) -> usize {
        (from..clause.tokens.end)
            .find(|&at| {
                at > from
                    && (matches!(self.tags[at], Tag::Modal | Tag::Mark | Tag::To | Tag::Verb | Tag::Auxiliary)
                        || self.tags[at] == Tag::Coordinator && self.text(at) == "and"
                        || matches!(self.text(at), "by" | "from" | "when" | "if" | "for" | "after" | "with"))
            })
            .unwrap_or(clause.tokens.end)
    }
}
