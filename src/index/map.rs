//! The memory map, and with it the only `unsafe` of the program.
//!
//! A mapped file that is cut short or written to while it is read would break what the compiler takes for granted. Nobody
//! does that to an index: it is written under another name, renamed when it is whole, and never opened for writing again;
//! a newer one takes its name and leaves the older file to those who have it open. Somebody who edits files in the cache
//! folder by hand, while the program runs, can still harm the program, as by editing the program.

use std::fs::File;
use std::io;

use memmap2::Mmap;

/// Maps a file for reading.
#[expect(unsafe_code, reason = "mapping is unsafe by nature; why it holds here stands at the head of the module")]
pub(super) fn map(file: &File) -> io::Result<Mmap> {
    // SAFETY: an index is never changed once it has its name; see above.
    unsafe { Mmap::map(file) }
}

/// Lets go of the memory of a map that was read through once; what is needed again is fetched again.
#[cfg_attr(unix, expect(unsafe_code, reason = "see below"))]
pub(super) fn let_go(map: &Mmap) {
    // SAFETY: nothing is written to the map, so its pages can be dropped at any time and come back with the same bytes.
    #[cfg(unix)]
    let _ = unsafe { map.unchecked_advise(memmap2::UncheckedAdvice::DontNeed) };
    #[cfg(not(unix))]
    let _ = map;
}
