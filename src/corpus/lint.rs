//! What an editor should look at in a corpus: pages that cannot be read, answers that stand there twice, under two
//! names, without a name or without a text. It must not judge what an answer says.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Answer, LoadedSources, Source, SourceKind};

/// Something about a page that an editor should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The page.
    pub path: String,
    /// The line, from 1.
    pub line: u32,
    /// What kind of fault it is.
    pub kind: FaultKind,
    /// What is wrong, in one sentence.
    pub message: String,
}

/// The kinds of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FaultKind {
    /// A page, or a part of it, cannot be read.
    Unreadable,
    /// Every answer of a page stands on another page as well.
    DuplicatePage,
    /// An answer stands there twice, and counts twice.
    DuplicateAnswer,
    /// An answer stands there twice, and is signed by two doctors.
    TwoNames,
    /// An answer has no text.
    EmptyAnswer,
    /// An answer, or an article, is signed by nobody.
    MissingAuthor,
}

impl FaultKind {
    /// All kinds.
    pub const ALL: [Self; 6] = [
        Self::Unreadable,
        Self::DuplicatePage,
        Self::DuplicateAnswer,
        Self::TwoNames,
        Self::EmptyAnswer,
        Self::MissingAuthor,
    ];

    /// The kind's name, as it stands in every report.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::DuplicatePage => "duplicate-page",
            Self::DuplicateAnswer => "duplicate-answer",
            Self::TwoNames => "two-names",
            Self::EmptyAnswer => "empty-answer",
            Self::MissingAuthor => "missing-author",
        }
    }
}

/// The faults of a corpus, page by page in the order of their paths.
#[must_use]
pub fn lint(loaded: &LoadedSources) -> Vec<Fault> {
    let mut faults: Vec<Fault> = loaded
        .problems
        .iter()
        .map(|problem| Fault {
            path: problem.path.clone(),
            line: problem.line,
            kind: FaultKind::Unreadable,
            message: problem.message.clone(),
        })
        .collect();
    for source in &loaded.sources {
        faults.extend(unsigned_and_empty(source));
    }
    faults.extend(copies(&loaded.sources));
    faults.sort_by(|one, other| (&one.path, one.line, one.kind).cmp(&(&other.path, other.line, other.kind)));
    faults
}

fn unsigned_and_empty(source: &Source) -> Vec<Fault> {
    let mut faults = Vec::new();
    // An article has one author, so one line tells that it is missing.
    if source.kind == SourceKind::Article && source.answers.iter().all(|section| section.author.is_none()) {
        faults.push(fault(source, 1, FaultKind::MissingAuthor, "the article is signed by nobody".to_owned()));
    }
    for answer in &source.answers {
        let name = name_of(answer);
        if answer.paragraphs.is_empty() {
            let message = format!("{name} has no text; write it, or remove the answer");
            faults.push(fault(source, answer.line, FaultKind::EmptyAnswer, message));
        }
        if source.kind == SourceKind::Qa && answer.author.is_none() {
            let message = format!("{name} is signed by nobody");
            faults.push(fault(source, answer.line, FaultKind::MissingAuthor, message));
        }
    }
    faults
}

fn fault(source: &Source, line: u32, kind: FaultKind, message: String) -> Fault {
    Fault { path: source.path.display().to_string(), line, kind, message }
}

fn name_of(answer: &Answer) -> String {
    match (answer.number, &answer.section) {
        (Some(number), _) => format!("answer {number}"),
        (None, Some(section)) => format!("section “{section}”"),
        (None, None) => "a section".to_owned(),
    }
}

/// An answer of a corpus, as indexes.
type Place = (usize, usize);

/// Faults of answers that stand elsewhere already, in page order; the first of them is no fault.
fn copies(sources: &[Source]) -> Vec<Fault> {
    let twins = twins(sources);
    let mut faults = Vec::new();
    for (at, source) in sources.iter().enumerate() {
        let told: Vec<usize> =
            (0..source.answers.len()).filter(|&index| answer_at(sources, (at, index)).is_some_and(is_told)).collect();
        let elsewhere: Vec<Option<usize>> =
            told.iter().map(|&index| twins.get(&(at, index)).map(|place| place.0)).collect();
        let repeated = told.iter().filter_map(|&index| Some(((at, index), *twins.get(&(at, index))?)));
        let repeated: Vec<Fault> = repeated.filter_map(|(place, twin)| repetition(sources, place, twin)).collect();
        let one_author = repeated.iter().all(|fault| fault.kind == FaultKind::DuplicateAnswer);
        match elsewhere.first().copied().flatten().filter(|&other| other != at).and_then(|other| sources.get(other)) {
            Some(other) if one_author && elsewhere.iter().all(|twin| *twin == elsewhere.first().copied().flatten()) => {
                let message = format!(
                    "every answer of this page stands on {} as well; remove one of the two",
                    other.path.display()
                );
                faults.push(fault(source, 1, FaultKind::DuplicatePage, message));
            }
            _ => faults.extend(repeated),
        }
    }
    faults
}

