//! The sources of a corpus, each made when it is first asked for: a large corpus has more of them than anyone will cite.

use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

use super::Source;

/// The sources of a corpus, in the order in which they were given.
pub struct Sources {
    cells: Box<[OnceLock<Source>]>,
    make: Box<dyn Fn(usize) -> Source + Send + Sync>,
}

impl Sources {
    /// So many sources, each of which is made by its index when it is needed.
    #[must_use]
    pub fn lazily(count: usize, make: impl Fn(usize) -> Source + Send + Sync + 'static) -> Self {
        Self { cells: (0..count).map(|_| OnceLock::new()).collect(), make: Box::new(make) }
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// A source by its index.
    #[must_use]
    pub fn get(&self, index: usize) -> Option<&Source> {
        self.cells.get(index).map(|cell| cell.get_or_init(|| (self.make)(index)))
    }

    /// All of them, in order.
    #[must_use]
    pub fn iter(&self) -> Iter<'_> {
        Iter { sources: self, indexes: 0..self.len() }
    }
}

impl<'a> IntoIterator for &'a Sources {
    type Item = &'a Source;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

/// The sources of a corpus, one after the other.
#[derive(Clone, Debug)]
pub struct Iter<'a> {
    sources: &'a Sources,
    indexes: Range<usize>,
}

impl<'a> Iterator for Iter<'a> {
    type Item = &'a Source;

    fn next(&mut self) -> Option<&'a Source> {
        self.sources.get(self.indexes.next()?)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.indexes.size_hint()
    }
}

impl ExactSizeIterator for Iter<'_> {}

impl From<Vec<Source>> for Sources {
    fn from(sources: Vec<Source>) -> Self {
        let cells = sources.into_iter().map(OnceLock::from).collect();
        // Every cell is full, so nothing is ever made.
        Self { cells, make: Box::new(|_| Source::at(std::path::Path::new(""))) }
    }
}

impl fmt::Debug for Sources {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Sources").field("count", &self.len()).finish_non_exhaustive()
    }
}
