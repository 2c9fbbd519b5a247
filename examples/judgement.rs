//! How good the judgement is: every labelled set at a glance.
//!
//! ```text
//! cargo run --release --example judgement                      the tables
//! cargo run --release --example judgement -- --rules-alone     the same without the second reader
//! cargo run --release --example judgement -- --only botox      the sets whose name holds this word
//! cargo run --release --example judgement -- --show training   the false alarms of those sets, beside the tables
//! cargo run --release --example judgement -- --missed lip      what else did not come out as labelled
//! ```
//!
//! A set that is not there is named and skipped.

#![expect(clippy::print_stdout, reason = "the tables are the output")]

use std::path::Path;

use clap::Parser;

#[path = "../tests/measure/behaviour.rs"]
mod behaviour;
#[path = "../tests/measure/judges.rs"]
mod judges;
#[path = "../tests/measure/mod.rs"]
mod measure;

use judges::Judges;
use measure::{Share, cases, drafts, entries, knowledge_of, shared, training};

/// Measures the judgement on every labelled set beside the checkout and on the behavioural tests.
#[derive(Parser)]
struct Options {
    /// List the false alarms of the sets whose name holds this word.
    #[arg(long, value_name = "SET")]
    show: Option<String>,
    /// List what else missed its label in the sets whose name holds this word.
    #[arg(long, value_name = "SET")]
    missed: Option<String>,
    /// Measure only the sets whose name holds this word.
    #[arg(long, value_name = "SET")]
    only: Option<String>,
    /// Judge by rules alone, without the second reader.
    #[arg(long)]
    rules_alone: bool,
}

impl Options {
    fn judges(&self) -> Judges {
        if self.rules_alone { Judges::RULES_ALONE } else { Judges::together() }
    }

    fn wants(&self, set: &str) -> bool {
        self.only.as_deref().is_none_or(|word| set.contains(word))
    }

    /// Whether anything of a set is to be listed.
    fn lists(&self, set: &str) -> bool {
        [&self.show, &self.missed].iter().any(|asked| asked.as_deref().is_some_and(|word| set.contains(word)))
    }

    /// Lists what went wrong in a set, as far as it was asked for.
    fn list(&self, set: &str, false_alarms: &[String], missed: &[String]) {
        for (asked, title, lines) in [(&self.show, "false alarm", false_alarms), (&self.missed, "missed", missed)] {
            if asked.as_deref().is_some_and(|word| set.contains(word)) {
                for line in lines {
                    println!("  {title}: {line}");
                }
            }
        }
    }
}

fn main() {
    let options = Options::parse();
    match shared() {
        None => println!("skipped: no labelled sets beside the checkout"),
        Some(shared) => {
            show_cases(&options, &shared);
            show_drafts(&options, &shared);
            show_training(&options, &shared);
        }
    }
    show_behaviour(&options);
}

fn show_cases(options: &Options, shared: &Path) {
    row("cases", &["cases", "precision", "recall", "coverage", "nuance", "citations", "wrong side"]);
    for set in cases::sets(shared).into_iter().filter(|set| options.wants(&set.name)) {
        let outcomes = match cases::judge(&set, options.judges()) {
            Ok(outcomes) => outcomes,
            Err(problem) => {
                println!("{}: skipped: {problem}", set.name);
                continue;
            }
        };
        let all = cases::tally(&outcomes);
        case_row(&set.name, &all);
        case_row("  even positions", &cases::tally(outcomes.iter().step_by(2)));
        case_row("  odd positions", &cases::tally(outcomes.iter().skip(1).step_by(2)));
        options.list(&set.name, &all.false_alarms, &all.missed);
    }
    println!();
}

fn case_row(name: &str, scores: &cases::CaseScores) {
    let cells = [scores.precision, scores.recall, scores.coverage, scores.nuance, scores.citations].map(shown);
    let (count, wrong_side) = (scores.cases.to_string(), scores.wrong_side.to_string());
    let cells = [[count].as_slice(), &cells, &[wrong_side]].concat();
    row(name, &cells);
}

