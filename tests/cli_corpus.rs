//! The contract of `--corpus` and of `second-opinion corpus list`.

mod cli_support;

use cli_support::{CLEAN, folder, program, run_in, write};

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

/// The fixtures of `tests/corpus_formats.rs`: one page in each format.
fn formats() -> String {
    format!("{}/tests/fixtures/corpora", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn an_imported_corpus_gives_the_same_findings_as_its_pages() {
    let draft = "Cracking knuckles harms the joints.\n\nA hearing aid slows down hearing loss.\n\nWarts come back.\n";
    let here = folder(&[("draft.md", draft)]);
    // Two of the fixtures have a block that is broken, so not all of the work could be done.
    let run = run_in(here.path(), &["corpus", "import", &formats(), "--to", "imported"]);
    assert_eq!((run.status, run.output.lines().last()), (2, Some("10 pages imported.")), "{}", run.errors);
    assert_eq!(run.errors.lines().count(), 2, "{}", run.errors);
    let findings = |corpus: &str| {
        let run = run_in(here.path(), &["check", "--sentences", "--format", "json", "--corpus", corpus, "draft.md"]);
        let mut report = run.json();
        without_places(&mut report);
        report
    };
    let (direct, imported) = (findings(&formats()), findings("imported"));
    assert_eq!(direct, imported);
    let found = direct["drafts"][0]["findings"].as_array().expect("findings is a list");
    assert!(!found.is_empty(), "{direct}");
}

/// Takes the places of citations out of a report.
fn without_places(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(entries) => {
            if entries.contains_key("quote") {
                entries.remove("line");
                entries.remove("path");
            }
            entries.values_mut().for_each(without_places);
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(without_places),
        _ => {}
    }
}

#[test]
fn import_leaves_alone_what_is_there() {
    let here = folder(&[("in/crown.md", PAGE), ("out/crown.md", "mine")]);
    let run = run_in(here.path(), &["corpus", "import", "in", "--to", "out"]);
    assert_eq!((run.status, run.output.as_str()), (2, "0 pages imported.\n"));
    assert!(run.errors.contains("crown.md is there already"), "{}", run.errors);
    let run = run_in(here.path(), &["corpus", "import", "in/crown.md", "--to", "out", "--force"]);
    assert_eq!((run.status, run.errors.as_str()), (0, ""));
    let page = std::fs::read_to_string(here.path().join("out/crown.md")).expect("it is there");
    assert!(page.contains("Ida Brandt, DDS"), "{page}");
}

#[test]
fn lint_tells_file_and_line_and_its_status_tells_whether_there_is_something() {
    let sound = PAGE.replace("## Answer 2: It comes off\n", "## Answer 2: It comes off\n\n- Author: Bo Lind, DDS\n");
    let here =
        folder(&[("sound/crown.md", &sound), ("faulty/crown.md", PAGE), ("broken/a.md", "---\n"), ("none/a.png", "")]);
    let run = run_in(here.path(), &["corpus", "lint", "--corpus", "sound"]);
    assert_eq!((run.status, run.output.as_str()), (0, "Nothing to mend in 1 page with 2 answers.\n"));
    let run = run_in(here.path(), &["corpus", "lint", "--corpus", "faulty"]);
    assert_eq!(run.status, 1);
    assert!(run.output.contains("crown.md:19: missing-author: "), "{}", run.output);
    let run = run_in(here.path(), &["corpus", "lint", "--corpus", "faulty", "--allow", "missing-author"]);
    assert_eq!(run.status, 0, "{}", run.output);
    let run = run_in(here.path(), &["corpus", "lint", "--corpus", "broken", "--format", "json"]);
    let report = run.json();
    assert_eq!((run.status, &report["schema"], &report["sources"]), (1, &1.into(), &0.into()));
    let fault = &report["faults"][0];
    assert_eq!((&fault["code"], &fault["line"]), (&"unreadable".into(), &1.into()), "{report}");
    assert!(fault["path"].is_string() && fault["message"].is_string(), "{report}");
    let run = run_in(here.path(), &["corpus", "lint", "--corpus", "none"]);
    assert_eq!((run.status, run.output.as_str()), (2, ""));
}

#[test]
fn stats_count_what_the_list_lists() {
    let here = folder(&[("crown.md", PAGE)]);
    let run = run_in(here.path(), &["corpus", "stats", "--corpus", ".", "--format", "json"]);
    let stats = run.json();
    let expected =
        [("sources", 1), ("qa", 1), ("articles", 0), ("answers", 2), ("authors", 1), ("unsigned_answers", 1)];
    for (name, number) in expected {
        assert_eq!(stats[name], number, "{name} in {stats}");
    }
    assert_eq!(stats["mean_rating"], 4.5);
    let run = run_in(here.path(), &["corpus", "stats", "--corpus", "."]);
    assert!(run.status == 0 && run.output.contains("answers  2  (1 without a name)"), "{}", run.output);
}

#[test]
fn every_answer_has_a_key_that_the_list_and_the_references_share() {
    let here = folder(&[("crown.md", PAGE)]);
    let listing = run_in(here.path(), &["corpus", "list", "--corpus", ".", "--format", "json"]).json();
    let references = run_in(here.path(), &["corpus", "cite", "--corpus", "."]).json();
    for (at, key) in ["crown:1", "crown:2"].into_iter().enumerate() {
        assert_eq!(listing["sources"][0]["answers"][at]["key"], key);
        assert_eq!(references[at]["id"], key);
    }
    for (format, opening) in [("biblatex", "@online{crown:1,"), ("bibtex", "@misc{crown:1,")] {
        let run = run_in(here.path(), &["corpus", "cite", "--corpus", ".", "--format", format]);
        assert!(run.status == 0 && run.output.starts_with(opening), "{}", run.output);
    }
}

#[test]
fn the_survey_of_a_corpus_comes_in_three_forms() {
    let here = folder(&[("crown.md", PAGE)]);
    let form = |format: &str| run_in(here.path(), &["corpus", "consensus", "--corpus", ".", "--format", format]);
    assert_eq!(form("json").json()["corpus"]["answers"], 2);
    assert!(form("html").output.starts_with("<!doctype html>"));
    let text = form("text");
    assert!(text.status == 0 && text.output.contains("2 for, none against"), "{}", text.output);
}

#[test]
fn an_index_is_made_ahead_and_made_again_only_where_pages_changed() {
    let corpus = folder(&[("crown.md", PAGE), ("bridge.md", PAGE)]);
    let kept = folder(&[]);
    let index = |more: &[&str]| {
        let mut command = program();
        command.env("SECOND_OPINION_INDEX", kept.path()).current_dir(corpus.path());
        let done = command.args(["corpus", "index", "--corpus", ".", "--format", "json"]).args(more).output();
        let done = done.expect("the program runs");
        assert_eq!(done.status.code(), Some(0), "{}", String::from_utf8_lossy(&done.stderr));
        serde_json::from_slice::<serde_json::Value>(&done.stdout).expect("the report is JSON")
    };
    let work = |report: &serde_json::Value| (report["analysed"].as_u64(), report["reused"].as_u64());

    let first = index(&[]);
    assert_eq!((&first["schema"], &first["sources"], &first["answers"]), (&1.into(), &2.into(), &4.into()));
    assert_eq!(work(&first), (Some(2), Some(0)));
    let place = first["index"].as_str().expect("it is kept");
    assert_eq!(std::fs::metadata(place).map(|file| file.len()).ok(), first["bytes"].as_u64());
    assert_eq!(work(&index(&[])), (Some(0), Some(2)));
    write(corpus.path(), "crown.md", PAGE.replace("temporary", "permanent").as_bytes());
    assert_eq!(work(&index(&[])), (Some(1), Some(1)));
    assert_eq!(work(&index(&["--anew"])), (Some(2), Some(0)));
}

#[test]
fn an_index_that_cannot_be_kept_is_told() {
    let corpus = folder(&[("crown.md", PAGE)]);
    let run = run_in(corpus.path(), &["corpus", "index", "--corpus", "."]);
    assert_eq!(run.status, 2, "the tests of other commands keep none");
    assert!(run.output.starts_with("1 page: 2 answers, "), "{}", run.output);
    assert!(run.output.contains("not kept"), "{}", run.output);
}
