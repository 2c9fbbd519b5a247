//! Settings, projects, corpora that change, diagnostics on request, and commands.

use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};

use second_opinion::server::{Analysis, Library, Options};
use serde_json::{Value, json};
use tower_lsp_server::ls_types::Uri;

use crate::cli_support::folder;
use crate::common::{Editor, URI, Words, at};

const PAGE: &str = "# How long does it last?\n\n## Answer\n\nBotox results last three to four months.\n";
const OTHER_PAGE: &str = "# How long does it last?\n\n## Answer\n\nBotox results are permanent.\n";

fn uri(path: &Path) -> String {
    Uri::from_file_path(path).expect("the path is absolute").as_str().to_owned()
}

/// An editor that has a folder open, watches files, and tells its settings when asked.
async fn editor_in(folder: &Path, options: Value) -> Editor {
    let mut editor = Editor::start_with(Options::new(Vec::new()));
    editor.initialize_in(&uri(folder), json!({}), options).await;
    editor
}

fn changed(path: &Path) -> Value {
    json!({"changes": [{"uri": uri(path), "type": 2}]})
}

fn quick(options: Value) -> Value {
    let mut all = json!({"diagnostics": {"delayMs": 1}, "secondReader": false});
    let Value::Object(options) = options else { panic!("options are an object") };
    for (name, value) in options {
        all[name] = value;
    }
    all
}

#[tokio::test]
async fn a_project_decides_its_corpus_and_what_is_told() {
    let root = folder(&[
        ("a/second-opinion.toml", "corpus = ['pages']\n"),
        ("a/pages/page.md", PAGE),
        ("b/second-opinion.toml", "corpus = ['pages']\n[severities]\ncontradiction = 'off'\n"),
        ("b/pages/page.md", PAGE),
        ("c/second-opinion.toml", "corpus = ['pages']\n[severities]\ncontradiction = 'error'\n"),
        ("c/pages/page.md", PAGE),
        ("d/pages/page.md", OTHER_PAGE),
    ]);
    let pages = root.path().join("d/pages").display().to_string();
    let mut editor = editor_in(root.path(), quick(json!({"corpus": [pages]}))).await;
    for (project, severity) in [("a", json!(2)), ("b", Value::Null), ("c", json!(1)), ("d", Value::Null)] {
        let draft = uri(&root.path().join(project).join("drafts/draft.md"));
        editor.open_at(&draft, "Botox results are permanent.\n").await;
        let told = editor.message(|message| message["params"]["uri"] == draft.as_str()).await;
        assert_eq!(told["params"]["diagnostics"][0]["severity"], severity, "{project}");
    }
    // What is on no disk belongs to the folder that is open.
    editor.open_at("untitled:Untitled-1", "Botox results are permanent.\n").await;
    assert_eq!(editor.messages_in("untitled:Untitled-1").await, [""; 0]);
    editor.leave().await;
}

#[tokio::test]
async fn what_is_wrong_in_a_projects_file_is_shown_there_until_it_is_mended() {
    let root = folder(&[("second-opinion.toml", "secnd-reader = true\n")]);
    let file = root.path().join("second-opinion.toml");
    let mut editor = editor_in(root.path(), quick(json!({}))).await;
    let shown = editor.messages_in(&uri(&file)).await;
    assert!(shown.len() == 1 && shown[0].starts_with("There is no setting `secnd-reader`"), "{shown:?}");
    let draft = uri(&root.path().join("draft.md"));
    editor.open_at(&draft, "Botox results are permanent.\n").await;
    assert_eq!(editor.messages_in(&draft).await.len(), 1);

    std::fs::write(&file, "[severities]\ncontradiction = 'off'\n").expect("it can be written");
    editor.notify("workspace/didChangeWatchedFiles", changed(&file)).await;
    assert_eq!(editor.messages_in(&uri(&file)).await, [""; 0]);
    assert_eq!(editor.messages_in(&draft).await, [""; 0], "and the draft is checked by it");
    editor.leave().await;
}

