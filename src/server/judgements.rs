//! The judgements on a draft, in sections that are kept from one text to the next, so that an edit costs what it
//! touches all the way to the editor.
//!
//! It must not know how a sentence is judged or how a judgement is shown.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use tower_lsp_server::ls_types::Diagnostic;

use crate::verdict::Judgement;

/// The judgements on a draft, in its order.
#[derive(Clone, Debug, Default)]
pub struct Judgements(Arc<[Placed]>);

/// A section where it stands.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    /// The section's first byte; it begins a line.
    pub(super) start: usize,
    /// What is judged in it.
    pub(super) section: Arc<Section>,
}

/// What was judged in a stretch of a draft; every place counts from its first byte.
#[derive(Debug, Default)]
pub(super) struct Section {
    pub(super) judgements: Vec<Judgement>,
    /// What the editor can be shown of it, once somebody has asked: each diagnostic with the index of its judgement; lines
    /// count from the section's first one. What the author has set aside is among them.
    pub(super) shown: OnceLock<Vec<(usize, Diagnostic)>>,
}

impl Judgements {
    /// All of them, where they stand in the draft. For those who need the whole draft: it takes time that grows with it.
    #[must_use]
    pub fn to_vec(&self) -> Vec<Judgement> {
        self.0.iter().flat_map(Placed::judgements).collect()
    }

    /// The sections that hold a judgement.
    pub(super) fn sections(&self) -> &[Placed] {
        &self.0
    }

    /// The judgements of the sections at some bytes.
    pub(super) fn around(&self, range: &Range<usize>) -> Vec<Judgement> {
        let at = |offset: usize| self.0.partition_point(|placed| placed.start <= offset);
        // An offset at the very end of one section is the start of the next.
        let sections = self.0.get(at(range.start).saturating_sub(2)..at(range.end)).unwrap_or_default();
        sections.iter().flat_map(Placed::judgements).collect()
    }
}

impl FromIterator<(usize, Arc<Section>)> for Judgements {
    fn from_iter<I: IntoIterator<Item = (usize, Arc<Section>)>>(sections: I) -> Self {
        let sections = sections.into_iter().filter(|(_, section)| !section.judgements.is_empty());
        Self(sections.map(|(start, section)| Placed { start, section }).collect())
    }
}

impl From<Vec<Judgement>> for Judgements {
    fn from(judgements: Vec<Judgement>) -> Self {
        std::iter::once((0, Arc::new(Section { judgements, shown: OnceLock::new() }))).collect()
    }
}

impl Placed {
    /// One of its judgements, where it stands in the draft.
    pub(super) fn judgement(&self, at: usize) -> Option<Judgement> {
        self.section.judgements.get(at).map(|judgement| self.moved(judgement))
    }

    fn judgements(&self) -> impl Iterator<Item = Judgement> + '_ {
        self.section.judgements.iter().map(|judgement| self.moved(judgement))
    }

    fn moved(&self, judgement: &Judgement) -> Judgement {
        let moved = |range: &Range<usize>| range.start + self.start..range.end + self.start;
        Judgement { sentence: moved(&judgement.sentence), slot: moved(&judgement.slot), ..judgement.clone() }
    }
}
