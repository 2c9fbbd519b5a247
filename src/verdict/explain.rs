//! How one sentence is understood, and every stance towards it, in plain words.
//!
//! It must not judge by itself: it prints what the reading and the judge found.

use std::fmt::Write as _;
use std::ops::Range;

use super::evidence::Statement;
use super::{Knowledge, SecondReader, Stance};
use crate::claim::{Claim, Discourse, Reading, Term, Voice};
use crate::english::quantity::{Quantity, Role};
use crate::lexicon::{Lexicon, Pole};

/// Explains a sentence, as rules see it and as a second reader hears it; the text ends with a line break.
#[must_use]
pub fn explain(knowledge: &Knowledge, reader: Option<&dyn SecondReader>, sentence: &str) -> String {
    let reading = Discourse::default().read(sentence, knowledge.lexicon());
    let mut out = format!("{sentence}\n");
    // Writing to a string cannot fail, so the results below are not looked at.
    for cue in &reading.cues {
        let _ = writeln!(
            out,
            "  cue    “{}”: {:?}, reaches “{}”",
            words(&reading, &cue.tokens, sentence),
            cue.kind,
            words(&reading, &cue.scope, sentence)
        );
    }
    for claim in &reading.claims {
        explain_claim(&mut out, claim, &reading, sentence, knowledge.lexicon());
        if claim.voice == Voice::Own {
            explain_stances(&mut out, knowledge, claim, &reading, sentence);
        }
    }
    if let Some(reader) = reader {
        explain_opinions(&mut out, knowledge, reader, &reading, sentence);
    }
    explain_verdict(&mut out, knowledge, reader, sentence);
    out
}

/// What comes of it all.
fn explain_verdict(out: &mut String, knowledge: &Knowledge, reader: Option<&dyn SecondReader>, sentence: &str) {
    for judgement in knowledge.judge_sentence(sentence, &mut Discourse::default(), reader) {
        let message = judgement.message.map(|message| format!(": {message}")).unwrap_or_default();
        let verdict = format!("{:?}", judgement.verdict).to_lowercase();
        let _ = writeln!(out, "  verdict {verdict}{message}");
    }
}

fn explain_claim(out: &mut String, claim: &Claim, reading: &Reading, sentence: &str, lexicon: &Lexicon) {
    let voice = match (claim.voice, claim.flipped) {
        (Voice::Own, false) => "the author says",
        (Voice::Own, true) => "the author denies",
        (Voice::Other, _) => "not the author's own",
    };
    let _ = writeln!(out, "  claim  “{}” ({voice}; {:?})", words(reading, &claim.tokens, sentence), claim.strength);
    let of = |terms: &[Term]| -> String {
        let names: Vec<String> = terms
            .iter()
            .map(|term| format!("{}{}", if term.negated { "not " } else { "" }, words(reading, &term.tokens, sentence)))
            .collect();
        names.join(", ")
    };
    let _ = writeln!(out, "         speaks of: {}", of(&claim.terms));
    for value in &claim.values {
        if let Some(scale) = lexicon.scale(value.scale) {
            let pole = match value.pole {
                Pole::Low => scale.low.as_str(),
                Pole::High => scale.high.as_str(),
                Pole::None => "no change",
                Pole::Any => "some change",
            };
            let not = if value.negated { "not " } else { "" };
            let _ =
                writeln!(out, "         “{}”: {} – {not}{pole}", words(reading, &value.tokens, sentence), scale.name);
        }
    }
    for quantity in &claim.quantities {
        let _ = writeln!(out, "         “{}”: {}", words(reading, &quantity.tokens, sentence), figures(quantity));
    }
}

fn explain_stances(out: &mut String, knowledge: &Knowledge, claim: &Claim, reading: &Reading, sentence: &str) {
    for (index, finding) in knowledge.stances(claim) {
        let Some(statement) = knowledge.statement(index) else { continue };
        let side = match finding.stance {
            Stance::Supports => "for",
            Stance::Contradicts => "against",
            Stance::Qualifies => "less strongly",
            Stance::Neutral => continue,
        };
        let source = source_name(knowledge, &statement);
        let why = finding
            .point
            .as_ref()
            .map(|point| {
                let clash = finding.stance == Stance::Contradicts;
                format!(" “{}” ({})", words(reading, &point.slot, sentence), point.kind.description(clash))
            })
            .unwrap_or_default();
        let _ = writeln!(
            out,
            "  {side:<14}{:.2} {source}#{}{why}: {}",
            finding.score,
            statement.answer + 1,
            statement.text
        );
    }
}

/// What the second reader hears, where it hears more than nothing.
fn explain_opinions(
    out: &mut String,
    knowledge: &Knowledge,
    reader: &dyn SecondReader,
    reading: &Reading,
    sentence: &str,
) {
    for (statement, opinion) in knowledge.opinions(reader, reading, sentence) {
        let sides = [("for", opinion.supports), ("against", opinion.contradicts), ("less strongly", opinion.qualifies)];
        let likeliest = sides.into_iter().max_by(|(_, one), (_, other)| one.total_cmp(other));
        let Some((side, likelihood)) = likeliest.filter(|(_, likelihood)| *likelihood > opinion.neutral) else {
            continue;
        };
        let source = source_name(knowledge, &statement);
        let number = statement.answer + 1;
        let _ = writeln!(out, "  heard  {side:<14}{likelihood:.2} {source}#{number}: {}", statement.text);
    }
}

fn source_name<'a>(knowledge: &'a Knowledge, statement: &Statement) -> &'a str {
    knowledge.sources().get(statement.source).map(|source| source.name.as_str()).unwrap_or_default()
}

/// A figure with what it is taken for: "how long it lasts, 3 to 4 months".
fn figures(quantity: &Quantity) -> String {
    let role = match quantity.role {
        Role::Duration => "how long it lasts",
        Role::Use => "how long it is used",
        Role::End => "when it is over",
        Role::Onset => "when it sets in",
        Role::Recovery => "how long it takes to recover",
        Role::Moment => "a point in time",
        Role::Interval => "how often",
        Role::Age => "an age",
        Role::Past => "a time in the past",
        Role::Difference => "a difference",
        Role::Amount => "an amount",
    };
    let number = |value: f64| format!("{}", (value * 1_000.0).round() / 1_000.0);
    let range = match (quantity.low.is_finite(), quantity.high.is_finite()) {
        (true, true) if quantity.low == quantity.high => number(quantity.low),
        (true, true) => format!("{} to {}", number(quantity.low), number(quantity.high)),
        (false, _) => format!("up to {}", number(quantity.high)),
        (_, false) => format!("{} and more", number(quantity.low)),
    };
    format!("{role}, {range} {}", quantity.dimension.unit()).trim_end().to_owned()
}

fn words(reading: &Reading, tokens: &Range<usize>, sentence: &str) -> String {
    reading.bytes(tokens).and_then(|bytes| sentence.get(bytes)).unwrap_or_default().to_owned()
}
