//! The server's text is the editor's text: after any edits, in any encoding, at any position.

use std::sync::{Arc, Mutex};

use crate::common::{Editor, Words, at, lsp_range};
use second_opinion::corpus::Sources;
use second_opinion::draft::Draft;
use second_opinion::server::{Analysis, Memory};
use second_opinion::verdict::Judgement;
use serde_json::Value;

/// An analysis that remembers the text it saw last.
struct Witness {
    seen: Arc<Mutex<String>>,
    words: Words,
}

impl Witness {
    fn new() -> (Self, Arc<Mutex<String>>) {
        let seen = Arc::default();
        (Self { seen: Arc::clone(&seen), words: Words::new() }, seen)
    }
}

impl Analysis for Witness {
    fn judge(&self, draft: &Draft, memory: &mut Memory) -> Vec<Judgement> {
        *self.seen.lock().expect("no test panics here") = draft.text();
        self.words.judge(draft, memory)
    }

    fn sources(&self) -> &Sources {
        self.words.sources()
    }
}

async fn diagnostics_of(editor: &mut Editor, version: i64) -> Vec<Value> {
    loop {
        let (told, diagnostics) = editor.diagnostics().await;
        let told = told.expect("diagnostics of an open draft have a version");
        assert!(told <= version, "version {told} was never sent");
        if told == version {
            return diagnostics;
        }
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

#[tokio::test]
async fn five_thousand_rapid_edits_leave_the_right_text() {
    let (witness, seen) = Witness::new();
    let mut editor = Editor::ready(witness, &["utf-16"]).await;
    let mut mirror = "One line\nand another line\n".repeat(20);
    editor.open(&mirror).await;
    let mut numbers = Numbers(7);
    let pieces = ["", "a", "é", "😀", "\n", "\r\n", "some words "];
    for version in 2..=5_001 {
        let lines: Vec<&str> = mirror.split_inclusive('\n').collect();
        let line = numbers.below(lines.len());
        let content = lines.get(line).copied().unwrap_or_default().trim_end_matches(['\r', '\n']);
        let characters: Vec<char> = content.chars().collect();
        let from = numbers.below(characters.len() + 1);
        let to = (from + numbers.below(3)).min(characters.len());
        let text = pieces[numbers.below(pieces.len())];
        let units = |count: usize| {
            let units: usize = characters[..count].iter().map(|character| character.len_utf16()).sum();
            u32::try_from(units).expect("lines of tests are short")
        };
        let bytes = |count: usize| characters[..count].iter().map(|character| character.len_utf8()).sum::<usize>();
        let start: usize = lines[..line].iter().map(|line| line.len()).sum();
        let number = u32::try_from(line).expect("texts of tests are short");
        let range = [number, units(from), number, units(to)];
        let (from, to) = (start + bytes(from), start + bytes(to));
        mirror.replace_range(from..to, text);
        editor.change(version, &[(Some(range), text)]).await;
    }
    diagnostics_of(&mut editor, 5_001).await;
    assert_eq!(*seen.lock().expect("no test panics here"), mirror);
    editor.leave().await;
}

#[tokio::test]
async fn edits_of_one_message_apply_in_their_order() {
    let (witness, seen) = Witness::new();
    let mut editor = Editor::ready(witness, &["utf-16"]).await;
    editor.open("old").await;
    let changes: &[(Option<[u32; 4]>, &str)] = &[
        (Some([0, 0, 0, 3]), "first\nsecond"),
        (Some([1, 0, 1, 0]), "the "),
        (None, "whole new text"),
        (Some([0, 6, 0, 9]), "😀"),
        (Some([0, 8, 0, 8]), "!"),
    ];
    editor.change(2, changes).await;
    diagnostics_of(&mut editor, 2).await;
    assert_eq!(*seen.lock().expect("no test panics here"), "whole 😀! text");
    editor.leave().await;
}

#[tokio::test]
async fn positions_out_of_range_are_clamped() {
    let (witness, seen) = Witness::new();
    let mut editor = Editor::ready(witness, &["utf-16"]).await;
    editor.open("one\r\ntwo").await;
    let far = u32::MAX;
    let changes: &[(Option<[u32; 4]>, &str)] =
        &[(Some([0, far, 0, far]), "!"), (Some([far, 0, far, far]), " end"), (Some([1, 3, 0, 99]), ":")];
    editor.change(2, changes).await;
    diagnostics_of(&mut editor, 2).await;
    assert_eq!(*seen.lock().expect("no test panics here"), "one!: end");
    for (line, character) in [(0, far), (far, 0), (far, far)] {
        assert_eq!(editor.ask_at("textDocument/hover", line, character).await, Ok(Value::Null));
        assert_eq!(editor.ask_at("textDocument/definition", line, character).await, Ok(Value::Null));
    }
    editor.leave().await;
}

#[tokio::test]
async fn columns_are_counted_in_the_agreed_unit() {
    let table = [(&["utf-16"], 10, 19), (&["utf-8"], 12, 21), (&["utf-32"], 9, 18)];
    for (encodings, from, to) in table {
        let mut editor = Editor::ready(Words::new(), encodings).await;
        editor.open("\r\n😀 It is permanent.").await;
        let (_, diagnostics) = editor.diagnostics().await;
        assert_eq!(diagnostics[0]["range"], lsp_range([1, from - 1, 1, to - 1]), "{encodings:?}");
        // Editing by the same columns hits the word, and only the word.
        editor.change(2, &[(Some([1, from - 1, 1, to - 1]), "always")]).await;
        let diagnostics = diagnostics_of(&mut editor, 2).await;
        assert_eq!(diagnostics.len(), 1);
        assert_eq!(diagnostics[0]["range"], lsp_range([1, from - 1, 1, from + 5]), "{encodings:?}");
        editor.leave().await;
    }
}

#[tokio::test]
async fn a_question_is_about_the_text_as_it_was_asked() {
    let mut editor = Editor::ready(Words::new(), &["utf-16"]).await;
    editor.open("It is permanent.").await;
    editor.diagnostics().await;
    let id = editor.send_request("textDocument/hover", at(0, 8)).await;
    editor.change(2, &[(Some([0, 0, 0, 16]), "")]).await;
    let hover = editor.answer(id).await.expect("the draft had been judged when the question came");
    assert_eq!(hover["range"], lsp_range([0, 0, 0, 16]));
    assert_eq!(diagnostics_of(&mut editor, 2).await, Vec::<Value>::new());
    editor.leave().await;
}
