//! What a page says of itself in schema.org's vocabulary, as JSON-LD: `QAPage` and `FAQPage` with their questions and
//! answers, `Article` and `MedicalWebPage` with their text. It must not know HTML but as a text that is to be cleaned.
//!
//! <https://schema.org/QAPage>, <https://schema.org/FAQPage>, <https://schema.org/Article>,
//! <https://schema.org/MedicalWebPage>; the forms of JSON-LD that pages use: <https://www.w3.org/TR/json-ld11/>.
//!
//! Contexts are not resolved: what pages write is schema.org's own names, plain, as addresses or with a prefix.

mod node;
mod person;
mod prose;

use std::path::Path;

use rustc_hash::FxHashMap;

use self::node::{Node, parse};
use self::prose::{one_line, paragraphs, sections};
use super::byline::Byline;
use super::source::number_answers;
use super::{Answer, Origin, PageError, Paragraph, Source, SourceKind};

pub(super) use self::prose::date;

/// Reads a file that is JSON-LD and nothing else.
pub(super) fn read(path: &Path, text: &str) -> Result<Source, PageError> {
    let mut graph = Graph::default();
    graph.add(text, 1).map_err(|(line, what)| {
        PageError::new(path, line, format!("the file is no JSON ({what}); mend it, or save the page as text (.txt)"))
    })?;
    match graph.page() {
        Some(Described { title, kind, origin, question, answers, .. }) if !answers.is_empty() => {
            let source = Source::at(path);
            Ok(Source {
                title: title.unwrap_or_else(|| source.title.clone()),
                kind,
                origin,
                question,
                answers,
                ..source
            })
        }
        _ => {
            let message = "no QAPage, FAQPage or Article of schema.org with a text was found in the file; save the page \
                           itself, as HTML or as text";
            Err(PageError::new(path, 1, message))
        }
    }
}

/// A page as JSON-LD describes it.
#[derive(Debug)]
pub(super) struct Described {
    pub(super) title: Option<String>,
    pub(super) kind: SourceKind,
    pub(super) origin: Origin,
    /// Who wrote the page; its answers and sections have their own.
    pub(super) byline: Byline,
    pub(super) question: Vec<Paragraph>,
    /// Empty where the description holds no text.
    pub(super) answers: Vec<Answer>,
}

impl Default for Described {
    fn default() -> Self {
        Self {
            title: None,
            kind: SourceKind::Article,
            origin: Origin::default(),
            byline: Byline::default(),
            question: Vec::new(),
            answers: Vec::new(),
        }
    }
}

/// The JSON-LD blocks of a page, taken together.
#[derive(Debug, Default)]
pub(super) struct Graph {
    roots: Vec<Node>,
}

impl Graph {
    /// Adds a block; `first_line` is the line on which it begins.
    ///
    /// # Errors
    ///
    /// The line where the block stops being JSON, and what is wrong there.
    pub(super) fn add(&mut self, json: &str, first_line: u32) -> Result<(), (u32, String)> {
        // Old pages wrap scripts into comments or CDATA, so that still older browsers would not show them. Blanks of the
        // same length keep the columns.
        let mut json = json.to_owned();
        for wrapper in ["<![CDATA[", "]]>", "<!--", "-->", "/*", "*/", "//"] {
            let (start, end) = (json.trim_start(), json.trim_end());
            let blanks = " ".repeat(wrapper.len());
            if start.starts_with(wrapper) {
                json = json.replacen(wrapper, &blanks, 1);
            } else if end.ends_with(wrapper) {
                json.truncate(end.len() - wrapper.len());
            }
        }
        let json = json.trim_end().trim_end_matches(';');
        self.roots.push(parse(json, first_line)?);
        Ok(())
    }

    /// The page that the blocks describe together; none where they speak of no page with a title, an author or a text.
    pub(super) fn page(&self) -> Option<Described> {
        let all: Vec<&Node> = self.roots.iter().flat_map(Node::walk).collect();
        let known = Known::of(&all);
        let questions = known.questions(&all);
        let has = |types: &[&str]| all.iter().any(|node| node.is_a(types));
        match questions.as_slice() {
            [question] if has(&["QAPage"]) || !has(&["FAQPage"]) => Some(known.question_and_answers(question, &all)),
            _ => known.article(&all, &questions),
        }
    }
}

