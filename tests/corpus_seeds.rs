//! The readers on real pages, which are not part of the repository: the expectations are counts, names, lengths and
//! hashes. Where the pages are absent the tests say so and pass.

use std::path::{Path, PathBuf};

use second_opinion::corpus::{Answer, Source, SourceKind, import, load, read_page, to_markdown};
use second_opinion::draft::{Draft, Format};
use second_opinion::verdict::{Judgement, Knowledge};

/// A folder of `../shared` as seen from the repository, where it stands.
fn shared(folder: &str) -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .skip(1)
        .map(|above| above.join("shared").join(folder))
        .find(|path| path.is_dir());
    if found.is_none() {
        #[expect(clippy::print_stdout, reason = "a skipped test says so")]
        {
            println!("skipped: no shared/{folder} beside the repository");
        }
    }
    found
}

fn sources(folder: &Path) -> Vec<Source> {
    let loaded = load(folder).expect("the folder is there");
    assert_eq!(loaded.problems, []);
    loaded.sources
}

fn text(answer: &Answer) -> String {
    answer.paragraphs.iter().map(|paragraph| paragraph.text.as_str()).collect::<Vec<_>>().join("\n\n")
}

/// FNV-1a with 32 bits: the same on every machine and in every version of the compiler.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// For each page the length in bytes and the hash of each answer's whole text. A change here is a change in what the
/// corpus says: look at the page before a number is changed.
const ANSWERS: &[&[(usize, u32)]] = &[
    &[
        (361, 3292616468),
        (326, 2306665762),
        (1079, 1359446929),
        (161, 3521133353),
        (155, 2427729842),
        (520, 456670964),
        (446, 2825594852),
        (413, 4136250422),
        (89, 1358652100),
        (453, 1006844597),
    ],
    &[(311, 4102876579), (493, 1589611675), (188, 465315196), (249, 3406053146), (498, 1240091694), (494, 3761771746)],
    &[
        (343, 210004525),
        (635, 637227359),
        (260, 3680316170),
        (176, 1899700746),
        (234, 4122110964),
        (230, 2667467814),
        (398, 1118579100),
        (541, 2260212780),
        (327, 2037214989),
    ],
    &[
        (773, 2522932805),
        (231, 749178561),
        (182, 2938077328),
        (390, 4128112332),
        (230, 852761295),
        (873, 197161534),
        (558, 3433516869),
        (287, 1745666877),
        (442, 3222777265),
        (164, 2715439947),
    ],
    &[(496, 1098152903), (1267, 2534692307), (1234, 730340870), (341, 1740889973), (702, 2397485244), (997, 386358332)],
];

#[test]
fn every_answer_is_complete_to_the_byte() {
    let Some(folder) = shared("seeds") else { return };
    let found: Vec<Vec<_>> = sources(&folder)
        .iter()
        .map(|source| source.answers.iter().map(text).map(|text| (text.len(), hash(&text))).collect())
        .collect();
    assert_eq!(found, ANSWERS);
}

#[test]
fn pages_answers_and_sections_are_counted_rightly() {
    let Some(folder) = shared("seeds") else { return };
    let sources = sources(&folder);
    let shape: Vec<_> = sources.iter().map(|page| (page.kind, page.question.len(), page.answers.len())).collect();
    use SourceKind::{Article, Qa};
    assert_eq!(shape, [(Qa, 1, 10), (Qa, 1, 6), (Qa, 1, 9), (Qa, 1, 10), (Article, 0, 6)]);
    for source in &sources {
        let numbers: Vec<_> = source.answers.iter().filter_map(|answer| answer.number).collect();
        let expected: Vec<_> = (1..).take(numbers.len()).collect();
        assert_eq!(numbers, expected, "{}", source.name);
        let headed = source.answers.iter().filter(|answer| answer.headline.is_some() || answer.section.is_some());
        assert_eq!(headed.count(), source.answers.len(), "{}", source.name);
    }
}

