//! The analysed corpus, ready to be asked.
//!
//! Building it reads every sentence once; asking it compares a claim with the sentences that share words with it.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::evidence::{Statement, statements};
use super::second_reader::{Question, SecondReader};
use super::signs::{TRUST, Trust};
use super::stance::{Finding, Judge};
use super::vocabulary::Vocabulary;
use super::weigh::{RULES_ALONE, TOGETHER, Tally, weigh};
use super::{Reason, Verdict, erasure, message, stance};
use crate::claim::{Claim, Discourse, Reading, Term};
use crate::corpus::Source;
use crate::draft::{Draft, Passage, Sentence, passages, sentences};
use crate::english::Key;
use crate::lexicon::Lexicon;
use crate::reader::Opinion;

/// The analysed corpus. Building it reads every sentence once; asking it is quick.
#[derive(Debug)]
pub struct Knowledge {
    sources: Vec<Source>,
    pub(super) lexicon: Arc<Lexicon>,
    trust: Trust,
    pub(super) statements: Vec<Statement>,
    vocabulary: Vocabulary,
    /// The statements in which a term stands, by its keys.
    postings: FxHashMap<Key, Vec<u32>>,
}

impl Default for Knowledge {
    fn default() -> Self {
        Self::new(Vec::new())
    }
}

/// What the corpus says about one sentence of a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Judgement {
    /// The sentence's bytes in the draft.
    pub sentence: Range<usize>,
    /// The sentence as it stands in the draft, without markup.
    pub text: String,
    /// The strongest verdict of its claims.
    pub verdict: Verdict,
    /// The slot that clashes, in bytes of the draft; the whole sentence where there is no clash.
    pub slot: Range<usize>,
    /// Why, where the verdict is not `supported` or `uncovered`.
    pub reason: Option<Reason>,
    /// One plain sentence for the author, where there is something to say.
    pub message: Option<String>,
    /// The answers that agree, strongest first, one entry an answer.
    pub supporting: Vec<Side>,
    /// The answers that disagree, strongest first, one entry an answer.
    pub contradicting: Vec<Side>,
}

/// One answer's sentence for or against a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Side {
    /// The source, as an index into [`Knowledge::sources`].
    pub source: usize,
    /// The answer, as an index into the source's answers.
    pub answer: usize,
    /// The sentence that bears on the claim.
    pub quote: String,
    /// The line of the page on which that sentence begins, from 1.
    pub line: u32,
}

impl Knowledge {
    /// Analyses a corpus.
    #[must_use]
    pub fn new(sources: Vec<Source>) -> Self {
        Self::with_lexicon(sources, Lexicon::shared())
    }

    /// Analyses a corpus with a lexicon that knows the corpus's own words.
    #[must_use]
    pub fn with_lexicon(sources: Vec<Source>, lexicon: Arc<Lexicon>) -> Self {
        let (statements, vocabulary) = statements(&sources, &lexicon);
        let mut postings: FxHashMap<Key, Vec<u32>> = FxHashMap::default();
        for (index, statement) in (0_u32..).zip(&statements) {
            let keys: FxHashSet<Key> = statement.keys().collect();
            for key in keys {
                postings.entry(key).or_default().push(index);
            }
        }
        Self { sources, lexicon, trust: TRUST, statements, vocabulary, postings }
    }

    /// The same corpus, judged with other trust. For measuring.
    #[must_use]
    pub fn trusting(mut self, trust: Trust) -> Self {
        self.trust = trust;
        self
    }

    /// The sources, in the order in which they were given.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// How many claims were found in the corpus.
    #[must_use]
    pub fn claim_count(&self) -> usize {
        self.statements.iter().map(|statement| statement.reading.claims.len()).sum()
    }

    /// How many claims were found in one answer; both numbers are indexes, as in [`Side`].
    #[must_use]
    pub fn claims_of(&self, source: usize, answer: usize) -> usize {
        self.statements
            .iter()
            .filter(|statement| statement.source == source && statement.answer == answer)
            .map(|statement| statement.reading.claims.len())
            .sum()
    }

    /// Judges every sentence of the author's voice, by rules or by rules and with a second reader, in the order of the
    /// draft.
    ///
    /// Several claims of one sentence give one judgement, unless more than one of them clashes.
    #[must_use]
    pub fn judge(&self, draft: &Draft, reader: Option<&dyn SecondReader>) -> Vec<Judgement> {
        let mut judgements = Vec::new();
        let mut discourse = Discourse::default();
        for passage in passages(&draft.text(), draft.format()) {
            discourse.enter(&passage);
            for sentence in sentences(&passage) {
                let text = passage.text.get(sentence.in_passage.clone()).unwrap_or_default();
                let found = self.judge_sentence(text, &mut discourse, reader);
                judgements.extend(found.into_iter().map(|judgement| judgement.placed(&passage, &sentence)));
            }
        }
        judgements
    }

