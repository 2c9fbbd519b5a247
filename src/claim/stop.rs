//! Little words: what stands in every sentence and tells nothing of its subject.
//!
//! It must not hold a word that a medical statement can turn on.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::english::{Key, Word};

/// Whether a word is no term of a claim.
pub(super) fn is_stop_word(word: &str) -> bool {
    static SET: LazyLock<FxHashSet<&str>> = LazyLock::new(|| STOP_WORDS.iter().chain(BARE_WORDS).copied().collect());
    SET.contains(word)
}

/// Whether a word stands in medical prose whatever it speaks of, so that it tells little.
pub(super) fn is_common_word(word: &Word) -> bool {
    static SET: LazyLock<FxHashSet<Key>> = LazyLock::new(|| COMMON_WORDS.iter().map(|word| Key::of(word)).collect());
    word.keys.iter().any(|key| SET.contains(key))
}

#[rustfmt::skip]
const STOP_WORDS: &[&str] = &[
    "a", "an", "the", "this", "that", "these", "those", "it", "its", "they", "them", "their", "theirs", "he", "him",
    "his", "she", "her", "hers", "we", "us", "our", "ours", "you", "your", "yours", "i", "me", "my", "mine", "one",
    "ones", "who", "whom", "whose", "which", "what", "where", "when", "why", "how", "there", "here", "be", "am",
    "is", "are", "was", "were", "been", "being", "have", "has", "had", "having", "do", "does", "did", "doing",
    "done", "will", "would", "shall", "should", "can", "could", "may", "might", "must", "ought", "need", "not",
    "n't", "no", "nor", "never", "and", "or", "but", "if", "then", "else", "than", "as", "at", "by", "for", "from",
    "in", "into", "of", "off", "on", "onto", "out", "over", "to", "up", "with", "within", "without", "about",
    "above", "across", "after", "against", "along", "among", "around", "because", "before", "behind", "below",
    "beneath", "beside", "between", "beyond", "despite", "down", "during", "except", "inside", "like", "near", "per",
    "since", "so", "such", "through", "throughout", "till", "toward", "towards", "under", "until", "upon", "via",
    "while", "whether", "though", "although", "however", "yet", "also", "too", "very", "quite", "rather", "just",
    "only", "even", "still", "already", "again", "ever", "always", "often", "usually", "sometimes", "generally",
    "typically", "all", "any", "both", "each", "every", "few", "many", "more", "most", "much", "several", "some",
    "other", "others", "another", "same", "own", "enough", "either", "neither", "none", "'s", "'re", "'ve", "'ll",
    "'d", "'m", "ca", "wo", "get", "gets", "got", "getting", "make", "makes", "made", "take", "takes", "taken",
    "took", "give", "gives", "given", "go", "goes", "going", "come", "comes", "put", "let", "keep", "keeps", "kept",
    "say", "says", "said", "tell", "tells", "told", "know", "known", "see", "sees", "seen", "think", "seem", "seems",
    "appear", "appears", "find", "found", "become", "becomes", "became", "thing", "things", "way", "ways", "lot",
    "lots", "kind", "sort", "bit", "whole", "well", "really", "simply", "actually", "sure", "course", "fact",
    "indeed", "perhaps", "maybe", "probably", "possibly", "nearly", "almost", "hardly", "roughly", "approximately",
    "once", "twice", "first", "second", "last", "next", "later", "ago", "now", "today", "yes", "please", "etc",
    "anyone", "everyone", "someone", "nobody", "anybody", "everybody", "somebody", "anything", "everything",
    "something", "nothing", "able", "likely", "want", "wants", "look", "looks", "mean", "means", "try", "start",
    "starts", "begin", "begins", "good", "new", "long", "back", "far", "little", "whatever", "whichever", "whoever",
    "therefore", "thus", "hence", "otherwise", "instead", "together", "away", "ll", "ve", "re", "don", "isn",
    "doesn", "didn", "won", "t", "s",
];

/// Nouns that say no more than a pronoun or a determiner: whoever it happens to, how many, how long.
#[rustfmt::skip]
const BARE_WORDS: &[&str] = &[
    "unless", "person", "persons", "people", "patient", "patients", "individual", "individuals", "couple", "number",
    "majority", "handful", "plenty", "time", "times", "day", "days", "week", "weeks", "month", "months", "year",
    "years", "hour", "hours", "minute", "minutes", "seconds", "decade", "decades", "user", "users", "half", "third",
    "quarter", "case", "cases", "extent", "degree", "instance", "ask", "asks", "asked", "let's", "bring", "brings",
    "brought", "happen", "happens", "happened", "occur", "occurs", "occurred", "cent", "percent", "myself",
    "yourself", "itself", "themselves", "himself", "herself", "ourselves",
];

#[rustfmt::skip]
const COMMON_WORDS: &[&str] = &[
    "doctor", "amount", "part", "area", "treatment", "use", "effect", "result", "cause", "help", "work", "show",
    "need", "body", "women", "men", "woman", "man", "level", "high", "low", "reason", "study", "group", "type",
    "form", "problem", "question", "answer", "life", "place", "point", "adult", "someone", "chance", "risk", "rate",
    "condition", "symptom", "change", "matter",
];
