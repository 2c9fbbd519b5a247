//! The built-in lexicon as a specification: what must be at no pole, what must, and that the entries fit one another.

use std::collections::{HashMap, HashSet};

use second_opinion::english::tokenize;
use second_opinion::lexicon::wordnet::{Relation, WordNet};
use second_opinion::lexicon::{Lexicon, LexiconError, Pole, Sense};

/// What stands at a pole in a text: the scale and the pole.
fn poles<'a>(lexicon: &'a Lexicon, text: &str) -> Vec<(&'a str, Pole)> {
    senses(lexicon, text)
        .into_iter()
        .filter_map(|sense| match sense {
            Sense::Pole(scale, pole) => lexicon.scale(scale).map(|scale| (scale.id.as_str(), pole)),
            Sense::Concept(_) => None,
        })
        .collect()
}

/// The concepts that a text names.
fn concepts<'a>(lexicon: &'a Lexicon, text: &str) -> Vec<&'a str> {
    senses(lexicon, text)
        .into_iter()
        .filter_map(|sense| match sense {
            Sense::Concept(concept) => lexicon.concept(concept).map(|concept| concept.name.as_str()),
            Sense::Pole(..) => None,
        })
        .collect()
}

fn senses(lexicon: &Lexicon, text: &str) -> Vec<Sense> {
    let words = lexicon.words(&tokenize(text));
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let (length, senses) = lexicon.senses_at(&words, at);
        found.extend(senses);
        at += length.max(1);
    }
    found
}

#[test]
fn words_that_shift_with_context_are_at_no_pole() {
    let lexicon = Lexicon::built_in();
    let texts = [
        "Ten minutes after the injection",
        "The first minutes count.",
        "Take two drops in each eye.",
        "In the fall we vaccinate.",
        "A drop of blood on the floor",
        "Take it for as long as you like.",
        "It takes no longer than a day.",
        "Ask once more.",
        "We do it without a cut.",
        "It may take up to a week.",
        "Fewer than ten were seen.",
        "It weighed more than a car.",
        "More or less everyone asks.",
        "Take it as well.",
        "A good deal of the body",
        "A good many of them",
        "How long is the course?",
        "How often do you sleep?",
        "How severe is it?",
        "How common is the flu?",
        "Twelve years old",
        "A six year old boy",
        "An old wives' tale",
        "A child",
        "The baby",
        "A teenager and an adult",
        "My right hand",
        "The left side and the right side",
        "Right after the meal",
        "All right",
        "Show up in June.",
        "They end up in court.",
        "A follow-up visit",
        "Make up your mind.",
        "Sit down.",
        "Write down the name.",
        "Up and down the stairs",
        "We look at the muscle.",
        "The pain",
        "A swelling",
        "An emergency",
        "A complication",
        "The protection of the skin",
        "Clear fluids",
        "A clear answer",
        "A cold sore",
        "They caught a cold last week.",
        "The last dose",
        "First of all, ask.",
        "At the same time",
        "At the latest on Monday",
        "In the light of this",
        "A light breakfast",
        "The work of the heart",
        "I work in Leeds.",
        "A normal day",
        "Moving house",
        "Of course",
        "He drops the glass.",
        "A little",
        "Much of the day",
        "In my lower back",
        "My mouth was blood-red.",
        "Dry eye",
        "Shortness of breath",
        "The full text",
        "Use two units.",
        "The left leg",
        "So far",
        "A typical patient",
    ];
    assert!(texts.len() >= 60, "the table is broad");
    let wrong: Vec<_> =
        texts.iter().map(|text| (text, poles(lexicon, text))).filter(|(_, poles)| !poles.is_empty()).collect();
    assert_eq!(wrong, []);
}

