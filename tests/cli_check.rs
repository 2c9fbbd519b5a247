//! The contract of `second-opinion check`: which files are read, what is written, and the exit status.

mod cli_support;

use cli_support::{CLEAN, CONTRADICTED, Run, folder, run_in, run_with_input, write};
use serde_json::Value;

/// The paths of the drafts in a JSON report, in its order.
fn paths(report: &Value) -> Vec<&str> {
    let drafts = report["drafts"].as_array().expect("drafts is a list");
    drafts.iter().map(|draft| draft["path"].as_str().expect("a path is a text")).collect()
}

fn contradictions(draft: &Value) -> Vec<&Value> {
    let findings = draft["findings"].as_array().expect("findings is a list");
    findings.iter().filter(|finding| finding["code"] == "contradiction").collect()
}

#[track_caller]
fn check_status(run: &Run, status: i32) {
    assert_eq!(run.status, status, "output: {}\nerrors: {}", run.output, run.errors);
}

// What must stay silent.

#[test]
fn says_nothing_about_a_clean_draft() {
    let drafts = folder(&[("a.md", CLEAN), ("empty.md", ""), ("blank.txt", "\n\n")]);
    let run = run_in(drafts.path(), &["check"]);
    check_status(&run, 0);
    assert!(run.output.starts_with("Nothing found in 3 drafts."), "{}", run.output);
    assert_eq!(run.errors, "");
}

#[test]
fn leaves_other_hidden_and_ignored_files_of_a_folder_alone() {
    let names = ["page.html", "notes.rst", ".hidden.md", ".git/inside.md", "ignored/a.md", "md"];
    let drafts = folder(&names.map(|name| (name, CONTRADICTED)));
    write(drafts.path(), ".gitignore", b"ignored/\n");
    write(drafts.path(), "read.md", CLEAN.as_bytes());
    let run = run_in(drafts.path(), &["check", "--format", "json"]);
    check_status(&run, 0);
    assert_eq!(paths(&run.json()), ["read.md"]);
}

#[test]
fn a_folder_without_drafts_is_clean() {
    let drafts = folder(&[]);
    let run = run_in(drafts.path(), &["check", "--format", "json", "."]);
    check_status(&run, 0);
    assert_eq!(run.json()["drafts"], serde_json::json!([]));
}

#[test]
fn lists_no_sentences_unless_asked() {
    let drafts = folder(&[("a.md", CONTRADICTED)]);
    let run = run_in(drafts.path(), &["check", "--format", "json", "a.md"]);
    assert_eq!(run.json()["drafts"][0].get("sentences"), None);
}

#[test]
fn leaves_out_what_the_author_has_set_aside() {
    let commented = format!("<!-- second-opinion: ignore contradiction why -->\n{CONTRADICTED}");
    let listed = format!("# why\ncontradiction {CONTRADICTED}");
    let drafts = folder(&[("a.md", &commented), ("deep/b.txt", CONTRADICTED), (".second-opinion-ignore", &listed)]);
    write(drafts.path(), "deep/er/second-opinion.toml", b"");
    let run = run_in(drafts.path(), &["check", "--format", "json", "--sentences", "a.md", "deep/b.txt"]);
    check_status(&run, 0);
    assert_eq!(run.json()["drafts"][0]["sentences"][0]["verdict"], "contradicted", "the verdict stays what it is");
    write(drafts.path(), "deep/er/c.md", CONTRADICTED.as_bytes());
    check_status(&run_in(drafts.path(), &["check", "deep/er/c.md"]), 1);
}

// What must be found.

