//! Quantities in prose: durations, frequencies, doses, counts, shares, and their bounds.
//!
//! It must not know what a quantity says about the world; it reads the phrase and what it measures grammatically.
//!
//! A small parser over the tokens: `words` gives each word its class in one look-up, `numbers` reads figures,
//! `phrase`, `counts`, `moments`, `frequency` and `share` read what they count, `bound` what limits them, `role` what they
//! measure, and `compare` whether two of them agree. A sentence without a number-like word costs the look-ups alone.

mod bound;
mod compare;
mod counts;
mod frequency;
mod moments;
mod names;
mod numbers;
mod phrase;
mod role;
mod share;
mod units;
mod words;

use std::ops::Range;

use super::{Token, TokenKind};

pub use bound::Bound;
pub use compare::{QuantityRelation, comparable, relation};

/// A quantity found in a sentence.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Quantity {
    /// The tokens of the phrase ("about three to four months"), as indexes into the sentence's tokens.
    pub tokens: Range<usize>,
    /// What is counted, with its unit folded into [`Quantity::low`] and [`Quantity::high`].
    pub dimension: Dimension,
    /// The lower end, in the dimension's base unit. Negative infinity where there is none.
    pub low: f64,
    /// The upper end, in the dimension's base unit. Infinity where there is none.
    pub high: f64,
    /// Whether the figures are vague ("a few", "several", "about").
    pub vague: bool,
    /// How the figures limit what is meant; already folded into [`Quantity::low`] and [`Quantity::high`].
    pub bound: Bound,
    /// How the phrase stands in its clause, where the words around it show that.
    pub role: Role,
    /// The token that names what is counted, where [`Quantity::dimension`] is a count.
    pub noun: Option<usize>,
    /// What the amount is counted by, as in "300 mg a day" and "0.5 mg/kg".
    pub per: Option<Per>,
    /// The token of the word that shows the role ("lasts", "fades"), where one does and it is not a preposition. A
    /// caller can tell by it to which verb of the sentence the quantity belongs.
    pub governor: Option<usize>,
}

impl Quantity {
    /// The share that remains: where seven in ten improve, three in ten do not.
    ///
    /// A sentence that denies what another affirms speaks of the remaining share; compare with this one then. Nothing
    /// where the quantity is no plain share.
    #[must_use]
    pub fn complement(&self) -> Option<Self> {
        let plain = self.dimension == Dimension::Share && self.role == Role::Amount && self.per.is_none();
        let bound = self.bound.inverse();
        plain.then(|| Self { low: 1.0 - self.high, high: 1.0 - self.low, bound, ..self.clone() })
    }
}

/// What an amount is counted by: a day, a kilogram of body mass, a litre.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Per {
    /// The dimension of the divisor.
    pub dimension: Dimension,
    /// The size of the divisor, in that dimension's base unit; the amount itself is not divided by it.
    pub size: f64,
}

/// What a quantity counts; each has one base unit.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Dimension {
    /// A length of time, in months of 30.4375 days.
    Time,
    /// How often something happens, in times a month. Intervals ("every four months", "three months apart") and
    /// numbers of events in a time ("four visits a year") are turned into it.
    Frequency,
    /// A mass, in milligrams.
    Mass,
    /// A volume, in millilitres.
    Volume,
    /// A length, in millimetres.
    Length,
    /// A pressure, in millimetres of mercury. Of a reading such as 140/90 the upper figure is kept.
    Pressure,
    /// A temperature, in degrees Celsius.
    Temperature,
    /// Energy, in kilocalories.
    Energy,
    /// A share of a whole, from 0 to 1 ("70 percent", "one in five", "half of patients", "most" is not one).
    Share,
    /// A factor ("twice as long" is 2, "halves" is 0.5).
    Factor,
    /// A sum of money, in the currency named by its ISO 4217 code.
    Money(#[serde(deserialize_with = "units::currency")] Currency),
    /// A count of the things named by the lemma-less noun that follows ("eight sessions": `sessions`), or of a unit
    /// that converts to no other (`units`, `mmol`).
    Count(String),
    /// A bare number.
    Number,
}

impl Dimension {
    /// The base unit as it is written behind a figure; nothing behind a bare number.
    #[must_use]
    pub fn unit(&self) -> &str {
        match self {
            Self::Time => "months",
            Self::Frequency => "times a month",
            Self::Mass => "mg",
            Self::Volume => "ml",
            Self::Length => "mm",
            Self::Pressure => "mmHg",
            Self::Temperature => "°C",
            Self::Energy => "kcal",
            Self::Share => "of one",
            Self::Factor => "times",
            Self::Money(currency) => currency,
            Self::Count(noun) => noun,
            Self::Number => "",
        }
    }
}

/// The ISO 4217 code of a currency that the unit table knows.
pub type Currency = &'static str;

/// What a quantity measures, as far as grammar shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Role {
    /// How long something goes on ("lasts 3 months", "for six weeks").
    Duration,
    /// How long somebody uses, takes or has something done ("treated for years", "two years of use"). It is no measure of
    /// how long what comes of it goes on.
    Use,
    /// When something is over, counted from an event ("wears off after four months", "gone within days"). Compares
    /// with a duration: what ends after four months has lasted four months.
    End,
    /// When something sets in, counted from an event ("shows after two weeks", "takes ten days to work").
    Onset,
    /// How long something takes to be as it was before ("heals in six weeks", "takes a year to recover").
    Recovery,
    /// A point or stretch of time counted from an event, where nothing shows what sets in or ends there ("at six
    /// months", "week 2", "the first 24 hours", "two years later").
    Moment,
    /// How often, or at what interval ("every four months", "twice a year", "three months apart").
    Interval,
    /// Somebody's age ("at 34", "aged 40", "under 18 years old").
    Age,
    /// A time in the past ("ten years ago", "over the last decade").
    Past,
    /// By how much something differs ("5 mmHg lower", "a few months longer", "falls by a third").
    Difference,
    /// How much, or what grammar does not tell.
    Amount,
}

/// The quantities of a sentence, in order, not overlapping.
#[must_use]
pub fn quantities(tokens: &[Token]) -> Vec<Quantity> {
    let Some(reader) = words::Reader::new(tokens) else { return Vec::new() };
    let mut found = Vec::new();
    let (mut at, mut floor) = (0, 0);
    while at < reader.len() {
        match phrase::read(&reader, at, floor) {
            Some(phrase::Step::Found(mut quantity)) => {
                quantity.tokens.end = quantity.tokens.end.clamp(at + 1, reader.len());
                role::assign(&reader, &mut quantity);
                at = quantity.tokens.end;
                floor = at;
                // Figures beyond all measure ("a million millions …") are no quantity.
                if quantity.low <= quantity.high && quantity.low < f64::INFINITY && quantity.high > f64::NEG_INFINITY {
                    found.push(quantity);
                }
            }
            Some(phrase::Step::Skip(end)) => {
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}