#[test]
fn authors_credentials_and_ratings_go_to_their_answers() {
    let Some(folder) = shared("seeds") else { return };
    let sources = sources(&folder);
    let found: Vec<_> = sources
        .iter()
        .enumerate()
        .flat_map(|(page, source)| source.answers.iter().map(move |answer| (page, answer)))
        .filter(|(_, answer)| answer.author.is_some() || answer.credential.is_some() || answer.rating.is_some())
        .map(|(page, answer)| {
            let (author, credential) = (answer.author.as_deref(), answer.credential.as_deref());
            (page, answer.number.unwrap_or(0), author, credential, answer.rating.zip(answer.reviews))
        })
        .collect();
    let expected = [
        (0, 1, None, Some("Summit Emergency Medicine Physician"), Some((5.0, 47))),
        (0, 2, Some("Joseph Doumit, MD"), Some("Montreal Dermatologist"), None),
        (0, 7, Some("Jill C. Fichtel, MD"), Some("Columbus Dermatologic Surgeon"), Some((5.0, 16))),
        (0, 10, Some("Lesley Rabach, MD"), Some("New York Facial Plastic Surgeon"), None),
        (1, 1, None, Some("Los Angeles Plastic Surgeon"), Some((4.9, 496))),
        (1, 2, Some("Jonathan Kulbersh, MD"), Some("Charlotte Facial Plastic Surgeon"), Some((5.0, 69))),
        (1, 3, Some("Daniel Shapiro, MD"), Some("Scottsdale Plastic Surgeon"), Some((4.8, 107))),
        (1, 4, Some("Arthur N. Falk, MD"), Some("Albany Facial Plastic Surgeon"), Some((4.6, 10))),
        (1, 5, Some("Laura E. Skellchock, MD (in memoriam)"), Some("Boca Raton Dermatologic Surgeon"), Some((4.3, 28))),
        (1, 6, Some("Ken Landow, MD"), Some("Las Vegas Dermatologist"), Some((4.6, 9))),
    ];
    assert_eq!(found, expected);
}

#[test]
fn pages_on_other_topics_are_read_as_well() {
    let Some(folder) = shared("cases/topics") else { return };
    let counts = |topic: &str| -> Vec<_> {
        sources(&folder.join(topic)).iter().map(|page| (page.kind, page.answers.len())).collect()
    };
    use SourceKind::{Article, Qa};
    assert_eq!(counts("high-blood-pressure-lifestyle"), [(Qa, 8), (Article, 8)]);
    assert_eq!(counts("hyaluronic-lip-filler"), [(Qa, 7), (Qa, 6)]);
}

#[test]
fn no_furniture_is_evidence() {
    const FURNITURE: &[&str] = &[
        "votecount",
        "{{",
        "doctor answers",
        "out of 5",
        " reviews",
        "educational purposes",
        "911",
        "good luck",
        "best of luck",
        "best, dr",
        "hope that helps",
        "thank you",
        "hey uk",
        "dr. p",
        "regards",
        ", md",
    ];
    let Some(folder) = shared("seeds") else { return };
    for source in sources(&folder) {
        for answer in &source.answers {
            let text = format!("{}\n{}", answer.headline.as_deref().unwrap_or_default(), text(answer)).to_lowercase();
            for words in FURNITURE {
                assert!(!text.contains(words), "{} {:?}: {words}", source.name, answer.number);
            }
        }
    }
}

#[test]
fn every_line_number_points_to_its_paragraph() {
    let Some(folder) = shared("seeds") else { return };
    for source in sources(&folder) {
        let page = std::fs::read_to_string(&source.path).expect("the page is there");
        let lines: Vec<_> = page.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        for paragraph in source.answers.iter().flat_map(|answer| &answer.paragraphs) {
            let line = usize::try_from(paragraph.line).ok().and_then(|line| lines.get(line.checked_sub(1)?));
            assert!(line.is_some_and(|line| line.contains(&paragraph.text)), "{}:{}", source.name, paragraph.line);
        }
    }
}

/// What must stay the same when a page is saved in another way: heading, author, credential, reviews, words.
type Content = (Option<String>, Option<String>, Option<String>, Option<u32>, String);

fn content(source: &Source) -> Vec<Content> {
    let of_answer = |answer: &Answer| {
        let heading = answer.headline.clone().or_else(|| answer.section.clone());
        let words = text(answer).split_whitespace().collect::<Vec<_>>().join(" ");
        (heading, answer.author.clone(), answer.credential.clone(), answer.reviews, words)
    };
    source.answers.iter().map(of_answer).collect()
}

