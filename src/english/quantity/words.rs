//! The words that quantities are made of, and those beside a quantity that tell what it measures.
//!
//! It must not read phrases: each word has one class here, found by one look-up.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::units::{DAYS_A_MONTH, UNITS, Unit, WEEK, YEAR};
use super::{Token, TokenKind};

/// What a token can be to a quantity.
#[derive(Clone, Copy, Debug)]
pub(super) enum Class {
    Plain,
    /// Digits.
    Digits(f64),
    /// A character such as `½`.
    Vulgar(f64),
    /// One to ninety-nine, in words.
    Cardinal(f64),
    /// Hundred, thousand, million.
    Scale(f64),
    Dozen,
    /// A word for a number that is not fixed, with the least and the most it is taken for.
    Vague(f64, f64),
    Half,
    /// A quarter: a fourth, or three months.
    Quarter,
    /// First to twentieth.
    Ordinal(f64),
    /// The denominators of "two thirds".
    Parts(f64),
    /// "a", "an", "another".
    Article,
    Unit(&'static Unit),
    /// "every", "each".
    Every,
    /// "daily", "monthly", in times a month.
    Adverb(f64),
    /// "once", "twice", "thrice".
    Times(f64),
    /// "doubles", "halved", "threefold".
    Factor(f64),
    /// "overnight".
    Overnight,
    /// A word that says what a time or a change nearby measures.
    Sign(Sign),
}

/// What a word near a quantity says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// "lasts", "persists", "stays".
    Holds,
    /// "used", "treated".
    Uses,
    /// "fades", "gone".
    Ends,
    /// "begins", "shows".
    Begins,
    /// "heals", "recovers".
    Recovers,
    /// "takes", "needs": what follows tells.
    Takes,
    /// "increases", "shortens".
    Changes,
    /// "longer", "lower".
    Compares,
    /// "interval", "gap".
    Spaces,
    /// "patients", "children".
    Person,
}

impl Class {
    /// Whether a quantity may begin with or consist of this word.
    pub(super) fn is_numeric(self) -> bool {
        !matches!(self, Class::Plain | Class::Article | Class::Sign(_))
    }
}

/// The class of a token.
pub(super) fn class(token: &Token) -> Class {
    match token.kind {
        TokenKind::Number => digits(&token.text).filter(|value| value.is_finite()).map_or(Class::Plain, Class::Digits),
        _ => WORDS.get(token.text.as_str()).copied().unwrap_or(Class::Plain),
    }
}

/// The value of "1,500", "0.9" or, with a decimal comma, "0,5". A section number such as "1.2.3" has none.
fn digits(text: &str) -> Option<f64> {
    if !text.contains(',') {
        return text.parse().ok();
    }
    let thousands = text.split(',').skip(1).all(|group| group.split('.').next().is_some_and(|group| group.len() == 3));
    if thousands { text.replace(',', "").parse().ok() } else { text.replacen(',', ".", 1).parse().ok() }
}

const CARDINALS: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
const TENS: &[&str] = &["thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const ORDINALS: &[&str] = &[
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
];

