//! From a draft to its passages and sentences: fixtures, tables and properties.

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use second_opinion::draft::{Format, Passage, PassageKind, passages, sentences};

/// The sentences of a Markdown text, each as it stands in the draft.
fn in_draft(text: &str, format: Format) -> Vec<String> {
    let all = passages(text, format);
    all.iter().flat_map(sentences).map(|sentence| text[sentence.in_draft].to_owned()).collect()
}

/// The sentences of a paragraph.
fn split(text: &str) -> Vec<String> {
    in_draft(text, Format::Plain)
}

/// What a fixture expects: each passage with its kind and headings, and below it its sentences as they stand in the
/// draft, with line breaks shown as `⏎`.
fn outline(text: &str, format: Format) -> String {
    let mut outline = String::new();
    for passage in passages(text, format) {
        outline += &format!("{}{}\n", kind(&passage), above(&passage));
        for sentence in sentences(&passage) {
            let source = &text[sentence.in_draft];
            outline += &format!("    {}\n", source.replace("\r\n", "\n").replace('\n', "⏎"));
            let prose = &passage.text[sentence.in_passage];
            if prose != source.replace("\r\n", "\n") {
                outline += &format!("  = {}\n", prose.replace('\n', "⏎"));
            }
        }
    }
    outline
}

fn kind(passage: &Passage) -> String {
    match &passage.kind {
        PassageKind::Paragraph => "paragraph".to_owned(),
        PassageKind::Heading(level) => format!("heading {level}"),
        PassageKind::ListItem => "item".to_owned(),
        PassageKind::Cell { row, column, header, row_texts } => {
            format!("cell {row}:{column} under {header:?} in {:?}", row_texts.join(" | "))
        }
        PassageKind::Footnote => "footnote".to_owned(),
    }
}

fn above(passage: &Passage) -> String {
    if passage.headings.is_empty() { String::new() } else { format!(" [{}]", passage.headings.join(" > ")) }
}

/// Each file in `fixtures/draft` holds a draft, a line of `=` signs, and the outline of the draft. Setting
/// `UPDATE_FIXTURES` writes the outlines afresh.
#[test]
fn fixtures() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/draft");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder of fixtures is part of the project")
        .map(|entry| entry.expect("a folder's entry can be read").path())
        .collect();
    files.sort();
    assert!(!files.is_empty());
    for file in files {
        let fixture = std::fs::read_to_string(&file).expect("a fixture is text");
        let format = Format::of_path(&file).expect("a fixture's name tells how it is written");
        let (text, expected) = fixture.split_once("\n========\n").expect("a line of equal signs ends the draft");
        let actual = outline(text, format);
        if std::env::var_os("UPDATE_FIXTURES").is_some() {
            std::fs::write(&file, format!("{text}\n========\n{actual}")).expect("a fixture can be written");
        } else {
            assert_eq!(actual, expected, "{}", file.display());
        }
        let with_crlf = text.replace('\n', "\r\n");
        assert_eq!(outline(&with_crlf, format), actual, "{} with CRLF", file.display());
    }
}

#[test]
fn these_stay_one_sentence() {
    for text in [
        "Give 0.5 mg or .5 ml, at 1,500.75 a year.",
        "Ask Dr. Green, Prof. Lee or Mrs. O'Neil about St. Mary's.",
        "Some muscles (e.g. the frontalis, i.e. the forehead) shrink.",
        "It lasts approx. 3 months vs. 5 for others.",
        "See Fig. 2, No. 5 and pp. 3 ff. of vol. 2.",
        "Come at 9 a.m. on Monday, or at 3 p.m. Tuesday.",
        "In the U.S. Food and Drug Administration's words, it is approved.",
        "J. R. Smith and B. Jones wrote it.",
        "Frowning, squinting, etc. are slow to go.",
        "It lasts … well, three months.",
        "It lasts... well, three months.",
        "It lasts . . . well, three months.",
        "“It lasts for ever.” says the forum.",
        "“Will it last?” she asked.",
        "“Will it last?”, she asked.",
        "It hurts (a little!) at first.",
        "It fades; it does not vanish: wait.",
        "A first line\nand A second line",
        "See www.example.org/a.Html, or mail a.Name@example.org now.",
        "She is a Ph.D. student, he an M.D. from Ohio.",
        "2.5.2024 was the day.",
        "It works in hrs. or days.",
        "Use max. 50 units and min. 20 units.",
    ] {
        assert_eq!(split(&format!("So: {text}")), [format!("So: {text}")]);
    }
}

