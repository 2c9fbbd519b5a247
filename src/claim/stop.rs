//! Little words: what stands in every sentence and tells nothing of its subject.
//!
//! It must not hold a word that a medical statement can turn on.

/// Words that are no term of a claim.
pub(super) const STOP_WORDS: &[&str] = &[
    "a", "an", "the", "this", "that", "these", "those", "it", "its", "they", "them", "their", "theirs", "he", "him", "his", "she", "her", "hers", "we", "us", "our", "ours", "you", "your", "yours", "i", "me", "my", "mine", "one", "ones", "who", "whom",
    "whose", "which", "what", "where", "when", "why", "how", "there", "here", "be", "am", "is", "are", "was", "were", "been", "being", "have", "has", "had", "having", "do", "does", "did", "doing", "done", "will", "would", "shall", "should", "can", "could",
    "may", "might", "must", "ought", "need", "not", "n't", "no", "nor", "never", "and", "or", "but", "if", "then", "else", "than", "as", "at", "by", "for", "from", "in", "into", "of", "off", "on", "onto", "out", "over", "to", "up", "with", "within", "without",
    "about", "above", "across", "after", "against", "along", "among", "around", "because", "before", "behind", "below", "beneath", "beside", "between", "beyond", "despite", "down", "during", "except", "inside", "like", "near", "per", "since", "so", "such",
    "through", "throughout", "till", "toward", "towards", "under", "until", "upon", "via", "while", "whether", "though", "although", "however", "yet", "also", "too", "very", "quite", "rather", "just", "only", "even", "still", "already", "again", "ever",
    "always", "often", "usually", "sometimes", "generally", "typically", "all", "any", "both", "each", "every", "few", "many", "more", "most", "much", "several", "some", "other", "others", "another", "same", "own", "enough", "either", "neither", "none",
    "'s", "'re", "'ve", "'ll", "'d", "'m", "ca", "wo", "get", "gets", "got", "getting", "make", "makes", "made", "take", "takes", "taken", "took", "give", "gives", "given", "go", "goes", "going", "come", "comes", "put", "let", "keep", "keeps", "kept",
    "say", "says", "said", "tell", "tells", "told", "know", "known", "see", "sees", "seen", "think", "seem", "seems", "appear", "appears", "find", "found", "become", "becomes", "became", "thing", "things", "way", "ways", "lot", "lots", "kind", "sort", "bit", "whole",
    "well", "really", "simply", "actually", "sure", "course", "fact", "indeed", "perhaps", "maybe", "probably", "possibly", "nearly", "almost", "hardly", "about", "roughly", "approximately", "once", "twice", "first", "second", "last", "next", "later", "ago", "now", "today",
    "yes", "please", "else", "etc", "anyone", "everyone", "someone", "nobody", "anybody", "everybody", "somebody", "anything", "everything", "something", "nothing", "able", "likely", "want", "wants", "look", "looks", "mean", "means", "try", "start", "starts", "begin", "begins",
    "good", "new", "long", "back", "far", "near", "little", "whatever", "whichever", "whoever", "however", "therefore", "thus", "hence", "otherwise", "instead", "together", "away", "ll", "ve", "re", "don", "isn", "doesn", "didn", "won", "t", "s",
];

/// Words that stand in medical prose whatever it speaks of; they tell a little.
pub(super) const COMMON_WORDS: &[&str] = &[
    "people", "person", "patient", "doctor", "case", "time", "day", "week", "month", "year", "hour", "minute", "number", "amount", "part", "area", "treatment", "use", "effect", "result", "cause", "help", "work", "show", "need", "happen", "body", "women", "men", "woman", "man", "level", "high", "low", "reason",
    "study", "group", "type", "form", "problem", "question", "answer", "life", "place", "point", "adult", "individual", "user", "someone", "majority", "half", "third", "quarter", "percent", "chance", "risk", "rate", "condition", "symptom", "change", "matter",
];
