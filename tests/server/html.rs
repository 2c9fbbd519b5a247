//! A web page as a draft: what holds for Markdown holds for it.

use crate::common::{Editor, URI, edited, under};
use serde_json::{Value, json};

const PAGE: &str = "<title>Botox is permanent.</title><h1>Botox</h1>\n<h2>Question</h2>\n<p>Is it permanent?</p>\n\
                    <h2>Answer</h2>\n<ul><li>😀 The result is <b>not</b> lasting.<li>The <b>results</b> of Botox are\n  \
                    permanent.</ul>\n<blockquote>Botox is permanent.</blockquote>\n";

async fn opened() -> Editor {
    let mut editor = Editor::with_built_in_corpus().await;
    editor.open_as("html", URI, PAGE).await;
    editor
}

#[tokio::test]
async fn findings_stand_where_they_stand_in_the_page() {
    let mut editor = opened().await;
    let (_, found) = editor.diagnostics().await;
    let places: Vec<&str> = found.iter().map(|one| under(PAGE, &one["range"])).collect();
    assert_eq!((places, &found[0]["code"]), (vec!["permanent"], &json!("contradiction")));

    // Another line above, and the same word in another block of the same line.
    editor
        .change(2, &[(Some([3, 0, 3, 0]), "<p>It lasts.</p>\n"), (Some([4, 15, 4, 15]), "<p>Botox is permanent.</p>")])
        .await;
    let (_, found) = editor.diagnostics().await;
    let lines: Vec<&Value> = found.iter().map(|one| &one["range"]["start"]).collect();
    assert_eq!(lines, [&json!({"line": 4, "character": 27}), &json!({"line": 6, "character": 2})]);
    editor.leave().await;
}

#[tokio::test]
async fn headings_and_claims_are_outlined() {
    let mut editor = opened().await;
    editor.diagnostics().await;
    let symbols = editor.request("textDocument/documentSymbol", json!({"textDocument": {"uri": URI}})).await;
    let symbols = symbols.expect("it is answered");
    let title = &symbols[0];
    assert_eq!(title["name"], "Botox");
    assert_eq!(under(PAGE, &title["selectionRange"]), "<h1>Botox</h1>");
    let children = title["children"].as_array().expect("it has children");
    let details: Vec<&Value> = children.iter().map(|child| &child["detail"]).collect();
    // The heading itself is a claim, as in Markdown.
    assert_eq!(details[1..], [&json!("question"), &json!("answer")]);
    let claims = children[2]["children"].as_array().map(Vec::len);
    assert_eq!((claims, &children[2]["name"]), (Some(2), &json!("Answer")));
    editor.leave().await;
}

#[tokio::test]
async fn a_comment_leaves_a_finding_out() {
    let mut editor = opened().await;
    editor.diagnostics().await;
    let here = json!({"line": 5, "character": 4});
    let context = json!({"diagnostics": []});
    let params = json!({"textDocument": {"uri": URI}, "range": {"start": here, "end": here}, "context": context});
    let actions = editor.request("textDocument/codeAction", params).await.expect("it is answered");
    let titles: Vec<&str> =
        actions.as_array().expect("a list").iter().filter_map(|action| action["title"].as_str()).collect();
    let place = titles.iter().position(|title| title.ends_with("with a comment")).expect("a comment is offered");
    let commented = edited(PAGE, &actions[place]["edit"]["documentChanges"][0]["edits"]);
    assert!(commented.contains("permanent.</ul> <!-- second-opinion: ignore contradiction"), "{commented}");
    editor.change(2, &[(None, &commented)]).await;
    assert_eq!(editor.diagnostics().await, (Some(2), Vec::new()));
    editor.leave().await;
}
