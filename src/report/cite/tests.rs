use std::path::Path;

use super::*;
use crate::corpus::{Origin, read_page};

const PAGE: &str = "\
---
title: Do \"50% & more\" of casts itch_?
kind: qa
url: https://casts.example/a_b?x=1&y=%20#z
license: CC BY 4.0
---

## Answer 1: Most {of them} do: 3–4 weeks

- Author: Mária Jiří-Łoś Öz, MD, PhD (in memoriam)
- Credential: Kraków Surgeon
- Date: 2024-05-31

Most casts itch.

## Answer 2

- Author: Jan van der Berg; Anna De Luca

They do.

## Answer 3

- Author: Dr. Green

No.

## Answer 4

Yes.
";

fn page(name: &str, text: &str) -> Source {
    read_page(Path::new(name), text.as_bytes()).expect("it is a page")
}

#[test]
fn keys_are_plain_and_tell_pages_apart() {
    let article = "# Casts\n\nThey itch.\n";
    let names = ["Überschuß & Søn.md", "uberschuss-son.md", "痒い.md", "痛い.md", "a.b_c-.md"];
    let sources: Vec<Source> = names.iter().map(|name| page(name, article)).collect();
    let pages: Vec<String> = keys(sources.iter()).into_iter().map(|keys| keys.page).collect();
    assert_eq!(pages, ["Uberschuss-Son", "uberschuss-son.2", "page", "page.2", "a.b_c"]);
    let [keys] = &keys([page("casts.md", PAGE)].iter())[..] else { panic!("one page") };
    assert_eq!(keys.answers, ["casts:1", "casts:2", "casts:3", "casts:4"]);
}

#[test]
fn names_are_taken_apart_by_their_form() {
    let person = |given: &str, particle: &str, family: &str| Name::Person {
        given: given.to_owned(),
        particle: particle.to_owned(),
        family: family.to_owned(),
    };
    let whole = |name: &str| Name::Whole(name.to_owned());
    let table = [
        ("Laura E. Roe, MD (in memoriam)", person("Laura E.", "", "Roe")),
        ("Prof. Dr. Jan van der Berg", person("Jan", "van der", "Berg")),
        ("Anna De Luca, RN", person("Anna", "", "De Luca")),
        ("Áine Ní Bhriain", person("Áine", "", "Ní Bhriain")),
        ("Van Morris", person("Van", "", "Morris")),
        ("Dr. Green", whole("Dr. Green")),
        ("Cher", whole("Cher")),
        ("Harbour Clinic, Leeds", whole("Harbour Clinic, Leeds")),
    ];
    for (author, expected) in table {
        assert_eq!(names(Some(author)).0, [expected], "{author}");
    }
    assert_eq!(names(Some("Jane Roe, MD, FACS")).1.as_deref(), Some("MD, FACS"));
    assert_eq!(names(None), (Vec::new(), None));
}

