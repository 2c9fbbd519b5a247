//! What a corpus holds, page by page and answer by answer, for `corpus list`.

use serde::Serialize;

use super::cite::{Keys, keys};
use super::words::{Speaker, count, one_line};
use crate::corpus::{Answer, Source, SourceKind};
use crate::draft::{Passage, PassageKind, sentences};
use crate::verdict::Knowledge;

/// The pages of a corpus.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Listing {
    /// One entry a page, in the order in which they were loaded.
    pub sources: Vec<SourceEntry>,
}

/// One page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SourceEntry {
    /// The page's file stem.
    pub source: String,
    /// The page's title.
    pub title: String,
    /// `qa` or `article`.
    pub kind: &'static str,
    /// The page's path.
    pub path: String,
    /// The key under which bibliographies cite it.
    pub key: String,
    /// Its address on the web, where known.
    pub url: Option<String>,
    /// When it was published or last revised, where known.
    pub date: Option<String>,
    /// Its licence, where known.
    pub license: Option<String>,
    /// Its answers or sections, in page order.
    pub answers: Vec<AnswerEntry>,
}

/// One answer, or one section of an article.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AnswerEntry {
    /// Its number on the page, from 1; none for a section.
    pub answer: Option<u32>,
    /// The section's heading; none for a doctor's answer.
    pub section: Option<String>,
    /// The doctor's name, where known.
    pub author: Option<String>,
    /// What the doctor is and where, where known.
    pub credential: Option<String>,
    /// Stars out of five, where known.
    pub rating: Option<f32>,
    /// How many reviews the rating rests on, where known.
    pub reviews: Option<u32>,
    /// The key under which bibliographies cite it; a section has its page's.
    pub key: String,
    /// Its own address on the web, where known.
    pub url: Option<String>,
    /// When it was written, where known.
    pub date: Option<String>,
    /// The line on which it begins, from 1.
    pub line: u32,
    /// How many sentences it has.
    pub sentences: usize,
    /// How many claims were found in them.
    pub claims: usize,
}

impl Listing {
    /// Lists an analysed corpus.
    #[must_use]
    pub fn new(knowledge: &Knowledge) -> Self {
        let entry = |(number, (source, keys)): (usize, (&Source, Keys))| SourceEntry {
            source: source.name.clone(),
            title: source.title.clone(),
            kind: match source.kind {
                SourceKind::Qa => "qa",
                SourceKind::Article => "article",
            },
            path: source.path.display().to_string(),
            key: keys.page,
            url: source.origin.address.clone(),
            date: source.origin.date.clone(),
            license: source.origin.license.clone(),
            answers: source
                .answers
                .iter()
                .zip(keys.answers)
                .enumerate()
                .map(|(at, (answer, key))| AnswerEntry::new(answer, key, knowledge.claims_of(number, at)))
                .collect(),
        };
        let sources = knowledge.sources();
        Self { sources: sources.iter().zip(keys(sources.iter())).enumerate().map(entry).collect() }
    }

    /// The listing as one JSON document.
    ///
    /// # Errors
    ///
    /// When it cannot be written as JSON, which does not happen.
    pub fn json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self).map(|json| json + "\n")
    }

    /// The listing as a person reads it: a table a page, and how much there is of each thing in all.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        for source in &self.sources {
            text.push_str(&format!("{}\n{}\n\n  line  claims\n", one_line(&source.title), source.path));
            for answer in &source.answers {
                text.push_str(&format!("{:>6}  {:>6}  {}\n", answer.line, answer.claims, answer.who()));
            }
            text.push('\n');
        }
        let answers: Vec<&AnswerEntry> = self.sources.iter().flat_map(|source| &source.answers).collect();
        let claims = answers.iter().map(|answer| answer.claims).sum();
        text.push_str(&format!(
            "{}, {}, {}.\n",
            count(self.sources.len(), "page", "pages"),
            count(answers.len(), "answer", "answers"),
            count(claims, "claim", "claims")
        ));
        annotate_snippets::normalize_untrusted_str(&text)
    }
}

impl AnswerEntry {
    fn new(answer: &Answer, key: String, claims: usize) -> Self {
        Self {
            answer: answer.number,
            section: answer.section.clone(),
            author: answer.author.clone(),
            credential: answer.credential.clone(),
            rating: answer.rating,
            reviews: answer.reviews,
            key,
            url: answer.origin.address.clone(),
            date: answer.origin.date.clone(),
            line: answer.line,
            sentences: answer.paragraphs.iter().map(|paragraph| count_sentences(&paragraph.text)).sum(),
            claims,
        }
    }

    fn who(&self) -> String {
        let number = self.answer.map(|number| format!("answer {number}: ")).unwrap_or_default();
        let who = Speaker {
            author: self.author.as_deref(),
            section: self.section.as_deref(),
            credential: self.credential.as_deref(),
            rating: self.rating,
            reviews: self.reviews,
        };
        number + &one_line(&who.to_string())
    }
}

fn count_sentences(text: &str) -> usize {
    sentences(&Passage::of(PassageKind::Paragraph, text.to_owned())).len()
}
