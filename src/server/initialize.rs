//! `initialize`: agrees on terms with the editor and starts loading the corpus behind the answer's back.

use std::sync::Arc;

use tower_lsp_server::ls_types::{
    CodeLensOptions, DiagnosticOptions, DiagnosticServerCapabilities, ExecuteCommandOptions, HoverProviderCapability,
    InitializeParams, InitializeResult, MessageType, OneOf, ServerCapabilities, ServerInfo, TextDocumentSyncCapability,
    TextDocumentSyncKind, TextDocumentSyncOptions, WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};

use super::projects::EditorSettings;
use super::session::Session;
use super::{code_action, completion, did_change_configuration, document_link, execute_command, from_proto, to_proto};
use crate::config::Config;

pub(super) fn initialize(session: &Arc<Session>, params: &InitializeParams) -> InitializeResult {
    let (settings, problems) = params.initialization_options.as_ref().map(Config::from_json).unwrap_or_default();
    if let Some(message) = did_change_configuration::message(&problems) {
        session.tell(MessageType::WARNING, message);
    }
    session.projects.set_editor(EditorSettings { whole: settings.clone(), ..EditorSettings::default() });
    session.projects.set_roots(|roots| *roots = from_proto::folders(params));
    let agreed = session.agree(from_proto::agreed(&params.capabilities, settings));
    // Most drafts will want this one; those opened meanwhile wait for it.
    let early = Arc::clone(session);
    tokio::spawn(async move { early.library().await });
    InitializeResult {
        capabilities: ServerCapabilities {
            position_encoding: Some(to_proto::encoding(agreed.encoding)),
            text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::INCREMENTAL),
                ..TextDocumentSyncOptions::default()
            })),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            definition_provider: Some(OneOf::Left(true)),
            diagnostic_provider: Some(DiagnosticServerCapabilities::Options(DiagnosticOptions {
                inter_file_dependencies: false,
                workspace_diagnostics: true,
                ..DiagnosticOptions::default()
            })),
            execute_command_provider: Some(ExecuteCommandOptions {
                commands: [execute_command::REINDEX, execute_command::CHECK_WORKSPACE].map(str::to_owned).to_vec(),
                ..ExecuteCommandOptions::default()
            }),
            workspace: Some(WorkspaceServerCapabilities {
                workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                    supported: Some(true),
                    change_notifications: Some(OneOf::Left(true)),
                }),
                ..WorkspaceServerCapabilities::default()
            }),
            references_provider: Some(OneOf::Left(true)),
            code_action_provider: Some(code_action::capability(agreed)),
            completion_provider: Some(completion::capability()),
            document_link_provider: Some(document_link::capability()),
            document_symbol_provider: Some(OneOf::Left(true)),
            workspace_symbol_provider: Some(OneOf::Left(true)),
            code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(false) }),
            inlay_hint_provider: Some(OneOf::Left(true)),
            ..ServerCapabilities::default()
        },
        server_info: Some(ServerInfo {
            name: "second-opinion".to_owned(),
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
        ..InitializeResult::default()
    }
}
