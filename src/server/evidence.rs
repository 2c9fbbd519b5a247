//! `secondOpinion/evidence`: the claims of a draft with everything that stands for and against them, for an editor's panel.
//!
//! The form of question and answer is a contract with the editor extensions: fields may be added, none may change.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{Position, Range, TextDocumentIdentifier, Uri};

use super::library::Library;
use super::session::Session;
use super::{analysis, from_proto, to_proto};
use crate::draft::{Draft, Encoding};
use crate::ignore_file;
use crate::report::claims::{is_at, is_claim};
use crate::report::ignore::Ignored;
use crate::report::{self, Code, CorpusSize, Severity};
use crate::verdict::{Judgement, Reason, Side, Verdict};

/// The method's name.
pub(super) const METHOD: &str = "secondOpinion/evidence";

/// Which draft, and where in it; without a position all of it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Params {
    text_document: TextDocumentIdentifier,
    position: Option<Position>,
}

/// The claims of a draft and what they rest on.
#[derive(Debug, Serialize)]
pub(super) struct Evidence {
    /// The version of the text that this is about.
    version: i32,
    corpus: CorpusSize,
    /// In the order of the draft.
    claims: Vec<Claim>,
}

#[derive(Debug, Serialize)]
struct Claim {
    /// The sentence.
    range: Range,
    /// The words that clash, where some do.
    slot: Option<Range>,
    /// The sentence without markup.
    text: String,
    verdict: Verdict,
    /// Null for what the author need not attend to or has set aside, as are the message and the severity.
    code: Option<Code>,
    reason: Option<Reason>,
    message: Option<String>,
    severity: Option<Severity>,
    /// How many answers agree.
    #[serde(rename = "for")]
    agreeing: usize,
    /// How many answers disagree.
    against: usize,
    supporting: Vec<Citation>,
    contradicting: Vec<Citation>,
}

#[derive(Debug, Serialize)]
struct Citation {
    #[serde(flatten)]
    said: report::Citation,
    /// The page on the disk; null where it is not there.
    uri: Option<Uri>,
    position: Option<Position>,
}

pub(super) async fn evidence(session: &Arc<Session>, params: Params) -> Result<Option<Evidence>> {
    let Some((snapshot, judged)) = analysis::whole(session, &params.text_document.uri).await? else { return Ok(None) };
    let encoding = session.agreed().encoding;
    let offset = params.position.map(|position| snapshot.draft.offset(from_proto::position(position), encoding));
    let text = snapshot.draft.text();
    let list = from_proto::file(&snapshot.uri).map(|path| ignore_file::read_for(&path)).unwrap_or_default();
    let ignored = Ignored::new(&text, snapshot.draft.format(), &list);
    let wanted = |judgement: &&Judgement| offset.is_none_or(|offset| is_at(judgement, offset)) && is_claim(judgement);
    let claims = judged.judgements.iter().filter(wanted);
    Ok(Some(Evidence {
        version: snapshot.version,
        corpus: judged.library.size(),
        claims: claims
            .map(|judgement| {
                let code = Code::of(judgement).filter(|_| !ignored.covers(judgement));
                claim(judgement, code, &judged.library, &snapshot.draft, encoding)
            })
            .collect(),
    }))
}

fn claim(judgement: &Judgement, code: Option<Code>, library: &Library, draft: &Draft, encoding: Encoding) -> Claim {
    let slot = (judgement.slot != judgement.sentence).then(|| to_proto::range(&judgement.slot, draft, encoding));
    Claim {
        range: to_proto::range(&judgement.sentence, draft, encoding),
        slot: slot.filter(|_| code.is_some()),
        text: judgement.text.clone(),
        verdict: judgement.verdict,
        code,
        reason: judgement.reason,
        message: code.map(|code| code.message(judgement).to_owned()),
        severity: code.map(Code::severity),
        agreeing: judgement.supporting.len(),
        against: judgement.contradicting.len(),
        supporting: citations(&judgement.supporting, library),
        contradicting: citations(&judgement.contradicting, library),
    }
}

fn citations(sides: &[Side], library: &Library) -> Vec<Citation> {
    let citation = |side| {
        let citation = library.cite(side)?;
        let (uri, position) = to_proto::location(&citation).map(|place| (place.uri, place.range.start)).unzip();
        Some(Citation { said: citation.said, uri, position })
    };
    sides.iter().filter_map(citation).collect()
}
