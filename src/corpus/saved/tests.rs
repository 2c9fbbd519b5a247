use proptest::prelude::*;

use super::*;

fn page(text: &str) -> Source {
    read(Path::new("page.txt"), text).expect("the page has answers")
}

/// What a page's answers are, one line each: `line headline | author | credential | rating: paragraphs / …`.
fn summary(source: &Source) -> Vec<String> {
    let of_answer = |answer: &Answer| {
        let heading = answer.headline.as_deref().or(answer.section.as_deref()).unwrap_or("-");
        let (author, credential) = (answer.author.as_deref(), answer.credential.as_deref());
        let rating = answer.rating.map(|rating| format!("{rating:.1} of {}", answer.reviews.unwrap_or(0)));
        let byline: Vec<_> = [author, credential, rating.as_deref()].into_iter().flatten().collect();
        let mark = |p: &Paragraph| format!("{}{}", if p.kind == ParagraphKind::Bullet { "• " } else { "" }, p.text);
        let prose: Vec<_> = answer.paragraphs.iter().map(mark).collect();
        format!("{} {heading} [{}] {}", answer.line, byline.join(" | "), prose.join(" / "))
    };
    source.answers.iter().map(of_answer).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(summary(&page(text)), expected, "{text}");
}

const VOTE: &str = "{{ voteCount > 0 ? '+' + voteCount : voteCount }}";

#[test]
fn a_page_with_everything() {
    let text = format!(
        "How long does a sprain hurt?\n\nI fell. Is a week normal?\n\nMy sister laughs.\n\nDoctor Answers 9\n\n\
         About a week\n\n{VOTE}\n\nHi Ann, mostly a week.\n\nRest helps. Good luck!\n\n\
         Jane Doe, MD\nLeeds Surgeon\n4.5 out of 5 stars 12 reviews\n\n\
         It depends.\n\n{VOTE}\n\nMostly on you\n\nUp to three weeks.\n\nYork Physiotherapist\n\n\
         These answers are for educational purposes and no substitute for medical advice."
    );
    let source = page(&text);
    assert_eq!((source.title.as_str(), source.kind), ("How long does a sprain hurt?", SourceKind::Qa));
    let question: Vec<_> = source.question.iter().map(|p| (p.text.as_str(), p.line)).collect();
    assert_eq!(question, [("I fell. Is a week normal?", 3), ("My sister laughs.", 5)]);
    let expected = [
        "9 About a week [Jane Doe, MD | Leeds Surgeon | 4.5 of 12] mostly a week. / Rest helps.",
        "21 It depends. [York Physiotherapist] Mostly on you / Up to three weeks.",
    ];
    assert_eq!(summary(&source), expected);
    assert_eq!(source.answers.iter().map(|answer| answer.number).collect::<Vec<_>>(), [Some(1), Some(2)]);
}

#[test]
fn what_only_looks_like_a_headline_stays_prose() {
    let question = "Does a sprain hurt?\n\nMine does. Is that so?\n\nIt does hurt\n\nFor a week, in most people.\n\n";
    let table = [
        ("Yes, it is true.\n\nMore of the same follows.", "Yes, it is true. / More of the same follows."),
        (
            "Three things matter:\n\nCold packs\n\nTake them early.",
            "Three things matter: / Cold packs / Take them early.",
        ),
        ("1. Cold packs\n\n2) Rest\n\nBoth are cheap.", "• Cold packs / • Rest / Both are cheap."),
        ("- Cold packs\n•Rest\n\nBoth are cheap.", "• Cold packs / • Rest / Both are cheap."),
        ("It costs\n\nDr. P", "It costs"),
        (
            "See leeds.example/sprains or write\n\nhttps://leeds.example\n\nIt is free.",
            "See leeds.example/sprains or write / https://leeds.example / It is free.",
        ),
        ("Hey UK,\n\nIt is free.\n\nGood luck and be well, regards to all.\n\nDr. P", "It is free."),
        (
            "The pain is a friend of mine and will always stay one as long as I can walk\n\nIt is.",
            "The pain is a friend of mine and will always stay one as long as I can walk / It is.",
        ),
    ];
    for (text, expected) in table {
        let all = format!("5 It does hurt [] For a week, in most people. / {expected}");
        check(&format!("{question}{text}"), &[&all]);
    }
}

#[test]
fn headlines_open_answers_by_their_form() {
    let text = "Does a sprain hurt?\n\nMine does. Is that so?\n\nIt does hurt\n\nFor a week.\n\n\
                Sprains hurt, but not for long.\n\nA week at most. Then it is over.\n\nGood luck!\n\n\
                Does it?\n\nMost do not.\n\nSprain and pain\n\nThat is all.";
    // "Does it?" ends as a sentence does and echoes nothing.
    let expected = [
        "5 It does hurt [] For a week.",
        "9 Sprains hurt, but not for long. [] A week at most. Then it is over. / Does it? / Most do not.",
        "19 Sprain and pain [] That is all.",
    ];
    check(text, &expected);
}

