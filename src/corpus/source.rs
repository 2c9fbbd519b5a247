//! A source is one page of the corpus; an answer is one doctor's answer on it, or one section of an article.

use std::path::{Path, PathBuf};

/// One page of the corpus.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    /// The file's stem, by which the source is cited.
    pub name: String,
    /// Where the page stands; for the built-in corpus a path below `corpus/`.
    pub path: PathBuf,
    /// The page's title.
    pub title: String,
    /// Whether it is a Q&A page or an article.
    pub kind: SourceKind,
    /// Whether its answers are summaries in the corpus editor's words, which must not be shown as quotations.
    pub summary: bool,
    /// Where the page was published.
    pub origin: Origin,
    /// The patient's question: context, never evidence.
    pub question: Vec<Paragraph>,
    /// The answers or sections, in page order.
    pub answers: Vec<Answer>,
}

impl Source {
    /// The same without name, path and lines: what stays when a page is written in another form.
    #[must_use]
    pub fn without_places(mut self) -> Self {
        self.path.clear();
        self.name.clear();
        for answer in &mut self.answers {
            answer.line = 0;
            answer.paragraphs.iter_mut().for_each(|paragraph| paragraph.line = 0);
        }
        self.question.iter_mut().for_each(|paragraph| paragraph.line = 0);
        self
    }

    /// An article without answers, of which nothing is known but its place: it is named by its file's stem, and so is
    /// its title.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        let name = path.file_stem().map_or_else(|| "page".to_owned(), |stem| stem.to_string_lossy().into_owned());
        Self {
            title: name.replace(['-', '_'], " "),
            name,
            path: path.to_owned(),
            kind: SourceKind::Article,
            summary: false,
            origin: Origin::default(),
            question: Vec::new(),
            answers: Vec::new(),
        }
    }
}

/// Where a page or an answer was published, as far as the page tells it. Every text is one tidy line.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Origin {
    /// Its address on the web.
    pub address: Option<String>,
    /// When it was published or last revised: `2024`, `2024-05` or `2024-05-31`, or else as the page puts it.
    pub date: Option<String>,
    /// Its licence, a name or an address.
    pub license: Option<String>,
}

impl Origin {
    /// What is told here, and where it is not, what another place tells.
    pub(super) fn or(&self, other: &Self) -> Self {
        let first = |one: &Option<String>, two: &Option<String>| one.as_ref().or(two.as_ref()).cloned();
        Self {
            address: first(&self.address, &other.address),
            date: first(&self.date, &other.date),
            license: first(&self.license, &other.license),
        }
    }
}

/// Numbers answers from 1, in page order.
pub(super) fn number_answers(answers: &mut [Answer]) {
    for (answer, number) in answers.iter_mut().zip(1..) {
        answer.number = Some(number);
    }
}

/// The kinds of page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum SourceKind {
    /// A question and doctors' answers.
    Qa,
    /// An article in sections.
    Article,
}

/// One doctor's answer, or one section of an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Its number on the page, from 1; none for a section of an article.
    pub number: Option<u32>,
    /// The section's heading; none for a doctor's answer.
    pub section: Option<String>,
    /// The answer's own headline, where it has one.
    pub headline: Option<String>,
    /// The doctor's name.
    pub author: Option<String>,
    /// What the doctor is and where ("Montreal Dermatologist").
    pub credential: Option<String>,
    /// Stars out of five.
    pub rating: Option<f32>,
    /// How many reviews the rating rests on.
    pub reviews: Option<u32>,
    /// Where it was published, so far as that differs from its page.
    pub origin: Origin,
    /// The line of the page on which the answer begins, from 1.
    pub line: u32,
    /// Its prose.
    pub paragraphs: Vec<Paragraph>,
}

impl Answer {
    /// An answer that begins on this line, of which nothing else is known.
    #[must_use]
    pub fn at(line: u32) -> Self {
        Self {
            number: None,
            section: None,
            headline: None,
            author: None,
            credential: None,
            rating: None,
            reviews: None,
            origin: Origin::default(),
            line,
            paragraphs: Vec::new(),
        }
    }
}

/// A paragraph of an answer or of a question.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Paragraph {
    /// The prose, without markup; line breaks of the page are kept as `\n`, other white space is single spaces.
    pub text: String,
    /// The line of the page on which it begins, from 1.
    pub line: u32,
    /// What it is.
    pub kind: ParagraphKind,
}

/// The kinds of paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum ParagraphKind {
    /// Running prose.
    Prose,
    /// An item of a list.
    Bullet,
}