fn wrapped(page: &str, width: usize) -> String {
    let mut wrapped = String::new();
    for line in page.lines() {
        let mut column = 0;
        for word in line.split(' ') {
            if column > 0 && column + 1 + word.chars().count() > width {
                wrapped.push('\n');
                column = 0;
            } else if column > 0 {
                wrapped.push(' ');
                column += 1;
            }
            wrapped.push_str(word);
            column += word.chars().count();
        }
        wrapped.push('\n');
    }
    wrapped
}

#[test]
fn a_page_saved_in_another_way_is_the_same_page() {
    let (Some(seeds), Some(topics)) = (shared("seeds"), shared("cases/topics")) else { return };
    let mut different = Vec::new();
    for source in sources(&seeds).into_iter().chain(sources(&topics)) {
        let page = std::fs::read_to_string(&source.path).expect("the page is there");
        let windows_1252: Vec<u8> = page
            .chars()
            .map(|c| match c {
                '–' => 0x96,
                '’' => 0x92,
                '•' => 0x95,
                c => u8::try_from(u32::from(c)).expect("the pages hold no other characters"),
            })
            .collect();
        let lines = |keep: fn(&&str) -> bool| page.lines().filter(keep).collect::<Vec<_>>().join("\n").into_bytes();
        let variants = [
            ("with CRLF", page.replace('\n', "\r\n").into_bytes()),
            ("with a byte-order mark", format!("\u{feff}{page}").into_bytes()),
            ("in Windows-1252", windows_1252),
            ("without blank lines", lines(|line| !line.trim().is_empty())),
            ("with twice as many blank lines", page.replace('\n', "\n\n").into_bytes()),
            ("without votes", lines(|line| !line.starts_with("{{"))),
            ("without the count", lines(|line| !line.starts_with("Doctor Answers"))),
            ("wrapped at 72", wrapped(&page, 72).into_bytes()),
            ("wrapped at 100", wrapped(&page, 100).into_bytes()),
        ];
        for (name, bytes) in variants {
            let variant = read_page(&source.path, &bytes).expect("it is still a page");
            let (variant, expected) = (content(&variant), content(&source));
            if variant != expected {
                let answer = variant.iter().zip(&expected).position(|(a, b)| a != b).map(|at| at + 1);
                different.push(format!("{} {name}, from answer {answer:?}", source.name));
            }
        }
        let markdown = read_page(&source.path, to_markdown(&source).as_bytes()).expect("it is a page");
        assert_eq!(content(&markdown), content(&source), "{} as Markdown", source.name);
    }
    assert_eq!(different, Vec::<String>::new());
}

#[test]
fn checks_against_imported_pages_find_the_same() {
    let (Some(seeds), Some(drafts)) = (shared("seeds"), shared("cases/drafts")) else { return };
    let pages = sources(&seeds);
    let imported = tempfile::tempdir().expect("a temporary folder can be made");
    for page in &pages {
        import(page, imported.path(), false).expect("the page can be told in Markdown");
    }
    let (pages, imported) = (Knowledge::new(pages), Knowledge::new(sources(imported.path())));
    let mut found = 0;
    for entry in std::fs::read_dir(drafts).expect("the folder is there") {
        let path = entry.expect("it can be listed").path();
        if path.extension().is_some_and(|extension| extension == "md") {
            let draft = Draft::new(&std::fs::read_to_string(path).expect("the draft is there"), Format::Markdown);
            let (direct, through) = (pages.judge(&draft, None), imported.judge(&draft, None));
            assert_eq!(without_lines(direct.clone()), without_lines(through));
            found += direct.iter().filter(|judgement| judgement.reason.is_some()).count();
        }
    }
    assert!(found > 0, "the drafts hold contradictions");
}

/// Judgements without the lines of what they cite.
fn without_lines(mut judgements: Vec<Judgement>) -> Vec<Judgement> {
    for judgement in &mut judgements {
        judgement.supporting.iter_mut().chain(&mut judgement.contradicting).for_each(|side| side.line = 0);
    }
    judgements
}