#[test]
fn an_answer_needs_no_headline_where_something_shows_the_border() {
    let votes = format!(
        "Does it hurt?\n\nIt does.\n\n{VOTE}\n\nA week.\n\n{VOTE}\n\nTwo weeks, at most, in nearly all people who come to see me."
    );
    let expected = ["5 - [] A week.", "9 - [] Two weeks, at most, in nearly all people who come to see me."];
    check(&votes, &expected);

    let bylines = "Does it hurt?\n\nIt does. Why?\n\nA week, in my patients, or a little longer than that in a few of them, I find.\n\n\
                   Jane Doe, MD\n\nTwo weeks, if you walk on it, and a good deal longer than that if you run on it.\n\n\
                   Leeds Surgeon\n4.0 out of 5 stars 1 review";
    let expected = [
        "5 - [Jane Doe, MD] A week, in my patients, or a little longer than that in a few of them, I find.",
        "9 - [Leeds Surgeon | 4.0 of 1] Two weeks, if you walk on it, and a good deal longer than that if you run on it.",
    ];
    check(bylines, &expected);
}

#[test]
fn a_byline_may_stand_above_its_answer() {
    let text = "Does it hurt?\n\nAnswers (2)\n\nIt does\n\nJane Doe, MD\nLeeds Surgeon\n\nA week.\n\nOr two.\n\n\
                It does not\n\nDr. Max Roe, DO\n4.0 (3 reviews)\n\nNot at all.";
    let expected = [
        "5 It does [Jane Doe, MD | Leeds Surgeon] A week. / Or two.",
        "14 It does not [Dr. Max Roe, DO | 4.0 of 3] Not at all.",
    ];
    check(text, &expected);
    let without_headlines =
        "Does it hurt?\n\nIt does. Why?\n\nDoctor Answers 2\n\nJane Doe, MD\n\nA week.\n\nLeeds Surgeon\n\nNot at all.";
    check(without_headlines, &["7 - [Jane Doe, MD] A week.", "11 - [Leeds Surgeon] Not at all."]);
}

#[test]
fn bylines_may_be_incomplete_or_unusual() {
    let text = "Does it hurt?\n\nIt does.\n\nDoctor Answers 3\n\nYes\n\nA week.\n\nDr. Jane Doe\nLeeds Surgeon\n\n\
                No\n\nNot at all.\n\nMax Roe\n4.0 out of 5 stars 3 reviews\n\n\
                Perhaps\n\nAsk again.\n\nAnn Poe, RN\nLeeds Foot Clinic\n5.0 out of 5 stars 1 review\n\n\
                Never\n\nIt cannot.\n\nKind regards,\nDr. Jane Doe";
    let expected = [
        "7 Yes [Dr. Jane Doe | Leeds Surgeon] A week.",
        "14 No [Max Roe | 4.0 of 3] Not at all.",
        "21 Perhaps [Ann Poe, RN | Leeds Foot Clinic | 5.0 of 1] Ask again.",
        "29 Never [] It cannot.",
    ];
    check(text, &expected);
}

#[test]
fn a_headline_in_capitals_is_no_credential() {
    let text = format!(
        "Does it hurt?\n\nDoctor Answers 2\n\nIt does\n\n{VOTE}\n\nA week.\n\nFoot Surgeon\n\n{VOTE}\n\nAsk one.\n\nLeeds Surgeon"
    );
    check(&text, &["5 It does [] A week.", "11 Foot Surgeon [Leeds Surgeon] Ask one."]);
}

#[test]
fn wrapped_lines_are_put_together() {
    let text = "Does a sprained ankle hurt for a long time, and is there a way to\nmake it shorter?\n\n\
                I fell off a ladder and it has been hurting ever since. Is that a\nreason to worry?\n\n\
                It hurts, but not for long\n\
                Hi Ann,\nmost people walk after three days, and the rest of them after about\n\
                12. Later is rare, and worth a visit to somebody who knows about it,\nin Leeds or\n\
                elsewhere.\n\nA second headline, which will not fit into one single line of\nthis page\n\n\
                Short prose.";
    let source = page(text);
    assert_eq!(source.title, "Does a sprained ankle hurt for a long time, and is there a way to make it shorter?");
    let expected = [
        "7 It hurts, but not for long [] most people walk after three days, and the rest of them after about\n\
         12. Later is rare, and worth a visit to somebody who knows about it,\nin Leeds or\nelsewhere.",
        "14 A second headline, which will not fit into one single line of this page [] Short prose.",
    ];
    assert_eq!(summary(&source), expected);
    let line = source.answers.first().and_then(|answer| answer.paragraphs.first()).map(|paragraph| paragraph.line);
    assert_eq!(line, Some(9), "the greeting's line is not the prose's");
}

