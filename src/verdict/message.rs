//! The one sentence that tells an author what the draft says, what the doctors say, and how many.
//!
//! It must not be longer than a line or two, and it must not sound surer than the tally.

use super::Verdict;
use super::difference::{Difference, Kind};
use super::evidence::Statement;
use super::weigh::Tally;
use crate::claim::{Claim, Reading};
use crate::lexicon::{Lexicon, Pole};

/// The message of a tally, where there is something to say.
///
/// `slot` is what differs, as it stands in the draft; `shown_by` is the statement that contradicts most surely.
#[must_use]
pub(super) fn message(
    tally: &Tally,
    slot: &str,
    reading: &Reading,
    shown_by: Option<&Statement>,
    lexicon: &Lexicon,
) -> Option<String> {
    let against = answers(tally.contradicting.len());
    let agreeing = match tally.supporting.len() {
        0 => "none for".to_owned(),
        number => format!("{number} for"),
    };
    match tally.verdict {
        Verdict::Contradicted => {
            let said = match &tally.difference {
                Some(point) => what_doctors_say(point, reading, shown_by, lexicon),
                None => "seem to say otherwise in other words".to_owned(),
            };
            let says = if tally.difference.as_ref().is_some_and(|point| is_rejected(point, reading)) {
                "rejects"
            } else {
                "says"
            };
            Some(format!("The draft {says} “{slot}”; doctors here {said}: {against} against, {agreeing}."))
        }
        Verdict::Contested => {
            let matter = if slot.is_empty() { "this".to_owned() } else { format!("“{slot}”") };
            Some(format!("Doctors here disagree about {matter}: {against} against, {agreeing}."))
        }
        Verdict::Overstated => {
            let number = tally.supporting.len();
            let say = if number == 1 { "says" } else { "say" };
            Some(format!(
                "The draft says this more strongly than doctors here do: {} {say} so with reserve.",
                answers(number)
            ))
        }
        Verdict::Supported | Verdict::Uncovered => None,
    }
}

fn what_doctors_say(point: &Difference, reading: &Reading, shown_by: Option<&Statement>, lexicon: &Lexicon) -> String {
    match point.kind {
        Kind::Quantities | Kind::PermanenceAgainstTime => {
            match shown_by.map(|statement| statement.words(&point.evidence)) {
                Some(words) if !words.is_empty() => format!("say “{words}”"),
                _ => "give another figure".to_owned(),
            }
        }
        Kind::OppositePoles | Kind::AkinPoles => match other_pole(point, reading, lexicon) {
            Some(pole) => format!("say “{pole}”"),
            None => "say the opposite".to_owned(),
        },
        Kind::NoneAgainstMove if claims_nothing(point, reading) => "say that there is an effect".to_owned(),
        Kind::NoneAgainstMove => "say that there is no such effect".to_owned(),
        Kind::DeniedPole | Kind::DeniedTerm if is_denied(point, reading) => "say that it is so".to_owned(),
        Kind::DeniedPole | Kind::DeniedTerm => "deny it".to_owned(),
        Kind::Antonyms => "say the opposite".to_owned(),
        Kind::Exception => "name exceptions".to_owned(),
        Kind::Roles => "say it the other way round".to_owned(),
    }
}

/// What the pole is called on which the evidence stands, as opposed to the claim.
fn other_pole(point: &Difference, reading: &Reading, lexicon: &Lexicon) -> Option<String> {
    let (claim, value) = placed(point, reading)?;
    let scale = lexicon.scale(value.scale)?;
    let high = (value.pole == Pole::High) == (value.negated == claim.flipped);
    Some(if high { scale.low.clone() } else { scale.high.clone() })
}

/// Whether the draft only names what stands at a point, to say that it is not so ("it is a myth that the effect *wears off*").
fn is_rejected(point: &Difference, reading: &Reading) -> bool {
    reading.claims.iter().any(|claim| claim.flipped && claim.tokens.contains(&point.slot.start))
}

fn claims_nothing(point: &Difference, reading: &Reading) -> bool {
    placed(point, reading).is_some_and(|(claim, value)| (value.pole == Pole::None) == (value.negated == claim.flipped))
}

fn is_denied(point: &Difference, reading: &Reading) -> bool {
    let of_value = placed(point, reading).map(|(claim, value)| value.negated != claim.flipped);
    let of_term = || {
        reading.claims.iter().find_map(|claim| {
            claim.terms.iter().find(|term| term.tokens == point.slot).map(|term| term.negated != claim.flipped)
        })
    };
    of_value.or_else(of_term).unwrap_or(false)
}

/// The value of the draft's sentence that a point is about.
fn placed<'a>(point: &Difference, reading: &'a Reading) -> Option<(&'a Claim, &'a crate::claim::Value)> {
    reading.claims.iter().find_map(|claim| {
        let values = claim.values.iter().filter(|value| value.tokens == point.slot);
        values.max_by_key(|value| Some(value.scale) == point.scale).map(|value| (claim, value))
    })
}

fn answers(number: usize) -> String {
    if number == 1 { "1 answer".to_owned() } else { format!("{number} answers") }
}
