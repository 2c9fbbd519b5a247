//! Code actions: what can be done about the finding under the cursor.

use crate::common::{Editor, URI, Words, edited, with_cursor};
use serde_json::{Value, json};

async fn actions_at(editor: &mut Editor, line: u32, character: u32, only: Value) -> Vec<Value> {
    let here = json!({"line": line, "character": character});
    let context = if only.is_null() { json!({"diagnostics": []}) } else { json!({"diagnostics": [], "only": only}) };
    let params = json!({"textDocument": {"uri": URI}, "range": {"start": here, "end": here}, "context": context});
    let actions = editor.request("textDocument/codeAction", params).await.expect("it is answered");
    actions.as_array().cloned().unwrap_or_default()
}

/// Opens a text with a cursor mark and asks what can be done there.
async fn offered(editor: &mut Editor, marked: &str) -> (String, Vec<Value>) {
    let (text, line, character) = with_cursor(marked);
    editor.open(&text).await;
    editor.diagnostics().await;
    (text, actions_at(editor, line, character, Value::Null).await)
}

fn titles(actions: &[Value]) -> Vec<&str> {
    actions.iter().filter_map(|action| action["title"].as_str()).collect()
}

/// The draft as an action leaves it.
fn applied(text: &str, action: &Value) -> String {
    let change = &action["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"], json!({"uri": URI, "version": 1}));
    edited(text, &change["edits"])
}

#[tokio::test]
async fn nothing_is_offered_where_nothing_is_found() {
    let mut editor = Editor::ready(Words::new(), &["utf-16"]).await;
    assert_eq!(actions_at(&mut editor, 0, 0, Value::Null).await, Vec::<Value>::new(), "nothing is open");
    for marked in ["|", "It is un|heard of.", "# A heading|", "It is permanent.\n\nMore| to come."] {
        let (_, actions) = offered(&mut editor, marked).await;
        assert_eq!(titles(&actions), Vec::<&str>::new(), "{marked}");
    }
    assert_eq!(actions_at(&mut editor, 99, 99, Value::Null).await, Vec::<Value>::new());
    editor.leave().await;
}

#[tokio::test]
async fn a_finding_can_be_left_out_by_a_comment_or_in_the_projects_list() {
    let mut editor = Editor::ready(Words::new(), &["utf-16"]).await;
    let (text, actions) = offered(&mut editor, "😀 Hello.\n\nYes, 😀 it is perma|nent.\n").await;
    assert_eq!(
        titles(&actions),
        [
            "Ignore this contradiction, with a comment",
            "Ignore this contradiction in .second-opinion-ignore",
            "Show the evidence"
        ]
    );
    for action in &actions {
        assert_eq!(action["kind"], "quickfix");
        assert_eq!(action["diagnostics"][0]["code"], "contradiction");
    }
    let commented = applied(&text, &actions[0]);
    assert_eq!(
        commented,
        "😀 Hello.\n\n<!-- second-opinion: ignore contradiction (say why) -->\nYes, 😀 it is permanent.\n"
    );
    assert_eq!(
        actions[1]["edit"]["documentChanges"],
        json!([
            {"kind": "create", "uri": "file:///drafts/.second-opinion-ignore",
                "options": {"overwrite": false, "ignoreIfExists": true}},
            {"textDocument": {"uri": "file:///drafts/.second-opinion-ignore", "version": null}, "edits": [
                {"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}, "newText":
                    "# Findings that Second Opinion leaves out in this project: a code and the sentence, one finding a \
                     line.\ncontradiction Yes, 😀 it is permanent.\n"}]},
        ])
    );
    assert_eq!(actions[2]["command"]["command"], "secondOpinion.showEvidence");
    assert_eq!(actions[2]["command"]["arguments"][0], URI);

    // What the comment says is heeded by diagnostics and panel alike.
    editor.change(2, &[(None, &commented)]).await;
    assert_eq!(editor.diagnostics().await, (Some(2), Vec::new()));
    let evidence = editor.request("secondOpinion/evidence", json!({"textDocument": {"uri": URI}})).await;
    let claim = &evidence.expect("it is answered")["claims"][0];
    assert_eq!((&claim["verdict"], &claim["code"]), (&json!("contradicted"), &Value::Null));
    let left = actions_at(&mut editor, 3, 17, Value::Null).await;
    assert_eq!(titles(&left), ["Show the evidence"]);
    editor.leave().await;
}

#[tokio::test]
async fn a_projects_list_is_extended_and_heeded() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let (draft, list) = (folder.path().join("draft.md"), folder.path().join(".second-opinion-ignore"));
    std::fs::write(&list, "# a\n😀 b").expect("it can be written");
    let uri = format!("file://{}", draft.display());
    let mut editor = Editor::ready(Words::new(), &["utf-16"]).await;
    let open = |version: i32, text: &str| json!({"textDocument": {"uri": uri, "languageId": "markdown", "version": version, "text": text}});
    editor.notify("textDocument/didOpen", open(1, "It is permanent.")).await;
    let told = editor.notification("textDocument/publishDiagnostics").await;
    assert_eq!(told["diagnostics"].as_array().map(Vec::len), Some(1));
    let here = json!({"line": 0, "character": 8});
    let params =
        json!({"textDocument": {"uri": uri}, "range": {"start": here, "end": here}, "context": {"diagnostics": []}});
    let actions = editor.request("textDocument/codeAction", params).await.expect("it is answered");
    let change = &actions[1]["edit"]["documentChanges"][0];
    assert_eq!(change["textDocument"]["uri"], format!("file://{}", list.display()));
    let extended = edited("# a\n😀 b", &change["edits"]);
    assert_eq!(extended, "# a\n😀 b\ncontradiction It is permanent.\n");

    std::fs::write(&list, extended).expect("it can be written");
    editor.notify("textDocument/didOpen", open(2, "It is permanent.")).await;
    let told = editor.notification("textDocument/publishDiagnostics").await;
    assert_eq!(told["diagnostics"], json!([]));
    editor.leave().await;
}

