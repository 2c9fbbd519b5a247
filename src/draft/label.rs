//! Labels that tell who speaks: "Question", "Patient's question:", "Q:", "Answer:".
//!
//! It must not look further than one line; how far a label reaches is decided in [`super::voice`].

/// Who speaks after a label.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Speaker {
    /// The person who asks. Under a plural ("Questions") several may speak, each under a heading of their own.
    Asker {
        /// Whether the label is a plural.
        plural: bool,
    },
    /// The author, who answers.
    Author,
}

/// The label at the start of a line, and its length in bytes with the white space behind it.
///
/// A label ends at a colon, at a dash, or with the line; the shortest ones ("Q1") also at a full stop or bracket.
pub(super) fn label(line: &str) -> Option<(Speaker, usize)> {
    let longest = line.char_indices().map_while(|(at, _)| (at < LONGEST).then_some(at)).last().unwrap_or(0);
    for (at, separator) in line.char_indices().take_while(|&(at, _)| at <= longest) {
        let name = || Name::new(&line[..at]);
        let speaker = match separator {
            ':' | '：' => name().speaker_before_colon(),
            '—' | '–' => name().speaker(),
            '.' | ')' => name().speaker_before_full_stop(),
            _ => None,
        };
        if let Some(speaker) = speaker {
            let rest = line[at + separator.len_utf8()..].trim_start_matches(is_decoration);
            return Some((speaker, line.len() - rest.len()));
        }
    }
    if line.len() > LONGEST {
        return None;
    }
    Name::new(line).speaker().map(|speaker| (speaker, line.len()))
}

/// Whether a heading or header is nothing but a label for what others ask.
pub(super) fn names_question(text: &str) -> bool {
    text.len() <= LONGEST && matches!(Name::new(text).speaker(), Some(Speaker::Asker { .. }))
}

/// No label is longer than this, in bytes.
const LONGEST: usize = 60;

const QUESTION: &[&str] = &["question", "query", "enquiry", "inquiry", "q"];
const QUESTIONS: &[&str] = &["questions", "queries", "enquiries", "inquiries"];
/// Words that may stand before them without changing who asks. "Common questions" are the author's and not among them.
const WHOSE_QUESTION: &[&str] = &[
    "the",
    "a",
    "your",
    "her",
    "his",
    "their",
    "patient",
    "patients",
    "patient's",
    "patients'",
    "reader",
    "reader's",
    "readers",
    "readers'",
    "client's",
    "user",
    "user's",
    "viewer's",
    "original",
    "first",
    "second",
    "third",
    "next",
    "submitted",
];
/// What else a person sends, when it is said to be theirs.
const MESSAGE: &[&str] = &["letter", "message", "email", "e-mail", "words", "comment"];
const SENDER: &[&str] = &["patient's", "reader's", "client's", "user's", "viewer's"];
const ASKED: &[&str] = &["asks", "asked", "writes", "wrote"];
const WHO_ASKED: &[&str] = &["what", "the", "a", "one", "our", "patient", "reader", "you", "client", "user"];
const QUESTION_OF: &[&str] =
    &["question from ", "question by ", "question of the week", "question of the month", "question of the day"];
/// Speakers in a dialogue, with a colon only.
const ASKER: &[&str] = &["patient", "reader", "the patient", "the reader"];

const ANSWER: &[&str] = &["answer", "answers", "reply", "replies", "response", "responses"];
const WHOSE_ANSWER: &[&str] =
    &["the", "our", "my", "short", "quick", "doctor", "doctor's", "doctors'", "expert", "expert's", "dr"];
const ANSWER_BY: &[&str] =
    &["answer by ", "answer from ", "answered by ", "reply by ", "reply from ", "response from "];
const ANSWERER: &[&str] = &["doctor", "the doctor", "a"];

/// A would-be label in lower case, with straight apostrophes and without marks or a number around it.
struct Name {
    name: String,
    numbered: bool,
}

impl Name {
    fn new(text: &str) -> Self {
        let text = text.trim_matches(is_decoration).trim_end_matches([':', '.']);
        let name = text.trim_end_matches(|c: char| c.is_ascii_digit() || c == '#' || is_decoration(c));
        Self {
            name: name.to_lowercase().replace('\u{2019}', "'"),
            numbered: text.ends_with(|c: char| c.is_ascii_digit()),
        }
    }

    /// Who speaks after one of the names that may be closed by a full stop ("Q1.", "Question.", "A1.").
    fn speaker_before_full_stop(&self) -> Option<Speaker> {
        match self.name.as_str() {
            "q" | "question" | "answer" => self.speaker(),
            "a" if self.numbered => Some(Speaker::Author),
            _ => None,
        }
    }

    fn speaker_before_colon(&self) -> Option<Speaker> {
        if ASKER.contains(&self.name.as_str()) {
            return Some(Speaker::Asker { plural: false });
        }
        if ANSWERER.contains(&self.name.as_str()) {
            return Some(Speaker::Author);
        }
        self.speaker()
    }

    fn speaker(&self) -> Option<Speaker> {
        let name = self.name.as_str();
        let (before, last) = name.rsplit_once(char::is_whitespace).unwrap_or(("", name));
        let all = |allowed: &[&str]| before.split_whitespace().all(|word| allowed.contains(&word));
        let some = |wanted: &[&str]| before.split_whitespace().any(|word| wanted.contains(&word));
        let asks = QUESTION.contains(&last) && all(WHOSE_QUESTION)
            || MESSAGE.contains(&last) && some(SENDER) && all(WHOSE_QUESTION)
            || ASKED.contains(&last) && !before.is_empty() && all(WHO_ASKED)
            || QUESTION_OF.iter().any(|start| name.starts_with(start));
        if asks {
            return Some(Speaker::Asker { plural: false });
        }
        if QUESTIONS.contains(&last) && all(WHOSE_QUESTION) {
            return Some(Speaker::Asker { plural: true });
        }
        let named = before.starts_with("dr ") || before.starts_with("dr. ");
        let answers = ANSWER.contains(&last) && (named || all(WHOSE_ANSWER))
            || ANSWER_BY.iter().any(|start| name.starts_with(start));
        answers.then_some(Speaker::Author)
    }
}

/// White space, and the marks of emphasis and headings that plain text may carry.
fn is_decoration(character: char) -> bool {
    character.is_whitespace() || matches!(character, '*' | '_' | '#')
}
