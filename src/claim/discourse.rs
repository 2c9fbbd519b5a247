//! What runs from sentence to sentence: the subject of a pronoun, a myth that the next sentence rejects, a table's row.
//!
//! It must not look further back than a reader would.

use std::fmt;
use std::sync::Arc;

use super::lead::{heading_disowns, lead_in_disowns};
use super::myth::{is_myth, names_myths};
use super::read::{fill, is_model, read, terms_of};
use super::{Claim, Reading, Reply, Term, Voice, is_author};
use crate::draft::{Passage, PassageKind};
use crate::english::{Tag, Token, TokenKind};
use crate::lexicon::Lexicon;

/// How much of a term's weight a heading, a lead-in or a row's first cell lends.
const TOPIC: f32 = 0.6;

/// The sentences read so far, as far as they bear on the next one.
#[derive(Clone, Debug, Default)]
pub struct Discourse {
    last: Option<Reading>,
    /// What the last clause was about, the likeliest first.
    subject: Vec<Term>,
    /// What the list, the row or the heading is about, for sentences without a subject.
    topic: Vec<Term>,
    /// Texts that name the topic, to be read when a sentence asks for it.
    titles: Vec<String>,
    /// The headings in force, the document's title first.
    headings: Arc<[String]>,
    /// What they speak of, once it has been asked for.
    above: Above,
    /// How far what follows is denied by what stands around it.
    denied: Denied,
    /// The block that the sentences stand in.
    block: Block,
    /// Whether the heading names myths, found when the headings change.
    below_myths: bool,
    /// Whether the heading gives the word for the lists below it to others.
    heading_disowns: bool,
    /// Whether the sentence before does, or in a list the one that led it in.
    lead_in_disowns: bool,
}

/// The terms of the headings. They follow from the headings, so they are shared and not shown: a discourse is told from
/// another by its `Debug` form, at each sentence.
#[derive(Clone, Default)]
struct Above(Option<Arc<[Term]>>);

impl fmt::Debug for Above {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Above")
    }
}

/// The kinds of block, as far as they tell whose word it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Block {
    #[default]
    Prose,
    Heading,
    Listed,
}

/// What of a passage is denied by what stands around it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Denied {
    #[default]
    Nothing,
    /// The next sentence ("### Myth 3", and below it the myth).
    Next,
    /// All of it: a table's row says "False" beside it, or its column is one of myths.
    All,
    /// The next sentence is not the author's, whether it puts a myth or what is so.
    Unsaid,
}

impl Discourse {
    /// Enters a new passage.
    pub fn enter(&mut self, passage: &Passage) {
        // What a heading names stands in the first passage below it.
        let below_myth = self.denied == Denied::Next;
        self.denied = Denied::Nothing;
        self.titles.clear();
        if *self.headings != *passage.headings {
            self.headings = passage.headings.clone().into();
            self.above = Above::default();
            self.below_myths = self.headings.last().is_some_and(|above| names_myths(above));
        }
        match &passage.kind {
            PassageKind::Cell { row_texts, row, column, header } => {
                if row_texts.iter().skip(1).any(|text| denies(text)) || *row > 0 && names_myths(header) {
                    self.denied = Denied::All;
                }
                self.last = None;
                self.subject.clear();
                self.topic.clear();
                if *row > 0 && *column > 0 {
                    self.titles.extend(row_texts.first().cloned());
                    self.titles.push(header.clone());
                }
            }
            PassageKind::Heading(_) => {
                if is_myth(&passage.text) {
                    self.denied = Denied::Next;
                } else if self.below_myths {
                    self.denied = Denied::Unsaid;
                }
                self.heading_disowns = false;
                self.lead_in_disowns = false;
                self.last = None;
                self.subject.clear();
                self.topic.clear();
            }
            PassageKind::ListItem => {
                // The items of a list share what the sentence before it was about.
                if self.block != Block::Listed {
                    self.topic = weakened(&self.subject);
                }
                self.subject = self.topic.clone();
                self.titles.extend(passage.headings.last().cloned());
                if self.below_myths || self.heading_disowns || self.lead_in_disowns {
                    self.denied = Denied::Unsaid;
                }
            }
            PassageKind::Paragraph | PassageKind::Footnote => {
                if self.below_myths {
                    self.denied = Denied::Unsaid;
                }
                self.lead_in_disowns = false;
                self.topic.clear();
                self.titles.extend(passage.headings.last().cloned());
            }
        }
        if below_myth && !matches!(passage.kind, PassageKind::Heading(_)) {
            self.denied = Denied::Next;
        }
        self.block = match passage.kind {
            PassageKind::Heading(_) => Block::Heading,
            PassageKind::ListItem => Block::Listed,
            PassageKind::Cell { .. } | PassageKind::Paragraph | PassageKind::Footnote => Block::Prose,
        };
    }

