//! How sentences are read: the fixtures in `fixtures/claims` give a sentence and the outline of its claims.
//!
//! A sentence begins at the margin; `||` divides it from the sentence after it, of which the claims are told. Each line
//! below it is one claim of the author's, in order; a claim of somebody else's is the one word `other`, and a sentence of
//! which nothing is the author's has only those. A line begins with how the claim is put, as far as that is not plain:
//! `possible`, `usual`, `universal`, `denied`, `unproven`, `exception`, `stopping`. Behind the colon stand words that
//! the claim must speak of:
//!
//! - `word` is affirmed, `-word` denied, each in its predicate; `^word` and `^-word` stand in its subject;
//! - `?word` belongs to a condition; `(word)` is lent by what was said before;
//! - `[three months]` is a figure, `[-three months]` a denied one, `[?three months]` one of a condition.
//!
//! What the claim speaks of besides is not compared, so that the lexicon can grow.

use std::fmt::Write as _;
use std::ops::Range;
use std::path::Path;

use proptest::prelude::*;
use second_opinion::claim::{Claim, Discourse, Reading, Strength, Term, Voice, read};
use second_opinion::draft::{Format, passages};
use second_opinion::lexicon::Lexicon;

#[test]
fn nothing_is_claimed_where_the_author_asserts_nothing() {
    check("silent.txt");
}

#[test]
fn a_frame_tells_whose_words_they_are() {
    check("voice.txt");
}

#[test]
fn a_negation_denies_what_it_reaches() {
    check("negation.txt");
}

#[test]
fn clauses_find_their_borders_and_subjects() {
    check("clauses.txt");
}

#[test]
fn claims_are_as_strong_as_they_are_put() {
    check("strength.txt");
}

#[test]
fn pronouns_lean_on_what_was_said() {
    check("discourse.txt");
}

#[test]
fn what_the_author_does_is_not_about_the_heading() {
    let lent = |sentence: &str| {
        let text = format!("# Botox\n\n{sentence}\n");
        let passages = passages(&text, Format::Markdown);
        let mut discourse = Discourse::default();
        for passage in &passages {
            discourse.enter(passage);
        }
        discourse.read(sentence, Lexicon::built_in()).claims.iter().map(|claim| claim.lent.len()).sum::<usize>()
    };
    assert_eq!(lent("I keep your file for life."), 0);
    assert_eq!(lent("Stays for life."), 1);
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(words in proptest::collection::vec(word(), 0..30)) {
        let sentence = words.concat();
        let reading = read(&sentence, Lexicon::built_in());
        prop_assert!(is_sound(&reading), "{sentence:?}");
    }

    #[test]
    fn any_characters_are_read_without_a_panic(sentence in ".{0,120}") {
        prop_assert!(is_sound(&Discourse::default().read(&sentence, Lexicon::built_in())));
    }
}

/// Words on which the reading turns, in any order.
fn word() -> impl Strategy<Value = String> {
    proptest::sample::select(
        "if when once after before until since while because although but and or nor neither not no never n't without that \
         which who whether the a its it they this people say doctors show there is are was does do did may will would can \
         have been muscle muscles nerve weakens weaken recovered recovering permanent temporary three months always every \
         few little than as from myth evidence wrong doesn't isn't cannot , ; : — ( ) “ ” \" ? . - % 3 2.5 😀 É"
            .split_whitespace()
            .collect::<Vec<_>>(),
    )
    .prop_flat_map(|word| prop_oneof![Just(format!("{word} ")), Just(word.to_owned())])
}

/// Whether every range of a reading lies within the sentence, and its clauses cover it.
fn is_sound(reading: &Reading) -> bool {
    let count = reading.tokens.len();
    let within = |range: &Range<usize>| range.start <= range.end && range.end <= count;
    let covered =
        reading.clauses.iter().try_fold(0, |at, clause| (clause.tokens.start == at).then_some(clause.tokens.end));
    covered == Some(count)
        && reading.tags.len() == count
        && reading.cues.iter().all(|cue| within(&cue.tokens) && within(&cue.scope))
        && reading.clauses.iter().all(|clause| clause.host.is_none_or(|host| host < reading.clauses.len()))
        && reading.claims.iter().all(|claim| {
            within(&claim.tokens)
                && claim.quantities.len() == claim.standings.len()
                && claim.terms.iter().all(|term| within(&term.tokens))
                && claim.values.iter().all(|value| within(&value.tokens))
                && claim.quantities.iter().all(|quantity| within(&quantity.tokens))
                && claim
                    .compared
                    .iter()
                    .chain(&claim.sequence)
                    .all(|sides| within(&sides.property) && within(&sides.second))
        })
}

