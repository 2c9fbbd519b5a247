//! What the tests of the command line share: the program, folders of small files, and its reports.

#![allow(dead_code, reason = "each test file is a program of its own and uses a part of this")]

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

/// A draft that the built-in corpus contradicts.
pub(crate) const CONTRADICTED: &str = "Botox results are permanent.\n";
/// A draft that claims nothing any corpus speaks of.
pub(crate) const CLEAN: &str = "Please ring the front desk if you would like to move your appointment.\n";

/// The program, with nothing in its surroundings that changes its output.
pub(crate) fn program() -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("second-opinion"));
    // Tests that are about indexes name a folder of their own.
    command.env("SECOND_OPINION_INDEX", "off");
    command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env_remove("RUST_LOG");
    command
}

/// A folder with these files; a name may have folders in it.
pub(crate) fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder can be made");
    for (name, text) in files {
        write(folder.path(), name, text.as_bytes());
    }
    folder
}

/// Writes a file below a folder.
pub(crate) fn write(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("the file has a folder")).expect("a folder can be made");
    fs::write(path, bytes).expect("a file can be written");
}

/// What a run left behind.
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) output: String,
    pub(crate) errors: String,
}

impl Run {
    /// The output as one JSON document.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.output).unwrap_or_else(|error| panic!("{error} in {}\n{}", self.output, self.errors))
    }
}

/// Runs the program in a folder.
pub(crate) fn run_in(folder: &Path, arguments: &[&str]) -> Run {
    run_with_input(folder, arguments, b"")
}

/// Runs the program in a folder with something on its standard input.
pub(crate) fn run_with_input(folder: &Path, arguments: &[&str], input: &[u8]) -> Run {
    let done = program().current_dir(folder).args(arguments).write_stdin(input).output().expect("the program runs");
    Run {
        status: done.status.code().expect("the program ends by itself"),
        output: String::from_utf8(done.stdout).expect("the output is UTF-8"),
        errors: String::from_utf8_lossy(&done.stderr).into_owned(),
    }
}
