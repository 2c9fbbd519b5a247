//! Sentences of a passage.
//!
//! It must not split inside a number, an abbreviation or an initial ("0.5 mg", "e.g.", "Dr. Green").
//!
//! One pass looks at each mark that may end a sentence and decides by what stands before and behind it. The rules of
//! Unicode (UAX #29) end a sentence at every line break and after "Dr."; repairing that would be the longer way.

use std::ops::Range;

use super::Passage;
use super::abbreviations::{BEFORE_NUMBER, MAYBE_LAST, NEVER_LAST, STARTERS};

/// A sentence of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes in the passage's text, without surrounding white space.
    pub in_passage: Range<usize>,
    /// Its bytes in the draft, markup inside included.
    pub in_draft: Range<usize>,
}

/// The sentences of a passage, in order.
///
/// A line break does not end a sentence, nor does a semicolon. What holds neither a letter nor a digit is none.
#[must_use]
pub fn sentences(passage: &Passage) -> Vec<Sentence> {
    let sentence =
        |in_passage: Range<usize>| Sentence { in_draft: passage.to_draft_range(in_passage.clone()), in_passage };
    split(&passage.text).into_iter().map(sentence).collect()
}

/// The ranges of the sentences of a text.
fn split(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut has_letter = false;
    let mut in_address = false;
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        if !is_terminator(character) {
            has_letter |= character.is_alphabetic();
            in_address = !character.is_whitespace() && (in_address || begins_address(&text[at..]));
            at += character.len_utf8();
            continue;
        }
        let ending = Ending::read(text, at);
        at = ending.end;
        // A number alone is that of a list item ("1. Wait"), dots alone lead into a sentence.
        if has_letter && ending.ends_sentence(start, in_address) {
            sentences.extend(trimmed(text, start..at));
            start = at;
            has_letter = false;
        }
    }
    sentences.extend(trimmed(text, start..text.len()));
    sentences
}

/// A range without the white space and emoji around it, unless nothing in it can be read.
fn trimmed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let piece = &text[range.clone()];
    let around = |character: char| character.is_whitespace() || is_emoji(character);
    let start = range.start + (piece.len() - piece.trim_start_matches(around).len());
    piece.contains(char::is_alphanumeric).then(|| start..start + piece.trim_matches(around).len())
}

/// A run of marks that may end a sentence, and what closes with it.
struct Ending<'a> {
    /// The text before the run.
    before: &'a str,
    /// The text behind it, closing marks and notes.
    behind: &'a str,
    /// Where it ends.
    end: usize,
    mark: Mark,
    /// Whether a quotation mark or bracket closes after the run.
    closed: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    FullStop,
    Ellipsis,
    /// A question or exclamation mark, or several.
    Strong,
    /// A full stop of a script that sets no space behind it.
    Wide,
}

impl<'a> Ending<'a> {
    fn read(text: &'a str, start: usize) -> Self {
        let mut end = start;
        let mut dots = 0;
        let mut mark = Mark::FullStop;
        let mut closed = false;
        while let Some(character) = text[end..].chars().next() {
            match character {
                '.' => dots += 1,
                '…' => dots += 3,
                '!' | '?' => mark = Mark::Strong,
                _ if is_terminator(character) => mark = Mark::Wide,
                _ if is_closing(character) => closed = true,
                ' ' if dots > 0 && !closed && goes_on_after_space(&text[end..]) => {}
                _ => break,
            }
            end += character.len_utf8();
        }
        if mark == Mark::FullStop && dots > 1 && !closed {
            mark = Mark::Ellipsis;
        }
        end += note_length(&text[..start], &text[end..]);
        Self { before: &text[..start], behind: &text[end..], end, mark, closed }
    }

    fn ends_sentence(&self, sentence_start: usize, in_address: bool) -> bool {
        let next = Next::read(self.behind);
        if next.is_end || self.mark == Mark::Wide {
            return true;
        }
        if next.continues {
            return false;
        }
        if !next.after_space {
            return self.ends_without_space(&next, in_address);
        }
        match self.mark {
            Mark::FullStop => self.full_stop_ends(&next, sentence_start),
            Mark::Ellipsis => next.is_upper(),
            _ => !(next.is_lower() && (self.closed || next.after_dash)),
        }
    }

    /// "injections.That being said": writers forget the space, but a small letter and a capital show the seam.
    fn ends_without_space(&self, next: &Next, in_address: bool) -> bool {
        if next.is_emoji {
            return true;
        }
        let word = word_before(self.before);
        // "Ph.D." and "e.g.Botox" hold no seam.
        let abbreviated = self.mark == Mark::FullStop
            && (NEVER_LAST.contains(&word.to_lowercase().as_str())
                || is_ambiguous(word)
                || next.word.len() == 1 && next.word != "I" && next.word != "A");
        let seam = self.closed
            || self.mark == Mark::Strong
            || self.before.ends_with(|character: char| character.is_lowercase() || is_closing(character));
        seam && next.is_upper() && !abbreviated && !in_address && !is_name_of_mailbox(self.behind)
    }

    fn full_stop_ends(&self, next: &Next, sentence_start: usize) -> bool {
        let word = word_before(self.before);
        let lower = word.to_lowercase();
        if NEVER_LAST.contains(&lower.as_str()) {
            return false;
        }
        if BEFORE_NUMBER.contains(&lower.as_str()) && next.is_digit() {
            // "No. 3" in the middle of a sentence counts something; at its start it is an answer and a new sentence.
            return lower == "no" && self.before[sentence_start..].trim().len() == word.len();
        }
        if is_ambiguous(word) {
            return next.is_upper() && STARTERS.contains(&next.word.to_lowercase().replace('\u{2019}', "'").as_str());
        }
        if next.is_lower() {
            // Some writers begin sentences small; a long word is hardly an abbreviation.
            let long = word.len() >= 5 && word.chars().all(char::is_lowercase);
            let camel = next.word.chars().any(char::is_uppercase);
            return (long && !self.closed && !next.after_dash) || camel;
        }
        true
    }
}

