//! The passages of a draft from one version to the next, so that an edit costs the blocks it touches.
//!
//! A draft is cut into sections where a block begins that stands in no other. Nothing is open there, so a section reads
//! the same wherever it stands, with three exceptions, which are kept beside it: the HTML element around it, the labels
//! that are defined anywhere in the draft, and who speaks ([`super::voice`]). After an edit the sections around it are
//! read again, up to a place where a block began before and begins again. It must not know what words mean.

use std::sync::Arc;

use ropey::Rope;

use super::voice::{self, Turn};
use super::{Draft, Format, Passage, html, markdown, plain};

/// A stretch of a draft, from the line on which a block begins to the line on which the next one does.
#[derive(Clone, Debug)]
pub(super) struct Section {
    /// Its length in bytes, what follows its block included.
    pub(super) length: usize,
    /// How many HTML elements that silence what they hold are open at its start.
    pub(super) silent: usize,
    /// The labels of links and footnotes that it defines.
    pub(super) definitions: Vec<String>,
    /// What is said in it; places count from its first byte.
    pub(super) turns: Arc<[Turn]>,
    /// For each turn that is the author's, the headings above it.
    heard: Arc<[Option<Arc<[String]>>]>,
    /// What the author says; places count from the section's first byte.
    passages: Arc<[Passage]>,
}

/// What is known at the start of a text that is to be read.
#[derive(Clone, Debug, Default)]
pub(super) struct Opening<'a> {
    /// Whether it is the start of the draft, where front matter may stand.
    pub(super) front: bool,
    /// How many HTML elements that silence what they hold are open.
    pub(super) silent: usize,
    /// The labels that are defined elsewhere.
    pub(super) defined: Vec<&'a str>,
}

/// A draft as it was read, ready to follow its edits.
#[derive(Clone, Debug)]
pub struct LivePassages {
    draft: Draft,
    sections: Vec<Section>,
}

impl LivePassages {
    /// Reads a draft.
    #[must_use]
    pub fn new(draft: &Draft) -> Self {
        let mut outline = Self { draft: draft.clone(), sections: read_all(draft) };
        outline.hear();
        outline
    }

    /// Goes on to another text of the same draft, and reads what has changed.
    pub fn follow(&mut self, draft: &Draft) {
        if draft.format != self.draft.format {
            *self = Self::new(draft);
            return;
        }
        let change = Change::between(&self.draft.rope, &draft.rope);
        if change.is_empty() {
            return;
        }
        if !self.read_again(draft, &change) {
            self.take_over(read_all(draft));
        }
        self.draft = draft.clone();
        self.hear();
    }

    /// The draft's sections in order: each one's first byte, and the author's passages in it, whose places count from
    /// there. What an edit has not touched is the very same allocation as before.
    pub fn sections(&self) -> impl Iterator<Item = (usize, &Arc<[Passage]>)> {
        let mut start = 0;
        self.sections.iter().map(move |section| {
            start += section.length;
            (start - section.length, &section.passages)
        })
    }

    /// All passages, where they stand in the draft.
    pub(super) fn into_passages(self) -> Vec<Passage> {
        let mut passages = Vec::new();
        let mut start = 0;
        for section in self.sections {
            passages.extend(section.passages.iter().map(|passage| passage.clone().moved(start)));
            start += section.length;
        }
        passages
    }

    /// Reads the sections around a change; tells whether that was enough.
    fn read_again(&mut self, draft: &Draft, change: &Change) -> bool {
        if draft.format == Format::Html {
            // What a tag opens may be closed anywhere, so no section reads the same wherever it stands.
            return false;
        }
        let starts: Vec<usize> = self.starts().collect();
        let old_length = self.draft.len();
        // The block before the touched one may swallow what it becomes.
        let touched = starts.partition_point(|&start| start <= change.start).saturating_sub(1);
        let first = touched.saturating_sub(1);
        let start = starts.get(first).copied().unwrap_or(0);
        let Some(opening) = self.sections.get(first) else { return false };
        let silent = opening.silent;
        let moved = |old: usize| (old + draft.len()) - old_length;
        // Where an old section begins behind the change, the new text may be joined to the old.
        let mut join = starts.partition_point(|&start| start < change.old_end).max(first + 1);
        let mut reach = 2;
        loop {
            let end = starts.get(join + reach).map_or(draft.len(), |&start| moved(start));
            let Some(text) = draft.rope.get_byte_slice(start..end) else { return false };
            let text = text.to_string();
            if start == 0 && ["---", "+++", "\u{feff}"].iter().any(|mark| text.starts_with(mark)) {
                // Front matter may end anywhere.
                return false;
            }
            let kept = |index: usize| index < first || index >= join;
            let defined = self.sections.iter().enumerate().filter(|&(index, _)| kept(index));
            let defined: Vec<&str> =
                defined.flat_map(|(_, section)| &section.definitions).map(String::as_str).collect();
            if defined.iter().any(|label| label.contains(['\n', '\r', '\\', '[', ']'])) {
                return false;
            }
            let mut new = read(&text, draft.format, &Opening { front: start == 0, silent, defined });
            let joined = if end == draft.len() && starts.len() <= join + reach {
                Some((new.len(), self.sections.len()))
            } else {
                self.meeting(&new, start, &starts, join, moved)
            };
            let Some((new_end, old_end)) = joined else {
                join += reach;
                reach *= 2;
                continue;
            };
            new.truncate(new_end);
            let Some(replaced) = self.sections.get(first..old_end) else { return false };
            // What is defined in one place is known in all.
            if definitions(&new) != definitions(replaced) {
                return false;
            }
            self.sections.splice(first..old_end, new);
            return true;
        }
    }