#[test]
fn reports_a_contradiction_in_the_json_of_version_1() {
    let before = "Grüße 😀.\r\n\r\n";
    let drafts = folder(&[("a.md", &format!("{before}{CONTRADICTED}"))]);
    let run = run_in(drafts.path(), &["check", "--format", "json", "--sentences", "a.md"]);
    check_status(&run, 1);
    let report = run.json();
    assert_eq!(report["schema"], 1);
    for field in ["sources", "answers", "claims"] {
        assert!(report["corpus"][field].is_u64(), "corpus.{field} in {report}");
    }
    let draft = &report["drafts"][0];
    let permanent = |finding: &&Value| finding["text"].as_str().is_some_and(|text| text.contains("permanent"));
    let finding = contradictions(draft).into_iter().find(permanent);
    let finding = finding.unwrap_or_else(|| panic!("a contradiction in {draft}"));
    assert_eq!(finding["severity"], "warning");
    assert_eq!(finding["verdict"], "contradicted");
    assert!(finding["reason"].is_string(), "{finding}");
    assert!(finding["message"].as_str().is_some_and(|message| !message.is_empty()), "{finding}");
    let text = finding["text"].as_str().expect("text is a text");

    // The three ways of telling a place agree: offsets in bytes, columns in characters, both from the file as it is.
    let (start, end) = (&finding["range"]["start"], &finding["range"]["end"]);
    let column = CONTRADICTED.find(text).expect("the text stands in the draft") + 1;
    assert_eq!((&start["line"], &start["column"]), (&3.into(), &column.into()));
    assert_eq!(start["offset"], before.len() + column - 1);
    assert_eq!((&end["line"], &end["column"]), (&3.into(), &(column + text.len()).into()));
    assert_eq!(end["offset"], before.len() + column - 1 + text.len());

    let sentences = draft["sentences"].as_array().expect("sentences is a list");
    let sentence = sentences.iter().find(|sentence| sentence["verdict"] == "contradicted");
    let sentence = sentence.expect("the contradicted sentence is listed");
    for field in ["text", "range", "supporting", "contradicting"] {
        assert!(!sentence[field].is_null(), "{field} in {sentence}");
    }
    for citation in finding["contradicting"].as_array().expect("contradicting is a list") {
        for field in ["source", "title", "quote", "path"] {
            assert!(citation[field].is_string(), "{field} in {citation}");
        }
        assert!(citation["line"].is_u64(), "{citation}");
        for field in ["answer", "section", "author", "credential", "rating", "reviews"] {
            assert!(citation.get(field).is_some(), "{field} in {citation}");
        }
    }
}

#[test]
fn writes_what_code_hosts_and_people_without_a_terminal_read() {
    let drafts = folder(&[("a.md", CLEAN), ("b.md", CONTRADICTED), ("c.md", CONTRADICTED)]);
    let written = |format: &str| {
        let run = run_in(drafts.path(), &["check", "--format", format]);
        check_status(&run, 1);
        run
    };
    let sarif = written("sarif").json();
    let results = sarif["runs"][0]["results"].as_array().expect("results is a list");
    let places: Vec<&Value> =
        results.iter().map(|result| &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]).collect();
    assert_eq!(places, ["b.md", "c.md"]);
    let github = written("github").output;
    assert_eq!(github.lines().filter(|line| line.starts_with("::warning file=")).count(), 2, "{github}");
    assert_eq!(github.lines().count(), 2, "{github}");
    let html = written("html").output;
    assert_eq!((html.matches("<section>").count(), html.matches("<mark>").count()), (3, 2), "{html}");
}

#[test]
fn underlines_the_words_in_the_terminal() {
    let drafts = folder(&[("a.md", CONTRADICTED)]);
    let run = run_in(drafts.path(), &["check", "a.md"]);
    check_status(&run, 1);
    let first: Vec<&str> = run.output.lines().take(5).collect();
    let [message, place, _, line, underline] = first.as_slice() else { panic!("{}", run.output) };
    assert!(message.starts_with("contradiction: "), "{message}");
    assert!(place.contains("a.md:1:"), "{place}");
    assert!(line.ends_with(CONTRADICTED.trim_end()), "{line}");
    assert!(underline.contains('━'), "{underline}");
    assert!(run.output.trim_end().lines().last().is_some_and(|last| last.contains(" in 1 draft. Held against ")));
    assert!(!run.output.contains('\u{1b}'), "no colours where there is no terminal");
}

#[test]
fn uses_colours_where_asked_and_never_with_no_color() {
    let drafts = folder(&[("a.md", CONTRADICTED)]);
    let coloured = |no_color: Option<&str>| {
        let mut program = cli_support::program();
        program.current_dir(drafts.path()).arg("check").env("CLICOLOR_FORCE", "1");
        if let Some(value) = no_color {
            program.env("NO_COLOR", value);
        }
        program.output().expect("the program runs").stdout.contains(&0x1b)
    };
    assert!(coloured(None));
    assert!(!coloured(Some("1")));
}