#[test]
fn words_stand_at_their_poles() {
    let lexicon = Lexicon::built_in();
    let table = [
        ("The change is permanent.", "permanence", Pole::High),
        ("It will be there for good.", "permanence", Pole::High),
        ("It stays with you for life.", "permanence", Pole::High),
        ("It cannot be undone.", "permanence", Pole::High),
        ("There is no way back.", "permanence", Pole::High),
        ("The effect never wears off.", "permanence", Pole::High),
        ("The effect wears off.", "permanence", Pole::Low),
        ("It faded.", "permanence", Pole::Low),
        ("The injection has to be repeated.", "permanence", Pole::Low),
        ("The strength returns to normal.", "permanence", Pole::Low),
        ("The pain lingers.", "persistence", Pole::High),
        ("The rash clears up.", "persistence", Pole::Low),
        ("The ulcers recurred.", "return", Pole::High),
        ("It lowered the pressure.", "amount", Pole::Low),
        ("Blood pressure went up.", "amount", Pole::High),
        ("It makes no difference.", "amount", Pole::None),
        ("Smoking causes cancer.", "cause", Pole::High),
        ("The vaccine prevents it.", "cause", Pole::Low),
        ("It has nothing to do with stress.", "cause", Pole::None),
        ("Rest eased the pain.", "relief", Pole::Low),
        ("Heat aggravated it.", "relief", Pole::High),
        ("The muscle wastes away.", "strength", Pole::Low),
        ("The muscle wasted away.", "size", Pole::Low),
        ("Thicker hair", "size", Pole::High),
        ("Gradually", "speed", Pole::Low),
        ("Straight away", "speed", Pole::High),
        ("Injections come less often.", "frequency", Pole::Low),
        ("The visits move closer together.", "frequency", Pole::High),
        ("It is uncommon.", "occurrence", Pole::Low),
        ("Bruises are the norm.", "occurrence", Pole::High),
        ("It is harmless.", "safety", Pole::High),
        ("It is life-threatening.", "safety", Pole::Low),
        ("A waste of money", "value", Pole::Low),
        ("It works well.", "value", Pole::High),
        ("You needn't fast.", "need", Pole::Low),
        ("It is compulsory.", "need", Pole::High),
        ("It is forbidden.", "permission", Pole::Low),
        ("You are allowed to drive.", "permission", Pole::High),
        ("Doctors advise against it.", "advice", Pole::Low),
        ("Carry on with the tablets.", "course", Pole::High),
        ("Stop taking the tablets.", "course", Pole::Low),
        ("On an empty stomach", "meals", Pole::Low),
        ("With food", "meals", Pole::High),
        ("It is inherited.", "origin", Pole::High),
        ("It is not contagious.", "contagion", Pole::Low),
        ("A benign lump", "malignancy", Pole::Low),
        ("There is no cure.", "cure", Pole::Low),
        ("A blurred picture", "clarity", Pole::Low),
        ("Wide awake", "wakefulness", Pole::High),
        ("An unlicensed drug", "approval", Pole::Low),
        ("There is no good evidence.", "knowledge", Pole::Low),
        ("The two are identical.", "sameness", Pole::High),
        ("A last resort", "priority", Pole::Low),
        ("It does lasting harm.", "safety", Pole::Low),
        ("The gaps widened.", "frequency", Pole::Low),
        ("The intervals shortened.", "frequency", Pole::High),
        ("It is all but impossible.", "occurrence", Pole::Low),
        ("Redness can't be avoided.", "occurrence", Pole::High),
        ("They needed less.", "amount", Pole::Low),
        ("It has not been approved.", "approval", Pole::Low),
    ];
    for (text, scale, pole) in table {
        assert!(poles(lexicon, text).contains(&(scale, pole)), "{text}: {:?}", poles(lexicon, text));
    }
}

#[test]
fn names_for_one_thing_are_one_concept() {
    let lexicon = Lexicon::built_in();
    let table = [
        ("paracetamol", "acetaminophen"),
        ("Tylenol", "acetaminophen"),
        ("high blood pressure", "hypertension"),
        ("heart attacks", "heart attack"),
        ("myocardial infarction", "heart attack"),
        ("herpes zoster", "shingles"),
        ("varicella", "chickenpox"),
        ("whooping cough", "whooping cough"),
        ("piles", "piles"),
        ("haemorrhoids", "piles"),
        ("hemorrhoids", "piles"),
        ("renal", "kidney"),
        ("Ozempic", "semaglutide"),
        ("water tablets", "diuretic"),
        ("blood thinners", "anticoagulant"),
        ("Dysport", "botulinum toxin"),
        ("botulinum toxin type A", "botulinum toxin"),
        ("kids", "child"),
        ("the drug", "medicine"),
        ("crow's feet", "crow's feet"),
    ];
    for (text, concept) in table {
        assert_eq!(concepts(lexicon, text), [concept], "{text}");
    }
}

#[test]
fn siblings_stay_apart_and_share_their_class() {
    let lexicon = Lexicon::built_in();
    let find = |name: &str| lexicon.concepts().iter().find(|concept| concept.name == name).expect("it is an entry");
    for (one, other, class) in [
        ("ibuprofen", "naproxen", "painkiller"),
        ("masseter", "frown muscle", "muscle"),
        ("cheek", "forehead", "face"),
        ("apixaban", "warfarin", "anticoagulant"),
        ("semaglutide", "metformin", "diabetes medicine"),
        ("botulinum toxin", "filler", "treatment"),
    ] {
        let (one, other, class) = (find(one), find(other), find(class));
        assert_ne!(one.key, other.key);
        assert!(one.broader.contains(&class.key) && other.broader.contains(&class.key), "{} {}", one.name, other.name);
        assert!(!one.broader.contains(&other.key) && !other.broader.contains(&one.key));
    }
}

