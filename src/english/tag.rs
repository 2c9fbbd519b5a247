//! Parts of speech, guessed token by token.
//!
//! A closed list names the little words; what an open word is, its uses in general English and its neighbours tell. It
//! must not parse, and it must not know a vocabulary: the uses of a word are handed in.

use super::frame::{is_hearsay, speech};
use super::token::{Token, TokenKind};

/// What a token is in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tag {
    /// An article, a possessive, a demonstrative or a quantifier before its noun.
    Determiner,
    /// A word that is a noun phrase by itself ("it", "everyone", "most" without a noun).
    Pronoun,
    /// A preposition or a particle.
    Preposition,
    /// "And", "or", "but", "nor".
    Coordinator,
    /// A word that opens a subordinate clause ("if", "because"), "that" among them.
    Subordinator,
    /// A form of "be", "have" or "do".
    Auxiliary,
    /// "Will", "can", "may" and their like.
    Modal,
    /// "Not", "never".
    Negation,
    /// "To" before a verb.
    To,
    /// A noun.
    Noun,
    /// A verb in a finite form or in its base form.
    Verb,
    /// A past participle, or an adjective made of one.
    Participle,
    /// A form in -ing.
    Gerund,
    /// An adjective.
    Adjective,
    /// An adverb.
    Adverb,
    /// A number.
    Number,
    /// A relative pronoun or a question word.
    Wh,
    /// Punctuation.
    Mark,
}

/// How a written word is used in general English: the share of each part of speech.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Uses {
    /// As a noun.
    pub noun: f32,
    /// As a verb.
    pub verb: f32,
    /// As an adjective.
    pub adjective: f32,
    /// As an adverb.
    pub adverb: f32,
    /// Whether the written form is the verb's base form.
    pub base: bool,
}

/// The tags of a sentence's tokens.
#[must_use]
pub fn tags(tokens: &[Token], uses: impl Fn(&str) -> Uses) -> Vec<Tag> {
    let mut tagger = Tagger { tokens, uses: Vec::with_capacity(tokens.len()), tags: Vec::with_capacity(tokens.len()) };
    for token in tokens {
        let open = token.kind == TokenKind::Word && closed(&token.text).is_none();
        tagger.uses.push(if open { uses(&token.text) } else { Uses::default() });
    }
    let mut finite = false;
    for (at, token) in tokens.iter().enumerate() {
        let tag = tagger.tag(at, finite);
        match tag {
            Tag::Modal | Tag::Auxiliary => finite = true,
            Tag::Verb if !matches!(tagger.before(at), Some(Tag::To)) => finite = true,
            Tag::Coordinator | Tag::Subordinator | Tag::Wh => finite = false,
            Tag::Mark if token.text != "," => finite = false,
            // "I think the implant lasted": a clause begins.
            Tag::Determiner | Tag::Pronoun
                if at > 0 && tagger.tags[at - 1] == Tag::Verb && speech(tagger.text(at - 1)).is_some() =>
            {
                finite = false;
            }
            _ => {}
        }
        tagger.tags.push(tag);
    }
    tagger.mend();
    tagger.tags
}

struct Tagger<'a> {
    tokens: &'a [Token],
    uses: Vec<Uses>,
    tags: Vec<Tag>,
}

