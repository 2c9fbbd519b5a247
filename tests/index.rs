//! The index: never trusted when it should not be, never a different verdict for it, and only what changed is done again.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::thread;

use second_opinion::corpus::LoadError;
use second_opinion::draft::{Draft, Format};
use second_opinion::index::{self, Note, Opened, Options, Place};
use second_opinion::verdict::Judgement;
use tempfile::TempDir;

const DRAFT: &str = "Botox results are permanent. The effect of Botox lasts three to four months. Botox cures migraine in \
                     everyone. Muscles may become weaker with repeated treatment. The knee swells for two weeks after the \
                     operation.";

const KNEE: &str =
    "# How long does the swelling last?\n\n## Answer\n\nThe knee swells for two months after the operation.\n";
const SKIN: &str =
    "# Does Botox last?\n\n## Answer\n\nBotox wears off after three to four months.\n\nIt is not permanent.\n";

/// A corpus folder and a folder for its index.
struct Corpus {
    pages: TempDir,
    indexes: TempDir,
}

impl Corpus {
    fn new(pages: &[(&str, &str)]) -> Self {
        let corpus = Self {
            pages: TempDir::new().expect("a temporary folder can be made"),
            indexes: TempDir::new().expect("a temporary folder can be made"),
        };
        pages.iter().for_each(|(name, text)| corpus.write(name, text));
        corpus
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.page(name), text).expect("the folder can be written");
    }

    fn page(&self, name: &str) -> PathBuf {
        self.pages.path().join(name)
    }

    fn open(&self) -> Opened {
        self.open_at(Place::Folder(self.indexes.path().to_owned()))
    }

    fn open_at(&self, place: Place) -> Opened {
        let options = Options { place, anew: false };
        index::open(&[self.pages.path().to_owned()], &options, &mut |_, _| {}).expect("there are pages")
    }

    /// The index that was built.
    fn index(&self) -> PathBuf {
        let files = files(self.indexes.path());
        assert_eq!(files.len(), 1, "an index, and nothing left over: {files:?}");
        files[0].clone()
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).expect("it is there").map(|entry| entry.expect("it can be read").path()).collect()
}

fn verdicts(opened: &Opened) -> Vec<Judgement> {
    opened.knowledge.judge(&Draft::new(DRAFT, Format::Markdown), None)
}

/// How many files were taken over, and how many analysed.
fn work(opened: &Opened) -> (usize, usize) {
    (opened.report.reused, opened.report.analysed)
}

fn notes(opened: &Opened) -> Vec<String> {
    opened.notes.iter().map(ToString::to_string).collect()
}

#[test]
fn an_index_changes_no_verdict_and_no_citation() {
    let corpus = Corpus::new(&[("knee.md", KNEE)]);
    let built_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for page in files(&built_in) {
        fs::copy(&page, corpus.page(&page.file_name().expect("it has a name").to_string_lossy()))
            .expect("it can be copied");
    }
    let without = corpus.open_at(Place::Nowhere);
    let expected = verdicts(&without);
    assert!(expected.iter().any(|judgement| !judgement.contradicting.is_empty()), "the draft is contradicted");
    assert_eq!(files(corpus.indexes.path()), [] as [PathBuf; 0], "nowhere is nowhere");
    for turn in ["built", "opened"] {
        let with = corpus.open();
        assert_eq!(verdicts(&with), expected, "{turn}");
        assert!(with.knowledge.sources().iter().eq(without.knowledge.sources().iter()), "{turn}");
        assert_eq!(with.knowledge.claim_count(), without.knowledge.claim_count());
        assert_eq!(notes(&with), [] as [&str; 0], "{turn}");
        assert_eq!(with.report.path, Some(corpus.index()));
    }
    let loaded = second_opinion::corpus::load(corpus.pages.path()).expect("there are pages");
    assert!(without.knowledge.sources().iter().eq(&loaded.sources), "the pages are as they are without any index");
}

#[test]
fn only_what_changed_is_analysed() {
    let corpus = Corpus::new(&[("knee.md", KNEE), ("skin.md", SKIN)]);
    assert_eq!(work(&corpus.open()), (0, 2));
    assert_eq!(work(&corpus.open()), (2, 0));
    corpus.write("more.md", &KNEE.replace("knee", "ankle"));
    assert_eq!(work(&corpus.open()), (2, 1), "one was added");
    corpus.write("knee.md", &KNEE.replace("two months", "two weeks"));
    let changed = corpus.open();
    assert_eq!(work(&changed), (2, 1), "one was changed");
    assert_eq!(verdicts(&changed), verdicts(&corpus.open_at(Place::Nowhere)));
    fs::remove_file(corpus.page("skin.md")).expect("it is there");
    let removed = corpus.open();
    assert_eq!(work(&removed), (2, 0), "one was removed");
    assert_eq!(verdicts(&removed), verdicts(&corpus.open_at(Place::Nowhere)));
    assert_eq!(removed.knowledge.sources().len(), 2);
}

