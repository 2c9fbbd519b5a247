//! Findings that the author has weighed and wants to hear no more of: by a comment in the draft, or by a line in the
//! project's list.
//!
//! In a draft in Markdown or HTML, `<!-- second-opinion: ignore CODE reason -->` on a line of its own is about the next line, at the
//! end of a line about that line. Several codes are joined by commas. In the list, each line is a code and the sentence
//! it is about, so that an entry survives every edit elsewhere; lines that begin with `#` are comments.
//!
//! It must not read files, and it must not change a verdict: only what is told to the author.

use rustc_hash::FxHashSet;

use super::finding::Code;
use super::lines::Lines;
use super::words::one_line;
use crate::draft::Format;
use crate::verdict::Judgement;

/// The name of a project's list.
pub const FILE_NAME: &str = ".second-opinion-ignore";

const OPENING: &str = "<!--";
const CLOSING: &str = "-->";
const MARK: &str = "second-opinion:";

/// A project's list of findings to be left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IgnoreList {
    entries: FxHashSet<(Code, String)>,
}

impl IgnoreList {
    /// Reads a list. A line that does not begin with a code is left out: whoever wrote it sees the finding still.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let entry = |line: &str| {
            let (code, sentence) = line.trim().split_once(char::is_whitespace)?;
            Some((Code::named(code)?, one_line(sentence)))
        };
        Self { entries: text.lines().filter(|line| !line.trim_start().starts_with('#')).filter_map(entry).collect() }
    }

    fn covers(&self, code: Code, judgement: &Judgement) -> bool {
        !self.entries.is_empty() && self.entries.contains(&(code, one_line(&judgement.text)))
    }
}

/// The line of a list that leaves a finding out.
#[must_use]
pub fn entry(code: Code, judgement: &Judgement) -> String {
    format!("{} {}", code.name(), one_line(&judgement.text))
}

/// The comment that leaves findings of a kind out.
#[must_use]
pub fn comment(code: Code, reason: &str) -> String {
    format!("{OPENING} {MARK} ignore {} {reason} {CLOSING}", code.name())
}

/// Where a comment goes that leaves a finding out, in bytes of the draft, and what is to be inserted there: on the line
/// before where that line is free and the comment tears nothing apart, else at the end of the finding's line.
#[must_use]
pub fn insertion(text: &str, judgement: &Judgement, code: Code, reason: &str) -> Option<(usize, String)> {
    let comment = comment(code, reason);
    let before = text.get(..judgement.slot.start)?;
    let start = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let line = text.get(start..)?.split(['\n', '\r']).next()?;
    let behind = text.get(start + line.len()..)?;
    let line_break = ["\r\n", "\r"].into_iter().find(|mark| behind.starts_with(mark)).unwrap_or("\n");
    let above = before.get(..start)?;
    let above = above.strip_suffix("\r\n").or_else(|| above.strip_suffix(['\n', '\r'])).unwrap_or(above);
    let line_before = above.rsplit(['\n', '\r']).next().unwrap_or_default();
    let opens_a_paragraph = line_before.trim().is_empty() && line.starts_with(char::is_alphabetic);
    Some(if opens_a_paragraph {
        (start, format!("{comment}{line_break}"))
    } else {
        (start + line.trim_end().len(), format!(" {comment}"))
    })
}

/// A line, counted from 1, that comments are about, and their codes.
type Commented = (usize, Vec<Code>);

/// What is left out of the findings of one draft.
#[derive(Debug)]
pub struct Ignored<'a> {
    list: &'a IgnoreList,
    /// The draft's lines and the comments that are about them; none where it holds no comment.
    comments: Option<(Lines<'a>, Vec<Commented>)>,
}

impl<'a> Ignored<'a> {
    /// Reads the comments of a draft. Plain text has none.
    #[must_use]
    pub fn new(text: &'a str, format: Format, list: &'a IgnoreList) -> Self {
        let may_hold_some = format != Format::Plain && memchr::memmem::find(text.as_bytes(), MARK.as_bytes()).is_some();
        Self { list, comments: may_hold_some.then(|| (Lines::new(text), commented_lines(text))) }
    }

