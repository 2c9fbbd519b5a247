//! How long an author waits: the real server over pipes, as an editor sees it, and `check` over a folder.
//!
//! ```text
//! cargo build --release && cargo run --release --example latency
//! ```
//!
//! The corpus is the built-in one. A clock stops when the answer has arrived whole: what the editor then makes of it is
//! the editor's own time.

#![expect(clippy::print_stdout, reason = "the table is the output")]

use std::error::Error;
use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

#[path = "../benches/prose/mod.rs"]
mod prose;

use prose::draft;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const URI: &str = "file:///drafts/answer.md";

/// What is typed, a character at a time; it goes through half sentences, a claim that is wrong, and one that is right.
const TYPED: &str = " Botox results are permanent. They wear off after three to four months.";

/// How often each start is repeated; the middle of the times is shown.
const STARTS: usize = 9;

/// How many edits are made without a pause, and how often that is done.
const BURST: usize = 50;
const BURSTS: usize = 9;

fn main() -> Result<()> {
    let program = program()?;
    println!("{:<78} {:>10} {:>10}", "", "p50", "p99");
    let starts: Vec<[Duration; 2]> = (0..STARTS).map(|_| start(&program)).collect::<Result<_>>()?;
    row("process start to `initialize` answered", &starts.iter().map(|times| times[0]).collect::<Vec<_>>());
    row("process start to first diagnostics, 1,000 words", &starts.iter().map(|times| times[1]).collect::<Vec<_>>());
    for words in [1_000, 10_000, 100_000] {
        session(&program, words)?;
    }
    check(&program)
}

/// One start: how long until `initialize` is answered, and until the first diagnostics.
fn start(program: &Path) -> Result<[Duration; 2]> {
    let begun = Instant::now();
    let mut editor = Editor::start(program)?;
    let answered = begun.elapsed();
    editor.open(&draft(1_000))?;
    let shown = editor.diagnostics(1)?.duration_since(begun);
    editor.leave()?;
    Ok([answered, shown])
}

/// One author at work on a draft of so many words.
fn session(program: &Path, words: usize) -> Result<()> {
    let mut editor = Editor::start(program)?;
    let text = draft(words);
    editor.open(&text)?;
    editor.diagnostics(1)?;
    // In the middle of the draft, at the end of a paragraph.
    let lines: Vec<&str> = text.lines().collect();
    let line = (lines.len() / 2..lines.len()).find(|&line| lines[line].ends_with('.')).unwrap_or_default();
    let mut column = lines[line].len();
    let mut version = 1;
    let mut keystrokes = Vec::new();
    for character in TYPED.chars().cycle().take(4 * TYPED.len()) {
        version += 1;
        let begun = Instant::now();
        editor.insert(version, line, column, character)?;
        keystrokes.push(editor.diagnostics(version)?.duration_since(begun));
        column += 1;
    }
    let mut bursts = Vec::new();
    for _ in 0..BURSTS {
        for character in TYPED.chars().cycle().take(BURST) {
            version += 1;
            editor.insert(version, line, column, character)?;
            column += 1;
        }
        let begun = Instant::now();
        bursts.push(editor.diagnostics(version)?.duration_since(begun));
    }
    let mut hovers = Vec::new();
    for number in 0..300 {
        let position = json!({"line": line, "character": number % column});
        let begun = Instant::now();
        let params = json!({"textDocument": {"uri": URI}, "position": position});
        hovers.push(editor.request("textDocument/hover", &params)?.duration_since(begun));
    }
    row(&format!("one keystroke to fresh diagnostics, {words} words"), &keystrokes);
    row(&format!("{BURST} edits without a pause, from the last to its findings, {words} words"), &bursts);
    row(&format!("hover, {words} words"), &hovers);
    if let Some(memory) = resident(editor.child.id()) {
        println!("{:<78} {:>7.1} MB", format!("resident memory, {words} words"), memory);
    }
    editor.leave()
}

/// How much prose `check` reads in a second.
fn check(program: &Path) -> Result<()> {
    let path = std::env::temp_dir().join(format!("second-opinion-latency-{}.md", std::process::id()));
    let text = draft(100_000);
    std::fs::write(&path, &text)?;
    let begun = Instant::now();
    let status =
        Command::new(program).args(["check", "--no-second-reader"]).arg(&path).stdout(Stdio::null()).status()?;
    let seconds = begun.elapsed().as_secs_f64();
    std::fs::remove_file(&path)?;
    if status.code().is_none_or(|code| code > 1) {
        return Err("the check failed".into());
    }
    println!(
        "{:<78} {:>5.2} MB/s",
        "`check --no-second-reader`, one draft, one core",
        text.len() as f64 / 1e6 / seconds
    );
    Ok(())
}

