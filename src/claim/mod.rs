//! A claim and its assertion; from a sentence to its claims.
//!
//! It must not know the corpus, and it must not compare: it says what a sentence states, of what, and how firmly.

mod company;
mod compared;
mod content;
mod discourse;
mod lead;
mod myth;
mod read;
mod stop;
mod voice;

use std::ops::Range;

pub use compared::{Compared, Order};
pub use discourse::Discourse;
pub use read::{read, terms_of};
pub use voice::Reply;

use crate::english::quantity::Quantity;
use crate::english::{Clause, Cue, Key, Tag, Token};
use crate::lexicon::Pole;
use crate::lexicon::groups::Groups;
use crate::lexicon::vectors::WordVector;
use crate::lexicon::wordnet::LemmaId;

/// A sentence as it was understood.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// Its tokens; every other range below counts in them.
    pub tokens: Vec<Token>,
    /// What each token is in its sentence.
    pub tags: Vec<Tag>,
    /// Its clauses.
    pub clauses: Vec<Clause>,
    /// Its cues of assertion.
    pub cues: Vec<Cue>,
    /// Its claims, in the order of its clauses.
    pub claims: Vec<Claim>,
    /// What it says of the statement before it, where it does no more than that ("Nonsense.", "It isn't.").
    pub reply: Option<Reply>,
    /// A claim whose predicate stands in the sentence before ("Warfarin does not."): which, and whether it is denied.
    pub(super) unfilled: Option<(usize, bool)>,
}

/// Whether a word stands for the author.
fn is_author(word: &str) -> bool {
    matches!(word, "i" | "we")
}

/// What a text calls its own parts, and what it lacks: a sentence that names nothing else speaks of the text.
const OF_THE_TEXT: &str = "answer answers anything claim claims everything evidence list lists nobody page pages \
                           paragraph proof question questions row rows section sentence something table word words";

impl Reading {
    /// The fewest words of a sentence that can stand for itself.
    const SHORTEST: usize = 4;

    /// The claims that the author makes in the author's own voice.
    pub fn own_claims(&self) -> impl Iterator<Item = &Claim> {
        self.claims.iter().filter(|claim| claim.voice == Voice::Own)
    }

    /// Whether a claim says of what it holds, or how much ("Hardly anyone has to" does not).
    fn names_something(&self, claim: &Claim) -> bool {
        let is_noun = |at: usize| self.tags.get(at) == Some(&Tag::Noun);
        let mut nouns = claim.tokens.clone().filter(|&at| is_noun(at)).filter_map(|at| self.tokens.get(at)).peekable();
        if nouns.peek().is_some() && nouns.all(|noun| OF_THE_TEXT.split(' ').any(|word| word == noun.text)) {
            return false;
        }
        !claim.values.is_empty()
            || !claim.quantities.is_empty()
            || !claim.lent.is_empty() && !claim.terms.is_empty()
            || claim.terms.iter().any(|term| term.tokens.clone().any(is_noun))
    }

    /// Whether it tells of the author alone ("I have injected for twenty years", "we keep photographs for life", "my own
    /// mother…"), or of the author's words ("by that I mean…").
    #[must_use]
    pub fn tells_of_author(&self) -> bool {
        let word = |at: usize| self.tokens.get(at).map_or("", |token| token.text.as_str());
        let is_personal = |claim: &Claim| {
            let spoken = |at: &usize| {
                !matches!(self.tags.get(*at), Some(Tag::Mark | Tag::Adverb | Tag::Coordinator | Tag::Subordinator))
            };
            claim.tokens.clone().find(spoken).is_some_and(|at| match word(at) {
                "my" | "our" => word(at + 1) == "own",
                word => is_author(word),
            })
        };
        let mut own = self.own_claims().filter(|claim| claim.says_something()).peekable();
        let explains = (1..self.tokens.len()).any(|at| word(at - 1) == "i" && word(at) == "mean");
        explains || own.peek().is_some() && own.all(is_personal)
    }

    /// The bytes of some neighbouring tokens, from the first one's start to the last one's end; nothing where there are
    /// none.
    #[must_use]
    pub fn bytes(&self, tokens: &Range<usize>) -> Option<Range<usize>> {
        let tokens = self.tokens.get(tokens.clone())?;
        Some(tokens.first()?.range.start..tokens.last()?.range.end)
    }

    /// How many tokens at its start are a label that calls the rest of it wrong ("Myth: …").
    #[must_use]
    pub fn label(&self) -> usize {
        myth::label(&self.tokens)
    }