    /// Reads the next sentence in the light of those before.
    pub fn read(&mut self, sentence: &str, lexicon: &Lexicon) -> Reading {
        let mut reading = read(sentence, lexicon);
        self.deny(&mut reading, sentence);
        if let (Some(last), Some(reply)) = (&self.last, reading.reply) {
            let taken = taken_up(last, &reading, reply);
            if !taken.is_empty() {
                reading.claims.retain(|claim| claim.voice == Voice::Own);
                reading.claims.splice(0..0, taken);
            }
        }
        if let (Some(last), Some((index, denied))) = (&self.last, reading.unfilled)
            && let Some(model) = last.claims.iter().rev().find(|claim| is_model(claim))
            && let Some(claim) = reading.claims.get_mut(index)
        {
            fill(claim, model, denied);
        }
        self.lend_subjects(&mut reading, lexicon);
        let subject = subject_of(&reading);
        if !subject.is_empty() {
            // "Immunity. Each course lowers …": a heading in the line is the topic of what follows.
            if is_label(&reading) {
                self.topic = weakened(&subject);
            }
            self.subject = subject;
        }
        match self.block {
            Block::Heading => self.heading_disowns |= heading_disowns(&reading),
            Block::Prose => self.lead_in_disowns = lead_in_disowns(&reading),
            Block::Listed => {}
        }
        self.last = Some(reading.clone());
        reading
    }

    /// What the headings above the last sentence speak of.
    pub fn above(&mut self, lexicon: &Lexicon) -> &[Term] {
        let headings = &self.headings;
        self.above.0.get_or_insert_with(|| headings.iter().flat_map(|heading| terms_of(heading, lexicon)).collect())
    }

    /// Puts what a sentence says as what stands around it does.
    fn deny(&mut self, reading: &mut Reading, sentence: &str) {
        if reading.label() > 0 || is_myth(sentence) {
            return;
        }
        for claim in &mut reading.claims {
            match self.denied {
                Denied::Nothing => {}
                Denied::Next | Denied::All => claim.flipped = !claim.flipped,
                Denied::Unsaid => claim.voice = Voice::Other,
            }
        }
        if matches!(self.denied, Denied::Next | Denied::Unsaid) {
            self.denied = Denied::Nothing;
        }
    }

    /// What was spoken of in the sentence before.
    #[must_use]
    pub fn spoken_of(&self) -> Vec<Term> {
        let terms = self.last.iter().flat_map(|reading| &reading.claims).flat_map(|claim| claim.terms.clone());
        terms.chain(self.subject.iter().cloned()).collect()
    }

    /// A claim whose subject is a pronoun takes what the claim before it was about.
    fn lend_subjects(&mut self, reading: &mut Reading, lexicon: &Lexicon) {
        let mut before: Vec<Term> = self.subject.clone();
        // "Fact:" in front of a sentence is about nothing.
        for claim in reading.claims.iter_mut().filter(|claim| claim.leans_back || claim.says_something()) {
            let pronoun = opening_word(claim, &reading.tokens, &reading.tags);
            if claim.leans_back && claim.lent.is_empty() {
                claim.lent = agreeing(&before, pronoun);
            }
            // "The drug does nothing to it" says nothing of the drug alone.
            if claim.lent.is_empty() && ends_in_pronoun(claim, &reading.tokens) {
                let others = before.iter().filter(|term| !claim.terms.iter().any(|own| own.keys == term.keys));
                let others: Vec<Term> = others.cloned().collect();
                if others.is_empty() {
                    self.read_titles(lexicon);
                    claim.lent = self.topic.iter().take(3).cloned().collect();
                } else {
                    claim.lent = weakened(&agreeing(&others, "it"));
                }
            }
            // "I keep your file for life" is about the author, whatever the heading speaks of.
            let of_author = is_author(pronoun) && !claim.leans_back;
            let headless =
                !of_author && claim.lent.is_empty() && !claim.terms.iter().any(|term| term.subject && !term.condition);
            if headless && (claim.leans_back || claim.voice == Voice::Own) {
                self.read_titles(lexicon);
                let new = self.topic.iter().filter(|term| !claim.terms.iter().any(|own| own.keys == term.keys));
                claim.lent.extend(new.take(3).cloned());
            }
            let subject = subject_of_claim(claim);
            if !subject.is_empty() {
                before = subject;
            }
        }
    }

