//! A source as a page in the corpus's own Markdown format. It must not lose anything that reading would give, except
//! the line numbers of the page it came from.

use std::fmt::Write as _;

use super::{Answer, Origin, Paragraph, ParagraphKind, Source, SourceKind};

/// Writes a source as a page in the corpus's own Markdown format; reading that page gives the same source, but for
/// its name, its path and its line numbers.
#[must_use]
pub fn to_markdown(source: &Source) -> String {
    let kind = match source.kind {
        SourceKind::Qa => "qa",
        SourceKind::Article => "article",
    };
    let mut page = format!("---\ntitle: {}\nkind: {kind}\n", front_matter_value(&one_line(&source.title)));
    if source.summary {
        page.push_str("summary: true\n");
    }
    for (key, value) in told(&source.origin) {
        let _ = writeln!(page, "{}: {}", key.to_lowercase(), front_matter_value(&one_line(value)));
    }
    page.push_str("---\n");
    if !source.question.is_empty() {
        page.push_str("\n## Question\n");
        write_paragraphs(&mut page, &source.question);
    }
    for (answer, number) in source.answers.iter().zip(1_u32..) {
        write_heading(&mut page, source.kind, answer, number);
        write_fields(&mut page, answer);
        write_paragraphs(&mut page, &answer.paragraphs);
    }
    page
}

// Writing to a string never fails, so the results of `write!` are let go below.

fn write_heading(page: &mut String, kind: SourceKind, answer: &Answer, number: u32) {
    let _ = match (kind, &answer.headline) {
        (SourceKind::Qa, Some(headline)) => writeln!(page, "\n## Answer {number}: {}", escaped(&one_line(headline))),
        (SourceKind::Qa, None) => writeln!(page, "\n## Answer {number}"),
        (SourceKind::Article, _) => {
            writeln!(page, "\n## {}", escaped(&one_line(answer.section.as_deref().unwrap_or("Summary"))))
        }
    };
}

fn write_fields(page: &mut String, answer: &Answer) {
    let mut fields = String::new();
    if let Some(author) = &answer.author {
        let _ = writeln!(fields, "- Author: {}", escaped(&one_line(author)));
    }
    if let Some(credential) = &answer.credential {
        let _ = writeln!(fields, "- Credential: {}", escaped(&one_line(credential)));
    }
    if let Some(rating) = answer.rating {
        let _ = match answer.reviews {
            Some(1) => writeln!(fields, "- Rating: {rating:.1} (1 review)"),
            Some(reviews) => writeln!(fields, "- Rating: {rating:.1} ({reviews} reviews)"),
            None => writeln!(fields, "- Rating: {rating:.1}"),
        };
    }
    for (key, value) in told(&answer.origin) {
        let _ = writeln!(fields, "- {key}: {}", escaped(&one_line(value)));
    }
    if !fields.is_empty() {
        let _ = write!(page, "\n{fields}");
    }
}

/// What is known of where something was published, under the keys of the format.
fn told(origin: &Origin) -> impl Iterator<Item = (&'static str, &String)> {
    let keys = [("URL", &origin.address), ("Date", &origin.date), ("License", &origin.license)];
    keys.into_iter().filter_map(|(key, value)| Some((key, value.as_ref()?)))
}

fn write_paragraphs(page: &mut String, paragraphs: &[Paragraph]) {
    let mut before = ParagraphKind::Prose;
    for Paragraph { text, kind, .. } in paragraphs {
        let lines = text.split('\n').map(escaped).collect::<Vec<_>>();
        let _ = match kind {
            ParagraphKind::Prose => writeln!(page, "\n{}", lines.join("\n")),
            ParagraphKind::Bullet if before == ParagraphKind::Bullet => writeln!(page, "- {}", lines.join("\n  ")),
            ParagraphKind::Bullet => writeln!(page, "\n- {}", lines.join("\n  ")),
        };
        before = *kind;
    }
}

/// A line of prose with everything escaped that Markdown would take for markup.
fn escaped(line: &str) -> String {
    let mut escaped = String::with_capacity(line.len());
    // At the beginning of a line `1.` and `-` would open a list, `#` a heading, `>` a quote, `=` and `~` still others.
    let number = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let block = if number > 0 { number } else { 0 };
    for (at, c) in line.char_indices() {
        let opens_block =
            at == block && if number > 0 { matches!(c, '.' | ')') } else { matches!(c, '+' | '-' | '>' | '=' | '~') };
        let inline = matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '#');
        let entity = c == '&' && line.get(at + 1..).is_some_and(|rest| rest.contains(';'));
        if opens_block || inline || entity {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A value that begins and ends with quotes would lose them, so it gets another pair.
fn front_matter_value(value: &str) -> String {
    if value.starts_with(['"', '\'']) { format!("\"{value}\"") } else { value.to_owned() }
}
