//! `textDocument/codeAction`: what can be done about the finding under the cursor, one finding at a time.
//!
//! It starts from the server's own findings: editors may send diagnostics that are stale, or none. A proposal is offered
//! only where the sentence as it would then stand is one that the corpus supports.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::{
    CodeAction, CodeActionKind, CodeActionOptions, CodeActionOrCommand, CodeActionParams, CodeActionProviderCapability,
    CodeActionResponse, Diagnostic, TextEdit, WorkspaceEdit,
};

use super::analysis::Judged;
use super::documents::Snapshot;
use super::from_proto::Agreed;
use super::memory::Memory;
use super::session::Session;
use super::{analysis, from_proto, to_proto};
use crate::draft::{Draft, Format};
use crate::ignore_file;
use crate::report::Code;
use crate::report::citation_keys;
use crate::report::fixes::{Fix, fixes};
use crate::report::ignore::{self, Ignored};
use crate::verdict::{Judgement, Verdict};

/// How many answers are offered for citation.
const CITED: usize = 2;

/// Stands in an ignoring comment until the author has put a reason there.
const REASON: &str = "(say why)";

/// What a new list of findings to be left out begins with.
const LIST_OPENING: &str =
    "# Findings that Second Opinion leaves out in this project: a code and the sentence, one finding a line.\n";

pub(super) fn capability(agreed: &Agreed) -> CodeActionProviderCapability {
    if !agreed.code_actions {
        return CodeActionProviderCapability::Simple(true);
    }
    CodeActionProviderCapability::Options(CodeActionOptions {
        code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, CodeActionKind::REFACTOR_REWRITE]),
        resolve_provider: Some(false),
        ..CodeActionOptions::default()
    })
}

pub(super) async fn code_action(
    session: &Arc<Session>,
    params: CodeActionParams,
) -> Result<Option<CodeActionResponse>> {
    let Some((snapshot, judged)) = analysis::whole(session, &params.text_document.uri).await? else { return Ok(None) };
    let wanted = from_proto::bytes(params.range, &snapshot.draft, session.agreed().encoding);
    let judgements = at(&judged, &wanted);
    if judgements.is_empty() {
        return Ok(None);
    }
    // A proposal is judged in the draft as it would be; what is remembered of the draft makes that quick.
    let mut memory = snapshot.memory.lock().await.clone();
    let session = Arc::clone(session);
    let actions = tokio::task::spawn_blocking(move || {
        let menu = Menu::new(&snapshot, &judged, &session);
        judgements.iter().flat_map(|judgement| menu.actions(judgement, &mut memory)).collect::<Vec<_>>()
    });
    let actions = actions.await.map_err(|_| Error::internal_error())?;
    let asked_for = |action: &CodeActionOrCommand| match (action, &params.context.only) {
        (CodeActionOrCommand::CodeAction(action), Some(only)) => action.kind.as_ref().is_some_and(|kind| {
            only.iter().any(|wanted| kind == wanted || kind.as_str().starts_with(&format!("{}.", wanted.as_str())))
        }),
        _ => true,
    };
    Ok(Some(actions.into_iter().filter(asked_for).collect()))
}

/// The judgements that a range of the draft is about: those whose clash it touches, else those of its sentences.
fn at(judged: &Judged, range: &Range<usize>) -> Vec<Judgement> {
    let touches = |other: &Range<usize>| other.start <= range.end && range.start <= other.end;
    let clashes = |judgement: &Judgement| Code::of(judgement).is_some() && touches(&judgement.slot);
    let mut judgements = judged.sections.around(range);
    judgements.retain(|judgement| judgement.verdict != Verdict::Uncovered);
    if judgements.iter().any(clashes) {
        judgements.retain(clashes);
    } else {
        judgements.retain(|judgement| touches(&judgement.sentence));
    }
    judgements
}

/// What actions are made of.
struct Menu<'a> {
    snapshot: &'a Snapshot,
    judged: &'a Judged,
    agreed: &'a Agreed,
    text: String,
    /// The folders that the editor has open.
    folders: Vec<PathBuf>,
}

impl<'a> Menu<'a> {
    fn new(snapshot: &'a Snapshot, judged: &'a Judged, session: &'a Session) -> Self {
        let (text, folders) = (snapshot.draft.text(), session.projects.roots());
        Self { snapshot, judged, agreed: session.agreed(), text, folders }
    }

    /// What can be done about one judgement, the best first.
    fn actions(&self, judgement: &Judgement, memory: &mut Memory) -> Vec<CodeActionOrCommand> {
        let code = self.told(judgement);
        let range = to_proto::range(&judgement.sentence, &self.snapshot.draft, self.agreed.encoding);
        let show = to_proto::show_evidence("Show the evidence".to_owned(), &self.snapshot.uri, range);
        if !self.agreed.code_actions {
            return vec![CodeActionOrCommand::Command(show)];
        }
        let mut actions = Vec::new();
        if let Some(code) = code {
            let proposals =
                fixes(judgement, &self.text).into_iter().filter(|fix| self.is_supported(fix, judgement, memory));
            actions.extend(proposals.map(|fix| self.proposal(fix, judgement)));
            if let [first, ..] = &mut actions[..] {
                first.is_preferred = Some(true);
            }
            actions.extend(self.ignoring(code, judgement));
        }
        let cites = self.citing(judgement);
        let before_ignoring =
            actions.iter().position(|action| action.title.starts_with("Ignore")).unwrap_or(actions.len());
        actions.splice(before_ignoring..before_ignoring, cites);
        let kind = if code.is_some() { CodeActionKind::QUICKFIX } else { CodeActionKind::REFACTOR_REWRITE };
        actions.push(CodeAction {
            title: show.title.clone(),
            kind: Some(kind),
            command: Some(show),
            diagnostics: code.and_then(|_| self.diagnostics(judgement)),
            ..CodeAction::default()
        });
        actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()
    }