fn repetition(sources: &[Source], (at, index): Place, twin: Place) -> Option<Fault> {
    let source = sources.get(at)?;
    let answer = source.answers.get(index)?;
    let (other_source, other) = (sources.get(twin.0)?, answer_at(sources, twin)?);
    let place = format!("{} ({}:{})", name_of(other), other_source.path.display(), other.line);
    let (kind, message) = match (&answer.author, &other.author) {
        (Some(one), Some(two)) if bare_name(one) != bare_name(two) => (
            FaultKind::TwoNames,
            format!(
                "{} is signed {one}, and has the text of {place}, which is signed {two}; find out whose it is",
                name_of(answer)
            ),
        ),
        _ => (
            FaultKind::DuplicateAnswer,
            format!("{} has the text of {place}, and would count twice; remove one of the two", name_of(answer)),
        ),
    };
    Some(fault(source, answer.line, kind, message))
}

fn answer_at(sources: &[Source], (source, answer): Place) -> Option<&Answer> {
    sources.get(source)?.answers.get(answer)
}

fn is_told(answer: &Answer) -> bool {
    !answer.paragraphs.is_empty()
}

/// Words in a run; two texts that share nearly all runs of this length are copies of one another.
const RUN: usize = 5;
/// Two answers of fewer words may well be alike by chance ("No, it does not hurt.").
const SHORTEST: usize = 8;
/// How much of the shorter text must stand in the longer one.
const SHARED: f32 = 0.85;
/// How long the shorter text must be, as a share of the longer one.
const LENGTH: f32 = 0.6;
/// A run that stands in more answers than this is a phrase of the trade, and tells nothing.
const COMMON: usize = 40;

/// For each answer that repeats an earlier one: which.
fn twins(sources: &[Source]) -> FxHashMap<Place, Place> {
    let mut twins = FxHashMap::default();
    let mut earlier: FxHashMap<u64, Vec<Place>> = FxHashMap::default();
    let mut sizes: FxHashMap<Place, usize> = FxHashMap::default();
    for (at, source) in sources.iter().enumerate() {
        for (index, answer) in source.answers.iter().enumerate() {
            let place = (at, index);
            let runs = runs(answer);
            let mut shared: FxHashMap<Place, usize> = FxHashMap::default();
            for other in runs.iter().filter_map(|run| earlier.get(run)).flatten() {
                *shared.entry(*other).or_default() += 1;
            }
            let is_copy = |other: &Place, count: usize| {
                let (ours, theirs) = (runs.len() as f32, sizes.get(other).copied().unwrap_or_default() as f32);
                count as f32 >= SHARED * ours.min(theirs) && ours.min(theirs) >= LENGTH * ours.max(theirs)
            };
            let twin = shared.iter().filter(|(other, count)| is_copy(other, **count));
            // Of several, the one that shares most, and of those the first.
            if let Some((twin, _)) = twin.max_by_key(|(other, count)| (**count, std::cmp::Reverse(**other))) {
                twins.insert(place, *twin);
            }
            sizes.insert(place, runs.len());
            for run in runs {
                let places = earlier.entry(run).or_default();
                if places.len() < COMMON {
                    places.push(place);
                }
            }
        }
    }
    twins
}

/// The runs of words of an answer, without regard to case and punctuation; none for a short answer.
fn runs(answer: &Answer) -> FxHashSet<u64> {
    let text: Vec<String> = answer.paragraphs.iter().map(|paragraph| paragraph.text.to_lowercase()).collect();
    let words: Vec<&str> = text
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphanumeric() && c != '\''))
        .filter(|word| !word.is_empty())
        .collect();
    if words.len() < SHORTEST {
        return FxHashSet::default();
    }
    words.windows(RUN).map(rustc_hash_of).collect()
}

fn rustc_hash_of(words: &[&str]) -> u64 {
    use std::hash::{BuildHasher, BuildHasherDefault};
    BuildHasherDefault::<rustc_hash::FxHasher>::default().hash_one(words)
}

