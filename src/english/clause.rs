//! Clauses of a sentence: what states something, under which condition, of whom.
//!
//! It must not build a tree: a clause here is the stretch in which a negation holds and a verb finds its subject, and a
//! link to the clause that it belongs to. Borders are found from the marks, the little words, and from where a noun
//! phrase meets a finite verb.

mod link;
mod noun_phrase;

use std::ops::Range;

use super::frame::{Speech, is_hearsay, speech};
use super::tag::{Tag, is_plural};
use super::token::{Token, TokenKind};

/// A clause, or a phrase that is set off like one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Its tokens, the marker included.
    pub tokens: Range<usize>,
    /// What kind of clause its marker makes it.
    pub kind: ClauseKind,
    /// The clause that it belongs to, as an index: whose condition, description, content or further predicate it is.
    pub host: Option<usize>,
    /// Its first finite verb or auxiliary, relative clauses in its subject passed over.
    pub verb: Option<usize>,
    /// Whether it is a further predicate of its host's subject ("and reduces wrinkles").
    pub shares_subject: bool,
    /// Whether its verb hangs on the auxiliary of its host as well ("does not ease the pain or cure the cause").
    pub shares_auxiliary: bool,
}

/// The kinds of clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ClauseKind {
    /// States something of its own.
    Main,
    /// States something of its own, set against what went before ("but", "although").
    Contrast,
    /// Gives a condition or a time ("if", "after").
    Condition,
    /// Describes what was named before ("which", "who").
    Relative,
    /// What somebody says, believes or shows ("that …" behind "people say").
    Content,
    /// The predicate of a clause whose subject holds a content clause ("the story that … *is untrue*").
    Resumption,
    /// A phrase that is set off from its clause and belongs to it ("in most people, …").
    Phrase,
}

/// Splits a sentence into clauses that cover all its tokens, in order.
#[must_use]
pub fn clauses(tokens: &[Token], tags: &[Tag]) -> Vec<Clause> {
    if tokens.is_empty() || tokens.len() != tags.len() {
        return Vec::new();
    }
    let mut splitter = Splitter { tokens, tags, clauses: Vec::new(), open: Open::default() };
    splitter.run();
    let Splitter { mut clauses, .. } = splitter;
    link::link(&mut clauses, tokens, tags);
    clauses
}

/// The clause that is being read.
#[derive(Clone, Copy, Debug, Default)]
struct Open {
    start: usize,
    /// Behind its marker.
    body: usize,
    kind: Option<ClauseKind>,
    verb: Option<usize>,
    /// Restrictive relatives whose verb has not come yet.
    relatives: usize,
    shares_subject: bool,
    shares_auxiliary: bool,
    /// Opened by a preposition, so that it needs no verb.
    prepositional: bool,
    /// In an opening position, before the clause that it belongs to.
    early: bool,
}

struct Splitter<'a> {
    tokens: &'a [Token],
    tags: &'a [Tag],
    clauses: Vec<Clause>,
    open: Open,
}