#[tokio::test]
async fn a_corpus_that_changes_is_loaded_again_and_its_problems_are_shown_in_it() {
    let root = folder(&[("pages/page.md", PAGE), ("pages/broken.md", "")]);
    let (pages, broken) = (root.path().join("pages"), root.path().join("pages/broken.md"));
    let mut editor = editor_in(root.path(), quick(json!({"corpus": ["pages"]}))).await;
    let shown = editor.messages_in(&uri(&broken)).await;
    assert!(shown.len() == 1 && shown[0].starts_with("The page is empty"), "{shown:?}");
    editor.notification("window/showMessage").await;
    let draft = uri(&root.path().join("draft.md"));
    editor.open_at(&draft, "Botox results are permanent.\n").await;
    assert_eq!(editor.messages_in(&draft).await.len(), 1);

    for page in ["page.md", "broken.md"] {
        std::fs::write(pages.join(page), OTHER_PAGE).expect("it can be written");
        editor.notify("workspace/didChangeWatchedFiles", changed(&pages.join(page))).await;
    }
    assert_eq!(editor.messages_in(&uri(&broken)).await, [""; 0], "what is mended clears");
    assert_eq!(editor.messages_in(&draft).await, [""; 0], "and the draft is judged by the new pages");

    // A corpus that cannot be loaded any more leaves the old one in its place.
    std::fs::remove_dir_all(&pages).expect("it can be removed");
    let none = editor.request("workspace/executeCommand", json!({"command": "secondOpinion.reindex"})).await;
    assert_eq!(none, Ok(Value::Null));
    let message = editor.notification("window/showMessage").await;
    let text = message["message"].as_str().expect("a message has text");
    assert!(text.starts_with("Second Opinion keeps its corpus as it was: the corpus folder"), "{text}");
    editor.quiet().await;
    editor.leave().await;
}

#[tokio::test]
async fn settings_can_change_at_any_time() {
    let mut editor = Editor::ready(Words::new(), &["utf-16"]).await;
    editor.open("It is permanent.").await;
    assert_eq!(editor.diagnostics().await.1.len(), 1);
    let off = json!({"settings": {"secondOpinion": {"severities": {"contradiction": "off"}}}});
    editor.notify("workspace/didChangeConfiguration", off.clone()).await;
    assert_eq!(editor.diagnostics().await, (Some(1), Vec::new()));
    editor.notify("workspace/didChangeConfiguration", off).await;
    editor.notify("workspace/didChangeConfiguration", json!({"settings": null})).await;
    editor.quiet().await;
    let wrong =
        json!({"settings": {"secondOpinion": {"severities": {"contradiction": "loud"}, "trace": {"server": 1}}}});
    editor.notify("workspace/didChangeConfiguration", wrong).await;
    let message = editor.notification("window/showMessage").await;
    let text = message["message"].as_str().expect("a message has text");
    assert!(text.contains("`severities.contradiction` must be") && !text.contains("trace"), "{text}");
    assert_eq!(editor.diagnostics().await.1.len(), 1);
    editor.leave().await;
}

#[tokio::test]
async fn an_editor_that_never_tells_its_settings_is_served_all_the_same() {
    let mut editor = Editor::start(Words::new());
    let capabilities = json!({"workspace": {"configuration": true, "didChangeConfiguration": {"dynamicRegistration": true},
        "didChangeWatchedFiles": {"dynamicRegistration": true}}});
    editor.initialize_in("file:///drafts", capabilities, quick(json!({}))).await;
    editor.asked("workspace/configuration").await;
    for _ in 0..2 {
        editor.asked("client/registerCapability").await;
    }
    editor.open("It is permanent.").await;
    assert_eq!(editor.diagnostics().await.1.len(), 1);
    assert!(editor.ask_at("textDocument/hover", 0, 8).await.expect("it is answered").is_object());
    editor.leave().await;
}

