//! What a heading or a lead-in says of the list below it: that others say it, or that it is not so.
//!
//! What stands below is then not the author's word ("What I would not believe", "People often tell me:"). It must not
//! look at what stands below, nor decide how far its word reaches; that is done in [`super::discourse`].

use super::Reading;
use super::myth::names_myths;
use crate::english::frame::{Speech, is_authority, speech};
use crate::english::{Clause, ClauseKind, Cue, CueKind, Tag};

/// What opens a text that names what is to come.
const NAMING: &[&str] = &["what", "things", "who", "when", "where"];
/// What points to it.
const POINTING: &[&str] = &["following", "these", "below"];
/// What is told of it as no more than talk.
const TALK: &[&str] = &[
    "rumours",
    "rumors",
    "tales",
    "legends",
    "superstitions",
    "lies",
    "fears",
    "worries",
    "prejudices",
    "gossip",
    "hype",
];
/// What may be done with talk.
const DISMISSING: &[&str] = &["forget", "ignore", "disregard", "dismiss", "beware"];
/// The verbs of those whose word it is, beside the many that open what one says oneself ("expect", "think of").
const TELLING: &[&str] = &["hear", "heard", "read", "told"];

/// Whether a heading gives the word for the list below it to somebody else, or says that it is not so.
pub(super) fn heading_disowns(reading: &Reading) -> bool {
    !is_question(reading) && (names_the_untrue(reading) || is_told_by_others(reading) && opens_with(reading, NAMING))
}

/// Whether a sentence that leads in a list does.
pub(super) fn lead_in_disowns(reading: &Reading) -> bool {
    let text = |at: usize| reading.tokens.get(at).map_or("", |token| token.text.as_str());
    let Some(colon) = reading.tokens.iter().rposition(|token| token.text == ":") else { return false };
    if colon + 2 < reading.tokens.len() {
        return false;
    }
    let words = (0..colon).map(text).collect::<Vec<_>>();
    let points = words.iter().any(|word| POINTING.contains(word));
    let goes_on = matches!(words.last(), Some(&("not" | "never" | "n't")));
    let content =
        words.last() == Some(&"that") && has_cue(reading, |cue| is_rebuttal(cue) || cue.kind == CueKind::NoEvidence);
    let dismisses = words.first().is_some_and(|first| DISMISSING.contains(first));
    names_myths_at_all(&words)
        || names_the_untrue(reading)
        || is_told_by_others(reading)
        || points && has_cue(reading, is_denial)
        || goes_on
        || content
        || dismisses
}

/// "What I would not believe", "Things that do not happen", "Claims that are wrong", "Rumours and fears": a text that
/// names what is to come, and calls it untrue.
fn names_the_untrue(reading: &Reading) -> bool {
    let verbless = reading.clauses.first().is_none_or(|clause| clause.verb.is_none());
    let named = reading.tokens.iter().any(|token| TALK.contains(&token.text.as_str()));
    let describes = reading.clauses.iter().any(|clause| clause.kind == ClauseKind::Relative);
    let denies = has_cue(reading, is_denial);
    verbless && (named || has_cue(reading, is_rebuttal) || describes && denies) || opens_with(reading, NAMING) && denies
}

/// "People often say:", "what you may have heard".
fn is_told_by_others(reading: &Reading) -> bool {
    reading.clauses.iter().filter(|clause| clause.kind != ClauseKind::Condition).any(|clause| tells(reading, clause))
}

fn tells(reading: &Reading, clause: &Clause) -> bool {
    let text = |at: usize| reading.tokens.get(at).map_or("", |token| token.text.as_str());
    let is = |at: usize, tag: Tag| reading.tags.get(at) == Some(&tag);
    let verb = clause.tokens.clone().rev().find(|&at| {
        (is(at, Tag::Verb) || is(at, Tag::Participle)) && matches!(speech(text(at)), Some(Speech::Says | Speech::Asks))
    });
    let Some(verb) = verb.filter(|&verb| text(verb.saturating_sub(1)) != "to") else { return false };
    let subject = (clause.tokens.start..verb).rev().find(|&at| is(at, Tag::Noun) || is(at, Tag::Pronoun)).map(text);
    match subject {
        Some("you") => TELLING.contains(&text(verb)),
        Some(subject) => !is_authority(subject),
        None => false,
    }
}