impl Splitter<'_> {
    fn run(&mut self) {
        self.open = self.opening(0, 0, true);
        let mut at = 0;
        while at < self.tokens.len() {
            if at >= self.open.body.max(self.open.start + 1)
                && let Some(next) = self.boundary(at)
            {
                self.close(at);
                self.open = next;
                at = at.max(next.start);
                // What stands before the body are marks and markers.
                while at < next.body {
                    at += 1;
                }
                self.observe(at);
                at += 1;
                continue;
            }
            if at >= self.open.body {
                self.observe(at);
            }
            at += 1;
        }
        self.close(self.tokens.len());
    }

    fn close(&mut self, end: usize) {
        let open = self.open;
        if open.start >= end {
            return;
        }
        let kind = match open.kind.unwrap_or(ClauseKind::Main) {
            ClauseKind::Phrase if open.verb.is_some() => ClauseKind::Main,
            kind => kind,
        };
        let host = self.clauses.len().checked_sub(1).filter(|_| !open.early);
        self.clauses.push(Clause {
            tokens: open.start..end,
            kind,
            host,
            verb: open.verb,
            shares_subject: open.shares_subject,
            shares_auxiliary: open.shares_auxiliary,
        });
    }

    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text.as_str())
    }

    fn tag(&self, at: usize) -> Option<Tag> {
        self.tags.get(at).copied()
    }

    fn observe(&mut self, at: usize) {
        match self.tag(at) {
            Some(Tag::Wh)
                if self.open.verb.is_none()
                    && (at > self.open.body || matches!(self.text(at), "what" | "whoever" | "whatever")) =>
            {
                self.open.relatives += 1;
            }
            Some(Tag::Subordinator) if self.text(at) == "that" && self.open.verb.is_none() && at > self.open.body => {
                self.open.relatives += 1;
            }
            Some(_) if self.is_finite(at) => {
                if self.open.relatives > 0 {
                    self.open.relatives -= 1;
                } else if self.open.verb.is_none() {
                    self.open.verb = Some(at);
                }
            }
            _ => {}
        }
    }

    /// The clause that begins at a token (a mark or a coordinator may stand first).
    fn opening(&self, start: usize, body: usize, early: bool) -> Open {
        let mut at = body;
        let mut kind = None;
        while let Some(tag) = self.tag(at) {
            let text = self.text(at);
            match text {
                "but" | "yet" | "although" | "though" | "whereas" | "because" | "nevertheless" | "however" => {
                    kind = Some(ClauseKind::Contrast);
                }
                "and" | "or" | "nor" | "so" | "then" | "even" | "just" | "only" | "also" | "still" | "sadly"
                | "yes" | "no"
                    if text != "no" || self.tag(at + 1) == Some(Tag::Mark) => {}
                "," if at > start && kind == Some(ClauseKind::Contrast) => {}
                _ if tag == Tag::Mark && !matches!(text, ",") && at == start => {}
                _ if tag == Tag::Mark && matches!(text, "\"" | "“" | "*" | "_") => {}
                _ => break,
            }
            at += 1;
        }
        let mut open = Open { start, body: at, early, ..Open::default() };
        let text = self.text(at);
        // "…, as the nerve grows back" gives a reason.
        let causal = self.text(start) == "," && at == start + 1 && self.open.verb.is_some();
        let (marked, prepositional) = match text {
            "while" if causal => (Some(ClauseKind::Contrast), false),
            "if" | "when" | "whenever" | "unless" | "while" | "provided" | "whether" => {
                (Some(ClauseKind::Condition), false)
            }
            "once" if !self.counts_once(at) => {
                (Some(ClauseKind::Condition), self.tag(at + 1) == Some(Tag::Preposition))
            }
            "by" | "the"
                if matches!(
                    (self.text(at + 1), self.text(at + 2)),
                    ("the", "time") | ("moment" | "minute" | "day", _)
                ) && self.subject_then_verb(at + if text == "by" { 3 } else { 2 }).is_some() =>
            {
                at += if text == "by" { 2 } else { 1 };
                (Some(ClauseKind::Condition), false)
            }
            "since" if causal && self.subject_then_verb(at + 1).is_some() => (Some(ClauseKind::Contrast), false),
            "after" | "before" | "until" | "till" | "since" => {
                let clause =
                    self.subject_then_verb(at + 1).is_some_and(|verb| !self.counted_then_coordinated(at + 1, verb));
                (Some(ClauseKind::Condition), !clause)
            }
            "during" | "following" | "with" | "without" | "upon" => (Some(ClauseKind::Condition), true),
            "as" if matches!(self.text(at + 1), "long" | "soon") && self.subject_then_verb(at + 3).is_some() => {
                (Some(ClauseKind::Condition), false)
            }
            "as" if self.subject_then_verb(at + 1).is_some() => {
                (Some(if causal { ClauseKind::Contrast } else { ClauseKind::Condition }), false)
            }
            "as" | "like" | "unlike" | "despite" => (Some(ClauseKind::Condition), true),
            "which" | "who" | "whose" | "where" if !early => (Some(ClauseKind::Relative), false),
            "the" if self.is_comparative(at + 1) && early && self.parallel_follows(at) => {
                (Some(ClauseKind::Condition), false)
            }
            "far" if self.text(at + 1) == "from" => (kind.is_none().then_some(ClauseKind::Phrase), true),
            "contrary" | "according" | "thanks" | "due" | "owing" | "compared" | "depending" | "regardless"
            | "irrespective"
                if self.tag(at + 1) == Some(Tag::Preposition) =>
            {
                (kind.is_none().then_some(ClauseKind::Phrase), true)
            }
            // "Kept up for years, it …", "Untreated, the nerve …".
            _ if early
                && kind.is_none()
                && matches!(self.tag(at), Some(Tag::Participle | Tag::Gerund | Tag::Adjective))
                && self.verbless_until_comma(at) =>
            {
                (Some(ClauseKind::Condition), true)
            }
            _ if self.tag(at) == Some(Tag::Preposition) => (kind.is_none().then_some(ClauseKind::Phrase), true),
            _ => (None, false),
        };
        if marked == Some(ClauseKind::Condition) || marked == Some(ClauseKind::Relative) {
            open.body = at + 1;
        }
        // "But if …": the condition belongs to what follows, which is the contrast.
        open.kind = marked.or(kind);
        open.prepositional = prepositional;
        if marked.is_some_and(|kind| matches!(kind, ClauseKind::Condition | ClauseKind::Phrase)) {
            open.early |= kind.is_some() || self.text(start) == ":" || self.text(start) == ";";
        }
        open
    }

    /// Whether a phrase without a verb begins here that is closed by a comma and followed by a clause.
    fn verbless_until_comma(&self, from: usize) -> bool {
        let comma = (from..self.tokens.len().min(from + 14)).find(|&at| self.text(at) == ",");
        comma.is_some_and(|comma| {
            !(from..comma).any(|at| self.is_finite(at) || self.tags[at] == Tag::Mark)
                && self.subject_then_verb(comma + 1).is_some()
        })
    }

    /// "After three months and the wrinkles return": a figure closes the phrase before the coordinator.
    fn counted_then_coordinated(&self, from: usize, verb: usize) -> bool {
        self.tag(from) == Some(Tag::Number)
            && (from..verb).any(|at| self.tags[at] == Tag::Coordinator && self.tag(at + 1) == Some(Tag::Determiner))
    }

    /// "Once a day", "once or twice".
    fn counts_once(&self, at: usize) -> bool {
        matches!(
            self.text(at + 1),
            "a" | "every" | "daily" | "weekly" | "monthly" | "more" | "or" | "per" | "again" | "" | "."
        ) && self.subject_then_verb(at + 1).is_none()
            || self.text(at + 1) == "and"
    }

    fn is_comparative(&self, at: usize) -> bool {
        let text = self.text(at);
        matches!(text, "more" | "less" | "better" | "worse" | "fewer" | "further" | "sooner")
            || text.len() > 4 && text.ends_with("er") && matches!(self.tag(at), Some(Tag::Adjective | Tag::Adverb))
            || matches!(
                text,
                "longer"
                    | "shorter"
                    | "older"
                    | "younger"
                    | "higher"
                    | "lower"
                    | "larger"
                    | "smaller"
                    | "bigger"
                    | "weaker"
                    | "stronger"
                    | "deeper"
                    | "thinner"
                    | "thicker"
                    | "earlier"
                    | "later"
                    | "greater"
                    | "closer"
            )
    }

    /// "The longer …, the weaker …".
    fn parallel_follows(&self, at: usize) -> bool {
        (at + 2..self.tokens.len()).any(|other| {
            self.text(other) == "the" && self.is_comparative(other + 1) && other > 0 && self.text(other - 1) == ","
        })
    }

    /// The clause that begins at a token, if one does.
    fn boundary(&self, at: usize) -> Option<Open> {
        let text = self.text(at);
        match self.tag(at)? {
            Tag::Mark => match text {
                ";" | ":" | "—" | "…" => Some(self.opening(at, at + 1, true)),
                "(" | ")" => Some(self.opening(at, at + 1, false)),
                "–" | "-" if !self.between_numbers(at) && !self.tokens.get(at + 1).is_some_and(|next| next.joined) => {
                    Some(self.opening(at, at + 1, true))
                }
                "," => self.comma(at),
                _ => None,
            },
            Tag::Coordinator => self.coordination(at),
            _ => self.inner(at),
        }
    }

    fn between_numbers(&self, at: usize) -> bool {
        let number = |at: usize| self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Number);
        at > 0 && number(at - 1) && number(at + 1)
    }

    /// Whether the open clause waits for the clause that it belongs to.
    fn is_waiting(&self) -> bool {
        self.open.early && matches!(self.open.kind, Some(ClauseKind::Condition | ClauseKind::Phrase))
    }

    fn comma(&self, at: usize) -> Option<Open> {
        let mut next = at + 1;
        if self.between_numbers(at) && self.text(next) != "and" {
            return None;
        }
        let coordinated = self.tag(next) == Some(Tag::Coordinator);
        if coordinated {
            next += 1;
        }
        while matches!(
            self.text(next),
            "so" | "then" | "yet" | "though" | "however" | "also" | "and" | "sadly" | "even" | "too"
        ) {
            next += 1;
        }
        let opened = |early: bool| Some(self.opening(at, at + 1, early));
        let subject = self.subject_then_verb(next).is_some();
        let verb = self.is_finite(next) || self.tag(next) == Some(Tag::Negation) && self.is_finite(next + 1);
        let no_verb = self.open.verb.is_none();
        if self.is_waiting() {
            // A list inside a condition goes on; anything else ends it.
            let complete = self.open.prepositional || !no_verb;
            let list = !subject && !verb && self.list_goes_on(at);
            return (complete && !list || subject || verb)
                .then(|| Open { early: false, ..self.opening(at, at + 1, true) })
                .map(|open| {
                    if matches!(open.kind, Some(ClauseKind::Condition | ClauseKind::Phrase)) {
                        Open { early: true, ..open }
                    } else {
                        open
                    }
                });
        }
        if self.text(next) == "the" && self.is_comparative(next + 1) && self.is_comparative(self.open.body + 1) {
            return opened(true);
        }
        match self.text(next) {
            "which" | "who" | "whose" | "where" | "whom" => return opened(false),
            "not" | "rather" | "including" | "unlike" | "instead" | "such" if !subject && !coordinated => {
                return opened(false).map(|open| Open { kind: Some(ClauseKind::Phrase), prepositional: true, ..open });
            }
            _ if matches!(self.text(at + 1), "but" | "yet") && !no_verb && !verb => return opened(false),
            _ => {}
        }
        if matches!(self.open.kind, Some(ClauseKind::Relative | ClauseKind::Phrase))
            && !self.open.early
            && verb
            && !coordinated
        {
            // The sentence goes on behind the relative clause.
            return Some(Open { start: at, body: at + 1, kind: Some(ClauseKind::Main), ..Open::default() });
        }
        if verb && (coordinated || !no_verb) {
            let shares = Open { shares_subject: true, ..self.opening(at, next, false) };
            return Some(shares);
        }
        // "…, and from then on you can stop".
        if coordinated
            && !no_verb
            && self.tag(next) == Some(Tag::Preposition)
            && (next + 1..next + 7).any(|at| {
                matches!(self.tag(at), Some(Tag::Pronoun | Tag::Determiner))
                    && self.tag(at - 1) != Some(Tag::Preposition)
                    && self.subject_then_verb(at).is_some()
            })
        {
            return opened(false);
        }
        let conditional = matches!(
            self.text(next),
            "if" | "when"
                | "whenever"
                | "once"
                | "unless"
                | "until"
                | "till"
                | "while"
                | "after"
                | "before"
                | "during"
                | "since"
                | "provided"
                | "because"
                | "although"
                | "though"
                | "whereas"
                | "just"
                | "as"
                | "with"
                | "without"
                | "unlike"
                | "whether"
        );
        if conditional && !(self.list_goes_on(at) && self.tag(at - 1) == Some(Tag::Preposition)) {
            let early = no_verb || coordinated || self.clause_follows_comma(next);
            return opened(early);
        }
        if subject && no_verb && self.open.kind.is_none() && !coordinated && self.list_goes_on(at) {
            return None;
        }
        if subject {
            return opened(false).map(|open| Open { early: no_verb && open.kind.is_some(), ..open });
        }
        // An opening phrase without a verb: "In the jaw, …", "For most of them, …".
        if no_verb && self.open.kind.is_none() && coordinated {
            return None;
        }
        // What is set off behind a clause and has no verb: an apposition or an adverbial.
        if !no_verb && self.tag(next) == Some(Tag::Preposition) && !coordinated && !self.list_goes_on(at) {
            return opened(false);
        }
        None
    }

    /// Whether a phrase that begins here is closed by a comma behind which a clause begins.
    fn clause_follows_comma(&self, from: usize) -> bool {
        (from..self.tokens.len())
            .take_while(|&at| !matches!(self.text(at), ";" | ":" | "—"))
            .find(|&at| self.text(at) == ",")
            .is_some_and(|at| self.subject_then_verb(at + 1).is_some())
    }

    /// "Nose, eyes and ears": a comma between parts of a list.
    fn list_goes_on(&self, comma: usize) -> bool {
        let mut at = comma + 1;
        let mut words = 0;
        while at < self.tokens.len() && words < 6 {
            match self.tags[at] {
                Tag::Coordinator => {
                    return self.tag(at + 1).is_some_and(|tag| {
                        matches!(
                            tag,
                            Tag::Noun | Tag::Adjective | Tag::Determiner | Tag::Gerund | Tag::Number | Tag::Participle
                        )
                    });
                }
                Tag::Mark if self.text(at) != "," => return false,
                Tag::Modal | Tag::Auxiliary | Tag::Verb | Tag::Pronoun => return false,
                _ => {}
            }
            words += 1;
            at += 1;
        }
        false
    }

    fn coordination(&self, at: usize) -> Option<Open> {
        let mut next = at + 1;
        while matches!(self.tag(next), Some(Tag::Adverb | Tag::Negation)) {
            next += 1;
        }
        // "Anything but permanent", "nothing but pain".
        if self.text(at) == "but"
            && matches!(
                self.text(at.wrapping_sub(1)),
                "anything" | "nothing" | "all" | "none" | "nobody" | "everything" | "one" | "everyone"
            )
        {
            return None;
        }
        let waiting = self.is_waiting();
        if self.open.verb.is_none() && !waiting && !self.open.prepositional {
            return None;
        }
        // "…, and, bit by bit, the strength returns": what is set off behind the coordinator belongs to what follows.
        if self.open.kind.is_none()
            && let Some(body) = self.past_adverbial(at + 1)
        {
            return Some(self.opening(at, body, false));
        }
        let marked = matches!(
            self.text(at + 1),
            "if" | "when"
                | "once"
                | "unless"
                | "until"
                | "after"
                | "before"
                | "because"
                | "while"
                | "although"
                | "during"
                | "since"
                | "with"
        );
        if marked {
            return Some(self.opening(at, at + 1, self.clause_follows_comma(at + 1)));
        }
        // "And so does …", "nor does it …".
        if matches!(self.text(next.saturating_sub(1)), "so" | "neither" | "nor" | "or")
            && self.tag(next) == Some(Tag::Auxiliary)
            || self.text(at + 1) == "neither"
        {
            return Some(self.opening(at, at + 1, false));
        }
        let subject = self.subject_then_verb(next).or_else(|| self.subject_then_verb(at + 1)).is_some();
        if subject {
            if waiting
                && self.open.verb.is_some()
                && self.open.kind == Some(ClauseKind::Condition)
                && self.clause_follows_comma(at)
            {
                // "If you stop and the nerve recovers, …": the condition goes on.
                return None;
            }
            return Some(self.opening(at, at + 1, false));
        }
        if self.is_finite(next) {
            if waiting && self.open.verb.is_some() {
                return None;
            }
            let postposed = self.open.kind == Some(ClauseKind::Condition) && self.open.verb.is_some();
            if postposed {
                return None;
            }
            let open = self.opening(at, at + 1, false);
            return Some(Open { shares_subject: true, shares_auxiliary: self.shares_auxiliary(at, next), ..open });
        }
        if self.open.verb.is_some() && matches!(self.text(at), "but" | "yet") && self.tag(at + 1) != Some(Tag::Mark) {
            // "Uncomfortable but safe".
            return Some(Open { shares_subject: true, ..self.opening(at, at + 1, false) });
        }
        None
    }

    /// Where a clause begins behind an adverbial without a verb that commas set off here.
    fn past_adverbial(&self, comma: usize) -> Option<usize> {
        if self.text(comma) != "," {
            return None;
        }
        let close = (comma + 1..self.tokens.len().min(comma + 9)).find(|&at| self.tags[at] == Tag::Mark)?;
        let bare = self.text(close) == ","
            && !(comma + 1..close).any(|at| self.is_finite(at) || self.tags[at] == Tag::Coordinator);
        (bare && self.subject_then_verb(close + 1).is_some()).then_some(close + 1)
    }

    /// Whether a verb behind a coordinator hangs on the auxiliary of the open clause.
    fn shares_auxiliary(&self, coordinator: usize, next: usize) -> bool {
        let Some(verb) = self.open.verb else { return false };
        if self.tag(next) != Some(Tag::Verb) || self.text(next).ends_with('s') || self.text(next).ends_with("ed") {
            return false;
        }
        match self.tag(verb) {
            Some(Tag::Modal) => true,
            Some(Tag::Auxiliary) if self.text(verb) == "does" || self.text(verb) == "did" => true,
            Some(Tag::Auxiliary) => self.text(verb) == "do" && self.text(coordinator) != "and",
            _ => false,
        }
    }

    /// A clause that begins at a word, without a mark.
    fn inner(&self, at: usize) -> Option<Open> {
        let text = self.text(at);
        let before = self.tag(at.checked_sub(1)?);
        let behind_mark = before == Some(Tag::Mark) && self.text(at - 1) != ",";
        // The main clause behind an opening condition.
        if self.is_waiting() && self.ends_opening(at) {
            return Some(Open { start: at, body: at, kind: Some(ClauseKind::Main), ..Open::default() });
        }
        if self.open.kind == Some(ClauseKind::Content)
            && self.open.verb.is_some()
            && self.open.relatives == 0
            && self.is_finite(at)
            && self.clauses.last().is_some_and(|frame| frame.verb.is_none())
            && !matches!(
                before,
                Some(Tag::Coordinator | Tag::Mark | Tag::Wh | Tag::Subordinator | Tag::Modal | Tag::To)
            )
            && (before != Some(Tag::Pronoun) || self.text(at - 1) == "there")
            && self.open.verb.is_some_and(|verb| verb + 1 < at)
        {
            return Some(Open { start: at, body: at, kind: Some(ClauseKind::Resumption), ..Open::default() });
        }
        if self.opens_content(at) {
            let body = if text == "that" { at + 1 } else { at };
            return Some(Open { start: at, body, kind: Some(ClauseKind::Content), ..Open::default() });
        }
        let verb = self.open.verb.is_some();
        let subordinator = match text {
            "because" | "although" | "whereas" | "unless" | "provided" | "whenever" => true,
            "if" => !(before == Some(Tag::Preposition) && self.text(at - 1) == "as"),
            "though" => self.text(at - 1) != "as",
            "when" | "while" => verb || self.open.start + 2 < at,
            "once" => verb && !self.counts_once(at),
            "whether" => true,
            "until" | "till" | "during" => verb && self.text(at - 1) != "not",
            "after" | "before" => {
                let bare = self.tag(at + 1).is_none_or(|tag| tag == Tag::Mark) || self.text(at - 1) == "than";
                let led = bare || matches!(self.text(at - 1), "long" | "soon" | "shortly" | "well" | "just" | "even");
                verb && (!led || self.subject_then_verb(at + 1).is_some())
            }
            "since" => {
                verb && !matches!(self.text(at - 1), "long" | "ever")
                    && !self.tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Number)
            }
            "even" | "just" | "only" | "long" | "soon" | "shortly" | "well" => {
                verb && matches!(
                    self.text(at + 1),
                    "if" | "when" | "after" | "before" | "once" | "while" | "though" | "as" | "during"
                ) && !(self.text(at + 1) == "as"
                    && self.subject_then_verb(at + 2).is_none()
                    && self.text(at + 2) != "with")
            }
            "as" => verb && self.is_plain_as(at),
            _ => false,
        };
        if subordinator && !behind_mark {
            let open = self.opening(at, at, false);
            let open = match open.kind {
                None | Some(ClauseKind::Phrase) => Open { kind: Some(ClauseKind::Condition), ..open },
                Some(_) => open,
            };
            let early = self.clause_follows_comma(at) && !verb;
            return Some(Open { early, ..open });
        }
        if text == "so" && verb && self.subject_then_verb(at + 1).is_some() && before != Some(Tag::Auxiliary) {
            return Some(self.opening(at, at, false));
        }
        None
    }

    /// "As" that opens a clause, not one that compares.
    fn is_plain_as(&self, at: usize) -> bool {
        let compares =
            (at.saturating_sub(5)..at).any(|before| matches!(self.text(before), "as" | "same" | "such" | "so"));
        let soon = matches!(self.text(at + 1), "long" | "soon") && self.subject_then_verb(at + 3).is_some();
        soon || !compares && self.subject_then_verb(at + 1).is_some()
    }

    /// Whether the clause for which an opening condition waits begins here, without a comma before it.
    fn ends_opening(&self, at: usize) -> bool {
        if self.subject_then_verb(at).is_none() {
            return false;
        }
        if !self.open.prepositional && self.open.verb.is_none() {
            return false;
        }
        let inside = self.open.body;
        if at <= inside || self.open.verb.is_some_and(|verb| at == verb + 1 && self.wants_object(verb, at)) {
            return false;
        }
        // A comma further on closes the condition.
        if self.clause_follows_comma(at) && !self.open.prepositional {
            return false;
        }
        if matches!(self.text(inside.saturating_sub(1)), "whether") {
            return false;
        }
        let before = self.tags[at - 1];
        let complete = matches!(
            before,
            Tag::Noun
                | Tag::Pronoun
                | Tag::Number
                | Tag::Verb
                | Tag::Gerund
                | Tag::Participle
                | Tag::Preposition
                | Tag::Adjective
                | Tag::Adverb
                | Tag::Auxiliary
        );
        match self.tags[at] {
            // A preposition before a determiner governs it, but for particles behind a verb ("wears off the …").
            Tag::Determiner | Tag::Pronoun | Tag::Number => {
                complete
                    && !(before == Tag::Preposition
                        && !(self.open.verb.is_some()
                            && matches!(
                                self.text(at - 1),
                                "off" | "out" | "up" | "down" | "away" | "back" | "over" | "in" | "on"
                            )))
                    && !(self.open.prepositional && matches!(before, Tag::Verb))
                    && !(before == Tag::Adverb && at - 1 < inside)
            }
            Tag::Noun | Tag::Adjective | Tag::Gerund | Tag::Participle => {
                let plural_before = before == Tag::Noun && is_plural(self.text(at - 1));
                let after_verb = matches!(before, Tag::Verb | Tag::Adverb) && !self.open.prepositional;
                plural_before || after_verb || self.open.prepositional && before == Tag::Noun && self.last_chance(at)
            }
            _ => false,
        }
    }

    /// Whether the next word is the verb already, so that the subject must begin here.
    fn last_chance(&self, at: usize) -> bool {
        self.tags[at] == Tag::Noun && self.is_finite(at + 1) && self.tags[at - 1] == Tag::Noun
    }

    /// Whether what follows a verb is more likely its object ("if you stop the treatment …") than a new subject.
    fn wants_object(&self, verb: usize, at: usize) -> bool {
        // "Have", "take" and their like hardly ever end a clause.
        matches!(
            self.text(verb),
            "have"
                | "has"
                | "had"
                | "take"
                | "takes"
                | "get"
                | "gets"
                | "is"
                | "are"
                | "was"
                | "were"
                | "use"
                | "uses"
                | "need"
                | "needs"
        ) && self.tags[at] != Tag::Pronoun
    }

    /// "Readings that you can trust": a relative clause, where the noun is not one that names a statement.
    fn describes_noun(&self, that: usize) -> bool {
        if !matches!(self.tag(that.wrapping_sub(1)), Some(Tag::Noun | Tag::Number)) {
            return false;
        }
        let noun = self.text(that - 1);
        let told = (self.open.start..that)
            .rev()
            .take(6)
            .any(|at| speech(self.text(at)).is_some() && self.tags[at] == Tag::Verb);
        !told && !is_hearsay(noun) && !STATEMENTS.contains(&noun)
    }

    /// Whether somebody's statement begins here.
    fn opens_content(&self, at: usize) -> bool {
        let text = self.text(at);
        // "I have read that after two rounds it stays": a phrase stands before the subject.
        let fronted = text == "that"
            && matches!(self.tag(at + 1), Some(Tag::Preposition | Tag::Subordinator))
            && (at + 2..self.tokens.len()).any(|later| self.is_finite(later));
        if !fronted && self.subject_then_verb(if text == "that" { at + 1 } else { at }).is_none() {
            return false;
        }
        if text == "that" && self.tag(at) == Some(Tag::Subordinator) {
            return !matches!(self.text(at - 1), "so" | "such" | "now" | "provided") && !self.describes_noun(at);
        }
        // "Tell you", "show us", "tell my patients".
        let mut verb = at - 1;
        while verb > self.open.start && matches!(self.tags[verb], Tag::Pronoun | Tag::Adverb) && !self.is_finite(verb) {
            verb -= 1;
        }
        if matches!(self.text(at - 1), "afraid" | "sure" | "certain" | "sorry" | "confident" | "convinced" | "glad")
            && matches!(self.tags[at], Tag::Determiner | Tag::Pronoun)
        {
            return true;
        }
        let Some(kind) = speech(self.text(verb)) else { return false };
        let before = verb.checked_sub(1).and_then(|before| self.tag(before));
        // "Hearing aids" are no report.
        let is_verb = match self.tags[verb] {
            Tag::Verb => true,
            Tag::Participle | Tag::Gerund => matches!(before, Some(Tag::Auxiliary | Tag::Adverb | Tag::Negation)),
            Tag::Noun => before == Some(Tag::To),
            _ => false,
        };
        let starts = matches!(
            self.tags[at],
            Tag::Determiner | Tag::Pronoun | Tag::Noun | Tag::Adjective | Tag::Gerund | Tag::Number
        );
        let object = verb + 1 < at;
        let takes_object = matches!(
            self.text(verb),
            "tell" | "tells" | "told" | "show" | "shows" | "convince" | "warn" | "promise" | "assure"
        );
        is_verb
            && starts
            && (!object || takes_object)
            && !(kind == Speech::Vouches
                && (self.tags[verb] == Tag::Participle || verb > 0 && self.tags[verb - 1] == Tag::To))
    }
}

/// Nouns that a statement may follow, beside those for hearsay.
const STATEMENTS: &[&str] = &[
    "evidence",
    "proof",
    "fact",
    "risk",
    "chance",
    "chances",
    "danger",
    "possibility",
    "likelihood",
    "sign",
    "signs",
    "doubt",
    "result",
    "truth",
    "odds",
    "indication",
    "conclusion",
    "point",
    "extent",
    "degree",
    "news",
    "probability",
    "hint",
    "finding",
    "findings",
    "reason",
    "guarantee",
    "suspicion",
    "certainty",
    "knowledge",
    "data",
    "agreement",
    "consensus",
    "report",
    "reports",
    "word",
    "confirmation",
    "feeling",
    "sense",
];
