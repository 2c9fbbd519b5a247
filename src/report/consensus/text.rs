//! What a corpus says, as lines of text.

use std::fmt::Write as _;

use super::{Consensus, measured};
use crate::report::finding::Citation;
use crate::report::words::{Speaker, count, one_line};

// Writing to a string never fails, so the results of `write!` are let go below.

pub(super) fn text(consensus: &Consensus) -> String {
    let mut out = String::new();
    for topic in &consensus.topics {
        let name = topic.topic.as_deref().unwrap_or("Also");
        let _ = writeln!(out, "{}\n", capitalised(name));
        for proposition in &topic.propositions {
            let _ = writeln!(out, "  {}", one_line(&proposition.statement));
            let (agree, against) = (&proposition.supporting, &proposition.contradicting);
            let disputed = if proposition.disputed { "  – doctors disagree" } else { "" };
            let _ = writeln!(out, "    {} for, {} against{disputed}", agree.len(), none_or(against.len()));
            let _ = writeln!(out, "    for:     {}", who(agree));
            for citation in against {
                let _ = writeln!(out, "    against: {} – {}", place(citation), one_line(&citation.quote));
            }
            out.push('\n');
        }
        for figures in &topic.figures {
            let _ = writeln!(out, "  {} ({})", measured(figures.measure), one_line(&figures.statement));
            for figure in &figures.values {
                let answers = count(figure.answers.len(), "answer", "answers");
                let _ = writeln!(out, "    {} in {answers}: {}", one_line(&figure.words), who(&figure.answers));
            }
            out.push('\n');
        }
    }
    if consensus.topics.is_empty() {
        out.push_str("No two answers surely say the same or the opposite.\n");
    }
    let pages = count(consensus.corpus.sources, "page", "pages");
    let _ = writeln!(out, "From {} on {pages}.", count(consensus.corpus.answers, "answer", "answers"));
    annotate_snippets::normalize_untrusted_str(&out)
}

pub(super) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn none_or(number: usize) -> String {
    if number == 0 { "none".to_owned() } else { number.to_string() }
}

fn who(citations: &[Citation]) -> String {
    citations.iter().map(place).collect::<Vec<_>>().join("; ")
}

/// "Ada Roe, MD (casts, answer 2)".
pub(super) fn place(citation: &Citation) -> String {
    let speaker = Speaker { credential: None, rating: None, reviews: None, ..Speaker::from(citation) };
    let answer = citation.answer.map(|number| format!(", answer {number}")).unwrap_or_default();
    format!("{} ({}{answer}, line {})", one_line(&speaker.to_string()), citation.source, citation.line)
}