/// The other words, with their classes.
const OTHERS: &[(Class, &str)] = &[
    (Class::Scale(1e2), "hundred"),
    (Class::Scale(1e3), "thousand"),
    (Class::Scale(1e6), "million"),
    (Class::Scale(1e9), "billion"),
    (Class::Dozen, "dozen"),
    (Class::Vague(2.0, 3.0), "couple"),
    (Class::Vague(2.0, 5.0), "few"),
    (Class::Vague(3.0, 6.0), "handful"),
    (Class::Vague(3.0, 10.0), "several"),
    (Class::Vague(4.0, f64::INFINITY), "many"),
    (Class::Vague(20.0, 99.0), "tens"),
    (Class::Vague(24.0, 99.0), "dozens"),
    (Class::Vague(200.0, 999.0), "hundreds"),
    (Class::Vague(2_000.0, 9_999.0), "thousands"),
    (Class::Vague(2e6, 9.9e6), "millions"),
    (Class::Half, "half"),
    (Class::Quarter, "quarter"),
    (Class::Parts(2.0), "halves"),
    (Class::Parts(3.0), "thirds"),
    (Class::Parts(4.0), "quarters fourths"),
    (Class::Parts(5.0), "fifths"),
    (Class::Parts(6.0), "sixths"),
    (Class::Parts(7.0), "sevenths"),
    (Class::Parts(8.0), "eighths"),
    (Class::Parts(10.0), "tenths"),
    (Class::Parts(100.0), "hundredths"),
    (Class::Ordinal(50.0), "fiftieth"),
    (Class::Ordinal(100.0), "hundredth"),
    (Class::Ordinal(1000.0), "thousandth"),
    (Class::Vulgar(0.5), "½"),
    (Class::Vulgar(0.25), "¼"),
    (Class::Vulgar(0.75), "¾"),
    (Class::Vulgar(1.0 / 3.0), "⅓"),
    (Class::Vulgar(2.0 / 3.0), "⅔"),
    (Class::Vulgar(0.125), "⅛"),
    (Class::Article, "a an another"),
    (Class::Every, "every each"),
    (Class::Adverb(DAYS_A_MONTH * 24.0), "hourly"),
    (Class::Adverb(DAYS_A_MONTH), "daily nightly"),
    (Class::Adverb(1.0 / WEEK), "weekly"),
    (Class::Adverb(0.5 / WEEK), "fortnightly"),
    (Class::Adverb(1.0), "monthly"),
    (Class::Adverb(1.0 / 3.0), "quarterly"),
    (Class::Adverb(2.0 / YEAR), "biannually biannual semiannually"),
    (Class::Adverb(1.0 / YEAR), "yearly annually"),
    (Class::Times(1.0), "once"),
    (Class::Times(2.0), "twice"),
    (Class::Times(3.0), "thrice"),
    (Class::Factor(0.5), "halve halves halved halving"),
    (Class::Factor(2.0), "double doubles doubled doubling twofold"),
    (Class::Factor(3.0), "triple triples tripled tripling treble trebles trebled threefold"),
    (Class::Factor(4.0), "quadruple quadruples quadrupled fourfold"),
    (Class::Factor(5.0), "fivefold"),
    (Class::Factor(6.0), "sixfold"),
    (Class::Factor(7.0), "sevenfold"),
    (Class::Factor(8.0), "eightfold"),
    (Class::Factor(10.0), "tenfold"),
    (Class::Factor(100.0), "hundredfold"),
    (Class::Overnight, "overnight"),
    (
        Class::Sign(Sign::Holds),
        "last lasts lasted lasting hold holds held persist persists persisted persisting remain remains remained stay \
         stays stayed staying continue continues continued endure endures keep keeps kept linger lingers lingering \
         duration lifespan longevity spell wait waiting good",
    ),
    (
        Class::Sign(Sign::Uses),
        "use uses used using treat treated treating inject injected injecting swallow swallowed swallowing apply applied \
         applying administer administered prescribe prescribed injections treatments sessions therapy",
    ),
    (
        Class::Sign(Sign::Ends),
        "fade fades faded fading wear wears wore worn wearing gone disappear disappears disappeared disappearing \
         vanish vanishes vanished lost lose loses return returns returned returning back subside subsides subsided \
         resolve resolves resolved resolving clear clears cleared settle settles settled diminish diminishes \
         diminished dissolve dissolves dissolved dissipate dissipates expire expires end ends ended ending cease \
         ceases stop stops stopped lapse lapses reverse reverses reversed pass passes passed ease eases eased eased \
         away over relapse relapses",
    ),
    (
        Class::Sign(Sign::Begins),
        "begin begins began beginning start starts started starting show shows showed shown showing appear appears \
         appeared appearing see sees seen notice noticed noticeable visible work works worked working kick kicks \
         effective onset develop develops developed emerge emerges peak peaks peaked respond responds responded \
         improve improves improved",
    ),
    (
        Class::Sign(Sign::Recovers),
        "recover recovers recovered recovering recovery heal heals healed healing downtime convalescence rebuild \
         rebuilds regrow regrows mend mends wake wakes regain regains",
    ),
    (Class::Sign(Sign::Takes), "take takes took taken taking need needs needed require requires required allow allows"),
    (
        Class::Sign(Sign::Changes),
        "increase increases increased increasing decrease decreases decreased decreasing reduce reduces reduced \
         reducing cut cuts cutting shorten shortens shortened lengthen lengthens lengthened prolong prolongs \
         prolonged extend extends extended raise raises raised drop drops dropped dropping fall falls fell fallen \
         rise rises rose risen shave shaves delay delays delayed differ differs differed grow grows shrink shrinks \
         lowers lowered lowering gain gains gained",
    ),
    (
        Class::Sign(Sign::Compares),
        "longer shorter lower higher more less fewer later earlier sooner better worse older younger heavier lighter \
         bigger smaller larger faster slower taller wider narrower greater extra",
    ),
    (Class::Sign(Sign::Spaces), "interval intervals gap gaps spacing"),
    (
        Class::Sign(Sign::Person),
        "people patients patient adults adult children child women woman men man anyone anybody everyone everybody \
         someone somebody those babies baby infants infant kids kid teenagers teenager smokers person girls girl boys \
         boy newborns toddlers athletes drivers users everybody anybody persons",
    ),
];

