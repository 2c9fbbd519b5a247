//! The second reader: what one piece of evidence says about one claim, heard by a small neural encoder.
//!
//! A cross-encoder reads evidence and claim together and gives the probability of each stance. Its weights are built
//! into the program (feature `reader`); nothing is fetched, and nothing is unpacked before the first reading. The same
//! pair gets the same bits on every processor, alone or among others, so that no verdict depends on the machine.
//!
//! It must know nothing of drafts, corpora or verdicts: two strings go in, four numbers come out.

#[cfg(not(feature = "reader"))]
mod absent;
#[cfg(feature = "reader")]
mod arithmetic;
#[cfg(feature = "reader")]
mod encoder;
#[cfg(feature = "reader")]
mod present;
#[cfg(feature = "reader")]
mod weights;
#[cfg(feature = "reader")]
mod wordpiece;

#[cfg(not(feature = "reader"))]
pub use absent::Reader;
#[cfg(feature = "reader")]
pub use present::Reader;
#[cfg(feature = "reader")]
pub use weights::WeightsError;

/// How likely each stance of the evidence towards the claim is; the four add up to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Opinion {
    /// The evidence says so too.
    pub supports: f32,
    /// Both cannot be true.
    pub contradicts: f32,
    /// The evidence says the same less strongly.
    pub qualifies: f32,
    /// The evidence says nothing of the claim.
    pub neutral: f32,
}

#[cfg(feature = "reader")]
impl Opinion {
    /// The evidence has nothing to say.
    const NOTHING: Self = Self { supports: 0.0, contradicts: 0.0, qualifies: 0.0, neutral: 1.0 };
}
