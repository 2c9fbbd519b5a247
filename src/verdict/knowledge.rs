//! The analysed corpus, ready to be asked.
//!
//! Building it reads every sentence once; asking it compares a claim with the sentences that share most with it.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use super::archive::{Archive, Writer};
use super::candidates::{MOST, MOST_TO_DECODE, candidates};
use super::evidence::{Statement, analyse};
use super::matter::Matter;
use super::proposition::Proposition;
use super::second_reader::{Question, SecondReader};
use super::signs::{TRUST, Trust};
use super::stance::{Asked, Finding, Judge};
use super::weigh::{RULES_ALONE, Scales, TOGETHER, Tally, weigh};
use super::{Reason, Verdict, erasure, message, stance};
use crate::claim::{Claim, Discourse, Reading, Term};
use crate::corpus::{Source, Sources};
use crate::draft::{Draft, Passage, Sentence, passages, sentences};
use crate::english::Key;
use crate::lexicon::Lexicon;
use crate::reader::Opinion;

/// The analysed corpus. Building it reads every sentence once; asking it is quick.
#[derive(Debug)]
pub struct Knowledge {
    sources: Sources,
    lexicon: Arc<Lexicon>,
    trust: Trust,
    archive: Arc<Archive>,
    /// The statements of a corpus that is small enough to stay in memory, each once it has been met. None of a larger one.
    statements: Box<[OnceLock<Box<Statement>>]>,
    /// What its pages are about, once somebody has asked.
    matter: OnceLock<Matter>,
}

/// A corpus of at most so many statements is kept in memory, some kilobytes each, as it is met. In such a one the second
/// reader may also hear what is near in meaning and shares no word.
const SMALL: usize = 20_000;

