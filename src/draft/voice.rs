//! Who speaks: leaves out what the person who asks says, and gives each passage the headings above it.
//!
//! It knows labels and headings only. Quotations, code and the like are left out before, by the reader of each format.

use std::sync::Arc;

use super::label::{Speaker, label, names_question};
use super::prose::Prose;
use super::{Passage, PassageKind};

/// A block of prose, whoever speaks in it.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) kind: PassageKind,
    pub(super) prose: Prose,
}

/// A block, or the part of a block from one label to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Turn {
    kind: PassageKind,
    /// Who speaks from here on, where a label says so.
    speaker: Option<Speaker>,
    /// The prose without the label.
    prose: Prose,
    /// Whether there is anything to read in it.
    has_words: bool,
    /// The whole text of a heading.
    title: Option<String>,
}

/// For each turn of a draft that is the author's, the headings above it.
pub(super) fn heard(turns: &[&Turn]) -> Vec<Option<Arc<[String]>>> {
    let mut heard = Vec::with_capacity(turns.len());
    let mut headings: Vec<(u8, String)> = Vec::new();
    let mut above: Arc<[String]> = Arc::default();
    let mut asker_speaks_until = 0;
    for (index, turn) in turns.iter().enumerate() {
        if let PassageKind::Heading(level) = turn.kind {
            headings.retain(|&(above, _)| above < level);
            above = headings.iter().map(|(_, text)| text.clone()).collect();
        }
        if index >= asker_speaks_until && matches!(turn.speaker, Some(Speaker::Asker { .. })) {
            asker_speaks_until = end_of_question(turns, index);
        }
        heard.push((index >= asker_speaks_until && turn.has_words).then(|| Arc::clone(&above)));
        if let (PassageKind::Heading(level), Some(title)) = (&turn.kind, &turn.title) {
            headings.push((*level, title.clone()));
            above = headings.iter().map(|(_, text)| text.clone()).collect();
        }
    }
    heard
}

/// The turns that are the author's, as passages.
pub(super) fn passages(turns: &[Turn], heard: &[Option<Arc<[String]>>]) -> Arc<[Passage]> {
    let passage = |(turn, above): (&Turn, &Option<Arc<[String]>>)| {
        passage(turn.kind.clone(), &turn.prose, above.as_ref()?.to_vec())
    };
    turns.iter().zip(heard).filter_map(passage).collect()
}

/// The start of a text, short enough to be kept with every passage below or beside it.
pub(super) fn shortened(text: &str) -> String {
    /// In characters. A heading that is longer names nothing, and copying it would cost time without bound.
    const LONGEST: usize = 200;
    text.chars().take(LONGEST).map(|character| if character == '\n' { ' ' } else { character }).collect()
}

impl Turn {
    fn new(kind: &PassageKind, speaker: Option<Speaker>, prose: Prose, title: Option<String>) -> Self {
        Self { kind: kind.clone(), speaker, has_words: prose.has_words(), prose, title }
    }
}

/// Cuts a block where a line begins with a label: "Q: … A: …" may share a paragraph.
pub(super) fn turns(block: Block) -> Vec<Turn> {
    let Block { kind, prose } = block;
    let prose = prose.without_addresses();
    match &kind {
        PassageKind::Heading(_) => {
            let title = Some(shortened(&prose.text));
            let (speaker, prose) = match label(&prose.text) {
                Some((speaker, length)) => (Some(speaker), prose.slice(length..prose.text.len())),
                None => (None, prose),
            };
            vec![Turn::new(&kind, speaker, prose, title)]
        }
        PassageKind::Cell { header, .. } => {
            // A column of questions is the asker's; nothing beside or below it is.
            let prose = if names_question(header) { Prose::default() } else { prose };
            vec![Turn::new(&kind, None, prose, None)]
        }
        _ => labelled_turns(&kind, prose),
    }
}

fn labelled_turns(kind: &PassageKind, prose: Prose) -> Vec<Turn> {
    let mut cuts: Vec<(usize, Option<Speaker>, usize)> = Vec::new();
    let mut start = 0;
    for line in prose.text.split_inclusive('\n') {
        let begins_like_a_label = start == 0 || line.trim_start().starts_with(|c: char| c.is_uppercase() || c == '*');
        if let Some((speaker, length)) = label(line.trim_end()).filter(|_| begins_like_a_label) {
            cuts.push((start, Some(speaker), length));
        } else if start == 0 {
            cuts.push((0, None, 0));
        }
        start += line.len();
    }
    if let [(_, None, _)] = cuts[..] {
        return vec![Turn::new(kind, None, prose, None)];
    }
    let ends = cuts.iter().skip(1).map(|&(start, ..)| start).chain([prose.text.len()]);
    let turn = |(&(start, speaker, length), end): (&(usize, Option<Speaker>, usize), usize)| {
        Turn::new(kind, speaker, prose.slice(start + length..end), None)
    };
    cuts.iter().zip(ends).map(turn).collect()
}

/// The first turn after a question that is no longer the asker's.
///
/// A bare heading ("Question") holds for its section, a bare label for the block after it. A label with the question
/// behind it ("Q: Is it painful?") holds for itself alone, because an answer without a label may follow. In each case
/// a label for the answer ends the question, and what stands between the two is the asker's.
fn end_of_question(turns: &[&Turn], question: usize) -> usize {
    let Some(turn) = turns.get(question) else { return question + 1 };
    let bare = !turn.has_words;
    let plural = turn.speaker == Some(Speaker::Asker { plural: true });
    let level = match turn.kind {
        PassageKind::Heading(level) if !(bare && plural) => level,
        _ => u8::MAX,
    };
    let whole_section = bare && matches!(turn.kind, PassageKind::Heading(_));
    for (index, next) in turns.iter().enumerate().skip(question + 1) {
        let next_heading = matches!(next.kind, PassageKind::Heading(heading) if heading <= level);
        match next.speaker {
            Some(Speaker::Author) => return index,
            _ if whole_section && next_heading => return index,
            Some(Speaker::Asker { .. }) if !whole_section => break,
            _ if next_heading => break,
            _ => {}
        }
    }
    if whole_section { turns.len() } else { question + 1 + usize::from(bare) }
}

fn passage(kind: PassageKind, prose: &Prose, headings: Vec<String>) -> Option<Passage> {
    let prose = prose.slice(0..prose.text.len());
    let (&(_, start), &(_, end)) = prose.map.first().zip(prose.map.last())?;
    Some(Passage { kind, text: prose.text, map: prose.map, range: start..end, headings })
}
