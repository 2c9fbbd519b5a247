use std::path::Path;

use super::*;
use crate::corpus::read_page;

const PAGE: &str = "\
# Does a glued crown stay on?

## Answer 1

- Author: Ida Brandt, DDS

A glued crown is temporary. A glued crown lasts two to three months.

## Answer 2

- Author: Max <b>Öst</b>, DDS

A glued crown is temporary.

## Answer 3

- Author: Lea Roe, DDS

A glued crown is permanent. A glued crown lasts up to 2 years.

## Answer 4

Tea is hot.
";

fn consensus() -> Consensus {
    let source = read_page(Path::new("crown.md"), PAGE.as_bytes()).expect("it is a page");
    Consensus::of(&Knowledge::new(vec![source]))
}

fn numbers(citations: &[Citation]) -> Vec<u32> {
    citations.iter().filter_map(|citation| citation.answer).collect()
}

#[test]
fn what_one_answer_says_alone_is_left_out() {
    assert!(!consensus().text().contains("Tea"));
    assert!(Consensus::of(&Knowledge::default()).text().contains("No two answers"));
}

#[test]
fn answers_for_and_against_are_counted_once_each() {
    let consensus = consensus();
    let found: Vec<_> = consensus.topics.iter().flat_map(|topic| &topic.propositions).collect();
    let temporary = found.iter().find(|it| it.statement == "A glued crown is temporary.");
    let temporary = temporary.unwrap_or_else(|| panic!("{found:?}"));
    assert_eq!((numbers(&temporary.supporting), numbers(&temporary.contradicting)), (vec![1, 2], vec![3]));
    assert!(temporary.disputed);
}

#[test]
fn the_page_holds_no_markup_of_the_corpus_and_loads_nothing() {
    let html = consensus().html();
    assert!(!html.contains("<b>") && !html.contains("http:") && !html.contains("https:") && !html.contains("<script"));
    assert!(html.contains("Content-Security-Policy"));
    let tags = |name: &str| html.matches(&format!("<{name}")).count() == html.matches(&format!("</{name}>")).count();
    for name in ["section", "article", "details", "ul", "table", "tr", "h2", "h3", "cite"] {
        assert!(tags(name), "{name} in {html}");
    }
}

#[test]
fn json_has_the_contracts_fields() {
    let json: serde_json::Value = serde_json::from_str(&consensus().json().expect("it is JSON")).expect("it is JSON");
    assert_eq!(json["schema"], 1);
    assert_eq!(json["corpus"]["answers"], 4);
    let topics = json["topics"].as_array().expect("topics is a list");
    assert!(topics.iter().all(|topic| topic["propositions"].is_array() && topic["figures"].is_array()));
}
