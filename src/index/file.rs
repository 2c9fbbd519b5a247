//! The form of an index on disk, and the proof that it is whole.
//!
//! ```text
//! magic | format | analysis | words        which index this is, and for which program
//! the archive                              pages, words, postings
//! directory                                where things stand, and what each page was when it was read
//! place and length of the directory | checksum | magic
//! ```
//!
//! Numbers are in little-endian order. The checksum is of all that stands before it: XXH3 (Collet) of each piece of four
//! mebibytes, and of those sums together, so that several cores can check it at once.
//!
//! It must not trust anything before the checksum has been found right.

use std::fs::File;
use std::hash::Hasher as _;
use std::io::{self, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use memmap2::Mmap;
use serde::{Deserialize, Serialize};
use twox_hash::XxHash3_64;

use super::{joined, map};
use crate::corpus::PageError;
use crate::parallel;
use crate::verdict::{Archive, Bytes, Layout, PageName};

const MAGIC: &[u8; 8] = b"2ndOpInd";
/// To be raised whenever the form of the file changes.
const FORMAT: u64 = 1;
/// Which analysis this program holds; see `build.rs`.
const ANALYSIS: &str = env!("SECOND_OPINION_ANALYSIS");

/// The bytes of the header and of what stands behind the directory.
const HEADER: usize = 32;
const TRAILER: usize = 32;
/// How many bytes one sum is of.
const PIECE: usize = 4 << 20;

/// An index.
pub(super) struct IndexFile {
    pub(super) archive: Archive,
    pub(super) entries: Vec<Entry>,
    pub(super) size: u64,
}

/// Why an index cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Untrusted {
    /// The system cannot read it.
    #[error("cannot be read ({0})")]
    Unreadable(#[from] io::Error),
    /// It is cut short, overwritten, or no index at all.
    #[error("is damaged")]
    Damaged,
    /// It was made by a program with another analysis or another form of index.
    #[error("was made by another version of the program")]
    OtherVersion,
}

/// What a file of the corpus was when the index was built.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// The folder below which it stands, by its number; and its path from there.
    pub(super) folder: u32,
    pub(super) path: String,
    pub(super) state: State,
    /// The hash of its bytes; none where it could not be read.
    pub(super) hash: Option<u64>,
    /// The name by which it is cited; none where it holds no page.
    pub(super) name: Option<String>,
    /// Lines and messages of what is wrong with it.
    pub(super) faults: Vec<(u32, String)>,
}

/// What the system says of a file, by which a change is noticed without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct State {
    pub(super) size: u64,
    /// When it was changed last, in nanoseconds since 1970.
    pub(super) changed: i128,
    /// Whether that was long enough before it was looked at: a file that is changed twice within the clock's step looks
    /// the same after the second time, so its bytes must be looked at (git's “racily clean” entries).
    pub(super) settled: bool,
}

impl Entry {
    /// What cannot be read of it.
    pub(super) fn problems(&self, folders: &[PathBuf]) -> Vec<PageError> {
        let path = self.full_path(folders).display().to_string();
        let problem =
            |(line, message): &(u32, String)| PageError { path: path.clone(), line: *line, message: message.clone() };
        self.faults.iter().map(problem).collect()
    }

    /// Its name and place, where it holds a page.
    pub(super) fn page_name(&self, folders: &[PathBuf]) -> Option<PageName> {
        Some(PageName { name: self.name.clone()?, path: self.full_path(folders) })
    }

    fn full_path(&self, folders: &[PathBuf]) -> PathBuf {
        folders.get(self.folder as usize).map_or_else(PathBuf::new, |folder| joined(folder, &self.path))
    }
}

#[derive(Serialize, Deserialize)]
struct Directory {
    layout: Layout,
    entries: Vec<Entry>,
}

impl IndexFile {
    /// Opens an index for a corpus with these words of its own. None where there is no index, or one for other words.
    pub(super) fn open(path: &Path, stamp: u64) -> Result<Option<Self>, Untrusted> {
        let file = match File::open(path) {
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                return Ok(None);
            }
            file => file?,
        };
        let map = map::map(&file)?;
        if number(&map, 8).zip(number(&map, 16)) != Some((FORMAT, analysis())) {
            let is_index = map.starts_with(MAGIC) && map.len() > HEADER + TRAILER;
            return Err(if is_index { Untrusted::OtherVersion } else { Untrusted::Damaged });
        }
        let directory = verified(&map).ok_or(Untrusted::Damaged)?;
        map::let_go(&map);
        if number(&map, 24) != Some(stamp) {
            return Ok(None);
        }
        Ok(Some(Self::over(map, directory)))
    }

    /// The index in bytes that were written just now.
    pub(super) fn written(bytes: Bytes, layout: Layout, entries: Vec<Entry>) -> Self {
        let size = (*bytes).as_ref().len() as u64;
        Self { archive: Archive::new(bytes, layout), entries, size }
    }

    fn over(map: Mmap, directory: Directory) -> Self {
        Self::written(Arc::new(map), directory.layout, directory.entries)
    }
}

