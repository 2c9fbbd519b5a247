//! The words that every form of a report shares: who speaks, how many say so, and what a verdict is called.
//!
//! It must not lay anything out, and it must not escape: each form knows what is harmless to it.

use super::finding::Citation;
use crate::verdict::{Judgement, Reason, Verdict};

/// Who speaks: "Ada Example, MD, Montreal Dermatologist (5.0 stars, 69 reviews)", or the section of an article.
#[must_use]
pub fn speaker(citation: &Citation) -> String {
    let mut speaker = match (&citation.author, &citation.section) {
        (Some(author), _) => author.clone(),
        (None, Some(section)) => format!("Section “{section}”"),
        (None, None) => "A doctor".to_owned(),
    };
    if let Some(credential) = &citation.credential {
        speaker.push_str(", ");
        speaker.push_str(credential);
    }
    match (citation.rating, citation.reviews) {
        (Some(rating), Some(reviews)) => {
            let reviews = count(reviews as usize, "review", "reviews");
            speaker.push_str(&format!(" ({rating:.1} stars, {reviews})"));
        }
        (Some(rating), None) => speaker.push_str(&format!(" ({rating:.1} stars)")),
        (None, _) => {}
    }
    speaker
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
