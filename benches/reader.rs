//! The speed of the second reader: one pair of several lengths, and one claim beside eight pieces of evidence.
//!
//! ```text
//! RAYON_NUM_THREADS=1 cargo bench --bench reader
//! ```
//!
//! shows one core; without the variable, all cores share the work.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use second_opinion::reader::Reader;

/// Lengths in tokens, the three marks among them.
const LENGTHS: &[usize] = &[32, 64, 112];

/// How many pieces of evidence a claim is read beside.
const CANDIDATES: usize = 8;

fn reading(criterion: &mut Criterion) {
    let reader = Reader::built_in().expect("the built-in weights are whole");
    for length in LENGTHS {
        let (evidence, claim) = (words(length * 2 / 3 - 2), words(length - length * 2 / 3 - 1));
        let pairs = [(evidence.as_str(), claim.as_str()); CANDIDATES];
        criterion.bench_function(&format!("a pair of {length} tokens"), |bencher| {
            bencher.iter(|| reader.read(black_box(&pairs[..1])));
        });
        criterion.bench_function(&format!("{CANDIDATES} pairs of {length} tokens"), |bencher| {
            bencher.iter(|| reader.read(black_box(&pairs)));
        });
    }
}

/// So many words of one token each.
fn words(count: usize) -> String {
    ["the", "pain", "may", "last", "some", "weeks"].into_iter().cycle().take(count).collect::<Vec<_>>().join(" ")
}

criterion_group!(benches, reading);
criterion_main!(benches);
