//! A draft that is read again after an edit reads as if it had been opened anew, whatever the edit.

use second_opinion::draft::{Draft, Encoding, Format, LivePassages, Passage, passages};

/// A small generator of numbers that are the same on every machine.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits fit") % limit.max(1)
    }

    fn one_of<'a>(&mut self, pieces: &[&'a str]) -> &'a str {
        pieces[self.below(pieces.len())]
    }
}

/// Everything that opens, closes or changes the meaning of what stands around it.
const PIECES: &[&str] = &[
    "",
    "a",
    " ",
    "\n",
    "\n\n",
    "\r",
    "\r\n",
    "    ",
    "\t",
    "é",
    "😀",
    "e\u{301}",
    "word ",
    "It lasts. ",
    "- ",
    "1. ",
    "2) ",
    "> ",
    "# ",
    "## Question\n",
    "## Answer\n",
    "Q: ",
    "A: ",
    "---\n",
    "===\n",
    "***\n",
    "```\n",
    "~~~\n",
    "`",
    "*",
    "**",
    "~~",
    "|",
    "| a | b |\n",
    "| --- | --- |\n",
    "[^1]",
    "[^1]: note\n",
    "[link]",
    "[link]: /to\n",
    "[link]: /to\n'title'\n",
    "<blockquote>\n",
    "</blockquote>\n",
    "<!--",
    "-->",
    "<div>\n",
    "</div>\n",
    "<q>",
    "</q>",
    "&shy;",
    "&amp;",
    "\\",
    "![x](y)",
    "https://a.example",
    "+++\n",
    "\u{feff}",
    "> [!NOTE]\n> So it is.\n",
    "<pre>\n",
    "</pre>\n",
    "$$",
    "[",
    "]",
    "]:",
    "Patient's question:\n",
    "<p>",
    "</p>\n",
    "<br>",
    "<h2>",
    "</h2>",
    "<ul><li>",
    "<table><tr><td>",
    "</td><th>",
    "</table>",
    "<script>",
    "</script>",
    "<code",
    ">",
    "&",
];

const START: &str = "# Title\n\nA first paragraph. With two sentences.\n\n- one\n- two\n\n  more of two\n\n## Question\n\nDoes it \
                     last?\n\n## Answer\n\nIt lasts[^1] for [some][link] months.\n\n| a | b |\n| --- | --- |\n| c | d |\n\n[^1]: \
                     A note.\n\n[link]: /to\n\n> A quotation.\n\n<blockquote>\n\nNot mine.\n\n</blockquote>\n\nMine again.\n\n\
                     ```\ncode\n```\n\nThe end.\n";

fn placed(outline: &LivePassages) -> Vec<Passage> {
    let mut all = Vec::new();
    for (start, section) in outline.sections() {
        for passage in section.iter() {
            let mut passage = passage.clone();
            for (_, draft) in &mut passage.map {
                *draft += start;
            }
            passage.range = passage.range.start + start..passage.range.end + start;
            all.push(passage);
        }
    }
    all
}

fn follow_edits(format: Format, seed: u64, edits: usize) {
    let mut numbers = Numbers(seed);
    let mut draft = Draft::new(START, format);
    let mut outline = LivePassages::new(&draft);
    for edit in 0..edits {
        for _ in 0..=numbers.below(3) / 2 {
            let place = numbers.below(draft.len() + 1);
            let removed = if numbers.below(3) == 0 { numbers.below(40) } else { 0 };
            let range = draft.position(place, Encoding::Utf8)..draft.position(place + removed, Encoding::Utf8);
            let piece = numbers.one_of(PIECES);
            draft.apply(range, Encoding::Utf8, piece);
        }
        if draft.len() > 3_000 {
            draft.replace(START);
        }
        let before = draft.text();
        outline.follow(&draft);
        let begins_a_line = |(start, _): (usize, _)| start == 0 || before[..start].ends_with(['\n', '\r']);
        assert!(outline.sections().all(begins_a_line), "seed {seed}, edit {edit}: {before:?}");
        assert_eq!(placed(&outline), passages(&before, format), "seed {seed}, edit {edit}: {before:?}");
    }
}

#[test]
fn markdown_follows_its_edits() {
    (0..12).for_each(|seed| follow_edits(Format::Markdown, seed, 400));
}

#[test]
fn plain_text_follows_its_edits() {
    (0..4).for_each(|seed| follow_edits(Format::Plain, seed, 400));
}

#[test]
fn html_follows_its_edits() {
    (0..4).for_each(|seed| follow_edits(Format::Html, seed, 400));
}

#[test]
fn what_an_edit_does_not_touch_stays_what_it_was() {
    check_kept(&("A paragraph[^1] of the draft.\n\n".repeat(100) + "[^1]: A note.\n"), Format::Markdown);
    check_kept(&("A paragraph of the draft.\n\n".repeat(100)), Format::Plain);
    check_kept(&("<ul>".to_owned() + &"<p>A paragraph <b>of</b> the draft.\n".repeat(100)), Format::Html);
}

#[track_caller]
fn check_kept(text: &str, format: Format) {
    let mut draft = Draft::new(text, format);
    let mut outline = LivePassages::new(&draft);
    let before: Vec<_> = outline.sections().map(|(_, passages)| std::sync::Arc::clone(passages)).collect();
    let place = draft.position(text.len() / 2, Encoding::Utf8);
    draft.apply(place..place, Encoding::Utf8, "x");
    outline.follow(&draft);
    let kept =
        outline.sections().filter(|(_, passages)| before.iter().any(|old| std::sync::Arc::ptr_eq(old, passages)));
    assert!(kept.count() >= before.len() - 5, "only the blocks around the edit are new");
}
