//! Quantities in prose, read from `fixtures/quantities.txt`, and how they compare, from `fixtures/comparisons.txt`.

use std::fmt::Write as _;

use proptest::prelude::*;
use second_opinion::english::quantity::{
    Bound, Dimension, Quantity, QuantityRelation, Role, comparable, quantities, relation,
};
use second_opinion::english::{Token, TokenKind, tokenize};

const TABLE: &str = include_str!("fixtures/quantities.txt");
const COMPARISONS: &str = include_str!("fixtures/comparisons.txt");

/// The lines of a fixture that are neither empty nor comments, with the heading they stand under.
fn lines(fixture: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut heading = "";
    fixture.lines().filter_map(move |line| {
        if let Some(comment) = line.strip_prefix('#') {
            heading = comment.trim();
            return None;
        }
        (!line.trim().is_empty()).then_some((heading, line))
    })
}

/// How many of the base unit are in the unit that a fixture names; 0 where the unit is a noun.
fn unit_size(unit: &str) -> f64 {
    let day = 1.0 / 30.4375;
    match unit {
        "minutes" => day / 1440.0,
        "hours" => day / 24.0,
        "days" => day,
        "weeks" => 7.0 * day,
        "years" => 12.0,
        "per day" => 30.4375,
        "per week" => 30.4375 / 7.0,
        "per year" => 1.0 / 12.0,
        "g" => 1e3,
        "kg" => 1e6,
        "lb" => 453_592.37,
        "percent" => 0.01,
        _ => 1.0,
    }
}

fn dimension_name(dimension: &Dimension) -> &'static str {
    match dimension {
        Dimension::Time => "time",
        Dimension::Frequency => "frequency",
        Dimension::Mass => "mass",
        Dimension::Volume => "volume",
        Dimension::Length => "length",
        Dimension::Pressure => "pressure",
        Dimension::Temperature => "temperature",
        Dimension::Energy => "energy",
        Dimension::Share => "share",
        Dimension::Factor => "factor",
        Dimension::Money(_) => "money",
        Dimension::Count(_) => "count",
        Dimension::Number => "number",
    }
}

fn per_name(quantity: &Quantity) -> String {
    let Some(per) = &quantity.per else { return String::new() };
    let is = |size: f64| (per.size / size - 1.0).abs() < 1e-6;
    let name = match &per.dimension {
        Dimension::Time if is(1.0 / 30.4375) => "day",
        Dimension::Time if is(12.0) => "year",
        Dimension::Mass if is(1e6) => "kg",
        Dimension::Count(noun) => noun,
        _ => "something else",
    };
    format!(", per {name}")
}

/// A quantity in the fixture's words, in the unit that the expectation names.
fn describe(quantity: &Quantity, expected: &str) -> String {
    let mut words = expected.split(',').next().unwrap_or_default().split_whitespace().skip(2);
    let named: String = words.by_ref().collect::<Vec<_>>().join(" ");
    let size = unit_size(&named);
    let unit = match &quantity.dimension {
        Dimension::Count(noun) => noun.clone(),
        Dimension::Money(currency) => (*currency).to_owned(),
        _ => named,
    };
    let mut text = dimension_name(&quantity.dimension).to_owned();
    let figure = |value: f64| {
        let figure = format!("{:.4}", value / size);
        figure.trim_end_matches('0').trim_end_matches('.').to_owned()
    };
    let figures = match (quantity.low.is_finite(), quantity.high.is_finite()) {
        (true, true) if figure(quantity.low) == figure(quantity.high) => figure(quantity.low),
        (true, true) => format!("{}..{}", figure(quantity.low), figure(quantity.high)),
        (true, false) => format!("{}..", figure(quantity.low)),
        (false, true) => format!("..{}", figure(quantity.high)),
        (false, false) => "..".to_owned(),
    };
    write!(text, " {figures} {unit}").expect("a string takes everything");
    let text = text.trim_end();
    let role = format!("{:?}", quantity.role).to_lowercase();
    let vague = if quantity.vague { ", vague" } else { "" };
    let bound = match quantity.bound {
        Bound::Exact => "",
        Bound::AtLeast => ", at least",
        Bound::AtMost => ", at most",
        Bound::MoreThan => ", more than",
        Bound::LessThan => ", less than",
    };
    format!("{text}, {role}{vague}{bound}{}", per_name(quantity))
}

