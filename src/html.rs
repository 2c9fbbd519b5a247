//! HTML as tags and texts with their places, by html5ever's tokenizer, which knows the living standard's rules for
//! entities, attributes and broken markup.
//!
//! It must not know whether a page is a draft or a page of a corpus, and it builds no tree.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::LazyLock;

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{RawKind, Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use regex::Regex;

/// A tag or a stretch of text. Names are in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// A start tag.
    Start(String),
    /// An end tag.
    End(String),
    /// Text; [`literals`] tells what it means.
    Text,
    /// A comment or a document type.
    Other,
}

/// Takes a text apart, in order: each piece with its bytes.
///
/// The tokenizer does not tell bytes. So it is fed in steps that end where a tag or a comment may end, and it sees
/// nothing in a text that it would give back in another length.
pub(crate) fn pieces(text: &str, mut take: impl FnMut(Piece, Range<usize>)) {
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() });
    let input = BufferQueue::default();
    let (mut start, mut fed) = (0, 0);
    let mut hand_over = |tokens: Vec<(Piece, usize)>, start: usize, fed: usize| {
        tokens.into_iter().fold(start, |start, (piece, length)| {
            let end = if piece == Piece::Text { start + length } else { fed };
            take(piece, start..end);
            end
        })
    };
    for step in text.replace(['\r', '\0'], " ").replace('&', "+").split_inclusive('>') {
        input.push_back(StrTendril::from_slice(step));
        // The sink never asks the tokenizer to stop, so one call takes in everything.
        let _ = tokenizer.feed(&input);
        fed += step.len();
        let mut tokens = tokenizer.sink.tokens.take();
        // Of an end tag without a name it gives nothing.
        let given: usize = tokens.iter().map(|(_, length)| length).sum();
        if step.ends_with("</>") && start + given + "</>".len() == fed {
            tokens.push((Piece::Other, 0));
        }
        start = hand_over(tokens, start, fed);
    }
    tokenizer.end();
    hand_over(tokenizer.sink.tokens.take(), start, fed);
}

/// What a piece of text means, in order: stretches that stand for themselves, and entities.
pub(crate) fn literals(text: &str, mut take: impl FnMut(&str, Range<usize>)) {
    static ENTITY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new("&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][0-9A-Za-z]{1,31});?")
            .expect("the pattern is fixed and tested")
    });
    let mut at = 0;
    for entity in ENTITY.find_iter(text) {
        take(&text[at..entity.start()], at..entity.start());
        take(&meaning(entity.as_str()), entity.range());
        at = entity.end();
    }
    take(&text[at..], at..text.len());
}

/// What an entity stands for; itself, where there is none of that name.
fn meaning(entity: &str) -> String {
    let tokenizer = Tokenizer::new(Meaning::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(entity));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.text.take()
}

/// How the content of an element is read that holds no markup.
pub(crate) fn raw_content(name: &str) -> Option<RawKind> {
    match name {
        "script" => Some(ScriptData),
        "title" | "textarea" => Some(Rcdata),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(Rawtext),
        _ => None,
    }
}

/// The level of a heading, from 1 to 6.
pub(crate) fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// Whether an element stands within a line of text.
pub(crate) fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "button"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "img"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "picture"
            | "q"
            | "s"
            | "samp"
            | "script"
            | "small"
            | "source"
            | "span"
            | "strike"
            | "strong"
            | "style"
            | "sub"
            | "sup"
            | "svg"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
    )
}

#[derive(Default)]
struct Sink {
    /// Each piece, and the bytes of a text.
    tokens: RefCell<Vec<(Piece, usize)>>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut tokens = self.tokens.borrow_mut();
        match token {
            Token::TagToken(tag) => {
                let name = tag.name.to_string();
                if tag.kind == TagKind::EndTag {
                    tokens.push((Piece::End(name), 0));
                } else {
                    let content = raw_content(&name);
                    tokens.push((Piece::Start(name), 0));
                    return content.map_or(TokenSinkResult::Continue, TokenSinkResult::RawData);
                }
            }
            Token::CharacterTokens(more) => match tokens.last_mut() {
                Some((Piece::Text, length)) => *length += more.len(),
                _ => tokens.push((Piece::Text, more.len())),
            },
            Token::CommentToken(_) | Token::DoctypeToken(_) => tokens.push((Piece::Other, 0)),
            Token::NullCharacterToken | Token::EOFToken | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

#[derive(Default)]
struct Meaning {
    text: RefCell<String>,
}

impl TokenSink for Meaning {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        if let Token::CharacterTokens(more) = token {
            self.text.borrow_mut().push_str(&more);
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each piece as it stands in the text.
    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        let mut found = Vec::new();
        pieces(html, |piece, range| {
            let source = &html[range];
            found.push(match piece {
                Piece::Text => source.to_owned(),
                Piece::Start(name) => format!("{source} + {name}"),
                Piece::End(name) => format!("{source} - {name}"),
                Piece::Other => format!("{source} left out"),
            });
        });
        assert_eq!(found, expected, "{html:?}");
    }

    #[test]
    fn every_piece_knows_its_bytes() {
        check(
            "It <B class='a>b'>la&shy;sts</b>.\r\n",
            &["It ", "<B class='a>b'> + b", "la&shy;sts", "</b> - b", ".\r\n"],
        );
        check("Is 3 < 4 and x > y &amp <&", &["Is 3 < 4 and x >", " y &amp <&"]);
        check("a < b <!-- c > d --> e", &["a < b ", "<!-- c > d --> left out", " e"]);
        check("<p>a<!-- b", &["<p> + p", "a", "<!-- b left out"]);
        check("é</></>è<a b='</>'>", &["é", "</> left out", "</> left out", "è", "<a b='</>'> + a"]);
    }

    #[test]
    fn what_is_in_a_script_is_no_markup() {
        check(
            "<script>if (a<b) '<p>'</script>c",
            &["<script> + script", "if (a<b) '<p>", "'", "</script> - script", "c"],
        );
        check("<title>\0a<b></title>", &["<title> + title", "\0a<b>", "</title> - title"]);
    }

    #[test]
    fn the_pieces_cover_the_text_in_order() {
        for html in
            ["", "\u{feff}a", "<", "</", "<a", "&", "&#", "<!--", "é<é>&é;", "<p>a</p", "\0a\r\0", "]]>", "<a\0b>"]
        {
            let mut end = 0;
            pieces(html, |_, range| {
                assert!(range.start == end && range.end >= end, "{html:?}");
                assert!(html.get(range.clone()).is_some(), "{html:?}");
                end = range.end;
            });
        }
    }

    #[test]
    fn entities_stand_for_something() {
        let mut found = Vec::new();
        literals("AT&T: 3&ndash;4 &lt &unknown; &#x41;&", |meaning, range| found.push(format!("{range:?} {meaning}")));
        assert_eq!(
            found,
            [
                "0..7 AT&T: 3",
                "7..14 –",
                "14..16 4 ",
                "16..19 <",
                "19..20  ",
                "20..29 &unknown;",
                "29..30  ",
                "30..36 A",
                "36..37 &",
            ]
        );
    }
}
