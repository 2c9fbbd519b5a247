//! Cues of assertion: negation, hedging, certainty, reported speech, and how far each reaches.
//!
//! Follows NegEx (Chapman et al. 2001) and ConText (Harkema et al. 2009). It must not decide what is asserted: it marks
//! cues and their scopes, and the claim is read from them.

use std::ops::Range;
use std::sync::LazyLock;

use serde::Deserialize;

use super::clause::Clause;
use super::phrase::PhraseTable;
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

struct CueTables {
    denials: PhraseTable<CueKind>,
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
    let lists = [
        (&data.negation, CueKind::Negation),
        (&data.denial_after, CueKind::DenialAfter),
        (&data.pseudo, CueKind::Pseudo),
        (&data.no_evidence, CueKind::NoEvidence),
        (&data.raised, CueKind::Raised),
    ];
    for (phrases, kind) in lists {
        insert(&mut tables.denials, phrases, kind);
    }
    insert(&mut tables.degrees, &data.possible, CueKind::Possible);
    insert(&mut tables.degrees, &data.usual, CueKind::Usual);
    insert(&mut tables.degrees, &data.universal, CueKind::Universal);
    insert(&mut tables.voices, &data.report, CueKind::Report);
    insert(&mut tables.rebuttals, &data.rebuttal, CueKind::Rebuttal);
    for phrase in &data.terminator {
        tables.terminators.insert(&spaced(phrase), ());
    }
    tables
});

/// The cues of a sentence, in the order of their kinds and places.
#[must_use]
pub fn cues(words: &[Word], clauses: &[Clause]) -> Vec<Cue> {
    let mut cues = Vec::new();
    let mut denials = found(&TABLES.denials, words);
    denials.retain(|(kind, _)| *kind != CueKind::Pseudo || words.len() > 1);
    for (kind, tokens) in denials {
        let scope = scope_of(kind, &tokens, words, clauses);
        cues.push(Cue { kind, tokens, scope });
    }
    let denied: Vec<Range<usize>> =
        cues.iter().filter(|cue| cue.kind == CueKind::Pseudo).map(|cue| cue.tokens.clone()).collect();
    for (kind, tokens) in found(&TABLES.degrees, words) {
        if denied.iter().any(|range| range.contains(&tokens.start)) {
            continue;
        }
        let scope = clause_of(tokens.start, clauses);
        cues.push(Cue { kind, tokens, scope });
    }
    for table in [&TABLES.voices, &TABLES.rebuttals] {
        for (kind, tokens) in found(table, words) {
            let scope = tokens.end..words.len();
            cues.push(Cue { kind, tokens, scope });
        }
    }
    cues
}

fn insert(table: &mut PhraseTable<CueKind>, phrases: &[String], kind: CueKind) {
    for phrase in phrases {
        table.insert(&spaced(phrase), kind);
    }
}

/// Contractions are two tokens in a sentence, so they are two words in a phrase as well.
fn spaced(phrase: &str) -> String {
    phrase.replace("n't", " n't").replace("'ve", " 've").replace("'s", " 's").to_lowercase()
}

fn found(table: &PhraseTable<CueKind>, words: &[Word]) -> Vec<(CueKind, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match table.longest_at(words, at) {
            Some((length, kind)) => {
                found.push((kind, at..at + length));
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

fn clause_of(token: usize, clauses: &[Clause]) -> Range<usize> {
    clauses
        .iter()
        .find(|clause| clause.tokens.contains(&token))
        .map_or(token..token + 1, |clause| clause.tokens.clone())
}

fn scope_of(kind: CueKind, tokens: &Range<usize>, words: &[Word], clauses: &[Clause]) -> Range<usize> {
    let clause = clause_of(tokens.start, clauses);
    match kind {
        CueKind::DenialAfter => clause.start..tokens.start,
        CueKind::Pseudo => tokens.clone(),
        // "I don't think that…" and "no evidence that…" reach into the clause they introduce.
        CueKind::Raised | CueKind::NoEvidence => tokens.end..next_clause_end(&clause, tokens.end, clauses),
        _ => {
            let stop = (tokens.end..clause.end).find(|&at| TABLES.terminators.longest_at(words, at).is_some());
            tokens.end..stop.unwrap_or(clause.end).max(tokens.end)
        }
    }
}

/// The end of the clause, or of the next one where hardly anything is left of this one.
fn next_clause_end(clause: &Range<usize>, from: usize, clauses: &[Clause]) -> usize {
    if clause.end.saturating_sub(from) > 2 {
        return clause.end;
    }
    clauses.iter().find(|next| next.tokens.start >= clause.end).map_or(clause.end, |next| next.tokens.end)
}