#[tokio::test]
async fn an_editor_is_asked_for_its_settings_and_to_watch_files() {
    let root = folder(&[("pages/page.md", PAGE)]);
    let mut editor = Editor::start_with(Options::new(Vec::new()));
    let capabilities = json!({"workspace": {"configuration": true,
        "didChangeWatchedFiles": {"dynamicRegistration": true, "relativePatternSupport": true}}});
    let options = quick(json!({"corpus": ["pages"]}));
    editor.initialize_in(&uri(root.path()), capabilities, options).await;
    let (id, asked) = editor.asked("workspace/configuration").await;
    let (whole, of_folder) =
        (json!({"section": "secondOpinion"}), json!({"scopeUri": uri(root.path()), "section": "secondOpinion"}));
    assert_eq!(asked["items"], json!([whole, of_folder]));
    editor.reply(id, json!([{"severities": {"contradiction": "hint"}}])).await;
    let mut watched = Vec::new();
    for _ in 0..2 {
        let (id, asked) = editor.asked("client/registerCapability").await;
        watched.push(asked["registrations"][0]["registerOptions"]["watchers"].to_string());
        editor.reply(id, Value::Null).await;
    }
    let watched = watched.join(" ");
    for pattern in
        ["**/second-opinion.toml", "**/.second-opinion-ignore", "**/lexicon.toml", &uri(&root.path().join("pages"))]
    {
        assert!(watched.contains(pattern), "{pattern} in {watched}");
    }
    let draft = uri(&root.path().join("draft.md"));
    editor.open_at(&draft, "Botox results are permanent.\n").await;
    loop {
        // The settings may arrive before or behind the first check.
        let told = editor.message(|message| message["params"]["uri"] == draft.as_str()).await;
        if told["params"]["diagnostics"][0]["severity"] == 4 {
            break;
        }
    }
    editor.leave().await;
}

#[tokio::test]
async fn each_folder_has_its_own_settings() {
    let root = folder(&[("one/pages/page.md", PAGE), ("two/pages/page.md", PAGE)]);
    let [one, two] = ["one", "two"].map(|name| uri(&root.path().join(name)));
    let mut editor = Editor::start_with(Options::new(Vec::new()));
    let options = quick(json!({"corpus": ["pages"]}));
    editor.initialize_in(&one, json!({"workspace": {"configuration": true}}), options).await;
    let (id, _) = editor.asked("workspace/configuration").await;
    editor.reply(id, json!([{}, {}])).await;

    let added = json!({"event": {"added": [{"uri": two, "name": "two"}], "removed": []}});
    editor.notify("workspace/didChangeWorkspaceFolders", added).await;
    let (id, asked) = editor.asked("workspace/configuration").await;
    assert_eq!(asked["items"].as_array().map(Vec::len), Some(3), "in general, and for each folder: {asked}");
    let wrong = json!({"severities": {"contradiction": "loud"}});
    editor.reply(id, json!([wrong, wrong, {"severities": {"contradiction": "hint"}}])).await;
    let message = editor.notification("window/showMessage").await;
    let text = message["message"].as_str().expect("a message has text");
    assert_eq!(text.matches("`severities.contradiction` must be").count(), 1, "{text}");
    for (name, severity) in [("one", 2), ("two", 4)] {
        let draft = uri(&root.path().join(name).join("draft.md"));
        editor.open_at(&draft, "Botox results are permanent.\n").await;
        let told = editor.message(|message| message["params"]["uri"] == draft.as_str()).await;
        assert_eq!(told["params"]["diagnostics"][0]["severity"], severity, "{name}");
    }
    editor.leave().await;
}