static WORDS: LazyLock<FxHashMap<&'static str, Class>> = LazyLock::new(|| {
    let mut words = FxHashMap::default();
    for unit in UNITS {
        words.insert(unit.word, Class::Unit(unit));
    }
    for (value, word) in (0_u8..).zip(CARDINALS) {
        words.insert(word, Class::Cardinal(f64::from(value)));
    }
    for (value, word) in (3_u8..).zip(TENS) {
        words.insert(word, Class::Cardinal(f64::from(value) * 10.0));
    }
    for (value, word) in (1_u8..).zip(ORDINALS) {
        words.insert(word, Class::Ordinal(f64::from(value)));
    }
    for &(class, spellings) in OTHERS {
        for word in spellings.split_whitespace() {
            words.insert(word, class);
        }
    }
    words
});

/// A sentence's tokens with their classes.
pub(super) struct Reader<'a> {
    tokens: &'a [Token],
    classes: Vec<Class>,
}

impl<'a> Reader<'a> {
    /// Looks every word up; nothing where no word can begin a quantity, which is the common case.
    pub(super) fn new(tokens: &'a [Token]) -> Option<Self> {
        let classes: Vec<Class> = tokens.iter().map(class).collect();
        classes.iter().any(|class| class.is_numeric()).then_some(Self { tokens, classes })
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The word at a position; empty outside the sentence.
    pub(super) fn text(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.text.as_str())
    }

    /// The word `steps` before a position; empty before the sentence.
    pub(super) fn back(&self, at: usize, steps: usize) -> &'a str {
        at.checked_sub(steps).map_or("", |at| self.text(at))
    }

    pub(super) fn class(&self, at: usize) -> Class {
        self.classes.get(at).copied().unwrap_or(Class::Plain)
    }

    pub(super) fn class_back(&self, at: usize, steps: usize) -> Class {
        at.checked_sub(steps).map_or(Class::Plain, |at| self.class(at))
    }

    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    /// Whether the token belongs to the one before it, without a space.
    pub(super) fn joined(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.joined)
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.kind == TokenKind::Word)
    }

    pub(super) fn is_number(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.kind == TokenKind::Number)
    }

    pub(super) fn any(&self, at: usize, words: &[&str]) -> bool {
        words.contains(&self.text(at))
    }

    /// Whether these words stand at a position.
    pub(super) fn follow(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(step, word)| self.text(at.saturating_add(step)) == *word)
    }

    pub(super) fn sign(&self, at: usize) -> Option<Sign> {
        match self.class(at) {
            Class::Sign(sign) => Some(sign),
            _ => None,
        }
    }
}
