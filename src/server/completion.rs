//! `textDocument/completion`: citation keys behind `[@` and `[^`, and figures where one is about to be written.

use std::ops::Range;
use std::sync::Arc;

use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::{
    CompletionItem, CompletionItemKind, CompletionList, CompletionOptions, CompletionParams, CompletionResponse,
    CompletionTextEdit, Documentation,
};

use super::analysis::Judged;
use super::documents::Snapshot;
use super::from_proto::Agreed;
use super::library::Library;
use super::session::Session;
use super::{analysis, citations, from_proto, hover_text, to_proto};
use crate::report::citation_keys::{Cited, Style, begun, definition_edit, reference};
use crate::report::claims::is_at;
use crate::report::{figures, words};
use crate::verdict::Figure;

/// How many keys are offered at once; further letters narrow them down.
const MOST_KEYS: usize = 100;

/// How many answers are named for a figure.
const NAMED: usize = 3;

pub(super) fn capability() -> CompletionOptions {
    CompletionOptions {
        resolve_provider: Some(false),
        trigger_characters: Some(["@", "^", " "].map(str::to_owned).to_vec()),
        ..CompletionOptions::default()
    }
}

pub(super) async fn completion(session: &Arc<Session>, params: CompletionParams) -> Result<Option<CompletionResponse>> {
    let place = params.text_document_position;
    let Some(snapshot) = session.documents.snapshot(&place.text_document.uri) else { return Ok(None) };
    let agreed = session.agreed();
    let offset = snapshot.draft.offset(from_proto::position(place.position), agreed.encoding);
    let text = snapshot.draft.text();
    let before = text.get(..offset).unwrap_or_default();
    if let Some((style, key)) = begun(before) {
        let (key, range) = (key.to_owned(), offset - key.len()..offset);
        // What the draft is judged to be decides only the order, so that it may be missing.
        let judged = analysis::whole(session, &snapshot.uri).await.ok().flatten().map(|(_, judged)| judged);
        let Some(library) = session.library_for(&snapshot.uri).await else { return Ok(None) };
        let request = Keys { style, begun: key, range };
        let (session, snapshot) = (Arc::clone(session), snapshot.clone());
        let list = tokio::task::spawn_blocking(move || {
            keys(&request, judged.as_deref(), &library, &text, &snapshot, session.agreed())
        });
        return Ok(Some(CompletionResponse::List(list.await.map_err(|_| Error::internal_error())?)));
    }
    let Some(range) = figures::awaited(before) else { return Ok(None) };
    let Some(library) = session.library_for(&snapshot.uri).await else { return Ok(None) };
    let beginning = before.get(..range.start).unwrap_or_default().to_owned();
    let (format, asked) = (snapshot.draft.format(), Arc::clone(&library));
    let found = tokio::task::spawn_blocking(move || {
        let figures = asked.analysis.figures_at_end(&beginning, format);
        figures.into_iter().map(|figure| (figures::behind(&beginning, &figure.words), figure)).collect::<Vec<_>>()
    });
    let found = found.await.map_err(|_| Error::internal_error())?;
    let items: Vec<CompletionItem> = (0..)
        .zip(&found)
        .map(|(index, (words, figure))| figure_item(index, words, figure, &range, &library, &snapshot, agreed))
        .collect();
    Ok((!items.is_empty()).then_some(CompletionResponse::Array(items)))
}

/// A key that is being written.
struct Keys {
    style: Style,
    begun: String,
    /// Its bytes in the draft.
    range: Range<usize>,
}

fn keys(
    request: &Keys,
    judged: Option<&Judged>,
    library: &Library,
    text: &str,
    snapshot: &Snapshot,
    agreed: &Agreed,
) -> CompletionList {
    let sources = library.analysis.sources();
    let keys = library.citation_keys();
    let wanted = request.begun.to_lowercase();
    let bearing = bearing(judged, request.range.start);
    let mut fitting: Vec<(usize, &str, Cited)> = keys
        .all(sources)
        .filter(|(key, _)| key.to_lowercase().contains(&wanted))
        .map(|(key, cited)| {
            let is_it = |&(source, answer): &(usize, usize)| {
                source == cited.source && cited.answer.is_none_or(|cited| cited == answer)
            };
            (bearing.iter().position(is_it).unwrap_or(usize::MAX), key, cited)
        })
        .collect();
    // Those that bear on the sentence come first, the others in page order.
    fitting.sort_by_key(|(rank, ..)| *rank);
    let is_incomplete = fitting.len() > MOST_KEYS;
    let items = (0..).zip(fitting.into_iter().take(MOST_KEYS)).filter_map(|(index, (_, key, cited))| {
        let (source, answer) = citations::looked_up(library, cited)?;
        let definition =
            (request.style == Style::Footnote).then(|| definition_edit(text, key, source, answer)).flatten();
        let definition = definition.map(|(at, new)| vec![(at..at, new)]);
        let edit = to_proto::edits(&[(request.range.clone(), key.to_owned())], &snapshot.draft, agreed);
        Some(CompletionItem {
            label: key.to_owned(),
            kind: Some(CompletionItemKind::REFERENCE),
            detail: Some(reference(source, answer)),
            documentation: citations::preview(library, cited, agreed.markdown)
                .map(|preview| documentation(preview, agreed)),
            sort_text: Some(format!("{index:04}")),
            text_edit: edit.into_iter().next().map(CompletionTextEdit::Edit),
            additional_text_edits: definition.map(|edits| to_proto::edits(&edits, &snapshot.draft, agreed)),
            ..CompletionItem::default()
        })
    });
    CompletionList { is_incomplete, items: items.collect() }
}

/// The answers that agree with the sentence at a byte, the strongest first, and then those that do not.
fn bearing(judged: Option<&Judged>, offset: usize) -> Vec<(usize, usize)> {
    // A key stands behind its sentence, or at its end.
    let before = judged.map(|judged| judged.sections.around(&(offset..offset))).unwrap_or_default();
    let nearest = before
        .iter()
        .filter(|judgement| judgement.sentence.start <= offset)
        .max_by_key(|one| (is_at(one, offset), one.sentence.start));
    nearest.map_or_else(Vec::new, |judgement| {
        let sides = judgement.supporting.iter().chain(&judgement.contradicting);
        sides.map(|side| (side.source, side.answer)).collect()
    })
}

fn figure_item(
    index: usize,
    words: &str,
    figure: &Figure,
    range: &Range<usize>,
    library: &Library,
    snapshot: &Snapshot,
    agreed: &Agreed,
) -> CompletionItem {
    let edit = to_proto::edits(&[(range.clone(), words.to_owned())], &snapshot.draft, agreed);
    let citations = figure.sides.iter().take(NAMED).filter_map(|side| library.cite(side));
    let lines: Vec<String> = citations
        .map(|citation| format!("- {}", hover_text::line(&citation, agreed.markdown, to_proto::link(&citation))))
        .collect();
    CompletionItem {
        label: words.to_owned(),
        kind: Some(CompletionItemKind::VALUE),
        detail: Some(words::count(figure.sides.len(), "answer", "answers")),
        documentation: Some(documentation(lines.join("\n"), agreed)),
        sort_text: Some(format!("{index:04}")),
        text_edit: edit.into_iter().next().map(CompletionTextEdit::Edit),
        ..CompletionItem::default()
    }
}

fn documentation(text: String, agreed: &Agreed) -> Documentation {
    Documentation::MarkupContent(to_proto::markup(text, agreed.markdown))
}
