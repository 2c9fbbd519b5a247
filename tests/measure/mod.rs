//! Measuring the product on labelled sets, for the floors of the tests and for the `judgement` example alike.
//!
//! The sets lie in a folder `shared` beside the checkout or further up; where it is not there, there is nothing to
//! measure, and whoever asks says so. Nothing here decides what is good enough.

pub(crate) mod cases;
pub(crate) mod drafts;
pub(crate) mod training;

use std::fmt;
use std::ops::AddAssign;
use std::path::{Path, PathBuf};

use second_opinion::corpus::load;
use second_opinion::verdict::Knowledge;

/// The folder with the labelled sets, looked for beside the checkout and upwards.
pub(crate) fn shared() -> Option<PathBuf> {
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR"));
    checkout.ancestors().skip(1).map(|folder| folder.join("shared")).find(|shared| shared.join("cases").is_dir())
}

/// How many of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Share {
    /// How many were right.
    pub(crate) right: usize,
    /// Of how many.
    pub(crate) of: usize,
}

impl Share {
    /// Counts one more.
    pub(crate) fn count(&mut self, right: bool) {
        self.right += usize::from(right);
        self.of += 1;
    }

    /// From 0 to 1; 0 where there was nothing to count, so that a floor above 0 is not met by silence.
    pub(crate) fn value(self) -> f64 {
        let (right, of) = (self.right as f64, self.of.max(1) as f64);
        right / of
    }
}

impl AddAssign for Share {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.of += other.of;
    }
}

impl fmt::Display for Share {
    /// "93.1% 27/29", or a dash where there was nothing to count.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.of == 0 {
            return formatter.pad("–");
        }
        formatter.pad(&format!("{:.1}% {}/{}", 100.0 * self.value(), self.right, self.of))
    }
}

/// The name of a verdict, a stance or a reason as it is written in the program's JSON and in the labels.
pub(crate) fn name_of(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        other => format!("{other:?}"),
    }
}

/// The objects of a file with one JSON object a line, or what is wrong with it.
pub(crate) fn json_lines<T: serde::de::DeserializeOwned>(path: &Path) -> Result<Vec<T>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| serde_json::from_str(line).map_err(|error| format!("{}:{}: {error}", path.display(), at + 1)))
        .collect()
}

/// The entries of a folder that pass a test, by name.
pub(crate) fn entries(folder: &Path, wanted: impl Fn(&Path) -> bool) -> Result<Vec<PathBuf>, String> {
    let listing = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut paths: Vec<PathBuf> = listing.flatten().map(|entry| entry.path()).filter(|path| wanted(path)).collect();
    paths.sort();
    Ok(paths)
}

/// The analysed corpus of a folder, or why there is none.
pub(crate) fn knowledge_of(folder: &Path) -> Result<Knowledge, String> {
    let loaded = load(folder).map_err(|error| error.to_string())?;
    if loaded.sources.is_empty() {
        let first = loaded.problems.first().map_or_else(|| "it is empty".to_owned(), ToString::to_string);
        return Err(format!("{}: no page could be read: {first}", folder.display()));
    }
    Ok(Knowledge::new(loaded.sources))
}
