//! Quantities in prose: durations, frequencies, doses, counts, shares, and their bounds.
//!
//! It must not know what a quantity says about the world; it reads the phrase and what it measures grammatically.

use std::ops::Range;

use super::Token;

/// A quantity found in a sentence.
#[derive(Clone, Debug, PartialEq)]
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
    /// How the phrase stands in its clause, where the words around it show that.
    pub role: Role,
}

/// What a quantity counts; each has one base unit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Dimension {
    /// A length of time, in months of 30.4375 days.
    Time,
    /// How often something happens, in times a month.
    Frequency,
    /// A mass, in milligrams.
    Mass,
    /// A volume, in millilitres.
    Volume,
    /// A length, in millimetres.
    Length,
    /// A pressure, in millimetres of mercury.
    Pressure,
    /// A temperature, in degrees Celsius.
    Temperature,
    /// Energy, in kilocalories.
    Energy,
    /// A share of a whole, from 0 to 1 ("70 percent", "one in five", "half of patients", "most" is not one).
    Share,
    /// A factor ("twice as long" is 2, "halves" is 0.5).
    Factor,
    /// A sum of money, in the currency as written.
    Money,
    /// A count of the things named by the lemma-less noun that follows ("eight sessions": `sessions`).
    Count(String),
    /// A bare number or a ratio such as a blood pressure reading; the second number of a ratio is not kept.
    Number,
}

/// What a quantity measures, as far as grammar shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// How long something goes on ("lasts 3 months", "for six weeks").
    Duration,
    /// When something sets in or is over, counted from an event ("after two weeks", "within days", "by month three").
    Onset,
    /// How often, or at what interval ("every four months", "twice a year", "three months apart").
    Interval,
    /// Somebody's age ("at 34", "aged 40", "under 18 years old").
    Age,
    /// A time in the past ("ten years ago").
    Past,
    /// By how much something differs ("5 mmHg lower", "a few months longer").
    Difference,
    /// How much, or what grammar does not tell.
    Amount,
}

/// The quantities of a sentence, in order, not overlapping.
#[must_use]
pub fn quantities(tokens: &[Token]) -> Vec<Quantity> {
    let _ = tokens;
    Vec::new()
}
