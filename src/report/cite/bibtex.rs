//! BibLaTeX, in Unicode, and BibTeX, in ASCII for styles and tools that know nothing else.
//!
//! Entries of BibLaTeX: <https://ctan.org/pkg/biblatex>; LaTeX's accents and special characters: "The comprehensive LaTeX
//! symbol list", <https://ctan.org/pkg/comprehensive>.

use std::fmt::Write as _;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::{Date, Name, Reference, references};
use crate::corpus::Source;

/// Every answer and article of a corpus as BibLaTeX (`@online`).
#[must_use]
pub fn biblatex(sources: &[Source]) -> String {
    let text = |text: &str| escaped(text);
    let entry = |reference: &Reference<'_>| {
        let mut note = reference.note.clone();
        let mut fields = common(reference, &text);
        match &reference.date {
            Some(Date::Day(parts)) => fields.push(("date", iso(parts))),
            Some(Date::Words(words)) => note = joined(&note, words),
            None => {}
        }
        fields.extend(reference.address.map(|address| ("url", verbatim(address))));
        fields.extend(
            Some(("note", joined(&on_page(reference), &note)))
                .filter(|(_, note)| !note.is_empty())
                .map(|(name, note)| (name, text(&note))),
        );
        written("online", &reference.key, &fields)
    };
    references(sources).iter().map(entry).collect::<Vec<_>>().join("\n")
}

/// Every answer and article of a corpus as BibTeX (`@misc`), in ASCII where LaTeX has a way to write it.
#[must_use]
pub fn bibtex(sources: &[Source]) -> String {
    let text = |text: &str| ascii(&escaped(text));
    let entry = |reference: &Reference<'_>| {
        let mut note = joined(&on_page(reference), &reference.note);
        let mut fields = common(reference, &text);
        match &reference.date {
            Some(Date::Day(parts)) => {
                let mut parts = parts.iter();
                fields.extend(parts.next().map(|year| ("year", year.to_string())));
                fields.extend(parts.next().map(|month| ("month", month_name(*month).to_owned())));
            }
            Some(Date::Words(words)) => note = joined(&note, words),
            None => {}
        }
        fields.extend(reference.address.map(|address| ("howpublished", format!("\\url{{{}}}", verbatim(address)))));
        fields.extend(Some(note).filter(|note| !note.is_empty()).map(|note| ("note", text(&note))));
        written("misc", &reference.key, &fields)
    };
    references(sources).iter().map(entry).collect::<Vec<_>>().join("\n")
}

fn common(reference: &Reference<'_>, text: &impl Fn(&str) -> String) -> Vec<(&'static str, String)> {
    let authors: Vec<String> = reference.authors.iter().map(|name| author(name, text)).collect();
    let author = Some(authors.join(" and ")).filter(|authors| !authors.is_empty());
    // Braces keep the case: styles put titles into lower case, and names of drugs with them.
    let title = format!("{{{}}}", text(reference.title));
    author.map(|author| ("author", author)).into_iter().chain([("title", title)]).collect()
}

fn author(name: &Name, text: &impl Fn(&str) -> String) -> String {
    match name {
        Name::Person { given, particle, family } => {
            // "and" between braces is no separator, and a comma no end of the family name.
            let family = if family.contains(' ') { format!("{{{}}}", text(family)) } else { text(family) };
            let family = if particle.is_empty() { family } else { format!("{} {family}", text(particle)) };
            format!("{family}, {}", text(given))
        }
        Name::Whole(name) => format!("{{{}}}", text(name)),
    }
}

/// On which page an answer stands.
fn on_page(reference: &Reference<'_>) -> String {
    reference.page.map(|page| format!("On the page “{page}”")).unwrap_or_default()
}

fn joined(one: &str, other: &str) -> String {
    match (one.is_empty(), other.is_empty()) {
        (false, false) => format!("{one}. {other}"),
        _ => format!("{one}{other}"),
    }
}

fn written(kind: &str, key: &str, fields: &[(&str, String)]) -> String {
    let mut entry = format!("@{kind}{{{key},\n");
    for (name, value) in fields {
        // Months are names of BibTeX's own, all else is text.
        let value = if *name == "month" { value.clone() } else { format!("{{{value}}}") };
        // Writing to a string never fails.
        let _ = writeln!(entry, "  {name} = {value},");
    }
    entry.push_str("}\n");
    entry
}

