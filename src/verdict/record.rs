//! The form in which one page's analysis is kept: its statements one by one, so that a judgement decodes only those that it
//! compares.
//!
//! ```text
//! counts | where each statement begins | where each frame begins | statements | frames | source | prose
//! ```
//!
//! A statement is kept in postcard's form: its own words as places in the archive's vocabulary, its text as a place in the
//! page's prose. A form that could be compared without decoding (rkyv's) would need a second set of types through the whole
//! of the judgement, and takes three times the room; decoding one statement takes a microsecond or two.
//!
//! It must not fail on any bytes: what is not as it should be is nothing.

use std::ops::Range;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::evidence::{Page, Statement, gist_of, on_one_line, prose_of};
use super::vocabulary::Vocabulary;
use crate::claim::{Claim, Compared, Phase, Standing, Strength, Term, Value, Voice};
use crate::corpus::{Answer, Origin, Paragraph, ParagraphKind, Source, SourceKind};
use crate::english::Key;
use crate::english::quantity::Quantity;
use crate::lexicon::groups::Groups;

/// The bytes of a page's analysis; its words' places become `places`, those in an archive.
pub(super) fn encode(page: &Page, places: &[u32]) -> postcard::Result<Vec<u8>> {
    let place = |place: u32| places.get(place as usize).copied().unwrap_or(u32::MAX);
    let mut table: Vec<u32> = Vec::new();
    let mut body: Vec<u8> = Vec::new();
    let begin = |body: &Vec<u8>, table: &mut Vec<u32>| {
        table.push(u32::try_from(body.len()).map_err(|_| postcard::Error::SerializeBufferFull)?);
        Ok::<(), postcard::Error>(())
    };
    for (statement, span) in page.statements.iter().zip(&page.spans) {
        begin(&body, &mut table)?;
        body = postcard::to_extend(&StatementRecord::of(statement, span, &place), body)?;
    }
    for frame in &page.frames {
        begin(&body, &mut table)?;
        body = postcard::to_extend(&frame.iter().map(|&one| place(one)).collect::<Vec<u32>>(), body)?;
    }
    begin(&body, &mut table)?;
    body = postcard::to_extend(&SourceRecord::of(&page.source), body)?;
    begin(&body, &mut table)?;
    prose_of(&page.source).for_each(|text| body.extend_from_slice(text.as_bytes()));
    begin(&body, &mut table)?;
    let counts = [page.statements.len(), page.frames.len()].map(|count| u32::try_from(count).unwrap_or(u32::MAX));
    let numbers = counts.iter().chain(&table);
    let mut bytes: Vec<u8> = numbers.flat_map(|number| number.to_le_bytes()).collect();
    bytes.append(&mut body);
    Ok(bytes)
}

/// A page's analysis, in place.
#[derive(Clone, Copy, Debug)]
pub(super) struct PageView<'a> {
    bytes: &'a [u8],
    statements: usize,
    frames: usize,
}

