//! The stance of one statement towards another, without a corpus.
//!
//! It must not judge by itself: the evidence becomes an answer of its own, and the judge of [`super::stance`] is asked.

use std::path::Path;

use super::evidence::statements;
use super::signs::TRUST;
use super::stance::{Finding, Judge};
use super::{Reason, Stance};
use crate::claim::{Discourse, Term, Voice};
use crate::corpus::{Answer, Paragraph, ParagraphKind, Source, SourceKind};
use crate::draft::{Format, passages, sentences};
use crate::lexicon::Lexicon;

/// The stance of one statement towards another.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// The stance.
    pub stance: Stance,
    /// Why, where it is a clash or a qualification.
    pub reason: Option<Reason>,
    /// How sure the judge is, from 0 to 1.
    pub score: f32,
}

/// The stance of the evidence towards the claim. Either may be several sentences.
#[must_use]
pub fn compare(claim: &str, evidence: &str) -> Comparison {
    let best = findings(claim, evidence).into_iter().max_by(|one, other| one.score.total_cmp(&other.score));
    // One voice alone has to be as sure as the surest of several; an unsure clash says nothing.
    let unsure = |finding: &Finding| finding.stance == Stance::Contradicts && finding.score < TRUST.firm;
    match best.filter(|finding| !unsure(finding)) {
        Some(finding) => Comparison {
            stance: finding.stance,
            reason: match finding.stance {
                Stance::Contradicts => finding.point.map(|difference| difference.reason),
                Stance::Qualifies => Some(Reason::StrongerCertainty),
                Stance::Supports | Stance::Neutral => None,
            },
            score: finding.score,
        },
        None => Comparison { stance: Stance::Neutral, reason: None, score: 0.0 },
    }
}

/// What each claim meets in each sentence of the evidence.
fn findings(claim: &str, evidence: &str) -> Vec<Finding> {
    let lexicon = Lexicon::built_in();
    let source = source_of(evidence);
    let (statements, vocabulary) = statements(std::slice::from_ref(&source), lexicon);
    let judge = Judge {
        lexicon,
        weight: &|term: &Term| term.weight,
        heard: &|_: &Term| true,
        vocabulary: &vocabulary,
        trust: TRUST,
    };
    let mut discourse = Discourse::default();
    let mut findings = Vec::new();
    for passage in passages(claim, Format::Plain) {
        discourse.enter(&passage);
        for sentence in sentences(&passage) {
            let reading = discourse.read(passage.text.get(sentence.in_passage).unwrap_or_default(), lexicon);
            for claim in reading.claims.iter().filter(|claim| claim.voice == Voice::Own) {
                let asked = judge.ask(claim);
                findings.extend(statements.iter().filter_map(|statement| judge.stance(&asked, statement)));
            }
        }
    }
    findings
}

/// A page with one answer.
fn source_of(evidence: &str) -> Source {
    let paragraph = Paragraph { text: evidence.to_owned(), line: 1, kind: ParagraphKind::Prose };
    let answer = Answer { number: Some(1), paragraphs: vec![paragraph], ..Answer::at(1) };
    Source { title: String::new(), kind: SourceKind::Qa, answers: vec![answer], ..Source::at(Path::new("")) }
}
