//! From our own types to the protocol's. The other way is [`super::from_proto`]; there is no third place.

use std::ops::Range;
use std::path::Path;

use serde_json::json;
use tower_lsp_server::ls_types::{
    self as lsp, Command, CreateFile, CreateFileOptions, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity,
    DocumentChangeOperation, DocumentChanges, Hover, HoverContents, Location, MarkupContent, MarkupKind,
    NumberOrString, OneOf, OptionalVersionedTextDocumentIdentifier, PositionEncodingKind, ResourceOp, TextDocumentEdit,
    TextEdit, Uri, WorkspaceEdit,
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
use crate::report::ignore::Ignored;
use crate::report::{self, Severity};
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
    let shown = |placed: &Placed| {
        let make = || section_diagnostics(placed, judged, draft, agreed);
        !placed.section.shown.get_or_init(make).is_empty()
    };
    // Most sections have nothing to show, and need no place; where none has, not even the text is needed.
    let telling: Vec<&Placed> = judged.sections.sections().iter().filter(|placed| shown(placed)).collect();
    if telling.is_empty() {
        return Vec::new();
    }
    let text = draft.text();
    let ignored = &Ignored::new(&text, draft.format(), &judged.project.ignored);
    // Diagnostics are large, and a list of them that grows step by step is moved at each step.
    let shown_in = |placed: &Placed| placed.section.shown.get().map_or(0, Vec::len);
    let mut told = Vec::with_capacity(telling.iter().map(|placed| shown_in(placed)).sum());
    for placed in telling {
        let first_line = position(placed.start, draft, agreed.encoding).line;
        // A comment may stand in the section before, so what is set aside is left out only here.
        let is_set_aside =
            |at: usize| !ignored.is_empty() && placed.judgement(at).is_some_and(|judgement| ignored.covers(&judgement));
        let shown = placed.section.shown.get().into_iter().flatten();
        told.extend(shown.filter(|(at, _)| !is_set_aside(*at)).map(|(_, diagnostic)| below(first_line, diagnostic)));
    }
    told
}

/// The diagnostics of one section, each with its judgement's index; lines count from the section's first.
fn section_diagnostics(placed: &Placed, judged: &Judged, draft: &Draft, agreed: &Agreed) -> Vec<(usize, Diagnostic)> {
    let first_line = || position(placed.start, draft, agreed.encoding).line;
    let one = |(at, judgement): (usize, &Judgement)| {
        let mut diagnostic = unplaced(judgement, judged, agreed)?;
        let slot = judgement.slot.start + placed.start..judgement.slot.end + placed.start;
        let mut range = range(&slot, draft, agreed.encoding);
        range.start.line -= first_line();
        range.end.line -= first_line();
        diagnostic.range = range;
        Some((at, diagnostic))
    };
    placed.section.judgements.iter().enumerate().filter_map(one).collect()
}

fn below(line: u32, diagnostic: &Diagnostic) -> Diagnostic {
    let mut diagnostic = diagnostic.clone();
    diagnostic.range.start.line += line;
    diagnostic.range.end.line += line;
    diagnostic
}

/// One finding; none where there is nothing to attend to, or where its kind is switched off.
pub(super) fn diagnostic(judgement: &Judgement, judged: &Judged, draft: &Draft, agreed: &Agreed) -> Option<Diagnostic> {
    let range = range(&judgement.slot, draft, agreed.encoding);
    unplaced(judgement, judged, agreed).map(|diagnostic| Diagnostic { range, ..diagnostic })
}

