//! Evidence: the corpus's sentences as they were understood, each with what stands around it.
//!
//! It must not compare; it prepares what is compared.

use std::sync::Arc;

use super::vocabulary::Vocabulary;
use crate::claim::{Discourse, Reading, Term};
use crate::corpus::{Answer, Paragraph, ParagraphKind, Source};
use crate::draft::{Passage, PassageKind, sentences};
use crate::english::Key;
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
    /// What it says.
    pub reading: Reading,
    /// Whether it is a whole statement, which a second reader can judge.
    pub asserts: bool,
    /// The direction of meaning of the sentence.
    pub gist: Gist,
    /// What was spoken of shortly before, in the same answer, the nearest sentence first.
    pub before: Vec<Term>,
    /// What the answer's headline, the page's title and its question speak of.
    pub frame: Arc<[Term]>,
}

impl Statement {
    /// The keys under which the statement is found.
    pub(super) fn keys(&self) -> impl Iterator<Item = Key> {
        let own = self.reading.claims.iter().flat_map(|claim| &claim.terms);
        let terms = own.flat_map(|term| term.keys.iter().copied());
        let scales = self
            .reading
            .claims
            .iter()
            .flat_map(|claim| &claim.values)
            .map(|value| super::knowledge::scale_key(value.scale));
        terms.chain(scales)
    }
}

/// The statements of all sources, in page order, and the words in and around them.
pub(super) fn statements(sources: &[Source], lexicon: &Lexicon) -> (Vec<Statement>, Vocabulary) {
    let mut statements = Vec::new();
    let mut vocabulary = Vocabulary::default();
    for (source_index, source) in sources.iter().enumerate() {
        let page = page_terms(source, lexicon);
        for (answer_index, answer) in source.answers.iter().enumerate() {
            let mut frame = page.clone();
            for heading in [&answer.headline, &answer.section].into_iter().flatten() {
                frame.extend(terms_of(heading, lexicon));
            }
            vocabulary.enter(&mut frame);
            let frame: Arc<[Term]> = once_each(frame).into();
            let mut discourse = Discourse::default();
            for passage in prose(answer) {
                let (passage, first_line) = passage;
                discourse.enter(&passage);
                for sentence in sentences(&passage) {
                    let text = passage.text.get(sentence.in_passage.clone()).unwrap_or_default();
                    let mut before = discourse.spoken_of();
                    vocabulary.enter(&mut before);
                    let mut reading = discourse.read(text, lexicon);
                    for claim in &mut reading.claims {
                        vocabulary.enter(claim.terms.iter_mut().chain(&mut claim.lent));
                    }
                    let terms: Vec<Term> =
                        reading.claims.iter().flat_map(|claim| claim.terms.iter().cloned()).collect();
                    let gist = super::stance::gist(&terms);
                    let line = first_line + newlines(passage.text.get(..sentence.in_passage.start).unwrap_or_default());
                    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                    statements.push(Statement {
                        source: source_index,
                        answer: answer_index,
                        text,
                        line,
                        asserts: reading.asserts(),
                        reading,
                        gist,
                        before,
                        frame: Arc::clone(&frame),
                    });
                }
            }
        }
    }
    (statements, vocabulary)
}

/// A word in a frame tells no more the second time.
fn once_each(mut terms: Vec<Term>) -> Vec<Term> {
    terms.sort_by_key(|term| term.place);
    terms.dedup_by_key(|term| term.place);
    terms
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

/// What a heading or a question speaks of, whether or not it asserts anything.
fn terms_of(text: &str, lexicon: &Lexicon) -> Vec<Term> {
    crate::claim::read(text, lexicon).claims.into_iter().flat_map(|claim| claim.terms).collect()
}
