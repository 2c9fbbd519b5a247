//! What was understood of a draft the last time, so that an edit costs what it touches and not the whole draft.
//!
//! A draft is judged step by step: a passage is entered, a sentence is judged. What a step does depends on nothing but
//! its text and the discourse before it, and it leaves nothing behind but its judgements and the discourse after it.
//! So a step is looked up by a hash of the two, and what is not found is done. Behind an edit the discourse is soon
//! what it was before, and from there on everything is found again, wherever it has moved to.
//!
//! It must not know the protocol, and it must not know how a sentence is judged.

use std::fmt::{self, Write as _};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::claim::Discourse;
use crate::draft::{Draft, passages, sentences};
use crate::verdict::Judgement;

/// The steps of the last check of one draft against one corpus.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    steps: Steps,
}

/// Steps by the hash of what they depend on. A draft has thousands of them at most, so that no two share one of 2⁶⁴.
type Steps = FxHashMap<u64, Step>;

/// A step that has been done.
#[derive(Clone, Debug)]
struct Step {
    /// Whether the second reader was asked as well.
    thorough: bool,
    /// The discourse after it.
    after: State,
    /// What came of it; its ranges count from the sentence's first byte.
    judgements: Arc<[Judgement]>,
}

/// A discourse and the hash of all that it holds.
#[derive(Clone, Debug)]
struct State {
    discourse: Arc<Discourse>,
    hash: u64,
}

impl Memory {
    /// Judges a draft sentence by sentence, in its order.
    ///
    /// `judge` is asked only about sentences that were not met in the same discourse the last time; the ranges in its
    /// answer count from the sentence's first byte. It must be the same from one check to the next.
    pub fn judge(
        &mut self,
        draft: &Draft,
        mut judge: impl FnMut(&str, &mut Discourse) -> Vec<Judgement>,
    ) -> Vec<Judgement> {
        self.walk(draft, false, |text, discourse| Some(judge(text, discourse))).unwrap_or_default()
    }

    /// Judges a draft once more, with a `judge` that takes longer and knows better; what it says is used by
    /// [`Memory::judge`] from then on. None where it gave up; what it had said by then is kept.
    pub fn judge_again(
        &mut self,
        draft: &Draft,
        judge: impl FnMut(&str, &mut Discourse) -> Option<Vec<Judgement>>,
    ) -> Option<Vec<Judgement>> {
        self.walk(draft, true, judge)
    }

    /// Takes over what another memory of the same draft knows better.
    pub(super) fn learn(&mut self, other: Self) {
        self.steps.extend(other.steps.into_iter().filter(|(_, step)| step.thorough));
    }

    fn walk(
        &mut self,
        draft: &Draft,
        thorough: bool,
        mut judge: impl FnMut(&str, &mut Discourse) -> Option<Vec<Judgement>>,
    ) -> Option<Vec<Judgement>> {
        let state = State::new(Discourse::default());
        let mut walk = Walk { thorough, last: &self.steps, this: Steps::default(), state };
        let judgements = walk.through(draft, &mut judge);
        let this = walk.this;
        if judgements.is_some() {
            self.steps = this;
        } else {
            self.steps.extend(this);
        }
        judgements
    }
}

/// One check: what is known from the last one, what was used of it or done anew, and how far it has come.
struct Walk<'a> {
    thorough: bool,
    last: &'a Steps,
    this: Steps,
    state: State,
}

/// The kinds of step; a passage of one sentence is entered before that sentence is judged.
#[derive(Hash)]
enum Kind {
    Passage,
    Sentence,
}

