//! Words that introduce somebody's statement: "say", "believe", "show", "doubt", and who is given the word.
//!
//! It must not decide whose statement it is; it only names the kinds.

/// What a verb does to the clause that it introduces.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Speech {
    /// Says or believes it: somebody's words.
    Says,
    /// Vouches for it, whoever does: "show", "know", "find".
    Vouches,
    /// Asks whether it is so.
    Asks,
    /// Denies or doubts it.
    Doubts,
}

/// The kind of a verb that may introduce a clause, in any of its forms.
#[must_use]
pub fn speech(word: &str) -> Option<Speech> {
    let irregular = match word {
        "said" => "say",
        "thought" => "think",
        "told" => "tell",
        "heard" => "hear",
        "wrote" | "written" => "write",
        "knew" | "known" => "know",
        "felt" => "feel",
        "found" => "find",
        "shown" => "show",
        "saw" | "seen" => "see",
        "swore" | "sworn" => "swear",
        "meant" => "mean",
        "understood" => "understand",
        "denied" | "denies" => "deny",
        "worried" | "worries" => "worry",
        "implied" | "implies" => "imply",
        "proven" => "prove",
        _ => word,
    };
    let kind = |base: &str| KINDS.iter().find(|(_, bases)| bases.contains(&base)).map(|(kind, _)| *kind);
    kind(irregular).or_else(|| {
        ["s", "es", "d", "ed", "ing"].iter().find_map(|ending| {
            let stem = word.strip_suffix(ending)?;
            kind(stem).or_else(|| (*ending == "ing").then(|| kind(&format!("{stem}e"))).flatten())
        })
    })
}

const KINDS: &[(Speech, &[&str])] = &[
    (
        Speech::Says,
        &[
            "say",
            "claim",
            "think",
            "believe",
            "fear",
            "worry",
            "insist",
            "swear",
            "hope",
            "assume",
            "imagine",
            "suppose",
            "tell",
            "hear",
            "read",
            "write",
            "mention",
            "argue",
            "maintain",
            "assert",
            "report",
            "feel",
            "guess",
            "expect",
            "promise",
            "warn",
            "suspect",
            "reckon",
            "state",
            "pretend",
            "allege",
            "presume",
            "propose",
            "boast",
            "advertise",
            "convince",
            "complain",
            "imply",
        ],
    ),
    (
        Speech::Vouches,
        &[
            "show",
            "find",
            "know",
            "see",
            "prove",
            "demonstrate",
            "confirm",
            "notice",
            "learn",
            "understand",
            "remember",
            "mean",
            "suggest",
            "indicate",
            "establish",
            "reveal",
            "conclude",
            "observe",
            "discover",
            "realise",
            "realize",
            "agree",
            "accept",
            "note",
            "recommend",
            "advise",
            "explain",
            "ensure",
            "admit",
        ],
    ),
    (Speech::Asks, &["ask", "wonder", "question"]),
    (Speech::Doubts, &["doubt", "deny", "dispute", "disbelieve", "refute", "debunk", "disprove"]),
];

/// Whether a noun names somebody whose word the author takes over: the author, colleagues, research.
#[must_use]
pub fn is_authority(word: &str) -> bool {
    let singular = word
        .strip_suffix("ies")
        .map_or_else(|| word.strip_suffix('s').unwrap_or(word).to_owned(), |stem| format!("{stem}y"));
    [word, singular.as_str()].iter().any(|word| {
        AUTHORITIES.contains(word)
            || ["ologist", "iatrist", "surgeon", "ician"].iter().any(|ending| word.ends_with(ending))
    })
}

const AUTHORITIES: &[&str] = &[
    "i",
    "we",
    "doctor",
    "physician",
    "surgeon",
    "expert",
    "specialist",
    "study",
    "studies",
    "trial",
    "research",
    "researcher",
    "scientist",
    "evidence",
    "data",
    "review",
    "colleague",
    "literature",
    "guideline",
    "experience",
    "survey",
    "scan",
    "investigation",
    "result",
    "finding",
    "analysis",
    "analyses",
    "biopsy",
    "measurement",
    "injector",
    "dentist",
    "nurse",
    "practitioner",
    "clinician",
    "meta",
    "registry",
    "paper",
    "follow",
    "author",
    "test",
    "experiment",
    "work",
    "practice",
    "medicine",
    "science",
];

/// Whether a noun names words or thoughts that are not the author's ("story", "belief"), before a clause.
#[must_use]
pub fn is_hearsay(word: &str) -> bool {
    let singular = match word {
        "stories" => "story",
        "worries" => "worry",
        "fallacies" => "fallacy",
        "theories" => "theory",
        _ => word.strip_suffix('s').unwrap_or(word),
    };
    HEARSAY.contains(&word) || HEARSAY.contains(&singular)
}

const HEARSAY: &[&str] = &[
    "myth",
    "story",
    "tale",
    "rumour",
    "rumor",
    "legend",
    "superstition",
    "misconception",
    "fallacy",
    "idea",
    "claim",
    "belief",
    "notion",
    "fear",
    "worry",
    "theory",
    "impression",
    "assumption",
    "view",
    "opinion",
    "misunderstanding",
    "assertion",
    "allegation",
    "saying",
    "gossip",
    "talk",
    "concern",
    "anxiety",
    "hope",
    "promise",
    "advice",
    "argument",
    "misapprehension",
    "fiction",
    "folklore",
    "wisdom",
    "hype",
    "anyone",
    "whoever",
    "statement",
    "suggestion",
    "warning",
];
