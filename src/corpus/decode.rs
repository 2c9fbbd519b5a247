//! From a page's bytes to text with `\n` line ends. It must not know page formats, and never changes the number of
//! lines: every line number of the corpus rests on that.

use std::sync::LazyLock;

use encoding_rs::{Encoding, WINDOWS_1252};
use regex::bytes::Regex;

/// Turns the bytes of a page into text, or tells the line, from 1, on which they stop looking like text.
///
/// A byte-order mark decides first. Otherwise the bytes are UTF-8 where they can be; a page with a few damaged
/// characters is still UTF-8, and one where nearly every accented character is damaged is Windows-1252 (which contains
/// Latin-1), the usual encoding of old saved pages.
pub(super) fn decode(bytes: &[u8]) -> Result<String, u32> {
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => {
            encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default()).0.into_owned()
        }
        None => decode_without_mark(bytes)?,
    };
    let text = if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text };
    let controls = text.chars().filter(|&c| is_stray_control(c)).count();
    if controls * MIN_TEXT_PER_CONTROL > text.chars().count() {
        let first = text.find(is_stray_control).unwrap_or_default();
        return Err(line_at(text.as_bytes(), first));
    }
    Ok(text)
}

/// The same for a web page, which may tell its encoding itself; what it tells counts where the bytes are no UTF-8.
pub(super) fn decode_html(bytes: &[u8]) -> Result<String, u32> {
    let told = declared(bytes).filter(|_| Encoding::for_bom(bytes).is_none() && std::str::from_utf8(bytes).is_err());
    match told {
        // A damaged page is still UTF-8 where it says so, and a page without a mark is never UTF-16.
        Some(encoding) if encoding != encoding_rs::UTF_8 && encoding.is_ascii_compatible() => {
            decode(encoding.decode_without_bom_handling(bytes).0.as_bytes())
        }
        _ => decode(bytes),
    }
}

/// The encoding that a web page names in its first bytes (`<meta charset=…>`, `<?xml … encoding=…?>`).
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    static DECLARATION: LazyLock<Regex> = LazyLock::new(|| {
        #[expect(clippy::unwrap_used, reason = "the pattern is a constant, and the tests compile it")]
        Regex::new(r#"(?i-u)(?:charset|encoding)\s*=\s*["']?\s*([-\w:.]+)"#).unwrap()
    });
    let head = bytes.get(..bytes.len().min(2048)).unwrap_or_default();
    Encoding::for_label(DECLARATION.captures(head)?.get(1)?.as_bytes())
}

/// A line with every run of white space (also the no-break spaces of saved pages) as one space, and without
/// characters that cannot be seen.
pub(super) fn tidy(line: &str) -> String {
    let mut tidy = String::with_capacity(line.len());
    for word in line.split_whitespace() {
        let before = tidy.len();
        if before > 0 {
            tidy.push(' ');
        }
        let start = tidy.len();
        tidy.extend(word.chars().filter(|&c| !c.is_control() && !matches!(c, '\u{ad}' | '\u{200b}' | '\u{feff}')));
        if tidy.len() == start {
            tidy.truncate(before);
        }
    }
    tidy
}

/// One control character in fifty is more than a damaged page of prose shows; a picture or an archive shows far more.
const MIN_TEXT_PER_CONTROL: usize = 50;

fn decode_without_mark(bytes: &[u8]) -> Result<String, u32> {
    if let Some(nul) = memchr::memchr(0, bytes) {
        return Err(line_at(bytes, nul));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    let lossy = String::from_utf8_lossy(bytes);
    let damaged = lossy.matches(char::REPLACEMENT_CHARACTER).count();
    let intact = lossy.chars().filter(|&c| !c.is_ascii() && c != char::REPLACEMENT_CHARACTER).count();
    if intact >= damaged {
        return Ok(lossy.into_owned());
    }
    Ok(WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned())
}

fn is_stray_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t' | '\u{c}')
}

/// The line, from 1, of an offset.
fn line_at(bytes: &[u8], offset: usize) -> u32 {
    let before = bytes.get(..offset).unwrap_or(bytes);
    u32::try_from(memchr::memchr_iter(b'\n', before).count()).unwrap_or(u32::MAX).saturating_add(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_usual_encoding_gives_the_same_text() {
        let expected = "Dr. Müller says “3–6 months”.\nYes.";
        let utf_16: Vec<u8> = [0xfeff].into_iter().chain(expected.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        let windows_1252 = b"Dr. M\xfcller says \x933\x966 months\x94.\nYes.".to_vec();
        let table = [
            ("UTF-8", expected.as_bytes().to_vec()),
            ("UTF-8 with a mark", format!("\u{feff}{expected}").into_bytes()),
            ("CRLF", expected.replace('\n', "\r\n").into_bytes()),
            ("CR", expected.replace('\n', "\r").into_bytes()),
            ("UTF-16", utf_16),
            ("Windows-1252", windows_1252),
        ];
        for (name, bytes) in table {
            assert_eq!(decode(&bytes).as_deref(), Ok(expected), "{name}");
        }
    }

    #[test]
    fn one_damaged_character_does_not_damage_the_others() {
        let cut = "It’s “fine” – été".as_bytes();
        let cut = cut.get(..cut.len() - 1).expect("the text is longer than a byte");
        let text = decode(cut).expect("it is text");
        assert!(text.starts_with("It’s “fine” – ét"), "{text}");
    }

    #[test]
    fn damage_that_a_page_was_saved_with_is_no_other_encoding() {
        assert_eq!(decode("It\u{fffd}s fine.".as_bytes()).as_deref(), Ok("It\u{fffd}s fine."));
    }

    #[test]
    fn binary_bytes_are_told_with_their_line() {
        assert_eq!(decode(b"one\ntwo\0three"), Err(2));
        assert_eq!(decode(b"\x01\x02\x03\x04"), Err(1));
    }

    #[test]
    fn tidy_lines_have_single_spaces() {
        assert_eq!(tidy("  It\u{a0} works\t\u{200b} wel\u{ad}come \u{feff}"), "It works welcome");
        assert_eq!(tidy(" \u{a0} "), "");
    }
}