impl Walk<'_> {
    fn through(
        &mut self,
        draft: &Draft,
        judge: &mut impl FnMut(&str, &mut Discourse) -> Option<Vec<Judgement>>,
    ) -> Option<Vec<Judgement>> {
        let mut judgements = Vec::new();
        for passage in passages(&draft.text(), draft.format()) {
            self.step(&(Kind::Passage, &passage.text, &passage.headings, debugged(&passage.kind)), |discourse| {
                discourse.enter(&passage);
                Some(Vec::new())
            })?;
            for sentence in sentences(&passage) {
                let text = passage.text.get(sentence.in_passage.clone()).unwrap_or_default();
                let found = self.step(&(Kind::Sentence, text), |discourse| judge(text, discourse))?;
                judgements.extend(found.iter().map(|judgement| judgement.clone().placed(&passage, &sentence)));
            }
        }
        Some(judgements)
    }

    /// Goes one step further, if it can. `input` is all that the step depends on beside the discourse.
    fn step(
        &mut self,
        input: &impl Hash,
        do_it: impl FnOnce(&mut Discourse) -> Option<Vec<Judgement>>,
    ) -> Option<Arc<[Judgement]>> {
        let mut hasher = DefaultHasher::new();
        self.state.hash.hash(&mut hasher);
        input.hash(&mut hasher);
        let key = hasher.finish();
        let known = self.this.get(&key).or_else(|| self.last.get(&key));
        let step = if let Some(step) = known.filter(|step| step.thorough || !self.thorough) {
            step.clone()
        } else {
            let mut discourse = Discourse::clone(&self.state.discourse);
            let judgements = do_it(&mut discourse)?.into();
            Step { thorough: self.thorough, after: State::new(discourse), judgements }
        };
        self.state = step.after.clone();
        let judgements = Arc::clone(&step.judgements);
        self.this.insert(key, step);
        Some(judgements)
    }
}

impl State {
    fn new(discourse: Discourse) -> Self {
        Self { hash: debugged(&discourse), discourse: Arc::new(discourse) }
    }
}

/// A hash of all that a value holds, by way of its `Debug` form: that is derived, so it cannot forget a field, as a
/// hash written by hand would one day, and floating point numbers have no other.
fn debugged(value: &impl fmt::Debug) -> u64 {
    struct Hashing(DefaultHasher);
    impl fmt::Write for Hashing {
        fn write_str(&mut self, text: &str) -> fmt::Result {
            self.0.write(text.as_bytes());
            Ok(())
        }
    }
    let mut hashing = Hashing(DefaultHasher::new());
    // Neither a hasher nor a derived form fails.
    let _ = write!(hashing, "{value:?}");
    hashing.0.finish()
}

#[cfg(test)]
mod tests {
    use super::Memory;
    use crate::claim::Discourse;
    use crate::draft::{Draft, Format};
    use crate::lexicon::Lexicon;
    use crate::verdict::{Judgement, Knowledge, Verdict};

    /// Judges by what was spoken of before, so that a discourse that is not the right one shows.
    fn judge(text: &str, discourse: &mut Discourse) -> Vec<Judgement> {
        let before = format!("{:?}", discourse.spoken_of());
        let reading = discourse.read(text, Lexicon::built_in());
        vec![Judgement {
            sentence: 0..text.len(),
            text: text.to_owned(),
            verdict: Verdict::Uncovered,
            slot: text.find("Botox").map_or(0..text.len(), |at| at..at + 5),
            reason: None,
            message: Some(format!("{before} {reading:?}")),
            supporting: Vec::new(),
            contradicting: Vec::new(),
        }]
    }

    /// Judges a text with the memory of another, and without one; returns the sentences that were judged anew.
    #[track_caller]
    fn check(last: &str, text: &str) -> Vec<String> {
        let mut memory = Memory::default();
        memory.judge(&Draft::new(last, Format::Markdown), judge);
        let draft = Draft::new(text, Format::Markdown);
        let mut anew = Vec::new();
        let judgements = memory.judge(&draft, |text, discourse| {
            anew.push(text.to_owned());
            judge(text, discourse)
        });
        assert_eq!(judgements, Memory::default().judge(&draft, judge), "from {last:?} to {text:?}");
        for judgement in &judgements {
            assert_eq!(judgement.text.contains("Botox"), &text[judgement.slot.clone()] == "Botox");
        }
        anew
    }

