//! From our own types to the protocol's. The other way is [`super::from_proto`]; there is no third place.

use std::ops::Range;
use std::path::Path;

use tower_lsp_server::ls_types::{
    self as lsp, Command, CreateFile, CreateFileOptions, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity,
    DocumentChangeOperation, DocumentChanges, Hover, HoverContents, Location, MarkupContent, MarkupKind,
    NumberOrString, OneOf, OptionalVersionedTextDocumentIdentifier, PositionEncodingKind, ResourceOp, TextDocumentEdit,
    TextEdit, Uri, WorkspaceEdit,
};

use super::analysis::Judged;
use super::from_proto::Agreed;
use super::hover_text;
use super::library::{Citation, Library};
use crate::draft::{Draft, Encoding};
use crate::report::ignore::{IgnoreList, Ignored};
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
pub(super) fn diagnostics(judged: &Judged, draft: &Draft, list: &IgnoreList, agreed: &Agreed) -> Vec<Diagnostic> {
    // Most drafts have no finding most of the time, and their text need not be put together then.
    if judged.judgements.iter().all(|judgement| Code::of(judgement).is_none()) {
        return Vec::new();
    }
    let text = draft.text();
    let ignored = Ignored::new(&text, draft.format(), list);
    let told = judged.judgements.iter().filter(|judgement| !ignored.covers(judgement));
    told.filter_map(|judgement| diagnostic(judgement, &judged.library, draft, agreed)).collect()
}

/// One finding; none where there is nothing to attend to.
pub(super) fn diagnostic(
    judgement: &Judgement,
    library: &Library,
    draft: &Draft,
    agreed: &Agreed,
) -> Option<Diagnostic> {
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
    let arguments = vec![serde_json::json!(uri), serde_json::json!(range)];
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