#[test]
fn a_page_that_was_only_touched_is_not_analysed_again() {
    let corpus = Corpus::new(&[("knee.md", KNEE), ("skin.md", SKIN)]);
    corpus.open();
    let page = File::options().write(true).open(corpus.page("knee.md")).expect("it is there");
    page.set_modified(std::time::SystemTime::UNIX_EPOCH).expect("its time can be set");
    assert_eq!(work(&corpus.open()), (2, 0));
}

#[test]
fn a_change_that_the_clock_does_not_show_is_noticed() {
    let corpus = Corpus::new(&[("knee.md", KNEE)]);
    corpus.open();
    let time = fs::metadata(corpus.page("knee.md")).and_then(|data| data.modified()).expect("it has a time");
    corpus.write("knee.md", &KNEE.replace("two months", "six months"));
    let page = File::options().write(true).open(corpus.page("knee.md")).expect("it is there");
    page.set_modified(time).expect("its time can be set");
    assert_eq!(work(&corpus.open()), (0, 1));
}

#[test]
fn words_of_its_own_make_another_analysis() {
    let corpus = Corpus::new(&[("knee.md", KNEE)]);
    corpus.open();
    corpus.write("lexicon.toml", "[[concept]]\nname = \"knee joint\"\nwords = [\"knee\", \"knee joint\"]\n");
    let opened = corpus.open();
    assert_eq!((work(&opened), notes(&opened)), ((0, 1), vec![]));
    assert_eq!(work(&corpus.open()), (1, 0));
}

#[test]
fn what_is_damaged_is_told_once_and_built_anew() {
    let corpus = Corpus::new(&[("knee.md", KNEE), ("skin.md", SKIN)]);
    let expected = verdicts(&corpus.open());
    let whole = fs::read(corpus.index()).expect("it can be read");
    let changed = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x20;
        bytes
    };
    let mut cases = vec![
        ("empty", Vec::new()),
        ("a few bytes", b"2ndOpInd".to_vec()),
        ("another file", b"# A page\n".repeat(100)),
        ("cut short", whole[..whole.len() - 1].to_vec()),
        ("half", whole[..whole.len() / 2].to_vec()),
        ("longer", [&whole[..], b"\0"].concat()),
    ];
    cases.extend((0..whole.len()).step_by(whole.len() / 40).map(|at| ("one bit", changed(at))));
    for (what, bytes) in cases {
        fs::write(corpus.index(), bytes).expect("it can be written");
        let opened = corpus.open();
        assert_eq!(verdicts(&opened), expected, "{what}");
        let told = notes(&opened);
        assert!(told.len() == 1 && told[0].contains("it is built anew"), "{what}: {told:?}");
        assert_eq!(work(&opened), (0, 2), "{what}");
        let again = corpus.open();
        assert_eq!((work(&again), notes(&again)), ((2, 0), vec![]), "{what}");
    }
}

#[test]
fn an_index_of_another_version_is_told_and_built_anew() {
    let corpus = Corpus::new(&[("knee.md", KNEE)]);
    let expected = verdicts(&corpus.open());
    let whole = fs::read(corpus.index()).expect("it can be read");
    for at in [8, 16] {
        let mut bytes = whole.clone();
        bytes[at] = bytes[at].wrapping_add(1);
        fs::write(corpus.index(), bytes).expect("it can be written");
        let opened = corpus.open();
        let told = notes(&opened);
        assert!(
            told.len() == 1 && told[0].contains("made by another version of the program; it is built anew"),
            "{told:?}"
        );
        assert_eq!((verdicts(&opened), work(&opened)), (expected.clone(), (0, 1)));
    }
}

#[test]
fn a_page_that_cannot_be_read_is_told_each_time_and_costs_no_other() {
    let corpus = Corpus::new(&[("a.md", ""), ("b.pdf", "%PDF"), ("data.json", "{}"), ("knee.md", KNEE)]);
    let expected = corpus.open_at(Place::Nowhere).problems;
    assert_eq!(expected.len(), 2);
    for turn in ["built", "opened"] {
        let opened = corpus.open();
        assert_eq!((&opened.problems, opened.knowledge.sources().len()), (&expected, 1), "{turn}");
    }
    fs::remove_file(corpus.page("knee.md")).expect("it is there");
    let place = Place::Folder(corpus.indexes.path().to_owned());
    for _ in 0..2 {
        let options = Options { place: place.clone(), anew: false };
        let error =
            index::open(&[corpus.pages.path().to_owned()], &options, &mut |_, _| {}).expect_err("no page is left");
        assert!(matches!(&error, LoadError::NoPage { problems, .. } if *problems == expected), "{error}");
    }
}

