//! What a corpus says as a whole: the propositions that several answers share or dispute, and the figures they give.
//!
//! The rule, for a medical editor:
//!
//! - Each statement of the corpus is asked about as if an author had written it, and each answer that agrees or disagrees
//!   counts once, its own included. The statement that most answers share stands for all that agree with it.
//! - A figure is compared by asking about the same statement with a figure far away: every answer that would object gives
//!   a figure for the same thing.
//! - What the judge is not sure of is left out, and so is what only one answer says.
//!
//! It must not judge by itself: stances come from [`super::stance`] alone.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::difference::Kind;
use super::evidence::Statement;
use super::stance::Finding;
use super::{Knowledge, Side, Stance};
use crate::claim::{Claim, Voice};
use crate::english::Key;
use crate::english::quantity::{Dimension, Quantity, Role};

/// What the corpus says of one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    /// The thing, in one or two words; empty for what belongs to no other topic.
    pub name: String,
    /// What answers say of it, the most shared first.
    pub propositions: Vec<Proposition>,
    /// What they measure of it, the most answered first.
    pub figures: Vec<Figures>,
}

/// A proposition that several answers share or dispute.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposition {
    /// The statement that stands for all that agree with it.
    pub statement: Side,
    /// The answers that say so, the statement's own first, one entry an answer.
    pub supporting: Vec<Side>,
    /// The answers that say otherwise, the surest first, one entry an answer.
    pub contradicting: Vec<Side>,
}

/// The figures that answers give for one thing.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// The statement that stands for the thing measured.
    pub statement: Side,
    /// What is measured.
    pub role: Role,
    /// The figures, those of most answers first.
    pub figures: Vec<Figure>,
}

/// A figure, and the answers that give it.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The figure as one of them puts it.
    pub words: String,
    /// What is counted.
    pub dimension: Dimension,
    /// The lower end, in the dimension's base unit; negative infinity where there is none.
    pub low: f64,
    /// The upper end, in the dimension's base unit; infinity where there is none.
    pub high: f64,
    /// The answers that give it, one entry an answer.
    pub sides: Vec<Side>,
}

/// How sure the judge must be of a stance that is counted here. A reader takes a survey for settled, so it asks for more
/// than a verdict on one sentence does.
const SURE: f32 = 0.5;
/// The same for a stance against it: that doctors disagree is worth telling only where they surely do.
const SURELY_AGAINST: f32 = 0.7;
/// A longer sentence says several things at once, and stands for none of them.
const MOST_WORDS: usize = 24;
/// How many times its own size a figure is taken for to ask which others there are.
const FAR_AWAY: f64 = 1000.0;

