//! A source is one page of the corpus; an answer is one doctor's answer on it, or one section of an article.

use std::path::PathBuf;

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
    /// The patient's question: context, never evidence.
    pub question: Vec<Paragraph>,
    /// The answers or sections, in page order.
    pub answers: Vec<Answer>,
}

/// The kinds of page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
            line,
            paragraphs: Vec::new(),
        }
    }
}

/// A paragraph of an answer or of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// The prose, without markup; line breaks of the page are kept as `\n`, other white space is single spaces.
    pub text: String,
    /// The line of the page on which it begins, from 1.
    pub line: u32,
    /// What it is.
    pub kind: ParagraphKind,
}

/// The kinds of paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParagraphKind {
    /// Running prose.
    Prose,
    /// An item of a list.
    Bullet,
}
