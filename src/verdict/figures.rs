//! The figures that a corpus gives for what a sentence is about to say: "Botox lasts …".
//!
//! It must not judge by itself: the sentence is finished with a figure that nobody gives, and whoever would object to it
//! has another one for the same thing.

use rustc_hash::FxHashSet;

use super::Knowledge;
use super::consensus::{Figure, grouped};
use super::evidence::Statement;
use crate::claim::{Discourse, Voice};
use crate::draft::{Format, Sentence, passages, sentences};
use crate::english::quantity::Quantity;

/// What a sentence may be finished with, one a dimension; a time is what most sentences ask for.
const ENDINGS: [&str; 3] = ["7 weeks.", "7%.", "7 units."];

impl Knowledge {
    /// The figures for what the sentence at the end of a text is about to say. Only its own passage is read before it: a
    /// pronoun takes its subject from there.
    #[must_use]
    pub fn figures_at_end(&self, text: &str, format: Format) -> Vec<Figure> {
        let mut passages = passages(text, format);
        let Some(passage) = passages.pop().filter(|passage| text.trim_end().len() == passage.range.end) else {
            return Vec::new();
        };
        let mut sentences = sentences(&passage);
        let Some(last) = sentences.pop() else { return Vec::new() };
        let words = |sentence: &Sentence| passage.text.get(sentence.in_passage.clone()).unwrap_or_default();
        let mut discourse = Discourse::default();
        discourse.enter(&passage);
        for sentence in &sentences {
            discourse.read(words(sentence), self.lexicon());
        }
        self.figures_for(words(&last), &discourse)
    }

    /// The figures that answers give for what a beginning of a sentence measures, those of most answers first; none
    /// where it measures nothing, or nobody says how much.
    #[must_use]
    pub fn figures_for(&self, beginning: &str, discourse: &Discourse) -> Vec<Figure> {
        ENDINGS
            .iter()
            .map(|ending| self.figures_instead(&format!("{} {ending}", beginning.trim_end()), discourse))
            .find(|figures| !figures.is_empty())
            .unwrap_or_default()
    }

    fn figures_instead(&self, sentence: &str, discourse: &Discourse) -> Vec<Figure> {
        let reading = discourse.clone().read(sentence, self.lexicon());
        let mut found: Vec<(&Statement, &Quantity)> = Vec::new();
        let mut heard = FxHashSet::default();
        for claim in reading.claims.iter().filter(|claim| claim.voice == Voice::Own) {
            if let Some(last) = claim.quantities.len().checked_sub(1) {
                found.extend(self.same_measure(claim, last, &mut heard));
            }
        }
        grouped(&found)
    }
}

#[cfg(test)]
mod tests {
    use crate::claim::Discourse;
    use crate::corpus::built_in;
    use crate::verdict::Knowledge;

    #[test]
    fn a_figure_is_known_only_for_what_the_corpus_measures() {
        let knowledge = Knowledge::new(built_in().sources);
        let figures = |beginning: &str| {
            let figures = knowledge.figures_for(beginning, &Discourse::default());
            figures.into_iter().map(|figure| (figure.words, figure.sides.len())).collect::<Vec<_>>()
        };
        for beginning in ["", "Botox", "Paracetamol lasts", "The clinic opens after"] {
            assert_eq!(figures(beginning), [], "{beginning}");
        }
        let lasts = figures("Botox lasts");
        assert!(lasts.first().is_some_and(|(words, answers)| words.contains("months") && *answers >= 3), "{lasts:?}");
    }
}