impl Tagger<'_> {
    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text.as_str())
    }

    /// The tag before a token, adverbs and negations passed over.
    fn before(&self, at: usize) -> Option<Tag> {
        self.tags[..at.min(self.tags.len())]
            .iter()
            .rev()
            .copied()
            .find(|tag| !matches!(tag, Tag::Adverb | Tag::Negation))
    }

    /// Whether a token may begin or go on with a noun phrase.
    fn nominal(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        match token.kind {
            TokenKind::Number => true,
            TokenKind::Punctuation => false,
            TokenKind::Word => match closed(&token.text) {
                Some(tag) => {
                    matches!(tag, Tag::Number) || matches!(token.text.as_str(), "other" | "own" | "such" | "few")
                }
                None => {
                    let uses = self.uses[at];
                    uses.noun + uses.adjective >= uses.verb
                        || is_plural(&token.text) && uses.noun > 0.0
                        || token.text.ends_with("ed")
                        || token.text.ends_with("ing")
                }
            },
        }
    }

    fn tag(&self, at: usize, finite: bool) -> Tag {
        let token = &self.tokens[at];
        match token.kind {
            TokenKind::Punctuation => return Tag::Mark,
            TokenKind::Number => return Tag::Number,
            TokenKind::Word => {}
        }
        let text = token.text.as_str();
        match text {
            "that" => return self.that(at),
            "this" | "these" | "those" | "all" | "some" | "any" | "many" | "few" | "most" | "several" | "much"
            | "little" | "more" | "less" | "another" | "other" | "such" | "each" | "both" | "either" | "neither"
            | "half" | "enough" | "fewer" | "what" | "no" => {
                return self.quantifier(at);
            }
            "to" => {
                let next = self.text(at + 1);
                let verb = matches!(next, "be" | "have" | "do")
                    || self.uses.get(at + 1).is_some_and(|uses| uses.base && uses.verb > 0.12 && !is_plural(next))
                    || self.tokens.get(at + 1).is_some_and(|_| closed(next) == Some(Tag::Adverb))
                        && self.uses.get(at + 2).is_some_and(|uses| uses.base);
                return if verb { Tag::To } else { Tag::Preposition };
            }
            "'s" => {
                let pronoun = matches!(self.tags.last(), Some(Tag::Pronoun | Tag::Wh | Tag::Subordinator));
                let noun_follows = self.nominal(at + 1);
                return if pronoun || !noun_follows { Tag::Auxiliary } else { Tag::Determiner };
            }
            "need" if matches!(self.text(at + 1), "not" | "n't") => return Tag::Modal,
            "like" if matches!(self.before(at), Some(Tag::Pronoun | Tag::Modal | Tag::To)) => return Tag::Verb,
            // "About two in three".
            "about" | "around" | "up" if self.counts_next(at) => return Tag::Adverb,
            "as" | "than" => return Tag::Preposition,
            _ => {}
        }
        if let Some(tag) = closed(text) {
            return tag;
        }
        if text == "longer" && at > 0 && self.text(at - 1) == "no" {
            return Tag::Adverb;
        }
        self.open(at, finite)
    }

    /// Whether a number follows that a word makes vague.
    fn counts_next(&self, at: usize) -> bool {
        let next = at + 1 + usize::from(self.text(at) == "up");
        (self.text(at) != "up" || self.text(at + 1) == "to")
            && self
                .tokens
                .get(next)
                .is_some_and(|token| token.kind == TokenKind::Number || closed(&token.text) == Some(Tag::Number))
    }

    /// "That": a demonstrative, a relative, or the opening of a clause.
    fn that(&self, at: usize) -> Tag {
        let next = self.text(at + 1);
        let verb_next = matches!(closed(next), Some(Tag::Auxiliary | Tag::Modal | Tag::Negation))
            || self.uses.get(at + 1).is_some_and(|uses| uses.verb > 0.3 && uses.verb >= uses.noun)
                && !next.ends_with("ing");
        match self.tags.last() {
            Some(Tag::Noun) if at > 0 && introduces_statement(self.text(at - 1)) => Tag::Subordinator,
            None | Some(Tag::Mark | Tag::Coordinator) if verb_next => Tag::Pronoun,
            Some(Tag::Mark) if matches!(closed(next), Some(Tag::Determiner | Tag::Pronoun)) => Tag::Subordinator,
            None | Some(Tag::Mark | Tag::Coordinator | Tag::Preposition) => {
                if self.nominal(at + 1) {
                    Tag::Determiner
                } else {
                    Tag::Pronoun
                }
            }
            Some(Tag::Noun | Tag::Pronoun | Tag::Number) if verb_next => Tag::Wh,
            Some(Tag::Determiner) => Tag::Pronoun,
            Some(_)
                if next.is_empty()
                    || self.tokens.get(at + 1).is_some_and(|next| next.kind == TokenKind::Punctuation) =>
            {
                Tag::Pronoun
            }
            Some(_) => Tag::Subordinator,
        }
    }

    fn quantifier(&self, at: usize) -> Tag {
        let next = self.text(at + 1);
        let text = self.text(at);
        if matches!(text, "more" | "less" | "most" | "much" | "little" | "enough") {
            let degree = self.uses.get(at + 1).is_some_and(|uses| uses.adjective + uses.adverb > uses.noun + uses.verb);
            if degree {
                return Tag::Adverb;
            }
        }
        if text == "what" {
            return Tag::Wh;
        }
        if text == "no" {
            return if next == "longer" { Tag::Negation } else { Tag::Determiner };
        }
        // "Some fear the operation", "many hold that …".
        let verb = self.uses.get(at + 1).is_some_and(|uses| uses.base && uses.verb > 0.1)
            && matches!(closed(self.text(at + 2)), Some(Tag::Determiner | Tag::Pronoun | Tag::Subordinator));
        if verb && matches!(text, "some" | "many" | "most" | "few" | "all" | "both" | "several" | "these" | "those") {
            return Tag::Pronoun;
        }
        let before_noun = self.nominal(at + 1)
            || matches!(closed(next), Some(Tag::Determiner)) && matches!(text, "all" | "both" | "half" | "such")
            || matches!(next, "more" | "one" | "many" | "such");
        if before_noun { Tag::Determiner } else { Tag::Pronoun }
    }

    /// An open word: its uses, weighed by what stands around it.
    fn open(&self, at: usize, finite: bool) -> Tag {
        let text = self.text(at);
        let mut uses = self.uses[at];
        let known = uses.noun + uses.verb + uses.adjective + uses.adverb > 0.0;
        if !known {
            return unknown(text, self.before(at));
        }
        let (ed, ing) = (text.ends_with("ed") && !uses.base, text.ends_with("ing") && !uses.base);
        let irregular = uses.verb > 0.0 && !uses.base && !ed && !ing && !text.ends_with('s');
        let previous = self.before(at);
        let last = self.tags.last().copied();
        let next = self.tokens.get(at + 1);
        let next_closed = next.and_then(|next| closed(&next.text));
        let singular_form = uses.verb > 0.0 && !uses.base && text.ends_with('s');
        let joined_next = next.is_some_and(|next| next.joined);
        match previous {
            Some(Tag::Determiner | Tag::Adjective | Tag::Number) if last == previous || last != Some(Tag::Negation) => {
                uses.verb *= if ed || ing || irregular { 0.5 } else { 0.03 };
                uses.noun *= 2.0;
                uses.adjective *= 1.5;
            }
            Some(Tag::To | Tag::Modal) => {
                uses.verb *= if uses.base { 20.0 } else { 0.2 };
                uses.noun *= 0.5;
                uses.adjective *= 0.5;
            }
            Some(Tag::Pronoun) => uses.verb *= 8.0,
            Some(Tag::Preposition) => {
                uses.verb *= if ing { 1.0 } else { 0.02 };
                uses.noun *= 2.0;
            }
            Some(Tag::Wh) => uses.verb *= 4.0,
            // A clause begins, with its subject.
            Some(Tag::Subordinator) => uses.verb *= 0.3,
            Some(Tag::Auxiliary) => {
                let question =
                    matches!(self.text(at.saturating_sub(1)), "do" | "does" | "did" | "n't" | "not" | "never")
                        && self.auxiliary_before(at).is_some_and(|text| matches!(text, "do" | "does" | "did"));
                uses.verb *= match () {
                    () if question && uses.base => 20.0,
                    () if ed || ing || irregular => 2.0,
                    () => 0.15,
                };
                uses.adjective *= 1.5;
            }
            Some(Tag::Noun | Tag::Gerund) => {
                let plural_before = self.plural_noun_before(at);
                let agrees = if singular_form { !plural_before } else { plural_before || ed || irregular };
                uses.verb *= if agrees { 3.0 } else { 0.25 }
                    * match () {
                        // "Until the nerve heals the lid droops".
                        () if finite && self.opens_subordinate() => 0.8,
                        () if finite => 0.3,
                        () => 2.0,
                    };
                uses.adjective *= 0.2;
            }
            Some(Tag::Coordinator) => {
                let parallel = self.tags.iter().rposition(|tag| *tag == Tag::Verb).is_some();
                uses.verb *= if parallel && (singular_form || uses.base || irregular || ed) { 1.2 } else { 0.3 };
            }
            Some(Tag::Mark) | None => {
                // "…, exercise strengthens it".
                let subject = self.uses.get(at + 1).is_some_and(|next| next.verb > 0.5 && !next.base)
                    && self.text(at + 1).ends_with('s');
                // "Diet, exercise and sleep".
                let listed = self.text(at.wrapping_sub(1)) == "," && !finite;
                uses.verb *= if uses.base && !subject && !listed { 1.5 } else { 0.2 };
            }
            _ => {}
        }
        if joined_next {
            uses.verb *= 0.2;
        }
        match next_closed {
            Some(Tag::Auxiliary | Tag::Modal) => uses.verb *= if ed || irregular { 0.6 } else { 0.1 },
            Some(Tag::Determiner | Tag::Pronoun) => uses.verb *= 2.0,
            Some(Tag::Preposition) if next.is_some_and(|next| next.text != "of") => uses.verb *= 1.3,
            Some(Tag::Preposition) => uses.verb *= 0.3,
            _ => {}
        }
        let best = uses.noun.max(uses.verb).max(uses.adjective).max(uses.adverb);
        if best == uses.verb {
            return match () {
                () if ing => Tag::Gerund,
                () if ed || irregular && !uses.base => self.past(at, finite),
                () => Tag::Verb,
            };
        }
        if best == uses.adverb {
            return Tag::Adverb;
        }
        if best == uses.adjective && !(ed && uses.verb > 0.0) {
            return Tag::Adjective;
        }
        if ed {
            Tag::Participle
        } else if ing && uses.noun < uses.verb {
            Tag::Gerund
        } else {
            Tag::Noun
        }
    }

    /// A past form: a finite verb behind a subject, a participle elsewhere.
    fn past(&self, at: usize, finite: bool) -> Tag {
        match self.before(at) {
            Some(Tag::Noun | Tag::Pronoun | Tag::Gerund | Tag::Wh) if !finite => Tag::Verb,
            Some(Tag::Pronoun | Tag::Wh) => Tag::Verb,
            Some(Tag::Coordinator)
                if self.tags.iter().rev().find(|tag| matches!(tag, Tag::Verb | Tag::Participle))
                    == Some(&Tag::Verb) =>
            {
                Tag::Verb
            }
            _ => Tag::Participle,
        }
    }

    /// Whether the sentence begins with a subordinate clause whose verb is the only one so far.
    fn opens_subordinate(&self) -> bool {
        let opener = matches!(
            self.text(0),
            "if" | "when"
                | "once"
                | "while"
                | "until"
                | "after"
                | "before"
                | "as"
                | "because"
                | "since"
                | "unless"
                | "whenever"
        );
        opener && self.tags.iter().filter(|tag| matches!(tag, Tag::Verb | Tag::Auxiliary | Tag::Modal)).count() == 1
    }

    fn auxiliary_before(&self, at: usize) -> Option<&str> {
        let found = self.tags[..at].iter().rposition(|tag| *tag == Tag::Auxiliary)?;
        Some(self.text(found))
    }

    fn plural_noun_before(&self, at: usize) -> bool {
        let Some(noun) =
            self.tags[..at.min(self.tags.len())].iter().rposition(|tag| matches!(tag, Tag::Noun | Tag::Gerund))
        else {
            return false;
        };
        if is_plural(self.text(noun)) {
            return true;
        }
        // "The brow and the lid move", "the loss of muscle".
        let mut start = noun;
        while start > 0 && !matches!(self.tags[start - 1], Tag::Verb | Tag::Mark | Tag::Subordinator | Tag::Auxiliary) {
            start -= 1;
            if self.tags[start] == Tag::Coordinator {
                return true;
            }
            if self.tags[start] == Tag::Preposition {
                // "The tablets taken in advance", "the loss of muscles".
                let head = self.tags[..start]
                    .iter()
                    .rposition(|tag| !matches!(tag, Tag::Participle | Tag::Adverb | Tag::Adjective));
                return head.is_some_and(|head| self.tags[head] == Tag::Noun && is_plural(self.text(head)));
            }
        }
        false
    }

    /// A past form that was taken for a verb is a participle where the clause's verb comes later ("the muscles treated
    /// twice shrink").
    fn mend(&mut self) {
        self.find_missing_verbs();
        for at in 0..self.tags.len() {
            if self.tags[at] != Tag::Verb || !self.text(at).ends_with("ed") {
                continue;
            }
            let after_noun = at > 0 && self.tags[at - 1] == Tag::Noun;
            let modified = self.tags.get(at + 1).is_some_and(|tag| matches!(tag, Tag::Preposition | Tag::Adverb));
            if !after_noun || !modified {
                continue;
            }
            for later in at + 1..self.tags.len() {
                match self.tags[later] {
                    Tag::Mark | Tag::Coordinator | Tag::Subordinator | Tag::Wh | Tag::To | Tag::Pronoun => break,
                    Tag::Modal | Tag::Auxiliary | Tag::Verb => {
                        self.tags[at] = Tag::Participle;
                        break;
                    }
                    _ => {}
                }
            }
        }
    }
    /// A stretch with a subject and no verb has it in a word that is a verb more rarely ("the lungs age", "the gums firm
    /// up"). Titles and list items have none, so only whole sentences are searched.
    fn find_missing_verbs(&mut self) {
        let ends = self
            .tokens
            .last()
            .is_some_and(|token| matches!(token.text.as_str(), "." | "!" | ";" | "\u{201d}" | "\"" | ")"));
        if !ends && !self.tags.iter().any(|tag| matches!(tag, Tag::Verb | Tag::Auxiliary | Tag::Modal)) {
            return;
        }
        let mut start = 0;
        while start < self.tags.len() {
            let border = |tag: Tag| matches!(tag, Tag::Mark | Tag::Subordinator | Tag::Wh);
            let mut end = start;
            while end < self.tags.len() && !border(self.tags[end]) {
                // "…, and the muscles firm up": a coordinator with a determiner behind it begins anew.
                if self.tags[end] == Tag::Coordinator && end > start && self.tags.get(end + 1) == Some(&Tag::Determiner)
                {
                    break;
                }
                end += 1;
            }
            let finite = self.tags[start..end].iter().any(|tag| matches!(tag, Tag::Verb | Tag::Auxiliary | Tag::Modal));
            if !finite {
                let best = (start + 1..end)
                    .filter(|&at| {
                        let uses = self.uses[at];
                        let text = self.text(at);
                        // "Two in three stay well".
                        let number_before = self.tags[at - 1] == Tag::Number && self.text(at - 1) != "one";
                        let plural_before =
                            number_before || self.tags[at - 1] == Tag::Noun && self.plural_noun_before(at);
                        let singular_before = self.tags[at - 1] == Tag::Noun
                            && !plural_before
                            && self.tags[start..at - 1].contains(&Tag::Determiner);
                        uses.verb > 0.0
                            && !self.tokens[at].joined
                            && matches!(self.tags[at], Tag::Noun | Tag::Adjective | Tag::Adverb)
                            && (uses.base && plural_before || !uses.base && text.ends_with('s') && singular_before)
                    })
                    .max_by(|&one, &other| self.uses[one].verb.total_cmp(&self.uses[other].verb));
                if let Some(at) = best {
                    self.tags[at] = Tag::Verb;
                }
            }
            start = end + 1;
        }
    }
}

