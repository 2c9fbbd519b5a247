//! A conversation with the server, from `initialize` to `exit`, and what each method answers.

use std::path::PathBuf;

use crate::common::{Editor, URI, Words, at, lsp_range, with_cursor};
use second_opinion::server::{Ending, Options};
use serde_json::{Value, json};

const DRAFT: &str = "# Answer\n\nThe effect is permanent. It is temporary. It is unheard of.\n";

#[tokio::test]
async fn from_initialize_to_exit() {
    let mut editor = Editor::start(Words::new());
    let result = editor.initialize(&["utf-16", "utf-8"], Value::Null).await;
    assert_eq!(result["serverInfo"]["name"], "second-opinion");
    assert_eq!(result["capabilities"]["positionEncoding"], "utf-8");
    assert_eq!(result["capabilities"]["textDocumentSync"], json!({"openClose": true, "change": 2}));
    assert_eq!(result["capabilities"]["hoverProvider"], true);
    assert_eq!(result["capabilities"]["definitionProvider"], true);

    editor.open(DRAFT).await;
    let (version, diagnostics) = editor.diagnostics().await;
    assert_eq!(version, Some(1));
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0]["range"], lsp_range([2, 14, 2, 23]));
    assert_eq!(diagnostics[0]["severity"], 2);
    assert_eq!(diagnostics[0]["code"], "contradiction");
    assert_eq!(diagnostics[0]["source"], "second-opinion");
    assert_eq!(diagnostics[0]["message"], "Doctors here do not say “permanent”.");
    let related = diagnostics[0]["relatedInformation"].as_array().expect("the editor can show related places");
    assert_eq!(related.len(), 4, "three against, one for");
    assert_eq!(related[0]["location"]["uri"], "file:///corpus/one.md");
    assert_eq!(related[0]["location"]["range"], lsp_range([30, 0, 30, 0]));
    assert_eq!(
        related[0]["message"],
        "Dr. Ada Example, Exampleton Dermatologist (4.5 stars, 12 reviews): “It wears off.”"
    );
    assert_eq!(related[3]["location"]["uri"], "file:///corpus/two%20words.md");
    assert_eq!(related[3]["message"], "A doctor: summary: It wears off.");

    let hover = editor.ask_at("textDocument/hover", 2, 16).await.expect("hover is answered");
    assert_eq!(hover["contents"]["kind"], "markdown");
    assert_eq!(hover["range"], lsp_range([2, 0, 2, 24]));
    let places = editor.ask_at("textDocument/definition", 2, 16).await.expect("definition is answered");
    let lines: Vec<i64> = places
        .as_array()
        .expect("several places")
        .iter()
        .filter_map(|place| place["range"]["start"]["line"].as_i64())
        .collect();
    assert_eq!(lines, [30, 39, 6, 8, 8], "against first, then for");

    editor.change(2, &[(Some([2, 14, 2, 23]), "brief")]).await;
    assert_eq!(editor.diagnostics().await, (Some(2), Vec::new()));
    editor.close().await;
    assert_eq!(editor.diagnostics().await, (None, Vec::new()));
    editor.leave().await;
}

#[tokio::test]
async fn hover_is_silent_where_there_is_nothing_to_say() {
    let mut editor = Editor::ready(Words::new(), &["utf-16"]).await;
    editor.open(DRAFT).await;
    editor.diagnostics().await;
    for (line, character) in [(0, 3), (2, 60), (7, 0)] {
        assert_eq!(editor.ask_at("textDocument/hover", line, character).await, Ok(Value::Null));
        assert_eq!(editor.ask_at("textDocument/definition", line, character).await, Ok(Value::Null));
    }
    let elsewhere = json!({"textDocument": {"uri": "file:///not-open.md"}, "position": {"line": 0, "character": 0}});
    assert_eq!(editor.request("textDocument/hover", elsewhere).await, Ok(Value::Null));
    editor.close().await;
    editor.diagnostics().await;
    assert_eq!(editor.ask_at("textDocument/hover", 2, 16).await, Ok(Value::Null));
    editor.leave().await;
}

#[track_caller]
fn lines(hover: &Value) -> Vec<&str> {
    hover["contents"]["value"].as_str().expect("a hover has text").lines().filter(|line| !line.is_empty()).collect()
}

#[tokio::test]
async fn hover_names_the_verdict_the_tally_and_the_strongest_answers() {
    let mut editor = Editor::ready(Words::new(), &["utf-16"]).await;
    let (text, line, character) = with_cursor("It is per|manent. It is temporary.\n");
    editor.open(&text).await;
    editor.diagnostics().await;
    let hover = editor.ask_at("textDocument/hover", line, character).await.expect("hover is answered");
    assert_eq!(
        lines(&hover),
        [
            "**Contradicted** (the two exclude each other): Doctors here do not say “permanent”.",
            "Against:",
            "- Dr. Ada Example, Exampleton Dermatologist (4.5 stars, 12 reviews): “It wears off.” \
             – [one, answer 1](file:///corpus/one.md#L31)",
            "- A doctor: “It wears off.” – [one, answer 2](file:///corpus/one.md#L40)",
            "- Dr. Ada Example, Exampleton Dermatologist (4.5 stars, 12 reviews): *summary:* It wears off. \
             – [two words, answer 1](file:///corpus/two%20words.md#L7)",
            "and 2 more",
            "For:",
            "- A doctor: *summary:* It wears off. – [two words, answer 2](file:///corpus/two%20words.md#L9)",
        ]
    );
    // Anywhere in a sentence will do, and a sentence that is right has its say too.
    let same = editor.ask_at("textDocument/hover", 0, 1).await.expect("hover is answered");
    assert_eq!(same, hover);
    let supported = editor.ask_at("textDocument/hover", 0, 20).await.expect("hover is answered");
    assert_eq!(
        lines(&supported),
        [
            "**Supported**: 1 answer for, none against",
            "For:",
            "- A doctor: “It wears off.” – [one, answer 2](file:///corpus/one.md#L40)",
        ]
    );
    editor.leave().await;
}

