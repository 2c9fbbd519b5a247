//! The analysed corpus as bytes: pages one after the other, the distinct words, and for each key the statements under it.
//!
//! A small corpus is kept in memory, a large one in a file that is mapped; both are read in place, so that opening a corpus
//! takes no longer the larger it is, and judging a sentence touches no more than what it is compared with.
//!
//! It must not open files, and it must not judge.

use std::fmt;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::evidence::{Page, Statement};
use super::record::{PageView, encode, number_at};
use super::vocabulary::{Vocabulary, Word};
use crate::corpus::Source;
use crate::english::Key;

/// Bytes that live as long as anybody reads them: a vector, or a mapped file.
pub type Bytes = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// Where the parts of an archive stand in its bytes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Layout {
    pages: Vec<PagePlace>,
    /// The words, and the numbers that tell where each begins.
    words: Section,
    word_starts: Section,
    /// The statements of each key, the keys in order, and the numbers that tell where each key's statements begin.
    postings: Section,
    keys: Section,
    posting_starts: Section,
}

type Section = Range<u64>;

/// Where one page stands, and how much is in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct PagePlace {
    bytes: Section,
    statements: u32,
    answers: u32,
    claims: u32,
}

/// An analysed corpus, in place.
pub struct Archive {
    bytes: Bytes,
    layout: Layout,
    vocabulary: Vocabulary,
    /// The number of each page's first statement, and how many there are in all.
    firsts: Vec<usize>,
}

impl Archive {
    /// The archive that these bytes hold.
    #[must_use]
    pub fn new(bytes: Bytes, layout: Layout) -> Self {
        let words =
            Words { bytes: Some(Arc::clone(&bytes)), words: layout.words.clone(), starts: layout.word_starts.clone() };
        let mut firsts = Vec::with_capacity(layout.pages.len() + 1);
        let mut first = 0;
        firsts.push(first);
        for page in &layout.pages {
            first += page.statements as usize;
            firsts.push(first);
        }
        Self { bytes, vocabulary: Vocabulary::archived(words), firsts, layout }
    }

    pub(super) fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// How many pages there are.
    pub(super) fn page_count(&self) -> usize {
        self.layout.pages.len()
    }

    /// How many statements there are.
    pub(super) fn len(&self) -> usize {
        self.firsts.last().copied().unwrap_or(0)
    }

    pub(super) fn answer_count(&self) -> usize {
        self.layout.pages.iter().map(|page| page.answers as usize).sum()
    }

    pub(super) fn claim_count(&self) -> usize {
        self.layout.pages.iter().map(|page| page.claims as usize).sum()
    }

    /// How many claims were found in one answer of a page.
    pub(super) fn claims_of(&self, page: usize, answer: usize) -> usize {
        let Some((view, place)) = self.page(page).zip(self.layout.pages.get(page)) else { return 0 };
        let claims = (0..place.statements as usize).filter_map(|index| view.claims(index));
        claims.filter(|(other, _)| *other == answer).map(|(_, claims)| claims).sum()
    }

    /// The statement of a number.
    pub(super) fn statement(&self, index: usize) -> Option<Statement> {
        let (page, inside) = self.locate(index)?;
        self.page(page)?.statement(inside, page, &self.vocabulary)
    }

    /// The page and the answer in which a statement stands.
    pub(super) fn answer_of(&self, index: usize) -> Option<(usize, usize)> {
        let (page, inside) = self.locate(index)?;
        Some((page, self.page(page)?.answer_of(inside)?))
    }

    /// The statements in which something with this key stands, in order.
    pub(super) fn posting(&self, key: Key) -> Posting<'_> {
        let keys = section(&self.bytes, &self.layout.keys);
        let at = |index: usize| {
            let bytes = keys.get(index.checked_mul(8)?..)?.first_chunk()?;
            Some(u64::from_le_bytes(*bytes))
        };
        let (mut low, mut high) = (0, keys.len() / 8);
        while low < high {
            let middle = usize::midpoint(low, high);
            if at(middle).is_some_and(|found| found < key.0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let starts = section(&self.bytes, &self.layout.posting_starts);
        let range = (at(low) == Some(key.0))
            .then(|| Some(number_at(starts, low)? as usize..number_at(starts, low + 1)? as usize));
        let numbers = range.flatten().and_then(|range| {
            section(&self.bytes, &self.layout.postings).get(range.start.checked_mul(4)?..range.end.checked_mul(4)?)
        });
        Posting { numbers: numbers.unwrap_or_default() }
    }

    /// A page without its name and path.
    pub(super) fn source(&self, page: usize) -> Option<Source> {
        self.page(page)?.source()
    }

    fn page(&self, page: usize) -> Option<PageView<'_>> {
        PageView::new(section(&self.bytes, &self.layout.pages.get(page)?.bytes))
    }

    /// The page of a statement, and its number there.
    fn locate(&self, index: usize) -> Option<(usize, usize)> {
        let page = self.firsts.partition_point(|first| *first <= index).checked_sub(1)?;
        (page < self.page_count()).then(|| (page, index - self.firsts[page]))
    }
}

impl fmt::Debug for Archive {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Archive").field("statements", &self.len()).finish_non_exhaustive()
    }
}

/// The statements of one key.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Posting<'a> {
    numbers: &'a [u8],
}

impl Posting<'_> {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.numbers.len() / 4
    }

    /// Their numbers, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        self.numbers.as_chunks().0.iter().map(|bytes| u32::from_le_bytes(*bytes))
    }

    /// Whether a statement is among them.
    pub(super) fn contains(&self, statement: u32) -> bool {
        self.numbers.as_chunks().0.binary_search_by_key(&statement, |bytes| u32::from_le_bytes(*bytes)).is_ok()
    }
}