#[track_caller]
fn check(file: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/claims").join(file);
    let text = std::fs::read_to_string(&path).expect("the fixture is part of the project");
    let mut wrong = String::new();
    let mut cases = 0;
    let mut lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty()).peekable();
    while let Some(sentence) = lines.next() {
        let mut expected = Vec::new();
        while let Some(line) = lines.next_if(|line| line.starts_with(' ')) {
            expected.push(line.trim());
        }
        cases += 1;
        let found = outlines(sentence);
        let fits =
            found.len() == expected.len() && expected.iter().zip(&found).all(|(expected, found)| fits(expected, found));
        if !fits {
            let _ = writeln!(wrong, "{sentence}\n  expected\n    {}\n  found", expected.join("\n    "));
            for claim in &found {
                let _ = writeln!(wrong, "    {}: {}", claim.manner.join(" "), claim.items.join(" "));
            }
        }
    }
    assert!(cases > 0, "{file} holds no sentence");
    assert!(wrong.is_empty(), "{wrong}");
}

/// A claim as the fixtures tell it.
struct Outline {
    manner: Vec<&'static str>,
    items: Vec<String>,
}

fn fits(expected: &str, found: &Outline) -> bool {
    let (manner, items) = expected.split_once(':').unwrap_or((expected, ""));
    let manner: Vec<&str> = manner.split_whitespace().collect();
    manner == found.manner && split(items).iter().all(|item| found.items.contains(item))
}

/// The items of a line; those in brackets may hold spaces.
fn split(items: &str) -> Vec<String> {
    let mut result = Vec::new();
    let mut open = String::new();
    for part in items.split_whitespace() {
        if open.is_empty() && !part.starts_with('[') {
            result.push(part.to_owned());
            continue;
        }
        if !open.is_empty() {
            open.push(' ');
        }
        open.push_str(part);
        if part.ends_with(']') {
            result.push(std::mem::take(&mut open));
        }
    }
    result
}

fn outlines(passage: &str) -> Vec<Outline> {
    let mut discourse = Discourse::default();
    let mut before = Reading::default();
    let mut reading = Reading::default();
    for sentence in passage.split(" || ") {
        before = std::mem::replace(&mut reading, discourse.read(sentence, Lexicon::built_in()));
    }
    reading.claims.iter().map(|claim| outline(claim, &reading, &before)).collect()
}

fn outline(claim: &Claim, reading: &Reading, before: &Reading) -> Outline {
    if claim.voice == Voice::Other {
        return Outline { manner: vec!["other"], items: Vec::new() };
    }
    let mut manner = Vec::new();
    match claim.strength {
        Strength::Possible => manner.push("possible"),
        Strength::Usual => manner.push("usual"),
        Strength::Plain => {}
        Strength::Universal => manner.push("universal"),
    }
    let flags = [
        (claim.flipped, "denied"),
        (claim.unproven, "unproven"),
        (claim.exception, "exception"),
        (claim.phase.after_stopping, "stopping"),
    ];
    manner.extend(flags.into_iter().filter(|(set, _)| *set).map(|(_, name)| name));
    let words = |range: &Range<usize>| {
        let tokens = reading.tokens.get(range.clone()).unwrap_or_default();
        tokens.iter().map(|token| token.text.clone()).collect::<Vec<_>>()
    };
    let mut items = Vec::new();
    for term in &claim.terms {
        let not = if term.negated { "-" } else { "" };
        let place = if term.condition {
            "?"
        } else if term.subject {
            "^"
        } else {
            ""
        };
        items.extend(words(&term.tokens).into_iter().map(|word| format!("{place}{not}{word}")));
    }
    for value in &claim.values {
        let not = if value.negated { "-" } else { "" };
        let place = if value.subject { "^" } else { "" };
        items.extend(words(&value.tokens).into_iter().map(|word| format!("{place}{not}{word}")));
    }
    for (quantity, standing) in claim.quantities.iter().zip(&claim.standings) {
        let mark = if standing.negated {
            "-"
        } else if standing.condition {
            "?"
        } else {
            ""
        };
        items.push(format!("[{mark}{}]", words(&quantity.tokens).join(" ")));
    }
    // What is lent may come from the sentence before, where its tokens count.
    let lent = |term: &Term| {
        [reading, before]
            .iter()
            .flat_map(|reading| reading.tokens.get(term.tokens.clone()).unwrap_or_default().to_vec())
            .collect::<Vec<_>>()
    };
    items.extend(claim.lent.iter().flat_map(lent).map(|token| format!("({})", token.text)));
    Outline { manner, items }
}

#[test]
fn a_sentence_about_the_text_or_its_author_says_nothing_of_the_matter() {
    let reading = |text: &str| read(text, Lexicon::built_in());
    for text in
        ["Nearly everything on the list is wrong.", "Nobody has shown any evidence.", "The table has four rows."]
    {
        assert!(!reading(text).asserts(), "{text}");
    }
    for text in [
        "Nearly every scar on the list is permanent.",
        "It is permanent in everybody.",
        "There is no sign of infection.",
    ] {
        assert!(reading(text).asserts(), "{text}");
    }
    for text in ["I would wait.", "Our own scars are permanent.", "By “scar” I mean what stays for good."] {
        assert!(reading(text).tells_of_author(), "{text}");
    }
    for text in ["I would wait, but the scar fades.", "Our patients keep their scars.", "You would wait."] {
        assert!(!reading(text).tells_of_author(), "{text}");
    }
}
