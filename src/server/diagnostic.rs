//! `textDocument/diagnostic` and `workspace/diagnostic`: the same diagnostics as are published, for editors that ask.
//!
//! A report has the number of the analysis behind it, and is not sent twice.

use std::sync::Arc;

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    DocumentDiagnosticParams, DocumentDiagnosticReport, DocumentDiagnosticReportResult, FullDocumentDiagnosticReport,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport,
    Uri, WorkspaceDiagnosticParams, WorkspaceDiagnosticReport, WorkspaceDiagnosticReportResult,
    WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};

use super::documents::Snapshot;
use super::session::Session;
use super::{analysis, to_proto};

/// What came of a draft: all of it, or the number of what the editor has already.
enum Report {
    Full(FullDocumentDiagnosticReport),
    Unchanged(UnchangedDocumentDiagnosticReport),
}

pub(super) async fn diagnostic(
    session: &Arc<Session>,
    params: DocumentDiagnosticParams,
) -> Result<DocumentDiagnosticReportResult> {
    let report = match session.documents.snapshot(&params.text_document.uri) {
        Some(snapshot) => report(session, &snapshot, params.previous_result_id.as_deref()).await?,
        // Closed meanwhile, or never opened: there is nothing to show.
        None => Report::Full(FullDocumentDiagnosticReport::default()),
    };
    let report = match report {
        Report::Full(report) => DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
            full_document_diagnostic_report: report,
            ..RelatedFullDocumentDiagnosticReport::default()
        }),
        Report::Unchanged(report) => DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report: report,
        }),
    };
    Ok(DocumentDiagnosticReportResult::Report(report))
}

pub(super) async fn workspace_diagnostic(
    session: &Arc<Session>,
    params: WorkspaceDiagnosticParams,
) -> Result<WorkspaceDiagnosticReportResult> {
    let previous = |uri: &Uri| {
        let known = params.previous_result_ids.iter().find(|known| known.uri == *uri);
        known.map(|known| known.value.as_str())
    };
    let mut items = Vec::new();
    let snapshots: Vec<Snapshot> =
        session.documents.addresses().iter().filter_map(|uri| session.documents.snapshot(uri)).collect();
    for snapshot in snapshots {
        // One that changes meanwhile, or fails, is told of by its own request.
        let Ok(report) = report(session, &snapshot, previous(&snapshot.uri)).await else { continue };
        let (uri, version) = (snapshot.uri, Some(i64::from(snapshot.version)));
        items.push(match report {
            Report::Full(report) => WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
                uri,
                version,
                full_document_diagnostic_report: report,
            }),
            Report::Unchanged(report) => {
                WorkspaceDocumentDiagnosticReport::Unchanged(WorkspaceUnchangedDocumentDiagnosticReport {
                    uri,
                    version,
                    unchanged_document_diagnostic_report: report,
                })
            }
        });
    }
    Ok(WorkspaceDiagnosticReportResult::Report(WorkspaceDiagnosticReport { items }))
}

async fn report(session: &Arc<Session>, snapshot: &Snapshot, previous: Option<&str>) -> Result<Report> {
    let judged = analysis::of(session, snapshot).await?;
    let result_id = judged.result_id();
    if previous == Some(result_id.as_str()) {
        return Ok(Report::Unchanged(UnchangedDocumentDiagnosticReport { result_id }));
    }
    let items = to_proto::diagnostics(&judged, &snapshot.draft, session.agreed());
    Ok(Report::Full(FullDocumentDiagnosticReport { result_id: Some(result_id), items }))
}
