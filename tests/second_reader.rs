//! How a second reader's opinion joins what the rules found. The reader here is a script, not the neural one.

#![expect(clippy::expect_used, reason = "a test says what it expects")]

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use second_opinion::claim::Discourse;
use second_opinion::corpus::read_page;
use second_opinion::reader::Opinion;
use second_opinion::verdict::{Judgement, Knowledge, Reason, SecondReader, Verdict};

/// Says what the first line of its script says whose words stand in the evidence and in the claim.
struct Script(&'static [(&'static str, &'static str, Opinion)]);

const fn opinion(supports: f32, contradicts: f32, qualifies: f32) -> Opinion {
    Opinion { supports, contradicts, qualifies, neutral: 1.0 - supports - contradicts - qualifies }
}

const FOR: Opinion = opinion(0.97, 0.01, 0.01);
const AGAINST: Opinion = opinion(0.01, 0.97, 0.01);
const UNSURE: Opinion = opinion(0.1, 0.7, 0.1);
const NOTHING: Opinion = opinion(0.01, 0.01, 0.01);

impl SecondReader for Script {
    fn read(&self, pairs: &[(&str, &str)]) -> Vec<Opinion> {
        let said = |(evidence, claim): &(&str, &str)| {
            let line = self.0.iter().find(|(one, other, _)| evidence.contains(one) && claim.contains(other));
            line.map_or(NOTHING, |(_, _, opinion)| *opinion)
        };
        pairs.iter().map(said).collect()
    }
}

const PAGE: &str = "---\ntitle: Coenzyme Q10 for sore muscles\nkind: qa\n---\n\n\
    ## Question\n\nDoes it help?\n\n\
    ## Answer 1\n\n- Author: Dr. A\n\nCoenzyme Q10 did no better than a placebo.\n\n\
    ## Answer 2\n\n- Author: Dr. B\n\nA placebo helped the muscles no less.\n\n\
    ## Answer 3\n\n- Author: Dr. C\n\nIt beat a placebo in none of our trials.\n";

fn judge(reader: &Script, sentence: &str) -> Judgement {
    let page = read_page(Path::new("q10.md"), PAGE.as_bytes()).expect("the page is well formed");
    let knowledge = Knowledge::new(vec![page]);
    let judgements = knowledge.judge_sentence(sentence, &mut Discourse::default(), Some(reader));
    judgements.into_iter().next().expect("every sentence has a judgement")
}

const CLAIM: &str = "Buying coenzyme Q10 for sore muscles is money well spent.";

#[test]
fn a_reader_that_hears_nothing_changes_nothing() {
    assert_eq!(judge(&Script(&[]), CLAIM).verdict, Verdict::Uncovered);
}

#[test]
fn a_fragment_is_not_heard() {
    let reader = Script(&[("", "", AGAINST)]);
    for fragment in ["Coenzyme Q10", "Coenzyme Q10 for sore muscles", "Is it well spent?"] {
        assert_ne!(judge(&reader, fragment).verdict, Verdict::Contradicted, "{fragment}");
    }
}

#[test]
fn one_answer_alone_does_not_contradict_by_hearsay() {
    let reader = Script(&[("no better", "money", UNSURE)]);
    assert_ne!(judge(&reader, CLAIM).verdict, Verdict::Contradicted);
}

#[test]
fn what_several_answers_deny_in_other_words_is_underlined_where_it_hinges() {
    let reader = Script(&[("placebo", "well spent", AGAINST)]);
    let judgement = judge(&reader, CLAIM);
    assert_eq!(judgement.verdict, Verdict::Contradicted);
    assert_eq!(judgement.reason, Some(Reason::OtherWords));
    assert_eq!(judgement.contradicting.len(), 3);
    let slot = &CLAIM[judgement.slot];
    assert!(slot == "well" || slot == "spent", "{slot}");
    assert!(judgement.message.expect("it says why").contains("3 answers against"));
}

#[test]
fn what_stands_before_the_clause_at_issue_is_not_underlined() {
    let reader = Script(&[("placebo", "well spent", AGAINST)]);
    for claim in [
        "Even for strong athletes, buying coenzyme Q10 is money well spent.",
        "Buying coenzyme Q10 is money well spent, which is why I ask my patients about their budget.",
    ] {
        let slot = &claim[judge(&reader, claim).slot];
        assert!(slot == "well" || slot == "spent", "{slot} in {claim}");
    }
}

#[test]
fn a_second_dozen_is_heard_only_where_the_first_says_something() {
    struct Counting(Opinion, AtomicUsize);
    impl SecondReader for Counting {
        fn read(&self, pairs: &[(&str, &str)]) -> Vec<Opinion> {
            self.1.fetch_add(pairs.len(), Ordering::Relaxed);
            vec![self.0; pairs.len()]
        }
    }
    let answers: String = (1..=30)
        .map(|number| {
            format!("## Answer {number}\n\n- Author: Dr. {number}\n\nCoenzyme Q10 did no better than a placebo.\n\n")
        })
        .collect();
    let page = format!("---\ntitle: Coenzyme Q10\nkind: qa\n---\n\n## Question\n\nDoes it help?\n\n{answers}");
    let page = read_page(Path::new("q10.md"), page.as_bytes()).expect("the page is well formed");
    let knowledge = Knowledge::new(vec![page]);
    for (said, heard) in [(NOTHING, 12), (FOR, 24)] {
        let reader = Counting(said, AtomicUsize::new(0));
        let _ = knowledge.judge_sentence(CLAIM, &mut Discourse::default(), Some(&reader));
        assert_eq!(reader.1.into_inner(), heard);
    }
}

#[test]
fn the_reader_takes_back_what_rules_mistook() {
    let claim = "Coenzyme Q10 did better than a placebo.";
    let both = judge(&Script(&[("placebo", "better", AGAINST)]), claim);
    assert_eq!(both.verdict, Verdict::Contradicted);
    assert_ne!(judge(&Script(&[("", "", FOR)]), claim).verdict, Verdict::Contradicted);
}

#[test]
fn support_in_other_words_is_support() {
    let reader = Script(&[("placebo", "wasted", FOR)]);
    let judgement = judge(&reader, "Money for coenzyme Q10 is wasted.");
    assert_eq!(judgement.verdict, Verdict::Supported);
    assert_eq!(judgement.supporting.len(), 3);
}
