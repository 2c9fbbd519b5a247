//! The claims of a draft: which judgements are about one, and how many there are of each verdict.
//!
//! It must not judge, and it must not lay anything out.

use std::fmt;

use crate::claim::{self, Claim};
use crate::english::Tag;
use crate::lexicon::Lexicon;
use crate::verdict::{Judgement, Verdict};

/// Whether a judgement is about a claim: a sentence that asserts nothing has a judgement too, that nothing covers it.
#[must_use]
pub fn is_claim(judgement: &Judgement) -> bool {
    judgement.verdict != Verdict::Uncovered || asserts(&judgement.text)
}

/// Whether a judgement is about the sentence at a byte of the draft; the place right behind the sentence counts.
#[must_use]
pub fn is_at(judgement: &Judgement, offset: usize) -> bool {
    let touches = |range: &std::ops::Range<usize>| range.start <= offset && offset <= range.end;
    touches(&judgement.sentence) || touches(&judgement.slot)
}

fn asserts(sentence: &str) -> bool {
    let reading = claim::read(sentence, Lexicon::built_in());
    // Without a verb it is a greeting, or a heading that only names what follows.
    let says = |claim: &Claim| {
        let tags = reading.tags.get(claim.tokens.clone()).unwrap_or_default();
        tags.iter().any(|tag| matches!(tag, Tag::Verb | Tag::Auxiliary | Tag::Modal))
    };
    reading.own_claims().any(|claim| !claim.terms.is_empty() && says(claim))
}

/// How many claims have each verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    supported: usize,
    contested: usize,
    overstated: usize,
    contradicted: usize,
    uncovered: usize,
    /// Those with a finding that the author does not want to be told of, whatever their verdict.
    set_aside: usize,
}

impl Count {
    /// Counts the claims among some judgements.
    #[must_use]
    pub fn of<'a>(
        judgements: impl IntoIterator<Item = &'a Judgement>,
        is_set_aside: impl Fn(&Judgement) -> bool,
    ) -> Self {
        let mut count = Self::default();
        for judgement in judgements.into_iter().filter(|judgement| is_claim(judgement)) {
            *match judgement.verdict {
                _ if is_set_aside(judgement) => &mut count.set_aside,
                Verdict::Supported => &mut count.supported,
                Verdict::Contested => &mut count.contested,
                Verdict::Overstated => &mut count.overstated,
                Verdict::Contradicted => &mut count.contradicted,
                Verdict::Uncovered => &mut count.uncovered,
            } += 1;
        }
        count
    }

    /// How many claims there are.
    #[must_use]
    pub fn total(self) -> usize {
        self.supported + self.contested + self.overstated + self.contradicted + self.uncovered + self.set_aside
    }
}

/// "12 claims: 9 supported, 1 contradicted, 2 not covered".
impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&super::words::count(self.total(), "claim", "claims"))?;
        let parts = [
            (self.supported, "supported"),
            (self.contradicted, "contradicted"),
            (self.overstated, "overstated"),
            (self.contested, "contested"),
            (self.uncovered, "not covered"),
            (self.set_aside, "set aside"),
        ];
        for (index, (number, what)) in parts.iter().filter(|(number, _)| *number > 0).enumerate() {
            write!(f, "{} {number} {what}", if index == 0 { ":" } else { "," })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Count, is_claim};
    use crate::draft::{Draft, Format};
    use crate::verdict::Knowledge;

    #[test]
    fn what_asserts_nothing_is_no_claim() {
        let draft = "# Answer\n\nHello! Does it hurt? See `x`.\n\nThe moon is made of cheese.\n";
        let judgements = Knowledge::default().judge(&Draft::new(draft, Format::Markdown), None);
        let claims: Vec<&str> =
            judgements.iter().filter(|judgement| is_claim(judgement)).map(|one| one.text.as_str()).collect();
        assert_eq!(claims, ["The moon is made of cheese."]);
        assert_eq!(Count::of(&judgements, |_| false).to_string(), "1 claim: 1 not covered");
        assert_eq!(Count::of(&judgements, |_| true).to_string(), "1 claim: 1 set aside");
        assert_eq!(Count::default().to_string(), "0 claims");
    }
}