impl Knowledge {
    /// What the corpus says as a whole, topic by topic, the most discussed first.
    ///
    /// Every statement is held against all others, so the time grows with the square of the corpus: a second or so for a
    /// thousand statements.
    #[must_use]
    pub fn consensus(&self) -> Vec<Topic> {
        let mut topics: Vec<(Key, Topic)> = Vec::new();
        let mut put = |subject: Option<(Key, String)>, into: &dyn Fn(&mut Topic)| {
            let (key, name) = subject.unwrap_or((Key(0), String::new()));
            let at = topics.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
                topics.push((key, Topic { name, propositions: Vec::new(), figures: Vec::new() }));
                topics.len() - 1
            });
            if let Some((_, topic)) = topics.get_mut(at) {
                into(topic);
            }
        };
        for (subject, proposition) in self.propositions() {
            put(subject, &|topic| topic.propositions.push(proposition.clone()));
        }
        for (subject, figures) in self.figures() {
            put(subject, &|topic| match topic.figures.iter_mut().find(|known| known.role == figures.role) {
                Some(known) if !topic.name.is_empty() => known.take_in(figures.clone()),
                _ => topic.figures.push(figures.clone()),
            });
        }
        gathered(topics)
    }

    fn propositions(&self) -> Vec<(Option<(Key, String)>, Proposition)> {
        let statements = self.statements();
        let stances: Vec<FxHashMap<usize, (bool, f32)>> =
            statements.iter().map(|statement| self.stances_of(statement)).collect();
        let mut candidates = Vec::new();
        for (at, statement) in statements.iter().enumerate().filter(|(_, statement)| can_stand_for_others(statement)) {
            let (weight, supporting, contradicting) = sides(at, statements, &stances);
            if supporting.len() >= 2 && supporting.len() > contradicting.len()
                || supporting.len() == contradicting.len() && !contradicting.is_empty()
            {
                candidates.push(Candidate { statement, weight, supporting, contradicting });
            }
        }
        // What most answers share comes first, in the words that come nearest to all of theirs.
        candidates.sort_by(|one: &Candidate<'_>, other| other.weight.total_cmp(&one.weight));
        let mut told: FxHashSet<(usize, usize, &str)> = FxHashSet::default();
        let mut found = Vec::new();
        for candidate in candidates {
            let all = || candidate.supporting.iter().chain(&candidate.contradicting);
            let known = all().filter(|statement| told.contains(&identity(statement))).count();
            // What mostly repeats the statements of an earlier proposition is that proposition in other words.
            if told.contains(&identity(candidate.statement)) || known * 2 > all().count() {
                continue;
            }
            told.extend(all().map(|statement| identity(statement)));
            let sides = |statements: &[&Statement]| statements.iter().map(|statement| side(statement)).collect();
            found.push((
                own_claims(candidate.statement).find_map(|claim| self.subject(claim)),
                Proposition {
                    statement: side(candidate.statement),
                    supporting: sides(&candidate.supporting),
                    contradicting: sides(&candidate.contradicting),
                },
            ));
        }
        found
    }

    /// What each statement says of this one, by its index: whether it agrees, and how surely.
    fn stances_of(&self, statement: &Statement) -> FxHashMap<usize, (bool, f32)> {
        let mut found: FxHashMap<usize, (bool, f32)> = FxHashMap::default();
        let findings = own_claims(statement).flat_map(|claim| {
            self.findings(claim).into_iter().filter(|(_, finding)| !is_beside_the_point(claim, finding))
        });
        for (index, finding) in findings {
            let agrees = match finding.stance {
                Stance::Supports | Stance::Qualifies => true,
                // "No effect" stands against every effect there is, and rarely against the one that is meant.
                Stance::Contradicts
                    if finding.point.as_ref().is_some_and(|point| point.kind == Kind::NoneAgainstMove) =>
                {
                    continue;
                }
                Stance::Contradicts => false,
                Stance::Neutral => continue,
            };
            let best = found.entry(index).or_insert((agrees, 0.0));
            if finding.score > best.1 {
                *best = (agrees, finding.score);
            }
        }
        found
    }

    fn figures(&self) -> Vec<(Option<(Key, String)>, Figures)> {
        let mut families: Vec<Family<'_>> = Vec::new();
        for statement in self.statements() {
            for claim in own_claims(statement) {
                for (at, quantity) in claim.quantities.iter().enumerate() {
                    let standing = claim.standings.get(at).copied().unwrap_or_default();
                    if standing.negated || standing.condition || !is_told(quantity.role) {
                        continue;
                    }
                    let mut family = vec![(statement, quantity)];
                    let mut heard = FxHashSet::from_iter([(statement.source, statement.answer)]);
                    family.extend(self.same_measure(claim, at, &mut heard));
                    families.push(Family { statement, claim, role: quantity.role, figures: family });
                }
            }
        }
        // Those that reach most answers first; of those, the ones that can be understood alone.
        families.sort_by_key(|family| (std::cmp::Reverse(family.figures.len()), family.claim.leans_back));
        let mut told: FxHashSet<(usize, usize, &str, usize)> = FxHashSet::default();
        let mut found = Vec::new();
        for Family { statement, claim, role, figures: mut family } in families {
            family.retain(|(statement, quantity)| !told.contains(&place(statement, quantity)));
            if family.len() >= 2 {
                told.extend(family.iter().map(|(statement, quantity)| place(statement, quantity)));
                // "Wears off after three months" is another way to say how long something lasts.
                let lasts = family.iter().any(|(_, quantity)| quantity.role == Role::Duration);
                let role = if lasts && role == Role::End { Role::Duration } else { role };
                let figures = grouped(&family);
                found.push((self.subject(claim), Figures { statement: side(statement), role, figures }));
            }
        }
        found
    }

    /// The figures of answers not heard before for what a figure of a claim measures, one an answer.
    pub(super) fn same_measure<'a>(
        &'a self,
        claim: &Claim,
        at: usize,
        heard: &mut FxHashSet<(usize, usize)>,
    ) -> Vec<(&'a Statement, &'a Quantity)> {
        let mut probe = claim.clone();
        let Some(quantity) = probe.quantities.get_mut(at) else { return Vec::new() };
        let size = if quantity.high.is_finite() { quantity.high } else { quantity.low };
        (quantity.low, quantity.high) = (size * FAR_AWAY, size * FAR_AWAY);
        let mut found = Vec::new();
        for (statement, finding) in self.stances(&probe) {
            let Some(point) = finding.point.filter(|point| point.kind == Kind::Quantities) else { continue };
            let meant = statement
                .reading
                .claims
                .iter()
                .flat_map(|claim| &claim.quantities)
                .find(|quantity| quantity.tokens == point.evidence);
            if finding.score >= SURE
                && let Some(quantity) = meant
                && heard.insert((statement.source, statement.answer))
            {
                found.push((statement, quantity));
            }
        }
        found
    }

    /// What a claim is about: of its subjects the one that the corpus speaks of most.
    fn subject(&self, claim: &Claim) -> Option<(Key, String)> {
        let named = claim.terms.iter().chain(&claim.lent).filter(|term| !term.condition && term.weight > LITTLE_WORD);
        let subjects: Vec<_> = named.clone().filter(|term| term.subject).collect();
        let subjects = if subjects.is_empty() { named.collect() } else { subjects };
        let key = *subjects.into_iter().max_by_key(|term| self.frequency(term))?.keys.first()?;
        Some((key, self.name(key)?))
    }

    /// What a key is called: its concept's name, or the word that most statements use for it.
    fn name(&self, key: Key) -> Option<String> {
        if let Some(concept) = self.lexicon().concepts().iter().find(|concept| concept.key == key) {
            return Some(concept.name.clone());
        }
        let mut counts: FxHashMap<String, usize> = FxHashMap::default();
        for statement in self.statements() {
            for term in statement.reading.claims.iter().flat_map(|claim| &claim.terms) {
                if term.keys.first() == Some(&key) {
                    *counts.entry(words(statement, &term.tokens).to_lowercase()).or_default() += 1;
                }
            }
        }
        counts.into_iter().max_by(|one, other| one.1.cmp(&other.1).then(other.0.cmp(&one.0))).map(|(word, _)| word)
    }
}

