//! From our own types to the protocol's. The other way is [`super::from_proto`]; there is no third place.

use std::ops::Range;
use std::path::Path;

use serde_json::json;
use tower_lsp_server::ls_types::{
    self as lsp, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Hover, HoverContents, Location,
    MarkupContent, MarkupKind, NumberOrString, PositionEncodingKind, Uri,
};

use super::analysis::{Judged, LONGEST_DRAFT};
use super::from_proto::Agreed;
use super::hover_text;
use super::judgements::Placed;
use super::library::{Citation, Library};
use super::manual;
use crate::config::FileProblem;
use crate::corpus::PageError;
use crate::draft::{Draft, Encoding};
use crate::report::{self, Code, Severity};
use crate::verdict::{Judgement, Side, Verdict};

/// Who speaks in a diagnostic.
const SOURCE: &str = "second-opinion";

/// How many answers of each side a diagnostic points to; the hover tells how many there are.
const RELATED: usize = 3;

/// The protocol's name of an encoding.
pub(super) fn encoding(encoding: Encoding) -> PositionEncodingKind {
    match encoding {
        Encoding::Utf8 => PositionEncodingKind::UTF8,
        Encoding::Utf16 => PositionEncodingKind::UTF16,
        Encoding::Utf32 => PositionEncodingKind::UTF32,
    }
}

/// What the author should look at, in the order of the draft.
pub(super) fn diagnostics(judged: &Judged, draft: &Draft, agreed: &Agreed) -> Vec<Diagnostic> {
    if draft.len() > LONGEST_DRAFT {
        return vec![too_long(draft)];
    }
    let placed = judged.sections.sections().iter().flat_map(|placed| {
        let shown = placed.section.shown.get_or_init(|| section_diagnostics(placed, judged, draft, agreed));
        // Most sections have nothing to show, and need no place.
        let first_line = if shown.is_empty() { 0 } else { position(placed.start, draft, agreed.encoding).line };
        shown.iter().map(move |diagnostic| below(first_line, diagnostic))
    });
    placed.collect()
}

/// The diagnostics of one section; lines count from its first.
fn section_diagnostics(placed: &Placed, judged: &Judged, draft: &Draft, agreed: &Agreed) -> Vec<Diagnostic> {
    let first_line = || position(placed.start, draft, agreed.encoding).line;
    let one = |judgement: &Judgement| {
        let mut diagnostic = diagnostic(judgement, judged, agreed)?;
        let slot = judgement.slot.start + placed.start..judgement.slot.end + placed.start;
        let mut range = range(&slot, draft, agreed.encoding);
        range.start.line -= first_line();
        range.end.line -= first_line();
        diagnostic.range = range;
        Some(diagnostic)
    };
    placed.section.judgements.iter().filter_map(one).collect()
}

fn below(line: u32, diagnostic: &Diagnostic) -> Diagnostic {
    let mut diagnostic = diagnostic.clone();
    diagnostic.range.start.line += line;
    diagnostic.range.end.line += line;
    diagnostic
}

/// What is shown of a judgement, without its place.
fn diagnostic(judgement: &Judgement, judged: &Judged, agreed: &Agreed) -> Option<Diagnostic> {
    let code = Code::of(judgement)?;
    let told = judged.project.config.severities.of(code)?;
    let related = agreed.related_information.then(|| related_information(judgement, &judged.library));
    Some(Diagnostic {
        severity: Some(severity(told)),
        code: Some(NumberOrString::String(code.name().to_owned())),
        code_description: if agreed.code_descriptions { manual::page(code) } else { None },
        source: Some(SOURCE.to_owned()),
        message: code.message(judgement).to_owned(),
        related_information: related.filter(|related| !related.is_empty()),
        data: Some(json!({"verdict": judgement.verdict, "reason": judgement.reason,
            "for": judgement.supporting.len(), "against": judgement.contradicting.len()})),
        ..Diagnostic::default()
    })
}

/// What is shown of a draft that is too long to be checked.
fn too_long(draft: &Draft) -> Diagnostic {
    let megabytes = |bytes: usize| bytes as f64 / f64::from(1 << 20);
    let message = format!(
        "This text is not checked while it is edited: it has {:.1} MB, and the limit is {:.0} MB. Split it, or run \
         `second-opinion check` on it.",
        megabytes(draft.len()),
        megabytes(LONGEST_DRAFT),
    );
    note(lsp::Range::default(), DiagnosticSeverity::INFORMATION, "too-long", message)
}

