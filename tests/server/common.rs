//! An editor for tests: talks to the real server over two in-memory pipes, with proper framing.
//!
//! Whatever the server sends must be looked at: an editor that is dropped with unread messages fails its test.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use second_opinion::corpus::{Answer, Source, SourceKind, Sources};
use second_opinion::draft::Draft;
use second_opinion::server::{Analysis, Ending, Library, Memory, Options, serve};
use second_opinion::verdict::{Judgement, Knowledge, Reason, Side, Verdict};
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

/// How long anything may take before a test gives up. Far beyond what a slow machine needs; no test measures time.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// The draft that most tests open.
pub(crate) const URI: &str = "file:///drafts/answer.md";

/// An editor with a server of its own.
pub(crate) struct Editor {
    output: DuplexStream,
    input: mpsc::UnboundedReceiver<Value>,
    unread: VecDeque<Value>,
    server: Option<JoinHandle<Ending>>,
    next_id: i64,
}

impl Editor {
    /// Starts a server that judges by `analysis`.
    pub(crate) fn start(analysis: impl Analysis + 'static) -> Self {
        let analysis: Arc<dyn Analysis> = Arc::new(analysis);
        let root = Some(PathBuf::from("/corpus"));
        Self::start_with(
            Options::new(Vec::new())
                .with_load(move |_| Ok(Library::new(Arc::clone(&analysis), root.clone(), Vec::new()))),
        )
    }

    /// Starts a server with these options.
    pub(crate) fn start_with(options: Options) -> Self {
        let (output, server_input) = tokio::io::duplex(1 << 16);
        let (server_output, editor_input) = tokio::io::duplex(1 << 16);
        let server = tokio::spawn(serve(options, server_input, server_output));
        let (sender, input) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            let mut reader = BufReader::new(editor_input);
            while let Some(message) = read_message(&mut reader).await {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        Self { output, input, unread: VecDeque::new(), server: Some(server), next_id: 0 }
    }

    /// Starts a server and agrees on terms; returns the server's capabilities too.
    pub(crate) async fn ready(analysis: impl Analysis + 'static, encodings: &[&str]) -> Self {
        let mut editor = Self::start(analysis);
        editor.initialize(encodings, json!({"diagnostics": {"delayMs": 1}})).await;
        editor
    }

    /// The same with the built-in corpus, judged by rules alone.
    pub(crate) async fn with_built_in_corpus() -> Self {
        let mut editor = Self::start(Knowledge::new(second_opinion::corpus::built_in().sources));
        editor.initialize(&["utf-16"], json!({"diagnostics": {"delayMs": 1}, "secondReader": false})).await;
        editor
    }

    /// Sends `initialize` and `initialized`.
    pub(crate) async fn initialize(&mut self, encodings: &[&str], options: Value) -> Value {
        let capabilities = json!({
            "general": {"positionEncodings": encodings},
            "textDocument": {
                "publishDiagnostics": {"relatedInformation": true, "versionSupport": true},
                "hover": {"contentFormat": ["markdown", "plaintext"]},
                "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
                "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
            },
            "workspace": {"workspaceEdit": {"documentChanges": true, "resourceOperations": ["create"]}},
        });
        self.initialize_in("file:///drafts", capabilities, options).await
    }

    /// Sends `initialize` and `initialized`, as an editor of these abilities that has this folder open.
    pub(crate) async fn initialize_in(&mut self, root: &str, capabilities: Value, options: Value) -> Value {
        let params = json!({"processId": null, "rootUri": root, "capabilities": capabilities,
            "initializationOptions": options});
        let result = self.request("initialize", params).await.expect("initialize is answered");
        self.notify("initialized", json!({})).await;
        result
    }

    /// Opens a Markdown draft as version 1.
    pub(crate) async fn open(&mut self, text: &str) {
        self.open_at(URI, text).await;
    }

    /// Opens a Markdown draft of another address as version 1.
    pub(crate) async fn open_at(&mut self, uri: &str, text: &str) {
        self.open_as("markdown", uri, text).await;
    }

    /// Opens a draft in another language as version 1.
    pub(crate) async fn open_as(&mut self, language: &str, uri: &str, text: &str) {
        let document = json!({"uri": uri, "languageId": language, "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": document})).await;
    }