#[tokio::test]
async fn an_editor_that_asks_for_diagnostics_is_not_sent_them() {
    let mut editor = Editor::start(Words::new());
    let capabilities = json!({"textDocument": {"diagnostic": {}, "publishDiagnostics": {"relatedInformation": true}}});
    editor.initialize_in("file:///drafts", capabilities, quick(json!({}))).await;
    editor.open("It is permanent.").await;
    editor.quiet().await;
    let ask = |previous: Value| json!({"textDocument": {"uri": URI}, "previousResultId": previous});
    let report = editor.request("textDocument/diagnostic", ask(Value::Null)).await.expect("it is answered");
    assert_eq!((&report["kind"], &report["items"][0]["code"]), (&json!("full"), &json!("contradiction")));
    assert_eq!(
        report["items"][0]["data"],
        json!({"verdict": "contradicted", "reason": "exclusive-values", "for": 1, "against": 5})
    );
    let id = report["resultId"].clone();
    let unchanged = editor.request("textDocument/diagnostic", ask(id.clone())).await.expect("it is answered");
    assert_eq!(unchanged, json!({"kind": "unchanged", "resultId": id}));

    let previous = json!({"previousResultIds": [{"uri": URI, "value": id}]});
    let all = editor.request("workspace/diagnostic", previous.clone()).await.expect("it is answered");
    assert_eq!(all["items"], json!([{"kind": "unchanged", "uri": URI, "version": 1, "resultId": id}]));
    editor.change(2, &[(Some([0, 6, 0, 15]), "always so")]).await;
    let all = editor.request("workspace/diagnostic", previous).await.expect("it is answered");
    assert_eq!((&all["items"][0]["kind"], &all["items"][0]["version"]), (&json!("full"), &json!(2)));
    assert_eq!(all["items"][0]["items"][0]["code"], "overstatement");

    // When something else than the text changes, the editor is told to ask again.
    let settings = json!({"settings": {"secondOpinion": {"severities": {"overstatement": "off"}}}});
    editor.notify("workspace/didChangeConfiguration", settings).await;
    let (id, _) = editor.asked("workspace/diagnostic/refresh").await;
    editor.reply(id, Value::Null).await;
    let report = editor.request("textDocument/diagnostic", ask(Value::Null)).await.expect("it is answered");
    assert_eq!(report["items"], json!([]));
    editor.close().await;
    editor.quiet().await;
    editor.leave().await;
}

#[tokio::test]
async fn all_drafts_of_the_folder_are_checked_on_command() {
    let root = folder(&[
        ("second-opinion.toml", "corpus = ['pages']\n"),
        ("pages/page.md", PAGE),
        ("a.md", "Botox results are permanent.\n"),
        ("deep/b.txt", "Botox results are permanent.\n"),
        ("clean.md", "The clinic opens at nine.\n"),
        ("code.rs", "// Botox results are permanent.\n"),
        ("open.md", "Botox results are permanent.\n"),
    ]);
    let mut editor = editor_in(root.path(), quick(json!({}))).await;
    let open = uri(&root.path().join("open.md"));
    editor.open_at(&open, "The clinic opens at nine.\n").await;
    assert_eq!(editor.messages_in(&open).await, [""; 0]);
    let command = json!({"command": "secondOpinion.checkWorkspace"});
    let summary = editor.request("workspace/executeCommand", command).await.expect("it is answered");
    assert_eq!(summary, json!({"drafts": 3, "findings": 2}), "pages, code and what is open are left alone");
    for draft in ["a.md", "deep/b.txt"] {
        assert_eq!(editor.messages_in(&uri(&root.path().join(draft))).await.len(), 1, "{draft}");
    }
    let unknown = editor.request("workspace/executeCommand", json!({"command": "secondOpinion.dance"})).await;
    assert_eq!(unknown.expect_err("there is no such command")["code"], -32602);
    editor.leave().await;
}

#[tokio::test]
async fn a_loading_that_takes_long_is_shown_and_can_be_cancelled() {
    let (_go_on, wait) = channel::<()>();
    let (wait, words): (Mutex<Receiver<()>>, Arc<dyn Analysis>) = (Mutex::new(wait), Arc::new(Words::new()));
    let mut editor = Editor::start_with(Options::new(Vec::new()).with_load(move |_| {
        let _ = wait.lock().expect("the gate does not panic").recv_timeout(std::time::Duration::from_secs(3));
        Ok(Library::new(Arc::clone(&words), None, Vec::new()))
    }));
    editor.initialize_in("file:///drafts", json!({"window": {"workDoneProgress": true}}), quick(json!({}))).await;
    editor.open("It is permanent.").await;
    let (id, asked) = editor.asked("window/workDoneProgress/create").await;
    editor.reply(id, Value::Null).await;
    let begun = editor.notification("$/progress").await;
    assert_eq!((&begun["value"]["kind"], &begun["value"]["cancellable"]), (&json!("begin"), &json!(true)));
    editor.notify("window/workDoneProgress/cancel", json!({"token": asked["token"]})).await;
    assert_eq!(editor.notification("$/progress").await["value"]["kind"], "end");
    let message = editor.notification("window/showMessage").await;
    assert_eq!(message["message"], "Second Opinion checks nothing: the loading of its corpus was cancelled.");
    assert_eq!(editor.diagnostics().await, (Some(1), Vec::new()));
    assert_eq!(editor.ask_at("textDocument/hover", 0, 8).await, Ok(Value::Null));
    editor.leave().await;
}

