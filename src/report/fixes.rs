//! Proposals for putting a finding right, in the words that the corpus uses.
//!
//! A proposal changes one place of a sentence: the words that clash give way to what the answers say there, in the same
//! grammatical form, or a word that promises too much to one that promises less. Where the grammar is not plainly the
//! same, there is none; a wrong proposal is worse than no proposal. It must not judge: whoever shows a proposal asks
//! first what the corpus says of the sentence as it would then stand.

use std::ops::Range;

use super::words::{self, one_line};
use crate::claim::{self, Claim, Reading, Value};
use crate::english::Tag;
use crate::english::quantity::{Dimension, Quantity, Role};
use crate::lexicon::wordnet::{PartOfSpeech, WordNet};
use crate::lexicon::{Lexicon, Pole};
use crate::verdict::{Judgement, Reason, Side, Verdict};

/// A proposal: what is to stand in a place of the draft instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, for a menu.
    pub title: String,
    /// The bytes of the draft that it replaces.
    pub range: Range<usize>,
    /// What takes their place.
    pub replacement: String,
}

/// The proposals for a finding, the best first.
#[must_use]
pub fn fixes(judgement: &Judgement, draft: &str) -> Vec<Fix> {
    let Some(spot) = Spot::new(judgement, draft) else { return Vec::new() };
    let quotes = || judgement.contradicting.iter().map(Quote::new).collect::<Vec<_>>();
    let changes = match (judgement.verdict, judgement.reason) {
        (Verdict::Contradicted, Some(Reason::DisjointQuantities)) => spot.figure(&quotes()).into_iter().collect(),
        (Verdict::Contradicted, Some(Reason::ExclusiveValues | Reason::ReversedDirection)) => {
            let quotes = quotes();
            spot.end(&quotes).map_or_else(|| spot.other_pole(&quotes), |change| vec![change])
        }
        (Verdict::Contradicted, Some(Reason::OppositePolarity)) => spot.denied().into_iter().collect(),
        (Verdict::Contradicted, Some(Reason::StrongerQuantifier | Reason::StrongerCertainty))
        | (Verdict::Overstated, _) => spot.softened(),
        _ => Vec::new(),
    };
    changes.into_iter().filter_map(|change| spot.fix(draft, change)).collect()
}

/// New words for a range of the sentence's bytes.
struct Change {
    range: Range<usize>,
    words: String,
}

/// A sentence of a draft, and the tokens in it that clash.
struct Spot<'a> {
    text: &'a str,
    /// The sentence's first byte in the draft.
    start: usize,
    reading: Reading,
    slot: Range<usize>,
}

impl<'a> Spot<'a> {
    fn new(judgement: &Judgement, draft: &'a str) -> Option<Self> {
        let text = draft.get(judgement.sentence.clone())?;
        let start = judgement.sentence.start;
        let reading = claim::read(text, Lexicon::built_in());
        let inside = |range: &Range<usize>| {
            judgement.slot.start <= start + range.start && start + range.end <= judgement.slot.end
        };
        let first = reading.tokens.iter().position(|token| inside(&token.range))?;
        let count = reading.tokens.iter().skip(first).take_while(|token| inside(&token.range)).count();
        Some(Self { text, start, slot: first..first + count, reading })
    }

