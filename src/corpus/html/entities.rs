//! Entities (`&quot;`, `&#8211;`) in text that is not HTML otherwise. It must not touch tags.

use std::borrow::Cow;

use super::tokens::{Token, Tokens};

/// Whether a text has something of the form of an entity.
pub(in crate::corpus) fn has_entity(text: &str) -> bool {
    text.match_indices('&').any(|(at, _)| {
        let rest = text.get(at + 1..).unwrap_or_default();
        rest.split_once(';').is_some_and(|(name, _)| {
            let name = name.strip_prefix('#').unwrap_or(name);
            (1..=8).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
    })
}

/// A text with its entities resolved.
pub(in crate::corpus) fn resolved(text: &str) -> Cow<'_, str> {
    if !has_entity(text) {
        return Cow::Borrowed(text);
    }
    let tokens = Tokens::of(&text.replace('<', "&lt;"));
    let texts =
        tokens.all.into_iter().filter_map(|token| if let Token::Text { text, .. } = token { Some(text) } else { None });
    Cow::Owned(texts.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_entities_are_resolved() {
        let table = [
            ("Q&A; or not", "Q&A; or not"),
            ("R&D, and so on", "R&D, and so on"),
            ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
            ("&lt;b&gt; is <b>", "<b> is <b>"),
            ("It&#39;s 2&ndash;3&#x20AC;", "It's 2–3€"),
        ];
        for (text, expected) in table {
            assert_eq!(resolved(text), expected);
        }
    }
}
