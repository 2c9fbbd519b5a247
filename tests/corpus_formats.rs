//! Pages in every format, each beside what is read from it: `tests/fixtures/corpora/NAME.EXTENSION` and
//! `NAME.expected`. To add a case, add the two files.
//!
//! The expectation has one line for each thing that is read: problems, kind and title, origin (address, date, licence),
//! question, and for each answer its line, byline (author, credential, rating), origin and paragraphs with their lines.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use second_opinion::corpus::{
    Answer, Origin, Paragraph, ParagraphKind, Source, SourceKind, load, read_page, read_page_noting, to_markdown,
};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/corpora")
}

/// The fixtures, with their names.
fn pages() -> Vec<(PathBuf, Vec<u8>)> {
    let entries = fs::read_dir(folder()).expect("the fixtures are there");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("it can be listed").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension != "expected"));
    paths.sort();
    assert!(paths.len() >= 10, "{paths:?}");
    paths.into_iter().map(|path| (path.clone(), fs::read(path).expect("it can be read"))).collect()
}

fn outline(path: &Path, bytes: &[u8]) -> String {
    let mut problems = Vec::new();
    let source = read_page_noting(path, bytes, &mut problems);
    let mut outline = String::new();
    for problem in &problems {
        let _ = writeln!(outline, "problem: {} {}", problem.line, problem.message);
    }
    match source {
        Ok(source) => write_source(&mut outline, &source),
        Err(error) => {
            let _ = writeln!(outline, "error: {} {}", error.line, error.message);
        }
    }
    outline
}

fn write_source(outline: &mut String, source: &Source) {
    let kind = if source.kind == SourceKind::Qa { "qa" } else { "article" };
    let _ = writeln!(outline, "{kind}: {}", source.title);
    write_origin(outline, "", &source.origin);
    if !source.question.is_empty() {
        outline.push_str("question\n");
        write_paragraphs(outline, &source.question);
    }
    for answer in &source.answers {
        write_answer(outline, answer);
    }
}

fn write_answer(outline: &mut String, answer: &Answer) {
    let _ = match (answer.number, &answer.section) {
        (Some(number), _) => {
            writeln!(outline, "{} answer {number}: {}", answer.line, answer.headline.as_deref().unwrap_or("-"))
        }
        (None, section) => writeln!(outline, "{} section: {}", answer.line, section.as_deref().unwrap_or("-")),
    };
    let rating = answer.rating.map(|rating| format!("{rating:.1} of {}", answer.reviews.unwrap_or(0)));
    let byline = [&answer.author, &answer.credential, &rating];
    if byline.iter().any(|part| part.is_some()) {
        let _ = writeln!(outline, "  by: {}", byline.map(|part| part.as_deref().unwrap_or("-")).join(" | "));
    }
    write_origin(outline, "  ", &answer.origin);
    write_paragraphs(outline, &answer.paragraphs);
}

fn write_origin(outline: &mut String, indent: &str, origin: &Origin) {
    if *origin != Origin::default() {
        let parts = [&origin.address, &origin.date, &origin.license].map(|part| part.as_deref().unwrap_or("-"));
        let _ = writeln!(outline, "{indent}origin: {}", parts.join(" | "));
    }
}

fn write_paragraphs(outline: &mut String, paragraphs: &[Paragraph]) {
    for Paragraph { text, line, kind } in paragraphs {
        let mark = if *kind == ParagraphKind::Bullet { "- " } else { "" };
        let _ = writeln!(outline, "  {line} {mark}{}", text.replace('\n', "\\n"));
    }
}

#[test]
fn every_page_is_read_as_expected() {
    let mut different = String::new();
    for (path, bytes) in pages() {
        let expected = fs::read_to_string(path.with_extension("expected")).expect("each page has its expectation");
        let found = outline(&path, &bytes);
        if found != expected {
            let _ = writeln!(different, "{}: expected\n{expected}\nand found\n{found}", path.display());
        }
    }
    assert!(different.is_empty(), "{different}");
}

