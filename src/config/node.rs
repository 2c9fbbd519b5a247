//! A value of JSON or of TOML, with its place where it has a text. It must not know any setting.

use std::ops::Range;

use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Problem;

/// A value and its bytes in the file.
pub(super) struct Node {
    pub(super) content: Content,
    pub(super) place: Option<Range<usize>>,
}

pub(super) enum Content {
    /// Not set.
    Nothing,
    Flag(bool),
    Whole(i64),
    Text(String),
    List(Vec<Node>),
    Table(Vec<(Key, Node)>),
    /// What no setting can be: a fraction, a date.
    Other,
}

/// The name of an entry of a table.
pub(super) struct Key {
    pub(super) name: String,
    pub(super) place: Option<Range<usize>>,
}

impl Node {
    pub(super) fn from_json(value: &Value) -> Self {
        let content = match value {
            Value::Null => Content::Nothing,
            Value::Bool(flag) => Content::Flag(*flag),
            Value::Number(number) => number.as_i64().map_or(Content::Other, Content::Whole),
            Value::String(text) => Content::Text(text.clone()),
            Value::Array(items) => Content::List(items.iter().map(Self::from_json).collect()),
            Value::Object(entries) => {
                // An editor writes null for what is not set.
                let set = entries.iter().filter(|(_, value)| !value.is_null());
                Content::Table(set.map(|(name, value)| (Key::of(name), Self::from_json(value))).collect())
            }
        };
        Self { content, place: None }
    }

    /// # Errors
    ///
    /// When the text is no TOML.
    pub(super) fn from_toml(text: &str) -> Result<Self, Problem> {
        let table = DeTable::parse(text).map_err(|error| Problem {
            place: error.span(),
            message: error.message().trim_end_matches('.').to_owned(),
        })?;
        let place = table.span();
        Ok(Self { content: Self::table(table.get_ref()), place: Some(place) })
    }

    pub(super) fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Text(text) => Some(text),
            _ => None,
        }
    }

    fn from_toml_value(value: &Spanned<DeValue<'_>>) -> Self {
        let content = match value.get_ref() {
            DeValue::Boolean(flag) => Content::Flag(*flag),
            DeValue::Integer(number) => {
                i64::from_str_radix(number.as_str(), number.radix()).map_or(Content::Other, Content::Whole)
            }
            DeValue::String(text) => Content::Text(text.to_string()),
            DeValue::Array(items) => Content::List(items.iter().map(Self::from_toml_value).collect()),
            DeValue::Table(table) => Self::table(table),
            DeValue::Float(_) | DeValue::Datetime(_) => Content::Other,
        };
        Self { content, place: Some(value.span()) }
    }

    fn table(table: &DeTable<'_>) -> Content {
        let entry = |(key, value): (&Spanned<_>, &_)| {
            let name: &std::borrow::Cow<'_, str> = key.get_ref();
            (Key { name: name.to_string(), place: Some(key.span()) }, Self::from_toml_value(value))
        };
        Content::Table(table.iter().map(entry).collect())
    }
}

impl Key {
    fn of(name: &str) -> Self {
        Self { name: name.to_owned(), place: None }
    }
}