/// What follows a mark that may end a sentence.
struct Next<'a> {
    /// There is nothing but white space.
    is_end: bool,
    after_space: bool,
    after_dash: bool,
    /// The sentence goes on, as a comma or a closing mark shows.
    continues: bool,
    /// An emoji is the first thing.
    is_emoji: bool,
    /// The first word or number, without quotation marks and brackets that open before it.
    word: &'a str,
}

impl<'a> Next<'a> {
    fn read(behind: &'a str) -> Self {
        let text = behind.trim_start();
        let first = text.chars().next();
        let after_dash = first.is_some_and(is_dash);
        let word = text.trim_start_matches(|c: char| c.is_whitespace() || is_dash(c) || is_opening(c));
        let end = word.find(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '\u{2019}')).unwrap_or(word.len());
        Self {
            is_end: first.is_none(),
            after_space: text.len() < behind.len(),
            after_dash,
            continues: first.is_some_and(|c| matches!(c, ',' | ';' | ':' | ')' | ']' | '}' | '&' | '+' | '/' | '=')),
            is_emoji: first.is_some_and(is_emoji),
            word: &word[..end],
        }
    }

    fn is_upper(&self) -> bool {
        self.word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase())
    }

    fn is_lower(&self) -> bool {
        self.word.starts_with(char::is_lowercase)
    }

    fn is_digit(&self) -> bool {
        self.word.starts_with(char::is_numeric)
    }
}

/// The word before a full stop, with full stops inside it; empty where it is longer than any abbreviation.
fn word_before(text: &str) -> &str {
    const LONGEST: usize = 24;
    let part_of_word = |c: char| c.is_alphanumeric() || matches!(c, '.' | '\'' | '\u{2019}');
    let length: usize = text.chars().rev().take(LONGEST + 1).take_while(|&c| part_of_word(c)).map(char::len_utf8).sum();
    let word = &text[text.len() - length..];
    if word.chars().count() > LONGEST { "" } else { word.trim_start_matches(['\'', '\u{2019}', '.']) }
}

/// Whether a full stop behind this word may or may not end a sentence: initials and abbreviations like "U.S.".
fn is_ambiguous(word: &str) -> bool {
    let one_letter = |part: &str| {
        let mut characters = part.chars();
        characters.next().is_some_and(char::is_alphabetic) && characters.next().is_none()
    };
    let initial = one_letter(word) && word.chars().all(char::is_uppercase);
    initial
        || word.contains('.') && word.split('.').all(one_letter)
        || MAYBE_LAST.contains(&word.to_lowercase().as_str())
}

/// Whether another dot follows a space, as in ". . ."; the dot of ".5" is another matter.
fn goes_on_after_space(text: &str) -> bool {
    text.strip_prefix(" .").is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// The length of a note mark behind a full stop, such as "[1]", "[2, 3]", "²" or the 1 in "months.1 Then".
fn note_length(before: &str, text: &str) -> usize {
    const LONGEST: usize = 16;
    let superscript = |c: char| matches!(c, '⁰'..='⁹' | '¹' | '²' | '³');
    let digits = |c: char| c.is_ascii_digit();
    if let Some(inner) = text.strip_prefix('[') {
        let length = inner.bytes().take(LONGEST).take_while(|b| b.is_ascii_digit() || b", -".contains(b)).count();
        return if length > 0 && inner[length..].starts_with(']') { length + 2 } else { 0 };
    }
    let length = text.len() - text.trim_start_matches(superscript).len();
    if length > 0 {
        return length;
    }
    let length = text.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let behind = text[length..].trim_start();
    let stands_free = behind.len() < text.len() - length && behind.starts_with(char::is_uppercase);
    let abbreviated = BEFORE_NUMBER.contains(&word_before(before).to_lowercase().as_str());
    if before.ends_with(char::is_lowercase) && !text[length..].starts_with(digits) && stands_free && !abbreviated {
        length
    } else {
        0
    }
}

/// Whether the rest of a word leads to the `@` of a mail address.
fn is_name_of_mailbox(text: &str) -> bool {
    const LONGEST: usize = 64;
    text.chars().take(LONGEST).take_while(|character| !character.is_whitespace()).any(|character| character == '@')
}

fn begins_address(text: &str) -> bool {
    text.starts_with('@') || text.starts_with("://") || text.starts_with("www.")
}

fn is_terminator(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '…' | '‼' | '⁇' | '⁈' | '⁉' | '。' | '！' | '？' | '｡')
}

fn is_closing(character: char) -> bool {
    matches!(character, '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '}' | '*' | '_')
}

fn is_opening(character: char) -> bool {
    matches!(character, '"' | '\'' | '“' | '‘' | '«' | '‹' | '(' | '[' | '{' | '¿' | '¡' | '*' | '_')
}

fn is_dash(character: char) -> bool {
    matches!(character, '-' | '–' | '—' | '―' | '•')
}

/// Whether a character is an emoji or a part of one, such as a joiner or a selector of its look.
fn is_emoji(character: char) -> bool {
    let in_a_block_of_emoji = matches!(character,
        '\u{200d}' | '\u{20e3}' | '\u{2300}'..='\u{23ff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}'
        | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}');
    // Letters in boxes stand among them.
    in_a_block_of_emoji && !character.is_alphanumeric()
}
