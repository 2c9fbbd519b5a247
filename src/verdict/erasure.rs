//! Erasure: the words on which a contradiction hinges that was only heard, found by leaving out one group after the other
//! (Li, Monroe and Jurafsky, "Understanding Neural Networks through Representation Erasure", 2016).
//!
//! It must not decide whether there is a contradiction.

use std::ops::Range;

use super::second_reader::SecondReader;
use crate::claim::Reading;
use crate::english::Tag;

/// How many words are left out together at most.
const LONGEST: usize = 4;

/// What each word left out has to bring: a longer group always takes away a little more.
const WORTH: f32 = 0.06;

/// The tokens without which the evidence would contradict the sentence least.
///
/// What is looked for stands in what the sentence says, and says more than a name: leaving out what it speaks of, or a
/// condition, makes any contradiction vanish and tells nothing.
pub(super) fn without_which(
    reader: &dyn SecondReader,
    evidence: &str,
    text: &str,
    reading: &Reading,
) -> Option<Range<usize>> {
    let clause = clause_at_issue(reader, evidence, text, reading);
    let all: Vec<Range<usize>> =
        groups(reading).into_iter().filter(|group| clause.start <= group.start && group.end <= clause.end).collect();
    let said = |group: &Range<usize>| {
        !group.clone().any(|index| is_given(reading, index)) && group.clone().any(|index| is_said(reading, index))
    };
    let mut groups: Vec<Range<usize>> = all.iter().filter(|group| said(group)).cloned().collect();
    if groups.is_empty() {
        groups = all;
    }
    let erased: Vec<String> = groups.iter().map(|group| without(text, reading, group)).collect();
    let pairs: Vec<(&str, &str)> = erased.iter().map(|text| (evidence, text.as_str())).collect();
    let left = reader.read(&pairs);
    let costs = left.iter().zip(&groups).map(|(opinion, group)| opinion.contradicts + WORTH * group.len() as f32);
    costs.zip(&groups).min_by(|(one, _), (other, _)| one.total_cmp(other)).map(|(_, group)| group.clone())
}

/// The tokens of the one clause that by itself is heard as a contradiction the most; what stands outside of all clauses
/// that claim something ("even in skilled hands, …") is the setting of the claim and not at issue.
fn clause_at_issue(reader: &dyn SecondReader, evidence: &str, text: &str, reading: &Reading) -> Range<usize> {
    let clauses: Vec<&Range<usize>> = reading.own_claims().map(|claim| &claim.tokens).collect();
    let pairs: Vec<(&str, &str)> = clauses.iter().map(|tokens| (evidence, words_of(text, reading, tokens))).collect();
    let heard = if clauses.len() > 1 { reader.read(&pairs) } else { Vec::new() };
    let most = (0..heard.len()).max_by(|&one, &other| heard[one].contradicts.total_cmp(&heard[other].contradicts));
    clauses.get(most.unwrap_or(0)).map_or(0..reading.tokens.len(), |&tokens| tokens.clone())
}

/// Some tokens of a sentence as they stand there, without the punctuation before the first word.
fn words_of<'a>(text: &'a str, reading: &Reading, tokens: &Range<usize>) -> &'a str {
    let words = reading.bytes(tokens).and_then(|bytes| text.get(bytes)).unwrap_or(text);
    words.trim_start_matches(|letter: char| !letter.is_alphanumeric())
}

/// The groups of neighbouring words that begin and end with a word that tells something.
fn groups(reading: &Reading) -> Vec<Range<usize>> {
    let telling = |index: usize| is_said(reading, index) || tag(reading, index) == Some(Tag::Noun);
    let count = reading.tokens.len();
    (0..count)
        .filter(|&first| telling(first))
        .flat_map(|first| (first + 1..=count.min(first + LONGEST)).map(move |end| first..end))
        .filter(|group| telling(group.end - 1) && group.clone().all(|index| tag(reading, index) != Some(Tag::Mark)))
        .collect()
}

/// Whether a word says something of what others name.
fn is_said(reading: &Reading, index: usize) -> bool {
    matches!(
        tag(reading, index),
        Some(Tag::Verb | Tag::Participle | Tag::Gerund | Tag::Adjective | Tag::Adverb | Tag::Number | Tag::Negation)
    ) || reading.own_claims().flat_map(|claim| &claim.values).any(|value| value.tokens.contains(&index))
}

fn tag(reading: &Reading, index: usize) -> Option<Tag> {
    reading.tags.get(index).copied()
}

/// Whether a word names what the sentence speaks of, or belongs to a condition.
fn is_given(reading: &Reading, index: usize) -> bool {
    let mut terms = reading.own_claims().flat_map(|claim| &claim.terms);
    terms.any(|term| (term.subject || term.condition) && term.tokens.contains(&index))
}

fn without(text: &str, reading: &Reading, group: &Range<usize>) -> String {
    let Some(bytes) = reading.bytes(group) else { return text.to_owned() };
    let before = text.get(..bytes.start).unwrap_or_default();
    let after = text.get(bytes.end..).unwrap_or_default();
    format!("{before}{}", after.trim_start())
}
