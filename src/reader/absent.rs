//! The reader of a program built without its weights: there is none.

use super::Opinion;

/// A reader that cannot exist, because the feature `reader` is off.
#[derive(Debug)]
pub enum Reader {}

impl Reader {
    /// Nothing: this program was built without the weights.
    #[must_use]
    pub fn built_in() -> Option<&'static Self> {
        None
    }

    /// The opinion of each pair of evidence and claim.
    #[must_use]
    pub fn read(&self, _pairs: &[(&str, &str)]) -> Vec<Opinion> {
        match *self {}
    }
}
