//! Scoring of labelled sentences against a corpus.
//!
//! Each case becomes one Markdown paragraph, what stands before it included. Its verdict is the strongest of the
//! sentences that overlap its text. What is counted:
//!
//! - precision: of the alarms on cases labelled contradicted, supported or uncovered, those on contradicted ones;
//!   an alarm on a contested or overstated case counts neither way;
//! - recall: contradicted cases that are called so;
//! - coverage: supported cases that are called so;
//! - nuance: contested and overstated cases that get exactly their label;
//! - citations: of the cases that name expected answers and got any, those with an expected one on its side;
//! - wrong side: cases that show an expected answer on the side where it does not belong.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use second_opinion::draft::{Draft, Format};
use second_opinion::verdict::{Knowledge, Side, Verdict};

use super::{Share, entries, json_lines, knowledge_of, name_of};
use crate::judges::Judges;

/// Labelled sentences and the corpus they are held against.
pub(crate) struct CaseSet {
    /// What the set is called in tables and floors.
    pub(crate) name: String,
    /// The labelled sentences.
    pub(crate) cases: PathBuf,
    /// The folder of the corpus.
    pub(crate) corpus: PathBuf,
    /// The folder whose pages the labels count as `s0`, `s1`, …
    numbering: PathBuf,
}

/// All labelled sets below the shared folder.
pub(crate) fn sets(shared: &Path) -> Vec<CaseSet> {
    let seeds = shared.join("seeds");
    let built_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let botox = |name: &str, corpus: &Path| CaseSet {
        name: name.to_owned(),
        cases: shared.join("cases/botox.jsonl"),
        corpus: corpus.to_owned(),
        numbering: seeds.clone(),
    };
    let mut sets = vec![botox("botox, raw pages", &seeds), botox("botox, built-in corpus", &built_in)];
    let topics = entries(&shared.join("cases/topics"), |path| path.join("cases.jsonl").is_file());
    sets.extend(topics.unwrap_or_default().into_iter().map(|topic| CaseSet {
        name: topic.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned()),
        cases: topic.join("cases.jsonl"),
        corpus: topic.clone(),
        numbering: topic,
    }));
    sets
}

/// What came of one case.
pub(crate) struct Outcome {
    case: Case,
    verdict: Verdict,
    supporting: BTreeSet<String>,
    contradicting: BTreeSet<String>,
}

#[derive(serde::Deserialize)]
struct Case {
    id: String,
    text: String,
    #[serde(default)]
    before: String,
    label: String,
    #[serde(default)]
    cites: Vec<String>,
    #[serde(default)]
    against: Vec<String>,
}

/// Judges every case of a set, or says why it cannot be done.
pub(crate) fn judge(set: &CaseSet, judges: Judges) -> Result<Vec<Outcome>, String> {
    let cases: Vec<Case> = json_lines(&set.cases)?;
    let knowledge = knowledge_of(&set.corpus)?;
    let numbered = cases.iter().flat_map(|case| case.cites.iter().chain(&case.against)).any(|key| is_numbered(key));
    let names = if numbered { numbers_of(&knowledge, &set.numbering)? } else { own_names(&knowledge) };
    Ok(cases.into_iter().map(|case| judge_case(case, &knowledge, &names, judges)).collect())
}

fn judge_case(case: Case, knowledge: &Knowledge, names: &[String], judges: Judges) -> Outcome {
    let before = if case.before.is_empty() { String::new() } else { format!("{} ", case.before) };
    let (start, end) = (before.len(), before.len() + case.text.len());
    let draft = Draft::new(&format!("{before}{}\n", case.text), Format::Markdown);
    let mut outcome =
        Outcome { case, verdict: Verdict::Uncovered, supporting: BTreeSet::new(), contradicting: BTreeSet::new() };
    for judgement in knowledge.judge(&draft, judges.reader()) {
        if judgement.sentence.start < end && judgement.sentence.end > start {
            outcome.verdict = outcome.verdict.max(judgement.verdict);
            outcome.supporting.extend(answer_keys(&judgement.supporting, knowledge, names));
            outcome.contradicting.extend(answer_keys(&judgement.contradicting, knowledge, names));
        }
    }
    outcome
}

