//! What a corpus is about, and whether a text is about something else.
//!
//! A corpus on one matter says nothing of another, however alike the words: "no graft lasts beyond five years", under the
//! heading "Corneal transplant", is not contradicted by what doctors say of injections. It must not judge: it only says
//! what is not to be judged.

use rustc_hash::FxHashSet;

use super::stance::is_stranger;
use super::vocabulary::names_a_thing;
use crate::claim::{Claim, Term, terms_of};
use crate::english::Key;
use crate::lexicon::Lexicon;

/// How often a word must name a thing, to name the matter of a text.
const THING: f32 = 0.5;

/// The things that the titles of a corpus name.
#[derive(Debug)]
pub(super) struct Matter(FxHashSet<Key>);

impl Matter {
    /// The matter of pages with these titles.
    pub(super) fn of<'a>(titles: impl IntoIterator<Item = &'a str>, lexicon: &Lexicon) -> Self {
        let terms = titles.into_iter().flat_map(|title| terms_of(title, lexicon));
        Self(terms.filter(|term| names_a_thing(term) > THING).flat_map(|term| term.keys).collect())
    }

    /// Whether a claim under headings that speak of these is about something of which the corpus never speaks: they name
    /// a stranger, and neither they nor the claim name anything that the corpus is about.
    pub(super) fn is_elsewhere(&self, claim: &Claim, above: &[Term], heard: impl Fn(&Term) -> bool) -> bool {
        above.iter().any(|term| is_stranger(term, &heard))
            && !above.iter().chain(&claim.terms).chain(&claim.lent).any(|term| self.names(term))
    }

    fn names(&self, term: &Term) -> bool {
        term.keys.iter().any(|key| self.0.contains(key))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::corpus::read_page;
    use crate::draft::{Draft, Format};
    use crate::verdict::{Knowledge, Verdict};

    const PAGE: &str = "# How long does Botox last?\n\n## Answer\n\nThe effect of Botox lasts three to four months.\n";

    #[track_caller]
    fn check(draft: &str, expected: Verdict) {
        let page = read_page(Path::new("page.md"), PAGE.as_bytes()).expect("the page can be read");
        let knowledge = Knowledge::new(vec![page]);
        let judgements = knowledge.judge(&Draft::new(draft, Format::Markdown), None);
        assert_eq!(judgements.last().map(|judgement| judgement.verdict), Some(expected), "{draft}");
    }

    #[test]
    fn a_text_on_another_matter_is_left_alone() {
        check("# Kidney transplant\n\nThe effect lasts for two years.\n", Verdict::Uncovered);
        check("# Kidney transplant\n\n## How long\n\nThe effect lasts for two years.\n", Verdict::Uncovered);
    }

    #[test]
    fn what_names_the_corpus_matter_is_judged_under_any_heading() {
        check("# Kidney transplant\n\nThe effect of Botox lasts for two years.\n", Verdict::Contradicted);
        check("# Botox after a kidney transplant\n\nThe effect lasts for two years.\n", Verdict::Contradicted);
    }

    #[test]
    fn a_heading_without_a_stranger_decides_nothing() {
        check("# How long\n\nThe effect lasts for two years.\n", Verdict::Contradicted);
        check("The effect lasts for two years.\n", Verdict::Contradicted);
    }
}
