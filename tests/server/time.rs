//! What happens when things take time, come late, or fail: nothing stale is shown, and nothing ends the server.

use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};

use crate::common::{Editor, PATIENCE, Words, at};
use second_opinion::corpus::Sources;
use second_opinion::draft::Draft;
use second_opinion::server::{Analysis, Ending, Library, Memory, Options, serve};
use second_opinion::verdict::Judgement;
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;

/// An analysis that reports each text it begins with, and goes on only when told to.
struct Gated {
    begun: Sender<String>,
    go_on: Mutex<Receiver<()>>,
    words: Words,
}

/// The test's end of a [`Gated`] analysis.
struct Gate {
    begun: Receiver<String>,
    go_on: Sender<()>,
}

impl Gated {
    fn new() -> (Self, Gate) {
        let ((begun, has_begun), (go_on, may_go_on)) = (channel(), channel());
        let gated = Self { begun, go_on: Mutex::new(may_go_on), words: Words::new() };
        (gated, Gate { begun: has_begun, go_on })
    }
}

impl Gate {
    async fn begun(&self) -> String {
        for _ in 0..PATIENCE.as_millis() {
            if let Ok(text) = self.begun.try_recv() {
                return text;
            }
            tokio::time::sleep(std::time::Duration::from_millis(1)).await;
        }
        panic!("no analysis begins");
    }

    fn go_on(&self) {
        self.go_on.send(()).expect("the analysis waits");
    }
}

impl Analysis for Gated {
    fn judge(&self, draft: &Draft, memory: &mut Memory) -> Vec<Judgement> {
        let _ = self.begun.send(draft.text());
        let _ = self.go_on.lock().expect("the gate does not panic").recv();
        self.words.judge(draft, memory)
    }

    fn sources(&self) -> &Sources {
        self.words.sources()
    }
}

/// An analysis that fails over a certain word.
struct Fragile(Words);

impl Analysis for Fragile {
    fn judge(&self, draft: &Draft, memory: &mut Memory) -> Vec<Judgement> {
        assert!(!draft.text().contains("dynamite"), "a test's panic");
        self.0.judge(draft, memory)
    }

    fn sources(&self) -> &Sources {
        self.0.sources()
    }
}

#[tokio::test]
async fn a_stale_result_is_not_shown() {
    let (gated, gate) = Gated::new();
    let mut editor = Editor::ready(gated, &["utf-16"]).await;
    editor.open("It is permanent.").await;
    assert_eq!(gate.begun().await, "It is permanent.");
    editor.change(2, &[(None, "It is always.")]).await;
    // This answer shows that the edit has arrived while the first text was still being analysed.
    editor.request("textDocument/telepathy", json!({})).await.expect_err("there is no such method");
    gate.go_on();
    assert_eq!(gate.begun().await, "It is always.");
    gate.go_on();
    let (version, diagnostics) = editor.diagnostics().await;
    assert_eq!((version, diagnostics.len()), (Some(2), 1));
    assert_eq!(diagnostics[0]["code"], "overstatement");
    editor.leave().await;
}

#[tokio::test]
async fn a_result_for_a_closed_draft_is_not_shown() {
    let (gated, gate) = Gated::new();
    let mut editor = Editor::ready(gated, &["utf-16"]).await;
    editor.open("It is permanent.").await;
    gate.begun().await;
    editor.close().await;
    editor.request("textDocument/telepathy", json!({})).await.expect_err("there is no such method");
    gate.go_on();
    // Opened again with the same version number: only the new text's result counts.
    editor.open("It is always.").await;
    assert_eq!(gate.begun().await, "It is always.");
    gate.go_on();
    let (version, diagnostics) = editor.diagnostics().await;
    assert_eq!((version, diagnostics.len()), (Some(1), 1));
    assert_eq!(diagnostics[0]["code"], "overstatement");
    editor.leave().await;
}

#[tokio::test]
async fn what_has_not_changed_is_not_shown_again() {
    let mut editor = Editor::ready(Words::new(), &["utf-16"]).await;
    editor.open("It is permanent.").await;
    editor.diagnostics().await;
    editor.change(2, &[(None, "It is permanent.")]).await;
    editor.change(3, &[]).await;
    editor.quiet().await;
    editor.leave().await;
}

#[tokio::test]
async fn a_moved_finding_is_shown_again() {
    let mut editor = Editor::ready(Words::new(), &["utf-16"]).await;
    editor.open("It is permanent.").await;
    editor.diagnostics().await;
    editor.change(2, &[(Some([0, 0, 0, 0]), "Yes. ")]).await;
    let (version, diagnostics) = editor.diagnostics().await;
    assert_eq!((version, &diagnostics[0]["range"]["start"]["character"]), (Some(2), &json!(11)));
    editor.leave().await;
}