/// `s` and a number, as pages are named in labels that do not spell out the file's name.
fn is_numbered(key: &str) -> bool {
    key.strip_prefix('s').is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
}

fn own_names(knowledge: &Knowledge) -> Vec<String> {
    knowledge.sources().iter().map(|source| source.name.clone()).collect()
}

/// The number of each source among the pages that the labels count: the page of the same title, and for those
/// whose title is not found there, the numbers that are left, in order.
fn numbers_of(knowledge: &Knowledge, numbering: &Path) -> Result<Vec<String>, String> {
    let counted = knowledge_of(numbering)?;
    let mut free: Vec<(usize, &str)> = counted.sources().iter().map(|page| page.title.as_str()).enumerate().collect();
    let mut numbers: Vec<Option<usize>> = Vec::new();
    for source in knowledge.sources().iter() {
        let same_title = free.iter().position(|(_, title)| *title == source.title);
        numbers.push(same_title.map(|at| free.remove(at).0));
    }
    let mut left = free.into_iter().map(|(number, _)| number);
    let named = numbers.into_iter().zip(knowledge.sources().iter()).map(|(number, source)| {
        number.or_else(|| left.next()).map_or_else(|| source.name.clone(), |number| format!("s{number}"))
    });
    Ok(named.collect())
}

/// `page#2` for an answer and `page` for a section; `page#*` beside both, to match labels that name the page alone.
fn answer_keys(sides: &[Side], knowledge: &Knowledge, names: &[String]) -> Vec<String> {
    let mut keys = Vec::new();
    for side in sides {
        let (Some(name), Some(source)) = (names.get(side.source), knowledge.sources().get(side.source)) else {
            continue;
        };
        keys.push(format!("{name}#*"));
        let number = source.answers.get(side.answer).and_then(|answer| answer.number);
        keys.push(number.map_or_else(|| name.clone(), |number| format!("{name}#{number}")));
    }
    keys
}

/// Labels that name a section or a page alone match the whole page.
fn expected(keys: &[String]) -> BTreeSet<String> {
    let widened = keys.iter().map(|key| match key.split_once('#') {
        Some((_, answer)) if !answer.is_empty() && answer.bytes().all(|byte| byte.is_ascii_digit()) => key.clone(),
        Some((page, _)) => format!("{page}#*"),
        None => format!("{key}#*"),
    });
    widened.collect()
}

/// The figures of a set, and the cases that did not come out as labelled.
#[derive(Default)]
pub(crate) struct CaseScores {
    /// How many cases there are.
    pub(crate) cases: usize,
    /// Of the alarms that count, the right ones.
    pub(crate) precision: Share,
    /// Of the contradicted cases, those called so.
    pub(crate) recall: Share,
    /// Of the supported cases, those called so.
    pub(crate) coverage: Share,
    /// Of the contested and overstated cases, those called exactly that.
    pub(crate) nuance: Share,
    /// Of the cases with expected and shown answers, those with an expected one on its side.
    pub(crate) citations: Share,
    /// Cases that show an expected answer on the wrong side.
    pub(crate) wrong_side: usize,
    /// Alarms on supported and uncovered cases, told in one line each.
    pub(crate) false_alarms: Vec<String>,
    /// The other cases that did not get their label, told in one line each.
    pub(crate) missed: Vec<String>,
}

