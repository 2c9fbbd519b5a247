//! Units of measure: their spellings and their size in the base unit of their dimension.
//!
//! It must not know numbers. Sizes follow the SI brochure and NIST SP 811; a month is a twelfth of 365.25 days.

use super::Dimension;

/// Days in a month, so that twelve months are 365.25 days.
pub(super) const DAYS_A_MONTH: f64 = 30.4375;
pub(super) const DAY: f64 = 1.0 / DAYS_A_MONTH;
pub(super) const WEEK: f64 = 7.0 * DAY;
pub(super) const YEAR: f64 = 12.0;
const HOUR: f64 = DAY / 24.0;
const MINUTE: f64 = HOUR / 60.0;

/// What a unit measures; a [`Dimension`] without its strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Time,
    Mass,
    Volume,
    Length,
    Pressure,
    Celsius,
    Fahrenheit,
    Energy,
    /// Hundredths of a whole.
    Percent,
    Money(&'static str),
    /// A unit that converts to no other: units of a hormone, millimoles. The word stands for its dimension.
    Counted(&'static str),
}

/// How a unit may be written beside its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// "a week", "two weeks".
    Singular,
    /// "two weeks", and "weeks" alone where the plural itself says something.
    Plural,
    /// "10 mg": only behind digits.
    Short,
}

/// A spelling of a unit.
#[derive(Debug)]
pub(super) struct Unit {
    pub(super) word: &'static str,
    pub(super) kind: Kind,
    pub(super) size: f64,
    pub(super) form: Form,
}

const fn unit(word: &'static str, kind: Kind, size: f64, form: Form) -> Unit {
    Unit { word, kind, size, form }
}

use Form::{Plural, Short, Singular};
use Kind::{Counted, Energy, Length, Mass, Money, Pressure, Time, Volume};