/// The sentence with its quantities in brackets, and each of them described.
fn read(sentence: &str, expected: &str) -> String {
    let tokens = tokenize(sentence);
    let found = quantities(&tokens);
    let mut marked = sentence.to_owned();
    for quantity in found.iter().rev() {
        let last = tokens.get(quantity.tokens.end - 1).expect("a quantity lies in its sentence");
        let first = tokens.get(quantity.tokens.start).expect("a quantity lies in its sentence");
        marked.insert(last.range.end, ']');
        marked.insert(first.range.start, '[');
    }
    let mut hints = expected.split(';').map(str::trim);
    let described: Vec<String> =
        found.iter().map(|quantity| describe(quantity, hints.next().unwrap_or_default())).collect();
    format!("{marked} => {}", described.join("; "))
}

#[test]
fn what_counts_nothing_is_left_alone() {
    let mut wrong = String::new();
    let mut count = 0;
    for (_, sentence) in lines(TABLE).filter(|(heading, _)| *heading == "nothing") {
        count += 1;
        if !quantities(&tokenize(sentence)).is_empty() {
            writeln!(wrong, "{}", read(sentence, "")).expect("a string takes everything");
        }
    }
    assert!(count >= 30, "the fixture has lost its sentences without quantities");
    assert!(wrong.is_empty(), "these have no quantity:\n{wrong}");
}

#[test]
fn quantities_are_read_as_the_table_says() {
    let mut wrong = String::new();
    let mut count = 0;
    for (_, line) in lines(TABLE).filter(|(heading, _)| *heading != "nothing") {
        let (marked, expected) = line.split_once(" => ").expect("a line has two sides");
        count += 1;
        let sentence = marked.replace(['[', ']'], "");
        let got = read(&sentence, expected);
        if got != line {
            writeln!(wrong, "  {line}\n  {got}\n").expect("a string takes everything");
        }
    }
    assert!(count >= 200, "the fixture has lost lines: {count}");
    assert!(wrong.is_empty(), "wanted, then found:\n{wrong}");
}

/// The first quantity of a phrase in a comparison.
fn only(sentence: &str) -> Quantity {
    let mut found = quantities(&tokenize(sentence));
    assert_eq!(found.len(), 1, "“{sentence}” should have one quantity");
    found.remove(0)
}

#[test]
fn comparisons_come_out_as_the_table_says() {
    let mut wrong = String::new();
    let mut count = 0;
    for (_, line) in lines(COMPARISONS) {
        let (claim, rest) = line.split_once(" | ").expect("a line has three columns");
        let (evidence, expected) = rest.split_once(" | ").expect("a line has three columns");
        count += 1;
        let (a, b) = (only(claim), only(evidence.trim()));
        let found = match relation(&a, &b) {
            QuantityRelation::Within => "within",
            QuantityRelation::Wider { .. } => "wider",
            QuantityRelation::Overlaps => "overlaps",
            QuantityRelation::Disjoint { .. } => "clash",
            QuantityRelation::NotComparable => "not comparable",
        };
        if found != expected.trim() {
            writeln!(wrong, "{line}: {found}").expect("a string takes everything");
        }
    }
    assert!(count >= 60, "the fixture has lost lines: {count}");
    assert!(wrong.is_empty(), "wanted, and found:\n{wrong}");
}

#[test]
fn a_clash_says_by_how_much() {
    let QuantityRelation::Disjoint { factor } = relation(&only("It lasts two years."), &only("It lasts 3–4 months."))
    else {
        panic!("two years clash with three to four months");
    };
    assert!((factor - 6.0).abs() < 1e-9, "{factor}");
}

#[test]
fn what_is_denied_of_some_is_said_of_the_rest() {
    let (denied, affirmed) = (only("Three in ten do not improve."), only("Seven in ten improve."));
    let rest = denied.complement().expect("a share has a rest");
    assert_eq!(relation(&rest, &affirmed), QuantityRelation::Within);
    let most = only("Less than a tenth fail.").complement().expect("a share has a rest");
    assert_eq!((most.low, most.bound), (0.9, Bound::MoreThan));
    assert!(only("It lasts three months.").complement().is_none());
    assert!(only("It falls by a third.").complement().is_none());
}

