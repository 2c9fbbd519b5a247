//! The second reader as the rest of the program sees it: texts in, opinions out.
//!
//! `training/export.py` writes the weights and the expectations in `fixtures/reader`; both change together.

#![cfg(feature = "reader")]

use second_opinion::reader::{Opinion, Reader};

const PAIRS: &str = include_str!("fixtures/reader/pairs.jsonl");

/// How far 8-bit weights may lead from the trained ones.
const TOLERANCE: f32 = 0.12;

#[derive(serde::Deserialize)]
struct Pair {
    evidence: String,
    claim: String,
    expected: [f32; 4],
}

fn reader() -> &'static Reader {
    Reader::built_in().expect("the built-in weights are whole")
}

fn pairs() -> Vec<Pair> {
    PAIRS.lines().map(|line| serde_json::from_str(line).expect("the fixture is JSON lines")).collect()
}

fn numbers(opinion: Opinion) -> [f32; 4] {
    [opinion.supports, opinion.contradicts, opinion.qualifies, opinion.neutral]
}

fn distance(one: [f32; 4], other: [f32; 4]) -> f32 {
    one.iter().zip(other).map(|(one, other)| (one - other).abs()).fold(0.0, f32::max)
}

#[test]
fn nothing_to_read_gives_no_opinion() {
    assert_eq!(reader().read(&[]), []);
}

#[test]
fn any_text_has_an_opinion() {
    let long = "The wound closes within a few days. ".repeat(300);
    let odd =
        ["", " \n\t", "\0\u{FFFD}", "日本語テキスト", "💊👩‍⚕️", "a\u{301}\u{301}\u{301}", "[CLS] [SEP] [PAD]", &long];
    for text in odd {
        for opinion in reader().read(&[(text, "Wounds close soon."), ("It heals.", text), (text, text)]) {
            let opinion = numbers(opinion);
            assert!(opinion.iter().all(|part| (0.0..=1.0).contains(part)), "{opinion:?} of {text:?}");
            assert!((opinion.iter().sum::<f32>() - 1.0).abs() < 1e-5, "{opinion:?} of {text:?}");
        }
    }
}

#[test]
fn a_long_evidence_is_cut_before_the_claim() {
    let long = "The wound closes within a few days. ".repeat(300);
    let longer = format!("{long} It never closes.");
    let read = |evidence, claim| reader().read(&[(evidence, claim)])[0];
    assert_eq!(
        read(&long, "Wounds close soon."),
        read(&longer, "Wounds close soon."),
        "the end of the evidence is cut"
    );
    assert_ne!(
        read(&long, "Wounds close soon."),
        read(&long, "Wounds close soon, though not all."),
        "the claim is whole"
    );
    assert_eq!(read("It heals.", &long), read("It bleeds.", &longer), "a claim that long leaves no room for evidence");
}

fn fresh() -> Reader {
    Reader::from_bytes(include_bytes!("../src/reader/data/reader.bin")).expect("the weights are whole")
}

#[test]
fn a_pair_is_read_alike_alone_and_among_others() {
    let fixture = pairs();
    let pairs: Vec<(&str, &str)> = fixture.iter().map(|pair| (pair.evidence.as_str(), pair.claim.as_str())).collect();
    // A reader remembers what it has read, so each comparison needs one of its own.
    let alone: Vec<Opinion> = pairs.iter().flat_map(|pair| fresh().read(&[*pair])).collect();
    assert_eq!(fresh().read(&pairs), alone);
    let reversed: Vec<(&str, &str)> = pairs.iter().rev().copied().collect();
    assert_eq!(fresh().read(&reversed).into_iter().rev().collect::<Vec<_>>(), alone);
    let shared = fresh();
    std::thread::scope(|scope| {
        let others: Vec<_> = (0..4).map(|_| scope.spawn(|| shared.read(&pairs))).collect();
        for other in others {
            assert_eq!(other.join().expect("reading does not panic"), alone);
        }
    });
}

#[test]
fn opinions_are_those_of_the_trained_model() {
    // What a reader makes of nothing at all is an accident of its training, and 8-bit weights have another one.
    for Pair { evidence, claim, expected } in pairs().into_iter().filter(|pair| !pair.claim.is_empty()) {
        let found = numbers(reader().read(&[(&evidence, &claim)])[0]);
        assert!(
            distance(found, expected) < TOLERANCE,
            "{found:?} instead of {expected:?} for “{claim}” beside “{evidence}”; after a training, \
             training/export.py writes the weights and these numbers anew"
        );
    }
}
