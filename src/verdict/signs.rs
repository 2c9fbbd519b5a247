//! Signs: how far a point on which two statements agree or clash can be trusted, given what else they share.
//!
//! A sign never names a word or a topic, only how two statements meet. It must not look at which side a point takes:
//! agreement and clash are trusted by the same rule, so that neither is easier to come by.

use super::difference::Kind;

/// What speaks for and against a point.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Signs {
    /// What kind of point it is.
    pub kind: Option<Kind>,
    /// How far the words by themselves can be trusted, from 0 to 1.
    pub words: f32,
    /// How well the things that the two places bear on meet, from 0 to 1.
    pub target: f32,
    /// The share of what the claim speaks of that the evidence speaks of as well, by weight.
    pub coverage: f32,
    /// The weight of the heaviest thing in the claim of which the corpus never speaks.
    pub stranger: f32,
    /// Whether one holds after something was given up and the other does not.
    pub other_phase: bool,
    /// Whether only one of the two compares.
    pub one_compares: bool,
    /// Whether each names a thing of one kind (a part of the body, a drug) of which the other does not speak.
    pub sibling: bool,
    /// Whether the claim only denies that something has been shown, which the thing itself does not exclude.
    pub claim_unproven: bool,
    /// The share of the claim's conditions of which the evidence does not speak.
    pub other_condition: f32,
    /// Whether the claim only says that it may be so, which an opposite rule does not exclude.
    pub claim_possible: bool,
    /// Whether the evidence only says that it may be so.
    pub evidence_possible: bool,
    /// Whether it is a figure for when something sets in, which depends on what sets in.
    pub onset: bool,
    /// How near the two are in meaning as wholes, from -1 to 1.
    pub gist: f32,
    /// How many further points the two agree on.
    pub agreements: usize,
}

/// How much each sign counts. All are factors on a trust that begins at one.
#[derive(Clone, Copy, Debug)]
pub struct Trust {
    /// What is left where the two places bear on different things.
    pub other_target: f32,
    /// What is left where nothing else is shared.
    pub no_coverage: f32,
    /// What is left where the claim names a thing of which the corpus never speaks.
    pub stranger: f32,
    /// What is left where one holds after stopping and the other does not.
    pub other_phase: f32,
    /// What is left where only one compares.
    pub one_compares: f32,
    /// What is left where the two are nothing to each other as wholes.
    pub no_gist: f32,
    /// The trust in each kind of point.
    pub denied_pole: f32,
    /// See [`Kind::NoneAgainstMove`].
    pub none_against_move: f32,
    /// See [`Kind::DeniedTerm`].
    pub denied_term: f32,
    /// See [`Kind::Antonyms`].
    pub antonyms: f32,
    /// See [`Kind::Quantities`].
    pub quantities: f32,
    /// See [`Kind::PermanenceAgainstTime`].
    pub permanence: f32,
    /// See [`Kind::AkinPoles`].
    pub akin: f32,
    /// The trust in shared words alone.
    pub shared_words: f32,
    /// Weaker findings are not counted.
    pub worth_counting: f32,
}

/// The trust that the product uses; chosen on one half of the labelled sentences, checked on the other.
pub const TRUST: Trust = Trust {
    other_target: 0.30,
    no_coverage: 0.90,
    stranger: 0.20,
    other_phase: 0.25,
    one_compares: 0.70,
    no_gist: 0.30,
    denied_pole: 0.50,
    none_against_move: 1.00,
    denied_term: 0.50,
    antonyms: 0.30,
    quantities: 0.70,
    permanence: 0.70,
    akin: 0.90,
    shared_words: 0.27,
    worth_counting: 0.08,
};

/// What is left of a clash where the claim only says that it may be so, or that it has not been shown.
const POSSIBLE_CLAIM: f32 = 0.5;
/// What is left of a clash where the evidence only says that it may be so.
const POSSIBLE_EVIDENCE: f32 = 0.8;
/// What is left where each names a thing of its own of the same kind.
const SIBLING: f32 = 0.7;
/// What is left of "no effect" against an effect where the two bear on different things.
const NONE_ELSEWHERE: f32 = 0.1;
/// What is lost where the evidence does not speak of the claim's conditions.
const OTHER_CONDITION: f32 = 0.4;
/// What is left of a clash of times after which something sets in.
const ONSET: f32 = 0.6;

impl Signs {
    /// How far the point can be trusted, from 0 to 1.
    #[must_use]
    pub fn trust(&self, trust: &Trust) -> f32 {
        let between = |floor: f32, sign: f32| floor + (1.0 - floor) * sign.clamp(0.0, 1.0);
        let kind = match self.kind {
            None => trust.shared_words,
            Some(Kind::OppositePoles | Kind::Exception | Kind::Roles) => 1.0,
            Some(Kind::AkinPoles) => trust.akin,
            Some(Kind::NoneAgainstMove) => trust.none_against_move,
            Some(Kind::DeniedPole) => trust.denied_pole,
            Some(Kind::DeniedTerm) => trust.denied_term,
            Some(Kind::Antonyms) => trust.antonyms,
            Some(Kind::Quantities) => trust.quantities,
            Some(Kind::PermanenceAgainstTime) => trust.permanence,
        };
        // "Does nothing" to one thing leaves open what is done to every other.
        let other_target = if self.kind == Some(Kind::NoneAgainstMove) { NONE_ELSEWHERE } else { trust.other_target };
        kind * self.words
            * between(other_target, self.target)
            * between(trust.no_coverage, self.coverage)
            * between(trust.no_gist, self.gist / 0.6)
            * between(trust.stranger, 1.0 - self.stranger)
            * if self.other_phase { trust.other_phase } else { 1.0 }
            * if self.claim_possible { POSSIBLE_CLAIM } else { 1.0 }
            * if self.evidence_possible { POSSIBLE_EVIDENCE } else { 1.0 }
            * if self.claim_unproven { POSSIBLE_CLAIM } else { 1.0 }
            * (1.0 - OTHER_CONDITION * self.other_condition)
            * if self.sibling { SIBLING } else { 1.0 }
            * if self.onset { ONSET } else { 1.0 }
            * if self.one_compares { trust.one_compares } else { 1.0 }
    }
}