    /// Goes on to sections that were all read anew; those at both ends that read as before stay what they are.
    fn take_over(&mut self, mut new: Vec<Section>) {
        let both = || self.sections.iter().zip(&new);
        let front = both().take_while(|(old, new)| old.reads_like(new)).count();
        let backwards = self.sections.iter().skip(front).rev().zip(new.iter().skip(front).rev());
        let back = backwards.take_while(|(old, new)| old.reads_like(new)).count();
        let middle: Vec<Section> = new.drain(front..new.len() - back).collect();
        self.sections.splice(front..self.sections.len() - back, middle);
    }

    /// The first old section from `join` on that begins where a new one does, as indices into both.
    fn meeting(
        &self,
        new: &[Section],
        start: usize,
        starts: &[usize],
        join: usize,
        moved: impl Fn(usize) -> usize,
    ) -> Option<(usize, usize)> {
        let mut at = start;
        let mut old = join;
        for (index, section) in new.iter().enumerate() {
            while starts.get(old).is_some_and(|&start| moved(start) < at) {
                old += 1;
            }
            let same_place = starts.get(old).is_some_and(|&start| moved(start) == at);
            if same_place && self.sections.get(old).is_some_and(|old| old.silent == section.silent) {
                return Some((index, old));
            }
            at += section.length;
        }
        None
    }

    fn starts(&self) -> impl Iterator<Item = usize> {
        self.sections().map(|(start, _)| start)
    }

    /// Decides who speaks in each section, and makes passages where that, or the text, is new.
    fn hear(&mut self) {
        let turns: Vec<&Turn> = self.sections.iter().flat_map(|section| section.turns.iter()).collect();
        let mut heard = voice::heard(&turns).into_iter();
        for section in &mut self.sections {
            let heard: Vec<_> = heard.by_ref().take(section.turns.len()).collect();
            if *heard == *section.heard {
                continue;
            }
            section.passages = voice::passages(&section.turns, &heard);
            section.heard = heard.into();
        }
    }
}

impl Section {
    fn reads_like(&self, other: &Self) -> bool {
        let parts = |section: &Self| (section.length, section.silent);
        parts(self) == parts(other) && self.definitions == other.definitions && self.turns == other.turns
    }

    /// A section that nobody has been heard in yet.
    pub(super) fn new(length: usize, silent: usize, definitions: Vec<String>, turns: Vec<Turn>) -> Self {
        Self { length, silent, definitions, turns: turns.into(), heard: Arc::default(), passages: Arc::default() }
    }
}

fn read_all(draft: &Draft) -> Vec<Section> {
    read(&draft.text(), draft.format, &Opening { front: true, ..Opening::default() })
}

/// Cuts a text into sections that cover it; there is at least one.
fn read(text: &str, format: Format, opening: &Opening<'_>) -> Vec<Section> {
    match format {
        Format::Markdown => markdown::sections(text, opening),
        Format::Plain => plain::sections(text),
        Format::Html => html::sections(text),
    }
}

fn definitions(sections: &[Section]) -> Vec<&String> {
    let mut labels: Vec<&String> = sections.iter().flat_map(|section| &section.definitions).collect();
    labels.sort_unstable();
    labels
}

/// What lies between the common start and the common end of two texts, in bytes.
struct Change {
    start: usize,
    old_end: usize,
    new_end: usize,
}

impl Change {
    fn between(old: &Rope, new: &Rope) -> Self {
        let shorter = old.len_bytes().min(new.len_bytes());
        let start = common(old.chunks(), new.chunks(), common_start).min(shorter);
        let ends = [old, new].map(|rope| rope.chunks_at_byte(rope.len_bytes()).0.reversed());
        let [old_chunks, new_chunks] = ends;
        let end = common(old_chunks, new_chunks, common_end).min(shorter - start);
        Self { start, old_end: old.len_bytes() - end, new_end: new.len_bytes() - end }
    }

    fn is_empty(&self) -> bool {
        self.start == self.old_end && self.start == self.new_end
    }
}

/// How many bytes two texts have in common, chunk by chunk. The ropes share most chunks, so that few are compared.
fn common<'a>(
    mut old: impl Iterator<Item = &'a str>,
    mut new: impl Iterator<Item = &'a str>,
    shared: impl Fn(&mut &'a [u8], &mut &'a [u8]) -> bool,
) -> usize {
    let mut length = 0;
    let (mut one, mut other): (&[u8], &[u8]) = (&[], &[]);
    loop {
        while one.is_empty() {
            match old.next() {
                Some(chunk) => one = chunk.as_bytes(),
                None => return length,
            }
        }
        while other.is_empty() {
            match new.next() {
                Some(chunk) => other = chunk.as_bytes(),
                None => return length,
            }
        }
        let before = one.len();
        let go_on = shared(&mut one, &mut other);
        length += before - one.len();
        if !go_on {
            return length;
        }
    }
}

/// Takes the common start off both; tells whether one of them is used up.
fn common_start(one: &mut &[u8], other: &mut &[u8]) -> bool {
    let length = one.len().min(other.len());
    let same = if std::ptr::eq(one.as_ptr(), other.as_ptr()) || one[..length] == other[..length] {
        length
    } else {
        one.iter().zip(other.iter()).take_while(|(one, other)| one == other).count()
    };
    *one = &one[same..];
    *other = &other[same..];
    same == length
}

/// The same from the end.
fn common_end(one: &mut &[u8], other: &mut &[u8]) -> bool {
    let length = one.len().min(other.len());
    let (one_end, other_end) = (&one[one.len() - length..], &other[other.len() - length..]);
    let same = if std::ptr::eq(one_end.as_ptr(), other_end.as_ptr()) || one_end == other_end {
        length
    } else {
        one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count()
    };
    *one = &one[..one.len() - same];
    *other = &other[..other.len() - same];
    same == length
}
