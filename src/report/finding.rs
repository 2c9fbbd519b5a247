//! What is shown to the author: a verdict that needs attention, where it stands, and who says what.
//!
//! The field names are the JSON contract, version 1: fields may be added, none may change.

use serde::Serialize;

use super::lines::{Lines, Range};
use crate::corpus::Sources;
use crate::verdict::{Judgement, Reason, Side, Verdict};

/// A verdict that needs the author's attention.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// What kind of finding it is.
    pub code: Code,
    /// How loudly it is to be told.
    pub severity: Severity,
    /// One plain sentence for the author.
    pub message: String,
    /// The words that clash.
    pub range: Range,
    /// Those words as they stand in the draft, markup included.
    pub text: String,
    /// The verdict behind the finding.
    pub verdict: Verdict,
    /// Why.
    pub reason: Option<Reason>,
    /// The answers that agree with the draft, strongest first.
    pub supporting: Vec<Citation>,
    /// The answers that disagree with it, strongest first.
    pub contradicting: Vec<Citation>,
}

/// The kinds of finding, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Code {
    /// Doctors take both sides: "Botox prevents wrinkles" where some say it does and some that it does not.
    Contested,
    /// Said more strongly than doctors say it: "always lasts four months" where they say "usually".
    Overstatement,
    /// Doctors seem to say the opposite in other words, as only the second reader hears it.
    Paraphrase,
    /// Doctors say the opposite: "permanent results" where they say three to four months.
    Contradiction,
}

/// How loudly a finding is told, in the words of editors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// To be mended before anything else; nothing is that loud unless somebody asks for it.
    Error,
    /// To be mended.
    Warning,
    /// To be weighed.
    Information,
    /// To be known.
    Hint,
}

/// A pointer to what one answer says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Citation {
    /// The page's file stem.
    pub source: String,
    /// The answer's number on the page, from 1; none for a section of an article.
    pub answer: Option<u32>,
    /// The section's heading; none for a doctor's answer.
    pub section: Option<String>,
    /// The page's title.
    pub title: String,
    /// The doctor's name, where known.
    pub author: Option<String>,
    /// What the doctor is and where, where known.
    pub credential: Option<String>,
    /// Stars out of five, where known.
    pub rating: Option<f32>,
    /// How many reviews the rating rests on, where known.
    pub reviews: Option<u32>,
    /// The sentence that bears on the claim.
    pub quote: String,
    /// Whether `quote` is a summary in the corpus editor's words, which must not be shown as a quotation.
    pub summary: bool,
    /// The page's path.
    pub path: String,
    /// The line of the page on which the sentence begins, from 1.
    pub line: u32,
}

impl Code {
    /// The kind of finding a judgement gives; none where there is nothing to attend to.
    #[must_use]
    pub fn of(judgement: &Judgement) -> Option<Self> {
        match judgement.verdict {
            Verdict::Contradicted if judgement.reason == Some(Reason::OtherWords) => Some(Self::Paraphrase),
            Verdict::Contradicted => Some(Self::Contradiction),
            Verdict::Overstated => Some(Self::Overstatement),
            Verdict::Contested => Some(Self::Contested),
            Verdict::Supported | Verdict::Uncovered => None,
        }
    }

    /// Every kind of finding, weakest first.
    pub const ALL: [Self; 4] = [Self::Contested, Self::Overstatement, Self::Paraphrase, Self::Contradiction];

    /// The kind of finding of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.name() == name)
    }

    /// What a finding of this kind means and what to do about it, in Markdown.
    #[must_use]
    pub fn explanation(self) -> &'static str {
        match self {
            Self::Contradiction => include_str!("../../docs/codes/contradiction.md"),
            Self::Overstatement => include_str!("../../docs/codes/overstatement.md"),
            Self::Paraphrase => include_str!("../../docs/codes/paraphrase.md"),
            Self::Contested => include_str!("../../docs/codes/contested.md"),
        }
    }

    /// The code's name, as it stands in every report.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Contradiction => "contradiction",
            Self::Overstatement => "overstatement",
            Self::Paraphrase => "paraphrase",
            Self::Contested => "contested",
        }
    }

    /// How loudly a finding of this kind is told.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::Contradiction => Severity::Warning,
            Self::Overstatement | Self::Paraphrase => Severity::Information,
            Self::Contested => Severity::Hint,
        }
    }

    /// The one plain sentence that a finding of this kind tells the author.
    #[must_use]
    pub fn message(self, judgement: &Judgement) -> &str {
        judgement.message.as_deref().unwrap_or(match self {
            Self::Contradiction => "Doctors here say otherwise.",
            Self::Overstatement => "Doctors here say this less firmly.",
            Self::Paraphrase => "Doctors here seem to say otherwise.",
            Self::Contested => "Doctors here disagree about this.",
        })
    }
}

