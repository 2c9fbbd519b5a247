//! The stance of one statement towards another, without a corpus.
//!
//! It must not judge by itself: the evidence becomes an answer of its own, and the judge of [`super::stance`] is asked.

use std::path::Path;

use super::evidence::{Page, analyse};
use super::second_reader::{self, FACE_TO_FACE, SecondReader};
use super::signs::TRUST;
use super::stance::{Finding, Judge};
use super::weigh::RULES_ALONE;
use super::{Reason, Stance};
use crate::claim::{Discourse, Term};
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

/// How sure a clash must be where rules and second reader compare two statements alone, and rules see where they clash.
const SURE_CLASH: f32 = 0.42;
/// How sure it must be where it is only heard.
const SURELY_HEARD: f32 = 0.54;
/// How sure agreement must be there.
const SURE_ACCORD: f32 = 0.2;

/// The stance of the evidence towards the claim, by rules or by rules and with a second reader. Either may be several
/// sentences.
#[must_use]
pub fn compare(claim: &str, evidence: &str, reader: Option<&dyn SecondReader>) -> Comparison {
    let ByRules { best, both_assert } = by_rules(claim, evidence);
    // Whose voice a sentence speaks in is for the rules to say.
    let opinion = reader.filter(|_| both_assert).and_then(|reader| reader.read(&[(evidence, claim)]).first().copied());
    let Some(opinion) = opinion else {
        // One voice alone has to be as sure as the surest of several; an unsure clash says nothing.
        let unsure = |finding: &Finding| finding.stance == Stance::Contradicts && finding.score < RULES_ALONE.firm;
        return best.filter(|finding| !unsure(finding)).map_or(Comparison::NOTHING, Comparison::from);
    };
    let sure_enough = |finding: &Finding| match finding.stance {
        Stance::Contradicts => finding.score >= if finding.point.is_some() { SURE_CLASH } else { SURELY_HEARD },
        _ => finding.score >= SURE_ACCORD,
    };
    second_reader::join(best.as_ref(), opinion, &FACE_TO_FACE)
        .filter(sure_enough)
        .map_or(Comparison::NOTHING, Comparison::from)
}

impl Comparison {
    const NOTHING: Self = Self { stance: Stance::Neutral, reason: None, score: 0.0 };
}

impl From<Finding> for Comparison {
    fn from(finding: Finding) -> Self {
        Self {
            stance: finding.stance,
            reason: match finding.stance {
                Stance::Contradicts => Some(finding.point.map_or(Reason::OtherWords, |point| point.reason)),
                Stance::Qualifies => Some(Reason::StrongerCertainty),
                Stance::Supports | Stance::Neutral => None,
            },
            score: finding.score,
        }
    }
}

/// What rules find between two statements.
struct ByRules {
    /// The surest finding.
    best: Option<Finding>,
    /// Whether each of the two asserts something.
    both_assert: bool,
}

/// What each claim meets in each sentence of the evidence.
fn by_rules(claim: &str, evidence: &str) -> ByRules {
    let lexicon = Lexicon::built_in();
    let Page { statements, vocabulary, .. } = analyse(source_of(evidence), lexicon);
    let judge = Judge {
        lexicon,
        weight: &|term: &Term| term.weight,
        heard: &|_: &Term| true,
        vocabulary: &vocabulary,
        trust: TRUST,
    };
    let mut discourse = Discourse::default();
    let mut findings = Vec::new();
    let mut asserts = false;
    for passage in passages(claim, Format::Plain) {
        discourse.enter(&passage);
        for sentence in sentences(&passage) {
            let reading = discourse.read(passage.text.get(sentence.in_passage).unwrap_or_default(), lexicon);
            asserts |= reading.asserts();
            for claim in reading.own_claims() {
                let asked = judge.ask(claim);
                findings.extend(statements.iter().filter_map(|statement| judge.stance(&asked, statement)));
            }
        }
    }
    ByRules {
        best: findings.into_iter().max_by(|one, other| one.score.total_cmp(&other.score)),
        both_assert: asserts && statements.iter().any(|statement| statement.asserts),
    }
}

/// A page with one answer.
fn source_of(evidence: &str) -> Source {
    let paragraph = Paragraph { text: evidence.to_owned(), line: 1, kind: ParagraphKind::Prose };
    let answer = Answer { number: Some(1), paragraphs: vec![paragraph], ..Answer::at(1) };
    Source { title: String::new(), kind: SourceKind::Qa, answers: vec![answer], ..Source::at(Path::new("")) }
}