/// Whether a word looks like a plural.
#[must_use]
pub fn is_plural(word: &str) -> bool {
    matches!(word, "people" | "women" | "men" | "children" | "teeth" | "feet" | "data" | "bacteria" | "patients")
        || word.len() > 3
            && word.ends_with('s')
            && !["ss", "us", "is", "'s"].iter().any(|ending| word.ends_with(ending))
}

/// Nouns behind which "that" opens what is stated.
fn introduces_statement(noun: &str) -> bool {
    is_hearsay(noun)
        || matches!(noun, "evidence" | "proof" | "fact" | "doubt" | "risk" | "chance" | "possibility" | "data")
}

fn unknown(text: &str, previous: Option<Tag>) -> Tag {
    match () {
        () if text.ends_with("ly") => Tag::Adverb,
        () if text.ends_with("ed") && matches!(previous, Some(Tag::Noun | Tag::Pronoun)) => Tag::Verb,
        () if text.ends_with("ed") => Tag::Participle,
        () if text.ends_with("ing") => Tag::Gerund,
        () if text.starts_with("un") => Tag::Adjective,
        () if matches!(previous, Some(Tag::To | Tag::Modal)) => Tag::Verb,
        () if ["ous", "ive", "able", "ible", "ical", "ful", "less"].iter().any(|ending| text.ends_with(ending)) => {
            Tag::Adjective
        }
        () => Tag::Noun,
    }
}

