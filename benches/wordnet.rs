//! The speed of the general vocabulary: base forms, phrases and relations, over words of medical prose.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use second_opinion::lexicon::wordnet::WordNet;

const WORDS: &str = "the muscles weakened within three weeks and patients reported fewer headaches although swelling \
    lasted longer than expected in older women whose doses were reduced because injections had caused bruising it \
    usually wears off after several months without permanent changes to nerves blood vessels or thinner skin \
    randomised trials showed worse results for tumours treated with placebo xylomeprazine or qwertinol";

fn wordnet(criterion: &mut Criterion) {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let table = WordNet::english();
    let lemmas: Vec<_> = words.iter().flat_map(|word| table.base_forms(word)).map(|(id, _)| id).collect();
    let mut group = criterion.benchmark_group("wordnet");

    group.throughput(Throughput::Elements(words.len() as u64));
    group.bench_function("base_forms", |bencher| {
        bencher.iter(|| words.iter().map(|word| table.base_forms(black_box(word)).len()).sum::<usize>());
    });
    group.bench_function("longest_match", |bencher| {
        bencher.iter(|| (0..words.len()).filter_map(|at| table.longest_match(black_box(&words[at..]))).count());
    });
    group.throughput(Throughput::Elements(lemmas.len() as u64));
    group.bench_function("neighbours", |bencher| {
        bencher.iter(|| {
            let weights = lemmas.iter().flat_map(|&id| table.neighbours(black_box(id)));
            weights.map(|other| other.weight).sum::<f32>()
        });
    });
    group.finish();
}

criterion_group!(benches, wordnet);
criterion_main!(benches);
