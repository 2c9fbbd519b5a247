//! Every pair of the behavioural test set goes through the comparison; each capability keeps its floor.
//!
//! `cargo test --test behaviour -- --nocapture` prints the table, `cargo run --release --example judgement -- --show
//! behaviour` the pairs behind it.

#![expect(clippy::print_stdout, reason = "the table of capabilities is what one runs these tests for")]

use std::collections::{BTreeMap, BTreeSet};

#[path = "measure/judges.rs"]
mod judges;
#[path = "measure/behaviour.rs"]
mod measure;

use judges::Judges;
use measure::{Capability, Pair, capabilities, place, score};

/// Enough pairs that one of them does not decide about a capability.
const FEWEST_PAIRS: usize = 16;
/// A capability is also the skill to stay silent: at least this share of its pairs are no contradictions.
const FEWEST_OTHERS: f64 = 0.4;
/// What is true of one subject only is not English.
const FEWEST_SUBJECTS: usize = 25;

#[derive(serde::Deserialize)]
struct Floors {
    behaviour: BTreeMap<String, f64>,
}

fn the_set() -> Vec<Capability> {
    capabilities().unwrap_or_else(|problem| panic!("the behavioural set cannot be read: {problem}"))
}

fn all_pairs(set: &[Capability]) -> impl Iterator<Item = (&Capability, &Pair)> {
    set.iter().flat_map(|capability| capability.pairs.iter().map(move |pair| (capability, pair)))
}

#[test]
fn each_capability_keeps_its_floor() {
    let floors: Floors = toml::from_str(include_str!("floors.toml")).expect("the floors are checked in as valid TOML");
    let (set, judges) = (the_set(), Judges::together());
    let mut below = Vec::new();
    println!(
        "{:<56} {:>5} {:>9} {:>15} {:>13} {:>9}",
        "capability", "pairs", "accuracy", "contradictions", "false alarms", "placed"
    );
    for capability in &set {
        let (scores, placement) = (score(capability, judges), place(capability, judges));
        let accuracy = scores.right as f64 / scores.pairs.max(1) as f64;
        println!(
            "{:<56} {:>5} {:>8.1}% {:>15} {:>13} {:>9}",
            capability.name,
            scores.pairs,
            100.0 * accuracy,
            format!("{}/{}", scores.found, scores.contradictions),
            scores.false_alarms.len(),
            format!("{}/{}", placement.placed, placement.shown),
        );
        let Some(&floor) = floors.behaviour.get(&capability.name) else {
            below.push(format!("{}: no floor in tests/floors.toml", capability.name));
            continue;
        };
        if accuracy < floor {
            let wrong: Vec<_> =
                scores.false_alarms.into_iter().chain(scores.missed).chain(placement.misplaced).collect();
            below.push(format!("{}: below {floor}\n  {}", capability.name, wrong.join("\n  ")));
        }
    }
    let known: BTreeSet<&str> = set.iter().map(|capability| capability.name.as_str()).collect();
    below.extend(
        floors
            .behaviour
            .keys()
            .filter(|name| !known.contains(name.as_str()))
            .map(|name| format!("{name}: no such set")),
    );
    assert!(below.is_empty(), "{}", below.join("\n"));
}

#[test]
fn every_pair_is_labelled_and_its_slot_stands_in_its_claim() {
    let set = the_set();
    let mut seen = BTreeSet::new();
    for (capability, pair) in all_pairs(&set) {
        let place = format!("{}: {}", capability.name, pair.claim);
        assert!(["supports", "contradicts", "qualifies", "neutral"].contains(&pair.stance.as_str()), "{place}");
        assert!(pair.slot.as_deref().is_none_or(|slot| pair.claim.contains(slot)), "the slot is not in {place}");
        assert!(seen.insert((&pair.evidence, &pair.claim)), "twice: {place}");
    }
}

#[test]
fn each_capability_is_tested_on_enough_pairs_of_both_kinds() {
    for capability in the_set() {
        assert!(capability.what.ends_with('.'), "{}: say in a sentence what is tested", capability.name);
        let (pairs, name) = (capability.pairs.len(), &capability.name);
        assert!(pairs >= FEWEST_PAIRS, "{name}: {pairs} pairs");
        let others = capability.pairs.iter().filter(|pair| pair.stance != "contradicts").count();
        assert!(
            others as f64 >= FEWEST_OTHERS * pairs as f64,
            "{name}: only {others} pairs of {pairs} must stay silent"
        );
    }
}

#[test]
fn the_set_speaks_of_many_subjects_and_of_botulinum_toxin_rarely() {
    let set = the_set();
    let subjects: BTreeSet<&str> = all_pairs(&set).map(|(_, pair)| pair.subject.as_str()).collect();
    assert!(subjects.len() >= FEWEST_SUBJECTS, "{subjects:?}");
    let on_toxin = all_pairs(&set)
        .filter(|(_, pair)| {
            let text = format!("{} {}", pair.evidence, pair.claim).to_lowercase();
            text.contains("botox") || text.contains("botulinum")
        })
        .count();
    assert!(on_toxin * 10 < all_pairs(&set).count(), "{on_toxin} pairs on botulinum toxin");
}
