//! Tells the program which analysis it holds, so that an index made by another is never used.
//!
//! What a corpus's index holds depends on every rule and word list between a page and its claims. A version number that
//! somebody has to raise would be forgotten; a hash of those files is not.

use std::fs;
use std::path::{Path, PathBuf};

/// Everything on the way from a page's bytes to what the index keeps.
const ANALYSIS: &[&str] = &["claim", "corpus", "draft", "english", "lexicon", "verdict"];

fn main() {
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("src");
    let mut files = Vec::new();
    for folder in ANALYSIS {
        println!("cargo::rerun-if-changed=src/{folder}");
        collect(&root.join(folder), &mut files);
    }
    files.sort();
    // FNV-1a (Fowler, Noll and Vo): enough to tell one state of the files from another, and the same on every machine.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for file in &files {
        let name = file.strip_prefix(&root).unwrap_or(file).to_string_lossy().replace('\\', "/");
        for byte in name.bytes().chain(fs::read(file).unwrap_or_default()) {
            // A checkout with other line breaks is the same analysis.
            if byte != b'\r' {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
    }
    println!("cargo::rustc-env=SECOND_OPINION_ANALYSIS={hash}");
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}