/// Words that weigh no more than this stand in any sentence, and name no topic.
const LITTLE_WORD: f32 = 0.35;

/// Figures for one thing, and the claim that was asked about.
struct Family<'a> {
    statement: &'a Statement,
    claim: &'a Claim,
    role: Role,
    figures: Vec<(&'a Statement, &'a Quantity)>,
}

struct Candidate<'a> {
    statement: &'a Statement,
    /// How surely all of them take their side, together.
    weight: f32,
    supporting: Vec<&'a Statement>,
    contradicting: Vec<&'a Statement>,
}

/// The statements that agree with one and those that do not, one an answer, its own first, then the surest.
///
/// Each must take the other the same way: what one says in passing is no answer to what the other says.
fn sides<'a>(
    at: usize,
    statements: &'a [Statement],
    stances: &[FxHashMap<usize, (bool, f32)>],
) -> (f32, Vec<&'a Statement>, Vec<&'a Statement>) {
    let towards = |one: usize, other: usize| stances.get(one).and_then(|stances| stances.get(&other)).copied();
    let mut mutual: Vec<(usize, bool, f32)> = stances
        .get(at)
        .into_iter()
        .flatten()
        .filter_map(|(&other, &(agrees, score))| {
            let (agrees_back, score_back) = towards(other, at)?;
            let score = score.min(score_back);
            let sure = if agrees { SURE } else { SURELY_AGAINST };
            (other != at && agrees == agrees_back && score >= sure).then_some((other, agrees, score))
        })
        .collect();
    mutual.sort_by(|one, other| other.2.total_cmp(&one.2).then(one.0.cmp(&other.0)));
    let (mut supporting, mut contradicting) = (Vec::new(), Vec::new());
    let mut heard: FxHashSet<(usize, usize)> = FxHashSet::default();
    let mut weight = 0.0;
    for (index, agrees, score) in std::iter::once((at, true, 0.0)).chain(mutual) {
        let Some(statement) = statements.get(index) else { continue };
        if heard.insert((statement.source, statement.answer)) {
            weight += score;
            if agrees { supporting.push(statement) } else { contradicting.push(statement) }
        }
    }
    (weight, supporting, contradicting)
}

fn own_claims(statement: &Statement) -> impl Iterator<Item = &Claim> {
    statement.reading.claims.iter().filter(|claim| claim.voice == Voice::Own)
}

/// Whether two statements meet only in what one of them takes for granted: others who speak of atrophy do not thereby
/// say that "atrophy makes it unnecessary".
fn is_beside_the_point(claim: &Claim, finding: &Finding) -> bool {
    let Some(point) = &finding.point else { return false };
    let says_more = claim.values.iter().any(|value| !value.subject && !value.attributive);
    let subject = claim.values.iter().find(|value| value.subject && value.tokens == point.slot);
    says_more && subject.is_some()
}

/// Whether a sentence can be understood without the one before it, and says one thing. A headline does not: it
/// ends without a full stop.
fn can_stand_for_others(statement: &Statement) -> bool {
    own_claims(statement).count() == 1
        && !own_claims(statement).any(|claim| claim.leans_back)
        && statement.reading.tokens.len() <= MOST_WORDS
        && statement.text.trim_end_matches(['”', '"', '’', ')']).ends_with(['.', '!'])
}