#[tokio::test]
async fn a_cancellation_is_heard_though_all_places_are_taken() {
    let (go_on, wait) = channel::<()>();
    let (wait, words): (Mutex<Receiver<()>>, Arc<dyn Analysis>) = (Mutex::new(wait), Arc::new(Words::new()));
    let mut editor = Editor::start_with(Options::new(Vec::new()).with_load(move |_| {
        let _ = wait.lock().expect("the gate does not panic").recv();
        Ok(Library::new(Arc::clone(&words), None, Vec::new()))
    }));
    editor.initialize(&["utf-16"], quick(json!({}))).await;
    editor.open("It is permanent.").await;
    let mut waiting = Vec::new();
    for _ in 0..300 {
        waiting.push(editor.send_request("textDocument/hover", at(0, 8)).await);
    }
    let given_up = waiting.remove(0);
    editor.notify("$/cancelRequest", json!({"id": given_up})).await;
    assert_eq!(editor.answer(given_up).await.expect_err("it was cancelled")["code"], -32800);
    // An edit is heard too, and what was asked before it is out of date.
    editor.change(2, &[(None, "It is always so.")]).await;
    go_on.send(()).expect("the loading waits");
    let (version, diagnostics) = editor.diagnostics().await;
    assert_eq!((version, &diagnostics[0]["code"]), (Some(2), &json!("overstatement")));
    for id in waiting {
        assert_eq!(editor.answer(id).await.expect_err("the text has changed")["code"], -32801);
    }
    editor.leave().await;
}

