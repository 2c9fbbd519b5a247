//! Building an index: what changed is analysed on all cores, the rest is taken over as it stands.
//!
//! It must not leave anything half done: an index gets its name when it is whole.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rustc_hash::FxHashMap;

use super::file::{Entry, IndexFile, State, Summed, hash};
use super::map;
use super::survey::{Found, Survey};
use crate::corpus::{read_file, tell_apart, unreadable};
use crate::parallel;
use crate::verdict::{Bytes, Page, Writer, analyse};

/// An index that was built.
pub(super) struct Built {
    pub(super) index: IndexFile,
    /// How many files were taken over.
    pub(super) reused: usize,
    /// Whether it stands in its place.
    pub(super) kept: bool,
    /// Why it does not.
    pub(super) not_kept: Option<io::Error>,
}

/// Builds the index of what was found, and puts it in its place. Where that cannot be, it is built in memory.
pub(super) fn build(
    survey: &Survey,
    older: Option<&IndexFile>,
    path: Option<&Path>,
    progress: &mut dyn FnMut(usize, usize),
) -> Built {
    let mut not_kept = None;
    if let Some(path) = path {
        let written = Unfinished::beside(path)
            .and_then(|to| write(survey, older, to, progress))
            .and_then(|(to, entries, layout, reused)| Ok((to.finish(path)?, entries, layout, reused)));
        match written {
            Ok((bytes, entries, layout, reused)) => {
                return Built { index: IndexFile::written(bytes, layout, entries), reused, kept: true, not_kept };
            }
            Err(error) => not_kept = Some(error),
        }
    }
    let (bytes, entries, layout, reused) = write(survey, older, Vec::new(), progress).unwrap_or_default();
    Built { index: IndexFile::written(Arc::new(bytes), layout, entries), reused, kept: false, not_kept }
}

/// What became of a file.
enum Done {
    /// It is as it was: the number of its entry.
    Kept(usize),
    /// It was read. No page where it holds none.
    Read { hash: u64, page: Option<Box<Page>>, faults: Vec<(u32, String)> },
    /// It could not be read.
    Unread((u32, String)),
}

type Written<W> = (W, Vec<Entry>, crate::verdict::Layout, usize);

fn write<W: Write>(
    survey: &Survey,
    older: Option<&IndexFile>,
    to: W,
    progress: &mut dyn FnMut(usize, usize),
) -> io::Result<Written<W>> {
    let to = Summed::begin(to, survey.stamp)?;
    let beginning = Summed::<W>::BEGINNING;
    let mut writer = match older {
        Some(older) => Writer::after(to, beginning, &older.archive),
        None => Writer::new(to, beginning),
    };
    let known = Known::of(older);
    let mut entries: Vec<Entry> = Vec::with_capacity(survey.files.len());
    let mut reused = 0;
    let mut files = survey.files.iter();
    parallel::in_order(
        &survey.files,
        |file| known.read(file, survey),
        |done| -> io::Result<()> {
            let Some(file) = files.next() else { return Ok(()) };
            let mut entry = Entry {
                folder: file.folder,
                path: file.inside.clone().unwrap_or_else(|| file.path.to_string_lossy().into_owned()),
                state: file.state.unwrap_or(State { size: 0, changed: 0, settled: false }),
                hash: None,
                name: None,
                faults: Vec::new(),
            };
            match done {
                Done::Kept(number) => {
                    if let Some((older, was)) = older.and_then(|older| Some((older, older.entries.get(number)?))) {
                        (entry.hash, entry.faults) = (was.hash, was.faults.clone());
                        if let Some(page) = known.page_of(number) {
                            writer.keep(&older.archive, page)?;
                            entry.name = Some(stem(file));
                        }
                    }
                    reused += 1;
                }
                Done::Read { hash, page, faults } => {
                    (entry.hash, entry.faults) = (Some(hash), faults);
                    if let Some(page) = page {
                        writer.add(&page)?;
                        entry.name = Some(page.source().name.clone());
                    }
                }
                Done::Unread(fault) => entry.faults.push(fault),
            }
            entries.push(entry);
            progress(entries.len(), survey.files.len());
            Ok(())
        },
    )?;
    // As they are told apart when they are loaded: within each folder, then in all.
    for folder in entries.chunk_by_mut(|one, other| one.folder == other.folder) {
        tell_apart(folder.iter_mut().filter_map(|entry| entry.name.as_mut()));
    }
    tell_apart(entries.iter_mut().filter_map(|entry| entry.name.as_mut()));
    let (to, layout) = writer.finish()?;
    Ok((to.end(&layout, &entries)?, entries, layout, reused))
}

