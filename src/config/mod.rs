//! What an author or a project asks for: the same few settings from an editor (JSON) and from `second-opinion.toml`.
//!
//! A setting that is wrong is reported with its place and left out; the others count. Each part of a [`Config`] may be
//! missing, so that one can be laid over another: the project's over the editor's over the defaults. Only [`find`] and
//! [`read`] touch files. It must not know the language server.

mod file;
mod node;
mod severities;

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub use file::{FILE_NAME, FileProblem, find, read};
pub use severities::Severities;

use crate::report::citation_keys;

use node::{Content, Node};

/// The longest pause that can be asked for; more would look like a server that does nothing.
const LONGEST_DELAY_MS: i64 = 10_000;

/// Long enough that a burst of edits is one check, too short to be felt as waiting.
const DELAY: Duration = Duration::from_millis(20);

/// What somebody asks for; what is missing is left to others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// Corpus folders; an empty list is the built-in corpus.
    pub corpus: Option<Vec<PathBuf>>,
    /// How long the author must pause before a draft is checked.
    pub delay: Option<Duration>,
    /// Whether the second reader is asked.
    pub second_reader: Option<bool>,
    /// Whether verdicts are shown in the line.
    pub inlay_hints: Option<bool>,
    /// How a citation is written into a draft.
    pub citations: Option<citation_keys::Style>,
    /// How loudly each kind of finding is told.
    pub severities: Severities,
}

/// A setting that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Problem {
    /// Its bytes in the file; none where the settings came without a text.
    pub place: Option<Range<usize>>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
}

impl Config {
    /// Reads an editor's settings, and what is wrong with them.
    #[must_use]
    pub fn from_json(settings: &serde_json::Value) -> (Self, Vec<Problem>) {
        Reader::new(Style::Camel).config(&Node::from_json(settings), "initializationOptions")
    }

    /// Reads a project's file, and what is wrong with it.
    #[must_use]
    pub fn from_toml(text: &str) -> (Self, Vec<Problem>) {
        match Node::from_toml(text) {
            Ok(node) => Reader::new(Style::Kebab).config(&node, FILE_NAME),
            Err(problem) => (Self::default(), vec![problem]),
        }
    }

    /// These settings, and for what they leave out those of another.
    #[must_use]
    pub fn over(self, other: &Self) -> Self {
        Self {
            corpus: self.corpus.or_else(|| other.corpus.clone()),
            delay: self.delay.or(other.delay),
            second_reader: self.second_reader.or(other.second_reader),
            inlay_hints: self.inlay_hints.or(other.inlay_hints),
            citations: self.citations.or(other.citations),
            severities: self.severities.over(&other.severities),
        }
    }

    /// The same settings with corpus folders that stand below a folder.
    #[must_use]
    pub fn below(mut self, folder: &Path) -> Self {
        for path in self.corpus.iter_mut().flatten() {
            *path = folder.join(&path);
        }
        self
    }

    /// How long the author must pause before a draft is checked.
    #[must_use]
    pub fn delay(&self) -> Duration {
        self.delay.unwrap_or(DELAY)
    }

    /// Whether the second reader is asked.
    #[must_use]
    pub fn second_reader(&self) -> bool {
        self.second_reader.unwrap_or(true)
    }

    /// Whether verdicts are shown in the line.
    #[must_use]
    pub fn inlay_hints(&self) -> bool {
        self.inlay_hints.unwrap_or(false)
    }

    /// How a citation is written into a draft.
    #[must_use]
    pub fn citations(&self) -> citation_keys::Style {
        self.citations.unwrap_or_default()
    }
}

/// How names of two words are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// As in JSON: `secondReader`.
    Camel,
    /// As in TOML: `second-reader`.
    Kebab,
}

/// Reads settings and collects what is wrong with them.
struct Reader {
    style: Style,
    problems: Vec<Problem>,
}

impl Reader {
    fn new(style: Style) -> Self {
        Self { style, problems: Vec::new() }
    }