/// The words of an archive, in place.
#[derive(Clone, Default)]
pub(super) struct Words {
    bytes: Option<Bytes>,
    words: Section,
    starts: Section,
}

impl Words {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.bytes.as_ref().map_or(0, |bytes| (section(bytes, &self.starts).len() / 4).saturating_sub(1))
    }

    /// The word at a place; a word that is like no other where there is none.
    pub(super) fn get(&self, place: u32) -> Word {
        let word = self.bytes.as_ref().and_then(|bytes| {
            let starts = section(bytes, &self.starts);
            let start = number_at(starts, place as usize)? as usize;
            let end = number_at(starts, (place as usize).checked_add(1)?)? as usize;
            postcard::from_bytes(section(bytes, &self.words).get(start..end)?).ok()
        });
        word.unwrap_or_default()
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Words").field("count", &self.len()).finish_non_exhaustive()
    }
}

fn section<'a>(bytes: &'a Bytes, section: &Section) -> &'a [u8] {
    let range = usize::try_from(section.start).ok().zip(usize::try_from(section.end).ok());
    range.and_then(|(start, end)| (**bytes).as_ref().get(start..end)).unwrap_or_default()
}

/// Writes an archive, page by page, so that no more than the postings of a large corpus are in memory at once.
pub struct Writer<W> {
    to: W,
    at: u64,
    layout: Layout,
    vocabulary: Vocabulary,
    postings: FxHashMap<Key, Vec<u32>>,
    statements: u32,
}

impl<W: Write> Writer<W> {
    /// Writes to a place at which `at` bytes stand already.
    #[must_use]
    pub fn new(to: W, at: u64) -> Self {
        let (layout, vocabulary) = (Layout::default(), Vocabulary::default());
        Self { to, at, layout, vocabulary, postings: FxHashMap::default(), statements: 0 }
    }

    /// The same, where pages of an older archive will be kept. Its words keep their places, those that no page uses any
    /// more among them: they cost some room, and nothing else.
    #[must_use]
    pub fn after(to: W, at: u64, older: &Archive) -> Self {
        let mut vocabulary = Vocabulary::archived(older.vocabulary.archive().clone());
        vocabulary.open_to_more();
        Self { vocabulary, ..Self::new(to, at) }
    }

    /// Adds a page.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn add(&mut self, page: &Page) -> io::Result<()> {
        let places: Vec<u32> =
            page.vocabulary.iter().map(|word| self.vocabulary.enter_word(word).unwrap_or(u32::MAX)).collect();
        let bytes = encode(page, &places).map_err(io::Error::other)?;
        let claims = page.statements.iter().map(|statement| statement.claims.len()).sum();
        self.put(&bytes, page.statements.len(), page.source.answers.len(), claims)
    }

    /// Adds a page of the older archive as it stands.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn keep(&mut self, older: &Archive, page: usize) -> io::Result<()> {
        let place = older.layout.pages.get(page).ok_or_else(|| io::Error::other("no such page"))?;
        let bytes = section(&older.bytes, &place.bytes);
        self.put(bytes, place.statements as usize, place.answers as usize, place.claims as usize)
    }

    fn put(&mut self, bytes: &[u8], statements: usize, answers: usize, claims: usize) -> io::Result<()> {
        let number = |number: usize| u32::try_from(number).map_err(|_| io::Error::other("the corpus is too large"));
        let view = PageView::new(bytes).ok_or_else(|| io::Error::other("a page's analysis is damaged"))?;
        let all = self.statements.checked_add(number(statements)?);
        let all = all.ok_or_else(|| io::Error::other("the corpus has too many sentences"))?;
        for (index, statement) in (self.statements..all).enumerate() {
            let mut keys = view.keys(index, &self.vocabulary).unwrap_or_default();
            keys.sort_unstable();
            keys.dedup();
            for key in keys {
                self.postings.entry(key).or_default().push(statement);
            }
        }
        self.statements = all;
        let bytes = self.write(bytes)?;
        let (statements, answers, claims) = (number(statements)?, number(answers)?, number(claims)?);
        self.layout.pages.push(PagePlace { bytes, statements, answers, claims });
        Ok(())
    }

    /// Writes what belongs to all pages together, and tells where everything stands.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn finish(mut self) -> io::Result<(W, Layout)> {
        let mut words: Vec<u8> = Vec::new();
        let mut starts: Vec<u32> = vec![0];
        for word in self.vocabulary.iter() {
            words = postcard::to_extend(word, words).map_err(io::Error::other)?;
            starts.push(u32::try_from(words.len()).map_err(io::Error::other)?);
        }
        self.layout.words = self.write(&words)?;
        drop(words);
        self.layout.word_starts = self.write(&numbers(&starts))?;
        let mut postings: Vec<(Key, Vec<u32>)> = std::mem::take(&mut self.postings).into_iter().collect();
        postings.sort_unstable_by_key(|(key, _)| *key);
        let mut starts: Vec<u32> = vec![0];
        let start = self.at;
        let mut count = 0_usize;
        for (_, statements) in &postings {
            count += statements.len();
            starts.push(u32::try_from(count).map_err(io::Error::other)?);
            self.write(&numbers(statements))?;
        }
        self.layout.postings = start..self.at;
        let keys: Vec<u8> = postings.iter().flat_map(|(key, _)| key.0.to_le_bytes()).collect();
        self.layout.keys = self.write(&keys)?;
        self.layout.posting_starts = self.write(&numbers(&starts))?;
        Ok((self.to, self.layout))
    }

    fn write(&mut self, bytes: &[u8]) -> io::Result<Section> {
        let start = self.at;
        self.to.write_all(bytes)?;
        self.at += bytes.len() as u64;
        Ok(start..self.at)
    }
}

fn numbers(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}
