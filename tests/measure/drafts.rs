//! Scoring of whole annotated drafts: which contradictions are found, where, and what is flagged beside them.
//!
//! A contradiction is found when an alarm overlaps its sentence; it is well placed when that alarm also overlaps
//! the faulty words and is no longer than the sentence. Every other alarm is a false one.

use std::ops::Range;
use std::path::Path;

use second_opinion::draft::{Draft, Format};
use second_opinion::verdict::{Judgement, Knowledge, Reason, Verdict};

use super::{Share, entries, knowledge_of};
use crate::judges::Judges;

#[derive(serde::Deserialize)]
struct Expected {
    contradictions: Vec<Contradiction>,
}

#[derive(serde::Deserialize)]
struct Contradiction {
    text: String,
    /// The faulty words; the whole text, where they are not named.
    key: Option<String>,
}

/// The figures of a folder of drafts.
#[derive(Default)]
pub(crate) struct DraftScores {
    /// Of the contradictions, those that are found.
    pub(crate) found: Share,
    /// Of the contradictions, those with an alarm on the faulty words.
    pub(crate) placed: Share,
    /// Of the alarms, those that lie on a contradiction.
    pub(crate) precision: Share,
    /// Of the sentences in which nothing is wrong, those without an alarm.
    pub(crate) silent: Share,
    /// Alarms that lie on no contradiction, told in one line each.
    pub(crate) false_alarms: Vec<String>,
    /// Contradictions without an alarm or with a misplaced one, told in one line each.
    pub(crate) missed: Vec<String>,
}

/// Judges every draft of a folder that has an `.expected.json` beside it, or says why it cannot be done.
pub(crate) fn score(folder: &Path, knowledge: &Knowledge, judges: Judges) -> Result<DraftScores, String> {
    score_some(folder, knowledge, judges, 1)
}

/// The same for one draft in so many.
fn score_some(folder: &Path, knowledge: &Knowledge, judges: Judges, one_in: usize) -> Result<DraftScores, String> {
    let mut scores = DraftScores::default();
    let drafts = entries(folder, |path| path.to_string_lossy().ends_with(".expected.json"))?;
    for expected_path in drafts.into_iter().step_by(one_in) {
        let path = expected_path.with_extension("").with_extension("md");
        let read = |path: &Path| std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()));
        let (text, expected) = (read(&path)?, read(&expected_path)?);
        let expected: Expected =
            serde_json::from_str(&expected).map_err(|error| format!("{}: {error}", expected_path.display()))?;
        let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        let found = alarms(&text, knowledge, judges);
        let shown: Vec<Alarm> = found.located.into_iter().chain(found.heard).collect();
        score_draft(&mut scores, &name, &text, &expected, &shown, &found.sentences);
    }
    Ok(scores)
}

/// Judges the drafts in `tests/fixtures/natural`, each folder against the pages of its name beside the checkout: ordinary
/// answers to patients, most of them right throughout. They were not written to be found out, and they are where false
/// alarms show. Only one draft in so many is judged.
pub(crate) fn natural(shared: &Path, judges: Judges, one_in: usize) -> Result<DraftScores, String> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/natural");
    let mut all = DraftScores::default();
    for folder in entries(&fixtures, Path::is_dir)? {
        let topic = folder.file_name().unwrap_or_default();
        let pages = if topic == "botox" { shared.join("seeds") } else { shared.join("cases/topics").join(topic) };
        if !pages.is_dir() {
            continue;
        }
        let scores = score_some(&folder, &knowledge_of(&pages)?, judges, one_in)?;
        all.found += scores.found;
        all.placed += scores.placed;
        all.precision += scores.precision;
        all.silent += scores.silent;
        all.false_alarms.extend(scores.false_alarms);
        all.missed.extend(scores.missed);
    }
    Ok(all)
}

fn score_draft(
    scores: &mut DraftScores,
    name: &str,
    text: &str,
    expected: &Expected,
    alarms: &[Alarm],
    sentences: &[Range<usize>],
) {
    let mut on_contradiction = vec![false; alarms.len()];
    let wrong: Vec<Range<usize>> =
        expected.contradictions.iter().filter_map(|contradiction| only_place(text, &contradiction.text)).collect();
    for sentence in sentences.iter().filter(|sentence| !wrong.iter().any(|wrong| overlap(wrong, sentence))) {
        scores.silent.count(!alarms.iter().any(|alarm| overlap(&alarm.slot, sentence)));
    }
    for contradiction in &expected.contradictions {
        let Some(sentence) = only_place(text, &contradiction.text) else {
            scores.missed.push(format!("{name}: the expected text is not there exactly once: {}", contradiction.text));
            continue;
        };
        let key = contradiction.key.as_deref().and_then(|key| only_place(text, key));
        let key = key.unwrap_or_else(|| sentence.clone());
        let (mut found, mut placed) = (false, false);
        for (alarm, hit) in alarms.iter().zip(&mut on_contradiction) {
            if overlap(&alarm.slot, &sentence) {
                *hit = true;
                found = true;
                placed |= overlap(&alarm.slot, &key) && alarm.slot.len() <= sentence.len();
            }
        }
        scores.found.count(found);
        scores.placed.count(placed);
        if !placed {
            let how = if found { "misplaced" } else { "missed" };
            scores.missed.push(format!("{name}: {how}: {}", one_line(&contradiction.text)));
        }
    }
    for (alarm, hit) in alarms.iter().zip(on_contradiction) {
        scores.precision.count(hit);
        if !hit {
            let words = text.get(alarm.slot.clone()).unwrap_or_default();
            scores.false_alarms.push(format!("{name}: “{}”: {}", one_line(words), alarm.message));
        }
    }
}

/// A contradiction as it is shown to the author.
pub(crate) struct Alarm {
    /// The underlined bytes of the draft.
    pub(crate) slot: Range<usize>,
    /// What is said about them.
    pub(crate) message: String,
}

/// What is shown in a draft in which nothing is wrong.
pub(crate) struct Alarms {
    /// The contradictions whose place rules found.
    pub(crate) located: Vec<Alarm>,
    /// Those that were only heard.
    pub(crate) heard: Vec<Alarm>,
    /// The bytes of each sentence that was judged.
    pub(crate) sentences: Vec<Range<usize>>,
}

/// The contradictions that are shown in a draft.
pub(crate) fn alarms(text: &str, knowledge: &Knowledge, judges: Judges) -> Alarms {
    let judgements = knowledge.judge(&Draft::new(text, Format::Markdown), judges.reader());
    let mut sentences: Vec<Range<usize>> = judgements.iter().map(|judgement| judgement.sentence.clone()).collect();
    sentences.dedup();
    let contradicted = judgements.into_iter().filter(|judgement| judgement.verdict == Verdict::Contradicted);
    let (heard, located): (Vec<_>, Vec<_>) = contradicted.partition(|it| it.reason == Some(Reason::OtherWords));
    let shown = |all: Vec<Judgement>| -> Vec<Alarm> {
        all.into_iter().map(|it| Alarm { slot: it.slot, message: it.message.unwrap_or_default() }).collect()
    };
    Alarms { located: shown(located), heard: shown(heard), sentences }
}

fn only_place(text: &str, words: &str) -> Option<Range<usize>> {
    let mut places = text.match_indices(words);
    let (start, _) = places.next()?;
    places.next().is_none().then(|| start..start + words.len())
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && one.end > other.start
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
