//! CSL-JSON, which Pandoc, Zotero and other citation processors read:
//! <https://github.com/citation-style-language/schema/blob/master/schemas/input/csl-data.json>.

use serde::Serialize;

use super::{Date, Name, references};
use crate::corpus::{Source, SourceKind};

/// A reference, in the names of the schema.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Item<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    container_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<Issued<'a>>,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    address: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    note: &'a str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Author<'a> {
    Person {
        family: &'a str,
        given: &'a str,
        #[serde(rename = "non-dropping-particle", skip_serializing_if = "str::is_empty")]
        particle: &'a str,
    },
    Whole {
        literal: &'a str,
    },
}

#[derive(Serialize)]
#[serde(untagged, rename_all_fields = "kebab-case")]
enum Issued<'a> {
    Day { date_parts: [&'a [u32]; 1] },
    Words { literal: &'a str },
}

/// Every answer and article of a corpus as one CSL-JSON document.
///
/// # Errors
///
/// When it cannot be written as JSON, which does not happen.
pub fn csl_json(sources: &[Source]) -> serde_json::Result<String> {
    let references = references(sources);
    let items: Vec<Item<'_>> = references
        .iter()
        .map(|reference| Item {
            id: &reference.key,
            kind: match reference.kind {
                SourceKind::Qa => "post",
                SourceKind::Article => "webpage",
            },
            title: reference.title,
            container_title: reference.page,
            author: reference.authors.iter().map(author).collect(),
            issued: reference.date.as_ref().map(|date| match date {
                Date::Day(parts) => Issued::Day { date_parts: [parts.as_slice()] },
                Date::Words(literal) => Issued::Words { literal },
            }),
            address: reference.address,
            note: &reference.note,
        })
        .collect();
    serde_json::to_string_pretty(&items).map(|json| json + "\n")
}

fn author(name: &Name) -> Author<'_> {
    match name {
        Name::Person { given, particle, family } => Author::Person { family, given, particle },
        Name::Whole(literal) => Author::Whole { literal },
    }
}
