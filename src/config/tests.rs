use std::path::PathBuf;
use std::time::Duration;

use serde_json::{Value, json};

use super::{Config, Problem};
use crate::report::citation_keys::Style;
use crate::report::{Code, Severity};

fn messages(problems: &[Problem]) -> Vec<&str> {
    problems.iter().map(|problem| problem.message.as_str()).collect()
}

#[track_caller]
fn check_json(settings: &Value, expected: &Config, wrong: &[&str]) {
    let (config, problems) = Config::from_json(settings);
    assert_eq!((&config, messages(&problems)), (expected, wrong.to_vec()));
}

#[test]
fn what_is_not_set_is_left_to_others() {
    let nothing = Config::default();
    for settings in [json!(null), json!({}), json!({"corpus": null, "diagnostics": {"delayMs": null}})] {
        check_json(&settings, &nothing, &[]);
    }
    assert_eq!(Config::from_toml("# nothing\n"), (nothing.clone(), Vec::new()));
    assert_eq!(nothing.delay(), Duration::from_millis(20));
    assert!(nothing.second_reader() && !nothing.inlay_hints() && nothing.citations() == Style::Footnote);
    assert_eq!(nothing.severities.of(Code::Contradiction), Some(Severity::Warning));
}

#[test]
fn json_and_toml_say_the_same() {
    let settings = json!({"corpus": ["pages", "more"], "diagnostics": {"delayMs": 0}, "secondReader": false,
        "inlayHints": true, "citations": "pandoc", "severities": {"contested": "off", "contradiction": "error"}});
    let toml = "corpus = [\"pages\", \"more\"]\nsecond-reader = false\ninlay-hints = true\ncitations = 'pandoc'\n\
                [diagnostics]\ndelay-ms = 0\n[severities]\ncontested = \"off\"\ncontradiction = \"error\"\n";
    let (config, problems) = Config::from_json(&settings);
    assert_eq!((config.clone(), problems), Config::from_toml(toml));
    assert_eq!(config.corpus, Some(vec![PathBuf::from("pages"), PathBuf::from("more")]));
    assert_eq!((config.delay(), config.second_reader()), (Duration::ZERO, false));
    assert_eq!((config.inlay_hints(), config.citations()), (true, Style::Pandoc));
    assert_eq!(config.severities.of(Code::Contested), None);
    assert_eq!(config.severities.of(Code::Contradiction), Some(Severity::Error));
    assert_eq!(config.severities.of(Code::Overstatement), Some(Severity::Information));
}

#[test]
fn a_wrong_setting_is_named_and_the_others_count() {
    let pages = Config { corpus: Some(vec![PathBuf::from("pages")]), ..Config::default() };
    let delay = "the setting `diagnostics.delayMs` must be a whole number of milliseconds from 0 to 10000";
    for wrong in [json!(-5), json!(10_001), json!(1.5), json!("soon")] {
        check_json(&json!({"corpus": ["pages"], "diagnostics": {"delayMs": wrong}}), &pages, &[delay]);
    }
    let nothing = Config::default();
    check_json(&json!({"corpus": "pages"}), &nothing, &["the setting `corpus` must be a list of folders"]);
    check_json(&json!({"diagnostics": 3}), &nothing, &["the setting `diagnostics` must be an object"]);
    check_json(&json!([1]), &nothing, &["the setting `initializationOptions` must be an object"]);
    check_json(&json!({"secondReader": "no"}), &nothing, &["the setting `secondReader` must be true or false"]);
    let names = "`corpus`, `diagnostics.delayMs`, `secondReader`, `inlayHints`, `citations` and `severities`";
    for wrong in ["corpsu", "second-reader", ""] {
        let unknown = format!("there is no setting `{wrong}`, only {names}");
        check_json(&json!({wrong: true, "corpus": ["pages"]}), &pages, &[&unknown]);
    }
}

#[test]
fn a_wrong_line_of_a_projects_file_is_pointed_at() {
    let table: &[(&str, &str, &str)] = &[
        ("secondReader = true", "secondReader", "there is no setting `secondReader`"),
        ("corpus = [\n  \"a\",\n  7,\n]", "[\n  \"a\",\n  7,\n]", "the setting `corpus` must be a list of folders"),
        ("[diagnostics]\ndelay = 3", "delay", "there is no setting `diagnostics.delay`"),
        ("[severities]\ncontradicted = 'off'", "contradicted", "there is no kind of finding `contradicted`"),
        ("[severities]\ncontested = 'loud'", "'loud'", "the setting `severities.contested` must be"),
        ("citations = \"apa\"", "\"apa\"", "the setting `citations` must be \"footnote\" or \"pandoc\""),
    ];
    for (text, place, message) in table {
        let (_, problems) = Config::from_toml(text);
        let [problem] = &problems[..] else { panic!("{text}: {problems:?}") };
        assert_eq!(problem.place.clone().map(|place| &text[place]), Some(*place), "{text}");
        assert!(problem.message.starts_with(message), "{text}: {}", problem.message);
    }
    let (config, problems) = Config::from_toml("corpus = [\"a\"\n");
    assert_eq!((config, problems.len()), (Config::default(), 1));
}

#[test]
fn one_lies_over_another() {
    let (upper, _) = Config::from_toml("second-reader = false\n[severities]\ncontested = 'off'\n");
    let (lower, _) = Config::from_toml(
        "second-reader = true\ninlay-hints = true\n[severities]\ncontested = 'hint'\nparaphrase = 'off'\n",
    );
    let both = upper.over(&lower);
    assert!(!both.second_reader() && both.inlay_hints());
    assert_eq!((both.severities.of(Code::Contested), both.severities.of(Code::Paraphrase)), (None, None));
}

#[test]
fn a_projects_file_is_found_from_the_draft_upward() {
    let root = tempfile::tempdir().expect("a temporary folder can be made");
    let drafts = root.path().join("project/drafts/deep");
    std::fs::create_dir_all(&drafts).expect("it can be made");
    let draft = drafts.join("a.md");
    let file = root.path().join("project").join(super::FILE_NAME);
    assert_ne!(super::find(&draft), Some(file.clone()));
    std::fs::write(&file, "corpus = ['pages']\n\nwrong = 1\n").expect("it can be written");
    assert_eq!(super::find(&draft), Some(file.clone()));
    let (config, problems) = super::read(&file);
    assert_eq!(config.corpus, Some(vec![root.path().join("project/pages")]));
    let [problem] = &problems[..] else { panic!("{problems:?}") };
    assert!(problem.to_string().contains("second-opinion.toml:3:1: there is no setting `wrong`"), "{problem}");
}