#[tokio::test]
async fn what_is_supported_can_be_cited() {
    let mut editor = Editor::ready(Words::new(), &["utf-16"]).await;
    let (text, actions) = offered(&mut editor, "😀 It is tempo|rary. So.\n").await;
    assert_eq!(titles(&actions), ["Cite a doctor, one:2", "Show the evidence"]);
    assert_eq!(applied(&text, &actions[0]), "😀 It is temporary.[^one:2] So.\n\n[^one:2]: answer 2 to “Page *one*”.\n");
    let none = actions_at(&mut editor, 0, 5, json!(["quickfix"])).await;
    assert_eq!(titles(&none), Vec::<&str>::new(), "the editor asked for other kinds");
    let some = actions_at(&mut editor, 0, 5, json!(["refactor"])).await;
    assert_eq!(some.len(), 2);
    let (_, cited) = offered(&mut editor, "It is tempo|rary [@one:2].").await;
    assert_eq!(titles(&cited), ["Show the evidence"]);
    editor.leave().await;

    let mut editor = Editor::start(Words::new());
    editor.initialize(&["utf-16"], json!({"citations": "pandoc"})).await;
    let (text, actions) = offered(&mut editor, "It is tempo|rary.").await;
    assert_eq!(applied(&text, &actions[0]), "It is temporary [@one:2].");
    editor.leave().await;
}

#[tokio::test]
async fn an_editor_with_few_abilities_gets_a_command_alone() {
    let mut editor = Editor::start(Words::new());
    let params = json!({"processId": null, "rootUri": null, "capabilities": {}});
    let result = editor.request("initialize", params).await.expect("initialize is answered");
    assert_eq!(result["capabilities"]["codeActionProvider"], true);
    editor.notify("initialized", json!({})).await;
    let (_, actions) = offered(&mut editor, "It is perma|nent.").await;
    assert_eq!(actions.len(), 1);
    assert_eq!(actions[0]["command"], "secondOpinion.showEvidence");
    editor.leave().await;
}

#[tokio::test]
async fn a_proposal_is_the_corpuss_word_in_the_same_form_or_there_is_none() {
    let table: &[(&str, &[&str])] = &[
        // What would need more than one change, or would still not be what the answers say.
        ("Botox is always perm|anent and final.", &[]),
        ("The muscles never reco|ver.", &[]),
        ("Botox has a two-year eff|ect.", &[]),
        ("Botox will permanently weak|en the muscle.", &[]),
        // What can be put right in one place.
        ("Patients need mo|re Botox over time.", &["Patients need less Botox over time."]),
        ("Botox results are perm|anent.", &["Botox results are temporary."]),
        ("Botox has perma|nent results.", &["Botox has temporary results."]),
        ("Botox is a perma|nent solution.", &["Botox is a temporary solution."]),
        ("Botox works perma|nently.", &["Botox works temporarily."]),
        (
            "The paralysis from Botox is perma|nent.",
            &[
                "The paralysis from Botox is temporary (typically three to four months).",
                "The paralysis from Botox is temporary.",
            ],
        ),
        ("Botox lasts two y|ears.", &["Botox lasts about 3–4 months."]),
        (
            "😀 The effect of Botox lasts for 2 y|ears in most people.",
            &["😀 The effect of Botox lasts for about 3–4 months in most people."],
        ),
        ("Botox lasts fore|ver.", &["Botox lasts three to four months."]),
        ("The muscle gets strong|er with Botox.", &["The muscle gets weaker with Botox."]),
        ("Botox stren|gthens the muscle.", &["Botox weakens the muscle."]),
        ("Botox weak|ens the immune system.", &["Botox does not weaken the immune system."]),
        // What promises too much promises less.
        ("Muscles always shr|ink under Botox.", &["Muscles often shrink under Botox."]),
        ("Long-term use always shr|inks the muscle.", &["Long-term use often shrinks the muscle."]),
    ];
    let mut editor = Editor::with_built_in_corpus().await;
    for (marked, expected) in table {
        let (text, actions) = offered(&mut editor, marked).await;
        let proposals = actions.iter().filter(|action| titles(&[(*action).clone()])[0].starts_with("Change"));
        let found: Vec<String> = proposals.map(|action| applied(&text, action)).collect();
        assert_eq!(found, *expected, "{marked}");
        assert_eq!(actions[0]["isPreferred"] == true, !expected.is_empty(), "{marked}");
    }
    editor.leave().await;
}
