//! From lines to blocks: what stands together, and what it is by its own words. It must not look at neighbours to
//! tell headlines from prose: that is for the readers of Q&A pages and articles.

use super::{byline, courtesy};
use crate::corpus::{decode::tidy, html::resolved, rating};

/// A paragraph of a saved page, or another thing that stands on a line of its own.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    /// What it is.
    pub(super) kind: Kind,
    /// Its text, with the page's line breaks and without a list item's mark.
    pub(super) text: String,
    /// Its first line on the page, from 1.
    pub(super) line: u32,
    /// Whether a blank line, or nothing, stands before it.
    pub(super) after_blank: bool,
}

/// What a block is by its own words.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    /// What is left of the buttons for votes: a template that was never filled in, or a bare number.
    Vote,
    /// "Doctor Answers 14"; the number often does not match.
    Count,
    /// "These answers are for educational purposes …"
    Disclaimer,
    /// "4.7 out of 5 stars 31 reviews"
    Rating(rating::Rating),
    /// "Jane Doe, MD"
    Person,
    /// "Montreal Dermatologist"
    Credential,
    /// A greeting, thanks or good wishes, and nothing else.
    Courtesy,
    /// A list item.
    Bullet,
    /// A headline or prose.
    Text,
}

impl Kind {
    /// Whether an answer ends, or has not begun, where this stands.
    pub(super) fn is_border(&self) -> bool {
        !matches!(self, Kind::Text | Kind::Bullet | Kind::Courtesy)
    }
}

/// The blocks of a page.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let lines: Vec<Line> = text.split('\n').map(Line::new).collect();
    let width = wrap_width(&lines);
    let mut blocks: Vec<Block> = Vec::new();
    let mut after_blank = true;
    let mut previous: Option<&Line> = None;
    for (line, number) in lines.iter().zip(1_u32..) {
        if line.text.is_empty() {
            (after_blank, previous) = (true, None);
            continue;
        }
        match (blocks.last_mut(), previous) {
            (Some(block), Some(previous)) if continues(previous, line, width) => {
                block.text.push('\n');
                block.text.push_str(&line.text);
            }
            _ => {
                let text = line.without_mark().to_owned();
                blocks.push(Block { kind: line.kind.clone(), text, line: number, after_blank });
            }
        }
        (after_blank, previous) = (false, Some(line));
    }
    for block in &mut blocks {
        block.kind = kind_of_text(block);
    }
    complete_bylines(&mut blocks);
    blocks
}

/// Names without degrees and credentials without a known profession are told by the lines right below and above:
/// "Dr. Jane Doe" stands on a credential or a rating, "Leeds Foot Clinic" between a person and a rating.
fn complete_bylines(blocks: &mut [Block]) {
    let mut above_is_person = false;
    for at in 0..blocks.len() {
        let below = blocks.get(at + 1).filter(|below| !below.after_blank).map(|below| below.kind.clone());
        let Some(block) = blocks.get_mut(at) else { return };
        let stands_on_rating = matches!(below, Some(Kind::Rating(_)));
        if matches!(block.kind, Kind::Text | Kind::Courtesy) {
            if above_is_person && !block.after_blank && stands_on_rating {
                block.kind = Kind::Credential;
            } else if (stands_on_rating || below == Some(Kind::Credential)) && byline::is_bare_name(&block.text) {
                block.kind = Kind::Person;
            }
        }
        above_is_person = block.kind == Kind::Person;
    }
}

/// A line without needless white space, and what it is by its own words.
struct Line {
    text: String,
    kind: Kind,
}

impl Line {
    fn new(line: &str) -> Self {
        let text = tidy(&resolved(line));
        let kind = kind_of_line(&text);
        Self { text, kind }
    }

    fn without_mark(&self) -> &str {
        match self.kind {
            Kind::Bullet => self.text.get(mark_length(&self.text).unwrap_or(0)..).unwrap_or_default(),
            _ => &self.text,
        }
    }
}

fn kind_of_line(line: &str) -> Kind {
    if is_vote(line) {
        Kind::Vote
    } else if is_count(line) {
        Kind::Count
    } else if courtesy::is_disclaimer(line) {
        Kind::Disclaimer
    } else if let Some(rating) = rating::parse(line).filter(|rating| rating.marked) {
        Kind::Rating(rating)
    } else if byline::is_person(line) {
        Kind::Person
    } else if mark_length(line).is_some() {
        Kind::Bullet
    } else {
        Kind::Text
    }
}