/// All spellings that are one word. "per cent", "mm Hg" and degrees are put together in [`super::phrase`].
pub(super) static UNITS: &[Unit] = &[
    unit("second", Time, MINUTE / 60.0, Singular),
    unit("seconds", Time, MINUTE / 60.0, Plural),
    unit("sec", Time, MINUTE / 60.0, Short),
    unit("secs", Time, MINUTE / 60.0, Short),
    unit("s", Time, MINUTE / 60.0, Short),
    unit("minute", Time, MINUTE, Singular),
    unit("minutes", Time, MINUTE, Plural),
    unit("min", Time, MINUTE, Short),
    unit("mins", Time, MINUTE, Short),
    unit("hour", Time, HOUR, Singular),
    unit("hours", Time, HOUR, Plural),
    unit("h", Time, HOUR, Short),
    unit("hr", Time, HOUR, Short),
    unit("hrs", Time, HOUR, Short),
    unit("day", Time, DAY, Singular),
    unit("days", Time, DAY, Plural),
    unit("night", Time, DAY, Singular),
    unit("nights", Time, DAY, Plural),
    unit("week", Time, WEEK, Singular),
    unit("weeks", Time, WEEK, Plural),
    unit("wk", Time, WEEK, Short),
    unit("wks", Time, WEEK, Short),
    unit("fortnight", Time, 2.0 * WEEK, Singular),
    unit("fortnights", Time, 2.0 * WEEK, Plural),
    unit("month", Time, 1.0, Singular),
    unit("months", Time, 1.0, Plural),
    unit("mo", Time, 1.0, Short),
    unit("mos", Time, 1.0, Short),
    unit("mth", Time, 1.0, Short),
    unit("mths", Time, 1.0, Short),
    unit("season", Time, 3.0, Singular),
    unit("seasons", Time, 3.0, Plural),
    unit("trimester", Time, 3.0, Singular),
    unit("trimesters", Time, 3.0, Plural),
    unit("year", Time, YEAR, Singular),
    unit("years", Time, YEAR, Plural),
    unit("yr", Time, YEAR, Short),
    unit("yrs", Time, YEAR, Short),
    unit("decade", Time, 10.0 * YEAR, Singular),
    unit("decades", Time, 10.0 * YEAR, Plural),
    unit("century", Time, 100.0 * YEAR, Singular),
    unit("centuries", Time, 100.0 * YEAR, Plural),
    unit("mcg", Mass, 0.001, Short),
    unit("µg", Mass, 0.001, Short),
    unit("μg", Mass, 0.001, Short),
    unit("ug", Mass, 0.001, Short),
    unit("microgram", Mass, 0.001, Singular),
    unit("micrograms", Mass, 0.001, Plural),
    unit("mg", Mass, 1.0, Short),
    unit("milligram", Mass, 1.0, Singular),
    unit("milligrams", Mass, 1.0, Plural),
    unit("g", Mass, 1e3, Short),
    unit("gram", Mass, 1e3, Singular),
    unit("grams", Mass, 1e3, Plural),
    unit("gramme", Mass, 1e3, Singular),
    unit("grammes", Mass, 1e3, Plural),
    unit("kg", Mass, 1e6, Short),
    unit("kilo", Mass, 1e6, Singular),
    unit("kilos", Mass, 1e6, Plural),
    unit("kilogram", Mass, 1e6, Singular),
    unit("kilograms", Mass, 1e6, Plural),
    unit("ounce", Mass, 28_349.523_125, Singular),
    unit("ounces", Mass, 28_349.523_125, Plural),
    unit("oz", Mass, 28_349.523_125, Short),
    unit("pound", Mass, 453_592.37, Singular),
    unit("pounds", Mass, 453_592.37, Plural),
    unit("lb", Mass, 453_592.37, Short),
    unit("lbs", Mass, 453_592.37, Short),
    // Stones and feet are also parts of bodies: "a stone" and "two feet" are left to the reader.
    unit("stone", Mass, 6_350_293.18, Short),
    unit("ml", Volume, 1.0, Short),
    unit("cc", Volume, 1.0, Short),
    unit("dl", Volume, 100.0, Short),
    unit("cl", Volume, 10.0, Short),
    unit("l", Volume, 1e3, Short),
    unit("millilitre", Volume, 1.0, Singular),
    unit("millilitres", Volume, 1.0, Plural),
    unit("milliliter", Volume, 1.0, Singular),
    unit("milliliters", Volume, 1.0, Plural),
    unit("litre", Volume, 1e3, Singular),
    unit("litres", Volume, 1e3, Plural),
    unit("liter", Volume, 1e3, Singular),
    unit("liters", Volume, 1e3, Plural),
    unit("cup", Volume, 240.0, Singular),
    unit("cups", Volume, 240.0, Plural),
    unit("teaspoon", Volume, 5.0, Singular),
    unit("teaspoons", Volume, 5.0, Plural),
    unit("tsp", Volume, 5.0, Short),
    unit("tablespoon", Volume, 15.0, Singular),
    unit("tablespoons", Volume, 15.0, Plural),
    unit("tbsp", Volume, 15.0, Short),
    unit("pint", Volume, 568.0, Singular),
    unit("pints", Volume, 568.0, Plural),
    unit("µm", Length, 0.001, Short),
    unit("μm", Length, 0.001, Short),
    unit("mm", Length, 1.0, Short),
    unit("millimetre", Length, 1.0, Singular),
    unit("millimetres", Length, 1.0, Plural),
    unit("millimeter", Length, 1.0, Singular),
    unit("millimeters", Length, 1.0, Plural),
    unit("cm", Length, 10.0, Short),
    unit("centimetre", Length, 10.0, Singular),
    unit("centimetres", Length, 10.0, Plural),
    unit("centimeter", Length, 10.0, Singular),
    unit("centimeters", Length, 10.0, Plural),
    unit("m", Length, 1e3, Short),
    unit("metre", Length, 1e3, Singular),
    unit("metres", Length, 1e3, Plural),
    unit("meter", Length, 1e3, Singular),
    unit("meters", Length, 1e3, Plural),
    unit("km", Length, 1e6, Short),
    unit("kilometre", Length, 1e6, Singular),
    unit("kilometres", Length, 1e6, Plural),
    unit("kilometer", Length, 1e6, Singular),
    unit("kilometers", Length, 1e6, Plural),
    unit("inch", Length, 25.4, Singular),
    unit("inches", Length, 25.4, Plural),
    unit("ft", Length, 304.8, Short),
    unit("feet", Length, 304.8, Short),
    unit("mile", Length, 1_609_344.0, Singular),
    unit("miles", Length, 1_609_344.0, Plural),
    unit("mmhg", Pressure, 1.0, Short),
    unit("kpa", Pressure, 7.500_616_8, Short),
    unit("kcal", Energy, 1.0, Short),
    unit("calorie", Energy, 1.0, Singular),
    unit("calories", Energy, 1.0, Plural),
    unit("kilocalories", Energy, 1.0, Plural),
    unit("kj", Energy, 0.239_005_7, Short),
    unit("%", Kind::Percent, 0.01, Singular),
    unit("percent", Kind::Percent, 0.01, Singular),
    unit("pct", Kind::Percent, 0.01, Short),
    unit("unit", Counted("units"), 1.0, Singular),
    unit("units", Counted("units"), 1.0, Plural),
    unit("iu", Counted("units"), 1.0, Short),
    unit("mmol", Counted("mmol"), 1.0, Short),
    unit("µmol", Counted("mmol"), 0.001, Short),
    unit("μmol", Counted("mmol"), 0.001, Short),
    unit("nmol", Counted("mmol"), 1e-6, Short),
    unit("dollar", Money("USD"), 1.0, Singular),
    unit("dollars", Money("USD"), 1.0, Plural),
    unit("euro", Money("EUR"), 1.0, Singular),
    unit("euros", Money("EUR"), 1.0, Plural),
    unit("$", Money("USD"), 1.0, Short),
    unit("£", Money("GBP"), 1.0, Short),
    unit("€", Money("EUR"), 1.0, Short),
];

