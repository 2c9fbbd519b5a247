//! Citation keys in a draft, `[^key]` and `[@key]`: where they stand, what they cite, and how one is put in.
//!
//! The keys are those of [`super::cite`]. It must not change a draft: it tells what would have to be written where.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::cite::{Keys, keys};
use crate::corpus::{Answer, Source, SourceKind};

/// How a citation is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Style {
    /// A footnote of Markdown, `[^key]`, with its definition at the end of the draft.
    #[default]
    Footnote,
    /// A citation of Pandoc, `[@key]`; a bibliography defines it.
    Pandoc,
}

/// What a key cites, by index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cited {
    /// The page.
    pub source: usize,
    /// The answer; none where the whole page is cited.
    pub answer: Option<usize>,
}

/// A key in a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention<'a> {
    /// The key.
    pub key: &'a str,
    /// Its bytes, without the mark before it.
    pub range: Range<usize>,
    /// How it is written.
    pub style: Style,
}

/// The keys of a corpus.
#[derive(Debug)]
pub struct CitationKeys {
    keys: Vec<Keys>,
    /// What each key cites. BibTeX does not tell upper case from lower, so neither do we.
    cited: FxHashMap<String, Cited>,
}

impl CitationKeys {
    /// The keys of these sources.
    #[must_use]
    pub fn of(sources: &[Source]) -> Self {
        let keys = keys(sources);
        let mut cited = FxHashMap::default();
        for (source, keys) in keys.iter().enumerate() {
            cited.insert(keys.page.to_lowercase(), Cited { source, answer: None });
            for (answer, key) in keys.answers.iter().enumerate().filter(|(_, key)| **key != keys.page) {
                cited.insert(key.to_lowercase(), Cited { source, answer: Some(answer) });
            }
        }
        Self { keys, cited }
    }

    /// The key of an answer; that of its page where its page is an article.
    #[must_use]
    pub fn of_answer(&self, source: usize, answer: usize) -> Option<&str> {
        self.keys.get(source)?.answers.get(answer).map(String::as_str)
    }

    /// What a key cites.
    #[must_use]
    pub fn cited(&self, key: &str) -> Option<Cited> {
        self.cited.get(&key.to_lowercase()).copied()
    }

    /// Every key that a reference can be made to, in page order: answers of Q&A pages, and articles as a whole.
    pub fn all<'a>(&'a self, sources: &'a [Source]) -> impl Iterator<Item = (&'a str, Cited)> {
        let pages = self.keys.iter().zip(sources).enumerate();
        pages.flat_map(|(source, (keys, page))| {
            let whole =
                (page.kind == SourceKind::Article).then_some((keys.page.as_str(), Cited { source, answer: None }));
            let answers = keys.answers.iter().enumerate().filter(|_| page.kind == SourceKind::Qa);
            whole
                .into_iter()
                .chain(answers.map(move |(answer, key)| (key.as_str(), Cited { source, answer: Some(answer) })))
        })
    }
}

/// The keys in a text, in its order. Whether any of them is a key of the corpus is another question.
#[must_use]
pub fn mentions(text: &str) -> Vec<Mention<'_>> {
    static BRACKETS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\[(\^[^\[\]\s]+|[^\[\]\r\n]*@[^\[\]\r\n]+)\]").expect("the pattern is fixed and tested")
    });
    static PANDOC: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?:^|[\s;-])@([[:alnum:]_]+(?:[.:_-][[:alnum:]_]+)*)").expect("the pattern is fixed and tested")
    });
    let mut found = Vec::new();
    for inner in BRACKETS.captures_iter(text).filter_map(|captures| captures.get(1)) {
        if let Some(key) = inner.as_str().strip_prefix('^') {
            found.push(Mention { key, range: inner.start() + 1..inner.end(), style: Style::Footnote });
            continue;
        }
        for key in PANDOC.captures_iter(inner.as_str()).filter_map(|captures| captures.get(1)) {
            let range = inner.start() + key.start()..inner.start() + key.end();
            found.push(Mention { key: key.as_str(), range, style: Style::Pandoc });
        }
    }
    found
}

/// The key at a byte of the text; its mark counts as part of it.
#[must_use]
pub fn mention_at(text: &str, offset: usize) -> Option<Mention<'_>> {
    mentions(text).into_iter().find(|mention| mention.range.start <= offset + 1 && offset <= mention.range.end)
}