/// What can only be told when wrapped lines are together again.
fn kind_of_text(block: &Block) -> Kind {
    match block.kind {
        Kind::Text | Kind::Bullet if courtesy::is_disclaimer(&block.text) => Kind::Disclaimer,
        Kind::Text if courtesy::strip(&block.text).is_empty() => Kind::Courtesy,
        Kind::Text if byline::is_credential(&block.text) => Kind::Credential,
        _ => block.kind.clone(),
    }
}

/// "{{ voteCount … }}", "+12", "12 people found this helpful".
fn is_vote(line: &str) -> bool {
    let number = line.trim_start_matches(['+', '-']);
    // A template may be cut off at the end of a page.
    line.starts_with("{{")
        || (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
        || (line.ends_with("found this helpful") && line.starts_with(|c: char| c.is_ascii_digit()))
}

/// "Doctor Answers 14", "14 Doctor Answers", "Answers (14)".
fn is_count(line: &str) -> bool {
    let line = line.to_lowercase();
    let words = line.trim_matches(|c: char| c.is_ascii_digit() || matches!(c, ' ' | '(' | ')' | ':'));
    let has_number = words.len() < line.len();
    match words {
        "doctor answers" | "doctors answers" | "doctor's answers" | "doctors' answers" | "doctors’ answers" => true,
        "doctor answer" | "answers" | "answer" | "expert answers" | "answers from doctors" => has_number,
        _ => false,
    }
}

/// The length of a list item's mark with its space: "• ", "- ", "1. ", "2) ".
fn mark_length(line: &str) -> Option<usize> {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let mark = match digits {
        0 => line.chars().next().filter(|c| "•·●▪◦‣∙*–-".contains(*c))?.len_utf8(),
        1 | 2 => digits + line.get(digits..)?.chars().next().filter(|c| ".)".contains(*c))?.len_utf8(),
        _ => return None,
    };
    let rest = line.get(mark..)?;
    // "•" needs no space; for the others a space tells an item from "-5", "1.5 ml" and "*not".
    let spaced = rest.starts_with(' ') || line.starts_with(['•', '●', '▪', '◦', '‣', '∙']);
    (spaced && !rest.trim().is_empty()).then_some(mark + (rest.len() - rest.trim_start().len()))
}

/// Whether a line goes on with what the line above began.
///
/// In hard-wrapped text a line breaks because the next word had no room; where it had room, the break was meant. A
/// line that begins in lower case goes on with a sentence that has not ended.
fn continues(above: &Line, line: &Line, width: usize) -> bool {
    if line.kind == Kind::Bullet && (above.kind == Kind::Bullet || ends_sentence(&above.text)) {
        return false;
    }
    let prose_above = matches!(above.kind, Kind::Text | Kind::Bullet | Kind::Disclaimer);
    // "12. The rest" after an unfinished sentence is a number at the end of that sentence.
    if !prose_above || !matches!(line.kind, Kind::Text | Kind::Bullet | Kind::Disclaimer) {
        return false;
    }
    let first_word = line.text.split(' ').next().unwrap_or_default();
    let needed = above.text.chars().count() + 1 + first_word.chars().count();
    let had_room = needed + RAGGED <= width;
    let mid_sentence = line.text.starts_with(char::is_lowercase) && !ends_sentence(&above.text);
    !had_room || mid_sentence
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '\'', '’', ')']).ends_with(['.', '!', '?', ':', '…'])
}

/// Programs wrap lines at slightly different places, so a little room at the end of a line says nothing.
const RAGGED: usize = 10;

/// The width at which a page is wrapped: that of its longest line. A page that has most of its text in lines longer
/// than anybody wraps is not wrapped at all, so every break is meant; neither is one of short lines only.
fn wrap_width(lines: &[Line]) -> usize {
    let prose = lines.iter().filter(|line| matches!(line.kind, Kind::Text | Kind::Bullet));
    let lengths: Vec<usize> = prose.map(|line| line.text.chars().count()).collect();
    let (long, short): (Vec<usize>, Vec<usize>) = lengths.into_iter().partition(|&length| length > WIDEST_WRAP);
    if long.iter().sum::<usize>() > short.iter().sum() {
        return usize::MAX;
    }
    short.into_iter().max().unwrap_or(0).max(NARROWEST_WRAP + RAGGED)
}

/// The widths, in characters, between which people and programs wrap lines.
const NARROWEST_WRAP: usize = 50;
const WIDEST_WRAP: usize = 160;
