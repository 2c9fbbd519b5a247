//! `textDocument/documentSymbol`: a draft's questions, answers and other sections, and the claims in them.

use std::ops::Range;
use std::sync::Arc;

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, Location, SymbolInformation, SymbolKind, Uri,
};

use super::session::Session;
use super::{analysis, to_proto};
use crate::draft::{Draft, Encoding, SectionKind, outline};
use crate::report::claims::is_claim;
use crate::report::words;
use crate::verdict::Judgement;

/// The longest name of a claim in characters; an outline has one line for each.
const LONGEST_NAME: usize = 80;

/// A section or a claim.
struct Node {
    name: String,
    detail: Option<String>,
    kind: SymbolKind,
    range: Range<usize>,
    selection: Range<usize>,
}

pub(super) async fn document_symbol(
    session: &Arc<Session>,
    params: DocumentSymbolParams,
) -> Result<Option<DocumentSymbolResponse>> {
    let uri = params.text_document.uri;
    let Some((snapshot, judged)) = analysis::whole(session, &uri).await? else { return Ok(None) };
    let (draft, agreed) = (&snapshot.draft, session.agreed());
    let mut nodes: Vec<Node> = outline(&draft.text(), draft.format())
        .into_iter()
        .map(|section| Node {
            name: if section.title.is_empty() { "(without a title)".to_owned() } else { section.title },
            detail: match section.kind {
                SectionKind::Question => Some("question".to_owned()),
                SectionKind::Answer => Some("answer".to_owned()),
                SectionKind::Other => None,
            },
            kind: SymbolKind::NAMESPACE,
            range: section.range,
            selection: section.heading,
        })
        .collect();
    nodes.extend(judged.judgements.iter().filter(|judgement| is_claim(judgement)).map(claim));
    // A section begins before all that is in it, and ends behind it.
    nodes.sort_by_key(|node| (node.range.start, std::cmp::Reverse(node.range.end)));
    Ok(Some(if agreed.symbol_trees {
        let mut nodes = nodes.into_iter().peekable();
        DocumentSymbolResponse::Nested(tree(&mut nodes, usize::MAX, draft, agreed.encoding))
    } else {
        let flat = nodes.into_iter().map(|node| flat(node, &uri, draft, agreed.encoding));
        DocumentSymbolResponse::Flat(flat.collect())
    }))
}

fn claim(judgement: &Judgement) -> Node {
    let text = words::one_line(&judgement.text);
    let name = match text.char_indices().nth(LONGEST_NAME) {
        Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or_default().trim_end()),
        None => text,
    };
    let (verdict, tally) = (words::verdict(judgement.verdict).to_lowercase(), words::tally(judgement));
    let none = judgement.supporting.is_empty() && judgement.contradicting.is_empty();
    Node {
        name,
        detail: Some(if none { verdict } else { format!("{verdict}: {tally}") }),
        kind: SymbolKind::STRING,
        range: judgement.sentence.clone(),
        selection: judgement.slot.clone(),
    }
}

/// The nodes before a byte, each with those inside it.
fn tree(
    nodes: &mut std::iter::Peekable<impl Iterator<Item = Node>>,
    end: usize,
    draft: &Draft,
    encoding: Encoding,
) -> Vec<DocumentSymbol> {
    let mut symbols = Vec::new();
    while let Some(node) = nodes.next_if(|node| node.range.start < end) {
        let is_section = node.kind == SymbolKind::NAMESPACE;
        let children = if is_section { tree(nodes, node.range.end, draft, encoding) } else { Vec::new() };
        let range = node.range.start.min(node.selection.start)..node.range.end.max(node.selection.end);
        #[expect(deprecated, reason = "the struct cannot be made without the field")]
        symbols.push(DocumentSymbol {
            name: node.name,
            detail: node.detail,
            kind: node.kind,
            tags: None,
            deprecated: None,
            range: to_proto::range(&range, draft, encoding),
            selection_range: to_proto::range(&node.selection, draft, encoding),
            children: Some(children).filter(|children| !children.is_empty()),
        });
    }
    symbols
}

fn flat(node: Node, uri: &Uri, draft: &Draft, encoding: Encoding) -> SymbolInformation {
    let location = Location { uri: uri.clone(), range: to_proto::range(&node.range, draft, encoding) };
    #[expect(deprecated, reason = "the struct cannot be made without the field")]
    SymbolInformation {
        name: node.name,
        kind: node.kind,
        tags: None,
        deprecated: None,
        location,
        container_name: node.detail,
    }
}