#[tokio::test]
async fn what_a_project_asks_for_holds_for_every_method() {
    const DRAFT: &str = "# Answer\n\nBotox results are permanent.\n\nBotox results last three to four months.\n";
    let settings = |severity: &str| {
        let plain = "corpus = ['pages']\ninlay-hints = true\ncitations = 'pandoc'\n";
        format!("{plain}[severities]\ncontradiction = '{severity}'\n")
    };
    let root = folder(&[("second-opinion.toml", &settings("off")), ("pages/page.md", PAGE)]);
    let file = root.path().join("second-opinion.toml");
    let draft = uri(&root.path().join("draft.md"));
    let mut editor = Editor::start_with(Options::new(Vec::new()));
    let capabilities = json!({
        "textDocument": {"codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": []}}}},
        "workspace": {"codeLens": {"refreshSupport": true}, "inlayHint": {"refreshSupport": true},
            "workspaceEdit": {"documentChanges": true}},
    });
    editor.initialize_in(&uri(root.path()), capabilities, quick(json!({}))).await;
    editor.open_at(&draft, DRAFT).await;

    let silent = ([].as_slice(), Value::Null, "2 claims: 1 supported, 1 set aside", ["Show the evidence"].as_slice());
    let told = (
        [4].as_slice(),
        json!("hint"),
        "2 claims: 1 supported, 1 contradicted",
        ["Ignore this contradiction, with a comment", "Show the evidence"].as_slice(),
    );
    for (expected, is_first) in [(silent, true), (told, false)] {
        if !is_first {
            std::fs::write(&file, settings("hint")).expect("it can be written");
            editor.notify("workspace/didChangeWatchedFiles", changed(&file)).await;
            for method in ["workspace/codeLens/refresh", "workspace/inlayHint/refresh"] {
                let (id, _) = editor.asked(method).await;
                editor.reply(id, Value::Null).await;
            }
        }
        let diagnostics = editor.message(|message| message["params"]["uri"] == draft.as_str()).await;
        let diagnostics = diagnostics["params"]["diagnostics"].as_array().expect("diagnostics are a list").clone();
        let severities: Vec<_> = diagnostics.iter().filter_map(|one| one["severity"].as_i64()).collect();
        let document = json!({"uri": draft});
        let asked = json!({"textDocument": document});
        let evidence = editor.request("secondOpinion/evidence", asked.clone()).await.expect("it is answered");
        assert_eq!(evidence["claims"][0]["verdict"], "contradicted");
        let lenses = editor.request("textDocument/codeLens", asked).await.expect("it is answered");
        let here = |line: u32| json!({"start": {"line": line, "character": 3}, "end": {"line": line, "character": 25}});
        let mut titles = Vec::new();
        for line in [2, 4] {
            let params = json!({"textDocument": document, "range": here(line), "context": {"diagnostics": []}});
            let actions = editor.request("textDocument/codeAction", params).await.expect("it is answered");
            let actions = actions.as_array().expect("actions are a list").clone();
            let text = |action: &Value| action["title"].as_str().unwrap_or_default().to_owned();
            // The list cannot be made by an editor that makes no files, and a proposal is another test's.
            let told = actions.iter().filter(|action| !text(action).starts_with("Change"));
            titles.push(told.map(text).collect::<Vec<_>>());
            if let Some(cite) = actions.iter().find(|action| text(action).starts_with("Cite")) {
                let new = &cite["edit"]["documentChanges"][0]["edits"][0]["newText"];
                assert!(new.as_str().is_some_and(|new| new.starts_with(" [@page")), "{new}");
            }
        }
        let lens = lenses[0]["command"]["title"].as_str().unwrap_or_default();
        let severity = evidence["claims"][0]["severity"].clone();
        let (first, second) = (titles.remove(0), titles.remove(0));
        let first: Vec<&str> = first.iter().map(String::as_str).collect();
        assert_eq!((severities.as_slice(), severity, lens, first.as_slice()), expected);
        assert!(second.iter().any(|title| title.starts_with("Cite")), "{second:?}");

        let all = json!({"start": {"line": 0, "character": 0}, "end": {"line": 9, "character": 0}});
        let params = json!({"textDocument": document, "range": all});
        let hints = editor.request("textDocument/inlayHint", params).await.expect("it is answered");
        let labels: Vec<_> =
            hints.as_array().expect("hints are a list").iter().filter_map(|hint| hint["label"].as_str()).collect();
        assert_eq!(labels, ["✗ 1", "✓ 1"]);
    }
    editor.leave().await;
}

#[tokio::test]
async fn what_is_set_aside_is_heeded_wherever_that_is_said() {
    let root = folder(&[("second-opinion.toml", "corpus = ['pages']\n"), ("pages/page.md", PAGE)]);
    let list = root.path().join(".second-opinion-ignore");
    let draft = uri(&root.path().join("draft.md"));
    let mut editor = editor_in(root.path(), quick(json!({}))).await;
    const CLAIM: &str = "Botox results are permanent.";
    let comment = format!("Hello.\n\n<!-- second-opinion: ignore contradiction so -->\n{CLAIM}\n");
    let other = comment.replace("contradiction", "contested");
    editor.open_at(&draft, &comment).await;
    assert_eq!(editor.messages_in(&draft).await.len(), 0);
    // The comment stands before the block that it is about, which does not change with it.
    for (version, text, findings) in [(2, &other, 1), (3, &comment, 0), (4, &other, 1)] {
        let document = json!({"uri": draft, "version": version});
        let params = json!({"textDocument": document, "contentChanges": [{"text": text}]});
        editor.notify("textDocument/didChange", params).await;
        assert_eq!(editor.messages_in(&draft).await.len(), findings, "{text}");
    }
    for (entry, findings) in [(format!("contradiction {CLAIM}\n"), 0), (String::new(), 1)] {
        std::fs::write(&list, entry).expect("it can be written");
        editor.notify("workspace/didChangeWatchedFiles", changed(&list)).await;
        assert_eq!(editor.messages_in(&draft).await.len(), findings);
    }
    editor.leave().await;
}