/// The directory of an index that is whole.
fn verified(map: &[u8]) -> Option<Directory> {
    let end = map.len().checked_sub(TRAILER).filter(|end| *end >= HEADER)?;
    if !map.starts_with(MAGIC) || !map.ends_with(MAGIC) || number(map, end + 16)? != checksum(&map[..end + 16]) {
        return None;
    }
    let place = |at: usize| number(map, at).and_then(|place| usize::try_from(place).ok());
    let (start, length) = (place(end)?, place(end + 8)?);
    postcard::from_bytes(map.get(start..start.checked_add(length)?)?).ok()
}

fn number(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|bytes| u64::from_le_bytes(*bytes))
}

fn analysis() -> u64 {
    ANALYSIS.parse().unwrap_or_else(|_| hash(ANALYSIS.as_bytes()))
}

/// A hash that is the same on every machine.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    XxHash3_64::oneshot(bytes)
}

fn checksum(bytes: &[u8]) -> u64 {
    let pieces: Vec<&[u8]> = bytes.chunks(PIECE).collect();
    let mut sums = Vec::with_capacity(pieces.len() * 8);
    let summed: Result<(), std::convert::Infallible> = parallel::in_order(
        &pieces,
        |piece| hash(piece),
        |sum| {
            sums.extend_from_slice(&sum.to_le_bytes());
            Ok(())
        },
    );
    match summed {
        Ok(()) => hash(&sums),
    }
}

/// Writes an index, and sums it up while it goes by.
pub(super) struct Summed<W> {
    to: W,
    at: u64,
    piece: XxHash3_64,
    filled: usize,
    sums: Vec<u8>,
}

impl<W: Write> Summed<W> {
    /// Begins an index for a corpus with these words of its own.
    pub(super) fn begin(to: W, stamp: u64) -> io::Result<Self> {
        let mut summed = Self { to, at: 0, piece: XxHash3_64::new(), filled: 0, sums: Vec::new() };
        summed.write_all(MAGIC)?;
        for number in [FORMAT, analysis(), stamp] {
            summed.write_all(&number.to_le_bytes())?;
        }
        Ok(summed)
    }

    /// How many bytes stand before the archive.
    pub(super) const BEGINNING: u64 = HEADER as u64;

    /// Ends the index behind its archive.
    pub(super) fn end(mut self, layout: &Layout, entries: &[Entry]) -> io::Result<W> {
        #[derive(Serialize)]
        struct Directory<'a> {
            layout: &'a Layout,
            entries: &'a [Entry],
        }
        let directory = postcard::to_stdvec(&Directory { layout, entries }).map_err(io::Error::other)?;
        let start = self.at;
        self.write_all(&directory)?;
        self.write_all(&start.to_le_bytes())?;
        self.write_all(&(directory.len() as u64).to_le_bytes())?;
        if self.filled > 0 {
            self.close_piece();
        }
        self.to.write_all(&hash(&self.sums).to_le_bytes())?;
        self.to.write_all(MAGIC)?;
        self.to.flush()?;
        Ok(self.to)
    }

    fn close_piece(&mut self) {
        let sum = std::mem::replace(&mut self.piece, XxHash3_64::new()).finish();
        self.sums.extend_from_slice(&sum.to_le_bytes());
        self.filled = 0;
    }
}

impl<W: Write> Write for Summed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room: Range<usize> = 0..bytes.len().min(PIECE - self.filled);
        let written = self.to.write(&bytes[room])?;
        self.piece.write(&bytes[..written]);
        self.at += written as u64;
        self.filled += written;
        if self.filled == PIECE {
            self.close_piece();
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::{PIECE, Summed, checksum, number};
    use std::io::Write as _;

    #[test]
    fn the_sum_on_the_way_out_is_the_sum_of_what_is_there() {
        for length in [0, 1, PIECE - 40, PIECE, 2 * PIECE + 17] {
            let mut summed = Summed::begin(Vec::new(), 7).expect("memory takes it");
            summed.write_all(&vec![3; length]).expect("memory takes it");
            let bytes = summed.end(&super::Layout::default(), &[]).expect("memory takes it");
            let end = bytes.len() - 16;
            assert_eq!(number(&bytes, end), Some(checksum(&bytes[..end])), "{length}");
        }
    }
}