impl<'a> PageView<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Option<Self> {
        let count = |at: usize| number_at(bytes, at).map(|count| count as usize);
        Some(Self { bytes, statements: count(0)?, frames: count(1)? })
    }

    /// The page itself. Its name and path are for the caller to set.
    pub(super) fn source(&self) -> Option<Source> {
        let record: SourceRecord = postcard::from_bytes(self.part(self.statements + self.frames)?).ok()?;
        Some(record.into_source(std::str::from_utf8(self.prose()?).ok()?))
    }

    /// The index of the answer in which a statement stands.
    pub(super) fn answer_of(&self, statement: usize) -> Option<usize> {
        let bytes = self.part(statement).filter(|_| statement < self.statements)?;
        postcard::take_from_bytes::<u32>(bytes).ok().map(|(answer, _)| answer as usize)
    }

    /// A statement of the source of this index.
    pub(super) fn statement(&self, index: usize, source: usize, vocabulary: &Vocabulary) -> Option<Statement> {
        let record = self.record(index)?;
        let answer = record.answer as usize;
        let frame = self.part(self.statements + answer).filter(|_| answer < self.frames)?;
        let frame: Vec<u32> = postcard::from_bytes(frame).ok()?;
        let text = self.prose()?.get(record.span.start as usize..record.span.end as usize)?;
        let text = std::str::from_utf8(text).ok()?;
        let claims: Vec<Claim> = record.claims.into_iter().map(|claim| claim.into_claim(vocabulary)).collect();
        let mut at = 0;
        let tokens = record.tokens.into_iter().map(|(gap, length)| {
            let start = at + gap as usize;
            at = start + length as usize;
            start..at
        });
        Some(Statement {
            source,
            answer,
            text: on_one_line(text),
            line: record.line,
            tokens: tokens.collect(),
            asserts: record.asserts,
            gist: gist_of(&claims),
            claims,
            before: record.before,
            frame: frame.into(),
        })
    }

    /// The keys under which a statement is found, some perhaps twice.
    pub(super) fn keys(&self, index: usize, vocabulary: &Vocabulary) -> Option<Vec<Key>> {
        let record = self.record(index)?;
        let mut keys = Vec::new();
        for claim in &record.claims {
            keys.extend(claim.terms.iter().filter_map(|term| vocabulary.word(term.place)).flat_map(|word| &word.keys));
            keys.extend(claim.values.iter().map(|value| super::knowledge::scale_key(value.scale)));
        }
        Some(keys)
    }

    /// How many claims a statement has, and in which answer.
    pub(super) fn claims(&self, index: usize) -> Option<(usize, usize)> {
        self.record(index).map(|record| (record.answer as usize, record.claims.len()))
    }

    fn record(&self, index: usize) -> Option<StatementRecord> {
        let bytes = self.part(index).filter(|_| index < self.statements)?;
        postcard::from_bytes(bytes).ok()
    }

    fn prose(&self) -> Option<&'a [u8]> {
        self.part(self.statements + self.frames + 1)
    }

    /// The bytes of a part, by its place in the table.
    fn part(&self, index: usize) -> Option<&'a [u8]> {
        let start = COUNTS.checked_add(index)?;
        let parts = self.statements.checked_add(self.frames)?.checked_add(3)?;
        let body = COUNTS.checked_add(parts)?.checked_mul(4)?;
        let offset = |at: usize| body.checked_add(number_at(self.bytes, at)? as usize);
        self.bytes.get(offset(start)?..offset(start.checked_add(1)?)?)
    }
}

/// How many numbers stand before the table.
const COUNTS: usize = 2;

