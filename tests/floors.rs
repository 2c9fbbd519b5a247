//! The quality that has been reached on the labelled sets must not be lost again.
//!
//! The sets lie beside the checkout, not in it; where they are absent, the tests say so and pass.

#![expect(clippy::print_stdout, reason = "a skipped set must be seen to be skipped")]

use std::collections::BTreeMap;
use std::path::Path;

use second_opinion::corpus::built_in;
use second_opinion::verdict::Knowledge;

#[path = "measure/judges.rs"]
mod judges;
mod measure;

use judges::Judges;
use measure::{Share, cases, drafts, entries, knowledge_of, shared, training};

/// The floor of each figure, by set.
#[derive(serde::Deserialize)]
struct Floors {
    cases: BTreeMap<String, BTreeMap<String, f64>>,
    drafts: BTreeMap<String, f64>,
    natural: BTreeMap<String, f64>,
    training: BTreeMap<String, f64>,
}

fn floors() -> Floors {
    toml::from_str(include_str!("floors.toml")).expect("the floors are checked in as valid TOML")
}

/// Fails where a figure lies below its floor, or a floor names no figure; shows then what went wrong.
fn hold(set: &str, floors: &BTreeMap<String, f64>, figures: &[(&str, Share)], wrong: &[&[String]]) {
    let told = || wrong.concat().join("\n  ");
    for (name, floor) in floors {
        let figure = figures.iter().find(|(figure, _)| figure == name).map(|(_, share)| share);
        let share =
            figure.unwrap_or_else(|| panic!("{set}: tests/floors.toml has a floor for an unknown figure {name}"));
        assert!(share.value() >= *floor, "{set}: {name} is {share}, below its floor of {floor}\n  {}", told());
    }
}

#[test]
fn clean_drafts_give_no_contradiction_and_hardly_a_suspicion() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/clean");
    let Ok(clean) = entries(&folder, |path| path.extension().is_some_and(|extension| extension == "md")) else {
        println!("skipped: there is no folder tests/fixtures/clean");
        return;
    };
    let knowledge = Knowledge::new(built_in().sources);
    let mut alarms = Vec::new();
    let (mut heard, mut sentences) = (0, 0);
    for path in clean {
        let text = std::fs::read_to_string(&path).expect("a fixture is readable UTF-8");
        let found = drafts::alarms(&text, &knowledge, Judges::together());
        for alarm in found.located {
            let words = text.get(alarm.slot).unwrap_or_default();
            alarms.push(format!("{}: “{words}”: {}", path.display(), alarm.message));
        }
        heard += found.heard.len();
        sentences += found.sentences.len();
    }
    assert!(alarms.is_empty(), "clean drafts are flagged:\n  {}", alarms.join("\n  "));
    assert!(100 * heard <= sentences, "{heard} contradictions are heard in {sentences} right sentences");
}

#[test]
fn labelled_sentences_keep_their_floors() {
    let Some(shared) = shared() else {
        println!("skipped: no labelled sets beside the checkout");
        return;
    };
    let floors = floors();
    for set in cases::sets(&shared) {
        let Some(floors) = floors.cases.get(&set.name) else {
            println!("no floors: {}", set.name);
            continue;
        };
        if !set.corpus.is_dir() {
            println!("skipped: {}: there is no folder {}", set.name, set.corpus.display());
            continue;
        }
        // A corpus that is there and cannot be read has reached nothing: its figures are 0, and the problem is told.
        let (outcomes, problem) = match cases::judge(&set, Judges::together()) {
            Ok(outcomes) => (outcomes, Vec::new()),
            Err(problem) => (Vec::new(), vec![problem]),
        };
        let scores = cases::tally(&outcomes);
        let figures = [
            ("precision", scores.precision),
            ("recall", scores.recall),
            ("coverage", scores.coverage),
            ("nuance", scores.nuance),
            ("citations", scores.citations),
            ("right-side", Share { right: scores.cases - scores.wrong_side, of: scores.cases }),
        ];
        hold(&set.name, floors, &figures, &[&problem, &scores.false_alarms, &scores.missed]);
    }
}

#[test]
fn annotated_drafts_keep_their_floors() {
    let Some(shared) = shared() else {
        println!("skipped: no labelled sets beside the checkout");
        return;
    };
    let folder = shared.join("cases/drafts");
    if !folder.is_dir() {
        println!("skipped: there is no folder {}", folder.display());
        return;
    }
    let scored = knowledge_of(&shared.join("seeds"))
        .and_then(|knowledge| drafts::score(&folder, &knowledge, Judges::together()));
    let (scores, problem) = match scored {
        Ok(scores) => (scores, Vec::new()),
        Err(problem) => (drafts::DraftScores::default(), vec![problem]),
    };
    let figures = [("found", scores.found), ("placed", scores.placed), ("precision", scores.precision)];
    hold("drafts", &floors().drafts, &figures, &[&problem, &scores.false_alarms, &scores.missed]);
}

#[test]
fn natural_drafts_keep_their_floors() {
    let Some(shared) = shared() else {
        println!("skipped: no labelled sets beside the checkout");
        return;
    };
    // All of them take minutes in a build for tests; the `judgement` example reads them all.
    let scores = match drafts::natural(&shared, Judges::together(), 3) {
        Ok(scores) if scores.silent.of > 0 => scores,
        Ok(_) => {
            println!("skipped: no pages for the drafts in tests/fixtures/natural");
            return;
        }
        Err(problem) => panic!("{problem}"),
    };
    let figures = [("found", scores.found), ("precision", scores.precision), ("silent", scores.silent)];
    hold("natural drafts", &floors().natural, &figures, &[&scores.false_alarms]);
}

#[test]
fn labelled_pairs_keep_their_floors() {
    let Some(shared) = shared() else {
        println!("skipped: no labelled sets beside the checkout");
        return;
    };
    let is_set = |path: &Path| path.extension().is_some_and(|extension| extension == "jsonl");
    let files = entries(&shared.join("training"), is_set).unwrap_or_default();
    let mut pairs = Vec::new();
    for file in files {
        match training::compare_file(&file, Judges::together()) {
            Ok(compared) => pairs.extend(compared),
            Err(problem) => panic!("{problem}"),
        }
    }
    if pairs.is_empty() {
        println!("skipped: no labelled pairs beside the checkout");
        return;
    }
    let scores = training::tally(&pairs);
    let figures = [
        ("contradicts-precision", scores.contradicts_precision),
        ("contradicts-recall", scores.contradicts_recall),
        ("supports-precision", scores.supports_precision),
        ("supports-recall", scores.supports_recall),
        ("qualifies-precision", scores.qualifies_precision),
        ("qualifies-recall", scores.qualifies_recall),
    ];
    let reasons: Vec<String> = scores.by_reason.iter().map(|(reason, share)| format!("{reason}: {share}")).collect();
    let wrong = format!(
        "of {} pairs {} false alarms, {} missed; see the `judgement` example",
        scores.pairs,
        scores.false_alarms.len(),
        scores.missed.len()
    );
    hold("labelled pairs", &floors().training, &figures, &[&[wrong], &reasons]);
}