#[test]
fn these_are_split() {
    for text in [
        "It fades.|It returns.",
        "Will it fade?|Yes!|Wait…|Then see.",
        "It fades...|Then it returns.",
        "“It lasts for ever.”|That is wrong.",
        "“It lasts!”|He said so.",
        "(It fades.)|It returns.",
        "It fades (in most).|It returns.",
        "No.|It does not.",
        "Is it so?|No.|3 months is usual.",
        "It lasts 3.|4 is rare.",
        "It takes 10 min.|The effect comes later.",
        "Come at 9 a.m.|The nurse is there.",
        "It is sold in the U.S.|It is not sold here.",
        "This is botulinum toxin A.|It is a protein.",
        "Frowns, squints, etc.|Muscles shrink.",
        "It fades.[1]|It returns.[2, 3]|It stays.",
        "It fades.²|It returns.",
        "It fades.1 |It returns.",
        "It lasts three months.|it does not last for ever.",
        "It fades.|mRNA is another matter.",
        "Really?!|Yes.",
        "It fades.|3 months later it is gone.",
        "It fades.|(It returns.)",
        "It fades.|“It returns.”",
        "Results are for ever.|— A friend",
    ] {
        let expected: Vec<&str> = text.split('|').map(str::trim).collect();
        assert_eq!(split(&text.replace('|', " ").replace("  ", " ")), expected);
    }
}

#[test]
fn a_forgotten_space_does_not_join_two_sentences() {
    assert_eq!(
        split("It needs injections.That being said, it fades."),
        ["It needs injections.", "That being said, it fades."]
    );
    assert_eq!(split("Is it so?No!It fades."), ["Is it so?", "No!", "It fades."]);
    assert_eq!(split("It fades (slowly).Wait."), ["It fades (slowly).", "Wait."]);
    assert_eq!(split("“It fades.”Wait."), ["“It fades.”", "Wait."]);
}

#[test]
fn a_number_before_a_sentence_belongs_to_it() {
    assert_eq!(in_draft("# 1. Wait. 2. Go on.", Format::Markdown), ["1. Wait.", "2. Go on."]);
}

#[test]
fn emoji_around_a_sentence_are_no_part_of_it() {
    assert_eq!(split("👩‍⚕️ It fades! 😀 It returns.😀 Good 💉 news ⏳"), ["It fades!", "It returns.", "Good 💉 news"]);
    assert_eq!(split("≥ 3 months. £300 a visit."), ["≥ 3 months.", "£300 a visit."]);
}

#[test]
fn nothing_to_read_gives_nothing() {
    for text in [
        "",
        "\n",
        " \n\t\n",
        "…",
        "---",
        "***",
        "!?",
        "😀",
        "`code`",
        "![alt text](a.png)",
        "<!-- note -->",
        "\u{feff}",
    ] {
        assert_eq!(in_draft(text, Format::Markdown), [""; 0], "{text:?}");
    }
    assert_eq!(in_draft(" \r\n…\r\n\r\n> quoted", Format::Plain), [""; 0]);
}

#[test]
fn the_source_map_reaches_through_what_splits_a_text() {
    for (text, sentence) in [
        ("*Results* &amp; effects **last**. More.", "Results* &amp; effects **last**."),
        ("It lasts 3&nbsp;months.  \nMore.", "It lasts 3&nbsp;months."),
        ("See [the *page*](https://example.org/for-ever). More.", "See [the *page*](https://example.org/for-ever)."),
        ("Up \\* to\\\n3 months. More.", "Up \\* to\\\n3 months."),
        ("It lasts&hellip; &#40;not&#x29; long. More.", "It lasts&hellip; &#40;not&#x29; long."),
        ("**It lasts&excl;** More.", "It lasts&excl;"),
        ("a\u{301}é😀 lasts\r\nlong. More.", "a\u{301}é😀 lasts\r\nlong."),
        ("It lasts ~3 months and ~~never~~ ~ends~. More.", "It lasts ~3 months and ~~never~~ ~ends~."),
        ("It lasts\rlong. More.", "It lasts\rlong."),
    ] {
        assert_eq!(in_draft(text, Format::Markdown)[0], sentence);
    }
}

/// Whether what stands under a heading is in the author's voice.
fn speaks_under(heading: &str) -> bool {
    !in_draft(&format!("## {heading}\n\nIt never wears off."), Format::Markdown).is_empty()
}

#[test]
fn a_heading_tells_who_speaks() {
    for heading in [
        "Answer",
        "Common questions",
        "Frequently asked questions",
        "Questions and answers",
        "Is that the question?",
        "The question of dose",
        "A question of taste",
        "Q&A",
        "Patients",
        "Quality",
        "What you should ask",
        "Q: Is it so?",
    ] {
        assert!(speaks_under(heading), "{heading}");
    }
    for heading in [
        "Question",
        "QUESTION:",
        "The question",
        "Patient’s question",
        "Q",
        "Q:",
        "Q1",
        "**Question 2**",
        "Your question",
        "Reader's letter",
        "Question from a reader",
        "Question of the week",
        "What the patient asked",
        "Questions",
    ] {
        assert!(!speaks_under(heading), "{heading}");
    }
}

#[test]
fn a_range_ends_with_its_last_character() {
    let text = "A **b** &amp; c";
    let passage = &passages(text, Format::Markdown)[0];
    assert_eq!(passage.text, "A b & c");
    for (part, draft) in
        [("A", "A"), ("b", "b"), ("A b", "A **b"), (" &", " &amp;"), ("b &", "b** &amp;"), ("&", "&amp;"), ("c", "c")]
    {
        let start = passage.text.find(part).expect("it is a part");
        assert_eq!(&text[passage.to_draft_range(start..start + part.len())], draft);
    }
    assert_eq!(passage.to_draft(0), 0);
    assert_eq!(passage.to_draft(99), text.len());
    assert_eq!(passage.to_draft_range(99..100), text.len()..text.len());
}

