//! The one sentence that tells an author what is wrong and how many doctors say so.
//!
//! It must not be longer than a line or two, and it must not sound surer than the tally.

use super::Verdict;
use super::weigh::Tally;
use crate::lexicon::Lexicon;

/// The message of a tally, where there is something to say.
#[must_use]
pub(super) fn message(tally: &Tally, slot: &str, _lexicon: &Lexicon) -> Option<String> {
    let against = tally.contradicting.len();
    let agreeing = tally.supporting.len();
    match tally.verdict {
        Verdict::Contradicted => Some(format!(
            "Doctors here say otherwise about “{slot}”: {} against, {}.",
            answers(against),
            count(agreeing)
        )),
        Verdict::Contested => {
            Some(format!("Doctors here disagree about “{slot}”: {} against, {}.", answers(against), count(agreeing)))
        }
        Verdict::Overstated => Some(format!("Doctors here say this less strongly: {}.", answers(agreeing))),
        Verdict::Supported | Verdict::Uncovered => None,
    }
}

fn answers(number: usize) -> String {
    if number == 1 { "1 answer".to_owned() } else { format!("{number} answers") }
}

fn count(agreeing: usize) -> String {
    if agreeing == 0 { "none for".to_owned() } else { format!("{agreeing} for") }
}
