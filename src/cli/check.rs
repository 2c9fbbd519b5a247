//! `check`: drafts in, findings out.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use clap::ValueEnum;

use super::drafts::{self, Input};
use super::failure::Failure;
use super::knowledge::{self, CorpusArguments};
use super::output::{Output, complain, style};
use super::{Outcome, parallel};
use crate::ignore_file;
use crate::reader::Reader;
use crate::report::ignore::Ignored;
use crate::report::text::{self, Style, Totals};
use crate::report::{Code, CorpusSize, DraftReport, Lines, json};
use crate::verdict::Knowledge;

/// Check drafts: report every statement that doctors contradict, put less strongly, or dispute among themselves.
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// Drafts, or folders of drafts; `-` reads standard input as Markdown.
    ///
    /// In a folder, files ending in .md, .markdown and .txt are checked, except hidden ones and those git ignores.
    /// A file named here is checked whatever its name; .txt is read as plain text, everything else as Markdown.
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    corpus: CorpusArguments,

    /// How the findings are written.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,

    /// List every sentence of the author's voice with its verdict (with --format json).
    #[arg(long)]
    sentences: bool,

    /// The weakest kind of finding that makes the exit status 1. Weaker ones are still shown.
    #[arg(long, value_name = "KIND", value_enum, default_value_t = FailOn::Contested)]
    fail_on: FailOn,

    /// Judge by rules alone. Quicker; contradictions in other words are missed, and nothing else is read twice.
    #[arg(long)]
    no_second_reader: bool,
}

/// Longer drafts, in bytes, are judged by rules alone: the second reader would take hours over them.
const LONGEST_READ_TWICE: usize = 1 << 20;

/// The forms of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: the words underlined, why, and who says what.
    Text,
    /// For programs: one document, version 1.
    Json,
}

/// What makes the exit status 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Contradictions only.
    Contradiction,
    /// Contradictions, those in other words too.
    Paraphrase,
    /// Overstatements and contradictions.
    Overstatement,
    /// Every finding.
    Contested,
    /// Nothing that is found.
    Never,
}

impl FailOn {
    fn weakest(self) -> Option<Code> {
        match self {
            Self::Contradiction => Some(Code::Contradiction),
            Self::Paraphrase => Some(Code::Paraphrase),
            Self::Overstatement => Some(Code::Overstatement),
            Self::Contested => Some(Code::Contested),
            Self::Never => None,
        }
    }
}

/// What came of one draft.
struct Checked {
    /// Its part of the report; none where it could not be checked.
    rendered: Option<String>,
    /// What was found in it.
    totals: Totals,
    /// The strongest kind of finding.
    strongest: Option<Code>,
    /// What the author should know about the draft's file.
    problems: Vec<String>,
}

pub(super) fn run(arguments: &Check) -> Result<Outcome, Failure> {
    if arguments.sentences && arguments.format != Format::Json {
        return Err(Failure::SentencesWithoutJson);
    }
    let knowledge = knowledge::load(&arguments.corpus)?;
    let size = CorpusSize::of(&knowledge);
    let style = style();
    let (inputs, problems) = drafts::find(&arguments.paths);
    let mut complete = problems.is_empty();
    problems.iter().for_each(complain);

    let mut output = Output::new();
    let mut totals = Totals::default();
    let mut strongest = None;
    if arguments.format == Format::Json {
        output.write(&json::opening(size)?)?;
    }
    parallel::in_order(
        &inputs,
        |input| check_safely(input, &knowledge, arguments, style),
        |checked| {
            checked.problems.iter().for_each(complain);
            let Some(rendered) = checked.rendered else {
                complete = false;
                return Ok(());
            };
            if arguments.format == Format::Json {
                output.write(json::separator(totals.drafts == 0))?;
            }
            totals += checked.totals;
            strongest = strongest.max(checked.strongest);
            output.write(&rendered)
        },
    )?;
    match arguments.format {
        Format::Json => output.write(json::closing())?,
        Format::Text => output.write(&text::closing(totals, size))?,
    }
    output.flush()?;

    let fails = arguments.fail_on.weakest().is_some_and(|weakest| strongest >= Some(weakest));
    Ok(match (complete, fails) {
        (false, _) => Outcome::Incomplete,
        (true, true) => Outcome::Findings,
        (true, false) => Outcome::Clean,
    })
}

/// Checks one draft. A defect of the program costs this draft, not the others.
fn check_safely(input: &Input, knowledge: &Knowledge, arguments: &Check, style: Style) -> Checked {
    catch_unwind(AssertUnwindSafe(|| check(input, knowledge, arguments, style))).unwrap_or_else(|_| {
        let problem = "could not be checked because of a defect in this program; please report it";
        Checked::failed(format!("{}: {problem}", input.name()))
    })
}

fn check(input: &Input, knowledge: &Knowledge, arguments: &Check, style: Style) -> Checked {
    let read = match drafts::read(input) {
        Ok(read) => read,
        Err(error) => return Checked::failed(error.to_string()),
    };
    let text = read.draft.text();
    let wanted = !arguments.no_second_reader;
    let too_long = wanted && text.len() > LONGEST_READ_TWICE;
    let judgements = match Reader::built_in().filter(|_| wanted && !too_long) {
        Some(reader) => knowledge.judge_with(reader, &read.draft),
        None => knowledge.judge(&read.draft),
    };
    let lines = Lines::new(&text);
    let list = input.path().map(|path| ignore_file::read_for(&path)).unwrap_or_default();
    let ignored = Ignored::new(&text, read.draft.format(), &list);
    let sources = knowledge.sources();
    let report = DraftReport::new(input.name(), &lines, &judgements, sources, &ignored, arguments.sentences);
    let rendered = match arguments.format {
        Format::Text => text::draft(&report, &lines, style),
        Format::Json => match json::draft(&report) {
            Ok(rendered) => rendered,
            Err(error) => return Checked::failed(format!("{}: {}", input.name(), Failure::Json(error))),
        },
    };
    let mut problems = Vec::new();
    if read.lossy {
        let lossy = "is not UTF-8 throughout; what could not be read was replaced, so places in it may be shifted";
        problems.push(format!("{} {lossy}", input.name()));
    }
    if too_long {
        problems.push(format!("{} is longer than a book; it was judged by rules alone", input.name()));
    }
    Checked {
        rendered: Some(rendered),
        totals: Totals::of(&report),
        strongest: report.findings.iter().map(|finding| finding.code).max(),
        problems,
    }
}

impl Checked {
    fn failed(problem: String) -> Self {
        Self { rendered: None, totals: Totals::default(), strongest: None, problems: vec![problem] }
    }
}
