//! Scoring of the comparison of two statements on the labelled statements for a judge of stance.

use std::collections::BTreeMap;
use std::path::Path;
use std::thread;

use second_opinion::verdict::compare;

use super::{Share, json_lines, name_of};
use crate::judges::Judges;

/// The topics that the second reader has not learned from.
const HELD_OUT: &str = include_str!("../../training/held-out.txt");

/// A labelled pair, and what the comparison called it.
pub(crate) struct Compared {
    topic: String,
    claim: String,
    evidence: String,
    label: &'static str,
    called: String,
    reason: Option<String>,
}

#[derive(serde::Deserialize)]
struct Labelled {
    topic: String,
    evidence: String,
    #[serde(default)]
    supports: Vec<String>,
    #[serde(default)]
    contradicts: Vec<String>,
    #[serde(default)]
    qualifies: Vec<String>,
    #[serde(default)]
    neutral: Vec<String>,
}

/// Compares every pair of a file, on all cores, those left out from which the judges have learned, or says why it cannot be done.
pub(crate) fn compare_file(path: &Path, judges: Judges) -> Result<Vec<Compared>, String> {
    let mut lines: Vec<Labelled> = json_lines(path)?;
    // The second reader has learned from all other topics.
    lines.retain(|line| !judges.have_learned() || HELD_OUT.lines().any(|topic| topic == line.topic));
    let workers = thread::available_parallelism().map_or(1, usize::from);
    let chunk = lines.len().div_ceil(workers).max(1);
    thread::scope(|scope| {
        let started: Vec<_> = lines.chunks(chunk).map(|part| scope.spawn(|| compare_lines(part, judges))).collect();
        let mut compared = Vec::new();
        for worker in started {
            compared.extend(worker.join().map_err(|_| format!("{}: a comparison panicked", path.display()))?);
        }
        Ok(compared)
    })
}

fn compare_lines(lines: &[Labelled], judges: Judges) -> Vec<Compared> {
    let mut compared = Vec::new();
    for line in lines {
        let labelled = [
            ("supports", &line.supports),
            ("contradicts", &line.contradicts),
            ("qualifies", &line.qualifies),
            ("neutral", &line.neutral),
        ];
        for (label, claims) in labelled {
            for claim in claims {
                let comparison = compare(claim, &line.evidence, judges.reader());
                compared.push(Compared {
                    topic: line.topic.clone(),
                    claim: claim.clone(),
                    evidence: line.evidence.clone(),
                    label,
                    called: name_of(&comparison.stance),
                    reason: comparison.reason.map(|reason| name_of(&reason)),
                });
            }
        }
    }
    compared
}

/// The figures of some pairs, and the alarms that are wrong.
#[derive(Default)]
pub(crate) struct StanceScores {
    /// How many pairs there are.
    pub(crate) pairs: usize,
    /// Of the pairs called contradicts, those labelled so.
    pub(crate) contradicts_precision: Share,
    /// Of the pairs labelled contradicts, those called so.
    pub(crate) contradicts_recall: Share,
    /// Of the pairs called supports, those labelled so.
    pub(crate) supports_precision: Share,
    /// Of the pairs labelled supports, those called so.
    pub(crate) supports_recall: Share,
    /// Of the pairs called qualifies, those labelled so.
    pub(crate) qualifies_precision: Share,
    /// Of the pairs labelled qualifies, those called so.
    pub(crate) qualifies_recall: Share,
    /// By stance and reason: of the pairs called so for that reason, those labelled with that stance.
    pub(crate) by_reason: BTreeMap<String, Share>,
    /// Pairs called contradicts that are labelled otherwise, told in one line each.
    pub(crate) false_alarms: Vec<String>,
    /// Pairs labelled contradicts that are called otherwise, told in one line each.
    pub(crate) missed: Vec<String>,
}

/// Counts what came of some pairs.
pub(crate) fn tally<'a>(pairs: impl IntoIterator<Item = &'a Compared>) -> StanceScores {
    let mut scores = StanceScores::default();
    for pair in pairs {
        let right = pair.called == pair.label;
        scores.pairs += 1;
        match pair.called.as_str() {
            "contradicts" => scores.contradicts_precision.count(right),
            "supports" => scores.supports_precision.count(right),
            "qualifies" => scores.qualifies_precision.count(right),
            _ => {}
        }
        match pair.label {
            "contradicts" => scores.contradicts_recall.count(right),
            "supports" => scores.supports_recall.count(right),
            "qualifies" => scores.qualifies_recall.count(right),
            _ => {}
        }
        let reason = pair.reason.as_deref().unwrap_or("no reason");
        if pair.called != "neutral" {
            scores.by_reason.entry(format!("{}: {reason}", pair.called)).or_default().count(right);
        }
        if !right {
            let Compared { topic, claim, evidence, label, called, .. } = pair;
            let told = format!("{topic}: {label} → {called} ({reason}) | {claim} | {evidence}");
            if called == "contradicts" {
                scores.false_alarms.push(told);
            } else if *label == "contradicts" {
                scores.missed.push(told);
            }
        }
    }
    scores
}
