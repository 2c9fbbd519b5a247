//! From a page's bytes to a [`Source`], whatever its format. It must not touch files: the path only names the page.

use std::path::Path;

use super::decode::{decode, decode_html};
use super::{Source, html, json_ld, markdown, saved};

/// Why a page could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}:{line}: {message}")]
pub struct PageError {
    /// The page.
    pub path: String,
    /// The line where reading failed, from 1.
    pub line: u32,
    /// What is wrong and what to do about it, in one sentence.
    pub message: String,
}

impl PageError {
    pub(super) fn new(path: &Path, line: u32, message: impl Into<String>) -> Self {
        Self { path: path.display().to_string(), line, message: message.into() }
    }
}

/// Reads a page; the format is told by the file's extension and its content.
///
/// `.md`, `.txt`, `.html` and `.jsonld` are read, each under its usual names. A text is Markdown when it has front matter
/// or headings with `#`, a web page when it begins as one, and the saved text of a web page otherwise: what people name
/// their files tells less than what stands in them.
///
/// # Errors
///
/// When the bytes are no page of a known format, or hold no answer.
pub fn read_page(path: &Path, bytes: &[u8]) -> Result<Source, PageError> {
    read_page_noting(path, bytes, &mut Vec::new())
}

/// The same, and tells what of the page could not be read though the rest could (a broken JSON-LD block).
///
/// # Errors
///
/// When the bytes are no page of a known format, or hold no answer.
pub fn read_page_noting(path: &Path, bytes: &[u8], problems: &mut Vec<PageError>) -> Result<Source, PageError> {
    let is_html = has_extension(path, HTML);
    let is_json_ld = has_extension(path, JSON_LD);
    if !is_html && !is_json_ld && !has_extension(path, TEXT) {
        let message =
            "this kind of file is not read; save the page as HTML (.html), as text (.txt) or as Markdown (.md)";
        return Err(PageError::new(path, 1, message));
    }
    if bytes.len() > MAX_PAGE_BYTES {
        let message =
            format!("the page is larger than {} MiB; split it into one file per page", MAX_PAGE_BYTES / (1024 * 1024));
        return Err(PageError::new(path, 1, message));
    }
    let decoded = if is_html { decode_html(bytes) } else { decode(bytes) };
    let text = decoded
        .map_err(|line| PageError::new(path, line, "the page is not text; save it as plain text or as Markdown"))?;
    if text.trim().is_empty() {
        return Err(PageError::new(path, 1, "the page is empty; put a title and answers into it, or remove it"));
    }
    if is_json_ld {
        json_ld::read(path, &text).map(without_blank_lines)
    } else if is_html || html::is_html(&text) {
        html::read(path, &text, problems).map(without_blank_lines)
    } else if markdown::is_markdown(&text) {
        markdown::read(path, &text)
    } else {
        saved::read(path, &text)
    }
}

/// The same page with no blank line inside a paragraph, as a broken web page may have one: Markdown would read two.
fn without_blank_lines(mut source: Source) -> Source {
    let answers = source.answers.iter_mut().flat_map(|answer| &mut answer.paragraphs);
    for paragraph in answers.chain(&mut source.question) {
        let lines: Vec<&str> = paragraph.text.lines().filter(|line| !line.trim().is_empty()).collect();
        if lines.len() < paragraph.text.lines().count() {
            paragraph.text = lines.join("\n");
        }
    }
    source
}

/// The names under which each kind of page is kept.
const TEXT: &[&str] = &["md", "markdown", "txt", "text"];
const HTML: &[&str] = &["html", "htm", "xhtml"];
/// JSON-LD; files named `.json` are often something else.
pub(super) const JSON_LD: &[&str] = &["jsonld", "json"];

/// Whether the file's extension is one of these, in any case.
pub(super) fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    let Some(extension) = path.extension().and_then(|extension| extension.to_str()) else { return false };
    extensions.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

/// A page is read as a whole, so a limit keeps a stray dump from filling the memory. The longest Q&A pages have some
/// hundred kilobytes, and web pages with pictures in them some megabytes; tell us if yours is larger.
const MAX_PAGE_BYTES: usize = 32 * 1024 * 1024;

#[cfg(test)]
mod tests {
    use super::*;

    fn error(name: &str, bytes: &[u8]) -> PageError {
        read_page(Path::new(name), bytes).expect_err("this is no page")
    }

    #[test]
    fn a_broken_page_gives_one_error_with_line_and_advice() {
        let table: [(&str, &[u8], u32, &str); 6] = [
            ("page.pdf", b"%PDF-1.7", 1, "save the page as"),
            ("page", b"Title", 1, "save the page as"),
            ("page.md", b"", 1, "empty"),
            ("page.txt", b"\xef\xbb\xbf \r\n", 1, "empty"),
            ("page.txt", b"Title\n\nA\0B", 3, "not text"),
            ("page.txt", b"Just one line", 1, "no answers"),
        ];
        for (name, bytes, line, advice) in table {
            let error = error(name, bytes);
            assert_eq!(error.line, line, "{error}");
            assert!(error.message.contains(advice), "{error}");
            assert!(error.to_string().starts_with(&format!("{name}:{line}: ")), "{error}");
        }
    }

    #[test]
    fn the_content_tells_the_format() {
        let markdown = "# Does it hurt?\n\n## Answer\n\nOnly a little.\n";
        let saved = "Does it hurt?\n\nDoctor Answers 1\n\nA little\n\nOnly for a short time, in most people.\n";
        for (name, text) in [("a.md", markdown), ("a.TXT", markdown), ("a.txt", saved), ("a.md", saved)] {
            let source = read_page(Path::new(name), text.as_bytes()).expect("both are pages");
            assert_eq!((source.title.as_str(), source.answers.len()), ("Does it hurt?", 1), "{name}");
        }
    }
}
