//! What doctors say out of courtesy, and what pages say out of prudence. It must not take anything that carries a
//! statement: where a sentence holds more than the courtesy, the rest stays.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

/// The part of a text that is left without the greetings and thanks before it and the good wishes and signature
/// after it, as a range of bytes.
pub(super) fn strip(text: &str) -> Range<usize> {
    let mut kept = 0..text.len();
    loop {
        let rest = text.get(kept.clone()).unwrap_or_default();
        let opening = OPENING.find(rest).map_or(0, |opening| opening.end());
        let first = rest.get(..end_of_first_sentence(rest)).unwrap_or_default();
        let wishes = if CLOSING.is_match(first.trim_end()) { first.len() } else { 0 };
        let length = opening.max(wishes);
        if length == 0 {
            break;
        }
        kept.start += length;
    }
    loop {
        let rest = text.get(kept.clone()).unwrap_or_default();
        kept.end = kept.start + rest.trim_end().len();
        let Some(last) = start_of_last_sentence(rest.trim_end()) else { break };
        let sentence = rest.get(last..).unwrap_or_default().trim();
        let is_thanks = OPENING.find(sentence).is_some_and(|opening| opening.end() == sentence.len());
        if sentence.is_empty() || !(is_thanks || CLOSING.is_match(sentence)) {
            break;
        }
        kept.end = kept.start + last;
    }
    kept
}

/// Whether a text is a page's disclaimer. One of these phrases may stand in a doctor's own advice ("call 911 if …"),
/// two, or one in a sentence about "these answers", do not.
pub(super) fn is_disclaimer(text: &str) -> bool {
    const PHRASES: &[&str] = &[
        "educational purposes",
        "informational purposes",
        "substitute for medical advice",
        "substitute for professional medical advice",
        "doctor/patient relationship",
        "patient/doctor relationship",
        "doctor-patient relationship",
        "physician-patient relationship",
        "call 911",
        "medical emergency",
        "constitute medical advice",
    ];
    const OPENINGS: &[&str] = &[
        "these answers",
        "this answer",
        "this article",
        "this information",
        "the information",
        "disclaimer",
        "all content",
    ];
    // Only long lines can be disclaimers; headlines and names need not be put into lower case.
    if text.len() < 40 {
        return false;
    }
    let text = text.to_lowercase().replace('\n', " ");
    let phrases = PHRASES.iter().filter(|phrase| text.contains(*phrase)).count();
    phrases > 1 || phrases == 1 && OPENINGS.iter().any(|opening| text.starts_with(opening))
}

/// A courtesy at the beginning, with the punctuation that sets it apart from what follows.
static OPENING: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"(?ix) ^ (?:
            (?: many\ )? thank (?: s | \s you ) (?: \s (?: again | so\ much | very\ much ) )?
                (?: ,? \s for \s WORD (?: \s WORD ){0,10} )?
          | (?: (?: this | that | it ) (?: ['’]s | \s is ) \s an? \s (?: very \s )? )?
                (?: good | great | excellent | interesting | common ) \s question
          | (?: hi | hello | hey | greetings | good\ (?: morning | afternoon | evening ) ) (?: \s WORD ){0,3}
          | dear (?: \s WORD ){1,3}
        ) \s* (?: [.!,:;–—]+ | -\s | $ ) \s*",
    )
});

