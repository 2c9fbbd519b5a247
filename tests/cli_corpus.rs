//! The contract of `--corpus` and of `second-opinion corpus list`.

mod cli_support;

use cli_support::{CLEAN, folder, run_in, write};

const PAGE: &str = "---
title: Does a glued crown stay on?
kind: qa
summary: false
---

## Question

My crown was glued on last week. Will it hold?

## Answer 1: It holds

- Author: Ida Brandt, DDS
- Credential: Oslo Dentist
- Rating: 4.5 (8 reviews)

A glued crown is not permanent. It is temporary.

## Answer 2: It comes off

A glued crown is temporary.
";

#[test]
fn lists_pages_and_answers_in_page_order() {
    let corpus = folder(&[("crown.md", PAGE)]);
    let run = run_in(corpus.path(), &["corpus", "list", "--format", "json", "--corpus", "."]);
    assert_eq!((run.status, run.errors.as_str()), (0, ""));
    let listing = run.json();
    let sources = listing["sources"].as_array().expect("sources is a list");
    let [source] = sources.as_slice() else { panic!("one page in {listing}") };
    assert_eq!(source["source"], "crown");
    assert_eq!(source["title"], "Does a glued crown stay on?");
    assert_eq!(source["kind"], "qa");
    assert!(source["path"].as_str().is_some_and(|path| path.ends_with("crown.md")), "{source}");
    let answers = source["answers"].as_array().expect("answers is a list");
    let [first, second] = answers.as_slice() else { panic!("two answers in {source}") };
    assert_eq!((&first["answer"], &second["answer"]), (&1.into(), &2.into()));
    assert_eq!((&first["author"], &first["credential"]), (&"Ida Brandt, DDS".into(), &"Oslo Dentist".into()));
    assert_eq!((&first["rating"], &first["reviews"]), (&4.5.into(), &8.into()));
    assert!(second["author"].is_null() && second["rating"].is_null() && second["section"].is_null(), "{second}");
    assert!(first["line"].as_u64() < second["line"].as_u64(), "{source}");
    assert!(first["sentences"].is_u64() && first["claims"].is_u64(), "{first}");
}

#[test]
fn lists_the_built_in_corpus() {
    let here = folder(&[]);
    let run = run_in(here.path(), &["corpus", "list", "--format", "json"]);
    assert_eq!((run.status, run.errors.as_str()), (0, ""));
    assert!(run.json()["sources"].is_array());
    let run = run_in(here.path(), &["corpus", "list"]);
    assert_eq!(run.status, 0);
    assert!(run.output.lines().last().is_some_and(|last| last.starts_with("5 pages, 41 answers, ")), "{}", run.output);
}

#[test]
fn a_broken_page_is_told_with_file_and_line_and_the_others_are_used() {
    let corpus = folder(&[("pages/crown.md", PAGE), ("draft.md", CLEAN)]);
    write(corpus.path(), "pages/broken.md", b"---\ntitle: [\n");
    let run = run_in(corpus.path(), &["check", "--format", "json", "--corpus", "pages", "draft.md"]);
    assert_eq!(run.status, 0, "{}", run.errors);
    assert_eq!(run.json()["corpus"]["sources"], 1);
    assert_eq!(run.errors.lines().count(), 1, "{}", run.errors);
    let place = run.errors.split("broken.md:").nth(1).and_then(|rest| rest.split(':').next());
    assert!(place.is_some_and(|line| line.parse::<u32>().is_ok()), "{}", run.errors);
}

#[test]
fn several_folders_are_used_together() {
    let corpus = folder(&[("one/a.md", PAGE), ("two/b.md", PAGE), ("draft.md", CLEAN)]);
    let arguments = ["check", "--format", "json", "--corpus", "two", "--corpus", "one", "draft.md"];
    let run = run_in(corpus.path(), &arguments);
    assert_eq!(run.status, 0, "{}", run.errors);
    let report = run.json();
    assert_eq!((&report["corpus"]["sources"], &report["corpus"]["answers"]), (&2.into(), &4.into()));
}

#[test]
fn wrong_arguments_give_2() {
    let here = folder(&[]);
    for arguments in [
        &["corpus"] as &[&str],
        &["corpus", "list", "--corpus", "no-such-folder"],
        &["corpus", "list", "--format", "yaml"],
        &["corpus", "index"],
    ] {
        let run = run_in(here.path(), arguments);
        assert_eq!((run.status, run.output.as_str()), (2, ""), "{arguments:?}");
    }
}