/// The number of this index in a row of numbers.
pub(super) fn number_at(bytes: &[u8], index: usize) -> Option<u32> {
    let start = index.checked_mul(4)?;
    bytes.get(start..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

#[derive(Serialize, Deserialize)]
struct StatementRecord {
    /// First, so that it can be read alone.
    answer: u32,
    line: u32,
    span: Range<u32>,
    /// Of each token the bytes since the one before, and its length.
    tokens: Vec<(u32, u32)>,
    asserts: bool,
    claims: Vec<ClaimRecord>,
    before: Vec<u32>,
}

#[derive(Serialize, Deserialize)]
struct ClaimRecord {
    tokens: Range<usize>,
    voice: Voice,
    strength: Strength,
    terms: Vec<TermRecord>,
    lent: Vec<TermRecord>,
    values: Vec<Value>,
    quantities: Vec<Quantity>,
    standings: Vec<Standing>,
    exception: bool,
    unproven: bool,
    proven: bool,
    phase: Phase,
    than: Option<usize>,
    compared: Option<Compared>,
    sequence: Option<Compared>,
    leans_back: bool,
    flipped: bool,
}

#[derive(Serialize, Deserialize)]
struct TermRecord {
    place: u32,
    groups: Groups,
    tokens: Range<usize>,
    weight: f32,
    /// Negated, condition, subject, plural: a bit each.
    marks: u8,
}

impl StatementRecord {
    fn of(statement: &Statement, span: &Range<usize>, place: &impl Fn(u32) -> u32) -> Self {
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let mut at = 0;
        let tokens = statement.tokens.iter().map(|token| {
            let gap = token.start.saturating_sub(at);
            at = token.end;
            (number(gap), number(token.len()))
        });
        Self {
            answer: number(statement.answer),
            line: statement.line,
            span: number(span.start)..number(span.end),
            tokens: tokens.collect(),
            asserts: statement.asserts,
            claims: statement.claims.iter().map(|claim| ClaimRecord::of(claim, place)).collect(),
            before: statement.before.iter().map(|&one| place(one)).collect(),
        }
    }
}

impl ClaimRecord {
    fn of(claim: &Claim, place: &impl Fn(u32) -> u32) -> Self {
        let terms = |terms: &[Term]| terms.iter().map(|term| TermRecord::of(term, place)).collect();
        Self {
            tokens: claim.tokens.clone(),
            voice: claim.voice,
            strength: claim.strength,
            terms: terms(&claim.terms),
            lent: terms(&claim.lent),
            values: claim.values.clone(),
            quantities: claim.quantities.clone(),
            standings: claim.standings.clone(),
            exception: claim.exception,
            unproven: claim.unproven,
            proven: claim.proven,
            phase: claim.phase,
            than: claim.than,
            compared: claim.compared.clone(),
            sequence: claim.sequence.clone(),
            leans_back: claim.leans_back,
            flipped: claim.flipped,
        }
    }

    fn into_claim(self, vocabulary: &Vocabulary) -> Claim {
        let terms = |terms: Vec<TermRecord>| terms.into_iter().filter_map(|term| term.into_term(vocabulary)).collect();
        Claim {
            tokens: self.tokens,
            voice: self.voice,
            strength: self.strength,
            terms: terms(self.terms),
            lent: terms(self.lent),
            values: self.values,
            quantities: self.quantities,
            standings: self.standings,
            exception: self.exception,
            unproven: self.unproven,
            proven: self.proven,
            phase: self.phase,
            than: self.than,
            compared: self.compared,
            sequence: self.sequence,
            leans_back: self.leans_back,
            flipped: self.flipped,
        }
    }
}

impl TermRecord {
    fn of(term: &Term, place: &impl Fn(u32) -> u32) -> Self {
        let marks = [term.negated, term.condition, term.subject, term.plural];
        Self {
            place: term.place.map_or(u32::MAX, place),
            groups: term.groups,
            tokens: term.tokens.clone(),
            weight: term.weight,
            marks: marks.iter().rev().fold(0, |bits, &mark| bits << 1 | u8::from(mark)),
        }
    }

    fn into_term(self, vocabulary: &Vocabulary) -> Option<Term> {
        let mark = |bit: u8| self.marks >> bit & 1 == 1;
        Some(Term {
            groups: self.groups,
            tokens: self.tokens.clone(),
            weight: self.weight,
            negated: mark(0),
            condition: mark(1),
            subject: mark(2),
            plural: mark(3),
            ..vocabulary.term(self.place)?.clone()
        })
    }
}

#[derive(Serialize, Deserialize)]
struct SourceRecord {
    title: String,
    kind: SourceKind,
    summary: bool,
    origin: Origin,
    question: Vec<Paragraph>,
    answers: Vec<AnswerRecord>,
}

/// An answer without its prose.
#[derive(Serialize, Deserialize)]
struct AnswerRecord {
    number: Option<u32>,
    section: Option<String>,
    headline: Option<usize>,
    author: Option<String>,
    credential: Option<String>,
    rating: Option<f32>,
    reviews: Option<u32>,
    origin: Origin,
    line: u32,
    paragraphs: Vec<(usize, u32, ParagraphKind)>,
}

impl SourceRecord {
    fn of(source: &Source) -> Self {
        let answers = source.answers.iter().map(|answer| AnswerRecord {
            number: answer.number,
            section: answer.section.clone(),
            headline: answer.headline.as_ref().map(String::len),
            author: answer.author.clone(),
            credential: answer.credential.clone(),
            rating: answer.rating,
            reviews: answer.reviews,
            origin: answer.origin.clone(),
            line: answer.line,
            paragraphs: answer.paragraphs.iter().map(|one| (one.text.len(), one.line, one.kind)).collect(),
        });
        Self {
            title: source.title.clone(),
            kind: source.kind,
            summary: source.summary,
            origin: source.origin.clone(),
            question: source.question.clone(),
            answers: answers.collect(),
        }
    }

    fn into_source(self, prose: &str) -> Source {
        let mut at = 0_usize;
        let mut next = |length: usize| {
            let start = at;
            at = at.saturating_add(length);
            prose.get(start..at).unwrap_or_default().to_owned()
        };
        let answers = self.answers.into_iter().map(|answer| Answer {
            number: answer.number,
            section: answer.section,
            headline: answer.headline.map(&mut next),
            author: answer.author,
            credential: answer.credential,
            rating: answer.rating,
            reviews: answer.reviews,
            origin: answer.origin,
            line: answer.line,
            paragraphs: answer
                .paragraphs
                .into_iter()
                .map(|(length, line, kind)| Paragraph { text: next(length), line, kind })
                .collect(),
        });
        let answers = answers.collect();
        Source {
            title: self.title,
            kind: self.kind,
            summary: self.summary,
            origin: self.origin,
            question: self.question,
            answers,
            ..Source::at(Path::new(""))
        }
    }
}