#[test]
fn csl_json_has_the_fields_of_the_schema() {
    let json = csl_json(&[page("casts.md", PAGE), page("art.md", "---\ntitle: Casts\ndate: Spring 1999\n---\nDry.\n")]);
    let items: serde_json::Value = serde_json::from_str(&json.expect("it is JSON")).expect("it is JSON");
    let expected = serde_json::json!([
        {
            "id": "casts:1", "type": "post", "title": "Most {of them} do: 3–4 weeks",
            "container-title": "Do \"50% & more\" of casts itch_?",
            "author": [{"family": "Öz", "given": "Mária Jiří-Łoś"}],
            "issued": {"date-parts": [[2024, 5, 31]]},
            "URL": "https://casts.example/a_b?x=1&y=%20#z",
            "note": "Answer 1, MD, PhD, Kraków Surgeon. Licence: CC BY 4.0"
        },
        {
            "id": "casts:2", "type": "post", "title": "Do \"50% & more\" of casts itch_?",
            "author": [
                {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
                {"family": "De Luca", "given": "Anna"}
            ],
            "URL": "https://casts.example/a_b?x=1&y=%20#z", "note": "Answer 2. Licence: CC BY 4.0"
        },
        {
            "id": "casts:3", "type": "post", "title": "Do \"50% & more\" of casts itch_?",
            "author": [{"literal": "Dr. Green"}],
            "URL": "https://casts.example/a_b?x=1&y=%20#z", "note": "Answer 3. Licence: CC BY 4.0"
        },
        {
            "id": "casts:4", "type": "post", "title": "Do \"50% & more\" of casts itch_?",
            "URL": "https://casts.example/a_b?x=1&y=%20#z", "note": "Answer 4. Licence: CC BY 4.0"
        },
        {"id": "art", "type": "webpage", "title": "Casts", "issued": {"literal": "Spring 1999"}}
    ]);
    assert_eq!(items, expected);
}

#[test]
fn biblatex_escapes_what_latex_takes_for_commands() {
    let text = biblatex(&[page("casts.md", PAGE)]);
    let first = text.split("\n\n").next().expect("there is an entry");
    let expected = "\
@online{casts:1,
  author = {Öz, Mária Jiří-Łoś},
  title = {{Most {\\textbraceleft}of them{\\textbraceright} do: 3–4 weeks}},
  date = {2024-05-31},
  url = {https://casts.example/a_b?x=1&y=%20#z},
  note = {On the page “Do {\\textquotedbl}50\\% \\& more{\\textquotedbl} of casts itch\\_?”. Answer 1, MD, PhD, Kraków Surgeon. Licence: CC BY 4.0},
}";
    assert_eq!(first.trim_end(), expected);
    assert!(text.contains("author = {van der Berg, Jan and {De Luca}, Anna}"), "{text}");
    assert!(text.contains("author = {{Dr. Green}}"), "{text}");
}

#[test]
fn bibtex_is_ascii() {
    let text = bibtex(&[page("casts.md", PAGE)]);
    assert!(text.is_ascii(), "{text}");
    for expected in [
        "@misc{casts:1,",
        "author = {{\\\"{O}}z, M{\\'{a}}ria Ji{\\v{r}}{\\'{i}}-{\\L}o{\\'{s}}}",
        "do: 3--4 weeks",
        "year = {2024},\n  month = may,",
        "howpublished = {\\url{https://casts.example/a_b?x=1&y=%20#z}}",
    ] {
        assert!(text.contains(expected), "{expected} in\n{text}");
    }
}

/// The fields of each entry as another program reads them, accents and escapes resolved.
fn read_back(text: &str, fields: &[&str]) -> Vec<Vec<Option<String>>> {
    use biblatex::{Bibliography, ChunksExt};
    let bibliography = Bibliography::parse(text).unwrap_or_else(|error| panic!("{error} in\n{text}"));
    let field = |entry: &biblatex::Entry, name: &&str| entry.get(name).map(ChunksExt::format_verbatim);
    bibliography.iter().map(|entry| fields.iter().map(|name| field(entry, name)).collect()).collect()
}

#[test]
fn another_program_reads_the_same_names_and_titles() {
    let sources = [page("casts.md", PAGE)];
    for text in [biblatex(&sources), bibtex(&sources)] {
        let found = read_back(&text, &["author", "title"]);
        let titles: Vec<_> = found.iter().map(|entry| entry[1].as_deref().unwrap_or_default()).collect();
        assert_eq!(titles.len(), 4);
        assert_eq!(titles[0], "Most {of them} do: 3–4 weeks", "{text}");
        assert_eq!(found[0][0].as_deref(), Some("Öz, Mária Jiří-Łoś"), "{text}");
        assert_eq!(found[3][0], None);
    }
}

proptest::proptest! {
    #[test]
    fn no_text_breaks_an_entry(title in "\\PC{1,30}", author in "\\PC{0,20}", address in "\\PC{0,20}") {
        let mut source = page("casts.md", "# Casts\n\n## Answer\n\nYes.\n");
        source.title = title;
        source.origin = Origin { address: Some(address.clone()), date: Some(author.clone()), license: Some(address) };
        for answer in &mut source.answers {
            answer.author = Some(author.clone());
        }
        let sources = [source];
        for text in [biblatex(&sources), bibtex(&sources)] {
            proptest::prop_assert_eq!(read_back(&text, &["title"]).len(), 1, "{}", text);
        }
        let json = csl_json(&sources).expect("it is JSON");
        proptest::prop_assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
    }
}
