//! Alignment: how much of a claim is spoken of in a piece of evidence.
//!
//! It must not look at polarity; it only asks whether two statements are about the same thing.

use std::cell::{Cell, RefCell};

use rustc_hash::FxHashMap;

use super::vocabulary::{Vocabulary, names_a_thing};
use crate::claim::{Claim, Term};
use crate::english::Key;
use crate::english::quantity::{Dimension, Quantity};
use crate::lexicon::wordnet::{LemmaId, Relation, WordNet};

/// A term of the evidence, and how near to the evidence's own clause it stands (1 is the clause itself).
#[derive(Clone, Copy, Debug)]
pub struct Nearby<'a> {
    /// The term.
    pub term: &'a Term,
    /// From 0 to 1.
    pub nearness: f32,
}

/// How near two terms are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Likeness {
    /// How likely it is that they speak of the same thing, from 0 to 1.
    pub similarity: f32,
    /// How near they are in the general vocabulary: up to 1 for synonyms, below 0 for antonyms, 0 for strangers.
    pub related: f32,
}

/// The terms of one claim beside the words of a corpus; what was found for a pair is kept.
#[derive(Debug)]
pub struct Likenesses {
    rows: Vec<Row>,
}

/// One term of the claim: its neighbours, and how near it is to each word of the corpus, as far as that was asked.
#[derive(Debug)]
struct Row {
    neighbours: Neighbours,
    found: Found,
}

/// What was found, by the place of the corpus's word: a table where there are few words, which is quicker, and a map
/// where a table would take longer to make than the look-ups it saves.
#[derive(Debug)]
enum Found {
    Table(Vec<Cell<Option<Likeness>>>),
    Map(RefCell<FxHashMap<u32, Likeness>>),
}

/// The most words for which a table is made.
const LARGEST_TABLE: usize = 8192;

impl Found {
    fn for_words(count: usize) -> Self {
        if count <= LARGEST_TABLE { Self::Table(vec![Cell::new(None); count]) } else { Self::Map(RefCell::default()) }
    }

    fn get(&self, place: u32) -> Option<Likeness> {
        match self {
            Self::Table(table) => table.get(place as usize).and_then(Cell::get),
            Self::Map(map) => map.borrow().get(&place).copied(),
        }
    }

    fn set(&self, place: u32, likeness: Likeness) {
        match self {
            Self::Table(table) => {
                if let Some(cell) = table.get(place as usize) {
                    cell.set(Some(likeness));
                }
            }
            Self::Map(map) => {
                map.borrow_mut().insert(place, likeness);
            }
        }
    }
}

impl Likenesses {
    /// Prepares a claim to be laid beside the words of a corpus: each of its terms is given its place in the table, those
    /// that are lent to it behind its own.
    pub fn of(claim: &mut Claim, vocabulary: &Vocabulary) -> Self {
        let mut rows = Vec::new();
        for term in claim.terms.iter_mut().chain(&mut claim.lent) {
            term.place = u32::try_from(rows.len()).ok();
            rows.push(Row { neighbours: Neighbours::of(term), found: Found::for_words(vocabulary.len()) });
        }
        Self { rows }
    }

    /// How near a term of the claim is to a term of the corpus.
    #[must_use]
    pub fn between(&self, one: &Term, other: &Term) -> Likeness {
        let row = one.place.and_then(|place| self.rows.get(place as usize));
        let Some(row) = row else { return likeness(one, &Neighbours::of(one), other) };
        let Some(place) = other.place else { return likeness(one, &row.neighbours, other) };
        row.found.get(place).unwrap_or_else(|| {
            let found = likeness(one, &row.neighbours, other);
            row.found.set(place, found);
            found
        })
    }

    /// How likely it is that a term of the claim and one of the corpus speak of the same thing, from 0 to 1.
    #[must_use]
    pub fn similarity(&self, one: &Term, other: &Term) -> f32 {
        self.between(one, other).similarity
    }

    /// How far a claim and a clause of evidence put the same proposition, whatever they say of it: the share of each that
    /// the other speaks of as well, by weight, and of the two shares the smaller.
    ///
    /// What only resembles a thing is another thing here: of two statements that differ in one word, it is that word
    /// which tells whether they are about the same.
    #[must_use]
    pub fn sameness(&self, claim: &Claim, evidence: &Claim) -> f32 {
        // A word and its opposite are at the same place.
        let same = |one: &Term, other: &Term| {
            if self.between(one, other).related < -0.3 { 1.0 } else { self.distinct_similarity(one, other) }
        };
        let of = |one: &Claim, other: &Claim, met: &dyn Fn(&Term, &Term) -> f32| {
            let named = || other.terms.iter().chain(&other.lent);
            let own = one.terms.iter().filter(|term| is_spoken_of(one, term)).map(|term| (term, 1.0));
            let terms = own
                .chain(one.lent.iter().map(|term| (term, LENT)))
                .map(|(term, share)| (share * term.weight, named().map(|other| met(term, other)).fold(0.0, f32::max)));
            let values = one.values.iter().map(|value| {
                let met = other.values.iter().any(|other| other.scale == value.scale);
                if met { (VALUE, 1.0) } else { (OTHER_VALUE, 0.0) }
            });
            share(terms.chain(values))
        };
        let of_claim = of(claim, evidence, &|one, other| same(one, other));
        if of_claim < LITTLE {
            return of_claim;
        }
        of_claim.min(of(evidence, claim, &|other, one| same(one, other)))
    }