#[test]
fn a_page_without_blank_lines_is_read_as_well() {
    let text = format!(
        "Does it hurt?\nIt does, a lot, and my doctor says that it will stay like this for a long while yet.\nDoctor Answers 2\nIt does\n{VOTE}\nA week.\nJane Doe, MD\nNot at all\n{VOTE}\nHope that helps!\nIt stops."
    );
    check(&text, &["4 It does [Jane Doe, MD] A week.", "8 Not at all [] It stops."]);
}

#[test]
fn an_article_is_read_by_its_headings() {
    let text = "Summary: Sprains heal.\n\nDo Sprains Heal?\n\nThey do. Mostly.\n\nWhat Helps?\n\nThree things help:\n\n\
                  • Cold\n  • Rest\n\nThat is it.\n\nSprains: What Is Left\n\nNothing. Is it not so?\n\nThe end\n\n\
                This article is for informational purposes only and gives no advice.";
    let source = page(text);
    assert_eq!((source.title.as_str(), source.kind), ("Do Sprains Heal?", SourceKind::Article));
    let expected = [
        "1 Summary [] Sprains heal.",
        "3 Do Sprains Heal? [] They do. Mostly.",
        "7 What Helps? [] Three things help: / • Cold / • Rest / That is it.",
        "16 Sprains: What Is Left [] Nothing. Is it not so? / The end",
    ];
    assert_eq!(summary(&source), expected);
    assert!(source.answers.iter().all(|answer| answer.number.is_none() && answer.headline.is_none()));
}

#[test]
fn prose_right_below_the_title_is_a_section_of_that_name() {
    let text = "How Sprains Heal\nBy Jane Doe, MD\n\nThey heal slowly.\n\nThey do heal.\n\nFirst days\n\nRest.";
    let expected =
        ["1 How Sprains Heal [Jane Doe, MD] They heal slowly. / They do heal.", "8 First days [Jane Doe, MD] Rest."];
    check(text, &expected);
}

#[test]
fn a_page_without_answers_is_told() {
    for text in
        ["Title", "Title?\n\nDoctor Answers 3\n", "{{ voteCount }}", "Does it hurt?\n\nIt does.\n\nDoctor Answers 0"]
    {
        let error = read(Path::new("page.txt"), text).expect_err("there is no answer");
        assert!(error.message.contains("no answers were found"), "{text}");
    }
}

proptest! {
    #[test]
    fn no_bytes_make_reading_fail_badly(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for name in ["a.md", "a.txt"] {
            let _ = crate::corpus::read_page(Path::new(name), &bytes);
        }
    }

    #[test]
    fn no_order_of_lines_makes_reading_fail_badly(
        lines in proptest::collection::vec(proptest::sample::select(LINES), 0..30),
        cut in 0..2000_usize,
    ) {
        let text = lines.join("\n");
        let bytes = text.as_bytes();
        for name in ["a.md", "a.txt"] {
            for bytes in [bytes, bytes.get(..cut).unwrap_or(bytes)] {
                let Ok(source) = crate::corpus::read_page(Path::new(name), bytes) else { continue };
                let last = u32::try_from(lines.len()).expect("there are few lines");
                for answer in &source.answers {
                    prop_assert!((1..=last).contains(&answer.line));
                    for paragraph in &answer.paragraphs {
                        prop_assert!((1..=last).contains(&paragraph.line));
                        prop_assert!(!paragraph.text.trim().is_empty());
                        // A template in Markdown is what the page's editor wrote.
                        prop_assert!(text.contains(['#', '-']) || !paragraph.text.contains("voteCount"));
                    }
                }
            }
        }
    }
}

const LINES: &[&str] = &[
    "",
    "",
    "",
    "{{ voteCount }}",
    "Doctor Answers 3",
    "Jane Doe, MD",
    "Leeds Surgeon",
    "4.0 out of 5 stars 2 reviews",
    "It hurts",
    "It does hurt for a week, and for two weeks in those who walk on it, I find.",
    "Does it hurt?",
    "Hi Ann,",
    "• Rest",
    "1. Ice",
    "Good luck!",
    "Summary: It heals – über alles.",
    "---",
    "title: Sprains",
    "kind: qa",
    "## Answer 2: It hurts",
    "## Question",
    "# Sprains",
    "- Author: Jane Doe, MD",
    "- Rating: 4.5 (2 reviews)",
    "> quoted",
    "```",
    "These answers are for educational purposes and no substitute for medical advice.",
    "é’“”",
];
