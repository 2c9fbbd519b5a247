//! How near words are in meaning: a table of word vectors that is read in place.
//!
//! `scripts/vectors.py` makes the table from a small sentence encoder. Nearness is no synonymy: opposites are near as
//! well. It must not be used to tell which of two opposites is meant, only whether two words speak of the same matter.

use crate::english::Key;

static TABLE: &[u8] = include_bytes!("data/vectors.bin");

/// The bytes before the keys: magic number, count of words, count of dimensions.
const HEAD: usize = 12;

/// How many numbers a vector has.
const DIMENSIONS: usize = 64;

/// The length of every vector as it is stored.
const SCALE: f32 = 220.0;

/// The vector of a word, by its place in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct WordVector(u32);

impl WordVector {
    /// The vector of a word, by the key of its base form.
    #[must_use]
    pub fn find(key: Key) -> Option<Self> {
        let count = word_count();
        let (mut low, mut high) = (0, count);
        while low < high {
            let middle = usize::midpoint(low, high);
            if key_at(middle)? < key.0 {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        (low < count && key_at(low)? == key.0).then(|| u32::try_from(low).ok().map(Self)).flatten()
    }

    /// How near two words are, from about -0.5 to 1.
    #[must_use]
    pub fn nearness(self, other: Self) -> f32 {
        let product: i32 = self
            .bytes()
            .iter()
            .zip(other.bytes())
            .map(|(one, other)| i32::from(one.cast_signed()) * i32::from(other.cast_signed()))
            .sum();
        product as f32 / (SCALE * SCALE)
    }

    fn bytes(self) -> &'static [u8; DIMENSIONS] {
        let start = HEAD + word_count() * 8 + self.0 as usize * DIMENSIONS;
        TABLE.get(start..).and_then(<[u8]>::first_chunk).unwrap_or(&[0; DIMENSIONS])
    }
}

/// The direction of several words together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gist([f32; DIMENSIONS]);

impl Gist {
    /// The direction of several words, each with its weight.
    #[must_use]
    pub fn of(parts: impl IntoIterator<Item = (WordVector, f32)>) -> Self {
        let mut numbers = [0.0; DIMENSIONS];
        for (part, weight) in parts {
            for (number, byte) in numbers.iter_mut().zip(part.bytes()) {
                *number += weight * f32::from(byte.cast_signed());
            }
        }
        let length = numbers.iter().map(|number| number * number).sum::<f32>().sqrt();
        Self(if length > 0.0 { numbers.map(|number| number / length) } else { numbers })
    }

    /// The cosine of the angle between two directions, from -1 to 1; 0 where one is unknown.
    #[must_use]
    pub fn nearness(&self, other: &Self) -> f32 {
        self.0.iter().zip(other.0).map(|(one, other)| one * other).sum()
    }
}

fn word_count() -> usize {
    TABLE.get(4..8).and_then(|bytes| bytes.try_into().ok()).map_or(0, |bytes| u32::from_le_bytes(bytes) as usize)
}

fn key_at(index: usize) -> Option<u64> {
    let start = HEAD + index * 8;
    TABLE.get(start..start + 8).and_then(|bytes| bytes.try_into().ok()).map(u64::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::WordVector;
    use crate::english::Key;

    fn nearness(one: &str, other: &str) -> f32 {
        let vector = |word: &str| WordVector::find(Key::of(word)).expect("the word is in the table");
        vector(one).nearness(vector(other))
    }

    #[test]
    fn strangers_are_far_apart() {
        for (one, other) in [("muscle", "result"), ("dose", "visit"), ("salt", "sleep")] {
            assert!(nearness(one, other) < 0.35, "{one} and {other}");
        }
        assert_eq!(WordVector::find(Key::of("zzyzx")), None);
    }

    #[test]
    fn kin_are_near() {
        for (one, other) in [("salt", "sodium"), ("wine", "alcohol"), ("doctor", "physician")] {
            assert!(nearness(one, other) > 0.6, "{one} and {other}");
        }
    }
}
