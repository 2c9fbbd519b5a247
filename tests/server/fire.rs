//! A server under fire: any edits in any order, questions and cancellations between them, and texts of any size.

use std::sync::{Arc, Mutex};

use second_opinion::corpus::{self, Sources};
use second_opinion::draft::Draft;
use second_opinion::server::{Analysis, Judgements, Library, Memory, Options};
use second_opinion::verdict::{Judgement, Knowledge};
use serde_json::{Value, json};

use crate::common::{Editor, URI, Words, at};

/// The real analysis, which notes the text that it saw last.
struct Noted {
    knowledge: Knowledge,
    seen: Arc<Mutex<String>>,
}

impl Analysis for Noted {
    fn judge(&self, draft: &Draft, memory: &mut Memory) -> Vec<Judgement> {
        self.judge_sections(draft, memory).to_vec()
    }

    fn judge_sections(&self, draft: &Draft, memory: &mut Memory) -> Judgements {
        *self.seen.lock().expect("no test panics here") = draft.text();
        self.knowledge.judge_sections(draft, memory)
    }

    fn sources(&self) -> &Sources {
        self.knowledge.sources()
    }
}

/// A small generator of numbers that are the same on every machine.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits fit") % limit.max(1)
    }
}

const PIECES: &[&str] = &[
    "",
    "",
    "a",
    "é",
    "e\u{301}",
    "😀",
    "👩‍⚕️",
    "\n",
    "\r\n",
    "\r",
    "\n\n",
    "\t",
    " ",
    "not ",
    "never ",
    "It ",
    ". ",
    "- ",
    "# ",
    "> ",
    "```\n",
    "## Question\n\n",
    "## Answer\n\n",
    "[^1]",
    "\n[^1]: x\n",
    "| a | b |\n| - | - |\n",
    "Botox results are permanent. ",
    "Botox usually lasts three to four months. ",
    "It wears off. ",
    "**",
    "&shy;",
    "<blockquote>\n\n",
    "</blockquote>\n\n",
];

const START: &str = "# Botox\n\nBotox results are permanent. It never wears off.\n\nBotox usually lasts three to four months.\n\n\
                     - Botox weakens the immune system.\n- A treated muscle can become weaker.\n\n## More\n\nThe effect is 😀 permanent.\n";

/// A place between two characters, never inside a line break.
fn place(text: &str, numbers: &mut Numbers) -> usize {
    let mut at = numbers.below(text.len() + 1);
    while !text.is_char_boundary(at) || (at > 0 && text[..at].ends_with('\r') && text[at..].starts_with('\n')) {
        at -= 1;
    }
    at
}

/// Line and column of a place in UTF-16, counted without the server's help.
fn position(text: &str, at: usize) -> [u32; 2] {
    let before = text[..at].replace("\r\n", "\n").replace('\r', "\n");
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap_or_default().encode_utf16().count();
    [line, column].map(|number| u32::try_from(number).expect("texts of tests are short"))
}

