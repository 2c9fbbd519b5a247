//! The speed of reading: one sentence of 25 words, from its characters to its claims.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use second_opinion::claim::read;
use second_opinion::lexicon::Lexicon;

const SENTENCES: &[(&str, &str)] = &[
    (
        "statement",
        "After two or three courses of the tablets the lining of the stomach usually heals, and most patients do not need \
         them for more than eight weeks.",
    ),
    (
        "report",
        "Many people believe that reading in dim light ruins the eyes for good, but that is a myth, and no study has ever \
         shown such a thing.",
    ),
];

fn reading(criterion: &mut Criterion) {
    let lexicon = Lexicon::built_in();
    let mut group = criterion.benchmark_group("reading");
    for (name, sentence) in SENTENCES {
        group.throughput(Throughput::Bytes(sentence.len() as u64));
        group.bench_function(*name, |bencher| bencher.iter(|| read(black_box(sentence), lexicon)));
    }
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