/// A name without title and degrees: "Dr. Jane Doe, MD" and "Jane Doe" are the same person.
fn bare_name(name: &str) -> String {
    let name = name.split([',', '(']).next().unwrap_or_default().to_lowercase();
    let words: Vec<&str> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !matches!(*word, "dr" | "prof" | "md"))
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::corpus::read_page;

    const LONG: &str = "A plaster cast stays on for about six weeks, and a walking boot for three more after that.";

    fn corpus(pages: &[(&str, String)]) -> LoadedSources {
        let mut loaded = LoadedSources::default();
        for (name, text) in pages {
            match read_page(Path::new(name), text.as_bytes()) {
                Ok(source) => loaded.sources.push(source),
                Err(problem) => loaded.problems.push(problem),
            }
        }
        loaded
    }

    fn page(answers: &[(&str, &str)]) -> String {
        let mut page = "# How long does a cast stay on?\n".to_owned();
        for (author, text) in answers {
            let author = if author.is_empty() { String::new() } else { format!("- Author: {author}\n\n") };
            page += &format!("\n## Answer\n\n{author}{text}\n");
        }
        page
    }

    #[track_caller]
    fn check(pages: &[(&str, String)], expected: &[&str]) {
        let faults = lint(&corpus(pages));
        let found: Vec<String> =
            faults.iter().map(|fault| format!("{}:{} {}", fault.path, fault.line, fault.kind.name())).collect();
        assert_eq!(found, expected, "{faults:?}");
    }

    #[test]
    fn a_sound_corpus_has_no_faults() {
        let other = "A cast comes off when the picture shows that the bone has grown together again, and never before.";
        check(&[("a.md", page(&[("Ada Roe, MD", LONG), ("Bo Lind, MD", other)]))], &[]);
        // What two doctors say alike in a few words, or with a phrase of the trade, is no copy.
        check(&[("a.md", page(&[("Ada Roe, MD", "For six weeks."), ("Bo Lind, MD", "For six weeks.")]))], &[]);
        let alike = "A plaster cast stays on for about six weeks, and I tell my patients to keep it dry and to come at once if it hurts.";
        check(&[("a.md", page(&[("Ada Roe, MD", LONG), ("Bo Lind, MD", alike)]))], &[]);
    }

    #[test]
    fn an_answer_without_author_or_text_is_told() {
        check(&[("a.md", page(&[("", LONG)]))], &["a.md:3 missing-author"]);
        check(&[("a.md", page(&[("Ada Roe, MD", "")]))], &["a.md:3 empty-answer"]);
        check(&[("a.md", format!("# Casts\n\n{LONG}\n\n## More\n\nMore.\n"))], &["a.md:1 missing-author"]);
    }

    #[test]
    fn a_page_that_cannot_be_read_is_told() {
        check(&[("a.md", "---\ntitle: x\nkind: poem\n---\n".to_owned())], &["a.md:3 unreadable"]);
    }

    #[test]
    fn copies_are_told_at_the_later_answer() {
        let copy = format!("Hello there! {}", LONG.replace("about six", "about SIX").replace(", and", " – and"));
        let own = "A cast comes off when the picture shows that the bone has grown together again, and never before.";
        let signed = |author| page(&[("Bo Lind, MD", own), (author, &copy)]);
        let first = ("a.md", page(&[("Ada Roe, MD", LONG)]));
        check(&[first.clone(), ("b.md", signed("Cy Holt, MD"))], &["b.md:9 two-names"]);
        check(&[first.clone(), ("b.md", signed("Dr. Ada Roe"))], &["b.md:9 duplicate-answer"]);
        check(&[first, ("b.md", signed(""))], &["b.md:9 duplicate-answer", "b.md:9 missing-author"]);
        let twice = page(&[("Ada Roe, MD", LONG), ("Cy Holt, MD", &copy)]);
        check(&[("a.md", twice)], &["a.md:9 two-names"]);
    }

    #[test]
    fn a_page_that_stands_there_twice_is_one_fault() {
        let text = page(&[("Ada Roe, MD", LONG)]);
        let other_name = text.replace("Ada Roe", "Bo Lind");
        check(&[("a.md", text.clone()), ("b.md", text.clone())], &["b.md:1 duplicate-page"]);
        check(&[("a.md", text), ("b.md", other_name)], &["b.md:3 two-names"]);
    }
}
