//! Who wrote a text, in schema.org's words for persons and organisations. It must not guess what is not told.

use super::node::{Node, Value};
use super::prose::one_line;
use super::{Byline, Known};

impl<'a> Known<'a> {
    /// The byline of a text: its authors by name, what the only one of them is and where, and a rating.
    pub(super) fn byline(&self, node: &'a Node) -> Byline {
        let authors: Vec<&Node> = ["author", "creator"]
            .into_iter()
            .map(|name| self.all(node, name))
            .find(|authors| !authors.is_empty())
            .unwrap_or_default();
        let mut names: Vec<String> = authors.iter().filter_map(|author| self.name(author)).collect();
        names.dedup();
        let [author] = authors.as_slice() else {
            let author = Some(names.join("; ")).filter(|names| !names.is_empty());
            return Byline { author, ..Byline::default() };
        };
        let (rating, reviews) = self.rating(node).or_else(|| self.rating(author)).unzip();
        Byline { author: names.pop(), credential: self.credential(author), rating, reviews: reviews.flatten() }
    }

    /// "Jane Doe, MD" for a person with a degree, the name alone for others.
    fn name(&self, author: &'a Node) -> Option<String> {
        let name = match &author.value {
            Value::Text(name) => Some(one_line(name)),
            _ => self.line(author, &["name"]).or_else(|| {
                let parts = ["givenName", "additionalName", "familyName"];
                let parts: Vec<String> = parts.iter().filter_map(|part| self.line(author, &[part])).collect();
                Some(parts.join(" "))
            }),
        };
        // An author may be told by an address alone, which is no name.
        let name = name.filter(|name| !name.is_empty() && !name.contains("://"))?;
        let degrees = self.line(author, &["honorificSuffix"]).filter(|degrees| !name.contains(degrees.as_str()));
        let title = self.line(author, &["honorificPrefix"]).filter(|title| !name.starts_with(title.as_str()));
        Some(match (title, degrees) {
            (_, Some(degrees)) => format!("{name}, {degrees}"),
            (Some(title), None) => format!("{title} {name}"),
            (None, None) => name,
        })
    }

    /// What somebody is, and where: "Dermatologist, Leeds".
    fn credential(&self, author: &'a Node) -> Option<String> {
        let named = |name: &str| {
            let there = self.all(author, name).into_iter().next()?;
            there.text().map(one_line).or_else(|| self.line(there, &["name", "credentialCategory"]))
        };
        let role = ["jobTitle", "medicalSpecialty", "hasOccupation", "hasCredential", "description"];
        // A whole biography is no credential.
        let role = role.into_iter().filter_map(named).find(|role| role.len() <= LONGEST);
        // A specialty may be told by its address in the vocabulary.
        let role = role.map(|role| super::node::plain(&role).to_owned());
        let place = self.all(author, "address").into_iter().find_map(|there| self.line(there, &["addressLocality"]));
        let place = place.or_else(|| ["worksFor", "affiliation"].into_iter().find_map(named));
        let parts: Vec<String> = [role, place].into_iter().flatten().collect();
        Some(parts.join(", ")).filter(|credential| !credential.is_empty())
    }

    /// Stars out of five, and how many reviews they rest on.
    fn rating(&self, node: &'a Node) -> Option<(f32, Option<u32>)> {
        let rating = self.all(node, "aggregateRating").into_iter().next()?;
        let best = rating.get("bestRating").and_then(Node::number).unwrap_or(5.0);
        let stars = rating.get("ratingValue").and_then(Node::number)? * 5.0 / best;
        let count = ["reviewCount", "ratingCount"].into_iter().find_map(|name| rating.get(name).and_then(Node::number));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a float becomes the nearest number that fits"
        )]
        let reviews = count.filter(|count| *count >= 0.0).map(|count| count as u32);
        // The corpus keeps one decimal place.
        #[expect(clippy::cast_possible_truncation, reason = "a number up to five fits")]
        (0.0..=5.0).contains(&stars).then_some((((stars * 10.0).round() / 10.0) as f32, reviews))
    }
}

const LONGEST: usize = 80;
