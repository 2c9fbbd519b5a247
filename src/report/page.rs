//! What all reports share that are one page to look at: its head, its bars, its lists of answers.
//!
//! A page loads nothing from anywhere and runs nothing: it goes round an editorial team and must do no harm, whatever
//! stands in drafts and corpora.

use std::fmt::Write as _;

use super::finding::Citation;
use super::words::Speaker;

const STYLE: &str = include_str!("page.css");

// Writing to a string never fails, so the results of `write!` are let go below.

/// Everything before a page's first heading.
pub(super) fn head(title: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
        escaped(title)
    )
}

/// How many answers stand on each side, as a bar. It shows what the words beside it say, so it is hidden from those who
/// hear the page.
pub(super) fn bar(out: &mut String, agree: usize, against: usize) {
    let _ = writeln!(
        out,
        "<div class=\"bar\" aria-hidden=\"true\">{}{}</div>",
        "<i class=\"for\"></i>".repeat(agree),
        "<i class=\"against\"></i>".repeat(against)
    );
}

/// A list of answers that can be opened; nothing where there is none.
pub(super) fn who(out: &mut String, title: &str, citations: &[Citation]) {
    if citations.is_empty() {
        return;
    }
    let _ = writeln!(out, "<details>\n<summary>{title} ({})</summary>\n<ul>", citations.len());
    for citation in citations {
        let quote = escaped(&citation.quote);
        // What an editor summed up must not look like a quotation.
        let quote =
            if citation.summary { format!("<p>{quote}</p>") } else { format!("<blockquote>{quote}</blockquote>") };
        let _ = writeln!(out, "<li>{quote}<cite>{}</cite></li>", escaped(&place(citation)));
    }
    out.push_str("</ul>\n</details>\n");
}

/// Who says it, and where it stands.
pub(super) fn place(citation: &Citation) -> String {
    let answer = citation.answer.map(|number| format!(", answer {number}")).unwrap_or_default();
    format!("{} – {}{answer}", Speaker::from(citation), citation.source)
}

/// A text in which nothing is markup, and nothing is invisible.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in annotate_snippets::normalize_untrusted_str(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}
