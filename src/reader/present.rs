//! The reader itself: pairs of texts to inputs, inputs through the encoder in small lots, and opinions out.

use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};
use std::sync::{Mutex, OnceLock, PoisonError};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Opinion;
use super::encoder::{Encoder, Input};
use super::weights::{POSITIONS, Weights, WeightsError};
use super::wordpiece::WordPiece;

static BUILT_IN: &[u8] = include_bytes!("data/reader.bin");

/// How many tokens are read of a pair, the three marks around its two sides among them. The evidence is cut first.
const LIMIT: usize = POSITIONS;

/// How many pairs go through the encoder together. More are no quicker, and each holds about a megabyte meanwhile.
const LOT: usize = 4;

/// How many opinions are remembered before all are forgotten: some megabytes.
const REMEMBERED: usize = 1 << 17;

/// Reads a piece of evidence and a claim together and says how they stand to each other.
pub struct Reader {
    pieces: WordPiece,
    encoder: Encoder,
    /// Opinions by the hash of their pair, since the same sentence is read again and again while a draft is edited. A
    /// session reads some hundred thousand pairs at most, so that no two share one of 2⁶⁴.
    opinions: Mutex<FxHashMap<u64, Opinion>>,
}

impl Reader {
    /// The reader that is built into the program; the first call makes it ready, which takes some tens of
    /// milliseconds and megabytes.
    ///
    /// There is none where the weights are damaged, which says so once on the log: the rules judge without it.
    #[must_use]
    pub fn built_in() -> Option<&'static Self> {
        static READER: OnceLock<Option<Reader>> = OnceLock::new();
        READER
            .get_or_init(|| {
                Self::from_bytes(BUILT_IN)
                    .inspect_err(|problem| tracing::error!("the second reader is not used: {problem}"))
                    .ok()
            })
            .as_ref()
    }

    /// A reader from a file of weights, as `training/export.py` writes it.
    ///
    /// # Errors
    ///
    /// When the file is damaged, of another version, or not of this shape.
    pub fn from_bytes(bytes: &'static [u8]) -> Result<Self, WeightsError> {
        let weights = Weights::parse(bytes)?;
        let pieces = WordPiece::new(weights.vocabulary)?;
        Ok(Self { pieces, encoder: Encoder::new(weights), opinions: Mutex::default() })
    }

    /// The opinion of each pair of evidence and claim, in their order.
    ///
    /// A pair's opinion does not depend on the others. Texts that are too long are cut: first the evidence, then the
    /// claim, so that [`LIMIT`] tokens remain.
    #[must_use]
    pub fn read(&self, pairs: &[(&str, &str)]) -> Vec<Opinion> {
        let keys: Vec<u64> =
            pairs.iter().map(|pair| BuildHasherDefault::<DefaultHasher>::default().hash_one(pair)).collect();
        let mut found: Vec<Option<Opinion>> = {
            let known = self.opinions.lock().unwrap_or_else(PoisonError::into_inner);
            keys.iter().map(|key| known.get(key).copied()).collect()
        };
        let asked = pairs.iter().zip(&found).filter(|(_, opinion)| opinion.is_none());
        let inputs: Vec<Input> = asked.map(|((evidence, claim), _)| self.input(evidence, claim)).collect();
        let read: Vec<Opinion> =
            inputs.par_chunks(LOT).flat_map_iter(|lot| self.encoder.read(lot)).map(Opinion::from).collect();
        let mut known = self.opinions.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() + read.len() > REMEMBERED {
            known.clear();
        }
        let missing = keys.iter().zip(&mut found).filter(|(_, opinion)| opinion.is_none());
        for ((key, place), opinion) in missing.zip(read) {
            known.insert(*key, opinion);
            *place = Some(opinion);
        }
        drop(known);
        found.into_iter().map(|opinion| opinion.unwrap_or(Opinion::NOTHING)).collect()
    }

    fn input(&self, evidence: &str, claim: &str) -> Input {
        const MARKS: usize = 3;
        let claim = self.pieces.read(claim, LIMIT - MARKS);
        let evidence = self.pieces.read(evidence, LIMIT - MARKS - claim.len());
        let mut pieces = Vec::with_capacity(evidence.len() + claim.len() + MARKS);
        pieces.push(self.pieces.start());
        pieces.extend(evidence);
        pieces.push(self.pieces.end());
        let evidence_length = pieces.len();
        pieces.extend(claim);
        pieces.push(self.pieces.end());
        Input { pieces, evidence_length }
    }
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Reader").finish_non_exhaustive()
    }
}

impl From<[f32; 4]> for Opinion {
    fn from([supports, contradicts, qualifies, neutral]: [f32; 4]) -> Self {
        Self { supports, contradicts, qualifies, neutral }
    }
}