    /// Whether nothing is left out.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.entries.is_empty() && self.comments.is_none()
    }

    /// Whether a judgement's finding is left out.
    #[must_use]
    pub fn covers(&self, judgement: &Judgement) -> bool {
        let Some(code) = Code::of(judgement) else { return false };
        self.list.covers(code, judgement) || self.has_comment(code, judgement)
    }

    fn has_comment(&self, code: Code, judgement: &Judgement) -> bool {
        let Some((lines, comments)) = &self.comments else { return false };
        let slot = lines.range(&judgement.slot);
        let lines = slot.start.line..=slot.end.line;
        comments.iter().any(|(line, codes)| lines.contains(line) && codes.contains(&code))
    }
}

/// The code in an ignoring comment at a byte of the text, and where it stands.
#[must_use]
pub fn code_at(text: &str, offset: usize) -> Option<(Code, std::ops::Range<usize>)> {
    let start = text.get(..offset)?.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let line = text.get(start..)?.split(['\n', '\r']).next()?;
    comments(line).flat_map(|comment| comment.codes).find_map(|(code, range)| {
        let range = start + range.start..start + range.end;
        (range.start <= offset && offset <= range.end).then_some((code, range))
    })
}

/// The lines that comments are about.
fn commented_lines(text: &str) -> Vec<Commented> {
    let mut found = Vec::new();
    // Comments that stand alone wait for the line they are about.
    let mut waiting: Vec<Code> = Vec::new();
    for (number, line) in lines_of(text) {
        let mut codes = std::mem::take(&mut waiting);
        let mut alone = line.trim().starts_with(OPENING) && line.trim().ends_with(CLOSING);
        for comment in comments(line) {
            alone &= comment.whole.len() == line.trim().len();
            codes.extend(comment.codes.iter().map(|(code, _)| *code));
        }
        if alone && !codes.is_empty() {
            waiting = codes;
        } else if !codes.is_empty() {
            found.push((number, codes));
        }
    }
    found
}

/// The lines as [`Lines`] counts them.
fn lines_of(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = Some(text);
    let lines = std::iter::from_fn(move || {
        let text = rest?;
        let Some(end) = text.find(['\n', '\r']) else { return rest.take() };
        let behind = &text[end..];
        rest = Some(behind.strip_prefix("\r\n").unwrap_or(&behind[1..]));
        Some(&text[..end])
    });
    (1..).zip(lines)
}

struct Comment<'a> {
    whole: &'a str,
    /// The codes, with their bytes in the line.
    codes: Vec<(Code, std::ops::Range<usize>)>,
}