    fn read_titles(&mut self, lexicon: &Lexicon) {
        if self.topic.is_empty() {
            for title in self.titles.drain(..) {
                self.topic.extend(weakened(&terms_of(&title, lexicon)));
            }
        }
    }
}

/// Whether a claim ends in "it" or "them", so that what it says of its subject is said of something before it, too.
fn ends_in_pronoun(claim: &Claim, tokens: &[Token]) -> bool {
    let words =
        claim.tokens.clone().rev().filter_map(|at| tokens.get(at)).filter(|token| token.kind == TokenKind::Word);
    words.take(1).any(|last| matches!(last.text.as_str(), "it" | "them"))
}

fn weakened(terms: &[Term]) -> Vec<Term> {
    terms.iter().map(|term| Term { weight: term.weight * TOPIC, tokens: 0..0, ..term.clone() }).collect()
}

/// The word with which a claim leans back.
fn opening_word<'a>(claim: &Claim, tokens: &'a [Token], tags: &[Tag]) -> &'a str {
    claim
        .tokens
        .clone()
        .find(|&at| matches!(tags.get(at), Some(Tag::Pronoun | Tag::Determiner | Tag::Auxiliary | Tag::Modal)))
        .and_then(|at| tokens.get(at))
        .map_or("", |token| token.text.as_str())
}

/// The terms that a pronoun can stand for: plurals for "they", singulars for "it", where there is a choice.
fn agreeing(terms: &[Term], pronoun: &str) -> Vec<Term> {
    let plural = match pronoun {
        "they" | "them" | "these" | "those" | "their" | "are" | "were" | "have" | "do" | "both" => Some(true),
        "it" | "its" | "is" | "was" | "has" | "does" => Some(false),
        _ => None,
    };
    let fitting: Vec<Term> =
        terms.iter().filter(|term| plural.is_none_or(|plural| term.plural == plural)).take(4).cloned().collect();
    let lent = if fitting.is_empty() { terms.iter().take(4).cloned().collect() } else { fitting };
    lent.into_iter().map(|term| Term { negated: false, ..term }).collect()
}

/// What a claim is about, for the pronouns behind it: its subject, what was lent to it, or else all it speaks of.
fn subject_of_claim(claim: &Claim) -> Vec<Term> {
    let own = claim.terms.iter().filter(|term| !term.condition);
    let subjects: Vec<Term> = own.clone().filter(|term| term.subject).cloned().collect();
    if !subjects.is_empty() {
        subjects
    } else if !claim.lent.is_empty() {
        claim.lent.iter().chain(own.filter(|term| term.weight > 0.5)).take(4).cloned().collect()
    } else {
        own.filter(|term| term.weight > 0.5).take(4).cloned().collect()
    }
}

/// What a sentence is about, for the pronouns of the next one.
fn subject_of(reading: &Reading) -> Vec<Term> {
    reading.claims.iter().map(subject_of_claim).find(|terms| !terms.is_empty()).unwrap_or_default()
}

/// Whether a sentence is no more than a name in front of others.
fn is_label(reading: &Reading) -> bool {
    reading.tokens.len() <= 6 && reading.clauses.iter().all(|clause| clause.verb.is_none())
}

/// The statements of the sentence before that a reply denies or confirms.
fn taken_up(last: &Reading, reading: &Reading, reply: Reply) -> Vec<Claim> {
    // "What lasts longest?" is not answered by "No".
    if matches!(last.tags.first(), Some(Tag::Wh)) {
        return Vec::new();
    }
    let whole = reading.clauses.first().map_or(0..0, |clause| clause.tokens.clone());
    let reported = last.claims.iter().filter(|claim| {
        claim.voice == Voice::Other
            && (!claim.values.is_empty() || !claim.quantities.is_empty() || claim.terms.len() > 1)
    });
    let taken = reported.map(|claim| {
        let mut claim = claim.clone();
        claim.voice = Voice::Own;
        claim.flipped ^= reply == Reply::Rejects;
        claim.tokens = whole.clone();
        claim.than = None;
        claim.compared = None;
        claim.sequence = None;
        for term in &mut claim.terms {
            term.tokens = whole.clone();
        }
        for value in &mut claim.values {
            value.tokens = whole.clone();
        }
        for quantity in &mut claim.quantities {
            quantity.tokens = whole.clone();
        }
        claim
    });
    taken.collect()
}

/// Whether a cell beside a statement says that it is not so.
fn denies(cell: &str) -> bool {
    let cell = cell.trim().trim_end_matches(['.', '!']).to_lowercase();
    matches!(
        cell.as_str(),
        "false" | "myth" | "no" | "wrong" | "untrue" | "not true" | "incorrect" | "fiction" | "✗" | "✘" | "❌"
    )
}
