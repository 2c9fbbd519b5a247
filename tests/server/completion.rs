//! Completion: citation keys, and figures where one is about to be written.

use crate::common::{Editor, Words, edited, with_cursor};
use serde_json::{Value, json};

/// Opens a text with a cursor mark and asks how it may go on.
async fn completed(editor: &mut Editor, marked: &str) -> (String, Value) {
    let (text, line, character) = with_cursor(marked);
    editor.open(&text).await;
    editor.diagnostics().await;
    (text, editor.ask_at("textDocument/completion", line, character).await.expect("it is answered"))
}

fn labels(items: &Value) -> Vec<&str> {
    let items = items.as_array().map(Vec::as_slice).unwrap_or_default();
    items.iter().filter_map(|item| item["label"].as_str()).collect()
}

#[tokio::test]
async fn an_author_who_writes_on_is_offered_nothing() {
    let mut editor = Editor::with_built_in_corpus().await;
    for marked in [
        "|",
        "Botox |",
        "Botox lasts|",
        "See [the page|",
        "[^a] |",
        "The clinic opens after |",
        "Paracetamol lasts |",
        "# Question\n\nHe asks whether Botox lasts |",
        "    Botox lasts |",
    ] {
        let (_, found) = completed(&mut editor, marked).await;
        assert_eq!(found, Value::Null, "{marked}");
    }
    editor.leave().await;
}

#[tokio::test]
async fn a_key_is_completed_with_its_definition_and_the_bearing_ones_come_first() {
    let mut editor = Editor::ready(Words::new(), &["utf-16"]).await;
    let (_, list) = completed(&mut editor, "Hello [@|").await;
    assert_eq!(labels(&list["items"]), ["one:1", "one:2", "two-words:1", "two-words:2"]);
    assert_eq!(list["isIncomplete"], false);
    let (_, list) = completed(&mut editor, "It is temporary.[^|\n").await;
    assert_eq!(labels(&list["items"])[0], "one:2", "the answer that says so");
    let (text, list) = completed(&mut editor, "😀 Hello[^WORDS:|\n").await;
    let items = &list["items"];
    assert_eq!(labels(items), ["two-words:1", "two-words:2"]);
    let first = &items[0];
    assert_eq!(first["detail"], "Dr. Ada Example, Exampleton Dermatologist, answer 1 to “Page *two words*”.");
    assert_eq!(first["documentation"]["kind"], "markdown");
    let mut edits = first["additionalTextEdits"].as_array().expect("the definition is missing yet").clone();
    edits.push(first["textEdit"].clone());
    assert_eq!(
        edited(&text, &json!(edits)),
        "😀 Hello[^two-words:1\n\n[^two-words:1]: Dr. Ada Example, Exampleton Dermatologist, answer 1 to “Page *two words*”.\n"
    );
    let (_, list) = completed(&mut editor, "Hello[@xyz|").await;
    assert_eq!(labels(&list["items"]), Vec::<&str>::new());
    editor.leave().await;
}

#[tokio::test]
async fn a_figure_is_offered_where_the_corpus_gives_one() {
    let mut editor = Editor::with_built_in_corpus().await;
    let (text, items) = completed(&mut editor, "# Answer\n\n😀 Botox lasts about 3|\n").await;
    let first = &items[0];
    assert_eq!(first["label"], "3–4 months");
    assert!(first["detail"].as_str().is_some_and(|detail| detail.ends_with(" answers")), "{first}");
    assert_eq!(edited(&text, &json!([first["textEdit"]])), "# Answer\n\n😀 Botox lasts about 3–4 months\n");
    assert!(first["documentation"]["value"].as_str().is_some_and(|text| text.starts_with("- ")), "{first}");
    editor.leave().await;
}
