//! The second reader's part in a verdict: what it is asked, and how its opinion joins what the rules found.
//!
//! The rule, for a medical editor:
//!
//! 1. The second reader is asked about whole statements only: a heading or a fragment asserts nothing that it could
//!    judge. Of what the author rejects, it is asked without the rejection ([`super::proposition`]). It hears the
//!    dozen statements of the corpus that are nearest in meaning or of which the rules are surest, and where any of
//!    them says something, a second dozen.
//! 2. Of each statement it says how likely it is that the statement supports the sentence, contradicts it, or says the
//!    same less strongly. The rules say how sure they are of their own stance. The two are averaged
//!    ([`Shares`]): what both see is sure, what one sees and the other denies is not.
//!    Where a rule has read off the point on which the two agree, a contradiction that is heard there counts less, and
//!    the other way round. What a rule found and the reader rules out counts less too, but for figures, and for who
//!    is compared with whom, in which the reader is not at home. What is said of other people, or under the opposite
//!    condition, is not heard at all.
//! 3. The weighing of answers ([`super::weigh`]) is the same as before, but for one thing: the likelier any statement seems
//!    to support the sentence, the surer those must be that contradict it.
//! 4. A contradiction that only the second reader sees has no point of its own. The words without which it would
//!    vanish are looked for by leaving out one after the other ([`super::erasure`]).
//!
//! It must not know how the reader reads.

use std::borrow::Cow;

use super::Stance;
use super::difference::{Difference, Kind};
use super::evidence::Statement;
use super::proposition::Proposition;
use super::stance::{Asked, Finding};
use super::weigh::RULES_ALONE;
use crate::claim::Strength;
use crate::reader::{Opinion, Reader};

/// Whoever can say what a piece of evidence says about a claim.
pub trait SecondReader: Sync {
    /// The opinion of each pair of evidence and claim, in their order.
    fn read(&self, pairs: &[(&str, &str)]) -> Vec<Opinion>;
}

impl SecondReader for Reader {
    fn read(&self, pairs: &[(&str, &str)]) -> Vec<Opinion> {
        Self::read(self, pairs)
    }
}

/// How many statements the second reader hears for one sentence, and how many more where one of them says anything.
const HEARD: usize = 12;

/// A statement of which it is at least this sure that it says nothing is taken to say nothing.
const SILENT: f32 = 0.9;

/// How much a rule's stance brings a statement forward, against nearness in meaning.
const FOUND: f32 = 0.6;

/// How the second reader's word counts beside the rules.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shares {
    /// Its share in how sure a stance is; the rest is the rules'.
    reader: f32,
    /// Its share where a rule has found the very point on which the two agree or clash.
    beside_a_point: f32,
    /// What its word for support counts.
    of_support: f32,
    /// What its word counts where a claim is put too strongly.
    of_qualification: f32,
    /// What is left of a rule's stance that it rules out.
    ruled_out: f32,
}

/// Among the statements of a corpus, most of which say nothing of a sentence: there it takes a near one for support more
/// easily than for anything else, and rules seldom see that a claim is put too strongly.
const AMONG_MANY: Shares =
    Shares { reader: 0.4, beside_a_point: 0.4, of_support: 1.15, of_qualification: 1.4, ruled_out: 0.4 };

/// Between two statements that were put beside one another on purpose.
pub(super) const FACE_TO_FACE: Shares =
    Shares { reader: 0.6, beside_a_point: 0.4, of_support: 1.0, of_qualification: 1.0, ruled_out: 0.75 };

/// How sure a rule must be of a point to overrule what is heard.
const READ_OFF: f32 = 0.2;

/// What is left of what a rule overrules.
const OVERRULED: f32 = 0.6;

/// How likely a rule's stance must at least seem to the reader, not to be ruled out.
const LIKELY_AT_ALL: f32 = 0.1;

/// What is left of a contradiction that was heard about a subject of which the corpus never speaks: "your file is kept
/// indefinitely" is heard as a contradiction of "the effect is temporary", and is none.
const STRANGER: f32 = 0.5;

/// What is left of a contradiction that was heard in what is only said to be possible: "results might improve" hardly
/// excludes anything.
const ONLY_POSSIBLE: f32 = 0.8;

/// What is left of a contradiction that was heard in a statement whose subject stands in the sentence before it ("that
/// was never shown"), which the reader does not see.
const OF_WHAT_WENT_BEFORE: f32 = 0.95;

/// How sure a rule must be for the point on which it found the two to clash to be shown as what they clash on; else the
/// clash was heard, whatever a rule found there.
const TELLING: f32 = 0.25;

/// A joined finding that is less sure is dropped.
const WORTH_COUNTING: f32 = 0.1;

