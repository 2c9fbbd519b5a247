//! Markdown to passages. It must not report anything that is not the author's own prose.

use super::Passage;

pub(super) fn passages(text: &str) -> Vec<Passage> {
    let _ = text;
    Vec::new()
}