    /// Whether each of two statements names a thing at the same place of which the other does not speak, while all the rest
    /// is shared: what holds of salt says nothing about liquorice.
    #[must_use]
    pub fn substituted(&self, claim: &Claim, evidence: &Claim) -> bool {
        let ours: Vec<&Term> = claim.terms.iter().chain(&claim.lent).collect();
        let theirs: Vec<&Term> = evidence.terms.iter().chain(&evidence.lent).collect();
        let to_theirs = |one: &Term| theirs.iter().map(|other| self.between(one, other).similarity).fold(0.0, f32::max);
        let to_ours = |other: &Term| ours.iter().map(|one| self.between(one, other).similarity).fold(0.0, f32::max);
        let strangers = |claim: &Claim, near: &dyn Fn(&Term) -> f32| -> (Vec<(bool, bool)>, f32) {
            let mut places = Vec::new();
            let mut rest = 0.0;
            for term in &claim.terms {
                let similarity = near(term);
                if !is_spoken_of(claim, term) {
                    continue;
                }
                if similarity < STRANGE && term.weight > 0.35 && names_a_thing(term) > 0.5 {
                    places.push((term.subject, term.condition));
                } else if similarity < SAME {
                    rest += term.weight;
                }
            }
            (places, rest)
        };
        let ((ours, our_rest), (theirs, their_rest)) = (strangers(claim, &to_theirs), strangers(evidence, &to_ours));
        our_rest + their_rest < REST && ours.iter().any(|place| theirs.contains(place))
    }

    /// How likely it is that two terms name the very same thing; what is only of the same kind is another thing.
    #[must_use]
    pub fn distinct_similarity(&self, one: &Term, other: &Term) -> f32 {
        let Likeness { similarity, related } = self.between(one, other);
        if related < 0.0 { 0.0 } else { ((similarity - DISTINCT) / (SAME - DISTINCT)).clamp(0.0, 1.0) }
    }

    /// How well a term of the claim is met in and around a piece of evidence, from 0 to 1.
    #[must_use]
    pub fn met(&self, term: &Term, evidence: &[Nearby<'_>]) -> f32 {
        evidence.iter().map(|nearby| self.similarity(term, nearby.term) * nearby.nearness).fold(0.0, f32::max)
    }
}

/// Word vectors this near or less tell nothing.
const FAR: f32 = 0.4;
/// Word vectors this near are as good as kin.
const NEAR: f32 = 0.8;

/// Terms this alike or less are two things.
const DISTINCT: f32 = 0.55;
/// Terms this alike are one thing.
const SAME: f32 = 0.9;
/// Things no more alike than this have nothing to do with each other.
const STRANGE: f32 = 0.6;
/// How much else may differ, by weight, where one thing stands for another.
const REST: f32 = 0.8;
/// How much a place on a scale counts beside a rare word, where both statements have one.
const VALUE: f32 = 0.5;
/// The same where only one has: it may as well say how the thing is put.
const OTHER_VALUE: f32 = 0.3;
/// Two statements that share less than this are about different matters, and nothing more need be looked at.
pub const LITTLE: f32 = 0.2;
/// How much of its weight a word has that was lent from before.
const LENT: f32 = 0.5;

/// Whether a term is something of its own, not part of a place on a scale nor what a share is counted in.
fn is_spoken_of(claim: &Claim, term: &Term) -> bool {
    let at = term.tokens.start;
    let counted = |quantity: &Quantity| {
        quantity.dimension == Dimension::Share && (quantity.tokens.end..quantity.tokens.end + 3).contains(&at)
    };
    !claim.values.iter().any(|value| value.tokens.contains(&at)) && !claim.quantities.iter().any(counted)
}

/// The share of some weights that is met; nothing where too little is said to tell.
fn share(met: impl Iterator<Item = (f32, f32)>) -> f32 {
    let (all, met) = met.fold((0.0, 0.0), |(all, sum), (weight, share)| (all + weight, sum + weight * share));
    if all > 0.45 { met / all } else { 0.0 }
}

fn likeness(one: &Term, neighbours: &Neighbours, other: &Term) -> Likeness {
    let shares = |keys: &[Key], others: &[Key]| keys.iter().any(|key| others.contains(key));
    let related = neighbours.nearness(other);
    let similarity = if shares(&one.keys, &other.keys) {
        1.0
    } else if shares(&one.broader, &other.keys) || shares(&one.keys, &other.broader) {
        0.6
    } else {
        let near = one.vector.zip(other.vector).map_or(0.0, |(one, other)| one.nearness(other));
        related.max(((near - FAR) / (NEAR - FAR)).clamp(0.0, 1.0) * 0.8)
    };
    Likeness { similarity, related }
}

/// The neighbours of a term in the general vocabulary: for each of its lemmas how near they are.
#[derive(Debug)]
struct Neighbours(Vec<FxHashMap<LemmaId, f32>>);

impl Neighbours {
    fn of(term: &Term) -> Self {
        Self(term.lemmas.iter().map(|&lemma| neighbours_of(lemma)).collect())
    }