    /// Whether it is a whole statement of the author's own; a heading or a fragment asserts nothing by itself.
    #[must_use]
    pub fn asserts(&self) -> bool {
        self.own_claims().any(|claim| self.names_something(claim))
            && self.reply.is_none()
            && self.clauses.iter().any(|clause| clause.verb.is_some())
            && self.tokens.iter().filter(|token| token.text.starts_with(char::is_alphanumeric)).count()
                >= Self::SHORTEST
    }
}

/// One checkable proposition.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The tokens of its clause.
    pub tokens: Range<usize>,
    /// Who says it.
    pub voice: Voice,
    /// How firmly it is said.
    pub strength: Strength,
    /// What it speaks of: everything that is neither a cue nor a little word.
    pub terms: Vec<Term>,
    /// What its pronoun stands for, where it leans back.
    pub lent: Vec<Term>,
    /// Where it places something on a scale.
    pub values: Vec<Value>,
    /// The figures in it.
    pub quantities: Vec<Quantity>,
    /// How each of the figures stands, in the same order.
    pub standings: Vec<Standing>,
    /// Whether it says that there are exceptions ("not always", "not everyone").
    pub exception: bool,
    /// Whether it denies that something has been shown, rather than the thing.
    pub unproven: bool,
    /// Whether it says that the thing has been shown.
    pub proven: bool,
    /// Under which circumstance it is said to hold.
    pub phase: Phase,
    /// Where "than" stands, when it compares two things.
    pub than: Option<usize>,
    /// The two things that it compares, where it does.
    pub compared: Option<Compared>,
    /// The two things that it puts into an order in time, where it does.
    pub sequence: Option<Compared>,
    /// Whether its subject stands in what was said before (a pronoun, or nothing at all).
    pub leans_back: bool,
    /// Whether the whole of it is denied by what stands around it ("it is a myth that…").
    pub flipped: bool,
}

impl Claim {
    /// Whether it says anything by itself ("nobody has shown that it does" does not).
    pub(crate) fn says_something(&self) -> bool {
        !self.terms.is_empty() || !self.values.is_empty() || !self.quantities.is_empty()
    }
}

/// How a figure stands in a claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Standing {
    /// Whether it is denied ("does not last more than four months").
    pub negated: bool,
    /// Whether it belongs to a condition of the claim ("after two years of use, …").
    pub condition: bool,
}

/// Who says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub enum Voice {
    /// The author asserts it.
    Own,
    /// Somebody else does, or nobody: a question, a report, a supposition.
    Other,
}

/// How firmly something is said, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub enum Strength {
    /// It may be so, or for some.
    Possible,
    /// It is so as a rule.
    Usual,
    /// It is so.
    Plain,
    /// It is so always, for everyone, for certain.
    Universal,
}

/// The circumstance under which a claim holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Phase {
    /// After something was given up.
    pub after_stopping: bool,
    /// With repetition, over a long time.
    pub repeated: bool,
}

/// Something that a claim speaks of.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// The keys under which it may be matched: a concept first, then base forms, then the written form.
    pub keys: Vec<Key>,
    /// Keys of wider concepts.
    pub broader: Vec<Key>,
    /// Its lemmas in the general vocabulary, the likeliest first.
    pub lemmas: Vec<LemmaId>,
    /// Its word vector, where there is one.
    pub vector: Option<WordVector>,
    /// The groups of people that it names.
    pub groups: Groups,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// How much it tells: 1 for a word of its own, less for a word that stands anywhere.
    pub weight: f32,
    /// Whether it is denied.
    pub negated: bool,
    /// Whether it stands in a condition that belongs to the claim.
    pub condition: bool,
    /// Whether it stands before the verb of its clause.
    pub subject: bool,
    /// Whether it is a plural, which "they" may stand for.
    pub plural: bool,
    /// Its place in the judge's tables, once it has one there.
    pub place: Option<u32>,
}

/// A place on a scale.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Value {
    /// The scale.
    pub scale: u8,
    /// The pole that is named.
    pub pole: Pole,
    /// Whether it is denied.
    pub negated: bool,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Whether it stands before the verb of its clause.
    pub subject: bool,
    /// Whether it only describes the noun of the subject behind it ("*large* muscles recover").
    pub attributive: bool,
    /// Whether it is an adjective without comparison in front of its noun ("a *big* muscle"): how a thing is, not what
    /// becomes of it.
    pub describes: bool,
    /// Whether it is a verb, which does something to what stands behind it ("*weakens* the muscles").
    pub acts: bool,
}

impl Value {
    /// A place that is named at these tokens; the rest is read from what stands around it.
    fn at(scale: u8, pole: Pole, tokens: Range<usize>) -> Self {
        Self { scale, pole, negated: false, tokens, subject: false, attributive: false, describes: false, acts: false }
    }
}