/// A sentence that is nothing but courtesies, perhaps with a name after them.
static CLOSING: LazyLock<Regex> = LazyLock::new(|| {
    compile(
        r"(?ix) ^ (?: WISH (?: SEPARATOR WISH )* (?: SEPARATOR NAME )? | DOCTOR ) [\s.!,)]* $"
            .replace(
                "WISH",
                r"(?: (?: (?: i | we ) \s )? (?: do \s | really \s | sincerely \s )? hope \s
                        (?: this | that | it | these | i | my\ answer | the\ above )
                        (?: \s (?: information | answer | advice | explanation | has | have | will | is | was | been | can ) )*
                        \s (?: help | answer | clarif | useful | of\ (?: help | use ) ) [a-z]* (?: \s WORD ){0,6}
                    | (?: the \s )? (?: good | best\ of ) \s luck (?: \s (?: with | to | in | on ) \s WORD (?: \s WORD ){0,6} )?
                    | (?: i \s )? wish (?: ing )? \s you \s WORD (?: \s WORD ){0,7}
                    | (?: my | with | kind (?: est )? | warm (?: est )? | best ) \s regards | regards (?: \s to (?: \s WORD ){1,4} )?
                    | all\ the\ best | best\ wishes | (?: yours \s )? (?: sincerely | truly | respectfully ) (?: \s yours )?
                    | cheers | take\ care | be\ (?: well | safe ) | stay\ (?: well | safe ) | best
                    | (?: many \s )? thank (?: s | \s you ) (?: \s again )? (?: \s for (?: \s WORD ){1,10} )?
                    | (?: please \s )? (?: feel\ free | (?: do\ not | don['’]t ) \s hesitate ) \s to \s
                        (?: contact | call | ask | reach | e-?mail | message | write | visit ) (?: \s WORD ){0,12} )",
            )
            .replace("SEPARATOR", r"(?: \s* (?: [,;.!–—-]+ | \s and \s | \s & \s ) \s* (?: and \s )? )")
            .replace("NAME", r"(?: DOCTOR | (?-i: \p{Lu} [\w.'’-]* (?: \s+ \p{Lu} [\w.'’-]* ){0,4} (?: , \s* \p{Lu} [\w.]+ ){0,4} ) )")
            .replace("DOCTOR", r"(?-i: (?: Dr | Prof ) \.? \s \p{Lu} [\w.'’-]* (?: \s+ \p{Lu} [\w.'’-]* ){0,3} )"),
    )
});

fn compile(pattern: impl Into<String>) -> Regex {
    // A word never holds punctuation that could begin another clause, nor a digit, which would be a fact.
    let pattern = pattern.into().replace("WORD", r"[^\s\d,;:.!?–—]+");
    #[expect(clippy::unwrap_used, reason = "the patterns are constants, and the tests compile each of them")]
    Regex::new(&pattern).unwrap()
}

/// Where the first sentence ends, with the space after it.
fn end_of_first_sentence(text: &str) -> usize {
    boundaries(text).next().unwrap_or(text.len())
}

/// Where the last sentence begins; none in an empty text.
fn start_of_last_sentence(text: &str) -> Option<usize> {
    (!text.is_empty()).then(|| boundaries(text).last().unwrap_or(0))
}

/// The offsets at which sentences begin, but for the first. Titles ("Dr.") and initials end no sentence.
fn boundaries(text: &str) -> impl Iterator<Item = usize> + '_ {
    static BOUNDARY: LazyLock<Regex> = LazyLock::new(|| compile(r#"[.!?…]+["'”’)]*\s+"#));
    BOUNDARY.find_iter(text).filter(|end| end.end() < text.len()).filter_map(|end| {
        let before = text.get(..end.start())?;
        let word = before.rsplit([' ', '\n', '(']).next().unwrap_or_default();
        let is_title = end.as_str().starts_with('.')
            && (matches!(word, "Dr" | "Drs" | "Mr" | "Mrs" | "Ms" | "Prof" | "St")
                || word.chars().count() == 1 && word.starts_with(char::is_uppercase) && word != "I");
        (!is_title).then_some(end.end())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stripped(text: &str) -> &str {
        text.get(strip(text)).expect("the range lies in the text")
    }

    #[test]
    fn what_carries_a_statement_stays() {
        for text in [
            "Thanks to the injections, the lines soften.",
            "Best results are seen after two weeks.",
            "Take care not to rub the area.",
            "Good luck is not needed, because the effect wears off.",
            "Good luck with your treatment, results last 3 months.",
            "Good luck with 3 months of rest.",
            "Hi-lo doses are common.",
            "I hope that one day it will be permanent.",
            "Dr. Doe found that it lasts.",
            "Dear, that is a lot.",
            "Be well rested before you come.",
            "Is that a good question?",
        ] {
            assert_eq!(stripped(text), text);
        }
    }

    #[test]
    fn courtesies_alone_leave_nothing() {
        for text in [
            "Hey UK,",
            "Hi there!",
            "Dear Sarah,",
            "Hello",
            "Good Luck.",
            "Good luck, be well, and regards to your sister.",
            "Dr. P",
            "Best, Dr. Green",
            "Best regards,\nJane Doe, MD",
            "Hope that helps!",
            "I hope this answers your question.",
            "Hope this was helpful to you. Good luck!",
            "Thank you for your question.",
            "Thanks for asking!",
            "Great question!",
            "Best of luck with your surgery!",
            "Please feel free to call our office.",
            "Wishing you a quick recovery.",
            "",
        ] {
            assert_eq!(stripped(text), "", "{text}");
        }
    }

    #[test]
    fn only_the_courtesy_goes() {
        let table = [
            ("Thank you for your question, Ann. It heals. Hope that helps!", "It heals."),
            ("Thank you for your question sprainy. It heals.", "It heals."),
            ("Hi Ann, it heals. Best, Dr. Green", "it heals."),
            ("Great question. Thanks for asking. It heals (slowly). Best of luck!\nDr. P", "It heals (slowly)."),
            ("Good luck! It heals.", "It heals."),
            ("It heals. See Dr. A. Doe for more. Good luck", "It heals. See Dr. A. Doe for more."),
        ];
        for (text, rest) in table {
            assert_eq!(stripped(text), rest);
        }
    }

    #[test]
    fn disclaimers_are_told_from_advice() {
        assert!(!is_disclaimer("If you cannot breathe after the injection, call 911 at once and do not wait."));
        assert!(!is_disclaimer("This answer is short: the effect wears off after a few months in most people."));
        assert!(is_disclaimer("These answers serve educational purposes and replace no visit to a doctor."));
        assert!(is_disclaimer("In a medical emergency please call 911. Nothing here is more than a hint."));
    }
}
