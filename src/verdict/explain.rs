//! How one sentence is understood, and every stance towards it, in plain words.

use super::Knowledge;

/// Explains a sentence; the text ends with a line break.
#[must_use]
pub fn explain(knowledge: &Knowledge, sentence: &str) -> String {
    // A stand-in until claims are read.
    let _ = knowledge;
    format!("{sentence}\nNo claim was found in it.\n")
}
