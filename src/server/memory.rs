//! What was understood of a draft the last time, so that an edit costs what it touches and not the whole draft.
//!
//! A draft is judged step by step: a passage is entered, a sentence is judged. What a step does depends on nothing but
//! its text and the discourse before it, and it leaves nothing behind but its judgements and the discourse after it.
//! So a step is looked up by a hash of the two, and what is not found is done. Behind an edit the discourse is soon
//! what it was before, and from there on everything is found again, wherever it has moved to.
//!
//! Above the steps stand the sections of the draft's [`LivePassages`]: one that is the same, and comes after the same
//! discourse, is not walked through at all.
//!
//! It must not know the protocol, and it must not know how a sentence is judged.

use std::fmt::{self, Write as _};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use rustc_hash::{FxHashMap, FxHashSet};

use super::judgements::{Judgements, Section};
use crate::claim::Discourse;
use crate::draft::{Draft, LivePassages, Passage, sentences};
use crate::verdict::Judgement;

/// How many steps are kept beyond twice those of the draft as it stands: those of texts that undo may bring back.
const SPARE_STEPS: usize = 4096;

/// The steps of the checks of one draft against one corpus.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    outline: Option<LivePassages>,
    sections: Vec<Arc<Walked>>,
    /// Shared by all clones: what a step does is the same for each of them.
    steps: Arc<Steps>,
}

/// Steps by the hash of what they depend on. A draft has thousands of them at most, so that no two share one of 2⁶⁴.
#[derive(Debug, Default)]
struct Steps(Mutex<FxHashMap<u64, Step>>);

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

/// A section that has been walked through.
#[derive(Debug)]
struct Walked {
    passages: Arc<[Passage]>,
    /// The hash of the discourse before it.
    before: u64,
    /// The discourse after it.
    after: State,
    /// Whether the second reader was asked about all of it.
    thorough: bool,
    /// The keys of its steps.
    steps: Vec<u64>,
    section: Arc<Section>,
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
    /// `judge` is asked only about sentences that were not met in the same discourse before; the ranges in its
    /// answer count from the sentence's first byte. It must be the same from one check to the next.
    pub fn judge(
        &mut self,
        draft: &Draft,
        mut judge: impl FnMut(&str, &mut Discourse) -> Vec<Judgement>,
    ) -> Judgements {
        self.walk(draft, false, |text, discourse| Some(judge(text, discourse))).unwrap_or_default()
    }

    /// Judges a draft once more, with a `judge` that takes longer and knows better; what it says is used by
    /// [`Memory::judge`] from then on. None where it gave up; what it had said by then is kept.
    pub fn judge_again(
        &mut self,
        draft: &Draft,
        judge: impl FnMut(&str, &mut Discourse) -> Option<Vec<Judgement>>,
    ) -> Option<Judgements> {
        self.walk(draft, true, judge)
    }

    /// Takes over what a clone, which may be of another text of the same draft, knows better by now.
    pub(super) fn learn(&mut self, other: &Self) {
        let theirs = Aligned::new(&other.sections, self.sections.len(), |index, their| {
            self.sections.get(index).is_some_and(|own| Arc::ptr_eq(&own.passages, &their.passages))
        });
        for (index, own) in self.sections.iter_mut().enumerate() {
            if let Some(their) = theirs.get(index).filter(|their| their.thorough && their.before == own.before) {
                *own = Arc::clone(their);
            }
        }
    }

    fn walk(
        &mut self,
        draft: &Draft,
        thorough: bool,
        mut judge: impl FnMut(&str, &mut Discourse) -> Option<Vec<Judgement>>,
    ) -> Option<Judgements> {
        let outline = match self.outline.take() {
            Some(mut outline) => {
                outline.follow(draft);
                outline
            }
            None => LivePassages::new(draft),
        };
        let passages: Vec<(usize, &Arc<[Passage]>)> = outline.sections().collect();
        let last = std::mem::take(&mut self.sections);
        let last = Aligned::new(&last, passages.len(), |index, last| {
            passages.get(index).is_some_and(|(_, passages)| Arc::ptr_eq(passages, &last.passages))
        });
        let mut walk = Walk { thorough, steps: &self.steps, state: State::new(Discourse::default()) };
        let mut gave_up = false;
        for (index, (_, passages)) in passages.iter().enumerate() {
            let known = last.get(index);
            let holds = known.is_some_and(|known| known.before == walk.state.hash && (known.thorough || !thorough));
            let walked = match known {
                // What could not be reached any more stays as it was.
                Some(known) if holds || gave_up => Some(Arc::clone(known)),
                _ if gave_up => None,
                known => match walk.through(passages, &mut judge) {
                    Some(walked) => Some(Arc::new(walked)),
                    None => {
                        gave_up = true;
                        known.cloned()
                    }
                },
            };
            if let Some(walked) = &walked {
                walk.state = walked.after.clone();
            }
            self.sections.extend(walked);
        }
        let starts = passages.iter().map(|&(start, _)| start);
        let judged = starts.zip(&self.sections).map(|(start, walked)| (start, Arc::clone(&walked.section)));
        let judgements = (!gave_up).then(|| judged.collect());
        self.outline = Some(outline);
        self.steps.forget_all_but(&self.sections);
        judgements
    }
}

/// A list and how it lies beside another one: from the front as far as they agree, and from the back.
struct Aligned<'a, T> {
    list: &'a [T],
    front: usize,
    back: usize,
    other_length: usize,
}

impl<'a, T> Aligned<'a, T> {
    /// `same` tells whether an item of the other list is the same as one of this.
    fn new(list: &'a [T], other_length: usize, same: impl Fn(usize, &T) -> bool) -> Self {
        let shorter = list.len().min(other_length);
        let front = list.iter().take(shorter).enumerate().take_while(|&(index, item)| same(index, item)).count();
        let from_back = list.iter().rev().take(shorter - front).enumerate();
        let back = from_back.take_while(|&(index, item)| same(other_length - 1 - index, item)).count();
        Self { list, front, back, other_length }
    }