#[test]
fn a_phrase_stands_once_in_a_scale_and_in_one_concept() {
    let lexicon = Lexicon::built_in();
    for scale in lexicon.scales() {
        let mut seen = HashSet::new();
        for phrase in scale.phrases().into_iter().flat_map(|(_, phrases)| phrases) {
            assert!(seen.insert(phrase.replace('-', " ")), "{}: {phrase}", scale.id);
        }
    }
    let mut named: HashMap<String, &str> = HashMap::new();
    for concept in lexicon.concepts() {
        for word in &concept.words {
            let other = named.insert(word.replace('-', " ").to_lowercase(), &concept.name);
            assert_eq!(other, None, "{word} in {}", concept.name);
        }
    }
}

#[test]
fn scales_refer_to_scales_and_concepts_to_concepts() {
    let lexicon = Lexicon::built_in();
    for scale in lexicon.scales() {
        for akin in &scale.akin {
            assert!(lexicon.scale_index(akin).is_some(), "{} is akin to {akin}", scale.id);
        }
    }
    let keys: HashSet<_> = lexicon.concepts().iter().map(|concept| concept.key).collect();
    for concept in lexicon.concepts() {
        assert!(concept.broader.iter().all(|key| keys.contains(key)), "{} belongs to what there is not", concept.name);
    }
}

#[test]
fn antonyms_of_the_general_vocabulary_do_not_share_a_pole() {
    let wordnet = WordNet::english();
    let antonyms = |word: &str| -> HashSet<&str> {
        let own = wordnet.base_forms(word).iter().find(|&&(id, _)| wordnet.lemma(id) == word).map(|&(id, _)| id);
        own.into_iter()
            .flat_map(|id| wordnet.neighbours(id))
            .filter(|other| other.relation == Relation::Antonym)
            .map(|other| wordnet.lemma(other.lemma))
            .collect()
    };
    for scale in Lexicon::built_in().scales() {
        for (pole, phrases) in scale.phrases() {
            if !matches!(pole, Pole::Low | Pole::High) {
                continue;
            }
            for phrase in phrases {
                let antonyms = antonyms(phrase);
                for other in phrases {
                    assert!(!antonyms.contains(other.as_str()), "{}: {phrase} and {other} at {pole:?}", scale.id);
                }
            }
        }
    }
}

#[test]
fn a_corpus_adds_words_of_its_own() {
    let lexicon = Lexicon::built_in()
        .with_additions(
            r#"
neutral = ["permanent make-up"]

[[concept]]
name = "collagenase"
words = ["xiaflex"]
broader = ["injection"]

[[concept]]
name = "filler"
words = "the plumper, the pillow"

[[scale]]
id = "permanence"
lows = """
go walkabout,
"""
"#,
        )
        .expect("the additions are well formed");
    assert_eq!(concepts(&lexicon, "Xiaflex"), ["collagenase"]);
    assert_eq!(concepts(&lexicon, "Plumper is what we use: the plumper"), ["filler"]);
    assert_eq!(poles(&lexicon, "It went walkabout."), [("permanence", Pole::Low)]);
    assert_eq!(poles(&lexicon, "Permanent make-up"), []);
    assert_eq!(poles(&lexicon, "The change is permanent."), [("permanence", Pole::High)]);
    assert_eq!(poles(Lexicon::built_in(), "It went walkabout."), [], "the built-in lexicon is left as it was");
    let collagenase = lexicon.concepts().iter().find(|concept| concept.name == "collagenase").expect("it was added");
    let treatment = lexicon.concepts().iter().find(|concept| concept.name == "treatment").expect("it is built in");
    assert!(collagenase.broader.contains(&treatment.key), "an injection is a treatment");
}

#[test]
fn a_faulty_addition_is_told_by_entry_and_line() {
    let table = [
        ("\n[[scale]]\nid = \"permanance\"\nlows = [\"x\"]\n", "line 3: there is no scale \"permanance\""),
        (
            "[[scale]]\nid = \"pain\"\nhighs = [\"painless\"]\n",
            "line 2: \"painless\" would stand at both poles of the scale \"pain\"",
        ),
        (
            "[[concept]]\nname = \"gel\"\n\n[[concept]]\nname = \"x\"\nbroader = [\"jel\"]\n",
            "line 5: the concept \"x\" is put under \"jel\"",
        ),
        ("[[concept]]\nname = \"gel\"\nwords = [\" \"]\n", "line 2: the entry \"gel\" holds an empty phrase"),
        ("[[concept]]\nnmae = \"gel\"\n", "line 2, column 1"),
    ];
    for (text, expected) in table {
        let error: LexiconError = Lexicon::built_in().with_additions(text).expect_err("the addition is faulty");
        assert!(error.to_string().contains(expected), "{error}");
    }
}
