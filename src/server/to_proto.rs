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
    let one = |judgement| diagnostic(judgement, &judged.library, draft, agreed);
    judged.judgements.iter().filter_map(one).collect()
}

fn diagnostic(judgement: &Judgement, library: &Library, draft: &Draft, agreed: &Agreed) -> Option<Diagnostic> {
    let code = Code::of(judgement)?;
    let related = agreed.related_information.then(|| related_information(judgement, library));
    Some(Diagnostic {
        range: range(&judgement.slot, draft, agreed.encoding),
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
pub(super) fn range(bytes: &Range<usize>, draft: &Draft, encoding: Encoding) -> lsp::Range {
    lsp::Range { start: position(bytes.start, draft, encoding), end: position(bytes.end, draft, encoding) }
}

fn position(offset: usize, draft: &Draft, encoding: Encoding) -> lsp::Position {
    let position = draft.position(offset, encoding);
    lsp::Position { line: position.line, character: position.column }
}

/// Where what a citation quotes stands on the disk; none where its page is not there.
pub(super) fn location(citation: &Citation) -> Option<Location> {
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
