//! What the general vocabulary must not say, what it must say, and that the table is whole.

use second_opinion::lexicon::wordnet::{LemmaId, Neighbour, PartOfSpeech, Relation, Topic, WordNet};

use PartOfSpeech::{Adjective, Adverb, Noun, Verb};
use Relation::{Antonym, Derived, Hypernym, Hyponym, IndirectAntonym, Synonym};

#[track_caller]
fn id(word: &str) -> LemmaId {
    WordNet::english().find(word).unwrap_or_else(|| panic!("{word} is in the vocabulary"))
}

/// The weight of a relation; zero where there is none.
#[track_caller]
fn weight(from: &str, to: &str, relation: Relation) -> f32 {
    let related = WordNet::english().relations(id(from), id(to));
    related.filter(|other| other.relation == relation).map(|other| other.weight).fold(0.0, f32::max)
}

/// Words that share a sense somewhere in WordNet, but not the one that a medical answer means.
#[test]
fn rare_senses_do_not_make_synonyms() {
    for (one, other) in [
        ("face", "look"),
        ("face", "confront"),
        ("arm", "weapon"),
        ("arm", "branch"),
        ("last", "endure"),
        ("last", "death"),
        ("patient", "subject"),
        ("drug", "dose"),
        ("tumor", "cancer"),
        ("shrink", "psychiatrist"),
        ("effect", "impression"),
        ("result", "leave"),
        ("treat", "cover"),
        ("muscle", "brawn"),
        ("nerve", "cheek"),
        ("organ", "instrument"),
        ("vessel", "ship"),
        ("stroke", "shot"),
        ("cold", "frigid"),
        ("permanent", "perm"),
        ("frown", "lower"),
        ("contract", "reduce"),
        ("increase", "gain"),
        ("bruise", "offend"),
        ("delivery", "rescue"),
    ] {
        let table = WordNet::english();
        let strong: Vec<Neighbour> = table
            .relations(id(one), id(other))
            .filter(|found| found.relation == Synonym && found.weight >= 0.45)
            .collect();
        assert!(strong.is_empty(), "{one} is {other}: {strong:?}");
    }
}

#[test]
fn what_is_no_opposite_is_not_called_one() {
    for (one, other) in [
        ("muscle", "nerve"),
        ("doctor", "patient"),
        ("weaken", "relax"),
        ("reduce", "decrease"),
        ("prevent", "treat"),
        ("arm", "disarm"),
        ("short-term", "short"),
    ] {
        assert_eq!(weight(one, other, Antonym), 0.0, "{one} against {other}");
    }
    // Opposite in a rare sense or part of speech.
    for (one, other) in [("patient", "impatient"), ("last", "present"), ("face", "avoid")] {
        assert!(weight(one, other, Antonym) < 0.4, "{one} against {other}");
    }
}

/// A class that holds nearly everything says nothing about a word.
#[test]
fn the_top_of_the_tree_is_no_hypernym() {
    let table = WordNet::english();
    let general = ["entity", "object", "abstraction", "whole", "act", "person", "move", "make", "be", "have"];
    for word in ["muscle", "drug", "patient", "weaken", "inject", "headache", "doctor", "eyelid", "last"] {
        for other in table.neighbours(id(word)).filter(|other| other.relation == Hypernym) {
            assert!(!general.contains(&table.lemma(other.lemma)), "{word} is a kind of {}", table.lemma(other.lemma));
        }
    }
}

#[test]
fn function_words_names_and_symbols_bring_no_nouns() {
    let table = WordNet::english();
    for word in ["can", "will", "may", "must", "might", "it", "who", "us", "as", "at", "in", "no", "so", "he"] {
        let noun = table.base_forms(word).iter().any(|&(id, pos)| pos == Noun && table.lemma(id) == word);
        assert!(!noun, "{word} as a noun");
    }
    for name in ["paris", "einstein", "genus staphylococcus", "xylomeprazine", "the", ""] {
        assert_eq!(table.find(name), None, "{name}");
        assert!(!table.is_word(name), "{name}");
    }
}

