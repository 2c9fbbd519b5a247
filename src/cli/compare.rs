//! `compare`: the stance of one statement towards another, once or line by line.

use std::io::{self, BufRead, BufReader};
use std::panic::{AssertUnwindSafe, catch_unwind};

use clap::builder::NonEmptyStringValueParser;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::Outcome;
use super::failure::Failure;
use super::output::{Output, complain};
use super::reader::ReaderArguments;
use crate::verdict::{Comparison, Reason, SecondReader, Stance, compare};

/// Compare a claim with evidence: does the evidence support it, contradict it, qualify it, or say nothing about it?
#[derive(Debug, clap::Args)]
pub(super) struct Compare {
    /// The claim, one sentence in quotation marks.
    #[arg(required_unless_present = "jsonl", value_parser = NonEmptyStringValueParser::new())]
    claim: Option<String>,

    /// The evidence, one sentence or several.
    #[arg(required_unless_present = "jsonl", value_parser = NonEmptyStringValueParser::new())]
    evidence: Option<String>,

    /// Compare many pairs: read {"id", "claim", "evidence"} from each line of standard input, and write
    /// {"id", "stance", "reason", "score"} for each, in the same order, as they come.
    #[arg(long, conflicts_with_all = ["claim", "evidence"])]
    jsonl: bool,

    #[command(flatten)]
    second: ReaderArguments,
}

/// A line of input. The identifier is any JSON value, and is given back as it was written.
#[derive(Deserialize)]
struct Pair<'a> {
    #[serde(borrow, default)]
    id: Option<&'a RawValue>,
    claim: String,
    evidence: String,
}

/// A line of output.
#[derive(Serialize)]
struct Compared<'a> {
    id: Option<&'a RawValue>,
    stance: Stance,
    reason: Option<Reason>,
    score: f32,
}

pub(super) fn run(arguments: &Compare) -> Result<Outcome, Failure> {
    let reader = arguments.second.reader();
    let mut output = Output::new();
    let (Some(claim), Some(evidence)) = (&arguments.claim, &arguments.evidence) else {
        return compare_lines(BufReader::new(io::stdin().lock()), reader, &mut output);
    };
    output.write(&in_words(&compare(claim, evidence, reader))?)?;
    output.flush()?;
    Ok(Outcome::Clean)
}

/// Compares line by line. A line that cannot be compared is told on standard error with its number; the others are
/// done all the same.
fn compare_lines<R: io::Read>(
    mut input: BufReader<R>,
    reader: Option<&dyn SecondReader>,
    output: &mut Output,
) -> Result<Outcome, Failure> {
    let mut outcome = Outcome::Clean;
    let mut line = Vec::new();
    for number in 1_u64.. {
        line.clear();
        if input.read_until(b'\n', &mut line).map_err(Failure::Input)? == 0 {
            break;
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        match compare_line(reader, &line) {
            Ok(compared) => output.write(&(compared + "\n"))?,
            Err(problem) => {
                complain(format!("standard input, line {number}: {problem}"));
                outcome = Outcome::Incomplete;
            }
        }
        // Whoever waits for an answer before asking again gets it now; a long file is still written in large pieces.
        if input.buffer().is_empty() {
            output.flush()?;
        }
    }
    output.flush()?;
    Ok(outcome)
}

fn compare_line(reader: Option<&dyn SecondReader>, line: &[u8]) -> Result<String, LineError> {
    let Pair { id, claim, evidence } = serde_json::from_slice(line).map_err(LineError::Malformed)?;
    let Comparison { stance, reason, score } =
        catch_unwind(AssertUnwindSafe(|| compare(&claim, &evidence, reader))).map_err(|_| LineError::Defect)?;
    serde_json::to_string(&Compared { id, stance, reason, score }).map_err(LineError::Malformed)
}

/// Why a line has no answer.
#[derive(Debug, thiserror::Error)]
enum LineError {
    #[error("not an object with the texts \"claim\" and \"evidence\" ({})", without_place(.0))]
    Malformed(serde_json::Error),
    #[error("could not be compared because of a defect in this program; please report it")]
    Defect,
}

/// What is wrong with a line, with the column only: the error counts lines from the one it was given.
fn without_place(error: &serde_json::Error) -> String {
    let message = error.to_string();
    let what = message.split(" at line ").next().unwrap_or_default();
    format!("{what} at column {}", error.column())
}

/// The comparison as a person reads it, in the names of the JSON form.
fn in_words(comparison: &Comparison) -> Result<String, Failure> {
    let name = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let stance = name(serde_json::to_value(comparison.stance)?);
    let reason = comparison.reason.map(serde_json::to_value).transpose()?.map(name);
    let reason = reason.map(|reason| format!(", {}", reason.replace('-', " "))).unwrap_or_default();
    Ok(format!("{stance}{reason} (score {:.2})\n", comparison.score))
}