/// Counts what came of some cases.
pub(crate) fn tally<'a>(outcomes: impl IntoIterator<Item = &'a Outcome>) -> CaseScores {
    let mut scores = CaseScores::default();
    for outcome in outcomes {
        let Outcome { case, verdict, supporting, contradicting } = outcome;
        let (label, got) = (case.label.as_str(), name_of(verdict));
        let right = got == label;
        let alarm = *verdict == Verdict::Contradicted;
        scores.cases += 1;
        match label {
            "contradicted" => scores.recall.count(right),
            "supported" => scores.coverage.count(right),
            "contested" | "overstated" => scores.nuance.count(right),
            _ => {}
        }
        if alarm && matches!(label, "contradicted" | "supported" | "uncovered") {
            scores.precision.count(right);
        }
        count_citations(&mut scores, case, supporting, contradicting);
        if !right {
            let told = format!("{}: {label} → {got} | {} {}", case.id, case.before, case.text);
            let is_false_alarm = alarm && matches!(label, "supported" | "uncovered");
            if is_false_alarm { scores.false_alarms.push(told) } else { scores.missed.push(told) }
        }
    }
    scores
}

fn count_citations(scores: &mut CaseScores, case: &Case, pro: &BTreeSet<String>, con: &BTreeSet<String>) {
    let (want_pro, want_con) = (expected(&case.cites), expected(&case.against));
    if (want_pro.is_empty() && want_con.is_empty()) || (pro.is_empty() && con.is_empty()) {
        return;
    }
    scores.citations.count(!want_pro.is_disjoint(pro) || !want_con.is_disjoint(con));
    let shown_against = want_pro.intersection(con).filter(|key| !want_con.contains(*key));
    let shown_for = want_con.intersection(pro).filter(|key| !want_pro.contains(*key));
    scores.wrong_side += usize::from(shown_against.chain(shown_for).any(|key| !key.ends_with("#*")));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(label: &str, verdict: Verdict) -> Outcome {
        let case = Case {
            id: "a case".to_owned(),
            text: "A sentence.".to_owned(),
            before: String::new(),
            label: label.to_owned(),
            cites: vec!["s0#2".to_owned()],
            against: vec!["s1#A heading".to_owned()],
        };
        Outcome { case, verdict, supporting: BTreeSet::new(), contradicting: BTreeSet::new() }
    }

    #[test]
    fn an_alarm_on_a_nuanced_case_counts_neither_way() {
        let scores = tally(&[
            outcome("overstated", Verdict::Contradicted),
            outcome("contested", Verdict::Contradicted),
            outcome("contradicted", Verdict::Contradicted),
            outcome("uncovered", Verdict::Contradicted),
            outcome("supported", Verdict::Supported),
        ]);
        assert_eq!(scores.precision, Share { right: 1, of: 2 });
        assert_eq!(scores.recall, Share { right: 1, of: 1 });
        assert_eq!(scores.coverage, Share { right: 1, of: 1 });
        assert_eq!(scores.nuance, Share { right: 0, of: 2 });
        assert_eq!((scores.false_alarms.len(), scores.missed.len()), (1, 2));
    }

    #[test]
    fn a_section_is_matched_by_its_page_and_an_answer_by_its_number() {
        let shown = |supporting: &[&str], contradicting: &[&str]| {
            let keys = |keys: &[&str]| keys.iter().map(|&key| key.to_owned()).collect();
            let mut outcome = outcome("supported", Verdict::Supported);
            outcome.supporting = keys(supporting);
            outcome.contradicting = keys(contradicting);
            let scores = tally(&[outcome]);
            (scores.citations.right, scores.wrong_side)
        };
        assert_eq!(shown(&["s0#*", "s0#3"], &[]), (0, 0), "another answer of the page is no hit");
        assert_eq!(shown(&["s0#*", "s0#2"], &[]), (1, 0), "the answer itself");
        assert_eq!(shown(&[], &["s1", "s1#*"]), (1, 0), "a section, by its page");
        assert_eq!(shown(&[], &["s0#*", "s0#2"]), (0, 1), "the right answer on the wrong side");
        assert_eq!(shown(&["s1#*", "s1"], &[]), (0, 0), "a page alone is never on the wrong side");
    }
}