    /// The strongest relation to any lemma of another term.
    fn nearness(&self, other: &Term) -> f32 {
        let relations =
            self.0.iter().flat_map(|neighbours| other.lemmas.iter().filter_map(|lemma| neighbours.get(lemma)));
        relations.fold(0.0, |best: f32, &next| stronger(best, next))
    }
}

fn neighbours_of(lemma: LemmaId) -> FxHashMap<LemmaId, f32> {
    let mut neighbours = FxHashMap::default();
    for neighbour in WordNet::english().neighbours(lemma) {
        let nearness = match neighbour.relation {
            Relation::Synonym => 0.4 + 0.6 * neighbour.weight,
            Relation::Derived => 0.5 + 0.5 * neighbour.weight,
            Relation::Hypernym => 0.7 * neighbour.weight,
            Relation::Hyponym => 0.8 * neighbour.weight,
            Relation::Antonym => -neighbour.weight,
            Relation::IndirectAntonym => -0.7 * neighbour.weight,
        };
        let best = neighbours.entry(neighbour.lemma).or_insert(0.0);
        *best = stronger(*best, nearness);
    }
    neighbours
}

/// The one that is further from nothing; the first of two that are equally far.
fn stronger(one: f32, other: f32) -> f32 {
    if other.abs() > one.abs() { other } else { one }
}

#[cfg(test)]
mod tests {
    use super::{FAR, Likenesses, NEAR, neighbours_of, stronger};
    use crate::claim::{Claim, Term, read};
    use crate::lexicon::Lexicon;
    use crate::lexicon::wordnet::WordNet;
    use crate::verdict::vocabulary::Vocabulary;

    const SENTENCES: &[&str] = &[
        "The results of the injections are permanent.",
        "Treatment temporarily weakens the muscles of the face for three to four months.",
        "Salt raises blood pressure, and less sodium lowers it in most patients.",
        "Physicians increase the dose when the swelling does not decrease.",
        "Wine and other alcohol make bruises more likely after the visit.",
        "Botulinum toxin makes strong muscles thinner, smaller and weaker.",
        "The husband remembers the front door.",
        "The wife forgets the back door.",
        "They arrive in the north and depart in the south.",
    ];

    fn claims() -> Vec<Claim> {
        SENTENCES.iter().flat_map(|text| read(text, Lexicon::built_in()).claims).collect()
    }

    /// The same, straight from the sources: every pair of lemmas, every relation, nothing kept.
    fn directly(one: &Term, other: &Term) -> (f32, f32) {
        let mut related = 0.0;
        for &from in &one.lemmas {
            for &to in &other.lemmas {
                if WordNet::english().relations(from, to).next().is_some() {
                    related = stronger(related, neighbours_of(from)[&to]);
                }
            }
        }
        let meets = |keys: &[crate::english::Key]| other.keys.iter().any(|key| keys.contains(key));
        if meets(&one.keys) {
            return (1.0, related);
        }
        if meets(&one.broader) || one.keys.iter().any(|key| other.broader.contains(key)) {
            return (0.6, related);
        }
        let near = one.vector.zip(other.vector).map_or(0.0, |(one, other)| one.nearness(other));
        (related.max(((near - FAR) / (NEAR - FAR)).clamp(0.0, 1.0) * 0.8), related)
    }

    #[test]
    fn what_is_kept_is_what_a_direct_look_finds() {
        let mut evidence = claims();
        let mut vocabulary = Vocabulary::default();
        for claim in &mut evidence {
            vocabulary.enter(&mut claim.terms);
        }
        let mut kinds_met = [false; 3];
        for mut claim in claims() {
            let likenesses = Likenesses::of(&mut claim, &vocabulary);
            for other in evidence.iter().flat_map(|claim| &claim.terms) {
                for one in &claim.terms {
                    let expected = directly(one, other);
                    for turn in ["first", "second"] {
                        let found = likenesses.between(one, other);
                        assert_eq!((found.similarity, found.related), expected, "{turn} time: {one:?} and {other:?}");
                    }
                    kinds_met[0] |= expected.1 < 0.0;
                    kinds_met[1] |= expected.1 > 0.0;
                    kinds_met[2] |= expected.0 > 0.0 && expected.1 == 0.0;
                }
            }
        }
        assert_eq!(kinds_met, [true; 3], "the sentences have opposites, kin and near words");
    }

    #[test]
    fn of_two_equally_strong_relations_the_first_counts() {
        assert_eq!(stronger(0.5, -0.5), 0.5);
        assert_eq!(stronger(-0.5, 0.5), -0.5);
        assert_eq!(stronger(0.5, -0.6), -0.6);
    }
}
