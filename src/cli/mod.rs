//! The command line, one file per subcommand.

use std::process::ExitCode;

/// Runs the program with the arguments of the process.
#[must_use]
pub fn run() -> ExitCode {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_some_and(|argument| argument == "lsp") {
        let corpus = arguments.filter(|argument| argument != "--corpus").map(Into::into).collect();
        return crate::server::run(corpus);
    }
    ExitCode::from(2)
}