fn show_drafts(options: &Options, shared: &Path) {
    row("drafts", &["found", "placed", "precision", "silent where right"]);
    for set in cases::sets(shared).into_iter().filter(|set| set.name.starts_with("botox")) {
        let name = format!("drafts, {}", set.name);
        if !options.wants(&name) {
            continue;
        }
        match knowledge_of(&set.corpus)
            .and_then(|it| drafts::score(&shared.join("cases/drafts"), &it, options.judges()))
        {
            Err(problem) => println!("{name}: skipped: {problem}"),
            Ok(scores) => {
                draft_row(options, &name, &scores);
            }
        }
    }
    let name = "natural drafts";
    if options.wants(name) {
        match drafts::natural(shared, options.judges(), 1) {
            Err(problem) => println!("{name}: skipped: {problem}"),
            Ok(scores) => draft_row(options, name, &scores),
        }
    }
    println!();
}

fn draft_row(options: &Options, name: &str, scores: &drafts::DraftScores) {
    row(name, &[scores.found, scores.placed, scores.precision, scores.silent].map(shown));
    options.list(name, &scores.false_alarms, &scores.missed);
}

fn show_training(options: &Options, shared: &Path) {
    let is_set = |path: &Path| path.extension().is_some_and(|extension| extension == "jsonl");
    let files = entries(&shared.join("training"), is_set).unwrap_or_default();
    row("pairs", &["pairs", "contradicts P", "R", "supports P", "R", "qualifies P", "R"]);
    let mut all = Vec::new();
    for file in files {
        let name = format!("training, {}", file.file_stem().unwrap_or_default().to_string_lossy());
        if !options.wants(&name) {
            continue;
        }
        match training::compare_file(&file, options.judges()) {
            Err(problem) => println!("{name}: skipped: {problem}"),
            Ok(compared) => {
                let scores = training::tally(&compared);
                stance_row(&name, &scores);
                options.list(&name, &scores.false_alarms, &scores.missed);
                all.extend(compared);
            }
        }
    }
    if all.is_empty() {
        println!("training: skipped: there are no labelled pairs, or they are not wanted");
    } else {
        let scores = training::tally(&all);
        stance_row("training, all", &scores);
        for (reason, share) in &scores.by_reason {
            println!("  {reason:<48} right {share}");
        }
    }
    println!();
}

fn stance_row(name: &str, scores: &training::StanceScores) {
    let shares = [
        scores.contradicts_precision,
        scores.contradicts_recall,
        scores.supports_precision,
        scores.supports_recall,
        scores.qualifies_precision,
        scores.qualifies_recall,
    ];
    row(name, &[[scores.pairs.to_string()].as_slice(), &shares.map(shown)].concat());
}

fn show_behaviour(options: &Options) {
    let capabilities = match behaviour::capabilities() {
        Ok(capabilities) => capabilities,
        Err(problem) => {
            println!("behaviour: skipped: {problem}");
            return;
        }
    };
    row("behaviour", &["pairs", "right", "found", "placed", "false alarms"]);
    let mut total = [0; 7];
    for capability in &capabilities {
        let name = format!("behaviour, {}", capability.name);
        if !options.wants(&name) {
            continue;
        }
        let (scores, placement) =
            (behaviour::score(capability, options.judges()), behaviour::place(capability, options.judges()));
        let counts = [
            scores.pairs,
            scores.right,
            scores.contradictions,
            scores.found,
            placement.shown,
            placement.placed,
            scores.false_alarms.len(),
        ];
        for (sum, count) in total.iter_mut().zip(counts) {
            *sum += count;
        }
        behaviour_row(&capability.name, counts);
        if options.lists(&name) {
            println!("  {}", capability.what);
        }
        options.list(&name, &scores.false_alarms, &[scores.missed, placement.misplaced].concat());
    }
    behaviour_row("all", total);
}

fn behaviour_row(name: &str, [pairs, right, contradictions, found, shown_at, placed, alarms]: [usize; 7]) {
    let shares = [(right, pairs), (found, contradictions), (placed, shown_at)];
    let shares = shares.map(|(right, of)| shown(Share { right, of }));
    row(name, &[[pairs.to_string()].as_slice(), &shares, &[alarms.to_string()]].concat());
}

fn shown(share: Share) -> String {
    share.to_string()
}

fn row(name: &str, cells: &[impl AsRef<str>]) {
    let cells: Vec<String> = cells.iter().map(|cell| format!("{:>17}", cell.as_ref())).collect();
    println!("{name:<42}{}", cells.concat());
}