/// The ignoring comments in a line.
fn comments(line: &str) -> impl Iterator<Item = Comment<'_>> {
    line.match_indices(OPENING).filter_map(move |(start, _)| {
        let inner = start + OPENING.len();
        let end = inner + line.get(inner..)?.find(CLOSING)?;
        let body = line.get(inner..end)?;
        let words = body.trim_start().strip_prefix(MARK)?.trim_start().strip_prefix("ignore")?;
        let names = words.strip_prefix(char::is_whitespace)?.split_whitespace().next()?;
        // `names` is a part of `line`, so its place is known.
        let mut at = names.as_ptr() as usize - line.as_ptr() as usize;
        let mut codes = Vec::new();
        for name in names.split(',') {
            codes.extend(Code::named(name).map(|code| (code, at..at + name.len())));
            at += name.len() + 1;
        }
        Some(Comment { whole: line.get(start..end + CLOSING.len())?, codes })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::{Reason, Verdict};

    fn judgement(text: &str, slot: &str) -> Judgement {
        let start = text.find(slot).expect("the slot stands in the text");
        let from = text[..start].rfind(['.', '\n', '>']).map_or(0, |at| at + 1);
        let end = text[start..].find('.').map_or(text.len(), |at| start + at + 1);
        Judgement {
            sentence: from..end,
            text: text[from..end].trim().to_owned(),
            verdict: Verdict::Contradicted,
            slot: start..start + slot.len(),
            reason: Some(Reason::ExclusiveValues),
            message: None,
            supporting: Vec::new(),
            contradicting: Vec::new(),
        }
    }

    #[track_caller]
    fn check(text: &str, format: Format, list: &str, expected: bool) {
        let list = IgnoreList::parse(list);
        let found = Ignored::new(text, format, &list).covers(&judgement(text, "permanent"));
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn a_comment_is_about_its_line_or_the_next_and_about_its_code_alone() {
        let table = [
            ("It is permanent.", false),
            ("<!-- second-opinion: ignore overstatement why -->\nIt is permanent.", false),
            ("<!-- second-opinion: ignore nonsense -->\nIt is permanent.", false),
            ("<!-- second-opinion: ignored contradiction -->\nIt is permanent.", false),
            ("<!-- ignore contradiction -->\nIt is permanent.", false),
            ("<!-- second-opinion: ignore contradiction why -->\n\nIt is permanent.", false),
            ("It is so. <!-- second-opinion: ignore contradiction why -->\nIt is permanent.", false),
            ("It is permanent.\n<!-- second-opinion: ignore contradiction why -->", false),
            ("<!-- second-opinion: ignore contradiction why -->\nIt is permanent.", true),
            ("<!-- second-opinion: ignore contradiction -->\r\nIt is permanent.", true),
            ("  <!--second-opinion: ignore contested,contradiction x-->\rIt is permanent.", true),
            (
                "<!-- second-opinion: ignore contradiction a -->\n<!-- second-opinion: ignore contested b -->\n\
                 It is permanent.",
                true,
            ),
            ("It is permanent. <!-- second-opinion: ignore contradiction why -->", true),
        ];
        for (text, expected) in table {
            check(text, Format::Markdown, "", expected);
            check(text, Format::Plain, "", false);
        }
    }

    #[test]
    fn a_list_names_the_code_and_the_sentence() {
        let text = "It is  permanent.";
        for format in [Format::Markdown, Format::Plain] {
            check(text, format, "# contradiction It is permanent.", false);
            check(text, format, "overstatement It is permanent.\nIt is permanent.", false);
            check(text, format, "contradiction It is permanently so.", false);
            check(text, format, "\n\n# why\n contradiction  It is permanent. \r\n", true);
        }
        let judgement = judgement(text, "permanent");
        let list = IgnoreList::parse(&entry(Code::Contradiction, &judgement));
        assert!(Ignored::new(text, Format::Plain, &list).covers(&judgement));
    }

    #[test]
    fn the_comment_goes_where_it_tears_nothing_apart() {
        const COMMENT: &str = "<!-- second-opinion: ignore contradiction why -->";
        let table = [
            ("It is permanent.", format!("{COMMENT}\nIt is permanent.")),
            ("A.\r\n\r\nIt is permanent.\r\n", format!("A.\r\n\r\n{COMMENT}\r\nIt is permanent.\r\n")),
            ("It lasts and\nis permanent.  \nYes.", format!("It lasts and\nis permanent. {COMMENT}  \nYes.")),
            ("- It is permanent.\n- b", format!("- It is permanent. {COMMENT}\n- b")),
            ("# It is permanent", format!("# It is permanent {COMMENT}")),
            ("| It is permanent. | b |", format!("| It is permanent. | b | {COMMENT}")),
        ];
        for (text, expected) in table {
            let judgement = judgement(text, "permanent");
            let (at, comment) = insertion(text, &judgement, Code::Contradiction, "why").expect("there is a place");
            let mut result = text.to_owned();
            result.insert_str(at, &comment);
            assert_eq!(result, expected);
            let list = IgnoreList::default();
            let judgement = super::tests::judgement(&result, "permanent");
            assert!(Ignored::new(&result, Format::Markdown, &list).covers(&judgement), "{result}");
        }
    }

    #[test]
    fn the_comment_that_is_offered_is_understood() {
        let comment = comment(Code::Overstatement, "because so");
        assert_eq!(comment, "<!-- second-opinion: ignore overstatement because so -->");
        let text = format!("a\n{comment}\nb");
        let (code, range) = code_at(&text, text.find("state").expect("it is there")).expect("there is a code");
        assert_eq!((code, &text[range]), (Code::Overstatement, "overstatement"));
        assert_eq!(code_at(&text, 4), None);
        assert_eq!(code_at(&text, text.len() + 1), None);
    }
}
