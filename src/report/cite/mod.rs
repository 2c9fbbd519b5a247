//! Answers as references for Pandoc, Zotero and LaTeX: a key for each, CSL-JSON, BibLaTeX and BibTeX.
//!
//! It must not invent anything: what a page does not tell (a date, an author) is left out.
//!
//! A doctor's answer is a reference of its own; an article is one as a whole.

mod bibtex;
mod csl;
mod keys;
mod name;

use crate::corpus::{Answer, Source, SourceKind};

pub use bibtex::{biblatex, bibtex};
pub use csl::csl_json;
pub use keys::{Keys, keys};

use self::name::{Name, names};

/// What is cited: an answer, or a whole article.
#[derive(Debug)]
struct Reference<'a> {
    key: String,
    kind: SourceKind,
    /// An answer's headline, or the page's title.
    title: &'a str,
    /// The page's title, where `title` is that of an answer.
    page: Option<&'a str>,
    authors: Vec<Name>,
    /// What else the reader should know: which answer it is, who the author is, under which licence it stands.
    note: String,
    address: Option<&'a str>,
    date: Option<Date>,
}

/// A date as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Date {
    /// Year, month and day; the last two may be missing.
    Day(Vec<u32>),
    /// As the page puts it.
    Words(String),
}

/// Every reference of a corpus, in page order.
fn references(sources: &[Source]) -> Vec<Reference<'_>> {
    let keys = keys(sources.iter());
    let mut references = Vec::new();
    for (source, keys) in sources.iter().zip(keys) {
        match source.kind {
            SourceKind::Article => references.push(article(source, keys.page)),
            SourceKind::Qa => {
                references.extend(source.answers.iter().zip(keys.answers).map(|(one, key)| answer(source, one, key)));
            }
        }
    }
    references
}

fn answer<'a>(source: &'a Source, answer: &'a Answer, key: String) -> Reference<'a> {
    let (authors, degrees) = names(answer.author.as_deref());
    let which = answer.number.map(|number| format!("Answer {number}"));
    Reference {
        key,
        kind: SourceKind::Qa,
        title: answer.headline.as_deref().unwrap_or(&source.title),
        page: answer.headline.is_some().then_some(source.title.as_str()),
        authors,
        note: note([which, degrees, answer.credential.clone()], license(source, answer)),
        address: answer.origin.address.as_deref().or(source.origin.address.as_deref()),
        date: answer.origin.date.as_deref().or(source.origin.date.as_deref()).map(Date::of),
    }
}

fn article(source: &Source, key: String) -> Reference<'_> {
    let mut signed: Vec<&str> = source.answers.iter().filter_map(|section| section.author.as_deref()).collect();
    let mut seen = rustc_hash::FxHashSet::default();
    signed.retain(|author| seen.insert(*author));
    let (authors, degrees) = names(Some(&signed.join("; ")));
    let first = source.answers.first();
    let credential = first.and_then(|section| section.credential.clone()).filter(|_| authors.len() == 1);
    Reference {
        key,
        kind: SourceKind::Article,
        title: &source.title,
        page: None,
        note: note([degrees.filter(|_| authors.len() == 1), credential], source.origin.license.as_deref()),
        authors,
        address: source.origin.address.as_deref(),
        date: source.origin.date.as_deref().map(Date::of),
    }
}

fn license<'a>(source: &'a Source, answer: &'a Answer) -> Option<&'a str> {
    answer.origin.license.as_deref().or(source.origin.license.as_deref())
}

fn note<const N: usize>(parts: [Option<String>; N], license: Option<&str>) -> String {
    let mut note = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    if let Some(license) = license {
        note.push_str(if note.is_empty() { "Licence: " } else { ". Licence: " });
        note.push_str(license);
    }
    note
}

impl Date {
    fn of(text: &str) -> Self {
        let numbers: Option<Vec<u32>> = text.split('-').map(|part| part.parse().ok()).collect();
        match numbers.as_deref() {
            Some([year @ 1000..=9999]) => Self::Day(vec![*year]),
            Some([year @ 1000..=9999, month @ 1..=12]) => Self::Day(vec![*year, *month]),
            Some([year @ 1000..=9999, month @ 1..=12, day @ 1..=31]) => Self::Day(vec![*year, *month, *day]),
            _ => Self::Words(text.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests;
