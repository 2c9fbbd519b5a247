//! `textDocument/inlayHint`: behind each claim, how many answers stand on either side. Off unless the author asks for it.

use std::sync::Arc;

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{InlayHint, InlayHintLabel, InlayHintParams, InlayHintTooltip};

use super::session::Session;
use super::{analysis, from_proto, to_proto};
use crate::report::words;
use crate::verdict::Judgement;

pub(super) async fn inlay_hint(session: &Arc<Session>, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
    let agreed = session.agreed();
    if !agreed.inlay_hints {
        return Ok(None);
    }
    let Some((snapshot, judged)) = analysis::whole(session, &params.text_document.uri).await? else { return Ok(None) };
    let wanted = from_proto::bytes(params.range, &snapshot.draft, agreed.encoding);
    let hints = judged.judgements.iter().filter_map(|judgement| {
        let end = judgement.sentence.end;
        let label = label(judgement).filter(|_| wanted.start <= end && end <= wanted.end)?;
        Some(InlayHint {
            position: to_proto::position(end, &snapshot.draft, agreed.encoding),
            label: InlayHintLabel::String(label),
            kind: None,
            text_edits: None,
            tooltip: Some(InlayHintTooltip::String(format!(
                "{}: {}",
                words::verdict(judgement.verdict),
                words::tally(judgement)
            ))),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        })
    });
    Ok(Some(hints.collect()))
}

/// "✓ 9 ✗ 1"; none where no answer has anything to say.
fn label(judgement: &Judgement) -> Option<String> {
    let sides = [("✓", judgement.supporting.len()), ("✗", judgement.contradicting.len())];
    let parts: Vec<String> =
        sides.iter().filter(|(_, number)| *number > 0).map(|(mark, number)| format!("{mark} {number}")).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}
