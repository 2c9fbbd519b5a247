//! What editors send: positions in three encodings, edits, whole texts.

use proptest::prelude::*;
use second_opinion::draft::{Draft, Encoding, Format, Position};

const ENCODINGS: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

fn draft(text: &str) -> Draft {
    Draft::new(text, Format::Plain)
}

fn at(line: u32, column: u32) -> Position {
    Position { line, column }
}

/// One row of the table: a byte offset and its columns in UTF-8, UTF-16 and UTF-32 on a line.
type Row = (usize, u32, [u32; 3]);

/// Both directions agree on every row.
#[track_caller]
fn check(text: &str, rows: &[Row]) {
    let draft = draft(text);
    for &(offset, line, columns) in rows {
        for (encoding, column) in ENCODINGS.into_iter().zip(columns) {
            assert_eq!(draft.position(offset, encoding), at(line, column), "position of {offset} in {encoding:?}");
            assert_eq!(draft.offset(at(line, column), encoding), offset, "offset of {line}:{column} in {encoding:?}");
        }
    }
}

#[test]
fn positions_count_in_the_units_of_the_encoding() {
    check("", &[(0, 0, [0, 0, 0])]);
    check("abc", &[(0, 0, [0, 0, 0]), (3, 0, [3, 3, 3])]);
    check(
        "née\nÉté",
        &[(1, 0, [1, 1, 1]), (3, 0, [3, 2, 2]), (5, 1, [0, 0, 0]), (7, 1, [2, 1, 1]), (10, 1, [5, 3, 3])],
    );
    check("a😀b\n", &[(1, 0, [1, 1, 1]), (5, 0, [5, 3, 2]), (6, 0, [6, 4, 3]), (7, 1, [0, 0, 0])]);
    check("👩‍⚕️ x", &[(4, 0, [4, 2, 1]), (7, 0, [7, 3, 2]), (14, 0, [14, 6, 5])]);
}

#[test]
fn lines_end_at_line_feed_carriage_return_and_both() {
    check(
        "a\r\nb\rc\nd",
        &[(1, 0, [1, 1, 1]), (3, 1, [0, 0, 0]), (5, 2, [0, 0, 0]), (7, 3, [0, 0, 0]), (8, 3, [1, 1, 1])],
    );
    check("a\n", &[(2, 1, [0, 0, 0])]);
}

#[test]
fn nothing_else_ends_a_line() {
    check("a\u{b}b\u{c}c\u{85}d\u{2028}e\u{2029}f", &[(16, 0, [16, 11, 11])]);
}

#[test]
fn positions_from_outside_are_clamped() {
    let draft = draft("ab\r\nc😀\nlast");
    for encoding in ENCODINGS {
        assert_eq!(draft.offset(at(0, 99), encoding), 2, "a column past the end stays before the line break");
        assert_eq!(draft.offset(at(0, u32::MAX), encoding), 2);
        assert_eq!(draft.offset(at(2, 99), encoding), 14);
        assert_eq!(draft.offset(at(3, 0), encoding), 14, "a line past the last is the end of the text");
        assert_eq!(draft.offset(at(u32::MAX, u32::MAX), encoding), 14);
        assert_eq!(draft.position(3, encoding), at(0, 2), "an offset inside a line break is the line's end");
        assert_eq!(draft.position(usize::MAX, encoding), at(2, 4));
    }
    assert_eq!(draft.offset(at(1, 2), Encoding::Utf16), 5, "between two surrogates is before the character");
    assert_eq!(draft.offset(at(1, 3), Encoding::Utf8), 5, "inside a character is before it");
    assert_eq!(draft.position(7, Encoding::Utf16), at(1, 1));
}

#[test]
fn an_edit_replaces_what_lies_between_two_positions() {
    let mut draft = draft("one 😀 two\r\nthree");
    draft.apply(at(0, 4)..at(0, 6), Encoding::Utf16, "é");
    assert_eq!(draft.text(), "one é two\r\nthree");
    draft.apply(at(0, 99)..at(1, 0), Encoding::Utf32, " ");
    assert_eq!(draft.text(), "one é two three");
    draft.apply(at(7, 7)..at(9, 9), Encoding::Utf8, "\n");
    assert_eq!(draft.text(), "one é two three\n");
}

#[test]
fn an_edit_with_its_ends_swapped_is_the_same_edit() {
    let mut draft = draft("abcdef");
    draft.apply(at(0, 4)..at(0, 1), Encoding::Utf8, "-");
    assert_eq!(draft.text(), "a-ef");
}

#[test]
fn a_clone_is_a_snapshot() {
    let mut draft = draft("before");
    let snapshot = draft.clone();
    draft.replace("after");
    assert_eq!((snapshot.text().as_str(), draft.text().as_str()), ("before", "after"));
    assert_eq!(draft.len(), 5);
    assert!(!draft.is_empty());
}

/// The byte offset of a position in a plain string, found by walking through it.
fn model_offset(text: &str, position: Position, encoding: Encoding) -> usize {
    let mut start = 0;
    for _ in 0..position.line {
        let Some(found) = text[start..].find(['\n', '\r']) else { return text.len() };
        start += found + if text[start + found..].starts_with("\r\n") { 2 } else { 1 };
    }
    let end = text[start..].find(['\n', '\r']).map_or(text.len(), |length| start + length);
    let mut left = position.column as usize;
    for (at, character) in text[start..end].char_indices() {
        let units = match encoding {
            Encoding::Utf8 => character.len_utf8(),
            Encoding::Utf16 => character.len_utf16(),
            Encoding::Utf32 => 1,
        };
        if left < units {
            return start + at;
        }
        left -= units;
    }
    end
}

fn some_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("a"),
        Just("b c"),
        Just("é"),
        Just("😀"),
        Just("👩‍⚕️"),
        Just("\n"),
        Just("\r\n"),
        Just("\r"),
        Just("\u{2028}"),
        Just("\u{c}")
    ];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

fn some_position() -> impl Strategy<Value = Position> {
    (0..12u32, 0..12u32).prop_map(|(line, column)| at(line, column))
}

fn some_encoding() -> impl Strategy<Value = Encoding> {
    prop::sample::select(ENCODINGS.to_vec())
}

proptest! {
    #[test]
    fn edits_do_what_they_do_to_a_string(
        start in some_text(),
        edits in prop::collection::vec((some_position(), some_position(), some_encoding(), some_text()), 1..12),
    ) {
        let mut draft = draft(&start);
        let mut model = start;
        for (from, to, encoding, replacement) in edits {
            let mut ends = [from, to].map(|position| model_offset(&model, position, encoding));
            ends.sort_unstable();
            model.replace_range(ends[0]..ends[1], &replacement);
            draft.apply(from..to, encoding, &replacement);
            prop_assert_eq!(draft.text(), model.as_str());
        }
    }

    #[test]
    fn offsets_survive_the_way_to_a_position_and_back(text in some_text(), encoding in some_encoding()) {
        let draft = draft(&text);
        for (offset, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let back = draft.offset(draft.position(offset, encoding), encoding);
            let inside_line_break = text[..offset].ends_with('\r') && text[offset..].starts_with('\n');
            prop_assert_eq!(back, offset - usize::from(inside_line_break));
        }
    }

    #[test]
    fn any_position_gives_a_place_between_characters(
        text in some_text(),
        position in some_position(),
        encoding in some_encoding(),
    ) {
        let offset = draft(&text).offset(position, encoding);
        prop_assert_eq!(offset, model_offset(&text, position, encoding));
    }
}