#[test]
fn the_governing_word_is_named() {
    let tokens = tokenize("Botox rarely lasts more than four months.");
    let found = quantities(&tokens);
    let governor = found.first().and_then(|quantity| quantity.governor).and_then(|at| tokens.get(at));
    assert_eq!(governor.map(|token| token.text.as_str()), Some("lasts"));
}

/// Words that the parser looks at, so that arbitrary sentences reach its corners.
const VOCABULARY: &[&str] = &[
    "a",
    "an",
    "one",
    "two",
    "three",
    "twenty",
    "hundred",
    "thousand",
    "half",
    "quarter",
    "thirds",
    "third",
    "second",
    "few",
    "several",
    "couple",
    "dozen",
    "dozens",
    "of",
    "and",
    "or",
    "to",
    "in",
    "out",
    "per",
    "every",
    "each",
    "other",
    "once",
    "twice",
    "times",
    "time",
    "at",
    "least",
    "most",
    "more",
    "less",
    "than",
    "no",
    "as",
    "long",
    "much",
    "up",
    "over",
    "under",
    "about",
    "within",
    "for",
    "after",
    "before",
    "by",
    "between",
    "from",
    "month",
    "months",
    "week",
    "weeks",
    "year",
    "years",
    "day",
    "days",
    "hour",
    "hours",
    "minutes",
    "mg",
    "kg",
    "ml",
    "mmhg",
    "%",
    "percent",
    "cent",
    "units",
    "sessions",
    "people",
    "old",
    "ago",
    "apart",
    "lasts",
    "fades",
    "takes",
    "heal",
    "daily",
    "monthly",
    "double",
    "-",
    "–",
    "/",
    "+",
    ",",
    ".",
    "½",
    "$",
    "°",
    "c",
    "f",
    "3",
    "4.5",
    "1,500",
    "0",
    "2024",
    "007",
    "1.2.3",
    "999999999999999999999999",
    "s",
    "th",
    "not",
    "if",
    "the",
    "first",
    "last",
    "age",
    "type",
];

fn arbitrary_tokens() -> impl Strategy<Value = Vec<Token>> {
    let word = (0..VOCABULARY.len(), any::<bool>(), any::<bool>());
    prop::collection::vec(word, 0..24).prop_map(|words| {
        let mut start = 0;
        words
            .into_iter()
            .map(|(index, joined, capital)| {
                let text = VOCABULARY[index].to_owned();
                let kind = match text.chars().next() {
                    Some(first) if first.is_ascii_digit() => TokenKind::Number,
                    Some(first) if first.is_alphabetic() => TokenKind::Word,
                    _ => TokenKind::Punctuation,
                };
                let range = start..start + text.len();
                start = range.end + 1;
                Token { text, range, kind, joined, capital }
            })
            .collect()
    })
}

fn check_invariants(tokens: &[Token]) {
    let found = quantities(tokens);
    let mut end = 0;
    for quantity in &found {
        assert!(end <= quantity.tokens.start, "overlapping or out of order: {found:?}");
        assert!(quantity.tokens.start < quantity.tokens.end, "empty: {quantity:?}");
        end = quantity.tokens.end;
        assert!(end <= tokens.len(), "out of bounds: {quantity:?}");
        assert!(quantity.low <= quantity.high, "upside down: {quantity:?}");
        assert!(quantity.noun.is_none_or(|noun| noun < tokens.len()), "noun out of bounds: {quantity:?}");
        assert!(quantity.governor.is_none_or(|at| at < tokens.len()), "governor out of bounds: {quantity:?}");
    }
    for a in &found {
        for b in &found {
            assert_eq!(comparable(a, b), comparable(b, a), "comparing must not depend on the order");
            let clash = |a, b| matches!(relation(a, b), QuantityRelation::Disjoint { .. });
            assert_eq!(clash(a, b), clash(b, a), "a clash must not depend on the order");
        }
        assert!(!matches!(relation(a, a), QuantityRelation::Disjoint { .. }), "at odds with itself: {a:?}");
        if matches!(a.role, Role::Age | Role::Past | Role::Moment) {
            assert!(!comparable(a, a));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_tokens_give_ordered_ranges_within_the_sentence(tokens in arbitrary_tokens()) {
        check_invariants(&tokens);
    }

    #[test]
    fn any_text_is_read(text in "\\PC{0,80}") {
        check_invariants(&tokenize(&text));
    }
}
