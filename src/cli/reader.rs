//! Whether the second reader is asked; shared by the subcommands that judge.

use crate::reader::Reader;
use crate::verdict::SecondReader;

/// Who judges.
#[derive(Clone, Copy, Debug, clap::Args)]
pub(super) struct ReaderArguments {
    /// Judge by rules alone. Quicker; contradictions in other words are missed, and nothing else is read twice.
    #[arg(long)]
    no_second_reader: bool,
}

impl ReaderArguments {
    /// The second reader, where it is wanted and built in; it is loaded only then.
    pub(super) fn reader(self) -> Option<&'static dyn SecondReader> {
        if self.no_second_reader { None } else { Reader::built_in().map(|reader| reader as &dyn SecondReader) }
    }
}
