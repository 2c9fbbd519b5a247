//! The speed of the way from a text to its verdicts, part by part and whole.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use second_opinion::claim::Discourse;
use second_opinion::corpus;
use second_opinion::draft::{Draft, Format, passages, sentences};
use second_opinion::lexicon::Lexicon;
use second_opinion::verdict::Knowledge;

mod prose;

fn path(criterion: &mut Criterion) {
    let text = prose::draft(1_000);
    let draft = Draft::new(&text, Format::Markdown);
    let lexicon = Lexicon::built_in();
    let knowledge = Knowledge::new(corpus::built_in().sources);

    criterion.bench_function("a draft of 1,000 words to sentences", |bencher| {
        bencher.iter(|| {
            passages(black_box(&text), Format::Markdown).iter().map(|one| sentences(one).len()).sum::<usize>()
        });
    });
    criterion.bench_function("a draft of 1,000 words to claims", |bencher| {
        bencher.iter(|| claims(black_box(&text), lexicon));
    });
    criterion.bench_function("a draft of 1,000 words to verdicts", |bencher| {
        bencher.iter(|| knowledge.judge(black_box(&draft), None));
    });
    for sentence in ["Botox results are permanent.", "Please ring the front desk to move your appointment."] {
        let draft = Draft::new(sentence, Format::Markdown);
        criterion.bench_function(&format!("“{sentence}” to its verdict"), |bencher| {
            bencher.iter(|| knowledge.judge(black_box(&draft), None));
        });
    }
    criterion.bench_function("the built-in pages to sources", |bencher| bencher.iter(corpus::built_in));
    criterion.bench_function("the built-in sources to knowledge", |bencher| {
        bencher.iter_batched(|| corpus::built_in().sources, Knowledge::new, BatchSize::PerIteration);
    });
}

fn claims(text: &str, lexicon: &Lexicon) -> usize {
    let mut discourse = Discourse::default();
    let mut found = 0;
    for passage in passages(text, Format::Markdown) {
        discourse.enter(&passage);
        for sentence in sentences(&passage) {
            let sentence = passage.text.get(sentence.in_passage).unwrap_or_default();
            found += discourse.read(sentence, lexicon).claims.len();
        }
    }
    found
}

criterion_group!(benches, path);
criterion_main!(benches);