#[test]
fn line_ends_and_marks_change_nothing() {
    for (path, bytes) in pages() {
        let Ok(text) = String::from_utf8(bytes.clone()) else { continue };
        let expected = outline(&path, &bytes);
        for (name, variant) in [
            ("CRLF", text.replace('\n', "\r\n").into_bytes()),
            ("CR", text.replace('\n', "\r").into_bytes()),
            ("a byte-order mark", format!("\u{feff}{text}").into_bytes()),
            ("UTF-16", [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()),
        ] {
            assert_eq!(outline(&path, &variant), expected, "{} with {name}", path.display());
        }
    }
}

#[test]
fn a_web_page_may_name_its_encoding() {
    let table: [(&[u8], &str); 6] = [
        (b"<html><meta charset=iso-8859-1><p>Caf\xe9s are loud.", "Cafés are loud."),
        (b"<html><meta http-equiv=content-type content='text/html; charset=windows-1250'><p>\xf8\xedk\xe1.", "říká."),
        (b"<?xml version='1.0' encoding=\"KOI8-R\"?><html><p>\xe4\xc1.", "Да."),
        (b"<html><p>Caf\xe9s \x96 loud.", "Cafés – loud."),
        // What is UTF-8 throughout is UTF-8, whatever it says.
        (b"<html><meta charset=iso-8859-1><p>Caf\xc3\xa9s are loud.", "Cafés are loud."),
        (b"<html><meta charset=no-such-thing><p>Caf\xe9s are loud.", "Cafés are loud."),
    ];
    for (bytes, expected) in table {
        let source = read_page(Path::new("page.html"), bytes).expect("it is a page");
        let text = source.answers.first().and_then(|section| section.paragraphs.first()).map(|it| it.text.as_str());
        assert_eq!(text, Some(expected));
    }
}

#[test]
fn every_page_comes_back_from_markdown_as_it_was() {
    for (path, bytes) in pages() {
        let source = read_page(&path, &bytes).expect("the fixtures are pages");
        let markdown = to_markdown(&source);
        let back = read_page(&path.with_extension("md"), markdown.as_bytes()).expect("what is written can be read");
        assert_eq!(back.without_places(), source.without_places(), "{}", path.display());
    }
}

#[test]
fn pages_without_prose_are_told_with_line_and_advice() {
    let table: [(&str, &str, u32, &str); 6] = [
        ("a.html", "<html><nav>Home</nav></html>", 1, "no prose"),
        ("a.html", "<html><body><script>let text = 1;</script>", 1, "no prose"),
        ("a.jsonld", "{\"@type\": \"QAPage\",\n\"name\" \"x\"}", 2, "no JSON"),
        ("a.jsonld", "[]", 1, "no QAPage"),
        (
            "a.json",
            "{\"@context\": \"https://schema.org\", \"@type\": \"Organization\", \"name\": \"x\"}",
            1,
            "no QAPage",
        ),
        ("a.json", "{\"@type\": \"Question\", \"@id\": \"q\", \"acceptedAnswer\": {\"@id\": \"a\"}}", 1, "no QAPage"),
    ];
    for (name, text, line, advice) in table {
        let error = read_page(Path::new(name), text.as_bytes()).expect_err("this is no page");
        assert!(error.line == line && error.message.contains(advice), "{text} gave {error}");
    }
}

#[test]
fn a_page_of_ten_megabytes_is_read() {
    let paragraph = "A plaster cast stays on for six weeks. ".repeat(10);
    let count = 10 * 1024 * 1024 / paragraph.len();
    let html = format!("<html><h1>Casts</h1>{}", format!("<p>{paragraph}</p>\n").repeat(count));
    let text: String = format!("Casts\n\nHow long?\n\n{}", format!("{paragraph}\n\n").repeat(count));
    let json =
        format!("{{\"@type\": \"Article\", \"articleBody\": \"{}\"}}", format!("{paragraph}\\n\\n").repeat(count));
    for (name, page) in [("a.html", &html), ("a.txt", &text), ("a.md", &html), ("a.jsonld", &json)] {
        let source = read_page(Path::new(name), page.as_bytes()).expect("size alone breaks no page");
        let paragraphs: usize = source.answers.iter().map(|answer| answer.paragraphs.len()).sum();
        assert_eq!(paragraphs, count, "{name}");
    }
}

#[test]
fn markup_that_nobody_closes_costs_no_more_than_other_markup() {
    // Each of these once took time that grew with the square of the page in some reader of HTML.
    for piece in [
        "<nav>",
        "<div class=menu>",
        "<main><article>",
        "<h1>",
        "</div>",
        "<a>",
        "<!--",
        "<p hidden>x",
        "<script>",
        "&amp",
    ] {
        let page = format!("<html>{}<p>Prose.", piece.repeat(50_000));
        let _ = read_page(Path::new("a.html"), page.as_bytes());
    }
}

#[test]
fn json_that_is_no_page_is_passed_over_and_a_broken_page_leaves_the_others() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let good = fs::read(fixture("broken-block.html")).expect("it is there");
    for (name, bytes) in [
        ("data.json", b"{\"a\": 1}".as_slice()),
        ("good.html", &good),
        ("worse.jsonld", b"{"),
        ("picture.html", b"\x89PNG\0\0\0"),
    ] {
        fs::write(folder.path().join(name), bytes).expect("it can be written");
    }
    let loaded = load(folder.path()).expect("the folder is there");
    let names: Vec<_> = loaded.sources.iter().map(|source| source.name.as_str()).collect();
    assert_eq!(names, ["good"]);
    let problems: Vec<_> =
        loaded.problems.iter().map(|it| (it.path.rsplit('/').next().unwrap_or(""), it.line)).collect();
    assert_eq!(problems, [("good.html", 6), ("picture.html", 1), ("worse.jsonld", 1)]);
}

