//! The statements that a claim is compared with: those that share most with it, by the words that tell most.
//!
//! In a small corpus these are all that share a word with it. In a large one thousands do, and most share a word that
//! stands everywhere. The rarest words are looked up first, and their statements ranked by the weights of the words that
//! they share (Salton and Buckley 1988); once enough statements are known, words that stand in very many others only
//! rank those (the two phases of Turtle and Flood 1995). So the work for one claim is bounded, however large the corpus.
//!
//! It must not compare: it only says what is worth comparing.

use std::cell::RefCell;

use super::archive::{Archive, Posting};
use super::knowledge::scale_key;
use crate::claim::{Claim, Term};

/// The most statements that one claim is compared with. A few hundred are far more than an author will read, and
/// comparing them takes a few milliseconds.
pub(super) const MOST: usize = 512;

/// The same where each of them has to be decoded first.
pub(super) const MOST_TO_DECODE: usize = 256;

/// The most entries of postings that are gone through for one claim.
const SCANNED: usize = 100_000;

/// The most statements that are ranked by the words that stand everywhere.
const RANKED: usize = 2_048;

/// What a statement of something wider is worth, against one of the thing itself.
const BROADER: f32 = 0.6;

/// The statements to compare a claim with, at most so many, in the order of the corpus. `weight` tells how much a term tells.
pub(super) fn candidates(archive: &Archive, claim: &Claim, most: usize, weight: impl Fn(&Term) -> f32) -> Vec<usize> {
    let mut wanted: Vec<Wanted<'_>> =
        claim.terms.iter().map(|term| Wanted::term(archive, term, weight(term))).collect();
    wanted.extend(claim.values.iter().map(|value| Wanted::scale(archive, value.scale)));
    let mut found = if archive.len() <= most {
        all(&wanted)
    } else {
        RANKS.with_borrow_mut(|ranks| ranks.best(archive.len(), most, wanted))
    };
    found.sort_unstable();
    found.dedup();
    found.into_iter().map(|index| index as usize).collect()
}

/// Something that a claim speaks of, and the statements that speak of it.
struct Wanted<'a> {
    weight: f32,
    /// Those of the thing itself first, then those of something wider.
    lists: Vec<(Posting<'a>, f32)>,
}

impl<'a> Wanted<'a> {
    fn term(archive: &'a Archive, term: &Term, weight: f32) -> Self {
        let own = term.keys.iter().map(|key| (archive.posting(*key), 1.0));
        let lists = own.chain(term.broader.iter().map(|key| (archive.posting(*key), BROADER)));
        Self { weight, lists: lists.filter(|(list, _)| list.len() > 0).collect() }
    }

    fn scale(archive: &'a Archive, scale: u8) -> Self {
        let list = archive.posting(scale_key(scale));
        let share = list.len() as f32 / archive.len().max(1) as f32;
        Self { weight: 1.0 - share, lists: Vec::from_iter((list.len() > 0).then_some((list, 1.0))) }
    }

    fn len(&self) -> usize {
        self.lists.iter().map(|(list, _)| list.len()).sum()
    }
}

fn all(wanted: &[Wanted<'_>]) -> Vec<u32> {
    wanted.iter().flat_map(|one| &one.lists).flat_map(|(list, _)| list.iter()).collect()
}

thread_local! {
    /// One table for each thread that judges: eight bytes a statement, all nought between two claims.
    static RANKS: RefCell<Ranks> = RefCell::default();
}

/// What the statements share with one claim.
#[derive(Default)]
struct Ranks {
    /// For each statement its rank, and the number of the last word that it shares, from 1.
    table: Vec<(f32, u32)>,
    touched: Vec<u32>,
}

impl Ranks {
    /// The statements that share most.
    fn best(&mut self, statements: usize, most: usize, mut wanted: Vec<Wanted<'_>>) -> Vec<u32> {
        self.table.resize(self.table.len().max(statements), (0.0, 0));
        wanted.retain(|one| !one.lists.is_empty());
        wanted.sort_by_key(Wanted::len);
        let mut left = SCANNED;
        let mut everywhere = Vec::new();
        for (number, one) in (1..).zip(&wanted) {
            if one.len() <= left || self.touched.is_empty() {
                self.scan(number, one, left);
                left = left.saturating_sub(one.len());
            } else {
                left = 0;
                everywhere.push(one);
            }
        }
        self.keep_best(RANKED);
        for one in everywhere {
            for &statement in &self.touched {
                let share = one.lists.iter().find(|(list, _)| list.contains(statement)).map(|(_, share)| share);
                if let Some((rank, share)) = self.table.get_mut(statement as usize).zip(share) {
                    rank.0 += one.weight * share;
                }
            }
        }
        self.keep_best(most);
        let best = std::mem::take(&mut self.touched);
        self.forget(&best);
        best
    }

    fn scan(&mut self, number: u32, wanted: &Wanted<'_>, mut left: usize) {
        for (list, share) in &wanted.lists {
            for statement in list.iter().take(left) {
                let Some(rank) = self.table.get_mut(statement as usize) else { continue };
                if rank.1 == 0 {
                    self.touched.push(statement);
                }
                if rank.1 != number {
                    *rank = (rank.0 + wanted.weight * share, number);
                }
            }
            left = left.saturating_sub(list.len());
        }
    }

    fn keep_best(&mut self, most: usize) {
        if self.touched.len() <= most {
            return;
        }
        let table = &self.table;
        let rank = |statement: u32| table.get(statement as usize).map_or(0.0, |(rank, _)| *rank);
        self.touched
            .select_nth_unstable_by(most, |one, other| rank(*other).total_cmp(&rank(*one)).then(one.cmp(other)));
        let rest = self.touched.split_off(most);
        self.forget(&rest);
    }

    fn forget(&mut self, statements: &[u32]) {
        for statement in statements {
            if let Some(rank) = self.table.get_mut(*statement as usize) {
                *rank = (0.0, 0);
            }
        }
    }
}