    /// Judges one sentence in the light of those before, and goes on to the discourse after it.
    ///
    /// The ranges in the judgements count from the sentence's first byte; [`Judgement::placed`] puts them into a draft.
    #[must_use]
    pub fn judge_sentence(
        &self,
        text: &str,
        discourse: &mut Discourse,
        reader: Option<&dyn SecondReader>,
    ) -> Vec<Judgement> {
        let reading = discourse.read(text, &self.lexicon);
        let place = Place { text };
        let own: Vec<&Claim> = reading.own_claims().collect();
        let mut judgements: Vec<Judgement> = self
            .tallies(reader, &own, &reading, text)
            .iter()
            .map(|tally| self.judgement(tally, &reading, &place))
            .collect();
        judgements.sort_by_key(|judgement| std::cmp::Reverse(judgement.verdict));
        let clashes = judgements.iter().filter(|judgement| judgement.verdict == Verdict::Contradicted).count();
        judgements.truncate(clashes.max(1));
        // Beside a located clash, one that was only heard in the same sentence tells nothing new.
        if judgements.iter().any(Judgement::is_located) {
            judgements.retain(Judgement::is_located);
        }
        judgements.sort_by_key(|judgement| judgement.slot.start);
        if judgements.is_empty() {
            judgements.push(place.nothing());
        }
        judgements
    }

    /// The answers for and against each claim of a sentence.
    fn tallies(&self, reader: Option<&dyn SecondReader>, own: &[&Claim], reading: &Reading, text: &str) -> Vec<Tally> {
        let findings: Vec<_> = own.iter().map(|claim| self.findings(claim)).collect();
        let Some(reader) = reader.filter(|_| reading.asserts()) else {
            return findings.iter().map(|findings| weigh(findings, &self.statements, &RULES_ALONE)).collect();
        };
        let question = self.question(own, findings, text);
        let mut tallies: Vec<Tally> =
            question.ask(reader).iter().map(|findings| weigh(findings, &self.statements, &TOGETHER)).collect();
        for tally in &mut tallies {
            let heard_only = tally.verdict == Verdict::Contradicted && tally.slot.is_none();
            if let Some(statement) = tally.shown_by.filter(|_| heard_only).and_then(|index| self.statements.get(index))
            {
                tally.slot = erasure::without_which(reader, &statement.text, text, reading);
            }
        }
        tallies
    }

    fn question<'a>(&'a self, own: &[&Claim], findings: Vec<Vec<(usize, Finding)>>, text: &'a str) -> Question<'a> {
        let nearness = own.iter().map(|claim| self.nearness(claim)).collect();
        Question { text, statements: &self.statements, findings, nearness }
    }

    /// What a second reader says of the statements that it hears about a sentence, the most telling first.
    pub(super) fn opinions(
        &self,
        reader: &dyn SecondReader,
        reading: &Reading,
        text: &str,
    ) -> Vec<(&Statement, Opinion)> {
        if !reading.asserts() {
            return Vec::new();
        }
        let own: Vec<&Claim> = reading.own_claims().collect();
        let findings = own.iter().map(|claim| self.findings(claim)).collect();
        let opinions = self.question(&own, findings, text).opinions(reader);
        let statement = |(index, opinion)| self.statements.get(index).map(|statement| (statement, opinion));
        opinions.into_iter().filter_map(statement).collect()
    }

    /// How near each statement is in meaning to a claim, from -1 to 1.
    fn nearness(&self, claim: &Claim) -> Vec<f32> {
        let terms: Vec<Term> = claim.terms.iter().chain(&claim.lent).cloned().collect();
        let gist = stance::gist(&terms);
        self.statements.iter().map(|statement| gist.nearness(&statement.gist)).collect()
    }

    /// What every statement that has a stance towards a claim says of it, by the statement's index.
    pub(super) fn findings(&self, claim: &Claim) -> Vec<(usize, Finding)> {
        let judge = Judge {
            lexicon: &self.lexicon,
            weight: &|term: &Term| self.weight(term),
            heard: &|term: &Term| self.heard(term),
            vocabulary: &self.vocabulary,
            trust: self.trust,
        };
        let asked = judge.ask(claim);
        self.candidates(claim)
            .into_iter()
            .filter_map(|index| {
                self.statements
                    .get(index)
                    .and_then(|statement| judge.stance(&asked, statement))
                    .map(|finding| (index, finding))
            })
            .collect()
    }

