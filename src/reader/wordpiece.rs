//! Text to the pieces of words that the encoder knows: the uncased tokenizer of BERT (Devlin et al. 2019), with greedy
//! longest-match-first WordPiece (Wu et al. 2016).
//!
//! It must give what the reference tokenizer gives, because the weights were tuned on that. It differs in one thing:
//! a text that spells a mark of the model (`[SEP]`) does not become that mark.
//! The crate `tokenizers` reads the same files; it brings some forty crates for these two steps.

use regex::Regex;
use rustc_hash::FxHashMap;
use unicode_normalization::UnicodeNormalization;

use super::weights::WeightsError;

/// A word of more characters is unknown as a whole.
const LONGEST_WORD: usize = 100;

/// No piece is made of less than a character, and few texts have fewer pieces than characters by this factor, so that
/// only this many characters for each wanted piece are looked at.
const CHARACTERS_A_PIECE: usize = 120;

/// The pieces and their numbers.
pub(super) struct WordPiece {
    /// Pieces that begin a word.
    first: FxHashMap<&'static str, u32>,
    /// Pieces that go on with one, without their `##`.
    next: FxHashMap<&'static str, u32>,
    /// A word, a sign of punctuation, or an ideograph.
    words: Regex,
    /// What is dropped without leaving a gap: accents, and characters that show nothing.
    unseen: Regex,
    unknown: u32,
    start: u32,
    end: u32,
}

impl WordPiece {
    /// From the list of pieces, one a line, in the order of their numbers.
    ///
    /// # Errors
    ///
    /// When a mark that the encoder needs is not among them.
    pub(super) fn new(vocabulary: &'static str) -> Result<Self, WeightsError> {
        let (mut first, mut next) = (FxHashMap::default(), FxHashMap::default());
        for (number, piece) in (0..).zip(vocabulary.split('\n')) {
            match piece.strip_prefix("##") {
                Some(rest) if !rest.is_empty() => next.insert(rest, number),
                _ => first.insert(piece, number),
            };
        }
        let mark = |piece| first.get(piece).copied().ok_or(WeightsError::Piece { piece });
        let (unknown, start, end) = (mark("[UNK]")?, mark("[CLS]")?, mark("[SEP]")?);
        let single =
            r"\p{P}$+<=>^`|~\u{4E00}-\u{9FFF}\u{3400}-\u{4DBF}\u{20000}-\u{2CEAF}\u{F900}-\u{FAFF}\u{2F800}-\u{2FA1F}";
        let words = Regex::new(&format!(r"[{single}]|[^{single}\s]+")).expect("the pattern is valid");
        let unseen = Regex::new(r"[\p{Mn}\p{C}\u{FFFD}--\s]").expect("the pattern is valid");
        Ok(Self { first, next, words, unseen, unknown, start, end })
    }

    /// The mark before the evidence.
    pub(super) fn start(&self) -> u32 {
        self.start
    }

    /// The mark after the evidence, and after the claim.
    pub(super) fn end(&self) -> u32 {
        self.end
    }

    /// The pieces of a text, at most `limit`.
    pub(super) fn read(&self, text: &str, limit: usize) -> Vec<u32> {
        let plain: String = text.nfd().take(limit * CHARACTERS_A_PIECE).collect();
        let plain: String = self.unseen.replace_all(&plain, "").chars().flat_map(char::to_lowercase).collect();
        let mut pieces = Vec::new();
        for word in self.words.find_iter(&plain) {
            if pieces.len() >= limit {
                break;
            }
            self.split(word.as_str(), &mut pieces);
        }
        pieces.truncate(limit);
        pieces
    }

    /// Takes the longest piece that fits, again and again; a word that is not used up is unknown.
    fn split(&self, word: &str, pieces: &mut Vec<u32>) {
        let before = pieces.len();
        let mut rest = word;
        if word.chars().count() > LONGEST_WORD {
            pieces.push(self.unknown);
            return;
        }
        while !rest.is_empty() {
            let known = if pieces.len() == before { &self.first } else { &self.next };
            let ends = rest.char_indices().rev().map(|(start, character)| start + character.len_utf8());
            let longest = ends.filter_map(|end| rest.split_at_checked(end));
            let Some((piece, after)) = longest.into_iter().find_map(|(piece, after)| Some((*known.get(piece)?, after)))
            else {
                pieces.truncate(before);
                pieces.push(self.unknown);
                return;
            };
            pieces.push(piece);
            rest = after;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::WordPiece;
    use crate::reader::weights::Weights;

    #[derive(serde::Deserialize)]
    struct Line {
        text: String,
        ids: Vec<u32>,
    }

    fn built_in() -> WordPiece {
        let weights = Weights::parse(include_bytes!("data/reader.bin")).expect("the built-in weights are whole");
        WordPiece::new(weights.vocabulary).expect("the marks are among the pieces")
    }

    #[test]
    fn a_mark_of_the_model_in_a_text_stays_text() {
        let pieces = built_in();
        let read = pieces.read("[SEP] [CLS] [UNK]", 100);
        assert!(!read.is_empty());
        for mark in [pieces.start(), pieces.end(), pieces.unknown] {
            assert!(!read.contains(&mark));
        }
    }

    #[test]
    fn no_more_is_read_than_asked_for() {
        let pieces = built_in();
        assert!(pieces.read("one two three", 0).is_empty());
        assert_eq!(pieces.read("one two three", 2), pieces.read("one two", 100));
        assert_eq!(pieces.read(&"unaffordable ".repeat(5_000), 30).len(), 30);
    }

    #[test]
    fn pieces_are_those_of_the_reference_tokenizer() {
        let pieces = built_in();
        for line in include_str!("../../tests/fixtures/reader/pieces.jsonl").lines() {
            let Line { text, ids } = serde_json::from_str(line).expect("the fixture is JSON lines");
            assert_eq!(pieces.read(&text, 1_000), ids, "{text:?}");
        }
    }
}