#[tokio::test]
async fn each_verdict_has_its_code_and_weight() {
    let mut editor = Editor::ready(Words::new(), &["utf-16"]).await;
    editor.open("It is temporary. It is unheard of. It is permanent. It always is. It perhaps is.").await;
    let (_, diagnostics) = editor.diagnostics().await;
    let codes: Vec<_> = diagnostics.iter().map(|one| (one["code"].as_str(), one["severity"].as_i64())).collect();
    assert_eq!(
        codes,
        [(Some("contradiction"), Some(2)), (Some("overstatement"), Some(3)), (Some("contested"), Some(4))]
    );
    editor.leave().await;
}

#[tokio::test]
async fn an_editor_with_few_abilities_gets_no_more_than_it_can_show() {
    let mut editor = Editor::start(Words::new());
    let plain = json!({"textDocument": {"hover": {"contentFormat": ["plaintext"]}}});
    let params = json!({"processId": null, "rootUri": null, "capabilities": plain});
    let result = editor.request("initialize", params).await.expect("initialize is answered");
    assert_eq!(result["capabilities"]["positionEncoding"], "utf-16");
    editor.notify("initialized", json!({})).await;
    editor.open("It is always so.").await;
    let (_, diagnostics) = editor.diagnostics().await;
    assert_eq!(diagnostics[0].get("relatedInformation"), None);
    let hover = editor.ask_at("textDocument/hover", 0, 7).await.expect("hover is answered");
    assert_eq!(hover["contents"]["kind"], "plaintext");
    assert_eq!(lines(&hover)[0], "Overstated: Doctors here do not say “always”.");
    assert!(lines(&hover)[2].ends_with("– one, answer 1, file:///corpus/one.md#L5"), "{hover}");
    editor.leave().await;
}

#[tokio::test]
async fn what_the_server_does_not_know_is_an_error_not_an_end() {
    let mut editor = Editor::ready(Words::new(), &["utf-16"]).await;
    editor.open("It is permanent.").await;
    editor.diagnostics().await;

    let unknown = editor.request("textDocument/telepathy", json!({})).await.expect_err("there is no such method");
    assert_eq!(unknown["code"], -32601);
    editor.notify("$/somethingNew", json!({"x": 1})).await;
    editor.notify("textDocument/telepathy", json!(null)).await;
    for params in [json!({}), json!([1, 2]), json!("x"), json!({"textDocument": {"uri": "::"}, "position": {}})] {
        let error = editor.request("textDocument/hover", params).await.expect_err("these are no parameters");
        assert_eq!(error["code"], -32602);
    }
    editor.notify("textDocument/didChange", json!({"textDocument": 5})).await;
    editor.notify("textDocument/didClose", json!({"textDocument": {"uri": "file:///never-opened.md"}})).await;
    for body in ["{", "[]", "", r#"{"jsonrpc":"2.0","id":1.5,"method":"x"}"#] {
        editor.send_text(body).await;
        let error = editor.message(|message| message["id"].is_null() && message.get("error").is_some()).await;
        assert_eq!(error["error"]["code"], -32700);
    }

    assert!(editor.ask_at("textDocument/hover", 0, 7).await.expect("the server is alive").is_object());
    editor.leave().await;
}

#[tokio::test]
async fn nothing_is_answered_before_initialize() {
    let mut editor = Editor::start(Words::new());
    editor.open("It is permanent.").await;
    let error = editor.request("textDocument/hover", at(0, 7)).await.expect_err("too early");
    assert_eq!(error["code"], -32002);
    editor.initialize(&["utf-8"], Value::Null).await;
    assert_eq!(editor.ask_at("textDocument/hover", 0, 7).await, Ok(Value::Null));
    editor.leave().await;
}

#[tokio::test]
async fn exit_without_shutdown_is_abrupt() {
    let mut editor = Editor::ready(Words::new(), &["utf-16"]).await;
    assert_eq!(editor.exit().await, Ending::Abrupt);
}

#[tokio::test]
async fn a_wrong_setting_is_one_plain_message() {
    let mut editor = Editor::start(Words::new());
    editor.initialize(&["utf-16"], json!({"corpus": 7, "diagnostics": {"delayMs": "soon"}})).await;
    let message = editor.notification("window/showMessage").await;
    assert_eq!(message["type"], 2);
    assert_eq!(
        message["message"],
        "Second Opinion: the setting `corpus` must be a list of folders; the setting `diagnostics.delayMs` must be \
         a whole number of milliseconds from 0 to 10000. The default is used instead."
    );
    editor.open("It is permanent.").await;
    assert_eq!(editor.diagnostics().await.1.len(), 1);
    editor.leave().await;
}

#[tokio::test]
async fn a_corpus_that_is_not_there_is_one_plain_message() {
    let folder = PathBuf::from("/no/such/folder");
    let mut editor = Editor::start_with(Options::new(vec![folder]));
    editor.initialize(&["utf-16"], Value::Null).await;
    let message = editor.notification("window/showMessage").await;
    assert_eq!(message["type"], 1);
    let text = message["message"].as_str().expect("a message has text");
    assert!(text.starts_with("Second Opinion checks nothing: the corpus folder /no/such/folder"), "{text}");
    editor.leave().await;
}

#[test]
fn the_fixtures_cursor_is_counted_in_utf_16() {
    assert_eq!(with_cursor("a\n😀b|c"), ("a\n😀bc".to_owned(), 1, 3));
    assert_eq!(URI, "file:///drafts/answer.md");
}