async fn thousands_of_edits(seed: u64) {
    let seen = Arc::<Mutex<String>>::default();
    let noted = Arc::clone(&seen);
    let mut editor = Editor::start_with(Options::new(Vec::new()).with_load(move |_| {
        let knowledge = Knowledge::new(corpus::built_in().sources);
        let analysis = Arc::new(Noted { knowledge, seen: Arc::clone(&noted) });
        Ok(Library::new(analysis, None, Vec::new()))
    }));
    editor.initialize(&["utf-16"], json!({"diagnostics": {"delayMs": 0}, "secondReader": false})).await;
    let mut numbers = Numbers(seed);
    let mut mirror = START.to_owned();
    editor.open(&mirror).await;
    let mut asked = Vec::new();
    let edits = 1_500;
    for version in 2..edits + 2 {
        let from = place(&mirror, &mut numbers);
        let longest = if numbers.below(20) == 0 { 200 } else { 12 };
        let removed = if numbers.below(2) == 0 { 0 } else { numbers.below(longest) };
        let to = mirror.char_indices().map(|(at, _)| at).find(|&at| at >= from + removed).unwrap_or(mirror.len());
        let inside_break = mirror[..to].ends_with('\r') && mirror[to..].starts_with('\n');
        let to = if inside_break { to + 1 } else { to };
        let mut piece = PIECES[numbers.below(PIECES.len())];
        // A break that meets another half of one would be another break to each side's counting.
        if mirror[..from].ends_with('\r') && piece.starts_with('\n') || mirror[to..].starts_with('\n') {
            piece = "x";
        }
        let ([from_line, from_column], [to_line, to_column]) = (position(&mirror, from), position(&mirror, to));
        let whole = numbers.below(400) == 0 || mirror.len() > 6_000;
        if whole {
            mirror = START.to_owned();
            editor.change(version, &[(None, START)]).await;
        } else {
            mirror.replace_range(from..to, piece);
            editor.change(version, &[(Some([from_line, from_column, to_line, to_column]), piece)]).await;
        }
        match numbers.below(12) {
            0 => {
                let place = at(from_line, from_column);
                asked.push(editor.send_request("textDocument/hover", place).await);
            }
            1 => {
                let document = json!({"textDocument": {"uri": URI}});
                asked.push(editor.send_request("textDocument/diagnostic", document).await);
            }
            2 if !asked.is_empty() => {
                let given_up = asked[numbers.below(asked.len())];
                editor.notify("$/cancelRequest", json!({"id": given_up})).await;
            }
            // Every now and then the author pauses, and sees what there is.
            3 if numbers.below(8) == 0 => {
                let document = json!({"textDocument": {"uri": URI}});
                editor.request("textDocument/diagnostic", document).await.expect("nothing changes meanwhile");
            }
            _ => {}
        }
    }
    for id in asked {
        if let Err(error) = editor.answer(id).await {
            let code = error["code"].as_i64();
            assert!(matches!(code, Some(-32800 | -32801)), "cancelled or out of date, not {error}");
        }
    }
    let shown = loop {
        let (version, diagnostics) = editor.diagnostics().await;
        if version == Some(i64::from(edits) + 1) {
            break diagnostics;
        }
    };
    assert_eq!(*seen.lock().expect("no test panics here"), mirror, "seed {seed}");
    let pulled = json!({"textDocument": {"uri": URI}});
    let pulled = editor.request("textDocument/diagnostic", pulled).await.expect("it is judged");
    assert_eq!(pulled["items"], Value::Array(shown.clone()), "asked or told, it is the same");
    let fresh = "file:///drafts/fresh.md";
    editor.open_at(fresh, &mirror).await;
    let told = editor.message(|message| message["params"]["uri"] == fresh).await;
    assert_eq!(told["params"]["diagnostics"], Value::Array(shown), "seed {seed}: {mirror:?}");
    editor.leave().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_thousands_of_edits_all_is_as_if_the_text_had_just_been_opened() {
    for seed in 1..=4 {
        thousands_of_edits(seed).await;
    }
}

#[tokio::test]
async fn a_text_of_five_megabytes_is_told_its_limit_and_costs_nothing_more() {
    let mut editor = Editor::ready(Words::new(), &["utf-16"]).await;
    let long = "It is permanent, as ever.\n".repeat(5 * 1024 * 1024 / 26);
    editor.open(&long).await;
    let (version, diagnostics) = editor.diagnostics().await;
    assert_eq!((version, diagnostics.len()), (Some(1), 1));
    assert_eq!((&diagnostics[0]["code"], &diagnostics[0]["severity"]), (&json!("too-long"), &json!(3)));
    let message = diagnostics[0]["message"].as_str().expect("it has a message");
    assert!(message.contains("5.0 MB, and the limit is 4 MB") && message.contains("second-opinion check"), "{message}");
    assert_eq!(editor.ask_at("textDocument/hover", 0, 8).await, Ok(Value::Null));
    // Once it is short enough, all is as ever.
    editor.change(2, &[(None, "It is permanent.")]).await;
    let (version, diagnostics) = editor.diagnostics().await;
    assert_eq!((version, &diagnostics[0]["code"]), (Some(2), &json!("contradiction")));
    editor.leave().await;
}