impl Figures {
    /// Adds what others measured of the same topic, as far as their answers have not been counted.
    fn take_in(&mut self, others: Self) {
        let answer = |side: &Side| (side.source, side.answer);
        let known: FxHashSet<(usize, usize)> = self.figures.iter().flat_map(|it| &it.sides).map(answer).collect();
        for mut other in others.figures {
            other.sides.retain(|side| !known.contains(&answer(side)));
            match self.figures.iter_mut().find(|figure| figure.is_same(&other.dimension, other.low, other.high)) {
                Some(figure) => figure.sides.append(&mut other.sides),
                None if !other.sides.is_empty() => self.figures.push(other),
                None => {}
            }
        }
        sort(&mut self.figures);
    }
}

impl Figure {
    fn is_same(&self, dimension: &Dimension, low: f64, high: f64) -> bool {
        let same = |one: f64, other: f64| one == other || (one - other).abs() <= 0.02 * one.abs().max(other.abs());
        self.dimension == *dimension && same(self.low, low) && same(self.high, high)
    }
}

/// Those of most answers first, then the smaller ones.
fn sort(figures: &mut [Figure]) {
    let least = |figure: &Figure| if figure.low.is_finite() { figure.low } else { figure.high };
    figures.sort_by(|one, other| other.sides.len().cmp(&one.sides.len()).then(least(one).total_cmp(&least(other))));
}

/// Whether a figure of this role says something about the thing itself.
fn is_told(role: Role) -> bool {
    matches!(role, Role::Duration | Role::End | Role::Onset | Role::Recovery | Role::Interval)
}

/// The same figures together.
pub(super) fn grouped(family: &[(&Statement, &Quantity)]) -> Vec<Figure> {
    let mut figures: Vec<Figure> = Vec::new();
    for (statement, quantity) in family {
        let known = figures.iter_mut().find(|it| it.is_same(&quantity.dimension, quantity.low, quantity.high));
        match known {
            Some(figure) => figure.sides.push(side(statement)),
            None => figures.push(Figure {
                words: words(statement, &quantity.tokens).to_owned(),
                dimension: quantity.dimension.clone(),
                low: quantity.low,
                high: quantity.high,
                sides: vec![side(statement)],
            }),
        }
    }
    sort(&mut figures);
    figures
}

/// The topics with most answers first; what stands alone goes to the last one, which has no name.
fn gathered(topics: Vec<(Key, Topic)>) -> Vec<Topic> {
    let (mut named, mut rest) =
        (Vec::new(), Topic { name: String::new(), propositions: Vec::new(), figures: Vec::new() });
    for (_, topic) in topics {
        if topic.name.is_empty() || topic.propositions.len() + topic.figures.len() < 2 {
            rest.propositions.extend(topic.propositions);
            rest.figures.extend(topic.figures);
        } else {
            named.push(topic);
        }
    }
    for topic in &mut named {
        topic.propositions.sort_by_key(|one| std::cmp::Reverse(one.supporting.len() + one.contradicting.len()));
    }
    let size = |topic: &Topic| {
        let answers = |one: &Proposition| one.supporting.len() + one.contradicting.len();
        topic.propositions.iter().map(answers).sum::<usize>()
            + topic.figures.iter().flat_map(|figures| &figures.figures).map(|figure| figure.sides.len()).sum::<usize>()
    };
    named.sort_by_key(|topic| std::cmp::Reverse(size(topic)));
    rest.propositions.sort_by_key(|one| std::cmp::Reverse(one.supporting.len() + one.contradicting.len()));
    named.extend(Some(rest).filter(|rest| !rest.propositions.is_empty() || !rest.figures.is_empty()));
    named
}

fn identity(statement: &Statement) -> (usize, usize, &str) {
    (statement.source, statement.answer, statement.text.as_str())
}

/// A figure of a statement.
fn place<'a>(statement: &'a Statement, quantity: &Quantity) -> (usize, usize, &'a str, usize) {
    (statement.source, statement.answer, statement.text.as_str(), quantity.tokens.start)
}

fn side(statement: &Statement) -> Side {
    Side { source: statement.source, answer: statement.answer, quote: statement.text.clone(), line: statement.line }
}

/// The words at some tokens of a statement, as they stand.
fn words<'a>(statement: &'a Statement, tokens: &Range<usize>) -> &'a str {
    let tokens = statement.reading.tokens.get(tokens.clone()).unwrap_or_default();
    let ends = tokens.first().zip(tokens.last()).map(|(first, last)| first.range.start..last.range.end);
    ends.and_then(|bytes| statement.text.get(bytes)).unwrap_or_default()
}