fn fixture(name: &str) -> PathBuf {
    folder().join(name)
}

/// Pieces of pages, sound and broken, that a careless reader might trip over.
const PIECES: &[&str] = &[
    "<!doctype html>",
    "<html>",
    "<h1>",
    "</h1>",
    "<h2>Answer 1: Yes</h2>",
    "<p>",
    "</p>",
    "<br><br>",
    "<ul><li>",
    "</ul>",
    "<nav>",
    "</nav>",
    "<main>",
    "</main>",
    "<article>",
    "</article>",
    "<div class=menu>",
    "</div>",
    "<dt>",
    "<p hidden>",
    "<a href=x>",
    "</a>",
    "<blockquote>",
    "<script>",
    "</script>",
    "<script type=application/ld+json>",
    "<!--",
    "-->",
    "&amp;",
    "&#x110000;",
    "&",
    "\n",
    "\0",
    "A cast stays dry.",
    "Jane Doe, MD",
    "é’“”",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "{\"@type\": \"QAPage\", \"mainEntity\": ",
    "{\"@type\": \"Question\", \"name\": \"Why?\", \"acceptedAnswer\": ",
    "{\"@type\": \"Answer\", \"text\": \"<p>So.</p>\"}",
    "{\"@id\": \"a\"}",
    "\"@id\": \"a\"",
    "\"@graph\": [",
    "{\"@type\": \"Article\", \"@id\": \"a\", \"articleBody\": \"One.\", \"hasPart\": {\"@id\": \"a\"}}",
];

proptest! {
    #[test]
    fn no_order_of_pieces_makes_reading_fail_badly(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..40),
        cut in 0..1500_usize,
    ) {
        let text = pieces.concat();
        let bytes = text.as_bytes();
        for name in ["a.html", "a.jsonld"] {
            for bytes in [bytes, bytes.get(..cut).unwrap_or(bytes)] {
                let mut problems = Vec::new();
                let source = read_page_noting(Path::new(name), bytes, &mut problems);
                let last = u32::try_from(text.lines().count() + 1).expect("there are few lines");
                prop_assert!(problems.iter().all(|problem| (1..=last).contains(&problem.line)), "{:?}", problems);
                let Ok(source) = source else { continue };
                for paragraph in source.answers.iter().flat_map(|answer| &answer.paragraphs) {
                    prop_assert!((1..=last).contains(&paragraph.line) && !paragraph.text.trim().is_empty());
                }
                let markdown = to_markdown(&source);
                let back = read_page(Path::new("a.md"), markdown.as_bytes());
                prop_assert_eq!(back.map(Source::without_places), Ok(source.without_places()), "{}", markdown);
            }
        }
    }
}
