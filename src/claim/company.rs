//! What a word means in the company it keeps: years *of a drug* are years of use, and patients who come back are not
//! healed of anything.
//!
//! It must not look beyond the sentence.

use super::Value;
use super::content::Text;
use crate::english::quantity::{Dimension, Quantity, Role};
use crate::english::{Tag, Token, Word};
use crate::lexicon::wordnet::{PartOfSpeech, Topic, WordNet};
use crate::lexicon::{Concept, Lexicon, Sense};

/// How many words a name may stand behind "of" ("three years of regular Botox").
const NAMED_WITHIN: usize = 3;

/// What is used, taken or done for a time: "ten years of Botox" tells how long somebody had it, not how long anything
/// lasts.
pub(super) fn note_use(quantities: &mut [Quantity], tokens: &[Token], words: &[Word], lexicon: &Lexicon) {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    for quantity in quantities {
        let end = quantity.tokens.end;
        let lasts = quantity.dimension == Dimension::Time && quantity.role == Role::Duration;
        if lasts && quantity.governor.is_none() && word(end) == "of" {
            let used = (end + 1..=end + NAMED_WITHIN).find(|&at| is_treatment(words, at, lexicon));
            if used.is_some() {
                (quantity.role, quantity.governor) = (Role::Use, used);
            }
        }
    }
}

fn is_treatment(words: &[Word], at: usize, lexicon: &Lexicon) -> bool {
    let kinds = ["treatment", "medicine"].map(Concept::key_of);
    lexicon.senses_at(words, at).1.iter().any(|sense| match sense {
        Sense::Concept(index) => lexicon.concept(*index).is_some_and(|concept| {
            kinds.contains(&concept.key) || concept.broader.iter().any(|key| kinds.contains(key))
        }),
        Sense::Pole(..) => false,
    })
}

/// "Most patients never came back" speaks of visits, not of what the treatment did: where people come and go, that is no
/// place on a scale.
pub(super) fn leave_out_visits(values: &mut Vec<Value>, text: &Text<'_>) {
    values.retain(|value| !(comes_or_goes(text, value) && is_about_people(text, value)));
}

fn comes_or_goes(text: &Text<'_>, value: &Value) -> bool {
    let wordnet = WordNet::english();
    text.tokens.get(value.tokens.clone()).unwrap_or_default().iter().any(|token| {
        let verbs = wordnet.base_forms(&token.text);
        verbs.iter().any(|&(lemma, _)| matches!(wordnet.lemma(lemma), "come" | "return" | "stay"))
    })
}

/// "Not gone yet is not the same as permanent" says nothing to be permanent: where two things are held against one another,
/// the second is only named.
pub(super) fn leave_out_names(values: &mut Vec<Value>, text: &Text<'_>) {
    values.retain(|value| {
        let before = |back: usize| value.tokens.start.checked_sub(back).map_or("", |at| text.tokens[at].text.as_str());
        !matches!((before(2), before(1)), ("same", "as") | ("different", "from" | "than") | ("confused", "with"))
    });
}

/// Whether the subject of a value's clause is people, by its first word that can be one.
fn is_about_people(text: &Text<'_>, value: &Value) -> bool {
    let clause = text.clauses.iter().find(|clause| clause.tokens.contains(&value.tokens.start));
    let Some((clause, verb)) = clause.and_then(|clause| Some((clause, clause.verb?))) else { return false };
    let heads = (clause.tokens.start..verb.min(value.tokens.start)).filter(|&at| {
        matches!(text.tags.get(at), Some(Tag::Noun | Tag::Pronoun)) || counts_somebody(&text.tokens[at].text)
    });
    heads.take(1).any(|at| {
        let word = text.tokens[at].text.as_str();
        is_somebody(word) || text.tags[at] == Tag::Noun && names_people(word)
    })
}

/// A number of people, whatever its tag.
fn counts_somebody(word: &str) -> bool {
    matches!(word, "handful" | "one" | "none")
}

fn is_somebody(word: &str) -> bool {
    counts_somebody(word)
        || matches!(
            word,
            "he" | "she"
                | "who"
                | "somebody"
                | "someone"
                | "nobody"
                | "everybody"
                | "everyone"
                | "anybody"
                | "anyone"
                | "many"
                | "some"
                | "few"
                | "most"
                | "several"
                | "others"
        )
}

fn names_people(noun: &str) -> bool {
    let wordnet = WordNet::english();
    let forms = wordnet.base_forms(noun);
    forms.iter().next().is_some_and(|&(lemma, _)| wordnet.topic(lemma, PartOfSpeech::Noun) == Some(Topic::Person))
}

#[cfg(test)]
mod tests {
    use crate::claim::read;
    use crate::english::quantity::Role;
    use crate::lexicon::Lexicon;

    #[track_caller]
    fn role(sentence: &str) -> Role {
        let reading = read(sentence, Lexicon::built_in());
        let found = reading.claims.iter().flat_map(|claim| &claim.quantities).map(|quantity| quantity.role).next();
        found.expect("the sentence has a figure")
    }

    #[test]
    fn years_of_a_treatment_are_years_of_use() {
        assert_eq!(role("Ten years of Botox leave the forehead smooth."), Role::Use);
        assert_eq!(role("Three weeks of antibiotic tablets upset the stomach."), Role::Use);
    }

    #[test]
    fn months_of_what_comes_of_it_are_no_use() {
        assert_eq!(role("Three months of relief are usual."), Role::Duration);
        assert_ne!(role("One injection gives three months of relief."), Role::Use);
    }

    #[track_caller]
    fn is_placed(sentence: &str) -> bool {
        read(sentence, Lexicon::built_in()).claims.iter().any(|claim| !claim.values.is_empty())
    }

    #[test]
    fn people_come_and_go() {
        assert!(!is_placed("Some patients never came back."));
        assert!(!is_placed("A handful never came back."));
        assert!(!is_placed("She never returned."));
    }

    #[test]
    fn what_another_thing_is_told_from_is_only_named() {
        let permanence = |sentence: &str| {
            let lexicon = Lexicon::built_in();
            let scale = lexicon.scale_index("permanence");
            let claims = read(sentence, lexicon).claims;
            claims.iter().any(|claim| claim.values.iter().any(|value| Some(value.scale) == scale))
        };
        assert!(!permanence("A bruise that stays a month is not the same as permanent."));
        assert!(permanence("The bruise is as good as permanent."));
    }

    #[test]
    fn what_is_no_person_returns_or_stays_away() {
        assert!(is_placed("The wrinkles never came back."));
        assert!(is_placed("The pain returned."));
    }
}
