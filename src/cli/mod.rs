//! The command line, one file per subcommand.
//!
//! It must not judge and must not lay out reports; it reads arguments and files, asks, and writes. Reports go to
//! standard output, everything the program has to say about itself to standard error.

mod check;
mod compare;
mod corpus;
mod drafts;
mod explain;
mod failure;
mod format;
mod knowledge;
mod lsp;
mod output;
mod project;
mod reader;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Holds drafted medical answers against what doctors say, and shows who said what.
///
/// Nothing leaves this machine. What is found is a second opinion for the author, not medical advice.
#[derive(Debug, Parser)]
#[command(name = "second-opinion", version, max_term_width = 100, after_help = EXIT_CODES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

const EXIT_CODES: &str = "Exit status: 0 where nothing was found, 1 where something was, 2 where the work could not be \
                          done or not all of it.";

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::Check),
    Explain(explain::Explain),
    Compare(compare::Compare),
    Corpus(corpus::Corpus),
    Lsp(lsp::Lsp),
}

/// How a run ended; its meaning to the shell is part of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All was done, and nothing was found.
    Clean,
    /// All was done, and something was found.
    Findings,
    /// Not all of the work could be done; standard error says what is missing.
    Incomplete,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Clean => 0,
            Outcome::Findings => 1,
            Outcome::Incomplete => 2,
        })
    }
}

/// Runs the program with the arguments of the process.
#[must_use]
pub fn run() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Compare(arguments) => compare::run(&arguments),
        Command::Corpus(arguments) => corpus::run(&arguments),
        Command::Lsp(arguments) => return lsp::run(arguments),
    };
    match done {
        Ok(outcome) => outcome.into(),
        // Whoever reads has seen enough (`second-opinion check . | head`). That is how pipes are meant to be used,
        // and nothing the author needs to hear about.
        Err(failure) if failure.is_broken_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            output::complain(&failure);
            Outcome::Incomplete.into()
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Arguments;

    #[test]
    fn the_arguments_are_consistent() {
        Arguments::command().debug_assert();
    }
}