/// The little words that are always the same, or are told apart by their neighbours elsewhere.
pub(super) fn closed(word: &str) -> Option<Tag> {
    Some(match word {
        "a" | "an" | "the" | "my" | "your" | "his" | "her" | "its" | "our" | "their" | "every" | "this" | "these"
        | "those" | "no" | "each" | "all" | "some" | "any" | "both" | "several" | "whose" => Tag::Determiner,
        "i" | "you" | "he" | "she" | "it" | "we" | "they" | "me" | "him" | "us" | "them" | "there" | "everyone"
        | "everybody" | "nobody" | "someone" | "somebody" | "anyone" | "anybody" | "nothing" | "everything"
        | "something" | "anything" | "none" | "mine" | "yours" | "ours" | "theirs" | "myself" | "yourself"
        | "itself" | "themselves" | "himself" | "herself" | "ourselves" | "others" => Tag::Pronoun,
        "many" | "few" | "most" | "much" | "little" | "more" | "less" | "another" | "other" | "such" | "either"
        | "neither" | "half" | "enough" | "fewer" => Tag::Determiner,
        "of" | "in" | "on" | "at" | "by" | "for" | "from" | "with" | "without" | "within" | "into" | "onto"
        | "about" | "between" | "through" | "throughout" | "over" | "under" | "above" | "below" | "against"
        | "among" | "around" | "across" | "along" | "behind" | "beyond" | "beside" | "besides" | "despite"
        | "during" | "except" | "inside" | "near" | "off" | "out" | "up" | "down" | "per" | "toward" | "towards"
        | "upon" | "via" | "like" | "unlike" | "as" | "than" | "after" | "before" | "since" | "until" | "till"
        | "to" | "away" | "back" | "instead" => Tag::Preposition,
        "and" | "or" | "but" | "nor" => Tag::Coordinator,
        "if" | "because" | "although" | "though" | "whereas" | "unless" | "while" | "when" | "whenever" | "once"
        | "whether" | "that" | "provided" | "lest" => Tag::Subordinator,
        "am" | "is" | "are" | "was" | "were" | "be" | "been" | "being" | "have" | "has" | "had" | "having" | "do"
        | "does" | "did" | "'re" | "'ve" | "'m" | "ai" => Tag::Auxiliary,
        "will" | "would" | "shall" | "should" | "can" | "could" | "may" | "might" | "must" | "ought" | "'ll" | "'d"
        | "ca" | "wo" => Tag::Modal,
        "not" | "n't" | "never" => Tag::Negation,
        "which" | "who" | "whom" | "where" | "why" | "how" | "what" | "whatever" | "whichever" | "whoever"
        | "however" => {
            if word == "however" {
                Tag::Adverb
            } else {
                Tag::Wh
            }
        }
        "so" | "then" | "yet" | "thus" | "also" | "too" | "very" | "quite" | "rather" | "just" | "only" | "even"
        | "still" | "already" | "again" | "ever" | "always" | "often" | "usually" | "sometimes" | "perhaps"
        | "maybe" | "almost" | "nearly" | "hardly" | "here" | "now" | "soon" | "later" | "ago" | "twice"
        | "therefore" | "hence" | "otherwise" | "together" | "sadly" | "indeed" | "instead of" | "far" | "seldom"
        | "rarely" => Tag::Adverb,
        "one" | "two" | "three" | "four" | "five" | "six" | "seven" | "eight" | "nine" | "ten" | "eleven"
        | "twelve" | "fifteen" | "twenty" | "thirty" | "forty" | "fifty" | "hundred" | "thousand" | "dozen" => {
            Tag::Number
        }
        _ => return None,
    })
}
