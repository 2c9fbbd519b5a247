//! Looking a corpus through for words: the sentences in which all of them stand.
//!
//! It must not weigh and it must not guess: a word is found where a word begins with it, in any case.

use crate::corpus::{Answer, Source};
use crate::draft::{Passage, PassageKind, sentences};

/// A sentence of the corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The source, as an index.
    pub source: usize,
    /// The answer, as an index into the source's answers.
    pub answer: usize,
    /// The sentence, in one line.
    pub text: String,
    /// The line of the page on which it begins, from 1.
    pub line: u32,
}

/// The sentences in which all words of a query stand, in page order, `most` of them at most; none for an empty query.
#[must_use]
pub fn search(sources: &[Source], query: &str, most: usize) -> Vec<Hit> {
    let wanted: Vec<String> = words(query).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let answers = sources
        .iter()
        .enumerate()
        .flat_map(|(source, page)| page.answers.iter().enumerate().map(move |(answer, text)| (source, answer, text)));
    let hits = answers.flat_map(|(source, answer, text)| {
        let found: Vec<Hit> = lines(text)
            .filter(|(_, sentence)| stand_in(&wanted, sentence))
            .map(|(line, sentence)| Hit { source, answer, text: super::words::one_line(&sentence), line })
            .collect();
        found
    });
    hits.take(most).collect()
}

/// The headline and the sentences of an answer, with their lines.
fn lines(answer: &Answer) -> impl Iterator<Item = (u32, String)> {
    let headline = answer.headline.iter().chain(&answer.section).map(|text| (answer.line, text.clone()));
    headline.chain(answer.paragraphs.iter().flat_map(|paragraph| {
        let passage = Passage::of(PassageKind::Paragraph, paragraph.text.clone());
        let cut: Vec<(u32, String)> = sentences(&passage)
            .iter()
            .map(|sentence| {
                let before = passage.text.get(..sentence.in_passage.start).unwrap_or_default().matches('\n').count();
                let text = passage.text.get(sentence.in_passage.clone()).unwrap_or_default().to_owned();
                (paragraph.line.saturating_add(u32::try_from(before).unwrap_or(u32::MAX)), text)
            })
            .collect();
        cut
    }))
}

fn stand_in(wanted: &[String], sentence: &str) -> bool {
    let there: Vec<String> = words(sentence).collect();
    wanted.iter().all(|word| there.iter().any(|other| other.starts_with(word.as_str())))
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn all_words_must_stand_in_one_sentence() {
        let text = "# Casts\n\n## Answer 1: Élan returns\n\nA cast is\nhot. It itches a little.\n\n## Answer 2\n\nCasts dry.\n";
        let sources = [crate::corpus::read_page(Path::new("casts.md"), text.as_bytes()).expect("it is a page")];
        let found = |query: &str| -> Vec<(usize, String, u32)> {
            search(&sources, query, 9).into_iter().map(|hit| (hit.answer, hit.text, hit.line)).collect()
        };
        for silent in ["", " .,", "hot itches", "ast", "castle"] {
            assert_eq!(found(silent), [], "{silent:?}");
        }
        assert_eq!(found("CAST"), [(0, "A cast is hot.".to_owned(), 5), (1, "Casts dry.".to_owned(), 10)]);
        assert_eq!(found("itch lit"), [(0, "It itches a little.".to_owned(), 6)]);
        assert_eq!(found("élan"), [(0, "Élan returns".to_owned(), 3)]);
        assert_eq!(search(&sources, "c", 1).len(), 1);
    }
}
