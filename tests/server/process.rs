//! The server as a process: it ends when the editor says so, with the right exit code, and keeps drafts to itself.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use tower_lsp_server::ls_types::Uri;

const INITIALIZE: &str = r#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}"#;
const INITIALIZED: &str = r#"{"jsonrpc":"2.0","method":"initialized","params":{}}"#;
const SHUTDOWN: &str = r#"{"jsonrpc":"2.0","id":2,"method":"shutdown"}"#;
const EXIT: &str = r#"{"jsonrpc":"2.0","method":"exit"}"#;

fn start() -> Child {
    Command::new(env!("CARGO_BIN_EXE_second-opinion"))
        .arg("lsp")
        // The built-in pages are unpacked into a cache of the tests' own.
        .env("XDG_CACHE_HOME", env!("CARGO_TARGET_TMPDIR"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts")
}

fn send(server: &mut Child, bodies: &[&str]) {
    let input = server.stdin.as_mut().expect("standard input is piped");
    for body in bodies {
        write!(input, "Content-Length: {}\r\n\r\n{body}", body.len()).expect("the server reads");
    }
    input.flush().expect("the server reads");
}

/// Waits for the end without closing standard input, and gives up after a minute.
fn end(server: &mut Child) -> ExitStatus {
    for _ in 0..6_000 {
        if let Some(status) = server.try_wait().expect("the process can be asked") {
            return status;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    server.kill().expect("the process can be ended");
    panic!("the server did not end although the editor said exit");
}

fn read_all(stream: Option<impl Read>) -> String {
    let mut text = String::new();
    stream.expect("the stream is piped").read_to_string(&mut text).expect("the stream is text");
    text
}

/// Reads messages until the answer to a request comes.
fn answer(output: &mut BufReader<ChildStdout>, id: u64) -> Value {
    loop {
        let mut length = None;
        loop {
            let mut line = String::new();
            assert!(output.read_line(&mut line).expect("the output is text") > 0, "the server went away");
            match line.trim_end().split_once(": ") {
                Some(("Content-Length", value)) => length = value.parse().ok(),
                Some(_) => {}
                None => break,
            }
        }
        let mut body = vec![0; length.expect("a message has its length")];
        output.read_exact(&mut body).expect("a message is as long as it says");
        let message: Value = serde_json::from_slice(&body).expect("a message is JSON");
        if message["id"] == id {
            return message["result"].clone();
        }
    }
}

#[test]
fn a_claim_leads_to_built_in_pages_that_an_editor_can_open() {
    let mut server = start();
    let mut output = BufReader::new(server.stdout.take().expect("the output is piped"));
    let draft = json!({"uri": "file:///a.md", "languageId": "markdown", "version": 1,
        "text": "Botox results are permanent."});
    let open = json!({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": draft}});
    let ask = json!({"jsonrpc": "2.0", "id": 3, "method": "textDocument/definition",
        "params": {"textDocument": {"uri": "file:///a.md"}, "position": {"line": 0, "character": 20}}});
    send(&mut server, &[INITIALIZE, INITIALIZED, &open.to_string(), &ask.to_string()]);
    let places = answer(&mut output, 3);
    let places = places.as_array().expect("the claim leads somewhere");
    assert!(!places.is_empty());
    for place in places {
        let uri: Uri = place["uri"].as_str().expect("a place has an address").parse().expect("it can be read");
        let page = std::fs::read_to_string(uri.to_file_path().expect("it is a file")).expect("the page is there");
        let line = place["range"]["start"]["line"].as_u64().expect("a place has a line");
        let line = page.lines().nth(usize::try_from(line).expect("pages are short")).expect("the page has that line");
        assert!(line.contains(char::is_alphabetic), "{place}: {line}");
    }
    send(&mut server, &[SHUTDOWN, EXIT]);
    assert_eq!(end(&mut server).code(), Some(0));
}

#[test]
fn exit_after_shutdown_ends_the_process_with_0_though_standard_input_is_open() {
    let mut server = start();
    send(&mut server, &[INITIALIZE, INITIALIZED, SHUTDOWN, EXIT]);
    assert_eq!(end(&mut server).code(), Some(0));
    let output = read_all(server.stdout.take());
    assert!(output.contains(r#""id":1"#) && output.contains(r#""id":2"#), "both answers were written: {output}");
}

#[test]
fn exit_without_shutdown_ends_the_process_with_1_though_standard_input_is_open() {
    let mut server = start();
    send(&mut server, &[INITIALIZE, INITIALIZED, EXIT]);
    assert_eq!(end(&mut server).code(), Some(1));
}

#[test]
fn an_editor_that_goes_away_ends_the_process_with_1() {
    let mut server = start();
    send(&mut server, &[INITIALIZE, INITIALIZED]);
    drop(server.stdin.take());
    assert_eq!(end(&mut server).code(), Some(1));
}

#[test]
fn the_log_holds_nothing_of_a_draft() {
    let mut server = start();
    let text =
        r#"{"uri":"file:///secret-name.md","languageId":"markdown","version":1,"text":"secret permanent results"}"#;
    let open = format!(r#"{{"jsonrpc":"2.0","method":"textDocument/didOpen","params":{{"textDocument":{text}}}}}"#);
    let wrong = r#"{"jsonrpc":"2.0","method":"textDocument/didChange","params":"secret"}"#;
    let broken = r#"{"jsonrpc":"2.0","method":"textDocument/didChange","params":"secret"#;
    send(&mut server, &[INITIALIZE, INITIALIZED, &open, wrong, broken, SHUTDOWN, EXIT]);
    assert_eq!(end(&mut server).code(), Some(0));
    let log = read_all(server.stderr.take());
    assert!(!log.contains("secret") && !log.contains("permanent"), "{log}");
}