#[test]
fn synonyms() {
    for (one, other, least) in [
        ("tumour", "tumor", 1.0),
        ("oestrogen", "estrogen", 1.0),
        ("paralyse", "paralyze", 1.0),
        ("paediatric", "pediatric", 1.0),
        ("haemorrhage", "hemorrhage", 1.0),
        ("medicine", "medication", 0.7),
        ("doctor", "physician", 0.7),
        ("effect", "result", 0.6),
        ("diminish", "decrease", 0.6),
        ("contusion", "bruise", 0.5),
        ("lasting", "permanent", 0.6),
        ("dangerous", "unsafe", 0.3),
        ("effective", "efficacious", 0.4),
        ("wear off", "wear out", 0.3),
        ("shrink", "shrivel", 0.4),
        ("shrink", "contract", 0.15),
        ("atrophy", "wasting", 0.3),
        ("reduce", "cut down", 0.7),
        ("frequently", "often", 0.9),
    ] {
        assert!(weight(one, other, Synonym) >= least, "{one}, {other}: {}", weight(one, other, Synonym));
    }
}

#[test]
fn opposites() {
    for (one, other, least) in [
        ("permanent", "temporary", 0.7),
        ("permanently", "temporarily", 0.7),
        ("increase", "decrease", 0.8),
        ("weaken", "strengthen", 0.8),
        ("weakness", "strength", 0.7),
        ("weak", "strong", 0.7),
        ("thick", "thin", 0.7),
        ("safe", "dangerous", 0.8),
        ("safety", "danger", 0.7),
        ("common", "uncommon", 0.5),
        ("effective", "ineffective", 0.8),
        ("long", "short", 0.7),
        ("better", "worse", 0.7),
        ("improve", "worsen", 0.4),
        ("often", "seldom", 0.5),
        ("prevent", "allow", 0.4),
        ("relax", "tense", 0.5),
        ("reversible", "irreversible", 0.8),
        ("curable", "incurable", 0.5),
    ] {
        assert!(weight(one, other, Antonym) >= least, "{one}, {other}: {}", weight(one, other, Antonym));
    }
    for (one, other) in [
        ("common", "rare"),
        ("permanent", "short-lived"),
        ("increase", "reduce"),
        ("increase", "shrink"),
        ("increase", "weaken"),
        ("safe", "risky"),
    ] {
        let strength = weight(one, other, IndirectAntonym);
        assert!(strength > 0.0 && strength < 0.7, "{one}, {other}: {strength}");
    }
}

#[test]
fn derivations() {
    for (one, other) in [
        ("reduce", "reduction"),
        ("heal", "healing"),
        ("shrink", "shrinkage"),
        ("inject", "injection"),
        ("permanent", "permanence"),
        ("permanent", "permanently"),
        ("temporarily", "temporary"),
        ("weak", "weakness"),
        ("weaken", "weakening"),
        ("rare", "rarely"),
        ("safe", "safely"),
        ("clinical", "clinically"),
        ("danger", "dangerous"),
        ("effect", "effective"),
        ("atrophy", "atrophic"),
        ("renal", "kidney"),
        ("cardiac", "heart"),
        ("muscular", "muscle"),
        ("recover", "recovery"),
        ("treat", "treatment"),
    ] {
        assert!(weight(one, other, Derived) >= 0.4, "{one}, {other}: {}", weight(one, other, Derived));
    }
}

#[test]
fn classes() {
    for (narrow, wide) in [
        ("medicine", "drug"),
        ("aspirin", "analgesic"),
        ("carcinoma", "cancer"),
        ("reduce", "lessen"),
        ("weaken", "decrease"),
        ("shrink", "decrease"),
        ("atrophy", "shrink"),
        ("patient", "sufferer"),
        ("kill", "die"),
        ("heal", "improve"),
        ("botulism", "food poisoning"),
    ] {
        assert!(weight(narrow, wide, Hypernym) >= 0.25, "{narrow}, {wide}");
        assert!((weight(narrow, wide, Hypernym) - weight(wide, narrow, Hyponym)).abs() < 1e-6, "{narrow}, {wide}");
    }
}

