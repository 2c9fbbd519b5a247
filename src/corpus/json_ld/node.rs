//! JSON with the line of each value. It must not know schema.org; only the names of properties lose their prefix.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

/// A JSON value and the line on which it begins.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node {
    pub(super) line: u32,
    pub(super) value: Value,
}

/// What a node holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// An object; `schema:name`, `https://schema.org/name` and `name` are the same property.
    Object(BTreeMap<String, Node>),
    Array(Vec<Node>),
    Text(String),
    Number(f64),
    /// True, false, null, and whatever is nested too deeply to be read.
    Other,
}

/// Reads JSON; `first_line` is the line on which the text begins.
///
/// # Errors
///
/// The line where the text stops being JSON, and what is wrong there.
pub(super) fn parse(text: &str, first_line: u32) -> Result<Node, (u32, String)> {
    let broken = |error: &serde_json::Error| {
        let line = u32::try_from(error.line()).unwrap_or(u32::MAX).saturating_sub(1);
        let message = error.to_string();
        let what = message.split(" at line ").next().unwrap_or_default();
        (first_line.saturating_add(line), format!("{what} at column {}", error.column()))
    };
    let raw = match serde_json::from_str::<&RawValue>(text) {
        Ok(raw) => return Ok(Reader::new(text, first_line).node(raw, 0)),
        Err(error) => broken(&error),
    };
    // Many pages put line breaks into strings as they are. Blanks in their place leave all else where it is.
    let mended = text.replace(|c: char| c.is_ascii_control(), " ");
    let mended_raw = serde_json::from_str::<&RawValue>(&mended).map_err(|_| raw)?;
    Ok(Reader::new(text, first_line).node_of(&mended, mended_raw))
}

/// Nothing that schema.org describes is nested as deeply as this.
const DEEPEST: usize = 48;

struct Reader {
    /// The offset of each line's first byte.
    starts: Vec<usize>,
    first_line: u32,
    base: usize,
}

impl Reader {
    fn new(text: &str, first_line: u32) -> Self {
        let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1)).collect();
        Self { starts, first_line, base: text.as_ptr().addr() }
    }

    /// Reads a copy of the text that has the same length.
    fn node_of(mut self, copy: &str, raw: &RawValue) -> Node {
        self.base = copy.as_ptr().addr();
        self.node(raw, 0)
    }

    fn node(&self, raw: &RawValue, depth: usize) -> Node {
        let json = raw.get();
        let value = match json.as_bytes().first() {
            _ if depth > DEEPEST => Value::Other,
            Some(b'{') => serde_json::from_str::<BTreeMap<String, &RawValue>>(json).map_or(Value::Other, |entries| {
                let entry = |(name, raw): (String, &RawValue)| (plain(&name).to_owned(), self.node(raw, depth + 1));
                Value::Object(entries.into_iter().map(entry).collect())
            }),
            Some(b'[') => serde_json::from_str::<Vec<&RawValue>>(json).map_or(Value::Other, |items| {
                Value::Array(items.into_iter().map(|raw| self.node(raw, depth + 1)).collect())
            }),
            Some(b'"') => serde_json::from_str(json).map_or(Value::Other, Value::Text),
            _ => serde_json::from_str(json).map_or(Value::Other, Value::Number),
        };
        Node { line: self.line(json), value }
    }

    /// The line of a piece of the text, by where it lies in it.
    fn line(&self, piece: &str) -> u32 {
        let offset = piece.as_ptr().addr().saturating_sub(self.base);
        let above = self.starts.partition_point(|&start| start <= offset).saturating_sub(1);
        self.first_line.saturating_add(u32::try_from(above).unwrap_or(u32::MAX))
    }
}

/// A name without its vocabulary's address or prefix.
pub(super) fn plain(name: &str) -> &str {
    let local = name.rsplit(['/', '#', ':']).next().unwrap_or(name);
    if local.is_empty() { name } else { local }
}

impl Node {
    /// A property of an object. An empty list is none.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        let Value::Object(entries) = &self.value else { return None };
        entries.get(name)
    }

    /// The values of a property: those of a list, or the one that stands alone.
    pub(super) fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a Self> {
        self.get(name).into_iter().flat_map(Self::items)
    }

    /// The items of a list, or the value itself.
    pub(super) fn items(&self) -> impl Iterator<Item = &Self> {
        let (items, alone) = match &self.value {
            Value::Array(items) => (items.as_slice(), None),
            _ => (&[] as &[Self], Some(self)),
        };
        items.iter().chain(alone)
    }

    /// The text of a value: a string, or a string with its language beside it.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            Value::Object(_) => self.get("@value").and_then(Self::text),
            Value::Array(items) => items.iter().find_map(Self::text),
            _ => None,
        }
    }

    /// A number, or a string that is one.
    pub(super) fn number(&self) -> Option<f64> {
        match &self.value {
            Value::Number(number) => Some(*number),
            _ => self.text()?.trim().replace(',', ".").parse().ok(),
        }
    }

    /// Whether an object is of one of these types.
    pub(super) fn is_a(&self, types: &[&str]) -> bool {
        self.all("@type").chain(self.all("type")).filter_map(Self::text).any(|name| types.contains(&plain(name)))
    }

    /// The node and everything in it, from the outside in.
    pub(super) fn walk(&self) -> Vec<&Self> {
        let mut found = vec![self];
        let mut at = 0;
        while let Some(&node) = found.get(at) {
            match &node.value {
                Value::Object(entries) => found.extend(entries.values()),
                Value::Array(items) => found.extend(items),
                _ => {}
            }
            at += 1;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_knows_its_line() {
        let node = parse("\n{\"a\": 1,\n \"schema:b\": [\"x\",\n  {\"@value\": \"y\"}]}", 10).expect("it is JSON");
        let b: Vec<_> = node.all("b").map(|item| (item.line, item.text())).collect();
        assert_eq!((node.line, node.get("a").map(|a| a.line)), (11, Some(11)));
        assert_eq!(b, [(12, Some("x")), (13, Some("y"))]);
    }

    #[test]
    fn line_breaks_in_strings_are_mended() {
        let node = parse("{\"text\": \"One\ntwo\",\n\"name\": \"three\"}", 1).expect("it can be mended");
        assert_eq!(node.get("text").and_then(Node::text), Some("One two"));
        assert_eq!(node.get("name").map(|name| name.line), Some(3));
    }

    #[test]
    fn what_is_no_json_is_told_with_its_line() {
        let (line, what) = parse("{\"a\": 1,\n\"b\" 2}", 5).expect_err("a colon is missing");
        assert_eq!((line, what.as_str()), (6, "expected `:` at column 5"));
        assert!(parse("{\"a\": 1", 1).is_err() && parse("", 1).is_err() && parse("{} {}", 1).is_err());
    }

    #[test]
    fn depth_has_a_limit_and_no_depth_does_harm() {
        let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
        let depth = parse(&deep, 1).map_or(0, |node| node.walk().len());
        assert!(depth <= DEEPEST + 2, "{depth}");
    }
}