/// What is shown of a judgement, without its place.
fn unplaced(judgement: &Judgement, judged: &Judged, agreed: &Agreed) -> Option<Diagnostic> {
    let (code, told) = judged.project.config.severities.told(judgement)?;
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

/// The hover over some bytes of a draft.
pub(super) fn hover(value: String, bytes: &Range<usize>, draft: &Draft, agreed: &Agreed) -> Hover {
    Hover {
        contents: HoverContents::Markup(markup(value, agreed.markdown)),
        range: Some(range(bytes, draft, agreed.encoding)),
    }
}

/// A text for a panel, Markdown or without its marks.
pub(super) fn markup(value: String, markdown: bool) -> MarkupContent {
    MarkupContent { kind: if markdown { MarkupKind::Markdown } else { MarkupKind::PlainText }, value }
}

/// Edits of a draft: new texts for some of its bytes.
pub(super) fn edits(edits: &[(Range<usize>, String)], draft: &Draft, agreed: &Agreed) -> Vec<TextEdit> {
    let edit = |(bytes, new): &(Range<usize>, String)| TextEdit::new(range(bytes, draft, agreed.encoding), new.clone());
    edits.iter().map(edit).collect()
}

/// Edits of one document, for the version of it that they were made for, where the editor can heed that.
pub(super) fn workspace_edit(uri: Uri, version: Option<i32>, edits: Vec<TextEdit>, agreed: &Agreed) -> WorkspaceEdit {
    if agreed.versioned_edits {
        let edit = document_edit(uri, version, edits);
        return WorkspaceEdit {
            document_changes: Some(DocumentChanges::Edits(vec![edit])),
            ..WorkspaceEdit::default()
        };
    }
    WorkspaceEdit { changes: Some([(uri, edits)].into()), ..WorkspaceEdit::default() }
}

/// A new file with a text in it.
pub(super) fn new_file(uri: Uri, text: String) -> WorkspaceEdit {
    let options = CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) };
    let create = CreateFile { uri: uri.clone(), options: Some(options), annotation_id: None };
    let edit = document_edit(uri, None, vec![TextEdit::new(lsp::Range::default(), text)]);
    let changes = vec![DocumentChangeOperation::Op(ResourceOp::Create(create)), DocumentChangeOperation::Edit(edit)];
    WorkspaceEdit { document_changes: Some(DocumentChanges::Operations(changes)), ..WorkspaceEdit::default() }
}

fn document_edit(uri: Uri, version: Option<i32>, edits: Vec<TextEdit>) -> TextDocumentEdit {
    let text_document = OptionalVersionedTextDocumentIdentifier { uri, version };
    TextDocumentEdit { text_document, edits: edits.into_iter().map(OneOf::Left).collect() }
}

/// The command by which an editor shows the evidence for a place; the editor's own, not the server's.
pub(super) fn show_evidence(title: String, uri: &Uri, range: lsp::Range) -> Command {
    let arguments = vec![json!(uri), json!(range)];
    Command { title, command: "secondOpinion.showEvidence".to_owned(), arguments: Some(arguments) }
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

/// A byte of a draft as line and column.
pub(super) fn position(offset: usize, draft: &Draft, encoding: Encoding) -> lsp::Position {
    let position = draft.position(offset, encoding);
    lsp::Position { line: position.line, character: position.column }
}

/// Where what a citation quotes stands on the disk; none where its page is not there.
pub(super) fn location(citation: &Citation) -> Option<Location> {
    line_of(citation.page.as_deref()?, citation.said.line)
}

/// A line of a file, counted from 1.
pub(super) fn line_of(path: &Path, line: u32) -> Option<Location> {
    let start = lsp::Position { line: line.saturating_sub(1), character: 0 };
    Some(Location { uri: uri(path)?, range: lsp::Range { start, end: start } })
}

/// The address of what a citation quotes.
pub(super) fn link(citation: &Citation) -> Option<String> {
    link_to(citation.page.as_deref()?, citation.said.line)
}

/// The address of a line of a file, counted from 1.
pub(super) fn link_to(path: &Path, line: u32) -> Option<String> {
    Some(format!("{}#L{line}", uri(path)?.as_str()))
}

/// The address of a file.
pub(super) fn uri(path: &Path) -> Option<Uri> {
    // A relative path would be looked up on the disk; none should come this far.
    path.is_absolute().then(|| Uri::from_file_path(path)).flatten()
}
