//! Citation keys: hover, definition, links; and from an answer back to the drafts.

use crate::common::{Editor, URI, Words, lsp_range, under, with_cursor};
use serde_json::{Value, json};

#[tokio::test]
async fn a_key_that_the_corpus_does_not_know_is_left_alone() {
    let mut editor = Editor::ready(Words::new(), &["utf-16"]).await;
    let (text, line, character) = with_cursor("So[^fi|ve:1] and [@none].\n\n[^five:1]: x\n");
    editor.open(&text).await;
    editor.diagnostics().await;
    assert_eq!(editor.ask_at("textDocument/hover", line, character).await, Ok(Value::Null));
    assert_eq!(editor.ask_at("textDocument/definition", line, character).await, Ok(Value::Null));
    let links = editor.request("textDocument/documentLink", json!({"textDocument": {"uri": URI}})).await;
    assert_eq!(links, Ok(json!([])));
    let (text, ..) = with_cursor("[x](y) and |mail@one.example\n");
    editor.change(2, &[(None, &text)]).await;
    let links = editor.request("textDocument/documentLink", json!({"textDocument": {"uri": URI}})).await;
    assert_eq!(links, Ok(Value::Null));
    editor.diagnostics().await;
    editor.leave().await;
}

#[tokio::test]
async fn a_key_leads_to_what_it_cites() {
    let mut editor = Editor::ready(Words::new(), &["utf-16"]).await;
    let (text, line, character) = with_cursor("😀 Hello [see @one:2; @two-wo|rds:1]. Yes[^ONE:1].\n");
    editor.open(&text).await;
    editor.diagnostics().await;
    let hover = editor.ask_at("textDocument/hover", line, character).await.expect("it is answered");
    assert_eq!(under(&text, &hover["range"]), "two-words:1");
    assert_eq!(
        hover["contents"]["value"],
        "[Dr. Ada Example, Exampleton Dermatologist, answer 1 to “Page \\*two words\\*”.](file:///corpus/two%20words.md#L3)"
    );
    let places = editor.ask_at("textDocument/definition", line, character).await.expect("it is answered");
    assert_eq!(places, json!([{"uri": "file:///corpus/two%20words.md", "range": lsp_range([2, 0, 2, 0])}]));
    let links = editor.request("textDocument/documentLink", json!({"textDocument": {"uri": URI}})).await;
    let links = links.expect("it is answered");
    let found: Vec<_> = links
        .as_array()
        .expect("links are a list")
        .iter()
        .map(|link| (under(&text, &link["range"]), link["target"].as_str().unwrap_or_default()))
        .collect();
    assert_eq!(
        found,
        [
            ("one:2", "file:///corpus/one.md#L3"),
            ("two-words:1", "file:///corpus/two%20words.md#L3"),
            ("ONE:1", "file:///corpus/one.md#L3"),
        ]
    );
    editor.leave().await;
}

#[tokio::test]
async fn a_code_in_a_comment_is_explained() {
    let mut editor = Editor::ready(Words::new(), &["utf-16"]).await;
    let (text, line, character) = with_cursor("Hello. <!-- second-opinion: ignore overst|atement so -->\n");
    editor.open(&text).await;
    editor.diagnostics().await;
    let hover = editor.ask_at("textDocument/hover", line, character).await.expect("it is answered");
    assert_eq!(under(&text, &hover["range"]), "overstatement");
    assert!(hover["contents"]["value"].as_str().is_some_and(|text| text.starts_with("# overstatement")));
    assert_eq!(editor.ask_at("textDocument/hover", 0, 2).await, Ok(Value::Null));
    editor.leave().await;
}

async fn references(editor: &mut Editor, uri: &str, line: u32, character: u32) -> Value {
    let position = json!({"line": line, "character": character});
    let params = json!({"textDocument": {"uri": uri}, "position": position, "context": {"includeDeclaration": true}});
    editor.request("textDocument/references", params).await.expect("it is answered")
}

#[tokio::test]
async fn references_go_from_claim_to_answers_and_from_answer_to_claims() {
    let mut editor = Editor::ready(Words::new(), &["utf-16"]).await;
    assert_eq!(references(&mut editor, "file:///corpus/one.md", 4, 0).await, Value::Null, "no draft is open");
    let text = "😀 It is permanent. It is temporary. It is unheard of.\n";
    editor.open(text).await;
    editor.diagnostics().await;
    assert_eq!(references(&mut editor, URI, 0, 45).await, Value::Null);
    assert_eq!(references(&mut editor, "file:///corpus/one.md", 0, 0).await, Value::Null, "before the first answer");
    assert_eq!(references(&mut editor, "file:///corpus/none.md", 9, 0).await, Value::Null);

    let answers = references(&mut editor, URI, 0, 25).await;
    assert_eq!(answers, json!([{"uri": "file:///corpus/one.md", "range": lsp_range([39, 0, 39, 0])}]));
    let claims = references(&mut editor, "file:///corpus/one.md", 99, 3).await;
    let claims: Vec<_> = claims
        .as_array()
        .expect("claims are a list")
        .iter()
        .map(|place| (place["uri"].as_str(), under(text, &place["range"])))
        .collect();
    assert_eq!(claims, [(Some(URI), "permanent"), (Some(URI), "temporary")]);
    editor.leave().await;
}
