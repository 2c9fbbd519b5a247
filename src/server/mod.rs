//! The language server: a thin skin over pure functions, and the only place that knows LSP types and tokio.
//!
//! It must not judge, and it must not read a draft from the disk: the editor's text is the text. How it stays right:
//!
//! - `ordering` runs every handler up to its first wait in the order of the wire, so a handler that changes
//!   documents has done so, and one that reads them has its snapshot, before the next message is looked at;
//! - `documents` holds the open drafts and hands out snapshots; `analysis` judges a snapshot on another thread,
//!   and `memory` keeps what an edit has not touched;
//! - `publish` decides when and whether a result is shown;
//! - `from_proto` and `to_proto` are the only places where protocol types and our own meet.
//!
//! Each method of the protocol has a file of its name. No handler waits for an answer from the editor.

mod analysis;
mod citations;
mod code_action;
mod code_lens;
mod completion;
mod definition;
mod did_change;
mod did_close;
mod did_open;
mod document_link;
mod document_symbol;
mod documents;
mod evidence;
mod frames;
mod from_proto;
mod hover;
mod hover_text;
mod initialize;
mod inlay_hint;
mod library;
mod memory;
mod ordering;
mod process;
mod publish;
mod references;
mod session;
mod settings;
mod shutdown;
mod symbol;
mod to_proto;

use std::sync::Arc;

use tokio::io::{AsyncRead, AsyncWrite};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    CodeActionParams, CodeActionResponse, CodeLens, CodeLensParams, CompletionParams, CompletionResponse,
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, DocumentLink,
    DocumentLinkParams, DocumentSymbolParams, DocumentSymbolResponse, GotoDefinitionParams, GotoDefinitionResponse,
    Hover, HoverParams, InitializeParams, InitializeResult, InlayHint, InlayHintParams, Location, ReferenceParams,
    WorkspaceSymbolParams, WorkspaceSymbolResponse,
};
use tower_lsp_server::{LanguageServer, LspService, Server};

pub use library::{Analysis, Library, load};
pub use memory::Memory;
pub use process::run;
pub use session::Options;

use session::Session;

/// How many requests may be in flight.
///
/// The library's default is four, and requests queue behind the ones that wait: four hovers that wait for a large
/// corpus would silence the server, the cancellation of those very hovers included. Our handlers only ever wait for
/// other threads, so a waiting one costs a few hundred bytes, and there is no reason to be mean.
const REQUESTS_IN_FLIGHT: usize = 256;

/// How a conversation with an editor ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The editor asked for the end beforehand, with `shutdown`.
    Orderly,
    /// The editor left without asking.
    Abrupt,
}

/// Serves one editor over any pair of streams, until it sends `exit` or its stream ends.
///
/// `exit` ends the conversation even though the stream stays open.
pub async fn serve<R, W>(options: Options, reader: R, writer: W) -> Ending
where
    R: AsyncRead + Unpin,
    W: AsyncWrite,
{
    let mut session = None;
    let (service, socket) = LspService::build(|client| {
        let new = Arc::new(Session::new(client, options));
        session = Some(Arc::clone(&new));
        SecondOpinion(new)
    })
    .custom_method(evidence::METHOD, SecondOpinion::evidence)
    .finish();
    let (service, exit) = ordering::InOrder::new(service);
    let conversation =
        Server::new(frames::Checked::new(reader), writer, socket).concurrency_level(REQUESTS_IN_FLIGHT).serve(service);
    tokio::select! {
        () = conversation => {}
        // An editor that no longer reads our output must not keep the process alive.
        () = exit.seen_for(ordering::LAST_WORDS) => {}
    }
    if session.is_some_and(|session| session.is_shut_down()) { Ending::Orderly } else { Ending::Abrupt }
}

/// The server as the protocol sees it.
struct SecondOpinion(Arc<Session>);

/// What goes beyond the protocol.
impl SecondOpinion {
    async fn evidence(&self, params: evidence::Params) -> Result<Option<evidence::Evidence>> {
        evidence::evidence(&self.0, params).await
    }
}

impl LanguageServer for SecondOpinion {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        Ok(initialize::initialize(&self.0, &params))
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        did_open::did_open(&self.0, params);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        did_change::did_change(&self.0, params);
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        did_close::did_close(&self.0, params);
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        hover::hover(&self.0, params).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        definition::goto_definition(&self.0, params).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        references::references(&self.0, params).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        code_action::code_action(&self.0, params).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        completion::completion(&self.0, params).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        document_link::document_link(&self.0, params).await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        document_symbol::document_symbol(&self.0, params).await
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        symbol::symbol(&self.0, params).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        code_lens::code_lens(&self.0, params).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        inlay_hint::inlay_hint(&self.0, params).await
    }

    async fn shutdown(&self) -> Result<()> {
        shutdown::shutdown(&self.0);
        Ok(())
    }
}
