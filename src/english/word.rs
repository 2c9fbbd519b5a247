//! A word as phrases and concepts are looked up: by the keys of its written form and its base forms.
//!
//! It must not decide which base form is meant.

/// A stable 64-bit key of a word, phrase or concept (FNV-1a, Fowler, Noll and Vo).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub struct Key(pub u64);

impl Key {
    /// The key of a text.
    #[must_use]
    pub const fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let mut at = 0;
        while at < bytes.len() {
            hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
            at += 1;
        }
        Self(hash)
    }
}

/// A token with the keys under which it may be looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The written form first, then base forms, the likeliest first.
    pub keys: Vec<Key>,
    /// Whether a phrase may pass over it ("a", "the", "any", "very").
    pub passable: bool,
}

impl Word {
    /// A word with a written form, in lower case, and its base forms.
    #[must_use]
    pub fn new<'a>(written: &str, bases: impl IntoIterator<Item = &'a str>) -> Self {
        let mut keys = vec![Key::of(super::phrase::normal(written))];
        for base in bases {
            let key = Key::of(base);
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        let passable = PASSABLE.contains(&written);
        Self { keys, passable }
    }
}

const PASSABLE: &[&str] = &[
    "a", "an", "the", "any", "all", "much", "very", "really", "quite", "so", "too", "just", "right", "even", "your",
    "own", "ever", "actually", "also", "it", "them",
];
