//! Who judges when something is measured: rules alone, or rules and second reader together.

#![allow(dead_code, reason = "several test programs share this file, and none needs all of it")]

use second_opinion::reader::Reader;
use second_opinion::verdict::SecondReader;

/// Those who judge.
#[derive(Clone, Copy)]
pub(crate) struct Judges(Option<&'static Reader>);

impl Judges {
    /// The rules alone.
    pub(crate) const RULES_ALONE: Self = Self(None);

    /// Rules and second reader, as the product judges.
    pub(crate) fn together() -> Self {
        Self(Reader::built_in())
    }

    /// Whether they have learned from the labelled pairs.
    pub(crate) fn have_learned(self) -> bool {
        self.0.is_some()
    }

    /// The second reader, where it takes part.
    pub(crate) fn reader(self) -> Option<&'static dyn SecondReader> {
        self.0.map(|reader| reader as &dyn SecondReader)
    }
}