/// The beginning of a key that is being written at the end of a text, where one is.
#[must_use]
pub fn begun(text: &str) -> Option<(Style, &str)> {
    let line = text.rsplit(['\n', '\r']).next().unwrap_or(text);
    let (_, inner) = line.rsplit_once('[').filter(|(_, inner)| !inner.contains(']'))?;
    if let Some(key) = inner.strip_prefix('^') {
        return (!key.contains(char::is_whitespace)).then_some((Style::Footnote, key));
    }
    let (before, key) = inner.rsplit_once('@')?;
    let is_key = |c: char| c.is_alphanumeric() || matches!(c, '.' | ':' | '_' | '-');
    let opens = before.is_empty() || before.ends_with([' ', ';', '-']);
    (opens && key.chars().all(is_key)).then_some((Style::Pandoc, key))
}

/// What must be written where to cite something behind a sentence of a draft: places in bytes, and the texts to insert
/// there. None where it is cited there already.
#[must_use]
pub fn insertion(
    draft: &str,
    sentence: &Range<usize>,
    key: &str,
    style: Style,
    source: &Source,
    answer: Option<&Answer>,
) -> Option<Vec<(usize, String)>> {
    let text = draft.get(sentence.clone())?;
    let behind = draft.get(sentence.end..)?;
    let attached = behind.len() - behind.trim_start_matches(|c: char| !c.is_whitespace()).len();
    let near = draft.get(sentence.start..sentence.end + attached)?;
    if mentions(near).iter().any(|mention| mention.key.eq_ignore_ascii_case(key)) {
        return None;
    }
    match style {
        Style::Footnote => {
            let mut edits = vec![(sentence.end, format!("[^{key}]"))];
            edits.extend(definition_edit(draft, key, source, answer));
            Some(edits)
        }
        Style::Pandoc => {
            let closing = text.len() - text.trim_end_matches(['.', '!', '?', '…']).len();
            Some(vec![(sentence.end - closing, format!(" [@{key}]"))])
        }
    }
}

/// The definition that a footnote needs at the end of a draft, where it has none yet.
#[must_use]
pub fn definition_edit(draft: &str, key: &str, source: &Source, answer: Option<&Answer>) -> Option<(usize, String)> {
    let opening = format!("[^{key}]:");
    if draft.lines().any(|line| line.trim_start().starts_with(&opening)) {
        return None;
    }
    let line_break = if draft.contains("\r\n") { "\r\n" } else { "\n" };
    let follows_another = draft.lines().last().is_some_and(|line| line.starts_with("[^") && line.contains("]:"));
    let ends_with_break = draft.ends_with(['\n', '\r']);
    let gap = match (draft.is_empty() || follows_another && ends_with_break, ends_with_break, follows_another) {
        (true, ..) => String::new(),
        (false, true, _) | (false, false, true) => line_break.to_owned(),
        (false, false, false) => line_break.repeat(2),
    };
    Some((draft.len(), format!("{gap}{opening} {}{line_break}", reference(source, answer))))
}