    /// Changes the draft; each change is a range, or none for the whole text, and the new text.
    pub(crate) async fn change(&mut self, version: i32, changes: &[(Option<[u32; 4]>, &str)]) {
        let changes: Vec<Value> = changes
            .iter()
            .map(|(range, text)| match range {
                Some(range) => json!({"range": lsp_range(*range), "text": text}),
                None => json!({"text": text}),
            })
            .collect();
        let document = json!({"uri": URI, "version": version});
        let params = json!({"textDocument": document, "contentChanges": changes});
        self.notify("textDocument/didChange", params).await;
    }

    /// Closes the draft.
    pub(crate) async fn close(&mut self) {
        self.notify("textDocument/didClose", json!({"textDocument": {"uri": URI}})).await;
    }

    /// Asks for something at a position and waits for the answer.
    pub(crate) async fn ask_at(&mut self, method: &str, line: u32, character: u32) -> Result<Value, Value> {
        self.request(method, at(line, character)).await
    }

    /// Waits for the next diagnostics: their version and the list.
    pub(crate) async fn diagnostics(&mut self) -> (Option<i64>, Vec<Value>) {
        let params = self.notification("textDocument/publishDiagnostics").await;
        assert_eq!(params["uri"], URI);
        let list = params["diagnostics"].as_array().expect("diagnostics are a list").clone();
        (params["version"].as_i64(), list)
    }

    /// Sends a request and waits for its answer.
    pub(crate) async fn request(&mut self, method: &str, params: Value) -> Result<Value, Value> {
        let id = self.send_request(method, params).await;
        self.answer(id).await
    }

    /// Sends a request; the answer is to be waited for with [`Editor::answer`].
    pub(crate) async fn send_request(&mut self, method: &str, params: Value) -> i64 {
        self.next_id += 1;
        let mut message = json!({"jsonrpc": "2.0", "id": self.next_id, "method": method});
        if !params.is_null() {
            message["params"] = params;
        }
        self.send(&message).await;
        self.next_id
    }

    /// Waits for the answer to a request: the result, or the error.
    pub(crate) async fn answer(&mut self, id: i64) -> Result<Value, Value> {
        let mut message = self.message(|message| message.get("method").is_none() && message["id"] == id).await;
        match message.get_mut("error") {
            Some(error) => Err(error.take()),
            None => Ok(message["result"].take()),
        }
    }

    /// Waits for the next diagnostics of a file: what is said in each.
    pub(crate) async fn messages_in(&mut self, uri: &str) -> Vec<String> {
        let fits =
            |message: &Value| message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri;
        let message = self.message(fits).await;
        let list = message["params"]["diagnostics"].as_array().expect("diagnostics are a list").clone();
        list.iter().map(|one| one["message"].as_str().expect("it has a message").to_owned()).collect()
    }

    /// Waits for a request of the server; returns its number and parameters.
    pub(crate) async fn asked(&mut self, method: &str) -> (Value, Value) {
        let mut message = self.message(|message| message["method"] == method && !message["id"].is_null()).await;
        (message["id"].take(), message["params"].take())
    }

    /// Answers a request of the server.
    pub(crate) async fn reply(&mut self, id: Value, result: Value) {
        self.send(&json!({"jsonrpc": "2.0", "id": id, "result": result})).await;
    }

    /// Waits for the next notification of a kind; returns its parameters.
    pub(crate) async fn notification(&mut self, method: &str) -> Value {
        let mut message = self.message(|message| message["method"] == method).await;
        message["params"].take()
    }

