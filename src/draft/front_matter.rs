//! What stands before a draft's body: data for the program that builds the site. It must not be read as prose.

/// The bytes before the body: a byte order mark, and YAML between `---` or TOML between `+++` at the very top.
///
/// The Markdown parser's own option would also take prose between two rules for front matter, anywhere in the text.
pub(super) fn front_matter_length(text: &str) -> usize {
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mark = text.len() - body.len();
    let mut lines = body.split_inclusive('\n');
    let Some(opening) = lines.next() else { return mark };
    let closings = match opening.trim_end() {
        "---" => ["---", "..."],
        "+++" => ["+++", "+++"],
        _ => return mark,
    };
    let mut length = mark + opening.len();
    for line in lines {
        length += line.len();
        if closings.contains(&line.trim_end()) {
            return length;
        }
    }
    mark
}