/// What a sentence asks the second reader: its claims' findings by rules, and how near each statement is to each claim.
pub(super) struct Question<'a> {
    /// What the sentence says.
    pub(super) proposition: Proposition<'a>,
    /// The statements that may be heard, each with its number in the corpus, in order.
    pub(super) statements: Vec<(usize, Cow<'a, Statement>)>,
    /// For each claim, what the rules found.
    pub(super) findings: Vec<Vec<(usize, Finding)>>,
    /// For each claim, how near each of these statements is in meaning, from -1 to 1.
    pub(super) nearness: Vec<Vec<f32>>,
    /// For each claim, how much its subject is something of which the corpus never speaks, from 0 to 1.
    pub(super) strangeness: Vec<f32>,
    /// The claims, ready to be held against statements.
    pub(super) asked: Vec<Asked>,
}

/// What rules and reader find together.
pub(super) struct Answer {
    /// The findings, claim by claim.
    pub(super) findings: Vec<Vec<(usize, Finding)>>,
    /// How likely the reader thinks it that the statement which comes nearest to supporting the sentence does, from 0 to
    /// 1, be it too unlikely to be a finding.
    pub(super) accord: f32,
}

impl Question<'_> {
    /// What rules and reader find together.
    pub(super) fn ask(mut self, reader: &dyn SecondReader) -> Answer {
        let opinions = self.opinions(reader);
        let accord = opinions.iter().map(|(_, opinion)| opinion.supports).fold(0.0, f32::max);
        let faint = |finding: &Finding| finding.stance == Stance::Contradicts && finding.score < TELLING;
        for (_, finding) in self.findings.iter_mut().flatten().filter(|(_, finding)| faint(finding)) {
            finding.point = None;
        }
        for (index, opinion) in opinions {
            self.join(index, opinion);
        }
        Answer { findings: self.findings, accord }
    }

    /// What the reader says of each statement that it hears, the most telling statement first.
    pub(super) fn opinions(&self, reader: &dyn SecondReader) -> Vec<(usize, Opinion)> {
        let mut opinions = Vec::with_capacity(2 * HEARD);
        for places in self.candidates().chunks(HEARD) {
            let heard: Vec<&(usize, Cow<'_, Statement>)> =
                places.iter().filter_map(|place| self.statements.get(*place)).collect();
            let pairs: Vec<(&str, &str)> =
                heard.iter().map(|(_, statement)| (statement.text.as_str(), &*self.proposition.text)).collect();
            let said = reader.read(&pairs).into_iter().map(|opinion| self.proposition.turned(opinion));
            opinions.extend(heard.into_iter().map(|(index, _)| *index).zip(said));
            if opinions.iter().all(|(_, opinion)| opinion.neutral >= SILENT) {
                break;
            }
        }
        opinions
    }

    /// The places of the statements to be heard, the most telling first: two lots at most.
    fn candidates(&self) -> Vec<usize> {
        let mut ranks = vec![f32::MIN; self.statements.len()];
        for near in &self.nearness {
            for (rank, near) in ranks.iter_mut().zip(near) {
                *rank = rank.max(*near);
            }
        }
        for (index, finding) in self.findings.iter().flatten() {
            if let Some(rank) = self.place_of(*index).and_then(|place| ranks.get_mut(place)) {
                *rank += FOUND * finding.score;
            }
        }
        let asserting = |place: &usize| self.statements.get(*place).is_some_and(|(_, statement)| statement.asserts);
        let mut places: Vec<usize> = (0..self.statements.len()).filter(asserting).collect();
        let rank = |place: &usize| ranks.get(*place).copied().unwrap_or(f32::MIN);
        places.sort_by(|one, other| rank(other).total_cmp(&rank(one)).then(one.cmp(other)));
        places.truncate(2 * HEARD);
        places
    }

    /// Where a statement stands among those that may be heard.
    fn place_of(&self, index: usize) -> Option<usize> {
        self.statements.binary_search_by_key(&index, |(index, _)| *index).ok()
    }

    /// Joins an opinion on a statement with what the rules found there.
    fn join(&mut self, index: usize, opinion: Opinion) {
        let Some((_, statement)) = self.place_of(index).and_then(|place| self.statements.get(place)) else { return };
        let hedged = is_hedged(statement);
        let leans_back = statement.own_claims().all(|claim| claim.leans_back);
        let only_possible = statement.own_claims().all(|claim| claim.strength == Strength::Possible);
        let claim = self.claim_of(index, opinion);
        if self.asked.get(claim).is_some_and(|asked| asked.is_apart(statement)) {
            return;
        }
        let Some(findings) = self.findings.get_mut(claim) else { return };
        let place = findings.iter().position(|(other, _)| *other == index);
        let rule = place.map(|place| findings.swap_remove(place).1);
        let hedged = rule.as_ref().map_or(hedged, |rule| rule.hedged);
        let strangeness = self.strangeness.get(claim).copied().unwrap_or(0.0);
        let share = (1.0 - (1.0 - STRANGER) * strangeness.clamp(0.0, 1.0))
            * if only_possible { ONLY_POSSIBLE } else { 1.0 }
            * if leans_back { OF_WHAT_WENT_BEFORE } else { 1.0 };
        let opinion = opinion.with_contradiction(share);
        // That a thing never happens follows from a plain denial.
        let denied = self.asked.get(claim).is_some_and(Asked::is_denied) && !hedged;
        let agrees = rule.as_ref().is_some_and(|rule| rule.stance == Stance::Supports && rule.point.is_some());
        let opinion = if denied && agrees { opinion.without_reserve() } else { opinion };
        let joined = join(rule.as_ref(), opinion, &AMONG_MANY);
        findings.extend(joined.map(|joined| (index, Finding { hedged, ..joined })));
    }

    /// The claim that an opinion is about: the one of which the rules found the same, else anything, else the nearest.
    fn claim_of(&self, index: usize, opinion: Opinion) -> usize {
        let place = self.place_of(index);
        let rank = |claim: usize| {
            let rule = self.findings.get(claim).and_then(|findings| findings.iter().find(|(other, _)| *other == index));
            let near =
                self.nearness.get(claim).zip(place).and_then(|(near, place)| near.get(place)).copied().unwrap_or(0.0);
            match rule {
                Some((_, finding)) => 2.0 + finding.score + likelihood(opinion, finding.stance),
                None => near,
            }
        };
        (0..self.findings.len()).max_by(|one, other| rank(*one).total_cmp(&rank(*other))).unwrap_or(0)
    }
}