    /// Every statement that has a stance towards a claim, the surest first.
    pub(super) fn stances(&self, claim: &Claim) -> Vec<(&Statement, Finding)> {
        let mut findings = self.findings(claim);
        findings.sort_by(|one, other| other.1.score.total_cmp(&one.1.score));
        findings
            .into_iter()
            .filter_map(|(index, finding)| self.statements.get(index).map(|statement| (statement, finding)))
            .collect()
    }

    pub(super) fn statements(&self) -> &[Statement] {
        &self.statements
    }

    pub(super) fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The statements that share a telling term with a claim.
    fn candidates(&self, claim: &Claim) -> Vec<usize> {
        let mut found: Vec<u32> = Vec::new();
        for term in &claim.terms {
            for key in term.keys.iter().chain(&term.broader) {
                found.extend(self.postings.get(key).into_iter().flatten());
            }
        }
        for value in &claim.values {
            found.extend(self.postings.get(&scale_key(value.scale)).into_iter().flatten());
        }
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|index| index as usize).collect()
    }

    /// How much a term tells in this corpus: a word that every answer uses tells little.
    fn weight(&self, term: &Term) -> f32 {
        let count = self.frequency(term);
        let all = self.statements.len().max(2) as f32;
        let rarity = (1.0 - (1.0 + count as f32).ln() / (1.0 + all).ln()).clamp(0.12, 1.0);
        term.weight * if count == 0 { 1.0 } else { 0.35 + 0.65 * rarity }
    }

    fn heard(&self, term: &Term) -> bool {
        self.frequency(term) > 0
    }

    /// In how many statements a term stands.
    pub(super) fn frequency(&self, term: &Term) -> usize {
        term.keys.iter().filter_map(|key| self.postings.get(key)).map(Vec::len).max().unwrap_or(0)
    }

    fn judgement(&self, tally: &Tally, reading: &Reading, place: &Place<'_>) -> Judgement {
        let side = |index: &usize| {
            let statement = self.statements.get(*index)?;
            Some(Side {
                source: statement.source,
                answer: statement.answer,
                quote: statement.text.clone(),
                line: statement.line,
            })
        };
        let shown_by = tally.shown_by.and_then(|index| self.statements.get(index));
        let slot = tally.slot.as_ref().map_or(place.whole(), |tokens| place.bytes(reading, tokens));
        let slot_text = tally.slot.as_ref().map(|tokens| place.words(reading, tokens)).unwrap_or_default();
        Judgement {
            sentence: place.whole(),
            text: place.text.to_owned(),
            verdict: tally.verdict,
            slot,
            reason: tally.reason,
            message: message::message(tally, &slot_text, reading, shown_by, &self.lexicon),
            supporting: tally.supporting.iter().filter_map(side).collect(),
            contradicting: tally.contradicting.iter().filter_map(side).collect(),
        }
    }
}

/// The key under which the statements that touch a scale are found.
pub(super) fn scale_key(scale: u8) -> Key {
    // Words hash to anything; a scale's key only has to be unlikely to meet one.
    Key(0x5ca1_e000_0000_0000 | u64::from(scale))
}

impl Judgement {
    /// Whether it is a contradiction in one place that rules found.
    fn is_located(&self) -> bool {
        self.verdict == Verdict::Contradicted && self.reason != Some(Reason::OtherWords)
    }

    /// A judgement on a sentence alone, put where that sentence stands in its draft.
    #[must_use]
    pub fn placed(self, passage: &Passage, sentence: &Sentence) -> Self {
        let start = sentence.in_passage.start;
        let slot = passage.to_draft_range(start + self.slot.start..start + self.slot.end);
        Self { sentence: sentence.in_draft.clone(), slot, ..self }
    }
}

/// A sentence alone; its places are bytes from its first one.
struct Place<'a> {
    text: &'a str,
}

impl Place<'_> {
    fn whole(&self) -> Range<usize> {
        0..self.text.len()
    }

    fn words(&self, reading: &Reading, tokens: &Range<usize>) -> String {
        self.text.get(self.bytes(reading, tokens)).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn bytes(&self, reading: &Reading, tokens: &Range<usize>) -> Range<usize> {
        let first = reading.tokens.get(tokens.start).map_or(0, |token| token.range.start);
        let last = tokens
            .end
            .checked_sub(1)
            .and_then(|last| reading.tokens.get(last))
            .map_or(self.text.len(), |token| token.range.end);
        first..last.max(first)
    }

    fn nothing(&self) -> Judgement {
        Judgement {
            sentence: self.whole(),
            text: self.text.to_owned(),
            verdict: Verdict::Uncovered,
            slot: self.whole(),
            reason: None,
            message: None,
            supporting: Vec::new(),
            contradicting: Vec::new(),
        }
    }
}
