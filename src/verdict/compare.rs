//! The stance of one statement towards another, without a corpus.
//!
//! It must not judge by itself: the evidence becomes an answer of its own, and the judge of [`super::stance`] is asked.

use std::path::Path;

use super::evidence::{Page, analyse};
use super::proposition::Proposition;
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
    let ByRules { best, comparable, proposition } = by_rules(claim, evidence);
    // Whose voice a sentence speaks in is for the rules to say.
    let pair = (evidence, &*proposition.text);
    let opinion = reader.filter(|_| comparable).and_then(|reader| reader.read(&[pair]).first().copied());
    let Some(opinion) = opinion.map(|opinion| proposition.turned(opinion)) else {
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
struct ByRules<'a> {
    /// The surest finding.
    best: Option<Finding>,
    /// Whether each of the two asserts something, and of the same people under the same condition.
    comparable: bool,
    /// What a second reader is to be asked.
    proposition: Proposition<'a>,
}

/// What each claim meets in each sentence of the evidence.
fn by_rules<'a>(claim: &'a str, evidence: &str) -> ByRules<'a> {
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
    let mut apart = true;
    let mut rejected = Vec::new();
    for passage in passages(claim, Format::Plain) {
        discourse.enter(&passage);
        for sentence in sentences(&passage) {
            let text = passage.text.get(sentence.in_passage).unwrap_or_default();
            let reading = discourse.read(text, lexicon);
            asserts |= reading.asserts();
            rejected.push(Proposition::of(text, &reading).into_rejected());
            for claim in reading.own_claims() {
                let asked = judge.ask(claim);
                apart &= statements.iter().all(|statement| asked.is_apart(statement));
                findings.extend(statements.iter().filter_map(|statement| judge.stance(&asked, statement)));
            }
        }
    }
    // Of several sentences one may be rejected and another not.
    let proposition = match <[_; 1]>::try_from(rejected) {
        Ok([Some(only)]) => only,
        _ => Proposition::whole(claim),
    };
    ByRules {
        proposition,
        best: findings.into_iter().max_by(|one, other| one.score.total_cmp(&other.score)),
        comparable: asserts && !apart && statements.iter().any(|statement| statement.asserts),
    }
}

/// A page with one answer.
fn source_of(evidence: &str) -> Source {
    let paragraph = Paragraph { text: evidence.to_owned(), line: 1, kind: ParagraphKind::Prose };
    let answer = Answer { number: Some(1), paragraphs: vec![paragraph], ..Answer::at(1) };
    Source { title: String::new(), kind: SourceKind::Qa, answers: vec![answer], ..Source::at(Path::new("")) }
}