/// The forms listed come first, in this order; nothing listed means that there must be none.
#[test]
fn base_forms_come_most_likely_first() {
    let table = WordNet::english();
    for (word, expected) in [
        ("qwertinol", ""),
        ("illness", "illness/n"),
        ("weakened", "weaken/v"),
        ("leaves", "leave/v leaf/n"),
        ("left", "leave/v left/a"),
        ("worse", "bad/a worse/a"),
        ("thinner", "thin/a"),
        ("better", "good/a well/r"),
        ("wore", "wear/v"),
        ("felt", "feel/v"),
        ("lying", "lie/v"),
        ("studies", "study/n study/v"),
        ("biopsies", "biopsy/n"),
        ("knives", "knife/n"),
        ("stopped", "stop/v"),
        ("injecting", "inject/v"),
        ("reducing", "reduce/v"),
        ("reduced", "reduce/v"),
        ("causes", "cause/v cause/n"),
        ("doses", "dose/n"),
        ("women", "woman/n"),
        ("vertebrae", "vertebra/n"),
        ("diagnoses", "diagnose/v diagnosis/n"),
        ("metastases", "metastasis/n"),
        ("bacteria", "bacteria/n"),
        ("faster", "fast/a fast/r"),
        ("severest", "severe/a"),
        ("tumours", "tumour/n"),
        ("anaesthetised", "anaesthetise/v"),
        ("labelled", "label/v"),
    ] {
        let shown: Vec<String> =
            table.base_forms(word).iter().map(|&(id, pos)| format!("{}/{}", table.lemma(id), letter(pos))).collect();
        let expected: Vec<&str> = expected.split_whitespace().collect();
        let same =
            shown.len() >= expected.len() && shown.iter().zip(&expected).all(|(shown, expected)| shown == expected);
        assert!(same && (!expected.is_empty() || shown.is_empty()), "{word}: {shown:?}");
    }
}

/// Words that WordNet spells one way only are found in the other spelling too.
#[test]
fn spellings_of_both_sides_of_the_atlantic_meet() {
    let table = WordNet::english();
    for (written, lemma) in [
        ("randomised", "randomize"),
        ("hospitalisation", "hospitalization"),
        ("leukaemias", "leukemia"),
        ("dyspnoea", "dyspnea"),
        ("oesophageal", "esophageal"),
        ("hypoglycaemic", "hypoglycemic"),
        ("travelling", "travel"),
    ] {
        let found = table.base_forms(written);
        let met = found.iter().any(|&(found, _)| {
            found == id(lemma) || table.relations(found, id(lemma)).any(|other| other.weight >= 1.0)
        });
        assert!(met, "{written}: {:?}", found.iter().map(|&(id, _)| table.lemma(id)).collect::<Vec<_>>());
    }
}

#[test]
fn phrases_are_found_where_they_begin() {
    let table = WordNet::english();
    for (sentence, expected) in [
        ("", ""),
        ("wear", ""),
        ("muscles weaken", ""),
        ("the effect wears", ""),
        ("wears off after months", "2 wear off"),
        ("wore off", "2 wear off"),
        ("blood pressures rise", "2 blood pressure"),
        ("high blood pressure", "3 high blood pressure"),
        ("side effects are", "2 side effect"),
        ("long term results", "2 long term"),
        ("of course", "2 of course"),
        ("at least three", "2 at least"),
        ("in vitro", "2 in vitro"),
        ("alzheimer 's disease", "3 alzheimer's disease"),
    ] {
        let words: Vec<&str> = sentence.split_whitespace().collect();
        let found = table.longest_match(&words);
        let shown = found.map(|(count, id)| format!("{count} {}", table.lemma(id))).unwrap_or_default();
        assert_eq!(shown, expected, "{sentence}");
    }
}

#[test]
fn hyphens_and_case_do_not_matter() {
    let table = WordNet::english();
    assert_eq!(table.find("Long-Term"), table.find("long term"));
    assert_eq!(table.lemma(id("short-lived")), "short lived");
}