    /// The figure that most answers give, for a figure of the draft.
    fn figure(&self, quotes: &[Quote<'_>]) -> Option<Change> {
        let mut quantities = self.reading.claims.iter().flat_map(|claim| &claim.quantities);
        let own = quantities.find(|quantity| overlap(&quantity.tokens, &self.slot))?;
        let describes = matches!(self.tag(own.tokens.end), Some(Tag::Noun | Tag::Adjective | Tag::Participle))
            || self.joined(own.tokens.end)
            || matches!(self.word(own.tokens.start.checked_sub(1)?), Some("a" | "an"));
        if describes || own.per.is_some() {
            return None;
        }
        let (figure, _) = common_figure(quotes, |other| is_same_measure(own, other))?;
        let begins_alike = self.word(own.tokens.start) == Some("every") || own.role != Role::Interval;
        let words_begin_alike = figure.starts_with("every ") || own.role != Role::Interval;
        if begins_alike != words_begin_alike {
            return None;
        }
        // "About about three months".
        let before = own.tokens.start.checked_sub(1).and_then(|before| self.word(before)).unwrap_or_default();
        let figure = figure.strip_prefix(before).filter(|_| is_vague(before)).map_or(figure.as_str(), str::trim_start);
        Some(Change { range: self.bytes(&own.tokens)?, words: figure.to_owned() })
    }

    /// "Lasts for ever" with the time that answers give.
    fn end(&self, quotes: &[Quote<'_>]) -> Option<Change> {
        const FOR_EVER: &[&[&str]] =
            &[&["forever"], &["for", "ever"], &["for", "good"], &["for", "life"], &["indefinitely"]];
        let verb = self
            .slot
            .clone()
            .chain(self.slot.start.checked_sub(1))
            .find(|&at| matches!(self.word(at), Some("last" | "lasts" | "lasted" | "lasting")))?;
        let phrase = FOR_EVER
            .iter()
            .find(|phrase| (verb + 1..).zip(phrase.iter()).all(|(at, word)| self.word(at) == Some(word)))?;
        let (figure, _) = common_figure(quotes, is_duration)?;
        Some(Change { range: self.bytes(&(verb + 1..verb + 1 + phrase.len()))?, words: figure })
    }

    /// The word of the other pole that most answers use, in the same form; with the time that they give, and without.
    fn other_pole(&self, quotes: &[Quote<'_>]) -> Vec<Change> {
        let Some((own, change)) = self.opposite_word(quotes) else { return Vec::new() };
        let note = self.time_note(own, quotes);
        let noted = note.map(|note| Change { range: change.range.clone(), words: format!("{}{note}", change.words) });
        noted.into_iter().chain([change]).collect()
    }

    fn opposite_word(&self, quotes: &[Quote<'_>]) -> Option<(&Value, Change)> {
        let own = values(&self.reading).find(|(_, value)| value.tokens == self.slot && !value.negated)?.1;
        let mut counts: Vec<(String, usize)> = Vec::new();
        for quote in quotes {
            let word = values(&quote.reading).find_map(|(_, value)| {
                let opposite = value.scale == own.scale && is_opposite(own.pole, value.pole) && !value.negated;
                opposite.then(|| self.same_form(quote, &value.tokens)).flatten()
            });
            if let Some(word) = word {
                match counts.iter_mut().find(|(known, _)| *known == word) {
                    Some((_, count)) => *count += 1,
                    None => counts.push((word, 1)),
                }
            }
        }
        // The first of the most frequent: the surest answers come first.
        let most = counts.iter().map(|(_, count)| *count).max()?;
        let mut words = counts.into_iter().find(|(_, count)| *count == most)?.0;
        let mut range = self.bytes(&self.slot)?;
        if let Some(before) = self.slot.start.checked_sub(1)
            && let Some(article @ ("a" | "an")) = self.word(before)
        {
            let fitting = article_before(&words)?;
            if fitting != article {
                range.start = self.bytes(&(before..before + 1))?.start;
                words = format!("{fitting} {words}");
            }
        }
        Some((own, Change { range, words }))
    }

    /// "(typically 3–4 months)" behind "temporary", where several answers give that time and nothing follows.
    fn time_note(&self, own: &Value, quotes: &[Quote<'_>]) -> Option<String> {
        let lexicon = Lexicon::built_in();
        let is_permanence = Some(own.scale) == lexicon.scale_index("permanence");
        let ends = self.tag(self.slot.end).is_none_or(|tag| tag == Tag::Mark);
        let is = self.slot.start.checked_sub(1).and_then(|before| self.tag(before)) == Some(Tag::Auxiliary);
        let adjective = self.slot.len() == 1 && self.tag(self.slot.start) == Some(Tag::Adjective);
        if !(is_permanence && ends && is && adjective) {
            return None;
        }
        let (figure, answers) = common_figure(quotes, is_duration)?;
        (answers >= 2).then(|| format!(" (typically {figure})"))
    }

    /// The words of a quotation, where they can stand for the slot: one token of the same part of speech and ending, the
    /// others the same.
    fn same_form(&self, quote: &Quote<'_>, tokens: &Range<usize>) -> Option<String> {
        // What is said may be told with its auxiliary: "are temporary" beside "permanent".
        let is_auxiliary = |at: &usize| quote.reading.tags.get(*at) == Some(&Tag::Auxiliary);
        let tokens = tokens.start + tokens.clone().take_while(is_auxiliary).count()..tokens.end;
        if tokens.len() != self.slot.len() {
            return None;
        }
        let mut differing = 0;
        for (own, other) in self.slot.clone().zip(tokens.clone()) {
            let (word, said) = (self.word(own)?, quote.reading.tokens.get(other)?.text.as_str());
            if word != said {
                differing += 1;
                let tags = (self.tag(own)?, *quote.reading.tags.get(other)?);
                if tags.0 != tags.1 || !is_open(tags.0) || ending(word) != ending(said) {
                    return None;
                }
            }
        }
        let bytes = quote.bytes(&tokens)?;
        (differing == 1).then(|| one_line(quote.text.get(bytes).unwrap_or_default()).to_lowercase())
    }

    /// The sentence denied: "does not weaken", "is not addictive".
    fn denied(&self) -> Option<Change> {
        let before = self.slot.start.checked_sub(1)?;
        let first = self.word(self.slot.start)?;
        match (self.tag(before)?, self.tag(self.slot.start)?) {
            (Tag::Auxiliary, Tag::Adjective | Tag::Participle)
                if matches!(self.word(before), Some("is" | "are" | "was" | "were")) =>
            {
                let at = self.bytes(&self.slot)?.start;
                Some(Change { range: at..at, words: "not ".to_owned() })
            }
            (Tag::Noun | Tag::Pronoun, Tag::Verb) => {
                let base = base_form(first)?;
                let words = if base == first { format!("do not {base}") } else { format!("does not {base}") };
                Some(Change { range: self.bytes(&(self.slot.start..self.slot.start + 1))?, words })
            }
            _ => None,
        }
    }

    /// A word that promises less, for each that promises too much; or the possibility instead of the fact.
    fn softened(&self) -> Vec<Change> {
        let mut changes: Vec<Change> = (0..self.reading.tokens.len()).filter_map(|at| self.softer(at)).collect();
        if changes.is_empty() {
            changes.extend(self.possible());
        }
        changes
    }

    fn softer(&self, at: usize) -> Option<Change> {
        let word = self.word(at)?;
        let next = self.word(at + 1).unwrap_or_default();
        let previous = at.checked_sub(1).and_then(|before| self.word(before)).unwrap_or_default();
        if matches!(previous, "not" | "n't" | "almost" | "nearly" | "hardly") {
            return None;
        }
        let (length, softer) = match word {
            "always" | "invariably" => (1, "often"),
            "never" => (1, "rarely"),
            "definitely" | "certainly" | "undoubtedly" | "surely" => (1, "probably"),
            "completely" | "totally" | "entirely" => (1, "largely"),
            "guaranteed" if next == "to" => (1, "likely"),
            "will" if !matches!(next, "not" | "n't" | "never" | "often" | "always") => (1, "can"),
            "all" if self.tag(at + 1) == Some(Tag::Noun) && next.ends_with('s') && previous.is_empty() => (1, "most"),
            _ => return None,
        };
        Some(Change { range: self.bytes(&(at..at + length))?, words: softer.to_owned() })
    }

    /// "Can shrink" for "shrinks", where the sentence has no other verb.
    fn possible(&self) -> Option<Change> {
        let mut verbs = self.reading.tags.iter().enumerate().filter(|(_, tag)| **tag == Tag::Verb);
        let (at, _) = verbs.next().filter(|_| verbs.next().is_none())?;
        let others = [Tag::Modal, Tag::Auxiliary, Tag::Negation, Tag::To, Tag::Wh];
        if self.reading.tags.iter().any(|tag| others.contains(tag)) || self.tag(at.checked_sub(1)?) != Some(Tag::Noun) {
            return None;
        }
        let base = base_form(self.word(at)?)?;
        Some(Change { range: self.bytes(&(at..at + 1))?, words: format!("can {base}") })
    }

    /// A change as a proposal for the draft; none where it would change nothing.
    fn fix(&self, draft: &str, change: Change) -> Option<Fix> {
        let old = self.text.get(change.range.clone())?;
        let capital = old.starts_with(char::is_uppercase);
        let replacement = if capital { capitalised(&change.words) } else { change.words };
        let range = self.start + change.range.start..self.start + change.range.end;
        if replacement == old || draft.get(range.clone()) != Some(old) {
            return None;
        }
        let title = if old.is_empty() {
            format!("Insert “{}”", replacement.trim())
        } else {
            format!("Change “{}” to “{}”", one_line(old), words::one_line(&replacement))
        };
        Some(Fix { title, range, replacement })
    }

    fn word(&self, at: usize) -> Option<&str> {
        self.reading.tokens.get(at).map(|token| token.text.as_str())
    }

    fn tag(&self, at: usize) -> Option<Tag> {
        self.reading.tags.get(at).copied()
    }

    fn joined(&self, at: usize) -> bool {
        self.reading.tokens.get(at).is_some_and(|token| token.joined && self.tag(at) != Some(Tag::Mark))
    }

    fn bytes(&self, tokens: &Range<usize>) -> Option<Range<usize>> {
        bytes(&self.reading, tokens)
    }
}

/// A sentence of the corpus.
struct Quote<'a> {
    text: &'a str,
    reading: Reading,
}

impl<'a> Quote<'a> {
    fn new(side: &'a Side) -> Self {
        Self { text: &side.quote, reading: claim::read(&side.quote, Lexicon::built_in()) }
    }

    fn bytes(&self, tokens: &Range<usize>) -> Option<Range<usize>> {
        bytes(&self.reading, tokens)
    }
}

/// The figure that most answers give among those that fit, in the words of the first, and how many give it.
fn common_figure(quotes: &[Quote<'_>], fits: impl Fn(&Quantity) -> bool) -> Option<(String, usize)> {
    let mut figures: Vec<(&Quantity, String, usize)> = Vec::new();
    for quote in quotes {
        let standing = |claim: &Claim, at: usize| claim.standings.get(at).copied().unwrap_or_default();
        let asserted = quote.reading.claims.iter().flat_map(|claim| {
            let quantities = claim.quantities.iter().enumerate();
            quantities.filter(|(at, _)| !standing(claim, *at).negated && !standing(claim, *at).condition)
        });
        let Some(quantity) = asserted.map(|(_, quantity)| quantity).find(|quantity| fits(quantity)) else { continue };
        let known = figures.iter_mut().find(|(known, ..)| known.low == quantity.low && known.high == quantity.high);
        match known {
            Some((_, _, count)) => *count += 1,
            None => {
                let text = quote.bytes(&quantity.tokens).and_then(|bytes| quote.text.get(bytes)).unwrap_or_default();
                figures.push((quantity, one_line(text), 1));
            }
        }
    }
    let most = figures.iter().map(|(_, _, count)| *count).max()?;
    let (_, text, count) = figures.into_iter().find(|(_, _, count)| *count == most)?;
    (!text.is_empty()).then_some((text, count))
}

fn is_same_measure(own: &Quantity, other: &Quantity) -> bool {
    let lasts = |role: Role| matches!(role, Role::Duration | Role::End);
    own.dimension == other.dimension
        && other.per.is_none()
        && (own.role == other.role || lasts(own.role) && lasts(other.role))
}

fn is_duration(quantity: &Quantity) -> bool {
    quantity.role == Role::Duration && quantity.dimension == Dimension::Time
}

fn is_vague(word: &str) -> bool {
    matches!(word, "about" | "around" | "roughly" | "approximately" | "some")
}

fn is_opposite(one: Pole, other: Pole) -> bool {
    matches!((one, other), (Pole::Low, Pole::High) | (Pole::High, Pole::Low))
}

fn is_open(tag: Tag) -> bool {
    matches!(
        tag,
        Tag::Noun | Tag::Verb | Tag::Participle | Tag::Gerund | Tag::Adjective | Tag::Adverb | Tag::Determiner
    )
}

fn values(reading: &Reading) -> impl Iterator<Item = (&Claim, &Value)> {
    reading.claims.iter().flat_map(|claim| claim.values.iter().map(move |value| (claim, value)))
}

/// What a word's form tells: two words that share it can stand for one another, as far as endings go.
fn ending(word: &str) -> &'static str {
    const ENDINGS: &[&str] = &["ing", "ed", "er", "est", "ly", "ness", "ion", "ity", "s"];
    let irregular = match word {
        "more" | "less" | "better" | "worse" | "fewer" => Some("er"),
        "most" | "least" | "best" | "worst" => Some("est"),
        _ => None,
    };
    irregular.or_else(|| ENDINGS.iter().copied().find(|ending| word.ends_with(ending))).unwrap_or_default()
}

/// The article for a word; none where its first letter does not tell.
fn article_before(word: &str) -> Option<&'static str> {
    match word.chars().next()? {
        'a' | 'e' | 'i' | 'o' => Some("an"),
        'u' | 'h' => None,
        letter => letter.is_ascii_lowercase().then_some("a"),
    }
}

/// The base form of a verb in the present tense; none for another form, or where it is not plain.
fn base_form(verb: &str) -> Option<&'static str> {
    let wordnet = WordNet::english();
    let forms = wordnet.base_forms(verb);
    let base = forms.iter().find(|(_, part)| *part == PartOfSpeech::Verb).map(|&(id, _)| wordnet.lemma(id))?;
    let third_person = [format!("{base}s"), format!("{base}es")];
    let ies = base.strip_suffix('y').map(|stem| format!("{stem}ies"));
    let is_present = base == verb || third_person.iter().chain(&ies).any(|form| form == verb);
    (is_present && !matches!(base, "be" | "have" | "do")).then_some(base)
}

fn capitalised(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

fn bytes(reading: &Reading, tokens: &Range<usize>) -> Option<Range<usize>> {
    let tokens = reading.tokens.get(tokens.clone())?;
    tokens.first().zip(tokens.last()).map(|(first, last)| first.range.start..last.range.end)
}