    /// Waits for a message that fits, and leaves the others for later.
    pub(crate) async fn message(&mut self, fits: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.unread.iter().position(&fits) {
            return self.unread.remove(at).expect("it was just found");
        }
        loop {
            let message = tokio::time::timeout(PATIENCE, self.input.recv()).await;
            let message = message.unwrap_or_else(|_| panic!("the server says nothing; unread: {:?}", self.unread));
            let message = message.expect("the server went away");
            if fits(&message) {
                return message;
            }
            self.unread.push_back(message);
        }
    }

    /// Gives the server ample time, in which it must say nothing.
    pub(crate) async fn quiet(&mut self) {
        let message = tokio::time::timeout(Duration::from_millis(200), self.input.recv()).await;
        assert!(message.is_err() && self.unread.is_empty(), "the server should have been quiet: {message:?}");
    }

    /// Sends a notification.
    pub(crate) async fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params})).await;
    }

    /// Sends a message as it is.
    pub(crate) async fn send(&mut self, message: &Value) {
        self.send_text(&message.to_string()).await;
    }

    /// Sends any text in a frame.
    pub(crate) async fn send_text(&mut self, body: &str) {
        let frame = format!("Content-Length: {}\r\n\r\n{body}", body.len());
        self.output.write_all(frame.as_bytes()).await.expect("the server reads");
    }

    /// Ends the conversation as an editor should, and checks that nothing is left to read.
    pub(crate) async fn leave(mut self) {
        assert_eq!(self.request("shutdown", Value::Null).await, Ok(Value::Null));
        let ending = self.exit().await;
        assert_eq!(ending, Ending::Orderly);
    }

    /// Says `exit` and waits for the server's end; the pipe to the server stays open.
    pub(crate) async fn exit(&mut self) -> Ending {
        self.send(&json!({"jsonrpc": "2.0", "method": "exit"})).await;
        let server = self.server.take().expect("the server has not ended before");
        let ending = tokio::time::timeout(PATIENCE, server).await.expect("the server ends on exit");
        // Its end of the pipe is closed now, so this takes everything that was still under way.
        while let Some(message) = self.input.recv().await {
            self.unread.push_back(message);
        }
        ending.expect("the server does not panic")
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        while let Ok(message) = self.input.try_recv() {
            self.unread.push_back(message);
        }
        if !std::thread::panicking() {
            assert!(self.unread.is_empty(), "messages that the test never looked at: {:#?}", self.unread);
        }
    }
}

async fn read_message(reader: &mut BufReader<DuplexStream>) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).await.ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some(("Content-Length", value)) => length = value.parse().ok(),
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length.expect("every message has its length")];
    reader.read_exact(&mut body).await.ok()?;
    Some(serde_json::from_slice(&body).expect("every message is JSON"))
}

/// The parameters of a request at a position of the draft.
pub(crate) fn at(line: u32, character: u32) -> Value {
    json!({"textDocument": {"uri": URI}, "position": {"line": line, "character": character}})
}

/// The words of a text under a range, whose columns count in UTF-16.
pub(crate) fn under<'a>(text: &'a str, range: &Value) -> &'a str {
    let offset = |end: &Value| {
        let number = |name: &str| end[name].as_u64().expect("a position has two numbers");
        let line = text.split_inclusive('\n').take(usize::try_from(number("line")).expect("it fits"));
        let start: usize = line.map(str::len).sum();
        let mut units = 0;
        let column = text[start..].char_indices().find(|(_, character)| {
            let there = units >= number("character");
            units += character.len_utf16() as u64;
            there
        });
        column.map_or(text.len(), |(at, _)| start + at)
    };
    &text[offset(&range["start"])..offset(&range["end"])]
}

/// A text after edits whose ranges count in UTF-16.
pub(crate) fn edited(text: &str, edits: &Value) -> String {
    let edits = edits.as_array().expect("edits are a list").iter();
    let mut edits: Vec<(usize, usize, &str)> = edits
        .map(|edit| {
            let old = under(text, &edit["range"]);
            let start = old.as_ptr() as usize - text.as_ptr() as usize;
            (start, start + old.len(), edit["newText"].as_str().expect("an edit has a text"))
        })
        .collect();
    edits.sort_unstable();
    let mut result = text.to_owned();
    for (start, end, new) in edits.into_iter().rev() {
        result.replace_range(start..end, new);
    }
    result
}