/// Types of pages and texts, the more telling ones first.
const ARTICLES: &[&[&str]] = &[
    &[
        "Article",
        "MedicalScholarlyArticle",
        "ScholarlyArticle",
        "NewsArticle",
        "BlogPosting",
        "TechArticle",
        "Report",
        "SocialMediaPosting",
        "AdvertiserContentArticle",
    ],
    &["MedicalWebPage", "HealthTopicContent"],
    &["FAQPage", "QAPage"],
    &["WebPage", "CreativeWork"],
];

/// All nodes of a page, with those that others point to.
struct Known<'a> {
    by_id: FxHashMap<&'a str, &'a Node>,
}

impl<'a> Known<'a> {
    fn of(all: &[&'a Node]) -> Self {
        let mut by_id: FxHashMap<&str, &Node> = FxHashMap::default();
        for node in all.iter().filter(|node| !is_pointer(node)) {
            if let Some(id) = id(node) {
                by_id.entry(id).or_insert(node);
            }
        }
        Self { by_id }
    }

    /// The node that is meant: the one a pointer points to, or the node itself.
    fn resolve(&self, node: &'a Node) -> &'a Node {
        let target = is_pointer(node).then(|| self.by_id.get(id(node)?)).flatten();
        target.copied().unwrap_or(node)
    }

    /// The values of a property, pointers followed.
    fn all(&self, node: &'a Node, name: &str) -> Vec<&'a Node> {
        node.all(name).map(|value| self.resolve(value)).collect()
    }

    /// The first text of several properties, in one line.
    fn line(&self, node: &'a Node, names: &[&str]) -> Option<String> {
        let texts = names.iter().flat_map(|name| self.all(node, name)).filter_map(Node::text);
        texts.map(one_line).find(|text| !text.is_empty())
    }

    /// The questions that have an answer, in page order, each once.
    fn questions(&self, all: &[&'a Node]) -> Vec<&'a Node> {
        let mut found: Vec<&Node> = Vec::new();
        for node in all.iter().copied().filter(|node| node.is_a(&["Question"])) {
            let is_answered = !self.answers(node).is_empty();
            if is_answered && !found.iter().any(|other| std::ptr::eq(*other, node)) {
                found.push(node);
            }
        }
        found.sort_by_key(|node| node.line);
        found
    }

    /// The answers to a question, the accepted one first, each once.
    fn answers(&self, question: &'a Node) -> Vec<&'a Node> {
        let mut found: Vec<&Node> = Vec::new();
        for name in ["acceptedAnswer", "suggestedAnswer"] {
            for answer in self.all(question, name) {
                // The accepted answer is often suggested as well.
                let same = |other: &&Node| {
                    std::ptr::eq(*other, answer)
                        || id(other).is_some() && id(other) == id(answer)
                        || other.get("text").is_some()
                            && other.get("text").and_then(Node::text) == answer.get("text").and_then(Node::text)
                            && self.byline(other) == self.byline(answer)
                };
                if !is_pointer(answer) && !found.iter().any(same) {
                    found.push(answer);
                }
            }
        }
        found
    }

    /// One question with doctors' answers.
    fn question_and_answers(&self, question: &'a Node, all: &[&'a Node]) -> Described {
        let page = all.iter().copied().find(|node| node.is_a(&["QAPage"]));
        let asked = text(question).map(paragraphs).unwrap_or_default();
        let title = self.line(question, &["name", "headline"]);
        let title = title.or_else(|| page.and_then(|page| self.line(page, &["name", "headline"])));
        let mut answers: Vec<Answer> = self.answers(question).into_iter().map(|node| self.answer(node)).collect();
        number_answers(&mut answers);
        let origin = self.origin(question);
        Described {
            // Where the question has no name, its first paragraph is the title.
            title: title.clone().or_else(|| asked.first().map(|first| one_line(&first.text))),
            kind: SourceKind::Qa,
            origin: page.map_or_else(|| origin.clone(), |page| origin.or(&self.origin(page))),
            byline: Byline::default(),
            question: asked.into_iter().filter(|paragraph| Some(&paragraph.text) != title.as_ref()).collect(),
            answers,
        }
    }

    fn answer(&self, node: &'a Node) -> Answer {
        let paragraphs = text(node).map(paragraphs).unwrap_or_default();
        let opens =
            |headline: &String| !paragraphs.iter().any(|it| it.text.starts_with(headline.trim_end_matches('…')));
        let mut answer = Answer {
            headline: self.line(node, &["headline", "name"]).filter(opens),
            origin: self.origin(node),
            ..Answer::at(node.line)
        };
        self.byline(node).sign(&mut answer);
        answer.paragraphs = paragraphs;
        answer
    }

    /// An article in sections, and the questions that it answers, each a section.
    fn article(&self, all: &[&'a Node], questions: &[&'a Node]) -> Option<Described> {
        let of = |types: &&[&str]| all.iter().copied().filter(|node| node.is_a(types)).collect::<Vec<_>>();
        let candidates: Vec<&Node> = ARTICLES.iter().flat_map(of).collect();
        let with_text = candidates.iter().copied().find(|node| !self.sections(node).is_empty());
        let main = with_text.or(candidates.first().copied());
        if main.is_none() && questions.is_empty() {
            return None;
        }
        let mut described = Described::default();
        if let Some(main) = main {
            described.title = self.line(main, &["headline", "name", "alternativeHeadline"]);
            described.byline = self.byline(main);
            described.origin = self.origin(main);
            described.answers = self.sections(main);
        }
        for other in candidates {
            described.origin = described.origin.or(&self.origin(other));
        }
        let told = |section: &Answer| section.paragraphs.iter().map(|it| words(&it.text)).collect::<Vec<_>>().join(" ");
        let article: String = described.answers.iter().map(told).collect::<Vec<_>>().join(" ");
        for section in &mut described.answers {
            described.byline.clone().sign(section);
        }
        for question in questions {
            let section = self.line(question, &["name", "headline"]).or_else(|| self.line(question, &["text"]));
            for node in self.answers(question) {
                let mut answer = Answer { headline: None, section: section.clone(), ..self.answer(node) };
                answer.section.get_or_insert_with(|| "Question".to_owned());
                // Questions at an article's end often stand in its text already, and must not count twice.
                if !answer.paragraphs.is_empty() && !article.contains(&told(&answer)) {
                    if answer.author.is_none() {
                        described.byline.clone().sign(&mut answer);
                    }
                    described.answers.push(answer);
                }
            }
        }
        Some(described)
    }

    /// The sections of an article's text, and of the parts that carry a text of their own.
    fn sections(&self, article: &'a Node) -> Vec<Answer> {
        let mut found = text(article).map(sections).unwrap_or_default();
        for name in ["hasPart", "mainContentOfPage", "mainEntity"] {
            for part in self.all(article, name) {
                if part.is_a(&["Question", "FAQPage", "QAPage"]) || std::ptr::eq(part, article) {
                    continue;
                }
                let heading = self.line(part, &["headline", "name"]);
                let mut parts = text(part).map(sections).unwrap_or_default();
                if let (Some(first), Some(heading)) = (parts.first_mut(), heading)
                    && first.section.as_deref() == Some(prose::SUMMARY)
                {
                    first.section = Some(heading);
                }
                found.extend(parts);
            }
        }
        found
    }

    fn origin(&self, node: &'a Node) -> Origin {
        let address = self.line(node, &["url"]).or_else(|| {
            let page = self.all(node, "mainEntityOfPage").into_iter().find_map(|page| page.text().or(id(page)));
            page.map(one_line)
        });
        let license = self.line(node, &["license"]).or_else(|| {
            let license = self.all(node, "license").into_iter().next()?;
            self.line(license, &["url", "name"]).or_else(|| id(license).map(one_line))
        });
        let dates = ["dateModified", "lastReviewed", "datePublished", "dateCreated"];
        Origin {
            address: address.filter(|address| address.contains("://")),
            date: self.line(node, &dates).map(|text| date(&text)),
            license,
        }
    }
}

/// The text that a node carries.
fn text(node: &Node) -> Option<&Node> {
    let texts = ["articleBody", "text", "reviewBody"].into_iter().filter_map(|name| node.get(name));
    texts.into_iter().find(|text| text.text().is_some_and(|text| !text.trim().is_empty()))
}

fn id(node: &Node) -> Option<&str> {
    node.get("@id").or_else(|| node.get("id")).and_then(Node::text)
}

/// Whether a node says nothing but which other node is meant.
fn is_pointer(node: &Node) -> bool {
    let node::Value::Object(entries) = &node.value else { return false };
    !entries.is_empty()
        && entries.keys().all(|name| matches!(name.as_str(), "@id" | "@type" | "id" | "type"))
        && id(node).is_some()
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
