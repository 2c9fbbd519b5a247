//! `secondOpinion/evidence`: what an editor's panel shows.

use crate::common::{Editor, URI, Words, at, lsp_range, with_cursor};
use serde_json::{Value, json};

const METHOD: &str = "secondOpinion/evidence";

#[tokio::test]
async fn there_is_none_where_nothing_is_claimed_or_open() {
    let mut editor = Editor::ready(Words::new(), &["utf-16"]).await;
    let whole = || json!({"textDocument": {"uri": URI}});
    assert_eq!(editor.request(METHOD, whole()).await, Ok(Value::Null), "nothing is open");
    let error = editor.request(METHOD, json!({"position": {}})).await.expect_err("these are no parameters");
    assert_eq!(error["code"], -32602);

    editor.open("# Answer\n\nHello! Is it so?\n").await;
    editor.diagnostics().await;
    let evidence = editor.request(METHOD, whole()).await.expect("it is answered");
    assert_eq!(evidence, json!({"version": 1, "corpus": {"sources": 2, "answers": 4, "claims": 0}, "claims": []}));
    let beyond = editor.request(METHOD, at(99, 99)).await.expect("it is answered");
    assert_eq!(beyond["claims"], json!([]));
    editor.leave().await;
}

#[tokio::test]
async fn each_claim_comes_with_all_its_answers_and_where_they_stand() {
    let mut editor = Editor::ready(Words::new(), &["utf-16"]).await;
    let (text, line, character) = with_cursor("😀 It is per|manent. It is temporary. The unheard story is long.\n");
    editor.open(&text).await;
    editor.diagnostics().await;
    let all = editor.request(METHOD, json!({"textDocument": {"uri": URI}})).await.expect("it is answered");
    let claims = all["claims"].as_array().expect("claims are a list");
    let told: Vec<_> =
        claims.iter().map(|claim| (claim["verdict"].as_str(), &claim["for"], &claim["against"])).collect();
    assert_eq!(
        told,
        [
            (Some("contradicted"), &json!(1), &json!(5)),
            (Some("supported"), &json!(1), &json!(0)),
            (Some("uncovered"), &json!(0), &json!(0)),
        ]
    );
    let first = &claims[0];
    assert_eq!(first["range"], lsp_range([0, 0, 0, 19]), "an emoji has two UTF-16 units");
    assert_eq!(first["slot"], lsp_range([0, 9, 0, 18]));
    assert_eq!(first["code"], "contradiction");
    assert_eq!(first["reason"], "exclusive-values");
    assert_eq!(first["severity"], "warning");
    assert_eq!(first["message"], "Doctors here do not say “permanent”.");
    assert_eq!(
        first["contradicting"][0],
        json!({"source": "one", "answer": 1, "section": null, "title": "Page *one*", "author": "Dr. Ada Example",
            "credential": "Exampleton Dermatologist", "rating": 4.5, "reviews": 12, "quote": "It wears off.",
            "summary": false, "path": "one.md", "line": 31, "uri": "file:///corpus/one.md",
            "position": {"line": 30, "character": 0}})
    );
    for field in ["slot", "code", "reason", "message", "severity"] {
        assert_eq!(claims[1].get(field), Some(&Value::Null), "{field} of what is supported");
    }
    let here = editor.ask_at(METHOD, line, character).await.expect("it is answered");
    assert_eq!(here["claims"], json!([first]));

    editor.change(2, &[(None, "It is temporary.")]).await;
    let newer = editor.request(METHOD, json!({"textDocument": {"uri": URI}})).await.expect("it is answered");
    assert_eq!(newer["version"], 2);
    assert_eq!(newer["claims"].as_array().map(Vec::len), Some(1));
    editor.diagnostics().await;
    editor.leave().await;
}