/// A reference in a line: "Ada Example, MD, Montreal Dermatologist, answer 2 to “Does it last?”, https://….".
#[must_use]
pub fn reference(source: &Source, answer: Option<&Answer>) -> String {
    let mut parts: Vec<String> = Vec::new();
    if let Some(answer) = answer {
        parts.extend(answer.author.clone());
        parts.extend(answer.credential.clone());
        parts.extend(answer.number.map(|number| format!("answer {number}")));
    }
    let title = format!("“{}”", source.title);
    match parts.last_mut().filter(|_| answer.is_some_and(|answer| answer.number.is_some())) {
        Some(number) => *number = format!("{number} to {title}"),
        None => parts.push(title),
    }
    let address = answer.and_then(|answer| answer.origin.address.as_ref()).or(source.origin.address.as_ref());
    parts.extend(address.map(|address| format!("<{address}>")));
    let reference = super::words::one_line(&parts.join(", "));
    format!("{reference}.")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[track_caller]
    fn found(text: &str) -> Vec<(&str, Style)> {
        let found = mentions(text);
        for mention in &found {
            assert_eq!(&text[mention.range.clone()], mention.key);
        }
        found.into_iter().map(|mention| (mention.key, mention.style)).collect()
    }

    #[test]
    fn keys_are_found_where_pandoc_and_markdown_find_them() {
        use Style::{Footnote, Pandoc};
        assert_eq!(found("[a](b), [x@y.example], mail@x.example, [ @, [^a b], @alone"), []);
        assert_eq!(found("é[^casts:1].\n\n[^casts:1]: x"), [("casts:1", Footnote), ("casts:1", Footnote)]);
        assert_eq!(found("[see @casts:2, p. 3; -@a-b_c.2]."), [("casts:2", Pandoc), ("a-b_c.2", Pandoc)]);
        assert_eq!(mention_at("x [@ab]", 2), None);
        assert_eq!(mention_at("x [@ab]", 3).map(|mention| mention.key), Some("ab"));
    }

    #[test]
    fn a_key_is_begun_behind_its_mark_and_nowhere_else() {
        for text in ["", "x", "[", "[a", "[x@y", "[^a b", "[^a]", "[@a] ", "[@a\nb", "mail@x"] {
            assert_eq!(begun(text), None, "{text:?}");
        }
        assert_eq!(begun("x [^"), Some((Style::Footnote, "")));
        assert_eq!(begun("x [^cas:1"), Some((Style::Footnote, "cas:1")));
        assert_eq!(begun("[@a; @b-"), Some((Style::Pandoc, "b-")));
        assert_eq!(begun("[see @é"), Some((Style::Pandoc, "é")));
    }

    fn page() -> Source {
        let text = "---\ntitle: Do casts itch?\nkind: qa\nurl: https://casts.example\n---\n\n## Answer 1\n\n\
                    - Author: Jane Roe, MD\n- Credential: Leeds Surgeon\n\nThey do.\n\n## Answer 2\n\nNo.\n";
        crate::corpus::read_page(Path::new("casts.md"), text.as_bytes()).expect("it is a page")
    }

    #[track_caller]
    fn inserted(draft: &str, sentence: &str, style: Style) -> String {
        let source = page();
        let start = draft.find(sentence).expect("the sentence is there");
        let sentence = start..start + sentence.len();
        let mut text = draft.to_owned();
        let edits = insertion(draft, &sentence, "casts:1", style, &source, source.answers.first());
        for (at, new) in edits.unwrap_or_default().into_iter().rev() {
            text.insert_str(at, &new);
        }
        text
    }

    #[test]
    fn a_citation_goes_behind_its_sentence_and_its_definition_to_the_end() {
        const DEFINITION: &str =
            "[^casts:1]: Jane Roe, MD, Leeds Surgeon, answer 1 to “Do casts itch?”, <https://casts.example>.";
        for cited in ["It itches.[^casts:1]", "It itches [@casts:1].", "It itches [@a; @Casts:1]."] {
            assert_eq!(inserted(cited, cited.split_inclusive('.').next().unwrap_or(cited), Style::Footnote), cited);
        }
        let table = [
            ("It itches.", format!("It itches.[^casts:1]\n\n{DEFINITION}\n")),
            ("It itches. Yes.\n", format!("It itches.[^casts:1] Yes.\n\n{DEFINITION}\n")),
            ("It itches.\r\n", format!("It itches.[^casts:1]\r\n\r\n{DEFINITION}\r\n")),
            ("It itches.\n\n[^a]: b\n", format!("It itches.[^casts:1]\n\n[^a]: b\n{DEFINITION}\n")),
            ("It itches.\n\n[^a]: b", format!("It itches.[^casts:1]\n\n[^a]: b\n{DEFINITION}\n")),
            ("It itches.\n\n[^casts:1]: b\n", "It itches.[^casts:1]\n\n[^casts:1]: b\n".to_owned()),
        ];
        for (draft, expected) in table {
            assert_eq!(inserted(draft, "It itches.", Style::Footnote), expected);
        }
        assert_eq!(inserted("It itches! So.", "It itches!", Style::Pandoc), "It itches [@casts:1]! So.");
        assert_eq!(inserted("It itches", "It itches", Style::Pandoc), "It itches [@casts:1]");
    }

    #[test]
    fn every_key_leads_back_to_what_it_cites() {
        let sources = [page(), crate::corpus::read_page(Path::new("art.md"), b"# Art\n\nIt dries.\n").expect("a page")];
        let keys = CitationKeys::of(&sources);
        let all: Vec<_> = keys.all(&sources).collect();
        assert_eq!(all.iter().map(|(key, _)| *key).collect::<Vec<_>>(), ["casts:1", "casts:2", "art"]);
        for (key, cited) in all {
            assert_eq!(keys.cited(key), Some(cited));
            assert_eq!(keys.cited(&key.to_uppercase()), Some(cited));
        }
        assert_eq!(keys.cited("casts"), Some(Cited { source: 0, answer: None }));
        assert_eq!(keys.cited("casts:3"), None);
        assert_eq!(keys.of_answer(0, 1), Some("casts:2"));
        assert_eq!(keys.of_answer(1, 0), Some("art"));
    }
}
