//! Signs: what speaks for and against a stance, as numbers, and how they are weighed.
//!
//! The weights stand in `weights.toml`, by name, so that they can be read; `scripts/fit.py` fits them to labelled pairs
//! of statements by logistic regression. A sign never names a word or a topic, only how two statements meet.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

/// The names of the signs, in the order of [`Signs::row`].
pub const NAMES: [&str; 42] = [
    "bias",
    "coverage",
    "clause_coverage",
    "reverse_coverage",
    "target",
    "met",
    "missed",
    "heaviest_miss",
    "agreements",
    "agreed_figures",
    "free_values",
    "free_figures",
    "claim_possible",
    "claim_universal",
    "evidence_possible",
    "evidence_usual",
    "evidence_universal",
    "claim_unproven",
    "evidence_unproven",
    "other_phase",
    "than_on_one_side",
    "denied",
    "words",
    "factor",
    "opposite_poles",
    "akin_poles",
    "none_against_move",
    "denied_pole",
    "denied_term",
    "antonyms",
    "quantities",
    "permanence_against_time",
    "exception",
    "roles",
    "terms",
    "opposed_terms",
    "target_and_coverage",
    "figures_and_coverage",
    "poles_and_target",
    "denial_and_coverage",
    "gist",
    "clause_gist",
];

/// What speaks for and against a stance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Signs {
    row: [f32; NAMES.len()],
    /// The scale of the differing poles, if any, as an index.
    pub scale: Option<u8>,
}

impl Default for Signs {
    fn default() -> Self {
        let mut row = [0.0; NAMES.len()];
        row[0] = 1.0;
        Self { row, scale: None }
    }
}

impl Signs {
    /// Sets a sign by its name. A name that is no sign is a mistake in the program and changes nothing.
    pub fn set(&mut self, name: &str, value: f32) {
        debug_assert!(NAMES.contains(&name), "{name} is a sign");
        if let Some(place) = NAMES.iter().position(|other| *other == name).and_then(|at| self.row.get_mut(at)) {
            *place = value;
        }
    }

    /// A sign by its name.
    #[must_use]
    pub fn get(&self, name: &str) -> f32 {
        NAMES.iter().position(|other| *other == name).and_then(|at| self.row.get(at)).copied().unwrap_or(0.0)
    }

    /// All signs, in the order of [`NAMES`].
    #[must_use]
    pub fn row(&self) -> &[f32] {
        &self.row
    }

    /// The probability that the statement contradicts the claim.
    #[must_use]
    pub fn contradicts(&self, scale: Option<&str>) -> f32 {
        WEIGHTS.contradicts.weigh(self, scale)
    }

    /// The probability that the statement supports the claim, given a place where they agree.
    #[must_use]
    pub fn agrees(&self) -> f32 {
        WEIGHTS.agrees.weigh(self, None)
    }

    /// The probability that the statement supports the claim, by shared words alone.
    #[must_use]
    pub fn supports(&self) -> f32 {
        WEIGHTS.supports.weigh(self, None)
    }
}

#[derive(Deserialize)]
struct WeightFile {
    contradicts: FxHashMap<String, f32>,
    agrees: FxHashMap<String, f32>,
    supports: FxHashMap<String, f32>,
    #[serde(default)]
    scales: FxHashMap<String, f32>,
}

struct Model {
    weights: [f32; NAMES.len()],
    scales: FxHashMap<String, f32>,
}

struct Weights {
    contradicts: Model,
    agrees: Model,
    supports: Model,
}

impl Model {
    fn new(named: &FxHashMap<String, f32>, scales: FxHashMap<String, f32>) -> Self {
        let mut weights = [0.0; NAMES.len()];
        for (place, name) in weights.iter_mut().zip(NAMES) {
            *place = named.get(name).copied().unwrap_or(0.0);
        }
        Self { weights, scales }
    }

    fn weigh(&self, signs: &Signs, scale: Option<&str>) -> f32 {
        let sum: f32 = self.weights.iter().zip(signs.row).map(|(weight, sign)| weight * sign).sum();
        let scale = scale.and_then(|scale| self.scales.get(scale)).copied().unwrap_or(0.0);
        1.0 / (1.0 + (-(sum + scale)).exp())
    }
}

static WEIGHTS: LazyLock<Weights> = LazyLock::new(|| {
    let file: WeightFile = toml::from_str(include_str!("weights.toml")).expect("the weights are part of the program");
    Weights {
        contradicts: Model::new(&file.contradicts, file.scales),
        agrees: Model::new(&file.agrees, FxHashMap::default()),
        supports: Model::new(&file.supports, FxHashMap::default()),
    }
});

#[cfg(test)]
mod tests {
    use super::{NAMES, WeightFile};

    #[test]
    fn every_weight_belongs_to_a_sign() {
        let file: WeightFile = toml::from_str(include_str!("weights.toml")).expect("the weights are TOML");
        for name in file.contradicts.keys().chain(file.agrees.keys()).chain(file.supports.keys()) {
            assert!(NAMES.contains(&name.as_str()), "{name} is no sign");
        }
    }
}
