//! The contract of `second-opinion compare` and `second-opinion explain`.

mod cli_support;

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use cli_support::{folder, run_in, run_with_input};
use serde_json::{Value, json};

#[test]
fn answers_line_by_line_in_the_same_order_with_the_same_identifiers() {
    let identifiers = ["1", "\"b\"", "null", "[1, {\"a\": 2}]", "12345678901234567890123", "1.50", "true"];
    let line = |id: &&str| format!("{{\"id\":{id},\"claim\":\"It lasts.\",\"evidence\":\"It does. So they say.\"}}\n");
    let input: String = identifiers.iter().map(line).collect();
    let run = run_with_input(folder(&[]).path(), &["compare", "--jsonl"], input.as_bytes());
    assert_eq!((run.status, run.errors.as_str()), (0, ""));
    assert_eq!(run.output.lines().count(), identifiers.len());
    for (line, id) in run.output.lines().zip(identifiers) {
        assert!(line.starts_with(&format!("{{\"id\":{id},\"stance\":")), "{line}");
        let answer: Value = serde_json::from_str(line).expect("each line is JSON");
        let stance = answer["stance"].as_str().expect("a stance is a text");
        assert!(["supports", "contradicts", "qualifies", "neutral"].contains(&stance), "{line}");
        assert!(answer["reason"].is_null() || answer["reason"].is_string(), "{line}");
        assert!(answer["score"].is_number(), "{line}");
    }
}

#[test]
fn a_malformed_line_costs_the_others_nothing() {
    let good = json!({"id": 1, "claim": "It lasts.", "evidence": "It does."}).to_string();
    let bad = ["{", "[]", "{\"id\":2}", "{\"id\":3,\"claim\":1,\"evidence\":\"\"}", "nonsense"];
    for bad in bad {
        let input = format!("{good}\n{bad}\n\n{good}\r\n{good}");
        let run = run_with_input(folder(&[]).path(), &["compare", "--jsonl"], input.as_bytes());
        assert_eq!(run.status, 2, "{bad}");
        assert_eq!(run.output.lines().count(), 3, "{bad}: {}", run.output);
        assert_eq!(run.errors.lines().count(), 1, "{bad}: {}", run.errors);
        assert!(run.errors.contains("line 2"), "{bad}: {}", run.errors);
    }
    let run = run_with_input(folder(&[]).path(), &["compare", "--jsonl"], b"\xff\xfe\n");
    assert_eq!((run.status, run.output.as_str()), (2, ""));
}

#[test]
fn nothing_in_gives_nothing_out() {
    let run = run_with_input(folder(&[]).path(), &["compare", "--jsonl"], b"");
    assert_eq!((run.status, run.output.as_str(), run.errors.as_str()), (0, "", ""));
}

#[test]
fn each_answer_comes_before_the_next_question() {
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("second-opinion"))
        .args(["compare", "--jsonl"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut input = child.stdin.take().expect("standard input is a pipe");
    let mut output = BufReader::new(child.stdout.take().expect("standard output is a pipe"));
    for id in 0..3 {
        let question = json!({"id": id, "claim": "It lasts.", "evidence": "It does not last."});
        writeln!(input, "{question}").expect("the program reads");
        let mut answer = String::new();
        output.read_line(&mut answer).expect("the program answers");
        assert!(answer.starts_with(&format!("{{\"id\":{id},")), "{answer}");
    }
    drop(input);
    assert!(child.wait().expect("the program ends").success());
}

#[test]
fn compares_two_statements() {
    let run = run_in(folder(&[]).path(), &["compare", "Botox is permanent.", "Botox is temporary."]);
    assert_eq!(run.status, 0);
    let stances = ["supports", "contradicts", "qualifies", "neutral"];
    assert!(stances.iter().any(|stance| run.output.starts_with(stance)), "{}", run.output);
}

#[test]
fn wrong_arguments_give_2() {
    for arguments in [
        &["compare"] as &[&str],
        &["compare", "alone"],
        &["compare", "--jsonl", "claim", "evidence"],
        &["compare", "", "evidence"],
        &["explain"],
        &["explain", ""],
        &["explain", "A sentence.", "--corpus", "no-such-folder"],
    ] {
        let run = run_in(folder(&[]).path(), arguments);
        assert_eq!((run.status, run.output.as_str()), (2, ""), "{arguments:?}");
        assert!(!run.errors.is_empty(), "{arguments:?}");
    }
}

#[test]
fn explains_a_sentence() {
    for sentence in ["Botox is permanent.", "?", "— ", "😀"] {
        let run = run_in(folder(&[]).path(), &["explain", sentence]);
        assert_eq!(run.status, 0, "{sentence}: {}", run.errors);
        assert!(run.output.ends_with('\n'), "{sentence}: {}", run.output);
    }
}

#[test]
fn an_explanation_tells_figures_in_units_and_ends_with_the_verdict() {
    let page = "---\ntitle: Plasters\n---\n\n## Answer 1: Dr. A\n\nThe relief lasts 3 to 4 months.\n";
    let folder = folder(&[("corpus/page.md", page)]);
    let sentence = "The relief lasts two years.";
    let run = run_in(folder.path(), &["explain", sentence, "--corpus", "corpus", "--no-second-reader"]);
    assert!(run.output.contains("“two years”: how long it lasts, 24 months\n"), "{}", run.output);
    assert!(run.output.contains("against"), "{}", run.output);
    assert!(run.output.contains("(figures that do not meet): The relief lasts 3 to 4 months.\n"), "{}", run.output);
    let last = run.output.lines().last().unwrap_or_default();
    assert!(last.starts_with("  verdict contradicted: "), "{last}");
}
