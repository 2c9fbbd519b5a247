//! Findings as a person reads them in a terminal: the draft's words underlined, why, and who says what.
//!
//! Drafts and pages are not trusted: whatever comes from them is cleaned of control characters before it is shown.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Message, Origin, Renderer, Snippet, level, normalize_untrusted_str};

use super::finding::{Citation, Code, Finding, Severity};
use super::json::{CorpusSize, DraftReport};
use super::lines::{Lines, Range};
use super::words::{self, Speaker, count, one_line};

/// How a report is laid out.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// Whether colours are used.
    pub colour: bool,
    /// The width in columns.
    pub width: usize,
}

/// How many findings of each kind were found, and in how many drafts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Drafts that were checked.
    pub drafts: usize,
    /// Drafts in which something was found.
    pub with_findings: usize,
    /// Contradictions.
    pub contradictions: usize,
    /// Contradictions in other words.
    pub paraphrases: usize,
    /// Overstatements.
    pub overstatements: usize,
    /// Contested statements.
    pub contested: usize,
}

/// Citations shown of the side against the draft; the others are counted.
const SHOWN_AGAINST: usize = 3;
/// Citations shown of the side that agrees with it.
const SHOWN_FOR: usize = 2;
/// Characters shown on each side of a finding in a very long line, which need not be laid out whole.
const CONTEXT: usize = 400;

/// The findings of one draft, each with a blank line behind it; nothing where there is none.
#[must_use]
pub fn draft(report: &DraftReport, lines: &Lines<'_>, style: Style) -> String {
    report.findings.iter().map(|finding| render(&report.path, finding, lines, style)).collect()
}

/// The last line of the report.
#[must_use]
pub fn closing(totals: Totals, corpus: CorpusSize) -> String {
    let against = format!(
        "Held against {} from {}.",
        count(corpus.answers, "answer", "answers"),
        count(corpus.sources, "page", "pages")
    );
    let drafts = count(totals.drafts, "draft", "drafts");
    let found = [
        (totals.contradictions, "contradiction", "contradictions"),
        (totals.paraphrases, "contradiction in other words", "contradictions in other words"),
        (totals.overstatements, "overstatement", "overstatements"),
        (totals.contested, "contested statement", "contested statements"),
    ];
    let found: Vec<String> = found
        .into_iter()
        .filter(|&(number, ..)| number > 0)
        .map(|(number, one, many)| count(number, one, many))
        .collect();
    match found.as_slice() {
        [] => format!("Nothing found in {drafts}. {against}\n"),
        _ if totals.drafts == 1 => format!("{} in 1 draft. {against}\n", joined(&found)),
        _ => format!("{} in {} of {drafts}. {against}\n", joined(&found), totals.with_findings),
    }
}

impl Totals {
    /// The totals of one draft.
    #[must_use]
    pub fn of(report: &DraftReport) -> Self {
        let of = |code| report.findings.iter().filter(|finding| finding.code == code).count();
        Self {
            drafts: 1,
            with_findings: usize::from(!report.findings.is_empty()),
            contradictions: of(Code::Contradiction),
            paraphrases: of(Code::Paraphrase),
            overstatements: of(Code::Overstatement),
            contested: of(Code::Contested),
        }
    }
}

impl std::ops::AddAssign for Totals {
    fn add_assign(&mut self, other: Self) {
        self.drafts += other.drafts;
        self.with_findings += other.with_findings;
        self.contradictions += other.contradictions;
        self.paraphrases += other.paraphrases;
        self.overstatements += other.overstatements;
        self.contested += other.contested;
    }
}

fn render(path: &str, finding: &Finding, lines: &Lines<'_>, style: Style) -> String {
    let level = match finding.severity {
        Severity::Error => level::ERROR,
        Severity::Warning => level::WARNING,
        Severity::Information => level::INFO,
        Severity::Hint => level::HELP,
    };
    let Excerpt { text, line, span, whole } = excerpt(lines, finding.range);
    let annotation = AnnotationKind::Primary.span(span).label(finding.reason.map(words::reason));
    let snippet = Snippet::source(text).line_start(line).annotation(annotation);
    let name = finding.code.name();
    let message = textwrap::fill(&finding.message, style.width.saturating_sub(name.len() + 2).max(40));
    let mut group = Group::with_title(level.with_name(name).primary_title(&message));
    // A snippet counts its columns from what it is given, so where a line was cut, the place is told apart from it.
    if whole {
        group = group.element(snippet.path(path));
    } else {
        let place = finding.range.start;
        group = group.element(Origin::path(path).line(place.line).char_column(place.column)).element(snippet);
    }
    let group = group.elements(notes(finding, style.width));
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    let rendered = renderer.decor_style(DecorStyle::Unicode).term_width(style.width).render(&[group]);
    format!("{rendered}\n\n")
}

/// The lines a finding touches.
struct Excerpt {
    /// Their text. A CR alone is a LF there, so that the excerpt has the lines the editor has.
    text: String,
    /// The number of the first.
    line: usize,
    /// The finding's bytes in `text`.
    span: std::ops::Range<usize>,
    /// Whether the first line begins at its beginning: of a very long line, what lies far off is left out.
    whole: bool,
}

