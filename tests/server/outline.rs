//! What an editor shows of a whole draft or corpus: symbols, lenses, hints.

use crate::common::{Editor, URI, Words, under};
use serde_json::{Value, json};

const DRAFT: &str = "\
# 😀 Page

## Question

It is permanent, he says.

## Answer

It is temporary. The unheard story is long.

### More

😀 It is permanent.
";

async fn ask(editor: &mut Editor, method: &str) -> Value {
    editor.request(method, json!({"textDocument": {"uri": URI}})).await.expect("it is answered")
}

/// Judges by words, wherever they stand; so the question has a finding here.
async fn opened() -> Editor {
    let mut editor = Editor::ready(Words::new(), &["utf-16"]).await;
    editor.open(DRAFT).await;
    editor.diagnostics().await;
    editor
}

#[tokio::test]
async fn what_is_not_open_has_no_outline() {
    let mut editor = Editor::ready(Words::new(), &["utf-16"]).await;
    for method in ["textDocument/documentSymbol", "textDocument/codeLens"] {
        assert_eq!(ask(&mut editor, method).await, Value::Null);
    }
    editor.open("").await;
    editor.diagnostics().await;
    for method in ["textDocument/documentSymbol", "textDocument/codeLens"] {
        assert_eq!(ask(&mut editor, method).await, json!([]));
    }
    editor.leave().await;
}

#[tokio::test]
async fn an_outline_has_sections_and_their_claims() {
    fn lines(symbols: &Value, depth: usize, into: &mut Vec<String>) {
        for symbol in symbols.as_array().into_iter().flatten() {
            let detail = symbol["detail"].as_str().unwrap_or("-");
            let shown = under(DRAFT, &symbol["selectionRange"]);
            let whole = under(DRAFT, &symbol["range"]);
            assert!(whole.contains(shown), "{whole:?} holds {shown:?}");
            into.push(format!("{}{} | {detail} | {shown}", "  ".repeat(depth), symbol["name"].as_str().unwrap_or("?")));
            lines(&symbol["children"], depth + 1, into);
        }
    }
    let mut editor = opened().await;
    let symbols = ask(&mut editor, "textDocument/documentSymbol").await;
    let mut found = Vec::new();
    lines(&symbols, 0, &mut found);
    assert_eq!(
        found,
        [
            "😀 Page | - | # 😀 Page",
            "  Question | question | ## Question",
            "    It is permanent, he says. | contradicted: 5 answers against, 1 for | permanent",
            "  Answer | answer | ## Answer",
            "    It is temporary. | supported: 1 answer for, none against | temporary",
            "    The unheard story is long. | not covered | unheard",
            "    More | - | ### More",
            "      😀 It is permanent. | contradicted: 5 answers against, 1 for | permanent",
        ]
    );
    editor.leave().await;
}

#[tokio::test]
async fn an_answers_heading_tells_its_verdicts() {
    let mut editor = opened().await;
    let lenses = ask(&mut editor, "textDocument/codeLens").await;
    let found: Vec<_> = lenses
        .as_array()
        .expect("lenses are a list")
        .iter()
        .map(|lens| (under(DRAFT, &lens["range"]), lens["command"]["title"].as_str().unwrap_or_default()))
        .collect();
    assert_eq!(found, [("## Answer", "3 claims: 1 supported, 1 contradicted, 1 not covered")]);
    let command = &lenses[0]["command"];
    assert_eq!(command["command"], "secondOpinion.showEvidence");
    assert_eq!(command["arguments"][0], URI);
    assert!(under(DRAFT, &command["arguments"][1]).ends_with("😀 It is permanent.\n"));
    editor.leave().await;
}

#[tokio::test]
async fn hints_are_off_until_they_are_asked_for() {
    let all = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99, "character": 0}});
    let params = || json!({"textDocument": {"uri": URI}, "range": all});
    let mut editor = opened().await;
    assert_eq!(editor.request("textDocument/inlayHint", params()).await, Ok(Value::Null));
    editor.leave().await;

    let mut editor = Editor::start(Words::new());
    editor.initialize(&["utf-16"], json!({"inlayHints": true})).await;
    editor.open("😀 It is permanent. It is temporary.\nIt is unheard of.\n").await;
    editor.diagnostics().await;
    let hints = editor.request("textDocument/inlayHint", params()).await.expect("it is answered");
    let found: Vec<_> = hints
        .as_array()
        .expect("hints are a list")
        .iter()
        .map(|hint| (hint["position"]["character"].as_u64(), hint["label"].as_str().unwrap_or_default()))
        .collect();
    assert_eq!(found, [(Some(19), "✓ 1 ✗ 5"), (Some(36), "✓ 1")]);
    let second_line = json!({"start": {"line": 1, "character": 0}, "end": {"line": 1, "character": 5}});
    let none =
        editor.request("textDocument/inlayHint", json!({"textDocument": {"uri": URI}, "range": second_line})).await;
    assert_eq!(none, Ok(json!([])));
    editor.leave().await;
}

#[tokio::test]
async fn the_corpus_is_searched_by_words() {
    let mut editor = Editor::with_built_in_corpus().await;
    for query in ["", "zebra", "immune zebra"] {
        assert_eq!(editor.request("workspace/symbol", json!({"query": query})).await, Ok(json!([])), "{query}");
    }
    let found = editor.request("workspace/symbol", json!({"query": "Doumit extrajunctional"})).await;
    assert_eq!(found, Ok(json!([])), "an author's name is no word of his answer");
    let found = editor.request("workspace/symbol", json!({"query": "EXTRAJUNCTIONAL recept"})).await;
    let found = found.expect("it is answered");
    assert_eq!(found.as_array().map(Vec::len), Some(1));
    assert_eq!(found[0]["containerName"], "01-long-term-effect-on-facial-muscles, answer 2");
    let place = &found[0]["location"];
    assert_eq!(place["uri"], "file:///corpus/corpus/01-long-term-effect-on-facial-muscles.md");
    assert_eq!(place["range"]["start"]["line"], 27);
    editor.leave().await;
}
