//! A citation key for each answer: the page's file stem and the answer's number, `hearing-aids:2`; the stem alone for an
//! article. Keys must not change when other pages come and go, as long as no two stems look alike in plain letters.

use rustc_hash::FxHashSet;
use unicode_normalization::UnicodeNormalization as _;

use crate::corpus::{Source, SourceKind};

/// The keys of one page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keys {
    /// The page's own key.
    pub page: String,
    /// The keys of its answers, in page order. The sections of an article have their page's.
    pub answers: Vec<String>,
}

/// The keys of all pages, in the same order.
///
/// They hold plain letters, digits, and `.`, `-`, `_`, `:` inside, which Pandoc, BibTeX and Zotero all take.
#[must_use]
pub fn keys<'a>(sources: impl ExactSizeIterator<Item = &'a Source>) -> Vec<Keys> {
    // BibTeX does not tell upper case from lower case in keys.
    let mut taken: FxHashSet<String> = FxHashSet::default();
    let mut keys = Vec::with_capacity(sources.len());
    for source in sources {
        let plain = plain(&source.name);
        let page = (1_u64..)
            .map(|n| if n == 1 { plain.clone() } else { format!("{plain}.{n}") })
            .find(|key| taken.insert(key.to_lowercase()))
            .unwrap_or_default();
        let answers = source.answers.iter().zip(1_u64..).map(|(_, number)| match source.kind {
            SourceKind::Qa => format!("{page}:{number}"),
            SourceKind::Article => page.clone(),
        });
        keys.push(Keys { answers: answers.collect(), page });
    }
    keys
}

/// A stem in plain letters.
fn plain(stem: &str) -> String {
    let mut key = String::new();
    for c in stem.nfd() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' => key.push(c),
            '-' | '_' | '.' if !key.is_empty() => key.push(c),
            'ß' => key.push_str("ss"),
            'ø' | 'Ø' => key.push('o'),
            'æ' | 'Æ' => key.push_str("ae"),
            'œ' | 'Œ' => key.push_str("oe"),
            'ł' | 'Ł' => key.push('l'),
            'đ' | 'ð' | 'Đ' | 'Ð' => key.push('d'),
            'þ' | 'Þ' => key.push_str("th"),
            // The mark of a letter that is there already.
            '\u{300}'..='\u{36f}' => {}
            _ if key.is_empty() || key.ends_with('-') => {}
            _ => key.push('-'),
        }
    }
    let key = key.trim_end_matches(['-', '_', '.']);
    if key.is_empty() { "page".to_owned() } else { key.to_owned() }
}
