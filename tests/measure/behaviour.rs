//! The behavioural test set: minimal pairs of evidence and claim, by capability.
//!
//! After Ribeiro et al. 2020, "Beyond Accuracy: Behavioral Testing of NLP Models with CheckList": each capability is
//! tested by itself, on pairs that differ in nothing else. A new capability is a new file in `tests/behaviour/`.

use std::path::{Path, PathBuf};

use second_opinion::corpus::{Answer, Paragraph, ParagraphKind, Source, SourceKind};
use second_opinion::draft::{Draft, Format};
use second_opinion::verdict::{Knowledge, Verdict, compare};

use crate::judges::Judges;

/// The pairs that test one capability.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Capability {
    /// What the capability is called in tables and floors.
    #[serde(rename = "capability")]
    pub(crate) name: String,
    /// One sentence that says what is tested.
    pub(crate) what: String,
    /// The pairs.
    #[serde(rename = "pair")]
    pub(crate) pairs: Vec<Pair>,
}

/// One piece of evidence, one claim, and the stance between them.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Pair {
    /// The medical subject, for the count of how varied the set is.
    pub(crate) subject: String,
    /// What a doctor says, in one sentence or a few.
    pub(crate) evidence: String,
    /// What the draft says.
    pub(crate) claim: String,
    /// `supports`: a careful reader of the evidence alone would agree with the claim; `contradicts`: would say that it
    /// is wrong; `qualifies`: would say that it is right in direction and too strong; `neutral`: would say neither,
    /// because the evidence is silent or because the claim asserts nothing.
    pub(crate) stance: String,
    /// The words of the claim that a finding should touch.
    pub(crate) slot: Option<String>,
}

/// All capabilities, by the names of their files, or what is wrong with one.
pub(crate) fn capabilities() -> Result<Vec<Capability>, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/behaviour");
    let listing = std::fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<PathBuf> = listing.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.sort();
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
        toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
    };
    paths.iter().map(read).collect()
}

/// What came of one capability.
#[derive(Default)]
pub(crate) struct CapabilityScores {
    /// How many pairs there are.
    pub(crate) pairs: usize,
    /// How many got their stance.
    pub(crate) right: usize,
    /// How many contradictions there are.
    pub(crate) contradictions: usize,
    /// How many of them were called so.
    pub(crate) found: usize,
    /// Pairs called contradicts that are labelled otherwise, told in one line each.
    pub(crate) false_alarms: Vec<String>,
    /// The other pairs that did not get their stance, told in one line each.
    pub(crate) missed: Vec<String>,
}

/// Compares every pair of a capability.
pub(crate) fn score(capability: &Capability, judges: Judges) -> CapabilityScores {
    let mut scores = CapabilityScores::default();
    for pair in &capability.pairs {
        let comparison = compare(&pair.claim, &pair.evidence, judges.reader());
        let called = serde_json::to_value(comparison.stance).ok();
        let called = called.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default();
        let right = called == pair.stance;
        scores.pairs += 1;
        scores.right += usize::from(right);
        if pair.stance == "contradicts" {
            scores.contradictions += 1;
            scores.found += usize::from(right);
        }
        if !right {
            let reason = comparison.reason.map(|reason| format!(" ({reason:?})")).unwrap_or_default();
            let told =
                format!("{}: {} → {called}{reason} | {} | {}", pair.subject, pair.stance, pair.claim, pair.evidence);
            if called == "contradicts" { scores.false_alarms.push(told) } else { scores.missed.push(told) }
        }
    }
    scores
}

/// How the contradictions of a capability come out when the evidence is a corpus and the claim a draft.
#[derive(Default)]
pub(crate) struct Placement {
    /// Contradictions with a slot that are shown.
    pub(crate) shown: usize,
    /// Those whose underlined words touch the slot.
    pub(crate) placed: usize,
    /// The others, told in one line each.
    pub(crate) misplaced: Vec<String>,
}

/// Looks where findings are shown, for the pairs that say where they should be.
pub(crate) fn place(capability: &Capability, judges: Judges) -> Placement {
    let mut placement = Placement::default();
    for pair in capability.pairs.iter().filter(|pair| pair.stance == "contradicts") {
        let Some(slot) = pair.slot.as_deref() else { continue };
        let Some(start) = pair.claim.find(slot) else { continue };
        let knowledge = Knowledge::new(vec![source_of(&pair.evidence)]);
        let judgements = knowledge.judge(&Draft::new(&pair.claim, Format::Plain), judges.reader());
        for judgement in judgements.iter().filter(|judgement| judgement.verdict == Verdict::Contradicted) {
            placement.shown += 1;
            if judgement.slot.start < start + slot.len() && judgement.slot.end > start {
                placement.placed += 1;
            } else {
                let words = pair.claim.get(judgement.slot.clone()).unwrap_or_default();
                placement.misplaced.push(format!("“{words}” for “{slot}” | {} | {}", pair.claim, pair.evidence));
            }
        }
    }
    placement
}

/// A page with one answer that says one thing.
fn source_of(evidence: &str) -> Source {
    let paragraph = Paragraph { text: evidence.to_owned(), line: 1, kind: ParagraphKind::Prose };
    Source {
        title: String::new(),
        kind: SourceKind::Qa,
        answers: vec![Answer { number: Some(1), paragraphs: vec![paragraph], ..Answer::at(1) }],
        ..Source::at(Path::new("evidence.md"))
    }
}