#[tokio::test]
async fn closing_takes_back_what_was_shown() {
    let mut editor = Editor::ready(Words::new(), &["utf-16"]).await;
    editor.open("It is permanent.").await;
    assert_eq!(editor.diagnostics().await.1.len(), 1);
    editor.close().await;
    assert_eq!(editor.diagnostics().await, (None, Vec::new()));
    editor.open("It is permanent.").await;
    assert_eq!(editor.diagnostics().await.1.len(), 1);
    editor.leave().await;
}

#[tokio::test]
async fn a_panic_in_the_analysis_costs_one_request() {
    let mut editor = Editor::ready(Fragile(Words::new()), &["utf-16"]).await;
    editor.open("It is permanent dynamite.").await;
    let error = editor.ask_at("textDocument/hover", 0, 8).await.expect_err("the analysis fails");
    assert_eq!(error["code"], -32603);
    editor.change(2, &[(None, "It is permanent.")]).await;
    let (version, diagnostics) = editor.diagnostics().await;
    assert_eq!((version, diagnostics.len()), (Some(2), 1));
    assert!(editor.ask_at("textDocument/hover", 0, 8).await.expect("the server is alive").is_object());
    editor.leave().await;
}

#[tokio::test]
async fn a_panic_while_loading_is_told_and_costs_the_corpus_only() {
    let mut editor = Editor::start_with(Options::new(Vec::new()).with_load(|_| panic!("a test's panic")));
    editor.initialize(&["utf-16"], Value::Null).await;
    let message = editor.notification("window/showMessage").await;
    assert_eq!(message["type"], 1);
    assert_eq!(editor.ask_at("textDocument/hover", 0, 0).await, Ok(Value::Null));
    editor.leave().await;
}

#[tokio::test]
async fn drafts_opened_before_the_corpus_is_ready_are_checked_when_it_is() {
    let (go_on, wait) = channel::<()>();
    let (wait, words): (Mutex<Receiver<()>>, Arc<dyn Analysis>) = (Mutex::new(wait), Arc::new(Words::new()));
    let mut editor = Editor::start_with(Options::new(Vec::new()).with_load(move |_| {
        let _ = wait.lock().expect("the gate does not panic").recv();
        Ok(Library::new(Arc::clone(&words), None, Vec::new()))
    }));
    editor.initialize(&["utf-16"], Value::Null).await;
    editor.open("It is permanent.").await;
    let hover = editor.send_request("textDocument/hover", at(0, 8)).await;
    // Many questions that wait do not silence the server.
    let mut waiting = Vec::new();
    for _ in 0..100 {
        waiting.push(editor.send_request("textDocument/hover", at(0, 8)).await);
    }
    editor.request("textDocument/telepathy", json!({})).await.expect_err("there is no such method");
    let given_up = waiting.pop().expect("a hundred were asked");
    editor.notify("$/cancelRequest", json!({"id": given_up})).await;
    assert_eq!(editor.answer(given_up).await.expect_err("it was cancelled")["code"], -32800);

    go_on.send(()).expect("the loading waits");
    let (version, diagnostics) = editor.diagnostics().await;
    assert_eq!((version, diagnostics.len()), (Some(1), 1));
    assert!(editor.answer(hover).await.expect("hover is answered").is_object());
    for id in waiting {
        editor.answer(id).await.expect("hover is answered");
    }
    editor.leave().await;
}

#[tokio::test]
async fn an_editor_that_reads_nothing_can_still_end_the_server() {
    let (mut output, server_input) = tokio::io::duplex(1 << 16);
    // Nobody reads the other end, and it holds less than one answer.
    let (server_output, _unread) = tokio::io::duplex(16);
    let server = tokio::spawn(serve(Options::new(Vec::new()), server_input, server_output));
    for message in [
        json!({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"capabilities": {}}}),
        json!({"jsonrpc": "2.0", "id": 2, "method": "shutdown"}),
        json!({"jsonrpc": "2.0", "method": "exit"}),
    ] {
        let body = message.to_string();
        let frame = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        output.write_all(frame.as_bytes()).await.expect("the server reads");
    }
    let ending = tokio::time::timeout(PATIENCE, server).await.expect("the server ends on exit");
    assert_eq!(ending.expect("the server does not panic"), Ending::Orderly);
}
