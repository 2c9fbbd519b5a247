//! From the protocol's types to our own. The other way is [`super::to_proto`]; there is no third place.

use std::borrow::Cow;
use std::ops::Range;
use std::path::PathBuf;

use tower_lsp_server::ls_types::{
    self as lsp, ClientCapabilities, InitializeParams, MarkupKind, PositionEncodingKind, ResourceOperationKind,
    TextDocumentItem, Uri,
};

use crate::config::Config;
use crate::draft::{Draft, Encoding, Format, Position};

/// What was agreed with the editor when the conversation began.
#[derive(Clone, Debug)]
pub(super) struct Agreed {
    /// The unit of columns.
    pub(super) encoding: Encoding,
    /// Whether a diagnostic may point to the answers it rests on.
    pub(super) related_information: bool,
    /// Whether a diagnostic may lead to the manual's page about its kind.
    pub(super) code_descriptions: bool,
    /// Whether the editor asks for diagnostics, so that they need not be sent.
    pub(super) pulls: bool,
    /// Whether a hover may be Markdown.
    pub(super) markdown: bool,
    /// Whether the editor can be asked for its settings.
    pub(super) tells_configuration: bool,
    /// Whether it tells of changed settings when asked to.
    pub(super) registers_configuration: bool,
    /// Whether it watches files when asked to.
    pub(super) watches_files: bool,
    /// Whether it can watch a folder outside those that it has open.
    pub(super) relative_patterns: bool,
    /// Whether it shows the progress of what takes its time.
    pub(super) progress: bool,
    /// Whether it asks for lenses again when told to.
    pub(super) refreshes_lenses: bool,
    /// Whether it asks for hints again when told to.
    pub(super) refreshes_hints: bool,
    /// The settings that it began with.
    pub(super) initial: Config,
    /// Whether a proposal may be more than a command.
    pub(super) code_actions: bool,
    /// Whether an edit may name the version of the text that it is for.
    pub(super) versioned_edits: bool,
    /// Whether an edit may make a new file.
    pub(super) new_files: bool,
    /// Whether an outline may be a tree.
    pub(super) symbol_trees: bool,
}

impl Default for Agreed {
    fn default() -> Self {
        agreed(&ClientCapabilities::default(), Config::default())
    }
}

/// What can be agreed with an editor of these abilities.
pub(super) fn agreed(capabilities: &ClientCapabilities, initial: Config) -> Agreed {
    let document = capabilities.text_document.as_ref();
    let diagnostics = document.and_then(|document| document.publish_diagnostics.as_ref());
    let hover = document.and_then(|document| document.hover.as_ref());
    let formats = hover.and_then(|hover| hover.content_format.as_ref());
    let actions = document.and_then(|document| document.code_action.as_ref());
    let symbols = document.and_then(|document| document.document_symbol.as_ref());
    let general = capabilities.general.as_ref();
    let encodings = general.and_then(|general| general.position_encodings.as_deref());
    let workspace = capabilities.workspace.as_ref();
    let watching = workspace.and_then(|workspace| workspace.did_change_watched_files.as_ref());
    let configuring = workspace.and_then(|workspace| workspace.did_change_configuration.as_ref());
    let lenses = workspace.and_then(|workspace| workspace.code_lens.as_ref());
    let hints = workspace.and_then(|workspace| workspace.inlay_hint.as_ref());
    let edits = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
    let resources = edits.and_then(|edits| edits.resource_operations.as_ref());
    let window = capabilities.window.as_ref();
    Agreed {
        encoding: encoding(encodings.unwrap_or_default()),
        related_information: diagnostics.and_then(|diagnostics| diagnostics.related_information).unwrap_or(false),
        code_descriptions: diagnostics.and_then(|it| it.code_description_support).unwrap_or(false),
        pulls: document.is_some_and(|document| document.diagnostic.is_some()),
        tells_configuration: workspace.and_then(|workspace| workspace.configuration).unwrap_or(false),
        registers_configuration: configuring.and_then(|it| it.dynamic_registration).unwrap_or(false),
        watches_files: watching.and_then(|it| it.dynamic_registration).unwrap_or(false),
        relative_patterns: watching.and_then(|it| it.relative_pattern_support).unwrap_or(false),
        progress: window.and_then(|window| window.work_done_progress).unwrap_or(false),
        refreshes_lenses: lenses.and_then(|lenses| lenses.refresh_support).unwrap_or(false),
        refreshes_hints: hints.and_then(|hints| hints.refresh_support).unwrap_or(false),
        initial,
        // An editor that does not say is from before the question; those show Markdown.
        markdown: formats.is_none_or(|formats| formats.contains(&MarkupKind::Markdown)),
        code_actions: actions.is_some_and(|actions| actions.code_action_literal_support.is_some()),
        versioned_edits: edits.and_then(|edits| edits.document_changes).unwrap_or(false),
        new_files: resources.is_some_and(|kinds| kinds.contains(&ResourceOperationKind::Create)),
        symbol_trees: symbols.and_then(|symbols| symbols.hierarchical_document_symbol_support).unwrap_or(false),
    }
}