fn excerpt(lines: &Lines<'_>, range: Range) -> Excerpt {
    let first = lines.start_of(range.start.line);
    let last = lines.start_of(range.end.line + 1);
    let before = lines.text().get(first..range.start.offset).unwrap_or_default();
    let behind = lines.text().get(range.end.offset..last).unwrap_or_default().trim_end();
    let from = before.char_indices().rev().nth(CONTEXT).map(|(at, _)| at);
    let to = behind.char_indices().nth(CONTEXT).map(|(at, _)| at);
    let mut text = String::new();
    if let Some(from) = from {
        text.push('…');
        text.push_str(before.get(from..).unwrap_or_default());
    } else {
        text.push_str(before);
    }
    let start = text.len();
    text.push_str(lines.slice(range));
    let span = start..text.len();
    text.push_str(behind.get(..to.unwrap_or(behind.len())).unwrap_or_default());
    if to.is_some() {
        text.push('…');
    }
    let text = text.split("\r\n").map(|line| line.replace('\r', "\n")).collect::<Vec<_>>().join("\r\n");
    Excerpt { text, line: range.start.line, span, whole: from.is_none() }
}

fn notes(finding: &Finding, width: usize) -> Vec<Message<'static>> {
    let mut notes = Vec::new();
    let sides = [("against", &finding.contradicting, SHOWN_AGAINST), ("for", &finding.supporting, SHOWN_FOR)];
    let mut hidden = Vec::new();
    for (name, citations, shown) in sides {
        notes.extend(citations.iter().take(shown).map(|citation| {
            let indent = GUTTER + name.len();
            level::NOTE.with_name(name).message(note(citation, width.saturating_sub(indent)))
        }));
        if citations.len() > shown {
            hidden.push(format!("{} more {name}", citations.len() - shown));
        }
    }
    if !hidden.is_empty() {
        notes.push(level::NOTE.no_name().message(format!("and {}", joined(&hidden))));
    }
    notes
}

/// Columns that stand before the text of a note, beside its name: the line number's, the decoration's and the colon's.
const GUTTER: usize = 10;

/// Who says what, and where. The place comes last and in one piece, so that a terminal can open it.
fn note(citation: &Citation, width: usize) -> String {
    let quote = clean(&words::said(citation));
    let fill = |line: &str| textwrap::fill(line, width.max(40));
    let answer = citation.answer.map(|number| format!(" (answer {number})")).unwrap_or_default();
    let place = format!("{}:{}{answer}", clean(&citation.path), citation.line);
    [fill(&clean(&Speaker::from(citation).to_string())), fill(&quote), place].join("\n")
}

/// One line without control characters.
fn clean(text: &str) -> String {
    normalize_untrusted_str(&one_line(text))
}