/// "per cent" in two words.
pub(super) static PERCENT: Unit = unit("per cent", Kind::Percent, 0.01, Singular);
/// "mm Hg" in two words.
pub(super) static MILLIMETRES_OF_MERCURY: Unit = unit("mm hg", Pressure, 1.0, Short);
/// "°C", "degrees Celsius".
pub(super) static CELSIUS: Unit = unit("°c", Kind::Celsius, 1.0, Short);
/// "°F", "degrees Fahrenheit".
pub(super) static FAHRENHEIT: Unit = unit("°f", Kind::Fahrenheit, 1.0, Short);
/// A year that is not written, as in "at 34".
pub(super) static YEARS: Unit = unit("years", Time, YEAR, Plural);

impl Unit {
    pub(super) fn dimension(&self) -> Dimension {
        match self.kind {
            Kind::Time => Dimension::Time,
            Kind::Mass => Dimension::Mass,
            Kind::Volume => Dimension::Volume,
            Kind::Length => Dimension::Length,
            Kind::Pressure => Dimension::Pressure,
            Kind::Celsius | Kind::Fahrenheit => Dimension::Temperature,
            Kind::Energy => Dimension::Energy,
            Kind::Percent => Dimension::Share,
            Kind::Money(currency) => Dimension::Money(currency),
            Kind::Counted(word) => Dimension::Count(word.to_owned()),
        }
    }

    /// A figure in the dimension's base unit.
    pub(super) fn convert(&self, figure: f64) -> f64 {
        match self.kind {
            Kind::Fahrenheit => (figure - 32.0) / 1.8,
            _ => figure * self.size,
        }
    }

    /// What the plural alone may mean ("within minutes", "for weeks"), in this unit: from two up to where the next
    /// larger unit would be used.
    pub(super) fn bare_plural(&self) -> Option<(f64, f64)> {
        let most = match self.word {
            "seconds" | "minutes" => 90.0,
            "hours" => 36.0,
            "days" | "nights" => 10.0,
            "weeks" => 8.0,
            "months" => 18.0,
            "years" | "decades" => f64::INFINITY,
            _ => return None,
        };
        Some((2.0, most))
    }
}

/// Reads a currency's code back as one of the table's own.
pub(super) fn currency<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<&'static str, D::Error> {
    let code: String = serde::Deserialize::deserialize(deserializer)?;
    let known = UNITS.iter().find_map(|unit| match unit.kind {
        Money(known) if known == code => Some(known),
        _ => None,
    });
    known.ok_or_else(|| serde::de::Error::custom("a currency that the unit table does not know"))
}
