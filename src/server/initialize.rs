//! `initialize`: agrees on terms with the editor and starts loading the corpus behind the answer's back.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tower_lsp_server::ls_types::{
    CodeLensOptions, HoverProviderCapability, InitializeParams, InitializeResult, MessageType, OneOf,
    ServerCapabilities, ServerInfo, TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
};

use super::from_proto::Agreed;
use super::library::Library;
use super::session::Session;
use super::settings::{self, Settings};
use super::{code_action, completion, document_link, from_proto, to_proto};

/// How many unreadable pages of the corpus are named to the author; the log names all.
const NAMED_PROBLEMS: usize = 3;

pub(super) fn initialize(session: &Arc<Session>, params: &InitializeParams) -> InitializeResult {
    let (settings, errors) = Settings::read(params.initialization_options.as_ref());
    if let Some(message) = settings::message(&errors) {
        tell(session, MessageType::WARNING, message);
    }
    let root = from_proto::root(params);
    let folders = from_proto::folders(params);
    let agreed = session.agree(Agreed { folders, ..from_proto::agreed(&params.capabilities, &settings) });
    load_corpus(session, corpus_folders(&session.options.corpus, settings.corpus, root.as_deref()));
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

/// The folders to load: the command line's, else the settings', both made absolute; none for the built-in corpus.
fn corpus_folders(command_line: &[PathBuf], settings: Vec<PathBuf>, root: Option<&Path>) -> Vec<PathBuf> {
    let below_root = |folder: PathBuf| root.map_or(folder.clone(), |root| root.join(folder));
    let folders =
        if command_line.is_empty() { settings.into_iter().map(below_root).collect() } else { command_line.to_vec() };
    folders.into_iter().map(|folder| std::path::absolute(&folder).unwrap_or(folder)).collect()
}

/// Loads the corpus on another thread. Drafts opened meanwhile wait for it, so nothing need be told to them.
fn load_corpus(session: &Arc<Session>, folders: Vec<PathBuf>) {
    let session = Arc::clone(session);
    tokio::spawn(async move {
        let load = Arc::clone(&session.options.load);
        let library = match tokio::task::spawn_blocking(move || load(&folders)).await {
            Ok(Ok(library)) => library,
            Ok(Err(error)) => {
                tell(&session, MessageType::ERROR, format!("Second Opinion checks nothing: {error}."));
                Library::empty()
            }
            Err(_) => {
                let message = "Second Opinion checks nothing: its corpus could not be loaded. Please report this.";
                tell(&session, MessageType::ERROR, message.to_owned());
                Library::empty()
            }
        };
        if let Some(message) = problems(&library) {
            tell(&session, MessageType::WARNING, message);
        }
        session.set_library(library);
    });
}

/// One message about the pages that could not be read.
fn problems(library: &Library) -> Option<String> {
    for problem in &library.problems {
        tracing::warn!("{problem}");
    }
    let named: Vec<String> = library.problems.iter().take(NAMED_PROBLEMS).map(ToString::to_string).collect();
    let rest = match library.problems.len() - named.len() {
        0 => String::new(),
        more => format!("; and {more} more, in the log"),
    };
    (!named.is_empty())
        .then(|| format!("Second Opinion leaves out pages that it cannot read: {}{rest}", named.join("; ")))
}

/// Shows the author a message, without waiting for the editor.
fn tell(session: &Arc<Session>, kind: MessageType, message: String) {
    tracing::warn!("{message}");
    let session = Arc::clone(session);
    tokio::spawn(async move { session.client.show_message(kind, message).await });
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::corpus_folders;

    #[test]
    fn the_command_line_wins_and_settings_start_from_the_workspace() {
        let root = std::env::temp_dir();
        let at = |name: &str| root.join(name);
        let set = vec![PathBuf::from("pages"), at("absolute")];
        assert_eq!(corpus_folders(&[], Vec::new(), Some(&root)), Vec::<PathBuf>::new());
        assert_eq!(corpus_folders(&[], set.clone(), Some(&root)), [at("pages"), at("absolute")]);
        assert_eq!(corpus_folders(&[at("typed")], set.clone(), Some(&root)), [at("typed")]);
        assert!(corpus_folders(&[], set, None).iter().all(|folder: &PathBuf| Path::is_absolute(folder)));
    }
}