#[test]
fn lists_drafts_in_the_order_of_the_arguments_and_folders_by_name() {
    let names = ["z/b.md", "z/a.txt", "z/c/a.markdown", "z/B.MD", "a.md"];
    let drafts = folder(&names.map(|name| (name, CLEAN)));
    let run = run_in(drafts.path(), &["check", "--format", "json", "z", "a.md"]);
    let report = run.json();
    let expected = ["z/B.MD", "z/a.txt", "z/b.md", "z/c/a.markdown", "a.md"];
    assert_eq!(paths(&report), expected.map(|path| path.replace('/', std::path::MAIN_SEPARATOR_STR)));
}

#[test]
fn keeps_the_order_of_many_drafts() {
    let drafts = folder(&[]);
    for number in 0..200 {
        // Long and short ones beside each other, so that some are done before those in front of them.
        let text = if number % 2 == 0 { CLEAN.repeat(50) } else { CONTRADICTED.to_owned() };
        write(drafts.path(), &format!("{number:03}.md"), text.as_bytes());
    }
    let run = run_in(drafts.path(), &["check", "--format", "json"]);
    check_status(&run, 1);
    let report = run.json();
    let expected: Vec<String> = (0..200).map(|number| format!("{number:03}.md")).collect();
    assert_eq!(paths(&report), expected);
    for (number, draft) in report["drafts"].as_array().expect("drafts is a list").iter().enumerate() {
        assert_eq!(contradictions(draft).is_empty(), number % 2 == 0, "{draft}");
    }
}

#[test]
fn checks_a_named_file_whatever_its_name() {
    let drafts = folder(&[(".answer", CONTRADICTED)]);
    check_status(&run_in(drafts.path(), &["check", ".answer"]), 1);
}

#[test]
fn reads_a_web_page_without_its_markup() {
    let page =
        "<title>Botox is permanent.</title><p>Botox is <b>not</b>\n  <i>permanent</i>.<pre>Botox is permanent.</pre>";
    let drafts = folder(&[("clean.html", page), ("wrong.HTM", "<p>Botox results are <b>permanent</b>.")]);
    check_status(&run_in(drafts.path(), &["check", "clean.html"]), 0);
    let run = run_in(drafts.path(), &["check", "--format", "json", "wrong.HTM"]);
    check_status(&run, 1);
    let report = run.json();
    let found = contradictions(&report["drafts"][0]);
    assert_eq!(found.len(), 1, "{report}");
    assert_eq!(found[0]["text"], "permanent");
}

#[test]
fn reads_standard_input_as_markdown() {
    let drafts = folder(&[]);
    let run = run_with_input(drafts.path(), &["check", "--format", "json", "-"], CONTRADICTED.as_bytes());
    check_status(&run, 1);
    let report = run.json();
    assert_eq!(paths(&report), ["-"]);
    assert!(!contradictions(&report["drafts"][0]).is_empty(), "{report}");
}

#[test]
fn the_exit_status_follows_fail_on() {
    let drafts = folder(&[("a.md", CONTRADICTED)]);
    for (kind, status) in [("contested", 1), ("overstatement", 1), ("contradiction", 1), ("never", 0)] {
        let run = run_in(drafts.path(), &["check", "--fail-on", kind]);
        check_status(&run, status);
        assert!(run.output.contains("contradiction: "), "shown with --fail-on {kind}, too");
    }
}

// What cannot be read.

#[test]
fn a_missing_draft_costs_the_others_nothing() {
    let drafts = folder(&[("a.md", CONTRADICTED)]);
    let run = run_in(drafts.path(), &["check", "--format", "json", "gone.md", "a.md"]);
    check_status(&run, 2);
    assert_eq!(paths(&run.json()), ["a.md"]);
    assert!(run.errors.contains("gone.md"), "{}", run.errors);
    assert_eq!(run.errors.lines().count(), 1, "{}", run.errors);
}

#[test]
fn a_draft_that_is_not_utf_8_is_read_and_mentioned_once() {
    let drafts = folder(&[]);
    write(drafts.path(), "latin.md", &[b"Caf\xe9 na\xefve.\n\n", CONTRADICTED.as_bytes()].concat());
    let run = run_in(drafts.path(), &["check", "--format", "json"]);
    check_status(&run, 1);
    assert!(!contradictions(&run.json()["drafts"][0]).is_empty(), "{}", run.output);
    assert_eq!(run.errors.matches("latin.md").count(), 1, "{}", run.errors);
}

