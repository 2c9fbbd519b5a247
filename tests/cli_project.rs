//! `second-opinion check` in a project: its `second-opinion.toml` is found from the draft upward, and honoured.

mod cli_support;

use cli_support::{CLEAN, CONTRADICTED, folder, run_in, run_with_input};

const FILE: &str = "second-opinion.toml";
const PAGE: &str = "# How long does it last?\n\n## Answer\n\nBotox results are permanent.\n";

#[test]
fn another_projects_file_does_not_count() {
    let drafts =
        folder(&[("a.md", CONTRADICTED), ("other/second-opinion.toml", "[severities]\ncontradiction = 'off'\n")]);
    assert_eq!(run_in(drafts.path(), &["check", "a.md"]).status, 1);
}

#[test]
fn severities_count_and_what_is_off_is_not_found() {
    let drafts = folder(&[("deep/a.md", CONTRADICTED), (FILE, "[severities]\ncontradiction = 'off'\n")]);
    let run = run_in(drafts.path(), &["check", "deep/a.md"]);
    assert_eq!((run.status, run.errors.as_str()), (0, ""), "{}", run.output);
    let loud = folder(&[("a.md", CONTRADICTED), (FILE, "[severities]\ncontradiction = 'error'\n")]);
    let report = run_in(loud.path(), &["check", "--format", "json", "a.md"]).json();
    assert_eq!(report["drafts"][0]["findings"][0]["severity"], "error");
}

#[test]
fn the_corpus_of_the_project_counts_and_its_pages_are_no_drafts() {
    let drafts = folder(&[("a.md", CONTRADICTED), ("pages/page.md", PAGE), (FILE, "corpus = ['pages']\n")]);
    let run = run_in(drafts.path(), &["check", "--format", "json"]);
    assert_eq!(run.status, 0, "{}{}", run.output, run.errors);
    let report = run.json();
    assert_eq!(report["corpus"]["sources"], 1);
    assert_eq!(report["drafts"].as_array().map(Vec::len), Some(1), "{report}");
    assert_eq!(run_with_input(drafts.path(), &["check", "-"], CONTRADICTED.as_bytes()).status, 0);
    // One that is named is checked all the same.
    let report = run_in(drafts.path(), &["check", "--format", "json", "pages/page.md"]).json();
    assert_eq!(report["drafts"].as_array().map(Vec::len), Some(1), "{report}");
}

#[test]
fn the_command_lines_corpus_wins() {
    let files =
        [("a.md", CONTRADICTED), ("pages/page.md", PAGE), ("own/page.md", CLEAN), (FILE, "corpus = ['missing']\n")];
    let drafts = folder(&files);
    assert_eq!(run_in(drafts.path(), &["check", "--corpus", "pages", "a.md"]).status, 0);
    let run = run_in(drafts.path(), &["check", "a.md"]);
    assert_eq!(run.status, 2);
    assert!(run.errors.contains("missing cannot be read"), "{}", run.errors);
}

#[test]
fn what_is_wrong_in_a_projects_file_is_told_with_its_place_and_nothing_is_checked() {
    let drafts =
        folder(&[("a.md", CONTRADICTED), (FILE, "corpus = []\ncorpsu = ['x']\n[severities]\ncontested = 'loud'\n")]);
    let run = run_in(drafts.path(), &["check", "a.md"]);
    assert_eq!((run.status, run.output.as_str()), (2, ""));
    assert!(run.errors.contains("second-opinion.toml:2:1: there is no setting `corpsu`"), "{}", run.errors);
    assert!(run.errors.contains("second-opinion.toml:4:13: the setting `severities.contested`"), "{}", run.errors);
}

#[test]
fn drafts_of_projects_with_different_corpora_need_runs_of_their_own() {
    let drafts = folder(&[("a/a.md", CLEAN), ("b/b.md", CLEAN), ("b/second-opinion.toml", "corpus = ['pages']\n")]);
    let run = run_in(drafts.path(), &["check", "a", "b"]);
    assert_eq!(run.status, 2);
    assert!(run.errors.contains("different corpora"), "{}", run.errors);
}
