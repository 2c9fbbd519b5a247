//! HTML as a flat list of tags and texts, each with its line. It must not know what any tag means for the reader of a
//! page.
//!
//! The list comes from html5ever's tokenizer, which knows the living standard's rules for entities, attributes and
//! broken markup. No tree is built: the places of elements are found by counting tags ([`Tokens::end_of`]), and lines are kept.

use std::cell::RefCell;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{TagKind, Token as Html, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use rustc_hash::FxHashMap;

use crate::html::raw_content;

/// A tag or a stretch of text.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token {
    /// A start tag; its name and its attributes' names are in lower case.
    Start { name: String, attributes: Vec<(String, String)>, line: u32 },
    /// An end tag.
    End { name: String },
    /// Text, entities resolved; `line` is that of its first character.
    Text { text: String, line: u32 },
}

impl Token {
    /// An attribute of a start tag.
    pub(super) fn attribute(&self, wanted: &str) -> Option<&str> {
        let Self::Start { attributes, .. } = self else { return None };
        attributes.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str())
    }

    /// The name of a start tag.
    pub(super) fn start(&self) -> Option<&str> {
        if let Self::Start { name, .. } = self { Some(name) } else { None }
    }
}

/// The tokens of a page or of a piece of HTML.
#[derive(Debug)]
pub(super) struct Tokens {
    pub(super) all: Vec<Token>,
    /// For each start tag the index behind its end tag, 0 where it has none.
    ends: Vec<usize>,
}

impl Tokens {
    /// Takes HTML apart; any text is HTML of some sort.
    pub(super) fn of(html: &str) -> Self {
        let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from_slice(html));
        // The sink never asks the tokenizer to stop, so one call takes in everything.
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        let all = tokenizer.sink.tokens.into_inner();
        Self { ends: ends(&all), all }
    }

    /// Where an element ends that begins at a token: the index behind its end tag, by counting the tags of its name.
    /// None where it is never closed.
    pub(super) fn end_of(&self, start: usize) -> Option<usize> {
        self.ends.get(start).copied().filter(|&end| end > 0)
    }

    /// The text of an element that begins at a token, as it stands.
    pub(super) fn text_in(&self, start: usize) -> String {
        let inside = start..self.end_of(start).unwrap_or(start);
        let texts = self.all.get(inside).unwrap_or_default().iter().filter_map(|token| match token {
            Token::Text { text, .. } => Some(text.as_str()),
            _ => None,
        });
        texts.collect()
    }
}

fn ends(tokens: &[Token]) -> Vec<usize> {
    let mut ends = vec![0; tokens.len()];
    let mut open: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Start { name, .. } => open.entry(name).or_default().push(at),
            Token::End { name } => {
                let start = open.get_mut(name.as_str()).and_then(Vec::pop);
                if let Some(end) = start.and_then(|start| ends.get_mut(start)) {
                    *end = at + 1;
                }
            }
            Token::Text { .. } => {}
        }
    }
    ends
}

#[derive(Default)]
struct Sink {
    tokens: RefCell<Vec<Token>>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Html, line: u64) -> TokenSinkResult<()> {
        let mut tokens = self.tokens.borrow_mut();
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        match token {
            Html::TagToken(tag) => {
                let name = tag.name.to_string();
                if tag.kind == TagKind::EndTag {
                    tokens.push(Token::End { name });
                    return TokenSinkResult::Continue;
                }
                let attributes = tag.attrs.iter().map(|it| (it.name.local.to_string(), it.value.to_string())).collect();
                let content = raw_content(&name);
                tokens.push(Token::Start { name, attributes, line });
                return content.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData);
            }
            Html::CharacterTokens(more) => {
                if let Some(Token::Text { text, .. }) = tokens.last_mut() {
                    text.push_str(&more);
                } else {
                    // The tokenizer tells the line that it has reached, behind the text.
                    let above = u32::try_from(more.matches('\n').count()).unwrap_or(u32::MAX);
                    tokens.push(Token::Text { text: more.to_string(), line: line.saturating_sub(above) });
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_token_knows_its_line() {
        let html = "<!-- a\n comment --><p\n class=x>One &amp; two\nthree<br>\n\n<P>Four</p>";
        let places: Vec<(String, u32)> = Tokens::of(html)
            .all
            .into_iter()
            .filter_map(|token| match token {
                Token::Start { name, line, .. } => Some((name, line)),
                Token::Text { text, line } => Some((text, line)),
                Token::End { .. } => None,
            })
            .collect();
        let expected = [("p", 3), ("One & two\nthree", 3), ("br", 4), ("\n\n", 4), ("p", 6), ("Four", 6)];
        assert_eq!(places, expected.map(|(text, line)| (text.to_owned(), line)));
    }

    #[test]
    fn what_is_in_a_script_is_no_markup() {
        let tokens = Tokens::of("<script>if (a < b) '<p>'</script><title>A &lt; B</title>");
        assert_eq!(tokens.text_in(0), "if (a < b) '<p>'");
        assert_eq!(tokens.text_in(3), "A < B");
    }

    #[test]
    fn an_element_ends_at_its_own_end_tag() {
        let tokens = Tokens::of("<div>a<div>b</div>c</div>d<nav>e");
        assert_eq!(tokens.text_in(0), "abc");
        assert_eq!(tokens.end_of(8), None);
    }
}
