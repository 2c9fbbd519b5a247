//! Weighing: from the stances of many statements to one verdict.
//!
//! The rule, for a medical editor:
//!
//! - Answers are counted, not sentences: of each answer the strongest sentence on either side counts, and an answer
//!   that has sentences on both sides counts on the side on which it is surer.
//! - An answer that is much less sure to speak of the matter than the surest one is left out.
//! - A hedged answer weighs half of a plain one when it stands against one that is plain.
//! - A single answer contradicts only where it is clearly sure, and so do answers whose clash was only heard by the
//!   second reader and found by no rule.
//! - The likelier it is that anything supports the claim, the surer a clash must be.
//! - Answers that concur on the same words of the claim make one another surer, up to six of them.
//! - Where only one side has answers, the verdict is theirs. Where both have, a side that carries clearly most of
//!   the weight ([`Scales::clear`]) decides and the other is shown as dissent; else the claim is contested.
//! - Where those that speak of the claim say it less strongly, and no answer denies it or only a few beside many
//!   ([`OUTWEIGHED`]), it is overstated.
//!
//! It must not look at words.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::difference::{Difference, Kind};
use super::stance::Finding;
use super::{Reason, Stance, Verdict};

/// The answers for and against a claim.
#[derive(Clone, Debug)]
pub struct Tally {
    /// The verdict.
    pub verdict: Verdict,
    /// Why, where there is something to explain.
    pub reason: Option<Reason>,
    /// The claim's tokens that differ.
    pub slot: Option<Range<usize>>,
    /// The strongest difference.
    pub difference: Option<Difference>,
    /// The statement that shows it.
    pub shown_by: Option<usize>,
    /// Statements that agree, strongest first, one an answer.
    pub supporting: Vec<usize>,
    /// Statements that disagree, strongest first, one an answer.
    pub contradicting: Vec<usize>,
}

/// How sure answers must be. Sureness runs from 0 to 1.
#[derive(Clone, Copy, Debug)]
pub struct Scales {
    /// An answer counts where it is at least this sure, as a share of the surest on either side.
    pub counts: f32,
    /// An answer concurs where it is at least this sure, as a share of the surest.
    pub concurs: f32,
    /// How much surer each answer that concurs makes the surest, up to six of them.
    pub concurrence: f32,
    /// How sure the surest clash must be.
    pub firm: f32,
    /// How much surer it must be, as a share, where something is sure to support the claim.
    pub doubt: f32,
    /// How much surer a single answer must be than several, before it alone contradicts.
    pub lone: f32,
    /// How much surer the surest clash must be where rules found none and it was only heard.
    pub heard_only: f32,
    /// The share of the weight that decides.
    pub clear: f32,
    /// How sure each side must be before a claim is contested.
    pub contest: f32,
    /// How sure the surest agreement must be.
    pub support: f32,
}

/// The scales for what rules found alone; chosen on one half of the labelled sentences, checked on the other.
pub const RULES_ALONE: Scales = Scales {
    counts: 0.5,
    concurs: 0.6,
    concurrence: 0.07,
    firm: 0.36,
    doubt: 0.0,
    lone: 1.4,
    heard_only: 1.0,
    clear: 0.60,
    contest: 0.42,
    support: 0.16,
};

/// The scales for what rules and second reader found together; chosen and checked likewise.
pub const TOGETHER: Scales = Scales {
    counts: 0.38,
    concurs: 0.52,
    concurrence: 0.08,
    firm: 0.30,
    doubt: 1.0,
    lone: 1.06,
    heard_only: 1.07,
    clear: 0.88,
    contest: 0.43,
    support: 0.10,
};

impl Scales {
    /// The scales where something supports the claim with this likelihood, from 0 to 1.
    #[must_use]
    pub fn beside(self, accord: f32) -> Self {
        Self { firm: self.firm * (1.0 + self.doubt * accord), ..self }
    }
}

/// Answers that deny a claim do not decide where they carry less than this share of what those carry that say it less
/// strongly.
const OUTWEIGHED: f32 = 0.33;

