//! How much a corpus holds of each thing, for `corpus stats`.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;
use serde::Serialize;

use super::json::SCHEMA;
use super::listing::{AnswerEntry, Listing, SourceEntry};
use super::words::one_line;

/// How much a corpus holds of each thing.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stats {
    schema: u32,
    /// Pages in all, and of each kind.
    sources: usize,
    qa: usize,
    articles: usize,
    /// Doctors' answers, and sections of articles.
    answers: usize,
    sections: usize,
    /// Different names under answers and articles.
    authors: usize,
    /// Answers without a name.
    unsigned_answers: usize,
    /// Answers whose author is rated, and the mean of those ratings, out of five.
    rated_answers: usize,
    mean_rating: Option<f32>,
    sentences: usize,
    claims: usize,
    /// The first and the last year in which pages or answers are dated.
    first_year: Option<u32>,
    last_year: Option<u32>,
    /// How many pages stand under each licence.
    licenses: BTreeMap<String, usize>,
    /// Pages that tell no licence.
    unlicensed: usize,
}

impl Stats {
    /// Counts what is listed.
    #[must_use]
    pub fn of(listing: &Listing) -> Self {
        let of_kind = |kind: &str| listing.sources.iter().filter(|source| source.kind == kind).count();
        let all: Vec<(&SourceEntry, &AnswerEntry)> = listing
            .sources
            .iter()
            .flat_map(|source| source.answers.iter().map(move |answer| (source, answer)))
            .collect();
        let answers: Vec<&AnswerEntry> =
            all.iter().filter(|(source, _)| source.kind == "qa").map(|(_, answer)| *answer).collect();
        let names: FxHashSet<&str> = all.iter().filter_map(|(_, answer)| answer.author.as_deref()).collect();
        let ratings: Vec<f32> = answers.iter().filter_map(|answer| answer.rating).collect();
        let dates = listing.sources.iter().map(|source| &source.date).chain(all.iter().map(|(_, answer)| &answer.date));
        let years: Vec<u32> = dates.flatten().filter_map(|date| year(date)).collect();
        let mut licenses = BTreeMap::new();
        for license in listing.sources.iter().filter_map(|source| source.license.clone()) {
            *licenses.entry(license).or_default() += 1;
        }
        Self {
            schema: SCHEMA,
            sources: listing.sources.len(),
            qa: of_kind("qa"),
            articles: of_kind("article"),
            answers: answers.len(),
            sections: all.len() - answers.len(),
            authors: names.len(),
            unsigned_answers: answers.iter().filter(|answer| answer.author.is_none()).count(),
            rated_answers: ratings.len(),
            mean_rating: mean(&ratings),
            sentences: all.iter().map(|(_, answer)| answer.sentences).sum(),
            claims: all.iter().map(|(_, answer)| answer.claims).sum(),
            first_year: years.iter().min().copied(),
            last_year: years.iter().max().copied(),
            unlicensed: listing.sources.iter().filter(|source| source.license.is_none()).count(),
            licenses,
        }
    }

    /// The figures as one JSON document.
    ///
    /// # Errors
    ///
    /// When it cannot be written as JSON, which does not happen.
    pub fn json(&self) -> serde_json::Result<String> {
        serde_json::to_string_pretty(self).map(|json| json + "\n")
    }

    /// The figures as a person reads them.
    #[must_use]
    pub fn text(&self) -> String {
        let rating = self.mean_rating.map(|mean| format!(", {mean:.1} stars on average")).unwrap_or_default();
        let years = match (self.first_year, self.last_year) {
            (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
            (Some(year), _) => year.to_string(),
            _ => "not told".to_owned(),
        };
        let mut rows = vec![
            (
                "pages",
                format!("{}  ({} with questions and answers, {} articles)", self.sources, self.qa, self.articles),
            ),
            ("answers", format!("{}  ({} without a name)", self.answers, self.unsigned_answers)),
            ("sections", self.sections.to_string()),
            ("authors", self.authors.to_string()),
            ("rated", format!("{}{rating}", self.rated_answers)),
            ("sentences", self.sentences.to_string()),
            ("claims", self.claims.to_string()),
            ("years", years),
        ];
        for (license, pages) in &self.licenses {
            rows.push(("licence", format!("{pages}  {}", one_line(license))));
        }
        rows.push(("no licence", self.unlicensed.to_string()));
        let text: String = rows.into_iter().map(|(name, value)| format!("{name:>10}  {value}\n")).collect();
        annotate_snippets::normalize_untrusted_str(&text)
    }
}

fn year(date: &str) -> Option<u32> {
    date.get(..4)?.parse().ok().filter(|year| (1000..=9999).contains(year))
}

fn mean(numbers: &[f32]) -> Option<f32> {
    (!numbers.is_empty()).then(|| numbers.iter().sum::<f32>() / numbers.len() as f32)
}
