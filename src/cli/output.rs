//! Standard output and standard error, and what the terminal behind them can show.

use std::fmt::Display;
use std::io::{self, BufWriter, Write};

use super::failure::Failure;
use crate::report::text::Style;

/// The width of reports that do not go to a terminal, and the widest they get on one: beyond it, lines of prose
/// are hard to read.
const WIDTH: usize = 110;
/// Below this, there is no room for a line of prose beside the marks that lead to it.
const NARROWEST: usize = 40;

/// Standard output, buffered.
pub(super) struct Output {
    writer: BufWriter<io::StdoutLock<'static>>,
}

impl Output {
    pub(super) fn new() -> Self {
        Self { writer: BufWriter::new(io::stdout().lock()) }
    }

    pub(super) fn write(&mut self, text: &str) -> Result<(), Failure> {
        self.writer.write_all(text.as_bytes()).map_err(Failure::Output)
    }

    /// Hands everything written so far to the reader.
    pub(super) fn flush(&mut self) -> Result<(), Failure> {
        self.writer.flush().map_err(Failure::Output)
    }
}

/// How text is laid out on standard output. Colours are used on a terminal only, and not where `NO_COLOR` is set.
pub(super) fn style() -> Style {
    let stdout = io::stdout();
    Style {
        colour: anstream::AutoStream::choice(&stdout) != anstream::ColorChoice::Never,
        width: terminal_width(&stdout).unwrap_or(WIDTH).clamp(NARROWEST, WIDTH),
    }
}

/// The width of the terminal, or what `COLUMNS` says where there is none (in a pager, or on a build server).
fn terminal_width(stdout: &io::Stdout) -> Option<usize> {
    let asked = || std::env::var("COLUMNS").ok()?.parse().ok();
    terminal_size::terminal_size_of(stdout).map(|(width, _)| usize::from(width.0)).or_else(asked)
}

/// Says on standard error what went wrong. Where nobody can hear it, there is nothing left to do.
pub(super) fn complain(message: impl Display) {
    let _ = writeln!(io::stderr().lock(), "second-opinion: {message}");
}