/// UTF-8 where it is offered, as drafts are held in it; else the first that is known; else the protocol's default.
fn encoding(offered: &[PositionEncodingKind]) -> Encoding {
    let known = |kind: &PositionEncodingKind| match kind.as_str() {
        "utf-8" => Some(Encoding::Utf8),
        "utf-16" => Some(Encoding::Utf16),
        "utf-32" => Some(Encoding::Utf32),
        _ => None,
    };
    if offered.contains(&PositionEncodingKind::UTF8) {
        return Encoding::Utf8;
    }
    offered.iter().find_map(known).unwrap_or(Encoding::Utf16)
}

/// The folder that relative paths in settings start from.
fn root(params: &InitializeParams) -> Option<PathBuf> {
    let folder = params.workspace_folders.as_ref().and_then(|folders| folders.first()).map(|folder| &folder.uri);
    #[expect(deprecated, reason = "editors without workspace folders send only this")]
    let folder = folder.or(params.root_uri.as_ref());
    folder.and_then(file)
}

/// The folders that the editor has open.
pub(super) fn folders(params: &InitializeParams) -> Vec<PathBuf> {
    let several = params.workspace_folders.iter().flatten().filter_map(|folder| file(&folder.uri));
    let mut folders: Vec<PathBuf> = several.collect();
    if folders.is_empty() {
        folders.extend(root(params));
    }
    folders
}

/// The path of a `file` address.
pub(super) fn file(uri: &Uri) -> Option<PathBuf> {
    (uri.scheme().as_str() == "file").then(|| uri.to_file_path()).flatten().map(Cow::into_owned)
}

/// The text of a document that the editor opens.
pub(super) fn draft(document: &TextDocumentItem) -> Draft {
    Draft::new(&document.text, format(&document.language_id, document.uri.path().as_str()))
}

/// How a text is written: by the editor's word for its language, or by its name where that word says nothing.
pub(super) fn format(language: &str, path: &str) -> Format {
    match language {
        "markdown" | "mdx" | "quarto" | "rmd" => Format::Markdown,
        "html" => Format::Html,
        "" => path.rsplit_once('.').and_then(|(_, ending)| Format::of_ending(ending)).unwrap_or(Format::Plain),
        _ => Format::Plain,
    }
}

/// A place in a text.
pub(super) fn position(position: lsp::Position) -> Position {
    Position { line: position.line, column: position.character }
}

/// A stretch of a text.
pub(super) fn range(range: lsp::Range) -> Range<Position> {
    position(range.start)..position(range.end)
}

/// A stretch of a draft in bytes; the ends may stand in any order.
pub(super) fn bytes(range: lsp::Range, draft: &Draft, encoding: Encoding) -> Range<usize> {
    let ends = [range.start, range.end].map(|end| draft.offset(position(end), encoding));
    ends[0].min(ends[1])..ends[0].max(ends[1])
}

#[cfg(test)]
mod tests {
    use tower_lsp_server::ls_types::PositionEncodingKind;

    use super::{encoding, format};
    use crate::draft::{Encoding, Format};

    #[test]
    fn utf_8_wins_then_the_editors_first_then_utf_16() {
        let table: &[(&[&'static str], Encoding)] = &[
            (&[], Encoding::Utf16),
            (&["utf-7"], Encoding::Utf16),
            (&["utf-16"], Encoding::Utf16),
            (&["utf-16", "utf-32"], Encoding::Utf16),
            (&["utf-32", "utf-16"], Encoding::Utf32),
            (&["utf-16", "utf-8"], Encoding::Utf8),
        ];
        for (offered, expected) in table {
            let kinds: Vec<_> = offered.iter().map(|&kind| PositionEncodingKind::from(kind)).collect();
            assert_eq!(encoding(&kinds), *expected, "{offered:?}");
        }
    }

    #[test]
    fn the_language_tells_the_format_and_the_name_where_it_does_not() {
        assert_eq!(format("plaintext", "/a.md"), Format::Plain);
        assert_eq!(format("text", "/a.txt"), Format::Plain);
        assert_eq!(format("", "/a.txt"), Format::Plain);
        assert_eq!(format("markdown", "/a"), Format::Markdown);
        assert_eq!(format("", "/a.MD"), Format::Markdown);
        assert_eq!(format("html", "/a.txt"), Format::Html);
        assert_eq!(format("", "/a.htm"), Format::Html);
    }
}