    fn proposal(&self, fix: Fix, judgement: &Judgement) -> CodeAction {
        CodeAction {
            title: fix.title,
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: self.diagnostics(judgement),
            edit: Some(self.edit(&[(fix.range, fix.replacement)])),
            ..CodeAction::default()
        }
    }

    /// Whether the corpus supports what a proposal makes of its sentence.
    fn is_supported(&self, fix: &Fix, judgement: &Judgement, memory: &mut Memory) -> bool {
        let mut text = self.text.clone();
        if text.get(fix.range.clone()).is_none() {
            return false;
        }
        text.replace_range(fix.range.clone(), &fix.replacement);
        let draft = Draft::new(&text, self.snapshot.draft.format());
        let end = judgement.sentence.end + fix.replacement.len() - fix.range.len().min(judgement.sentence.end);
        let judgements = self.judged.library.analysis.judge(&draft, memory);
        let mut same = judgements
            .iter()
            .filter(|one| judgement.sentence.start <= one.sentence.start && one.sentence.start < end)
            .peekable();
        same.peek().is_some() && same.all(|one| one.verdict == Verdict::Supported)
    }

    /// Citations of the answers that agree.
    fn citing(&self, judgement: &Judgement) -> Vec<CodeAction> {
        if judgement.verdict == Verdict::Contradicted || self.snapshot.draft.format() != Format::Markdown {
            return Vec::new();
        }
        let sources = self.judged.library.analysis.sources();
        let (keys, style) = (self.judged.library.citation_keys(), self.judged.project.config.citations());
        let action = |side: &crate::verdict::Side| {
            let source = sources.get(side.source)?;
            let answer = source.answers.get(side.answer);
            let key = keys.of_answer(side.source, side.answer)?;
            let edits = citation_keys::insertion(&self.text, &judgement.sentence, key, style, source, answer)?;
            let edits: Vec<_> = edits.into_iter().map(|(at, new)| (at..at, new)).collect();
            let author = answer.and_then(|answer| answer.author.as_deref()).unwrap_or("a doctor");
            Some(CodeAction {
                title: format!("Cite {author}, {key}"),
                kind: Some(CodeActionKind::REFACTOR_REWRITE),
                edit: Some(self.edit(&edits)),
                ..CodeAction::default()
            })
        };
        judgement.supporting.iter().take(CITED).filter_map(action).collect()
    }

    /// The two ways to leave a finding out.
    fn ignoring(&self, code: Code, judgement: &Judgement) -> Vec<CodeAction> {
        let action = |title: String, edit: WorkspaceEdit| CodeAction {
            title,
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: self.diagnostics(judgement),
            edit: Some(edit),
            ..CodeAction::default()
        };
        let comment = (self.snapshot.draft.format() != Format::Plain)
            .then(|| ignore::insertion(&self.text, judgement, code, REASON))
            .flatten()
            .map(|(at, comment)| self.edit(&[(at..at, comment)]));
        let comment = comment.map(|edit| action(format!("Ignore this {}, with a comment", code.name()), edit));
        let entry = self.list_edit(&ignore::entry(code, judgement));
        let entry = entry.map(|edit| action(format!("Ignore this {} in {}", code.name(), ignore::FILE_NAME), edit));
        comment.into_iter().chain(entry).collect()
    }

    /// A line at the end of the project's list, which may have to be made.
    fn list_edit(&self, entry: &str) -> Option<WorkspaceEdit> {
        let path = ignore_file::place_for(&from_proto::file(&self.snapshot.uri)?, &self.folders)?;
        let uri = to_proto::uri(&path)?;
        let Ok(bytes) = std::fs::read(&path) else {
            let can = self.agreed.new_files && self.agreed.versioned_edits && !path.exists();
            return can.then(|| to_proto::new_file(uri, format!("{LIST_OPENING}{entry}\n")));
        };
        let list = Draft::new(&String::from_utf8_lossy(&bytes), Format::Plain);
        let text = list.text();
        let gap = if text.is_empty() || text.ends_with(['\n', '\r']) { "" } else { "\n" };
        let edit = (text.len()..text.len(), format!("{gap}{entry}\n"));
        let edits: Vec<TextEdit> = to_proto::edits(&[edit], &list, self.agreed);
        Some(to_proto::workspace_edit(uri, None, edits, self.agreed))
    }

    /// The kind of finding that the author is told of.
    fn told(&self, judgement: &Judgement) -> Option<Code> {
        let ignored = Ignored::new(&self.text, self.snapshot.draft.format(), &self.judged.project.ignored);
        self.judged.told(judgement, &ignored).map(|(code, _)| code)
    }

    fn diagnostics(&self, judgement: &Judgement) -> Option<Vec<Diagnostic>> {
        to_proto::diagnostic(judgement, self.judged, &self.snapshot.draft, self.agreed).map(|one| vec![one])
    }

    fn edit(&self, edits: &[(Range<usize>, String)]) -> WorkspaceEdit {
        let (uri, version) = (self.snapshot.uri.clone(), Some(self.snapshot.version));
        to_proto::workspace_edit(uri, version, to_proto::edits(edits, &self.snapshot.draft, self.agreed), self.agreed)
    }
}