/// A range as the protocol writes it: line and column of its start and end.
pub(crate) fn lsp_range([from_line, from, to_line, to]: [u32; 4]) -> Value {
    json!({"start": {"line": from_line, "character": from}, "end": {"line": to_line, "character": to}})
}

/// A text with a cursor mark `|`, as the text and the cursor's line and column in UTF-16.
pub(crate) fn with_cursor(marked: &str) -> (String, u32, u32) {
    let (before, after) = marked.split_once('|').expect("the text has a cursor mark");
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap_or(before).encode_utf16().count();
    let narrow = |number: usize| u32::try_from(number).expect("texts of tests are short");
    (format!("{before}{after}"), narrow(line), narrow(column))
}

/// An analysis that knows a few words, each with its verdict, and a corpus of three made-up pages.
pub(crate) struct Words {
    sources: Sources,
}

impl Words {
    pub(crate) fn new() -> Self {
        let answer = |number, author: Option<&str>| Answer {
            number: Some(number),
            author: author.map(str::to_owned),
            credential: author.map(|_| "Exampleton Dermatologist".to_owned()),
            rating: author.map(|_| 4.5),
            reviews: author.map(|_| 12),
            ..Answer::at(3)
        };
        let source = |name: &str, summary| Source {
            title: format!("Page *{name}*"),
            kind: SourceKind::Qa,
            summary,
            answers: vec![answer(1, Some("Dr. Ada Example")), answer(2, None)],
            ..Source::at(Path::new(&format!("{name}.md")))
        };
        Self { sources: vec![source("one", false), source("two words", true)].into() }
    }
}

impl Analysis for Words {
    fn judge(&self, draft: &Draft, _: &mut Memory) -> Vec<Judgement> {
        let text = draft.text();
        let side = |source, answer, line| Side { source, answer, quote: "It wears off.".to_owned(), line };
        let all = || vec![side(0, 0, 31), side(0, 1, 40), side(1, 0, 7), side(1, 1, 9), side(9, 9, 1)];
        let table = [
            ("permanent", Verdict::Contradicted, vec![side(1, 1, 9)], all()),
            ("always", Verdict::Overstated, Vec::new(), vec![side(0, 0, 5)]),
            ("perhaps", Verdict::Contested, vec![side(0, 0, 5)], vec![side(1, 0, 6)]),
            ("temporary", Verdict::Supported, vec![side(0, 1, 40)], Vec::new()),
            ("unheard", Verdict::Uncovered, Vec::new(), Vec::new()),
        ];
        let mut judgements = Vec::new();
        for (word, verdict, supporting, contradicting) in table {
            for (start, _) in text.match_indices(word) {
                let sentence = sentence_around(&text, start);
                judgements.push(Judgement {
                    text: text[sentence.clone()].to_owned(),
                    sentence,
                    verdict,
                    slot: start..start + word.len(),
                    reason: (verdict > Verdict::Supported).then_some(Reason::ExclusiveValues),
                    message: (verdict > Verdict::Supported).then(|| format!("Doctors here do not say “{word}”.")),
                    supporting: supporting.clone(),
                    contradicting: contradicting.clone(),
                });
            }
        }
        judgements.sort_by_key(|judgement| judgement.slot.start);
        judgements
    }

    fn sources(&self) -> &Sources {
        &self.sources
    }
}

fn sentence_around(text: &str, at: usize) -> std::ops::Range<usize> {
    let start = text[..at].rfind(['.', '\n']).map_or(0, |dot| dot + 1);
    let start = start + text[start..].len() - text[start..].trim_start().len();
    let end = text[at..].find(['.', '\n']).map_or(text.len(), |dot| at + dot + 1);
    start..end
}