fn joined(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use crate::draft::Format;
    use crate::report::ignore::{IgnoreList, Ignored};
    use std::ops::Range;
    use std::path::Path;

    use super::{Style, draft};
    use crate::corpus::{Answer, Source, SourceKind};
    use crate::report::{DraftReport, Lines};
    use crate::verdict::{Judgement, Knowledge, Reason, Side, Verdict};

    fn knowledge() -> Knowledge {
        let answer = |number, author: Option<&str>, rating| Answer {
            number: Some(number),
            author: author.map(str::to_owned),
            credential: author.map(|_| "Lisbon Dermatologist".to_owned()),
            rating,
            reviews: rating.map(|_| 12),
            ..Answer::at(1)
        };
        let page = |name: &str, summary, answers| Source {
            name: name.to_owned(),
            title: "Does it wear off?".to_owned(),
            kind: SourceKind::Qa,
            summary,
            answers,
            ..Source::at(Path::new(&format!("pages/{name}.md")))
        };
        let named = answer(1, Some("Ana Prior, MD"), Some(4.9));
        let answers =
            vec![named, answer(2, None, None), answer(3, Some("B. Oto, MD"), None), answer(4, None, Some(3.0))];
        let section = Answer { number: None, section: Some("How long".to_owned()), ..answer(1, None, None) };
        Knowledge::new(vec![page("wear", false, answers), page("digest", true, vec![section])])
    }

    fn side(source: usize, answer: usize, quote: &str) -> Side {
        Side { source, answer, quote: quote.to_owned(), line: 7 }
    }

    fn judgement(slot: Range<usize>) -> Judgement {
        Judgement {
            sentence: slot.clone(),
            text: String::new(),
            verdict: Verdict::Contradicted,
            slot,
            reason: Some(Reason::ExclusiveValues),
            message: Some("Doctors here say that it wears off.".to_owned()),
            supporting: Vec::new(),
            contradicting: vec![side(0, 1, "It goes.")],
        }
    }

    fn rendered(text: &str, judgements: &[Judgement]) -> String {
        let (lines, knowledge) = (Lines::new(text), knowledge());
        let list = IgnoreList::default();
        let ignored = Ignored::new(text, Format::Markdown, &list);
        let report = DraftReport::new("a.md".to_owned(), &lines, judgements, knowledge.sources(), &ignored, false);
        draft(&report, &lines, Style { colour: false, width: 90 })
    }

    #[test]
    fn says_nothing_about_what_is_supported_or_not_covered() {
        let quiet = |verdict| Judgement { verdict, ..judgement(0..2) };
        assert_eq!(rendered("It lasts.", &[quiet(Verdict::Supported), quiet(Verdict::Uncovered)]), "");
    }

    #[test]
    fn shows_the_words_the_reason_and_the_strongest_of_each_side() {
        let long =
            "It goes away in three to four months in nearly everybody whom I have treated in the last ten years.";
        let contradicting = vec![
            side(0, 0, long),
            side(1, 0, "wears off in months."),
            side(0, 1, "It goes.\nAlways."),
            side(0, 2, "So it is."),
        ];
        let supporting = vec![side(0, 3, "It stays.")];
        let text = "# Ünder\n\nIt “lasts” for ever, they say.\n";
        let start = text.find("for ever").expect("the slot is in the text");
        let judgement = Judgement { contradicting, supporting, ..judgement(start..start + 8) };
        insta::assert_snapshot!(rendered(text, &[judgement]), @r#"
        contradiction: Doctors here say that it wears off.
          ╭▸ a.md:3:12
          │
        3 │ It “lasts” for ever, they say.
          │            ━━━━━━━━ the two exclude each other
          │
          ├ against: Ana Prior, MD, Lisbon Dermatologist (4.9 stars, 12 reviews)
          │          “It goes away in three to four months in nearly everybody whom I have
          │          treated in the last ten years.”
          │          pages/wear.md:7 (answer 1)
          ├ against: Section “How long”
          │          summary: wears off in months.
          │          pages/digest.md:7
          ├ against: A doctor
          │          “It goes. Always.”
          │          pages/wear.md:7 (answer 2)
          ├ for: A doctor (3.0 stars, 12 reviews)
          │      “It stays.”
          │      pages/wear.md:7 (answer 4)
          ╰ and 1 more against
        "#);
    }

    #[test]
    fn shows_slots_that_overlap_one_by_one() {
        let overstated = Judgement { verdict: Verdict::Overstated, reason: None, message: None, ..judgement(3..20) };
        insta::assert_snapshot!(rendered("It always lasts for ever.", &[judgement(10..24), overstated]), @r#"
        contradiction: Doctors here say that it wears off.
          ╭▸ a.md:1:11
          │
        1 │ It always lasts for ever.
          │           ━━━━━━━━━━━━━━ the two exclude each other
          │
          ╰ against: A doctor
                     “It goes.”
                     pages/wear.md:7 (answer 2)

        overstatement: Doctors here say this less firmly.
          ╭▸ a.md:1:4
          │
        1 │ It always lasts for ever.
          │    ━━━━━━━━━━━━━━━━━
          │
          ╰ against: A doctor
                     “It goes.”
                     pages/wear.md:7 (answer 2)
        "#);
    }

    #[test]
    fn shows_slots_of_several_lines() {
        let text = "One.\r\nIt lasts\r\nfor\rever and\nnever ends.\r\n";
        let start = text.find("lasts").expect("the slot is in the text");
        let end = text.find(" and").expect("the slot's end is in the text");
        insta::assert_snapshot!(rendered(text, &[judgement(start..end)]), @r#"
        contradiction: Doctors here say that it wears off.
          ╭▸ a.md:2:4
          │
        2 │   It lasts
          │ ┏━━━━┛
        3 │ ┃ for
        4 │ ┃ ever and
          │ ┗━━━━┛ the two exclude each other
          │
          ╰ against: A doctor
                     “It goes.”
                     pages/wear.md:7 (answer 2)
        "#);
    }

    #[test]
    fn shows_a_window_of_a_very_long_line() {
        let text = format!("{}for ever{}", "é ".repeat(5000), " x".repeat(5000));
        let start = text.find("for ever").expect("the slot is in the text");
        let shown = rendered(&text, &[judgement(start..start + 8)]);
        assert!(shown.contains("a.md:1:10001"), "{shown}");
        assert!(shown.lines().all(|line| line.chars().count() <= 100), "{shown}");
        assert!(shown.contains("for ever"), "{shown}");
    }

    #[test]
    fn takes_slots_that_point_nowhere() {
        for slot in [0..0, 1..2, 3..3, 2..99, 99..100] {
            assert!(rendered("aé\n", &[judgement(slot)]).contains("a.md:"));
        }
    }

    #[test]
    fn lets_no_control_character_through() {
        let evil = "\u{1b}[31mred\u{7}\u{202e}";
        let judgement = Judgement {
            message: Some(evil.to_owned()),
            contradicting: vec![side(0, 0, evil)],
            ..judgement(0..evil.len())
        };
        let shown = rendered(evil, &[judgement]);
        assert!(!shown.contains(|c: char| c != '\n' && c.is_control()), "{shown:?}");
        assert!(!shown.contains('\u{202e}'), "{shown:?}");
    }
}