#[test]
fn without_a_place_for_the_index_everything_works_and_it_is_told() {
    let corpus = Corpus::new(&[("knee.md", KNEE), ("skin.md", SKIN)]);
    let expected = verdicts(&corpus.open());
    // No folder can be made below a file.
    let opened = corpus.open_at(Place::Folder(corpus.page("knee.md").join("indexes")));
    assert!(matches!(opened.notes[..], [Note::NotKept { .. }]), "{:?}", opened.notes);
    assert_eq!((verdicts(&opened), opened.report.path.clone()), (expected, None));
}

#[test]
fn several_at_once_do_each_other_no_harm() {
    let corpus = Corpus::new(&[("knee.md", KNEE), ("skin.md", SKIN)]);
    let expected = verdicts(&corpus.open_at(Place::Nowhere));
    let elsewhere = TempDir::new().expect("a temporary folder can be made");
    thread::scope(|scope| {
        for number in 0..4 {
            let (corpus, expected, elsewhere) = (&corpus, &expected, &elsewhere);
            scope.spawn(move || {
                for turn in 0..5 {
                    if number == 0 {
                        // The page is another one each time, and says the same. It is there as a whole or not at all.
                        let page = elsewhere.path().join("knee.md");
                        fs::write(&page, format!("{KNEE}{}", "\n".repeat(turn))).expect("the folder can be written");
                        fs::rename(&page, corpus.page("knee.md")).expect("it can be moved");
                    }
                    let opened = corpus.open();
                    assert_eq!((&verdicts(&opened), notes(&opened)), (expected, vec![]));
                }
            });
        }
    });
    corpus.index();
}

#[test]
fn folders_are_opened_together_and_one_page_alone() {
    let (one, other) = (Corpus::new(&[("knee.md", KNEE)]), Corpus::new(&[("knee.md", KNEE), ("skin.md", SKIN)]));
    let options = Options { place: Place::Folder(one.indexes.path().to_owned()), anew: false };
    let folders = [one.pages.path().to_owned(), other.pages.path().to_owned()];
    for _ in 0..2 {
        let both = index::open(&folders, &options, &mut |_, _| {}).expect("there are pages");
        let names: Vec<&str> = both.knowledge.sources().iter().map(|source| source.name.as_str()).collect();
        assert_eq!(names, ["knee", "knee-2", "skin"]);
        let alone = index::open(&[other.page("skin.md")], &options, &mut |_, _| {}).expect("there is a page");
        let paths: Vec<&Path> = alone.knowledge.sources().iter().map(|source| source.path.as_path()).collect();
        assert_eq!(paths, [other.page("skin.md")]);
    }
}

#[test]
fn among_thousands_of_sentences_the_one_that_bears_on_a_claim_is_found() {
    let corpus = Corpus::new(&[("jaw.md", "# Is it safe?\n\n## Answer\n\nZoledronate weakens the jaw.\n")]);
    for page in 0..30 {
        let mut text = format!("# How do patients do in ward {page}?\n\n## Answer\n\n");
        for sentence in 0..60 {
            text.push_str(&format!("Treatment {sentence} helps the patients of ward {page} after the operation. "));
        }
        corpus.write(&format!("ward-{page}.md"), &text);
    }
    let judge = |opened: &Opened, text: &str| opened.knowledge.judge(&Draft::new(text, Format::Markdown), None);
    for opened in [corpus.open(), corpus.open(), corpus.open_at(Place::Nowhere)] {
        assert!(opened.knowledge.sentence_count() > 1_800);
        let contradicted = judge(&opened, "In most patients zoledronate strengthens the jaw after the operation.");
        let sources: Vec<&str> = contradicted
            .iter()
            .flat_map(|judgement| &judgement.contradicting)
            .filter_map(|side| opened.knowledge.sources().get(side.source))
            .map(|source| source.name.as_str())
            .collect();
        assert_eq!(sources, ["jaw"], "{contradicted:?}");
        // What stands in every sentence is answered from a bounded number of them.
        let supported = judge(&opened, "Treatment helps the patients after the operation.");
        assert!(supported.iter().all(|judgement| judgement.supporting.len() <= 512), "{supported:?}");
    }
}
