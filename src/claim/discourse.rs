//! What runs from sentence to sentence: the subject of a pronoun, a myth that the next sentence rejects, a table's row.
//!
//! It must not look further back than a reader would.

use super::{Claim, Reading, Term, Voice, read};
use crate::draft::{Passage, PassageKind};
use crate::english::CueKind;
use crate::lexicon::Lexicon;

/// The sentences read so far, as far as they bear on the next one.
#[derive(Clone, Debug, Default)]
pub struct Discourse {
    last: Option<Reading>,
    subject: Vec<Term>,
    row_denied: bool,
    cell: bool,
}

impl Discourse {
    /// Enters a new passage.
    pub fn enter(&mut self, passage: &Passage) {
        self.row_denied = false;
        self.cell = false;
        match &passage.kind {
            PassageKind::Cell { row_texts, .. } => {
                self.cell = true;
                self.row_denied = row_texts.iter().skip(1).any(|text| denies(text));
                self.last = None;
                self.subject.clear();
            }
            PassageKind::Heading(_) => {
                self.last = None;
                self.subject.clear();
            }
            PassageKind::Paragraph | PassageKind::ListItem | PassageKind::Footnote => {}
        }
    }

    /// Reads the next sentence in the light of those before.
    pub fn read(&mut self, sentence: &str, lexicon: &Lexicon) -> Reading {
        let mut reading = read(sentence, lexicon);
        if self.row_denied {
            for claim in &mut reading.claims {
                claim.flipped = !claim.flipped;
            }
        }
        if let Some(last) = &self.last
            && let Some(claims) = taken_back(last, &reading)
        {
            reading.claims = claims;
            self.last = Some(reading.clone());
            return reading;
        }
        self.lend_subjects(&mut reading);
        let subject = subject_of(&reading);
        if !subject.is_empty() {
            self.subject = subject;
        }
        self.last = Some(reading.clone());
        reading
    }

    /// What was spoken of in the sentence before.
    #[must_use]
    pub fn spoken_of(&self) -> Vec<Term> {
        let terms = self.last.iter().flat_map(|reading| &reading.claims).flat_map(|claim| claim.terms.clone());
        terms.chain(self.subject.iter().cloned()).collect()
    }

    /// A claim whose subject is a pronoun takes what the claim before it spoke of.
    fn lend_subjects(&self, reading: &mut Reading) {
        let mut before: Vec<Term> = self.subject.clone();
        for claim in &mut reading.claims {
            let own: Vec<Term> = claim.terms.iter().filter(|term| !term.condition).cloned().collect();
            if claim.leans_back {
                claim.lent = before.iter().take(6).cloned().collect();
            }
            if !own.is_empty() && !(claim.leans_back && own.len() < 2) {
                before = own;
            }
        }
    }
}

/// What a sentence is about, for the pronouns of the next one.
fn subject_of(reading: &Reading) -> Vec<Term> {
    let claim = reading.claims.iter().find(|claim| claim.terms.iter().any(|term| term.weight > 0.5));
    claim
        .map(|claim| claim.terms.iter().filter(|term| !term.condition).chain(&claim.lent).cloned().collect())
        .unwrap_or_default()
}

/// Whether a short sentence denies the reported words of the one before ("It isn't.", "Nothing of the sort.").
fn taken_back(last: &Reading, reading: &Reading) -> Option<Vec<Claim>> {
    let reported = last.claims.iter().any(|claim| claim.voice == Voice::Other);
    let short = reading.tokens.len() <= 7
        && reading.claims.iter().all(|claim| claim.terms.is_empty() && claim.values.is_empty());
    let denies = reading.cues.iter().any(|cue| matches!(cue.kind, CueKind::Negation | CueKind::Rebuttal));
    if !(reported && short && denies) {
        return None;
    }
    let whole = 0..reading.tokens.len();
    let claims = last.claims.iter().filter(|claim| claim.voice == Voice::Other).map(|claim| {
        let mut claim = claim.clone();
        claim.voice = Voice::Own;
        claim.flipped = !claim.flipped;
        claim.tokens = whole.clone();
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
    Some(claims.collect())
}

/// Whether a cell beside a statement says that it is not so.
fn denies(cell: &str) -> bool {
    let cell = cell.trim().trim_end_matches(['.', '!']).to_lowercase();
    matches!(
        cell.as_str(),
        "false" | "myth" | "no" | "wrong" | "untrue" | "not true" | "incorrect" | "fiction" | "✗" | "✘" | "❌"
    )
}
