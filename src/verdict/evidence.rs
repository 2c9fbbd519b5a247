//! Evidence: the corpus's sentences as they were understood, each with what stands around it.
//!
//! It must not compare; it prepares what is compared.

use std::ops::Range;
use std::sync::Arc;

use super::vocabulary::Vocabulary;
use crate::claim::{Claim, Discourse, Term, Voice, terms_of};
use crate::corpus::{Answer, Paragraph, ParagraphKind, Source};
use crate::draft::{Passage, PassageKind, sentences};
use crate::english::quantity::Quantity;
use crate::lexicon::Lexicon;
use crate::lexicon::vectors::Gist;

/// A sentence of an answer.
#[derive(Clone, Debug)]
pub struct Statement {
    /// The source, as an index.
    pub source: usize,
    /// The answer, as an index into the source's answers.
    pub answer: usize,
    /// The sentence.
    pub text: String,
    /// The line of the page on which it begins, from 1.
    pub line: u32,
    /// The bytes of its tokens; the ranges in its claims count in them.
    pub tokens: Vec<Range<usize>>,
    /// What it says.
    pub claims: Vec<Claim>,
    /// Whether it is a whole statement, which a second reader can be asked about.
    pub asserts: bool,
    /// The direction of meaning of the sentence.
    pub gist: Gist,
    /// What was spoken of shortly before, in the same answer, the nearest sentence first; words by their places.
    pub before: Vec<u32>,
    /// What the answer's headline, the page's title and its question speak of; words by their places.
    pub frame: Arc<[u32]>,
}

impl Statement {
    /// The claims that are the answer's own.
    pub(super) fn own_claims(&self) -> impl Iterator<Item = &Claim> {
        self.claims.iter().filter(|claim| claim.voice == Voice::Own)
    }

    /// The figure that stands at these tokens.
    pub(super) fn quantity_at(&self, tokens: &Range<usize>) -> Option<&Quantity> {
        self.claims.iter().flat_map(|claim| &claim.quantities).find(|quantity| quantity.tokens == *tokens)
    }

    /// The words at some of its tokens, as they stand.
    pub(super) fn words(&self, tokens: &Range<usize>) -> &str {
        let tokens = self.tokens.get(tokens.clone()).unwrap_or_default();
        let bytes = tokens.first().zip(tokens.last()).map(|(first, last)| first.start..last.end);
        bytes.and_then(|bytes| self.text.get(bytes)).unwrap_or_default()
    }
}

/// A page as it was understood. Its words have places in a vocabulary of its own.
#[derive(Debug)]
pub struct Page {
    /// The page.
    pub(super) source: Source,
    /// Its statements, in page order.
    pub(super) statements: Vec<Statement>,
    /// Where each statement stands in the page's prose; see [`prose_of`].
    pub(super) spans: Vec<Range<usize>>,
    /// What each answer's statements are framed by.
    pub(super) frames: Vec<Arc<[u32]>>,
    /// The words in and around its statements.
    pub(super) vocabulary: Vocabulary,
}

impl Page {
    /// The page itself.
    #[must_use]
    pub fn source(&self) -> &Source {
        &self.source
    }
}

/// Reads every sentence of a page. Pages can be read side by side.
#[must_use]
pub fn analyse(source: Source, lexicon: &Lexicon) -> Page {
    let mut statements = Vec::new();
    let mut spans = Vec::new();
    let mut frames = Vec::new();
    let mut vocabulary = Vocabulary::default();
    let framing = page_terms(&source, lexicon);
    let mut at = 0;
    for (answer_index, answer) in source.answers.iter().enumerate() {
        let mut frame = framing.clone();
        for heading in [&answer.headline, &answer.section].into_iter().flatten() {
            frame.extend(terms_of(heading, lexicon));
        }
        let frame: Arc<[u32]> = places(&mut vocabulary, frame).into();
        frames.push(Arc::clone(&frame));
        let mut discourse = Discourse::default();
        for (passage, first_line) in prose(answer) {
            discourse.enter(&passage);
            for sentence in sentences(&passage) {
                let text = passage.text.get(sentence.in_passage.clone()).unwrap_or_default();
                let before = places(&mut vocabulary, discourse.spoken_of());
                let mut reading = discourse.read(text, lexicon);
                for claim in &mut reading.claims {
                    vocabulary.enter(claim.terms.iter_mut().chain(&mut claim.lent));
                }
                let line = first_line + newlines(passage.text.get(..sentence.in_passage.start).unwrap_or_default());
                spans.push(at + sentence.in_passage.start..at + sentence.in_passage.end);
                statements.push(Statement {
                    source: 0,
                    answer: answer_index,
                    text: on_one_line(text),
                    line,
                    tokens: reading.tokens.iter().map(|token| token.range.clone()).collect(),
                    asserts: reading.asserts(),
                    gist: gist_of(&reading.claims),
                    claims: reading.claims,
                    before,
                    frame: Arc::clone(&frame),
                });
            }
            at += passage.text.len();
        }
    }
    Page { source, statements, spans, frames, vocabulary }
}

/// All prose of a page, one piece after the other: of each answer the headline and the paragraphs.
pub(super) fn prose_of(source: &Source) -> impl Iterator<Item = &str> {
    source.answers.iter().flat_map(|answer| {
        let paragraphs = answer.paragraphs.iter().map(|paragraph| paragraph.text.as_str());
        answer.headline.as_deref().into_iter().chain(paragraphs)
    })
}

/// A sentence without its line breaks.
pub(super) fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The direction of meaning of some claims together.
pub(super) fn gist_of(claims: &[Claim]) -> Gist {
    super::stance::gist(claims.iter().flat_map(|claim| &claim.terms))
}

/// The places of some terms' words. A word in a frame tells no more the second time.
fn places(vocabulary: &mut Vocabulary, mut terms: Vec<Term>) -> Vec<u32> {
    vocabulary.enter(&mut terms);
    let mut places: Vec<u32> = terms.iter().filter_map(|term| term.place).collect();
    places.sort_unstable();
    places.dedup();
    places
}

fn newlines(text: &str) -> u32 {
    u32::try_from(text.matches('\n').count()).unwrap_or(u32::MAX)
}

/// The paragraphs of an answer as passages. A headline is a claim of its own where it is a sentence.
fn prose(answer: &Answer) -> Vec<(Passage, u32)> {
    let headline = answer.headline.iter().map(|text| Paragraph {
        text: text.clone(),
        line: answer.line,
        kind: ParagraphKind::Prose,
    });
    headline.chain(answer.paragraphs.iter().cloned()).map(|paragraph| (passage(&paragraph), paragraph.line)).collect()
}

fn passage(paragraph: &Paragraph) -> Passage {
    let kind = match paragraph.kind {
        ParagraphKind::Prose => PassageKind::Paragraph,
        ParagraphKind::Bullet => PassageKind::ListItem,
    };
    Passage {
        kind,
        text: paragraph.text.clone(),
        map: vec![(0, 0)],
        range: 0..paragraph.text.len(),
        headings: Vec::new(),
    }
}

fn page_terms(source: &Source, lexicon: &Lexicon) -> Vec<Term> {
    let mut terms = terms_of(&source.title, lexicon);
    for paragraph in &source.question {
        terms.extend(terms_of(&paragraph.text, lexicon));
    }
    terms
}
