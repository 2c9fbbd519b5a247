//! The entry of the `second-opinion` program. It must not do more than hand over to [`second_opinion::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    second_opinion::cli::run()
}
