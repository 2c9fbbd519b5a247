//! What a corpus says, as one page to look at.
//!
//! It must put nothing from the corpus into the page but through [`page::escaped`].

use std::fmt::Write as _;

use super::text::capitalised;
use super::{Consensus, Figure, Figures, Proposition, measured};
use crate::report::finding::Citation;
use crate::report::page::{self, bar, escaped, who};
use crate::report::words::count;

// Writing to a string never fails, so the results of `write!` are let go below.

pub(super) fn html(consensus: &Consensus) -> String {
    let mut out = page::head("What the answers say");
    let answers = count(consensus.corpus.answers, "answer", "answers");
    let pages = count(consensus.corpus.sources, "page", "pages");
    let _ = write!(
        out,
        "<header>\n\
         <h1>What the answers say</h1>\n<p>{answers} on {pages}. Each answer counts once. What is not clear, or said by one answer \
         alone, is left out. No medical advice.</p>\n"
    );
    contents(&mut out, consensus);
    out.push_str("</header>\n<main>\n");
    for (number, topic) in consensus.topics.iter().enumerate() {
        let name = topic.topic.as_deref().map_or_else(|| "Also".to_owned(), capitalised);
        let _ = writeln!(
            out,
            "<section id=\"t{number}\" aria-labelledby=\"h{number}\">\n<h2 id=\"h{number}\">{}</h2>",
            escaped(&name)
        );
        topic.propositions.iter().for_each(|it| proposition(&mut out, it));
        topic.figures.iter().for_each(|it| figures(&mut out, it));
        out.push_str("</section>\n");
    }
    if consensus.topics.is_empty() {
        out.push_str("<p>No two answers surely say the same or the opposite.</p>\n");
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn contents(out: &mut String, consensus: &Consensus) {
    let named =
        || consensus.topics.iter().enumerate().filter_map(|(number, topic)| Some((number, topic.topic.as_deref()?)));
    if named().count() > 1 {
        out.push_str("<nav aria-label=\"Topics\">\n<ul>\n");
        for (number, name) in named() {
            let _ = writeln!(out, "<li><a href=\"#t{number}\">{}</a></li>", escaped(&capitalised(name)));
        }
        out.push_str("</ul>\n</nav>\n");
    }
}

fn proposition(out: &mut String, proposition: &Proposition) {
    let (agree, against) = (proposition.supporting.len(), proposition.contradicting.len());
    let class = if proposition.disputed { " class=\"disputed\"" } else { "" };
    let mark = if proposition.disputed { " <strong class=\"mark\">Doctors disagree</strong>" } else { "" };
    let _ = writeln!(out, "<article{class}>\n<h3>{}</h3>", escaped(&proposition.statement));
    bar(out, agree, against);
    let none = if against == 0 { "none".to_owned() } else { against.to_string() };
    let _ = writeln!(out, "<p class=\"tally\">{} for, {none} against{mark}</p>", count(agree, "answer", "answers"));
    who(out, "Who says so", &proposition.supporting);
    who(out, "Who says otherwise", &proposition.contradicting);
    out.push_str("</article>\n");
}

fn figures(out: &mut String, figures: &Figures) {
    let _ = writeln!(out, "<article class=\"figures\">\n<h3>{}</h3>", measured(figures.measure));
    let _ = writeln!(out, "<p class=\"of\">{}</p>", escaped(&figures.statement));
    out.push_str("<table>\n<thead><tr><th scope=\"col\">Figure</th><th scope=\"col\">Answers</th>");
    let most = figures.values.iter().flat_map(|figure| [figure.low, figure.high]).flatten().fold(0.0, f64::max);
    // A scale of lengths needs one unit and an end.
    let one_unit = figures.values.windows(2).all(|pair| matches!(pair, [one, other] if one.unit == other.unit));
    let scaled =
        one_unit && most > 0.0 && figures.values.len() > 1 && figures.values.iter().all(|it| it.unit == "months");
    out.push_str(if scaled { "<td class=\"span\"></td></tr></thead>\n<tbody>\n" } else { "</tr></thead>\n<tbody>\n" });
    for figure in &figures.values {
        let _ = write!(out, "<tr><th scope=\"row\">{}</th><td>{}</td>", escaped(&figure.words), figure.answers.len());
        if scaled {
            span(out, figure, most);
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
    let all: Vec<Citation> = figures.values.iter().flat_map(|figure| figure.answers.iter().cloned()).collect();
    who(out, "Who says so", &all);
    out.push_str("</article>\n");
}

/// A figure as a stretch of the scale from nothing to the largest of them.
fn span(out: &mut String, figure: &Figure, most: f64) {
    let (low, high) = (figure.low.unwrap_or(0.0).max(0.0), figure.high.unwrap_or(most));
    let (left, width) = (100.0 * low / most, (100.0 * (high - low) / most).max(1.5));
    let left = left.min(100.0 - width);
    let _ = write!(
        out,
        "<td class=\"span\" aria-hidden=\"true\"><span style=\"margin-left:{left:.1}%;width:{width:.1}%\"></span></td>"
    );
}