fn stem(file: &Found) -> String {
    crate::corpus::Source::at(&file.path).name
}

/// What an older index knows.
struct Known<'a> {
    entries: &'a [Entry],
    /// The number of an entry, by its folder and path.
    numbers: FxHashMap<(u32, &'a str), usize>,
    /// The page of each entry that has one, by its number in the archive.
    pages: Vec<Option<usize>>,
}

impl<'a> Known<'a> {
    fn of(older: Option<&'a IndexFile>) -> Self {
        let entries = older.map_or(&[][..], |older| &older.entries);
        let numbers = entries.iter().enumerate().map(|(number, entry)| ((entry.folder, entry.path.as_str()), number));
        let mut next = 0;
        let pages = entries.iter().map(|entry| {
            entry.name.as_ref().map(|_| {
                next += 1;
                next - 1
            })
        });
        Self { entries, numbers: numbers.collect(), pages: pages.collect() }
    }

    fn page_of(&self, number: usize) -> Option<usize> {
        self.pages.get(number).copied().flatten()
    }

    fn read(&self, file: &Found, survey: &Survey) -> Done {
        let number = file.inside.as_deref().and_then(|inside| self.numbers.get(&(file.folder, inside))).copied();
        let entry = number.and_then(|number| self.entries.get(number));
        if let Some((number, _)) = number.zip(entry).filter(|(_, entry)| file.looks_as(entry)) {
            return Done::Kept(number);
        }
        let bytes = match fs::read(&file.path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let told = unreadable(&file.path, &error);
                return Done::Unread((told.line, told.message));
            }
        };
        let hash = hash(&bytes);
        if let Some((number, _)) = number.zip(entry).filter(|(_, entry)| entry.hash == Some(hash)) {
            return Done::Kept(number);
        }
        let mut problems = Vec::new();
        let page = read_file(&file.path, file.named, &bytes, &mut problems)
            .map(|source| Box::new(analyse(source, &survey.lexicon)));
        Done::Read { hash, page, faults: problems.into_iter().map(|problem| (problem.line, problem.message)).collect() }
    }
}

/// A file that has not got its name yet. It vanishes where it never gets one.
struct Unfinished {
    file: BufWriter<File>,
    path: PathBuf,
    done: bool,
}

impl Unfinished {
    /// Each process, and each thread, writes a file of its own, so several may build the same index at once.
    fn beside(path: &Path) -> io::Result<Self> {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        let folder = path.parent().unwrap_or(Path::new(""));
        fs::create_dir_all(folder)?;
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let path = folder.join(format!(".{name}.{}-{number}", std::process::id()));
        // What a process of the same number left behind long ago is nobody's any more.
        let file = File::options().read(true).write(true).create(true).truncate(true).open(&path)?;
        Ok(Self { file: BufWriter::with_capacity(1 << 20, file), path, done: false })
    }

    /// Gives the file its name, and maps it.
    fn finish(mut self, path: &Path) -> io::Result<Bytes> {
        self.file.flush()?;
        fs::rename(&self.path, path)?;
        self.done = true;
        Ok(Arc::new(map::map(self.file.get_ref())?))
    }
}

impl Write for Unfinished {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.done {
            // That it cannot be removed either changes nothing.
            let _ = fs::remove_file(&self.path);
        }
    }
}
