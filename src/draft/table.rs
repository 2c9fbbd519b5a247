//! The rows of a table as blocks, each cell with its header and its row. It must not know any format.

use std::sync::Arc;

use super::PassageKind;
use super::prose::Prose;
use super::voice::{Block, shortened};

/// The table that is being read.
#[derive(Default)]
pub(super) struct Table {
    headers: Vec<String>,
    row: usize,
    /// The finished cells of the row that is being read.
    pub(super) cells: Vec<Prose>,
}

impl Table {
    /// Ends the row that is being read, if there is one: its cells as blocks. The first row holds the headers.
    pub(super) fn finish_row(&mut self) -> Vec<Block> {
        let cells = std::mem::take(&mut self.cells);
        if cells.is_empty() {
            return Vec::new();
        }
        let row = self.row;
        self.row += 1;
        if row == 0 {
            self.headers = cells.iter().map(|cell| shortened(&cell.text)).collect();
        }
        let row_texts: Arc<[String]> = cells.iter().map(|cell| cell.text.clone()).collect();
        let block = |(column, prose): (usize, Prose)| {
            let header = self.headers.get(column).cloned().unwrap_or_default();
            Block { kind: PassageKind::Cell { row, column, header, row_texts: Arc::clone(&row_texts) }, prose }
        };
        cells.into_iter().enumerate().map(block).collect()
    }
}
