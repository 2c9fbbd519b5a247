//! From our own types to the protocol's. The other way is [`super::from_proto`]; there is no third place.

use std::ops::Range;
use std::path::Path;

use tower_lsp_server::ls_types::{
    self as lsp, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Hover, HoverContents, Location,
    MarkupContent, MarkupKind, NumberOrString, PositionEncodingKind, Uri,
};

use super::analysis::Judged;
use super::from_proto::Agreed;
use super::hover_text;
use super::judgements::Placed;
use super::library::{Citation, Library};
use crate::draft::{Draft, Encoding};
use crate::report::{Code, Severity};
use crate::verdict::{Judgement, Side, Verdict};

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
    let placed = judged.sections.sections().iter().flat_map(|placed| {
        let shown = placed.section.shown.get_or_init(|| section_diagnostics(placed, &judged.library, draft, agreed));
        // Most sections have nothing to show, and need no place.
        let first_line = if shown.is_empty() { 0 } else { position(placed.start, draft, agreed.encoding).line };
        shown.iter().map(move |diagnostic| below(first_line, diagnostic))
    });
    placed.collect()
}

/// The diagnostics of one section; lines count from its first.
fn section_diagnostics(placed: &Placed, library: &Library, draft: &Draft, agreed: &Agreed) -> Vec<Diagnostic> {
    let first_line = || position(placed.start, draft, agreed.encoding).line;
    let one = |judgement: &Judgement| {
        let mut diagnostic = diagnostic(judgement, library, agreed)?;
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
fn diagnostic(judgement: &Judgement, library: &Library, agreed: &Agreed) -> Option<Diagnostic> {
    let code = Code::of(judgement)?;
    let related = agreed.related_information.then(|| related_information(judgement, library));
    Some(Diagnostic {
        severity: Some(severity(code.severity())),
        code: Some(NumberOrString::String(code.name().to_owned())),
        source: Some("second-opinion".to_owned()),
        message: code.message(judgement).to_owned(),
        related_information: related.filter(|related| !related.is_empty()),
        ..Diagnostic::default()
    })
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
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

fn uri(path: &Path) -> Option<Uri> {
    // A relative path would be looked up on the disk; none should come this far.
    path.is_absolute().then(|| Uri::from_file_path(path)).flatten()
}
