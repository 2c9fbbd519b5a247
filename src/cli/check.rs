//! `check`: drafts in, findings out.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use clap::ValueEnum;

use super::Outcome;
use super::drafts::{self, Input};
use super::failure::Failure;
use super::format::Format;
use super::knowledge::{self, CorpusArguments};
use super::output::{Output, complain, style};
use super::project::Projects;
use super::reader::ReaderArguments;
use crate::report::ignore::Ignored;
use crate::report::text::{Style, Totals};
use crate::report::{Code, CorpusSize, DraftReport, Lines};
use crate::verdict::Knowledge;
use crate::{ignore_file, parallel};

/// Check drafts: report every statement that doctors contradict, put less strongly, or dispute among themselves.
///
/// Settings are taken from the nearest second-opinion.toml in a draft's folder or above.
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    /// Drafts, or folders of drafts; `-` reads standard input as Markdown.
    ///
    /// In a folder, Markdown and plain text are checked (.md, .txt and the like), except files that are hidden or ignored by git.
    /// A file named here is checked whatever its name: .txt is read as plain text, .html as a web page, everything else as Markdown.
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

    #[command(flatten)]
    second: ReaderArguments,
}

/// Longer drafts, in bytes, are judged by rules alone: the second reader would take hours over them.
const LONGEST_READ_TWICE: usize = 1 << 20;

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
    let (inputs, problems) = drafts::find(&arguments.paths);
    let projects = Projects::find(&inputs)?;
    let inputs = projects.without_pages(inputs, &arguments.paths);
    let knowledge = if arguments.corpus.folders.is_empty() {
        knowledge::load(&CorpusArguments { folders: projects.corpus(&inputs)? })?
    } else {
        knowledge::load(&arguments.corpus)?
    };
    let size = CorpusSize::of(&knowledge);
    let run = Run { arguments, knowledge: &knowledge, projects: &projects, style: style() };
    let mut complete = problems.is_empty();
    problems.iter().for_each(complain);

    let mut output = Output::new();
    let mut totals = Totals::default();
    let mut strongest = None;
    let mut first = true;
    output.write(&arguments.format.opening(size)?)?;
    parallel::in_order(
        &inputs,
        |input| run.check_safely(input),
        |checked| {
            checked.problems.iter().for_each(complain);
            let Some(rendered) = checked.rendered else {
                complete = false;
                return Ok(());
            };
            if !rendered.is_empty() {
                output.write(arguments.format.separator(std::mem::replace(&mut first, false)))?;
            }
            totals += checked.totals;
            strongest = strongest.max(checked.strongest);
            output.write(&rendered)
        },
    )?;
    output.write(&arguments.format.closing(totals, size))?;
    output.flush()?;

    let fails = arguments.fail_on.weakest().is_some_and(|weakest| strongest >= Some(weakest));
    Ok(match (complete, fails) {
        (false, _) => Outcome::Incomplete,
        (true, true) => Outcome::Findings,
        (true, false) => Outcome::Clean,
    })
}

/// What all drafts of a run are checked with.
struct Run<'a> {
    arguments: &'a Check,
    knowledge: &'a Knowledge,
    projects: &'a Projects,
    style: Style,
}

impl Run<'_> {
    /// Checks one draft. A defect of the program costs this draft, not the others.
    fn check_safely(&self, input: &Input) -> Checked {
        catch_unwind(AssertUnwindSafe(|| self.check(input))).unwrap_or_else(|_| {
            let problem = "could not be checked because of a defect in this program; please report it";
            Checked::failed(format!("{}: {problem}", input.name()))
        })
    }

    fn check(&self, input: &Input) -> Checked {
        let read = match drafts::read(input) {
            Ok(read) => read,
            Err(error) => return Checked::failed(error.to_string()),
        };
        let config = self.projects.of(input);
        let text = read.draft.text();
        let second = if config.second_reader() { self.arguments.second.reader() } else { None };
        let too_long = second.is_some() && text.len() > LONGEST_READ_TWICE;
        let judgements = self.knowledge.judge(&read.draft, second.filter(|_| !too_long));
        let lines = Lines::new(&text);
        let sources = self.knowledge.sources();
        let list = input.path().map(|path| ignore_file::read_for(&path)).unwrap_or_default();
        let ignored = Ignored::new(&text, read.draft.format(), &list);
        let sentences = self.arguments.sentences;
        let mut report = DraftReport::new(input.name(), &lines, &judgements, sources, &ignored, sentences);
        config.severities.apply(&mut report.findings);
        let rendered = match self.arguments.format.draft(&report, &lines, self.style) {
            Ok(rendered) => rendered,
            Err(error) => return Checked::failed(format!("{}: {error}", input.name())),
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
}

impl Checked {
    fn failed(problem: String) -> Self {
        Self { rendered: None, totals: Totals::default(), strongest: None, problems: vec![problem] }
    }
}