/// The findings among the judgements of a draft, in the same order.
#[must_use]
pub fn findings<'a>(
    lines: &Lines<'_>,
    judgements: impl IntoIterator<Item = &'a Judgement>,
    sources: &Sources,
) -> Vec<Finding> {
    judgements.into_iter().filter_map(|judgement| finding(lines, judgement, sources)).collect()
}

/// The citations of one side of a judgement. A side that points at no answer is left out.
#[must_use]
pub fn citations(sides: &[Side], sources: &Sources) -> Vec<Citation> {
    sides.iter().filter_map(|side| Citation::new(sources, side)).collect()
}

fn finding(lines: &Lines<'_>, judgement: &Judgement, sources: &Sources) -> Option<Finding> {
    let code = Code::of(judgement)?;
    let range = lines.range(&judgement.slot);
    Some(Finding {
        code,
        severity: code.severity(),
        message: code.message(judgement).to_owned(),
        range,
        text: lines.slice(range).to_owned(),
        verdict: judgement.verdict,
        reason: judgement.reason,
        supporting: citations(&judgement.supporting, sources),
        contradicting: citations(&judgement.contradicting, sources),
    })
}

impl Citation {
    /// Looks up what a piece of evidence points to; none where it points at no answer of these sources.
    #[must_use]
    pub fn new(sources: &Sources, side: &Side) -> Option<Self> {
        let source = sources.get(side.source)?;
        let answer = source.answers.get(side.answer)?;
        Some(Self {
            source: source.name.clone(),
            answer: answer.number,
            section: answer.section.clone(),
            title: source.title.clone(),
            author: answer.author.clone(),
            credential: answer.credential.clone(),
            rating: answer.rating,
            reviews: answer.reviews,
            quote: side.quote.clone(),
            summary: source.summary,
            path: source.path.display().to_string(),
            line: side.line,
        })
    }
}

/// A finding for the tests of what is written of it.
#[cfg(test)]
pub(super) mod samples {
    use super::{Citation, Code, Finding};
    use crate::report::lines::{Place, Range};
    use crate::verdict::{Reason, Verdict};

    /// A contradiction in the third line, columns 5 to 13, with one answer against.
    pub(in crate::report) fn finding() -> Finding {
        Finding {
            code: Code::Contradiction,
            severity: Code::Contradiction.severity(),
            message: "Doctors here say that it wears off.".to_owned(),
            range: Range {
                start: Place { line: 3, column: 5, offset: 10 },
                end: Place { line: 3, column: 14, offset: 19 },
            },
            text: "for ever;".to_owned(),
            verdict: Verdict::Contradicted,
            reason: Some(Reason::ExclusiveValues),
            supporting: Vec::new(),
            contradicting: vec![Citation {
                source: "wear".to_owned(),
                answer: Some(1),
                section: None,
                title: "Wear".to_owned(),
                author: Some("Ana Prior, MD".to_owned()),
                credential: None,
                rating: None,
                reviews: None,
                quote: "It wears off.".to_owned(),
                summary: false,
                path: "pages/wear.md".to_owned(),
                line: 7,
            }],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn every_code_has_a_name_of_its_own_and_its_page() {
        for code in Code::ALL {
            assert_eq!(Code::named(code.name()), Some(code));
            let page = code.explanation();
            assert!(page.starts_with(&format!("# {}\n", code.name())), "{page}");
            assert!(page.contains(&format!("ignore {} ", code.name())), "{page}");
        }
        assert_eq!(Code::named("nonsense"), None);
        assert!(Code::ALL.is_sorted());
    }
}