/// The drafts that annotators marked: nothing of the question is a sentence, and what must be found is a whole one.
#[test]
#[expect(clippy::print_stdout, reason = "a test that is skipped says so")]
fn annotated_drafts() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/cases/drafts");
    if !folder.is_dir() {
        println!("skipped: there are no annotated drafts at {}", folder.display());
        return;
    }
    for number in 1..=8 {
        let read = |name: String| std::fs::read_to_string(folder.join(name)).expect("the draft is there");
        let text = read(format!("{number:02}.md"));
        let expected: serde_json::Value =
            serde_json::from_str(&read(format!("{number:02}.expected.json"))).expect("it is JSON");
        let question = text.find("## Question").zip(text.find("## Answer"));
        let (from, to) = question.expect("each draft has both headings");
        for sentence in passages(&text, Format::Markdown).iter().flat_map(sentences) {
            assert!(sentence.in_draft.end <= from || sentence.in_draft.start >= to, "{number:02}: {sentence:?}");
        }
        let found = in_draft(&text, Format::Markdown);
        for wanted in expected["contradictions"].as_array().expect("a list") {
            let wanted = wanted["text"].as_str().expect("a text").to_owned();
            assert!(found.contains(&wanted), "{number:02}: {wanted:?} is no sentence");
        }
    }
}

/// What holds for the passages and sentences of any text at all.
fn check_invariants(text: &str, format: Format) -> Result<(), TestCaseError> {
    let mut last_start = 0;
    for passage in passages(text, format) {
        prop_assert!(text.get(passage.range.clone()).is_some(), "{:?}", passage);
        prop_assert!(passage.range.start >= last_start);
        last_start = passage.range.start;
        prop_assert!(passage.map.is_sorted());
        prop_assert_eq!(passage.to_draft(0), passage.range.start);
        prop_assert_eq!(passage.to_draft_range(0..passage.text.len()), passage.range.clone());
        let mut end = passage.range.start;
        for (at, character) in passage.text.char_indices() {
            let range = passage.to_draft_range(at..at + character.len_utf8());
            prop_assert!(range.start >= end || range.start == passage.to_draft(at), "{:?}", passage);
            end = range.end;
            let source = text.get(range).expect("it lies between characters");
            let from_entity = source.starts_with('&') || source.is_ascii() && !character.is_ascii();
            let space = character == ' ' && source.starts_with(|character: char| character.is_ascii_whitespace());
            let stands_for_another = from_entity || space || matches!(character, '\u{fffc}' | '\n');
            prop_assert!(source.starts_with(character) || stands_for_another, "{character:?} for {source:?}");
        }
        let mut end = 0;
        for sentence in sentences(&passage) {
            prop_assert!(sentence.in_passage.start >= end);
            end = sentence.in_passage.end;
            let prose = &passage.text[sentence.in_passage];
            prop_assert_eq!(prose.trim(), prose);
            prop_assert!(prose.contains(char::is_alphanumeric));
            prop_assert!(text.get(sentence.in_draft).is_some());
        }
    }
    Ok(())
}

fn some_markdown() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "word",
        "It fades. ",
        "é",
        "😀",
        " ",
        "  \n",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "*",
        "**",
        "_",
        "`",
        "~",
        "~~",
        "~~~\n",
        "[",
        "](",
        ")",
        "![",
        "<",
        ">",
        "> ",
        "<p>",
        "<br>",
        "<li>",
        "<td>",
        "<h2>",
        "</table>",
        "</>",
        "<!-- ",
        " -->",
        "&lt;",
        "&nbsp",
        "&",
        ";",
        "> [!NOTE]\n",
        "- ",
        "1. ",
        "# ",
        "## Question\n",
        "Q: ",
        "A: ",
        "\n---\n",
        "+++\n",
        "| a | b |\n|---|---|\n| ",
        " | ",
        "[^1]",
        "[^1]: ",
        "&amp;",
        "&nGt;",
        "&#0;",
        "\\",
        "\\|",
        "<!--",
        "-->",
        "<br>",
        "<blockquote>",
        "</blockquote>",
        "<q>",
        "www.a.b",
        "https://a.b/c_d*e*",
        "\t",
        "    ",
        "\0",
        "\u{feff}",
        "...",
        "e.g. ",
        "Dr. ",
        "U.S. ",
        "?",
        "”",
        "“",
        "3.5",
        "[1]",
        "...Then",
        "\u{2028}",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_string_is_read(text in any::<String>()) {
        check_invariants(&text, Format::Markdown)?;
        check_invariants(&text, Format::Plain)?;
        check_invariants(&text, Format::Html)?;
    }

    #[test]
    fn any_markup_is_read(text in some_markdown()) {
        check_invariants(&text, Format::Markdown)?;
        check_invariants(&text, Format::Plain)?;
        check_invariants(&text, Format::Html)?;
    }
}