    const DRAFT: &str = "# Botox\n\nBotox weakens the muscle. It wears off.\n\nThe skin heals. A nerve grows back.\n\n\
                         | claim | truth |\n| --- | --- |\n| Botox is permanent. | false |\n| It hurts. | true |\n";

    #[test]
    fn nothing_is_judged_twice() {
        assert_eq!(check(DRAFT, DRAFT), [""; 0]);
        assert_eq!(check(DRAFT, &format!("\n\n{DRAFT}\n\n")), [""; 0]);
        assert_eq!(check("Botox wears off.", "**Botox** wears\noff."), ["Botox wears\noff."]);
    }

    #[test]
    fn an_edit_costs_what_it_touches() {
        for (old, new, sentence) in [("heals", "healed", "The skin healed."), ("hurts", "itches", "It itches.")] {
            let anew = check(DRAFT, &DRAFT.replace(old, new));
            assert_eq!(anew.first().map(String::as_str), Some(sentence));
            assert!(anew.len() <= 2, "an edit reaches no further than the next sentence: {anew:?}");
        }
        assert_eq!(check("Botox wears off.", ""), [""; 0]);
    }

    #[test]
    fn a_pronoun_is_read_anew_when_its_noun_has_changed() {
        assert_eq!(
            check(DRAFT, &DRAFT.replace("Botox weakens the muscle", "A filler lifts the lip"))[..2],
            ["A filler lifts the lip.", "It wears off."]
        );
        assert!(!check(DRAFT, &DRAFT.replace("| false |", "| true |")).is_empty());
    }

    #[test]
    fn what_is_known_better_is_not_forgotten() {
        let mut memory = Memory::default();
        let draft = Draft::new(DRAFT, Format::Markdown);
        let first = memory.judge(&draft, judge);
        let sure = |text: &str, discourse: &mut Discourse| {
            let judgements = judge(text, discourse).into_iter();
            Some(judgements.map(|judgement| Judgement { verdict: Verdict::Supported, ..judgement }).collect())
        };
        let again = memory.judge_again(&draft, sure).expect("it does not give up");
        assert!(again.iter().all(|judgement| judgement.verdict == Verdict::Supported));
        assert_eq!(again.len(), first.len());
        assert_eq!(memory.judge(&draft, |_, _| unreachable!("all is known")), again);
        assert_eq!(memory.judge_again(&draft, |_, _| unreachable!("all is known")), Some(again));
    }

    #[test]
    fn what_was_known_before_it_gave_up_is_kept() {
        let mut memory = Memory::default();
        let draft = Draft::new(DRAFT, Format::Markdown);
        let first = memory.judge(&draft, judge);
        let mut asked = 0;
        let gave_up = memory.judge_again(&draft, |text, discourse| {
            asked += 1;
            (asked < 3).then(|| judge(text, discourse))
        });
        assert_eq!(gave_up, None);
        assert_eq!(memory.judge(&draft, |_, _| unreachable!("nothing is forgotten")), first);
        let mut asked_again = 0;
        memory.judge_again(&draft, |text, discourse| {
            asked_again += 1;
            Some(judge(text, discourse))
        });
        assert_eq!(asked_again + 2, first.len(), "the two sentences that were heard are not heard again");
    }

    #[test]
    fn judging_with_a_memory_is_judging() {
        let knowledge = Knowledge::new(crate::corpus::built_in().sources);
        let example = include_str!("../../examples/botox-permanent.md");
        let mut memory = Memory::default();
        for edit in
            ["", "\n\nIt is permanent.", "\n\n# Botox\n\nBotox results are **perma&shy;nent**. They never wear off."]
        {
            let draft = Draft::new(&format!("{example}{edit}\n\n{example}"), Format::Markdown);
            let judgements = memory.judge(&draft, |text, discourse| knowledge.judge_sentence(text, discourse, None));
            assert_eq!(judgements, knowledge.judge(&draft, None), "{edit}");
        }
    }
}
