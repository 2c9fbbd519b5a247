//! How the program bears large corpora: made-up ones of any size, analysed, opened by their index, and asked.
//!
//! ```text
//! cargo run --release --example scale                       1,000 and 10,000 answers
//! cargo run --release --example scale -- 100000             these many
//! cargo run --release --example scale -- --in DIR 100000    keeps pages and index there, and finds them the next time
//! ```
//!
//! Each corpus is opened in a process of its own, so that what it holds in memory can be told. A sentence is judged by rules
//! alone; none of those that are asked about stands in a corpus.

#![expect(clippy::print_stdout, reason = "the figures are the output")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use clap::Parser;
use second_opinion::claim::Discourse;
use second_opinion::index::{self, Options, Place};
use second_opinion::verdict::Verdict;

#[path = "../benches/made_up/mod.rs"]
mod made_up;

use made_up::Writer;

/// Measures how build, start, memory and judgement grow with the corpus.
#[derive(Parser)]
struct Arguments {
    /// How many answers the corpora have.
    #[arg(default_values_t = [1_000, 10_000])]
    answers: Vec<usize>,
    /// Where pages and indexes are kept.
    #[arg(long = "in", value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Only opens the corpus of a folder, and asks it.
    #[arg(long, hide = true)]
    ask: bool,
}

/// How many sentences are judged.
const ASKED: usize = 300;

fn main() {
    let arguments = Arguments::parse();
    let temporary = std::env::temp_dir().join(format!("second-opinion-scale-{}", std::process::id()));
    let folder = arguments.folder.clone().unwrap_or_else(|| temporary.clone());
    if arguments.ask {
        return ask(&folder);
    }
    println!("{:>8}  {:>9}  {:>9}  {:>9}  opened and asked", "answers", "pages", "built", "index");
    for answers in arguments.answers {
        let folder = folder.join(answers.to_string());
        write_pages(&folder.join("pages"), answers);
        let opened = open(&folder);
        let report = &opened.report;
        print!(
            "{answers:>8}  {:>9}  {:>7.1} s  {:>6.1} MB  ",
            opened.knowledge.sources().len(),
            report.time.as_secs_f64(),
            report.bytes as f64 / 1e6
        );
        drop(opened);
        let program = std::env::current_exe().expect("the program knows where it stands");
        let asked =
            Command::new(program).arg("--ask").arg("--in").arg(&folder).output().expect("it can be started again");
        print!("{}", String::from_utf8_lossy(&asked.stdout));
    }
    // Where nothing was put there, there is nothing to remove.
    let _ = fs::remove_dir_all(temporary);
}

fn open(folder: &Path) -> index::Opened {
    let options = Options { place: Place::Folder(folder.join("index")), anew: false };
    index::open(&[folder.join("pages")], &options, &mut |_, _| {}).expect("the pages were written just now")
}

fn write_pages(folder: &Path, answers: usize) {
    if folder.is_dir() {
        return;
    }
    fs::create_dir_all(folder).expect("the folder can be written");
    let mut writer = Writer::new(1);
    for (number, first) in (0..answers).step_by(made_up::ANSWERS_A_PAGE).enumerate() {
        let page = writer.page(made_up::ANSWERS_A_PAGE.min(answers - first));
        fs::write(folder.join(format!("page-{number:06}.md")), page).expect("the folder can be written");
    }
    // A page that was written within the last moments is read to be sure that it is the same; real ones are older.
    std::thread::sleep(Duration::from_secs(3));
}

fn ask(folder: &Path) {
    let opened = open(folder);
    let after_opening = resident();
    let mut writer = Writer::new(2);
    let mut times = Vec::new();
    let mut covered = 0;
    let mut first = Duration::ZERO;
    for number in 0..=ASKED {
        let sentence = writer.sentence();
        let start = Instant::now();
        let judgements = opened.knowledge.judge_sentence(&sentence, &mut Discourse::default(), None);
        let time = start.elapsed();
        covered += usize::from(judgements.iter().any(|judgement| judgement.verdict != Verdict::Uncovered));
        // The first one pays for tables that are made when they are needed.
        if number == 0 { first = time } else { times.push(time) }
    }
    times.sort_unstable();
    let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
    let at = |share: f64| milliseconds(times[((times.len() - 1) as f64 * share) as usize]);
    println!(
        "{:.1} ms, {} MB; a sentence: first {:.1} ms, p50 {:.2}, p95 {:.2}, most {:.2} ms; {} MB then; {covered} of {} covered",
        milliseconds(opened.report.time),
        after_opening,
        milliseconds(first),
        at(0.5),
        at(0.95),
        at(1.0),
        resident(),
        ASKED + 1
    );
}

/// The memory of this process that is resident, in megabytes; nought where the system does not say.
fn resident() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:"));
    line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok()).unwrap_or(0) / 1000
}
