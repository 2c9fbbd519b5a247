//! Groups that exclude one another: men and women, children and adults.
//!
//! It must not know how two statements meet; it only says which words name which group.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::english::Key;

/// A set of groups, each known by the keys of the words for it.
type Set = Vec<Vec<Key>>;

static SETS: LazyLock<Vec<Set>> = LazyLock::new(|| {
    let file: File =
        toml::from_str(include_str!("data/groups.toml")).expect("the groups are part of the program and have a test");
    file.group.into_iter().map(|group| group.members.iter().map(|words| keys(words)).collect()).collect()
});

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    group: Vec<Group>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    /// For the reader of the file.
    #[serde(rename = "what")]
    _what: String,
    members: Vec<String>,
}

fn keys(words: &str) -> Vec<Key> {
    words.split(',').map(|word| Key::of(word.trim())).collect()
}

/// The groups that something names: a bit for each group of each set, the sets one after another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Groups(u32);

impl Groups {
    /// The groups that words with these keys name.
    #[must_use]
    pub fn named_by(keys: &[Key]) -> Self {
        let groups = SETS.iter().flatten();
        let named = groups.enumerate().filter(|(_, group)| keys.iter().any(|key| group.contains(key)));
        Self(named.fold(0, |bits, (at, _)| bits | 1_u32.checked_shl(at as u32).unwrap_or(0)))
    }

    /// The groups that either names.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether of some set each names a group, and none in common.
    #[must_use]
    pub fn exclude(self, other: Self) -> bool {
        let mut from = 0;
        SETS.iter().any(|set| {
            let of_set = (from..from + set.len()).fold(0, |bits, at| bits | 1_u32.checked_shl(at as u32).unwrap_or(0));
            from += set.len();
            let (ours, theirs) = (self.0 & of_set, other.0 & of_set);
            ours != 0 && theirs != 0 && ours & theirs == 0
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Groups, SETS, keys};

    #[test]
    fn no_word_names_two_groups_of_one_set() {
        for set in SETS.iter() {
            let all: Vec<_> = set.iter().flatten().collect();
            let distinct: std::collections::HashSet<_> = all.iter().map(|key| key.0).collect();
            assert_eq!(all.len(), distinct.len());
        }
    }

    #[test]
    fn there_is_a_bit_for_every_group() {
        assert!(SETS.iter().flatten().count() <= 32);
    }

    #[test]
    fn groups_exclude_each_other_unless_one_is_named_on_both_sides() {
        let named = |words: &str| Groups::named_by(&keys(words));
        for other in ["man", "man, woman", "knife", "baby"] {
            assert!(!named("boy").exclude(named(other)), "{other}");
        }
        assert!(named("boy").exclude(named("woman")));
        assert!(named("woman, baby").exclude(named("mother, adult")));
    }
}
