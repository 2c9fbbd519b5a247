//! The lines between `---` and `---` at the top of a page. It must not become YAML: one `key: value` a line.

use crate::corpus::decode::tidy;

use super::{Failure, Origin, SourceKind};

/// What the front matter tells, and where the page goes on after it.
#[derive(Debug, Default, PartialEq)]
pub(super) struct FrontMatter {
    pub(super) title: Option<String>,
    pub(super) kind: Option<SourceKind>,
    pub(super) summary: bool,
    pub(super) origin: Origin,
    /// The offset of the body in the text, in bytes.
    pub(super) body: usize,
}

impl FrontMatter {
    /// Reads the front matter of a page, if it has any.
    pub(super) fn read(text: &str) -> Result<Self, Failure> {
        let mut front = Self::default();
        let mut lines = (1_u32..).zip(text.split_inclusive('\n'));
        let Some((_, fence)) = lines.next().filter(|(_, line)| line.trim_end() == "---") else { return Ok(front) };
        front.body = fence.len();
        for (number, line) in lines {
            front.body += line.len();
            if line.trim_end() == "---" {
                return Ok(front);
            }
            front.read_line(line).map_err(|message| (number, message))?;
        }
        Err((1, "the front matter is never closed; put a line `---` after its last key".to_owned()))
    }

    /// Reads one line. Keys that are not known here (`lang`, `tags`, …) are the editor's own.
    fn read_line(&mut self, line: &str) -> Result<(), String> {
        // Comments, and the indented or dashed lines of a list below a key that is not ours.
        if line.trim().is_empty() || line.starts_with(['#', ' ', '\t', '-']) {
            return Ok(());
        }
        let Some((key, value)) = line.split_once(':') else {
            return Err(format!("`{}` is no line of front matter; write `key: value`", line.trim()));
        };
        let value = unquoted(value.trim());
        let given = || Some(tidy(value)).filter(|value| !value.is_empty());
        match key.trim().to_lowercase().as_str() {
            "title" => self.title = Some(value.to_owned()).filter(|title| !title.is_empty()),
            "url" => self.origin.address = given(),
            "date" => self.origin.date = given(),
            "license" | "licence" => self.origin.license = given(),
            "kind" => {
                self.kind = Some(match value.to_lowercase().as_str() {
                    "qa" | "q&a" => SourceKind::Qa,
                    "article" => SourceKind::Article,
                    _ => return Err(format!("the kind `{value}` is not known; write `kind: qa` or `kind: article`")),
                });
            }
            "summary" => {
                self.summary = match value.to_lowercase().as_str() {
                    "true" | "yes" => true,
                    "false" | "no" => false,
                    _ => return Err(format!("`summary: {value}` is neither true nor false; write one of the two")),
                }
            }
            _ => {}
        }
        Ok(())
    }
}

fn unquoted(value: &str) -> &str {
    ['"', '\''].iter().find_map(|&quote| value.strip_prefix(quote)?.strip_suffix(quote)).unwrap_or(value)
}