#[test]
fn a_huge_draft_is_refused_with_the_limit_and_the_others_are_checked() {
    let drafts = folder(&[("b.md", CONTRADICTED)]);
    write(drafts.path(), "a.md", &vec![b'a'; 50_000_000]);
    let run = run_in(drafts.path(), &["check", "--format", "json"]);
    check_status(&run, 2);
    assert_eq!(paths(&run.json()), ["b.md"]);
    assert!(run.errors.contains("a.md is larger than 16 MiB"), "{}", run.errors);
}

#[test]
fn a_corpus_folder_that_is_not_there_ends_the_run() {
    let drafts = folder(&[("a.md", CONTRADICTED)]);
    let run = run_in(drafts.path(), &["check", "--corpus", "no-such-folder", "a.md"]);
    check_status(&run, 2);
    assert_eq!(run.output, "");
    assert!(run.errors.contains("no-such-folder"), "{}", run.errors);
}

#[test]
fn a_corpus_without_pages_ends_the_run() {
    let drafts = folder(&[("a.md", CONTRADICTED)]);
    std::fs::create_dir(drafts.path().join("pages")).expect("a folder can be made");
    let run = run_in(drafts.path(), &["check", "--corpus", "pages", "a.md"]);
    check_status(&run, 2);
    assert!(run.errors.contains("no page was read from pages"), "{}", run.errors);
}

#[test]
fn an_unknown_option_is_named_and_the_right_one_offered() {
    let drafts = folder(&[("a.md", CLEAN)]);
    let run = run_in(drafts.path(), &["check", "--formt", "json", "a.md"]);
    check_status(&run, 2);
    assert!(run.errors.contains("--formt") && run.errors.contains("--format"), "{}", run.errors);
}

#[test]
fn fits_a_terminal_of_80_columns() {
    let drafts = folder(&[("a.md", CONTRADICTED)]);
    let run = cli_support::program()
        .current_dir(drafts.path())
        .env("COLUMNS", "80")
        .args(["check", "a.md"])
        .output()
        .expect("the program runs");
    let output = String::from_utf8(run.stdout).expect("the output is UTF-8");
    let places = |line: &str| line.contains(".md:") || line.contains("Held against");
    for line in output.lines().filter(|line| !places(line)) {
        assert!(line.chars().count() <= 80, "{line}");
    }
    let place = output.lines().find(|line| line.contains("corpus/")).expect("a page of the corpus is cited");
    assert!(place.contains(".md:"), "a place is one piece: {place}");
}

#[test]
fn wrong_arguments_give_2() {
    let drafts = folder(&[("a.md", CLEAN)]);
    for arguments in [
        &["check", "--wrong"] as &[&str],
        &["check", "--format", "pdf"],
        &["check", "--fail-on", "everything"],
        &["check", "--sentences", "a.md"],
        &["chekc"],
        &[],
    ] {
        let run = run_in(drafts.path(), arguments);
        check_status(&run, 2);
        assert!(!run.errors.is_empty(), "{arguments:?}");
    }
}

#[test]
fn help_and_version_give_0() {
    let drafts = folder(&[]);
    for arguments in [&["--help"] as &[&str], &["check", "--help"], &["compare", "--help"], &["lsp", "--help"]] {
        check_status(&run_in(drafts.path(), arguments), 0);
    }
    let run = run_in(drafts.path(), &["--version"]);
    check_status(&run, 0);
    assert_eq!(run.output, format!("second-opinion {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
#[cfg(unix)]
fn a_reader_that_leaves_early_is_no_failure() {
    use std::io::Read;
    use std::process::{Command, Stdio};

    let drafts = folder(&[]);
    for number in 0..300 {
        write(drafts.path(), &format!("{number}.md"), CONTRADICTED.as_bytes());
    }
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("second-opinion"))
        .args(["check", "--format", "json"])
        .current_dir(drafts.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut output = child.stdout.take().expect("standard output is a pipe");
    output.read_exact(&mut [0; 10]).expect("something is written");
    drop(output);
    let done = child.wait_with_output().expect("the program ends");
    assert_eq!((done.status.code(), done.stderr.as_slice()), (Some(0), b"" as &[u8]));
}
