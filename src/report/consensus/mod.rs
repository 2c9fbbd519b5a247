//! What a corpus says as a whole, as text, JSON and a page to look at, for `corpus consensus`.
//!
//! It must not judge: it shows what [`crate::verdict`] counted, with who said it.

mod html;
mod text;

use serde::Serialize;

use super::finding::{Citation, citations};
use super::json::{CorpusSize, SCHEMA};
use crate::english::quantity::Role;
use crate::verdict::{self, Knowledge, Side};

/// What a corpus says as a whole.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Consensus {
    schema: u32,
    corpus: CorpusSize,
    topics: Vec<Topic>,
}

/// One thing of which the corpus speaks.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Topic {
    /// None for what belongs to no other topic.
    topic: Option<String>,
    propositions: Vec<Proposition>,
    figures: Vec<Figures>,
}

/// A proposition that several answers share or dispute.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Proposition {
    statement: String,
    /// Whether `statement` is a summary in the corpus editor's words, which must not be shown as a quotation.
    summary: bool,
    disputed: bool,
    supporting: Vec<Citation>,
    contradicting: Vec<Citation>,
}

/// The figures that are given for one thing.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Figures {
    /// What is measured: `duration`, `end`, `onset`, `recovery` or `interval`.
    measure: &'static str,
    statement: String,
    values: Vec<Figure>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Figure {
    words: String,
    /// The unit of `low` and `high`.
    unit: String,
    /// None where there is no lower end.
    low: Option<f64>,
    /// None where there is no upper end.
    high: Option<f64>,
    answers: Vec<Citation>,
}

impl Consensus {
    /// What an analysed corpus says.
    #[must_use]
    pub fn of(knowledge: &Knowledge) -> Self {
        let sources = knowledge.sources();
        let cited = |sides: &[Side]| citations(sides, sources);
        let is_summary = |side: &Side| sources.get(side.source).is_some_and(|source| source.summary);
        let proposition = |it: verdict::Proposition| Proposition {
            summary: is_summary(&it.statement),
            disputed: !it.contradicting.is_empty(),
            supporting: cited(&it.supporting),
            contradicting: cited(&it.contradicting),
            statement: it.statement.quote,
        };
        let figure = |it: verdict::Figure| Figure {
            words: it.words,
            unit: it.dimension.unit().to_owned(),
            low: Some(it.low).filter(|low| low.is_finite()),
            high: Some(it.high).filter(|high| high.is_finite()),
            answers: cited(&it.sides),
        };
        let figures = |it: verdict::Figures| Figures {
            measure: measure(it.role),
            statement: it.statement.quote,
            values: it.figures.into_iter().map(figure).collect(),
        };
        let topic = |it: verdict::Topic| Topic {
            topic: Some(it.name).filter(|name| !name.is_empty()),
            propositions: it.propositions.into_iter().map(proposition).collect(),
            figures: it.figures.into_iter().map(figures).collect(),
        };
        Self {
            schema: SCHEMA,
            corpus: CorpusSize::of(knowledge),
            topics: knowledge.consensus().into_iter().map(topic).collect(),
        }
    }

    /// As one JSON document.
    ///
    /// # Errors
    ///
    /// When it cannot be written as JSON, which does not happen.
    pub fn json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self).map(|json| json + "\n")
    }

    /// As a person reads it in a terminal.
    #[must_use]
    pub fn text(&self) -> String {
        text::text(self)
    }

    /// As one page that needs nothing beside itself.
    #[must_use]
    pub fn html(&self) -> String {
        html::html(self)
    }
}

fn measure(role: Role) -> &'static str {
    match role {
        Role::End => "end",
        Role::Onset => "onset",
        Role::Recovery => "recovery",
        Role::Interval => "interval",
        _ => "duration",
    }
}

/// What is measured, as it stands before the figures.
fn measured(measure: &str) -> &'static str {
    match measure {
        "end" => "Is over after",
        "onset" => "Sets in after",
        "recovery" => "Takes to recover",
        "interval" => "Is repeated",
        _ => "Lasts",
    }
}

#[cfg(test)]
mod tests;
