//! Findings as one page to look at, to print, or to send to an editor who has no terminal.
//!
//! Like the JSON report it is written piece by piece. It must put nothing from a draft or a corpus into the page but
//! through [`page::escaped`].

use std::fmt::Write as _;

use super::finding::{Code, Finding};
use super::json::{CorpusSize, DraftReport};
use super::lines::Lines;
use super::page::{self, bar, escaped, who};
use super::text::{self, Totals};
use super::words::{self, count};

/// Characters shown on each side of a finding in its line.
const CONTEXT: usize = 300;

// Writing to a string never fails, so the results of `write!` are let go below.

/// What stands before the first draft.
#[must_use]
pub fn opening(corpus: CorpusSize) -> String {
    let answers = count(corpus.answers, "answer", "answers");
    let pages = count(corpus.sources, "page", "pages");
    format!(
        "{}<header>\n<h1>A second opinion</h1>\n<p>Drafts held against {answers} from {pages}. Each answer counts once. No \
         medical advice.</p>\n</header>\n<main>\n",
        page::head("A second opinion")
    )
}

/// One draft.
#[must_use]
pub fn draft(report: &DraftReport, lines: &Lines<'_>) -> String {
    let mut out = format!("<section>\n<h2>{}</h2>\n", escaped(&report.path));
    if report.findings.is_empty() {
        out.push_str("<p class=\"place\">Nothing found.</p>\n");
    }
    for finding in &report.findings {
        article(&mut out, finding, lines);
    }
    out.push_str("</section>\n");
    out
}

/// What stands behind the last draft.
#[must_use]
pub fn closing(totals: Totals, corpus: CorpusSize) -> String {
    format!(
        "</main>\n<footer><p class=\"place\">{}</p></footer>\n</body>\n</html>\n",
        escaped(text::closing(totals, corpus).trim_end())
    )
}

fn article(out: &mut String, finding: &Finding, lines: &Lines<'_>) {
    let name = finding.code.name();
    let _ = writeln!(out, "<article class=\"{name}\">\n<span class=\"code\">{name}</span>");
    let reason = finding.reason.map(|reason| format!(" · {}", words::reason(reason))).unwrap_or_default();
    let _ = writeln!(out, "<p class=\"place\">Line {}{reason}</p>", finding.range.start.line);
    let [before, said, after] = excerpt(finding, lines).map(|text| escaped(&text));
    let _ = writeln!(out, "<p class=\"said\">{before}<mark>{said}</mark>{after}</p>");
    let _ = writeln!(out, "<h3>{}</h3>", escaped(&finding.message));
    bar(out, finding.supporting.len(), finding.contradicting.len());
    let (against, agreeing) = match finding.code {
        Code::Overstatement => ("Who says it differently", "Who says it with reserve"),
        Code::Contradiction | Code::Paraphrase | Code::Contested => ("Who says otherwise", "Who says so"),
    };
    who(out, against, &finding.contradicting);
    who(out, agreeing, &finding.supporting);
    out.push_str("</article>\n");
}

/// The words of a finding, and what stands before and behind them in their lines.
fn excerpt(finding: &Finding, lines: &Lines<'_>) -> [String; 3] {
    let (start, end) = (finding.range.start, finding.range.end);
    let text = lines.text();
    let line_end = lines.start_of(end.line + 1);
    let before = text.get(lines.start_of(start.line)..start.offset).unwrap_or_default();
    let after = text.get(end.offset..line_end).unwrap_or_default().trim_end();
    let cut = before.char_indices().rev().nth(CONTEXT).map(|(at, _)| at);
    let before = cut.map_or(before.to_owned(), |at| format!("… {}", before.get(at..).unwrap_or_default()));
    let cut = after.char_indices().nth(CONTEXT).map(|(at, _)| at);
    let after = cut.map_or(after.to_owned(), |at| format!("{} …", after.get(..at).unwrap_or_default()));
    [before, finding.text.clone(), after]
}

#[cfg(test)]
mod tests {
    use super::super::finding::samples::finding;
    use super::*;

    const SIZE: CorpusSize = CorpusSize { sources: 1, answers: 2, claims: 3 };
    const DRAFT: &str = "One.\n\nThe for ever; <b>bold</b> & more.\nNext.";

    fn page(findings: Vec<Finding>) -> String {
        let lines = Lines::new(DRAFT);
        let report = DraftReport { path: "a<b>.md".to_owned(), findings, sentences: None };
        let totals = Totals::of(&report);
        format!("{}{}{}", opening(SIZE), draft(&report, &lines), closing(totals, SIZE))
    }

    #[test]
    fn a_clean_draft_is_named() {
        let page = page(Vec::new());
        assert!(page.contains("<h2>a&lt;b&gt;.md</h2>\n<p class=\"place\">Nothing found.</p>"), "{page}");
    }

    #[test]
    fn a_finding_stands_in_its_line_and_nothing_is_markup() {
        let page = page(vec![finding()]);
        assert!(page.contains("<mark>for ever;</mark> &lt;b&gt;bold&lt;/b&gt; &amp; more.</p>"), "{page}");
        assert!(page.contains("1 contradiction in 1 draft."), "{page}");
        assert!(!page.contains("<script") && !page.contains("http:") && !page.contains("https:"), "{page}");
        for tag in ["section", "article", "p", "mark", "ul", "li", "details", "main", "footer"] {
            let opened = page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
            assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag} in {page}");
        }
    }

    #[test]
    fn a_long_line_is_cut() {
        let long = format!("{}for ever;{}", "é ".repeat(5000), " x".repeat(5000));
        let lines = Lines::new(&long);
        let start = long.find("for").unwrap_or_default();
        let found = Finding { range: lines.range(&(start..start + 9)), ..finding() };
        let report = DraftReport { path: "a.md".to_owned(), findings: vec![found], sentences: None };
        assert!(draft(&report, &lines).len() < 3000);
    }
}
