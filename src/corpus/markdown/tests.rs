use proptest::prelude::*;

use super::*;

fn page(text: &str) -> Source {
    read(Path::new("corpus/sprain.md"), text).expect("the page is sound")
}

fn error(text: &str) -> (u32, String) {
    let error = read(Path::new("sprain.md"), text).expect_err("the page is broken");
    (error.line, error.message)
}

fn prose(answer: &Answer) -> Vec<(&str, u32, ParagraphKind)> {
    answer.paragraphs.iter().map(|p| (p.text.as_str(), p.line, p.kind)).collect()
}

const QA: &str = "\
---
title: \"How long does a sprain take to heal?\"
kind: qa
summary: true
license: CC0
tags:
  - ankles
---

## Question

I fell off a ladder.

Twice.

## Answer 7: It is *slow*, but sure

- **Author:** Jane Doe, MD
- Credential: Leeds Orthopaedic
  Surgeon
- Rating: 4.5 (16 reviews)

Most [sprains](https://example.org) heal in
two to *six* weeks &mdash; some
later.

- Rest comes first.
- Ice
  helps, too:
  - for ten minutes

> My neighbour swears by vinegar.

```
code
```

## Notes

Nobody reads this.

## Answer

Never `run` on it<!-- not
yet -->.
";

#[test]
fn a_page_of_questions_and_answers_is_read_with_exact_lines() {
    let source = page(QA);
    assert_eq!((source.name.as_str(), source.kind, source.summary), ("sprain", SourceKind::Qa, true));
    assert_eq!(source.title, "How long does a sprain take to heal?");
    let question: Vec<_> = source.question.iter().map(|p| (p.text.as_str(), p.line)).collect();
    assert_eq!(question, [("I fell off a ladder.", 12), ("Twice.", 14)]);
    let [first, second] = source.answers.as_slice() else { panic!("two answers: {:?}", source.answers) };

    assert_eq!((first.number, first.line), (Some(1), 16));
    assert_eq!(first.author.as_deref(), Some("Jane Doe, MD"));
    assert_eq!(first.credential.as_deref(), Some("Leeds Orthopaedic Surgeon"));
    assert_eq!((first.rating, first.reviews), (Some(4.5), Some(16)));
    use ParagraphKind::{Bullet, Prose};
    let expected = [
        ("Most sprains heal in\ntwo to six weeks — some\nlater.", 23, Prose),
        ("Rest comes first.", 27, Bullet),
        ("Ice\nhelps, too:", 28, Bullet),
        ("for ten minutes", 30, Bullet),
    ];
    assert_eq!(prose(first), expected[..]);

    assert_eq!((second.number, second.line, second.headline.as_deref()), (Some(2), 42, None));
    assert_eq!((second.author.as_deref(), second.rating), (None, None));
    assert_eq!(prose(second), [("Never run on it\n.", 44, Prose)]);
}

#[test]
fn an_answers_heading_has_several_forms() {
    let table = [
        ("Answers", None),
        ("Answer me this", None),
        ("Answer 2 weeks later", None),
        ("Question", None),
        ("Answer", Some(None)),
        ("answer 3", Some(None)),
        ("Answer 3:", Some(None)),
        ("Answer: It heals", Some(Some("It heals"))),
        ("Answer 12: It heals: slowly", Some(Some("It heals: slowly"))),
    ];
    for (heading, headline) in table {
        assert_eq!(answer_headline(heading), headline, "{heading}");
    }
}

#[test]
fn an_article_is_read_by_its_headings() {
    let source = page("# Sprains\n\nIn short: rest.\n\n## Causes\n\n### Falls\n\nMany fall.\n\n# Cures\n- Ice\n");
    assert_eq!((source.title.as_str(), source.kind, source.summary), ("Sprains", SourceKind::Article, false));
    let sections: Vec<_> = source.answers.iter().map(|a| (a.section.as_deref(), a.number, a.line)).collect();
    assert_eq!(sections, [(Some("Summary"), None, 3), (Some("Falls"), None, 7), (Some("Cures"), None, 11)]);
}

#[test]
fn front_matter_decides_over_the_content() {
    let article = page("---\nkind: article\ntitle: Sprains\n---\n# Sprains\n## Answer\nRest.\n");
    assert_eq!(article.kind, SourceKind::Article);
    assert_eq!(article.answers.first().and_then(|a| a.section.as_deref()), Some("Answer"));
    assert_eq!(page("---\ntitle: 'It isn't'\n---\n## Answer\nNo.\n").title, "It isn't");
}

#[test]
fn a_broken_page_is_told_with_its_line() {
    let table = [
        ("---\ntitle: A\nOops\n---\n", 3, "no line of front matter"),
        ("---\ntitle: A\n\nkind: qa\n", 1, "never closed"),
        ("---\ntitle: A\nkind: poem\n---\n", 3, "`kind: qa` or `kind: article`"),
        ("---\ntitle: A\nsummary: maybe\n---\n", 3, "true nor false"),
        ("## Answer\n\nYes.\n", 1, "no title"),
        ("---\ntitle: A\nkind: qa\n---\n\n## Question\n\nWhy?\n", 1, "no answers"),
        ("# A\n\n## B\n", 1, "no prose"),
        ("# A\n\n## Answer\n\n- Rating: good\n\nYes.\n", 5, "Rating: 4.5 (16 reviews)"),
    ];
    for (text, line, message) in table {
        let (found_line, found) = error(text);
        assert!(found_line == line && found.contains(message), "{text:?} gave {found_line}: {found}");
    }
}

/// A source without what writing cannot keep.
fn without_places(mut source: Source) -> Source {
    source.name.clear();
    source.path.clear();
    let paragraphs = source.answers.iter_mut().flat_map(|answer| {
        answer.line = 0;
        answer.paragraphs.iter_mut()
    });
    paragraphs.chain(source.question.iter_mut()).for_each(|paragraph| paragraph.line = 0);
    source
}

#[test]
fn a_written_page_reads_as_the_same_source() {
    for text in [QA, "# Sprains\n\nIn short: rest.\n\n## Causes\n\nMany fall.\n- Some\n- jump\n\nEnd.\n"] {
        let source = page(text);
        let written = to_markdown(&source);
        assert_eq!(without_places(page(&written)), without_places(source), "{written}");
    }
}

fn any_line() -> impl Strategy<Value = String> {
    // Letters beside everything Markdown may take for markup.
    "[a-zé1(]{0,2}[-a-z0-9 #*_`<>&;\\[\\]()!\\\\+=~.:|\"'é…–]{0,24}"
        .prop_map(|line| crate::corpus::decode::tidy(&line))
        .prop_filter("a line holds something", |line| line.chars().any(char::is_alphanumeric))
}

fn any_paragraph() -> impl Strategy<Value = Paragraph> {
    (proptest::collection::vec(any_line(), 1..3), any::<bool>()).prop_map(|(lines, bullet)| Paragraph {
        text: lines.join("\n"),
        line: 0,
        kind: if bullet { ParagraphKind::Bullet } else { ParagraphKind::Prose },
    })
}

proptest! {
    #[test]
    fn any_source_can_be_written_and_read(
        title in any_line(),
        headline in proptest::option::of(any_line()),
        question in proptest::collection::vec(any_paragraph(), 0..3),
        paragraphs in proptest::collection::vec(any_paragraph(), 1..5),
    ) {
        let answer = Answer { number: Some(1), headline, paragraphs, rating: Some(4.5), ..Answer::at(0) };
        let source = Source {
            name: String::new(),
            title,
            kind: SourceKind::Qa,
            summary: true,
            question,
            answers: vec![answer],
            ..Source::at(Path::new(""))
        };
        let written = to_markdown(&source);
        prop_assert_eq!(without_places(page(&written)), source, "{}", written);
    }
}