fn names_myths_at_all(words: &[&str]) -> bool {
    // The limit on a heading's length is not one for a sentence.
    words.windows(8.min(words.len().max(1))).any(|some| names_myths(&some.join(" ")))
}

fn is_question(reading: &Reading) -> bool {
    reading.tokens.iter().any(|token| token.text == "?")
}

fn opens_with(reading: &Reading, words: &[&str]) -> bool {
    reading.tokens.first().is_some_and(|token| words.contains(&token.text.to_lowercase().as_str()))
}

fn is_rebuttal(cue: &Cue) -> bool {
    cue.kind == CueKind::Rebuttal
}

fn is_denial(cue: &Cue) -> bool {
    matches!(cue.kind, CueKind::Rebuttal | CueKind::Negation | CueKind::Raised | CueKind::DenialAfter)
}

/// Whether there is a cue of some kind, what only looks like a denial and what belongs to a condition left out.
fn has_cue(reading: &Reading, is_wanted: impl Fn(&Cue) -> bool) -> bool {
    let in_condition = |cue: &Cue| {
        let conditions = reading.clauses.iter().filter(|clause| clause.kind == ClauseKind::Condition);
        conditions.into_iter().any(|clause| clause.tokens.contains(&cue.tokens.start)) && !opens_with(reading, NAMING)
    };
    let is_pseudo = |cue: &Cue| {
        let mut others = reading.cues.iter().filter(|other| other.kind == CueKind::Pseudo);
        others.any(|other| other.tokens.start <= cue.tokens.start && cue.tokens.end <= other.tokens.end)
    };
    reading.cues.iter().any(|cue| is_wanted(cue) && !in_condition(cue) && !is_pseudo(cue))
}

#[cfg(test)]
mod tests {
    use super::{heading_disowns, lead_in_disowns};
    use crate::claim::read;
    use crate::lexicon::Lexicon;

    #[track_caller]
    fn heading(text: &str, expected: bool) {
        assert_eq!(heading_disowns(&read(text, Lexicon::built_in())), expected, "{text}");
    }

    #[track_caller]
    fn lead_in(text: &str, expected: bool) {
        assert_eq!(lead_in_disowns(&read(text, Lexicon::built_in())), expected, "{text}");
    }

    #[test]
    fn what_is_the_author_s_own_stays_so() {
        for text in [
            "What to expect",
            "It is not permanent",
            "No permanent damage",
            "Not for everyone",
            "Nothing to fear",
            "Advice for the first week",
            "What doctors say",
            "Does it not wear off?",
            "Why it is not dangerous",
            "Who can have it",
        ] {
            heading(text, false);
        }
        for text in [
            "It is not permanent:",
            "This is wrong for three reasons:",
            "I tell my patients:",
            "Studies show:",
            "Doctors say that:",
            "You can expect the following:",
            "Remember:",
            "It works like this: the nerve is blocked.",
            "People say it lasts.",
            "No need to worry:",
            "Here is what I tell everybody:",
        ] {
            lead_in(text, false);
        }
    }

    #[test]
    fn what_is_said_not_to_be_so_is_not_the_author_s() {
        for text in [
            "What I would not believe",
            "Things that do not happen",
            "What it won't do",
            "Wrong ideas about surgery",
            "Rumours and fears",
            "Claims that are not true",
            "What people get wrong",
        ] {
            heading(text, true);
        }
        for text in [
            "None of the following is true:",
            "These statements are false:",
            "The myths that I hear most often in my practice on the third floor:",
            "It is not true that:",
            "The treatment does not:",
            "Forget what the internet tells you:",
            "Things that nobody has to be afraid of, because they do not happen:",
        ] {
            lead_in(text, true);
        }
    }

    #[test]
    fn what_others_say_is_theirs() {
        heading("What patients fear", true);
        heading("What you may have heard", true);
        for text in ["People often tell me:", "You may have read that:", "Some websites claim:", "My neighbour says:"] {
            lead_in(text, true);
        }
    }
}