/// Weighs the findings on one claim; each comes with the index of its statement, whose source and answer `answer_of` tells.
#[must_use]
pub fn weigh(
    findings: &[(usize, Finding)],
    answer_of: impl Fn(usize) -> Option<(usize, usize)>,
    scales: &Scales,
) -> Tally {
    let mut by_answer: FxHashMap<(usize, usize), &(usize, Finding)> = FxHashMap::default();
    for entry in findings {
        let Some(answer) = answer_of(entry.0) else { continue };
        let best = by_answer.entry(answer).or_insert(entry);
        if entry.1.score > best.1.score {
            *best = entry;
        }
    }
    let mut sides: Vec<&(usize, Finding)> = by_answer.into_values().collect();
    let surest = sides.iter().map(|(_, finding)| finding.score).fold(0.0, f32::max);
    sides.retain(|(_, finding)| finding.score >= scales.counts * surest);
    sides.sort_by(|one, other| other.1.score.total_cmp(&one.1.score).then(one.0.cmp(&other.0)));
    let of = |stance: Stance| sides.iter().filter(move |(_, finding)| finding.stance == stance);
    let weight = |finding: &Finding| finding.score * if finding.hedged { 0.5 } else { 1.0 };
    let against: f32 = of(Stance::Contradicts).map(|(_, finding)| weight(finding)).sum();
    let agreeing: f32 = of(Stance::Supports).map(|(_, finding)| weight(finding)).sum();
    let reserved: f32 = of(Stance::Qualifies).map(|(_, finding)| weight(finding)).sum();
    let surest = |stance: Stance| {
        let Some((_, first)) = of(stance).next() else { return 0.0 };
        let concurs = |other: &Finding| other.score >= scales.concurs * first.score && other.bears_on_the_same(first);
        let others = of(stance).skip(1).filter(|(_, finding)| concurs(finding)).count();
        first.score * (1.0 + scales.concurrence * others.min(6) as f32)
    };
    let (clash, accord, qualified) = (surest(Stance::Contradicts), surest(Stance::Supports), surest(Stance::Qualifies));
    let lone = if of(Stance::Contradicts).count() == 1 { scales.lone } else { 1.0 };
    let located = of(Stance::Contradicts).any(|(_, finding)| finding.point.is_some());
    let firm = scales.firm * lone * if located { 1.0 } else { scales.heard_only };
    let outweighed = against < OUTWEIGHED * reserved;
    let verdict = if clash >= firm && against >= scales.clear * (against + agreeing) && !outweighed {
        Verdict::Contradicted
    } else if clash >= scales.contest && accord >= scales.contest && against > 0.25 * (against + agreeing) {
        Verdict::Contested
    } else if accord.max(qualified) < scales.support {
        Verdict::Uncovered
    } else if accord >= qualified {
        Verdict::Supported
    } else {
        Verdict::Overstated
    };
    // A point that rules found tells the author more than a clash that was only heard.
    let strongest =
        of(Stance::Contradicts).find(|(_, finding)| finding.point.is_some()).or_else(|| of(Stance::Contradicts).next());
    let difference = strongest.and_then(|(_, finding)| finding.point.clone());
    let shows_difference = matches!(verdict, Verdict::Contradicted | Verdict::Contested);
    Tally {
        verdict,
        reason: match verdict {
            Verdict::Contradicted | Verdict::Contested => {
                Some(difference.as_ref().map_or(Reason::OtherWords, |difference| difference.reason))
            }
            Verdict::Overstated => Some(Reason::StrongerCertainty),
            Verdict::Supported | Verdict::Uncovered => None,
        },
        slot: difference.as_ref().filter(|_| shows_difference).map(|difference| difference.slot.clone()),
        shown_by: strongest.map(|(index, _)| *index),
        difference,
        supporting: of(Stance::Supports).chain(of(Stance::Qualifies)).map(|(index, _)| *index).collect(),
        contradicting: of(Stance::Contradicts).map(|(index, _)| *index).collect(),
    }
}

impl Finding {
    /// Whether two findings are about the same words of the claim, as far as either tells.
    fn bears_on_the_same(&self, other: &Self) -> bool {
        let points = self.point.as_ref().zip(other.point.as_ref());
        points.is_none_or(|(one, other)| one.slot.start < other.slot.end && other.slot.start < one.slot.end)
    }
}

impl Tally {
    /// The kind of the strongest difference.
    #[must_use]
    pub fn kind(&self) -> Option<Kind> {
        self.difference.as_ref().map(|difference| difference.kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The verdict on answers of these stances, all equally sure.
    fn verdict(stances: &[(Stance, usize)]) -> Verdict {
        let finding = |stance: Stance| Finding { stance, score: 0.5, point: None, hedged: stance == Stance::Qualifies };
        let all = stances.iter().flat_map(|&(stance, count)| std::iter::repeat_n(stance, count));
        let findings: Vec<(usize, Finding)> = all.map(finding).enumerate().collect();
        weigh(&findings, |statement| Some((0, statement)), &TOGETHER).verdict
    }

    #[test]
    fn what_one_side_says_is_the_verdict() {
        assert_eq!(verdict(&[]), Verdict::Uncovered);
        assert_eq!(verdict(&[(Stance::Supports, 2)]), Verdict::Supported);
        assert_eq!(verdict(&[(Stance::Qualifies, 2)]), Verdict::Overstated);
        assert_eq!(verdict(&[(Stance::Contradicts, 2)]), Verdict::Contradicted);
        assert_eq!(verdict(&[(Stance::Contradicts, 2), (Stance::Supports, 2)]), Verdict::Contested);
    }

    #[test]
    fn a_few_who_deny_do_not_outweigh_many_who_say_it_with_reserve() {
        assert_eq!(verdict(&[(Stance::Contradicts, 3), (Stance::Qualifies, 4)]), Verdict::Contradicted);
        assert_eq!(verdict(&[(Stance::Contradicts, 3), (Stance::Qualifies, 23)]), Verdict::Overstated);
    }
}