/// What a page is called and where it stands: all that its analysis does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageName {
    /// The name by which it is cited.
    pub name: String,
    /// Its place.
    pub path: PathBuf,
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
        let names =
            sources.iter().map(|source| PageName { name: source.name.clone(), path: source.path.clone() }).collect();
        let mut writer = Writer::new(Vec::new(), 0);
        for source in sources {
            // Memory takes whatever is written; only a corpus beyond four gigabytes of words would not fit the form.
            if let Err(error) = writer.add(&analyse(source, &lexicon)) {
                tracing::error!("a page is left out of the corpus: {error}");
            }
        }
        let (bytes, layout) = writer.finish().unwrap_or_default();
        Self::archived(Archive::new(Arc::new(bytes), layout), names, lexicon)
    }

    /// A corpus that was analysed before with this lexicon; `names` are its pages', in their order.
    #[must_use]
    pub fn archived(archive: Archive, names: Vec<PageName>, lexicon: Arc<Lexicon>) -> Self {
        let archive = Arc::new(archive);
        let kept = if archive.len() <= SMALL { archive.len() } else { 0 };
        let statements = (0..kept).map(|_| OnceLock::new()).collect();
        let pages = Arc::clone(&archive);
        let sources = Sources::lazily(archive.page_count(), move |index| {
            let source = pages.source(index).unwrap_or_else(|| Source::at(std::path::Path::new("")));
            match names.get(index) {
                Some(PageName { name, path }) => Source { name: name.clone(), path: path.clone(), ..source },
                None => source,
            }
        });
        Self { sources, lexicon, trust: TRUST, archive, statements, matter: OnceLock::new() }
    }

    /// The same corpus, judged with other trust. For measuring.
    #[must_use]
    pub fn trusting(mut self, trust: Trust) -> Self {
        self.trust = trust;
        self
    }

    /// The sources, in the order in which they were given.
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// How many answers and sections there are.
    #[must_use]
    pub fn answer_count(&self) -> usize {
        self.archive.answer_count()
    }

    /// How many sentences there are.
    #[must_use]
    pub fn sentence_count(&self) -> usize {
        self.archive.len()
    }

    /// How many claims were found in the corpus.
    #[must_use]
    pub fn claim_count(&self) -> usize {
        self.archive.claim_count()
    }

    /// How many claims were found in one answer; both numbers are indexes, as in [`Side`].
    #[must_use]
    pub fn claims_of(&self, source: usize, answer: usize) -> usize {
        self.archive.claims_of(source, answer)
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
        let own: Vec<&Claim> =
            reading.own_claims().filter(|claim| !self.is_elsewhere(claim, discourse.above(&self.lexicon))).collect();
        let mut judgements: Vec<Judgement> = self
            .tallies(reader, &own, &reading, text)
            .iter()
            .map(|tally| self.judgement(tally, &reading, &place))
            .collect();
        judgements.sort_by_key(|judgement| Reverse(judgement.verdict));
        let clashes = judgements.iter().filter(|judgement| judgement.verdict == Verdict::Contradicted).count();
        judgements.truncate(clashes.max(1));
        // Beside a located clash, one that was only heard in the same sentence tells nothing new.
        if judgements.iter().any(Judgement::is_located) {
            judgements.retain(Judgement::is_located);
        }
        // Two claims of a sentence can clash in the same words: that is told once, by the one that more answers deny.
        judgements.sort_by_key(|judgement| (judgement.slot.start, Reverse(judgement.contradicting.len())));
        judgements.dedup_by(|next, kept| next.slot == kept.slot);
        if judgements.is_empty() {
            judgements.push(place.nothing());
        }
        judgements
    }

    /// The answers for and against each claim of a sentence.
    fn tallies(&self, reader: Option<&dyn SecondReader>, own: &[&Claim], reading: &Reading, text: &str) -> Vec<Tally> {
        let Some(reader) = reader.filter(|_| reading.asserts()) else {
            return own.iter().map(|claim| self.weigh(&self.findings(claim), &RULES_ALONE)).collect();
        };
        let question = self.question(own, reading, text);
        let rejected = question.proposition.rejected;
        let answer = question.ask(reader);
        let scales = TOGETHER.beside(answer.accord);
        let mut tallies: Vec<Tally> = answer.findings.iter().map(|findings| self.weigh(findings, &scales)).collect();
        for tally in &mut tallies {
            let heard_only = tally.verdict == Verdict::Contradicted && tally.slot.is_none() && !rejected;
            if let Some(statement) = tally.shown_by.filter(|_| heard_only).and_then(|index| self.statement(index)) {
                tally.slot = erasure::without_which(reader, &statement.text, text, reading);
            }
        }
        tallies
    }

    fn weigh(&self, findings: &[(usize, Finding)], scales: &Scales) -> Tally {
        weigh(findings, |index| self.archive.answer_of(index), scales)
    }

    fn question<'a>(&'a self, own: &[&Claim], reading: &Reading, text: &'a str) -> Question<'a> {
        let candidates: Vec<Vec<usize>> = own.iter().map(|claim| self.candidates(claim)).collect();
        let among: Vec<usize> = if self.is_small() {
            (0..self.archive.len()).collect()
        } else {
            let mut among: Vec<usize> = candidates.iter().flatten().copied().collect();
            among.sort_unstable();
            among.dedup();
            among
        };
        let statements: Vec<(usize, Cow<'a, Statement>)> =
            among.into_iter().filter_map(|index| Some((index, self.statement(index)?))).collect();
        let nearness = own.iter().map(|claim| {
            let gist = stance::gist(claim.terms.iter().chain(&claim.lent));
            statements.iter().map(|(_, statement)| gist.nearness(&statement.gist)).collect()
        });
        // No answer speaks of this author.
        let of_author = reading.tells_of_author();
        let strangeness = own.iter().map(|claim| if of_author { 1.0 } else { self.strangeness(claim) }).collect();
        let nearness = nearness.collect();
        let held = |(claim, among): (&&Claim, &Vec<usize>)| self.held_against(claim, among);
        let (asked, findings) = own.iter().zip(&candidates).map(held).unzip();
        Question { proposition: Proposition::of(text, reading), nearness, strangeness, statements, findings, asked }
    }

    /// How much a claim's subject is something of which the corpus never speaks, from 0 to 1.
    fn strangeness(&self, claim: &Claim) -> f32 {
        let strangers =
            claim.terms.iter().filter(|term| term.subject && stance::is_stranger(term, |term| self.heard(term)));
        strangers.map(|term| self.weight(term)).fold(0.0, f32::max)
    }

    /// Whether a claim under headings that speak of these is on another matter than the corpus. A large corpus speaks of
    /// too much for that to be told by its titles.
    fn is_elsewhere(&self, claim: &Claim, above: &[Term]) -> bool {
        let titles = || self.sources.iter().map(|source| source.title.as_str());
        self.is_small()
            && !above.is_empty()
            && self
                .matter
                .get_or_init(|| Matter::of(titles(), &self.lexicon))
                .is_elsewhere(claim, above, |term| self.heard(term))
    }

    /// What a second reader says of the statements that it hears about a sentence, the most telling first.
    pub(super) fn opinions(
        &self,
        reader: &dyn SecondReader,
        reading: &Reading,
        text: &str,
    ) -> Vec<(Cow<'_, Statement>, Opinion)> {
        if !reading.asserts() {
            return Vec::new();
        }
        let own: Vec<&Claim> = reading.own_claims().collect();
        let opinions = self.question(&own, reading, text).opinions(reader);
        opinions.into_iter().filter_map(|(index, opinion)| Some((self.statement(index)?, opinion))).collect()
    }

    /// What every statement that has a stance towards a claim says of it, by the statement's index.
    pub(super) fn findings(&self, claim: &Claim) -> Vec<(usize, Finding)> {
        self.held_against(claim, &self.candidates(claim)).1
    }

    /// The same among some statements, with the claim as it was prepared for it.
    fn held_against(&self, claim: &Claim, among: &[usize]) -> (Asked, Vec<(usize, Finding)>) {
        let judge = Judge {
            lexicon: &self.lexicon,
            weight: &|term: &Term| self.weight(term),
            heard: &|term: &Term| self.heard(term),
            vocabulary: self.archive.vocabulary(),
            trust: self.trust,
        };
        let asked = judge.ask(claim);
        let stance = |&index: &usize| Some((index, judge.stance(&asked, &*self.statement(index)?)?));
        let findings = among.iter().filter_map(stance).collect();
        (asked, findings)
    }

    /// Every statement that has a stance towards a claim, the surest first.
    pub(super) fn stances(&self, claim: &Claim) -> Vec<(usize, Finding)> {
        let mut findings = self.findings(claim);
        findings.sort_by(|one, other| other.1.score.total_cmp(&one.1.score));
        findings
    }

    /// A statement, by its number in the corpus.
    pub(super) fn statement(&self, index: usize) -> Option<Cow<'_, Statement>> {
        let Some(cell) = self.statements.get(index) else { return self.archive.statement(index).map(Cow::Owned) };
        if cell.get().is_none() {
            // Somebody else may have set it meanwhile, to the same.
            let _ = cell.set(Box::new(self.archive.statement(index)?));
        }
        cell.get().map(|statement| Cow::Borrowed(&**statement))
    }

    /// All statements, in the order of the corpus.
    pub(super) fn all_statements(&self) -> Vec<Statement> {
        (0..self.archive.len()).filter_map(|index| self.statement(index).map(Cow::into_owned)).collect()
    }

    pub(super) fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// Whether the whole corpus can be gone through for one sentence.
    fn is_small(&self) -> bool {
        self.archive.len() <= SMALL
    }

    fn candidates(&self, claim: &Claim) -> Vec<usize> {
        let most = if self.is_small() { MOST } else { MOST_TO_DECODE };
        candidates(&self.archive, claim, most, |term| self.weight(term))
    }

    /// How much a term tells in this corpus: a word that every answer uses tells little.
    fn weight(&self, term: &Term) -> f32 {
        let count = self.frequency(term);
        let all = self.archive.len().max(2) as f32;
        let rarity = (1.0 - (1.0 + count as f32).ln() / (1.0 + all).ln()).clamp(0.12, 1.0);
        term.weight * if count == 0 { 1.0 } else { 0.35 + 0.65 * rarity }
    }

    fn heard(&self, term: &Term) -> bool {
        self.frequency(term) > 0
    }

    /// In how many statements a term stands.
    pub(super) fn frequency(&self, term: &Term) -> usize {
        term.keys.iter().map(|key| self.archive.posting(*key).len()).max().unwrap_or(0)
    }

    fn judgement(&self, tally: &Tally, reading: &Reading, place: &Place<'_>) -> Judgement {
        let side = |index: &usize| {
            let statement = self.statement(*index)?;
            Some(Side {
                source: statement.source,
                answer: statement.answer,
                quote: statement.text.clone(),
                line: statement.line,
            })
        };
        let shown_by = tally.shown_by.and_then(|index| self.statement(index));
        let slot = tally.slot.as_ref().map_or(place.whole(), |tokens| place.bytes(reading, tokens));
        let slot_text = tally.slot.as_ref().map(|tokens| place.words(reading, tokens)).unwrap_or_default();
        Judgement {
            sentence: place.whole(),
            text: place.text.to_owned(),
            verdict: tally.verdict,
            slot,
            reason: tally.reason,
            message: message::message(tally, &slot_text, reading, shown_by.as_deref(), &self.lexicon),
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
        reading.bytes(tokens).unwrap_or(self.whole())
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
