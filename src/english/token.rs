//! Tokens: words, numbers and punctuation, with their bytes in the sentence.
//!
//! It must not change a word beyond case, curly quotes and contractions.

use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A word or a part of a hyphenated or contracted word.
    Word,
    /// A number in digits, such as `3`, `1,500` or `0.9`.
    Number,
    /// Anything else; each character is a token of its own.
    Punctuation,
}

/// A word, number or mark of a sentence.
///
/// "don't" gives `do` and `n't`, "cannot" gives `can` and `not`, "it's" gives `it` and `'s`; a hyphenated word gives
/// its parts without the hyphen, the later ones with [`Token::joined`] set. "3–4" gives `3`, `–`, `4`, and "10mg"
/// gives `10` and `mg`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The token in lower case, with straight apostrophes.
    pub text: String,
    /// Its bytes in the sentence.
    pub range: Range<usize>,
    /// What it is.
    pub kind: TokenKind,
    /// Whether it stands right behind the token before it, or behind a hyphen that joins the two.
    pub joined: bool,
    /// Whether it begins with a capital letter.
    pub capital: bool,
}

/// Splits a sentence into tokens.
#[must_use]
pub fn tokenize(sentence: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut characters = sentence.char_indices().peekable();
    let mut hyphen = false;
    while let Some(&(start, first)) = characters.peek() {
        let kind = kind_of(first);
        let mut end = start + first.len_utf8();
        characters.next();
        if first.is_whitespace() {
            hyphen = false;
            continue;
        }
        while let Some(&(at, next)) = characters.peek() {
            if kind == TokenKind::Punctuation {
                break;
            }
            let behind = sentence[at + next.len_utf8()..].chars().next();
            let goes_on = match kind {
                TokenKind::Word => {
                    next.is_alphabetic() || is_apostrophe(next) && behind.is_some_and(char::is_alphabetic)
                }
                _ => next.is_ascii_digit() || matches!(next, '.' | ',') && behind.is_some_and(|c| c.is_ascii_digit()),
            };
            if !goes_on {
                break;
            }
            end = at + next.len_utf8();
            characters.next();
        }
        let adjacent = tokens.last().is_some_and(|last| last.range.end == start);
        if kind == TokenKind::Punctuation && is_hyphen(first) && adjacent {
            let before_word = tokens.last().is_some_and(|last| last.kind == TokenKind::Word);
            let next = characters.peek().map(|&(_, next)| next);
            let number_before_word = next.is_some_and(char::is_alphabetic);
            if (before_word && next.is_some_and(char::is_alphanumeric)) || number_before_word {
                hyphen = true;
                continue;
            }
        }
        push(&mut tokens, sentence, start..end, kind, adjacent || hyphen);
        hyphen = false;
    }
    tokens
}

fn push(tokens: &mut Vec<Token>, sentence: &str, range: Range<usize>, kind: TokenKind, joined: bool) {
    let raw = &sentence[range.clone()];
    if kind == TokenKind::Word
        && let Some(cut) = contraction(raw)
    {
        push_one(tokens, sentence, range.start..range.start + cut, kind, joined);
        push_one(tokens, sentence, range.start + cut..range.end, kind, true);
        return;
    }
    push_one(tokens, sentence, range, kind, joined);
}

fn push_one(tokens: &mut Vec<Token>, sentence: &str, range: Range<usize>, kind: TokenKind, joined: bool) {
    let raw = &sentence[range.clone()];
    let text = raw.chars().map(|c| if is_apostrophe(c) { '\'' } else { c }).flat_map(char::to_lowercase).collect();
    let capital = raw.chars().next().is_some_and(char::is_uppercase);
    tokens.push(Token { text, range, kind, joined, capital });
}

/// Where a contracted word is cut, in bytes from its start.
fn contraction(word: &str) -> Option<usize> {
    let lower: String = word.chars().map(|c| if is_apostrophe(c) { '\'' } else { c.to_ascii_lowercase() }).collect();
    if lower == "cannot" {
        return Some(3);
    }
    let apostrophe = word.char_indices().find(|&(_, c)| is_apostrophe(c)).map(|(at, _)| at)?;
    if lower.ends_with("n't") {
        return Some(apostrophe - 1).filter(|&cut| cut > 0 && word.is_char_boundary(cut));
    }
    ["'s", "'re", "'ve", "'ll", "'d", "'m"]
        .iter()
        .any(|ending| lower.ends_with(ending))
        .then_some(apostrophe)
        .filter(|&cut| cut > 0)
}

fn kind_of(character: char) -> TokenKind {
    if character.is_ascii_digit() {
        TokenKind::Number
    } else if character.is_alphabetic() {
        TokenKind::Word
    } else {
        TokenKind::Punctuation
    }
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '\u{2019}' | '\u{2bc}')
}

fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}' | '\u{2011}')
}

#[cfg(test)]
mod tests {
    use super::tokenize;

    #[track_caller]
    fn check(sentence: &str, expected: &str) {
        let tokens = tokenize(sentence);
        let texts: Vec<&str> = tokens.iter().map(|token| token.text.as_str()).collect();
        assert_eq!(texts.join(" | "), expected);
    }

    #[test]
    fn splits_words_numbers_and_marks() {
        check("It lasts 3–4 months.", "it | lasts | 3 | – | 4 | months | .");
        check("It doesn't; you can’t. Cannot?", "it | does | n't | ; | you | ca | n't | . | can | not | ?");
        check("A long-term, 12-week course of 1,500 mg", "a | long | term | , | 12 | week | course | of | 1,500 | mg");
        check("10mg at 142/90, 0.9%", "10 | mg | at | 142 | / | 90 | , | 0.9 | %");
        check("the patients' muscles, it's", "the | patients | ' | muscles | , | it | 's");
    }

    #[test]
    fn ranges_point_at_the_words() {
        let sentence = "É l’effet don’t 😀 x";
        for token in tokenize(sentence) {
            assert!(!sentence[token.range].trim().is_empty());
        }
    }
}
