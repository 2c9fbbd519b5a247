//! Made-up pages of any number: always the same for one seed, their words as unevenly spread as in real prose.
//!
//! Words are WordNet's, drawn by rank after Zipf and Mandelbrot, so that a few stand in every tenth sentence and most in a
//! handful of pages. A page has a topic of its own, whose words come up throughout. What the sentences say is nonsense.

use second_opinion::lexicon::wordnet::{LemmaId, PartOfSpeech, WordNet};

/// How many answers a page has.
pub(crate) const ANSWERS_A_PAGE: usize = 10;
/// How many sentences an answer has on average.
const SENTENCES: usize = 10;
/// How many words of its own a topic has.
const TOPIC: usize = 12;
/// How much less often than Zipf's law says the first words come up.
const FLAT: f64 = 12.0;

/// Writes pages.
pub(crate) struct Writer {
    state: u64,
    nouns: Vec<&'static str>,
    verbs: Vec<&'static str>,
    adjectives: Vec<&'static str>,
    topic: Vec<&'static str>,
}

impl Writer {
    pub(crate) fn new(seed: u64) -> Self {
        let mut writer = Self {
            state: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1,
            nouns: words(PartOfSpeech::Noun, 20_000),
            verbs: words(PartOfSpeech::Verb, 4_000),
            adjectives: words(PartOfSpeech::Adjective, 6_000),
            topic: Vec::new(),
        };
        writer.turn_to_another_topic();
        writer
    }

    /// A page with so many answers.
    pub(crate) fn page(&mut self, answers: usize) -> String {
        self.turn_to_another_topic();
        let (one, other) = (self.noun(), self.noun());
        let mut page = format!("# How long does {one} last after {other}?\n\n## Question\n\nI wonder about {one}.\n");
        for number in 1..=answers {
            page.push_str(&format!(
                "\n## Answer {number}\n\n- Author: Dr. {} {}\n\n",
                capital(self.noun()),
                capital(self.noun())
            ));
            let sentences = SENTENCES / 2 + self.below(SENTENCES + 1);
            for at in 0..sentences {
                page.push_str(&self.sentence());
                page.push_str(if at % 4 == 3 { "\n\n" } else { " " });
            }
            page.push('\n');
        }
        page
    }

    /// A sentence of the topic at hand.
    pub(crate) fn sentence(&mut self) -> String {
        let often = ["usually", "often", "rarely", "never", "always", "sometimes"][self.below(6)];
        let modal = ["may", "can", "will", "does not", "should", "cannot"][self.below(6)];
        let unit = ["days", "weeks", "months", "years"][self.below(4)];
        let low = 1 + self.below(9);
        let high = low + 1 + self.below(6);
        let change = ["increases", "reduces", "weakens", "improves", "causes", "prevents", "relieves"][self.below(7)];
        let (noun, other, third) = (self.noun(), self.noun(), self.noun());
        let (verb, adjective) = (self.verb(), self.adjective());
        let text = match self.below(8) {
            0 => format!("the {noun} {often} lasts {low} to {high} {unit} after the {other}"),
            1 => format!("{adjective} {noun} {modal} {verb} the {other} of the {third}"),
            2 => format!("{noun} {change} the {adjective} {other} in most patients"),
            3 => format!("the {other} is {adjective} when the {noun} {modal} {verb}"),
            4 => format!("it {modal} {verb} the {noun}, because the {other} is {often} {adjective}"),
            5 => format!("after {low} {unit} the {noun} of the {other} {modal} become {adjective}"),
            6 => format!("about {} percent of people with {noun} {verb} the {third}", 5 * low + high),
            _ => format!("there is no evidence that {noun} {change} {adjective} {other}"),
        };
        capital(&text) + "."
    }

    fn turn_to_another_topic(&mut self) {
        self.topic.clear();
        for _ in 0..TOPIC {
            let at = self.below(self.nouns.len());
            self.topic.push(self.nouns[at]);
        }
    }

    fn noun(&mut self) -> &'static str {
        if self.below(3) == 0 {
            let at = self.rank(TOPIC, 1.0);
            return self.topic[at];
        }
        let at = self.rank(self.nouns.len(), FLAT);
        self.nouns[at]
    }

    fn verb(&mut self) -> &'static str {
        let at = self.rank(self.verbs.len(), FLAT);
        self.verbs[at]
    }

    fn adjective(&mut self) -> &'static str {
        let at = self.rank(self.adjectives.len(), FLAT);
        self.adjectives[at]
    }

    /// A rank below `count`, with a likelihood that falls as one over the rank and `flat`.
    fn rank(&mut self, count: usize, flat: f64) -> usize {
        let share = self.below(1 << 30) as f64 / f64::from(1 << 30);
        let rank = flat * ((count as f64 + flat) / flat).powf(share) - flat;
        (rank as usize).min(count - 1)
    }

    /// A number below another (xorshift, Marsaglia 2003).
    fn below(&mut self, end: usize) -> usize {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        ((self.state >> 11) % end as u64) as usize
    }
}

/// The words of a part of speech, the most used first.
fn words(pos: PartOfSpeech, most: usize) -> Vec<&'static str> {
    let wordnet = WordNet::english();
    let is_mostly = |id: LemmaId| wordnet.parts_of_speech(id).any(|(other, share)| other == pos && share > 0.6);
    let mut lemmas: Vec<LemmaId> = wordnet
        .lemmas()
        .filter(|&id| wordnet.lemma(id).len() > 2 && wordnet.lemma(id).bytes().all(|byte| byte.is_ascii_lowercase()))
        .filter(|&id| is_mostly(id))
        .collect();
    lemmas.sort_by_key(|&id| std::cmp::Reverse(wordnet.frequency(id)));
    lemmas.into_iter().take(most).map(|id| wordnet.lemma(id)).collect()
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