/// What is wrong in a project's file.
pub(super) fn config_problems(problems: &[FileProblem]) -> Vec<Diagnostic> {
    let one = |problem: &FileProblem| {
        let place = |place: report::Place| {
            // Settings are mostly ASCII; a column that is a little off in a comment's line does no harm.
            let narrow = |number: usize| u32::try_from(number.saturating_sub(1)).unwrap_or(u32::MAX);
            lsp::Position { line: narrow(place.line), character: narrow(place.column) }
        };
        let range = lsp::Range { start: place(problem.range.start), end: place(problem.range.end) };
        note(range, DiagnosticSeverity::ERROR, "setting", capitalised(&problem.message))
    };
    problems.iter().map(one).collect()
}

/// What is wrong in a page of a corpus.
pub(super) fn page_problems(problems: &[&PageError]) -> Vec<Diagnostic> {
    let one = |problem: &&PageError| {
        let line = problem.line.saturating_sub(1);
        let start = lsp::Position { line, character: 0 };
        // The whole line, however long.
        let end = lsp::Position { line: line + 1, character: 0 };
        let range = lsp::Range { start, end };
        note(range, DiagnosticSeverity::WARNING, "unreadable-page", capitalised(&problem.message))
    };
    problems.iter().map(one).collect()
}

fn note(range: lsp::Range, severity: DiagnosticSeverity, code: &str, message: String) -> Diagnostic {
    Diagnostic {
        range,
        severity: Some(severity),
        code: Some(NumberOrString::String(code.to_owned())),
        source: Some(SOURCE.to_owned()),
        message,
        ..Diagnostic::default()
    }
}

fn capitalised(message: &str) -> String {
    let mut characters = message.chars();
    let first: String = characters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", characters.as_str())
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Information => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}

fn related_information(judgement: &Judgement, library: &Library) -> Vec<DiagnosticRelatedInformation> {
    let sides = judgement.contradicting.iter().take(RELATED).chain(judgement.supporting.iter().take(RELATED));
    let related = |side| {
        let citation = library.cite(side)?;
        let location = location(&citation)?;
        Some(DiagnosticRelatedInformation { location, message: hover_text::one_line(&citation) })
    };
    sides.filter_map(related).collect()
}

/// The hover over a judged sentence.
pub(super) fn hover(judgement: &Judgement, library: &Library, draft: &Draft, agreed: &Agreed) -> Hover {
    let kind = if agreed.markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    let value = hover_text::text(judgement, library, agreed.markdown, link);
    Hover {
        contents: HoverContents::Markup(MarkupContent { kind, value }),
        range: Some(range(&judgement.sentence, draft, agreed.encoding)),
    }
}

/// Where the evidence for and against stands; the side that decided the verdict comes first.
pub(super) fn locations(judgement: &Judgement, library: &Library) -> Vec<Location> {
    let (first, second) = match judgement.verdict {
        Verdict::Contradicted | Verdict::Overstated | Verdict::Contested => {
            (&judgement.contradicting, &judgement.supporting)
        }
        Verdict::Supported | Verdict::Uncovered => (&judgement.supporting, &judgement.contradicting),
    };
    let place = |side: &Side| library.cite(side).and_then(|citation| location(&citation));
    first.iter().chain(second).filter_map(place).collect()
}

/// Bytes of a draft as lines and columns.
fn range(bytes: &Range<usize>, draft: &Draft, encoding: Encoding) -> lsp::Range {
    lsp::Range { start: position(bytes.start, draft, encoding), end: position(bytes.end, draft, encoding) }
}

fn position(offset: usize, draft: &Draft, encoding: Encoding) -> lsp::Position {
    let position = draft.position(offset, encoding);
    lsp::Position { line: position.line, character: position.column }
}

fn location(citation: &Citation) -> Option<Location> {
    let start = lsp::Position { line: citation.said.line.saturating_sub(1), character: 0 };
    Some(Location { uri: uri(citation.page.as_deref()?)?, range: lsp::Range { start, end: start } })
}

fn link(citation: &Citation) -> Option<String> {
    Some(format!("{}#L{}", uri(citation.page.as_deref()?)?.as_str(), citation.said.line))
}

/// The address of a file.
pub(super) fn uri(path: &Path) -> Option<Uri> {
    // A relative path would be looked up on the disk; none should come this far.
    path.is_absolute().then(|| Uri::from_file_path(path)).flatten()
}