    fn config(mut self, node: &Node, name: &str) -> (Config, Vec<Problem>) {
        let mut config = Config::default();
        for (key, value) in self.entries(node, name) {
            match self.plain(&key.name).as_str() {
                "corpus" => config.corpus = self.value(value, "corpus", "a list of folders", folders),
                "diagnostics" => {
                    for (key, value) in self.entries(value, "diagnostics") {
                        if self.plain(&key.name) == "delay-ms" {
                            let expected = "a whole number of milliseconds from 0 to 10000";
                            config.delay = self.value(value, "diagnostics.delay-ms", expected, delay);
                        } else {
                            self.unknown(key, "diagnostics.");
                        }
                    }
                }
                "second-reader" => config.second_reader = self.flag(value, "second-reader"),
                "inlay-hints" => config.inlay_hints = self.flag(value, "inlay-hints"),
                "citations" => {
                    config.citations = self.value(value, "citations", "\"footnote\" or \"pandoc\"", citations);
                }
                "severities" => {
                    for (key, value) in self.entries(value, "severities") {
                        if let Err(message) = config.severities.set(&key.name, value.text()) {
                            self.problem(if message.is_about_code { &key.place } else { &value.place }, message.text);
                        }
                    }
                }
                // The editor's client keeps its own settings in the same section.
                "server" | "trace" if self.style == Style::Camel => {}
                _ => self.unknown(key, ""),
            }
        }
        (config, self.problems)
    }

    fn flag(&mut self, node: &Node, name: &str) -> Option<bool> {
        self.value(node, name, "true or false", |node| match node.content {
            Content::Flag(flag) => Some(flag),
            _ => None,
        })
    }

    fn value<T>(&mut self, node: &Node, name: &str, expected: &str, read: impl Fn(&Node) -> Option<T>) -> Option<T> {
        let value = read(node);
        if value.is_none() {
            let name = self.written(name);
            self.problem(&node.place, format!("the setting `{name}` must be {expected}"));
        }
        value
    }

    fn entries<'a>(&mut self, node: &'a Node, name: &str) -> &'a [(node::Key, Node)] {
        match &node.content {
            Content::Table(entries) => entries,
            Content::Nothing => &[],
            _ => {
                let kind = if self.style == Style::Camel { "an object" } else { "a table" };
                self.problem(&node.place, format!("the setting `{name}` must be {kind}"));
                &[]
            }
        }
    }

    fn unknown(&mut self, key: &node::Key, above: &str) {
        let names = ["corpus", "diagnostics.delay-ms", "second-reader", "inlay-hints", "citations"];
        let names: Vec<String> = names.iter().map(|name| format!("`{}`", self.written(name))).collect();
        let message = format!("there is no setting `{above}{}`, only {} and `severities`", key.name, names.join(", "));
        self.problem(&key.place, message);
    }

    fn problem(&mut self, place: &Option<Range<usize>>, message: String) {
        self.problems.push(Problem { place: place.clone(), message });
    }

    /// A name of ours as the author writes it.
    fn written(&self, name: &str) -> String {
        if self.style == Style::Kebab {
            return name.to_owned();
        }
        let mut parts = name.split('-');
        let mut written = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (first, rest) = part.split_at(part.len().min(1));
            written.push_str(&first.to_uppercase());
            written.push_str(rest);
        }
        written
    }

    /// A name as the author writes it as one of ours; what is written in the other style is nobody's name.
    fn plain(&self, name: &str) -> String {
        match self.style {
            Style::Kebab => name.to_owned(),
            Style::Camel if name.contains('-') => String::new(),
            Style::Camel => name
                .chars()
                .flat_map(|c| [c.is_uppercase().then_some('-'), Some(c.to_ascii_lowercase())])
                .flatten()
                .collect(),
        }
    }
}

fn folders(node: &Node) -> Option<Vec<PathBuf>> {
    let Content::List(items) = &node.content else { return None };
    items.iter().map(|item| item.text().map(PathBuf::from)).collect()
}

fn delay(node: &Node) -> Option<Duration> {
    match node.content {
        Content::Whole(delay @ 0..=LONGEST_DELAY_MS) => Some(Duration::from_millis(delay.unsigned_abs())),
        _ => None,
    }
}

fn citations(node: &Node) -> Option<citation_keys::Style> {
    match node.text()? {
        "footnote" => Some(citation_keys::Style::Footnote),
        "pandoc" => Some(citation_keys::Style::Pandoc),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
