//! The words that every form of a report shares: who speaks, how many say so, and what a verdict is called.
//!
//! It must not lay anything out, and it must not escape: each form knows what is harmless to it.

use std::fmt;

use super::finding::Citation;
use crate::verdict::{Judgement, Reason, Verdict};

/// Who speaks: "Ada Example, MD, Montreal Dermatologist (5.0 stars, 69 reviews)", or the section of an article.
#[derive(Clone, Copy, Debug)]
pub struct Speaker<'a> {
    /// The doctor's name, where known.
    pub author: Option<&'a str>,
    /// The section's heading; none for a doctor's answer.
    pub section: Option<&'a str>,
    /// What the doctor is and where, where known.
    pub credential: Option<&'a str>,
    /// Stars out of five, where known.
    pub rating: Option<f32>,
    /// How many reviews the rating rests on, where known.
    pub reviews: Option<u32>,
}

impl<'a> From<&'a Citation> for Speaker<'a> {
    fn from(citation: &'a Citation) -> Self {
        Self {
            author: citation.author.as_deref(),
            section: citation.section.as_deref(),
            credential: citation.credential.as_deref(),
            rating: citation.rating,
            reviews: citation.reviews,
        }
    }
}

impl fmt::Display for Speaker<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.author, self.section) {
            (Some(author), _) => f.write_str(author)?,
            (None, Some(section)) => write!(f, "Section “{section}”")?,
            (None, None) => f.write_str("A doctor")?,
        }
        if let Some(credential) = self.credential {
            write!(f, ", {credential}")?;
        }
        match (self.rating, self.reviews) {
            (Some(rating), Some(reviews)) => {
                write!(f, " ({rating:.1} stars, {})", count(reviews as usize, "review", "reviews"))
            }
            (Some(rating), None) => write!(f, " ({rating:.1} stars)"),
            (None, _) => Ok(()),
        }
    }
}

/// What an answer says, in one line. A summary is named as one, and never put between quotation marks.
#[must_use]
pub fn said(citation: &Citation) -> String {
    let quote = one_line(&citation.quote);
    if citation.summary { format!("summary: {quote}") } else { format!("“{quote}”") }
}

/// What a verdict is called at the beginning of a line.
#[must_use]
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Contradicted => "Contradicted",
        Verdict::Overstated => "Overstated",
        Verdict::Contested => "Contested",
        Verdict::Supported => "Supported",
        Verdict::Uncovered => "Not covered",
    }
}

/// How many answers stand on either side of a judgement, the side that bears it first: "5 answers against, 1 for".
#[must_use]
pub fn tally(judgement: &Judgement) -> String {
    let (against, agreeing) = (judgement.contradicting.len(), judgement.supporting.len());
    let none_or = |number: usize| if number == 0 { "none".to_owned() } else { number.to_string() };
    match judgement.verdict {
        Verdict::Supported | Verdict::Overstated => format!("{} for, {} against", answers(agreeing), none_or(against)),
        Verdict::Contradicted | Verdict::Contested | Verdict::Uncovered => {
            format!("{} against, {} for", answers(against), none_or(agreeing))
        }
    }
}

/// Why a claim and its evidence clash, beside the words that do.
#[must_use]
pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::OppositePolarity => "the opposite is said",
        Reason::ExclusiveValues => "the two exclude each other",
        Reason::DisjointQuantities => "the figures do not meet",
        Reason::ReversedDirection => "the other way round",
        Reason::StrongerQuantifier => "not in every case",
        Reason::StrongerCertainty => "less certain than this",
        Reason::OtherWords => "otherwise, in other words",
    }
}

/// A number of things: "1 page", "7 pages".
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A text in one line.
#[must_use]
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn answers(number: usize) -> String {
    if number == 0 { "no answer".to_owned() } else { count(number, "answer", "answers") }
}