    /// The item that is the same as one of the other list.
    fn get(&self, index: usize) -> Option<&'a T> {
        if index < self.front {
            self.list.get(index)
        } else if index < self.other_length && self.other_length - index <= self.back {
            self.list.get(self.list.len() + index - self.other_length)
        } else {
            None
        }
    }
}

impl Steps {
    fn get(&self, key: u64) -> Option<Step> {
        self.lock().get(&key).cloned()
    }

    fn insert(&self, key: u64, step: &Step) {
        let mut steps = self.lock();
        if step.thorough || steps.get(&key).is_none_or(|known| !known.thorough) {
            steps.insert(key, step.clone());
        }
    }

    /// Keeps memory in bounds: once most steps are of texts long gone, only those of the draft as it stands are kept.
    fn forget_all_but(&self, sections: &[Arc<Walked>]) {
        let in_use: usize = sections.iter().map(|walked| walked.steps.len()).sum();
        let mut steps = self.lock();
        if steps.len() > 2 * in_use + SPARE_STEPS {
            let in_use: FxHashSet<u64> = sections.iter().flat_map(|walked| walked.steps.iter().copied()).collect();
            steps.retain(|key, _| in_use.contains(key));
        }
    }

    fn lock(&self) -> MutexGuard<'_, FxHashMap<u64, Step>> {
        // Nothing that can fail is done under the lock.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One check: how far it has come.
struct Walk<'a> {
    thorough: bool,
    steps: &'a Steps,
    state: State,
}

/// The kinds of step; a passage of one sentence is entered before that sentence is judged.
#[derive(Hash)]
enum Kind {
    Passage,
    Sentence,
}

impl Walk<'_> {
    /// Goes through one section, if it can.
    fn through(
        &mut self,
        passages: &Arc<[Passage]>,
        judge: &mut impl FnMut(&str, &mut Discourse) -> Option<Vec<Judgement>>,
    ) -> Option<Walked> {
        let before = self.state.hash;
        let mut thorough = true;
        let mut steps = Vec::new();
        let mut judgements = Vec::new();
        for passage in passages.iter() {
            let entering = (Kind::Passage, &passage.text, &passage.headings, debugged(&passage.kind));
            let (key, _) = self.step(&entering, |discourse| {
                discourse.enter(passage);
                Some(Vec::new())
            })?;
            steps.push(key);
            for sentence in sentences(passage) {
                let text = passage.text.get(sentence.in_passage.clone()).unwrap_or_default();
                let (key, step) = self.step(&(Kind::Sentence, text), |discourse| judge(text, discourse))?;
                thorough &= step.thorough;
                steps.push(key);
                judgements.extend(step.judgements.iter().map(|found| found.clone().placed(passage, &sentence)));
            }
        }
        let section = Arc::new(Section { judgements, shown: OnceLock::new() });
        Some(Walked { passages: Arc::clone(passages), before, after: self.state.clone(), thorough, steps, section })
    }

    /// Goes one step further, if it can. `input` is all that the step depends on beside the discourse.
    fn step(
        &mut self,
        input: &impl Hash,
        do_it: impl FnOnce(&mut Discourse) -> Option<Vec<Judgement>>,
    ) -> Option<(u64, Step)> {
        let mut hasher = DefaultHasher::new();
        self.state.hash.hash(&mut hasher);
        input.hash(&mut hasher);
        let key = hasher.finish();
        let known = self.steps.get(key).filter(|step| step.thorough || !self.thorough);
        let step = if let Some(step) = known {
            step
        } else {
            let mut discourse = Discourse::clone(&self.state.discourse);
            let judgements = do_it(&mut discourse)?.into();
            let step = Step { thorough: self.thorough, after: State::new(discourse), judgements };
            self.steps.insert(key, &step);
            step
        };
        self.state = step.after.clone();
        Some((key, step))
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
        let judgements = judgements.to_vec();
        assert_eq!(judgements, Memory::default().judge(&draft, judge).to_vec(), "from {last:?} to {text:?}");
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
        let first = memory.judge(&draft, judge).to_vec();
        let sure = |text: &str, discourse: &mut Discourse| {
            let judgements = judge(text, discourse).into_iter();
            Some(judgements.map(|judgement| Judgement { verdict: Verdict::Supported, ..judgement }).collect())
        };
        let again = memory.judge_again(&draft, sure).expect("it does not give up").to_vec();
        assert!(again.iter().all(|judgement| judgement.verdict == Verdict::Supported));
        assert_eq!(again.len(), first.len());
        assert_eq!(memory.judge(&draft, |_, _| unreachable!("all is known")).to_vec(), again);
        let once_more = memory.judge_again(&draft, |_, _| unreachable!("all is known"));
        assert_eq!(once_more.map(|judgements| judgements.to_vec()), Some(again));
    }

    #[test]
    fn what_was_known_before_it_gave_up_is_kept() {
        let mut memory = Memory::default();
        let draft = Draft::new(DRAFT, Format::Markdown);
        let first = memory.judge(&draft, judge).to_vec();
        let mut asked = 0;
        let gave_up = memory.judge_again(&draft, |text, discourse| {
            asked += 1;
            (asked < 3).then(|| judge(text, discourse))
        });
        assert!(gave_up.is_none());
        assert_eq!(memory.judge(&draft, |_, _| unreachable!("nothing is forgotten")).to_vec(), first);
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
            assert_eq!(judgements.to_vec(), knowledge.judge(&draft, None), "{edit}");
        }
    }
}