fn row(name: &str, times: &[Duration]) {
    let mut sorted: Vec<f64> = times.iter().map(|time| time.as_secs_f64() * 1e3).collect();
    sorted.sort_by(f64::total_cmp);
    let at = |share: f64| sorted[((sorted.len() - 1) as f64 * share).round() as usize];
    println!("{name:<78} {:>7.2} ms {:>7.2} ms", at(0.5), at(0.99));
}

/// The release build beside this example.
fn program() -> Result<PathBuf> {
    let here = std::env::current_exe()?;
    let folder = here.parent().and_then(Path::parent).ok_or("the example stands nowhere")?;
    let program = folder.join(format!("second-opinion{}", std::env::consts::EXE_SUFFIX));
    if program.is_file() { Ok(program) } else { Err(format!("build {} first", program.display()).into()) }
}

/// Megabytes that a process holds, where the system tells.
fn resident(process: u32) -> Option<f64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse::<f64>().ok().map(|kilobytes| kilobytes / 1024.0)
}

/// An editor that sends one thing and waits for what comes of it.
struct Editor {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    next: i64,
}

impl Editor {
    /// Starts a server and says hello.
    fn start(program: &Path) -> Result<Self> {
        let mut child = Command::new(program).arg("lsp").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let input = child.stdin.take().ok_or("no input")?;
        let output = BufReader::new(child.stdout.take().ok_or("no output")?);
        let mut editor = Self { child, input, output, next: 0 };
        let capabilities = json!({"general": {"positionEncodings": ["utf-8"]},
            "textDocument": {"publishDiagnostics": {"relatedInformation": true}}});
        let options = json!({"diagnostics": {"delayMs": 0}});
        editor.request(
            "initialize",
            &json!({"processId": null, "rootUri": null, "capabilities": capabilities, "initializationOptions": options}),
        )?;
        editor.notify("initialized", &json!({}))?;
        Ok(editor)
    }

    fn open(&mut self, text: &str) -> Result<()> {
        let document = json!({"uri": URI, "languageId": "markdown", "version": 1, "text": text});
        self.notify("textDocument/didOpen", &json!({"textDocument": document}))
    }

    /// Types a character.
    fn insert(&mut self, version: i64, line: usize, column: usize, character: char) -> Result<()> {
        let place = json!({"line": line, "character": column});
        let change = json!({"range": {"start": place, "end": place}, "text": character.to_string()});
        self.notify(
            "textDocument/didChange",
            &json!({"textDocument": {"uri": URI, "version": version}, "contentChanges": [change]}),
        )
    }

    /// Waits for the diagnostics of this version; returns when they had arrived.
    fn diagnostics(&mut self, version: i64) -> Result<Instant> {
        self.wait(|message| message["params"]["version"] == version)
    }

    /// Asks, and waits for the answer; returns when it had arrived.
    fn request(&mut self, method: &str, params: &Value) -> Result<Instant> {
        self.next += 1;
        let id = self.next;
        self.send(&json!({"jsonrpc": "2.0", "id": id, "method": method, "params": params}))?;
        self.wait(|message| message["id"] == id)
    }

    fn notify(&mut self, method: &str, params: &Value) -> Result<()> {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}))
    }

    fn leave(mut self) -> Result<()> {
        self.request("shutdown", &Value::Null)?;
        self.notify("exit", &Value::Null)?;
        self.child.wait()?;
        Ok(())
    }

    fn send(&mut self, message: &Value) -> Result<()> {
        let body = message.to_string();
        let mut frame = String::new();
        write!(frame, "Content-Length: {}\r\n\r\n{body}", body.len())?;
        self.input.write_all(frame.as_bytes())?;
        Ok(self.input.flush()?)
    }

    fn wait(&mut self, fits: impl Fn(&Value) -> bool) -> Result<Instant> {
        loop {
            let mut length = None;
            loop {
                let mut line = String::new();
                if self.output.read_line(&mut line)? == 0 {
                    return Err("the server went away".into());
                }
                match line.trim_end().split_once(": ") {
                    Some(("Content-Length", value)) => length = Some(value.parse()?),
                    Some(_) => {}
                    None => break,
                }
            }
            let mut body = vec![0; length.ok_or("a message without its length")?];
            self.output.read_exact(&mut body)?;
            let arrived = Instant::now();
            if fits(&serde_json::from_slice(&body)?) {
                return Ok(arrived);
            }
        }
    }
}
