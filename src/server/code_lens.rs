//! `textDocument/codeLens`: over each answer's heading, how many of its claims have which verdict.

use std::ops::Range;
use std::sync::Arc;

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{CodeLens, CodeLensParams};

use super::session::Session;
use super::{analysis, to_proto};
use crate::draft::{HeadedSection, SectionKind, outline};
use crate::report::Code;
use crate::report::claims::Count;
use crate::report::ignore::Ignored;
use crate::verdict::Judgement;

pub(super) async fn code_lens(session: &Arc<Session>, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
    let uri = params.text_document.uri;
    let Some((snapshot, judged)) = analysis::whole(session, &uri).await? else { return Ok(None) };
    let encoding = session.agreed().encoding;
    let (text, format) = (snapshot.draft.text(), snapshot.draft.format());
    let ignored = Ignored::new(&text, format, &judged.project.ignored);
    let is_set_aside =
        |judgement: &Judgement| Code::of(judgement).is_some() && judged.told(judgement, &ignored).is_none();
    let sections = outline(&text, format);
    let lenses = counted(&sections).into_iter().filter_map(|(heading, section)| {
        let inside = judged.judgements.iter().filter(|judgement| section.contains(&judgement.sentence.start));
        let count = Count::of(inside, is_set_aside);
        let range = to_proto::range(&section, &snapshot.draft, encoding);
        let command = to_proto::show_evidence(count.to_string(), &uri, range);
        let range = to_proto::range(&heading, &snapshot.draft, encoding);
        (count.total() > 0).then_some(CodeLens { range, command: Some(command), data: None })
    });
    Ok(Some(lenses.collect()))
}

/// The headings that get a lens, and what each counts: an answer counts as a whole, with the sections in it; any other
/// section counts what stands before the next heading. A question makes no claims.
fn counted(sections: &[HeadedSection]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut counted = Vec::new();
    let mut answered_until = 0;
    for (index, section) in sections.iter().enumerate() {
        let (heading, range) = (section.heading.clone(), section.range.clone());
        match section.kind {
            _ if heading.start < answered_until => {}
            SectionKind::Question => {}
            SectionKind::Answer => {
                answered_until = range.end;
                counted.push((heading, range));
            }
            SectionKind::Other => {
                let next = sections.get(index + 1).map_or(range.end, |next| next.heading.start);
                counted.push((heading, range.start..next));
            }
        }
    }
    counted
}
