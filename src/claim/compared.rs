//! Two things set against each other: by a comparison ("safer than"), or by their order in time ("before").
//!
//! It must not say which of two statements is right; it says what each puts above or before what.

use std::ops::Range;

use super::content::Text;
use crate::english::{Clause, ClauseKind, Tag, is_comparative};

/// Two things that a clause sets against each other.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Compared {
    /// The tokens of the second thing: behind "than", "as", "before". What else the claim names belongs to the first.
    pub second: Range<usize>,
    /// The tokens of that in which they are compared ("safer", "more often").
    pub property: Range<usize>,
    /// How the first may stand to the second, as it is written.
    pub order: Order,
    /// Whether a word of degree is all there is, so that the verb tells in what they are compared ("helps more than").
    pub bare: bool,
    /// Whether the word of degree is "less".
    pub less: bool,
    /// Whether it is denied; the order has taken that in.
    pub denied: bool,
}

/// How one thing may stand to another: any of these that are true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
pub struct Order {
    /// Less, or earlier.
    pub less: bool,
    /// Alike.
    pub equal: bool,
    /// More, or later.
    pub more: bool,
}

impl Order {
    /// More than the second.
    pub const MORE: Self = Self { less: false, equal: false, more: true };
    /// Less than the second.
    pub const LESS: Self = Self { less: true, equal: false, more: false };
    /// As much as the second.
    pub const EQUAL: Self = Self { less: false, equal: true, more: false };

    /// How the second stands to the first.
    #[must_use]
    pub fn turned(self) -> Self {
        Self { less: self.more, equal: self.equal, more: self.less }
    }

    /// What holds where this does not. Of two things that are "not as" big, the first is smaller.
    #[must_use]
    pub fn denied(self) -> Self {
        if self == Self::EQUAL { Self::LESS } else { Self { less: !self.less, equal: !self.equal, more: !self.more } }
    }

    /// Whether the two cannot both hold.
    #[must_use]
    pub fn excludes(self, other: Self) -> bool {
        !(self.less && other.less || self.equal && other.equal || self.more && other.more)
    }

    /// Whether this holds wherever the other does.
    #[must_use]
    pub fn follows_from(self, other: Self) -> bool {
        (self.less || !other.less) && (self.equal || !other.equal) && (self.more || !other.more)
    }
}

/// The comparison in a clause, if there is one. `denials` are the stretches that are denied.
pub(super) fn comparison(text: &Text<'_>, clause: &Clause, denials: &[Range<usize>]) -> Option<Compared> {
    let word = |at: usize| text.tokens.get(at).map_or("", |token| token.text.as_str());
    let range = clause.tokens.clone();
    let (marker, width, opening) = range.clone().find_map(|at| match (word(at), word(at + 1)) {
        ("than", _)
            if !matches!(word(at.wrapping_sub(1)), "rather" | "other")
                && !text.tags.get(at + 1).is_some_and(|tag| *tag == Tag::Number) =>
        {
            Some((at, 1, None))
        }
        ("as", _) => {
            let opening = (range.start..at).rev().take(4).find(|&before| word(before) == "as")?;
            // "As long as you rest" is a condition; "lasts as long as" compares.
            let compares = !matches!(word(opening + 1), "long" | "soon" | "far") || follows_verb(text, opening);
            (opening + 1 < at && compares).then_some((at, 1, Some(opening)))
        }
        _ => None,
    })?;
    let mut end = marker + width;
    while end < range.end && (text.tags[end] != Tag::Mark || matches!(word(end), "-" | "%")) {
        end += 1;
    }
    if marker + width >= end {
        return None;
    }
    let property = match opening {
        Some(opening) => opening + 1..marker,
        None => degree(text, range.start..marker)?,
    };
    let written = match (opening, word(property.start)) {
        (Some(_), _) => Order::EQUAL,
        (None, "less" | "fewer") => Order::LESS,
        (None, _) => Order::MORE,
    };
    let start = opening.unwrap_or(property.start);
    // "No more effective than" is at most as effective.
    let none = start > range.start && word(start - 1) == "no";
    let denied = denials.iter().filter(|scope| scope.contains(&start)).count() % 2 == 1;
    let not = !none && (start.saturating_sub(3)..start).any(|at| range.contains(&at) && text.tags[at] == Tag::Negation);
    let bare =
        property.len() == 1 && matches!(word(property.start), "more" | "less" | "fewer" | "much" | "well" | "many");
    let denied = none || denied || not;
    let order = if denied { written.denied() } else { written };
    Some(Compared { second: marker + width..end, property, order, bare, less: written == Order::LESS, denied })
}

/// "Lasts as long as": what stands before the first "as" is a verb, so that the length is what is compared.
fn follows_verb(text: &Text<'_>, opening: usize) -> bool {
    opening > 0
        && matches!(text.tags.get(opening - 1), Some(Tag::Verb | Tag::Adverb))
        && !matches!(text.tokens[opening - 1].text.as_str(), "so")
}

/// The word or words of degree nearest before "than": "safer", "more often", "less well tolerated".
fn degree(text: &Text<'_>, range: Range<usize>) -> Option<Range<usize>> {
    let word = |at: usize| text.tokens[at].text.as_str();
    let at = range.clone().rev().find(|&at| is_comparative(word(at), text.tags[at]))?;
    let graded = matches!(word(at), "more" | "less");
    let mut end = at + 1;
    while graded
        && end < range.end
        && end < at + 3
        && matches!(text.tags[end], Tag::Adjective | Tag::Adverb | Tag::Participle)
    {
        end += 1;
    }
    Some(at..end)
}

/// The order in time that a condition gives to what it belongs to ("… *before the rash*").
pub(super) fn order_in_time(text: &Text<'_>, condition: &Clause) -> Option<Compared> {
    if condition.kind != ClauseKind::Condition {
        return None;
    }
    let word = |at: usize| text.tokens[at].text.as_str();
    let at =
        condition.tokens.clone().find(|&at| !matches!(text.tags[at], Tag::Mark | Tag::Adverb | Tag::Coordinator))?;
    let order = match word(at) {
        "before" => Order::LESS,
        "after" | "once" | "following" => Order::MORE,
        _ => return None,
    };
    Some(Compared {
        second: at + 1..condition.tokens.end,
        property: at..at + 1,
        order,
        bare: true,
        less: false,
        denied: false,
    })
}

/// The order in time that a verb gives ("the aura *precedes* the headache").
pub(super) fn order_by_verb(text: &Text<'_>, clause: &Clause) -> Option<Compared> {
    let word = |at: usize| text.tokens.get(at).map_or("", |token| token.text.as_str());
    let at = clause.tokens.clone().find(|&at| {
        matches!(word(at), "precede" | "precedes" | "preceded" | "follow" | "follows" | "followed")
            && matches!(text.tags[at], Tag::Verb | Tag::Participle)
    })?;
    let passive = word(at + 1) == "by";
    let order = if word(at).starts_with("prec") == passive { Order::MORE } else { Order::LESS };
    let second = at + 1 + usize::from(passive)..clause.tokens.end;
    (!second.is_empty()).then_some(Compared {
        second,
        property: at..at + 1,
        order,
        bare: true,
        less: false,
        denied: false,
    })
}