#[test]
fn topics_tell_what_a_word_is_about() {
    let table = WordNet::english();
    for (word, pos, topic) in [
        ("permanent", Adjective, None),
        ("last", Adverb, None),
        ("arm", Noun, Some(Topic::Body)),
        ("aspirin", Noun, Some(Topic::Drug)),
        ("wine", Noun, Some(Topic::Food)),
        ("influenza", Noun, Some(Topic::Illness)),
        ("headache", Noun, Some(Topic::Symptom)),
        ("chemotherapy", Noun, Some(Topic::Treatment)),
        ("syringe", Noun, Some(Topic::Treatment)),
        ("bacteria", Noun, Some(Topic::Microbe)),
        ("doctor", Noun, Some(Topic::Person)),
        ("month", Noun, Some(Topic::Time)),
        ("shrink", Verb, Some(Topic::Change)),
        ("water", Noun, Some(Topic::Substance)),
    ] {
        assert_eq!(table.topic(id(word), pos), topic, "{word}");
    }
}

#[test]
fn counts_and_parts_of_speech() {
    let table = WordNet::english();
    assert!(table.frequency(id("reduce")) > 100);
    assert_eq!(table.frequency(id("dyspnea")), 0);
    assert!(table.polysemy(id("reduce")) > 10);
    assert_eq!(table.polysemy(id("aspirin")), 1);
    let shares: Vec<_> = table.parts_of_speech(id("patient")).collect();
    assert_eq!(shares.iter().map(|&(pos, _)| pos).collect::<Vec<_>>(), [Noun, Adjective]);
    assert!((shares.iter().map(|&(_, share)| share).sum::<f32>() - 1.0).abs() < 1e-6);
    assert!(shares[0].1 > 0.7, "{shares:?}");
    assert!(table.can_be(id("increase"), Verb) && !table.can_be(id("increase"), Adjective));
}

#[test]
fn numbers_and_words_from_elsewhere_are_harmless() {
    let table = WordNet::english();
    for id in [LemmaId(1 << 17), LemmaId(u32::MAX), LemmaId::default()] {
        assert_eq!(table.lemma(id), "");
        assert_eq!((table.frequency(id), table.polysemy(id)), (0, 0));
        assert_eq!(table.neighbours(id).count(), 0);
        assert_eq!(table.topic(id, Noun), None);
    }
    for word in ["é", "’s", "-", " ", "ss", "s", "es", "ing", "日本語aes", &"ae".repeat(300)] {
        assert!(table.base_forms(word).iter().all(|&(id, _)| !table.lemma(id).is_empty()), "{word}");
        assert_eq!(table.longest_match(&[word, word, word]), None, "{word}");
    }
}

#[test]
fn the_table_is_as_the_script_wrote_it() {
    assert!(WordNet::english().is_intact());
}

#[test]
fn every_lemma_is_found_and_every_relation_holds_both_ways() {
    let table = WordNet::english();
    let mut count = 0;
    for id in table.lemmas() {
        count += 1;
        let word = table.lemma(id);
        assert_eq!(table.find(word), Some(id), "{word}");
        assert!(table.parts_of_speech(id).count() > 0, "{word} has no part of speech");
        let mut before = 1.0;
        for other in table.neighbours(id) {
            let spelt = table.lemma(other.lemma);
            assert!(table.find(spelt) == Some(other.lemma) && other.lemma != id, "{word} → {spelt}");
            assert!(table.can_be(other.lemma, other.pos), "{word} → {spelt} as {:?}", other.pos);
            assert!(other.weight > 0.0 && other.weight <= before, "{word}: strongest first");
            before = other.weight;
            let inverse = other.relation.inverse();
            let back =
                table.relations(other.lemma, id).any(|back| back.relation == inverse && table.can_be(id, back.pos));
            assert!(back, "{word} → {spelt} ({:?}) has no way back", other.relation);
        }
    }
    assert!(count > 60_000, "{count} lemmas");
}

fn letter(pos: PartOfSpeech) -> char {
    match pos {
        Noun => 'n',
        Verb => 'v',
        Adjective => 'a',
        Adverb => 'r',
    }
}