fn iso(parts: &[u32]) -> String {
    parts.iter().map(|part| format!("{part:02}")).collect::<Vec<_>>().join("-")
}

fn month_name(month: u32) -> &'static str {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    usize::try_from(month).ok().and_then(|month| MONTHS.get(month.checked_sub(1)?)).copied().unwrap_or_default()
}

/// A text in which nothing is a command.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' | '%' | '$' | '#' | '_' => {
                escaped.push('\\');
                escaped.push(c);
            }
            // BibTeX counts braces whether or not a backslash stands before them.
            '{' => escaped.push_str("{\\textbraceleft}"),
            '}' => escaped.push_str("{\\textbraceright}"),
            '\\' => escaped.push_str("{\\textbackslash}"),
            '~' => escaped.push_str("{\\textasciitilde}"),
            '^' => escaped.push_str("{\\textasciicircum}"),
            '<' => escaped.push_str("{\\textless}"),
            '>' => escaped.push_str("{\\textgreater}"),
            '"' => escaped.push_str("{\\textquotedbl}"),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// An address, in which what would end the field, or open a formula, is written as addresses may write it.
fn verbatim(address: &str) -> String {
    let mut verbatim = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            '$' => verbatim.push_str("%24"),
            '{' => verbatim.push_str("%7B"),
            '}' => verbatim.push_str("%7D"),
            '\\' => verbatim.push_str("%5C"),
            c if c.is_whitespace() || c.is_control() => verbatim.push_str("%20"),
            c => verbatim.push(c),
        }
    }
    verbatim
}

/// A text of LaTeX with its accents and signs as commands. What LaTeX cannot write so stays as it is.
fn ascii(text: &str) -> String {
    let mut ascii = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() {
            ascii.push(c);
        } else if let Some(command) = sign(c) {
            ascii.push_str(command);
        } else {
            ascii.push_str(&accented(c).unwrap_or_else(|| c.to_string()));
        }
    }
    ascii
}

/// A letter with an accent: its base and the accents' commands, the innermost first.
fn accented(c: char) -> Option<String> {
    let mut parts = std::iter::once(c).nfd();
    let base = parts.next().filter(char::is_ascii)?;
    let mut letter = base.to_string();
    for mark in parts {
        letter = format!("\\{}{{{letter}}}", if is_combining_mark(mark) { accent(mark)? } else { return None });
    }
    Some(format!("{{{letter}}}"))
}

fn accent(mark: char) -> Option<char> {
    Some(match mark {
        '\u{300}' => '`',
        '\u{301}' => '\'',
        '\u{302}' => '^',
        '\u{303}' => '~',
        '\u{304}' => '=',
        '\u{306}' => 'u',
        '\u{307}' => '.',
        '\u{308}' => '"',
        '\u{30a}' => 'r',
        '\u{30b}' => 'H',
        '\u{30c}' => 'v',
        '\u{323}' => 'd',
        '\u{327}' => 'c',
        '\u{328}' => 'k',
        '\u{331}' => 'b',
        _ => return None,
    })
}

fn sign(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "{\\ss}",
        'ø' => "{\\o}",
        'Ø' => "{\\O}",
        'æ' => "{\\ae}",
        'Æ' => "{\\AE}",
        'œ' => "{\\oe}",
        'Œ' => "{\\OE}",
        'ł' => "{\\l}",
        'Ł' => "{\\L}",
        'đ' => "{\\dj}",
        'ı' => "{\\i}",
        '–' => "--",
        '—' => "---",
        '“' => "``",
        '”' => "''",
        '‘' => "`",
        '’' => "'",
        '…' => "{\\ldots}",
        '\u{a0}' => "~",
        '©' => "{\\textcopyright}",
        '®' => "{\\textregistered}",
        '™' => "{\\texttrademark}",
        '°' => "{\\textdegree}",
        '½' => "{\\textonehalf}",
        'µ' | 'μ' => "{\\textmu}",
        _ => return None,
    })
}