/// What rule and reader find together; none where that is not worth counting.
pub(super) fn join(rule: Option<&Finding>, opinion: Opinion, shares: &Shares) -> Option<Finding> {
    let by_rule = |stance: Stance| rule.filter(|rule| rule.stance == stance);
    let located = rule.is_some_and(|rule| rule.point.is_some() && rule.score >= RULES_ALONE.firm);
    let share = if located { shares.beside_a_point } else { shares.reader };
    let sure = |stance: Stance| {
        let word = match stance {
            Stance::Supports => shares.of_support,
            Stance::Qualifies => shares.of_qualification,
            Stance::Contradicts | Stance::Neutral => 1.0,
        };
        let read = by_rule(stance)
            .map_or(0.0, |rule| rule.score * if is_ruled_out(rule, opinion) { shares.ruled_out } else { 1.0 });
        let left = if rule.is_some_and(|rule| overrules(rule, stance)) { OVERRULED } else { 1.0 };
        (1.0 - share) * read + share * word * left * likelihood(opinion, stance)
    };
    let stances = [Stance::Qualifies, Stance::Supports, Stance::Contradicts];
    let stance = stances.into_iter().max_by(|one, other| sure(*one).total_cmp(&sure(*other)))?;
    let point = by_rule(stance).and_then(|rule| rule.point.clone());
    let hedged = rule.is_some_and(|rule| rule.hedged);
    (sure(stance) >= WORTH_COUNTING).then(|| Finding { stance, score: sure(stance), point, hedged })
}

impl Opinion {
    /// The opinion with its reserve given up: what is said with reserve is said.
    fn without_reserve(self) -> Self {
        Self { supports: self.supports + self.qualifies, qualifies: 0.0, ..self }
    }

    /// The opinion with a share of its contradiction; the rest says nothing.
    fn with_contradiction(self, share: f32) -> Self {
        let contradicts = self.contradicts * share;
        Self { contradicts, neutral: self.neutral + self.contradicts - contradicts, ..self }
    }
}

/// Whether a rule has read off the very point on which the two say the same, or clash, so that the opposite was misheard.
/// The reader cannot reckon: where figures agree ("fifteen weeks", "3–4 months"), it need not be sure of anything else.
fn overrules(rule: &Finding, stance: Stance) -> bool {
    let opposite = match stance {
        Stance::Contradicts => Stance::Supports,
        Stance::Supports => Stance::Contradicts,
        Stance::Qualifies | Stance::Neutral => return false,
    };
    let figures = |point: &Difference| stance == Stance::Contradicts && point.kind == Kind::Quantities;
    rule.stance == opposite && rule.point.as_ref().is_some_and(|point| figures(point) || rule.score >= READ_OFF)
}

/// Whether the reader is sure that a rule's stance is none, of a matter that it can judge.
fn is_ruled_out(rule: &Finding, opinion: Opinion) -> bool {
    let beyond_it = |point: &Difference| matches!(point.kind, Kind::Quantities | Kind::Roles);
    !rule.point.as_ref().is_some_and(beyond_it) && likelihood(opinion, rule.stance) < LIKELY_AT_ALL
}

fn likelihood(opinion: Opinion, stance: Stance) -> f32 {
    match stance {
        Stance::Supports => opinion.supports,
        Stance::Contradicts => opinion.contradicts,
        Stance::Qualifies => opinion.qualifies,
        Stance::Neutral => opinion.neutral,
    }
}

fn is_hedged(statement: &Statement) -> bool {
    statement.own_claims().map(|claim| claim.strength).min().is_some_and(|strength| strength < Strength::Plain)
}
